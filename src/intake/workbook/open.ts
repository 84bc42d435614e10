/** The bytes of a workbook -> its sheets. The library sees parts that were unpacked and looked over here, and whatever it throws is a failure. */
import * as sheets from '@e965/xlsx';
import type { ParsingOptions, WorkBook } from '@e965/xlsx';
import { failureIn, raise } from '../../errors.ts';
import type { FormatName } from '../rows.ts';
import { openZip, type ZipMember } from '../zip.ts';
import { inCodePage, plainRecords } from './biff.ts';
import { cellsOnly, refuseDeclarations, refuseSpans } from './xml-parts.ts';

/** Unpacked parts that hold cells: a million rows of a statement are less. */
const MOST_BYTES = 300_000_000;
const MOST_ROWS = 1_100_000;
/** Parts that hold no cells: drawings, macros, themes, comments, properties, links to other workbooks. The library gets them empty: it asks for some. */
const IDLE = /(?:^|\/)(?:docProps|customXml|drawings?|media|theme|charts?|externalLinks|printerSettings|comments?|persons|threadedComments|pivotTables|pivotCache|queryTables|tables|ctrlProps|activeX|embeddings|slicers?|slicerCaches|webextensions|customUI|diagrams)\/|(?:calcChain|metadata|connections|vmlDrawing\d*|comments\d*)\.(?:xml|vml)$/i;
/** What the library is asked for: values and number formats. */
const OPTIONS: ParsingOptions = { dense: true, cellFormula: false, cellHTML: false, cellText: false, cellNF: true, cellStyles: false, cellDates: false, bookVBA: false, bookDeps: false, bookFiles: false, sheetStubs: false, sheetRows: MOST_ROWS };

/** The library's readers of what is unpacked already: its own unzipping knows no limits. They are exported, but not declared. */
const { parse_zip: readParts, parse_xlscfb: readStream } = sheets as unknown as {
  parse_zip(parts: { files: Record<string, Part> }, options: ParsingOptions): WorkBook;
  parse_xlscfb(compound: unknown, options: ParsingOptions): WorkBook;
};
interface Part { readonly name: string; asNodeBuffer(): Buffer }

/** A workbook as the library gives it, and what its bytes were. */
export interface Opened { readonly book: WorkBook; readonly format: FormatName; readonly encoding: string }

/** XLSX bytes -> workbook. Throws FailureError: archive-unusable, statement-hostile, statement-broken, file-binary (no workbook in it). */
export function openXlsx(file: string, bytes: Buffer): Opened {
  const zip = openZip(bytes, file);
  if (!zip.ok) return raise(zip.error.code, zip.error);
  const members = zip.value;
  if (members.some(({ path }) => path === 'META-INF/manifest.xml') && members.some(({ path }) => path === 'content.xml')) return raise('file-binary', { file, looksLike: openDocument(members) });
  if (!members.some(({ path }) => path === '[Content_Types].xml' || /^xl\/workbook\.xml$/i.test(path))) return raise('file-binary', { file, looksLike: 'a ZIP archive' });
  if (!members.some(({ path }) => /(?:^|\/)workbook\d*\.xml$/i.test(path))) return raise('file-binary', { file, looksLike: members.some(({ path }) => /workbook\.bin$/i.test(path)) ? 'a binary workbook (.xlsb)' : 'an Office document without sheets' });
  const used = members.filter(({ path }) => !isIdle(path));
  if (used.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) raise('statement-hostile', { file, line: 1, why: `its sheets unpack to more than ${MOST_BYTES / 1_000_000} MB` });
  const files: Record<string, Part> = Object.assign(Object.create(null), Object.fromEntries(members.map((member) => [member.path, isIdle(member.path) ? { name: member.path, asNodeBuffer: () => NOTHING } : partOf(file, member)])));
  return { book: guarded(file, () => readParts({ files }, { ...OPTIONS })), format: 'xlsx', encoding: 'utf-8' };
}

/** BIFF bytes, alone or in a compound file -> workbook; they are changed by it. Throws FailureError: statement-broken, file-binary (another Office document, a password). */
export function openXls(file: string, bytes: Buffer): Opened {
  let page: string | undefined;
  const book = guarded(file, () => {
    const compound = bytes[0] === 0xd0 ? (sheets.CFB as Compound).read(bytes, { type: 'buffer' }) : undefined;
    const stream = compound ? STREAMS.map((path) => (sheets.CFB as Compound).find(compound, path)).find((entry) => entry?.content) : undefined;
    // in place: the library has put its own marks on the stream's buffer
    if (stream || !compound) page = plainRecords(file, stream?.content ?? bytes);
    if (!compound) return readStream(bytes, { ...OPTIONS, type: 'buffer' });
    // a workbook under a password is another compound file: the library tells it from other documents
    return stream ? readStream(compound, { ...OPTIONS, type: 'buffer' }) : sheets.read(bytes, { ...OPTIONS, type: 'buffer' });
  });
  if (page !== undefined) inCodePage(book, page);
  return { book, format: 'xls', encoding: page ?? 'utf-16le' };
}

/** Members of an OpenDocument file -> what it is: `mimetype` holds its name, the last part of which is the kind. */
function openDocument(members: readonly ZipMember[]): string {
  const type = members.find(({ path, size }) => path === 'mimetype' && size < 200)?.bytes().toString('latin1') ?? '';
  return /opendocument\.spreadsheet/.test(type) ? 'an OpenDocument spreadsheet; save it as an .xlsx workbook or as CSV' : 'an OpenDocument file without sheets';
}

const STREAMS = ['/Workbook', '/Book'];
interface Entry { readonly content: Buffer }
interface Compound { read(bytes: Buffer, options: object): object; find(compound: object, path: string): Entry | undefined }

/** The text of a SpreadsheetML 2003 file -> workbook. Throws FailureError: statement-hostile, statement-broken. */
export function openXml(file: string, text: string, encoding: string): Opened {
  refuseDeclarations(file, text);
  refuseSpans(file, text);
  if (!/<\/(?:\w+:)?Workbook\s*>\s*(?:<!--[^]{0,1000}?-->\s*)?$/.test(text.slice(-2_000))) raise('statement-broken', { file, line: 1, why: 'it ends before its last sheet does' });
  return { book: guarded(file, () => sheets.read(text, { ...OPTIONS, type: 'string' })), format: 'xls', encoding };
}

const NOTHING = Buffer.alloc(0);
const isIdle = (path: string): boolean => IDLE.test(path) || !/\.(?:xml|rels)$/i.test(path);

function partOf(file: string, member: ZipMember): Part {
  const bytes = cellsOnly(file, member.path, member.bytes());
  return { name: member.path, asNodeBuffer: () => bytes };
}

/** Whatever the library throws at bytes that it does not understand -> a failure. */
function guarded(file: string, read: () => WorkBook): WorkBook {
  try {
    return read();
  } catch (error) {
    if (failureIn(error)) throw error;
    const text = error instanceof Error ? error.message : '';
    if (/password|encrypt/i.test(text)) raise('file-binary', { file, looksLike: 'a workbook that is protected with a password' });
    if (/unsupported|cannot find workbook/i.test(text)) raise('file-binary', { file, looksLike: 'an Office document without sheets' });
    return raise('statement-broken', { file, line: 1, why: 'its sheets cannot be read' });
  }
}
