/** What every report is asked alike: how time is cut, which days, which account. */
import { FailureError, raise } from '../errors.ts';
import { type Granularity, type Period, parsePeriod, periodBetween } from '../insight/period.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { type Day, firstDay, lastDay, monthOf } from '../values/day.ts';
import { type Invocation, type OptionLine, type Options, textOption } from './command.ts';
import { resolveAccount } from './resolve.ts';

export const PERIOD_OPTIONS: readonly OptionLine[] = [
  ['--period <period>', '2026, 2026-Q1, 2026-03, last-month, last-90-days, ytd, 2026-01..2026-06, all'],
  ['--from <date>', 'from this day, month or year on'],
  ['--to <date>', 'until this day, month or year'],
  ['--account <name>', 'only this account'],
];
export const BY_OPTION: OptionLine = ['--by <length>', 'month (default), quarter or year'];

export interface ReportRequest {
  readonly by: Granularity;
  /** Cut to the months that hold data; null when there is no data in it. */
  readonly period: Period | null;
  /** False: nobody asked for a period, so words may show only the newest part. */
  readonly isPeriodAsked: boolean;
  /** Account id. */
  readonly account: string | undefined;
}

/** `until`: a day that a report may reach even when nothing is booked so late (what accounts hold stays true). Fails by 'usage', 'date-invalid', 'account-unknown'. */
export function reportRequest({ app, options }: Pick<Invocation, 'app' | 'options'>, model: ReadModel, until?: Day): ReportRequest {
  const by = textOption(options, 'by') ?? 'month';
  if (by !== 'month' && by !== 'quarter' && by !== 'year') raise('usage', { why: `--by is ${by}, but there is month, quarter and year.`, hint: 'Example: --by quarter' });
  const asked = askedPeriod(options, app.today());
  const named = textOption(options, 'account');
  return { by, isPeriodAsked: asked !== undefined, period: withData(asked, model, until), account: named === undefined ? undefined : resolveAccount(model, named).id };
}

/** 'all' is an answer too: every day there is. */
function askedPeriod(options: Options, today: Day): Period | undefined {
  const [period, from, to] = ['period', 'from', 'to'].map((name) => textOption(options, name));
  if (period !== undefined && (from !== undefined || to !== undefined)) raise('usage', { why: '--period goes without --from and --to.', hint: 'Give the period, or its ends.' });
  if (period === undefined && from === undefined && to === undefined) return undefined;
  const read = period === undefined ? periodBetween(from, to, today) : parsePeriod(period === 'all' ? '1900..2199' : period, today);
  if (!read.ok) throw new FailureError(read.error);
  return read.value;
}

function withData(asked: Period | undefined, model: ReadModel, until: Day | undefined): Period | null {
  const span = model.queries.span();
  if (!span) return null;
  const first = firstDay(monthOf(span.from));
  const last = [lastDay(monthOf(span.to)), ...(asked && until ? [lastDay(monthOf(until))] : [])].sort().at(-1) as Day;
  const from = asked && asked.from > first ? asked.from : first;
  const to = asked && asked.to < last ? asked.to : last;
  return from <= to ? { from, to } : null;
}
