import { describe, expect, it } from 'vitest';
import { control } from '../../bank-simulator/control.ts';
import type { Fault } from '../../bank-simulator/contract.ts';
import { httpOf, ORIGIN } from '../../bank-simulator/in-process.ts';
import { Caller, token } from './enable-banking-caller.ts';

const NOW = Date.parse('2026-06-01T10:00:00Z');

describe('faults of transport', () => {
  const open = (): { caller: Caller; ask: (fault: Fault) => ReturnType<Caller['simulator']['handle']> } => {
    const caller = new Caller({ now: NOW });
    const [uid] = caller.connect('well-behaved').uids;
    const url = `${ORIGIN}/enablebanking/accounts/${uid}/transactions?date_from=2026-05-20`;
    const headers = { authorization: `Bearer ${token(NOW)}`, 'psu-ip-address': '192.0.2.1' };
    return { caller, ask: (fault) => { caller.simulator.plan({ fault }); return caller.simulator.handle({ method: 'GET', url, headers, body: '' }); } };
  };

  it('make of a good answer what they are named after, once', () => {
    const { caller, ask } = open();
    expect(['status-500', 'status-503', 'status-408', 'status-429'].map((fault) => ask(fault as Fault).status)).toEqual([500, 503, 408, 429]);
    expect([ask('lost').ends, ask('reset').ends, ask('cut').ends, ask('slow').delay > 0]).toEqual(['before', 'before', 'middle', true]);
    expect(ask('html')).toMatchObject({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' } });
    expect(() => JSON.parse(ask('truncated').body) as unknown).toThrow();
    expect(JSON.parse(ask('wrong-types').body)).not.toHaveProperty('transactions[0].transaction_amount.amount', expect.any(String));
    expect(Date.parse(ask('skew').headers['date'] ?? '') - NOW).toBe(3 * 3_600_000);
    expect(caller.simulator.state.faults).toEqual([]);
  });

  it('give the last answer again, to the same request or to the same path', () => {
    const { caller, ask } = open();
    const before = ask('slow').body;
    caller.simulator.advance(2 * 86_400_000);
    expect(ask('duplicate').body).toBe(before);
    expect(ask('stale').body).toBe(before);
    expect(ask('slow').body).not.toBe(before);
  });

  it('come by chance as a seed has it, and to the calls that a plan names', () => {
    const statuses = (): number[] => {
      const caller = new Caller({ now: NOW });
      caller.simulator.chaos({ seed: 'x', percent: 40, faults: ['status-500', 'status-503'] });
      return Array.from({ length: 40 }, () => caller.call('GET', '/application').status);
    };
    expect(statuses()).toEqual(statuses());
    expect(new Set(statuses())).toEqual(new Set([200, 500, 503]));
    const caller = new Caller({ now: NOW });
    caller.simulator.plan({ fault: 'status-500', path: '/aspsps$', after: 1, times: 2 });
    expect(['/application', '/aspsps', '/aspsps', '/application', '/aspsps', '/aspsps'].map((path) => caller.call('GET', path).status)).toEqual([200, 200, 500, 200, 500, 200]);
  });

  it('fail in process as the real port does', async () => {
    const caller = new Caller({ now: NOW });
    const http = httpOf(caller.simulator);
    const ask = (path = '/application'): Promise<{ status: number }> => http({ method: 'GET', url: `${ORIGIN}/enablebanking${path}`, headers: { authorization: `Bearer ${token(NOW)}` } });
    expect((await ask()).status).toBe(200);
    caller.simulator.plan({ fault: 'lost' }, { fault: 'cut' });
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'bank-unreachable' } });
    await expect(ask()).rejects.toMatchObject({ failure: { code: 'bank-answer-cut' } });
    const { url } = caller.begin('dnb').body as { url: string };
    await expect(ask(url.slice(`${ORIGIN}/enablebanking`.length))).rejects.toMatchObject({ failure: { code: 'bank-redirected' } });
  });
});

describe('the levers', () => {
  it('move the clock, end consents, tell the truth and the calls', () => {
    const { simulator } = new Caller({ now: NOW });
    const pull = (method: string, name: string, body?: unknown): { status: number; body: unknown } => {
      const answer = control(simulator, { method, url: `${ORIGIN}/_control/${name}`, headers: {}, body: body === undefined ? '' : JSON.stringify(body) });
      return { status: answer?.status ?? 0, body: JSON.parse(answer?.body ?? 'null') as unknown };
    };
    expect(pull('POST', 'clock', { advance: 5000 }).body).toEqual({ now: NOW + 5000 });
    expect(pull('POST', 'faults', { faults: [{ fault: 'html' }] }).body).toEqual({ waiting: 1 });
    expect(pull('GET', 'truth?view=dnb').body).toMatchObject({ current: { currency: 'NOK', opening: 6_184_250 } });
    const { current } = pull('GET', 'truth?view=dnb').body as { current: { opening: number; sum: number; rows: unknown[]; balances: Record<string, number> } };
    expect(Object.values(current.balances).at(-1)).toBe(current.opening + current.sum);
    expect([pull('GET', 'nothing').status, pull('POST', 'clock', undefined).status, control(simulator, { method: 'GET', url: `${ORIGIN}/elsewhere`, headers: {}, body: '' })]).toEqual([404, 200, undefined]);
    expect(pull('POST', 'login', { url: `${ORIGIN}/enablebanking/login?sessionid=x` }).status).toBe(400);
  });
});
