/** Copying a month's budgets, what is usual, a year at a glance, and where other amounts lead. */
import { describe, expect, it } from 'vitest';
import { copiedBudgets } from '../../../src/insight/budget-copy.ts';
import { budgetYear, fullnessOf, yearTotals } from '../../../src/insight/budget-year.ts';
import { type BudgetTarget, budgetsOf, spendingOf, spentIn } from '../../../src/insight/budgets.ts';
import { cashflowReport } from '../../../src/insight/reports.ts';
import { mean, median, monthsBefore, roundedUp, suggestedBudget } from '../../../src/insight/usual-spending.ts';
import { averagedMonths, outlooks } from '../../../src/insight/what-if.ts';
import type { BudgetRow, MonthSum } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const m = (value: number): Minor => value as Minor;
const NOK = 'NOK' as Currency;
const month = (text: string): Month => text as Month;
const set = (target: string, from: string, amount: number | null, rollover = false, kind: 'category' | 'group' = 'category'): BudgetRow =>
  ({ kind, target, currency: NOK, from: month(from), amount: amount === null ? null : m(amount), rollover });
const sum = (category: string, at: string, out: number, into = 0): MonthSum => ({ month: month(at), account: 'a', currency: NOK, category, transfer: false, in: m(into), out: m(-out), count: 1 });
const groupOf = (category: string): string | undefined => (({ groceries: 'food', cafes: 'food', rent: 'home', savings: 'transfers' }) as Record<string, string>)[category];
const target = (id: string, kind: 'category' | 'group' = 'category'): BudgetTarget => ({ kind, target: id, currency: NOK });
const today = '2026-03-10' as Day;

describe('copiedBudgets', () => {
  const settings = [set('groceries', '2026-01', 100_00, true), set('cafes', '2026-01', 20_00), set('cafes', '2026-02', null), set('rent', '2026-02', 500_00)];
  const sums = [sum('groceries', '2026-01', 80_00), sum('cafes', '2026-01', 5_00, 9_00), sum('rent', '2026-01', 490_00)];
  const at = (text: string) => budgetsOf(settings, sums, month(text), today, groupOf);
  const spentOf = (one: BudgetTarget): Minor => spentIn(spendingOf(sums, groupOf), one, month('2026-01'));

  it('brings back what has ended, with its rollover, and leaves what stands so', () => {
    expect(copiedBudgets(at('2026-01'), at('2026-02'), 'budgeted', spentOf)).toEqual([{ ...target('cafes'), amount: 20_00, was: null, rollover: false }]);
    expect(copiedBudgets(at('2026-01'), at('2025-12'), 'budgeted', spentOf)).toContainEqual({ ...target('groceries'), amount: 100_00, was: null, rollover: true });
  });
  it('takes what was spent on the budgets of either month, nothing where refunds were more', () => {
    expect(copiedBudgets(at('2026-01'), at('2026-02'), 'spent', spentOf)).toEqual([
      { ...target('cafes'), amount: 0, was: null, rollover: false }, { ...target('groceries'), amount: 80_00, was: 100_00, rollover: true }, { ...target('rent'), amount: 490_00, was: 500_00, rollover: false },
    ]);
  });
});

describe('what is usual', () => {
  it('is a median of whole minor units', () => {
    expect([median([]), median([m(5)]), median([m(9), m(1), m(4)]), median([m(1), m(4)]), median([m(-3), m(-2)])]).toEqual([0, 5, 4, 2, -3]);
    expect([mean([]), mean([m(1), m(2)]), mean([m(10), m(20), m(31)])]).toEqual([0, 2, 20]);
  });
  it.each([[25_562_00, 'NOK', 25_600_00], [6_483_20, 'NOK', 6_500_00], [212_00, 'NOK', 220_00], [47_10, 'NOK', 48_00], [1, 'NOK', 1_00], [0, 'NOK', 0], [-5_00, 'NOK', 0], [1234, 'JPY', 1300], [1_230, 'KWD', 2_000], [123_456_789_00, 'NOK', 124_000_000_00]])(
    'rounds %i %s up to %i', (amount, currency, wanted) => { expect(roundedUp(m(amount), currency as Currency)).toBe(wanted); });
  it('suggests the median, or the mean of what is rare, or nothing', () => {
    const spending = spendingOf([sum('groceries', '2026-01', 610_00), sum('groceries', '2026-02', 590_00), sum('groceries', '2025-12', 10_00), sum('rent', '2026-01', 300_00), sum('cafes', '2026-01', 0, 40_00)], groupOf);
    const months = monthsBefore(month('2026-03'), 6, month('2025-12'));
    expect(months).toEqual(['2025-12', '2026-01', '2026-02']);
    expect([target('groceries'), target('rent'), target('cafes'), target('food', 'group')].map((one) => suggestedBudget(spending, one, months))).toEqual([590_00, 100_00, undefined, 570_00]);
    expect(monthsBefore(month('2026-03'), 6, month('2026-03'))).toEqual([]);
  });
});

describe('budgetYear', () => {
  it.each([[0, 100, 'low'], [49, 100, 'low'], [50, 100, 'middle'], [80, 100, 'middle'], [81, 100, 'high'], [100, 100, 'high'], [101, 100, 'over'], [0, 0, 'low'], [1, 0, 'over'], [1, -5, 'over'], [-5, 100, 'low']] as const)(
    '%i of %i is %s', (spent, available, wanted) => { expect(fullnessOf(m(spent), m(available))).toBe(wanted); });
  it('has a cell a month: before there was a budget, while it held, and to come', () => {
    const settings = [set('groceries', '2026-02', 100_00), set('food', '2026-02', 300_00, false, 'group'), set('rent', '2026-01', 500_00), set('rent', '2026-03', null)];
    const rows = budgetYear(settings, spendingOf([sum('groceries', '2026-02', 130_00), sum('groceries', '2026-03', 20_00), sum('rent', '2026-01', 500_00)], groupOf), '2026', today, groupOf);
    expect(rows.map((row) => [row.target, row.within, row.spent, row.budgeted])).toEqual([['food', null, 150_00, 3_300_00], ['groceries', 'food', 150_00, 1_100_00], ['rent', null, 500_00, 1_000_00]]);
    const cells = rows[1]!.cells.map(({ fullness, percent }) => [fullness, percent]);
    expect(cells.slice(0, 4)).toEqual([['none', null], ['over', 130], ['low', 20], ['ahead', null]]);
    expect(rows[2]!.cells.slice(0, 3).map(({ fullness }) => fullness)).toEqual(['high', 'low', 'none']);
    // A category counts once, under its group.
    const [total] = yearTotals(rows, today);
    expect([total!.spent, total!.budgeted, ...total!.cells.slice(0, 4).map(({ fullness, percent }) => [fullness, percent])]).toEqual([650_00, 4_300_00, ['high', 100], ['low', 16], ['low', 7], ['ahead', null]]);
  });
});

describe('outlooks', () => {
  const kindOf = (category: string) => (category === 'salary' ? 'income' : category === 'savings' ? 'neutral' : 'spending') as 'income' | 'neutral' | 'spending';
  const history = ['2025-11', '2025-12', '2026-01', '2026-02'].flatMap((at) => [sum('salary', at, 0, 1000_00), sum('groceries', at, 300_00), sum('rent', at, 500_00), sum('savings', at, 100_00)]);
  const sums = [...history, sum('groceries', '2026-03', 77_00)];
  const settings = [set('groceries', '2025-01', 250_00), set('savings', '2025-01', 100_00)];
  const ask = (tried: BudgetRow[], at = '2026-03', open = '2026-03') => {
    const lines = (own: BudgetRow[]) => budgetsOf(own, sums, month(at), today, groupOf);
    return outlooks({ flow: cashflowReport(sums, 'month', kindOf), spending: spendingOf(sums, groupOf), budgets: lines(settings), trial: lines([...settings, ...tried]), month: month(at), first: month('2025-11'), open: month(open), kindOf, categoriesOf: () => [] });
  };
  it('takes budgets for what they say and the rest as it was; the months gone by are what they were', () => {
    const [one] = ask([set('groceries', '2026-03', 200_00), set('savings', '2026-03', 900_00)]);
    expect(one).toEqual({
      currency: 'NOK', months: 4, income: 1000_00,
      asBefore: { spending: 800_00, saved: 200_00, aYear: 2_400_00, yearEnd: 2 * 200_00 + 10 * 200_00 },
      budgets: { spending: 750_00, saved: 250_00, aYear: 3_000_00, yearEnd: 2 * 200_00 + 10 * 250_00 },
      trial: { spending: 700_00, saved: 300_00, aYear: 3_600_00, yearEnd: 2 * 200_00 + 10 * 300_00 },
    });
  });
  it('lets a budget on something new come on top', () => {
    expect(ask([set('cafes', '2026-03', 50_00)])[0]!.trial.spending).toBe(800_00);
  });
  it('of a month to come, the budgets hold until it begins', () => {
    expect(ask([set('groceries', '2026-05', 200_00)], '2026-05')[0]!.trial.yearEnd).toBe(2 * 200_00 + 2 * 250_00 + 8 * 300_00);
  });
  it('looks at the last month where there is none before', () => {
    expect(averagedMonths({ month: month('2026-03'), first: month('2026-03'), open: month('2026-03') })).toEqual(['2026-03']);
    expect(averagedMonths({ month: month('2030-01'), first: month('2026-01'), open: month('2026-03') })).toEqual(['2026-01', '2026-02']);
  });
});
