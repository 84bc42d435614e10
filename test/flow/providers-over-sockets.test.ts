/** Providers through the machine's own HTTP: certificates on both sides, a browser that comes back to this machine, connections that break off. */
import { afterEach, describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../src/intake/providers/berlin-group.ts';
import { sparebank1 } from '../../src/intake/providers/sparebank1.ts';
import { createHttp } from '../../src/machine/http.ts';
import { listenForRedirect } from '../../src/machine/redirect-listener.ts';
import { addDays } from '../../src/values/day.ts';
import { berlinGroup as berlinGroupFace } from '../bank-simulator/faces/berlin-group.ts';
import { sparebank1 as sparebank1Face } from '../bank-simulator/faces/sparebank1.ts';
import { SPAREBANK1_CLIENT } from '../bank-simulator/faces/sparebank1-oauth.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { serve, type Served, type ServeOptions } from '../bank-simulator/serve.ts';
import type { Simulator } from '../bank-simulator/simulator.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { NOW, simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { authority, client, server } from '../unit/machine/certificates.ts';
import { against, Connection, PSU, troubleOf } from './provider-connection.ts';

const open: Served[] = [];
afterEach(async () => { for (const one of open.splice(0)) await one.close(); });
async function served(simulator: Simulator, options?: ServeOptions): Promise<string> {
  const one = await serve(simulator.handle, options);
  open.push(one);
  return one.url;
}
const today = osloDay(NOW);

describe('a bank that knows its callers by certificate', () => {
  const tls = { tls: { ...server, authority } };
  it('answers who has one', async () => {
    const simulator = simulatorOf(berlinGroupFace);
    simulator.set('berlingroup', 'certificate', 'demanded');
    const view = viewOf('well-behaved');
    const bank = new Connection(simulator, berlinGroup, `${await served(simulator, tls)}/berlingroup/${view.id}`, { ...client, authority }, createHttp('test'));
    const { accounts: [account] } = await bank.connect(undefined);
    if (!account) throw new Error('no account');
    const { reading } = await bank.fetched(account, bankProfile('berlingroup', view.name));
    expect(against(simulator, view, 'current', reading, addDays(today, -80), today)).toEqual({ missing: [], beside: [] });
    expect(bank.pages.length).toBeGreaterThan(2);
  });
  it('refuses who has none, and is refused where its own is from nobody that is known', async () => {
    const simulator = simulatorOf(berlinGroupFace);
    const base = `${await served(simulator, tls)}/berlingroup`;
    expect((await troubleOf(new Connection(simulator, berlinGroup, base, {}, createHttp('test')).connect(undefined))).kind).toMatch(/^bank-(?:tls|unreachable)$/);
    expect(await troubleOf(new Connection(simulator, berlinGroup, base, client, createHttp('test')).connect(undefined))).toMatchObject({ kind: 'bank-tls' });
    expect(simulator.log).toEqual([]);
  });
});

describe('a login in the browser', () => {
  it('comes back to this machine with its code', async () => {
    const simulator = simulatorOf(sparebank1Face);
    const view = viewOf('sparebank1');
    const bank = new Connection(simulator, sparebank1, `${await served(simulator)}/sparebank1`, SPAREBANK1_CLIENT, createHttp('test'));
    const listener = await listenForRedirect(0, 'nb');
    const wish = { bank: undefined, redirectUrl: listener.url, state: 'state-7', language: 'nb' } as const;
    const begun = await sparebank1.begin(bank.calling(PSU), wish);
    const arrived = listener.arrived(10_000);
    expect((await fetch(begun.url ?? '')).status).toBe(200);
    const redirected = await arrived;
    listener.close();
    expect(redirected).toMatch(/[?&]state=state-7(?:&|$)/);
    const { accounts: [account] } = await sparebank1.finish(bank.calling(PSU), begun, redirected, wish);
    if (!account) throw new Error('no account');
    const { reading } = await bank.fetched(account, bankProfile('sparebank1', ''));
    expect(against(simulator, view, 'current', reading, addDays(today, -60), today)).toEqual({ missing: [], beside: [] });
  });
  it('that breaks off is a failure with a name', async () => {
    const simulator = simulatorOf(sparebank1Face);
    const bank = new Connection(simulator, sparebank1, `${await served(simulator)}/sparebank1`, SPAREBANK1_CLIENT, createHttp('test'));
    const { accounts: [account] } = await bank.connect(undefined);
    if (!account) throw new Error('no account');
    const ask = () => troubleOf(bank.fetched(account, bankProfile('sparebank1', '')));
    simulator.plan({ fault: 'reset', path: '/transactions', times: 9 });
    expect(await ask()).toMatchObject({ kind: 'bank-unreachable' });
    simulator.state.faults = [];
    simulator.plan({ fault: 'cut', path: '/transactions', times: 9 });
    expect(await ask()).toMatchObject({ kind: 'bank-answer-cut' });
  });
});
