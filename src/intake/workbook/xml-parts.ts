/** The XML of a workbook, looked over before the library reads it: nothing declared, nothing that spans more than there is. */
import { raise } from '../../errors.ts';

/** Where a document type stands, if there is one: before the first element. */
const PROLOGUE = 65_536;
/** Columns or rows that the elements of a SpreadsheetML file may cover by their Span attributes, all together. */
const MOST_SPANNED = 100_000;
const BODY = Buffer.from('sheetData');

/** Text of an XML part -> nothing. Throws FailureError statement-hostile where it declares a document type or entities. */
export function refuseDeclarations(file: string, text: string): void {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, PROLOGUE).replaceAll('\0', ''))) raise('statement-hostile', { file, line: 1, why: 'it declares a document type or entities of its own' });
}

/** Text of a SpreadsheetML file -> nothing. Throws FailureError statement-hostile where columns repeat without end: the library makes each. */
export function refuseSpans(file: string, text: string): void {
  let spanned = 0;
  for (const [, span = ''] of text.matchAll(/Span\s*=\s*["']([^"'<>]{0,40})["']/gi)) {
    spanned += Math.max(0, Number(span) || Number.parseInt(span, 10) || 0);
    if (spanned > MOST_SPANNED) raise('statement-hostile', { file, line: 1, why: 'its columns repeat more often than a sheet has columns' });
  }
}

/**
 * A part of an XLSX -> the same, a sheet only as far as its cells go: of what follows them (links, merged ranges, formats) the library
 * walks every cell of every range. Throws FailureError: statement-broken (cells without an end), statement-hostile (declarations).
 */
export function cellsOnly(file: string, path: string, bytes: Buffer): Buffer {
  refuseDeclarations(file, bytes.toString('latin1', 0, PROLOGUE));
  if (/\.rels$|^\[Content_Types\]/i.test(path)) return bytes;
  const begins = bytes.indexOf(BODY);
  if (begins < 0) {
    const text = bytes.toString('latin1');
    return /<(?:\w:)?hyperlink /.test(text) ? raise('statement-hostile', { file, line: 1, why: `${path} in it holds links and no cells` }) : bytes;
  }
  const opening = bytes.indexOf('>', begins);
  if (bytes[opening - 1] === SLASH) return bytes.subarray(0, opening + 1);
  for (let at = bytes.indexOf(BODY, opening); at >= 0; at = bytes.indexOf(BODY, at + 1))
    if (/<\/(?:\w+:)?$/.test(bytes.toString('latin1', Math.max(0, at - 20), at))) return bytes.subarray(0, bytes.indexOf('>', at) + 1);
  return raise('statement-broken', { file, line: 1, why: `the cells of ${path} in it have no end` });
}
const SLASH = 0x2f;
