/** Answers with bytes or values changed: only BankTrouble comes out of them, and no row with an amount or a day that nobody sent. fast-check prints the seed of a failure. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../../../src/intake/providers/berlin-group.ts';
import type { FeedAccount, FeedReading, Provider } from '../../../../src/intake/providers/provider.ts';
import { simplefin } from '../../../../src/intake/providers/simplefin.ts';
import { sparebank1 } from '../../../../src/intake/providers/sparebank1.ts';
import { BankTrouble } from '../../../../src/intake/providers/trouble.ts';
import { isCurrency } from '../../../../src/values/currency.ts';
import { type Day, dayFrom } from '../../../../src/values/day.ts';
import { entry, message, statement } from '../camt-statement.ts';
import { changeWithin, mutator } from '../mutations.ts';
import { bytesOf, conversation, KARI, pageOf } from './conversation.ts';

const links = { account: { href: '/x' }, next: { href: '?page=2' } };
const amount = { currency: 'NOK', amount: -256.07 };
const BODIES: readonly { readonly provider: Provider; readonly account: FeedAccount; readonly bodies: readonly (readonly [endpoint: string, body: unknown])[] }[] = [
  { provider: sparebank1, account: KARI, bodies: [
    ['transactions', { transactions: [{ id: 'e', nonUniqueId: '12', date: 1773702000000, interestDate: 1773702000000, amount: -249.5, currencyCode: 'NOK', currencyAmount: 12.5, accountCurrency: 'NOK', description: '16.03 KIWI', typeText: 'Varekjøp', accountKey: 'k-1', kidOrMessage: '1234', remoteAccountName: 'Ola', remoteAccountNumber: '12345678911', accountNumber: { value: '12345678903' }, bookingStatus: 'BOOKED', source: 'RECENT', mcc: '5411' }, { id: 'p', amount: -1, date: null, currencyCode: 'NOK', bookingStatus: 'PENDING' }], errors: ['CREDIT_ACCOUNTS_FAILED'] }],
    ['balances', { accounts: [{ key: 'k-1', accountNumber: '12345678903', iban: 'NO7212345678903', balance: 1.5, availableBalance: 2, currencyCode: 'NOK', productType: 'X' }] }]] },
  { provider: berlinGroup, account: KARI, bodies: [
    ['transactions', { account: { iban: 'NO7212345678903' }, transactions: { booked: [{ transactionId: '1', transactionAmount: amount, bookingDate: '2026-03-02', valueDate: '2026-03-03', creditorName: 'K', creditorAccount: { iban: 'NO1' }, remittanceInformationUnstructuredArray: ['a', 'b'], currencyExchange: [{ exchangeRate: '1.2', instructedAmount: { amount: '1', currency: 'EUR' } }], balanceAfterTransaction: { balanceAmount: amount, balanceType: 'interimBooked' } }], pending: [{ transactionAmount: amount }], information: [{}], _links: links }, balances: [{ balanceAmount: amount, balanceType: 'closingBooked', referenceDate: '2026-03-02' }], _links: { download: { href: '/d' } } }],
    ['transactions', message(statement(entry({ amount: '12.34', direction: 'DBIT', more: '<AcctSvcrRef>R1</AcctSvcrRef>' })))],
    ['transactions', ':20:REF\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260101EUR100,00\n:61:2601020102D2,50NTRFNONREF\n:86:Brezeln\n:62F:C260131EUR97,50\n-\n'],
    ['balances', { balances: [{ balanceAmount: amount, balanceType: 'interimAvailable', creditLimitIncluded: true }] }]] },
  { provider: simplefin, account: { key: 'bank.example/A1', handle: 'A1' }, bodies: [
    ['transactions', { errors: ['x'], errlist: [{ code: 'con.auth', message: 'm', conn_id: 'C' }], connections: [{ conn_id: 'C', org_url: 'u' }], accounts: [{ org: { domain: 'bank.example', name: 'E' }, id: 'A1', name: 'N', conn_id: 'C', currency: 'USD', balance: '1.5', 'available-balance': '1', 'balance-date': 1773702000, transactions: [{ id: 'T', posted: 1773702000, amount: '-3.5', description: 'd', payee: 'p', memo: 'm', transacted_at: 1773702000 }, { id: 'U', posted: 0, amount: '-1', description: 'd', pending: true }] }] }]] },
];

/** Values of wrong kinds, among them such as programs trip over. */
const ODD = fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e21, 9_007_199_254_740_993, 0.1, '', ' ', 'x', '2026-02-30', '2026-13-01', '0000-00-00', '9999-12-31', '1e5', '--1', '1,5', 'NaN', 'Infinity', [], [[]], {}, { __proto__: null }, 'XXX', 'nok', '\u0000', '\u202e', '__proto__', 'constructor', 'https://evil.example/', '//', 'a'.repeat(5000), [null, 1, 'x', {}], { href: 7 }, -62_135_596_800_001, 8.64e15 + 1, 253_402_300_800_000);

interface Swap { readonly at: number; readonly value: unknown; readonly how: 'value' | 'delete' | 'rename' }
const SWAP: fc.Arbitrary<Swap> = fc.record({ at: fc.nat(400), value: ODD, how: fc.constantFrom('value', 'value', 'value', 'delete', 'rename') });

/** One place of a tree of JSON changed. */
function swapped(body: unknown, { at, value, how }: Swap): unknown {
  const copy = structuredClone(body);
  const places: [Record<string, unknown>, string][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      walk((node as Record<string, unknown>)[key]);
    }
  };
  walk(copy);
  const [node, key] = places[at % Math.max(1, places.length)] ?? [undefined, ''];
  if (node === undefined) return value;
  if (how !== 'value') delete node[key];
  if (how === 'value') node[key] = value;
  if (how === 'rename') node['__proto__x'] = value;
  return copy;
}

function isSound({ booked, pending, problems, balances, ignored }: FeedReading): void {
  for (const { bookingDate, amount: minor, currency, line, description } of booked) {
    expect(dayFrom(bookingDate)).toBe(bookingDate);
    expect(Number.isSafeInteger(minor) && !Object.is(minor, -0)).toBe(true);
    expect(isCurrency(currency) && Number.isInteger(line) && line > 0 && typeof description === 'string').toBe(true);
  }
  for (const row of pending) expect([undefined, row.bookingDate]).toContain(row.bookingDate === undefined ? undefined : dayFrom(row.bookingDate));
  for (const balance of balances) expect(Number.isSafeInteger(balance.amount) && isCurrency(balance.currency) && (balance.day === undefined || dayFrom(balance.day) === balance.day)).toBe(true);
  for (const { reason, excerpt } of problems) expect(reason.length > 0 && excerpt.length <= 120).toBe(true);
  expect(ignored).toBeGreaterThanOrEqual(0);
}

function survives(provider: Provider, account: FeedAccount, endpoint: string, body: Uint8Array): void {
  try {
    isSound(provider.read([pageOf(endpoint, body)], account, bankProfile(provider.id, '')));
  } catch (error) {
    if (!(error instanceof BankTrouble)) throw error;
    expect(error.kind).toBe('down');
  }
}

const CASES = BODIES.flatMap(({ provider, account, bodies }) => bodies.map(([endpoint, body], number) => ({ name: `${provider.id} ${endpoint} ${number}`, provider, account, endpoint, body })));

describe.each(CASES)('$name', ({ provider, account, endpoint, body }) => {
  test('as it is says something', () => {
    const { booked, balances } = provider.read([pageOf(endpoint, body)], endpoint === 'transactions' && typeof body === 'string' ? { ...account, number: 'DE89370400440532013000' } : account, bankProfile(provider.id, ''));
    expect(booked.length + balances.length).toBeGreaterThan(0);
  });

  test('with bytes changed', () => {
    const bytes = Buffer.from(bytesOf(body));
    const mutated = mutator(CASES.map((one) => Buffer.from(bytesOf(one.body))));
    fc.assert(fc.property(fc.array(changeWithin(bytes.length, 60), { minLength: 1, maxLength: 4 }), (changes) => survives(provider, account, endpoint, changes.reduce(mutated, bytes))), { numRuns: 400 });
  });

  if (typeof body === 'string') return;
  test('with values changed', () => {
    fc.assert(fc.property(fc.array(SWAP, { minLength: 1, maxLength: 3 }), (swaps) => survives(provider, account, endpoint, bytesOf(swaps.reduce(swapped, body)))), { numRuns: 600 });
  });

  test('with values changed while it is asked for', async () => {
    const secrets = { accessToken: 'a', accessUntil: '9999999999999', accessUrl: 'https://u:p@b.example/x', consentId: 'c' };
    const window = { from: '2026-01-01' as Day, to: '2026-03-18' as Day, isDeepest: false };
    await fc.assert(fc.asyncProperty(fc.array(SWAP, { minLength: 1, maxLength: 3 }), fc.constantFrom(200, 200, 400, 401, 403, 404, 429, 500), async (swaps, status) => {
      const { calling, asked } = conversation({ base: 'https://b.example', secrets, answer: (_request, count) => ({ status: count > 6 ? 500 : status, body: swaps.reduce(swapped, body) }) });
      const error = await provider.fetch(calling, account, window, bankProfile(provider.id, ''), true).then(() => undefined, (thrown: unknown) => thrown);
      if (error !== undefined) expect(error).toBeInstanceOf(BankTrouble);
      for (const { path } of asked) expect(new URL(path, 'https://b.example').origin).toBe('https://b.example');
    }), { numRuns: 200 });
  });
});
