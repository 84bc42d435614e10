/** The books as a bank of this kind keeps them, and what a client that makes no mistake holds. */
import { addDays, addMonths, type Day, firstDay, monthOf } from '../../src/values/day.ts';
import { type Minor, minor } from '../../src/values/money.ts';
import type { ExpectedRow, TrueEvent, View } from './contract.ts';
import { osloDay, osloInstant } from './oslo.ts';
import type { Truth } from './truth.ts';

/** How a booked event stands in this bank's books. */
export interface Posting { readonly bookingDate: Day; readonly valueDate: Day; /** The day that the bank's profile takes. */ readonly day: Day; /** Unix milliseconds: shown as booked from then on. */ readonly from: number }

/** Event and view -> where it stands; undefined for what is never booked. */
export function postingOf(event: TrueEvent, view: View): Posting | undefined {
  if (event.amount === undefined) return undefined;
  const day = event.bookingDay;
  if (view.date === 'month-end') {
    const booked = firstDay(addMonths(monthOf(day), 1));
    return { bookingDate: booked, valueDate: day, day, from: Math.max(event.bookedAt, osloInstant(booked, 300)) };
  }
  return { bookingDate: day, valueDate: view.date === 'value-ahead' ? addDays(day, 20 + (Number(event.reference.slice(0, 2)) % 15)) : day, day, from: event.bookedAt };
}

/** Unix milliseconds between which this bank shows the event as reserved, the end excluded; undefined: never. */
export function heldBetween(event: TrueEvent, view: View): readonly [number, number] | undefined {
  if (view.pending === 'absent' || event.heldAt === undefined) return undefined;
  const posting = postingOf(event, view);
  // Where a reserved row is no different from a booked one, it goes the moment that the other comes.
  const end = posting === undefined ? event.releasedAt : view.pending === 'as-booked' || view.pending === 'same-id' ? posting.from : Math.max(event.releasedAt, posting.from);
  return event.heldAt < end ? [event.heldAt, end] : undefined;
}

/** Days by which a booking date may come after the day of the purchase. */
export const reach = (view: View): number => (view.date === 'month-end' ? 45 : 0);

const booked = (truth: Truth, view: View, account: string, instant: number): { event: TrueEvent; posting: Posting }[] =>
  truth.bought(account, truth.options.firstDay, osloDay(instant)).flatMap((event) => {
    const posting = postingOf(event, view);
    return posting && posting.from <= instant ? [{ event, posting }] : [];
  });

/**
 * What a client must hold of an account at an instant (Unix milliseconds), in order of day and purchase; `since`: from that day on. Rows that the
 * bank dates into the future are not among them: whoever asks up to today is not told of them. A client that was away for longer than the bank's
 * history cannot hold it all.
 */
export function expectedRows(truth: Truth, view: View, account: string, instant: number, since: Day = truth.options.firstDay): readonly ExpectedRow[] {
  const today = osloDay(instant);
  return booked(truth, view, account, instant).filter(({ posting }) => posting.day >= since && posting.bookingDate <= today).map((one) => expectedOf(one, view))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.event < b.event ? -1 : 1));
}

const expectedOf = ({ event, posting }: { event: TrueEvent; posting: Posting }, view: View): ExpectedRow =>
  ({ event: event.id, day: posting.day, amount: event.amount ?? minor(0), currency: view.currency });

/**
 * What a client may hold besides: booked rows with a day that is yet to come, and (view `as-booked`) reserved rows that stand among the booked ones
 * now, which it must not hold when they are gone.
 */
export function toleratedRows(truth: Truth, view: View, account: string, instant: number): readonly ExpectedRow[] {
  const today = osloDay(instant);
  const ahead = booked(truth, view, account, instant).filter(({ posting }) => posting.bookingDate > today).map((one) => expectedOf(one, view));
  const held = view.pending === 'as-booked' ? openHolds(truth, view, account, instant) : [];
  return [...ahead, ...held.map((event) => ({ event: event.id, day: event.bought, amount: event.held, currency: view.currency }))];
}

/** Events that this bank shows as reserved at an instant, oldest first. */
export function openHolds(truth: Truth, view: View, account: string, instant: number): readonly TrueEvent[] {
  const today = osloDay(instant);
  return truth.bought(account, addDays(today, -20 - reach(view)), today).filter((event) => {
    const held = heldBetween(event, view);
    return held !== undefined && held[0] <= instant && instant < held[1];
  });
}

/** Balance of what is booked at an instant under booking dates before `before`. */
export function bookedBalance(truth: Truth, view: View, account: string, instant: number, before: Day): Minor {
  let total: number = truth.accounts.find(({ key }) => key === account)?.opening ?? 0;
  for (const { event, posting } of booked(truth, view, account, instant)) if (posting.bookingDate < before) total += event.amount ?? 0;
  return minor(total);
}
