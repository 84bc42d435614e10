/** The overview of other homes: hostile texts, several currencies, nothing but an account, no budgets, large amounts. */
import { afterEach, describe, expect, test } from 'vitest';
import { ft, temporaryHome } from '../cli/ft.ts';
import { type Desk, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
let shown: Desk;
afterEach(() => shown.close());

async function overview(home: string): Promise<Desk> {
  shown = await desk(home, { screen: 'overview', size: { columns: 120, rows: 40 } });
  for (let turn = 0; turn < 3; turn++) await shown.settled();
  shown.frame();
  return shown;
}
async function homeOf(...commands: readonly string[][]): Promise<string> {
  const home = temporaryHome();
  for (const command of commands) expect(await ft(home, ...command)).toMatchObject({ exit: 0 });
  return home;
}
const frame = (): string => shown.frame({ columns: 120, rows: 40 });

test('an account and nothing in it', async () => {
  await overview(await homeOf(['accounts', 'open', 'Cash', '--currency', 'NOK']));
  expect(frame()).toContain('Nothing is booked yet');
  expect(frame()).toContain('Cash');
  for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
  await shown.press('G', 'enter');
  expect(shown.frame()).toContain('[Accounts]');
});

test('currencies stand apart and are never summed', async () => {
  await overview(await homeOf(
    ['accounts', 'open', 'Brukskonto', '--currency', 'NOK'], ['accounts', 'open', 'Reise', '--currency', 'EUR'], ['accounts', 'open', 'Yen', '--currency', 'JPY'], ['accounts', 'open', 'Sparing', '--currency', 'NOK'],
    ['add', '+40000', 'Lønn Nordlia', '--account', 'Brukskonto', '--category', 'salary', '--date', '2026-01-10'], ['add', '-512.50', 'Kiwi Bislet', '--account', 'Brukskonto', '--category', 'groceries', '--date', '2026-01-11'],
    ['add', '-12.40', 'Taverna Ammos', '--account', 'Reise', '--category', 'restaurants', '--date', '2026-01-12'], ['add', '-500', 'Ramen Tokyo', '--account', 'Yen', '--category', 'restaurants', '--date', '2026-01-12'],
    ['budget', 'set', 'restaurants', '100', '--currency', 'EUR'],
  ));
  const text = shown.frame({ columns: 120, rows: 60 });
  for (const title of ['January 2026 NOK', 'January 2026 EUR', 'January 2026 JPY', 'Budgets EUR', 'Spending, six months EUR']) expect(text).toContain(title);
  expect(text).toMatch(/Out +12\.40.EUR/);
  expect(text).toMatch(/Out +500.JPY/);
  expect(text).toMatch(/Together +39,487\.50.NOK/);
  expect(text).toMatch(/Ramen +-500.JPY/);
  for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
});

test('without a budget it says where they are set', async () => {
  await overview(await homeOf(['accounts', 'open', 'Cash', '--currency', 'NOK'], ['add', '-120', 'Kiwi', '--account', 'Cash', '--category', 'groceries']));
  expect(frame()).toContain('No budgets yet');
  expect(frame()).toContain('Nothing stands out');
  for (let presses = 0; presses < 20 && !shown.frame().includes('▌No budgets'); presses++) await shown.press('j');
  await shown.press('enter');
  expect(shown.frame()).toContain('[Budgets]');
});

test('what waits is counted over all years, without what one left open on purpose', async () => {
  await overview(await homeOf(
    ['accounts', 'open', 'Cash', '--currency', 'NOK'], ['add', '-120', 'Qwrtz', '--account', 'Cash', '--date', '2022-03-01'], ['add', '-130', 'Qwrtz', '--account', 'Cash', '--date', '2026-01-10'],
    ['add', '-140', 'Qwrtz', '--account', 'Cash', '--date', '2026-01-11', '--category', 'uncategorized'],
  ));
  expect(frame()).toContain('? 2 transactions have no category');
  await shown.press('g', 'g', 'enter');
  expect(shown.frame()).toContain('[Review]');
});

describe('what comes from a bank', () => {
  const HOSTILE = ['\u001b[2J\u001b[31mRed', 'a\u202egnp.exe', '日本語の店 ラーメン', '👩‍👩‍👧 family', 'x'.repeat(400), 'tab\there', '"quoted" or (not)'];

  test('does nothing to the terminal, and amounts of any size fit', async () => {
    const home = await homeOf(['accounts', 'open', 'Konto 日本 '.repeat(6).trim(), '--currency', 'NOK']);
    for (const [at, text] of HOSTILE.entries()) await ft(home, 'add', `-${at + 1}23456789.05`, text, '--date', `2026-01-0${at + 1}`);
    await overview(home);
    for (const size of SIZES) {
      expect(faults(shown.frame(size), size)).toEqual([]);
      await shown.press('j', 'j', 'j', 'pgdn');
    }
    const wide = shown.frame({ columns: 200, rows: 60 });
    expect(wide).toContain('日本語の店');
    expect(wide).toContain('-723,456,789.05');
    // Amounts are never cut.
    expect(shown.frame({ columns: 80, rows: 40 })).toMatch(/Out +2,964,197,523\.35.NOK/);
    expect(shown.frame({ columns: 80, rows: 40 })).toMatch(/Uncategorized +·*█ +2,964,197,523/);
  });

  test('Enter on what recurs finds it by what it says, quotes and all', async () => {
    const fees = ['09', '10', '11', '12'].map((month) => ['add', '-250', 'Kontingent "Vel" or (Nord)', '--account', 'Cash', '--date', `2025-${month}-05`]);
    const home = await homeOf(['accounts', 'open', 'Cash', '--currency', 'NOK'], ...fees, ['add', '-99', 'Kiwi', '--account', 'Cash', '--date', '2025-12-28']);
    await overview(home);
    await shown.press('G');
    for (let presses = 0; presses < 30 && !/▌5 (?:Jan|Feb)/.test(shown.frame()); presses++) await shown.press('k');
    expect(shown.frame()).toMatch(/▌5 Feb +Kontingent/);
    await shown.press('enter');
    expect(shown.frame()).toContain('[Transactions]');
    expect(shown.frame()).toContain('2025-09-05');
    expect(shown.frame()).not.toContain('2025-12-28');
  });
});
