/**
 * A batch and its payments: one bank tells the same money as one total (in a CAMT.053) and as single payments (in a CAMT.054). The
 * reference of the batch and the sum say that they are one; what came first stands, the other is known already.
 */
import { type Day, addDays, daysBetween } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { sum } from '../values/money.ts';
import { type Known, WINDOW_DAYS } from './arrivals.ts';
import type { Draft } from './draft.ts';

const within = (day: Day): readonly [Day, Day] => [addDays(day, -WINDOW_DAYS), addDays(day, WINDOW_DAYS)];

/** Payments of batches -> the known total that each is a part of. `isFree`: no row has taken the transaction yet. */
export function knownTotals(drafts: readonly Draft[], known: Pick<Known, 'near' | 'referenceOf'>, isFree: (id: string) => boolean): ReadonlyMap<Draft, string> {
  const totals = new Map<Draft, string>();
  const used = new Set<string>();
  for (const group of grouped(drafts, ({ account, bookingDate, batchReference }) => `${account}\u001f${bookingDate}\u001f${batchReference}`).values()) {
    const [first] = group;
    if (!first || group.length < 2) continue;
    const total = known.near(first.account, sum(group.map(({ amount }) => amount)), ...within(first.bookingDate)).filter(({ id }) => isFree(id) && !used.has(id) && known.referenceOf(id) === first.batchReference)
      .sort((a, b) => Math.abs(daysBetween(a.date, first.bookingDate)) - Math.abs(daysBetween(b.date, first.bookingDate)))[0];
    if (total) used.add(total.id);
    if (total) for (const draft of group) totals.set(draft, total.id);
  }
  return totals;
}

/** A row that may be the total of a batch -> the known payments that it is the sum of; none where there are none. */
export function knownPayments({ account, bookingDate, amount, reference, batchReference }: Draft, known: Pick<Known, 'ofBatch'>, isFree: (id: string) => boolean): readonly string[] {
  if (reference === undefined || batchReference !== undefined) return [];
  const payments = known.ofBatch(account, reference, ...within(bookingDate)).filter(({ id }) => isFree(id));
  // A reference that begins anew each day names another batch on each.
  for (const ofDay of grouped(payments, ({ date }) => date).values())
    if (ofDay.length > 1 && sum(ofDay.map((payment) => payment.amount)) === amount) return ofDay.map(({ id }) => id);
  return [];
}
