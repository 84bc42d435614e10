/** The overview over accounts that banks feed: consents that end, what is not fetched, what is pending. */
import { afterEach, describe, expect, test } from 'vitest';
import { remembered } from '../../src/intake/feed/remembered.ts';
import type { FeedState } from '../../src/values/feeds.ts';
import { temporaryHome } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk, faults } from './desk.ts';
import { type Fed, fedHome } from './fed-desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
const DAY = 86_400_000;
const LARGE = { columns: 120, rows: 40 };
const seen = (shown: Desk): string => shown.frame().replaceAll('\u00a0', ' ');

const opened: Fed[] = [];
const fed = async (): Promise<Fed> => {
  const made = await fedHome();
  opened.push(made);
  return made;
};
const overview = (home: Fed, options: DeskOptions = {}): Promise<Desk> => home.open({ screen: 'overview', size: LARGE, ...options });
afterEach(() => { for (const one of opened.splice(0)) one.feed.remove(); });

/** Remembers that of every account of the home. */
const remembers = (home: Fed, state: FeedState, more: object = {}): Promise<void> => home.with((app) => {
  const { connections, feeds } = app.read();
  for (const { id, accounts } of connections.all()) for (const { key } of accounts) feeds.set(id, key, { ...remembered(feeds, id, key), state, ...more });
});

describe('what banks have reserved', () => {
  test('is expected and never part of what was spent, and of no other month', async () => {
    const home = await fed();
    const out = (frame: string): string => /\n Out +([\d,.]+ NOK)/.exec(frame)![1]!;
    const shown = await overview(home);
    const frame = seen(shown);
    const [, sum, count] = /\n Pending +([\d,.]+) NOK {2}(\d) rows? not booked/.exec(frame)!;
    const listed = [...frame.matchAll(/pending: \S+ +-([\d,.]+)/g)].map(([, amount]) => Number(amount!.replaceAll(/\D/g, '')));
    expect(listed).toHaveLength(Number(count));
    expect(listed.reduce((all, one) => all + one, 0)).toBe(Number(sum!.replaceAll(/\D/g, '')));
    await shown.press('[');
    expect(seen(shown)).not.toMatch(/\n Pending/);
    shown.close();
    await remembers(home, 'ok', { pending: [] });
    const without = await overview(home);
    expect(out(seen(without))).toBe(out(frame));
    expect(seen(without)).not.toMatch(/\b[Pp]ending/);
    without.close();
  });

  test('is no news any more ten days after the bank was asked', async () => {
    const home = await fed();
    home.simulator.advance(11 * DAY);
    const shown = await overview(home);
    expect(seen(shown)).toContain('February 2026');
    expect(seen(shown)).not.toMatch(/\b[Pp]ending/);
    shown.close();
  });
});

describe('a notice', () => {
  test('says who ends a consent and in how many days, from 14 days before, and leads to the account', async () => {
    const home = await fed();
    home.simulator.advance(164 * DAY);
    const before = await overview(home);
    expect(seen(before)).not.toContain('consent');
    before.close();
    home.simulator.advance(9 * DAY);
    const shown = await overview(home);
    expect(seen(shown)).toMatch(/\n▌! The consent of Fjordbanken ends in [67] days: ft bank reconnect "Fjordbanken"/);
    await shown.press('enter');
    expect(seen(shown)).toContain('[Accounts]');
    expect(seen(shown)).toMatch(/▌ Fjordbanken Bruks/);
    shown.close();
    home.simulator.advance(9 * DAY);
    const over = await overview(home, { locale: 'nb' });
    expect(seen(over)).toContain('! Samtykket for Fjordbanken gjelder ikke lenger: ft bank reconnect "Fjordbanken"');
    // One thing is told once: the accounts behind it are not named besides.
    expect(seen(over)).not.toContain('hentes ikke');
    over.close();
  });

  test('says which bank is not fetched and why, once for all its accounts; a bank that is down for a day is none', async () => {
    const home = await fed();
    await remembers(home, 'config-error');
    const shown = await overview(home);
    expect(seen(shown).match(/is not fetched/g)).toHaveLength(1);
    expect(seen(shown)).toContain('! Fjordbanken is not fetched: keys or settings are wrong');
    shown.close();
    await remembers(home, 'bank-down');
    const down = await overview(home);
    expect(seen(down)).not.toContain('is not fetched');
    down.close();
    home.simulator.advance(3 * DAY);
    const longer = await overview(home);
    expect(seen(longer)).toContain('! Fjordbanken is not fetched: the bank cannot answer');
    longer.close();
    await remembers(home, 'wait-until', { nextAllowed: home.simulator.state.now + DAY });
    const waiting = await overview(home);
    expect(seen(waiting)).not.toContain('is not fetched');
    waiting.close();
  });

  test('counts the rows that the bank no longer tells', async () => {
    const home = await fed();
    await home.with(async (app) => {
      const model = app.read();
      const [connection] = model.connections.all();
      const rows = [...model.transactions.booked(connection!.links[0]!.account, '2026-02-01' as never, '2026-02-10' as never)].slice(0, 2);
      await app.write({ command: 'sync', arguments: {} }, ({ commit }) => commit.append(rows.map(({ id }) => ({ type: 'missing.noticed.v1' as const, subject: id, payload: { connection: connection!.id } }))));
    });
    const shown = await overview(home);
    expect(seen(shown)).toContain('! 2 transactions are no longer told by the bank: ft bank missing');
    shown.close();
  });
});

test.each([{ locale: 'en' }, { locale: 'nb' }, { locale: 'nb', unicode: false }, { locale: 'en', color: true }] as const)('fits every size, with a hostile bank too: %o', async (options) => {
  const home = await fed();
  await remembers(home, 'config-error', { pending: [{ date: '2026-02-09', amount: -123_456_789_00, currency: 'NOK', description: `\u001b[31m\u202e${'口座 👩‍👩‍👧'.repeat(50)}`, counterparty: null }] });
  const shown = await overview(home, options);
  for (const size of SIZES) {
    const frame = shown.frame(size);
    expect(faults(frame, size)).toEqual([]);
    expect(frame).toContain(options.locale === 'nb' ? 'Fjordbanken hentes ikke' : 'Fjordbanken is not fetched');
  }
  shown.close();
});

test('in the past nothing is shown of what feeds remember', async () => {
  const home = await fed();
  await remembers(home, 'config-error');
  const shown = await overview(home);
  expect(seen(shown)).toMatch(/\b[Pp]ending[^]*is not fetched|is not fetched[^]*\b[Pp]ending/);
  await shown.dashboard.travel('2026-02-10');
  await shown.settled();
  expect(seen(shown)).toContain('February 2026');
  expect(seen(shown)).not.toMatch(/\b[Pp]ending|is not fetched/);
  shown.close();
});

test.each([['en', 'Or let a bank hand over'], ['nb', 'Eller la en bank levere']] as const)('whoever has nothing yet hears of banks too: %s', async (locale, says) => {
  const shown = await desk(temporaryHome(), { locale });
  for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
  const frame = shown.frame(SIZES[1]!);
  expect(frame).toContain(says);
  expect(frame).toContain('--provider demo');
  shown.close();
});
