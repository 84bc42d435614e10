/**
 * Rows -> double-entry bookkeeping, before any syntax: each entry balances to the minor unit per currency. A linked transfer
 * becomes one entry with two own accounts; a split one posting per part; opening balances come first.
 */
import type { AccountRow, TransactionRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, negate, sum } from '../../values/money.ts';

/** Where a posting goes; the writers turn it into an account name of their syntax. */
export type Place =
  | { readonly kind: 'own'; readonly account: string }
  /** `direction` matters to categories without a kind of their own (uncategorized). */
  | { readonly kind: 'category'; readonly category: string; readonly direction: 'in' | 'out' }
  | { readonly kind: 'opening' | 'transfers' };
export interface Posting {
  readonly place: Place;
  readonly amount: Minor;
  readonly currency: Currency;
  /** The transaction this posting stands for; own accounts only. */
  readonly id?: string;
  /** Its booking date where it differs from the entry's. */
  readonly date?: Day;
  readonly note?: string;
}
export interface Entry {
  readonly date: Day;
  readonly description: string;
  readonly counterparty: string | null;
  readonly note: string | null;
  readonly postings: readonly Posting[];
}

/** What every export needs to know beside the rows. */
export interface ExportSource {
  readonly accounts: readonly AccountRow[];
  /** In booking-date order, oldest first; it is gone through once. */
  readonly rows: Iterable<TransactionRow>;
  /** Category id -> what it is called and what it is; must answer for every id that the rows hold. */
  readonly category: (id: string) => CategoryFacts;
}
export interface CategoryFacts {
  readonly label: string;
  readonly group: string;
  readonly groupLabel: string;
  readonly kind: 'income' | 'spending' | 'neutral';
}

const own = (row: TransactionRow, date?: Day): Posting => ({
  place: { kind: 'own', account: row.account }, amount: row.amount, currency: row.currency, id: row.id,
  ...(date !== undefined && date !== row.date ? { date: row.date } : {}),
});

const direction = (amount: Minor): 'in' | 'out' => (amount < 0 ? 'out' : 'in');

function single(row: TransactionRow, counter: readonly Posting[]): Entry {
  const { date, description, counterparty, note } = row;
  return { date, description, counterparty, note, postings: [own(row), ...counter] };
}

function categorized(row: TransactionRow): Entry {
  const parts = row.parts ?? [{ amount: row.amount, category: row.category }];
  if (sum(parts.map((part) => part.amount)) !== row.amount) throw new RangeError(`the parts of ${row.id} do not add up to it`);
  return single(row, parts.map((part): Posting => ({
    place: { kind: 'category', category: part.category, direction: direction(part.amount) },
    amount: negate(part.amount), currency: row.currency, ...(part.note === undefined ? {} : { note: part.note }),
  })));
}

/** A half whose other half is not here, or is not its exact opposite: the clearing account takes the difference. */
const half = (row: TransactionRow): Entry =>
  single(row, [{ place: { kind: 'transfers' }, amount: negate(row.amount), currency: row.currency }]);

function transfer(first: TransactionRow, second: TransactionRow): Entry {
  const [out, into] = first.amount <= second.amount ? [first, second] : [second, first];
  return {
    date: first.date,
    description: out.description || into.description,
    counterparty: null,
    note: [out.note, into.note].filter((note) => note !== null && note !== '').join('; ') || null,
    postings: [own(out, first.date), own(into, first.date)],
  };
}

/** Opening balances as entries, each on the day it was set for, but never after the first row of all. */
export function openings(accounts: readonly AccountRow[], first: Day): Entry[] {
  return accounts.filter((account) => account.openingBalance !== 0).map((account) => ({
    date: account.openingDay !== null && account.openingDay < first ? account.openingDay : first,
    description: 'Opening balance', counterparty: null, note: null,
    postings: [
      { place: { kind: 'own', account: account.id }, amount: account.openingBalance, currency: account.currency },
      { place: { kind: 'opening' }, amount: negate(account.openingBalance), currency: account.currency },
    ],
  }));
}

/**
 * Rows -> entries. Memory: only the first halves of transfers wait, for the days until the second comes; the entry then
 * bears the first one's date and stands a few days late in the sequence. Halves whose twin never comes are given at the end.
 * Throws (a defect) when a split does not add up.
 */
export function* entries(rows: Iterable<TransactionRow>): Generator<Entry, void, undefined> {
  const waiting = new Map<string, TransactionRow>();
  for (const row of rows) {
    if (row.twin === null) {
      yield categorized(row);
      continue;
    }
    const first = waiting.get(row.twin);
    if (first === undefined) {
      waiting.set(row.id, row);
      continue;
    }
    waiting.delete(row.twin);
    const opposite = first.currency === row.currency && first.amount === -row.amount && first.account !== row.account;
    if (opposite) yield transfer(first, row);
    else yield* [half(first), half(row)];
  }
  for (const row of waiting.values()) yield half(row);
}
