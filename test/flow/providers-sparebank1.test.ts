/** SpareBank 1: ft's provider against the simulated bank: tokens that rotate, windows that are cut, days in Oslo. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import type { FeedAccount } from '../../src/intake/providers/provider.ts';
import { sparebank1 } from '../../src/intake/providers/sparebank1.ts';
import { addDays } from '../../src/values/day.ts';
import { sparebank1 as face } from '../bank-simulator/faces/sparebank1.ts';
import { SPAREBANK1_CLIENT } from '../bank-simulator/faces/sparebank1-oauth.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { NOW, simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { against, baseOf, Connection, troubleOf, trueBalance, trueKey } from './provider-connection.ts';

const DAY = 86_400_000;
const VIEW = viewOf('sparebank1');
const PROFILE = bankProfile('sparebank1', '');
const connection = (now = NOW): Connection => new Connection(simulatorOf(face, now), sparebank1, baseOf('sparebank1'), SPAREBANK1_CLIENT);

async function connected(now = NOW): Promise<{ readonly bank: Connection; readonly accounts: readonly FeedAccount[]; readonly current: FeedAccount }> {
  const bank = connection(now);
  const { accounts } = await bank.connect(undefined);
  const [current] = accounts;
  if (!current) throw new Error('no account');
  return { bank, accounts, current };
}

describe('connecting', () => {
  it('gives the accounts, cards among them, and keeps tokens', async () => {
    const { bank, accounts } = await connected();
    expect(accounts.map(({ kind, currency }) => [kind, currency])).toEqual([['current', 'NOK'], ['savings', 'NOK'], ['card', 'NOK']]);
    expect(accounts[2]?.name).toBe('Kredittkort');
    expect(Object.values(bank.secrets).filter((text) => /^[ar]t-/.test(text)).length).toBe(2);
    expect(bank.simulator.violations).toEqual([]);
  });
  it('is told of a no, of a wrong secret, and of an address that is not its own', async () => {
    expect(await troubleOf(connection().connect(undefined, { how: 'cancel' }))).toMatchObject({ kind: 'consent-refused' });
    const wrong = new Connection(simulatorOf(face), sparebank1, baseOf('sparebank1'), { ...SPAREBANK1_CLIENT, clientSecret: 'old' });
    expect(await troubleOf(wrong.connect(undefined))).toMatchObject({ kind: 'config' });
  });
});

describe('reading', () => {
  it('finds every row of every account, in winter and in summer', async () => {
    for (const now of [Date.parse('2026-01-15T10:00:00Z'), NOW, Date.parse('2026-04-02T22:30:00Z')]) {
      const { bank, accounts } = await connected(now);
      const today = osloDay(now);
      for (const account of accounts) {
        const key = trueKey(bank.simulator, VIEW, account);
        const { reading, fetched } = await bank.fetched(account, PROFILE);
        expect([reading.problems, fetched.isComplete, fetched.remarks]).toEqual([[], true, []]);
        expect(against(bank.simulator, VIEW, key, reading, addDays(today, -60), today)).toEqual({ missing: [], beside: [] });
        expect(reading.balances.find(({ kind }) => kind === 'booked')?.amount).toBe(trueBalance(bank.simulator, VIEW, key));
      }
      expect(bank.simulator.violations).toEqual([]);
    }
  });
  it('asks for narrower windows where an answer may be cut, and finds all the same', async () => {
    const { bank, current } = await connected();
    bank.simulator.set('sparebank1', 'mostRows', '100');
    const today = osloDay(NOW);
    const { reading, fetched } = await bank.fetched(current, PROFILE, { from: addDays(today, -170) });
    expect(fetched.isComplete).toBe(true);
    expect(against(bank.simulator, VIEW, 'current', reading, addDays(today, -150), today)).toEqual({ missing: [], beside: [] });
    expect(bank.simulator.log.filter(({ path }) => path.endsWith('/transactions')).length).toBeGreaterThan(2);
  });
  it('says what failed, and that the answer is no whole', async () => {
    const { bank, current, accounts } = await connected();
    bank.simulator.plan({ fault: 'partial-error', path: '/transactions' });
    const { fetched } = await bank.fetched(current, PROFILE);
    expect([fetched.isComplete, fetched.remarks.length]).toEqual([false, 1]);
    bank.simulator.plan({ fault: 'partial-error', path: '/transactions' });
    expect((await bank.fetched(accounts[2] ?? current, PROFILE)).fetched).toMatchObject({ isComplete: false, remarks: [expect.stringContaining('card')] });
  });
});

describe('tokens', () => {
  it('are renewed through a year of days, each refresh token once and kept before it is used', async () => {
    const { bank, current } = await connected();
    const used: string[] = [];
    for (let day = 0; day < 30; day++) {
      bank.simulator.advance(3 * DAY);
      const before = Object.values(bank.secrets).find((text) => text.startsWith('rt-')) ?? '';
      const { reading } = await bank.fetched(current, PROFILE);
      const today = osloDay(bank.simulator.state.now);
      expect(against(bank.simulator, VIEW, 'current', reading, addDays(today, -60), today)).toEqual({ missing: [], beside: [] });
      expect(bank.secrets).not.toMatchObject({ refreshToken: before });
      used.push(before);
    }
    expect(new Set(used).size).toBe(30);
    expect(bank.simulator.log.filter(({ status }) => status >= 400)).toEqual([]);
  });
  it('that were used before need a new login', async () => {
    const { bank, current } = await connected();
    const old = bank.secrets;
    bank.simulator.advance(DAY);
    await bank.fetched(current, PROFILE);
    bank.secrets = old;
    expect(await troubleOf(bank.fetched(current, PROFILE))).toMatchObject({ kind: 'consent' });
  });
  it('of a secret that ran out are a matter of settings, and of a login that is over one of the person', async () => {
    const { bank, current } = await connected();
    bank.simulator.advance(DAY);
    bank.simulator.set('sparebank1', 'secretExpired', 'yes');
    expect(await troubleOf(bank.fetched(current, PROFILE))).toMatchObject({ kind: 'config' });
    bank.simulator.set('sparebank1', 'secretExpired', '');
    bank.simulator.advance(31 * DAY);
    expect(await troubleOf(bank.fetched(current, PROFILE))).toMatchObject({ kind: 'consent' });
    bank.simulator.set('sparebank1', 'hourlyCalls', '1');
    await bank.connect(undefined);
    const trouble = await troubleOf(bank.fetched(current, PROFILE));
    expect([trouble.kind, (trouble.until ?? 0) - bank.simulator.state.now]).toEqual(['wait', 3_600_000]);
  });
});
