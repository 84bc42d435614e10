/** The simulated GoCardless: tokens, agreements, requisitions, limits and what it says when something is over. */
import { describe, expect, it } from 'vitest';
import { gocardless, GOCARDLESS_SECRETS } from '../../bank-simulator/faces/gocardless.ts';
import { logIn } from '../../bank-simulator/person.ts';
import type { Simulator } from '../../bank-simulator/simulator.ts';
import { viewOf } from '../../bank-simulator/view-list.ts';
import { call, type Reply, simulatorOf } from './face-caller.ts';

const DAY = 86_400_000;
const REDIRECT = 'https://example.org/back?kept=1';

class Client {
  readonly simulator: Simulator = simulatorOf(gocardless);
  access = '';
  constructor() { this.signIn(); }
  signIn(): Reply {
    const reply = call(this.simulator, 'gocardless', 'POST', '/api/v2/token/new/', { body: { secret_id: GOCARDLESS_SECRETS.secretId, secret_key: GOCARDLESS_SECRETS.secretKey } });
    this.access = String(reply.body['access']);
    return reply;
  }
  ask(method: string, path: string, body?: unknown): Reply {
    return call(this.simulator, 'gocardless', method, `/api/v2${path}`, { ...(body === undefined ? {} : { body }), headers: { authorization: `Bearer ${this.access}` } });
  }
  requisition(view: string, reference: string, days = 90): Reply {
    const { institution } = viewOf(view);
    const agreement = this.ask('POST', '/agreements/enduser/', { institution_id: institution, max_historical_days: 90, access_valid_for_days: days }).body['id'];
    return this.ask('POST', '/requisitions/', { redirect: REDIRECT, institution_id: institution, reference, agreement });
  }
  /** Ids of the accounts after the whole way. */
  link(view: string, reference: string, days = 90): readonly string[] {
    const { link, id } = this.requisition(view, reference, days).body as { link: string; id: string };
    logIn(this.simulator, link);
    this.ask('GET', `/requisitions/${id}/`);
    return this.ask('GET', `/requisitions/${id}/`).body['accounts'] as readonly string[];
  }
}

const rowsOf = (reply: Reply): { readonly booked: readonly Record<string, unknown>[]; readonly pending?: readonly Record<string, unknown>[] } =>
  reply.body['transactions'] as { booked: Record<string, unknown>[] };

describe('tokens', () => {
  it('last a day, and thirty to refresh', () => {
    const client = new Client();
    const { refresh, access_expires: access, refresh_expires: long } = client.signIn().body as Record<string, unknown>;
    expect([access, long]).toEqual([86_400, 2_592_000]);
    expect(client.ask('GET', '/institutions/?country=no').status).toBe(200);
    client.simulator.advance(DAY);
    expect(client.ask('GET', '/institutions/?country=no').body).toMatchObject({ summary: 'Invalid token', status_code: 401 });
    const renewed = client.ask('POST', '/token/refresh/', { refresh });
    client.access = String(renewed.body['access']);
    expect([renewed.status, client.ask('GET', '/institutions/?country=no').status]).toEqual([200, 200]);
    client.simulator.advance(30 * DAY);
    expect(client.ask('POST', '/token/refresh/', { refresh }).status).toBe(401);
    expect(client.simulator.violations).toEqual([]);
  });
  it('are not given for wrong keys', () => {
    const { simulator } = new Client();
    expect(call(simulator, 'gocardless', 'POST', '/api/v2/token/new/', { body: { secret_id: GOCARDLESS_SECRETS.secretId, secret_key: 'x' } }).status).toBe(401);
    expect(call(simulator, 'gocardless', 'POST', '/api/v2/token/new/', { body: {} }).body).toMatchObject({ secret_id: ['This field is required.'], status_code: 400 });
  });
});

describe('institutions', () => {
  it('are a bare list, with their days as texts', () => {
    const found = JSON.parse(new Client().ask('GET', '/institutions/?country=no').text) as Record<string, unknown>[];
    expect(found.find(({ id }) => id === 'DNB_DNBANOKK')).toMatchObject({ transaction_total_days: '395', max_access_valid_for_days: '180', countries: ['NO'] });
    expect(JSON.parse(new Client().ask('GET', '/institutions/?country=lt').text)).toEqual([expect.not.objectContaining({ max_access_valid_for_days: expect.anything() as unknown })]);
  });
  it('and everything else are not there without the slash at the end', () => {
    expect(new Client().ask('GET', '/institutions?country=no').status).toBe(404);
  });
});

describe('agreements', () => {
  it('are refused by field beyond what the bank gives', () => {
    const client = new Client();
    const refused = client.ask('POST', '/agreements/enduser/', { institution_id: 'DNB_DNBANOKK', max_historical_days: 396 });
    expect([refused.status, JSON.stringify(refused.body['max_historical_days'])]).toEqual([400, expect.stringContaining('(395)')]);
    expect(client.ask('POST', '/agreements/enduser/', { institution_id: 'DNB_DNBANOKK', access_valid_for_days: 181 }).body).toHaveProperty('access_valid_for_days');
    expect(client.ask('POST', '/agreements/enduser/', { institution_id: 'NOBODY' }).body).toHaveProperty('institution_id');
    expect(client.ask('POST', '/agreements/enduser/', { institution_id: 'DNB_DNBANOKK', max_historical_days: 395, access_valid_for_days: 180 }).body).toMatchObject({ accepted: null, max_historical_days: 395 });
  });
});

describe('requisitions', () => {
  it('go CR, GC, UA, GA and LN, and give accounts at the end only', () => {
    const client = new Client();
    client.simulator.set('gocardless', 'walk', 'steps');
    const { link, id } = client.requisition('dnb', 'r1').body as { link: string; id: string };
    const seen: unknown[] = [];
    const look = (): void => { const { status, accounts } = client.ask('GET', `/requisitions/${id}/`).body as { status: string; accounts: string[] }; seen.push([status, accounts.length]); };
    look();
    for (let step = 0; step < 3; step++) { client.simulator.handle({ method: 'GET', url: link, headers: {}, body: '' }); look(); }
    look();
    expect(seen).toEqual([['CR', 0], ['GC', 0], ['UA', 0], ['GA', 0], ['LN', 3]]);
    expect(client.simulator.violations).toEqual([]);
  });
  it('come back with the reference, and with an error where the person said no', () => {
    const client = new Client();
    const allowed = new URL(logIn(client.simulator, String(client.requisition('dnb', 'r1').body['link'])));
    expect([allowed.searchParams.get('ref'), allowed.searchParams.get('kept'), allowed.searchParams.get('error')]).toEqual(['r1', '1', null]);
    const second = client.requisition('dnb', 'r2').body as { link: string; id: string };
    const refused = new URL(logIn(client.simulator, second.link, 'cancel'));
    expect([refused.searchParams.get('ref'), refused.searchParams.get('error')]).toEqual(['r2', 'UserCancelledSession']);
    expect(client.ask('GET', `/requisitions/${second.id}/`).body).toMatchObject({ status: 'RJ', accounts: [] });
    expect(client.requisition('dnb', 'r2').body).toHaveProperty('reference');
  });
  it('are free fifty times a month', () => {
    const client = new Client();
    client.simulator.set('gocardless', 'freeRequisitions', '1');
    expect([client.requisition('dnb', 'r1').status, client.requisition('dnb', 'r2').status]).toEqual([201, 402]);
    client.simulator.advance(31 * DAY);
    client.signIn();
    expect(client.requisition('dnb', 'r3').status).toBe(201);
  });
});

describe('accounts', () => {
  it('answer four times a day for each endpoint, and say so in both spellings', () => {
    const client = new Client();
    const [id = ''] = client.link('dnb', 'r1');
    const first = client.ask('GET', `/accounts/${id}/transactions/`);
    expect([first.headers['http_x_ratelimit_account_success_limit'], first.headers['http_x_ratelimit_account_success_remaining']]).toEqual(['4', '3']);
    client.simulator.set('gocardless', 'headerSpelling', 'short');
    client.simulator.advance(3_600_000);
    for (const left of ['2', '1', '0']) expect(client.ask('GET', `/accounts/${id}/transactions/`).headers['x-ratelimit-account-success-remaining']).toBe(left);
    const over = client.ask('GET', `/accounts/${id}/transactions/`);
    expect([over.status, over.body['type'], over.headers['x-ratelimit-account-success-reset']]).toEqual([429, 'RateLimitError', String(23 * 3600)]);
    expect(client.ask('GET', `/accounts/${id}/balances/`).status).toBe(200);
    client.simulator.advance(23 * 3_600_000);
    expect([client.signIn().status, client.ask('GET', `/accounts/${id}/transactions/`).status]).toEqual([200, 200]);
    expect(client.simulator.violations).toEqual([]);
  });
  it('are limited by the service too, without a type', () => {
    const client = new Client();
    client.simulator.set('gocardless', 'generalLimit', '2');
    const [, last] = [client.ask('GET', '/institutions/'), client.ask('GET', '/institutions/')];
    expect([last.status, last.body['type'], last.body['detail']]).toEqual([429, undefined, expect.stringMatching(/try again in \d+ seconds/)]);
  });
  it('are prepared for a while, suspended, closed to an endpoint, over with the agreement or revoked', () => {
    const client = new Client();
    client.simulator.set('gocardless', 'processingSeconds', '30');
    const [id = ''] = client.link('well-behaved', 'r1', 10);
    const ask = (endpoint = 'transactions'): Reply => client.ask('GET', `/accounts/${id}/${endpoint}/`);
    expect([ask().status, ask().body['status'], client.ask('GET', `/accounts/${id}/`).body['status']]).toEqual([409, 'PROCESSING', 'PROCESSING']);
    client.simulator.advance(30_000);
    expect(client.ask('GET', `/accounts/${id}/`).body['status']).toBe('READY');
    client.simulator.set('gocardless', 'suspended', 'current');
    expect(ask().body['summary']).toBe('Account suspended');
    client.simulator.set('gocardless', 'suspended', '');
    client.simulator.set('gocardless', 'unavailable', 'balances');
    expect(ask('balances').body['type']).toBe('AccountResourceUnavailable');
    client.simulator.revoke();
    expect(ask().body['type']).toBe('AccessExpiredError');
    client.link('well-behaved', 'r2', 10);
    client.simulator.advance(10 * DAY);
    client.signIn();
    expect(ask().body['summary']).toMatch(/^End User Agreement \(EUA\) .* has expired$/);
    expect(client.simulator.violations).toEqual([]);
  });
  it('have the ids of before after another consent, or new ones beside the same number', () => {
    const client = new Client();
    const numbers = (ids: readonly string[]): unknown[] => ids.map((id) => client.ask('GET', `/accounts/${id}/`).body['iban']);
    const first = client.link('dnb', 'r1');
    expect(client.link('dnb', 'r2')).toEqual(first);
    client.simulator.set('gocardless', 'accountIds', 'new');
    const third = client.link('dnb', 'r3');
    expect(third).not.toContain(first[0]);
    expect(numbers(third)).toEqual(numbers(first));
    expect(client.ask('GET', `/accounts/${first[0]}/balances/`).body['type']).toBe('AccessExpiredError');
  });
  it('give the days that are asked for, none in the future, and none before the agreement', () => {
    const client = new Client();
    const [id = ''] = client.link('well-behaved', 'r1');
    const { booked, pending } = rowsOf(client.ask('GET', `/accounts/${id}/transactions/?date_from=2026-05-01&date_to=2026-05-10`));
    const days = booked.map(({ bookingDate }) => String(bookingDate));
    expect(days.length).toBeGreaterThan(5);
    expect(days.every((day) => day >= '2026-05-01' && day <= '2026-05-10')).toBe(true);
    expect(pending).toBeDefined();
    expect(client.ask('GET', `/accounts/${id}/transactions/?date_from=2026-05-10&date_to=2026-05-01`).status).toBe(400);
    expect(client.ask('GET', `/accounts/${id}/transactions/?date_from=2026-06-02`).body).toHaveProperty('date_from');
    const all = rowsOf(client.ask('GET', `/accounts/${id}/transactions/`)).booked.map(({ bookingDate }) => String(bookingDate)).sort();
    expect(all[0]).toMatch(/^2026-03-/);
    expect(client.simulator.violations).toEqual([]);
  });
  it('are forgotten with their requisition', () => {
    const client = new Client();
    const { link, id } = client.requisition('dnb', 'r1').body as { link: string; id: string };
    logIn(client.simulator, link);
    client.ask('GET', `/requisitions/${id}/`);
    const [account] = client.ask('GET', `/requisitions/${id}/`).body['accounts'] as string[];
    expect(client.ask('DELETE', `/requisitions/${id}/`).status).toBe(200);
    expect([client.ask('GET', `/requisitions/${id}/`).status, client.ask('GET', `/accounts/${account}/transactions/`).status]).toEqual([404, 403]);
  });
});

describe('rows', () => {
  const booked = (view: string): readonly Record<string, unknown>[] => {
    const client = new Client();
    const [id = ''] = client.link(view, 'r1');
    const found = rowsOf(client.ask('GET', `/accounts/${id}/transactions/`)).booked;
    expect(client.simulator.violations).toEqual([]);
    return found;
  };
  it('are as each bank shows them', () => {
    expect(booked('dnb').every((row) => row['additionalInformation'] !== undefined && row['creditorName'] === undefined && row['remittanceInformationUnstructured'] === undefined)).toBe(true);
    expect(new Set(booked('ing-ro').map((row) => row['transactionId']))).toEqual(new Set(['NOTPROVIDED']));
    expect(booked('bank-norwegian').every((row) => String(row['bookingDate']).endsWith('-01'))).toBe(true);
    expect(booked('n26').every((row) => typeof (row['transactionAmount'] as { amount: unknown }).amount === 'string')).toBe(true);
    expect(booked('danske').some((row) => String(row['remittanceInformationUnstructured']).endsWith('\nEndToEndID: NOTPROVIDED'))).toBe(true);
  });
});
