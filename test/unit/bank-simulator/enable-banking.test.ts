import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/values/day.ts';
import { DAY, osloDay } from '../../bank-simulator/oslo.ts';
import { logIn } from '../../bank-simulator/person.ts';
import { Caller, isInspected, KEYS, REDIRECT, token } from './enable-banking-caller.ts';

const NOW = Date.parse('2026-06-01T10:00:00Z');
const today = osloDay(NOW);

describe('who asks', () => {
  it('takes a token signed with the registered key and no other', () => {
    const caller = new Caller({ now: NOW });
    const status = (authorization: string): number => caller.call('GET', '/application', { authorization }).status;
    const seconds = NOW / 1000;
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
    expect(status(`Bearer ${token(NOW)}`)).toBe(200);
    expect(status('')).toBe(401);
    for (const wrong of [{ aud: 'api.tilisy.com' }, { iss: 'me' }, { alg: 'HS256' }, { kid: 'nobody' }, { exp: seconds }, { exp: seconds + 86_401 }, { iat: seconds + 3600, exp: seconds + 7200 }, { key: stranger.privateKey }])
      expect([wrong, status(`Bearer ${token(NOW, wrong)}`)]).toEqual([wrong, 401]);
    expect(caller.call('GET', '/application').body).toMatchObject({ redirect_urls: [REDIRECT], active: true });
    expect(KEYS.privateKey).toContain('PRIVATE KEY');
  });
});

describe('a consent', () => {
  it('echoes the state, takes its code once, and names the accounts by the same hash in every session', () => {
    const caller = new Caller({ now: NOW });
    const { url } = caller.begin('dnb').body as { url: string };
    const back = new URL(logIn(caller.simulator, url));
    expect(back.origin + back.pathname).toBe(REDIRECT);
    expect(back.searchParams.get('state')).toBe('state-1');
    const code = back.searchParams.get('code');
    const first = caller.call('POST', '/sessions', { body: { code } });
    expect(first.status).toBe(200);
    expect(caller.call('POST', '/sessions', { body: { code } }).body).toMatchObject({ error: 'ALREADY_AUTHORIZED' });
    expect(caller.call('POST', '/sessions', { body: { code: 'made up' } }).body).toMatchObject({ error: 'WRONG_AUTHORIZATION_CODE' });
    const second = caller.connect('dnb');
    const accounts = first.body['accounts'] as { uid: string; identification_hash: string }[];
    expect(second.hashes).toEqual(accounts.map((account) => account.identification_hash));
    expect(new Set([...second.uids, ...accounts.map(({ uid }) => uid)]).size).toBe(6);
  });

  it('can be cancelled, and its code runs out', () => {
    const caller = new Caller({ now: NOW });
    const cancelled = new URL(logIn(caller.simulator, (caller.begin('dnb').body as { url: string }).url, 'cancel'));
    expect([cancelled.searchParams.get('error'), cancelled.searchParams.get('code'), cancelled.searchParams.get('state')]).toEqual(['access_denied', null, 'state-1']);
    const late = new URL(logIn(caller.simulator, (caller.begin('dnb').body as { url: string }).url));
    caller.simulator.advance(6 * 60_000);
    expect(caller.call('POST', '/sessions', { body: { code: late.searchParams.get('code') } }).body).toMatchObject({ error: 'EXPIRED_AUTHORIZATION_CODE' });
  });

  it('is refused for longer than the bank gives, for an unknown bank, and for another redirect', () => {
    const caller = new Caller({ now: NOW });
    expect(caller.begin('dnb', 180).status).toBe(200);
    expect(caller.begin('dnb', 181).body).toMatchObject({ error: 'WRONG_REQUEST_PARAMETERS' });
    const body = { access: { valid_until: '2026-07-01T00:00:00Z' }, aspsp: { name: 'DNB', country: 'NO' }, state: 's', redirect_url: REDIRECT };
    expect(caller.call('POST', '/auth', { body: { ...body, aspsp: { name: 'DNB', country: 'SE' } } }).body).toMatchObject({ error: 'WRONG_ASPSP_PROVIDED' });
    expect(caller.call('POST', '/auth', { body: { ...body, redirect_url: 'https://example.org/other' } }).body).toMatchObject({ error: 'REDIRECT_URI_NOT_ALLOWED' });
  });

  it('ends by time, by the person, by another one and by being closed, each in its own words', () => {
    const caller = new Caller({ now: NOW });
    const ask = (uid = ''): unknown => caller.call('GET', `/accounts/${uid}/balances`).body['error'];
    const status = (id: string): unknown => caller.call('GET', `/sessions/${id}`).body['status'];
    const expiring = caller.connect('dnb', 1);
    expect([ask(expiring.uids[0]), status(expiring.id)]).toEqual([undefined, 'AUTHORIZED']);
    caller.simulator.advance(DAY);
    expect([ask(expiring.uids[0]), status(expiring.id)]).toEqual(['EXPIRED_SESSION', 'EXPIRED']);
    const replaced = caller.connect('dnb');
    const revoked = caller.connect('dnb');
    expect([ask(replaced.uids[0]), status(replaced.id)]).toEqual(['ASPSP_ERROR', 'INVALID']);
    expect(caller.simulator.revoke('n26')).toHaveLength(0);
    expect(caller.simulator.revoke('dnb')).toHaveLength(1);
    expect([ask(revoked.uids[0]), status(revoked.id)]).toEqual(['REVOKED_SESSION', 'REVOKED']);
    const closed = caller.connect('dnb');
    expect(caller.call('DELETE', `/sessions/${closed.id}`).status).toBe(200);
    expect([ask(closed.uids[0]), status(closed.id)]).toEqual(['CLOSED_SESSION', 'CLOSED']);
    expect([ask('7f3a1f0e-0000-4000-8000-000000000000'), status('7f3a1f0e-0000-4000-8000-000000000000')]).toEqual(['ACCOUNT_DOES_NOT_EXIST', undefined]);
  });
});

describe('calls while nobody is there', () => {
  it('are four in 24 hours for each account and endpoint, and any number with the person', () => {
    const caller = new Caller({ now: NOW });
    const [uid, other] = caller.connect('dnb').uids;
    const statuses = (path: string, headers = {}): number[] => Array.from({ length: 5 }, () => caller.call('GET', path, { headers }).status);
    expect(statuses(`/accounts/${uid}/balances`, { 'Psu-Ip-Address': '192.0.2.1' })).toEqual([200, 200, 200, 200, 200]);
    expect(statuses(`/accounts/${uid}/balances`)).toEqual([200, 200, 200, 200, 429]);
    expect(statuses(`/accounts/${other}/balances`)).toEqual([200, 200, 200, 200, 429]);
    expect(statuses(`/accounts/${uid}/transactions`)).toEqual([200, 200, 200, 200, 429]);
    const refused = caller.call('GET', `/accounts/${uid}/balances`);
    expect(refused.body['error']).toBe('ASPSP_RATE_LIMIT_EXCEEDED');
    expect(refused.headers['retry-after']).toBe('86400');
    caller.simulator.advance(DAY);
    expect(caller.call('GET', `/accounts/${uid}/balances`).status).toBe(200);
  });

  it('demand all PSU headers that a bank names, or none', () => {
    const caller = new Caller({ now: NOW });
    const [uid] = caller.connect('sparebanken-norge').uids;
    const ask = (headers: Readonly<Record<string, string>>): unknown => caller.call('GET', `/accounts/${uid}/balances`, { headers }).body['error'];
    expect(ask({})).toBeUndefined();
    expect(ask({ 'Psu-Ip-Address': '192.0.2.1' })).toBe('PSU_HEADER_NOT_PROVIDED');
    expect(ask({ 'Psu-Ip-Address': '192.0.2.1', 'Psu-User-Agent': 'ft' })).toBeUndefined();
    caller.simulator.set('enablebanking', 'psuHeaders', 'demanded');
    expect(ask({})).toBe('PSU_HEADER_NOT_PROVIDED');
  });
});

describe('history', () => {
  it('is deep in the first minutes and 90 days after, refused with or without the first day, or cut silently', () => {
    const caller = new Caller({ now: NOW });
    const [well = '', plain = '', silent = ''] = ['well-behaved', 'dnb', 'nordea-dk'].map((view) => caller.connect(view).uids[0]);
    const from = addDays(today, -200);
    const days = (uid: string, query = `date_from=${from}`): string => caller.rows(uid, query).map((row) => String(row['booking_date'] ?? '9')).sort()[0] ?? '';
    expect(days(well) < addDays(today, -190)).toBe(true);
    caller.simulator.advance(61 * 60_000);
    expect(caller.call('GET', `/accounts/${well}/transactions?date_from=${from}`).body).toMatchObject({ error: 'WRONG_TRANSACTIONS_PERIOD', detail: { date_from: addDays(today, -90) } });
    expect(caller.call('GET', `/accounts/${plain}/transactions?date_from=${from}`).body['detail']).toEqual({ message: 'Requested time period out of bound.' });
    expect(days(silent) >= addDays(today, -89)).toBe(true);
    expect(days(well, 'strategy=longest') >= addDays(today, -90)).toBe(true);
    expect(caller.call('GET', `/accounts/${well}/transactions?date_to=${today}`).body['error']).toBe('DATE_TO_WITHOUT_DATE_FROM');
    expect(caller.call('GET', `/accounts/${well}/transactions?date_from=${addDays(today, 2)}`).body['error']).toBe('DATE_FROM_IN_FUTURE');
    expect(caller.call('GET', `/accounts/${well}/transactions?date_from=${today}&date_to=${addDays(today, -1)}`).body['error']).toBe('WRONG_DATE_INTERVAL');
  });
});

describe('pages', () => {
  const open = (): { caller: Caller; uid: string; query: string } => {
    const caller = new Caller({ now: NOW });
    return { caller, uid: caller.connect('well-behaved').uids[0] ?? '', query: `date_from=${addDays(today, -60)}` };
  };
  const references = (rows: readonly Record<string, unknown>[]): string[] => rows.map((row) => String(row['entry_reference']));

  it('hold every row once, and go on by a key that fits its own query in its own session', () => {
    const { caller, uid, query } = open();
    const rows = caller.rows(uid, query);
    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(references(rows)).size).toBe(rows.length);
    const key = encodeURIComponent(String(caller.call('GET', `/accounts/${uid}/transactions?${query}`).body['continuation_key']));
    const error = (path: string): unknown => caller.call('GET', `${path}&continuation_key=${key}`).body['error'];
    expect(error(`/accounts/${uid}/transactions?${query}`)).toBeUndefined();
    expect(error(`/accounts/${uid}/transactions?date_from=${addDays(today, -59)}`)).toBe('WRONG_REQUEST_PARAMETERS');
    const again = caller.connect('well-behaved').uids[0];
    expect(error(`/accounts/${again}/transactions?${query}`)).toBe('WRONG_CONTINUATION_KEY');
  });

  it('repeat a row, shift by one, come empty, lose their key and break off, when that is planned', () => {
    const { caller, uid, query } = open();
    const plain = references(caller.rows(uid, query));
    for (const fault of ['repeated-row', 'shifted-rows'] as const) {
      caller.simulator.plan({ fault, after: 1 });
      const rows = references(caller.rows(uid, query));
      expect([fault, rows.length > plain.length, [...new Set(rows)].sort()]).toEqual([fault, true, [...plain].sort()]);
    }
    caller.simulator.plan({ fault: 'shuffled-rows' });
    const mixed = references(caller.rows(uid, query));
    expect(mixed).not.toEqual(plain);
    expect([...mixed].sort()).toEqual([...plain].sort());
    caller.simulator.advance(DAY);
    const next = caller.rows(uid, query).length;
    caller.simulator.plan({ fault: 'empty-page' });
    expect(caller.call('GET', `/accounts/${uid}/transactions?${query}`).body).toMatchObject({ transactions: [], continuation_key: expect.any(String) as string });
    caller.simulator.plan({ fault: 'silent-truncation' });
    expect(caller.rows(uid, query).length).toBeLessThan(next);
    caller.simulator.plan({ fault: 'expired-key', after: 1 });
    expect(() => caller.rows(uid, query)).toThrow('WRONG_CONTINUATION_KEY');
  });
});

it.skipIf(!isInspected)('keeps to the published document, and would be told where it did not', () => {
  const caller = new Caller({ now: NOW });
  for (const view of caller.simulator.views) {
    const { id, uids } = caller.connect(view.id);
    for (const uid of uids) {
      caller.rows(uid, 'strategy=longest');
      for (const endpoint of ['balances', 'details']) caller.call('GET', `/accounts/${uid}/${endpoint}`);
    }
    caller.call('GET', `/sessions/${id}`);
    caller.call('DELETE', `/sessions/${id}`);
  }
  caller.call('GET', '/application');
  caller.call('GET', '/aspsps?country=NO&psu_type=personal');
  caller.call('GET', '/accounts/7f3a1f0e-0000-4000-8000-000000000000/balances');
  expect(caller.simulator.log.length).toBeGreaterThan(100);
  expect(caller.simulator.violations).toEqual([]);
  caller.call('GET', '/aspsps?land=NO');
  caller.call('POST', '/sessions', { body: { kode: 'x' } });
  expect(caller.simulator.violations).toEqual([
    'GET /aspsps: request has an unknown parameter land', expect.stringContaining("POST /sessions: request body must have required property 'code'"),
  ]);
});
