/** Pages as statements: which table is meant, how cells are read, and what is refused. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import { pageTables } from '../../../src/intake/html/tables.ts';
import { gathered, textFile } from './read-statement.ts';

const HEADER = '<tr><th>Bokf.dat</th><th>Trans.dat</th><th>Text</th><th>Insättning/Uttag</th><th>Behållning</th></tr>';
const row = (day: string, text: string, amount: string): string => `<tr><td>${day}</td><td>${day}</td><td>${text}</td><td>${amount}</td><td>100,00</td></tr>\n`;
const read = (content: string | Buffer, chunk?: number) => identify(textFile('konto.xls', content, chunk), { userProfiles: [] });
const rowsOf = (content: string | Buffer, chunk?: number) => gathered(read(content, chunk)).rows;
const cells = (html: string): (readonly string[])[] => pageTables('a', [html]).flatMap((grid) => [...grid.records()].flatMap(({ records }) => records));
const table = (...rows: string[]): string => `<table>${HEADER}${rows.join('')}</table>`;

describe('cells', () => {
  it.each([
    ['entities and runs of blanks', '<table><tr><td> a&nbsp;&amp;\n b &#8211; </td><td>1</td></tr></table>', [['a & b –', '1']]],
    ['elements that part words', '<table><tr><td>a<br>b<div>c</div></td></tr></table>', [['a b c']]],
    ['rows and cells that are never closed', '<table><tr><td>a<td>b<tr><td>c<td>d</table>', [['a', 'b'], ['c', 'd']]],
    ['cells without a row', '<table><td>a</td><td>b</td></table>', [['a', 'b']]],
    ['cells over several columns', '<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>', [['a', '', 'b'], ['c', 'd', 'e']]],
    ['cells over several rows', '<table><tr><td rowspan="2">a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td><td>e</td></tr></table>', [['a', 'b'], ['', 'c'], ['d', 'e']]],
    ['columns of blanks left out', '<table><tr><td>a</td><td>&nbsp;</td><td>b</td></tr><tr><td>c</td><td></td><td>d</td></tr></table>', [['a', 'b'], ['c', 'd']]],
    ['scripts, styles and comments left out', '<table><tr><td>a<script>document.write("<td>x</td>")</script><style>td{}</style><!-- <td>y</td> --></td></tr></table>', [['a']]],
    ['formulas and prototype names as text', '<table><tr><td>=HYPERLINK("x")</td><td>__proto__</td></tr></table>', [['=HYPERLINK("x")', '__proto__']]],
  ])('%s', (_, html, expected) => expect(cells(html)).toEqual(expected));
});

describe('the table that is meant', () => {
  it('stands inside layout tables, the account above it', () => {
    const page = `<html><body><table><tr><td><table><tr><td>Kontonummer:</td><td>9021 12 345 67</td></tr></table></td></tr><tr><td>${table(row('2026-01-08', 'Bageri', '-58,50'))}</td></tr></table><table><tr><td>Summa</td><td>1</td><td>-58,50</td></tr></table></body></html>`;
    expect(read(page)).toMatchObject({ ok: true, value: { format: 'html', profile: 'se-lansforsakringar-xls', account: '9021 12 345 67' } });
    expect(rowsOf(page)).toHaveLength(1);
  });
  it('may have its header in a table of its own', () => expect(rowsOf(`<table>${HEADER}</table><table>${row('2026-01-08', 'Bageri', '-58,50')}</table><table><tr><td>Sida 1</td></tr></table>`)).toMatchObject([{ amount: -5850 }]));
  it('goes on in a second one where the days do', () => expect(rowsOf(table(row('2026-01-08', 'A', '-1,00'), row('2026-01-09', 'B', '-2,00')) + table(row('2026-01-09', 'C', '-3,00')))).toHaveLength(3));
  it('is not chosen between two over the same days', () => {
    const rows = [row('2026-01-08', 'A', '-1,00'), row('2026-01-20', 'B', '-2,00')];
    expect(read(table(...rows) + table(...rows))).toMatchObject({ error: { code: 'sheets-ambiguous' } });
  });
  it('is none on a page of prose', () => expect(read('<html><body><p>Sign in</p></body></html>')).toMatchObject({ error: { code: 'file-binary', looksLike: expect.stringContaining('a web page') } }));
  it('holds no transactions where it has only its header', () => expect(read(table())).toMatchObject({ error: { code: 'file-has-no-rows' } }));
});

describe('bytes', () => {
  it('decide, not the meta tag', () => {
    const page = (charset: string): string => `<html><meta charset="${charset}">${table(row('2026-01-08', 'Bageri Höder', '-58,50'))}</html>`;
    expect(rowsOf(page('iso-8859-1'))[0]?.description).toBe('Bageri Höder');
    expect(rowsOf(Buffer.from(page('utf-8'), 'latin1'))[0]?.description).toBe('Bageri Höder');
  });
  it('may part anywhere, and lines are counted', () => expect(rowsOf(`<html>\n${table(row('2026-01-08', 'Café &amp; Ö', '-1,00'), row('2026-01-09', 'B', '-2,00'))}`, 7).map(({ line, description }) => [line, description])).toEqual([[2, 'Café & Ö'], [3, 'B']]));
  it('that are cut inside a table are broken', () => expect(read(`<html>${table(row('2026-01-08', 'A', '-1,00'), row('2026-01-09', 'B', '-2,00')).slice(0, -30)}`)).toMatchObject({ error: { code: 'statement-broken' } }));
  it('of a web archive are named', () => expect(read('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html></html>')).toMatchObject({ error: { code: 'file-binary', looksLike: expect.stringContaining('MHTML') } }));
  it('of CSV under the name of a workbook are CSV', () => expect(read('Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n02.01.2026;Kiosk;02.01.2026;12,50;\n')).toMatchObject({ value: { format: 'csv' } }));
});

describe('pages without measure', () => {
  it.each([
    ['a cell of 2 MB', `<table><tr><td>${'x'.repeat(2_000_000)}</td></tr></table>`], ['100,000 elements in each other', `<table><tr><td>${'<b>'.repeat(100_000)}`],
    ['100,000 tables in each other', '<table><tr><td>'.repeat(100_000)], ['60,000 tables', '<table><tr><td>a<td>b<tr><td>c</table>'.repeat(60_000)], ['a row of 5,000 cells', `<table><tr>${'<td>x'.repeat(5_000)}</table>`], ['a cell over 99,999 columns', '<table><tr><td colspan="99999">x</table>'],
  ])('with %s are refused', (_, page) => expect(read(`<html>${page}`)).toMatchObject({ error: { code: 'statement-hostile' } }));
  it('of 200 MB are not read', () => expect(identify({ ...textFile('a.xls', '<html>'), size: 200_000_000 }, { userProfiles: [] })).toMatchObject({ error: { code: 'statement-hostile' } }));
});
