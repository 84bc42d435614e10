/** The accounts: what they show, and every key but the import. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ftJson, temporaryHome, written } from '../cli/ft.ts';
import { type Desk, demoHome, desk, faults } from './desk.ts';

const SIZES = [{ columns: 60, rows: 16 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }, { columns: 200, rows: 60 }];
const DANSKE = 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\n';
/** On 20 January the bank's balance falls by 205 where a row of 5 stands. */
const DRIFTING = `${DANSKE}01.01.2025;JOKER;-30,40;969,60;Utført;Nei\n15.01.2025;CIRCLE K;-100,00;869,60;Utført;Nei\n20.01.2025;LOST ROW;-5,00;664,60;Utført;Nei\n23.01.2025;MORE;-5,00;659,60;Utført;Nei\n`;
/** The screen above its foot, without what hangs on the clock of the machine. */
const timeless = (frame: string): string => `${frame.split('\n').slice(0, -1).join('\n').replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'YYYY-MM-DD hh:mm').trimEnd()}\n`;
/** Money holds no-break blanks. */
const seen = (shown: Desk): string => shown.frame().replaceAll('\u00a0', ' ');
const rowOf = (frame: string, name: string): string => frame.split('\n').find((text) => text.slice(2).startsWith(name)) ?? '';

describe('of the demo', () => {
  let home: string;
  beforeAll(async () => { home = await demoHome(); });

  test.each(SIZES.slice(1))('at $columns x $rows', async (size) => {
    const shown = await desk(home, { screen: 'accounts', size });
    await expect(timeless(shown.frame())).toMatchFileSnapshot(`./frames/accounts-${size.columns}x${size.rows}.txt`);
    shown.close();
  });

  test.each([{ locale: 'en', unicode: true }, { locale: 'nb', unicode: true }, { locale: 'nb', unicode: false }, { locale: 'en', color: true }] as const)('fit every size: %o', async (options) => {
    const shown = await desk(home, { ...options, screen: 'accounts' });
    for (const size of SIZES) {
      const frame = shown.frame(size);
      expect(faults(frame, size)).toEqual([]);
      expect(frame).toContain('Brukskonto');
      if ('unicode' in options && !options.unicode) expect(frame).toMatch(/^[\x20-\x7eæøåÆØÅ\n]*$/);
    }
    shown.close();
  });

  test('Enter opens the transactions of the one under the cursor', async () => {
    const shown = await desk(home, { screen: 'accounts' });
    await shown.press('j', 'enter');
    expect(seen(shown)).toContain('[Transactions]');
    expect(seen(shown)).toContain('account:"Kredittkort"');
    shown.close();
  });

  test('say for how long nothing was heard, and when that is unusual', async () => {
    const soon = await desk(home, { screen: 'accounts' });
    expect(rowOf(seen(soon), 'Brukskonto')).toMatch(/2025-12-31 {3}15 d/);
    expect(seen(soon)).not.toContain('a new statement is due');
    soon.close();
    const late = await desk(home, { screen: 'accounts', now: Date.UTC(2026, 3, 15, 12) });
    expect(rowOf(seen(late), 'Brukskonto')).toMatch(/2025-12-31 ! 105 d/);
    expect(seen(late)).toContain('! a new statement is due');
    expect(seen(late)).toContain('3 of 3 due');
    late.close();
  });
});

describe('with a gap in what the bank delivered', () => {
  let home: string;
  let shown: Desk;
  beforeAll(async () => {
    home = temporaryHome();
    await ftJson(home, 'import', written(home, 'drift.csv', DRIFTING));
    await ftJson(home, 'accounts', 'open', 'Cash', '--currency', 'EUR');
    await ftJson(home, 'add', '12', 'coffee', '--account', 'Cash');
    await ftJson(home, 'accounts', 'open', 'Old', '--currency', 'NOK');
    await ftJson(home, 'accounts', 'close', 'Old', '--date', '2025-06-30');
    shown = await desk(home, { screen: 'accounts', size: { columns: 110, rows: 30 } });
  });
  afterAll(() => shown.close());

  test('the first day that does not add up is named, and what may be missing', async () => {
    await shown.press('j');
    const frame = seen(shown);
    expect(rowOf(frame, 'Danske Bank')).toContain('✗ off since 2025-01-20');
    expect(frame).toContain('the bank says 664.60 NOK, the rows give');
    expect(frame).toContain('a row of -200.00 NOK may be missing, or one of 200.00 NOK stand there twice');
    expect(frame).toContain('2025-01-15 still did');
  });

  test('d opens the days between the last that adds up and the first that does not, and says by how much', async () => {
    await shown.press('d');
    const frame = seen(shown);
    expect(frame).toContain('account:"Danske Bank" date:2025-01-16..2025-01-20');
    expect(frame).toContain('LOST ROW');
    expect(frame).not.toContain('CIRCLE K');
    expect(frame).toContain('2025-01-20: -200.00 NOK apart.');
    await shown.press('g', 'a');
  });

  test('cash has nothing to check, is never stale, and what is closed stands last', async () => {
    const frame = seen(shown);
    expect(rowOf(frame, 'Cash')).toMatch(/-12\.00 EUR .* {3}no balance/);
    expect(frame.indexOf('Old ')).toBeGreaterThan(frame.indexOf('Danske Bank '));
    expect(rowOf(frame, 'Old')).toContain('closed 2025-06-30');
    await shown.press('g', 'g', 'd');
    expect(seen(shown)).toContain('No file of Cash gave a balance to check.');
    expect(seen(shown)).toContain('nothing was imported: typed by hand');
  });

  test('currencies stand beside each other, never in one sum', () => {
    expect(seen(shown)).toContain('In all  -12.00 EUR   859.60 NOK');
  });

  test('e renames: refused for a name that is taken, done for another, undone by u', async () => {
    await shown.press('e', 'ctrl-u');
    await shown.type('danske  bank');
    await shown.press('enter');
    expect(seen(shown)).toContain('Another account has this name.');
    await shown.press('ctrl-u', 'enter');
    expect(seen(shown)).toContain('at least one letter');
    await shown.type('Purse');
    await shown.press('enter');
    expect(shown.started.at(-1)!.slice(0, 2)).toEqual(['accounts', 'rename']);
    expect(seen(shown)).toContain('It is called Purse now.');
    // It stands elsewhere in the list now; the cursor went with it.
    expect(rowOf(seen(shown), 'Purse')).toMatch(/^▌/);
    await shown.press('u');
    expect(rowOf(seen(shown), 'Cash')).toMatch(/^▌/);
  });
});

test('rows that may be known already are counted beside their account', async () => {
  const home = temporaryHome();
  const rows = (name: string, ...lines: string[]): string => written(home, name, `Dato;Tekst;Beløp NOK\n${lines.join('\n')}\n`);
  await ftJson(home, 'import', rows('a.csv', '15.01.2025;KIOSK OSLO;-349,00', '16.01.2025;BUSS;-39,00', '18.01.2025;BAKER;-20,00'), '--account', 'Lønn');
  await ftJson(home, 'import', rows('b.csv', '13.01.2025;BRØD;-30,00', '17.01.2025;KIOSK OSLO;-349,00', '20.01.2025;MELK;-21,00'), '--account', 'Lønn');
  const { doubtful } = await ftJson<{ doubtful: unknown[] }>(home, 'review');
  expect(doubtful.length).toBeGreaterThan(0);
  const shown = await desk(home, { screen: 'accounts', size: { columns: 110, rows: 30 } });
  expect(rowOf(seen(shown), 'Lønn')).toContain(`? ${doubtful.length} question`);
  expect(seen(shown)).toContain('known already, or new? g r');
  expect(seen(shown)).toContain('1 doubtful');
  shown.close();
});

test('names and files cannot write on the terminal, however long or wide they are', async () => {
  const home = temporaryHome();
  const evil = '\u001b[31mRED\u202e\u0007 口座の名前 👩‍👩‍👧 ';
  await ftJson(home, 'import', written(home, 'e\u001b]0;owned\u0007vil.csv', DRIFTING), '--account', `${evil}${'long '.repeat(60)}`);
  const shown = await desk(home, { screen: 'accounts' });
  for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
  expect(shown.frame({ columns: 200, rows: 60 })).toContain('RED');
  for (const key of ['d', 'esc', 'e']) {
    await shown.press(key);
    for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
  }
  shown.close();
});

test('a ledger with nothing in it leads to an import', async () => {
  for (const [locale, says] of [['en', 'import a statement: a file'], ['nb', 'importer en kontoutskrift: en fil']] as const) {
    const shown = await desk(temporaryHome(), { locale });
    await shown.press('g', 'a');
    for (const size of SIZES) expect(faults(shown.frame(size), size)).toEqual([]);
    expect(seen(shown)).toContain(says);
    for (const key of ['enter', 'd', 'e']) {
      await shown.press('j', key);
      expect(seen(shown)).toContain(locale === 'en' ? 'No account here yet.' : 'Ingen konto her ennå.');
    }
    shown.close();
  }
});
