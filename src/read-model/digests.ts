/** A digest of every derived table: what proves that a rebuild gave the same, byte for byte. */
import { createHash } from 'node:crypto';
import type { Database } from '../ledger/database.ts';
import { tableNames } from './tables.ts';

/** Table -> SHA-256 (hex) over its rows in the order of their key. */
export function digests(database: Database): ReadonlyMap<string, string> {
  return new Map(tableNames.map((name) => {
    const hash = createHash('sha256');
    const statement = database.prepare(`SELECT * FROM ${name} ORDER BY ${keyOf(database, name)}`).raw();
    for (const row of statement.iterate()) hash.update(`${JSON.stringify(row)}\n`);
    return [name, hash.digest('hex')];
  }));
}

/** The columns of a table's primary key, quoted, in order. */
function keyOf(database: Database, table: string): string {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table).map((column) => `"${column}"`).join(', ');
}
