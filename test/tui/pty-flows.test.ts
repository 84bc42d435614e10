/** What a person does in the dashboard, key by key through a real pseudo-terminal against the built ft; what it came to is asked of `ft … --json` on the same home. */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { spawnFt } from '../cli/spawn.ts';
import { Seat, withoutPty } from './pty.ts';

const env = { ...process.env, FT_MODEL: 'off', FT_LANG: 'en', FT_NOW: '2026-01-15T12:00:00Z' };
let demo: string;
let home: string;
let seat: Seat;

/** `ft … --json` on the home of the test. */
async function asked<T>(...argv: string[]): Promise<T> {
  const { stdout } = await spawnFt([...argv, '--json', '--home', home], { env });
  return JSON.parse(stdout) as T;
}
interface Row { readonly id: string; readonly date: string; readonly amount: string; readonly category: string; readonly categorySource: string; readonly description: string }
const listed = (query: string): Promise<readonly Row[]> => asked('list', ...query.split(' '), '--limit', '500');
const commits = (): Promise<number> => asked<{ commits: readonly unknown[] }>('history').then(({ commits: all }) => all.length);

beforeAll(async () => {
  demo = mkdtempSync(join(tmpdir(), 'ft-flows-'));
  expect((await spawnFt(['demo', '--home', demo, '--no-tui'], { env })).exit).toBe(0);
});
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ft-flows-'));
  cpSync(demo, home, { recursive: true });
  if (withoutPty !== undefined) return;
  seat = new Seat([], { columns: 120, rows: 36, env: { FINANCE_TRACKER_HOME: home } });
  await seat.waitFor('Spending, six months');
});
afterEach(async () => {
  await seat.keys('esc', 'esc', 'ctrl-c');
  expect(await seat.exit()).toEqual({ code: 0, signal: 0 });
  seat.close();
});

describe.skipIf(withoutPty !== undefined)(withoutPty ?? 'in a terminal, a person', () => {
  test('searches, and finds what ft list finds', async () => {
    const found = await listed('category:groceries rema');
    await seat.keys('g', 't');
    await seat.waitFor('Bank text');
    await seat.keys('/', ...'category:groceries rema', 'enter');
    const frame = await seat.waitFor(`${found.length} transactions`);
    expect(frame).toContain(found[0]!.date);
    await seat.keys('G');
    await seat.waitFor(`${found.length} / ${found.length}`);
    expect(seat.frame()).toContain(found.at(-1)!.date);
  });

  test('gives a transaction another category, and takes it back', async () => {
    const [first] = await listed('kiwi');
    expect(first).toMatchObject({ category: 'groceries' });
    await seat.keys('g', 't', '/', ...'kiwi', 'enter');
    await seat.waitFor('58 transactions');
    await seat.keys('c');
    await seat.waitFor('57 / 57');
    await seat.keys(...'restau');
    await seat.waitFor('1 / 57');
    await seat.keys('enter');
    await seat.waitFor('You chose it yourself');
    // It is shown at once, and written beside.
    await seat.waitFor('is remembered');
    const chosen = (await listed('kiwi'))[0];
    expect(chosen).toMatchObject({ id: first!.id, category: 'restaurants' });
    expect(chosen!.categorySource).not.toBe(first!.categorySource);
    const category = async (): Promise<string> => (await listed('kiwi'))[0]!.category;
    await seat.keys('u');
    await expect.poll(category, { timeout: 10_000 }).toBe('groceries');
    await seat.waitFor('Your rule says so');
    await seat.keys('ctrl-r');
    await expect.poll(category, { timeout: 10_000 }).toBe('restaurants');
    await seat.waitFor('You chose it yourself');
  });

  test('settles what needs a look, all its like at once', async () => {
    const before = await listed('nam fah');
    expect(before.map(({ category }) => category)).toEqual(new Array(11).fill('uncategorized'));
    await seat.keys('g', 'r');
    await seat.waitFor('1 of 10');
    await seat.waitFor('Your answer settles 11 transactions');
    await seat.keys('/');
    await seat.waitFor('57 / 57');
    await seat.keys(...'restau', 'enter');
    await seat.waitFor((frame) => !frame.includes('Nam Fah Thai Vogts Gate   '));
    await expect.poll(async () => (await listed('nam fah')).map(({ category }) => category), { timeout: 10_000 }).toEqual(new Array(11).fill('restaurants'));
  });

  test('splits a purchase over two categories', async () => {
    await seat.keys('g', 't', '/', ...'kiwi', 'enter');
    await seat.waitFor('58 transactions');
    await seat.keys('s');
    await seat.waitFor('Enter takes the rest');
    await seat.keys(...'100', 'enter');
    await seat.waitFor('/ 57');
    await seat.keys(...'alcohol', 'enter');
    await seat.waitFor('248.20');
    await seat.keys('enter');
    await seat.waitFor('/ 57');
    await seat.keys(...'grocer', 'enter');
    await seat.waitFor('2 parts');
    const parts = async (): Promise<unknown> => (await asked<{ parts?: readonly { amount: string; category: string }[] }>('show', (await listed('kiwi'))[0]!.id)).parts?.map(({ amount, category }) => `${category} ${amount}`);
    await expect.poll(parts, { timeout: 10_000 }).toEqual(['alcohol -100.00', 'groceries -248.20']);
  });

  test('changes a budget in its place', async () => {
    await seat.keys('g', 'b');
    await seat.waitFor('January 2026 (day 15 of 31)');
    await seat.keys('enter');
    await seat.waitFor('Esc leaves');
    await seat.keys('ctrl-u', ...'475', 'enter');
    await seat.waitFor('475.00');
    const budgets = async (): Promise<string> => JSON.stringify(await asked('budget', '--month', '2026-01'));
    await expect.poll(budgets, { timeout: 10_000 }).toContain('475.00');
  });

  test('imports a statement after a look at what it brings', async () => {
    const statement = join(home, 'card.csv');
    writeFileSync(statement, 'Date,Description,Amount,Currency\n2026-01-10,Bakehuset AS,-89.00,NOK\n2026-01-11,Lønn fra Fabrikken,31000.00,NOK\n');
    const before = await commits();
    await seat.keys('g', 'i');
    await seat.waitFor('Import which file');
    // Pasted, as one drops a file on a terminal.
    seat.send(`\u001b[200~${statement}\u001b[201~`);
    await seat.waitFor('card.csv');
    await seat.keys('enter');
    await seat.waitFor(/Which account|would bring/);
    if (seat.frame().includes('Which account')) {
      await seat.keys(...'new account', 'enter');
      await seat.waitFor('What is the new account called');
      await seat.keys(...'Card', 'enter');
    }
    await seat.waitFor('would bring');
    expect(await commits()).toBe(before);
    await seat.keys('enter');
    await seat.waitFor('Imported:');
    expect((await listed('bakehuset')).map(({ amount }) => amount)).toEqual(['-89.00']);
  });

  test('sees by itself what another ft writes meanwhile, and stays where they are', async () => {
    await seat.keys('g', 't', '/', ...'kiwi', 'enter');
    await seat.waitFor('58 transactions');
    await seat.keys('j', 'j', 'j');
    const before = await seat.waitFor('4 / 58');
    const under = before.split('\n').find((text) => text.startsWith('▌'))!;
    expect((await spawnFt(['add', '-50.00', 'Kiwi 471 Bislet', '--account', 'Brukskonto', '--home', home], { env })).exit).toBe(0);
    const after = await seat.waitFor('5 / 59', 4000);
    expect(after.split('\n').find((text) => text.startsWith('▌'))!.slice(0, 40)).toBe(under.slice(0, 40));
    expect(after).toContain('59 transactions');
  });
});
