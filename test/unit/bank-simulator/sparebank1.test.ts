/** The simulated SpareBank 1: its login, tokens that rotate, and the ways in which its transactions mislead. */
import { describe, expect, it } from 'vitest';
import { sparebank1 } from '../../bank-simulator/faces/sparebank1.ts';
import { SPAREBANK1_CLIENT } from '../../bank-simulator/faces/sparebank1-oauth.ts';
import { osloDay } from '../../bank-simulator/oslo.ts';
import { logIn } from '../../bank-simulator/person.ts';
import type { Simulator } from '../../bank-simulator/simulator.ts';
import { call, NOW, type Reply, simulatorOf } from './face-caller.ts';

const REDIRECT = 'http://localhost:8123/callback';
const ACCEPT = 'application/vnd.sparebank1.v1+json; charset=utf-8';
const HOUR = 3_600_000;

class Client {
  readonly simulator: Simulator;
  access = '';
  refresh = '';
  constructor(now = NOW) { this.simulator = simulatorOf(sparebank1, now); }
  code(how: 'allow' | 'cancel' = 'allow'): URL {
    const query = new URLSearchParams({ client_id: SPAREBANK1_CLIENT.clientId, state: 's1', redirect_uri: REDIRECT, response_type: 'code' });
    return new URL(logIn(this.simulator, `http://127.0.0.1:1/sparebank1/oauth/authorize?${query}`, how));
  }
  token(form: Readonly<Record<string, string>>): Reply {
    const reply = call(this.simulator, 'sparebank1', 'POST', '/oauth/token', { form: { client_id: SPAREBANK1_CLIENT.clientId, client_secret: SPAREBANK1_CLIENT.clientSecret, ...form } });
    if (reply.status === 200) [this.access, this.refresh] = [String(reply.body['access_token']), String(reply.body['refresh_token'])];
    return reply;
  }
  signIn(): this {
    this.token({ grant_type: 'authorization_code', code: this.code().searchParams.get('code') ?? '', redirect_uri: REDIRECT });
    return this;
  }
  renew(refresh = this.refresh): Reply { return this.token({ grant_type: 'refresh_token', refresh_token: refresh }); }
  ask(path: string, accept = ACCEPT): Reply { return call(this.simulator, 'sparebank1', 'GET', `/personal/banking${path}`, { headers: { authorization: `Bearer ${this.access}`, accept } }); }
  accounts(): readonly Record<string, unknown>[] { return this.ask('/accounts?includeCreditCardAccounts=true').body['accounts'] as Record<string, unknown>[]; }
  rows(query: string, account = 0): Listing { return this.ask(`/transactions?accountKey=${String(this.accounts()[account]?.['key'])}&${query}`).body as unknown as Listing; }
}
interface Listing { readonly transactions: readonly Record<string, unknown>[]; readonly errors: readonly string[] }

describe('the login', () => {
  it('comes back with code and state, or with an error', () => {
    const client = new Client();
    expect([...client.code().searchParams.keys()].sort()).toEqual(['code', 'state']);
    expect(Object.fromEntries(client.code('cancel').searchParams)).toMatchObject({ error: 'access_denied', state: 's1' });
  });
  it('gives a code that is good once, for two minutes, and for the same address', () => {
    const client = new Client();
    const redeem = (code: string, redirect = REDIRECT): unknown => client.token({ grant_type: 'authorization_code', code, redirect_uri: redirect }).body['error'];
    const code = (): string => client.code().searchParams.get('code') ?? '';
    const used = code();
    expect([redeem(used), redeem(used)]).toEqual([undefined, 'invalid_grant']);
    expect(redeem(code(), 'http://localhost:9/callback')).toBe('invalid_grant');
    const late = code();
    client.simulator.advance(120_000);
    expect(redeem(late)).toBe('invalid_grant');
  });
  it('refuses another client, a secret that has run out, and a body that is no form', () => {
    const client = new Client();
    expect(client.token({ grant_type: 'refresh_token', refresh_token: 'x', client_secret: 'wrong' }).body['error']).toBe('invalid_client');
    client.simulator.set('sparebank1', 'secretExpired', 'yes');
    expect(client.token({ grant_type: 'authorization_code', code: 'x', redirect_uri: REDIRECT }).body['error']).toBe('invalid_client');
    expect(call(client.simulator, 'sparebank1', 'POST', '/oauth/token', { body: { grant_type: 'refresh_token' } }).body['error']).toBe('invalid_request');
  });
});

describe('tokens', () => {
  it('to ask with last ten minutes', () => {
    const client = new Client().signIn();
    client.simulator.advance(599_999);
    expect(client.ask('/accounts').status).toBe(200);
    client.simulator.advance(1);
    expect(client.ask('/accounts').status).toBe(401);
    expect([client.renew().status, client.ask('/accounts').status]).toEqual([200, 200]);
  });
  it('to renew with are good once and for thirty days', () => {
    const client = new Client().signIn();
    const first = client.refresh;
    expect([client.renew().status, client.renew(first).body['error'], client.renew().status]).toEqual([200, 'invalid_grant', 200]);
    client.simulator.advance(30 * 24 * HOUR);
    expect(client.renew().body['error']).toBe('invalid_grant');
  });
  it('end together where a bank takes a used one for theft', () => {
    const client = new Client().signIn();
    client.simulator.set('sparebank1', 'refreshReuse', 'ends-family');
    const first = client.refresh;
    client.renew();
    expect(client.ask('/accounts').status).toBe(200);
    client.renew(first);
    expect([client.ask('/accounts').status, client.renew().body['error']]).toEqual([401, 'invalid_grant']);
  });
});

describe('questions', () => {
  it('name the version, and are sixty an hour', () => {
    const client = new Client().signIn();
    expect([client.ask('/accounts', 'application/json').status, client.ask('/accounts', 'application/vnd.sparebank1.v5+json').status, client.ask('/transactions?accountKey=x', 'application/vnd.sparebank1.v5+json').status]).toEqual([406, 200, 406]);
    for (let count = 3; count < 60; count++) client.ask('/accounts');
    const over = client.ask('/accounts');
    expect([over.status, Number(over.headers['retry-after'])]).toEqual([429, 3600]);
    client.simulator.advance(HOUR);
    client.renew();
    expect(client.ask('/accounts').status).toBe(200);
    expect(client.simulator.violations).toEqual([]);
  });
  it('about accounts leave cards out unless they are asked for', () => {
    const client = new Client().signIn();
    const named = (path: string): unknown => (client.ask(path).body['accounts'] as { type: string; name: string }[]).map(({ type }) => type);
    expect([named('/accounts'), named('/accounts?includeCreditCardAccounts=true')]).toEqual([['USER', 'SAVING'], ['USER', 'SAVING', 'CREDITCARD']]);
    expect(client.accounts()[2]).toMatchObject({ name: expect.stringMatching(/^\*{4} \*{4} \*{4} \d{4}$/) as unknown, currencyCode: 'NOK' });
    expect(typeof client.accounts()[0]?.['balance']).toBe('number');
  });
});

describe('transactions', () => {
  it('are dated by epoch milliseconds at midnight in Oslo, in winter and in summer', () => {
    const client = new Client().signIn();
    const dates = client.rows('fromDate=2026-01-10&toDate=2026-06-01&rowLimit=1000').transactions.map(({ date }) => Number(date));
    expect(new Set(dates.map((date) => (date % 86_400_000) / HOUR))).toEqual(new Set([22, 23]));
    expect(dates.every((date) => new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Oslo', timeStyle: 'medium' }).format(date) === '00:00:00')).toBe(true);
    expect(client.simulator.violations).toEqual([]);
  });
  it('are chosen by the day of the purchase, though dated by the day of the booking', () => {
    const client = new Client().signIn();
    const days = client.rows('fromDate=2026-04-01&toDate=2026-04-10&rowLimit=1000').transactions.map(({ date }) => osloDay(Number(date)));
    expect(days.filter((day) => day > '2026-04-10').length).toBeGreaterThan(0);
    expect(days.every((day) => day >= '2026-04-01')).toBe(true);
  });
  it('have other ids in every answer, and none that is unique', () => {
    const client = new Client().signIn();
    const read = (): readonly Record<string, unknown>[] => client.rows('fromDate=2026-05-01&toDate=2026-06-01&rowLimit=1000').transactions;
    const [one, two] = [read(), read()];
    expect(one.map(({ description, date }) => [description, date])).toEqual(two.map(({ description, date }) => [description, date]));
    expect(new Set([...one, ...two].map(({ id }) => id)).size).toBe(one.length + two.length);
    expect(new Set(one.map(({ nonUniqueId }) => nonUniqueId))).toEqual(new Set(['000000000']));
  });
  it('are cut off in silence at rowLimit', () => {
    const client = new Client().signIn();
    const { transactions, errors } = client.rows('fromDate=2026-03-01&toDate=2026-06-01&rowLimit=7');
    expect([transactions.length, errors]).toEqual([7, []]);
    expect(client.rows('fromDate=2026-03-01&toDate=2026-06-01&rowLimit=1000').transactions.length).toBeGreaterThan(50);
  });
  it('are recent or historic, reserved ones among the recent', () => {
    const client = new Client().signIn();
    const query = 'fromDate=2026-04-01&toDate=2026-06-01&rowLimit=1000';
    const count = (source: string): number => client.rows(`${query}&source=${source}`).transactions.length;
    expect(count('RECENT') + count('HISTORIC')).toBe(count('ALL'));
    const recent = client.rows(`${query}&source=RECENT`).transactions;
    expect(recent.some(({ bookingStatus }) => bookingStatus === 'PENDING')).toBe(true);
    expect(client.rows(`${query}&source=HISTORIC`).transactions.every(({ bookingStatus, cleanedDescription }) => bookingStatus === 'BOOKED' && cleanedDescription === undefined)).toBe(true);
  });
  it('lack a part that failed, which only errors tells', () => {
    const client = new Client().signIn();
    const query = 'fromDate=2026-04-01&toDate=2026-06-01&rowLimit=1000';
    const whole = client.rows(query).transactions.length;
    client.simulator.plan({ fault: 'partial-error', path: '/transactions' });
    const { transactions, errors } = client.rows(query);
    expect(errors).toEqual(['RECENT_TRANSACTIONS_FAILED']);
    expect(transactions.length).toBeLessThan(whole);
    client.simulator.plan({ fault: 'partial-error', path: '/transactions' });
    expect(client.rows(query, 2)).toMatchObject({ transactions: [], errors: ['CREDIT_ACCOUNTS_FAILED'] });
    expect(client.simulator.violations).toEqual([]);
  });
  it('come as a table of booked ones too', () => {
    const client = new Client().signIn();
    const key = String(client.accounts()[0]?.['key']);
    const { text, status } = client.ask(`/transactions/export?accountKey=${key}&fromDate=2026-05-01&toDate=2026-05-31`);
    expect([status, text.split('\n')[0]]).toEqual([200, 'Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto']);
    expect(text.split('\n')[1]).toMatch(/^\d\d\.0[56]\.2026;[^;]+;\d\d\.0[56]\.2026;[\d,]*;[-\d,]*;;\d{11}$/);
  });
});
