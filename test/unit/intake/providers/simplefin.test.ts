/** SimpleFIN: one claim, short periods, messages that are shown, days of UTC. */
import { expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { simplefin } from '../../../../src/intake/providers/simplefin.ts';
import type { ApiRequest, FeedAccount } from '../../../../src/intake/providers/provider.ts';
import type { Currency } from '../../../../src/values/currency.ts';
import type { Day } from '../../../../src/values/day.ts';
import { type Conversation, conversation, pageOf, queryOf, type Said, troubleOf } from './conversation.ts';

const TOKEN = Buffer.from('https://bridge.example/sfin/claim/AbC').toString('base64');
const ACCESS = 'https://user%40x:p%3Ass@bridge.example/sfin/access';
const PROFILE = bankProfile('simplefin', '');
const WISH = { bank: undefined, redirectUrl: '', state: 's', language: 'en' } as const;
const A1: FeedAccount = { key: 'bank.example/A1', handle: 'A1', currency: 'USD' as Currency };
const at = (text: string): number => Date.parse(text) / 1000;

const talk = (answer: (request: ApiRequest, count: number) => Said, secrets: Readonly<Record<string, string>> = { accessUrl: ACCESS }, base = 'https://bridge.example'): Conversation => conversation({ base, secrets, answer });
const account = (more: object = {}): object => ({ org: { domain: 'bank.example', name: 'Example' }, id: 'A1', name: 'Checking', currency: 'USD', balance: '100.23', 'available-balance': '75.2', 'balance-date': at('2026-03-17T23:30:00Z'), transactions: [], ...more });
const window = (from: string, to: string, isDeepest = false) => ({ from: from as Day, to: to as Day, isDeepest });

test('the setup token is claimed once, with nothing in the body, and the access is kept at once', async () => {
  const { calling, asked, kept } = talk(() => ({ body: `${ACCESS}\n`, headers: { 'content-type': 'text/plain' } }), { setupToken: ` ${TOKEN.slice(0, 20)}\n${TOKEN.slice(20)} ` });
  expect(await simplefin.begin(calling, WISH)).toEqual({ url: undefined, keep: {} });
  expect(asked).toEqual([{ method: 'POST', path: 'https://bridge.example/sfin/claim/AbC', endpoint: 'token', headers: { 'content-length': '0' }, body: '' }]);
  expect(kept).toEqual([{ after: 1, secrets: { accessUrl: ACCESS, setupToken: '' } }]);
  expect(simplefin.baseOf!({ setupToken: TOKEN })).toBe('https://bridge.example');
  expect(simplefin.baseOf!({ accessUrl: ACCESS, setupToken: '' })).toBe('https://bridge.example');
  expect(simplefin.baseOf!({ setupToken: 'hello' })).toBeUndefined();
});

test.each([
  [{ status: 403, body: 'Forbidden' }, TOKEN, 'config', /used already.*disable it/], [{ status: 500, body: '' }, TOKEN, 'down', /status 500/], [{ body: '<html>' }, TOKEN, 'down', /something else/], [{ body: 'https://bridge.example/without-a-name' }, TOKEN, 'down', /something else/],
  [{}, 'not a token', 'config', /no setup token/], [{}, Buffer.from('ftp://x/y').toString('base64'), 'config', /no setup token/],
] as const)('a claim that fails says what to do: %o', async (said, setupToken, kind, sentence) => {
  const { calling, kept } = talk(() => said, { setupToken });
  const trouble = await troubleOf(() => simplefin.begin(calling, WISH));
  expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
  expect(kept).toEqual([]);
});

test('accounts are named by organisation and id; what is counted in points is left out and said', async () => {
  const { calling, asked } = talk(() => ({ body: { errors: ['Connection to <b>Other</b> may need\u001b[31m attention'], accounts: [account(), account({ id: 'M', name: 'Miles', currency: 'https://air.example/miles' }), account({ id: 'A2', org: { 'sfin-url': 'https://sfin.x.example' }, name: 'Savings' })] } }));
  const granted = await simplefin.finish(calling, { url: undefined, keep: {} }, undefined, WISH);
  expect(asked[0]).toMatchObject({ method: 'GET', path: 'https://bridge.example/sfin/access/accounts?balances-only=1', headers: { authorization: `Basic ${Buffer.from('user@x:p:ss').toString('base64')}` } });
  expect(granted.accounts).toEqual([{ key: 'bank.example/A1', handle: 'A1', currency: 'USD', name: 'Example Checking' }, { key: 'https://sfin.x.example/A2', handle: 'A2', currency: 'USD', name: 'Savings' }]);
  expect(granted.remarks).toEqual(['SimpleFIN says: Connection to Other may need·[31m attention', 'the account Miles is counted in no currency and left out']);
  expect(granted.keep).toEqual({ accessUrl: ACCESS, setupToken: '' });
});

test('another server stands in for the bridge by the same paths', async () => {
  const { calling, asked } = talk(() => ({ body: { errors: [], accounts: [account()] } }), { accessUrl: ACCESS }, 'http://127.0.0.1:8080/stand-in');
  await simplefin.fetch(calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true);
  expect(asked[0]!.path).toMatch(/^\/sfin\/access\/accounts\?/);
});

test('periods are of sixty days, the last day whole, and every day is asked for once', async () => {
  const { calling, asked } = talk(() => ({ body: { errors: [], accounts: [account()] } }));
  const fetched = await simplefin.fetch(calling, A1, window('2026-02-01', '2026-03-18', true), PROFILE, true);
  expect(fetched).toEqual({ from: '2026-01-17', to: '2026-03-18', isComplete: true, remarks: [] });
  const spans = asked.map((request) => [Number(queryOf(request).get('start-date')), Number(queryOf(request).get('end-date') ?? NaN)] as const);
  expect(spans).toEqual([[at('2025-11-19T00:00:00Z'), at('2026-01-18T00:00:00Z')], [at('2026-01-18T00:00:00Z'), NaN]]);
  expect(asked.map((request) => [queryOf(request).get('pending'), queryOf(request).get('account'), request.isData])).toEqual([[null, 'A1', true], ['1', 'A1', true]]);
});

test('with a message the answer is no whole one; a missing account is then no lost one', async () => {
  const missing = talk(() => ({ body: { errors: ['You must reauthenticate.'], accounts: [] } }));
  expect(await simplefin.fetch(missing.calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true)).toMatchObject({ isComplete: false, remarks: ['SimpleFIN says: You must reauthenticate.'] });
  expect(simplefin.read(missing.pages, A1, PROFILE)).toEqual({ booked: [], pending: [], problems: [], ignored: 0, balances: [] });
  const gone = talk(() => ({ body: { errors: [], accounts: [] } }));
  expect((await troubleOf(() => simplefin.fetch(gone.calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true))).kind).toBe('refused');
});

test('version 2: messages of other connections are theirs, ids go with the organisation', async () => {
  const body = { errlist: [{ code: 'con.auth', message: 'Log in again', conn_id: 'C2' }, { code: 'gen.', message: 'Slow today' }], connections: [{ conn_id: 'C1', org_url: 'https://bank.example' }], accounts: [{ ...account(), org: undefined, conn_id: 'C1' }] };
  const { calling } = talk(() => ({ body }));
  expect((await simplefin.fetch(calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true)).remarks).toEqual(['SimpleFIN says: Slow today']);
  expect((await simplefin.finish(calling, { url: undefined, keep: {} }, undefined, WISH)).accounts[0]!.key).toBe('https://bank.example/A1');
});

test.each([[402, 'config', /not paid/], [403, 'consent', /ended the access/], [401, 'consent', /ended the access/], [429, 'wait', /often/], [503, 'down', /503/], [400, 'refused', /400/]] as const)('status %i is %s', async (status, kind, sentence) => {
  const trouble = await troubleOf(() => simplefin.fetch(talk(() => ({ status, body: 'no' })).calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true));
  expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
  expect(trouble.says).not.toMatch(/p%3Ass|user/);
});

test('rows have the day of UTC; what is not posted is reserved; what cannot be placed is told', () => {
  const transactions = [
    { id: 'T1', posted: at('2026-03-16T23:59:59Z'), amount: '-3.50', description: 'COFFEE', payee: 'Corner Café', memo: 'Card 1234', transacted_at: at('2026-03-15T08:00:00Z') },
    { id: 'T2', posted: at('2026-03-17T00:00:00Z'), amount: '1000', description: 'PAY' }, { id: 'T3', posted: 0, amount: '-9.99', description: 'HELD' }, { id: 'T4', posted: at('2026-03-17T12:00:00Z'), amount: '-1', description: 'HELD TOO', pending: true },
    { id: 'T5', amount: '-1', description: 'NO DATE' }, { id: 'T6', posted: Date.parse('2026-03-17T12:00:00Z'), amount: '-1', description: 'IN MILLISECONDS' }, { id: 'T7', posted: at('2026-03-17T12:00:00Z'), amount: '1,000.00', description: 'GROUPED' }, 'text'];
  const reading = simplefin.read([pageOf('transactions', { errors: [], accounts: [account({ id: 'A9', transactions: [{ id: 'X', posted: 1, amount: '5', description: 'OTHER' }] }), account({ transactions })] })], A1, PROFILE);
  expect(reading.booked).toEqual([
    { line: 1, bookingDate: '2026-03-16', amount: -350, currency: 'USD', description: 'COFFEE · Card 1234', counterparty: 'Corner Café', reference: 'T1', ids: { id: 'T1' } },
    { line: 2, bookingDate: '2026-03-17', amount: 100000, currency: 'USD', description: 'PAY', reference: 'T2', ids: { id: 'T2' } }]);
  expect(reading.pending.map(({ description, bookingDate }) => [description, bookingDate])).toEqual([['HELD', undefined], ['HELD TOO', '2026-03-17']]);
  expect(reading.problems.map(({ line, reason }) => [line, reason])).toEqual([[5, 'it has no date'], [6, 'the date "1773748800000" is none'], [7, expect.stringContaining('1,000.00')], [8, 'it is no record']]);
  expect(reading.balances).toEqual([{ type: 'balance', kind: 'booked', amount: 10023, currency: 'USD', day: '2026-03-17' }, { type: 'available-balance', kind: 'available', amount: 7520, currency: 'USD', day: '2026-03-17' }]);
});

test('ending forgets the access', async () => {
  const { calling, asked } = talk(() => ({}));
  await simplefin.end(calling);
  expect([calling.secrets, asked]).toEqual([{ accessUrl: '', setupToken: '' }, []]);
  expect((await troubleOf(() => simplefin.fetch(calling, A1, window('2026-03-01', '2026-03-18'), PROFILE, true))).kind).toBe('consent');
});
