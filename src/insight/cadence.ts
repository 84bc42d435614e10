/**
 * How often something is booked: days -> the calendar grid they stand on. Banks move a payment to the next working day, a month may lack the 31st, and now and then
 * a period is skipped; days at random stand on no grid.
 */
import { type Day, addMonths, dayFromNumber, dayNumber, firstDay, lastDay, monthOf } from '../values/day.ts';
import { middle } from './middle.ts';

export type Cadence = 'weekly' | 'fortnightly' | 'four-weekly' | 'monthly' | 'two-monthly' | 'quarterly' | 'half-yearly' | 'yearly';

interface Step {
  readonly unit: 'day' | 'month';
  /** Days or months from one to the next. */
  readonly every: number;
  /** Days. */
  readonly period: number;
  /** Days that a booking may stand beside its day of the grid. */
  readonly tolerance: number;
}

const STEPS: Readonly<Record<Cadence, Step>> = {
  weekly: { unit: 'day', every: 7, period: 7, tolerance: 1 },
  fortnightly: { unit: 'day', every: 14, period: 14, tolerance: 2 },
  'four-weekly': { unit: 'day', every: 28, period: 28, tolerance: 3 },
  monthly: { unit: 'month', every: 1, period: 30.4, tolerance: 4 },
  'two-monthly': { unit: 'month', every: 2, period: 60.9, tolerance: 5 },
  quarterly: { unit: 'month', every: 3, period: 91.3, tolerance: 6 },
  'half-yearly': { unit: 'month', every: 6, period: 182.6, tolerance: 8 },
  yearly: { unit: 'month', every: 12, period: 365.25, tolerance: 10 },
};

/** Days from one to the next. */
export const periodOf = (cadence: Cadence): number => STEPS[cadence].period;

/** A grid of days: its members are numbered, one period apart. */
export interface Grid {
  readonly cadence: Cadence;
  /** Number of a member -> its day. */
  readonly day: (slot: number) => Day;
  /** For each of the days it was made from: the member it stands for. */
  readonly slots: readonly number[];
  /** And how many days beside it. */
  readonly residuals: readonly number[];
  /** Mean distance as a share of what is tolerated: smaller fits better. */
  readonly misfit: number;
}

const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const YEAR_0 = monthOf('1900-01-01' as Day);
const FIRST_INDEX = 1900 * 12;

const months = new Map<number, readonly [first: number, last: number]>();
/** Month (counted) and day of the month, cut to the month's length -> day number. */
function dayIn(index: number, dayOfMonth: number): number {
  let ends = months.get(index);
  if (!ends) {
    const month = addMonths(YEAR_0, index - FIRST_INDEX);
    months.set(index, (ends = [dayNumber(firstDay(month)), dayNumber(lastDay(month))]));
  }
  return Math.min(ends[0] + dayOfMonth - 1, ends[1]);
}

/** A day as numbers: of days, and of months since year 0. */
interface Dated { readonly number: number; readonly month: number; readonly dayOfMonth: number }
interface Placed { readonly slots: number[]; readonly residuals: number[]; readonly total: number; readonly hits: number }

/** Every day beside its nearest member of a grid. */
function placed(dates: readonly Dated[], nearest: (date: Dated) => readonly [slot: number, residual: number]): Placed {
  const found = dates.map(nearest);
  return { slots: found.map(([slot]) => slot), residuals: found.map(([, residual]) => residual), total: found.reduce((sum, [, residual]) => sum + Math.abs(residual), 0), hits: found.filter(([, residual]) => residual === 0).length };
}

/** The nearest member of the months `offset`, `offset + every` and so on. */
function nearestMonth({ number, month }: Dated, every: number, offset: number, dayOfMonth: number): readonly [number, number] {
  const slot = Math.floor((month - offset) / every);
  let best: readonly [number, number] = [slot, Infinity];
  for (const near of [slot - 1, slot, slot + 1]) {
    const residual = number - dayIn(near * every + offset, dayOfMonth);
    if (Math.abs(residual) < Math.abs(best[1])) best = [near, residual];
  }
  return best;
}

function monthGrid(dates: readonly Dated[], { every }: Step): Found {
  let best: Found | undefined;
  // Only days of the month that occur, and those that a weekend parts from them, can be the one that is meant.
  const wanted = new Set([31, ...dates.flatMap(({ dayOfMonth }) => [-3, -2, -1, 0, 1, 2, 3].map((by) => dayOfMonth + by))].filter((day) => day >= 1 && day <= 31));
  const offsets = new Set(dates.flatMap(({ month }) => [month - 1, month, month + 1].map((near) => near % every)));
  for (const offset of offsets)
    for (const dayOfMonth of [...wanted].sort((a, b) => a - b)) {
      const found = placed(dates, (date) => nearestMonth(date, every, offset, dayOfMonth));
      if (best === undefined || isNearer(found, best)) best = { ...found, day: (slot) => dayFromNumber(dayIn(slot * every + offset, dayOfMonth)) };
    }
  return best ?? { slots: [], residuals: [], total: Infinity, hits: 0, day: dayFromNumber };
}

/** Of two that are as near, the one that more days stand on; then the later: what is meant for the 31st stands on the 30th in a month that lacks it. */
const isNearer = (one: Placed, than: Placed): boolean => one.total < than.total || (one.total === than.total && one.hits >= than.hits);

function dayGrid(dates: readonly Dated[], { every }: Step): Found {
  const grids = Array.from({ length: every }, (_, anchor): Found => ({
    ...placed(dates, ({ number }) => {
      const slot = Math.round((number - anchor) / every);
      return [slot, number - anchor - slot * every];
    }),
    day: (slot) => dayFromNumber(slot * every + anchor),
  }));
  return grids.reduce((best, one) => (one.total < best.total ? one : best));
}

type Found = Placed & { readonly day: (slot: number) => Day };

/** How strictly the days must stand on the grid. */
export interface Strictness {
  /** Days beside the grid that are tolerated, as a share of what the cadence tolerates. */
  readonly tolerance: number;
  /** Share of the days that must be that near. */
  readonly within: number;
}

/** Members between the first and the last that may be missing: a third. */
const COVERED = 0.66;

/**
 * Days in order (none twice) -> the grid that they stand on best, undefined where they stand on none: each on a member of its own, near enough, few members missing.
 */
export function gridOf(days: readonly Day[], { tolerance, within }: Strictness): Grid | undefined {
  const dates = days.map((day): Dated => ({ number: dayNumber(day), month: monthIndex(day), dayOfMonth: Number(day.slice(8)) }));
  const typical = middle(dates.slice(1).map(({ number }, at) => number - (dates[at]?.number ?? 0)));
  let best: Grid | undefined;
  for (const [cadence, step] of Object.entries(STEPS) as [Cadence, Step][]) {
    if (typical < step.period * 0.7 || typical > step.period * 1.3) continue;
    const { total, slots, residuals, day } = step.unit === 'day' ? dayGrid(dates, step) : monthGrid(dates, step);
    const grid: Grid = { cadence, slots, residuals, day, misfit: total / dates.length / step.tolerance };
    if (stands(grid, step.tolerance * tolerance, within) && (best === undefined || grid.misfit < best.misfit)) best = grid;
  }
  return best;
}

function stands({ slots, residuals }: Grid, tolerance: number, within: number): boolean {
  const distinct = new Set(slots).size;
  const span = (slots.at(-1) ?? 0) - (slots[0] ?? 0) + 1;
  const near = residuals.filter((residual) => Math.abs(residual) <= tolerance).length;
  return distinct === slots.length && distinct / span >= COVERED && near >= Math.ceil(slots.length * within);
}
