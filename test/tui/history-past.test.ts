/** Travel in time: by commit and by day, near and far, and back. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Ledger } from '../../src/ledger/ledger.ts';
import { seededRandom } from '../../src/machine/random.ts';
import { ReadModel } from '../../src/read-model/read-model.ts';
import { CommitScan } from '../../src/tui/history/commit-scan.ts';
import { ft, ftJson, temporaryHome, written } from '../cli/ft.ts';
import { demoHome, desk, faults } from './desk.ts';

/** Rows of a made-up statement: more than are derived between two keys. */
const MANY = 10_400;

const statement = (): string => ['Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto',
  ...Array.from({ length: MANY }, (_, at) => {
    const day = `${`${(at % 28) + 1}`.padStart(2, '0')}.${`${(Math.floor(at / 28) % 12) + 1}`.padStart(2, '0')}.2025`;
    return `${day};"Varekjøp Rema 1000 ${at}";${day};${(at % 900) + 1},00;`;
  })].join('\n');

describe('the past', () => {
  test('a shows everything as of a commit; nothing can be changed; g p returns', async () => {
    const home = await demoHome();
    await ft(home, 'add', '249', 'Kaffe', '--account', 'Brukskonto');
    const shown = await desk(home, { screen: 'history' });
    await shown.press('a');
    expect(shown.frame()).toContain('Nothing was done since');
    await shown.press('j', 'a');
    expect(shown.frame({ columns: 120, rows: 30 })).toContain('The past (g p leaves it): everything as it stood after 2026-01-15');
    expect(shown.frame()).not.toContain('Kaffe');
    expect(shown.dashboard.known!.model.transactions.get((await ftJson<readonly { id: string }[]>(home, 'list', 'Kaffe'))[0]!.id)).toBeUndefined();
    await shown.press('u');
    expect(shown.frame()).toContain('The past cannot be changed');
    expect(shown.started).toEqual([]);
    await shown.press('g', 'p');
    expect(shown.frame()).toContain('Kaffe');
    expect(shown.frame()).not.toContain('The past');
    shown.close();
  });

  test('d asks for a day and refuses what is none, or before anything was done', async () => {
    const home = await demoHome();
    await ft(home, 'add', '249', 'Kaffe', '--account', 'Brukskonto');
    const shown = await desk(home, { screen: 'history', locale: 'nb' });
    await shown.press('d');
    await shown.type('31.13.2025');
    await shown.press('enter');
    expect(shown.frame()).toContain('Skriv en dag (31.12.2025)');
    await shown.press('ctrl-u');
    await shown.type('31.12.2025');
    await shown.press('enter');
    expect(shown.frame()).toContain('den første endringen er fra 15.01.2026');
    await shown.press('ctrl-u', 'tab', 'enter');
    expect(shown.frame()).toContain('slik er det nå');
    const size = { columns: 80, rows: 24 };
    expect(faults(shown.frame(size), size)).toEqual([]);
    shown.close();
  });

  test('far back is derived in a second process, into a file that goes when one returns', async () => {
    const home = temporaryHome();
    await ft(home, 'import', written(home, 'mange.csv', statement()));
    await ft(home, 'add', '249', 'Kaffe');
    const { commits } = await ftJson<{ commits: readonly { id: string }[] }>(home, 'history');
    const shown = await desk(home, { screen: 'history' });
    await shown.press('j', 'a');
    const [[command, option, file, flag, asOf] = []] = shown.started;
    expect([command, option, flag, asOf]).toEqual(['rebuild', '--apart', '--as-of', commits[1]!.id]);
    expect(shown.dashboard.isPast).toBe(true);
    // Looked through between keys, once it is seen.
    expect(shown.frame()).toContain(`import (${MANY + 2} events)`);
    await shown.settled();
    expect(shown.frame()).toContain(`imported ${MANY} rows`);
    expect(shown.frame()).not.toContain('Kaffe');
    if (process.platform !== 'win32') expect(statSync(file!).mode & 0o777).toBe(0o600);
    await shown.press('g', 't');
    expect(shown.frame()).toContain('Rema 1000');
    await shown.press('g', 'p');
    expect(shown.dashboard.isPast).toBe(false);
    expect(existsSync(file!)).toBe(false);
    expect((await ftJson<{ equal: boolean }>(home, 'rebuild')).equal).toBe(true);
    shown.close();
  });

  test('stopped on the way, one stays where one was', async () => {
    const home = temporaryHome();
    await ft(home, 'import', written(home, 'mange.csv', statement()));
    await ft(home, 'add', '249', 'Kaffe');
    let stop = (): void => {};
    const shown = await desk(home, { screen: 'history', start: () => ({ ended: new Promise((resolve) => { stop = () => resolve({ exit: 137, stdout: '', stderr: '' }); }), stop: () => stop() }) });
    shown.dashboard.press({ name: 'j', text: 'j' });
    shown.dashboard.press({ name: 'a', text: 'a' });
    expect(shown.frame()).toContain('Looking back');
    await shown.press('x');
    expect(shown.dashboard.isPast).toBe(false);
    expect(shown.frame()).toContain('Stopped');
    shown.close();
  });
});

/** A home with an import, and commits before and after it that touch its rows. */
async function layered(): Promise<string> {
  const home = temporaryHome();
  await ft(home, 'add', '100', 'Før', '--account', 'Kort');
  await ft(home, 'import', written(home, 'mange.csv', statement()));
  const [row] = await ftJson<readonly { id: string }[]>(home, 'list', '--limit', '1');
  await ft(home, 'note', row!.id, 'husk');
  await ft(home, 'categorize', row!.id, 'restaurants', '--yes');
  await ft(home, 'undo', '--yes');
  return home;
}

test('what is derived apart is what --as-of answers, where most lies before and where most lies after', async () => {
  const home = await layered();
  const options = { home, clock: () => 0, random: seededRandom('apart'), create: false };
  const ledger = Ledger.open(options)!;
  const clocks = ledger.log.commits().map(({ clock }) => clock);
  ledger.close();
  for (const [at, clock] of clocks.slice(0, -1).entries()) {
    const plain = Ledger.open(options)!;
    const apart = Ledger.apart(options, join(home, `apart-${at}.db`), true);
    ReadModel.deriveApart(apart.database, clock, () => {});
    expect(ReadModel.openApart(apart.database, clock).digests()).toEqual(ReadModel.asOf(plain.database, clock).digests());
    plain.close();
    apart.close();
  }
  expect(() => Ledger.apart(options, join(home, 'ledger.db'), true)).toThrow();
  const { exit, stdout } = await ft(home, 'rebuild', '--apart', join(home, 'new.db'), '--json');
  expect([exit, JSON.parse(stdout).error.code]).toEqual([2, 'usage']);
});

test('deriving fails by a name: where there is no room for it, and where another ft writes', async () => {
  const home = await layered();
  const options = { home, clock: () => 0, random: seededRandom('apart'), create: false, busyMs: 1 };
  const ledger = Ledger.open(options)!;
  const apart = Ledger.apart(options, join(home, 'apart.db'), true);
  // A full disk, as SQLite sees it.
  apart.database.pragma('max_page_count = 20');
  expect(() => ReadModel.deriveApart(apart.database, ledger.log.commits()[1]!.clock, () => {})).toThrow(`The disk that holds ${home} is full; nothing was changed.`);
  const other = Ledger.open(options)!;
  other.database.exec('BEGIN IMMEDIATE');
  expect(() => ReadModel.rebuild(ledger.database)).toThrow('Another ft is writing');
  expect(() => ReadModel.rebuiltDigests(ledger.database)).toThrow('Another ft is writing');
  for (const one of [other, apart, ledger]) one.close();
});

test('a large commit looked through a piece at a time counts what the log counts', async () => {
  const home = await layered();
  const ledger = Ledger.open({ home, clock: () => 0, random: seededRandom('scan'), create: false })!;
  const scan = new CommitScan(ledger.log);
  const large = ledger.log.commits().find(({ events }) => events > MANY)!;
  expect(scan.countsOf(large)).toBeUndefined();
  let pieces = 0;
  while (scan.isBehind) { scan.step(); pieces++; }
  expect(pieces).toBeGreaterThan(1);
  expect(scan.countsOf(large)).toEqual(ledger.log.countsOf(large));
  for (const type of ['statement.imported.v1', 'transaction.recorded.v2'] as const) expect(scan.firstOf(large, type, 3)).toEqual(ledger.log.firstOf(large, type, 3));
  ledger.close();
});
