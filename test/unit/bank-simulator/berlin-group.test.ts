/** The simulated bank of the Berlin Group: consents, headers, budgets, pages, statements, and the dialects of errors. */
import { describe, expect, it } from 'vitest';
import { berlinGroup } from '../../bank-simulator/faces/berlin-group.ts';
import { logIn } from '../../bank-simulator/person.ts';
import type { Simulator } from '../../bank-simulator/simulator.ts';
import { gathered, textFile } from '../intake/read-statement.ts';
import { identify } from '../../../src/intake/identify.ts';
import { call, type Reply, simulatorOf } from './face-caller.ts';

const DAY = 86_400_000;
const REQUEST_ID = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const PSU = { 'psu-ip-address': '203.0.113.7' };
const REDIRECT = { 'tpp-redirect-uri': 'https://example.org/ok?state=s1', 'tpp-nok-redirect-uri': 'https://example.org/no' };
const WISH = { access: { accounts: [], balances: [], transactions: [] }, recurringIndicator: true, validUntil: '2026-11-28', frequencyPerDay: 4, combinedServiceIndicator: false };

class Client {
  readonly simulator: Simulator = simulatorOf(berlinGroup);
  consent = '';
  constructor(readonly view = 'well-behaved') {}
  ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: unknown): Reply {
    return call(this.simulator, 'berlingroup', method, `/${this.view}${path}`, { ...(body === undefined ? {} : { body }), headers: { 'x-request-id': REQUEST_ID, ...headers } });
  }
  open(wish: Record<string, unknown> = WISH): Reply { return this.ask('POST', '/v1/consents', { ...PSU, ...REDIRECT }, wish); }
  signIn(wish: Record<string, unknown> = WISH): this {
    const { consentId, _links: links } = this.open(wish).body as { consentId: string; _links: { scaRedirect: { href: string } } };
    logIn(this.simulator, links.scaRedirect.href);
    this.consent = consentId;
    return this;
  }
  get(path: string, headers: Readonly<Record<string, string>> = {}): Reply { return this.ask('GET', path, { 'consent-id': this.consent, ...headers }); }
  accounts(query = ''): readonly Record<string, unknown>[] { return this.get(`/v1/accounts${query}`).body['accounts'] as Record<string, unknown>[]; }
  transactions(query = 'bookingStatus=both&dateFrom=2026-05-01', headers: Readonly<Record<string, string>> = {}): Reply {
    return this.get(`/v1/accounts/${String(this.accounts()[0]?.['resourceId'])}/transactions?${query}`, headers);
  }
  /** An address that a link leads to, with the same headers. */
  follow(href: string): Reply { return this.get(new URL(href, 'http://127.0.0.1:1').pathname.replace(`/berlingroup/${this.view}`, '') + new URL(href, 'http://127.0.0.1:1').search); }
}

interface Report { readonly booked: readonly Row[]; readonly pending?: readonly Row[]; readonly _links: { readonly next?: { readonly href: string } } }
interface Row { readonly transactionId?: string; readonly bookingDate: string; readonly transactionAmount: { readonly amount: string | number } }
const report = (reply: Reply): Report => reply.body['transactions'] as Report;
const code = ({ body }: Reply): unknown => (body['tppMessages'] as { code: string }[] | undefined)?.[0]?.code ?? body['code'];

describe('a consent', () => {
  it('is received, valid after the login, and told with its days', () => {
    const client = new Client();
    const opened = client.open();
    const { consentId, _links: links } = opened.body as { consentId: string; _links: { scaRedirect: { href: string } } };
    expect([opened.status, opened.headers['aspsp-sca-approach'], opened.headers['x-request-id'], opened.body['consentStatus']]).toEqual([201, 'REDIRECT', REQUEST_ID, 'received']);
    expect(logIn(client.simulator, links.scaRedirect.href)).toBe('https://example.org/ok?state=s1');
    expect(client.ask('GET', `/v1/consents/${consentId}/status`).body).toEqual({ consentStatus: 'valid' });
    expect(client.ask('GET', `/v1/consents/${consentId}`).body).toMatchObject({ validUntil: '2026-11-28', frequencyPerDay: 4, recurringIndicator: true, lastActionDate: '2026-06-01' });
    expect(client.simulator.violations).toEqual([]);
  });
  it('is shortened to what the bank gives', () => {
    const { consentId } = new Client('revolut').open({ ...WISH, validUntil: '9999-12-31' }).body as { consentId: string };
    expect(consentId).toMatch(/^[0-9a-f-]{36}$/);
    const client = new Client('revolut').signIn({ ...WISH, validUntil: '9999-12-31' });
    expect(client.ask('GET', `/v1/consents/${client.consent}`).body['validUntil']).toBe('2026-08-30');
  });
  it('goes to the other address after a no', () => {
    const client = new Client();
    const { consentId, _links: links } = client.open().body as { consentId: string; _links: { scaRedirect: { href: string } } };
    expect(logIn(client.simulator, links.scaRedirect.href, 'cancel')).toBe('https://example.org/no');
    expect(client.ask('GET', `/v1/consents/${consentId}/status`).body['consentStatus']).toBe('rejected');
  });
  it('ends the recurring one before it, unless it is for once', () => {
    const client = new Client().signIn();
    const first = client.consent;
    client.signIn({ ...WISH, recurringIndicator: false, frequencyPerDay: 1 });
    const once = client.consent;
    client.consent = first;
    expect(client.accounts().length).toBe(3);
    client.signIn();
    const status = (id: string): unknown => client.ask('GET', `/v1/consents/${id}/status`).body['consentStatus'];
    expect([status(first), status(client.consent), client.get('/v1/accounts', { 'consent-id': first }).status, once === first]).toEqual(['terminatedByTpp', 'valid', 401, false]);
  });
  it('ends by DELETE, by the person, and by the calendar', () => {
    const client = new Client().signIn();
    expect(client.ask('DELETE', `/v1/consents/${client.consent}`).status).toBe(204);
    expect(code(client.get('/v1/accounts'))).toBe('CONSENT_INVALID');
    client.signIn().simulator.revoke();
    expect([client.ask('GET', `/v1/consents/${client.consent}/status`).body['consentStatus'], code(client.get('/v1/accounts'))]).toEqual(['revokedByPsu', 'CONSENT_INVALID']);
    client.signIn({ ...WISH, validUntil: '2026-06-03' }).simulator.advance(3 * DAY);
    expect([client.get('/v1/accounts').status, code(client.get('/v1/accounts'))]).toEqual([401, 'CONSENT_EXPIRED']);
    expect(client.simulator.violations).toEqual([]);
  });
  it('is not opened for a wish that is none', () => {
    const client = new Client();
    for (const wrong of [{ ...WISH, validUntil: '2026-05-31' }, { ...WISH, frequencyPerDay: 5 }, { ...WISH, access: {} }, { ...WISH, recurringIndicator: 'yes' }]) expect(code(client.open(wrong))).toBe('FORMAT_ERROR');
    expect(client.ask('POST', '/v1/consents', REDIRECT, WISH).status).toBe(400);
    expect(client.ask('POST', '/v1/consents', PSU, WISH).status).toBe(400);
  });
  it('is for the accounts that it lists', () => {
    const all = new Client().signIn().accounts();
    const client = new Client().signIn({ ...WISH, access: { transactions: [{ iban: all[1]?.['iban'] }] } });
    expect(client.accounts().map(({ iban }) => iban)).toEqual([all[1]?.['iban']]);
    expect(client.get(`/v1/accounts/${String(client.accounts()[0]?.['resourceId'])}/balances`).status).toBe(401);
  });
});

describe('requests', () => {
  it('need an id of their own, a consent, and a certificate where one is demanded', () => {
    const client = new Client().signIn();
    expect(code(client.get('/v1/accounts', { 'x-request-id': 'mine' }))).toBe('FORMAT_ERROR');
    expect(code(client.ask('GET', '/v1/accounts'))).toBe('FORMAT_ERROR');
    expect(client.get('/v1/accounts', { 'consent-id': REQUEST_ID }).status).toBe(403);
    client.simulator.set('berlingroup', 'certificate', 'demanded');
    expect([code(client.get('/v1/accounts')), client.get('/v1/accounts', { 'x-client-certificate': '1' }).status]).toEqual(['CERTIFICATE_MISSING', 200]);
    client.simulator.set('berlingroup', 'errors', 'problem');
    const refused = client.get('/v1/accounts');
    expect([refused.headers['content-type'], refused.body['code']]).toEqual(['application/problem+json', 'CERTIFICATE_MISSING']);
    expect(client.simulator.violations.filter((violation) => !violation.includes('lacks header'))).toEqual([]);
  });
  it('without the person are four a day for each account and endpoint', () => {
    const client = new Client().signIn();
    for (let count = 0; count < 4; count++) expect(client.transactions().status).toBe(200);
    expect([client.transactions().status, code(client.transactions())]).toEqual([429, 'ACCESS_EXCEEDED']);
    expect(client.transactions(undefined, PSU).status).toBe(200);
    client.simulator.advance(DAY);
    expect(client.transactions().status).toBe(200);
  });
});

describe('transactions', () => {
  it('go back ninety days after the first hour, and say from when on where the bank does', () => {
    const client = new Client().signIn();
    expect(client.transactions('bookingStatus=booked&dateFrom=2025-12-01').status).toBe(200);
    client.simulator.advance(2 * 3_600_000);
    const refused = client.transactions('bookingStatus=booked&dateFrom=2025-12-01');
    expect([refused.status, code(refused), refused.text.includes('2026-03-03')]).toEqual([400, 'PERIOD_INVALID', true]);
    expect(code(client.transactions('bookingStatus=booked&dateFrom=2026-05-02&dateTo=2026-05-01'))).toBe('PERIOD_INVALID');
    expect(code(client.transactions('bookingStatus=maybe&dateFrom=2026-05-02'))).toBe('FORMAT_ERROR');
    client.simulator.set('berlingroup', 'bookingStatusSpelling', 'BookingStatus');
    expect([client.transactions().status, client.transactions('BookingStatus=booked&dateFrom=2026-05-02').status]).toEqual([400, 200]);
  });
  it.each(['', 'absolute', 'relative', 'query'])('lie on pages behind links written as "%s"', (links) => {
    const client = new Client().signIn();
    client.simulator.set('berlingroup', 'links', links);
    const query = 'bookingStatus=both&dateFrom=2026-01-01';
    let address = `http://127.0.0.1:1/berlingroup/well-behaved/v1/accounts/${String(client.accounts()[0]?.['resourceId'])}/transactions?${query}`;
    const ids: unknown[] = [];
    let pages = 0;
    for (;;) {
      const page = report(client.follow(address));
      ids.push(...page.booked.map(({ transactionId }) => transactionId));
      pages++;
      if (!page._links.next) break;
      address = new URL(page._links.next.href, address).href;
    }
    expect(pages).toBeGreaterThan(2);
    expect(new Set(ids).size).toBe(ids.length);
    const whole = report(client.transactions('bookingStatus=both&dateFrom=2026-05-20')).booked.map(({ transactionId }) => transactionId);
    expect(ids.slice(0, whole.length)).toEqual(whole);
    expect(client.simulator.violations).toEqual([]);
  });
  it('have pages that lead elsewhere, in circles, are empty, shifted, or gone', () => {
    const client = new Client().signIn();
    const query = 'bookingStatus=both&dateFrom=2026-01-01';
    const first = (fault: 'foreign-next' | 'looped-next' | 'empty-page' | 'shifted-rows'): Report => {
      client.simulator.plan({ fault, path: '/transactions' });
      return report(client.transactions(query, PSU));
    };
    expect(first('foreign-next')._links.next?.href).toMatch(/^https:\/\/elsewhere\.example\//);
    const loop = first('looped-next');
    expect(report(client.follow(loop._links.next?.href ?? '')).booked).toEqual(loop.booked);
    const empty = first('empty-page');
    expect([empty.booked, report(client.follow(empty._links.next?.href ?? '')).booked.length]).toEqual([[], 50]);
    const shifted = first('shifted-rows');
    expect(report(client.follow(shifted._links.next?.href ?? '')).booked[0]).toEqual(shifted.booked.at(-1));
    const next = report(client.transactions(query, PSU))._links.next?.href ?? '';
    client.simulator.advance(600_000);
    expect(code(client.follow(next))).toBe('RESOURCE_EXPIRED');
  });
  it('are numbers, objects and nothing but dashes where a bank is like that', () => {
    const client = new Client('n26').signIn();
    expect(report(client.transactions()).booked.every(({ transactionAmount }) => typeof transactionAmount.amount === 'number')).toBe(true);
    expect(client.simulator.violations).toEqual([]);
  });
});

describe('statements in the place of rows', () => {
  const signedSum = (rows: readonly Row[]): number => rows.reduce((total, { transactionAmount }) => total + Math.round(Number(transactionAmount.amount) * 100), 0);
  it.each([['camt', 'application/xml'], ['mt940', 'text/plain']])('come as %s and have the same rows', (media, type) => {
    const client = new Client().signIn();
    const query = 'bookingStatus=booked&dateFrom=2026-05-01&dateTo=2026-05-10';
    const { booked } = report(client.transactions(query));
    client.simulator.set('berlingroup', 'media', media);
    const reply = client.transactions(query);
    expect(reply.headers['content-type']).toContain(type);
    const { rows, problems } = gathered(identify(textFile(media === 'camt' ? 'a.xml' : 'a.sta', reply.text), { userProfiles: [] }));
    expect(problems).toEqual([]);
    expect(rows.map(({ bookingDate, amount }) => `${bookingDate} ${amount}`).sort()).toEqual(booked.map((row) => `${row.bookingDate} ${signedSum([row])}`).sort());
    expect(booked.length).toBeGreaterThan(8);
  });
  it('lie behind a link', () => {
    const client = new Client().signIn();
    client.simulator.plan({ fault: 'download', path: '/transactions' });
    const { body } = client.transactions();
    expect(body['transactions']).toBeUndefined();
    const { text } = client.follow((body['_links'] as { download: { href: string } }).download.href);
    expect(text).toContain('<BkToCstmrStmt>');
    expect(client.simulator.violations).toEqual([]);
  });
});

describe('cards', () => {
  it('have a list of their own where a bank keeps them apart', () => {
    const client = new Client().signIn();
    client.simulator.set('berlingroup', 'cards', 'separate');
    expect(client.accounts().length).toBe(2);
    const [card] = client.get('/v1/card-accounts').body['cardAccounts'] as Record<string, unknown>[];
    expect(card).toMatchObject({ maskedPan: expect.stringMatching(/^\d{6}\*{6}\d{4}$/) as unknown });
    const { booked } = client.get(`/v1/card-accounts/${String(card?.['resourceId'])}/transactions?bookingStatus=booked&dateFrom=2026-05-01`).body['cardTransactions'] as { booked: Record<string, unknown>[] };
    expect(booked[0]).toMatchObject({ transactionDetails: expect.any(String) as unknown, cardTransactionId: expect.any(String) as unknown });
    expect(client.simulator.violations).toEqual([]);
  });
});
