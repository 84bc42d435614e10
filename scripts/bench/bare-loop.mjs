/** The yardstick of an import: csv-parse over the file, and its rows into one SQLite table in one durable transaction. Nothing else. */
import { readFileSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { parse } from 'csv-parse/sync';

const [statement, path] = process.argv.slice(2);
for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
const database = new Sqlite(path);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec('CREATE TABLE rows (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT, f TEXT) STRICT');
const insert = database.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)');
const rows = parse(readFileSync(statement, 'latin1'), { delimiter: ';', from_line: 2 });
database.transaction(() => { for (const row of rows) insert.run(row); })();
database.close();
