/** Budgets: from a month on, rollover, pace, groups over categories. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetSpan, budgetTotals, budgetsOf, spendingOf, spentIn } from '../../../src/insight/budgets.ts';
import type { BudgetRow, MonthSum } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import { type Minor, sum as total } from '../../../src/values/money.ts';

const m = (value: number): Minor => value as Minor;
const set = (target: string, from: string, amount: number | null, rollover = false, kind: 'category' | 'group' = 'category', currency = 'NOK'): BudgetRow =>
  ({ kind, target, currency: currency as Currency, from: from as Month, amount: amount === null ? null : m(amount), rollover });
const spent = (category: string, month: string, out: number, into = 0, extra: Partial<MonthSum> = {}): MonthSum =>
  ({ month: month as Month, account: 'a', currency: 'NOK' as Currency, category, transfer: false, in: m(into), out: m(-out), count: 1, ...extra });
const groupOf = (category: string): string | undefined => (({ groceries: 'food', cafes: 'food', rent: 'home' }) as Record<string, string>)[category];
const lines = (settings: BudgetRow[], sums: MonthSum[], month = '2026-03', today = '2026-03-10') => budgetsOf(settings, sums, month as Month, today as Day, groupOf);

describe('budgetsOf', () => {
  it('spends net of refunds, without transfers, other currencies and other months', () => {
    const [line] = lines([set('groceries', '2026-01', 100_00)], [
      spent('groceries', '2026-03', 40_00, 5_00), spent('groceries', '2026-03', 10_00, 0, { account: 'b' }),
      spent('groceries', '2026-03', 99_00, 0, { transfer: true }), spent('groceries', '2026-03', 7_00, 0, { currency: 'EUR' as Currency }),
      spent('groceries', '2026-02', 80_00), spent('rent', '2026-03', 50_00),
    ]);
    expect(line).toMatchObject({ budgeted: 100_00, rolledIn: 0, spent: 45_00, left: 55_00, rollsOver: 0, within: null });
  });
  it('holds from its month on, until a later setting, until it ends', () => {
    const settings = [set('groceries', '2026-03', 200_00), set('groceries', '2026-01', 100_00), set('groceries', '2026-05', null)];
    const at = (month: string): (number | undefined) => lines(settings, [], month)[0]?.budgeted;
    expect(['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2027-01'].map(at)).toEqual([undefined, 100_00, 100_00, 200_00, 200_00, undefined, undefined]);
  });
  it('rolls over what is left, overspending too, only where rollover is on', () => {
    const settings = [set('groceries', '2026-01', 100_00, true)];
    const sums = [spent('groceries', '2026-01', 70_00), spent('groceries', '2026-02', 150_00)];
    expect(lines(settings, sums, '2026-02')[0]).toMatchObject({ rolledIn: 30_00, left: -20_00, rollsOver: -20_00 });
    expect(lines(settings, sums, '2026-03')[0]).toMatchObject({ rolledIn: -20_00, left: 80_00, rollover: true });
    expect(lines([set('groceries', '2026-01', 100_00)], sums, '2026-03')[0]).toMatchObject({ rolledIn: 0, rollsOver: 0 });
    expect(lines([...settings, set('groceries', '2026-02', 100_00, false)], sums, '2026-02')[0]).toMatchObject({ rolledIn: 30_00, rollsOver: 0 });
    expect(lines([...settings, set('groceries', '2026-02', null), set('groceries', '2026-03', 50_00, true)], sums)[0]).toMatchObject({ rolledIn: 0, budgeted: 50_00 });
    expect(budgetSpan(settings, '2026-03' as Month)).toEqual({ from: '2026-01', to: '2026-03' });
    expect(budgetSpan([set('x', '2020-01', 1)], '2026-03' as Month)).toEqual({ from: '2026-03', to: '2026-03' });
  });
  it('expects an even pace by day of month', () => {
    const at = (today: string, amount = 310_00): number | undefined => lines([set('groceries', '2026-01', amount)], [], '2026-03', today)[0]?.pace;
    expect([at('2026-03-01'), at('2026-03-10'), at('2026-03-31'), at('2026-04-01'), at('2026-02-28')]).toEqual([10_00, 100_00, 310_00, 310_00, 0]);
    expect(at('2026-03-30', Number.MAX_SAFE_INTEGER)).toBe(Number((BigInt(Number.MAX_SAFE_INTEGER) * 30n) / 31n));
    expect(lines([set('groceries', '2026-01', 310_00)], [spent('groceries', '2026-03', 100_01)])[0]?.overPace).toBe(true);
    expect(lines([set('groceries', '2026-01', 310_00)], [spent('groceries', '2026-03', 100_00)])[0]?.overPace).toBe(false);
  });
  it('counts a category in its group as well, and totals it once', () => {
    const found = lines(
      [set('groceries', '2026-01', 60_00), set('food', '2026-01', 100_00, false, 'group'), set('rent', '2026-01', 500_00), set('cafes', '2026-01', 9_00, false, 'category', 'EUR')],
      [spent('groceries', '2026-03', 50_00), spent('cafes', '2026-03', 20_00), spent('rent', '2026-03', 500_00)],
    );
    expect(found.map((line) => [line.currency, line.kind, line.target, line.spent, line.within, line.allocated])).toEqual([
      ['EUR', 'category', 'cafes', 0, null, 0],
      ['NOK', 'group', 'food', 70_00, null, 60_00],
      ['NOK', 'category', 'groceries', 50_00, 'food', 0],
      ['NOK', 'category', 'rent', 500_00, null, 0],
    ]);
    expect(budgetTotals(found)).toEqual([
      { currency: 'EUR', budgeted: 9_00, rolledIn: 0, spent: 0, left: 9_00 },
      { currency: 'NOK', budgeted: 600_00, rolledIn: 0, spent: 570_00, left: 30_00 },
    ]);
  });
  it('with rollover all along, nothing is gained or lost over the months', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e9 })), { minLength: 3, maxLength: 3 }), fc.nat(1e9), (months, amount) => {
      const sums = months.map(([out, into], i) => spent('groceries', `2026-0${i + 1}`, out, into));
      const left = lines([set('groceries', '2026-01', amount, true)], sums)[0]?.left;
      expect(left).toBe(3 * amount + total(sums.map((s) => m(s.in + s.out))));
    }));
  });
});

it('money from people is no refund: a category that goes by the sign counts what goes out, as the reports do', () => {
  const sums = [
    { month: '2026-03' as Month, account: 'a', currency: 'NOK' as Currency, category: 'person-to-person', transfer: false, in: 500_00 as Minor, out: -100_00 as Minor, count: 2 },
    { month: '2026-03' as Month, account: 'a', currency: 'NOK' as Currency, category: 'clothing', transfer: false, in: 50_00 as Minor, out: -80_00 as Minor, count: 2 },
  ];
  const spending = spendingOf(sums, () => undefined, (category, sign) => (category === 'person-to-person' && sign === 1 ? 'income' : 'spending'));
  const spent = (target: string) => spentIn(spending, { kind: 'category', target, currency: 'NOK' as Currency }, '2026-03' as Month);
  expect([spent('person-to-person'), spent('clothing')]).toEqual([100_00, 30_00]);
});
