/** What a person is told of, in which order, and what they are not bothered with. */
import { describe, expect, test } from 'vitest';
import type { BudgetLine } from '../../../src/insight/budgets.ts';
import { type Charge, findingsIn } from '../../../src/insight/charges.ts';
import { type NoticeFacts, noticesOf } from '../../../src/insight/notices.ts';
import { recurringItems } from '../../../src/insight/recurring.ts';
import type { ReportLine } from '../../../src/insight/reports.ts';
import { risesOf } from '../../../src/insight/rises.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { type Day, type Month, addMonths } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const NOK = 'NOK' as Currency;
const day = (text: string): Day => text as Day;
const charge = (date: string, amount: number, more: Partial<Charge> = {}): Charge =>
  ({ id: `${date} ${amount}`, date: day(date), amount: amount as Minor, currency: NOK, account: 'card', merchant: 'Elkjøp', byText: false, category: 'electronics', isNoted: false, ...more });
const measure = { since: day('2025-06-01'), monthly: 4_000_000, recurring: [], returned: [] };

describe('charged twice', () => {
  const twice = [charge('2025-09-16', -149_900), charge('2025-09-17', -149_900, { id: 'second' })];
  test('the same amount a day later', () => expect(findingsIn(twice, measure)).toMatchObject([{ kind: 'duplicate', amount: 149_900, first: '2025-09-16', day: '2025-09-17', id: 'second' }]));
  test('is left alone once it is given back, noted, long ago, small, or a habit', () => {
    expect(findingsIn(twice, { ...measure, returned: [charge('2025-09-20', 149_900)] })).toEqual([]);
    expect(findingsIn([twice[0]!, { ...twice[1]!, isNoted: true }], measure)).toEqual([]);
    expect(findingsIn(twice, { ...measure, since: day('2025-10-01') })).toEqual([]);
    expect(findingsIn(twice.map((one) => ({ ...one, amount: -4400 as Minor })), measure)).toEqual([]);
    expect(findingsIn([charge('2025-08-02', -149_900), ...twice], measure)).toEqual([]);
    expect(findingsIn(twice.map((one) => ({ ...one, category: 'public-transport' })), measure)).toEqual([]);
    expect(findingsIn([charge('2025-09-10', -149_900), charge('2025-09-17', -149_900)], measure)).toEqual([]);
  });
  test('a subscription that was taken twice is told though its amount is usual', () => {
    const months = [...['05', '06', '07', '08'].map((month) => charge(`2025-${month}-04`, -12_900)), charge('2025-08-05', -12_900)];
    expect(findingsIn(months, { ...measure, recurring: recurringItems(months) })).toMatchObject([{ kind: 'duplicate', day: '2025-08-05' }]);
    expect(findingsIn(months.slice(0, 4), { ...measure, recurring: recurringItems(months.slice(0, 4)) })).toEqual([]);
  });
});

describe('far above what is usual', () => {
  const usual = [-40_000, -55_000, -38_000, -61_000, -42_000, -50_000].map((amount, at) => charge(`2025-0${at + 1}-11`, amount));
  test('more than three times the largest before', () => expect(findingsIn([...usual, charge('2025-07-11', -200_000)], measure)).toMatchObject([{ kind: 'large', amount: 200_000, usual: 61_000 }]));
  test('not twice as much, not with too little history', () => {
    expect(findingsIn([...usual, charge('2025-07-11', -120_000)], measure)).toEqual([]);
    expect(findingsIn([...usual.slice(3), charge('2025-07-11', -200_000)], measure)).toEqual([]);
  });
});

describe('a category that rose', () => {
  const spending = (last: number): ReportLine[] => Array.from({ length: 7 }, (_, at) => addMonths('2025-06' as Month, at)).flatMap((period, at) => [
    { period, currency: NOK, key: 'restaurants', amount: (at === 6 ? last : 200_000 + at * 1000) as Minor }, { period, currency: NOK, key: 'rent', amount: 2_000_000 as Minor },
  ]);
  test('much more than in any month before', () => expect(risesOf(spending(900_000), '2025-12' as Month)).toMatchObject([{ category: 'restaurants', amount: 900_000, usual: 203_000 }]));
  test('not a little more', () => expect(risesOf(spending(300_000), '2025-12' as Month)).toEqual([]));
});

const budget = (more: Partial<BudgetLine>): BudgetLine => ({
  kind: 'category', target: 'groceries', currency: NOK, budgeted: 1000 as Minor, rolledIn: 0 as Minor, spent: 500 as Minor, left: 500 as Minor, pace: 500 as Minor, overPace: false, rollsOver: 0 as Minor, rollover: false,
  within: null, allocated: 0 as Minor, ...more,
});
const facts = (more: Partial<NoticeFacts> = {}, lines: readonly BudgetLine[] = []): NoticeFacts => ({
  today: day('2025-12-15'), newest: day('2025-12-14'), budget: { month: '2025-12' as Month, today: day('2025-12-15'), lines, totals: [] }, bookingsOf: () => 12, drifts: [], findings: [], recurring: [], rises: [],
  freshness: [{ account: 'card', last: day('2025-12-14'), count: 100, longestGap: 6 }], waiting: { uncategorized: 0, unsure: 0, doubtful: 0 }, ...more,
});
const kinds = (asked: NoticeFacts): string[] => noticesOf(asked).map(({ kind }) => kind);

describe('notices', () => {
  test('nothing to say', () => expect(noticesOf(facts())).toEqual([]));

  test('budgets: the worst by its own size first; one ahead of its pace only while the month runs', () => {
    const lines = [
      budget({ spent: 1100 as Minor, left: -100 as Minor }), budget({ target: 'cafes', budgeted: 100 as Minor, spent: 150 as Minor, left: -50 as Minor }), budget({ target: 'fuel', spent: 700 as Minor, left: 300 as Minor }),
    ];
    expect(noticesOf(facts({}, lines))).toMatchObject([{ kind: 'over', budgets: [{ target: 'cafes', by: 50 }, { target: 'groceries', by: 100 }] }, { kind: 'ahead', budgets: [{ target: 'fuel', by: 200 }] }]);
    expect(kinds(facts({ bookingsOf: () => 1 }, lines))).toEqual(['over']);
    expect(kinds(facts({ budget: { month: '2025-11' as Month, today: day('2025-12-15'), lines, totals: [] } }))).toEqual(['over']);
  });

  test('a price rise is news for two months; income that falls off is missed', () => {
    const netflix = recurringItems(['08', '09', '10', '11', '12'].map((month, at) => charge(`2025-${month}-04`, at > 3 ? -15_900 : -12_900, { merchant: 'Netflix' })));
    expect(noticesOf(facts({ recurring: netflix }))).toMatchObject([{ kind: 'dearer', from: 12_900, to: 15_900 }]);
    expect(kinds(facts({ recurring: netflix, newest: day('2026-03-01') }))).not.toContain('dearer');
    const salary = recurringItems(['07', '08', '09', '10', '11'].map((month) => charge(`2025-${month}-05`, 4_000_000, { merchant: 'Employer' })));
    expect(noticesOf(facts({ recurring: salary }))).toMatchObject([{ kind: 'missing', day: '2025-12-05' }]);
    expect(kinds(facts({ recurring: salary, freshness: [{ account: 'card', last: day('2025-12-07'), count: 100, longestGap: 6 }] }))).toEqual([]);
  });

  test('a balance that does not add up comes first, what waits last', () => {
    const drift = { account: 'card', day: day('2025-12-01'), expected: 100 as Minor, found: 90 as Minor, difference: -10 as Minor, lastGood: null };
    expect(kinds(facts({ drifts: [{ drift, currency: NOK }], waiting: { uncategorized: 3, unsure: 0, doubtful: 0 } }, [budget({ spent: 1100 as Minor, left: -100 as Minor })]))).toEqual(['drift', 'over', 'review']);
    expect(kinds(facts({ waiting: { uncategorized: 0, unsure: 2, doubtful: 1 } }))).toEqual(['doubtful', 'review']);
  });

  test('one account that fell behind is named; where all did, it is said once', () => {
    const behind = { account: 'savings', last: day('2025-10-01'), count: 50, longestGap: 9 };
    const fresh = { account: 'card', last: day('2025-12-14'), count: 100, longestGap: 6 };
    expect(noticesOf(facts({ freshness: [fresh, behind] }))).toMatchObject([{ kind: 'stale', account: 'savings', days: 74 }]);
    expect(kinds(facts({ freshness: [fresh, { ...behind, count: 4 }] }))).toEqual([]);
    expect(kinds(facts({ freshness: [fresh, { ...behind, longestGap: 40 }] }))).toEqual([]);
    expect(noticesOf(facts({ today: day('2026-11-22'), freshness: [fresh, { ...fresh, account: 'current' }] }))).toMatchObject([{ kind: 'old', days: 343 }]);
  });
});
