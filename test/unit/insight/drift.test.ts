/** Asserted balances against booked sums. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBalances } from '../../../src/insight/drift.ts';
import { type Day, addDays } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const says = (day: string, balance: number, account = 'a') => ({ account, day: `2026-01-${day}` as Day, balance: balance as Minor });
const booked = (day: string, amount: number, account = 'a') => ({ account, day: `2026-01-${day}` as Day, amount: amount as Minor });
const no = new Map<string, Minor>();

describe('checkBalances', () => {
  it('implies the opening balance and finds nothing where all adds up', () => {
    expect(checkBalances([says('03', 70), says('01', 90)], [booked('01', -10), booked('02', -15), booked('03', -5), booked('09', -1)], no))
      .toEqual([{ account: 'a', opening: 100, openingImplied: true, checked: 2, drift: null }]);
  });
  it('names the first day that does not add up, and by how much', () => {
    const [check] = checkBalances([says('01', 90), says('02', 75), says('04', 60), says('05', 50)], [booked('01', -10), booked('02', -15), booked('05', -10)], no);
    expect(check?.drift).toEqual({ account: 'a', day: '2026-01-04', expected: 75, found: 60, difference: -15, lastGood: '2026-01-02' });
  });
  it('takes a day as good when one of several deliveries knows the whole of it', () => {
    const assertions = [says('01', 90), says('02', 85), says('02', 75), says('03', 70)];
    const days = [booked('01', -10), booked('02', -15), booked('03', -5)];
    expect(checkBalances(assertions, days, no)[0]?.drift).toBeNull();
    expect(checkBalances([assertions[0]!, assertions[2]!, assertions[1]!, assertions[3]!], days, no)[0]?.drift).toBeNull();
    expect(checkBalances([says('01', 90), says('02', 85), says('02', 80)], days, no)[0]?.drift).toMatchObject({ day: '2026-01-02', found: 80 });
  });
  it('holds a set opening balance against the first assertion', () => {
    const [check] = checkBalances([says('01', 90)], [booked('01', -10)], new Map([['a', 105 as Minor]]));
    expect(check).toMatchObject({ openingImplied: false, opening: 105, drift: { expected: 95, found: 90, difference: -5, lastGood: null } });
  });
  it('keeps accounts apart', () => {
    const checks = checkBalances([says('01', 5, 'b'), says('01', 1), says('02', 9, 'b')], [booked('02', 4, 'b'), booked('01', 1)], no);
    expect(checks.map((c) => [c.account, c.opening, c.drift])).toEqual([['b', 5, null], ['a', 0, null]]);
  });
  it('one missing row is found on its own day', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 28 }), fc.nat(), fc.integer({ min: -1e6, max: 1e6 }), (amounts, pick, opening) => {
      const day = (i: number): Day => addDays('2026-01-01' as Day, i);
      let balance = opening;
      const assertions = amounts.map((amount, i) => ({ account: 'a', day: day(i), balance: (balance += amount) as Minor }));
      const sums = amounts.map((amount, i) => ({ account: 'a', day: day(i), amount: amount as Minor }));
      expect(checkBalances(assertions, sums, no)[0]).toMatchObject({ opening, drift: null });
      const missing = 1 + (pick % (amounts.length - 1));
      const [check] = checkBalances(assertions, sums.filter((_, i) => i !== missing), no);
      expect(check?.drift).toMatchObject({ day: day(missing), difference: amounts[missing] });
    }));
  });
});
