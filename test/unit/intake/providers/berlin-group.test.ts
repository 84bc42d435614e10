/** Berlin Group: consent by redirect, pages that are followed only where they belong, refusals by their codes. */
import { describe, expect, test } from 'vitest';
import { failureIn } from '../../../../src/errors.ts';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../../../src/intake/providers/berlin-group.ts';
import type { ApiRequest, FeedAccount } from '../../../../src/intake/providers/provider.ts';
import type { Day } from '../../../../src/values/day.ts';
import { type Conversation, conversation, KARI, queryOf, type Said, troubleOf } from './conversation.ts';

const BASE = 'https://xs2a.bank.example/psd2';
const NOW = Date.parse('2026-03-18T12:00:00Z');
const WISH = { bank: undefined, redirectUrl: 'http://localhost:8321/callback', state: 'st-1', language: 'en' } as const;
const PROFILE = bankProfile('berlingroup', '');
const ACCOUNT: FeedAccount = { ...KARI, handle: 'accounts/3dc3' };
const PSU = { 'psu-ip-address': '192.0.2.7', 'psu-user-agent': 'finance-tracker/1' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const talk = (answer: (request: ApiRequest, count: number) => Said, psu: Readonly<Record<string, string>> = {}): Conversation =>
  conversation({ base: BASE, secrets: { baseUrl: BASE, consentId: 'c-1' }, answer, psu });
const window = (from: string, to: string, isDeepest = false) => ({ from: from as Day, to: to as Day, isDeepest });
const MARCH = window('2026-03-01', '2026-03-18');
const row = (id: string, amount: unknown = '-12.00'): object => ({ transactionId: id, transactionAmount: { currency: 'NOK', amount }, bookingDate: '2026-03-02', remittanceInformationUnstructured: 'Kaffe' });
const report = (rows: readonly object[], links: object = {}): object => ({ account: { iban: KARI.number }, transactions: { booked: rows, pending: [], _links: { account: { href: '/psd2/v1/accounts/3dc3' }, ...links } } });
const refusal = (status: number, code: string): Said => ({ status, body: { tppMessages: [{ category: 'ERROR', code, text: '<b>Nei</b>' }] } });

describe('consent', () => {
  test('is asked for with the way back, an end and four calls a day, and leads to the bank', async () => {
    const { calling, asked } = talk(() => ({ status: 201, body: { consentStatus: 'received', consentId: 'c-9', _links: { scaRedirect: { href: 'https://login.bank.example/a?b=c' } } } }), PSU);
    const begun = await berlinGroup.begin(calling, WISH);
    expect(begun).toEqual({ url: 'https://login.bank.example/a?b=c', keep: { consentId: 'c-9', consentUntil: '2026-09-14' } });
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/v1/consents' });
    expect(JSON.parse(asked[0]!.body!)).toEqual({ access: { accounts: [], balances: [], transactions: [] }, recurringIndicator: true, validUntil: '2026-09-14', frequencyPerDay: 4, combinedServiceIndicator: false });
    expect(asked[0]!.headers).toMatchObject({ 'psu-ip-address': '192.0.2.7', 'content-type': 'application/json', 'tpp-redirect-uri': 'http://localhost:8321/callback?state=st-1', 'tpp-nok-redirect-uri': 'http://localhost:8321/callback?state=st-1&error=access_denied', 'x-request-id': expect.stringMatching(UUID) });
  });

  test('of all accounts is asked for where the bank knows only that', async () => {
    const { calling, asked } = talk((_request, count) => (count === 1 ? refusal(400, 'FORMAT_ERROR') : { status: 201, body: { consentId: 'c-9', _links: { scaRedirect: { href: 'https://login.bank.example/' } } } }));
    await berlinGroup.begin(calling, WISH);
    expect(asked.map(({ body }) => (JSON.parse(body!) as { access: unknown }).access)).toEqual([{ accounts: [], balances: [], transactions: [] }, { allPsd2: 'allAccounts' }]);
    expect(new Set(asked.map(({ headers }) => headers!['x-request-id'])).size).toBe(2);
  });

  test('is started first where the bank wants that', async () => {
    const { calling, asked } = talk((_request, count) => ({ status: 201, body: count === 1 ? { consentId: 'c-9', _links: { startAuthorisation: { href: '/psd2/v1/consents/c-9/authorisations' } } } : { scaStatus: 'received', _links: { scaRedirect: { href: 'https://login.bank.example/x' } } } }));
    expect((await berlinGroup.begin(calling, WISH)).url).toBe('https://login.bank.example/x');
    expect(asked[1]!.path).toBe('https://xs2a.bank.example/psd2/v1/consents/c-9/authorisations');
  });

  test.each([
    [{ scaOAuth: { href: 'https://x/' } }, /OAuth/], [{ scaStatus: { href: '/x' } }, /no login in the browser/], [{ scaRedirect: { href: 'javascript:alert(1)' } }, /no https address/],
    [{ scaRedirect: { href: 'http://login.bank.example/' } }, /no https address/], [{ startAuthorisation: { href: 'https://evil.example/' } }, /another server/], [{}, /no login/],
  ])('with links %o is no browser\'s business', async (_links, sentence) => {
    const { calling } = talk(() => ({ status: 201, body: { consentId: 'c-9', _links } }));
    const trouble = await troubleOf(() => berlinGroup.begin(calling, WISH));
    expect([trouble.kind, trouble.says]).toEqual(['config', expect.stringMatching(sentence)]);
  });

  const answers = (statuses: readonly string[], validUntil = '2026-06-16') => (request: ApiRequest): Said => {
    if (request.path.endsWith('/status')) return { body: { consentStatus: statuses.length > 1 ? (statuses as string[]).shift() : statuses[0] } };
    if (request.path === '/v1/consents/c-1') return { body: { validUntil, consentStatus: 'valid' } };
    if (request.path === '/v1/card-accounts') return { body: { cardAccounts: [{ resourceId: 'card/7', maskedPan: '525412******3241', currency: 'NOK', product: 'Kredittkort' }] } };
    return { body: { accounts: [
      { resourceId: '3dc3', iban: 'NO72 1234 5678 903', currency: 'NOK', name: 'Brukskonto', cashAccountType: 'CACC' }, { resourceId: '3dc4', iban: 'NO7212345678903', currency: 'EUR', cashAccountType: 'CACC' },
      { resourceId: 's1', bban: '12345678911', currency: 'XXX', displayName: 'Sparing', cashAccountType: 'SVGS' }, { resourceId: 'old', iban: 'NO1', currency: 'NOK', status: 'deleted' }, { resourceId: '..', currency: 'NOK' }, 7] } };
  };

  test('is waited for, and the bank\'s own end and accounts are taken', async () => {
    const said = talk(answers(['received', 'partiallyAuthorised', 'valid']));
    const granted = await berlinGroup.finish(said.calling, { url: 'x', keep: { consentId: 'c-1', consentUntil: '2026-09-14' } }, 'http://localhost:8321/callback?state=st-1', WISH);
    expect(said.slept).toBe(4000);
    expect(granted).toEqual({
      scope: ['accounts', 'balances', 'transactions'], until: Date.parse('2026-06-17T00:00:00Z'), keep: { consentId: 'c-1' },
      accounts: [
        { key: 'NO7212345678903 NOK', handle: 'accounts/3dc3', number: 'NO72 1234 5678 903', name: 'Brukskonto', currency: 'NOK', kind: 'current' },
        { key: 'NO7212345678903 EUR', handle: 'accounts/3dc4', number: 'NO7212345678903', currency: 'EUR', kind: 'current' },
        { key: '12345678911', handle: 'accounts/s1', number: '12345678911', name: 'Sparing', kind: 'savings' },
        { key: '525412******3241', handle: 'card-accounts/card%2F7', number: '525412******3241', name: 'Kredittkort', currency: 'NOK', kind: 'card' },
      ],
    });
    expect(said.asked.filter(({ endpoint }) => endpoint === 'accounts').map(({ headers }) => headers!['consent-id'])).toEqual(['c-1', 'c-1']);
  });

  test('without an end has none', async () => {
    const { calling } = talk(answers(['valid'], '9999-12-31'));
    expect((await berlinGroup.finish(calling, { url: 'x', keep: {} }, undefined, WISH)).until).toBeUndefined();
  });

  test.each([['rejected', 'consent-refused'], ['revokedByPsu', 'consent-refused'], ['received', 'consent-unfinished'], ['constructor', 'consent-unfinished']])('that is %s ends with %s', async (status, code) => {
    const said = talk(answers([status]));
    const error = await berlinGroup.finish(said.calling, { url: 'x', keep: {} }, undefined, WISH).catch((thrown: unknown) => thrown);
    expect(failureIn(error)?.code).toBe(code);
    expect(said.slept).toBeLessThanOrEqual(60_000);
  });

  test('that was cancelled asks nothing more', async () => {
    const { calling, asked } = talk(answers(['received']));
    const error = await berlinGroup.finish(calling, { url: 'x', keep: {} }, 'http://localhost:8321/callback?state=st-1&error=access_denied', WISH).catch((thrown: unknown) => thrown);
    expect(failureIn(error)?.code).toBe('consent-refused');
    expect(asked).toEqual([]);
  });

  test.each([[204, undefined], [404, undefined], [401, undefined], [500, 'down'], [429, 'wait']])('ended with status %i: %s', async (status, kind) => {
    const { calling, asked } = talk(() => ({ status, body: '' }));
    if (kind === undefined) await berlinGroup.end(calling);
    else expect((await troubleOf(() => berlinGroup.end(calling))).kind).toBe(kind);
    expect(asked[0]).toMatchObject({ method: 'DELETE', path: '/v1/consents/c-1' });
    expect(calling.secrets['consentId']).toBe(kind === undefined ? '' : 'c-1');
  });
});

describe('pages', () => {
  test('are followed wherever the link is written, and carry the consent', async () => {
    const next = ['/psd2/v1/accounts/3dc3/transactions?page=2', '?page=3', 'https://xs2a.bank.example/psd2/v1/accounts/3dc3/transactions?page=4'];
    const { calling, asked, pages } = talk((_request, count) => (count === 5 ? { body: { balances: [] } } : { body: report([row(`t${count}`)], count <= 3 ? { next: { href: next[count - 1] } } : {}) }));
    const fetched = await berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, true);
    expect(fetched).toEqual({ from: '2026-03-01', to: '2026-03-18', isComplete: true, remarks: [] });
    expect(asked.map(({ path }) => path)).toEqual([
      '/v1/accounts/3dc3/transactions?bookingStatus=both&dateFrom=2026-03-01',
      ...[2, 3, 4].map((page) => `https://xs2a.bank.example/psd2/v1/accounts/3dc3/transactions?page=${page}`), '/v1/accounts/3dc3/balances']);
    for (const { headers, account, isData } of asked) expect([headers!['consent-id'], account, isData]).toEqual(['c-1', '12345678903', true]);
    expect(berlinGroup.read(pages, ACCOUNT, PROFILE).booked.map(({ ids, line }) => [ids['transactionId'], line])).toEqual([['t1', 1], ['t2', 2], ['t3', 3], ['t4', 4]]);
  });

  test.each([
    ['https://evil.example/psd2/v1/accounts', 'config', /another server/], ['//evil.example/x', 'config', /another server/], ['https://a:b@xs2a.bank.example/psd2', 'config', /another server/], ['http://xs2a.bank.example/psd2', 'config', /another server/],
    ['https://[', 'config', /no address/], [17, 'config', /no address/], ['javascript:alert(1)', 'config', /another server/], ['/psd2/v1/accounts/3dc3/transactions?bookingStatus=both&dateFrom=2026-03-01', 'down', /circle/],
  ])('behind %s are not asked for', async (href, kind, sentence) => {
    const { calling, asked } = talk(() => ({ body: report([row('t')], { next: { href } }) }));
    const trouble = await troubleOf(() => berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false));
    expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
    expect(asked).toHaveLength(1);
  });

  test('that a bank no longer has break the answer off, not the account', async () => {
    const { calling } = talk((_request, count) => (count === 1 ? { body: report([row('t')], { next: { href: '?page=2' } }) } : refusal(400, 'RESOURCE_EXPIRED')));
    expect(await troubleOf(() => berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false))).toMatchObject({ kind: 'down', says: expect.stringMatching(/before all of them/) });
  });

  test('that never end do end', async () => {
    const { calling, asked } = talk((_request, count) => ({ body: report([], { next: { href: `?page=${count}` } }) }));
    expect((await troubleOf(() => berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false))).kind).toBe('down');
    expect(asked.length).toBeLessThanOrEqual(500);
  });

  test('without transactions are not "no transactions"', async () => {
    for (const body of [{}, { account: {} }, { transactions: [] }, { transactions: null }]) {
      const { calling } = talk(() => ({ body }));
      expect((await troubleOf(() => berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false))).says).toMatch(/without transactions/);
    }
    const { calling } = talk(() => ({ body: { transactions: { pending: [], _links: {} } } }));
    expect(await berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false)).toMatchObject({ isComplete: false });
  });

  test('refused for their period are asked for with shorter ones', async () => {
    const { calling, asked, pages } = talk((request) => (queryOf(request).get('dateFrom')! < '2026-01-01' ? refusal(400, 'PERIOD_INVALID') : { body: report([row('t')]) }));
    const fetched = await berlinGroup.fetch(calling, ACCOUNT, window('2025-12-18', '2026-03-18', true), PROFILE, false);
    expect(asked.map((request) => queryOf(request).get('dateFrom'))).toEqual(['2024-03-18', '2025-02-16', '2025-09-19', '2025-12-19', '2026-01-17']);
    expect(fetched).toMatchObject({ from: '2026-01-17', to: '2026-03-18', isComplete: true });
    expect(berlinGroup.read(pages, ACCOUNT, PROFILE).booked).toHaveLength(1);
    const later = talk((request) => (queryOf(request).get('dateFrom')! < '2026-01-01' ? refusal(400, 'PERIOD_INVALID') : { body: report([row('t')]) }));
    expect((await berlinGroup.fetch(later.calling, ACCOUNT, window('2025-12-18', '2026-03-18'), PROFILE, false)).remarks).toEqual(['the bank gives nothing before 2026-01-17 now']);
    const never = talk(() => refusal(400, 'PERIOD_INVALID'));
    expect((await troubleOf(() => berlinGroup.fetch(never.calling, ACCOUNT, MARCH, PROFILE, false))).kind).toBe('refused');
  });

  test('are asked for as the bank understands it, and next time at once', async () => {
    const { calling, asked } = talk((request) => (request.path.includes('BookingStatus=booked') ? { body: report([]) } : refusal(400, 'PARAMETER_NOT_SUPPORTED')));
    await berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false);
    expect(asked.map(({ path }) => /[bB]ookingStatus=\w+/.exec(path)?.[0])).toEqual(['bookingStatus=both', 'bookingStatus=booked', 'BookingStatus=both', 'BookingStatus=booked']);
    await berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false);
    expect(asked).toHaveLength(5);
    expect(asked[4]!.path).toBe('/v1/accounts/3dc3/transactions?BookingStatus=booked&dateFrom=2026-03-01');
    const other = talk(() => refusal(400, 'CONSENT_UNKNOWN'));
    expect((await troubleOf(() => berlinGroup.fetch(other.calling, ACCOUNT, MARCH, PROFILE, false))).kind).toBe('consent');
    expect(other.asked).toHaveLength(1);
  });
});

test.each([['down', { status: 500, body: '<html>' }], ['refused', refusal(404, 'RESOURCE_UNKNOWN')], ['a web page', { body: '<html>' }]])('rows stand where the balance is %s', async (_what, said) => {
  const { calling, pages } = talk((request) => (request.endpoint === 'balances' ? said : { body: report([row('t')]) }));
  const { remarks } = await berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, true);
  expect(remarks).toEqual([expect.stringMatching(/^no balance was given: /)]);
  expect(berlinGroup.read(pages, ACCOUNT, PROFILE)).toMatchObject({ booked: [{ amount: -1200 }], balances: [] });
});

describe('refusals', () => {
  test.each([
    [401, 'CONSENT_EXPIRED', 'consent', /has ended/], [401, 'CONSENT_INVALID', 'consent', /does not hold/], [403, 'CONSENT_UNKNOWN', 'consent', /no longer knows/], [401, 'TOKEN_EXPIRED', 'consent', /login has ended/],
    [401, 'CERTIFICATE_EXPIRED', 'config', /run out/], [401, 'SIGNATURE_MISSING', 'config', /signed/], [403, 'SERVICE_BLOCKED', 'config', /blocked/], [404, 'RESOURCE_UNKNOWN', 'refused', /does not know/],
    [403, 'RESOURCE_EXPIRED', 'refused', /does not give/], [429, 'ACCESS_EXCEEDED', 'wait', /used up/], [401, 'NEW_CODE', 'consent', /does not accept/], [404, '__proto__', 'refused', /does not know/], [500, 'INTERNAL_SERVER_ERROR', 'down', /status 500/], [400, 'FORMAT_ERROR', 'refused', /status 400/],
  ] as const)('%i %s is %s', async (status, code, kind, sentence) => {
    const problem: Said = { status, headers: { 'content-type': 'application/problem+json' }, body: { type: 'about:blank', code, title: '<i>x</i>', additionalErrors: [] } };
    for (const said of [refusal(status, code), problem]) {
      const { calling } = talk(() => said);
      const trouble = await troubleOf(() => berlinGroup.fetch(calling, ACCOUNT, MARCH, PROFILE, false));
      expect([trouble.kind, trouble.says]).toEqual([kind, expect.stringMatching(sentence)]);
      expect(trouble.says).not.toContain('<');
      if (kind === 'wait') expect(trouble.until).toBe(NOW + 6 * 3_600_000);
    }
  });

  test('an error page in HTML is told by its status, and Retry-After is obeyed, but for no longer than a week', async () => {
    const wait = async (header: string): Promise<number | undefined> => (await troubleOf(() => berlinGroup.fetch(talk(() => ({ status: 429, headers: { 'retry-after': header }, body: '<html>' })).calling, ACCOUNT, MARCH, PROFILE, false))).until;
    expect(await wait('3600')).toBe(NOW + 3_600_000);
    expect(await wait('Thu, 19 Mar 2026 00:00:00 GMT')).toBe(Date.parse('2026-03-19T00:00:00Z'));
    expect(await wait('999999999')).toBe(NOW + 7 * 86_400_000);
    expect(await wait('soon')).toBe(NOW + 6 * 3_600_000);
  });
});

test('the address of the interface is taken up to its version', () => {
  expect(berlinGroup.baseOf!({ baseUrl: ' https://xs2a.bank.example/psd2/v1/ ' })).toBe('https://xs2a.bank.example/psd2');
  expect(berlinGroup.baseOf!({})).toBeUndefined();
  for (const baseUrl of ['NaN', 'undefined', 'xs2a.bank.example/psd2', 'https://', 'https://xs2a.bank.example/psd2?tenant=1', 'https://xs2a.bank.example/psd2#v1', 'https://xs2a.bank.example/?', 'https://user:p@xs2a.bank.example', 'http://xs2a.bank.example', 'javascript:alert(1)'])
    expect(() => berlinGroup.baseOf!({ baseUrl }), baseUrl).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code: 'bank-url-refused' }) as unknown }));
  expect(() => berlinGroup.baseOf!({ baseUrl: 'https://xs2a.bank.example/psd2?token=secret-1' })).toThrow(/^The address https:\/\/xs2a\.bank\.example is not asked: a \? or # stands in it\.$/);
});
