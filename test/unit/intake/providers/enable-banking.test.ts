/** Enable Banking: tokens, consent, pages, periods and errors. */
import { generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { failureIn, tell } from '../../../../src/errors.ts';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { enableBanking } from '../../../../src/intake/providers/enable-banking.ts';
import type { ApiRequest, ConsentWish } from '../../../../src/intake/providers/provider.ts';
import type { Day } from '../../../../src/values/day.ts';
import { type Conversation, conversation, KARI, queryOf, type Said, troubleOf } from './conversation.ts';
import { KEY_PAIR, PUBLIC_KEY } from './key-pair.ts';

const BASE = 'https://api.enablebanking.com';
const NOW = Date.parse('2026-03-18T12:00:00Z');
const PROFILE = bankProfile('enablebanking', '');
const WISH: ConsentWish = { bank: { id: 'Fjordbanken (NO)', name: 'Fjordbanken', country: 'NO', consentDays: 180, psuHeaders: ['psuIpAddress', 'Psu-User-Agent'] }, redirectUrl: 'https://example.org/cb', state: 's-1', language: 'nb' };
const SESSION = { ...KEY_PAIR, sessionId: 'session-1' };
const PSU = { 'psu-ip-address': '192.0.2.7', 'psu-user-agent': 'ft', 'psu-accept': 'application/json' };

type Answer = (request: ApiRequest, count: number) => Said;
const talk = (answer: Answer, more: { readonly secrets?: Readonly<Record<string, string>>; readonly psu?: Readonly<Record<string, string>>; readonly now?: () => number } = {}): Conversation =>
  conversation({ base: BASE, secrets: more.secrets ?? SESSION, now: more.now ?? (() => NOW), answer, ...(more.psu ? { psu: more.psu } : {}) });
const window = (from: string, to: string, isDeepest = false) => ({ from: from as Day, to: to as Day, isDeepest });
const page = (days: readonly string[], key?: unknown): Said => ({ body: { transactions: days.map((day) => ({ booking_date: day, transaction_amount: { amount: '1', currency: 'NOK' }, status: 'BOOK' })), ...(key === undefined ? {} : { continuation_key: key }) } });
const failed = (status: number, error?: string, more: object = {}): Said => ({ status, body: { message: 'secret text of the bank', code: status, ...(error ? { error } : {}), ...more } });
const rowsOf = (conversation: Conversation): ApiRequest[] => conversation.asked.filter(({ endpoint }) => endpoint === 'transactions');
const fetch = (answering: Conversation, from = '2026-03-01', isDeepest = false, withBalances = false) => enableBanking.fetch(answering.calling, KARI, window(from, '2026-03-18', isDeepest), PROFILE, withBalances);

describe('the token', () => {
  const tokenOf = (request: ApiRequest): string => /^Bearer (\S+)$/.exec(request.headers?.['authorization'] ?? '')![1]!;

  it('is signed with the key, for an hour', async () => {
    const { calling, asked } = talk(() => ({ body: { aspsps: [] } }));
    await enableBanking.banks!(calling, 'no');
    const [header, claims, signature] = tokenOf(asked[0]!).split('.');
    const plain = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(plain(header!)).toEqual({ typ: 'JWT', alg: 'RS256', kid: KEY_PAIR.applicationId });
    expect(plain(claims!)).toEqual({ iss: 'enablebanking.com', aud: 'api.enablebanking.com', iat: NOW / 1000 - 60, exp: NOW / 1000 + 3540 });
    expect(verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), PUBLIC_KEY, Buffer.from(signature!, 'base64url'))).toBe(true);
    expect(asked[0]!.path).toBe('/aspsps?country=NO&psu_type=personal');
  });

  const pem = ({ privateKey }: { readonly privateKey: KeyObject }): string => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  it.each([
    ['another kind', pem(generateKeyPairSync('ec', { namedCurve: 'P-256' })), 'it is of the kind EC, and RSA is needed'], ['a short one', pem(generateKeyPairSync('rsa', { modulusLength: 1024 })), 'it is shorter than 2048 bits'],
    ['the public one', PUBLIC_KEY, 'it is the public key'], ['one with a password', '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAA\n-----END ENCRYPTED PRIVATE KEY-----', 'it has a password'],
    ['half of one', KEY_PAIR.privateKey.slice(0, 200), 'it is damaged'], ['a certificate', '-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----', 'it is a certificate'], ['a text', 'hemmelig-7', 'it is no key'],
  ])('is not made with %s', async (_name, privateKey, why) => {
    const { calling, asked } = talk(() => ({}), { secrets: { ...KEY_PAIR, privateKey } });
    const trouble = await troubleOf(() => enableBanking.banks!(calling, 'NO'));
    expect([trouble.kind, asked.length]).toEqual(['config', 0]);
    expect(trouble.says).toContain(why);
    expect(trouble.says).not.toMatch(/hemmelig|BEGIN|MII/);
  });

  it('is used again within half an hour, not after it', async () => {
    let now = NOW;
    const { calling, asked } = talk(() => ({ body: { aspsps: [] } }), { now: () => now });
    for (const minutes of [0, 29, 31, 0]) {
      now = NOW + minutes * 60_000;
      await enableBanking.banks!(calling, 'NO');
    }
    const tokens = asked.map(tokenOf);
    expect([tokens[0] === tokens[1], tokens[1] === tokens[2], tokens[2] === tokens[3]]).toEqual([true, false, false]);
  });

  it.each([['nonsense', /cannot be read/], ['', /cannot be read/], [`${KEY_PAIR.privateKey.slice(0, 200)}`, /cannot be read/]])('is not made with the key %#', async (privateKey, says) => {
    const { calling, asked } = talk(() => ({}), { secrets: { ...KEY_PAIR, privateKey } });
    const trouble = await troubleOf(() => enableBanking.banks!(calling, 'NO'));
    expect([trouble.kind, asked.length]).toEqual(['config', 0]);
    expect(trouble.says).toMatch(says);
  });
});

it('banks have names of several countries, consents in days, and headers that they need', async () => {
  const { calling } = talk(() => ({ body: { aspsps: [
    { name: 'Nordea', country: 'NO', maximum_consent_validity: 15_552_000, psu_types: ['personal'], bic: 'NDEANOKK', required_psu_headers: ['psuIpAddress'] }, { name: 'Firma', country: 'NO', psu_types: ['business'] }, { name: 'Short', country: 'NO', maximum_consent_validity: 3600 }, { country: 'NO' }, 5,
  ] } }));
  expect(await enableBanking.banks!(calling, 'NO')).toEqual([
    { id: 'Nordea (NO)', name: 'Nordea', country: 'NO', bic: 'NDEANOKK', consentDays: 180, psuHeaders: ['psuIpAddress'] }, { id: 'Short (NO)', name: 'Short', country: 'NO', consentDays: 1 / 24 },
  ]);
});

describe('a consent', () => {
  const application = { active: true, redirect_urls: ['https://example.org/cb'], environment: 'PRODUCTION' };
  const begin = (answer: Answer, wish = WISH) => { const said = talk(answer, { secrets: KEY_PAIR }); return { said, begun: enableBanking.begin(said.calling, wish) }; };

  it('is asked for a day less than the longest', async () => {
    const { said, begun } = begin(({ path }) => ({ body: path === '/application' ? application : { url: 'https://tilisy.enablebanking.com/welcome?sessionid=1', authorization_id: 'a-1' } }));
    expect(await begun).toEqual({ url: 'https://tilisy.enablebanking.com/welcome?sessionid=1', keep: { authorizationId: 'a-1', validUntil: '2026-09-13T12:00:00+00:00', psuHeaders: 'psuIpAddress Psu-User-Agent' } });
    expect(JSON.parse(said.asked[1]!.body!)).toEqual({
      access: { valid_until: '2026-09-13T12:00:00+00:00', balances: true, transactions: true }, aspsp: { name: 'Fjordbanken', country: 'NO' }, state: 's-1', redirect_url: 'https://example.org/cb', psu_type: 'personal', language: 'no',
    });
  });

  it.each([
    [{ body: { ...application, active: false } }, 'config', /not active/], [{ body: { ...application, redirect_urls: ['https://other.example/'] } }, 'config', /redirect address/], [failed(401, 'WRONG_CREDENTIALS_PROVIDED'), 'config', /belong together/],
    [failed(403, 'UNAUTHORIZED_IP'), 'config', /network/], [{ status: 503, body: '<html>' }, 'down', /503/], [{ body: '<html>' }, 'down', /web page/],
  ] as const)('is not begun where the application is %j', async (answer, kind, says) => {
    const trouble = await troubleOf(() => begin(() => answer).begun);
    expect(trouble.kind).toBe(kind);
    expect(trouble.says).toMatch(says);
    expect(trouble.says).not.toContain('secret text');
  });

  it('never opens another kind of address', async () => {
    const { begun } = begin(({ path }) => ({ body: path === '/application' ? application : { url: 'javascript:alert(1)' } }));
    expect((await troubleOf(() => begun)).kind).toBe('down');
  });

  it('gives accounts by a key that outlives it, and the end that the bank grants', async () => {
    const { calling, asked } = talk(() => ({ body: {
      session_id: 'session-9', access: { valid_until: '2026-06-01T00:00:00.000Z', balances: false }, accounts: [
        { uid: 'u-1', identification_hash: 'h1', account_id: { iban: 'NO9386011117947' }, name: 'Kari Nordmann', details: 'Brukskonto', currency: 'NOK', cash_account_type: 'CACC' }, { uid: 'u-2', account_id: {} }, { uid: null, identification_hash: 'closed' },
        { uid: 'u-3', identification_hash: 'h3', account_id: { other: { identification: '4111********1111', scheme_name: 'CPAN' } }, product: 'Mastercard', currency: 'XXX', cash_account_type: 'CARD' },
        { uid: 'u-4', identification_hash: 'h4', currency: 'EUR' }, { uid: 'u-5', identification_hash: 'h4', currency: 'USD' },
      ],
    } }), { secrets: KEY_PAIR });
    const granted = await enableBanking.finish(calling, { url: 'x', keep: {} }, ' https://example.org/cb?state=s-1&code=c%2F1#_=_', WISH);
    expect(JSON.parse(asked[0]!.body!)).toEqual({ code: 'c/1' });
    expect(granted).toEqual({
      until: Date.parse('2026-06-01'), keep: { sessionId: 'session-9' }, scope: ['accounts', 'transactions'], accounts: [
        { key: 'h1', handle: 'u-1', number: 'NO9386011117947', name: 'Brukskonto', currency: 'NOK', kind: 'current' }, { key: 'u-2', handle: 'u-2' },
        { key: 'h3', handle: 'u-3', number: '4111********1111', name: 'Mastercard', kind: 'card' }, { key: 'h4 EUR', handle: 'u-4', currency: 'EUR' }, { key: 'h4 USD', handle: 'u-5', currency: 'USD' },
      ],
    });
  });

  it.each([
    ['https://example.org/cb?error=access_denied&error_description=%1B%5B31mno&state=s-1', {}, 'consent-refused'], ['https://example.org/cb', {}, 'consent-unfinished'], [undefined, {}, 'consent-unfinished'],
    ['https://example.org/cb?code=c&state=s-1', failed(422, 'EXPIRED_AUTHORIZATION_CODE'), 'consent-refused'], ['https://example.org/cb?code=c&state=s-1', failed(422, 'ALREADY_AUTHORIZED'), 'consent-refused'],
  ])('that ended at %j is none', async (address, answer, code) => {
    const error: unknown = await enableBanking.finish(talk(() => answer).calling, { url: 'x', keep: {} }, address, WISH).catch((caught: unknown) => caught);
    expect(failureIn(error)?.code).toBe(code);
    expect(tell(failureIn(error)!).message).not.toContain('\u001b');
  });

  it('is ended, or over already', async () => {
    const done = talk(() => ({ body: { message: 'OK' } }));
    await enableBanking.end(done.calling);
    expect(done.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /sessions/session-1']);
    await enableBanking.end(talk(() => failed(422, 'CLOSED_SESSION')).calling);
    await enableBanking.end(talk(() => failed(404, 'SESSION_DOES_NOT_EXIST')).calling);
    expect((await troubleOf(() => enableBanking.end(talk(() => failed(503)).calling))).kind).toBe('down');
    const never = talk(() => ({}), { secrets: KEY_PAIR });
    await enableBanking.end(never.calling);
    expect(never.asked).toEqual([]);
  });
});

describe('pages', () => {
  it('go on while there is a key, empty ones too, by the same question', async () => {
    const said = talk(({ path }) => (path.includes('key=k%2B1') ? page([], 'k 2') : path.includes('k%202') ? page(['2026-03-02'], null) : page(['2026-03-17'], 'k+1')));
    expect(await fetch(said)).toEqual({ from: '2026-03-01', to: '2026-03-18', isComplete: true, remarks: [] });
    expect(rowsOf(said).map(({ path }) => path.replace('/accounts/k-1/transactions?', ''))).toEqual(['', '&continuation_key=k%2B1', '&continuation_key=k%202'].map((key) => `date_from=2026-03-01${key}`));
    expect(enableBanking.read(said.pages, KARI, PROFILE).booked.map(({ line, bookingDate }) => [line, bookingDate])).toEqual([[1, '2026-03-17'], [2, '2026-03-02']]);
  });

  it.each([['a circle', (): Said => page([], 'same')], ['no end', (_: ApiRequest, count: number): Said => page([], `k${count}`)], ['a key of a wrong type', (): Said => page([], { a: 1 })], ['no list', (): Said => ({ body: { continuation_key: null } })]])('with %s are trouble', async (_name, answer) => {
    const said = talk(answer);
    expect((await troubleOf(() => fetch(said))).kind).toBe('down');
    expect(said.asked.length).toBeLessThanOrEqual(501);
  });
});

describe('periods', () => {
  const tooLong = (dateFrom?: string): Said => failed(422, 'WRONG_TRANSACTIONS_PERIOD', { detail: { message: 'out of bound', ...(dateFrom ? { date_from: dateFrom } : {}) } });
  const begins = (said: Conversation): (string | null)[] => rowsOf(said).map((request) => queryOf(request).get('date_from'));

  it('are as long as the bank says', async () => {
    const said = talk((request) => (queryOf(request).get('date_from')! < '2025-12-20' ? tooLong('2025-12-20') : page([])));
    expect(await fetch(said, '2025-01-01')).toMatchObject({ from: '2025-12-20', isComplete: true, remarks: ['the bank gives nothing before 2025-12-20 now'] });
    expect(begins(said)).toEqual(['2025-01-01', '2025-12-20']);
  });
  it('shrink where it says nothing, or nonsense', async () => {
    for (const offer of [undefined, '2024-01-01', 'soon']) {
      const said = talk((request) => (queryOf(request).get('date_from')! < '2026-01-17' ? tooLong(offer) : page([])));
      expect((await fetch(said, '2025-01-01')).from).toBe('2026-01-17');
      expect(begins(said)).toEqual(['2025-01-01', '2025-12-19', '2026-01-17']);
    }
    const never = talk(() => tooLong());
    expect((await troubleOf(() => fetch(never, '2025-01-01'))).kind).toBe('refused');
    expect(begins(never)).toHaveLength(4);
  });
  it('cover no more than is certain, where the bank leaves days out without a word', async () => {
    expect((await fetch(talk(() => page(['2026-02-02'])), '2025-01-01')).from).toBe('2025-12-19');
    expect((await fetch(talk(() => page(['2025-06-02'])), '2025-01-01')).from).toBe('2025-06-02');
    expect((await fetch(talk(() => page(['2025-12-30'])), '2026-01-01')).from).toBe('2026-01-01');
  });
  it('right after the consent are the deepest', async () => {
    const said = talk(() => page(['2024-05-05', '2026-03-01']));
    expect(await fetch(said, '2025-12-19', true)).toMatchObject({ from: '2024-05-05', to: '2026-03-18' });
    expect(rowsOf(said)[0]!.path).toBe('/accounts/k-1/transactions?strategy=longest');
    expect((await fetch(talk(() => page([])), '2020-01-01', true)).from).toBe('2025-12-19');
    const refusing = talk((request) => (queryOf(request).has('strategy') ? tooLong() : page([])));
    expect((await fetch(refusing, '2025-12-19', true)).from).toBe('2025-12-19');
  });
});

describe('that the person is there', () => {
  const headersOf = async (psu: Readonly<Record<string, string>>, psuHeaders: string): Promise<string[]> => {
    const said = talk(() => page([]), { psu, secrets: { ...SESSION, psuHeaders } });
    await fetch(said);
    return Object.keys(said.asked[0]!.headers ?? {}).filter((name) => name.startsWith('psu-')).sort();
  };
  it('is said with all that the bank needs, or not at all', async () => {
    expect(await headersOf(PSU, 'psuIpAddress Psu-User-Agent')).toEqual(['psu-accept', 'psu-ip-address', 'psu-user-agent']);
    expect(await headersOf(PSU, 'Psu-Ip-Address Psu-Geo-Location')).toEqual([]);
    expect(await headersOf(PSU, '')).toHaveLength(3);
    expect(await headersOf({}, 'Psu-Ip-Address')).toEqual([]);
  });
});

describe('errors', () => {
  const inner = (detail: unknown): Said => failed(400, 'ASPSP_ERROR', { detail });
  it.each<[Said, string, number?]>([
    [failed(401, 'EXPIRED_SESSION'), 'consent'], [failed(422, 'CLOSED_SESSION'), 'consent'], [failed(403, 'REVOKED_SESSION'), 'consent'], [failed(404, 'SESSION_DOES_NOT_EXIST'), 'consent'], [failed(422, 'WRONG_SESSION_STATUS'), 'consent'], [failed(403, 'ASPSP_PSU_ACTION_REQUIRED'), 'consent'],
    [failed(403, 'UNAUTHORIZED_IP'), 'config'], [failed(401, 'WRONG_CREDENTIALS_PROVIDED'), 'config'], [failed(401, 'AUTHORIZATION_NOT_PROVIDED'), 'config'], [failed(403, 'SOMETHING_NEW'), 'config'],
    [failed(429, 'ASPSP_RATE_LIMIT_EXCEEDED'), 'wait', NOW + 6 * 3_600_000], [{ ...failed(429, 'ASPSP_RATE_LIMIT_EXCEEDED'), headers: { 'retry-after': '86000' } }, 'wait', NOW + 86_000_000], [failed(429), 'wait', NOW + 6 * 3_600_000], [inner({ status: 429 }), 'wait', NOW + 6 * 3_600_000],
    [inner({ status: 401 }), 'consent'], [inner('HTTP 403 Forbidden'), 'consent'], [inner({ message: 'Consent: 401' }), 'consent'], [inner({ status: 500 }), 'down'], [inner('reference 94013'), 'down'], [inner(null), 'down'],
    [failed(408, 'ASPSP_TIMEOUT'), 'down'], [failed(500), 'down'], [{ status: 502, body: '<html>' }, 'down'], [failed(422, 'WRONG_CONTINUATION_KEY'), 'down'], [failed(422, 'WRONG_REQUEST_PARAMETERS'), 'down'], [failed(404, 'ACCOUNT_DOES_NOT_EXIST'), 'refused'], [failed(403, 'ASPSP_ACCOUNT_NOT_ACCESSIBLE'), 'refused'],
    [failed(422, 'PSU_HEADER_NOT_PROVIDED'), 'refused'], [failed(422, 'DATE_FROM_IN_FUTURE'), 'refused'], [failed(404, 'constructor'), 'refused'],
  ])('%j is %s', async (answer, kind, until) => {
    const trouble = await troubleOf(() => fetch(talk(() => answer)));
    expect([trouble.kind, trouble.until]).toEqual([kind, until]);
    expect(trouble.says).not.toContain('secret text');
  });

  it('in the bank\'s own words are told apart by the session', async () => {
    const asking = (session: Said): Promise<unknown> => troubleOf(() => fetch(talk(({ path }) => (path === '/sessions/session-1' ? session : { status: 401, body: { tppMessages: [] } }))));
    expect(await asking({ body: { status: 'AUTHORIZED' } })).toMatchObject({ kind: 'refused', says: expect.stringMatching(/refuses this account, though the consent stands/) as unknown });
    expect(await asking({ body: { status: 'REVOKED' } })).toMatchObject({ kind: 'consent', says: 'the consent is over' });
    expect(await asking(failed(401))).toMatchObject({ kind: 'config' });
    expect(await asking(failed(503))).toMatchObject({ kind: 'down' });
    expect(await asking({ status: 403, body: '<html>' })).toMatchObject({ kind: 'down', says: expect.stringMatching(/web page/) as unknown });
  });

  it.each([401, 403])('on a web page say nothing of the consent, which is not even asked about: %i', async (status) => {
    const said = talk(() => ({ status, body: '\n <!DOCTYPE html><p>session expired</p>', headers: { 'content-type': 'text/html' } }));
    expect(await troubleOf(() => fetch(said))).toMatchObject({ kind: 'down', says: `a web page came in the place of an answer (status ${status})` });
    expect(said.asked).toHaveLength(1);
  });

  it('without a name, about no account, are of the consent', async () => {
    const said = talk(({ method }) => (method === 'DELETE' ? { status: 403, body: {} } : { body: { status: 'AUTHORIZED' } }));
    await enableBanking.end(said.calling);
    expect(said.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /sessions/session-1', 'GET /sessions/session-1']);
  });

  it('of a wrong clock are told as that', async () => {
    const error: unknown = await fetch(talk(() => ({ ...failed(401), headers: { date: 'Wed, 18 Mar 2026 14:30:00 GMT' } }))).catch((caught: unknown) => caught);
    expect(failureIn(error)).toMatchObject({ code: 'clock-wrong', minutes: 150, host: 'api.enablebanking.com' });
    expect((await troubleOf(() => fetch(talk(() => ({ ...failed(401, 'WRONG_CREDENTIALS_PROVIDED'), headers: { date: 'Wed, 18 Mar 2026 12:04:00 GMT' } }))))).kind).toBe('config');
  });
});

describe('balances', () => {
  const asking = (balances: Said): Conversation => talk(({ endpoint }) => (endpoint === 'balances' ? balances : page([])));
  it('that are refused take nothing from the rows', async () => {
    expect((await fetch(asking({ body: { balances: [] } }), '2026-03-01', false, true)).remarks).toEqual([]);
    expect((await fetch(asking(failed(429, 'ASPSP_RATE_LIMIT_EXCEEDED')), '2026-03-01', false, true)).remarks).toEqual(['no balance was given: the bank was asked too often']);
    expect((await fetch(asking({ body: {} }), '2026-03-01', false, true)).remarks).toEqual(['no balance was given: the bank answered without a list of them']);
    expect((await troubleOf(() => fetch(asking(failed(401, 'EXPIRED_SESSION')), '2026-03-01', false, true))).kind).toBe('consent');
  });
});
