/** Berlin Group: ft's provider against the simulated banks: consent, pages, statements in the place of rows, dialects. */
import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../src/intake/providers/berlin-group.ts';
import type { FeedAccount } from '../../src/intake/providers/provider.ts';
import { addDays } from '../../src/values/day.ts';
import type { View } from '../bank-simulator/contract.ts';
import { berlinGroup as face } from '../bank-simulator/faces/berlin-group.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { VIEWS, viewOf } from '../bank-simulator/view-list.ts';
import { simulatorOf } from '../unit/bank-simulator/face-caller.ts';
import { against, baseOf, Connection, PSU, troubleOf, trueBalance, trueKey } from './provider-connection.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const connection = (view: View): Connection => new Connection(simulatorOf(face), berlinGroup, baseOf('berlingroup', `/${view.id}`));
const profileOf = (view: View) => bankProfile('berlingroup', view.name, view.country);

async function connected(view = viewOf('well-behaved'), options: Readonly<Record<string, string>> = {}): Promise<{ readonly bank: Connection; readonly accounts: readonly FeedAccount[]; readonly current: FeedAccount; readonly until: number | undefined }> {
  const bank = connection(view);
  for (const [name, value] of Object.entries(options)) bank.simulator.set('berlingroup', name, value);
  const { accounts, until } = await bank.connect(undefined);
  const [current] = accounts;
  if (!current) throw new Error('no account');
  return { bank, accounts, current, until };
}

/** Rows of the last eighty days that are missing or beside the books. */
async function compared(bank: Connection, view: View, account: FeedAccount): Promise<ReturnType<typeof against>> {
  const today = osloDay(bank.simulator.state.now);
  const { reading, fetched } = await bank.fetched(account, profileOf(view));
  expect([reading.problems, fetched.isComplete]).toEqual([[], true]);
  return against(bank.simulator, view, trueKey(bank.simulator, view, account), reading, addDays(today, view.date === 'month-end' ? -45 : -80), today);
}

describe('connecting', () => {
  it('gives the accounts and the last day of the consent', async () => {
    const { bank, accounts, until } = await connected();
    expect(accounts.map(({ kind, currency }) => [kind, currency])).toEqual([['current', 'NOK'], ['savings', 'NOK'], ['card', 'NOK']]);
    expect(((until ?? 0) - bank.simulator.state.now) / DAY).toBeGreaterThan(179);
    expect(bank.simulator.violations).toEqual([]);
  });
  it.each([{ sca: 'start' }, { access: 'allPsd2' }, { lateValid: '3' }, { errors: 'problem', access: 'allPsd2' }])('goes the way of a bank with %o', async (options) => {
    expect((await connected(undefined, options)).accounts.length).toBe(3);
  });
  it('says what it cannot do, and what the person did', async () => {
    expect(await troubleOf(connected(undefined, { sca: 'oauth' }))).toMatchObject({ kind: 'config' });
    expect(await troubleOf(connected(undefined, { certificate: 'demanded' }))).toMatchObject({ kind: 'config', says: expect.stringContaining('certificate') as unknown });
    expect(await troubleOf(connection(viewOf('dnb')).connect(undefined, { how: 'cancel' }))).toMatchObject({ kind: 'consent-refused' });
  });
});

describe.each(VIEWS.map((view) => [view.id, view] as const))('%s', (_, view) => {
  it('is read to the last booked row of each account', async () => {
    const { bank, accounts } = await connected(view);
    for (const account of accounts) {
      const { missing, beside } = await compared(bank, view, account);
      expect(missing).toEqual([]);
      if (profileOf(view).shownAgain === undefined) expect(beside).toEqual([]);
      const { reading } = await bank.fetched(account, profileOf(view), {}, PSU);
      const booked = reading.balances.find(({ kind }) => kind === 'booked');
      if (booked) expect(booked.amount).toBe(trueBalance(bank.simulator, view, trueKey(bank.simulator, view, account)));
    }
    expect(bank.simulator.violations).toEqual([]);
  });
});

describe('pages', () => {
  it.each(['', 'absolute', 'relative', 'query'])('are followed behind links written as "%s"', async (links) => {
    const { bank, current } = await connected(undefined, { links });
    expect(await compared(bank, viewOf('well-behaved'), current)).toEqual({ missing: [], beside: [] });
    expect(bank.pages.filter(({ endpoint }) => endpoint === 'transactions').length).toBeGreaterThan(1);
  });
  it('that lead to another server, or nowhere, are not followed', async () => {
    const { bank, current } = await connected();
    bank.simulator.plan({ fault: 'foreign-next', path: '/transactions' });
    expect(await troubleOf(bank.fetched(current, profileOf(viewOf('well-behaved'))))).toMatchObject({ kind: 'config', says: expect.stringContaining('another server') as unknown });
    bank.simulator.set('berlingroup', 'links', 'malformed');
    expect(await troubleOf(bank.fetched(current, profileOf(viewOf('well-behaved'))))).toMatchObject({ kind: 'config', says: expect.stringContaining('no address') as unknown });
  });
  it('that go round in circles end', async () => {
    const { bank, current } = await connected();
    bank.simulator.plan({ fault: 'looped-next', path: '/transactions', times: 1000 });
    expect(await troubleOf(bank.fetched(current, profileOf(viewOf('well-behaved'))))).toMatchObject({ kind: 'down' });
  });
  it('that are empty say nothing about the next, and those that are gone are asked for another time', async () => {
    const { bank, current } = await connected();
    bank.simulator.plan({ fault: 'empty-page', path: '/transactions' });
    expect(await compared(bank, viewOf('well-behaved'), current)).toEqual({ missing: [], beside: [] });
    bank.simulator.plan({ fault: 'expired-key', path: '/transactions', after: 1 });
    expect((await troubleOf(bank.fetched(current, profileOf(viewOf('well-behaved'))))).kind).toMatch(/^(?:down|refused)$/);
  });
});

describe('statements in the place of rows', () => {
  it.each([{ media: 'camt' }, { media: 'mt940' }, { download: 'always' }, { download: 'always', report: 'mt940' }])('have the same rows with %o', async (options) => {
    const view = viewOf('well-behaved');
    const { bank, current } = await connected(view, options);
    expect(await compared(bank, view, current)).toEqual({ missing: [], beside: [] });
  });
});

describe('a bank of its own kind', () => {
  it('keeps cards apart', async () => {
    const view = viewOf('well-behaved');
    const { bank, accounts } = await connected(view, { cards: 'separate' });
    const card = accounts.find(({ kind }) => kind === 'card');
    if (!card) throw new Error('no card');
    const today = osloDay(bank.simulator.state.now);
    const { reading } = await bank.fetched(card, profileOf(view));
    expect(against(bank.simulator, view, 'card', reading, addDays(today, -80), today)).toEqual({ missing: [], beside: [] });
    expect(reading.booked.every(({ description }) => description !== '')).toBe(true);
  });
  it('has booked rows alone', async () => {
    const { bank, current } = await connected(undefined, { onlyBooked: 'yes' });
    expect(await compared(bank, viewOf('well-behaved'), current)).toEqual({ missing: [], beside: [] });
  });
  it('lists accounts under other ids after each consent', async () => {
    const { bank, accounts } = await connected(undefined, { resourceIds: 'new' });
    const again = await bank.connect(undefined);
    expect(again.accounts.map(({ key }) => key)).toEqual(accounts.map(({ key }) => key));
    expect(again.accounts.map(({ handle }) => handle)).not.toEqual(accounts.map(({ handle }) => handle));
  });
});

describe('what is over or too much', () => {
  it.each(['', 'problem'])('is told in errors of the kind "%s"', async (errors) => {
    const view = viewOf('well-behaved');
    const { bank, current } = await connected(view, { errors });
    for (let count = 0; count < 4; count++) await bank.fetched(current, profileOf(view));
    const trouble = await troubleOf(bank.fetched(current, profileOf(view)));
    expect([trouble.kind, (trouble.until ?? 0) > bank.simulator.state.now]).toEqual(['wait', true]);
    expect((await bank.fetched(current, profileOf(view), {}, PSU)).fetched.isComplete).toBe(true);
    bank.simulator.revoke();
    expect(await troubleOf(bank.fetched(current, profileOf(view), {}, PSU))).toMatchObject({ kind: 'consent' });
    await bank.connect(undefined);
    bank.simulator.advance(181 * DAY);
    expect(await troubleOf(bank.fetched(current, profileOf(view)))).toMatchObject({ kind: 'consent' });
  });
  it('is asked for as far back as the bank gives it, right after the login and later', async () => {
    const { bank, current } = await connected();
    const today = osloDay(bank.simulator.state.now);
    const deep = await bank.fetched(current, profileOf(viewOf('well-behaved')), { isDeepest: true });
    expect(deep.fetched.from < addDays(today, -190)).toBe(true);
    bank.simulator.advance(2 * HOUR);
    const later = await bank.fetched(current, profileOf(viewOf('well-behaved')), { from: addDays(today, -120) });
    expect([later.fetched.from, later.fetched.isComplete]).toEqual([addDays(today, -89), true]);
  });
  it('is ended by us, once and again', async () => {
    const { bank } = await connected();
    await berlinGroup.end(bank.calling());
    expect(bank.simulator.state.consents.map(({ status }) => status)).toEqual(['closed']);
    await berlinGroup.end(bank.calling());
  });
});
