/** The list of transactions key by key: searching, filtering, marking, looking closely, going to the other half of a transfer. */
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ftJson } from '../cli/ft.ts';
import { type Desk, demoHome, desk } from './desk.ts';

interface Row { readonly id: string; readonly date: string; readonly amount: string; readonly description: string; readonly category: string; readonly account: string; readonly transfer?: string }

describe('the list of transactions', () => {
  let home: string;
  let shown: Desk;
  beforeAll(async () => { home = await demoHome(); });
  beforeEach(async () => { shown = await desk(home, { screen: 'transactions', size: { columns: 100, rows: 30 } }); });
  afterEach(() => shown.close());

  const list = (...query: string[]): Promise<Row[]> => ftJson<Row[]>(home, 'list', ...query);
  /** The line of the cursor. */
  const cursor = (): string => shown.frame().split('\n').find((line) => line.startsWith('▌')) ?? '';
  const search = async (text: string): Promise<void> => { await shown.press('/', 'ctrl-u'); await shown.type(text); };

  test('all of them are listed, newest first, with what they come to', async () => {
    const all = await list();
    expect(shown.frame()).toContain(`${all.length} transactions`);
    expect(cursor()).toContain(all[0]!.date);
    await shown.press('G');
    expect(cursor()).toContain(all.at(-1)!.date);
    expect(shown.frame()).toContain(`${all.length} / ${all.length}`);
  });

  test('a search filters while one types, in the language of ft list', async () => {
    await search('kiwi');
    expect(shown.frame()).toContain(`${(await list('kiwi')).length} transactions`);
    await shown.type(' amount:<-500');
    expect(shown.frame()).toContain(`${(await list('kiwi', 'amount:<-500')).length} transactions`);
    await shown.press('enter');
    expect(shown.frame()).toContain(' / kiwi amount:<-500');
    await shown.press('j');
    expect(shown.frame()).toMatch(/2 \/ \d+/);
  });

  test('a query that cannot be read is told, and what was found stays', async () => {
    await search('kiwi');
    const before = cursor();
    await shown.type(' date:2025-99');
    expect(shown.frame()).toContain('date:2025-99 is not a period');
    expect(cursor()).toBe(before);
    await shown.press('esc');
    expect(shown.frame()).toContain(`${(await list()).length} transactions`);
  });

  test('Tab completes keys and names', async () => {
    await shown.press('/');
    await shown.type('acc');
    await shown.press('tab');
    expect(shown.frame()).toContain('/ account:');
    await shown.press('tab');
    expect(shown.frame()).toContain('account:Brukskonto  account:Kredittkort  account:Sparekonto');
    await shown.type('spar');
    await shown.press('tab', 'enter');
    expect(shown.frame()).toContain(`${(await list('account:Sparekonto')).length} transactions`);
  });

  test('filters by account, category and month add up, and x takes them away', async () => {
    await shown.press('a');
    await shown.type('bruks');
    await shown.press('enter', 'f');
    await shown.type('groceries');
    await shown.press('enter', 'm', 'down', 'enter');
    expect(shown.frame()).toContain('[Brukskonto]  [Groceries]  [December 2025]');
    expect(shown.frame()).toContain(`${(await list('account:Brukskonto', 'category:groceries', 'date:2025-12')).length} transactions`);
    await shown.press('[');
    expect(shown.frame()).toContain('[November 2025]');
    expect(shown.frame()).toContain(`${(await list('account:Brukskonto', 'category:groceries', 'date:2025-11')).length} transactions`);
    const [date, merchant] = cursor().slice(3).split(' ');
    await shown.press('x');
    expect(shown.frame()).not.toContain('[Brukskonto]');
    expect(cursor()).toContain(`${date} ${merchant}`);
    expect(shown.frame()).not.toContain('1 / ');
  });

  test('[ begins with the month under the cursor', async () => {
    await shown.press('G', '[');
    expect(shown.frame()).toContain('[January 2025]');
  });

  test('another screen opens it with a query to see and edit, and with a transaction to stand on; Esc returns', async () => {
    const [, third] = await list('category:groceries', 'date:2025-06');
    shown.dashboard.open('overview');
    shown.dashboard.open('transactions', { query: 'category:groceries date:2025-06', id: third!.id });
    await shown.settled();
    expect(shown.frame()).toContain(' / category:groceries date:2025-06');
    expect(cursor()).toContain(third!.date);
    expect(shown.frame()).toMatch(/2 \/ \d+/);
    await shown.press('[', 'esc');
    expect(shown.frame()).toContain('[Transactions]');
    expect(shown.frame()).not.toContain('[May 2025]');
    await shown.press('esc');
    expect(shown.frame()).toContain('[Overview]');
  });

  test('a transaction without a query is found among all, with others around it', async () => {
    const all = await list();
    shown.dashboard.open('transactions', { id: all[400]!.id });
    await shown.settled();
    expect(shown.frame()).toContain(`401 / ${all.length}`);
    expect(shown.frame().split('\n').findIndex((line) => line.startsWith('▌'))).toBeGreaterThan(6);
  });

  test('Enter tells all about it, and Esc returns to the list', async () => {
    await search('frisør');
    await shown.press('enter', 'enter');
    const frame = shown.frame();
    for (const said of ['Bank text', 'Varekjøp Frisør', 'Brukskonto', 'dnb-brukskonto-2025.csv, line', 'History', 'read from']) expect(frame).toContain(said);
    expect(frame).not.toContain('▌');
    await shown.press('j');
    expect(shown.frame()).toContain('2 / ');
    await shown.press('esc');
    expect(cursor()).toContain('Frisør');
  });

  test('t goes to the other half of a transfer, and Esc back', async () => {
    const [row] = await list('is:transfer', 'account:Brukskonto');
    const twin = (await list('is:transfer')).find(({ id }) => id === row!.transfer)!;
    await search('is:transfer account:Brukskonto');
    await shown.press('enter');
    const before = cursor();
    await shown.press('t');
    // The search does not find the other half: all are shown, the cursor on it.
    expect(cursor()).toContain(twin.date);
    expect(cursor()).toContain('← Brukskonto');
    await shown.press('esc');
    expect(cursor()).toBe(before);
    await shown.press('x', 'g', 'g', 't');
    expect(shown.frame()).toContain('not half of a transfer');
  });

  test('space marks and goes on, * marks all that is found or none, and Esc takes the marks away', async () => {
    await shown.press('space', 'space');
    expect(shown.frame()).toContain('● 2 marked');
    expect(shown.frame()).toContain('3 / ');
    await shown.press('esc');
    expect(shown.frame()).not.toContain('marked');
    await search('kiwi');
    await shown.press('enter', '*');
    expect(shown.frame()).toContain(`● ${(await list('kiwi')).length} marked`);
    await shown.press('*');
    expect(shown.frame()).not.toContain('marked');
  });

  test('nothing found says what to do', async () => {
    await search('zzzz');
    expect(shown.frame()).toContain('Nothing found. x takes the filters and the search away.');
    await shown.press('enter', 'c', 'space', 'enter', 't', 'G');
    expect(shown.frame()).toContain('Nothing found.');
  });
});
