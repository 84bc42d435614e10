/** `ft import` as a person meets it: files of every making in, the ledger and one JSON document out. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { bytesOf } from '../errors/provocation.ts';
import { type Answer, demoStatement, ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

interface Part { account: string; rows: number; new: number; duplicate: number; balance: { days: number; drift: { day: string; expected: string; found: string; difference: string; lastGood: string | null } | null } | null }
interface FileReport extends Part { file: string; profile: string; encoding: string; doubtful: number; rejected: { line: number; reason: string }[]; pending: number; from: string; to: string; accounts: Part[]; preview?: { description: string; category: string; categorySource: string }[]; error?: { code: string } }
interface Imported { files: FileReport[]; transfersLinked: number; commit: string | null; dryRun?: boolean }
interface Listed { id: string; date: string; amount: string; currency: string; account: string; description: string; category: string; status: string }

const MAP = ['--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--account', 'Felles'];
const DNB = 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n';
const SPAREBANK = 'Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;\n';

let home: string;
let folder: string;
beforeEach(() => { home = temporaryHome(); folder = temporaryHome(); });
const file = (name: string, text: string | Uint8Array): string => {
  if (typeof text === 'string') return written(folder, name, text);
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const csv = (...rows: string[]): string => ['Dato;Tekst;Beløp', ...rows, ''].join('\n');
const imported = (...argv: string[]): Promise<Imported> => ftJson<Imported>(home, 'import', ...argv);
const only = async (...argv: string[]): Promise<FileReport> => (await imported(...argv)).files[0]!;
const listed = (where = home): Promise<Listed[]> => ftJson<Listed[]>(where, 'list');
const amounts = async (): Promise<string[]> => (await listed()).map(({ amount }) => amount).reverse();

describe('how a file is written', () => {
  const TEXT = csv('15.01.2026;BLÅBÆR OG ØL;-1 234,50', '16.01.2026;SMØRGÅS;20,00');
  const utf16 = (bigEndian: boolean): Buffer => {
    const bytes = Buffer.from(`\ufeff${TEXT}`, 'utf16le');
    return bigEndian ? bytes.swap16() : bytes;
  };
  const CP865: Record<string, number> = { Å: 0x8f, Æ: 0x92, Ø: 0x9d, å: 0x86, æ: 0x91, ø: 0x9b };
  it.each([
    ['utf-8', Buffer.from(TEXT)], ['utf-8-bom', Buffer.from(`\ufeff${TEXT}`)], ['utf-16le', utf16(false)], ['utf-16be', utf16(true)], ['iso-8859-1', Buffer.from(TEXT, 'latin1')],
    ['cp865', Buffer.from([...TEXT].map((letter) => CP865[letter] ?? letter.charCodeAt(0)))], ['windows-1252', Buffer.from(TEXT.replace('OG', 'O\u0092G'), 'latin1')], ['iso-8859-15', Buffer.from(TEXT.replace('OG', '\u00a45'), 'latin1')],
  ])('%s', async (encoding, bytes) => {
    expect(await only(file('a.csv', bytes), ...MAP)).toMatchObject({ encoding, new: 2 });
    const middle = { 'windows-1252': 'O’G', 'iso-8859-15': '€5' }[encoding] ?? 'OG';
    expect((await listed()).map(({ description, amount }) => [description, amount])).toEqual([['SMØRGÅS', '20.00'], [`BLÅBÆR ${middle} ØL`, '-1234.50']]);
  });

  it.each([
    ['comma, dot between thousands', ['-1.234.567,89', '12,00'], ['-1234567.89', '12.00']],
    ['point, comma between thousands', ['-1,234,567.89', '12.00'], ['-1234567.89', '12.00']],
    ['blanks of three kinds', ['-1 234,50', '2\u00a0345,60', '3\u2009456,70'], ['-1234.50', '2345.60', '3456.70']],
    ['apostrophes', ["-1'234.50", '2’345.60'], ['-1234.50', '2345.60']],
    ['minus of every kind', ['\u22125,00', '6,00-', '(7,00)'], ['-5.00', '-6.00', '-7.00']],
    ['currency in the cell', ['-5,00 kr', 'kr 6,00', '7,00 NOK'], ['-5.00', '6.00', '7.00']],
  ])('amounts: %s', async (_, cells, expected) => {
    expect(await only(file('a.csv', csv(...cells.map((cell, at) => `1${at + 3}.01.2026;K${at};"${cell}"`))), ...MAP)).toMatchObject({ new: cells.length, rejected: [] });
    expect(await amounts()).toEqual(expected);
  });

  it('two columns for in and out, and one column with a direction beside it', async () => {
    await imported(file('a.csv', 'Date,Text,Out,In\n2026-01-13,A,5.00,\n2026-01-14,B,,7.50\n'), '--map', 'date=Date,description=Text,out=Out,in=In', '--currency', 'NOK', '--account', 'A');
    await imported(file('b.csv', 'Date,Text,Amount,Kind\n2026-01-15,C,5.00,D\n2026-01-16,D,7.50,C\n'), '--map', 'date=Date,description=Text,amount=Amount,direction=Kind', '--currency', 'NOK', '--account', 'A');
    expect(await amounts()).toEqual(['-5.00', '7.50', '-5.00', '7.50']);
  });

  it.each([['dmy', ['13/01/2026', '02/03/2026']], ['mdy', ['01/13/2026', '03/02/2026']], ['ymd', ['2026/01/13', '2026/03/02']]])('days in the order %s, decided over the whole column', async (_, [first, second]) => {
    await imported(file('a.csv', csv(`${first};A;-1,00`, `${second};B;-2,00`)), ...MAP);
    expect((await listed()).map(({ date }) => date)).toEqual(['2026-03-02', '2026-01-13']);
  });

  it('lines above and below the table, and a line break inside quotes', async () => {
    const text = `Kontoutskrift for Felles\nPeriode: 01.01.2026 - 31.01.2026\n\n${csv('13.01.2026;"KIOSK\nOSLO S";-10,00', '14.01.2026;"SIER ""HEI""; OG HADE";-20,00')}\nSum;;-30,00\n`;
    expect(await only(file('a.csv', text), ...MAP)).toMatchObject({ rows: 2, new: 2, rejected: [] });
    expect((await listed()).map(({ description }) => description)).toEqual(['SIER "HEI"; OG HADE', 'KIOSK\nOSLO S']);
  });
});

describe('the document', () => {
  it('is exactly this', async () => {
    await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries');
    const path = file('a.csv', 'Dato;Tekst;Beløp;Saldo;Status;Avstemt\n13.01.2026;KIWI OSLO;-100,00;900,00;Utført;Nei\n14.01.2026;VENTER;-5,00;;Venter;Nei\n99.01.2026;FEIL;-1,00;899,00;Utført;Nei\n15.01.2026;UKJENT;-50,00;850,00;Utført;Nei\n');
    const { exit, stdout, stderr } = await ft(home, '--json', 'import', path, '--account', 'Felles');
    const document = JSON.parse(stdout) as Imported;
    expect({ exit, stderr }).toEqual({ exit: 3, stderr: '' });
    const balance = { days: 2, drift: null };
    expect(document).toEqual({
      files: [{
        file: path, format: 'csv', profile: 'no-danske-bank-2020', encoding: 'utf-8', account: 'Felles', rows: 3, new: 2, duplicate: 0, doubtful: 0,
        rejected: [{ line: 4, reason: 'the date "99.01.2026" is no date' }], pending: 1, ignored: 0, from: '2026-01-13', to: '2026-01-15', balance,
        accounts: [{ id: expect.stringMatching(/^[0-9a-z]{8}$/) as string, account: 'Felles', rows: 2, new: 2, duplicate: 0, doubtful: 0, from: '2026-01-13', to: '2026-01-15', balance }],
      }],
      transfersLinked: 0, commit: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      // UKJENT has no category.
      review: 1,
    });
    expect((await listed()).map(({ description, category, status }) => [description, category, status])).toEqual([['UKJENT', 'uncategorized', expect.any(String)], ['KIWI OSLO', 'groceries', expect.any(String)]]);
  });

  it('in words: one line a file, then what asks for attention, and how to take it back', async () => {
    const path = file('a.csv', csv('13.01.2026;KIWI;-100,00', 'xx.01.2026;FEIL;-1,00'));
    const { exit, stdout, stderr } = await ft(home, 'import', path, ...MAP);
    expect({ exit, stderr }).toEqual({ exit: 3, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^${path}: 2 rows, 1 new, 0 known already, 1 rejected -> Felles \\(inferred, utf-8, 2026-01-13 to 2026-01-13\\)\\n`
      + ' {4}Layout inferred: date=Dato, description=Tekst, amount=Beløp\\. Keep it with --save-profile NAME\\.\\n {4}line 3 rejected: the date "xx\\.01\\.2026" is no date {2}\\(xx\\.01\\.2026 \\| FEIL \\| -1,00\\)\\nUndo it with: ft undo [0-9a-f]{8}\\n$'));
  });

  it('rows read = new + duplicate + doubtful + rejected, whatever the rows are', async () => {
    const rows = ['13.01.2026;A;-1,00', '13.01.2026;A;-1,00', '32.01.2026;B;-1,00', '14.01.2026;C;tull', '15.01.2026;D;', ';E;-4,00', '16.01.2026;F;-5,00'];
    for (let round = 0; round < 2; round++) {
      const report = await only(file(`${round}.csv`, csv(...rows)), ...MAP);
      expect(report.new + report.duplicate + report.doubtful + report.rejected.length).toBe(report.rows);
      expect(report).toMatchObject({ rows: 7, new: round === 0 ? 3 : 0, duplicate: round === 0 ? 0 : 3, rejected: [{ line: 4 }, { line: 5 }, { line: 6 }, { line: 7 }] });
    }
  });
});

describe('--dry-run', () => {
  it('shows what would happen, categories included, and writes nothing: not in a home, and not where there is none', async () => {
    const path = file('a.csv', csv('13.01.2026;KIWI OSLO;-100,00', '14.01.2026;UKJENT;-5,00'));
    const nowhere = join(folder, 'nowhere');
    expect(await ftJson(nowhere, 'import', path, ...MAP, '--dry-run')).toMatchObject({ dryRun: true, commit: null, files: [{ new: 2 }] });
    expect(existsSync(nowhere)).toBe(false);
    await ft(home, 'rules', 'add', '--text', 'kiwi', '--category', 'groceries');
    const before = bytesOf(home);
    const { dryRun, commit, files: [report] } = await imported(path, ...MAP, '--save-profile', 'min', '--dry-run');
    expect({ dryRun, commit, new: report?.new }).toEqual({ dryRun: true, commit: null, new: 2 });
    expect(report?.preview).toMatchObject([{ description: 'KIWI OSLO', category: 'groceries', categorySource: 'rule' }, { description: 'UKJENT', category: 'uncategorized', categorySource: 'none' }]);
    const { stdout } = await ft(home, 'import', path, ...MAP, '--dry-run');
    expect(stdout).toMatch(/2026-01-13 {2}KIWI OSLO .*Groceries\n2026-01-14 {2}UKJENT .*Uncategorized\nDry run: nothing was written\.\n$/);
    expect(bytesOf(home)).toEqual(before);
    expect(await imported(path, ...MAP)).toMatchObject({ files: [{ new: 2 }] });
  });
});

describe('rows that cannot be read', () => {
  const rows = csv('13.01.2026;A;-1,00', '14.01.2026;B;en krone');
  it('are rejected with their line and why, the rest goes in', async () => {
    expect(await only(file('a.csv', rows), ...MAP)).toMatchObject({ new: 1, rejected: [{ line: 3, reason: expect.stringContaining('"en krone"') as string }] });
  });
  it('with --strict nothing goes in, of no file of the command', async () => {
    const answer = await ft(home, '--json', 'import', file('ok.csv', csv('13.01.2026;A;-1,00')), file('a.csv', rows), ...MAP, '--strict');
    expect(answer.exit).toBe(1);
    expect(JSON.parse(answer.stdout)).toMatchObject({ error: { code: 'rows-rejected', message: `1 row of ${join(folder, 'a.csv')} cannot be read, and --strict was given: line 3: the amount "en krone" holds no digits.` } });
    expect((await ft(home, 'list')).stderr).toContain('There is no data yet.');
  });
});

describe('a layout of one\'s own', () => {
  const first = csv('13.01.2026;A;-1.234,00', '14.01.2026;B;-2,00');
  const second = csv('03.02.2026;C;-3.456,00', '04.02.2026;D;-4,00');
  it('said by --map, kept by --save-profile, is recognised without a flag, into the same account', async () => {
    const { stdout } = await ft(home, 'import', file('a.csv', first), ...MAP, '--save-profile', 'sparebanken');
    expect(stdout).toContain('Kept as the layout sparebanken: files of these columns are recognised from now on.');
    // Days that alone could be read both ways: the order that was decided is kept with the layout, and so is the currency.
    expect(await only(file('b.csv', second))).toMatchObject({ profile: 'sparebanken', account: 'Felles', new: 2, from: '2026-02-03', to: '2026-02-04' });
    expect(await only(file('a.csv', first))).toMatchObject({ account: 'Felles', new: 0, duplicate: 2 });
    expect(await ftJson(home, 'profiles', 'sparebanken')).toMatchObject({ profiles: expect.arrayContaining([expect.objectContaining({ id: 'sparebanken', own: true })]) as unknown });
    expect(await only(file('c.csv', second), '--profile', 'sparebanken')).toMatchObject({ duplicate: 2 });
  });
  it('also when the account was there before', async () => {
    await ft(home, 'accounts', 'open', 'Felles', '--currency', 'NOK');
    await imported(file('a.csv', first), ...MAP, '--save-profile', 'min');
    expect(await only(file('b.csv', second))).toMatchObject({ account: 'Felles', new: 2 });
  });
  it('is asked for at a terminal', async () => {
    const path = file('a.csv', 'When,What,This,That\n2026-01-15,COFFEE,-5.00,100.00\n2026-01-16,CAKE,-7.00,31.00\n');
    const { exit, stdout, stderr } = await ftWith({ typed: ['1', '3', '2'] }, home, 'import', path, '--account', 'Felles', '--currency', 'NOK');
    expect(stderr).toContain(`No known bank layout fits ${path}. Its columns:\n  1  When\n  2  What\n  3  This\n  4  That\n`);
    expect({ exit, stdout: stdout.split('\n')[1] }).toEqual({ exit: 0, stdout: '    Layout inferred: date=When, description=What, amount=This. Keep it with --save-profile NAME.' });
    expect(await amounts()).toEqual(['-5.00', '-7.00']);
    const given = await ftWith({ typed: [''] }, temporaryHome(), 'import', path);
    expect(given).toMatchObject({ exit: 1, stderr: expect.stringContaining('No known bank layout fits') as string });
  });
});

describe('the same facts again', () => {
  const rows = ['13.01.2026;KAFFE;-40,00', '13.01.2026;KAFFE;-40,00', '14.01.2026;REMA;-100,00', '15.01.2026;BUSS;-42,00', '16.01.2026;KIWI;-80,00'];
  it('the same file twice: nothing new, and no commit for it', async () => {
    const path = file('a.csv', csv(...rows));
    expect(await imported(path, ...MAP)).toMatchObject({ files: [{ new: 5, duplicate: 0 }] });
    expect(await imported(path, ...MAP)).toMatchObject({ files: [{ new: 0, duplicate: 5 }], commit: null });
    expect(await imported(path, path, ...MAP)).toMatchObject({ files: [{ new: 0 }, { new: 0 }] });
  });
  it('two equal purchases on one day are two, also in a second export; a third one is one more', async () => {
    await imported(file('a.csv', csv(...rows)), ...MAP);
    expect(await only(file('b.csv', csv(...rows.slice(0, 3), rows[0]!)), ...MAP)).toMatchObject({ new: 1, duplicate: 3 });
    expect((await amounts()).filter((amount) => amount === '-40.00')).toHaveLength(3);
  });
  it('overlapping exports, in any order and with rows in any order, give the same ledger', async () => {
    const [a, b] = [file('a.csv', csv(...rows.slice(0, 4))), file('b.csv', csv(...rows.slice(2).reverse()))];
    const other = temporaryHome();
    for (const path of [a, b]) await imported(path, ...MAP);
    for (const path of [b, a]) await ft(other, 'import', path, ...MAP);
    expect(await listed(other)).toEqual(await listed());
    expect(await amounts()).toHaveLength(5);
    expect(await only(file('c.csv', csv(...rows.toReversed())), ...MAP)).toMatchObject({ new: 0, duplicate: 5 });
  });
  it('both in one command', async () => {
    const document = await imported(file('a.csv', csv(...rows.slice(0, 3))), file('b.csv', csv(...rows.slice(1))), ...MAP);
    expect(document.files.map(({ new: fresh, duplicate }) => [fresh, duplicate])).toEqual([[3, 0], [2, 2]]);
    expect(await amounts()).toHaveLength(5);
  });
  it('a description that the bank lengthened later is the same purchase', async () => {
    await imported(file('a.csv', csv('13.01.2026;VAREKJØP REMA;-100,00', '14.01.2026;BUSS;-42,00')), ...MAP);
    expect(await only(file('b.csv', csv('13.01.2026;VAREKJØP REMA 1000 TORSHOV OSLO;-100,00', '14.01.2026;BUSS;-42,00')), ...MAP)).toMatchObject({ new: 0, duplicate: 2 });
    expect((await listed()).map(({ description }) => description)).toEqual(['BUSS', 'VAREKJØP REMA 1000 TORSHOV OSLO']);
  });
});

describe('the balance column', () => {
  const head = 'Dato;Tekst;Beløp;Saldo\n';
  const WITH = ['--map', 'date=Dato,description=Tekst,amount=Beløp,balance=Saldo', '--currency', 'NOK', '--account', 'Felles'];
  it('is followed from the first statement on, and drift is named by its first day', async () => {
    expect(await only(file('a.csv', `${head}13.01.2026;A;-10,00;90,00\n14.01.2026;B;-20,00;70,00\n`), ...WITH)).toMatchObject({ balance: { days: 2, drift: null } });
    // What was bought on the 15th is missing from the next export.
    const path = file('b.csv', `${head}16.01.2026;D;-5,00;35,00\n17.01.2026;E;-5,00;30,00\n`);
    expect(await only(path, ...WITH)).toMatchObject({ new: 2, balance: { drift: { day: '2026-01-16', expected: '65.00', found: '35.00', difference: '-30.00', lastGood: '2026-01-14' } } });
    const { stdout } = await ft(home, 'import', path, ...WITH);
    expect(stdout.replaceAll('\u00a0', ' ')).toContain('    The balance of Felles does not add up from 2026-01-16 on: the bank says 35.00 NOK, the rows give 65.00 NOK (-30.00 NOK apart).\n');
    expect(await only(file('c.csv', `${head}15.01.2026;C;-30,00;40,00\n`), ...WITH)).toMatchObject({ balance: { drift: null } });
  });
});

describe('accounts', () => {
  it('are opened by their number and found by it again, several in one file', async () => {
    const text = `${SPAREBANK}"14.01.2026";"KIWI";;;"-312,40";"";"12340000001";\n"15.01.2026";"Til sparing";;;"-2000,00";"12340000002";"12340000001";\n"15.01.2026";"Fra brukskonto";;"2000,00";;"12340000002";"12340000001";\n`;
    const document = await imported(file('a.csv', text));
    expect(document).toMatchObject({ transfersLinked: 1, files: [{ rows: 3, new: 3, accounts: [{ account: 'SpareBank 1 00001', rows: 2 }, { account: 'SpareBank 1 00002', rows: 1 }] }] });
    await ft(home, 'accounts', 'rename', 'SpareBank 1 00001', 'Bruk');
    const more = await only(file('b.csv', `${SPAREBANK}"16.01.2026";"REMA";;;"-10,00";"";"12340000001";\n`));
    expect(more).toMatchObject({ account: 'Bruk', new: 1 });
    expect(await ft(home, 'import', file('a.csv', text), '--account', 'Bruk')).toMatchObject({ exit: 2, stderr: expect.stringContaining('holds several accounts, so --account cannot name them all.') as string });
  });

  it('without a number belong to the layout\'s bank; with --account to that one, then and later', async () => {
    expect(await only(file('a.csv', `${DNB}13.01.2026;A;;10,50;\n`))).toMatchObject({ account: 'DNB', new: 1 });
    const other = temporaryHome();
    await ft(other, 'accounts', 'open', 'Lønnskonto', '--currency', 'NOK');
    await ft(other, 'import', file('a.csv', `${DNB}13.01.2026;A;;10,50;\n`), '--account', 'Lønnskonto');
    expect(await ftJson(other, 'import', file('b.csv', `${DNB}13.01.2026;A;;10,50;\n14.01.2026;B;;20,50;\n`))).toMatchObject({ files: [{ account: 'Lønnskonto', new: 1, duplicate: 1 }] });
  });

  it('that disagree with the file stop the whole command, and say which file', async () => {
    await ft(home, 'accounts', 'open', 'Euro', '--currency', 'EUR');
    const before = bytesOf(home);
    const answer = await ft(home, 'import', file('a.csv', `${DNB}13.01.2026;A;;10,50;\n`), file('b.csv', csv('13.01.2026;A;-1,00')), '--account', 'Euro', '--currency', 'NOK');
    expect(answer).toMatchObject({ exit: 1, stdout: '', stderr: 'ft: The account Euro is in EUR, but the rows are in NOK.\n    Import into another account: --account NAME.\n' });
    expect(bytesOf(home)).toEqual(before);
  });

  it('of two imports: what went from one to the other is one transfer, and no spending', async () => {
    await ft(home, 'import', file('a.csv', csv('13.01.2026;TIL SPARING;-500,00', '14.01.2026;KIWI;-80,00')), ...MAP);
    const second = await imported(file('b.csv', csv('15.01.2026;FRA BRUK;500,00')), ...MAP.slice(0, -1), 'Sparing');
    expect(second).toMatchObject({ transfersLinked: 1 });
    expect(await ftJson(home, 'transfers')).toMatchObject({ linked: [{ amount: '500.00', from: 'Felles', to: 'Sparing', by: 'auto' }], suggested: [] });
    const { stdout } = await ft(home, 'report', 'spending', '--period', '2026-01');
    expect(stdout).not.toContain('500.00');
  });

  it('with two candidates for one half link nothing, and say so', async () => {
    await ft(home, 'import', file('a.csv', csv('13.01.2026;TIL SPARING;-500,00', '14.01.2026;TIL SPARING IGJEN;-500,00')), ...MAP);
    const { stdout } = await ft(home, 'import', file('b.csv', csv('15.01.2026;FRA BRUK;500,00')), ...MAP.slice(0, -1), 'Sparing');
    expect(stdout).toContain('may be linked: ft transfers');
    expect(await ftJson(home, 'transfers')).toMatchObject({ linked: [] });
  });
});

describe('several files', () => {
  it('that fail beside files that succeed are told, the others go in, and the exit code is 3', async () => {
    const good = file('a.csv', `${DNB}13.01.2026;A;;10,50;\n`);
    const [missing, empty, picture] = [join(folder, 'none.csv'), file('tom.csv', ''), file('b.csv', Buffer.from('89504e470d0a1a0a', 'hex'))];
    const answer = await ft(home, '--json', 'import', missing, good, empty, picture);
    expect(answer).toMatchObject({ exit: 3, stderr: '' });
    const document = JSON.parse(answer.stdout) as Imported;
    expect(document.files.map(({ error, new: fresh }) => error?.code ?? fresh)).toEqual(['file-unreadable', 1, 'file-empty', 'file-binary']);
    expect(document.commit).not.toBeNull();
    const words = await ft(home, 'import', missing, good);
    expect(words.exit).toBe(3);
    expect(words.stdout).toContain(`${missing}: not imported. Cannot read ${missing}: there is no such file.\n    Check the path and that you may read the file.\n`);
  });
  it('that all fail leave nothing behind: exit 1, each one told, no ledger', async () => {
    const nowhere = join(folder, 'nowhere');
    const answer = await ft(nowhere, '--json', 'import', join(folder, '*.csv'), folder);
    expect(answer.exit).toBe(1);
    expect(JSON.parse(answer.stdout)).toMatchObject({ files: [{ error: { message: `Cannot read ${join(folder, '*.csv')}: no file fits that pattern.` } }, { error: { message: `There is no statement in the folder ${folder}.` } }], commit: null });
    expect(existsSync(nowhere)).toBe(false);
  });
  it('are one commit, taken back as one', async () => {
    const answers: Answer[] = [await ft(home, 'import', demoStatement('dnb-brukskonto-2025.csv'), demoStatement('sparebank1-sparekonto-2025.csv')), await ft(home, 'undo', '--yes')];
    expect(answers.map(({ exit }) => exit)).toEqual([0, 0]);
    expect(await listed()).toEqual([]);
  });
});
