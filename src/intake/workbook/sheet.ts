/** A sheet's cells -> a grid of text: leading empty columns and empty rows left out, lines as the sheet numbers them. */
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { raise } from '../../errors.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { RawRecord, RecordChunk } from '../table/records.ts';
import { cellText, type DayForm, dayIn, isFilled } from './cell.ts';
import type { Grid } from './grid.ts';

/** A statement has some dozens of columns, a sheet 16,384 at most. */
const MOST_COLUMNS = 1_000;
/** Rows that a sheet can have are 1,048,576. */
const MOST_ROWS = 1_100_000;
const CHUNK = 2_000;

type Cells = readonly (CellObject | undefined)[];
/** What kinds of dates one column holds. */
interface Dates { early: number; late: number; texts: string[] }
const TEXT_DATE = /^\d{1,2}[^\d:]{1,12}(?:\d{1,2}[^\d:]{1,3})?\d{4}$/;
/** Text dates that are looked at to learn their order. */
const LOOKED_AT = 1_000;

/**
 * Sheet -> grid. `lag` is for its day numbers. A column that holds dates and also dates as text is written as its texts are.
 * Throws FailureError: statement-hostile (cells where no statement has any), statement-broken (dates that a program has swapped).
 */
export function gridOf(file: string, name: string, sheet: WorkSheet, lag: number): Grid {
  const rows = (sheet['!data'] ?? []) as readonly (Cells | undefined)[];
  if (rows.length > MOST_ROWS) raise('statement-hostile', { file, line: rows.length, why: `the sheet "${name}" has more rows than a sheet can have` });
  const columns: (Dates | undefined)[] = [];
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row && look(row, columns, lag, () => raise('statement-hostile', { file, line: at + 1, why: `the sheet "${name}" has more than ${MOST_COLUMNS} columns` }))) count++;
  }
  const first = columns.findIndex((dates) => dates !== undefined);
  const forms = columns.map((dates, at) => formOf(dates, () => raise('statement-broken', { file, line: 1, why: `column ${at + 1} of the sheet "${name}" was changed by a spreadsheet program: it took days up to 12 for months` })));
  return { name, count, records: () => records(rows, Math.max(0, first), forms, lag) };
}

/** Notes which columns a row fills; true when it fills any. */
function look(row: Cells, columns: (Dates | undefined)[], lag: number, tooWide: () => never): boolean {
  let filled = false;
  for (let at = 0; at < Math.min(row.length, MOST_COLUMNS); at++) {
    const cell = row[at];
    if (!isFilled(cell)) continue;
    filled = true;
    const dates = (columns[at] ??= { early: 0, late: 0, texts: [] });
    if (typeof cell.v === 'string') {
      if (cell.v.length <= 20 && dates.texts.length < LOOKED_AT && TEXT_DATE.test(cell.v)) dates.texts.push(cell.v);
    } else if (dayIn(cell, lag) !== undefined) {
      if (Number(cellText(cell, lag, 'iso').slice(8, 10)) <= 12) dates.early++;
      else dates.late++;
    }
  }
  // by its own cells: a row may be mostly holes
  if (row.length > MOST_COLUMNS) for (const at in row) if (Number(at) >= MOST_COLUMNS && isFilled(row[at])) tooWide();
  return filled;
}

/** How a column's days are written. Where every text has a day after the 12th and no date has, a program turned day and month around as far as it could. */
function formOf(dates: Dates | undefined, swapped: () => never): DayForm {
  if (!dates || dates.texts.length === 0 || dates.early + dates.late === 0) return 'iso';
  const monthFirst = dates.texts.filter((text) => dayFromText(text, 'mdy') !== undefined).length;
  const dayFirst = dates.texts.filter((text) => dayFromText(text, 'dmy') !== undefined).length;
  if (monthFirst + dayFirst === 0) return 'iso';
  if (dates.late === 0 && dates.early > 1 && dates.texts.length > 1 && Math.min(monthFirst, dayFirst) === 0) swapped();
  return monthFirst > dayFirst ? 'mdy' : 'dmy';
}

function* records(rows: readonly (Cells | undefined)[], first: number, forms: readonly DayForm[], lag: number): Generator<RecordChunk, void, undefined> {
  let some: RawRecord[] = [];
  let lines: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (!row) continue;
    const record: string[] = [];
    let filled = false;
    for (let column = first; column < forms.length; column++) {
      const text = cellText(row[column], lag, forms[column] ?? 'iso');
      if (text !== '') filled = true;
      record.push(text);
    }
    if (!filled) continue;
    some.push(record);
    lines.push(at + 1);
    if (some.length < CHUNK) continue;
    yield { records: some, lines };
    some = [];
    lines = [];
  }
  yield { records: some, lines };
}
