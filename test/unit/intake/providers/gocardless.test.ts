/** GoCardless Bank Account Data: tokens, agreement, requisition, limits and errors. */
import { describe, expect, it } from 'vitest';
import { failureIn } from '../../../../src/errors.ts';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { ApiRequest, ConsentWish, Fetched } from '../../../../src/intake/providers/provider.ts';
import type { Day } from '../../../../src/values/day.ts';
import { type Conversation, conversation, KARI, type Said, troubleOf } from './conversation.ts';

const BASE = 'https://bankaccountdata.gocardless.com/api/v2';
const NOW = Date.parse('2026-03-18T12:00:00Z');
const HOUR = 3_600_000;
const KEYS = { secretId: 'id-1', secretKey: 'key-1' };
const SIGNED_IN = { ...KEYS, access: 'a-0', accessUntil: String(NOW + HOUR), refresh: 'r-0', refreshUntil: String(NOW + 24 * HOUR), requisitionId: 'q-1', agreementId: 'e-1' };
const WISH: ConsentWish = { bank: { id: 'EXAMPLE_EXAMNOKK', name: 'Eksempelbanken', country: 'NO', consentDays: 180, historyDays: 395 }, redirectUrl: 'http://localhost:8321/callback', state: 's-1', language: 'nb' };
const ROWS: Said = { body: { transactions: { booked: [], pending: [] } } };

type Answer = (request: ApiRequest, count: number) => Said;
const talk = (answer: Answer, secrets: Readonly<Record<string, string>> = SIGNED_IN): Conversation => conversation({ base: BASE, secrets, now: () => NOW, answer });
const fetch = ({ calling }: Conversation, isDeepest = false, withBalances = false): Promise<Fetched> => gocardless.fetch(calling, KARI, { from: '2026-03-01' as Day, to: '2026-03-18' as Day, isDeepest }, bankProfile('gocardless', ''), withBalances);
const steps = ({ asked }: Conversation): string[] => asked.map(({ method, path }) => `${method} ${path}`);
const failed = (status: number, summary: string, more: object = {}, headers: Readonly<Record<string, string>> = {}): Said => ({ status, body: { summary, detail: 'text of the bank', status_code: status, ...more }, headers });

describe('tokens', () => {
  const tokens = { access: 'a-1', access_expires: 86_400, refresh: 'r-1', refresh_expires: 2_592_000 };

  it('are made of the keys and kept', async () => {
    const said = talk(({ endpoint }) => (endpoint === 'token' ? { body: tokens } : { body: [] }), KEYS);
    await gocardless.banks!(said.calling, 'NO');
    expect(steps(said)).toEqual(['POST /token/new/', 'GET /institutions/?country=no']);
    expect(JSON.parse(said.asked[0]!.body!)).toEqual({ secret_id: 'id-1', secret_key: 'key-1' });
    expect(said.kept).toEqual([{ after: 1, secrets: { access: 'a-1', accessUntil: String(NOW + 24 * HOUR), refresh: 'r-1', refreshUntil: String(NOW + 720 * HOUR) } }]);
    expect(said.asked[1]!.headers).toMatchObject({ authorization: 'Bearer a-1' });
  });

  it('are used while they are good, and refreshed when they end or are refused, once', async () => {
    const good = talk(() => ROWS);
    await fetch(good);
    expect(good.asked.map(({ endpoint, headers }) => [endpoint, headers?.['authorization']])).toEqual([['transactions', 'Bearer a-0']]);
    const ending = talk(({ endpoint }) => (endpoint === 'token' ? { body: { access: 'a-2', access_expires: 86_400 } } : ROWS), { ...SIGNED_IN, accessUntil: String(NOW + 30_000) });
    await fetch(ending);
    expect([steps(ending)[0], ending.calling.secrets['access'], ending.calling.secrets['refresh']]).toEqual(['POST /token/refresh/', 'a-2', 'r-0']);
    const refused = talk(({ endpoint }) => (endpoint === 'token' ? { body: tokens } : failed(401, 'Invalid token')));
    expect((await troubleOf(() => fetch(refused))).kind).toBe('config');
    expect(steps(refused)).toEqual(['GET /accounts/k-1/transactions/?date_from=2026-03-01', 'POST /token/refresh/', 'GET /accounts/k-1/transactions/?date_from=2026-03-01']);
    const both = talk(({ path }) => (path === '/token/refresh/' ? failed(401, 'Invalid token') : path === '/token/new/' ? { body: tokens } : ROWS), { ...SIGNED_IN, accessUntil: '0' });
    await fetch(both);
    expect(steps(both).slice(0, 2)).toEqual(['POST /token/refresh/', 'POST /token/new/']);
  });

  it.each([[failed(401, 'Authentication failed'), 'config'], [{ status: 400, body: { secret_id: ['Must be a valid UUID.'] } }, 'config'], [failed(403, 'IP address access denied'), 'config'], [failed(429, 'Rate limit exceeded'), 'wait'], [{ body: {} }, 'down'], [{ body: '<html>' }, 'down']] as const)('that are answered %j are %s', async (answer, kind) => {
    expect((await troubleOf(() => gocardless.banks!(talk(() => answer, KEYS).calling, 'NO'))).kind).toBe(kind);
  });
});

it('banks tell their days as texts', async () => {
  const { calling } = talk(() => ({ body: [
    { id: 'EXAMPLE_EXAMNOKK', name: 'Eksempelbanken', bic: 'EXAMNOKK', transaction_total_days: '395', max_access_valid_for_days: '180', countries: ['NO'] }, { id: 'X_Y', name: 'Y', transaction_total_days: 'all', countries: ['GB', 'NO'] }, { name: 'none' }, null,
  ] }));
  expect(await gocardless.banks!(calling, 'no')).toEqual([{ id: 'EXAMPLE_EXAMNOKK', name: 'Eksempelbanken', country: 'NO', bic: 'EXAMNOKK', consentDays: 180, historyDays: 395 }, { id: 'X_Y', name: 'Y', country: 'NO' }]);
  expect((await troubleOf(() => gocardless.banks!(talk(() => ({ body: { results: [] } })).calling, 'NO'))).kind).toBe('down');
});

describe('a consent', () => {
  const begun = (agreement: Answer) => {
    const said = talk((request, count) => (request.path === '/agreements/enduser/' ? agreement(request, count) : { status: 201, body: { id: 'q-1', link: 'https://ob.gocardless.com/psd2/start/q-1', status: 'CR' } }));
    return { said, begun: gocardless.begin(said.calling, WISH) };
  };
  const asked = (said: Conversation): unknown[] => said.asked.filter(({ path }) => path === '/agreements/enduser/').map(({ body }) => { const { max_historical_days: history, access_valid_for_days: access } = JSON.parse(body!) as Record<string, unknown>; return [history, access]; });

  it('is an agreement for as long as the bank lets it, and a requisition', async () => {
    const { said, begun: made } = begun(() => ({ status: 201, body: { id: 'e-1' } }));
    expect(await made).toEqual({ url: 'https://ob.gocardless.com/psd2/start/q-1', keep: { agreementId: 'e-1', agreementDays: '180', requisitionId: 'q-1' } });
    expect(said.asked.map(({ body }) => JSON.parse(body!) as unknown)).toEqual([
      { institution_id: 'EXAMPLE_EXAMNOKK', max_historical_days: 395, access_valid_for_days: 180, access_scope: ['balances', 'details', 'transactions'] },
      { redirect: 'http://localhost:8321/callback', institution_id: 'EXAMPLE_EXAMNOKK', reference: 's-1', agreement: 'e-1', user_language: 'NO' },
    ]);
  });

  it('is asked for with less where it was too much', async () => {
    const first = begun((_, count) => (count === 1 ? { status: 400, body: { max_historical_days: [{ summary: 'Incorrect', detail: 'max_historical_days must be > 0 and <= EXAMPLE_EXAMNOKK transaction_total_days (90)' }] } }
      : count === 2 ? { status: 400, body: { access_valid_for_days: ['access_valid_for_days must be > 0 and <= 120'] } } : { status: 201, body: { id: 'e-1' } }));
    await first.begun;
    expect(asked(first.said)).toEqual([[395, 180], [90, 180], [90, 120]]);
    const silent = begun((_, count) => (count < 4 ? { status: 400, body: { max_historical_days: {} } } : { status: 201, body: { id: 'e-1' } }));
    await silent.begun;
    expect(asked(silent.said)).toEqual([[395, 180], [90, 180], [89, 180], [88, 180]]);
    const never = begun(() => ({ status: 400, body: { max_historical_days: 5 } }));
    await troubleOf(() => never.begun);
    expect(asked(never.said)).toHaveLength(5);
  });

  it.each([[{ status: 400, body: { institution_id: { summary: 'Unknown Institution ID' } } }, 'config'], [failed(402, 'Payment Required'), 'config'], [failed(500, 'x'), 'down']] as const)('that is answered %j is %s', async (answer, kind) => {
    expect((await troubleOf(() => begun(() => answer).begun)).kind).toBe(kind);
  });

  const RETURN = 'http://localhost:8321/callback?ref=s-1';
  const finish = (statuses: readonly string[], account: Answer = () => ({ body: { account: { iban: 'NO9386011117947', currency: 'NOK', name: 'Brukskonto', cashAccountType: 'CACC', ownerName: 'Kari' } } }), returned: string | undefined = RETURN) => {
    let looks = 0;
    const said = talk((request, count) => (request.path.startsWith('/requisitions/') ? { body: { status: statuses[Math.min(looks++, statuses.length - 1)], accounts: ['acc-1'] } }
      : request.path.startsWith('/agreements/') ? { body: { accepted: '2026-03-18T11:00:00.5Z', access_valid_for_days: 180 } } : request.path.endsWith('/details/') ? account(request, count) : { body: { status: looks++ > 4 ? 'READY' : 'PROCESSING', iban: 'NO9386011117947' } }));
    return { said, granted: gocardless.finish(said.calling, { url: 'x', keep: { agreementId: 'e-1', requisitionId: 'q-1' } }, returned, WISH) };
  };

  it('is looked at until it is linked, and its accounts until they are gathered', async () => {
    const { said, granted } = finish(['CR', 'GC', 'UA', 'LN']);
    expect(await granted).toEqual({
      accounts: [{ key: 'NO9386011117947', handle: 'acc-1', number: 'NO9386011117947', name: 'Brukskonto', currency: 'NOK', kind: 'current' }],
      scope: ['accounts', 'balances', 'transactions'], until: Date.parse('2026-09-14T11:00:00.5Z'), keep: { agreementId: 'e-1', requisitionId: 'q-1' },
    });
    expect(said.slept).toBe(4 * 2000);
    expect(steps(said).filter((step) => step.endsWith('/requisitions/q-1/'))).toHaveLength(4);
  });

  it.each([[['RJ'], RETURN], [['EX'], RETURN], [['SU'], RETURN], [['UA'], RETURN], [['LN'], 'http://localhost:8321/callback?ref=s-1&error=UserCancelledSession&details=x']])('with %j after %s is refused', async (statuses, returned) => {
    const { said, granted } = finish(statuses, undefined, returned);
    expect(failureIn(await granted.catch((caught: unknown) => caught))?.code).toBe('consent-refused');
    expect(said.slept).toBeLessThanOrEqual(60_000);
  });
  it('of another question is none', async () => {
    expect(failureIn(await finish(['LN'], undefined, 'http://localhost:8321/callback?ref=s-2').granted.catch((caught: unknown) => caught))?.code).toBe('consent-mismatch');
  });
  it('names an account whose details the bank does not give', async () => {
    const { granted } = finish(['LN'], () => failed(503, 'x', { type: 'ServiceError' }));
    expect((await granted).accounts).toEqual([{ key: 'NO9386011117947', handle: 'acc-1', number: 'NO9386011117947' }]);
  });
  it('is ended, or over already', async () => {
    for (const answer of [{ body: { summary: 'Requisition deleted' } }, failed(404, 'Not found.')]) {
      const said = talk(() => answer);
      await gocardless.end(said.calling);
      expect(steps(said)).toEqual(['DELETE /requisitions/q-1/']);
    }
    expect((await troubleOf(() => gocardless.end(talk(() => failed(503, 'x')).calling))).kind).toBe('down');
  });
});

describe('a fetch', () => {
  it('asks once, and at first for everything', async () => {
    const said = talk(() => ({ body: { transactions: { booked: [{ bookingDate: '2025-02-01', transactionAmount: { amount: '1', currency: 'NOK' } }], pending: [{ bookingDate: '2020-01-01' }] } } }));
    expect(await fetch(said, true)).toEqual({ from: '2025-02-01', to: '2026-03-18', isComplete: true, remarks: [] });
    expect(steps(said)).toEqual(['GET /accounts/k-1/transactions/']);
  });
  it.each([['HTTP_X_RATELIMIT_ACCOUNT_SUCCESS'], ['x-ratelimit-account-success'], ['http_x_ratelimit_account_success']])('hears the bank\'s counter, spelt %s', async (name) => {
    const separator = name.includes('_') ? '_' : '-';
    const header = (left: string) => ({ ...ROWS, headers: { [`${name}${separator}${name.startsWith('H') ? 'REMAINING' : 'remaining'}`]: left, [`${name}${separator}${name.startsWith('H') ? 'RESET' : 'reset'}`]: '5000' } });
    expect((await fetch(talk(() => header('0')))).nextAt).toBe(NOW + 5_000_000);
    expect(await fetch(talk(() => header('3')))).not.toHaveProperty('nextAt');
    const told = talk(() => ({ ...failed(429, 'x', { type: 'RateLimitError' }), headers: header('0').headers }));
    expect(await troubleOf(() => fetch(told))).toMatchObject({ kind: 'wait', until: NOW + 5_000_000 });
  });
  it('without a list of rows is none', async () => {
    expect((await troubleOf(() => fetch(talk(() => ({ body: { transactions: {} } }))))).kind).toBe('down');
  });
  it('with refused balances has its rows', async () => {
    const asking = (balances: Said): Promise<Fetched> => fetch(talk(({ endpoint }) => (endpoint === 'balances' ? balances : ROWS)), false, true);
    expect((await asking({ body: { balances: [] } })).remarks).toEqual([]);
    expect((await asking(failed(403, 'x', { type: 'AccountResourceUnavailable' }))).remarks).toEqual(['no balance was given: the bank does not offer this for the account']);
    expect((await troubleOf(() => asking(failed(401, 'x', { type: 'AccessExpiredError' })))).kind).toBe('consent');
  });
});

describe('errors', () => {
  it.each<[Said, string, number?]>([
    [failed(401, 'End User Agreement (EUA) 7 has expired'), 'consent'], [failed(401, 'x', { type: 'AccessExpiredError' }), 'consent'], [failed(401, 'x', { type: 'AccountInactiveError' }), 'refused'], [failed(401, ''), 'refused'], [{ status: 401, body: '<html>' }, 'down'], [failed(401, 'Invalid token'), 'config'],
    [failed(402, 'Payment Required'), 'refused'], [failed(403, 'IP address access denied'), 'config'], [failed(403, ''), 'refused'], [{ status: 403, body: '<!DOCTYPE html>' }, 'down'], [failed(403, 'End User Agreement (EUA) access scope error'), 'refused'], [failed(403, 'No valid End User Agreement'), 'consent'],
    [failed(403, 'x', { type: 'AccountAccessForbidden' }), 'refused'], [failed(403, 'x', { type: 'AccountResourceUnavailable' }), 'refused'], [failed(404, 'Account ID not found'), 'refused'], [failed(400, 'Incorrect date range'), 'refused'],
    [failed(409, 'Account suspended'), 'refused'], [{ status: 409, body: '<html>' }, 'down'], [{ status: 409, body: { id: 'x', status: 'PROCESSING' } }, 'wait', NOW + 600_000], [{ status: 409, body: { id: 'x', status: 'ERROR' } }, 'down'], [{ status: 409, body: { id: 'x', status: 'EXPIRED' } }, 'consent'],
    [failed(429, 'Rate limit exceeded', { detail: 'The rate limit for this resource is 300/minute. Please try again in 42 seconds' }), 'wait', NOW + 42_000], [failed(429, 'Rate limit exceeded', {}, { http_x_ratelimit_reset: '17' }), 'wait', NOW + 17_000],
    [failed(429, 'x', { type: 'RateLimitError' }), 'wait', NOW + 6 * HOUR], [failed(429, 'x', { type: 'RateLimitError' }, { http_x_ratelimit_reset: '5', 'x-ratelimit-account-success-reset': '80000' }), 'wait', NOW + 80_000_000], [failed(429, 'x', {}, { 'retry-after': '90' }), 'wait', NOW + 90_000],
    [failed(500, 'x', { type: 'UnknownRequestError' }), 'down'], [failed(503, 'x', { type: 'ConnectionError' }), 'down'], [{ status: 502, body: '<html>' }, 'down'],
  ])('%j is %s', async (answer, kind, until) => {
    const trouble = await troubleOf(() => fetch(talk(({ endpoint }) => (endpoint === 'token' ? { body: { access: 'a' } } : answer))));
    expect([trouble.kind, trouble.until]).toEqual([kind, until]);
    expect(trouble.says).not.toContain('text of the bank');
  });
});
