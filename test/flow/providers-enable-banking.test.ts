import { describe, expect, it } from 'vitest';
import { bankProfile } from '../../src/intake/providers/banks.ts';
import { enableBanking } from '../../src/intake/providers/enable-banking.ts';
import type { FeedAccount, FeedReading, Fetched, FetchWindow } from '../../src/intake/providers/provider.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import { type Asked, asking } from '../bank-simulator/asking.ts';
import { expectedRows, openHolds, toleratedRows } from '../bank-simulator/ledger.ts';
import { DAY, osloDay } from '../bank-simulator/oslo.ts';
import { logIn } from '../bank-simulator/person.ts';
import type { Simulator } from '../bank-simulator/simulator.ts';
import { VIEWS, viewOf } from '../bank-simulator/view-list.ts';
import { APPLICATION, Caller, KEYS, REDIRECT } from '../unit/bank-simulator/enable-banking-caller.ts';

const NOW = Date.parse('2026-06-01T10:00:00Z');
const today = osloDay(NOW);
const DEEP: FetchWindow = { from: addDays(today, -89), to: today, isDeepest: true };

interface Connected { readonly simulator: Simulator; readonly asked: Asked; readonly accounts: readonly FeedAccount[]; readonly bank: string; readonly until: number | undefined }

async function connect(view: string, simulator = new Caller({ now: NOW }).simulator): Promise<Connected> {
  const { name, country } = viewOf(view);
  const asked = asking(simulator, 'enablebanking', { applicationId: APPLICATION, privateKey: KEYS.privateKey, redirectUrl: REDIRECT });
  const offers = await enableBanking.banks!(asked.calling, country);
  const bank = offers.find((offer) => offer.name === name);
  const wish = { bank, redirectUrl: REDIRECT, state: 'state-7', language: 'nb' } as const;
  const begun = await enableBanking.begin(asked.calling, wish);
  await asked.calling.keep(begun.keep);
  const granted = await enableBanking.finish(asked.calling, begun, logIn(simulator, begun.url ?? ''), wish);
  await asked.calling.keep(granted.keep);
  return { simulator, asked, accounts: granted.accounts, bank: bank?.id ?? '', until: granted.until };
}

async function fetch({ asked, bank }: Connected, account: FeedAccount, window: FetchWindow): Promise<{ reading: FeedReading; fetched: Fetched }> {
  asked.clear();
  const profile = bankProfile('enablebanking', bank);
  const fetched = await enableBanking.fetch(asked.calling, account, window, profile, true);
  return { fetched, reading: enableBanking.read(asked.pages, account, profile) };
}

/** Rows as day and amount; where H… is shown again as P…, the second telling is left out as the bank's profile says. */
function told({ booked }: FeedReading, bank: string): string[] {
  const again = bankProfile('enablebanking', bank).shownAgain?.again;
  const firsts = booked.filter(({ ids }) => again === undefined || !Object.values(ids).some((id) => id.startsWith(again)));
  const seconds = booked.filter((row) => !firsts.includes(row)).map(({ bookingDate, amount }) => `${bookingDate} ${amount}`);
  const lines = firsts.map(({ bookingDate, amount }) => `${bookingDate} ${amount}`);
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of new Set(seconds)) for (let more = seconds.filter((one) => one === line).length - (counts.get(line) ?? 0); more > 0; more--) lines.push(line);
  return lines.sort();
}

describe('Enable Banking, against every bank of the simulator', () => {
  it.each(VIEWS.map(({ id }) => id))('%s: what is read is what really happened', async (id) => {
    const connected = await connect(id);
    const { simulator, bank, accounts } = connected;
    const view = viewOf(id);
    const truth = simulator.truth(view);
    expect(accounts).toHaveLength(3);
    for (const [index, account] of accounts.entries()) {
      const real = truth.accounts[index];
      expect(account).toMatchObject({ number: real?.iban, currency: view.currency, kind: real?.kind });
      const { reading, fetched } = await fetch(connected, account, DEEP);
      expect([fetched.isComplete, reading.problems, reading.ignored]).toEqual([true, [], 1]);
      const key = real?.key ?? '';
      const rows = [...expectedRows(truth, view, key, NOW), ...toleratedRows(truth, view, key, NOW)].map(({ day, amount }) => `${day} ${amount}`).sort();
      const isTwofold = view.ids.entryReference === 'first-then-again';
      if (isTwofold) expect(new Set(told(reading, bank))).toEqual(new Set(rows));
      else expect(told(reading, bank)).toEqual(rows);
      expect(reading.pending.length).toBe(view.pending === 'as-booked' ? 0 : openHolds(truth, view, key, NOW).length);
      expect(reading.balances.map(({ kind }) => kind)).toHaveLength(view.balances.length);
      expect(reading.booked.every(({ currency }) => currency === view.currency)).toBe(true);
    }
    // Held against the published document where FT_PSD2_SPECS says where it lies.
    expect(simulator.violations).toEqual([]);
  });

  it('asks for a window afterwards, and for what the bank still gives where that is less', async () => {
    for (const id of ['well-behaved', 'dnb', 'nordea-dk']) {
      const connected = await connect(id);
      connected.simulator.advance(2 * DAY);
      const to = addDays(today, 2);
      const [account] = connected.accounts as [FeedAccount];
      const short = await fetch(connected, account, { from: addDays(to, -14), to, isDeepest: false });
      expect([id, short.fetched.from]).toEqual([id, addDays(to, -14)]);
      const long = await fetch(connected, account, { from: addDays(to, -180), to, isDeepest: false });
      expect(long.reading.booked.length).toBeGreaterThan(short.reading.booked.length);
      const first = long.reading.booked.map(({ bookingDate }) => bookingDate).sort()[0] as Day;
      const covered = expectedRows(connected.simulator.truth(viewOf(id)), viewOf(id), 'current', connected.simulator.state.now, first).filter(({ day }) => day <= to);
      expect([...new Set(told(long.reading, connected.bank))].sort()).toEqual([...new Set(covered.map(({ day, amount }) => `${day} ${amount}`))].sort());
    }
  });

  it('keeps accounts over consents, says when a consent is over, when to wait, and what is only down', async () => {
    const first = await connect('dnb');
    const second = await connect('dnb', first.simulator);
    expect(second.accounts.map(({ key }) => key)).toEqual(first.accounts.map(({ key }) => key));
    expect(second.accounts.map(({ handle }) => handle)).not.toEqual(first.accounts.map(({ handle }) => handle));
    expect(second.until).toBeGreaterThan(NOW + 170 * DAY);
    const window: FetchWindow = { from: addDays(today, -14), to: today, isDeepest: false };
    const [old] = first.accounts as [FeedAccount];
    const [account] = second.accounts as [FeedAccount];
    await expect(fetch(first, old, window)).rejects.toMatchObject({ name: 'BankTrouble', kind: 'consent' });
    for (let call = 0; call < 4; call++) await fetch(second, account, window);
    await expect(fetch(second, account, window)).rejects.toMatchObject({ kind: 'wait', until: NOW + DAY });
    const third = await connect('n26');
    for (const [fault, kind] of [['status-503', 'down'], ['html', 'down'], ['truncated', 'down'], ['status-408', 'down']] as const) {
      third.simulator.plan({ fault, path: '/transactions$' });
      await expect(fetch(third, third.accounts[0] as FeedAccount, window).then(({ reading }) => reading), fault).rejects.toMatchObject({ kind });
    }
    third.simulator.revoke();
    await expect(fetch(third, third.accounts[0] as FeedAccount, window)).rejects.toMatchObject({ kind: 'consent' });
  });

  it('ends its session, and again without trouble', async () => {
    const { asked, simulator } = await connect('revolut');
    await enableBanking.end(asked.calling);
    expect(simulator.state.consents.map(({ status }) => status)).toEqual(['closed']);
    await enableBanking.end(asked.calling);
    expect(simulator.violations).toEqual([]);
  });

  it('refuses a person who says no, and an address of another consent', async () => {
    const caller = new Caller({ now: NOW });
    const asked = asking(caller.simulator, 'enablebanking', { applicationId: APPLICATION, privateKey: KEYS.privateKey, redirectUrl: REDIRECT });
    const bank = (await enableBanking.banks!(asked.calling, 'NO')).find(({ name }) => name === 'DNB');
    const wish = { bank, redirectUrl: REDIRECT, state: 's', language: 'en' } as const;
    const begun = await enableBanking.begin(asked.calling, wish);
    await expect(enableBanking.finish(asked.calling, begun, logIn(caller.simulator, begun.url ?? '', 'cancel'), wish)).rejects.toMatchObject({ failure: { code: 'consent-refused' } });
  });
});
