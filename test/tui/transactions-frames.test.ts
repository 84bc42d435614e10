/** How the list of transactions looks: at three sizes, in both languages, without colour or Unicode, and whatever a bank wrote. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ft, temporaryHome, written } from '../cli/ft.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 109, rows: 24 }, { columns: 110, rows: 30 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];

let demo: string;
const opened: Desk[] = [];
const open = async (home: string, options: Parameters<typeof desk>[1] = {}): Promise<Desk> => {
  const shown = await desk(home, { screen: 'transactions', ...options });
  opened.push(shown);
  return shown;
};
beforeAll(async () => { demo = await demoHome(); });
afterAll(() => { for (const shown of opened) shown.close(); });

test.each([{ columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }])('the demo at $columns x $rows', async (size) => {
  const shown = await open(demo, { size });
  shown.frame();
  await shown.press('/');
  await shown.type('date:2025-12');
  await shown.press('enter', 'j', 'j', 'j', 'space');
  await expect(`${shown.frame()}\n`).toMatchFileSnapshot(`./frames/transactions-${size.columns}x${size.rows}.txt`);
});

test.each(SIZES)('nothing is wider or longer than $columns x $rows: list, detail, search, pickers', async (size) => {
  const shown = await open(demo, { size });
  const check = (): void => expect(faults(shown.frame(), size)).toEqual([]);
  for (const keys of [['j'], ['enter'], ['pgdn'], ['esc', '/'], ['c', 'tab'], ['esc', 'a'], ['esc', 'f'], ['esc', 'c'], ['esc', 's'], ['esc', 'n'], ['esc', '*'], ['esc', 'm', 'down', 'enter']]) {
    await shown.press(...keys);
    check();
  }
});

test('in Norwegian, amounts and days in its own form', async () => {
  const shown = await open(demo, { locale: 'nb', size: { columns: 120, rows: 40 } });
  shown.frame();
  await shown.press('/');
  await shown.type('frisør');
  await shown.press('enter');
  const frame = shown.frame().replaceAll('\u00a0', ' ');
  for (const said of ['transaksjoner', 'Dato', 'Beløp', 'Bankens tekst', 'Bokført        31.12.2025', 'Historikk', '-516,90', 'lest fra']) expect(frame).toContain(said);
  expect(frame).not.toMatch(/Category|Booked|read from|Description/);
});

test('without Unicode everything that ft itself writes is ASCII', async () => {
  const home = temporaryHome();
  const file = written(home, 'a.csv', 'Dato;Tekst;Beløp\n15.01.2026;KIWI 12;-1300,00\n14.01.2026;REMA 1;200000,00\n');
  await ft(home, 'import', file, '--map', 'date=Dato,amount=Beløp,description=Tekst', '--account', 'Daily', '--currency', 'NOK');
  const shown = await open(home, { unicode: false, locale: 'nb', size: { columns: 120, rows: 40 } });
  const plain = (): void => expect(shown.frame().replaceAll(/[æøåÆØÅé«»]/g, '').match(/[^\n\x20-\x7e]/g)).toBeNull();
  for (const keys of [['j'], ['space'], ['n', 'x', 'enter'], ['enter'], ['esc', 'esc', '/', 't'], ['esc', 'c'], ['esc', 's']]) {
    await shown.press(...keys);
    plain();
  }
});

test('the cursor is seen without colour, and with it stands out as a whole', async () => {
  const shown = await open(demo, { color: true, size: { columns: 80, rows: 24 } });
  const painted = shown.dashboard.view({ columns: 80, rows: 24 }).flatMap(({ panes }) => panes.flatMap(({ lines }) => lines)).filter((line) => line.includes('▌'));
  expect(painted).toHaveLength(1);
  expect(painted[0]).toMatch(/^\u001b\[7m▌.*\u001b\[27m$/);
});

test('what a bank wrote cannot do anything: escapes, bidi, wide and endless texts', async () => {
  const home = temporaryHome();
  const texts = ['\u001b[31mRED\u001b]0;title\u0007', 'abc\u202egnp.exe', '東京カフェ 支払い '.repeat(8), '🍕🍕 PIZZA', 'A'.repeat(3000), '=HYPERLINK("http://x")'];
  const file = written(home, 'a.csv', `Dato;Tekst;Beløp\n${texts.map((text, at) => `${10 + at}.01.2026;"${text.replaceAll('"', '""')}";-${at + 1}99999999,00`).join('\n')}\n`);
  const { exit, stdout, stderr } = await ft(home, 'import', file, '--map', 'date=Dato,amount=Beløp,description=Tekst', '--account', '\u001b[5mKonto\u202e', '--currency', 'NOK');
  expect(exit, stdout + stderr).toBe(0);
  for (const size of SIZES) {
    const shown = await open(home, { size });
    for (const keys of [['j'], ['j'], ['j'], ['j'], ['j'], ['enter'], ['k'], ['k'], ['esc', 'c'], ['esc', 'n'], ['esc', 's'], ['esc', 'a', 'down', 'enter']]) {
      await shown.press(...keys);
      expect(faults(shown.frame(), size)).toEqual([]);
    }
    expect(shown.frame()).toContain('-399,999,999.00');
  }
});
