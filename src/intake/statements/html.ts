/** A web page, mostly one that a bank names `.xls` -> source: each table of it is a table of text, read as a CSV file is. */
import { type Failure, FailureError, failure } from '../../errors.ts';
import { err, type Result } from '../../values/result.ts';
import { encodingFrom } from '../encoding.ts';
import type { StatementSource } from '../rows.ts';
import { lookOver, type StatementFile } from './file.ts';
import { pageTables } from '../html/tables.ts';
import { textOf } from './streamed.ts';
import type { TableOptions } from '../table/read-table.ts';
import { layoutsForGrids, readGrids } from '../workbook/grid.ts';

/** The tables of a page are held. */
const MOST_BYTES = 100_000_000;

/**
 * File -> source; what the page says of its encoding is not believed, its bytes decide. Nothing in it is run or fetched.
 * Failures: file-*, statement-hostile, statement-broken (it ends inside a table), and those of `readGrids`.
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
    return readGrids(file, { ...facts.value, format: 'html', encoding, endsOpen: false }, grids, layouts.value, options);
  } catch (error) {
    if (error instanceof FailureError) return err(error.failure);
    throw error;
  }
}
