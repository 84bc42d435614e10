/** What recurs and is due within the next weeks. */
import { type Day, addDays, daysBetween } from '../values/day.ts';
import { type RecurringItem, hasEnded } from './recurring.ts';

/** `isLate`: it was due on `day`, and later bookings of its account are known already. */
export interface Expected { readonly item: RecurringItem; readonly day: Day; readonly isLate: boolean }

/** Days that are looked ahead: whatever comes monthly is among them once. */
const AHEAD = 31;
/** Days after which what is late is not expected any more, and those that a bank may take. */
const LATE = 10;
const MAY_TAKE = 4;
/** Bookings older than this say where the ledger stands, not where the person does. */
const STALE = 45;

/** The day from which one looks ahead: today, or the newest booking where that is long ago. */
export const outlookFrom = (newest: Day | undefined, today: Day): Day => (newest !== undefined && daysBetween(newest, today) > STALE ? newest : today);

/** Items that are due within a month of `from`, the next first. `seenUntil`: day of the newest booking of each account. */
export function expectedSoon({ recurring, seenUntil }: { readonly recurring: readonly RecurringItem[]; readonly seenUntil: ReadonlyMap<string, Day> }, from: Day): Expected[] {
  return recurring.flatMap((item): Expected[] => {
    const seen = seenUntil.get(item.account) ?? item.last;
    if (hasEnded(item, seen > item.last ? seen : item.last)) return [];
    const due = item.nextFrom(addDays(item.last, 1));
    const behind = daysBetween(due, seen);
    if (behind > MAY_TAKE && behind <= LATE) return [{ item, day: due, isLate: true }];
    const day = item.nextFrom(due >= from ? due : from);
    return daysBetween(from, day) <= AHEAD ? [{ item, day, isLate: false }] : [];
  }).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : Math.abs(b.item.amount) - Math.abs(a.item.amount)));
}
