/** Amounts over time: the periods that are shown, and one line of amounts for each key (group, category, account). */
import type { MonthSum } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, addMonths, firstDay, lastDay, monthOf } from '../values/day.ts';
import { type Minor, ZERO, add } from '../values/money.ts';
import { type Granularity, type Period, periodKey, slices } from './period.ts';
import { type KindOf, type ReportLine, incomeReport, spendingReport } from './reports.ts';

/** One place on the axis of time. `isOpen`: its last day is still to come. */
export interface TrendPeriod extends Period { readonly key: string; readonly isOpen: boolean }
/** One key's amounts, one for each period in order. */
export interface TrendLine { readonly key: string; readonly amounts: readonly Minor[] }

/**
 * The newest `months` months with anything booked, until today at the latest (null: all there are), cut by `by`; quarters and
 * years are whole ones. `booked`: first and last booking day.
 */
export function trendPeriods(booked: Period, today: Day, months: number | null, by: Granularity): TrendPeriod[] {
  const now = monthOf(today);
  const newest = monthOf(booked.to);
  const oldest = monthOf(booked.from);
  const end = newest > now && oldest <= now ? now : newest;
  const start = months === null ? oldest : later(oldest, addMonths(end, 1 - months));
  return slices({ from: firstDay(wholeFrom(start, by)), to: lastDay(wholeTo(end, by)) }, by).map((slice) => ({ ...slice, isOpen: slice.from <= today && today < slice.to }));
}

const later = (a: Month, b: Month): Month => (a > b ? a : b);
const monthsIn = { month: 1, quarter: 3, year: 12 } as const;
const placeIn = (month: Month, by: Granularity): number => (Number(month.slice(5)) - 1) % monthsIn[by];
const wholeFrom = (month: Month, by: Granularity): Month => addMonths(month, -placeIn(month, by));
const wholeTo = (month: Month, by: Granularity): Month => addMonths(wholeFrom(month, by), monthsIn[by] - 1);

/** Sums of one currency -> a line for each key that has any money of this kind, largest in all first. */
export function trendLines(kind: 'income' | 'spending', sums: Iterable<MonthSum>, periods: readonly TrendPeriod[], by: Granularity, kindOf: KindOf, keyOf: (sum: MonthSum) => string): TrendLine[] {
  const report = kind === 'income' ? incomeReport : spendingReport;
  return linesOf(report(sums, by, kindOf, keyOf), periods).map((line) => ({ line, total: totalOf(line.amounts) }))
    .sort((a, b) => b.total - a.total || (a.line.key < b.line.key ? -1 : 1)).map(({ line }) => line);
}

function linesOf(report: readonly ReportLine[], periods: readonly TrendPeriod[]): TrendLine[] {
  const placeOf = new Map(periods.map(({ key }, at) => [key, at]));
  const lines = new Map<string, Minor[]>();
  for (const { key, period, amount } of report) {
    const at = placeOf.get(period);
    if (at === undefined || amount === 0) continue;
    const amounts = lines.get(key) ?? periods.map(() => ZERO);
    amounts[at] = add(amounts[at] ?? ZERO, amount);
    lines.set(key, amounts);
  }
  return [...lines].map(([key, amounts]) => ({ key, amounts }));
}

const totalOf = (amounts: readonly Minor[]): Minor => amounts.reduce(add, ZERO);

/** Lines -> their sum in each period. */
export const totalLine = (key: string, lines: readonly TrendLine[], periods: readonly TrendPeriod[]): TrendLine =>
  ({ key, amounts: periods.map((_, at) => lines.reduce((sum, { amounts }) => add(sum, amounts[at] ?? ZERO), ZERO)) });

/** Mean over the periods that are over; over all where none is. Whole minor units, the rest cut off. */
export function averageOf(amounts: readonly Minor[], periods: readonly TrendPeriod[]): Minor {
  const over = amounts.filter((_, at) => periods[at]?.isOpen === false);
  const counted = over.length > 0 ? over : amounts;
  return counted.length === 0 ? ZERO : Math.trunc(totalOf(counted) / counted.length) as Minor;
}

/** Currencies that any sum is in, the one with most lines first. */
export function currenciesIn(sums: Iterable<MonthSum>): Currency[] {
  const counts = new Map<Currency, number>();
  for (const { currency, count } of sums) counts.set(currency, (counts.get(currency) ?? 0) + count);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([currency]) => currency);
}

/** Month sums from `from` on and all that is booked on each account in all -> the same with one line for each account for what came before. */
export function withBefore(sums: readonly MonthSum[], from: Month, booked: ReadonlyMap<string, { readonly booked: Minor }>, currencyOf: (account: string) => Currency | undefined): MonthSum[] {
  const shown = new Map<string, Minor>();
  for (const sum of sums) shown.set(sum.account, add(shown.get(sum.account) ?? ZERO, add(sum.in, sum.out)));
  const before: MonthSum[] = [];
  for (const [account, all] of booked) {
    const currency = currencyOf(account);
    const rest = (all.booked - (shown.get(account) ?? ZERO)) as Minor;
    if (currency !== undefined && rest !== 0) before.push({ month: addMonths(from, -1), account, currency, category: '', transfer: false, in: rest > 0 ? rest : ZERO, out: rest < 0 ? rest : ZERO, count: 1 });
  }
  return [...before, ...sums];
}

/** Key of the period that a month lies in -> its place, the newest where none holds it. */
export function placeOfMonth(periods: readonly TrendPeriod[], month: Month | undefined, by: Granularity): number {
  const found = month === undefined ? -1 : periods.findIndex(({ key }) => key === periodKey(month, by));
  return found < 0 ? periods.length - 1 : found;
}
