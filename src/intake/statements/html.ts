/** A web page, mostly one that a bank names `.xls` -> source: each table of it is a table of text, read as a CSV file is. */
import { type Failure, FailureError, failure } from '../../errors.ts';
import { ordersOf } from '../../values/day-text.ts';
import { err, type Result } from '../../values/result.ts';
import { encodingFrom } from '../encoding.ts';
import type { StatementSource } from '../rows.ts';
import { lookOver, type StatementFile } from './file.ts';
import { pageTables } from '../html/tables.ts';
import { textOf } from './streamed.ts';
import { columnName } from '../table/header.ts';
import type { RawRecord } from '../table/records.ts';
import { isKnownHeader } from '../table/recognise.ts';
import type { TableOptions } from '../table/read-table.ts';
import { roleOf } from '../table/words.ts';
import { type Grid, layoutsForGrids, readGrids } from '../workbook/grid.ts';

/** The tables of a page are held. */
const MOST_BYTES = 100_000_000;

/**
 * File -> source; what the page says of its encoding is not believed, its bytes decide. Nothing in it is run or fetched.
 * Failures: file-* (file-binary for a page without a table of data), statement-hostile, statement-broken (it ends inside a table), and those of `readGrids`.
 */
export function readHtml(file: StatementFile, options: TableOptions & { readonly encoding?: string }): Result<StatementSource, Failure> {
  const layouts = layoutsForGrids(options);
  if (!layouts.ok) return layouts;
  if (file.size > MOST_BYTES) return err(failure('statement-hostile', { file: file.name, line: 1, why: `it is a page of more than ${MOST_BYTES / 1_000_000} MB` }));
  const facts = lookOver(file);
  if (!facts.ok) return facts;
  const [likeliest = 'utf-8'] = facts.value.encodings;
  const encoding = (options.encoding === undefined ? undefined : encodingFrom(options.encoding)) ?? likeliest;
  try {
    const grids = pageTables(file.name, textOf(file, encoding));
    const read = readGrids(file, { ...facts.value, format: 'html', encoding, endsOpen: false }, grids, layouts.value, options);
    if (read.ok || (read.error.code !== 'file-has-no-rows' && read.error.code !== 'layout-unknown') || grids.some((grid) => holdsData(grid, isKnownHeader(layouts.value.catalogue)))) return read;
    return err(failure('file-binary', { file: file.name, looksLike: /\.xls\w?$/i.test(file.name) ? 'a web page, such as a login page, and not the workbook that it is named after' : 'a web page' }));
  } catch (error) {
    if (error instanceof FailureError) return err(error.failure);
    throw error;
  }
}

/** True for a table with a row of several cells that holds a date, names a column of dates, or is a header that `knows` knows. */
function holdsData(grid: Grid, knows: (record: RawRecord) => boolean): boolean {
  const isOfDates = (cell: string): boolean => cell.length < 60 && (ordersOf(cell).length > 0 || roleOf(columnName(cell)) === 'date');
  for (const { records } of grid.records())
    for (const record of records) if (knows(record) || (record.filter((cell) => cell.trim() !== '').length > 1 && record.some(isOfDates))) return true;
  return false;
}
