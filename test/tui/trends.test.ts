/** The trends, key by key on the demo and in a home with two currencies, and what they look like. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { ft, temporaryHome } from '../cli/ft.ts';
import { type Desk, type DeskOptions, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 104, rows: 30 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
let home: string;
let shown: Desk | undefined;
const open = async (options: DeskOptions = {}, of = home): Promise<Desk> => (shown = await desk(of, { screen: 'trends', size: { columns: 120, rows: 40 }, ...options }));
/** The sentence about what the cursor stands on. */
const said = (): string => shown!.frame().replaceAll('\u00a0', ' ').split('\n').slice(-6).map((text) => text.trim()).filter((text) => / NOK| EUR/.test(text)).join(' ');
const lineWith = (text: string): string => shown!.frame().split('\n').find((row) => row.includes(text)) ?? '';

beforeAll(async () => { home = await demoHome(); });
afterEach(() => shown?.close());

describe('spending', () => {
  test('h and l go through the months, j and k through the groups, and what is under them is said', async () => {
    const { press } = await open();
    expect(said()).toBe('December 2025: 76,831.58 NOK; 5,282.87 NOK above the average of 71,548.71 NOK.');
    await press('h', 'left', '[');
    expect(said()).toContain('September 2025: 70,426.49 NOK');
    await press('l', 'j', 'j');
    expect(said()).toMatch(/^Food and drink in October 2025: [\d,.]+ NOK; \d+ % of all spending; [\d,.]+ NOK (above|below) the average of 11,39\d\.\d\d NOK\.$/);
    await press('k', 'k', 'l', 'l', 'l', 'l');
    expect(said()).toContain('December 2025: 76,831.58 NOK');
  });

  test('a group alone is drawn on a scale of its own, with its average across', async () => {
    const { press, frame } = await open();
    expect(frame()).toContain('80k');
    await press('j', 'j');
    expect(frame()).toContain('Food and drink, NOK');
    expect(frame()).not.toContain('80k');
    expect(frame()).toContain('╌╌');
  });

  test('Enter opens the transactions behind the bar, and Esc leads back to it', async () => {
    const { press, dashboard } = await open();
    const opened = vi.spyOn(dashboard, 'open');
    await press('h', 'j', 'j', 'enter');
    expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'group:food date:2025-11' });
    await press('esc');
    expect(said()).toContain('Food and drink in November 2025');
    await press('c', 'j', 'enter');
    expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'category:loan-payment date:2025-11' });
  });

  test('c changes between groups and categories', async () => {
    const { press, frame } = await open();
    expect(lineWith('Mortgage')).toBe('');
    await press('c');
    expect(lineWith('Mortgage')).toContain('26,');
    expect(frame()).toContain('all 12 months, categories, NOK');
    await press('c');
    expect(lineWith('Mortgage')).toBe('');
  });

  test('z shows fewer months or more, and only lengths that differ', async () => {
    const { press, frame } = await open();
    expect(frame()).toContain('all 12 months');
    await press('z');
    expect(frame()).toMatch(/ 6 months/);
    expect(lineWith('Jul')).not.toContain('Jun');
    await press('z');
    expect(frame()).toContain('all 12 months');
  });
});

describe('other views', () => {
  test('v goes through them', async () => {
    const { press, frame } = await open();
    for (const name of ['Cash flow', 'Merchants', 'Net worth', 'Spending']) {
      await press('v');
      expect(frame()).toContain(`[${name}]`);
    }
  });

  test('cash flow tells what came in, went out and is left', async () => {
    const { press, dashboard } = await open();
    await press('v', 'h', 'h', 'h', 'h', 'h', 'h');
    expect(said()).toMatch(/^June 2025: 100,548\.\d\d NOK came in and 64,537\.\d\d NOK went out; 36,01\d\.\d\d NOK is left over \(36 % of income\)\.$/);
    await press('h', 'h', 'h');
    expect(said()).toMatch(/11,06\d\.\d\d NOK more went out than came in/);
    const opened = vi.spyOn(dashboard, 'open');
    await press('j', 'enter');
    expect(opened.mock.lastCall?.[1]?.query).toMatch(/^group:income date:2025-03/);
  });

  test('merchants of all months, of one, and those behind it', async () => {
    const { press, frame, dashboard } = await open();
    await press('v', 'v');
    expect(frame()).toMatch(/Husbanken +█+ +316,335 +12 +Mortgage/);
    expect(said()).toBe('Husbanken, January 2025 to December 2025: 316,335.00 NOK in 12 transactions; 26,361.25 NOK each; 37 % of all spending.');
    const opened = vi.spyOn(dashboard, 'open');
    await press('j', 'j', 'j', 'enter');
    expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'merchant:"REMA 1000" date:2025-01..2025-12 -is:transfer' });
    await press('esc', 'h');
    expect(said()).toMatch(/^REMA 1000, December 2025: /);
    await press('enter');
    expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'merchant:"REMA 1000" date:2025-12 -is:transfer' });
    // Back from there, and from one month to all of them, and only then away.
    await press('esc', 'esc');
    expect(frame()).toContain('January 2025 to December 2025');
  });

  test('net worth of all accounts and of one', async () => {
    const { press, frame, dashboard } = await open();
    await press('v', 'v', 'v');
    expect(said()).toBe('All accounts at the end of December 2025: 277,065.55 NOK; 16,846.44 NOK more than before.');
    await press('j', 'j');
    expect(said()).toMatch(/^Kredittkort at the end of December 2025: -9,80\d\.\d\d NOK; /);
    expect(frame()).toContain('-10k');
    const opened = vi.spyOn(dashboard, 'open');
    await press('enter');
    expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'account:"Kredittkort" date:2025-12' });
  });
});

test('a month that is not over is marked and not counted in the average; currencies stay apart; what another ft writes appears', async () => {
  const own = temporaryHome();
  const add = async (...argv: string[]): Promise<void> => { expect(await ft(own, 'add', ...argv)).toMatchObject({ exit: 0 }); };
  await ft(own, 'accounts', 'open', 'Cash', '--currency', 'NOK');
  await add('-100', 'Kiwi', '--date', '2025-11-03', '--category', 'groceries', '--account', 'Cash');
  await add('-300', 'Kiwi', '--date', '2025-12-03', '--category', 'groceries', '--account', 'Cash');
  await add('-50', 'Kiwi', '--date', '2026-01-03', '--category', 'groceries', '--account', 'Cash');
  const { press, frame, dashboard, settled } = await open({}, own);
  expect(frame()).toContain('[Jan…]');
  expect(said()).toBe('January 2026 so far: 50.00 NOK; 150.00 NOK below the average of 200.00 NOK.');
  await press('$');
  expect(frame()).toContain('There is only one currency.');
  await ft(own, 'accounts', 'open', 'Berlin', '--currency', 'EUR');
  await add('-9', 'Lidl', '--date', '2025-12-05', '--category', 'groceries', '--account', 'Berlin');
  await press('h', 'j');
  await dashboard.look();
  await settled();
  expect(said()).toContain('Food and drink in December 2025: 300.00 NOK');
  await press('$');
  expect(said()).toContain('Food and drink in December 2025: 9.00 EUR');
  const opened = vi.spyOn(dashboard, 'open');
  await press('enter');
  expect(opened).toHaveBeenLastCalledWith('transactions', { query: 'group:food date:2025-12 currency:EUR' });
});

test('nothing is booked: it says how to begin; nothing spent: no chart breaks', async () => {
  const own = temporaryHome();
  await ft(own, 'accounts', 'open', 'Cash', '--currency', 'NOK');
  const { press, frame, close } = await open({}, own);
  expect(frame()).toContain('Nothing is booked yet');
  await press('v', 'z', 'c', 'h', 'l', 'j', 'k', 'enter', '$', 'G', 'g', 'g');
  expect(faults(frame(), { columns: 120, rows: 40 })).toEqual([]);
  close();
  await ft(own, 'add', '+100', 'Gift', '--date', '2025-12-03', '--category', 'other-income', '--account', 'Cash');
  const { press: again, frame: seen } = await open({}, own);
  await again('v', 'v');
  expect(seen()).toContain('Nothing was spent in this time.');
  for (let view = 0; view < 4; view++) {
    await again('v', 'enter', 'esc');
    expect(faults(seen(), { columns: 120, rows: 40 })).toEqual([]);
  }
});

test('hostile names of accounts, categories and merchants are inert and keep their columns', async () => {
  const own = temporaryHome();
  const bad = 'Ev\u001b[31mil\u202e 日本語の口座名はとても長いです 🏦🏦🏦 x'.repeat(2);
  await ft(own, 'accounts', 'open', bad, '--currency', 'NOK');
  await ft(own, 'categories', 'add', `${bad} c`, '--group', 'Home');
  await ft(own, 'add', '-123456789.50', `${bad} AS`, '--date', '2025-12-03', '--account', bad, '--category', `${bad} c`);
  for (const unicode of [true, false]) {
    const { press, frame, close } = await open({ unicode }, own);
    await press('c', 'j');
    for (let view = 0; view < 4; view++) {
      for (const size of SIZES) expect(faults(frame(size), size)).toEqual([]);
      await press('v', 'j', 'enter', 'esc');
    }
    close();
  }
});

describe('frames', () => {
  test.each([{}, { locale: 'nb' as const }, { unicode: false }, { color: true }])('fit everywhere, %o', async (options) => {
    const { press, frame } = await open(options);
    for (let view = 0; view < 4; view++) {
      for (const size of SIZES) {
        expect(faults(frame(size), size)).toEqual([]);
        // Names of merchants and accounts are what they are; all else is ASCII there.
        if (options.unicode === false && view !== 2) expect(frame(size)).toMatch(/^[\x20-\x7e\n]*$/);
      }
      await press('h', 'j', 'v');
    }
  });

  test('as they were looked at', async () => {
    const { press, frame } = await open();
    await expect(frame({ columns: 120, rows: 40 })).toMatchFileSnapshot('./frames/trends-spending-120x40.txt');
    await expect(frame({ columns: 80, rows: 24 })).toMatchFileSnapshot('./frames/trends-spending-80x24.txt');
    await press('v');
    await expect(frame({ columns: 200, rows: 60 })).toMatchFileSnapshot('./frames/trends-cashflow-200x60.txt');
    await press('v', 'v');
    await expect(frame({ columns: 120, rows: 40 })).toMatchFileSnapshot('./frames/trends-networth-120x40.txt');
    shown!.close();
    const { press: norsk, frame: ramme } = await open({ locale: 'nb', unicode: false });
    await norsk('v');
    await expect(ramme({ columns: 80, rows: 24 })).toMatchFileSnapshot('./frames/trends-cashflow-nb-ascii-80x24.txt');
    await norsk('v');
    await expect(ramme({ columns: 120, rows: 24 })).toMatchFileSnapshot('./frames/trends-merchants-nb-ascii-120x24.txt');
  });
});
