/** What is done with transactions: categories and their look-alikes, notes, splits; each an ordinary command that `u` takes back. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ft, ftJson, temporaryHome, written } from '../cli/ft.ts';
import { type Desk, desk } from './desk.ts';

interface Row { readonly id: string; readonly category: string; readonly categorySource: string; readonly note?: string; readonly parts?: readonly { readonly amount: string; readonly category: string; readonly note?: string }[] }

let home: string;
let shown: Desk;
beforeEach(async () => {
  home = temporaryHome();
  const rows = ['15.01.2026;;ZORBLAX STUDIO 12;-300,00;', '14.01.2026;;ZORBLAX STUDIO 7;-200,00;', '13.01.2026;;ZORBLAX STUDIO 3;-100,00;', '12.01.2026;;QUUXMART VEST;-468,40;', '11.01.2026;;LØNN;20000,00;'];
  const file = written(home, 'january.csv', `Bokføringsdato;Rentedato;Tekst;Beløp;Arkivref\n${rows.join('\n')}\n`);
  const { exit, stdout, stderr } = await ft(home, 'import', file, '--map', 'date=Bokføringsdato,amount=Beløp,description=Tekst', '--account', 'Daily', '--currency', 'NOK');
  expect(exit, stdout + stderr).toBe(0);
  shown = await desk(home, { screen: 'transactions', size: { columns: 100, rows: 30 } });
});
afterEach(() => shown.close());

const list = (...query: string[]): Promise<Row[]> => ftJson<Row[]>(home, 'list', ...query);
/** What is on the screen, blanks in money as ordinary ones. */
const frame = (): string => shown.frame().replaceAll('\u00a0', ' ');
const only = async (query: string): Promise<Row> => (await list(query))[0]!;

test('c puts the row in a category, tells of look-alikes, and labels them where wanted; u takes it back', async () => {
  await shown.press('c');
  await shown.type('cafes');
  await shown.press('enter');
  expect(shown.frame()).toContain('2 more of the same merchant: Cafes and bakeries too?');
  expect(shown.frame()).toMatch(/2026-01-14 +-200\.00 NOK +Uncategorized → Cafes and bakeries +ZORBLAX STUDIO 7/);
  expect((await list('zorblax')).map(({ category }) => category)).toEqual(['cafes', 'uncategorized', 'uncategorized']);
  await shown.press('y');
  expect((await list('zorblax')).map(({ categorySource }) => categorySource)).toEqual(['own', 'correction', 'correction']);
  expect(shown.frame()).toContain('2 more are Cafes and bakeries now.');
  expect(shown.frame().match(/Cafes and bakeries  /g)).toHaveLength(3);
  await shown.press('u', 'y');
  expect((await list('zorblax')).map(({ category }) => category)).toEqual(['cafes', 'uncategorized', 'uncategorized']);
});

test('look-alikes that are not wanted stay as they are', async () => {
  await shown.press('c');
  await shown.type('cafes');
  await shown.press('enter', 'n');
  expect((await list('zorblax')).map(({ category }) => category)).toEqual(['cafes', 'uncategorized', 'uncategorized']);
  expect(shown.started.filter(([name]) => name === 'categorize')).toHaveLength(1);
});

test('the new category is seen before it is written', async () => {
  shown.close();
  let end: (answer: { exit: number; stdout: string; stderr: string }) => void = () => {};
  shown = await desk(home, { screen: 'transactions', size: { columns: 100, rows: 30 }, start: () => ({ ended: new Promise((resolve) => { end = resolve; }), stop: () => {} }) });
  await shown.press('j');
  shown.dashboard.press({ name: 'c', text: 'c' });
  for (const letter of 'gifts') shown.dashboard.press({ name: letter, text: letter });
  shown.dashboard.press({ name: 'enter', text: '' });
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => { setImmediate(resolve); });
  expect(shown.frame()).toMatch(/▌ {2}2026-01-14 ZORBLAX STUDIO 7 +Gifts and flowers/);
  // It fails: the row is what it was, and the foot says why.
  end({ exit: 75, stdout: '{"error":{"code":"ledger-busy","message":"Another ft is writing.","hint":"Try again."}}', stderr: '' });
  await shown.settled();
  expect(shown.frame()).toMatch(/▌ {2}2026-01-14 ZORBLAX STUDIO 7 +Uncategorized/);
  expect(shown.frame()).toContain('Another ft is writing. Try again.');
});

test('marked rows are categorized together by one command, and C takes the choice back', async () => {
  await shown.press('space', 'j', 'j', 'space', 'c');
  expect(shown.frame()).toContain('Category of 2 transactions');
  await shown.type('gifts');
  await shown.press('enter', 'n');
  expect((await list('category:gifts')).map(({ categorySource }) => categorySource)).toEqual(['own', 'own']);
  expect(shown.started.filter(([name]) => name === 'categorize')).toHaveLength(1);
  expect(shown.frame()).not.toContain('marked');
  await shown.press('g', 'g', 'C');
  expect(shown.frame()).toContain('Your choice is taken back.');
  expect((await only('zorblax')).category).toBe('uncategorized');
  await shown.press('G', 'C');
  expect(shown.frame()).toContain('You have chosen no category here.');
});

test('n writes a note, shows the present one, and an empty one takes it away', async () => {
  await shown.press('n');
  await shown.type('-lunch with Kari');
  await shown.press('enter');
  expect((await only('zorblax')).note).toBe('-lunch with Kari');
  expect(shown.frame()).toContain('¶ -lunch with Kari');
  await shown.press('n');
  expect(shown.frame()).toContain('> -lunch with Kari');
  await shown.press('ctrl-u', 'enter');
  expect((await only('zorblax')).note).toBeUndefined();
  expect(shown.frame()).toContain('The note is taken away.');
});

test('s splits part by part until nothing is left, and makes whole again', async () => {
  await shown.press('j', 'j', 'j', 's');
  expect(frame()).toContain('Enter takes the rest: 468.40 NOK');
  await shown.press('enter');
  expect(frame()).toContain('The whole is no part');
  await shown.type('600');
  await shown.press('enter');
  expect(frame()).toContain('Only 468.40 NOK is left.');
  await shown.press('ctrl-u');
  await shown.type('100,40 for Kari');
  await shown.press('enter');
  await shown.type('gifts');
  await shown.press('enter');
  expect(frame()).toContain('Split -468.40 NOK: -100.40 NOK Gifts and flowers');
  expect(frame()).toContain('Enter takes the rest: 368.00 NOK');
  await shown.press('enter');
  await shown.type('groceries');
  await shown.press('enter');
  expect((await only('quuxmart')).parts).toEqual([{ amount: '-100.40', category: 'gifts', group: 'shopping', note: 'for Kari' }, { amount: '-368.00', category: 'groceries', group: 'food' }]);
  expect(frame()).toMatch(/QUUXMART VEST +2 parts/);
  await shown.press('enter');
  expect(frame()).toContain('-100.40 NOK  Gifts and flowers  for Kari');
  await shown.press('c');
  expect(frame()).toContain('It is split: its parts have their own categories.');
  await shown.press('s', 'down', 'enter');
  expect((await only('quuxmart')).parts).toBeUndefined();
  expect(frame()).toContain('Whole again.');
  // What happened stands in its history, what is undone is marked.
  await shown.press('u');
  expect(frame()).toMatch(/✗ undone: made whole again/);
});

test('in the past nothing is asked for and nothing changes', async () => {
  await shown.dashboard.travel('2026-12-31');
  await shown.settled();
  await shown.press('c');
  expect(shown.frame()).not.toContain('Category of');
  expect(shown.frame()).toContain('The past cannot be changed');
  expect(shown.started).toEqual([]);
});

test('what another ft writes shows up by itself, and the cursor stays on its transaction', async () => {
  await shown.press('j', 'j');
  await ft(home, 'add', '-55', 'NEWCOMER', '--date', '2026-01-15');
  await shown.dashboard.look();
  await shown.settled();
  expect(shown.frame()).toContain('6 transactions');
  expect(shown.frame()).toMatch(/▌ {2}2026-01-13 ZORBLAX STUDIO 3/);
  expect(shown.frame()).toContain('4 / 6');
});
