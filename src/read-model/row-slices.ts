/** The ids that a query finds, newest first, in slices between keys: never more than so many rows are looked at in one go. */
import { type Database, prepared } from '../ledger/database.ts';
import { type Day, lastDay, monthOf } from '../values/day.ts';
import { dayPrefix } from '../values/ids.ts';
import type { Minor } from '../values/money.ts';
import { type Query, compile } from './query-sql.ts';
import type { TransactionRow } from './rows.ts';

/** As much of a found transaction as counting it needs. */
export type FoundRow = readonly [id: string, amount: TransactionRow['amount'], currency: TransactionRow['currency'], isSplit: 0 | 1];

/** Rows of one currency that stand beside each other in the list: the newest and the oldest, how many, and what they come to; `out` <= 0. */
export interface CurrencySum { readonly currency: TransactionRow['currency']; readonly first: string; readonly last: string; readonly count: number; readonly in: Minor; readonly out: Minor }

/** No id sorts behind it. */
const BEYOND = '~';
const FIRST = '1900-01-01' as Day;
const LAST = '2199-12-31' as Day;

/** The days outside of which a query finds nothing; `isWhole`: within them it finds everything. */
function daysOf(query: Query): { readonly from: Day; readonly to: Day; readonly isWhole: boolean } {
  const ranges = query.any.map((terms) => {
    const dates = terms.flatMap((term) => (term.kind === 'dates' && !term.not ? [term] : []));
    return { from: dates.map(({ from }) => from).reduce((a, b) => (a > b ? a : b), FIRST), to: dates.map(({ to }) => to).reduce((a, b) => (a < b ? a : b), LAST), isWhole: dates.length === terms.length };
  });
  return {
    from: ranges.map(({ from }) => from).reduce((a, b) => (a < b ? a : b), LAST), to: ranges.map(({ to }) => to).reduce((a, b) => (a > b ? a : b), FIRST),
    isWhole: ranges.length === 1 && ranges[0]!.isWhole,
  };
}

export class RowSlices {
  /** True for everything, or everything of some days: then ids can be found again by their order alone. */
  readonly isWhole: boolean;
  /** The key to begin below. */
  readonly high: string;
  readonly #low: string;
  readonly #days: { readonly from: Day; readonly to: Day };
  readonly #values: readonly unknown[];
  readonly #found;
  readonly #sums;
  readonly #fence;
  readonly #older;
  readonly #newer;
  readonly #between;
  readonly #months;
  readonly #count;

  constructor(database: Database, query: Query) {
    const { from, to, isWhole } = daysOf(query);
    const { sql, values } = compile(query);
    this.isWhole = isWhole;
    this.#days = { from, to };
    this.high = `${dayPrefix(to)}${BEYOND}`;
    this.#low = dayPrefix(from);
    this.#values = values;
    this.#found = database.prepare<unknown[], FoundRow>(`SELECT id, amount, currency, parts IS NOT NULL FROM transactions WHERE id < ? AND id >= ? AND (${sql}) ORDER BY id DESC`).raw();
    this.#sums = database.prepare<unknown[], CurrencySum>(`SELECT currency, max(id) AS first, min(id) AS last, count(*) AS count, sum(max(amount, 0)) AS "in", sum(min(amount, 0)) AS "out"
      FROM transactions WHERE id < ? AND id >= ? AND (${sql}) GROUP BY currency`);
    this.#fence = prepared<[string, string, number], string>(database, 'SELECT id FROM transactions WHERE id < ? AND id >= ? ORDER BY id DESC LIMIT 1 OFFSET ?').pluck();
    this.#older = prepared<[string, string, number, number], string>(database, 'SELECT id FROM transactions WHERE id <= ? AND id >= ? ORDER BY id DESC LIMIT ? OFFSET ?').pluck();
    this.#newer = prepared<[string, string, number], string>(database, 'SELECT id FROM transactions WHERE id > ? AND id < ? ORDER BY id LIMIT ?').pluck();
    this.#between = prepared<[string, string], string>(database, 'SELECT id FROM transactions WHERE id <= ? AND id >= ? ORDER BY id DESC').pluck();
    this.#months = prepared<[string, string], number>(database, 'SELECT coalesce(sum(count), 0) FROM month_sums WHERE month >= ? AND month <= ?').pluck();
    this.#count = prepared<[string, string], number>(database, 'SELECT count(*) FROM transactions WHERE id > ? AND id < ?').pluck();
  }

  /** What is found among the next `rows` transactions below a key, newest first; `next`: the key to go on below, undefined at the end. */
  below(key: string, rows: number): { readonly found: readonly FoundRow[]; readonly next: string | undefined } {
    const next = this.#fence.get(key, this.#low, rows - 1);
    return { found: this.#found.all(key, next ?? this.#low, ...this.#values), next };
  }

  /** What is found among the next `rows` transactions below a key comes to, by currency: a third of the work of reading them. */
  sumsBelow(key: string, rows: number): { readonly sums: readonly CurrencySum[]; readonly next: string | undefined } {
    const next = this.#fence.get(key, this.#low, rows - 1);
    return { sums: this.#sums.all(key, next ?? this.#low, ...this.#values), next };
  }

  /** Ids from a newer one down to an older one, both included. Where the query is whole. */
  between(first: string, last: string): string[] { return this.#between.all(first, last); }

  /** `limit` ids from this one (itself included; undefined: the newest) down, leaving out `skip`. Where the query is whole. */
  older(id: string | undefined, skip: number, limit: number): string[] { return this.#older.all(id ?? this.high, this.#low, limit, skip); }

  /** The `limit` ids next above this one (undefined: the oldest ones), newest first. Where the query is whole. */
  newer(id: string | undefined, limit: number): string[] { return this.#newer.all(id ?? this.#low, this.high, limit).reverse(); }

  /** About how many rows lie in the days of the query: as the month summary counts them, splits by their parts. */
  estimate(): number { return this.#months.get(monthOf(this.#days.from), monthOf(this.#days.to)) ?? 0; }

  /** About how many of them are newer than a transaction booked that day. */
  newerThan(id: string, date: Day): number {
    const month = monthOf(date);
    const end = `${dayPrefix(lastDay(month))}${BEYOND}`;
    // No month's name sorts between a month and that month with a tilde behind it.
    return (this.#months.get(`${month}${BEYOND}`, monthOf(this.#days.to)) ?? 0) + (this.#count.get(id, end < this.high ? end : this.high) ?? 0);
  }
}
