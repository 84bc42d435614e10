/** The transactions table: one row a booked transaction as it stands now, and the aliases later wordings gave it. */
import { type Database, prepared } from '../ledger/database.ts';
import type { Payload } from '../ledger/events/list.ts';
import { type Day, type Month, firstDay, lastDay } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import type { MonthSums } from './month-sums.ts';
import type { Details, Part, TransactionRow } from './rows.ts';
import { rowOf } from './transaction-fold.ts';

/** A row as SQLite gives it. */
export type RawRow = Omit<TransactionRow, 'parts' | 'details'> & { readonly parts: string | null; readonly details: string | null };
export const COLUMNS = `id, account, date, value_date AS valueDate, amount, currency, description, counterparty, counterparty_account AS counterpartyAccount,
  coalesce(text, lower(description)) AS text, merchant,
  category, step, confidence, by, note, twin, parts, details, "commit"`;
/** Raw row -> row; splits and details are stored as JSON. */
export const rowFrom = (raw: RawRow): TransactionRow => (raw.parts === null && raw.details === null
  ? (raw as TransactionRow)
  : { ...raw, parts: raw.parts === null ? null : (JSON.parse(raw.parts) as Part[]), details: raw.details === null ? null : (JSON.parse(raw.details) as Details) });

/** True when SQLite's own lower(), which knows ASCII only, gives the folded text: then it need not be stored. */
const isPlain = (row: TransactionRow): boolean => row.counterparty === null && PLAIN.test(row.description);
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

export class Transactions {
  readonly #insert;
  readonly #byId;
  readonly #delete;
  readonly #alias;
  readonly #exists;
  readonly #ofDay;

  constructor(private readonly database: Database, private readonly sums: MonthSums) {
    this.#insert = database.prepare('INSERT OR IGNORE INTO transactions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    this.#byId = database.prepare<[string], RawRow>(`SELECT ${COLUMNS} FROM transactions WHERE id = ?`);
    this.#delete = database.prepare('DELETE FROM transactions WHERE id = ?');
    this.#alias = database.prepare<[string], string>('SELECT id FROM aliases WHERE alias = ? ORDER BY id LIMIT 1').pluck();
    this.#exists = database.prepare('SELECT 1 FROM transactions WHERE id = ?');
    this.#ofDay = database.prepare<[string, string, string, number], RawRow>(
      `SELECT ${COLUMNS} FROM transactions WHERE id >= ? AND id < ? AND account = ? AND amount = ? ORDER BY id`);
  }

  /** Adds a transaction nothing else happened to; false when its id stands already. */
  record(id: string, recorded: Payload<'transaction.recorded.v2'>, commit: number): boolean {
    return this.#put(rowOf(id, recorded, commit));
  }

  #put(row: TransactionRow): boolean {
    const { changes } = this.#insert.run(row.id, row.account, row.date, row.valueDate, row.amount, row.currency, row.description, row.counterparty, row.counterpartyAccount,
      isPlain(row) ? null : row.text, row.merchant, row.category, row.step, row.confidence, row.by, row.note, row.twin, row.parts && JSON.stringify(row.parts), row.details && JSON.stringify(row.details), row.commit);
    if (changes === 0) return false;
    this.sums.include(row);
    return true;
  }

  /** Replaces what stands under an id by a fold's answer (null: nothing). Returns the accounts it touched. */
  replace(id: string, folded: { row: TransactionRow; aliases: readonly string[] } | null): string[] {
    const old = this.get(id);
    if (old) {
      this.sums.exclude(old);
      this.#delete.run(id);
      prepared(this.database, 'DELETE FROM aliases WHERE id = ?').run(id);
    }
    if (folded) {
      this.#put(folded.row);
      for (const alias of folded.aliases) this.database.prepare('INSERT OR IGNORE INTO aliases VALUES (?, ?)').run(alias, id);
    }
    return [...new Set([old?.account, folded?.row.account])].filter((account) => account !== undefined);
  }

  /** Full id -> row. */
  get(id: string): TransactionRow | undefined {
    const raw = this.#byId.get(id);
    return raw && rowFrom(raw);
  }

  /** Rows of full ids, in id order; ids under which none stands are left out. */
  ofIds(ids: readonly string[]): TransactionRow[] {
    return prepared<[string], RawRow>(this.database, `SELECT ${COLUMNS} FROM transactions WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`).all(JSON.stringify(ids)).map(rowFrom);
  }

  /** How many stand. */
  count(): number { return prepared<[], number>(this.database, 'SELECT count(*) FROM transactions').pluck().get() ?? 0; }

  /** The next `limit` rows after an id, in id order; '' for the first. */
  after(id: string, limit: number): TransactionRow[] {
    return prepared<[string, number], RawRow>(this.database, `SELECT ${COLUMNS} FROM transactions WHERE id > ? ORDER BY id LIMIT ?`).all(id, limit).map(rowFrom);
  }

  /** True when a transaction stands under the id. */
  stands(id: string): boolean { return this.#exists.get(id) !== undefined; }

  /** The id itself where a transaction stands under it, or the transaction that a later wording gave this id to. */
  resolve(id: string): string | undefined {
    return this.#exists.get(id) ? id : this.#alias.get(id);
  }

  /** Transactions of an account with exactly this amount, booked from..to (inclusive), in id order: candidates for a restated row. */
  near(account: string, amount: number, from: Day, to: Day): TransactionRow[] {
    return this.#ofDay.all(dayPrefix(from), `${dayPrefix(to)}~`, account, amount).map(rowFrom);
  }

  /** Transactions of an account booked from..to (inclusive), in date order, read as they are asked for. */
  booked(account: string, from: Day, to: Day): IterableIterator<Pick<TransactionRow, 'id' | 'date' | 'amount'>> {
    return this.database.prepare<[string, string, string], Pick<TransactionRow, 'id' | 'date' | 'amount'>>(
      'SELECT id, date, amount FROM transactions WHERE id >= ? AND id < ? AND account = ? ORDER BY id').iterate(dayPrefix(from), `${dayPrefix(to)}~`, account);
  }

  /** Payments of a batch, by the bank's reference of it, booked from..to (inclusive). */
  ofBatch(account: string, reference: string, from: Day, to: Day): Pick<TransactionRow, 'id' | 'date' | 'amount'>[] {
    return prepared(this.database, "SELECT id, date, amount FROM transactions WHERE id >= ? AND id < ? AND account = ? AND details ->> '$.batchReference' = ? ORDER BY id")
      .all(dayPrefix(from), `${dayPrefix(to)}~`, account, reference) as Pick<TransactionRow, 'id' | 'date' | 'amount'>[];
  }

  /** First and last booking date of an account, undefined when it is empty. The month summary narrows the search. */
  span(account: string): { from: Day; to: Day } | undefined {
    const months = this.database.prepare<[string], { first: Month | null; last: Month | null }>(
      'SELECT min(month) AS first, max(month) AS last FROM month_sums WHERE account = ?').get(account);
    if (!months?.first || !months.last) return undefined;
    const dates = this.database.prepare<[string, string, string], { from: Day; to: Day }>(
      'SELECT min(date) AS "from", max(date) AS "to" FROM transactions WHERE account = ? AND id >= ? AND id < ?');
    const within = (month: Month) => dates.get(account, dayPrefix(firstDay(month)), `${dayPrefix(lastDay(month))}~`);
    return { from: within(months.first)!.from, to: within(months.last)!.to };
  }
}
