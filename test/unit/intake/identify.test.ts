import { describe, expect, it } from 'vitest';
import { type FailureCode, tell } from '../../../src/errors.ts';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import { columnMapFrom } from '../../../src/intake/table/column-map.ts';
import { mappingOf, named } from '../../../src/intake/table/saved-layout.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { fileOf } from './write-statement.ts';

type Options = Partial<IdentifyOptions>;
const open = (content: string | Uint8Array, options: Options = {}) => identify(fileOf(content), { userProfiles: [], ...options });

/** Reads all of a statement; fails the test with the failure's own sentence. */
function read(content: string | Uint8Array, options: Options = {}) {
  const source = open(content, options);
  if (!source.ok) throw new Error(`${source.error.code}: ${tell(source.error).message}`);
  const batches = [...source.value.batches()];
  return {
    source: source.value, rows: batches.flatMap(({ rows }) => rows), problems: batches.flatMap(({ problems }) => problems), pending: batches.flatMap(({ pending }) => pending),
    ignored: batches.reduce((sum, batch) => sum + batch.ignored, 0), amounts: batches.flatMap(({ rows }) => rows).map(({ amount }) => amount), days: batches.flatMap(({ rows }) => rows).map(({ bookingDate }) => bookingDate),
  };
}
function refused(content: string | Uint8Array, options: Options = {}) {
  const source = open(content, options);
  if (source.ok) throw new Error(`was read as ${source.value.profile}`);
  return source.error;
}
const NOK = 'NOK' as Currency;
const DNB = 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n';
const SB1 = 'Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;\n';

describe('shape of the file', () => {
  it.each([';', ',', '\t', '|'])('takes %j as the separator', (delimiter) => {
    const text = `${DNB}13.01.2026;KIWI;14.01.2026;"249,50";\n14.01.2026;LØNN;14.01.2026;;"1000,00"\n`.replaceAll(';', delimiter);
    expect(read(text).amounts).toEqual([-24950, 100000]);
  });

  it('reads a sep= line, a title, blank rows, totals and a missing last newline', () => {
    const { amounts, ignored, problems, rows } = read(`sep=;\n* Transaksjoner for januar\n${DNB};;;;\n13.01.2026;KIWI;;249,50;\n;;;;\n;Sum ut;;249,50;`);
    expect({ amounts, ignored, problems, lines: rows.map(({ line }) => line) }).toEqual({ amounts: [-24950], ignored: 1, problems: [], lines: [5] });
  });

  it.each(['\n', '\r\n', '\r'])('takes %j as the line end', (end) => {
    expect(read(`${DNB}13.01.2026;KIWI;;249,50;\n14.01.2026;REMA;;10,00;\n`.replaceAll('\n', end)).rows.map(({ line }) => line)).toEqual([2, 3]);
  });

  it('takes mixed line ends, and counts lines through quoted ones', () => {
    const { rows } = read(`${DNB}13.01.2026;"KIWI\r\nOslo\nSentrum";;249,50;\r\n14.01.2026;REMA;;10,00;\n15.01.2026;MENY;;10,00;\r16.01.2026;JOKER;;10,00;`);
    expect(rows.map(({ line, description }) => [line, description])).toEqual([[2, 'KIWI\r\nOslo\nSentrum'], [5, 'REMA'], [6, 'MENY'], [7, 'JOKER']]);
  });

  it('takes doubled, unescaped and guarded quotes', () => {
    expect(read(`${DNB}13.01.2026;"KIWI ""Oslo""";;1,00;\n14.01.2026;"UAB "Naktida"";;2,00;\n15.01.2026;="MENY";;3,00;\n`).rows.map(({ description }) => description)).toEqual(['KIWI "Oslo"', 'UAB "Naktida"', 'MENY']);
  });

  it('knows a header with lost letters, other cases, blanks and a byte order mark', () => {
    for (const header of ['\ufeffDato;Forklaring;Rentedato;Ut fra konto;Inn på konto', 'Dato;Forklaring;Rentedato;Ut fra konto;Inn p\ufffd konto', ' DATO ; forklaring;"Rentedato" ;Ut  fra konto;INN PÅ KONTO;'])
      expect(read(`${header}\n13.01.2026;KIWI;;249,50;\n`).source.profile).toBe('no-dnb-csv-2018');
  });

  it('reads a layout whose columns come in another order or with one more', () => {
    const { amounts, source } = read('Inn på konto;Ut fra konto;Rentedato;Forklaring;Dato;Merke\n;249,50;;KIWI;13.01.2026;x\n');
    expect([amounts, source.profile]).toEqual([[-24950], 'no-dnb-csv-2018']);
  });
});

describe('encodings', () => {
  const text = `${DNB}13.01.2026;KJØTT OG ÆRFUGL PÅ BRØD;;249,50;\n14.01.2026;Blåbærgården;;5,00;\n`;
  const cp865 = (s: string): Buffer => Buffer.from([...s].map((c) => ({ Ø: 0x9d, Æ: 0x92, Å: 0x8f, å: 0x86, æ: 0x91, ø: 0x9b })[c] ?? c.charCodeAt(0)));
  const swap = (b: Buffer): Buffer => Buffer.from(b).swap16();
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(text), 'utf-8'], ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8-bom'], ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'], ['UTF-16 LE', Buffer.from(text, 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with a mark', swap(Buffer.from(`\ufeff${text}`, 'utf16le')), 'utf-16be'], ['UTF-16 BE', swap(Buffer.from(text, 'utf16le')), 'utf-16be'], ['ISO-8859-1', Buffer.from(text, 'latin1'), 'iso-8859-1'], ['CP865', cp865(text), 'cp865'],
    ['Windows-1252', Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from('15.01.2026;Joe\x92s \x80;;1,00;\n', 'latin1')]), 'windows-1252'], ['ISO-8859-15', Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from('15.01.2026;10 \xa4;;1,00;\n', 'latin1')]), 'iso-8859-15'],
  ])('%s', (_, bytes, encoding) => {
    const { source, rows } = read(bytes);
    expect([source.encoding, ...rows.slice(0, 2).map(({ description }) => description)]).toEqual([encoding, 'KJØTT OG ÆRFUGL PÅ BRØD', 'Blåbærgården']);
    if (encoding === 'windows-1252') expect(rows[2]!.description).toBe('Joe’s €');
    if (encoding === 'iso-8859-15') expect(rows[2]!.description).toBe('10 €');
  });

  it('decides UTF-8 over the whole file: a lone letter far down is not lost', () => {
    const late = `${DNB}${'13.01.2026;KIWI;;249,50;\n'.repeat(20_000)}13.01.2026;BLÅ;;1,00;\n`;
    expect(read(Buffer.from(late, 'latin1')).rows.at(-1)!.description).toBe('BLÅ');
    expect(read(Buffer.from(late)).rows.at(-1)!.description).toBe('BLÅ');
  });

  it('tells Central European letters by the header', () => {
    const bytes = Buffer.from('#Data operacji;#Data ksi\xeagowania;#Opis operacji;#Tytu\xb3;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;\n2026-01-13;2026-01-13;ZAKUP;\xa3\xd3D\x8f;X;;-12,50;100,00;\n', 'latin1');
    expect(read(bytes)).toMatchObject({ source: { encoding: 'windows-1250', profile: 'pl-mbank' }, amounts: [-1250] });
  });
});

describe('amounts over the whole column', () => {
  it('lets one row settle the decimal mark for all', () => {
    const header = 'Date,Text,Amount,Currency\n';
    expect(read(`${header}2026-01-13,A,"-1,234",NOK\n2026-01-14,B,"-1,234.50",NOK\n`).amounts).toEqual([-123400, -123450]);
    expect(read(`${header}2026-01-13,A,-1.234,NOK\n2026-01-14,B,"-1.234,50",NOK\n`).amounts).toEqual([-123400, -123450]);
  });

  it('fails when every value can be read two ways in an unknown layout, and takes --decimal', () => {
    const text = 'Date;Text;Amount;Currency\n2026-01-13;A;-1.234;NOK\n2026-01-14;B;-2.500;NOK\n';
    expect(refused(text)).toMatchObject({ code: 'column-ambiguous', column: 'Amount', flag: expect.stringContaining('--decimal') as unknown });
    expect(read(text, { decimal: ',' }).amounts).toEqual([-123400, -250000]);
    expect(read(text, { decimal: '.' })).toMatchObject({ amounts: [-250], problems: [{ line: 2, reason: 'the amount "-1.234" has more than 2 decimals' }] });
  });

  it('rejects what is no amount, with the line and the reason, and keeps the rest', () => {
    const { problems, amounts } = read(`${DNB}13.01.2026;A;;1e5;\n13.01.2026;B;;NaN;\n13.01.2026;C;;;\n13.01.2026;D;;99999999999999999,00;\n13.01.2026;E;;12,345;\n13.01.2026;F;;5,00;7,00\n13.01.2026;G;;5,00;\n`);
    expect(amounts).toEqual([-500]);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'the amount "1e5" is written with an exponent'], [3, 'the amount "NaN" holds no digits'], [4, 'it has no amount'], [5, 'the amount "99999999999999999,00" is too large'], [6, 'the amount "12,345" has more than 2 decimals'],
      [7, 'both its in and its out column hold an amount'],
    ]);
    expect(problems[0]!.excerpt).toBe('13.01.2026 | A | | 1e5 |');
  });

  it('takes the out column signed or unsigned, the unused side empty or zero', () => {
    expect(read(`${SB1}13.01.2026;A;;;-10,00;2;1;\n14.01.2026;B;;20,00;0,00;1;3;\n`).amounts).toEqual([-1000, 2000]);
    expect(read(`${SB1}13.01.2026;A;;;10,00;2;1;\n14.01.2026;B;;20,00;0;1;3;\n`).amounts).toEqual([-1000, 2000]);
  });

  it('finds a currency in the cell, in the header, above the rows', () => {
    expect(read('Dato;Tekst;Beløp\n13.01.2026;A;-10,00 SEK\n14.01.2026;B;20,00 EUR\n').rows.map(({ currency }) => currency)).toEqual(['SEK', 'EUR']);
    expect(read('Date;Text;Amount (SEK)\n2026-01-13;A;-10,00\n').rows[0]!.currency).toBe('SEK');
    expect(read('Valuta:;DKK\nDate;Text;Amount\n2026-01-13;A;-10,00\n').rows[0]!.currency).toBe('DKK');
    expect(refused('Date;Text;Amount\n2026-01-13;A;-10,00\n')).toMatchObject({ code: 'currency-unknown' });
    expect(read('Date;Text;Amount\n2026-01-13;A;-10,00\n', { currency: NOK }).amounts).toEqual([-1000]);
    expect(refused('Date;Text;Amount;Currency\n2026-01-13;A;-10,00;ZZZ\n', { map: { date: 'Date', amount: 'Amount', currency: 'Currency' } })).toMatchObject({ code: 'currency-unknown', found: 'ZZZ' });
  });
});

describe('dates over the whole column', () => {
  it('rejects a day that does not exist', () => {
    expect(read(`${DNB}31.02.2026;A;;1,00;\n32.13.2026;B;;1,00;\n13.01.2026;C;;1,00;\n`)).toMatchObject({ days: ['2026-01-13'], problems: [{ line: 2, reason: 'the date "31.02.2026" is no date' }, { line: 3 }] });
  });

  it('lets one row settle the order, asks when none does', () => {
    const text = 'Date;Text;Amount;Currency\n01/02/2026;A;-1,50;NOK\n03/04/2026;B;-1,50;NOK\n';
    expect(refused(text)).toMatchObject({ code: 'column-ambiguous', column: 'Date', flag: '--date-order dmy or mdy' });
    expect(read(text, { dateOrder: 'dmy' }).days).toEqual(['2026-02-01', '2026-04-03']);
    expect(read(text, { dateOrder: 'mdy' }).days).toEqual(['2026-01-02', '2026-03-04']);
    expect(read(`${text}13/04/2026;C;-1,50;NOK\n`).days).toEqual(['2026-02-01', '2026-04-03', '2026-04-13']);
    expect(read('Date;Text;Amount;Currency\n03/03/2026;A;-1,50;NOK\n').days).toEqual(['2026-03-03']);
  });

  it('says in which order the days stand, and which are the first and the last', () => {
    const row = (day: string): string => `${day}.01.2026;A;;1,00;\n`;
    for (const [days, order] of [[['13', '14', '14', '20'], 'ascending'], [['20', '14', '13'], 'descending'], [['13', '20', '14'], 'mixed']] as const)
      expect(read(DNB + days.map(row).join('')).source).toMatchObject({ dayOrder: order, from: '2026-01-13', to: '2026-01-20' });
  });
});

describe('rows that are no facts', () => {
  it('keeps pending rows apart, with or without a date or an amount', () => {
    const sb1 = read(`${SB1}13.01.2026;A;;;-10,00;2;1;\n14.01.2026;Reservert KIWI;;;;;1;\n`);
    expect(sb1.pending).toMatchObject([{ line: 3, bookingDate: '2026-01-14', description: 'Reservert KIWI' }]);
    expect(sb1.pending[0]).not.toHaveProperty('amount');
    const nordea = read('Bokføringsdato;Beløp;Avsender;Mottaker;Navn;Tittel;Valuta;Betalingstype\nReservert;-10,00;;;;KIWI;NOK;\n2026/01/13;-20,00;;;;REMA;NOK;\n');
    expect(nordea).toMatchObject({ amounts: [-2000], pending: [{ amount: -1000, description: 'KIWI' }] });
    const revolut = read('Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nCARD_PAYMENT,Current,2026-01-13 10:00:00,,Bar,-5.00,0.00,EUR,PENDING,\nCARD_PAYMENT,Current,2026-01-13 10:00:00,,Bad,-6.00,0.00,EUR,DECLINED,\nTOPUP,Current,2026-01-13 10:00:00,2026-01-14 10:00:00,Me,50.00,1.00,EUR,COMPLETED,49.00\n');
    expect(revolut).toMatchObject({ amounts: [4900], days: ['2026-01-14'], pending: [{ bookingDate: '2026-01-13', amount: -500 }], ignored: 1 });
  });

  it('never leaves out a broken row: a cut-off line, a missing date, too many cells', () => {
    const { problems, amounts } = read(`${DNB}13.01.2026;A;;1,00;\n;B;;2,00;\n14.01.2026;C;;3,00;;x;y\n15.0`);
    expect(amounts).toEqual([-100]);
    expect(problems.map(({ line, reason }) => [line, reason])).toEqual([[3, 'it has no date'], [4, 'it has 7 cells where a row has 5'], [5, 'the date "15.0" is no date']]);
  });

  it('tells a broken row from a total, whatever its text says', () => {
    const { problems, ignored } = read(`${DNB}13.01.2026;A;;1,00;\n32.01.2026;Total Stasjon;;500,00;\n;Utgående saldo pr. 31.01.2026;;;900,00\nTotalt ut;;;501,00;\nDato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n`);
    expect([problems.map(({ line }) => line), ignored]).toEqual([[3], 3]);
  });

  it('does not let an unbalanced quote take in other rows unseen', () => {
    const { problems } = read(`${DNB}13.01.2026;A;;1,00;\n14.01.2026;"B;;2,00;\n15.01.2026;"C";;3,00;\n16.01.2026;D;;4,00;\n`);
    expect(problems).toMatchObject([{ line: 3 }]);
  });
});

describe('accounts', () => {
  it('is the number that stands in every row, even in the wrong column', () => {
    const { rows } = read(`${SB1}13.01.2026;A;;;-10,00;11111111111;22222222222;\n14.01.2026;B;;;-5,00;33333333333;11111111111;\n15.01.2026;C;;5,00;;11111111111;44444444444;\n`);
    expect(rows.map(({ account, counterpartyAccount }) => [account, counterpartyAccount])).toEqual([['11111111111', '22222222222'], ['11111111111', '33333333333'], ['11111111111', '44444444444']]);
  });
  it('is told by the direction where one file holds several', () => {
    const { rows } = read(`${SB1}13.01.2026;A;;;-10,00;2;1;\n14.01.2026;B;;10,00;;2;1;\n15.01.2026;C;;;-1,00;9;3;\n`);
    expect(rows.map(({ account }) => account)).toEqual(['1', '2', '3']);
  });
  it('is found above the rows', () => {
    expect(read(`Konto;NO93 8601 1117 947\n${DNB}13.01.2026;A;;1,00;\n`).source.account).toBe('NO93 8601 1117 947');
  });
});

describe('layouts', () => {
  it('infers an unknown one when it is certain, and reads it again under a name', () => {
    const text = 'Fecha;Concepto;Importe;Saldo;Divisa\n13/01/2026;Café;-2,50;97,50;EUR\n14/01/2026;Pan;-1,50;96,00;EUR\n';
    const { source, rows } = read(text);
    expect(source.profile).toBe('inferred');
    expect(mappingOf(source.layout!)).toEqual({ date: 'Fecha', amount: 'Importe', balance: 'Saldo', currency: 'Divisa', description: 'Concepto' });
    expect(rows[0]).toMatchObject({ bookingDate: '2026-01-13', amount: -250, balance: 9750, description: 'Café' });
    const own = named('my-bank', source.layout!);
    expect(read(text, { userProfiles: [own] }).source.profile).toBe('my-bank');
    expect(read(text.replace('13/01', '01/02').replace('14/01', '02/02'), { userProfiles: [own] }).days).toEqual(['2026-02-01', '2026-02-02']);
  });

  it('tells the balance from the amount by its running sum, without any names', () => {
    const { source, amounts } = read('2026-01-13|Shop|-10.00|90.00\n2026-01-14|Shop|-20.00|70.00\n2026-01-15|Wage|100.00|170.00\n', { currency: NOK });
    expect([amounts, mappingOf(source.layout!)['balance']]).toEqual([[-1000, -2000, 10000], '4']);
  });

  it('asks when columns cannot be told apart', () => {
    expect(refused('a;b;c;d\n2026-01-13;1,50;2,50;x\n2026-01-14;3,50;1,25;y\n')).toMatchObject({ code: 'layout-unknown', header: ['a', 'b', 'c', 'd'] });
    expect(refused('Date;Text;Amount;Currency\n2026-01-13;A;1,50;EUR\n2026-01-14;B;2,50;EUR\n2026-01-15;C;3,50;EUR\n').code).toBe('layout-unknown');
  });

  it('takes the user\'s map, by name or number', () => {
    const text = 'a;b;c;d\n2026-01-13;-1,50;2,50;x\n2026-01-14;-3,50;1,25;y\n';
    for (const words of ['date=a,amount=b,description=d', 'date=1,amount=2,description=4']) {
      const map = columnMapFrom(words);
      if (!map.ok) throw new Error(map.error.why);
      expect(read(text, { map: map.value, currency: NOK })).toMatchObject({ amounts: [-150, -350], rows: [{ description: 'x' }, { description: 'y' }] });
    }
    expect(refused(text, { map: { date: 'a', amount: 'z' }, currency: NOK })).toMatchObject({ code: 'map-invalid', why: 'there is no column "z"' });
    expect(refused(text, { map: { date: '1', amount: '9' }, currency: NOK })).toMatchObject({ code: 'map-invalid' });
    for (const bad of ['', 'date=a', 'amount=b', 'date=a,amount=b,in=c', 'date=a,foo=b', 'date=a,amount', 'date=a,date=b,amount=c', 'date=,amount=b']) expect(columnMapFrom(bad)).toMatchObject({ ok: false, error: { code: 'map-invalid' } });
  });

  it('obeys --profile, and says why it does not fit', () => {
    expect(read(`${DNB}13.01.2026;A;;1.50;\n`, { profile: 'no-dnb-csv-2018' }).source.profile).toBe('no-dnb-csv-2018');
    expect(refused(`${DNB}13.01.2026;A;;1,50;\n`, { profile: 'se-nordea-2024' })).toMatchObject({ code: 'profile-misfit', profile: 'se-nordea-2024' });
    expect(refused(`${DNB}13.01.2026;A;;1,50;\n`, { profile: 'no-dnd' })).toMatchObject({ code: 'profile-unknown', near: expect.arrayContaining([expect.stringContaining('no-')]) as unknown });
  });

  it('lets the rows decide between two layouts with one header, and asks when they do not', () => {
    expect(read(`${DNB}13.01.2026;A;;34.9;\n`).source.profile).toBe('no-dnb-txt-2026');
    expect(read(`${DNB}13.01.2026;A;;34,9;\n`).source.profile).toBe('no-dnb-csv-2018');
    expect(refused(`${DNB}13.01.2026;A;;1.234;\n`)).toMatchObject({ code: 'layout-ambiguous', profiles: ['no-dnb-txt-2026', 'no-dnb-csv-2018'] });
  });
});

describe('files that are no statement', () => {
  it.each<[string, string | Uint8Array, FailureCode]>([
    ['empty', '', 'file-empty'], ['only a mark', '\ufeff', 'file-empty'], ['only newlines', '\n\n\n', 'file-has-no-rows'], ['only a header', DNB, 'file-has-no-rows'], ['only an unknown header', 'Date,Text,Amount\n', 'file-has-no-rows'],
    ['a cut archive', Buffer.from('504b030414000600', 'hex'), 'archive-unusable'], ['a PDF', '%PDF-1.7\n', 'file-binary'], ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), 'file-binary'], ['a cut workbook', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'statement-broken'],
    ['a web page', '\n <!DOCTYPE html><html></html>', 'file-binary'], ['OFX that is only a header', 'OFXHEADER:100\n', 'statement-broken'], ['XML', '<?xml version="1.0"?><a/>', 'file-binary'], ['JSON', '{"a": 1}', 'file-binary'], ['NUL bytes', `${DNB}13.01.2026;A\0;;1,00;\n`, 'file-binary'],
    ['prose', 'Dear customer,\nyour statement is ready.\n', 'layout-unknown'], ['cut inside quotes', `${DNB}13.01.2026;A;;1,00;\n14.01.2026;"B`, 'file-truncated'], ['a line over 1 MB', `${DNB}13.01.2026;${'A'.repeat(1_100_000)};;1,00;\n`, 'file-line-too-long'],
    ['a quote that never closes', `${DNB}13.01.2026;"A;;1,00;\n${'13.01.2026;A;;1,00;\n'.repeat(60_000)}`, 'file-line-too-long'], ['nothing but broken rows', `${DNB}99.99.2026;A;;x;\n`, 'rows-unreadable'],
  ])('%s', (_, content, code) => {
    expect(refused(content).code).toBe(code);
  });
  it('names a missing file and a folder', () => {
    expect(identify('/no/such/file.csv', { userProfiles: [] })).toMatchObject({ ok: false, error: { code: 'file-unreadable', why: 'there is no such file' } });
    expect(identify('/', { userProfiles: [] })).toMatchObject({ ok: false, error: { code: 'file-unreadable', why: 'it is a folder; name the files in it, as in /*.csv' } });
    expect(identify('a\0b', { userProfiles: [] })).toMatchObject({ ok: false, error: { code: 'file-unreadable' } });
  });
});

describe('large files', () => {
  it('are streamed: the same rows, days and lines as one that is held', () => {
    const row = (index: number): string => `${String((index % 28) + 1).padStart(2, '0')}.01.2026;KJØP ${index};;${index % 900},50;\n`;
    const text = DNB + Array.from({ length: 210_000 }, (_, index) => row(index)).join('');
    const { rows, source, problems } = read(text);
    expect([rows.length, problems.length, source.records, source.from, source.to, source.dayOrder]).toEqual([210_000, 0, 210_000, '2026-01-01', '2026-01-28', 'mixed']);
    expect(rows[209_999]).toMatchObject({ line: 210_001, description: 'KJØP 209999' });
    expect(Math.max(...[...source.batches()].map((batch) => batch.rows.length))).toBeLessThanOrEqual(5_000);
  }, 30_000);
});
