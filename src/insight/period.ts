/** Periods as people write them, and how reports cut time: months, quarters, years. Today is a parameter. */
import { type FailureOf, failure } from '../errors.ts';
import { type Day, type Month, addDays, addMonths, dayFrom, dayNumber, firstDay, lastDay, monthFrom, monthOf } from '../values/day.ts';
import { dayFromText } from '../values/day-text.ts';
import { type Result, err, ok } from '../values/result.ts';

/** Both days belong to it. */
export interface Period { readonly from: Day; readonly to: Day }
export type Granularity = 'month' | 'quarter' | 'year';

const EARLIEST = '1900-01-01' as Day;
const LATEST = '2199-12-31' as Day;
const months = (from: Month, count: number): Period => ({ from: firstDay(from), to: lastDay(addMonths(from, count - 1)) });
const yearStart = (year: string): Month | undefined => monthFrom(`${year}-01`);

/** Words that stand for a period. `ytd` and `this-month` differ at the end: the month runs to its last day. */
function namedPeriod(text: string, today: Day): Period | undefined {
  const month = monthOf(today);
  const year = `${today.slice(0, 4)}-01` as Month;
  switch (text) {
    case 'today': return { from: today, to: today };
    case 'yesterday': return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'this-month': return months(month, 1);
    case 'last-month': return months(addMonths(month, -1), 1);
    case 'this-year': return months(year, 12);
    case 'last-year': return months(addMonths(year, -12), 12);
    case 'ytd': return { from: firstDay(year), to: today };
    default: break;
  }
  const days = /^last-(\d{1,5})-days$/.exec(text);
  const count = days ? Number(days[1]) : 0;
  return count >= 1 && count <= dayNumber(today) + 1 ? { from: addDays(today, 1 - count), to: today } : undefined;
}

function singlePeriod(text: string, today: Day): Period | undefined {
  const day = dayFrom(text) ?? (/^\d{1,2}\.\d{1,2}\.\d{4}$/.test(text) ? dayFromText(text, 'dmy') : undefined);
  if (day) return { from: day, to: day };
  const month = monthFrom(text);
  if (month) return months(month, 1);
  const quarter = /^(\d{4})-q([1-4])$/.exec(text);
  const start = quarter ? yearStart(quarter[1] ?? '') : undefined;
  if (start) return months(addMonths(start, (Number(quarter?.[2]) - 1) * 3), 3);
  const year = /^\d{4}$/.test(text) ? yearStart(text) : undefined;
  return year ? months(year, 12) : namedPeriod(text, today);
}

/** `>a`, `>=a`, `<a`, `<=a` -> the days after, from, before or until a day or period. */
function openPeriod(text: string, today: Day): Period | undefined {
  const [, sign, end = ''] = /^([<>]=?)(.+)$/.exec(text) ?? [];
  const edge = sign === undefined ? undefined : singlePeriod(end.trim(), today);
  if (!edge) return undefined;
  if (sign === '>') return { from: addDays(edge.to, 1), to: LATEST };
  if (sign === '>=') return { from: edge.from, to: LATEST };
  return { from: EARLIEST, to: sign === '<' ? addDays(edge.from, -1) : edge.to };
}

/**
 * Text -> period. Forms: 2026, 2026-03, 2026-Q1, 2026-03-15, today, yesterday, this-month, last-month, this-year, last-year,
 * last-90-days (today is the last of them), ytd, and a..b of any two of these, where one end may be left open;
 * 31.03.2026 is read as 2026-03-31; >a and <a are open, and leave a out, >=a and <=a keep it.
 * Fails with 'date-invalid', also when the end lies before the beginning.
 */
export function parsePeriod(text: string, today: Day): Result<Period, FailureOf<'date-invalid'>> {
  const wrong = err(failure('date-invalid', { text }));
  const parts = text.trim().toLowerCase().split('..');
  if (parts.length === 1) {
    const period = openPeriod(parts[0] ?? '', today) ?? singlePeriod(parts[0] ?? '', today);
    return period ? ok(period) : wrong;
  }
  const [first = '', last = ''] = parts;
  if (parts.length > 2 || (first === '' && last === '')) return wrong;
  const from = first === '' ? EARLIEST : singlePeriod(first, today)?.from;
  const to = last === '' ? LATEST : singlePeriod(last, today)?.to;
  if (!from || !to) return wrong;
  return from <= to ? ok({ from, to }) : err(failure('date-invalid', { text, backwards: true }));
}

/**
 * Two ends typed apart -> period, from the first day of `from` to the last of `to`; an absent end is open.
 * Fails with 'date-invalid', naming the end that cannot be read, or both where the second lies before the first.
 */
export function periodBetween(from: string | undefined, to: string | undefined, today: Day): Result<Period, FailureOf<'date-invalid'>> {
  const wrong = (text: string) => err(failure('date-invalid', { text }));
  const start = from === undefined ? { from: EARLIEST } : singlePeriod(from.trim().toLowerCase(), today);
  const end = to === undefined ? { to: LATEST } : singlePeriod(to.trim().toLowerCase(), today);
  if (!start) return wrong(from ?? '');
  if (!end) return wrong(to ?? '');
  return start.from <= end.to ? ok({ from: start.from, to: end.to }) : err(failure('date-invalid', { text: `${from ?? ''}..${to ?? ''}`, backwards: true }));
}

/** Month -> the key of its period: "2026-03", "2026-Q1", "2026". Keys of one granularity sort by time. */
export function periodKey(month: Month, by: Granularity): string {
  if (by === 'month') return month;
  const year = month.slice(0, 4);
  return by === 'year' ? year : `${year}-Q${Math.ceil(Number(month.slice(5)) / 3)}`;
}

/** A period cut into months, quarters or years, in order; the first and last are cut off at the period's own ends. */
export function slices(period: Period, by: Granularity): (Period & { readonly key: string })[] {
  const out: { key: string; from: Day; to: Day }[] = [];
  for (let month = monthOf(period.from); firstDay(month) <= period.to; month = addMonths(month, 1)) {
    const key = periodKey(month, by);
    const from = firstDay(month) < period.from ? period.from : firstDay(month);
    const to = lastDay(month) > period.to ? period.to : lastDay(month);
    const current = out.at(-1);
    if (current?.key === key) current.to = to;
    else out.push({ key, from, to });
  }
  return out;
}

/**
 * What to read for a period: the whole months from the month summary, and up to two edges day by day.
 * Whole months and edges together are exactly the period.
 */
export function coverage(period: Period): { readonly months: { readonly from: Month; readonly to: Month } | null; readonly edges: readonly Period[] } {
  const first = monthOf(period.from);
  const last = monthOf(period.to);
  const startsWhole = period.from === firstDay(first);
  const endsWhole = period.to === lastDay(last);
  if (first === last) return startsWhole && endsWhole ? { months: { from: first, to: last }, edges: [] } : { months: null, edges: [period] };
  const edges: Period[] = [];
  if (!startsWhole) edges.push({ from: period.from, to: lastDay(first) });
  if (!endsWhole) edges.push({ from: firstDay(last), to: period.to });
  const from = startsWhole ? first : addMonths(first, 1);
  const to = endsWhole ? last : addMonths(last, -1);
  return { months: from <= to ? { from, to } : null, edges };
}
