/** How fresh what an account knows is: the last day that any delivery told of, and whether so long a silence is unusual for it. */
import { type Day, daysBetween } from '../values/day.ts';

/** The days that one delivery covers. */
export interface Covered { readonly from: Day; readonly to: Day }
export interface Freshness {
  /** The last day that is known of; undefined where there is nothing at all. */
  readonly until: Day | undefined;
  /** Days since then, never below 0. */
  readonly days: number | undefined;
  /** Days that usually lie between two deliveries; undefined for fewer than three of them. */
  readonly usual: number | undefined;
  /** It has been silent for longer than is usual for it. */
  readonly isStale: boolean;
}

/** Days between deliveries where too few came to tell: people download once a month. */
const ASSUMED = 31;
/** Silence that is no news: half as long again as usual, and a week. */
const GRACE = 7;
/** Deliveries that say what is usual: the newest ones. */
const TELLING = 12;

/**
 * Deliveries (in any order), the newest booking and today -> how fresh it is. What nothing was ever delivered to (cash, typed by hand)
 * is never stale, nor is what is closed: tell so by `awaits`.
 */
export function freshnessOf(deliveries: readonly Covered[], newest: Day | undefined, today: Day, awaits: boolean): Freshness {
  const ends = [...new Set(deliveries.map(({ to }) => to))].sort();
  const last = ends.at(-1);
  const until = last === undefined || (newest !== undefined && newest > last) ? newest : last;
  const usual = usualGap(ends.slice(-TELLING));
  if (until === undefined) return { until, days: undefined, usual, isStale: false };
  const days = Math.max(0, daysBetween(until, today));
  return { until, days, usual, isStale: awaits && deliveries.length > 0 && days > Math.ceil((usual ?? ASSUMED) * 1.5) + GRACE };
}

/** The middle of the gaps between days in their order; undefined for fewer than two gaps. */
function usualGap(days: readonly Day[]): number | undefined {
  const gaps = days.slice(1).map((day, at) => daysBetween(days[at]!, day)).sort((a, b) => a - b);
  return gaps.length < 2 ? undefined : gaps[Math.floor(gaps.length / 2)];
}
