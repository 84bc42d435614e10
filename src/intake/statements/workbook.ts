/** A workbook -> source: each visible sheet is a table of text, read as a CSV file is. */
import { createHash } from 'node:crypto';
import { type Failure, FailureError, failure, raise } from '../../errors.ts';
import { err, type Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import { lookOver, type StatementFile } from './file.ts';
import { textOf } from './streamed.ts';
import type { TableOptions } from '../table/read-table.ts';
import { dayLag } from '../workbook/cell.ts';
import { type Grid, layoutsForGrids, readGrids } from '../workbook/grid.ts';
import { type Opened, openXls, openXlsx, openXml } from '../workbook/open.ts';
import { gridOf, type Said } from '../workbook/sheet.ts';

/** A workbook is held whole; a million rows are a quarter of it. */
const MOST_BYTES = 100_000_000;
const MOST_SHEETS = 250;

/**
 * XLSX, XLS (BIFF) or SpreadsheetML 2003 -> source. Dates by their number format, numbers as stored, formulas by their stored result;
 * hidden sheets are passed over. Failures: archive-unusable, statement-broken, statement-hostile, file-binary, and those of `readGrids`.
 */
export function readWorkbook(file: StatementFile, options: TableOptions): Result<StatementSource, Failure> {
  const layouts = layoutsForGrids(options);
  if (!layouts.ok) return layouts;
  if (file.size > MOST_BYTES) return err(failure('statement-hostile', { file: file.name, line: 1, why: `it is a workbook of more than ${MOST_BYTES / 1_000_000} MB` }));
  try {
    const bytes = bytesOf(file);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const { book, format, encoding } = opened(file, bytes);
    const facts = { digest, format, encoding, endsOpen: false };
    return readGrids(file, facts, gridsOf(file.name, book, options), layouts.value, options);
  } catch (error) {
    if (error instanceof FailureError) return err(error.failure);
    throw error;
  }
}

function bytesOf(file: StatementFile): Buffer {
  const chunks: Buffer[] = [];
  let size = 0;
  for (const chunk of file.chunks()) {
    size += chunk.length;
    if (size > MOST_BYTES) raise('statement-hostile', { file: file.name, line: 1, why: `it is a workbook of more than ${MOST_BYTES / 1_000_000} MB` });
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function opened(file: StatementFile, bytes: Buffer): Opened {
  const magic = bytes.subarray(0, 4).toString('hex');
  if (magic.startsWith('504b')) return openXlsx(file.name, bytes);
  if (magic.startsWith('d0cf') || magic.startsWith('09')) return openXls(file.name, bytes);
  const facts = lookOver(file);
  if (!facts.ok) throw new FailureError(facts.error);
  const [encoding = 'utf-8'] = facts.value.encodings;
  return openXml(file.name, [...textOf(file, encoding)].join(''), encoding);
}

/** The visible sheets that hold cells. */
function gridsOf(file: string, book: Opened['book'], said: Said): Grid[] {
  if (book.SheetNames.length > MOST_SHEETS) raise('statement-hostile', { file, line: 1, why: `it has more than ${MOST_SHEETS} sheets` });
  const lag = dayLag(book.Workbook?.WBProps?.date1904 === true);
  const grids = book.SheetNames.flatMap((name, index) => {
    if (book.Workbook?.Sheets?.[index]?.Hidden) return [];
    const sheet = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined;
    // the library leaves out a sheet that it stumbled over
    if (!sheet) raise('statement-broken', { file, line: 1, why: `its sheet "${name}" cannot be read` });
    return gridOf(file, name, sheet, lag, said);
  });
  return grids.filter(({ count }) => count > 0);
}
