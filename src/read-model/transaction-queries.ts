/** Reading transactions: by id or its beginning, by query in pages, by day. */
import { type Database, prepared } from '../ledger/database.ts';
import type { Day } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import { type Query, compile } from './query-sql.ts';
import { RowSlices } from './row-slices.ts';
import type { TransactionRow } from './rows.ts';
import { COLUMNS, type RawRow, rowFrom } from './transactions.ts';

/** As much of a transaction as matching transfers needs. */
export type UnlinkedRow = Pick<TransactionRow, 'id' | 'account' | 'date' | 'amount' | 'currency' | 'text' | 'counterpartyAccount'> & { readonly isSettled: number };

/** As much of a transaction as habits are read from. */
export type HabitRow = Pick<TransactionRow, 'id' | 'account' | 'date' | 'amount' | 'currency' | 'category' | 'step' | 'confidence'> & {
  /** The merchant, or the folded text where it names nobody. */
  readonly merchant: string;
  /** 1: `merchant` is a name; it is half of a linked transfer, it is split, the person wrote a note on it. */
  readonly named: number;
  readonly linked: number;
  readonly split: number;
  readonly noted: number;
};

export interface Page { readonly limit?: number; readonly offset?: number; readonly oldestFirst?: boolean }

export class TransactionQueries {
  constructor(private readonly database: Database) {}

  /** Transactions whose id begins with the text (at most `limit`). */
  like(prefix: string, limit = 10): TransactionRow[] {
    const plain = prefix.toLowerCase();
    if (!/^[0-9a-z]+$/.test(plain)) return [];
    return this.database.prepare<[string, string, number], RawRow>(`SELECT ${COLUMNS} FROM transactions WHERE id >= ? AND id < ? ORDER BY id LIMIT ?`)
      .all(plain, `${plain}~`, limit).map(rowFrom);
  }

  /** Transactions a query finds, newest first unless asked otherwise. */
  find(query: Query, page: Page = {}): TransactionRow[] {
    const { sql, values } = compile(query);
    const order = page.oldestFirst ? 'ASC' : 'DESC';
    return this.database.prepare<unknown[], RawRow>(`SELECT ${COLUMNS} FROM transactions WHERE ${sql} ORDER BY id ${order} LIMIT ? OFFSET ?`)
      .all(...values, page.limit ?? -1, page.offset ?? 0).map(rowFrom);
  }

  /** How many transactions a query finds, and their sums by currency. */
  totals(query: Query): { count: number; sums: { currency: string; in: number; out: number }[] } {
    const { sql, values } = compile(query);
    const sums = this.database.prepare<unknown[], { currency: string; count: number; in: number; out: number }>(`
      SELECT currency, count(*) AS count, sum(max(amount, 0)) AS "in", sum(min(amount, 0)) AS "out" FROM transactions
      WHERE ${sql} GROUP BY currency ORDER BY currency`).all(...values);
    return { count: sums.reduce((total, sum) => total + sum.count, 0), sums: sums.map(({ currency, in: incoming, out }) => ({ currency, in: incoming, out })) };
  }

  /** Ids of the accounts in which a query finds any. */
  accountsOf(query: Query): Set<string> {
    const { sql, values } = compile(query);
    return new Set(this.database.prepare<unknown[], string>(`SELECT DISTINCT account FROM transactions WHERE ${sql}`).pluck().all(...values));
  }

  /** How many transactions carry a category that this rule or merchant key gave. */
  countBy(by: string): number {
    return this.database.prepare<[string], number>('SELECT count(*) FROM transactions WHERE by = ?').pluck().get(by) ?? 0;
  }

  /** Every transaction a query finds, oldest first unless asked otherwise, in chunks of flat memory. */
  *chunks(query: Query, newestFirst = false, size = 5000): Generator<TransactionRow[], void, undefined> {
    const { sql, values } = compile(query);
    const [beyond, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC'];
    const chunk = this.database.prepare<unknown[], RawRow>(`SELECT ${COLUMNS} FROM transactions WHERE id ${beyond} ? AND (${sql}) ORDER BY id ${order} LIMIT ?`);
    let last = newestFirst ? '~' : '';
    for (;;) {
      const rows = chunk.all(last, ...values, size).map(rowFrom);
      if (rows.length === 0) return;
      yield rows;
      last = rows.at(-1)!.id;
    }
  }

  /**
   * Ids of the transactions a query finds whose texts `holds` says yes to, oldest first. It is asked inside SQLite, of every one that
   * the query finds, so that only the texts of a row are read and nothing is kept of it: it must be pure, and quick.
   */
  idsWhere(query: Query, holds: (description: string, counterparty: string | null) => boolean): string[] {
    const { sql, values } = compile(query);
    this.database.function('holds', (description, counterparty) => (holds(description as string, counterparty as string | null) ? 1 : 0));
    return this.database.prepare<unknown[], string>(`SELECT id FROM transactions WHERE (${sql}) AND holds(description, counterparty) ORDER BY id`).pluck().all(...values);
  }

  /** What a query finds, by and by: for a list that is looked at while it is sought. */
  slices(query: Query): RowSlices { return new RowSlices(this.database, query); }

  /** Transactions by their ids; one that does not stand is left out. */
  byIds(ids: readonly string[]): Map<string, TransactionRow> {
    const rows = prepared<[string], RawRow>(this.database, `SELECT ${COLUMNS} FROM transactions WHERE id IN (SELECT value FROM json_each(?))`).all(JSON.stringify(ids));
    return new Map(rows.map((raw) => [raw.id, rowFrom(raw)]));
  }

  /** Transactions booked from..to (inclusive), oldest first. */
  between(from: Day, to: Day): TransactionRow[] {
    return this.database.prepare<[string, string], RawRow>(`SELECT ${COLUMNS} FROM transactions WHERE id >= ? AND id < ? ORDER BY id`)
      .all(dayPrefix(from), `${dayPrefix(to)}~`).map(rowFrom);
  }

  /** Whole transactions booked from..to that no transfer links yet, one at a time: what transfers are sought among. */
  unlinked(from: Day, to: Day): UnlinkedRow[] {
    return this.database.prepare<[string, string], UnlinkedRow>(`
      SELECT id, account, date, amount, currency, coalesce(text, lower(description)) AS text, counterparty_account AS counterpartyAccount,
        step IN ('own', 'rule', 'correction', 'bank-code', 'merchant') AND category NOT IN ('internal-transfer', 'savings', 'card-payment', 'person-to-person', 'uncategorized') AS isSettled FROM transactions
      WHERE id >= ? AND id < ? AND twin IS NULL AND parts IS NULL`).all(dayPrefix(from), `${dayPrefix(to)}~`);
  }

  /** At most `limit` transactions after an id (or the beginning of one), oldest first. */
  habits(after: string, limit: number): HabitRow[] {
    return prepared<[string, number], HabitRow>(this.database, `
      SELECT id, account, date, amount, currency, coalesce(merchant, text, lower(description)) AS merchant, merchant IS NOT NULL AS named, category, step, confidence,
        twin IS NOT NULL AS linked, parts IS NOT NULL AS split, note IS NOT NULL AS noted FROM transactions WHERE id > ? ORDER BY id LIMIT ?`).all(after, limit);
  }

  /** First and last booking date over all accounts; undefined when there are none. */
  span(): { from: Day; to: Day } | undefined {
    const pick = (order: 'ASC' | 'DESC') => this.database.prepare<[], Day>(`SELECT date FROM transactions ORDER BY id ${order} LIMIT 1`).pluck().get();
    const from = pick('ASC');
    const to = pick('DESC');
    return from && to ? { from, to } : undefined;
  }
}
