/** Whether a statement is of an account that is known, told by what was booked: for files that do not name their account alike. */
import { addDays } from '../values/day.ts';
import type { Known } from './arrivals.ts';
import type { Row } from './rows.ts';

/** Rows looked at; more would not say more. */
const SAMPLE = 300;
/** Days between two files' booking dates of one transaction. */
const WINDOW_DAYS = 3;
/** So many rows and different amounts within the account's days must be there to say anything, and such shares of them to say it. */
const FEWEST = 3;
const SAME = 0.8;
const DIFFERENT = 0.3;
/** The same where the file and the account name different banks: names of one bank differ, but so do banks. */
const FEWEST_ELSEWHERE = 10;
const SAME_ELSEWHERE = 0.95;

/**
 * Rows of one account in a file -> whether they are of the known account: `same` when nearly all that fall within its days
 * are booked there, `different` when hardly any is, else `unknown` (no day in common, or too few rows).
 * `otherBank`: the file names another bank than the account's.
 */
export function sameAccount(rows: readonly Pick<Row, 'bookingDate' | 'amount'>[], account: string, known: Pick<Known, 'span' | 'near'>, otherBank = false): 'same' | 'different' | 'unknown' {
  const span = known.span(account);
  if (!span) return 'unknown';
  const within = rows.filter(({ bookingDate }) => bookingDate >= span.from && bookingDate <= span.to);
  const step = Math.max(1, Math.floor(within.length / SAMPLE));
  const sample = within.filter((_, at) => at % step === 0).slice(0, SAMPLE);
  const taken = new Set<string>();
  for (const { bookingDate, amount } of sample) {
    const partner = known.near(account, amount, addDays(bookingDate, -WINDOW_DAYS), addDays(bookingDate, WINDOW_DAYS)).find(({ id }) => !taken.has(id));
    if (partner) taken.add(partner.id);
  }
  if (Math.min(sample.length, new Set(sample.map(({ amount }) => amount)).size) < FEWEST) return 'unknown';
  const share = taken.size / sample.length;
  if (share <= DIFFERENT) return 'different';
  return share >= (otherBank ? SAME_ELSEWHERE : SAME) && sample.length >= (otherBank ? FEWEST_ELSEWHERE : FEWEST) ? 'same' : 'unknown';
}
