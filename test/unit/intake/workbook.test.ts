/** Sheets of workbooks as statements: what a cell says, which sheet is meant, and what is refused. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Row } from '../../../src/intake/rows.ts';
import { numberText } from '../../../src/intake/workbook/cell.ts';
import { textFile } from './read-statement.ts';
import { type Cell, oldWorkbook, type Sheet, type Wanted, xlsx } from './write-workbook.ts';

const HEADER = ['Dato', 'Forklaring', 'Rentedato', 'Ut fra konto', 'Inn på konto'];
const sheet = (...rows: Cell[][]): Sheet => ({ name: 'Transaksjoner', rows: [HEADER, ...rows] });
const identified = (bytes: Buffer) => identify(textFile('statement.xls', bytes), { userProfiles: [] });
function rowsOf(list: readonly Sheet[], wanted?: Wanted): readonly Row[] {
  const source = identified(xlsx(list, wanted));
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  return [...source.value.batches()].flatMap(({ rows }) => rows);
}
const failureOf = (bytes: Buffer): object => {
  const source = identified(bytes);
  if (source.ok) throw new Error('it was read');
  return source.error;
};
const first = (cell: Cell, day: Cell = { day: 46024 }, wanted?: Wanted): Row | undefined => rowsOf([sheet([day, 'Kiosk', day, cell, null], [{ day: 46050 }, 'Annet', { day: 46050 }, 1, null])], wanted)[0];

describe('numbers', () => {
  it.each([[-249.00000000000003, '-249'], [0.1 + 0.2, '0.3'], [1234.5600000001, '1234.56'], [1e21, '1000000000000000000000'], [1.5e-7, '0.00000015'], [-0, '0'], [12345678901, '12345678901'], [0.0000123456789, '0.0000123456789'], [Number.NaN, '']])('%s is written %s', (value, text) => expect(numberText(value)).toBe(text));
  it('are amounts whatever their format shows', () => expect(first(99.00000000000001)?.amount).toBe(-9900));
  it('of a formula are the stored result', () => expect(first({ raw: '><f>1+1</f><v>12.5</v>' })?.amount).toBe(-1250));
});

describe('dates', () => {
  it.each(['yyyy\\-mm\\-dd', '[$-414]d. mmmm yyyy;@', 'm/d/yy h:mm', 'dd"."mm"."yy'])('are told by the number format %s', (dayFormat) => expect(first(5, { day: 46024 }, { dayFormat })?.bookingDate).toBe('2026-01-02'));
  it('count from 1904 where the workbook says so', () => expect(first(5, { day: 46024 - 1462 }, { from1904: true })).toMatchObject({ bookingDate: '2026-01-02' }));
  it('keep their day at the last moment of it and across a leap day', () => expect([45351, 45351.999988].map((day) => first(5, { day })?.bookingDate)).toEqual(['2024-02-29', '2024-02-29']));
  it('beside text dates of the same column are read in the order of the texts', () => {
    const rows = rowsOf([sheet([{ day: 46024 }, 'A', { day: 46024 }, 1, null], ['31.01.2026', 'B', '31.01.2026', 2, null], [{ day: 46050 }, 'C', null, 3, null])]);
    expect(rows.map(({ bookingDate }) => bookingDate)).toEqual(['2026-01-02', '2026-01-31', '2026-01-28']);
  });
  it('that a program swapped as far as it could are refused', () => {
    const swapped = sheet([{ day: 46024 }, 'A', null, 1, null], [{ day: 46055 }, 'B', null, 1, null], ['13/01/2026', 'C', null, 2, null], ['14/01/2026', 'D', null, 2, null]);
    expect(failureOf(xlsx([swapped]))).toMatchObject({ code: 'statement-broken', why: expect.stringContaining('column 1') });
  });
});

describe('other cells', () => {
  it('of text stay as they are, formulas too', () => expect(rowsOf([sheet([{ day: 46024 }, "=cmd|' /C calc'!A0 & <b>", null, 1, null])])[0]).toMatchObject({ description: "=cmd|' /C calc'!A0 & <b>", amount: -100 }));
  it('that are errors or formulas without a result are no amounts: the row is told', () => {
    const source = identified(xlsx([sheet([{ day: 46024 }, 'A', null, { raw: 't="e"><v>#REF!</v>' }, null], [{ day: 46024 }, 'B', null, { raw: '><f>D2</f>' }, null], [{ day: 46024 }, 'C', null, 1, null])]));
    if (!source.ok) throw new Error(source.error.code);
    const [batch] = [...source.value.batches()];
    expect(batch?.rows).toHaveLength(1);
    expect(batch?.problems.map(({ line }) => line)).toEqual([2, 3]);
  });
  it('named like parts of every object are texts', () => expect(rowsOf([{ ...sheet([{ day: 46024 }, '__proto__', null, 1, null]), name: 'constructor' }])[0]?.description).toBe('__proto__'));
});

describe('the sheet that is meant', () => {
  const page = (name: string, day: number): Sheet => ({ ...sheet([{ day }, `Butikk ${name}`, null, 1, null]), name });
  it('is the one with a known header', () => expect(rowsOf([{ name: 'Info', rows: [['Konto', 'Solveig'], ['Saldo', 1200]] }, page('Rader', 46024)])).toHaveLength(1));
  it('is no hidden one', () => expect(failureOf(xlsx([{ ...page('A', 46024), hidden: true }]))).toMatchObject({ code: 'file-has-no-rows' }));
  it('goes on in the next one where the days do', () => expect(rowsOf([page('Januar', 46024), page('Februar', 46060)]).map(({ line, bookingDate }) => [line, bookingDate])).toEqual([[2, '2026-01-02'], [4, '2026-02-07']]));
  it('is not chosen between two over the same days', () => {
    const twice = (name: string): Sheet => ({ ...sheet([{ day: 46024 }, 'A', null, 1, null], [{ day: 46060 }, 'B', null, 1, null]), name });
    expect(failureOf(xlsx([twice('Brukskonto'), twice('Sparekonto')]))).toMatchObject({ code: 'sheets-ambiguous', sheets: ['Brukskonto', 'Sparekonto'] });
  });
  it('may have columns that explain themselves, beside one that has none', () => {
    const source = identified(xlsx([{ name: 'x', rows: [['Noe', 'Annet'], ['a', 'b']] }, { name: 'y', rows: [['Bokført', 'Hva', 'Sum', 'Valuta'], [{ day: 46024 }, 'Kaffe', -39, 'NOK'], [{ day: 46025 }, 'Lønn', 31250.5, 'NOK'], [{ day: 46050 }, 'Husleie', -9000, 'NOK']] }]));
    expect(source).toMatchObject({ ok: true, value: { profile: 'inferred', from: '2026-01-02', to: '2026-01-28' } });
  });
});

describe('old workbooks', () => {
  it.each(['biff8', 'biff5', 'xlml'] as const)('%s is read as XLSX is', (type) => {
    const source = identified(oldWorkbook(type, [{ name: 'Info', rows: [['x']] }, sheet([{ day: 46024 }, 'Kafé Ålesund', { day: 46025 }, 12.5, null])]));
    if (!source.ok) throw new Error(JSON.stringify(source.error));
    expect(source.value.format).toBe('xls');
    expect([...source.value.batches()][0]?.rows).toEqual([{ line: 2, bookingDate: '2026-01-02', valueDate: '2026-01-03', amount: -1250, currency: 'NOK', description: 'Kafé Ålesund' }]);
  });
  it('of before Unicode are read in their code page', () => {
    const bytes = oldWorkbook('biff5', [sheet([{ day: 46024 }, 'Sp\u00b3ka', { day: 46025 }, 12.5, null])]);
    bytes.writeUInt16LE(1250, bytes.indexOf(Buffer.from([0x42, 0, 2, 0, 0xe4, 4])) + 4);
    const source = identify(textFile('a.xls', bytes), { userProfiles: [], map: { date: 'Dato', description: 'Forklaring', amount: 'Ut fra konto' }, currency: 'PLN' as Currency });
    expect(source.ok && [...source.value.batches()][0]?.rows[0]?.description).toBe('Sp\u0142ka');
  });
  it('pass over hidden sheets', () => expect(identified(oldWorkbook('biff8', [{ name: 'Tom', rows: [['x']] }, { ...sheet([{ day: 46024 }, 'A', null, 1, null]), hidden: true }])).ok).toBe(false));
});

describe('a zip that is no workbook', () => {
  it('is not taken for one', () => expect(failureOf(xlsx([], { parts: {} }).subarray(0, 40))).toMatchObject({ code: 'archive-unusable' }));
});
