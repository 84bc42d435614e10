/** The accounts screen over accounts that a bank feeds. */
import { afterEach, describe, expect, test } from 'vitest';
import { remembered } from '../../src/intake/feed/remembered.ts';
import { temporaryHome, ftJson } from '../cli/ft.ts';
import { type Desk, type DeskOptions, desk, faults } from './desk.ts';
import { type Fed, fedHome } from './fed-desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Money holds no-break blanks. */
const seen = (shown: Desk): string => shown.frame().replaceAll('\u00a0', ' ');
const rowOf = (frame: string, name: string): string => frame.split('\n').find((text) => text.slice(2).startsWith(name)) ?? '';
const LARGE = { columns: 120, rows: 40 };

const opened: Fed[] = [];
const fed = async (view?: string): Promise<Fed> => {
  const made = await fedHome(view);
  opened.push(made);
  return made;
};
const accounts = (home: Fed, options: DeskOptions = {}): Promise<Desk> => home.open({ screen: 'accounts', size: LARGE, ...options });
afterEach(() => { for (const one of opened.splice(0)) one.feed.remove(); });

describe('an account that a bank feeds', () => {
  test('shows the bank, how it stands, the consent, what the bank says and what is pending', async () => {
    const shown = await accounts(await fed());
    const frame = seen(shown);
    expect(frame).toContain('Bank feed        Fjordbanken (NO) through Enable Banking');
    expect(frame).toContain('✓ ok, last fetched 2026-02-10 12:00');
    expect(frame).toMatch(/Consent {10}1(79|80) days left, until 2026-08-0/);
    const [, says, here] = /The bank says +([\d,.]+ NOK), booked \(2026-02-10\); booked here ([\d,.]+ NOK)/.exec(frame)!;
    expect(here).toBe(says);
    expect(frame).toContain('with pending and credit (2026-02-10)');
    const [, count] = /Pending {10}(\d) rows?, -[\d,.]+ NOK: not booked yet, and in no sum/.exec(frame)!;
    expect(frame).toContain(`Pending  ${count} ─`);
    expect(frame.split('\n').filter((text) => /^2026-02-\d\d  \D+ -[\d,.]+ NOK$/.test(text))).toHaveLength(Number(count));
    shown.close();
  });

  test.each([{ locale: 'en' }, { locale: 'nb' }, { locale: 'nb', unicode: false }, { locale: 'en', color: true }] as const)('fits every size: %o', async (options) => {
    const home = await fed('dnb');
    for (const revoked of [false, true]) {
      const shown = await accounts(home, options);
      for (const size of SIZES) {
        const frame = shown.frame(size);
        expect(faults(frame, size)).toEqual([]);
        if ('unicode' in options) expect(frame).toMatch(/^[\x20-\x7eæøåÆØÅ\n]*$/);
      }
      const frame = shown.frame(SIZES[1]!);
      const state = options.locale === 'nb' ? ['i orden, sist hentet', 'trenger et nytt samtykke'] : ['ok, last fetched', 'needs a new consent'];
      expect(frame).toContain(state[revoked ? 1 : 0]);
      expect(frame.includes('ft bank reconnect "DNB"')).toBe(revoked);
      shown.close();
      home.simulator.revoke();
      await home.sync();
    }
  });

  test('names the kinds of balance of a bank that gives no booked one, and asserts nothing of them', async () => {
    const shown = await accounts(await fed('dnb'), { locale: 'nb' });
    expect(seen(shown)).toMatch(/Banken sier {6}[\d ]+,\d\d NOK, før radene den dagen \(10\.02\.2026\); bokført her [\d ]+,\d\d NOK\n/);
    expect(seen(shown)).toMatch(/\n {17}[\d ]+,\d\d NOK, med reservert/);
    shown.close();
  });

  test('is due when nobody has fetched for long, and says which key does', async () => {
    const home = await fed();
    home.simulator.advance(100 * DAY);
    const shown = await accounts(home);
    expect(seen(shown)).toContain('! it is time to fetch again: s');
    expect(seen(shown)).not.toContain('a new statement is due');
    shown.close();
  });

  test('stands out when its consent nears its end, with the command to give it anew', async () => {
    const home = await fed();
    home.simulator.advance(175 * DAY);
    const shown = await accounts(home);
    expect(seen(shown)).toMatch(/Consent {10}! [45] days left, until/);
    expect(seen(shown)).toContain('in a terminal: ft bank reconnect "Fjordbanken"');
    shown.close();
  });

  test('what another version wrote, and what is hostile, neither breaks nor writes on the terminal', async () => {
    const home = await fed();
    const evil = '\u001b[31mRED\u202e\u0007\n口座 '.repeat(40);
    await home.with((app) => {
      const model = app.read();
      const [connection] = model.connections.all();
      const [first, second] = connection!.accounts;
      model.feeds.set(connection!.id, first!.key, { state: 'of another age', says: 7, lastOk: 'yesterday', nextAllowed: 1e300, pending: 'none', balances: { a: 1 }, coveredTo: 5, brought: null });
      model.feeds.set(connection!.id, second!.key, {
        ...remembered(model.feeds, connection!.id, second!.key), state: 'config-error', says: evil, balances: [{ type: evil, kind: 'booked', amount: 1.5, currency: 'NOK', day: null }, null],
        pending: [null, 3, { date: 'x', amount: 'y', currency: 'NOK', description: evil, counterparty: null }, { date: '2026-02-09', amount: -9_000_000_000_000_000, currency: 'NOK', description: 'vast' }, { amount: -1, currency: '?' }],
      });
    });
    const shown = await accounts(home);
    expect(rowOf(seen(shown), 'Fjordbanken Bruks')).toContain('✓ agrees');
    expect(seen(shown)).toContain('✓ ok, nothing was fetched yet');
    await shown.press('j');
    for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
    expect(rowOf(shown.frame(LARGE), 'Fjordbanken Spare')).toContain('✗ settings are wrong');
    expect(seen(shown)).toContain('2 rows, 0.00 NOK: not booked yet');
    expect(seen(shown)).toMatch(/no day {6}.*RED/);
    shown.close();
  });

  test('tells what the bank does not tell any more, and which ids are not trusted', async () => {
    const home = await fed();
    await home.with(async (app) => {
      const model = app.read();
      const [connection] = model.connections.all();
      const [row] = [...model.transactions.booked(connection!.links[0]!.account, '2026-02-01' as never, '2026-02-10' as never)];
      await app.write({ command: 'sync', arguments: {} }, ({ commit }) => {
        commit.append([{ type: 'missing.noticed.v1', subject: row!.id, payload: { connection: connection!.id } }, { type: 'connection.distrusted.v1', subject: connection!.id, payload: { field: 'entryReference', why: 'one id on 2026-02-01 and on 2026-02-03' } }]);
      });
    });
    const shown = await accounts(home);
    expect(rowOf(seen(shown), 'Fjordbanken Bruks')).toContain('? 1 gone at the bank');
    expect(seen(shown)).toContain('Missing          ? the bank no longer tells 1 row; keep or drop: ft bank missing');
    expect(seen(shown)).toContain('Ids              those in entryReference are not trusted: one id on 2026-02-01 and on 2026-02-03');
    shown.close();
  });
});

describe('s', () => {
  test('fetches beside the dashboard, says what came in one sentence, and shows it', async () => {
    const home = await fed();
    home.simulator.advance(3 * DAY);
    const shown = await accounts(home);
    expect(rowOf(seen(shown), 'Fjordbanken Bruks')).toMatch(/2026-02-10 .* 3 d/);
    await shown.press('s');
    expect(shown.started.map(([command]) => command)).toEqual(['sync']);
    expect(seen(shown)).toMatch(/\n \d+ new transactions\.\s*\n/);
    expect(rowOf(seen(shown), 'Fjordbanken Bruks')).toMatch(/2026-02-13 .* today/);
    expect(seen(shown)).toContain('✓ ok, last fetched 2026-02-13 12:00');
    // Nothing new is news too: it is known until then although nothing came.
    home.simulator.advance(HOUR);
    await shown.press('s');
    expect(seen(shown)).toMatch(/\n (Nothing new at the banks|\d new transactions?)\.\s*\n/);
    shown.close();
  });

  test('says until when the bank may not be asked, and what a consent that is over needs', async () => {
    const home = await fed();
    for (let run = 0; run < 4; run++) {
      home.simulator.advance(HOUR);
      await home.sync();
    }
    const waiting = await accounts(home);
    await waiting.press('s');
    expect(seen(waiting)).toMatch(/\n Fjordbanken waits until 2026-02-11 13:00\.\s*\n/);
    waiting.close();
    home.simulator.advance(DAY);
    home.simulator.revoke();
    const over = await accounts(home);
    await over.press('s');
    expect(seen(over)).toMatch(/\n Fjordbanken needs a new consent: ft bank reconnect "Fjordbanken"\.\s*\n/);
    expect(rowOf(seen(over), 'Fjordbanken Bruks')).toContain('! needs new consent');
    over.close();
  });

  test('shows that it goes on, is not begun twice, and x stops it', async () => {
    const home = await fed();
    let stop = (): void => {};
    const shown = await accounts(home, { start: (_, progress) => {
      queueMicrotask(() => progress('Fjordbanken: asking', 0, 0));
      return { ended: new Promise((resolve) => { stop = () => resolve({ exit: 137, stdout: '', stderr: '' }); }), stop: () => stop() };
    } });
    shown.dashboard.press({ name: 's', text: 's' });
    shown.dashboard.press({ name: 's', text: 's' });
    expect(seen(shown)).toContain('It is being fetched already.');
    await Promise.resolve();
    expect(seen(shown)).toContain('Fetching from the banks…  Fjordbanken: asking   x stops it');
    expect(shown.started).toEqual([['sync', '--json']]);
    shown.dashboard.press({ name: 'x', text: 'x' });
    await shown.settled();
    expect(seen(shown)).toContain('Stopped; what had come is kept');
    expect(seen(shown)).not.toContain('Fetching from');
    shown.close();
  });

  test.each([['en', 'No bank is connected.', 'Connect a bank: ft bank connect;'], ['nb', 'Ingen bank er tilkoblet.', 'Koble til en bank: ft bank connect;']] as const)('says how to connect a bank where none is: %s', async (locale, says, invites) => {
    const home = temporaryHome();
    await ftJson(home, 'accounts', 'open', 'Cash', '--currency', 'NOK');
    const shown = await desk(home, { screen: 'accounts', locale, size: LARGE });
    expect(seen(shown)).toContain(invites);
    await shown.press('s');
    expect(seen(shown)).toContain(says);
    expect(shown.started).toEqual([]);
    shown.close();
    const nothing = await desk(temporaryHome(), { locale, size: SIZES[1]! });
    expect(seen(nothing)).toContain('ft bank connect');
    nothing.close();
  });
});

test('in the past nothing is shown of what feeds remember, and nothing is fetched', async () => {
  const home = await fed();
  home.simulator.advance(DAY);
  await home.sync();
  const shown = await accounts(home);
  await shown.dashboard.travel('2026-02-10');
  await shown.settled();
  expect(seen(shown)).toContain('Fjordbanken Brukskonto');
  expect(seen(shown)).not.toContain('Bank feed');
  expect(seen(shown)).not.toContain('Pending');
  expect(seen(shown)).not.toContain('ft bank connect');
  await shown.press('s');
  expect(seen(shown)).toContain('The past cannot be changed');
  expect(shown.started).toEqual([]);
  await shown.dashboard.travel(undefined);
  await shown.settled();
  expect(seen(shown)).toContain('Bank feed');
  shown.close();
});
