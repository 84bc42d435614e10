/** What is reserved and what of it will yet go out this month. */
import { expect, test } from 'vitest';
import type { Expected } from '../../../src/insight/expected.ts';
import { notReserved, pendingOut, pendingSums } from '../../../src/insight/pending.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import { minor } from '../../../src/values/money.ts';

const row = (day: string | null, amount: number | null, currency = 'NOK') => ({ day: day as Day | null, amount: amount === null ? null : minor(amount), currency: currency as Currency });

test('rows are summed by currency; one without an amount is a row all the same', () => {
  expect(pendingSums([row('2026-02-09', -100), row(null, null), row('2026-02-10', -7, 'EUR'), row('2026-02-10', 30)])).toEqual([{ currency: 'NOK', count: 3, sum: -70 }, { currency: 'EUR', count: 1, sum: -7 }]);
  expect(pendingSums([])).toEqual([]);
});

test('what goes out this month was reserved in it, before it, or on no day; never what comes in, nor next month', () => {
  const rows = [row('2026-01-31', -1), row('2026-02-28', -20), row(null, -300), row('2026-03-01', -4000), row('2026-02-10', 50_000), row('2026-02-10', null)];
  expect(pendingOut(rows, '2026-02' as Month)).toEqual([{ currency: 'NOK', count: 3, sum: -321 }]);
  expect(pendingOut(rows.slice(4), '2026-02' as Month)).toEqual([]);
});

test('what is due and reserved already is expected once: same account, same direction, named by the bank, and about that day', () => {
  const due = (account: string, merchant: string, amount: number, day: string): Expected => ({ item: { account, merchant, amount }, day, isLate: false }) as unknown as Expected;
  const expected = [due('a', 'Netflix', -129, '2026-02-12'), due('b', 'Netflix', -129, '2026-02-12'), due('a', 'Netflix', -129, '2026-03-12'), due('a', 'Netflix', 129, '2026-02-12'), due('a', 'Spotify', -129, '2026-02-12')];
  const reserved = (more: object) => [{ ...row('2026-02-10', -139), account: 'a', text: 'NETFLIX.COM 10.02', ...more }];
  expect(notReserved(expected, reserved({}))).toEqual(expected.slice(1));
  expect(notReserved(expected, reserved({ amount: null }))).toEqual(expected);
  expect(notReserved(expected, reserved({ day: '2026-02-06' }))).toEqual(expected);
  expect(notReserved(expected, [])).toEqual(expected);
});
