/** Answers of banks that are damaged, cut or of wrong types: rows that were sent, problems, or BankTrouble; never anything else. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { enableBanking } from '../../../../src/intake/providers/enable-banking.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { FeedReading, Provider } from '../../../../src/intake/providers/provider.ts';
import { BankTrouble } from '../../../../src/intake/providers/trouble.ts';
import { changeWithin, mutator } from '../mutations.ts';
import { bytesOf, KARI } from './conversation.ts';

const fresh = Date.now() % 1_000_000;
console.info(`feeds: fresh seed ${fresh}`);

const EB = Array.from({ length: 6 }, (_, at) => ({
  entry_reference: `7712000${at}`, transaction_id: null, transaction_amount: { currency: 'NOK', amount: `${at}12.50` }, credit_debit_indicator: at % 2 ? 'CRDT' : 'DBIT', status: at === 5 ? 'PDNG' : 'BOOK', booking_date: `2026-03-1${at}`, value_date: `2026-03-1${at}`,
  creditor: { name: 'Rema 1000', postal_address: { address_line: ['Storgata 1'] } }, debtor: null, remittance_information: ['Varekjøp', `1${at}.03 REMA 1000`], exchange_rate: { instructed_amount: { currency: 'SEK', amount: '10.0' }, exchange_rate: '1.02' }, balance_after_transaction: { currency: 'NOK', amount: '100.0' }, bank_transaction_code: { code: 'PMNT', sub_code: 'CCRD' },
}));
const GC = EB.map((_, at) => ({
  transactionId: `2026031${at}`, internalTransactionId: `9f0c${at}`, bookingDate: `2026-03-1${at}`, valueDateTime: `2026-03-1${at}T10:00:00`, transactionAmount: { amount: -249.5 - at, currency: 'NOK' }, creditorName: 'Kiwi', creditorAccount: { bban: '98765432109' }, remittanceInformationUnstructuredArray: ['16.03', 'KIWI 123'],
  remittanceInformationStructuredArray: ['5345', 'SCOR'], currencyExchange: [{ instructedAmount: { amount: '5', currency: 'EUR' }, exchangeRate: '11.2' }], balanceAfterTransaction: { balanceAmount: { amount: '7', currency: 'NOK' }, balanceType: 'interimBooked' }, purposeCode: 'SALA',
}));
interface Case { readonly provider: Provider; readonly bank: string; readonly endpoint: string; readonly body: unknown }
const CASES: readonly Case[] = [
  { provider: enableBanking, bank: 'Bank Norwegian (DK)', endpoint: 'transactions', body: { transactions: EB, continuation_key: null } },
  { provider: enableBanking, bank: 'DNB (NO)', endpoint: 'balances', body: { balances: [{ name: 'x', balance_amount: { currency: 'NOK', amount: '1.5' }, balance_type: 'CLBD', reference_date: '2026-03-18' }] } },
  { provider: gocardless, bank: 'SEB_KORT_AB_NO_SKHSFI21', endpoint: 'transactions', body: { transactions: { booked: GC, pending: GC.slice(0, 2) } } },
  { provider: gocardless, bank: 'SEB_KORT_AB_NO_SKHSFI21', endpoint: 'balances', body: { balances: [{ balanceAmount: { currency: 'NOK', amount: '1.5' }, balanceType: 'expected', referenceDate: '2026-03-18' }] } },
];

/** What came of a body; undefined where it was none. */
function readOrTrouble({ provider, bank, endpoint }: Case, body: Uint8Array): FeedReading | undefined {
  try {
    return provider.read([{ endpoint, status: 200, mediaType: 'application/json', body }], KARI, bankProfile(provider.id, bank));
  } catch (error) {
    expect(error).toBeInstanceOf(BankTrouble);
    expect((error as BankTrouble).kind).toBe('down');
    return undefined;
  }
}

/** Days and amounts are such, and each line is counted once. A day that is told stands in the body. */
function checkReading(reading: FeedReading, text: string): void {
  const { booked, pending, problems, balances } = reading;
  for (const { amount, original, balance, ...row } of [...booked, ...pending]) {
    for (const units of [amount, original?.amount, balance]) expect(units === undefined || Number.isSafeInteger(units)).toBe(true);
    expect(amount).toBeDefined();
    for (const day of [row.bookingDate, row.valueDate]) if (day !== undefined) expect(text).toContain(day);
    expect(typeof row.description).toBe('string');
  }
  for (const { bookingDate } of booked) expect(bookingDate).toMatch(/^\d{4}-\d\d-\d\d$/);
  for (const { amount, day } of balances) expect([Number.isSafeInteger(amount), day === undefined || text.includes(day)]).toEqual([true, true]);
  const lines = [...booked, ...pending, ...problems].map(({ line }) => line).sort((a, b) => a - b);
  expect(new Set(lines).size).toBe(lines.length);
  for (const problem of problems) expect([problem.reason.length > 0, problem.excerpt.length <= 120]).toEqual([true, true]);
}

const bodies = CASES.map(({ body }) => Buffer.from(bytesOf(body)));
const change = mutator(bodies);

it('whole bodies are read whole', () => {
  const readings = CASES.map((one, at) => readOrTrouble(one, bodies[at]!)!);
  readings.forEach((reading, at) => checkReading(reading, bodies[at]!.toString('utf8')));
  expect(readings.map(({ booked, pending, problems, balances }) => [booked.length, pending.length, problems.length, balances.length])).toEqual([[5, 1, 0, 0], [0, 0, 0, 1], [6, 2, 0, 0], [0, 0, 0, 2]]);
});

it.each([20261122, fresh])('bytes that were changed (seed %i)', (seed) => {
  fc.assert(fc.property(fc.nat(CASES.length - 1), fc.array(changeWithin(4000, 40), { minLength: 1, maxLength: 3 }), (at, changes) => {
    const bytes = changes.reduce<Buffer>((before, one) => change(before, one), bodies[at]!);
    const reading = readOrTrouble(CASES[at]!, bytes);
    if (reading) checkReading(reading, bytes.toString('utf8'));
  }), { seed, numRuns: 1000 });
});

/** Every place of a body, as a path of names and numbers. */
function placesIn(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([name, inner]) => placesIn(inner, [...path, Array.isArray(value) ? Number(name) : name]))];
}
function replacedAt(value: unknown, path: readonly (string | number)[], by: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return by;
  if (Array.isArray(value)) return value.map((inner: unknown, at) => (at === name ? replacedAt(inner, rest, by) : inner));
  return { ...(value as object), [name]: replacedAt((value as Record<string, unknown>)[name], rest, by) };
}
const ODD = [null, true, 0, -1, 1.5, 1e300, '', ' ', 'NaN', 'Infinity', '1e9', '-', '2026-02-30', '\u0000', '\ud800', [], {}, [[]], { amount: [] }, ['x', 5, null], 'x'.repeat(5000), JSON.parse('{"__proto__":{"amount":"1"}}') as unknown];

it.each([20261122, fresh])('values of other types (seed %i)', (seed) => {
  fc.assert(fc.property(fc.nat(CASES.length - 1), fc.array(fc.tuple(fc.nat(100_000), fc.oneof(fc.constantFrom(...ODD), fc.jsonValue())), { minLength: 1, maxLength: 4 }), (at, changes) => {
    const places = placesIn(CASES[at]!.body);
    const body = changes.reduce((before, [place, by]) => { try { return replacedAt(before, places[place % places.length]!, by); } catch { return before; } }, CASES[at]!.body);
    const text = JSON.stringify(body) ?? 'null';
    const reading = readOrTrouble(CASES[at]!, bytesOf(text));
    if (reading) checkReading(reading, text);
    expect(({} as Record<string, unknown>)['amount']).toBeUndefined();
  }), { seed, numRuns: 1000 });
});

it('a cut body is never a shorter one; of balances it says nothing', () => {
  const nothing = { booked: [], pending: [], problems: [], ignored: 0, balances: [] };
  for (const [at, bytes] of bodies.entries()) for (let end = 0; end < bytes.length; end += 7) expect(readOrTrouble(CASES[at]!, bytes.subarray(0, end))).toEqual(CASES[at]!.endpoint === 'balances' ? nothing : undefined);
});

it('fifty thousand rows and ten million characters are read in a moment', () => {
  const rows = Array.from({ length: 50_000 }, (_, at) => ({ ...EB[0], entry_reference: `r${at}`, remittance_information: ['Varekjøp', 'x'.repeat(100)] }));
  const started = process.cpuUsage();
  const reading = readOrTrouble(CASES[0]!, bytesOf({ transactions: rows }));
  expect(reading?.booked).toHaveLength(50_000);
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(6000);
});
