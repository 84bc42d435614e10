/**
 * The derived tables. They can be dropped at any time: `ft rebuild` makes them anew from the log, byte for byte.
 * Change anything here or in a fold, and raise VERSION: ledgers then rebuild themselves at the next command.
 */
import type { Database } from '../ledger/database.ts';

const VERSION = 3;

const tables: Readonly<Record<string, string>> = {
  accounts: `(id TEXT PRIMARY KEY, name TEXT NOT NULL, currency TEXT NOT NULL, number TEXT, bank TEXT,
    opening_balance INTEGER, opening_day TEXT, closed TEXT) WITHOUT ROWID, STRICT`,
  // Ids begin with the booking day, so this order is date order, and rows of one import land side by side.
  transactions: `(id TEXT PRIMARY KEY, account TEXT NOT NULL, date TEXT NOT NULL, value_date TEXT, amount INTEGER NOT NULL, currency TEXT NOT NULL,
    description TEXT NOT NULL, counterparty TEXT, counterparty_account TEXT,
    -- folded text to search in; NULL where that is lower(description), as it mostly is
    text TEXT, merchant TEXT, category TEXT NOT NULL, step TEXT NOT NULL,
    confidence REAL NOT NULL, by TEXT, note TEXT, twin TEXT, parts TEXT, details TEXT, "commit" INTEGER NOT NULL) WITHOUT ROWID, STRICT`,
  aliases: `(alias TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (alias, id)) WITHOUT ROWID, STRICT`,
  month_sums: `(month TEXT NOT NULL, account TEXT NOT NULL, currency TEXT NOT NULL, category TEXT NOT NULL, transfer INTEGER NOT NULL,
    incoming INTEGER NOT NULL, outgoing INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (month, account, currency, category, transfer)) WITHOUT ROWID, STRICT`,
  // "position": where it stands in the log, which is the order of arrival
  statements: `(id TEXT PRIMARY KEY, "commit" INTEGER NOT NULL, "position" INTEGER NOT NULL, account TEXT NOT NULL, digest TEXT NOT NULL, detail TEXT NOT NULL) WITHOUT ROWID, STRICT`,
  attestations: `(id TEXT NOT NULL, statement TEXT NOT NULL, PRIMARY KEY (id, statement)) WITHOUT ROWID, STRICT`,
  balances: `(account TEXT NOT NULL, day TEXT NOT NULL, statement TEXT NOT NULL, balance INTEGER NOT NULL, PRIMARY KEY (account, day, statement)) WITHOUT ROWID, STRICT`,
  doubts: `(id TEXT PRIMARY KEY, "commit" INTEGER NOT NULL, draft TEXT NOT NULL, candidates TEXT NOT NULL) WITHOUT ROWID, STRICT`,
  links: `(id TEXT PRIMARY KEY, outgoing TEXT NOT NULL, incoming TEXT NOT NULL, linked INTEGER NOT NULL, by TEXT) WITHOUT ROWID, STRICT`,
  knowledge: `(noun TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (noun, subject)) WITHOUT ROWID, STRICT`,
  connections: `(id TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID, STRICT`,
  missing: `(id TEXT PRIMARY KEY, connection TEXT NOT NULL, "commit" INTEGER NOT NULL, kept INTEGER NOT NULL) WITHOUT ROWID, STRICT`,
  toggles: `(position INTEGER PRIMARY KEY, "commit" INTEGER NOT NULL, target TEXT NOT NULL, undone INTEGER NOT NULL) STRICT`,
};

const indexes: Readonly<Record<string, string>> = {
  balances_by_statement: 'balances (statement)',
  attestations_by_statement: 'attestations (statement)',
  aliases_by_id: 'aliases (id)',
  links_by_outgoing: 'links (outgoing)',
  links_by_incoming: 'links (incoming)',
  statements_by_digest: 'statements (digest)',
};

export const tableNames: readonly string[] = Object.keys(tables);

/** Rows that are copied at a time, so that it can be said how far it is. */
const CHUNK = 20_000;

/**
 * (Re)creates every derived table: empty in the ledger file, or in this connection's temp schema for a look into the past,
 * there empty or as copies of those in `from`. Temporary tables hide those of the file from every query of the connection.
 */
export function createTables(database: Database, schema: 'main' | 'temp', from?: 'main' | 'ledger', progress: (rows: number) => void = () => {}): void {
  for (const [name, columns] of Object.entries(tables)) {
    database.exec(`DROP TABLE IF EXISTS ${schema}.${name}; CREATE TABLE ${schema}.${name} ${columns};`);
    if (from !== undefined && name !== 'transactions') database.exec(`INSERT INTO ${schema}.${name} SELECT * FROM ${from}.${name};`);
  }
  if (from !== undefined) copyTransactions(database, schema, from, progress);
  for (const [name, on] of Object.entries(indexes)) database.exec(`CREATE INDEX ${schema}.${name} ON ${on};`);
}

/** The one table that may be large, in the order of its key. */
function copyTransactions(database: Database, schema: 'main' | 'temp', from: 'main' | 'ledger', progress: (rows: number) => void): void {
  const copy = database.prepare<[string, number]>(`INSERT INTO ${schema}.transactions SELECT * FROM ${from}.transactions WHERE id > ? ORDER BY id LIMIT ?`);
  const last = database.prepare<[], string>(`SELECT max(id) FROM ${schema}.transactions`).pluck();
  for (let done = 0, after = '', rows = CHUNK; rows === CHUNK; after = last.get() ?? '') {
    rows = copy.run(after, CHUNK).changes;
    progress((done += rows));
  }
}

/** True when the ledger file holds every table of this very version. */
export function tablesAreCurrent(database: Database): boolean {
  const found = database.prepare<[string], number>("SELECT count(*) FROM main.sqlite_schema WHERE type = 'table' AND name IN (SELECT value FROM json_each(?))").pluck().get(JSON.stringify(tableNames));
  if (found !== tableNames.length) return false;
  const exists = database.prepare("SELECT 1 FROM main.sqlite_schema WHERE name = 'read_model'").get();
  return exists !== undefined && database.prepare<[], number>('SELECT version FROM read_model').pluck().get() === VERSION;
}

/** Lets the tables be made anew at the next command: the log has grown by what they do not know. */
export function markStale(database: Database): void { database.exec('DROP TABLE IF EXISTS main.read_model'); }

/** Writes down which version the tables are of. */
export function markCurrent(database: Database): void {
  database.exec('DROP TABLE IF EXISTS main.read_model; CREATE TABLE main.read_model (version INTEGER NOT NULL) STRICT;');
  database.prepare('INSERT INTO read_model (version) VALUES (?)').run(VERSION);
}
