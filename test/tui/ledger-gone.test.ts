/** What becomes of the file under an open dashboard: deleted, moved, another one in its place, damaged, or brought forward by a newer ft. */
import { cpSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ft, ftJson, temporaryHome } from '../cli/ft.ts';
import { type Desk, demoHome, desk } from './desk.ts';

const SIZE = { columns: 160, rows: 30 };
let demo: string;
let home: string;
let shown: Desk;
const ledger = (): string => join(home, 'ledger.db');
const foot = (): string => shown.frame().split('\n').at(-2)!;
/** The dashboard looks, as it does every second. */
const looked = async (): Promise<void> => {
  await shown.dashboard.look();
  await shown.settled();
};
/** Another file takes the place of the ledger at once, as a restored backup does. */
function replaced(by: (file: string) => void): void {
  by(join(home, 'other'));
  renameSync(join(home, 'other'), ledger());
}

beforeAll(async () => { demo = await demoHome(); });
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'ft-gone-'));
  cpSync(demo, home, { recursive: true });
  shown = await desk(home, { screen: 'transactions', size: SIZE });
  expect(shown.frame()).toContain('855 transactions');
});
afterEach(() => shown.close());

test('a folder that is deleted is said to be gone, and nothing can be seen any more', async () => {
  rmSync(home, { recursive: true });
  await looked();
  expect(foot()).toContain('The ledger is gone');
  expect(foot()).toContain(home);
  expect(shown.frame()).toContain('import a statement');
  await shown.press('j', 'g', 't', 'u', 'tab', 'g', 'o', 'g', 'a');
  expect(shown.frame()).not.toContain('Brukskonto');
});

test('a folder that is moved away comes back when it does', async () => {
  renameSync(home, `${home}-elsewhere`);
  await looked();
  expect(foot()).toContain('The ledger is gone');
  renameSync(`${home}-elsewhere`, home);
  await looked();
  expect(shown.frame()).toContain('Accounts');
  await shown.press('g', 't');
  expect(shown.frame()).toContain('855 transactions');
});

test('another ledger in its place is what is shown, and what is written goes into it', async () => {
  const other = temporaryHome();
  await ft(other, 'accounts', 'open', 'Cash', '--currency', 'NOK');
  await ft(other, 'add', '-49', 'Kaffe hos Ada', '--account', 'Cash');
  replaced((file) => cpSync(join(other, 'ledger.db'), file));
  await looked();
  expect(shown.frame()).toContain('1 transaction');
  expect(shown.frame()).toContain('Kaffe hos Ada');
  await shown.press('n');
  await shown.type('seen');
  await shown.press('enter');
  expect(foot()).toContain('Noted');
  expect(await ftJson(home, 'list')).toMatchObject([{ description: 'Kaffe hos Ada' }]);
  await looked();
  expect(shown.frame()).toContain('seen');
});

test('something else in its place is named at every look; what was known stays', async () => {
  replaced((file) => writeFileSync(file, 'no ledger. '.repeat(1000)));
  await looked();
  expect(foot()).toContain(`The ledger in ${home} is damaged: file is not a database.`);
  await shown.press('j', 'j');
  expect(shown.frame()).toContain('855 transactions');
  await looked();
  expect(foot()).toContain('is damaged');
  replaced((file) => cpSync(join(demo, 'ledger.db'), file));
  await looked();
  await shown.press('j');
  await looked();
  expect(shown.frame()).toContain('855 transactions');
  expect(foot()).not.toContain('is damaged');
});

test('a file that was cut off is named, and the dashboard lives', async () => {
  truncateSync(ledger(), 0);
  await shown.press('g', 'h');
  await shown.press('g', 'b');
  expect(shown.frame()).toContain('is damaged: database disk image is malformed.');
  await shown.press('?');
  expect(shown.frame()).toContain('Esc closes');
});

test('a ledger that a newer ft has brought forward is left alone', async () => {
  const newer = new Sqlite(ledger());
  newer.pragma('user_version = 99');
  await looked();
  expect(foot()).toContain('The ledger was written by a newer ft (format 99; this one knows');
  newer.pragma('user_version = 2');
  newer.close();
  await looked();
  await shown.press('j');
  expect(shown.frame()).toContain('2 / 855');
});
