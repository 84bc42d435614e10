/** Reports equal the rows they summarise, and never mix currencies. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merchantReport } from '../../../src/insight/merchants.ts';
import { networthReport } from '../../../src/insight/networth.ts';
import { type KindOf, cashflowReport, incomeReport, spendingReport, totals } from '../../../src/insight/reports.ts';
import type { AccountRow, MonthSum } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import { type Minor, sum as add } from '../../../src/values/money.ts';

const m = (value: number): Minor => value as Minor;
const line = (month: string, category: string, into: number, out: number, extra: Partial<MonthSum> = {}): MonthSum =>
  ({ month: month as Month, account: 'a', currency: 'NOK' as Currency, category, transfer: false, in: m(into), out: m(-out), count: 1, ...extra });
const kindOf: KindOf = (category, sign) => (category === 'salary' ? 'income' : category === 'savings' ? 'neutral' : category === 'uncategorized' && sign > 0 ? 'income' : 'spending');
const EUR = { currency: 'EUR' as Currency };

const sums = [
  line('2026-01', 'groceries', 10, 300), line('2026-01', 'rent', 0, 9000), line('2026-01', 'salary', 30_000, 100), line('2026-01', 'savings', 0, 2000),
  line('2026-01', 'uncategorized', 70, 40), line('2026-02', 'groceries', 0, 200), line('2026-02', 'groceries', 0, 25, EUR),
  line('2026-04', 'groceries', 0, 50, { account: 'b' }), line('2026-01', 'internal-transfer', 500, 500, { transfer: true }),
];

describe('spending and income', () => {
  it('by month: net of refunds, uncategorized by sign, largest first, currencies apart', () => {
    expect(spendingReport(sums, 'month', kindOf).map((l) => [l.period, l.currency, l.key, l.amount])).toEqual([
      ['2026-01', 'NOK', 'rent', 9000], ['2026-01', 'NOK', 'groceries', 290], ['2026-01', 'NOK', 'uncategorized', 40],
      ['2026-02', 'EUR', 'groceries', 25], ['2026-02', 'NOK', 'groceries', 200], ['2026-04', 'NOK', 'groceries', 50],
    ]);
    expect(incomeReport(sums, 'month', kindOf).map((l) => [l.period, l.key, l.amount])).toEqual([['2026-01', 'salary', 29_900], ['2026-01', 'uncategorized', 70]]);
  });
  it('by quarter and year, under a key of choice, with totals', () => {
    expect(totals(spendingReport(sums, 'quarter', kindOf)).map((t) => [t.period, t.currency, t.amount])).toEqual([['2026-Q1', 'EUR', 25], ['2026-Q1', 'NOK', 9530], ['2026-Q2', 'NOK', 50]]);
    expect(spendingReport(sums, 'year', kindOf, (s) => s.account).map((l) => [l.period, l.currency, l.key, l.amount])).toEqual([['2026', 'EUR', 'a', 25], ['2026', 'NOK', 'a', 9530], ['2026', 'NOK', 'b', 50]]);
  });
});

const anySums = fc.array(fc.record({
  month: fc.integer({ min: 0, max: 23 }).map((i) => `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}` as Month),
  account: fc.constantFrom('a', 'b'), currency: fc.constantFrom('NOK', 'EUR', 'JPY') as fc.Arbitrary<Currency>,
  category: fc.constantFrom('salary', 'groceries', 'savings', 'uncategorized'), transfer: fc.boolean(),
  in: fc.nat(1e9).map(m), out: fc.nat(1e9).map((n) => (n === 0 ? m(0) : m(-n))), count: fc.integer({ min: 1, max: 50 }),
}), { maxLength: 40 });

describe('cash flow', () => {
  it('sets income against spending and keeps neutral money apart', () => {
    expect(cashflowReport(sums, 'month', kindOf)[0]).toEqual({ period: '2026-01', currency: 'NOK', income: 29_970, spending: 9330, net: 20_640, neutral: -2000 });
  });
  it('adds up to the rows, whatever they are and however time is cut', () => {
    fc.assert(fc.property(anySums, fc.constantFrom('month', 'quarter', 'year'), (rows, by) => {
      const report = cashflowReport(rows, by as 'month', kindOf);
      for (const currency of ['NOK', 'EUR', 'JPY']) {
        const booked = add(rows.filter((r) => r.currency === currency && !r.transfer).map((r) => m(r.in + r.out)));
        expect(add(report.filter((l) => l.currency === currency).map((l) => m(l.net + l.neutral)))).toBe(booked);
        const of = (lines: readonly { currency: string; amount: Minor }[]): Minor => add(lines.filter((l) => l.currency === currency).map((l) => l.amount));
        expect(of(spendingReport(rows, by as 'month', kindOf))).toBe(add(report.filter((l) => l.currency === currency).map((l) => l.spending)));
        expect(of(totals(incomeReport(rows, by as 'month', kindOf)))).toBe(add(report.filter((l) => l.currency === currency).map((l) => l.income)));
      }
    }));
  });
});

const account = (id: string, currency: string, openingBalance: number, openingDay: string | null): AccountRow =>
  ({ id, name: id, currency: currency as Currency, number: null, bank: null, openingBalance: m(openingBalance), openingDay: openingDay as Day | null, closed: null });

describe('net worth', () => {
  const accounts = [account('a', 'NOK', 1000, null), account('b', 'NOK', 50, '2026-02-10'), account('e', 'EUR', 7, '2026-03-01')];
  it('is opening balances and all that was booked, transfers too', () => {
    const report = networthReport(accounts, [line('2025-06', 'x', 100, 0), line('2026-01', 'x', 0, 30), line('2026-03', 'x', 0, 500, { transfer: true }), line('2026-03', 'x', 500, 0, { transfer: true, account: 'b' })],
      { from: '2026-01-01' as Day, to: '2026-03-20' as Day }, 'month');
    expect(report.map((l) => [l.period, l.day, l.currency, l.total, l.accounts.map((a) => a.balance)])).toEqual([
      ['2026-01', '2026-01-31', 'NOK', 1070, [1070]],
      ['2026-02', '2026-02-28', 'NOK', 1120, [1070, 50]],
      ['2026-03', '2026-03-20', 'EUR', 7, [7]],
      ['2026-03', '2026-03-20', 'NOK', 1120, [570, 550]],
    ]);
  });
  it('ends at the same sum however time is cut', () => {
    fc.assert(fc.property(anySums, fc.constantFrom('month', 'quarter', 'year'), (rows, by) => {
      const own = rows.map((row) => ({ ...row, currency: 'NOK' as Currency }));
      const report = networthReport(accounts.slice(0, 2), own, { from: '2025-04-01' as Day, to: '2026-12-31' as Day }, by as 'month');
      const used = accounts.slice(0, 2).filter((a) => a.openingDay !== null || own.some((row) => row.account === a.id));
      expect(report.at(-1)?.total ?? 0).toBe(add(used.map((a) => a.openingBalance)) + add(own.map((r) => m(r.in + r.out))));
    }));
  });
});

describe('merchants', () => {
  it('sums spending per merchant and currency, largest first', () => {
    const sum = (merchant: string, category: string, into: number, out: number, currency = 'NOK') => ({ merchant, category, currency: currency as Currency, in: m(into), out: m(-out), countIn: category === 'uncategorized' && into > 0 ? 1 : 0, countOut: out > 0 ? 1 : 0 });
    expect(merchantReport([sum('kiwi', 'groceries', 5, 100), sum('kiwi', 'gifts', 0, 200), sum('rema', 'groceries', 0, 400), sum('employer', 'salary', 9, 0), sum('kiwi', 'groceries', 0, 1, 'EUR'), sum('who', 'uncategorized', 5, 3), sum('payer', 'uncategorized', 5, 0)], kindOf)).toEqual([
      { merchant: 'kiwi', currency: 'EUR', amount: 1, count: 1, categories: ['groceries'] },
      { merchant: 'rema', currency: 'NOK', amount: 400, count: 1, categories: ['groceries'] },
      { merchant: 'kiwi', currency: 'NOK', amount: 295, count: 2, categories: ['gifts', 'groceries'] },
      { merchant: 'who', currency: 'NOK', amount: 3, count: 1, categories: ['uncategorized'] },
    ]);
  });
});
