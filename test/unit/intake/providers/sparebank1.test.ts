/** SpareBank 1: login, tokens that rotate, windows that are never cut. */
import { expect, test } from 'vitest';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import type { ApiRequest } from '../../../../src/intake/providers/provider.ts';
import { sparebank1 } from '../../../../src/intake/providers/sparebank1.ts';
import { failureIn } from '../../../../src/errors.ts';
import { addDays, type Day, daysBetween } from '../../../../src/values/day.ts';
import { type Conversation, conversation, KARI, queryOf, type Said, troubleOf } from './conversation.ts';

const BASE = 'https://api.sparebank1.no';
const NOW = Date.parse('2026-03-18T12:00:00Z');
const WISH = { bank: undefined, redirectUrl: 'http://localhost:8321/callback', state: 's t+1', language: 'nb' } as const;
const KEYS = { clientId: 'client-1', clientSecret: 'hemmelig&+' };
const LOGGED_IN = { ...KEYS, accessToken: 'a-0', accessUntil: String(NOW + 300_000), refreshToken: 'r-0', refreshedAt: String(NOW - 300_000) };
const PROFILE = bankProfile('sparebank1', '');
const day = (text: string): Day => text as Day;

const tokens = (number: number): Said => ({ body: { access_token: `a-${number}`, refresh_token: `r-${number}`, expires_in: 600, token_type: 'Bearer' } });
const row = (index: number, text: string): object => ({ id: `x${index}`, nonUniqueId: '000000000', date: Date.parse(`${text}T22:30:00Z`), amount: -10.5, currencyCode: 'NOK', description: `Kjøp ${index}`, accountKey: 'k-1', bookingStatus: 'BOOKED', source: 'RECENT' });

const isToken = (request: ApiRequest): boolean => request.endpoint === 'token';
const bearer = (request: ApiRequest | undefined): string | undefined => request?.headers?.['authorization'];
const talk = (answer: (request: ApiRequest, count: number) => Said, secrets: Readonly<Record<string, string>> = LOGGED_IN, now = (): number => NOW): Conversation => conversation({ base: BASE, secrets, answer, now });
const window = (from: string, to: string, isDeepest = false) => ({ from: day(from), to: day(to), isDeepest });

test('the login page is asked for reading alone, with the state and the way back', async () => {
  const { calling } = talk(() => ({}), KEYS);
  const { url } = await sparebank1.begin(calling, WISH);
  const { origin, pathname, searchParams } = new URL(url!);
  expect(origin + pathname).toBe('https://api.sparebank1.no/oauth/authorize');
  expect(Object.fromEntries(searchParams)).toEqual({ client_id: 'client-1', state: 's t+1', redirect_uri: 'http://localhost:8321/callback', response_type: 'code', scope: 'accounts transactions' });
  expect(url).not.toContain('hemmelig');
  const chosen = await sparebank1.begin(talk(() => ({}), { ...KEYS, finInst: 'fid-ostlandet' }).calling, WISH);
  expect(new URL(chosen.url!).searchParams.get('finInst')).toBe('fid-ostlandet');
});

test('the code becomes tokens, which are kept before they are used', async () => {
  const { calling, asked, kept } = talk((request) => (isToken(request) ? tokens(1) : { body: { accounts: [
    { key: 'k-1', accountNumber: '1234.56.78903', iban: 'NO7212345678903', name: 'Brukskonto', balance: 10, currencyCode: 'NOK', productType: 'CURRENT' },
    { key: 'k-2', accountNumber: '12345678911', name: 'Mastercard', currencyCode: 'NOK', productType: 'CREDIT_CARD' }, { name: 'without a key' }] } }), KEYS);
  const granted = await sparebank1.finish(calling, { url: undefined, keep: {} }, 'http://localhost:8321/callback?code=c%2B1&state=x', WISH);
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/oauth/token', headers: { 'content-type': 'application/x-www-form-urlencoded' } });
  expect(Object.fromEntries(new URLSearchParams(asked[0]!.body))).toEqual({ grant_type: 'authorization_code', code: 'c+1', redirect_uri: 'http://localhost:8321/callback', client_id: 'client-1', client_secret: 'hemmelig&+' });
  expect(kept[0]).toEqual({ after: 1, secrets: { accessToken: 'a-1', accessUntil: String(NOW + 600_000), refreshToken: 'r-1', refreshedAt: String(NOW) } });
  expect(bearer(asked[1])).toBe('Bearer a-1');
  expect(asked[1]!.headers?.['accept']).toBe('application/vnd.sparebank1.v1+json; charset=utf-8');
  expect(asked[1]!.path).toContain('includeCreditCardAccounts=true');
  expect(granted.accounts).toEqual([
    { key: '12345678903', handle: 'k-1', number: 'NO7212345678903', name: 'Brukskonto', currency: 'NOK', kind: 'current' },
    { key: '12345678911', handle: 'k-2', number: '12345678911', name: 'Mastercard', currency: 'NOK', kind: 'card' },
  ]);
  expect(granted).toMatchObject({ until: undefined, keep: { refreshToken: 'r-1', accessToken: 'a-1' } });
});

test.each([
  ['http://localhost:8321/callback?error=access_denied&error_description=%3Cb%3Eno&state=x', 'consent-refused'],
  ['http://localhost:8321/callback?error=__proto__&state=x', 'consent-refused'],
  ['http://localhost:8321/callback?state=x', 'consent-unfinished'], [undefined, 'consent-unfinished'],
])('an address without a code is told as what it is: %s', async (address, code) => {
  const { calling, asked } = talk(() => tokens(1), KEYS);
  const error = await sparebank1.finish(calling, { url: undefined, keep: {} }, address, WISH).catch((thrown: unknown) => thrown);
  expect(failureIn(error)?.code).toBe(code);
  expect(JSON.stringify(failureIn(error))).not.toMatch(/<b>|%3Cb/);
  expect(asked).toEqual([]);
});

test('a token with a minute left is used; with less it is renewed first, and the new refresh token is kept before the new token goes out', async () => {
  let until = NOW + 60_000;
  const answer = (request: ApiRequest): Said => (isToken(request) ? tokens(5) : { body: { transactions: [], errors: [] } });
  const good = talk(answer, { ...LOGGED_IN, accessUntil: String(until) });
  await sparebank1.fetch(good.calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false);
  expect(good.asked.map(bearer)).toEqual(['Bearer a-0']);
  until -= 1;
  const late = talk(answer, { ...LOGGED_IN, accessUntil: String(until) });
  await sparebank1.fetch(late.calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false);
  expect(late.asked.map(({ endpoint }) => endpoint)).toEqual(['token', 'transactions']);
  expect(Object.fromEntries(new URLSearchParams(late.asked[0]!.body))).toMatchObject({ grant_type: 'refresh_token', refresh_token: 'r-0' });
  expect(late.kept).toEqual([{ after: 1, secrets: { accessToken: 'a-5', accessUntil: String(NOW + 600_000), refreshToken: 'r-5', refreshedAt: String(NOW) } }]);
  expect(bearer(late.asked[1])).toBe('Bearer a-5');
});

test('a token that the bank does not know is renewed once; then the login is over', async () => {
  const once = talk((request, count) => (isToken(request) ? tokens(7) : count === 1 ? { status: 401, body: 'Unauthorized' } : { body: { transactions: [] } }));
  await sparebank1.fetch(once.calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false);
  expect(once.asked.map(({ endpoint }) => endpoint)).toEqual(['transactions', 'token', 'transactions']);
  const never = talk((request) => (isToken(request) ? tokens(7) : { status: 401, body: 'Unauthorized' }));
  expect((await troubleOf(() => sparebank1.fetch(never.calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false))).kind).toBe('consent');
  expect(never.asked).toHaveLength(3);
});

test.each([
  [{ status: 400, body: { error: 'invalid_grant' } }, 'consent', /login at SpareBank 1 has ended/],
  [{ status: 401, body: { error: 'invalid_client' } }, 'config', /secret runs out.*developer\.sparebank1\.no/],
  [{ status: 401, body: '<html>' }, 'config', /client id or secret/],
  [{ status: 400, body: { error: 'invalid_scope' } }, 'config', /how this client asks/],
  [{ status: 503, body: '<html>' }, 'down', /bank's side/],
  [{ status: 200, body: '<html>' }, 'down', /web page/],
  [{ status: 200, body: { token_type: 'Bearer' } }, 'down', /without a token/],
  [{ status: 429, headers: { 'retry-after': '90' } }, 'wait', /too often/],
] as const)('what the token endpoint says, says what to do: %o', async (said, kind, sentence) => {
  const { calling, kept } = talk((request) => (isToken(request) ? said : {}), { ...LOGGED_IN, accessUntil: '0' });
  const trouble = await troubleOf(() => sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false));
  expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
  if (kind === 'wait') expect(trouble.until).toBe(NOW + 90_000);
  expect(kept).toEqual([]);
});

test.each([[406, 'config', /version 1/], [429, 'wait', /often/], [500, 'down', /status 500/], [404, 'refused', /status 404/], [403, 'refused', /status 403/]] as const)('status %i for an account is %s', async (status, kind, sentence) => {
  const { calling } = talk(() => ({ status, body: { errors: [{ code: 'x' }] } }));
  const trouble = await troubleOf(() => sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false));
  expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
  if (kind === 'wait') expect(trouble.until).toBe(NOW + 3_600_000);
});

/** A bank that holds so many rows a day and cuts off without a word. */
function cutting(perDay: (text: Day) => number, limit: number): (request: ApiRequest) => Said {
  return (request) => {
    const query = queryOf(request);
    const [from, to] = [day(query.get('fromDate')!), day(query.get('toDate')!)];
    const all = Array.from({ length: daysBetween(from, to) + 1 }, (_, i) => addDays(from, i)).flatMap((one) => Array.from({ length: perDay(one) }, (__, i) => row(Number(one.replaceAll('-', '')) * 10_000 + i, one)));
    return { body: { transactions: all.slice(0, Math.min(limit, Number(query.get('rowLimit')))), errors: [] } };
  };
}

test.each([['the limit that was asked for', 5000], ['a lower one of the bank\'s own', 400]])('where an answer reaches %s, both halves are asked for, and every row is there once', async (_what, limit) => {
  const { calling, pages } = talk(cutting(() => 37, limit));
  const fetched = await sparebank1.fetch(calling, KARI, window('2026-01-01', '2026-03-18'), PROFILE, false);
  expect(fetched).toEqual({ from: '2026-01-01', to: '2026-03-18', isComplete: true, remarks: [] });
  const { booked, problems } = sparebank1.read(pages, KARI, PROFILE);
  expect(problems).toEqual([]);
  expect(new Set(booked.map(({ ids }) => ids['id'])).size).toBe(77 * 37);
  expect(booked).toHaveLength(77 * 37);
  expect(booked.map(({ line }) => line)).toEqual(booked.map((__, i) => i + 1));
});

test('a single day that reaches the limit stays, and is said to be cut', async () => {
  const { calling, pages } = talk(cutting((text) => (text === '2026-03-11' ? 1400 : 2), 5000));
  const fetched = await sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false);
  expect(fetched).toMatchObject({ isComplete: false, remarks: ['SpareBank 1 gives no more than 1000 transactions of 2026-03-11'] });
  expect(sparebank1.read(pages, KARI, PROFILE).booked).toHaveLength(1000 + 17 * 2);
});

test('a bank that always cuts off is left in peace', async () => {
  const full = { body: JSON.stringify({ transactions: Array.from({ length: 1000 }, (_, i) => row(i, '2026-01-01')) }) };
  const { calling, asked } = talk(() => full);
  expect((await troubleOf(() => sparebank1.fetch(calling, KARI, window('2023-03-01', '2026-03-18'), PROFILE, false))).kind).toBe('down');
  expect(asked.length).toBeLessThanOrEqual(400);
});

test('right after the login years are asked for, and the balance comes from the accounts', async () => {
  const { calling, asked, pages } = talk((request) => ({ body: request.endpoint === 'balances' ? { accounts: [{ key: 'other', balance: 1, currencyCode: 'NOK' }, { key: 'k-1', balance: 1234.5, availableBalance: 2000, currencyCode: 'NOK' }] } : { transactions: [] } }));
  const fetched = await sparebank1.fetch(calling, KARI, window('2025-12-18', '2026-03-18', true), PROFILE, true);
  // nothing says that there were no rows before the year that the bank always gives
  expect(fetched.from).toBe('2025-03-18');
  expect(Object.fromEntries(queryOf(asked[0]!))).toMatchObject({ accountKey: 'k-1', fromDate: '2023-03-19', toDate: '2026-03-18', source: 'ALL' });
  expect(asked.map(({ account, isData }) => [account, isData])).toEqual([['12345678903', true], ['12345678903', true]]);
  expect(sparebank1.read(pages, KARI, PROFILE).balances).toEqual([
    { type: 'balance', kind: 'booked', amount: 123450, currency: 'NOK', day: undefined }, { type: 'availableBalance', kind: 'available', amount: 200000, currency: 'NOK', day: undefined }]);
});

test('rows stand where there is no balance', async () => {
  for (const said of [{ status: 500, body: '' }, { body: '<html>' }]) {
    const { calling, pages } = talk((request) => (request.endpoint === 'balances' ? said : { body: { transactions: [row(1, '2026-03-02')] } }));
    expect((await sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, true)).remarks).toEqual([expect.stringMatching(/^no balance was given: /)]);
    expect(sparebank1.read(pages, KARI, PROFILE)).toMatchObject({ booked: [{ bookingDate: '2026-03-02', amount: -1050 }], balances: [] });
  }
});

test('parts that failed make the answer no whole one, and are said in plain words', async () => {
  const { calling } = talk(() => ({ body: { transactions: [], errors: ['RECENT_TRANSACTIONS_FAILED', 'CREDIT_ACCOUNTS_FAILED', '\u001b[2J<script>'] } }));
  const { isComplete, remarks } = await sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false);
  expect(isComplete).toBe(false);
  expect(remarks).toHaveLength(3);
  expect(remarks[0]).toMatch(/newest transactions/);
  expect(remarks.join()).not.toMatch(/[<\u001b]/);
});

test('ending forgets the tokens and asks nobody', async () => {
  const { calling, asked } = talk(() => ({}));
  await sparebank1.end(calling);
  expect(calling.secrets).toEqual({ ...KEYS, accessToken: '', accessUntil: '', refreshToken: '', refreshedAt: '' });
  expect(asked).toEqual([]);
  expect((await troubleOf(() => sparebank1.fetch(calling, KARI, window('2026-03-01', '2026-03-18'), PROFILE, false))).kind).toBe('consent');
});
