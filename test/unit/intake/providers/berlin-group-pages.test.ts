/** Berlin Group: stored pages -> rows and balances, from JSON and from statements in its place. */
import { expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../../../src/intake/providers/berlin-group.ts';
import type { FeedAccount } from '../../../../src/intake/providers/provider.ts';
import type { Currency } from '../../../../src/values/currency.ts';
import type { Day } from '../../../../src/values/day.ts';
import { entry, message, statement } from '../camt-statement.ts';
import { bytesOf, conversation, KARI, pageOf, troubleOf } from './conversation.ts';

const PROFILE = bankProfile('berlingroup', '');
const EVA: FeedAccount = { key: 'DE89370400440532013000', handle: 'accounts/e1', number: 'DE89370400440532013000', currency: 'EUR' as Currency };
const read = (body: unknown, account: FeedAccount = KARI, profile = PROFILE) => berlinGroup.read([pageOf('transactions', body)], account, profile);
const booked = (...rows: readonly object[]): object => ({ transactions: { booked: rows, _links: {} } });

test('numbers are exact, ids are told as sent, the other side is named by the direction', () => {
  const body = '{"account":{"iban":"NO7212345678903"},"transactions":{"booked":[{"transactionId":"7","transactionAmount":{"currency":"NOK","amount":-256.07},"bookingDate":"2026-03-14","valueDate":"2026-03-15","creditorName":"Kari Strøm","creditorAccount":{"iban":"DE43533700240123456900"},"endToEndId":"NOTPROVIDED","remittanceInformationUnstructured":"Faktura 12"}],"pending":[{"transactionAmount":{"currency":"NOK","amount":"-80"},"remittanceInformationUnstructured":"Reservert"}],"information":[{"transactionAmount":{"currency":"NOK","amount":"-1"}}]}}';
  const { booked: rows, pending, problems, ignored } = read(body);
  expect(rows).toEqual([{ line: 1, bookingDate: '2026-03-14', valueDate: '2026-03-15', amount: -25607, currency: 'NOK', description: 'Faktura 12', counterparty: 'Kari Strøm', counterpartyAccount: 'DE43533700240123456900', reference: '7', ids: { transactionId: '7' } }]);
  expect(pending).toMatchObject([{ line: 2, amount: -8000, description: 'Reservert', ids: {} }]);
  expect([problems, ignored]).toEqual([[], 1]);
});

test('amounts without a sign go the way the named side says, where the profile says so', () => {
  const amount = { transactionAmount: { currency: 'NOK', amount: '10.00' }, bookingDate: '2026-03-14' };
  const own = { iban: KARI.number };
  const body = booked({ ...amount, creditorName: 'Butikk' }, { ...amount, debtorName: 'Arbeidsgiver' }, { ...amount, creditorName: 'Butikk', debtorName: 'Kari', debtorAccount: own }, { ...amount, creditorName: 'A', debtorName: 'B' }, { ...amount, creditorAccount: own, debtorAccount: { bban: '98765432109' } });
  expect(read(body, KARI, { ...PROFILE, signsBySide: true }).booked.map((row) => row.amount)).toEqual([-1000, 1000, -1000, 1000, 1000]);
  expect(read(body).booked.map((row) => row.amount)).toEqual([1000, 1000, 1000, 1000, 1000]);
});

test('of several currencies each row has its own, and one without is told', () => {
  const { currency: _, ...several } = KARI;
  const { booked: rows, problems } = read(booked({ transactionAmount: { currency: 'EUR', amount: '1.5' }, bookingDate: '2026-03-14' }, { transactionAmount: { currency: 'JPY', amount: '150' }, bookingDate: '2026-03-14' }, { transactionAmount: { currency: 'XXX', amount: '1' }, bookingDate: '2026-03-14' }, { transactionAmount: { amount: '1' }, bookingDate: '2026-03-14' }), several);
  expect(rows.map(({ amount, currency }) => [amount, currency])).toEqual([[150, 'EUR'], [150, 'JPY']]);
  expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'the currency "XXX" is not in ISO 4217'], [4, 'it has no currency']]);
});

test('a card names its shop where it has no text', () => {
  const card: FeedAccount = { ...KARI, kind: 'card' };
  const purchase = { cardTransactionId: 'ct-1', transactionAmount: { currency: 'NOK', amount: '-99' }, transactionDate: '2026-03-12', bookingDate: '2026-03-14', merchantCategoryCode: '5812', cardAcceptorAddress: { name: 'KAFÉ X', country: 'NO' } };
  const { booked: rows } = read({ cardAccount: { maskedPan: '5254' }, cardTransactions: { booked: [purchase, { ...purchase, transactionDetails: 'Kafé X, Oslo' }], pending: [] } }, card);
  expect(rows.map(({ description, mcc, ids }) => [description, mcc, ids])).toEqual([['KAFÉ X', '5812', { cardTransactionId: 'ct-1' }], ['Kafé X, Oslo', '5812', { cardTransactionId: 'ct-1' }]]);
});

test('balances of both endpoints, the booked one first; with credit in it none is booked', () => {
  const balance = (balanceType: string, amount: string, more: object = {}): object => ({ balanceType, balanceAmount: { currency: 'NOK', amount }, ...more });
  const { balances } = berlinGroup.read([
    pageOf('transactions', { ...booked(), balances: [balance('interimAvailable', '500')] }),
    pageOf('balances', { balances: [balance('interimBooked', '7', { creditLimitIncluded: true }), balance('closingBooked', '100.5', { referenceDate: '2026-03-17' })] })], KARI, PROFILE);
  expect(balances.map(({ type, kind, amount, day }) => [type, kind, amount, day])).toEqual([['closingBooked', 'booked', 10050, '2026-03-17'], ['interimBooked', 'available', 700, undefined], ['interimAvailable', 'available', 50000, undefined]]);
});

const CAMT = message(statement(entry({ amount: '12.34', direction: 'DBIT', more: '<AcctSvcrRef>R1</AcctSvcrRef>' }) + entry({ amount: '5', status: '<Sts>PDNG</Sts>' }))
  + statement(entry({ amount: '99' }), '<Acct><Id><IBAN>DE75512108001245126199</IBAN></Id><Ccy>EUR</Ccy></Acct>'));
const MT = ':20:REF\n:25:DE89370400440532013000\n:28C:1/1\n:60F:C260101EUR100,00\n:61:2601020102D2,50NTRFNONREF\n:86:Brezeln\n:62F:C260131EUR97,50\n-\n';

test('a statement in the place of rows is read as one: rows of the own account, its lines from 1, its balances', () => {
  const camt = berlinGroup.read([pageOf('transactions', CAMT)], EVA, PROFILE);
  expect(camt.booked).toMatchObject([{ line: 1, bookingDate: '2026-02-01', amount: -1234, currency: 'EUR', ids: { reference: 'R1' } }]);
  expect(camt.pending).toMatchObject([{ amount: 500 }]);
  expect(camt.ignored).toBe(1);
  const mt = berlinGroup.read([pageOf('transactions', MT)], EVA, PROFILE);
  expect(mt.booked).toMatchObject([{ line: 1, bookingDate: '2026-01-02', amount: -250, description: 'Brezeln' }]);
  expect(mt.balances.map(({ kind, amount, day }) => [kind, amount, day])).toEqual([['opening', 10_000, '2026-01-02'], ['booked', 9750, '2026-01-31']]);
});

test('a file behind a link is fetched and read, and one behind another server is not', async () => {
  const answer = (href: string) => ({ path }: { path: string }) => (path.includes('download') ? { body: CAMT, headers: { 'content-type': 'application/xml' } } : { body: { account: { iban: EVA.number }, _links: { download: { href } } } });
  const window = { from: '2026-01-01' as Day, to: '2026-03-18' as Day, isDeepest: false };
  const good = conversation({ base: 'https://b.example/psd2', secrets: { consentId: 'c' }, answer: answer('/psd2/v1/accounts/e1/transactions/download/77') });
  expect(await berlinGroup.fetch(good.calling, EVA, window, PROFILE, false)).toMatchObject({ isComplete: true });
  expect(good.asked.map(({ path, isData }) => [path, isData]).at(-1)).toEqual(['https://b.example/psd2/v1/accounts/e1/transactions/download/77', true]);
  expect(berlinGroup.read(good.pages, EVA, PROFILE).booked).toHaveLength(1);
  const bad = conversation({ base: 'https://b.example/psd2', answer: answer('https://elsewhere.example/download') });
  expect((await troubleOf(() => berlinGroup.fetch(bad.calling, EVA, window, PROFILE, false))).kind).toBe('config');
  expect(bad.asked).toHaveLength(1);
});

test('statements that broke off, and web pages, are the bank\'s trouble', async () => {
  for (const body of [CAMT.slice(0, -60), '<!doctype html><title>Vedlikehold</title>', '{"transactions":{"booked":[{', '', '\u0000'])
    expect((await troubleOf(() => read(body, EVA))).kind).toBe('down');
});

test('a statement without entries says that there are none', () => {
  expect(read(message(statement('')), EVA)).toEqual({ booked: [], pending: [], problems: [], ignored: 0, balances: [] });
});

test('refused pages beside good ones say nothing', () => {
  const pages = [pageOf('transactions', { tppMessages: [] }, 400), pageOf('transactions', booked({ transactionAmount: { currency: 'NOK', amount: '1' }, bookingDate: '2026-03-14' })), { ...pageOf('balances', ''), status: 500, body: bytesOf('<html>') }];
  expect(berlinGroup.read(pages, KARI, PROFILE).booked).toHaveLength(1);
});
