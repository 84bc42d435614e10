/** Periods as typed, and time cut into slices. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tell } from '../../../src/errors.ts';
import { coverage, parsePeriod, periodBetween, periodKey, slices } from '../../../src/insight/period.ts';
import { type Day, type Month, addDays, addMonths, dayFromNumber, firstDay, lastDay } from '../../../src/values/day.ts';

const TODAY = '2026-03-15' as Day;
const read = (text: string): string => {
  const period = parsePeriod(text, TODAY);
  return period.ok ? `${period.value.from} ${period.value.to}` : tell(period.error).message;
};

describe('periodBetween', () => {
  const between = (from?: string, to?: string): string => {
    const period = periodBetween(from, to, TODAY);
    return period.ok ? `${period.value.from} ${period.value.to}` : tell(period.error).message;
  };
  it.each([
    ['2026-01', '2026-02', '2026-01-01 2026-02-28'], [' 2025 ', undefined, '2025-01-01 2199-12-31'], [undefined, 'Yesterday', '1900-01-01 2026-03-14'],
    ['soon', '2026', '"soon" is not a date.'], ['2026', 'later', '"later" is not a date.'], ['2026-02', '2026-01', 'The period 2026-02..2026-01 runs backwards: it ends before it begins.'],
  ])('%s to %s', (from, to, expected) => expect(between(from, to)).toBe(expected));
});

describe('parsePeriod', () => {
  it.each([
    ['2026', '2026-01-01 2026-12-31'],
    ['2024-02', '2024-02-01 2024-02-29'],
    ['2026-Q1', '2026-01-01 2026-03-31'],
    ['2026-q4', '2026-10-01 2026-12-31'],
    ['2026-03-15', '2026-03-15 2026-03-15'],
    ['2026-01..2026-03', '2026-01-01 2026-03-31'],
    ['2026-01-15..2026-02-14', '2026-01-15 2026-02-14'],
    ['2025-Q4..2026-02', '2025-10-01 2026-02-28'],
    ['2026-02..', '2026-02-01 2199-12-31'],
    ['..2026-02', '1900-01-01 2026-02-28'],
    ['this-month', '2026-03-01 2026-03-31'],
    ['last-month', '2026-02-01 2026-02-28'],
    ['this-year', '2026-01-01 2026-12-31'],
    ['last-year', '2025-01-01 2025-12-31'],
    ['last-90-days', '2025-12-16 2026-03-15'],
    ['last-1-days', '2026-03-15 2026-03-15'],
    [' YTD ', '2026-01-01 2026-03-15'],
    ['last-month..today', '2026-02-01 2026-03-15'],
    ['yesterday', '2026-03-14 2026-03-14'],
    ['31.12.2025', '2025-12-31 2025-12-31'], ['1.2.2026..2026-03', '2026-02-01 2026-03-31'],
    ['>2025-06-30', '2025-07-01 2199-12-31'], ['>=2025-06', '2025-06-01 2199-12-31'], ['<2026', '1900-01-01 2025-12-31'], ['<=31.12.2025', '1900-01-01 2025-12-31'],
  ])('%s', (text, expected) => expect(read(text)).toBe(expected));
  it.each(['', '..', '2026-13', '2026-02-30', '2026-Q5', '>', '>soon', '>2025..2026', '32.01.2026', 'a..b', '2026..2026..2026', 'last-0-days', 'last-99999-days', '1066', 'next-week', '26-01'])(
    'refuses %j', (text) => expect(read(text)).toBe(`"${text}" is not a date.`));
});

const periods = fc.tuple(fc.integer({ min: 40_000, max: 50_000 }), fc.integer({ min: 0, max: 900 }))
  .map(([from, length]) => ({ from: dayFromNumber(from), to: addDays(dayFromNumber(from), length) }));

describe('cutting time', () => {
  it('knows the keys', () => {
    expect((['2026-01', '2026-03', '2026-04', '2026-12'] as Month[]).map((month) => periodKey(month, 'quarter'))).toEqual(['2026-Q1', '2026-Q1', '2026-Q2', '2026-Q4']);
    expect(periodKey('2026-12' as Month, 'year')).toBe('2026');
  });
  it('slices cover the period without gap or overlap', () => {
    fc.assert(fc.property(periods, fc.constantFrom('month', 'quarter', 'year'), (period, by) => {
      const cut = slices(period, by as 'month');
      expect(cut[0]?.from).toBe(period.from);
      expect(cut.at(-1)?.to).toBe(period.to);
      for (let i = 1; i < cut.length; i++) expect(cut[i]?.from).toBe(addDays(cut[i - 1]?.to ?? TODAY, 1));
      expect(new Set(cut.map(({ key }) => key)).size).toBe(cut.length);
    }));
  });
  it('whole months and edges are exactly the period', () => {
    fc.assert(fc.property(periods, (period) => {
      const { months, edges } = coverage(period);
      const pieces = [...edges, ...(months ? [{ from: firstDay(months.from), to: lastDay(months.to) }] : [])].sort((a, b) => (a.from < b.from ? -1 : 1));
      expect(pieces[0]?.from).toBe(period.from);
      expect(pieces.at(-1)?.to).toBe(period.to);
      for (let i = 1; i < pieces.length; i++) expect(pieces[i]?.from).toBe(addDays(pieces[i - 1]?.to ?? TODAY, 1));
      for (const edge of edges) expect(addMonths(edge.from.slice(0, 7) as Month, 0)).toBe(edge.to.slice(0, 7));
    }));
  });
});
