/** The one SQLite file: how it is opened, and how SQLite's own errors become named failures. */
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { FailureError, failure, raise } from '../errors.ts';
import { foldedText } from '../values/text.ts';

export type Database = Sqlite.Database;

/** "ftra" in ASCII: lets `file` and other programs recognise a ledger. Frozen. */
const APPLICATION_ID = 0x66747261;
/** Milliseconds a writer waits for another ft before it gives up with exit code 75. */
const BUSY_MS = 30_000;

const ledgerPath = (home: string): string => join(home, 'ledger.db');

/** Which file now stands where the ledger of a home is kept, told apart from every other one of this machine; undefined where there is none to be seen. */
export function fileAt(home: string): string | undefined {
  try {
    const { dev, ino } = statSync(ledgerPath(home), { bigint: true });
    return `${dev} ${ino}`;
  } catch {
    return undefined;
  }
}

/**
 * Opens (or creates, when `create`) the ledger file of a home folder.
 * Returns undefined when there is none and `create` is false. Fails by 'home-unwritable', 'ledger-corrupt', 'disk-full'.
 */
export function openDatabase(home: string, create: boolean, busyMs = BUSY_MS): Database | undefined {
  const path = ledgerPath(home);
  return named(home, () => {
    if (!isThere(path) && !create) return undefined;
    if (create) makeFolder(home);
    if (create && !statSync(home).isDirectory()) raise('home-unwritable', { home, why: REASONS['EEXIST']! });
    const isNew = !existsSync(path);
    const database = new Sqlite(path, { timeout: busyMs, nativeBinding: nativeBinding() });
    try {
      // Only the owner may read it; on file systems without modes this does nothing.
      if (isNew) chmodSync(path, 0o600);
      configure(database, home, isNew);
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/**
 * A throw-away file for what is derived, with the ledger of a home attached as `ledger`: a table is looked for in the file first. Nothing of it
 * need outlast a power cut. `create`: the file must be new. Fails as `openDatabase` does, and by 'usage'.
 */
export function apartDatabase(file: string, home: string, create: boolean, busyMs = BUSY_MS): Database {
  if (create && existsSync(file)) raise('usage', { why: `${file} is there already.`, hint: 'Name a new file.' });
  return named(home, () => {
    // Only the owner may read it.
    if (create) writeFileSync(file, '', { flag: 'wx', mode: 0o600 });
    const database = new Sqlite(file, { timeout: busyMs, nativeBinding: nativeBinding() });
    try {
      for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'cache_size = -32768', 'temp_store = MEMORY']) database.pragma(pragma);
      addFunctions(database);
      database.prepare('ATTACH ? AS ledger').run(ledgerPath(home));
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/** Whether there is a file. Throws where it may not be looked: that is not the same as none. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') throw error;
    return false;
  }
}

/** Makes a folder and those above it, for the owner only. One by one: Node's own recursive mkdir never returns under /proc. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another ft may have been faster.
    if (!existsSync(folder)) throw error;
  }
}

/** The native half of better-sqlite3, named outright: its JavaScript is bundled, and its own search reads a dozen files. */
export const nativeBinding = (): string => createRequire(import.meta.url).resolve('better-sqlite3/build/Release/better_sqlite3.node');

const statements = new WeakMap<Database, Map<string, Sqlite.Statement>>();

/** A prepared statement, kept for the connection: preparing costs more than running what a fold asks for each subject. */
export function prepared<Values extends unknown[] = unknown[], Row = unknown>(database: Database, sql: string): Sqlite.Statement<Values, Row> {
  let known = statements.get(database);
  if (!known) statements.set(database, (known = new Map()));
  let statement = known.get(sql);
  if (!statement) known.set(sql, (statement = database.prepare(sql)));
  return statement as Sqlite.Statement<Values, Row>;
}

/** A database of no file. */
export function memoryDatabase(): Database {
  const database = new Sqlite(':memory:', { nativeBinding: nativeBinding() });
  addFunctions(database);
  return database;
}

/** What queries use besides SQLite's own functions: text with accents and case folded away. */
function addFunctions(database: Database): void {
  database.function('folded', { deterministic: true }, (text) => (typeof text === 'string' ? foldedText(text) : null));
}

function configure(database: Database, home: string, isNew: boolean): void {
  const applicationId = database.pragma('application_id', { simple: true });
  if (!isNew && applicationId !== APPLICATION_ID && applicationId !== 0)
    raise('ledger-corrupt', { home, why: 'the file belongs to another program' });
  database.pragma('journal_mode = WAL');
  // FULL: a commit that was reported is on the disk, also after a power cut.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('cache_size = -32768');
  database.pragma('temp_store = MEMORY');
  // A very large commit may leave a large write-ahead log; give the space back after it.
  database.pragma('journal_size_limit = 16777216');
  addFunctions(database);
  if (applicationId === 0) database.pragma(`application_id = ${APPLICATION_ID}`);
}

/** Runs work on the file; what the disk or another process does to it comes out as a named failure. */
export function named<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw nameOf(home, error) ?? error;
  }
}

/** A thrown SQLite or file-system error -> the failure it means to a person; undefined for a defect. */
export function nameOf(home: string, error: unknown): FailureError | undefined {
  if (error instanceof FailureError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return undefined;
  if (code.startsWith('SQLITE_BUSY')) return new FailureError(failure('ledger-busy', { home }));
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'EDQUOT')
    return new FailureError(failure('disk-full', { home }));
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT_'))
    return new FailureError(failure('ledger-corrupt', { home, why: (error as Error).message }));
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR') || code.startsWith('SQLITE_PERM'))
    return new FailureError(failure('home-unwritable', { home, why: (error as Error).message }));
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'ENOENT', 'ELOOP', 'ENAMETOOLONG', 'EINVAL'].includes(code))
    return new FailureError(failure('home-unwritable', { home, why: REASONS[code] ?? code }));
  return undefined;
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EPERM: 'not permitted', EROFS: 'the file system is read-only', ENOTDIR: 'a part of the path is a file',
  EEXIST: 'it is a file', ENOENT: 'the path does not exist', ELOOP: 'the path goes in circles', ENAMETOOLONG: 'the path is too long',
};
