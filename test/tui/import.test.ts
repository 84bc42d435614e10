/** Importing through the accounts screen: a path, a look, what the file leaves open, yes, and what came of it. */
import { join } from 'node:path';
import AdmZip from 'adm-zip';
import { beforeEach, describe, expect, test } from 'vitest';
import { ft, ftJson, written } from '../cli/ft.ts';
import { faults } from './desk.ts';
import { DANSKE, GOOD, importDesk } from './import-desk.ts';

const PLAIN = 'Dato;Tekst;Beløp\n';

const here = importDesk();
const { open, seen, name } = here;
const choose = async (text: string): Promise<void> => {
  await here.shown.type(text);
  await here.shown.press('enter');
};
const rows = (query = ''): Promise<{ description: string; account: string; amount: string; currency: string; date: string }[]> => ftJson(here.home, 'list', ...(query === '' ? [] : [query]));

describe('from nothing', () => {
  test('the welcome asks for a file at once, shows what it would bring, and goes to what needs a look', async () => {
    await open();
    await here.shown.press('i');
    expect(seen()).toContain('Import which file, folder or zip archive?');
    await name(written(here.files, 'konto.csv', GOOD));
    expect(seen()).toContain('konto.csv  csv, no-danske-bank-2020  → Danske Bank (a new account)');
    expect(seen()).toContain('2 rows = 2 new + 0 known already   2026-01-13 – 2026-01-14');
    expect(seen()).toContain("✓ Danske Bank agrees with the bank's balance on 2 days");
    expect(seen()).toMatch(/2026-01-13 {2}JOKER 888 KALBAKKEN +-30\.40 NOK {2}Groceries/);
    expect(seen()).toMatch(/ZXQV UKJENT +-100\.00 NOK {2}\?/);
    expect(here.shown.dashboard.known).toBeUndefined();
    await here.shown.press('enter');
    expect(seen()).toContain('Imported: 2 new, 0 known already');
    expect(seen()).toContain('▌ Go through the row that needs a look');
    expect(await rows()).toHaveLength(2);
    await here.shown.press('enter');
    expect(seen()).toContain('[Review]');
    expect(seen()).toMatch(/zxqv/i);
  });

  test('no writes nothing, and Esc asks no more', async () => {
    await open();
    await here.shown.press('i');
    await name(written(here.files, 'konto.csv', GOOD));
    await here.shown.press('n');
    expect(seen()).toContain('Import which file');
    await here.shown.press('esc');
    expect(seen()).toContain('Nothing is imported yet.');
    expect(here.shown.started.every((argv) => argv.includes('--dry-run'))).toBe(true);
    expect((await ft(here.home, 'list')).exit).toBe(1);
  });

  test('a path that is none is told before anything runs', async () => {
    await open({ locale: 'nb' });
    await here.shown.press('i');
    await name(join(here.files, 'none.csv'));
    expect(seen()).toContain('Det finnes ingenting i');
    await here.shown.press('ctrl-u', 'enter');
    expect(seen()).toContain('Skriv en sti');
    expect(here.shown.started).toEqual([]);
  });

  test('Tab completes the path, and the folder is offered again the next time', async () => {
    written(here.files, 'Min konto æøå.csv', GOOD);
    await open();
    await here.shown.press('i', 'ctrl-u');
    await here.shown.type(`${here.files}/min`);
    await here.shown.press('tab', 'enter');
    expect(seen()).toContain('Min konto æøå.csv  csv, no-danske-bank-2020');
    await here.shown.press('enter');
    await choose('another');
    expect(seen()).toContain(`> ${here.files}/`);
  });
});

describe('what a file leaves open is asked, one thing at a time', () => {
  beforeEach(async () => {
    await ft(here.home, 'accounts', 'open', 'Brukskonto', '--currency', 'NOK');
    await ft(here.home, 'accounts', 'open', 'Reise', '--currency', 'EUR');
    await open({ screen: 'accounts' });
    await here.shown.press('i');
  });

  test('the currency, then a new account', async () => {
    await name(written(here.files, 'a.csv', `${PLAIN}15.02.2026;KIOSK;-10,00\n16.02.2026;KIOSK;-11,50\n`));
    expect(seen()).toContain('Which currency are the amounts in?');
    expect(seen()).toContain('a.csv does not say its currency.');
    expect(seen()).not.toContain(`${here.files}/a.csv`);
    await here.shown.press('ctrl-u');
    await choose('qqq');
    expect(seen()).toContain('No such currency in ISO 4217');
    await here.shown.press('ctrl-u');
    await choose('sek');
    if (seen().includes('Which account')) await choose('new account');
    expect(seen()).toContain('What is the new account called?');
    await choose('-Svensk');
    expect(seen()).toContain('→ -Svensk (a new account)');
    await here.shown.press('enter');
    await choose('see');
    expect(seen()).toContain('date:2026-02-15..2026-02-16');
    expect((await rows()).map(({ account, currency }) => `${account} ${currency}`)).toEqual(['-Svensk SEK', '-Svensk SEK']);
  });

  test('the account, among those of its currency', async () => {
    await name(written(here.files, 'a.csv', 'Dato;Tekst;Beløp NOK\n15.02.2026;KIOSK;-10,00\n16.02.2026;KIOSK;-11,50\n'));
    expect(seen()).toContain('Which account are these rows of?');
    await here.shown.press('enter');
    expect(seen()).toContain('→ Brukskonto');
    expect(seen()).not.toContain('Brukskonto (a new account)');
    await here.shown.press('enter');
    expect((await rows()).map(({ account }) => account)).toEqual(['Brukskonto', 'Brukskonto']);
    // The cursor stands where the rows went.
    expect(seen()).toMatch(/▌ Brukskonto +-21\.50 NOK/);
  });

  test('which of two layouts', async () => {
    await name(written(here.files, 'a.csv', 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n13.01.2026;A;;1.234;\n'));
    expect(seen()).toContain('Which bank layout is it?');
    await choose('csv-2018');
    expect(seen()).toContain('csv, no-dnb-csv-2018  → DNB (a new account)');
    await here.shown.press('enter');
    expect(await rows()).toHaveLength(1);
  });

  test('which column is what, kept under a name for the next time', async () => {
    const columns = (rest: string): string => `When,What,This,That\n${rest}`;
    await name(written(here.files, 'a.csv', columns('2026-02-15,COFFEE,5.00,100.00\n2026-02-16,COFFEE,7.00,31.00\n')));
    expect(seen()).toContain('Which column is the booking date?');
    expect(seen()).toContain('No known bank layout fits a.csv');
    for (const column of ['When', 'This', 'What']) await choose(column);
    expect(seen()).toContain('Keep these columns under a name?');
    await choose('mybank');
    await here.shown.press('ctrl-u');
    await choose('NOK');
    if (seen().includes('Which account')) await choose('bruk');
    await here.shown.press('enter');
    expect((await rows()).map(({ amount, description }) => `${description} ${amount}`)).toEqual(['COFFEE 7.00', 'COFFEE 5.00']);
    await choose('another');
    await name(written(here.files, 'b.csv', columns('2026-03-15,TEA,5.00,100.00\n2026-03-16,TEA,7.00,31.00\n')));
    expect(seen()).not.toContain('Which column');
  });

  test.each([
    ['the order of dates', `Dato;Tekst;Beløp NOK\n01/02/2026;A;-1,50\n03/04/2026;B;-2,50\n`, 'In which order do the dates stand?', 'month, day', ['2026-01-02', '2026-03-04']],
    ['the decimal mark', `Dato;Tekst;Beløp NOK\n15.02.2026;A;-1.234\n16.02.2026;B;-2.500\n`, 'Which is the decimal mark?', 'comma', ['2026-02-15', '2026-02-16']],
  ])('%s', async (_, text, asks, answer, days) => {
    await name(written(here.files, 'a.csv', text));
    expect(seen()).toContain(asks);
    await choose(answer);
    if (seen().includes('Which account')) await choose('bruk');
    await here.shown.press('enter');
    expect((await rows()).map(({ date }) => date).toSorted()).toEqual(days);
  });

  test('the same account or another, where a number comes that no file told before', async () => {
    await here.shown.press('esc');
    const danske = (above: string, day: string): string => `${above}Dato;Tekst;Beløb;Saldo;Status;Afstemt\n${day};KAFFE;-10,00;90,00;Udført;Nej\n`;
    await ft(here.home, 'import', written(here.files, 'a.csv', danske('', '13.01.2026')));
    await here.shown.dashboard.look();
    await here.shown.press('i');
    await name(written(here.files, 'b.csv', danske('Kontonummer:;1234 567890\n', '14.01.2026')));
    expect(seen()).toContain('an account of its own');
    await choose('own');
    await here.shown.press('enter');
    expect(new Set((await rows()).map(({ account }) => account))).toEqual(new Set(['Danske Bank', 'Danske Bank 67890']));
  });

  test('giving up writes nothing', async () => {
    await name(written(here.files, 'a.csv', `${PLAIN}15.02.2026;KIOSK;-10,00\n`));
    await here.shown.press('esc');
    expect(seen()).toContain('Import which file');
    expect(await rows()).toEqual([]);
  });

  test('what no answer can settle is said', async () => {
    await name(written(here.files, 'a.csv', ''));
    expect(seen()).toContain('is empty.');
    expect(seen()).toContain('Import which file');
    expect(await rows()).toEqual([]);
  });
});

describe('many files', () => {
  test('a zip archive and a folder come whole, what is none in them is named, and what was left out is settled one by one', async () => {
    const archive = new AdmZip();
    archive.addFile('konto.csv', Buffer.from(GOOD));
    archive.addFile('photo.png', Buffer.from('89504e470d0a1a0a0000', 'hex'));
    await open();
    await here.shown.press('i');
    archive.writeZip(join(here.files, 'bank.zip'));
    written(here.files, 'open.csv', 'When,What,This,That\n2026-02-15,COFFEE,5.00,100.00\n2026-02-16,COFFEE,7.00,31.00\n');
    await name(here.files);
    expect(seen()).toContain('files would bring');
    expect(seen()).toContain('✗ not imported: No known bank layout fits open.csv');
    expect(seen()).toMatch(/konto\.csv {2}csv, no-danske-bank-2020/);
    expect(seen()).toContain('1 file is no statement: photo.png');
    await here.shown.press('enter');
    expect(seen()).toContain('Imported: 2 new');
    await choose('settle');
    expect(seen()).toContain('Which column is the booking date?');
    for (const column of ['When', 'This', 'What']) await choose(column);
    await here.shown.press('enter');
    await here.shown.press('ctrl-u');
    await choose('NOK');
    if (seen().includes('Which account')) await choose('new account');
    await choose('Kaffe');
    await here.shown.press('enter');
    expect(await rows()).toHaveLength(4);
  });

  test('the same file again brings nothing, and says so', async () => {
    const path = written(here.files, 'konto.csv', GOOD);
    await ft(here.home, 'import', path);
    await open({ screen: 'accounts' });
    await here.shown.press('i');
    await name(path);
    expect(seen()).toContain('2 rows = 0 new + 2 known already');
    await here.shown.press('enter');
    expect(seen()).toContain('Nothing in it was new; nothing was written.');
  });

  test('rejected rows are shown with their lines, in every size and without a way onto the terminal', async () => {
    await open();
    await here.shown.press('i');
    await name(written(here.files, 'evil\u001b[31m.csv', `${DANSKE}13.01.2026;\u001b[2Jowned\u0007\u202eKIWI ${'x'.repeat(400)};-30,40;969,60;Utført;Nei\n14.01.2026;A;ti;869,60;Utført;Nei\n`));
    expect(seen()).toContain('+ 1 rejected');
    expect(seen()).toMatch(/line 3: .*amount/);
    for (const size of [{ columns: 110, rows: 16 }, { columns: 110, rows: 34 }]) expect(faults(here.shown.frame(size), size)).toEqual([]);
  });
});
