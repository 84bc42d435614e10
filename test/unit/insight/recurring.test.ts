/** What recurs, and what only looks like it. */
import { describe, expect, test } from 'vitest';
import { expectedSoon } from '../../../src/insight/expected.ts';
import { type Booking, hasEnded, recurringItems } from '../../../src/insight/recurring.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { type Day, addDays } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

type Line = readonly [day: string, amount: number];
const bookings = (lines: readonly Line[], more: Partial<Booking> = {}): Booking[] => lines.map(([day, amount], at) =>
  ({ id: `${day} ${at} ${amount}`, date: day as Day, amount: amount as Minor, currency: 'NOK' as Currency, account: 'current', merchant: 'Netflix', byText: false, ...more }));
const monthly = (dayOfMonth: string, amounts: readonly number[], year = 2025): Line[] => amounts.map((amount, at) => [`${year}-${String(at + 1).padStart(2, '0')}-${dayOfMonth}`, amount]);
const found = (lines: readonly Line[]) => recurringItems(bookings(lines));
/** Numbers from 0 to 1 that look random and are the same every time. */
function scattered(count: number): number[] {
  let state = 2025;
  return Array.from({ length: count }, () => (state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32) / 2 ** 32);
}

describe('what recurs', () => {
  test('a subscription of three months, and when it is due next', () => {
    const [item] = found(monthly('04', [-12_900, -12_900, -12_900]));
    expect(item).toMatchObject({ cadence: 'monthly', amount: -12_900, direction: 'out', isSteady: true, change: null, last: '2025-03-04' });
    expect(item?.nextFrom('2025-03-05' as Day)).toBe('2025-04-04');
    expect(item?.nextFrom('2025-06-01' as Day)).toBe('2025-06-04');
  });

  test('two months are no rhythm yet', () => expect(found(monthly('04', [-12_900, -12_900]))).toEqual([]));

  test('weekends move it, and so does a month without a 31st', () => {
    const salary = found([['2025-01-31', 4_000_000], ['2025-02-28', 4_000_000], ['2025-03-31', 4_000_000], ['2025-04-30', 4_000_000], ['2025-05-30', 4_000_000], ['2025-06-30', 4_000_000]]);
    expect(salary).toMatchObject([{ cadence: 'monthly', direction: 'in' }]);
    expect(salary[0]?.nextFrom('2025-07-01' as Day)).toBe('2025-07-31');
    const rent = found([['2025-01-02', -900_000], ['2025-02-03', -900_000], ['2025-03-03', -900_000], ['2025-04-01', -900_000], ['2025-04-30', -900_000]]);
    expect(rent).toMatchObject([{ cadence: 'monthly' }]);
  });

  test('a skipped month is tolerated', () => expect(found(monthly('06', [-83_500, -83_500, -83_500, -83_500, -83_500, -83_500, -83_500, -83_500]).filter((_, at) => at !== 5))).toMatchObject([{ cadence: 'monthly' }]));

  test('a power bill of any amount comes on its day', () => {
    const [item] = found(monthly('20', [-268_000, -241_000, -190_000, -120_000, -80_000, -41_000, -43_000, -52_000]));
    expect(item).toMatchObject({ cadence: 'monthly', isSteady: false, least: 41_000, most: 268_000, amount: -43_000, change: null });
  });

  test('a price rise is told with its day, from the first charge on', () => {
    expect(found(monthly('04', [-12_900, -12_900, -12_900, -12_900, -15_900]))).toMatchObject([{ amount: -15_900, change: { from: 12_900, to: 15_900, day: '2025-05-04' } }]);
  });

  test('two subscriptions of one merchant are two', () => {
    const both = [...monthly('04', [-3900, -3900, -3900, -3900]), ...monthly('19', [-12_900, -12_900, -12_900, -12_900])];
    expect(recurringItems(bookings(both)).map(({ amount, cadence }) => [amount, cadence]).sort()).toEqual([[-12_900, 'monthly'], [-3900, 'monthly']]);
  });

  test('a subscription stands out among other purchases there', () => {
    const others: Line[] = scattered(12).map((share, at) => [addDays('2025-01-03' as Day, Math.floor(share * 300)), -2900 - at * 1731]);
    expect(found([...monthly('19', Array<number>(10).fill(-3900)), ...others]).filter(({ isSteady }) => isSteady)).toMatchObject([{ amount: -3900, cadence: 'monthly' }]);
  });

  test.each([
    ['weekly', 7, 6], ['fortnightly', 14, 6], ['four-weekly', 28, 8],
  ] as const)('%s', (cadence, days, count) => {
    expect(found(Array.from({ length: count }, (_, at): Line => [addDays('2025-01-06' as Day, at * days), -50_000]))).toMatchObject([{ cadence }]);
  });

  test.each([
    ['quarterly', ['2025-01-15', '2025-04-15', '2025-07-15']], ['half-yearly', ['2025-01-15', '2025-07-15', '2026-01-15']], ['yearly', ['2025-01-15', '2026-01-14']],
  ] as const)('%s', (cadence, days) => {
    expect(found(days.map((day): Line => [day, -120_000]))).toMatchObject([{ cadence }]);
  });

  test('a charge that was booked twice does not break the rhythm', () => {
    const twice = found([...monthly('04', [-12_900, -12_900, -12_900, -12_900]), ['2025-03-05', -12_900]]);
    expect(twice).toMatchObject([{ cadence: 'monthly' }]);
    expect(twice[0]?.ids).toHaveLength(4);
  });

  test('accounts, currencies and directions are kept apart', () => {
    const mixed = [...bookings(monthly('04', [-100, -100])), ...bookings(monthly('04', [-100, -100]), { account: 'other' }), ...bookings(monthly('05', [-100]), { currency: 'EUR' as Currency }), ...bookings(monthly('06', [100, 100]))];
    expect(recurringItems(mixed)).toEqual([]);
  });
});

describe('what does not recur', () => {
  test('groceries at random days', () => {
    const shopping = scattered(60).map((share, at): Line => [addDays('2025-01-01' as Day, at * 5 + Math.floor(share * 5)), -10_000 - Math.floor(share * 100_000)]);
    expect(found(shopping)).toEqual([]);
  });

  test('coffee of one price at random days', () => {
    const days = scattered(70).map((share) => Math.floor(share * 400)).sort((a, b) => a - b);
    expect(found(days.map((day): Line => [addDays('2025-01-01' as Day, day), -4500]))).toEqual([]);
  });

  test('bus fares every day', () => expect(found(Array.from({ length: 200 }, (_, at): Line => [addDays('2025-01-01' as Day, at), -4400]))).toEqual([]));

  test('a shop that was visited in five months on five days', () => {
    expect(found([['2025-01-03', -41_200], ['2025-02-21', -18_100], ['2025-03-08', -90_500], ['2025-04-27', -33_000], ['2025-05-12', -62_900]])).toEqual([]);
  });

  test('more bookings than a person makes', () => {
    expect(found(Array.from({ length: 1600 }, (_, at): Line => [addDays('2025-01-01' as Day, Math.floor(at / 4)), at % 120 === 0 ? -9900 : -1000 - (at % 700)]))).toEqual([]);
  });
});

describe('what is expected', () => {
  const due = (lines: readonly Line[], seen: string, from: string) => {
    const recurring = recurringItems(bookings(lines));
    return expectedSoon({ recurring, seenUntil: new Map([['current', seen as Day]]) }, from as Day).map(({ day, isLate }) => [day, isLate]);
  };

  test('the next one within a month', () => expect(due(monthly('04', [-100, -100, -100]), '2025-03-31', '2025-03-31')).toEqual([['2025-04-04', false]]));
  test('nothing where it ended', () => {
    expect(due(monthly('04', [-100, -100, -100]), '2025-05-31', '2025-05-31')).toEqual([]);
    expect(recurringItems(bookings(monthly('04', [-100, -100, -100]))).map((item) => hasEnded(item, '2025-05-31' as Day))).toEqual([true]);
  });
  test('late where later bookings are known', () => expect(due(monthly('04', [-100, -100, -100]), '2025-04-10', '2025-04-10')).toEqual([['2025-04-04', true]]));
  test('not late where the ledger just ends before it', () => expect(due(monthly('04', [-100, -100, -100]), '2025-03-31', '2025-04-10')).toEqual([['2025-05-04', false]]));
});
