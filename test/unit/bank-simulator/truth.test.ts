import { describe, expect, it } from 'vitest';
import type { Currency } from '../../../src/values/currency.ts';
import { addDays, type Day, daysBetween } from '../../../src/values/day.ts';
import { comparableNumber } from '../../../src/values/account-number.ts';
import { grouped } from '../../../src/values/grouped.ts';
import { bookedBalance, expectedRows } from '../../bank-simulator/ledger.ts';
import { DAY, osloDay, osloInstant, rfc3339 } from '../../bank-simulator/oslo.ts';
import { createTruth, fingerprint, SPREAD, type TruthOptions } from '../../bank-simulator/truth.ts';
import { viewOf } from '../../bank-simulator/view-list.ts';

const FIRST = '2026-01-01' as Day;
const LAST = '2026-06-30' as Day;
const options: TruthOptions = { seed: 'one', firstDay: FIRST, currency: 'NOK' as Currency, country: 'NO' };
const all = (given = options) => createTruth(given).accounts.flatMap(({ key }) => createTruth(given).bought(key, FIRST, LAST));

describe('the truth', () => {
  it('is the same for a seed, in whatever order it is asked, and another for another seed', () => {
    const backwards = createTruth(options);
    for (const day of [LAST, '2026-03-10' as Day, FIRST]) for (const { key } of backwards.accounts) backwards.bought(key, day, addDays(day, 3));
    expect(fingerprint(backwards, LAST)).toBe(fingerprint(createTruth(options), LAST));
    expect(fingerprint(createTruth({ ...options, seed: 'two' }), LAST)).not.toBe(fingerprint(createTruth(options), LAST));
    expect(createTruth(options).bought('current', addDays(FIRST, -40), addDays(FIRST, -1))).toEqual([]);
  });

  it('goes on for more than six months with every kind of happening that clients stumble over', () => {
    const events = all();
    const count = (test: (event: (typeof events)[number]) => boolean): number => events.filter(test).length;
    expect(events.length).toBeGreaterThan(600);
    for (const kind of ['card', 'payment', 'salary', 'own-transfer', 'refund', 'interest', 'fee'] as const) expect([kind, count((event) => event.kind === kind) > 0]).toEqual([kind, true]);
    expect(count((event) => event.amount === undefined)).toBeGreaterThan(2);
    expect(count((event) => event.amount !== undefined && event.heldAt !== undefined && event.held !== event.amount)).toBeGreaterThan(10);
    expect(count((event) => event.original !== undefined)).toBeGreaterThan(3);
    expect(count((event) => osloDay(event.bookedAt) > addDays(event.bookingDay, 1))).toBeGreaterThan(10);
    expect(count((event) => osloDay(event.bookedAt) < event.bookingDay)).toBeGreaterThan(0);
    const coffees = events.filter((event) => event.merchant === 'Kaffebrenneriet');
    expect(coffees.length).toBeGreaterThan(100);
    expect(new Set(coffees.map(({ amount }) => amount)).size).toBe(1);
    expect(coffees.filter((event, index) => coffees[index + 1]?.bought === event.bought).length).toBe(coffees.length / 2);
  });

  it('books nothing further away than it says, and late rows only where it is not calm', () => {
    for (const event of all()) {
      expect(Math.abs(daysBetween(event.bought, event.bookingDay))).toBeLessThanOrEqual(SPREAD);
      expect(daysBetween(event.bookingDay, osloDay(event.bookedAt))).toBeLessThanOrEqual(SPREAD);
    }
    expect(all({ ...options, isCalm: true }).filter((event) => osloDay(event.bookedAt) > addDays(event.bookingDay, 1))).toEqual([]);
  });

  it('moves own money out of one account and into another under one reference', () => {
    const transfers = all().filter((event) => event.kind === 'own-transfer');
    const byReference = grouped(transfers, ({ reference }) => reference);
    for (const pair of byReference.values()) {
      expect(pair).toHaveLength(2);
      expect((pair[0]?.amount ?? 1) + (pair[1]?.amount ?? 1)).toBe(0);
      expect(pair[0]?.account).not.toBe(pair[1]?.account);
    }
    expect(byReference.size).toBeGreaterThan(15);
  });

  it('adds up: opening and rows are the balance, day by day', () => {
    const truth = createTruth(options);
    const view = viewOf('well-behaved');
    for (const account of truth.accounts)
      for (const instant of [osloInstant('2026-02-10' as Day, 600), osloInstant('2026-06-30' as Day, 1)]) {
        const rows = expectedRows(truth, view, account.key, instant);
        const [last = ''] = rows.map(({ day }) => day).sort().reverse();
        expect(account.opening + rows.reduce((total, { amount }) => total + amount, 0)).toBe(bookedBalance(truth, view, account.key, instant, addDays(last as Day, 1)));
        const half = addDays(osloDay(instant), -20);
        expect(account.opening + rows.filter(({ day }) => day < half).reduce((total, { amount }) => total + amount, 0)).toBe(bookedBalance(truth, view, account.key, instant, half));
        expect(rows.length).toBeGreaterThan(1);
      }
  });

  it('has balances after each row that never change and end at the balance', () => {
    const truth = createTruth(options);
    const events = truth.bought('current', FIRST, LAST).filter((event) => event.amount !== undefined && event.bookedAt < osloInstant(LAST, 0)).sort((a, b) => a.bookedAt - b.bookedAt || (a.id < b.id ? -1 : 1));
    const early = events.slice(0, 50).map((event) => createTruth(options).balanceAfter(event));
    expect(events.slice(0, 50).map((event) => truth.balanceAfter(event))).toEqual(early);
    let balance = truth.accounts[0]?.opening ?? 0;
    for (const event of events) expect(truth.balanceAfter(event)).toBe(balance += event.amount ?? 0);
  });

  it('has account numbers whose check digits are right, other ones in each bank, and as many accounts and rows as asked', () => {
    for (const country of ['NO', 'DK', 'DE', 'RO', 'LT']) {
      for (const { iban, bban } of createTruth({ ...options, country }).accounts) {
        const digits = [...`${iban.slice(4)}${iban.slice(0, 4)}`].map((c) => (/\d/.test(c) ? c : `${c.charCodeAt(0) - 55}`)).join('');
        expect([iban, BigInt(digits) % 97n]).toEqual([iban, 1n]);
        expect(comparableNumber(iban).endsWith(bban)).toBe(true);
      }
    }
    const many = createTruth({ ...options, accounts: 10, extra: 100 });
    expect(new Set(many.accounts.map(({ iban }) => iban)).size).toBe(10);
    expect(many.bought('current', FIRST, addDays(FIRST, 9)).length).toBeGreaterThan(1000);
    expect(many.bought('savings-5', FIRST, LAST).length).toBeGreaterThan(5);
  });
});

describe('the time of Oslo', () => {
  it('agrees with the zone data of this machine, over both turns of the clock', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
    for (let instant = Date.parse('2025-10-20T00:00:00Z'); instant < Date.parse('2026-11-05T00:00:00Z'); instant += 37 * 60_000)
      if (osloDay(instant) !== zone.format(instant).slice(0, 10)) expect([rfc3339(instant), osloDay(instant)]).toEqual([rfc3339(instant), zone.format(instant).slice(0, 10)]);
    for (const day of ['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26'] as Day[])
      for (const minutes of [0, 30, 300, 1439]) expect(zone.format(osloInstant(day, minutes))).toBe(`${day} ${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`);
    expect(osloInstant('2026-03-18' as Day, 0)).toBe(Date.parse('2026-03-17T23:00:00Z'));
    expect(rfc3339(Date.parse('2026-03-18T06:00:01.123Z') + DAY)).toBe('2026-03-19T06:00:01.123Z');
  });
});
