/** The month summary: what a report over a million transactions reads instead of them. Kept by difference. */
import { type Database, prepared } from '../ledger/database.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, SumTooLarge, ZERO, add, negate } from '../values/money.ts';
import { type Month, monthOf } from '../values/day.ts';
import type { MonthSum, TransactionRow } from './rows.ts';

type Counted = Pick<TransactionRow, 'account' | 'date' | 'amount' | 'currency' | 'category' | 'twin' | 'parts'>;
interface Delta { readonly key: readonly [Month, string, Currency, string, number]; in: Minor; out: Minor; count: number }

/** Well below 2^53: a balance is an opening balance and what moved, and drift is a difference of two balances. */
const LARGEST_SUM = 2e15;

/** Separates the members of a key; control characters never stand in ids. */
const SEPARATOR = '\u001f';

export class MonthSums {
  #deltas = new Map<string, Delta>();
  readonly #database: Database;

  constructor(database: Database) { this.#database = database; }

  /** A transaction enters the sums. */
  include(row: Counted): void { this.#count(row, 1); }
  /** A transaction leaves them. */
  exclude(row: Counted): void { this.#count(row, -1); }

  #count(row: Counted, times: 1 | -1): void {
    if (row.parts === null) this.#add(row, row.category, row.amount, times);
    else for (const part of row.parts) this.#add(row, part.category, part.amount, times);
  }

  #add(row: Counted, category: string, amount: Minor, times: 1 | -1): void {
    const month = monthOf(row.date);
    const transfer = row.twin === null ? 0 : 1;
    const name = month + SEPARATOR + row.account + SEPARATOR + row.currency + SEPARATOR + category + SEPARATOR + transfer;
    let delta = this.#deltas.get(name);
    if (!delta) this.#deltas.set(name, (delta = { key: [month, row.account, row.currency, category, transfer], in: ZERO, out: ZERO, count: 0 }));
    const signed = times === 1 ? amount : negate(amount);
    if (amount >= 0) delta.in = add(delta.in, signed);
    else delta.out = add(delta.out, signed);
    delta.count += times;
  }

  /** Drops what has not been written. */
  forget(): void { this.#deltas.clear(); }

  /** Writes what has changed. */
  flush(): void {
    if (this.#deltas.size === 0) return;
    const upsert = prepared(this.#database, `INSERT INTO month_sums VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET incoming = incoming + excluded.incoming, outgoing = outgoing + excluded.outgoing, count = count + excluded.count`);
    for (const { key, in: incoming, out, count } of this.#deltas.values())
      if (incoming !== 0 || out !== 0 || count !== 0) upsert.run(...key, incoming, out, count);
    prepared(this.#database, 'DELETE FROM month_sums WHERE count = 0').run();
    this.#deltas.clear();
  }

  /**
   * Throws SumTooLarge where all money that moved in a currency, or all that its accounts began with, is so much that sums
   * over it could not be exact. Asked before a commit is sealed, so that no statement can make a ledger unreadable.
   */
  refuseTooLarge(): void {
    const most = prepared<[], number>(this.#database, `SELECT max(moved) FROM (
      SELECT total(incoming) - total(outgoing) AS moved FROM month_sums GROUP BY currency
      UNION ALL SELECT total(abs(opening_balance)) FROM accounts GROUP BY currency)`).pluck().get() ?? 0;
    if (most > LARGEST_SUM) throw new SumTooLarge(`amounts of ${most} minor units in all`);
  }

  /** Sums of the months from..to (inclusive), oldest first. */
  between(from: Month, to: Month): MonthSum[] {
    return this.#database.prepare<[string, string], Omit<MonthSum, 'transfer'> & { transfer: number }>(`
      SELECT month, account, currency, category, transfer, incoming AS "in", outgoing AS "out", count FROM month_sums
      WHERE month BETWEEN ? AND ? ORDER BY month, account, currency, category, transfer`).all(from, to)
      .map((row) => ({ ...row, transfer: row.transfer === 1 }));
  }

  /** All that is booked on each account, transfers too, and the newest month of each. */
  byAccount(): Map<string, { readonly booked: Minor; readonly lastMonth: Month }> {
    const rows = this.#database.prepare<[], { account: string; booked: Minor; lastMonth: Month }>(
      'SELECT account, sum(incoming + outgoing) AS booked, max(month) AS lastMonth FROM month_sums GROUP BY account').all();
    return new Map(rows.map(({ account, ...sum }) => [account, sum]));
  }

  /** True when any transaction stands in the account. */
  holds(account: string): boolean {
    return prepared(this.#database, 'SELECT 1 FROM month_sums WHERE account = ? LIMIT 1').get(account) !== undefined;
  }
}
