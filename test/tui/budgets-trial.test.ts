/** Budgets: what if, and homes of other kinds: none yet, several currencies, refunds, huge amounts, hostile names. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ft, ftJson, temporaryHome, written } from '../cli/ft.ts';
import { CHRISTMAS, budgetsOf, frameOf, lineWith } from './budgets-desk.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const commits = async (home: string): Promise<number> => (await ftJson<{ commits: unknown[] }>(home, 'history')).commits.length;

describe('what if', () => {
  let own: string;
  let shown: Desk;
  beforeAll(async () => { own = await demoHome(); shown = await desk(own, { screen: 'budgets', now: CHRISTMAS, size: { columns: 130, rows: 40 } }); });
  afterAll(() => shown.close());

  test('amounts change without being written, and what they lead to is seen', async () => {
    const before = await commits(own);
    await shown.press('w');
    expect(frameOf(shown)).toContain('TRIAL  nothing is written');
    expect(lineWith(shown, 'The trial:')).toContain('The trial: 0 NOK a year');
    await shown.press('j', '8', '5', '0', '0', 'enter');
    expect(lineWith(shown, '● Groceries')).toMatch(/8,500\.00 +-1,643\.60/);
    expect(lineWith(shown, 'The trial:')).toContain('The trial: +12,000 NOK a year');
    expect(frameOf(shown)).toContain('budget now 9,500.00 NOK');
    await shown.press('k', '+');
    expect(lineWith(shown, '● Cafes')).toMatch(/ 360\.00 /);
    await shown.press('-');
    expect(frameOf(shown)).not.toContain('● Cafes');
    expect(lineWith(shown, 'TRIAL')).toContain('1 changed, nothing written');
    expect(await budgetsOf(own)).toMatchObject({ groceries: '9500.00', cafes: '350.00' });
    expect(await commits(own)).toBe(before);
  });

  test('what changes more than amounts waits until after it', async () => {
    for (const key of ['D', 'r', 'c']) {
      await shown.press(key);
      expect(frameOf(shown)).toContain('A trial changes only amounts');
    }
  });

  test('Esc throws it away, w takes it up again, and keeping it is one commit', async () => {
    const before = await commits(own);
    await shown.press('esc');
    expect(frameOf(shown)).not.toContain('TRIAL');
    expect(lineWith(shown, 'Groceries')).toMatch(/9,500\.00 +-643\.60/);
    await shown.press('w', 'G', '+');
    expect(lineWith(shown, 'TRIAL')).toContain('2 changed');
    await shown.press('w', 'enter');
    expect(shown.started.at(-1)!.slice(0, 3)).toEqual(['budget', 'set', 'category:groceries=8500.00 NOK']);
    expect(frameOf(shown)).not.toContain('TRIAL');
    expect(await commits(own)).toBe(before + 1);
    expect(await budgetsOf(own)).toMatchObject({ groceries: '8500.00' });
    expect((await budgetsOf(own, '2025-11'))['groceries']).toBe('9500.00');
    await shown.press('u');
    expect(await budgetsOf(own)).toMatchObject({ groceries: '9500.00' });
  });

  test('a begins a trial of all that has no budget; throwing it away writes nothing', async () => {
    await shown.press('a', 'enter');
    expect(lineWith(shown, 'TRIAL')).toMatch(/\d\d changed/);
    expect(lineWith(shown, '● Mortgage')).toMatch(/25,562\.00 +26,200\.00/);
    expect(lineWith(shown, 'Without a budget')).toMatch(/budget +1,\d{3}\.\d\d +usual/);
    expect(frameOf(shown)).not.toContain('● Uncategorized');
    await shown.press('w', 'up', 'up');
    await shown.type('throw');
    await shown.press('enter');
    expect(frameOf(shown)).not.toContain('TRIAL');
    expect(await budgetsOf(own)).not.toHaveProperty('mortgage');
  });
});

describe('the year', () => {
  test('explains the month under the cursor, goes on into other years, and Enter opens a month', async () => {
    const shown = await desk(await demoHome(), { screen: 'budgets', now: CHRISTMAS, size: { columns: 80, rows: 24 } });
    await shown.press('v', 'j', 'h', 'h');
    expect(lineWith(shown, 'Groceries ')).toMatch(/Groceries +!109 !103 ▓ 95 !149 ▒ 76 ▒ 73 ▒ 72 ▓ 96 ▓ 83▌▓ 99 !106 !107/);
    expect(frameOf(shown)).toContain('Groceries, October 2025');
    expect(frameOf(shown)).toContain('9,383.80 NOK of 9,500.00 NOK (99 %)');
    await shown.press('enter');
    expect(frameOf(shown)).toContain('October 2025 ─');
    expect(lineWith(shown, '▌')).toContain('Groceries');
    await shown.press('v', 'l', 'l', 'l');
    expect(frameOf(shown)).toContain('The year 2026');
    expect(lineWith(shown, 'Groceries ')).toMatch(/▌·( +·){11}/);
    await shown.press('esc', 'v', ...Array.from({ length: 13 }, () => '['));
    expect(frameOf(shown)).toContain('No budgets in 2024.');
    shown.close();
  });
});

describe('other homes', () => {
  const household = async (rows: readonly string[], more: readonly (readonly string[])[]): Promise<string> => {
    const home = temporaryHome();
    const setup = [
      ['rules', 'add', '--text', 'rema', '--category', 'groceries'], ['rules', 'add', '--text', 'husleie', '--category', 'rent'],
      ['import', '--account', 'Bruk', written(home, 'bruk.csv', ['Dato;Tekst;Beløp;Saldo;Status;Avstemt', ...rows, ''].join('\n'))], ...more,
    ];
    for (const argv of setup) {
      const { exit, stderr } = await ft(home, ...argv);
      if (exit !== 0) throw new Error(stderr);
    }
    return home;
  };
  const sizes = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 130, rows: 40 }];

  test('without a budget it says how to begin, and one can at once', async () => {
    const home = await household(['03.11.2025;REMA 1000;-4.100,50;0,00;Utført;Nei', '03.12.2025;REMA 1000;-3.900,00;0,00;Utført;Nei', '05.12.2025;HUSLEIE;-12.000,00;0,00;Utført;Nei'], []);
    const shown = await desk(home, { screen: 'budgets', now: CHRISTMAS, size: { columns: 80, rows: 24 } });
    expect(frameOf(shown)).toContain('No budgets in December 2025.');
    expect(frameOf(shown)).toContain('Enter on a line below gives it one');
    await shown.press('v');
    expect(frameOf(shown)).toContain('No budgets in 2025.');
    await shown.press('v', 'j', 'enter', 'enter');
    expect(await budgetsOf(home)).toEqual({ groceries: '4200.00' });
    expect(lineWith(shown, 'Groceries')).toMatch(/3,900\.00 +4,200\.00 +300\.00$/);
    // A month to come is planned from the months that are over.
    await shown.press('D', 'l', 'l', 'l');
    expect(lineWith(shown, 'Groceries')).toMatch(/0\.00 +4,200\.00$/);
    await shown.press('h', 'h', 'h', 'h', 'h', 'h');
    expect(frameOf(shown)).toContain('Nothing was spent this month. a adds one');
    await shown.press('enter');
    expect(frameOf(shown)).toContain('A budget for');
    shown.close();
  });

  test('currencies stand apart, refunds are below zero, huge amounts and hostile names fit', async () => {
    const home = await household(['01.10.2025;REMA 1000;-123.456.789,50;0,00;Utført;Nei', '10.12.2025;REMA RETUR;900,00;0,00;Utført;Nei'], [
      ['accounts', 'open', 'Reise', '--currency', 'EUR'], ['accounts', 'open', '日本', '--currency', 'JPY'],
      ['add', '10', 'Croissant', '--account', 'Reise', '--currency', 'EUR', '--category', 'cafes', '--date', '2025-12-14'], ['add', '2300', '寿司', '--account', '日本', '--currency', 'JPY', '--category', 'restaurants', '--date', '2025-12-12'],
      ['categories', 'add', 'Hytta på fjellet 🏔 og alt som hører til den\u001b[31m', '--group', 'Egne ting'], ['categories', 'rename', 'groceries', 'Mat & 日用品 \u202eevil'],
      ['budget', 'set', 'groceries=123456789.50 NOK', 'group:food=5 NOK', 'rent=0 NOK', 'cafes=5 EUR', 'restaurants=3000 JPY', 'hytta=700 NOK', '--from', '2025-12'],
    ]);
    const shown = await desk(home, { screen: 'budgets', now: CHRISTMAS, size: { columns: 100, rows: 30 } });
    const order = frameOf(shown).split('\n').flatMap((one) => /^ {2}([A-Z]{3}) +Spent/.exec(one)?.[1] ?? []);
    expect(order).toEqual(['NOK', 'EUR', 'JPY']);
    expect(lineWith(shown, '日用品')).toMatch(/ -900\.00 +123,456,789\.50 +123,457,689\.50$/);
    expect(lineWith(shown, 'Rent')).toMatch(/ 0\.00 +0\.00 +0\.00$/);
    expect(lineWith(shown, 'Cafes')).toMatch(/! +10\.00 +5\.00 +-5\.00$/);
    expect(lineWith(shown, 'Restaurants')).toMatch(/2,300 +3,000 +700$/);
    await shown.press('G', 't');
    expect(shown.frame()).toContain('[Transactions]');
    await shown.press('esc', 'G', '2', '4', '0', '0', 'enter');
    expect(shown.started.at(-1)!.slice(0, 7)).toEqual(['budget', 'set', 'category:restaurants', '2400', '--from', '2025-12', '--currency']);
    await shown.press('w', '+');
    expect(lineWith(shown, 'Left a month')).toMatch(/-2,500\b/);
    for (const keys of [[], ['g', 'g', 'j', '+'], ['v'], ['v', 'a'], ['esc']])
      for (const size of sizes) {
        await shown.press(...keys);
        expect(faults(shown.frame(size), size)).toEqual([]);
      }
    shown.close();
  });
});
