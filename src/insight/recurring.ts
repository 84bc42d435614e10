/**
 * What comes again and again: rent, subscriptions, bills, salaries, out of about the last fourteen months. Merchant by merchant, account by account: bookings that stand on
 * a grid of days (cadence.ts). The less alike the amounts are, the stricter the days must be: a power bill varies and comes on its day; groceries do neither.
 */
import type { Currency } from '../values/currency.ts';
import { type Day, daysBetween } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { type Minor, absolute } from '../values/money.ts';
import { type Cadence, type Grid, type Strictness, gridOf, periodOf } from './cadence.ts';

/** As much of a transaction as habits are read from. */
export interface Booking {
  readonly id: string;
  readonly date: Day;
  /** Account id. */
  readonly account: string;
  /** Holder's sign. */
  readonly amount: Minor;
  readonly currency: Currency;
  /** The merchant as people say it, or the text where it names nobody. */
  readonly merchant: string;
  /** `merchant` is the text of the bank, for want of a name. */
  readonly byText: boolean;
}

/** The amount stepped up or down, and when. Sizes, whichever way the money goes. */
export interface AmountChange { readonly from: Minor; readonly to: Minor; readonly day: Day; readonly id: string }

export interface RecurringItem {
  readonly merchant: string;
  readonly byText: boolean;
  readonly account: string;
  readonly currency: Currency;
  readonly direction: 'in' | 'out';
  readonly cadence: Cadence;
  /** What is expected next, holder's sign: the last amount where it is steady, else the middle one of the last three. */
  readonly amount: Minor;
  /** Smallest and largest, as sizes. */
  readonly least: Minor;
  readonly most: Minor;
  /** The amount is the same each time, apart from steps. */
  readonly isSteady: boolean;
  readonly change: AmountChange | null;
  readonly last: Day;
  /** Its bookings, oldest first. */
  readonly ids: readonly string[];
  /** The first day after the last booking on which it is due at or after `day`. */
  readonly nextFrom: (day: Day) => Day;
}

/** Bookings of any merchants, in any order -> what recurs in them, by merchant; ended ones too. */
export function recurringItems(bookings: Iterable<Booking>): RecurringItem[] {
  const groups = grouped(bookings, bookingGroup);
  return [...groups.values()].flatMap((group) => recurringOf(group.sort((a, b) => (a.id < b.id ? -1 : 1))));
}

/** What bookings that may recur together have in common: merchant, account, currency and direction. */
export const bookingGroup = ({ merchant, account, currency, amount }: Pick<Booking, 'merchant' | 'account' | 'currency' | 'amount'>): string =>
  `${merchant}\u001f${account}\u001f${currency}\u001f${amount < 0 ? 'out' : 'in'}`;

/** True when nothing came for so long after the last that it is not expected again. */
export const hasEnded = (item: RecurringItem, today: Day): boolean => daysBetween(item.last, today) > 1.5 * periodOf(item.cadence);

/** So many bookings are no rhythm of one bill any more: weekly ones of fourteen months are fewer. */
const MOST = 80;
/** From so many on some amounts are the same by chance. */
const BUSY = 40;
/** And beyond so many a merchant is not looked at: that is no person's habit. */
const TOO_BUSY = 1500;

/** Bookings of one merchant, account, currency and direction, oldest first -> what recurs in them. */
export function recurringOf(group: readonly Booking[]): RecurringItem[] {
  if (group.length < 2 || group.length > TOO_BUSY) return [];
  const own = withoutRepeats(group);
  const whole = own.length > MOST ? undefined : seriesOf(own);
  if (whole && periodOf(whole.grid.cadence) > 28) return [itemOf(whole)];
  const parts = seriesByAmount(own);
  // Two bills of one merchant may together look like one that comes twice as often.
  if (parts.length > 1 || (parts.length === 1 && !whole)) return parts.map(itemOf);
  return whole ? [itemOf(whole)] : [];
}

interface Series { readonly rows: readonly Booking[]; readonly grid: Grid; readonly isSteady: boolean }

const sizes = (rows: readonly Booking[]): number[] => rows.map(({ amount }) => Math.abs(amount));
const alike = (a: number, b: number, share = 0.01): boolean => Math.abs(a - b) <= Math.max(Math.abs(a), Math.abs(b)) * share;

/** A charge that was booked twice within days counts once: the second is a mistake, not a rhythm. */
const withoutRepeats = (rows: readonly Booking[]): Booking[] => rows.filter((row, at) => {
  const before = rows[at - 1];
  return before === undefined || before.amount !== row.amount || daysBetween(before.date, row.date) > 3;
});

/** Fewest bookings that show a rhythm, where the amounts are the same, alike, or of any size. */
const FEWEST: Readonly<Record<Cadence, readonly [same: number, alike: number, any: number]>> = {
  weekly: [4, 8, Infinity], fortnightly: [4, 5, Infinity], 'four-weekly': [4, 5, 8], monthly: [3, 4, 5], 'two-monthly': [3, 4, 5], quarterly: [3, 3, 4], 'half-yearly': [3, 3, 3], yearly: [2, 2, Infinity],
};
const STRICTNESS: readonly Strictness[] = [{ tolerance: 1, within: 0.8 }, { tolerance: 0.8, within: 0.85 }, { tolerance: 0.8, within: 0.9 }];

/** 0: the same amounts apart from a step, 1: alike, 2: any. */
function likenessOf(amounts: readonly number[]): 0 | 1 | 2 {
  const changes = amounts.slice(1).filter((amount, at) => !alike(amount, amounts[at] ?? 0)).length;
  const middle = amounts.toSorted((a, b) => a - b)[Math.floor(amounts.length / 2)] ?? 0;
  const isNear = amounts.every((amount) => alike(amount, middle, 0.35));
  if (changes <= Math.max(amounts.length > 2 ? 1 : 0, (amounts.length - 1) * 0.2) && (isNear || changes <= 1)) return 0;
  return isNear ? 1 : 2;
}

/** Bookings in order -> the series that all of them are, undefined where they are none. */
function seriesOf(rows: readonly Booking[]): Series | undefined {
  const likeness = likenessOf(sizes(rows));
  if (new Set(rows.map(({ date }) => date)).size < rows.length) return undefined;
  const grid = gridOf(rows.map(({ date }) => date), STRICTNESS[likeness] as Strictness);
  return grid && rows.length >= FEWEST[grid.cadence][likeness] ? { rows, grid, isSteady: likeness === 0 } : undefined;
}

/** Series among bookings of different amounts: those of one exact amount first, then those of amounts near each other; one that takes up where another ends is the same. */
function seriesByAmount(rows: readonly Booking[]): Series[] {
  const isBusy = rows.length > BUSY;
  const exact = [...grouped(rows, ({ amount }) => amount).values()].flatMap((own) => (own.length >= (isBusy ? SURE : 2) && own.length <= MOST ? (seriesOf(own) ?? []) : []))
    .filter(({ grid }) => !isBusy || periodOf(grid.cadence) < 31);
  const joined = joinedSteps(exact.sort((a, b) => ((a.rows[0]?.id ?? '') < (b.rows[0]?.id ?? '') ? -1 : 1)));
  if (isBusy) return joined;
  const taken = new Set(joined.flatMap((series) => series.rows));
  const rest = rows.filter((row) => !taken.has(row));
  const continued = joined.map((series) => continuedBy(series, rest));
  const used = new Set(continued.flatMap((series) => series.rows));
  const near = nearAmounts(rest.filter((row) => !used.has(row))).flatMap((own) => seriesOf(own) ?? []);
  // Amounts that vary among other amounts of the same merchant show a rhythm only where it is slow.
  return [...continued, ...near.filter(({ grid, isSteady }) => isSteady || periodOf(grid.cadence) > 28)];
}

/** Equal amounts that are no chance, at a merchant where one buys all the time. */
const SURE = 8;

/** Cut where the next larger amount is more than a fifth larger. */
function nearAmounts(rows: readonly Booking[]): Booking[][] {
  const clusters: Booking[][] = [];
  for (const row of rows.toSorted((a, b) => Math.abs(a.amount) - Math.abs(b.amount))) {
    const current = clusters.at(-1);
    if (current && alike(Math.abs(current.at(-1)?.amount ?? 0), Math.abs(row.amount), 0.2)) current.push(row);
    else clusters.push([row]);
  }
  return clusters.filter((own) => own.length > 2).map((own) => own.sort((a, b) => (a.id < b.id ? -1 : 1)));
}

/** Series that follow one another without a gap are one whose amount stepped. */
function joinedSteps(series: readonly Series[]): Series[] {
  const joined: Series[] = [];
  for (const one of series) {
    const at = joined.findIndex((before) => before.grid.cadence === one.grid.cadence && (before.rows.at(-1)?.id ?? '') < (one.rows[0]?.id ?? '')
      && daysBetween((before.rows.at(-1) as Booking).date, (one.rows[0] as Booking).date) < 2.3 * periodOf(one.grid.cadence));
    const together = at < 0 ? undefined : seriesOf([...(joined[at] as Series).rows, ...one.rows]);
    if (together) joined[at] = together;
    else joined.push(one);
  }
  return joined;
}

/** The next of a steady series may be of a new amount: it stands on the grid, after the last one. */
function continuedBy(series: Series, rest: readonly Booking[]): Series {
  const last = series.rows.at(-1) as Booking;
  const due = series.grid.day((series.grid.slots.at(-1) ?? 0) + 1);
  const next = rest.find((row) => row.id > last.id && Math.abs(daysBetween(due, row.date)) <= 4 && alike(row.amount, last.amount, 0.4));
  return (next && seriesOf([...series.rows, next])) || series;
}

function itemOf({ rows, grid, isSteady }: Series): RecurringItem {
  const last = rows.at(-1) as Booking;
  const recent = rows.slice(-3).map(({ amount }) => amount).sort((a, b) => a - b);
  const all = rows.map(({ amount }) => absolute(amount)).sort((a, b) => a - b);
  const lastSlot = grid.slots.at(-1) ?? 0;
  return {
    merchant: last.merchant, byText: last.byText, account: last.account, currency: last.currency, direction: last.amount < 0 ? 'out' : 'in', cadence: grid.cadence, isSteady,
    amount: isSteady ? last.amount : (recent[Math.floor(recent.length / 2)] as Minor), least: all[0] as Minor, most: all.at(-1) as Minor,
    change: isSteady ? changeOf(rows) : null, last: last.date, ids: rows.map(({ id }) => id),
    nextFrom: (day) => {
      let slot = lastSlot + 1;
      while (grid.day(slot) < day) slot++;
      return grid.day(slot);
    },
  };
}

/** The last step of an amount that stood still before. */
function changeOf(rows: readonly Booking[]): AmountChange | null {
  const at = rows.findLastIndex((row, place) => place > 1 && !alike(row.amount, rows[place - 1]?.amount ?? 0) && alike(rows[place - 1]?.amount ?? 0, rows[place - 2]?.amount ?? 0, 0));
  const [before, after] = [rows[at - 1], rows[at]];
  return at < 0 || !before || !after ? null : { from: absolute(before.amount), to: absolute(after.amount), day: after.date, id: after.id };
}
