/** The budgets screen, key by key: edited in place, added, ended, copied, tried, seen as a year. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHRISTMAS, budgetsOf, frameOf, lineWith } from './budgets-desk.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];

/** The screen itself, without the lines of the dashboard above and below it. */
const bodyOf = (shown: Desk): string => `${shown.frame().split('\n').slice(1, -2).join('\n')}\n`;

let home: string;
beforeAll(async () => { home = await demoHome(); });
const open = (options: Parameters<typeof desk>[1] = {}): Promise<Desk> => desk(home, { screen: 'budgets', now: CHRISTMAS, ...options });

describe('the month', () => {
  let shown: Desk;
  beforeAll(async () => { shown = await open(); });
  afterAll(() => shown.close());

  test('shows every budget with its bar, what came over and what is left, then the rest', () => {
    shown.frame({ columns: 100, rows: 30 });
    expect(lineWith(shown, 'Groceries')).toMatch(/Groceries +█+┃█+! +10,143\.60 +9,500\.00 +-643\.60$/);
    expect(lineWith(shown, 'Electricity')).toMatch(/↻ +█+┃█+! +3,358\.28 +2,000\.00 +980\.08 +-378\.20$/);
    expect(lineWith(shown, 'Restaurants')).toMatch(/█+[^ ]*·┃·+ +641\.10 +1,500\.00 +858\.90$/);
    expect(lineWith(shown, 'Total')).toMatch(/24,675\.58 +19,150\.00 +4,322\.28 +-1,203\.30$/);
    expect(lineWith(shown, 'Without a budget')).toMatch(/5\d,\d{3}\.00 +usual$/);
    expect(lineWith(shown, 'Mortgage')).toMatch(/25,562\.00 +26,200\.00$/);
    expect(frameOf(shown)).toContain('353.40 NOK of 350.00 NOK (101 %)   3.40 NOK over');
  });

  test('says where the line under the cursor stands against an even pace, and what is left a day', async () => {
    await shown.press('j', 'j');
    expect(frameOf(shown)).toMatch(/858\.90 NOK left   568\.57 NOK below an even pace/);
    expect(frameOf(shown)).toContain('122.70 NOK a day for 7 days');
    await shown.press('j', 'j', 'j', 'j', 'j');
    expect(frameOf(shown)).toContain('75.56 NOK ahead of an even pace');
    await shown.press('g', 'g');
  });

  test('moves between months, the cursor staying on its line', async () => {
    await shown.press('j', '[', 'h');
    expect(frameOf(shown)).toContain('October 2025 ─');
    expect(lineWith(shown, '▌')).toMatch(/Groceries .* 9,383\.80 +9,500\.00/);
    expect(frameOf(shown)).toContain('Groceries, October 2025');
    await shown.press(']', 'l', 'l');
    expect(frameOf(shown)).toContain('January 2026 ─');
    expect(lineWith(shown, 'Electronics')).toMatch(/0\.00 +600\.00 +-1,092\.30 +-492\.30$/);
    expect(lineWith(shown, 'Mortgage')).toMatch(/ 0\.00 +26,/);
    await shown.press('h');
  });

  test('t opens the transactions of the line and month', async () => {
    await shown.press('g', 'g', 'j', 't');
    expect(frameOf(shown)).toMatch(/\[Transactions\]/);
    await shown.press('esc');
    expect(frameOf(shown)).toContain('[Budgets]');
  });

  test.each(SIZES)('fits $columns x $rows, in either language, with and without Unicode', async (size) => {
    for (const options of [{}, { locale: 'nb' as const, unicode: false }, { locale: 'nb' as const, color: true }]) {
      const other = await open({ ...options, size });
      for (const keys of [[], ['j', 'e'], ['esc', 'v'], ['v', 'w', '+'], ['a'], ['esc', 'w']]) {
        await other.press(...keys);
        expect(faults(other.frame(size), size)).toEqual([]);
      }
      other.close();
    }
  });

  test('ASCII is ASCII but for the person\'s own words', async () => {
    const ascii = await open({ unicode: false });
    for (const keys of [[], ['v'], ['v', 'w', '+'], ['esc', 'e']]) {
      await ascii.press(...keys);
      expect(ascii.frame({ columns: 120, rows: 40 }).replace(/[\x20-\x7e\n]/g, '')).toBe('');
    }
    ascii.close();
  });
});

test.each([['budgets', { columns: 80, rows: 24 }, []], ['budgets-wide', { columns: 120, rows: 40 }, []], ['budgets-trial', { columns: 80, rows: 24 }, ['w', 'j', '-', '-']], ['budgets-year', { columns: 80, rows: 24 }, ['v', 'j', 'h']], ['budgets-widest', { columns: 200, rows: 60 }, ['w', '+']]] as const)('%s', async (name, size, keys) => {
  const shown = await open({ size });
  await shown.press(...keys);
  await expect(bodyOf(shown)).toMatchFileSnapshot(`./frames/${name}-${size.columns}x${size.rows}.txt`);
  shown.close();
});

test('in Norwegian', async () => {
  const shown = await open({ locale: 'nb', size: { columns: 80, rows: 24 } });
  await expect(bodyOf(shown)).toMatchFileSnapshot('./frames/budgets-nb-80x24.txt');
  shown.close();
});

describe('changes', () => {
  let shown: Desk;
  let own: string;
  beforeAll(async () => { own = await demoHome(); shown = await desk(own, { screen: 'budgets', now: CHRISTMAS, size: { columns: 110, rows: 34 } }); });
  afterAll(() => shown.close());

  test('an amount is typed where it stands, checked as it is typed, and set from the month shown', async () => {
    await shown.press('j', 'enter');
    expect(lineWith(shown, 'Groceries')).toMatch(/10,143\.60 +9500_/);
    await shown.press('ctrl-u', 'x', 'enter');
    expect(frameOf(shown)).toContain('No amount: it holds no digits.');
    await shown.press('backspace');
    expect(frameOf(shown)).toContain('Type an amount.');
    await shown.press('-', '5');
    expect(frameOf(shown)).toContain('so it has no minus');
    await shown.press('ctrl-u');
    await shown.type('10500,50');
    expect(frameOf(shown)).toContain('10,500.50 NOK a month from December 2025 on; left: 356.90 NOK');
    await shown.press('enter');
    expect(shown.started.at(-1)).toEqual(['budget', 'set', 'category:groceries', '10500.50', '--from', '2025-12', '--currency', 'NOK', '--json']);
    expect(lineWith(shown, 'Groceries')).toMatch(/10,143\.60 +10,500\.50 +356\.90$/);
    expect([(await budgetsOf(own))['groceries'], (await budgetsOf(own, '2025-11'))['groceries']]).toEqual(['10500.50', '9500.00']);
  });

  test('Esc leaves what is typed, and an amount that is the same writes nothing', async () => {
    const before = shown.started.length;
    await shown.press('e', '9', 'esc');
    expect(lineWith(shown, 'Groceries')).toMatch(/10,500\.50 +356\.90$/);
    await shown.press('e', 'enter');
    expect(shown.started.length).toBe(before);
  });

  test('a digit begins a new amount, and Down sets it and goes on to the next', async () => {
    await shown.press('1', '1', '0', '0', '0', 'down');
    expect(lineWith(shown, 'Restaurants')).toMatch(/1500_/);
    await shown.press('ctrl-u', '9', '0', '0', 'tab', 'esc');
    expect(await budgetsOf(own)).toMatchObject({ groceries: '11000.00', restaurants: '900.00' });
    await shown.press('u');
    expect((await budgetsOf(own))['restaurants']).toBe('1500.00');
  });

  test('r turns rollover on and off, D ends, u brings back', async () => {
    await shown.press('g', 'g', 'j', 'r');
    expect(frameOf(shown)).toContain('Groceries: what is left rolls over now');
    expect((await budgetsOf(own))['groceries']).toBe('11000.00 rolls');
    expect(lineWith(shown, 'Groceries')).toContain('↻');
    await shown.press('r', 'D');
    expect(frameOf(shown)).toContain('Ended: Groceries.');
    expect(await budgetsOf(own)).not.toHaveProperty('groceries');
    expect((await budgetsOf(own, '2025-11'))['groceries']).toBe('9500.00');
    expect(lineWith(shown, '10,143.60')).toMatch(/Groceries +10,143\.60 +8,600\.00$/);
    await shown.press('u');
    expect((await budgetsOf(own))['groceries']).toBe('11000.00');
  });

  test('Enter on spending without a budget gives it one, beginning with what is usual', async () => {
    while (!lineWith(shown, '▌').includes('Insurance')) await shown.press('j');
    await shown.press('enter');
    expect(lineWith(shown, 'Insurance')).toMatch(/2,134\.00 +2200_/);
    await shown.press('enter');
    expect((await budgetsOf(own))['insurance']).toBe('2200.00');
    expect(lineWith(shown, '▌')).toMatch(/Insurance +█.* 2,134\.00 +2,200\.00 +66\.00$/);
    await shown.press('D');
    expect(lineWith(shown, '▌')).toMatch(/Insurance +2,134\.00 +2,200\.00$/);
  });

  test('a adds one for any category or group, on a line of its own', async () => {
    await shown.press('a');
    await shown.type('food and');
    expect(frameOf(shown)).toMatch(/▌ Food and drink {2}usually about .* group/);
    await shown.press('enter');
    expect(lineWith(shown, '▌')).toMatch(/Food and drink +\d/);
    await shown.press('ctrl-u', '1', '2', '0', '0', '0', 'enter');
    expect((await budgetsOf(own))['food']).toBe('12000.00');
    expect(lineWith(shown, '▌')).toContain('Food and drink');
    expect(frameOf(shown)).toMatch(/ {4}Groceries/);
    expect(frameOf(shown)).toContain('given to its categories');
    await shown.press('a', 'esc', 'D');
    expect(await budgetsOf(own)).not.toHaveProperty('food');
  });

  test('c copies what was spent the month before: previewed, in one commit', async () => {
    await shown.press('c', 'down', 'enter');
    expect(frameOf(shown)).toContain('Cafes and bakeries: 350.00 NOK → 307.10 NOK');
    await shown.press('n');
    expect((await budgetsOf(own))['cafes']).toBe('350.00');
    await shown.press('c', 'down', 'enter', 'y');
    expect(shown.started.at(-1)).toEqual(['budget', 'copy', '--from', '2025-11', '--to', '2025-12', '--spent', '--yes', '--json']);
    expect(await budgetsOf(own)).toMatchObject({ cafes: '307.10', groceries: '10107.60', electronics: '0.00 rolls' });
    await shown.press('c', 'enter', 'y');
    expect(await budgetsOf(own)).toMatchObject({ cafes: '350.00', groceries: '9500.00', electronics: '600.00 rolls' });
    await shown.press('c', 'enter');
    expect(frameOf(shown)).toContain('That changes nothing');
  });

  test('the past cannot be changed', async () => {
    await shown.dashboard.travel('2025-12-31');
    await shown.settled();
    const before = await budgetsOf(own);
    await shown.press('g', 'g', '7', 'enter');
    expect(await budgetsOf(own)).toEqual(before);
    await shown.press('g', 'p');
  });
});
