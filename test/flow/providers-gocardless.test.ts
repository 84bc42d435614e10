/** GoCardless: ft's provider against the simulated service, for every bank it plays. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import { gocardless } from '../../src/intake/providers/gocardless.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import type { View } from '../bank-simulator/contract.ts';
import { gocardless as face, GOCARDLESS_SECRETS } from '../bank-simulator/faces/gocardless.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { VIEWS, viewOf } from '../bank-simulator/view-list.ts';
import { simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { against, baseOf, Connection, troubleOf, trueBalance, trueKey } from './provider-connection.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const connection = (): Connection => new Connection(simulatorOf(face), gocardless, baseOf('gocardless', '/api/v2'), GOCARDLESS_SECRETS);
const offerOf = (view: View) => ({ id: view.institution, name: view.name, country: view.country, consentDays: view.consentDays, historyDays: view.history.deepDays });

describe('connecting', () => {
  it('finds the banks of a country with their days', async () => {
    const banks = await gocardless.banks?.(connection().calling(), 'NO');
    expect(banks?.find(({ id }) => id === 'DNB_DNBANOKK')).toMatchObject({ name: 'DNB', country: 'NO', consentDays: 180, historyDays: 395 });
    expect(banks?.some(({ country }) => country !== 'NO')).toBe(false);
  });
  it('walks a requisition to its accounts and says when the agreement ends', async () => {
    const bank = connection();
    const granted = await bank.connect(offerOf(viewOf('dnb')));
    expect(granted.accounts.map(({ kind, currency }) => [kind, currency])).toEqual([['current', 'NOK'], ['savings', 'NOK'], ['card', 'NOK']]);
    const days = ((granted.until ?? 0) - bank.simulator.state.now) / DAY;
    expect(days).toBeGreaterThan(179);
    expect(days).toBeLessThanOrEqual(180);
    expect(bank.simulator.violations).toEqual([]);
  });
  it('asks for less where the bank gives less than its list says', async () => {
    const bank = connection();
    const granted = await bank.connect({ ...offerOf(viewOf('revolut')), consentDays: 180, historyDays: 731 });
    expect(((granted.until ?? 0) - bank.simulator.state.now) / DAY).toBeLessThanOrEqual(90);
  });
  it('is told when the person says no, and when the keys are wrong', async () => {
    expect(await troubleOf(connection().connect(offerOf(viewOf('dnb')), { how: 'cancel' }))).toMatchObject({ kind: 'consent-refused' });
    const wrong = new Connection(simulatorOf(face), gocardless, baseOf('gocardless', '/api/v2'), { secretId: 'x', secretKey: 'y' });
    expect(await troubleOf(wrong.connect(offerOf(viewOf('dnb'))))).toMatchObject({ kind: 'config' });
  });
  it('waits for accounts that are being prepared', async () => {
    const bank = connection();
    bank.simulator.set('gocardless', 'processingSeconds', '9');
    expect((await bank.connect(offerOf(viewOf('dnb')))).accounts[0]).toMatchObject({ kind: 'current', currency: 'NOK' });
  });
});

describe.each(VIEWS.map((view) => [view.id, view] as const))('%s', (_, view) => {
  it('is read to the last booked row of each account', async () => {
    const bank = connection();
    const profile = bankProfile('gocardless', view.institution, view.country);
    const { accounts } = await bank.connect(offerOf(view));
    const today = osloDay(bank.simulator.state.now);
    for (const account of accounts) {
      const key = trueKey(bank.simulator, view, account);
      const { reading, fetched } = await bank.fetched(account, profile);
      expect(reading.problems).toEqual([]);
      expect(fetched.isComplete).toBe(true);
      const { missing, beside } = against(bank.simulator, view, key, reading, addDays(today, view.date === 'month-end' ? -45 : -80), today);
      expect(missing).toEqual([]);
      // "H…" and "P…" of one row stand side by side for a day
      if (profile.shownAgain === undefined) expect(beside).toEqual([]);
      const booked = reading.balances.find(({ kind }) => kind === 'booked');
      if (booked) expect(booked.amount).toBe(trueBalance(bank.simulator, view, key));
      expect(reading.booked.length).toBeGreaterThan(0);
    }
    expect(bank.simulator.violations).toEqual([]);
  });
});

describe('asking again', () => {
  it('goes on for a month with tokens that run out', async () => {
    const bank = connection();
    const view = viewOf('well-behaved');
    const { accounts: [account] } = await bank.connect(offerOf(view));
    if (!account) throw new Error('no account');
    for (let day = 0; day < 40; day++) {
      bank.simulator.advance(DAY);
      const { reading } = await bank.fetched(account, bankProfile('gocardless', view.institution));
      expect(against(bank.simulator, view, 'current', reading, addDays(osloDay(bank.simulator.state.now), -80), osloDay(bank.simulator.state.now))).toEqual({ missing: [], beside: [] });
    }
  });
  it.each(['', 'short'])('waits as long as the limits say, spelt "%s"', async (spelling) => {
    const bank = connection();
    const view = viewOf('well-behaved');
    bank.simulator.set('gocardless', 'headerSpelling', spelling);
    const { accounts: [account] } = await bank.connect(offerOf(view));
    if (!account) throw new Error('no account');
    const profile = bankProfile('gocardless', view.institution);
    const begun = bank.simulator.state.now;
    for (let count = 0; count < 4; count++) await bank.fetched(account, profile);
    bank.simulator.advance(HOUR);
    expect(await troubleOf(bank.fetched(account, profile))).toMatchObject({ kind: 'wait', until: begun + DAY });
    bank.simulator.set('gocardless', 'generalLimit', '1');
    bank.simulator.advance(DAY);
    const trouble = await troubleOf(bank.fetched(account, profile));
    expect([trouble.kind, (trouble.until ?? 0) - bank.simulator.state.now]).toEqual(['wait', 60_000]);
  });
  it('says what is over: agreement, access, account, and what is only now', async () => {
    const bank = connection();
    const view = viewOf('revolut');
    const { accounts: [account] } = await bank.connect(offerOf(view));
    if (!account) throw new Error('no account');
    const ask = () => troubleOf(bank.fetched(account, bankProfile('gocardless', view.institution)));
    bank.simulator.plan({ fault: 'processing' });
    expect(await ask()).toMatchObject({ kind: 'wait' });
    bank.simulator.plan({ fault: 'status-503', path: '/transactions' });
    expect(await ask()).toMatchObject({ kind: 'down' });
    bank.simulator.plan({ fault: 'html', path: '/transactions' });
    expect(await ask()).toMatchObject({ kind: 'down' });
    bank.simulator.set('gocardless', 'suspended', 'current');
    expect(await ask()).toMatchObject({ kind: 'refused' });
    bank.simulator.set('gocardless', 'suspended', '');
    bank.simulator.advance(91 * DAY);
    expect(await ask()).toMatchObject({ kind: 'consent' });
    await bank.connect(offerOf(view));
    bank.simulator.revoke();
    expect(await ask()).toMatchObject({ kind: 'consent' });
  });
  it('is not told of rows that are left out in silence', async () => {
    const bank = connection();
    const view = viewOf('well-behaved');
    const { accounts: [account] } = await bank.connect(offerOf(view));
    if (!account) throw new Error('no account');
    bank.simulator.plan({ fault: 'silent-truncation', path: '/transactions' });
    const { reading } = await bank.fetched(account, bankProfile('gocardless', view.institution));
    expect(against(bank.simulator, view, 'current', reading, '2026-03-20' as Day, '2026-06-01' as Day).missing.length).toBeGreaterThan(50);
  });
  it('ends the consent, once and again', async () => {
    const bank = connection();
    await bank.connect(offerOf(viewOf('dnb')));
    await gocardless.end(bank.calling());
    expect(bank.simulator.state.consents.map(({ status }) => status)).toEqual(['closed']);
    await gocardless.end(bank.calling());
  });
  it('knows an account by its number when its id is another after a consent', async () => {
    const bank = connection();
    bank.simulator.set('gocardless', 'accountIds', 'new');
    const view = viewOf('dnb');
    const [first, second] = [await bank.connect(offerOf(view)), await bank.connect(offerOf(view))];
    expect(second.accounts.map(({ key }) => key)).toEqual(first.accounts.map(({ key }) => key));
    expect(second.accounts.map(({ handle }) => handle)).not.toEqual(first.accounts.map(({ handle }) => handle));
  });
});
