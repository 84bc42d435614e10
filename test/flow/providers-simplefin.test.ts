/** SimpleFIN: ft's provider against the simulated bridge. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import type { FeedAccount } from '../../src/intake/providers/provider.ts';
import { simplefin } from '../../src/intake/providers/simplefin.ts';
import { addDays } from '../../src/values/day.ts';
import type { View } from '../bank-simulator/contract.ts';
import { simplefin as face } from '../bank-simulator/faces/simplefin.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { VIEWS, viewOf } from '../bank-simulator/view-list.ts';
import { call, simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { against, Connection, troubleOf, trueBalance, trueKey } from './provider-connection.ts';

const PROFILE = bankProfile('simplefin', '');

function connection(view: View = viewOf('well-behaved')): Connection {
  const simulator = simulatorOf(face);
  const setupToken = call(simulator, 'simplefin', 'GET', `/create?view=${view.id}`).text;
  return new Connection(simulator, simplefin, simplefin.baseOf?.({ setupToken }) ?? '', { setupToken });
}

async function connected(view?: View): Promise<{ readonly bank: Connection; readonly accounts: readonly FeedAccount[]; readonly current: FeedAccount }> {
  const bank = connection(view);
  const { accounts } = await bank.connect(undefined);
  const [current] = accounts;
  if (!current) throw new Error('no account');
  return { bank, accounts, current };
}

describe('connecting', () => {
  it('claims once and forgets the token', async () => {
    const bank = connection();
    const { setupToken = '' } = bank.secrets;
    const { accounts, until } = await bank.connect(undefined);
    expect([accounts.length, until, bank.secrets['setupToken']]).toEqual([3, undefined, '']);
    expect(bank.secrets['accessUrl']).toMatch(/^http:\/\/[0-9a-f]+:[0-9a-f]+@127\.0\.0\.1:1\/simplefin\/access$/);
    const again = new Connection(bank.simulator, simplefin, bank.base, { setupToken });
    expect(await troubleOf(again.connect(undefined))).toMatchObject({ kind: 'config', says: expect.stringContaining('used already') as unknown });
  });
  it('outlasts a bridge that fails twice behind the claim, and says that the token is spent where it fails for good', async () => {
    const bank = connection();
    bank.simulator.plan({ fault: 'status-503', path: '/accounts', times: 2 });
    expect((await bank.connect(undefined)).accounts).toHaveLength(3);
    const failing = connection();
    failing.simulator.plan({ fault: 'status-503', path: '/accounts', times: 9 });
    expect(await troubleOf(failing.connect(undefined))).toMatchObject({ kind: 'consent', says: expect.stringContaining('the setup token is used up') as unknown });
  });
});

// Without a profile of their own, months of Bank Norwegian and doubles of Nordea would be taken as they come.
describe.each(VIEWS.filter(({ date, ids }) => date !== 'month-end' && ids.entryReference !== 'first-then-again').map((view) => [view.id, view] as const))('%s', (_, view) => {
  it('is read to the last booked row of each account', async () => {
    const { bank, accounts } = await connected(view);
    const today = osloDay(bank.simulator.state.now);
    for (const account of accounts) {
      const key = trueKey(bank.simulator, view, account);
      const { reading, fetched } = await bank.fetched(account, PROFILE);
      expect([reading.problems, fetched.isComplete, fetched.remarks]).toEqual([[], true, []]);
      expect(against(bank.simulator, view, key, reading, addDays(today, -80), today)).toEqual({ missing: [], beside: [] });
      if (view.balances.some(({ kind }) => kind === 'booked')) expect(reading.balances.find(({ kind }) => kind === 'booked')?.amount).toBe(trueBalance(bank.simulator, view, key));
    }
  });
});

describe('asking', () => {
  it('keeps reserved rows apart', async () => {
    const { bank, accounts } = await connected();
    const pending = [];
    for (const account of accounts) pending.push(...(await bank.fetched(account, PROFILE)).reading.pending);
    expect(pending.length).toBeGreaterThan(0);
  });
  it('says what the bridge says, and that the answer is no whole', async () => {
    const { bank, accounts } = await connected();
    bank.simulator.plan({ fault: 'partial-error', times: 9 });
    const { fetched } = await bank.fetched(accounts[2] ?? accounts[0]!, PROFILE);
    expect([fetched.isComplete, fetched.remarks]).toEqual([false, ['SimpleFIN says: Connection to Fjordbanken may need attention']]);
  });
  it('says what is not paid, and what is over', async () => {
    const { bank, current } = await connected();
    bank.simulator.set('simplefin', 'unpaid', 'yes');
    expect(await troubleOf(bank.fetched(current, PROFILE))).toMatchObject({ kind: 'config' });
    bank.simulator.set('simplefin', 'unpaid', '');
    bank.simulator.revoke();
    expect(await troubleOf(bank.fetched(current, PROFILE))).toMatchObject({ kind: 'consent' });
  });
  it('stays within 24 requests a day with three accounts and four rounds', async () => {
    const { bank, accounts } = await connected();
    bank.simulator.advance(86_400_000);
    const today = osloDay(bank.simulator.state.now);
    for (let round = 0; round < 4; round++) {
      for (const account of accounts) expect((await bank.fetched(account, PROFILE, { from: addDays(today, -14) })).fetched.remarks).toEqual([]);
      bank.simulator.advance(6 * 3_600_000);
    }
  });
});
