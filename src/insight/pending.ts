/** What banks have reserved and not booked: it is expected, and never part of what was spent. */
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, daysBetween, monthOf } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, sum } from '../values/money.ts';
import { foldedText } from '../values/text.ts';
import type { Expected } from './expected.ts';

export interface Reserved {
  /** Null where the bank names no day. */
  readonly day: Day | null;
  readonly amount: Minor | null;
  readonly currency: Currency;
}

/** Days between the one that something is due and the one that it is reserved. */
const APART = 5;

/** What is expected -> the same without what is reserved already: it would be counted twice. `text`: as the bank words the row. */
export const notReserved = (expected: readonly Expected[], rows: readonly (Reserved & { readonly account: string; readonly text: string })[]): Expected[] =>
  expected.filter(({ item, day }) => !rows.some((row) => row.account === item.account && row.amount !== null && row.amount < 0 === item.amount < 0
    && (row.day === null || Math.abs(daysBetween(row.day, day)) <= APART) && foldedText(row.text).includes(foldedText(item.merchant))));

/** Rows and what they come to; those whose amount the bank does not name count as rows alone. */
export interface PendingSum { readonly currency: Currency; readonly count: number; readonly sum: Minor }

/** Rows -> one line for each currency, in the order of their first rows. */
export const pendingSums = (rows: readonly Reserved[]): PendingSum[] =>
  [...grouped(rows, ({ currency }) => currency)].map(([currency, own]) => ({ currency, count: own.length, sum: sum(own.flatMap(({ amount }) => (amount === null ? [] : [amount]))) }));

/** What will yet go out in the month that runs: reserved before or in it (it is booked later than it was reserved), or without a day. Sums are negative. */
export const pendingOut = (rows: readonly Reserved[], month: Month): PendingSum[] =>
  pendingSums(rows.filter(({ day, amount }) => amount !== null && amount < 0 && (day === null || monthOf(day) <= month)));
