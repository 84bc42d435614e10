/** The simulated SimpleFIN bridge: a claim that is good once, windows, messages and both versions. */
import { describe, expect, it } from 'vitest';
import { simplefin } from '../../bank-simulator/faces/simplefin.ts';
import type { Simulator } from '../../bank-simulator/simulator.ts';
import { call, NOW, type Reply, simulatorOf } from './face-caller.ts';

const DAY = 86_400;
const SECONDS = NOW / 1000;

class Client {
  readonly simulator: Simulator = simulatorOf(simplefin);
  authorization = '';
  claimPath(): string {
    const token = call(this.simulator, 'simplefin', 'GET', '/create?view=well-behaved').text;
    return new URL(Buffer.from(token, 'base64').toString('utf8')).pathname.replace('/simplefin', '');
  }
  signIn(): this {
    const url = new URL(call(this.simulator, 'simplefin', 'POST', this.claimPath()).text);
    this.authorization = `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}`;
    return this;
  }
  ask(query = ''): Reply { return call(this.simulator, 'simplefin', 'GET', `/access/accounts${query}`, { headers: { authorization: this.authorization } }); }
  accounts(query = ''): readonly Account[] { return this.ask(query).body['accounts'] as unknown as readonly Account[]; }
}
interface Account { readonly id: string; readonly balance: string; readonly conn_id?: string; readonly transactions: readonly { readonly id: string; readonly posted: number; readonly amount: string; readonly pending?: boolean }[] }

describe('the claim', () => {
  it('is good once', () => {
    const client = new Client();
    const path = client.claimPath();
    const first = call(client.simulator, 'simplefin', 'POST', path);
    expect(first.text).toMatch(/^http:\/\/[0-9a-f]{16}:[0-9a-f]{32}@127\.0\.0\.1:1\/simplefin\/access$/);
    expect([first.status, call(client.simulator, 'simplefin', 'POST', path).status, call(client.simulator, 'simplefin', 'GET', path).status]).toEqual([200, 403, 405]);
  });
  it('is of an empty body', () => {
    const client = new Client();
    expect(call(client.simulator, 'simplefin', 'POST', client.claimPath(), { body: { a: 1 } }).status).toBe(403);
  });
});

describe('access', () => {
  it('needs name and password, and ends when it is revoked or not paid', () => {
    const client = new Client().signIn();
    expect(client.ask().status).toBe(200);
    expect(call(client.simulator, 'simplefin', 'GET', '/access/accounts', { headers: { authorization: `${client.authorization.slice(0, -4)}AAAA` } }).status).toBe(403);
    client.simulator.set('simplefin', 'unpaid', 'yes');
    expect(client.ask().status).toBe(402);
    client.simulator.set('simplefin', 'unpaid', '');
    client.simulator.revoke();
    expect(client.ask().status).toBe(403);
  });
  it('is warned about past 24 requests a day, and taken away past 48', () => {
    const client = new Client().signIn();
    for (let count = 0; count < 24; count++) expect(client.ask('?balances-only=1').body['errors']).toEqual([]);
    expect(client.ask('?balances-only=1').body['errors']).toEqual([expect.stringContaining('24 requests')]);
    for (let count = 25; count < 48; count++) client.ask('?balances-only=1');
    expect(client.ask('?balances-only=1').status).toBe(403);
    client.simulator.advance(2 * DAY * 1000);
    expect(client.ask('?balances-only=1').status).toBe(403);
  });
});

describe('accounts', () => {
  it('have the rows from the start to before the end, reserved ones only where asked for', () => {
    const client = new Client().signIn();
    const [account] = client.accounts(`?start-date=${SECONDS - 20 * DAY}&end-date=${SECONDS - 10 * DAY}`);
    const posted = account?.transactions.map((row) => row.posted) ?? [];
    expect(posted.length).toBeGreaterThan(3);
    expect(posted.every((at) => at >= SECONDS - 20 * DAY && at < SECONDS - 10 * DAY)).toBe(true);
    const [edge] = posted;
    const until = client.accounts(`?start-date=${SECONDS - 20 * DAY}&end-date=${edge}`)[0]?.transactions.map((row) => row.posted) ?? [];
    expect(until.includes(edge ?? 0)).toBe(false);
    const pending = client.accounts(`?pending=1&start-date=${SECONDS - DAY}`).flatMap(({ transactions }) => transactions).filter((row) => row.pending === true);
    expect(pending.map((row) => row.posted)).toEqual(pending.map(() => 0));
    expect(pending.length).toBeGreaterThan(0);
    expect(client.accounts().flatMap(({ transactions }) => transactions).filter((row) => row.pending === true)).toEqual([]);
  });
  it('can be one alone, or balances alone', () => {
    const client = new Client().signIn();
    const [first, second] = client.accounts('?balances-only=1');
    expect([first?.transactions, typeof first?.balance]).toEqual([[], 'string']);
    expect(client.accounts(`?account=${second?.id}`).map(({ id }) => id)).toEqual([second?.id]);
  });
  it('are capped at ninety days, and said to be', () => {
    const client = new Client().signIn();
    const reply = client.ask(`?start-date=${SECONDS - 150 * DAY}`);
    expect(reply.body['errors']).toEqual([expect.stringContaining('capped')]);
    const oldest = Math.min(...(reply.body['accounts'] as Account[]).flatMap(({ transactions }) => transactions.map((row) => row.posted)));
    expect(oldest).toBeGreaterThanOrEqual(SECONDS - 90 * DAY);
  });
  it('are missing where a connection fails, beside a message', () => {
    const client = new Client().signIn();
    client.simulator.plan({ fault: 'partial-error' });
    const reply = client.ask();
    expect([reply.status, (reply.body['accounts'] as Account[]).length, reply.body['errors']]).toEqual([200, 1, ['Connection to Fjordbanken may need attention']]);
    expect(client.accounts().length).toBe(3);
  });
  it('have a list of connections and coded errors in version 2', () => {
    const client = new Client().signIn();
    client.simulator.plan({ fault: 'partial-error' });
    const { errlist, connections, accounts, errors } = client.ask('?version=2').body as Record<string, unknown>;
    expect(errlist).toEqual([{ code: 'con.auth', message: expect.any(String) as unknown, conn_id: 'CON-well-behaved' }]);
    expect([errors, (connections as unknown[]).length, (accounts as Account[])[0]?.conn_id, (accounts as Record<string, unknown>[])[0]?.['org']]).toEqual([undefined, 1, 'CON-well-behaved', undefined]);
  });
});
