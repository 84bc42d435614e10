/** SpareBank 1's transactions -> rows: days of Oslo, exact amounts, booked and reserved, ids that are none. */
import { expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { osloDay } from '../../../../src/intake/providers/oslo-day.ts';
import { sparebank1 } from '../../../../src/intake/providers/sparebank1.ts';
import { addDays, type Day } from '../../../../src/values/day.ts';
import { KARI, pageOf } from './conversation.ts';

const PROFILE = bankProfile('sparebank1', '');
const midnight = (text: string): number => Date.parse(text);
const base = { id: 'enc-1', nonUniqueId: '000000000', date: midnight('2026-03-17T00:00:00+01:00'), interestDate: midnight('2026-03-18T00:00:00+01:00'), amount: -249.5, currencyCode: 'NOK', description: '16.03 KIWI 123 TORSHOV', cleanedDescription: 'Kiwi 123', typeText: 'Varekjøp', accountKey: 'k-1', remoteAccountNumber: null, kidOrMessage: null, bookingStatus: 'BOOKED', source: 'RECENT', canShowDetails: false };
const read = (...bodies: readonly unknown[]) => sparebank1.read(bodies.map((body) => pageOf('transactions', body)), KARI, PROFILE);
const rows = (...records: readonly object[]) => read({ transactions: records, errors: [] });

test('a booked row has its day of Oslo, its exact amount, its own words', () => {
  const { booked, problems } = rows({ ...base, mcc: '5411' });
  expect(problems).toEqual([]);
  expect(booked).toEqual([{ line: 1, bookingDate: '2026-03-17', valueDate: '2026-03-18', amount: -24950, currency: 'NOK', description: '16.03 KIWI 123 TORSHOV', type: 'Varekjøp', mcc: '5411', ids: { id: 'enc-1' } }]);
});

test('amounts are read as they are written, not as a double holds them', () => {
  const body = JSON.stringify({ transactions: [base, base, base, base] }).split('-249.5');
  const sent = ['-0.29', '90071992547.11', '-1.005', '7'];
  const { booked, problems } = sparebank1.read([pageOf('transactions', body[0]! + sent.map((amount, i) => amount + body[i + 1]!).join(''))], KARI, PROFILE);
  expect(booked.map(({ amount }) => amount)).toEqual([-29, 9007199254711, 700]);
  expect(problems).toEqual([{ line: 3, reason: 'the amount "-1.005" has more than 2 decimals', excerpt: expect.stringContaining('KIWI') }]);
});

test('a payment tells its other side and its KID; a message stands beside the text', () => {
  const paid = { ...base, remoteAccountName: 'Kari Strøm AS', remoteAccountNumber: '12341212345', nonUniqueId: '4711' };
  const { booked } = rows({ ...paid, kidOrMessage: '000123456789' }, { ...paid, kidOrMessage: 'Husleie mars' }, { ...paid, kidOrMessage: 'KIWI 123' });
  expect(booked.map(({ counterparty, counterpartyAccount, creditorReference, description, ids, reference }) => ({ counterparty, counterpartyAccount, creditorReference, description, ids, reference }))).toEqual([
    { counterparty: 'Kari Strøm AS', counterpartyAccount: '12341212345', creditorReference: '000123456789', description: '16.03 KIWI 123 TORSHOV', ids: { nonUniqueId: '4711', id: 'enc-1' }, reference: undefined },
    { counterparty: 'Kari Strøm AS', counterpartyAccount: '12341212345', creditorReference: undefined, description: '16.03 KIWI 123 TORSHOV · Husleie mars', ids: { nonUniqueId: '4711', id: 'enc-1' }, reference: undefined },
    { counterparty: 'Kari Strøm AS', counterpartyAccount: '12341212345', creditorReference: undefined, description: '16.03 KIWI 123 TORSHOV', ids: { nonUniqueId: '4711', id: 'enc-1' }, reference: undefined },
  ]);
});

test('a purchase abroad keeps both amounts, with one sign', () => {
  const { booked } = rows({ ...base, amount: -117.4, currencyCode: 'EUR', accountCurrency: 'NOK', currencyAmount: 10.05 }, { ...base, amount: -117.4, currencyCode: 'EUR', currencyAmount: -10.05 });
  for (const row of booked) expect(row).toMatchObject({ amount: -11740, currency: 'NOK', original: { amount: -1005, currency: 'EUR' } });
  expect(booked).toHaveLength(2);
});

test('reserved rows stay apart, and one that stands in several answers is one', () => {
  const reserved = { ...base, bookingStatus: 'PENDING', amount: -80, date: null, interestDate: null, description: 'Reservert' };
  const { booked, pending } = read({ transactions: [reserved, reserved, base] }, { transactions: [{ ...reserved, id: 'enc-9' }, { ...reserved, id: 'enc-8' }, { ...reserved, description: 'Reservert 2' }] });
  expect(booked).toHaveLength(1);
  expect(pending.map(({ description, amount, bookingDate }) => [description, amount, bookingDate])).toEqual([['Reservert', -8000, undefined], ['Reservert', -8000, undefined], ['Reservert 2', -8000, undefined]]);
});

test('equal purchases of one answer are as many as there are', () => {
  expect(rows({ ...base, id: 'a' }, { ...base, id: 'b' }, { ...base, id: 'c' }).booked).toHaveLength(3);
});

test('what cannot be placed is told, never guessed', () => {
  const { booked, pending, problems } = rows({ ...base, date: null, interestDate: null }, { ...base, date: 'soon' }, { ...base, amount: null }, { ...base, bookingStatus: 'MAYBE' }, { ...base, accountKey: 'k-2' }, 'text' as unknown as object, { ...base, bookingStatus: undefined, source: 'HISTORIC' });
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'it has no date'], [2, 'the date "soon" is none'], [3, 'it has no amount'], [4, 'it is neither booked nor reserved'], [5, 'it is of another account'], [6, 'it is no record']]);
  expect(booked.map(({ line }) => line)).toEqual([7]);
  expect(pending).toEqual([]);
});

test('refusals that lie between the pages are passed over; bodies that are no answer are not', () => {
  const refused = { ...pageOf('transactions', 'Unauthorized'), status: 401 };
  expect(sparebank1.read([refused, pageOf('transactions', { transactions: [base] })], KARI, PROFILE).booked).toHaveLength(1);
  expect(() => sparebank1.read([pageOf('transactions', '<!doctype html><p>Logg inn')], KARI, PROFILE)).toThrow(/web page/);
  expect(() => sparebank1.read([pageOf('transactions', '{"transactions":[{"id":')], KARI, PROFILE)).toThrow(/broke off/);
  expect(() => sparebank1.read([pageOf('transactions', '{"errors":[]}')], KARI, PROFILE)).toThrow(/without a list/);
});

/** Independent of the zone tables: the rule of the European Union since 1996, changes at 01:00 UTC on the last Sundays of March and October. */
function osloOffset(utc: number): number {
  const year = Number(/^(\d+)/.exec(new Date(utc).toISOString())![1]);
  const change = (month: number): number => {
    const last = new Date(Date.UTC(year, month + 1, 0, 1));
    return last.getTime() - last.getUTCDay() * 86_400_000;
  };
  return utc >= change(2) && utc < change(9) ? 7_200_000 : 3_600_000;
}

test('every midnight and every last minute of 1996 to 2037 in Oslo falls on its own day, whatever the zone here is', () => {
  let day = '1996-01-01' as Day;
  for (let i = 0; day < '2037-12-31'; i++, day = addDays('1996-01-01' as Day, i)) {
    const naive = Date.parse(`${day}T00:00:00Z`);
    const offset = osloOffset(naive - 3_600_000);
    const next = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
    expect(osloDay(naive - offset)).toBe(day);
    expect(osloDay(next - osloOffset(next - 3_600_000) - 1)).toBe(day);
  }
});

test('what is no instant has no day', () => {
  for (const value of [NaN, Infinity, 1.5, 8.64e15 + 1, -62_135_596_800_000 * 2, 9e15]) expect(osloDay(value)).toBeUndefined();
  expect(osloDay(0)).toBe('1970-01-01');
});
