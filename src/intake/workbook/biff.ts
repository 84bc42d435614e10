/** The records of an old workbook (BIFF2 to BIFF8), looked over before the library reads them. */
import type { WorkBook } from '@e965/xlsx';
import { raise } from '../../errors.ts';
import { areWhole } from './shared-texts.ts';

/** Records that hold sheets, cells, texts, number formats and how to read them. */
const NEEDED = new Set([
  0x0809, 0x0409, 0x0209, 0x0009, 0x000a, // beginning and end of a part
  0x0042, 0x0022, 0x002f, 0x0085, 0x003c, // code page, days from 1904, password, sheets, continued records
  0x00fc, 0x00fd, 0x0204, 0x0004, 0x00d6, 0x0207, 0x0007, // texts
  0x0203, 0x0003, 0x027e, 0x007e, 0x00bd, 0x0002, 0x0205, 0x0005, // numbers, truth values, errors
  0x0006, 0x0206, 0x0406, 0x0200, 0x0000, // formulas with their results, dimensions
  0x041e, 0x001e, 0x00e0, 0x0043, 0x0243, 0x0443, 0x0044, // number formats
]);
/** A record that the library passes over (which cells are selected). */
const IDLE = 0x001d;
const BEGINNING = 0x0809;
const CODE_PAGE = 0x0042;
/** Versions whose texts are in a code page: BIFF8 (0x0600) has Unicode. */
const UNICODE = 0x0600;

/** Number formats that a workbook can have of its own are some hundreds. */
const MOST_FORMATS = 1_000;
/** Texts of a sheet of 65,536 rows; each letter costs the library a look through all of their parts. */
const MOST_TEXT = 8_000_000;
const CONTINUED = 0x003c;
const FORMATS = new Set([0x041e, 0x001e]);
const TEXTS = 0x00fc;
/** Records of one text -> where its length stands in them, and in how many bytes. A record that ends before it is read without end. */
const LENGTH_AT: ReadonlyMap<number, readonly [at: number, bytes: 1 | 2]> = new Map([[0x0204, [6, 2]], [0x00d6, [6, 2]], [0x0207, [0, 2]], [0x0004, [7, 1]], [0x0007, [0, 1]], [0x0085, [6, 1]], [0x041e, [2, 1]], [0x001e, [0, 1]]]);

/**
 * Records -> the same with all that are not needed made idle, in place: sheets are found by their position. The library walks every
 * cell of every linked or merged range. Gives the encoding of texts where they are in a code page. Throws FailureError:
 * statement-broken (a text longer than its record), statement-hostile (more texts or formats than a sheet can have).
 */
export function plainRecords(file: string, bytes: Buffer): string | undefined {
  let unicode = false;
  let page: number | undefined;
  let formats = 0;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4 + bytes.readUInt16LE(at + 2)) {
    const type = bytes.readUInt16LE(at);
    if (type === BEGINNING && at + 6 <= bytes.length && bytes.readUInt16LE(at + 4) === UNICODE) unicode = true;
    if (type === CODE_PAGE && at + 6 <= bytes.length) page ??= bytes.readUInt16LE(at + 4);
    if (!isWhole(bytes, at, type)) raise('statement-broken', { file, line: 1, why: 'a text in it is longer than its place' });
    if (FORMATS.has(type) && ++formats > MOST_FORMATS) raise('statement-hostile', { file, line: 1, why: 'it has more number formats than a workbook can have' });
    const texts = type === TEXTS ? partsOf(bytes, at) : [];
    if (texts.reduce((sum, { length }) => sum + length, 0) > MOST_TEXT) raise('statement-hostile', { file, line: 1, why: 'it has more text than an old workbook can have' });
    if (type === TEXTS && !areWhole(texts)) raise('statement-broken', { file, line: 1, why: 'its texts are cut' });
    if (!NEEDED.has(type)) bytes.writeUInt16LE(IDLE, at);
  }
  // half a header at the end
  if (at + 2 <= bytes.length) bytes.writeUInt16LE(IDLE, at);
  return unicode || page === undefined ? undefined : CODE_PAGES.get(page);
}

/** True when a record of a text is as long as it says. */
function isWhole(bytes: Buffer, begin: number, type: number): boolean {
  const [at, width] = LENGTH_AT.get(type) ?? [0, 0];
  if (width === 0) return true;
  const size = partsOf(bytes, begin).reduce((sum, { length }) => sum + length, 0);
  if (size < at + width || begin + 4 + at + width > bytes.length) return false;
  return (width === 1 ? bytes[begin + 4 + at]! : bytes.readUInt16LE(begin + 4 + at)) <= size;
}

/** The contents of the record at a place and of those that continue it. */
function partsOf(bytes: Buffer, begin: number): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = begin; at + 4 <= bytes.length && (at === begin || bytes.readUInt16LE(at) === CONTINUED); at += 4 + bytes.readUInt16LE(at + 2)) parts.push(bytes.subarray(at + 4, at + 4 + bytes.readUInt16LE(at + 2)));
  return parts;
}

const CODE_PAGES: ReadonlyMap<number, string> = new Map([...[1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258].map((page) => [page, `windows-${page}`] as const), [0x8001, 'windows-1252'], [10_000, 'macintosh'], [0x8000, 'macintosh'], [866, 'ibm866'], [874, 'windows-874']]);

/** Reads the texts of a workbook anew: the library took their bytes for Latin-1. */
export function inCodePage(book: WorkBook, encoding: string): void {
  const decoder = new TextDecoder(encoding);
  for (const sheet of Object.values(book.Sheets))
    for (const row of (sheet['!data'] ?? []) as ({ v?: unknown } | undefined)[][])
      for (const cell of row ?? []) if (typeof cell?.v === 'string' && /[\u0080-\u00ff]/.test(cell.v) && !/[^\u0000-\u00ff]/.test(cell.v)) cell.v = decoder.decode(Buffer.from(cell.v, 'latin1'));
}
