/** Tables and QIF that were once read wrongly without a word: signs, dates, texts and marks are proven, or it is asked. */
import AdmZip from 'adm-zip';
import { describe, expect, it } from 'vitest';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { gathered, textFile } from './read-statement.ts';
import { type Cell, xlsx } from './write-workbook.ts';

const read = (content: string | Buffer, options: Partial<IdentifyOptions> = {}, name = 'a') => identify(textFile(name, content), { userProfiles: [], currency: 'USD' as Currency, ...options });
/** Days, amounts and texts of what was read, or the failure. */
function made(content: string | Buffer, options: Partial<IdentifyOptions> = {}) {
  const source = read(content, options);
  if (!source.ok) return source.error;
  return gathered(source).rows.map(({ bookingDate, amount, description }) => `${bookingDate} ${amount} ${description}`);
}
const problemsOf = (content: string | Buffer) => gathered(read(content)).problems.map(({ line, reason }) => [line, reason]);
const HEADER = 'Date,Description,Amount\n';
const sheet = (rows: readonly (readonly Cell[])[]): Buffer => xlsx([{ name: 'A', rows }]);

describe('signs under a header in anybody\'s words', () => {
  const savings = (...days: string[]): string => `${HEADER}${days.map((day, at) => `${day},${['Deposit', 'Interest', 'Deposit', 'Withdrawal'][at]},${['200.00', '1.20', '200.00', '-50.00'][at]}\n`).join('')}`;

  it('stay as written where some are negative, most of them positive', () => {
    const rows = ['2024-01-31 20000 Deposit', '2024-02-03 120 Interest', '2024-02-14 20000 Deposit', '2024-02-20 -5000 Withdrawal'];
    expect(made(savings('01/31/2024', '02/03/2024', '02/14/2024', '02/20/2024'))).toEqual(rows);
    expect(made(savings('2024-01-31', '2024-02-03', '2024-02-14', '2024-02-20'))).toEqual(rows);
  });

  it('stay as written with as many negative as positive ones, and with parentheses', () => {
    expect(made(`${HEADER}01/31/2024,Grocery,-10.00\n02/03/2024,Salary,1000.20\n`)).toEqual(['2024-01-31 -1000 Grocery', '2024-02-03 100020 Salary']);
    expect(made(sheet([['Date', 'Description', 'Amount'], [{ day: 45322 }, 'A', '(1,234.50)'], [{ day: 45321 }, 'B', '2.50']]))).toEqual(['2024-01-31 -123450 A', '2024-01-30 250 B']);
  });

  it.each([
    ['none is negative', '01/31/2024,GROCER,10.00\n02/03/2024,TRAM,3.20\n'],
    ['a negative one thanks for a payment', '01/31/2024,GROCER,10.00\n02/03/2024,ONLINE PAYMENT - THANK YOU,-13.20\n'],
    ['a few are negative and none is income', '01/31/2024,GROCER,10.00\n02/01/2024,TRAM,3.20\n02/03/2024,SHOES,-13.20\n'],
    ['the few negative ones are payments and refunds', '01/31/2024,GROCER,10.00\n02/01/2024,TRAM,3.20\n02/03/2024,MOBILE PAYMENT,-13.20\n'],
  ])('are asked for where %s: the file may be a card\'s', (_, rows) => {
    expect(made(HEADER + rows)).toMatchObject({ code: 'column-ambiguous', column: 'Amount', flag: expect.stringContaining('--profile us-amex') });
    expect(made(HEADER + rows, { profile: 'us-amex' })).toContain('2024-01-31 -1000 GROCER');
    expect(made(HEADER + rows, { map: { date: 'Date', amount: 'Amount', description: 'Description' } })).toContain('2024-01-31 1000 GROCER');
  });

  it('are an account\'s where a few payments go out and income comes in', () => {
    expect(made(`${HEADER}01/31/2024,PAYROLL,10.00\n02/01/2024,DEPOSIT,3.20\n02/03/2024,CARD PAYMENT,-13.20\n`)).toContain('2024-02-03 -1320 CARD PAYMENT');
  });

  it('turn round by themselves only under the card\'s own columns', () => {
    expect(made('Date,Description,Card Member,Account #,Amount,Extended Details,Appears On Your Statement As,Address,City/State,Zip Code,Country,Reference,Category\n01/31/2024,GROCER,J DOE,-1001,10.00,,GROCER,,,,,,\n')).toEqual(['2024-01-31 -1000 GROCER']);
    expect(made('date,category,title,amount\n2024-01-31,a,Salary,900.00\n2024-02-01,a,Bonus,50.00\n2024-02-02,b,Rent,-700.00\n')).toContain('2024-01-31 90000 Salary');
  });
});

describe('the years of QIF dates', () => {
  const qif = (...dates: string[]): string => `!Type:Bank\n${dates.map((date) => `D${date}\nT-10.00\nPShop\n^\n`).join('')}`;

  it('are asked for where two digits may be a year or a day', () => {
    for (const dates of [['24-01-22', '24-02-25'], ['24/01/05', '24/01/09', '24/02/10']]) expect(made(qif(...dates))).toMatchObject({ code: 'column-ambiguous', column: 'D (date)', readings: expect.arrayContaining(['year-month-day', 'day-month-year']) });
    expect(made(qif('24-01-22', '24-02-25'), { dateOrder: 'ymd' })).toEqual(['2024-01-22 -1000 Shop', '2024-02-25 -1000 Shop']);
  });

  it('stand last where the first numbers change more often, and behind an apostrophe', () => {
    expect(made(qif('14/01/24', '15/01/24', '16/01/24'))).toEqual(['2024-01-14 -1000 Shop', '2024-01-15 -1000 Shop', '2024-01-16 -1000 Shop']);
    expect(made(qif("14/1'24"))).toEqual(['2024-01-14 -1000 Shop']);
  });

  it('stand first where they can be no day', () => expect(made(qif('98-01-05'))).toEqual(['1998-01-05 -1000 Shop']));
});

describe('the last QIF record without its mark', () => {
  const head = '!Type:Bank\nD01/22/2024\nT-7.00\nPGood\n^\nD01/23/2024\n';
  it('is read where it has all that the one before has', () => expect(made(`${head}T-8.00\nPLast`)).toEqual(['2024-01-22 -700 Good', '2024-01-23 -800 Last']));
  it.each(['T-8', 'T-8.00', 'T-8.00\nP', 'PLast\nT-8'])('is told where digits or lines may be missing: %j', (end) => {
    expect(made(head + end)).toEqual(['2024-01-22 -700 Good']);
    expect(problemsOf(head + end)).toEqual([[6, 'the file ends in the middle of it']]);
  });
});

describe('headers that are like a known one', () => {
  const rows = '2024-01-31;2024-01-31;5490990004;HEMKÖP;-88,50;100,00\n2024-01-30;2024-01-30;5490990005;INSÄTTNING;188,50;188,50\n';
  it('may have blanks round a slash', () => expect(made(`Bokföringsdatum;Valutadatum;Verifikationsnummer;Text / mottagare;Belopp;Saldo\n${rows}`)).toEqual(['2024-01-31 -8850 HEMKÖP', '2024-01-30 18850 INSÄTTNING']));
  it('are not taken for it where its text would be lost', () => expect(made(`Bokföringsdatum;Valutadatum;Verifikationsnummer;Vem det gäller;Belopp;Saldo\n${rows}`)).toEqual(['2024-01-31 -8850 HEMKÖP', '2024-01-30 18850 INSÄTTNING']));
});

describe('exact cells beside text', () => {
  const dated = (amounts: readonly Cell[]): Buffer => sheet([['Dato', 'Tekst', 'Beløp'], ...amounts.map((amount, at): Cell[] => [{ day: 45322 + at }, 'A', amount])]);
  const amountsOf = (content: Buffer, options: Partial<IdentifyOptions> = {}) => gathered(read(content, options)).rows.map(({ amount }) => amount);

  it('are read whatever the marks of the texts are', () => {
    expect(amountsOf(dated([-88.5, '-199,95', '2.000,00']))).toEqual([-8850, -19995, 200000]);
    expect(amountsOf(dated([-88.5, -1234.5, '-1,199.95']))).toEqual([-8850, -123450, -119995]);
    expect(amountsOf(dated([-88.5, '-199,95']), { decimal: ',' })).toEqual([-8850, -19995]);
  });

  it('prove nothing of texts that can be read in two ways', () => {
    expect(made(dated([-88.5, '-1.234']))).toMatchObject({ code: 'column-ambiguous' });
    expect(amountsOf(dated([-88.5, '-1.234']), { decimal: ',' })).toEqual([-8850, -123400]);
  });

  it('are dates in the order of the text dates', () => {
    const days = (texts: readonly Cell[], options: Partial<IdentifyOptions> = {}) => made(sheet([['Dato', 'Tekst', 'Beløp'], ...texts.map((day): Cell[] => [day, 'A', -1])]), options);
    expect(days([{ day: 45352 }, '02/03/2024'], { dateOrder: 'mdy' })).toEqual(['2024-03-01 -100 A', '2024-02-03 -100 A']);
    expect(days([{ day: 45352 }, '02/03/2024'], { dateOrder: 'dmy' })).toEqual(['2024-03-01 -100 A', '2024-03-02 -100 A']);
    expect(days([{ day: 45322 }, '02/03/2024'])).toMatchObject({ code: 'column-ambiguous' });
  });
});

describe('the last line of a cut file', () => {
  const text = 'Dato;Tekst;Beløp\n31.01.2024;A;-1,00\n30.01.2024;B;-2,00\n';
  it.each(['"Savings",', 'Kiwi;', 'Kiwi'].map((end) => end.replace(',', ';')))('is told: %j', (end) => expect(problemsOf(text + end)).toEqual([[4, 'the file ends in the middle of it']]));
  it('is a total or a whole line otherwise', () => {
    expect(problemsOf(`${text}Saldo;-3,00`)).toEqual([]);
    expect(problemsOf(`${text}Kiwi;\n`)).toEqual([]);
  });
});

describe('files that hold no table', () => {
  it('are named: an OpenDocument spreadsheet', () => {
    const zip = new AdmZip();
    for (const [path, content] of [['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'], ['content.xml', '<a/>'], ['META-INF/manifest.xml', '<a/>']] as const) zip.addFile(path, Buffer.from(content));
    expect(read(zip.toBuffer())).toMatchObject({ error: { code: 'file-binary', looksLike: 'an OpenDocument spreadsheet; save it as an .xlsx workbook or as CSV' } });
  });
  it('are named: a login page', () => {
    const page = '<!DOCTYPE html><html><body><form><table><tr><td>User</td><td><input></td></tr><tr><td>Password</td><td><input></td></tr></table></form></body></html>';
    expect(read(page)).toMatchObject({ error: { code: 'file-binary', looksLike: 'a web page' } });
    expect(read(page, {}, 'konto.xls')).toMatchObject({ error: { code: 'file-binary', looksLike: expect.stringContaining('not the workbook') } });
  });
});
