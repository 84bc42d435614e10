/** How much of a long period an answer really covers: banks leave out what is older than their history without a word. */
import { addDays, type Day } from '../../values/day.ts';
import type { BankProfile } from './banks.ts';

/**
 * First and last day asked for, and the earliest booked day in the answer -> the first day of which every row is certainly there: what was asked for within
 * the days that the bank always gives, else what the rows themselves reach back to.
 */
export function coveredFrom(asked: Day, to: Day, earliest: Day | undefined, { historyDays }: Pick<BankProfile, 'historyDays'>): Day {
  const certain = addDays(to, -historyDays);
  if (asked >= certain) return asked;
  return earliest !== undefined && earliest < certain ? later(earliest, asked) : certain;
}

/** The earlier of two days, where one may be missing. */
export const earlierOf = (a: Day | undefined, b: Day | undefined): Day | undefined => (a === undefined || (b !== undefined && b < a) ? b : a);

const later = (a: Day, b: Day): Day => (a > b ? a : b);
