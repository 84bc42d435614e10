/** Workbooks of the tests' own making: XLSX parts written by hand, so that every attribute is known; old ones by the library. */
import * as sheets from '@e965/xlsx';
import AdmZip from 'adm-zip';

/** A cell: text, a number, or raw XML of a `<c>` without its reference, as in `t="b"><v>1</v>`. */
export type Cell = string | number | null | { readonly raw: string } | { readonly day: number };
export interface Sheet { readonly name: string; readonly rows: readonly (readonly Cell[])[]; readonly hidden?: boolean; readonly after?: string; readonly body?: string }
export interface Wanted { readonly from1904?: boolean; readonly dayFormat?: string; readonly parts?: Readonly<Record<string, string>>; readonly prologue?: string }

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const letters = (at: number): string => (at < 26 ? '' : letters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

function cellXml(cell: Cell, reference: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
  return 'day' in cell ? `<c r="${reference}" s="1"><v>${cell.day}</v></c>` : `<c r="${reference}" ${cell.raw}</c>`;
}

/** Sheets -> the bytes of an XLSX; equal for equal sheets. Rows without cells are left out. */
export function xlsx(list: readonly Sheet[], { from1904 = false, dayFormat = 'dd\\.mm\\.yyyy', parts = {}, prologue = '' }: Wanted = {}): Buffer {
  const zip = new AdmZip();
  const add = (path: string, text: string): void => {
    zip.addFile(path, Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`));
    zip.getEntry(path)!.header.time = new Date(2026, 0, 1);
  };
  add('[Content_Types].xml', `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${list.map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`);
  add('xl/_rels/workbook.xml.rels', `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="styles" Type="${OFFICE}/styles" Target="styles.xml"/>${list.map((_, at) => `<Relationship Id="r${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`).join('')}</Relationships>`);
  add('xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${from1904 ? '<workbookPr date1904="1"/>' : ''}<sheets>${list.map(({ name, hidden }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="r${at + 1}"/>`).join('')}</sheets></workbook>`);
  add('xl/styles.xml', `<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="${escaped(dayFormat).replaceAll('"', '&quot;')}"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`);
  for (const [at, { rows, after = '', body }] of list.entries()) {
    const cells = body ?? rows.map((row, index) => (row.length ? `<row r="${index + 1}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${index + 1}`)).join('')}</row>` : '')).join('');
    add(`xl/worksheets/sheet${at + 1}.xml`, `${prologue}<worksheet xmlns="${MAIN}"><sheetData>${cells}</sheetData>${after}</worksheet>`);
  }
  for (const [path, text] of Object.entries(parts)) add(path, text);
  return zip.toBuffer();
}

/** Rows -> the bytes of an old workbook: `biff8`, `biff5` or SpreadsheetML (`xlml`). Dates are numbers with a format. */
export function oldWorkbook(bookType: 'biff8' | 'biff5' | 'xlml', list: readonly Sheet[]): Buffer {
  const book = sheets.utils.book_new();
  for (const { name, rows, hidden } of list) {
    const sheet = sheets.utils.aoa_to_sheet(rows.map((row) => row.map((cell) => (cell !== null && typeof cell === 'object' ? ('day' in cell ? { t: 'n', v: cell.day, z: 'yyyy\\-mm\\-dd' } : null) : cell))));
    sheets.utils.book_append_sheet(book, sheet, name);
    if (hidden) ((book.Workbook ??= {}).Sheets ??= [])[book.SheetNames.length - 1] = { Hidden: 1 };
  }
  const bytes = sheets.write(book, { type: 'buffer', bookType }) as Buffer;
  if (bookType === 'biff5') for (const text of list.flatMap(({ rows }) => rows.flat())) if (typeof text === 'string') inOneByte(bytes, text);
  return bytes;
}

/** The library writes letters outside ASCII as "_" where a version of BIFF has bytes for letters: puts Latin-1 there. */
function inOneByte(bytes: Buffer, text: string): void {
  const written = Buffer.from(text.replace(/[^ -~]/g, '_'));
  for (let at = bytes.indexOf(written); at >= 0; at = bytes.indexOf(written, at + 1)) Buffer.from(text, 'latin1').copy(bytes, at);
}
