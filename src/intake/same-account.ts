/** Whether a statement is of an account that is known, told by what was booked: for files that do not name their account alike. */
import { addDays } from '../values/day.ts';
import { type Known, WINDOW_DAYS } from './arrivals.ts';
import type { Row } from './rows.ts';

/** Rows looked at; more would not say more. */
const SAMPLE = 300;
/** So many rows and different amounts within the account's days must be there to say anything, and such shares of them to say it. */
const FEWEST = 3;
const SAME = 0.8;
const DIFFERENT = 0.3;
/** So much of what the account holds on the file's days must be in the file: two accounts may share some bills. */
const OF_ACCOUNT = 0.6;
/** The same where the file and the account name different banks: names of one bank differ, but so do banks. */
const FEWEST_ELSEWHERE = 5;
const SAME_ELSEWHERE = 0.95;

/**
 * Rows of one account in a file -> whether they are of the known account: `same` when nearly all that fall within its days
 * are booked there, `different` when hardly any is, else `unknown` (no day in common, or too few rows).
 * `otherBank`: the file names another bank than the account's.
 */
export function sameAccount(rows: readonly Pick<Row, 'bookingDate' | 'amount'>[], account: string, known: Pick<Known, 'span' | 'near' | 'booked'>, otherBank = false): 'same' | 'different' | 'unknown' {
  const span = known.span(account);
  if (!span) return 'unknown';
  const within = rows.filter(({ bookingDate }) => bookingDate >= span.from && bookingDate <= span.to);
  const step = Math.max(1, Math.floor(within.length / SAMPLE));
  const sample = within.filter((_, at) => at % step === 0).slice(0, SAMPLE);
  const taken = new Set<string>();
  // The nearest day first for all, so that no row takes another's partner.
  let open = sample;
  for (let apart = 0; apart <= WINDOW_DAYS; apart++)
    open = open.filter(({ bookingDate, amount }) => {
      const partner = known.near(account, amount, addDays(bookingDate, -apart), addDays(bookingDate, apart)).find(({ id }) => !taken.has(id));
      if (partner) taken.add(partner.id);
      return !partner;
    });
  if (Math.min(sample.length, new Set(sample.map(({ amount }) => amount)).size) < FEWEST) return 'unknown';
  const share = taken.size / sample.length;
  if (share <= DIFFERENT) return 'different';
  if (taken.size < OF_ACCOUNT * bookedWithin(sample, account, known) * (sample.length / within.length)) return 'unknown';
  return share >= (otherBank ? SAME_ELSEWHERE : SAME) && sample.length >= (otherBank ? FEWEST_ELSEWHERE : FEWEST) ? 'same' : 'unknown';
}

/** How many transactions the account holds between the first and the last of the rows. */
function bookedWithin(rows: readonly Pick<Row, 'bookingDate'>[], account: string, known: Pick<Known, 'booked'>): number {
  const days = rows.map(({ bookingDate }) => bookingDate).sort();
  let count = 0;
  for (const _ of known.booked(account, days[0]!, days.at(-1)!)) count++;
  return count;
}
