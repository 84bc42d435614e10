/** A sheet's cells -> a grid of text: leading empty columns and empty rows left out, lines as the sheet numbers them. */
import type { CellObject, WorkSheet } from '@e965/xlsx';
import { raise } from '../../errors.ts';
import { amountFrom, type DecimalMark, markOf } from '../../values/amount-text.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { RawRecord, RecordChunk } from '../table/records.ts';
import { cellText, type DayForm, dayIn, type Form, isFilled } from './cell.ts';
import type { Grid } from './grid.ts';

/** A statement has some dozens of columns, a sheet 16,384 at most. */
const MOST_COLUMNS = 1_000;
/** Rows that a sheet can have are 1,048,576. */
const MOST_ROWS = 1_100_000;
const CHUNK = 2_000;

type Cells = readonly (CellObject | undefined)[];
/** What kinds of dates and numbers one column holds: days up to the 12th and later ones, dates as text; numbers with decimals, and what the marks of those as text prove. */
interface Column { early: number; late: number; texts: string[]; fractions: number; comma: number; point: number; open: number }
/** What the user said of the file's texts. */
export interface Said { readonly dateOrder?: 'dmy' | 'mdy' | 'ymd'; readonly decimal?: DecimalMark }
const TEXT_DATE = /^\d{1,2}[^\d:]{1,12}(?:\d{1,2}[^\d:]{1,3})?\d{4}$/;
/** Texts of a column that are looked at to learn the order of their dates, or their marks. */
const LOOKED_AT = 1_000;
/** No amount is written longer. */
const LONGEST = 40;

/**
 * Sheet -> grid. `lag` is for its day numbers. Dates and numbers are exact; beside dates or numbers as text they are written as those are,
 * and as the user said. Throws FailureError: statement-hostile (cells where no statement has any), statement-broken (dates that a program
 * has swapped), column-ambiguous (texts that can be read in two ways beside dates or numbers, which prove nothing about them).
 */
export function gridOf(file: string, name: string, sheet: WorkSheet, lag: number, said: Said): Grid {
  const rows = (sheet['!data'] ?? []) as readonly (Cells | undefined)[];
  if (rows.length > MOST_ROWS) raise('statement-hostile', { file, line: rows.length, why: `the sheet "${name}" has more rows than a sheet can have` });
  const columns: (Column | undefined)[] = [];
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (row && look(row, columns, lag, () => raise('statement-hostile', { file, line: at + 1, why: `the sheet "${name}" has more than ${MOST_COLUMNS} columns` }))) count++;
  }
  const first = columns.findIndex((column) => column !== undefined);
  const sheetMark = markFrom(columns.reduce((sum, column) => sum + (column?.point ?? 0), 0), columns.reduce((sum, column) => sum + (column?.comma ?? 0), 0));
  const forms = columns.map((column, at): Form => ({
    day: dayForm(column, said.dateOrder, {
      swapped: () => raise('statement-broken', { file, line: 1, why: `column ${at + 1} of the sheet "${name}" was changed by a spreadsheet program: it took days up to 12 for months` }),
      open: () => raise('column-ambiguous', { file, column: `column ${at + 1}`, readings: ['day-month-year', 'month-day-year'], flag: '--date-order dmy or mdy' }),
    }),
    decimal: said.decimal ?? (column && (markFrom(column.point, column.comma) ?? sheetMark ?? (column.open > 0 && column.fractions > 0 ? marksOpen(file, at) : undefined))) ?? '.',
  }));
  return { name, count, records: () => records(rows, Math.max(0, first), forms, lag) };
}

/** Notes which columns a row fills; true when it fills any. */
function look(row: Cells, columns: (Column | undefined)[], lag: number, tooWide: () => never): boolean {
  let filled = false;
  for (let at = 0; at < Math.min(row.length, MOST_COLUMNS); at++) {
    const cell = row[at];
    if (!isFilled(cell)) continue;
    filled = true;
    const column = (columns[at] ??= { early: 0, late: 0, texts: [], fractions: 0, comma: 0, point: 0, open: 0 });
    if (typeof cell.v === 'string') {
      if (cell.v.length <= 20 && column.texts.length < LOOKED_AT && TEXT_DATE.test(cell.v)) column.texts.push(cell.v);
      else if (cell.v.length <= LONGEST && column.comma + column.point + column.open < LOOKED_AT) lookAtMark(cell.v, column);
    } else if (dayIn(cell, lag) !== undefined) {
      if (Number(cellText(cell, lag, PLAIN).slice(8, 10)) <= 12) column.early++;
      else column.late++;
    } else if (typeof cell.v === 'number' && !Number.isInteger(cell.v)) column.fractions++;
  }
  // by its own cells: a row may be mostly holes
  if (row.length > MOST_COLUMNS) for (const at in row) if (Number(at) >= MOST_COLUMNS && isFilled(row[at])) tooWide();
  return filled;
}

const PLAIN: Form = { day: 'iso', decimal: '.' };
const markFrom = (point: number, comma: number): DecimalMark | undefined => (point > comma ? '.' : comma > point ? ',' : undefined);
const marksOpen = (file: string, at: number): never => raise('column-ambiguous', { file, column: `column ${at + 1}`, readings: ['texts with a decimal comma', 'texts with a decimal point'], flag: "--decimal ',' or --decimal '.'" });

/** Counts what the mark of an amount that is text proves. */
function lookAtMark(text: string, column: Column): void {
  const mark = markOf(text);
  if ((mark === 'comma' || mark === 'point-groups') && !Number.isNaN(amountFrom(text, ',', 4))) column.comma++;
  else if ((mark === 'point' || mark === 'comma-groups') && !Number.isNaN(amountFrom(text, '.', 4))) column.point++;
  else if ((mark === 'point-three' || mark === 'comma-three') && !Number.isNaN(amountFrom(text, '.', 4))) column.open++;
}

/**
 * How a column's days are written. Where every text has a day after the 12th and no date has, a program turned day and month around as
 * far as it could. Where no text has one, the dates would seem to prove the order of the texts.
 */
function dayForm(column: Column | undefined, said: Said['dateOrder'], { swapped, open }: { swapped(): never; open(): never }): DayForm {
  const { texts, early, late } = column ?? { texts: [], early: 0, late: 0 };
  const monthFirst = texts.filter((text) => dayFromText(text, 'mdy') !== undefined).length;
  const dayFirst = texts.filter((text) => dayFromText(text, 'dmy') !== undefined).length;
  const isMixed = monthFirst + dayFirst > 0 && early + late > 0;
  if (isMixed && late === 0 && early > 1 && texts.length > 1 && Math.min(monthFirst, dayFirst) === 0) swapped();
  if (said !== undefined) return said === 'ymd' ? 'iso' : said;
  if (!isMixed) return 'iso';
  // where dates have points the day stands first
  if (late > 0 && monthFirst === dayFirst && texts.some((text) => /^\d+[/-]\d+[/-]/.test(text))) open();
  return monthFirst > dayFirst ? 'mdy' : 'dmy';
}

function* records(rows: readonly (Cells | undefined)[], first: number, forms: readonly Form[], lag: number): Generator<RecordChunk, void, undefined> {
  let some: RawRecord[] = [];
  let lines: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    if (!row) continue;
    const record: string[] = [];
    let filled = false;
    for (let column = first; column < forms.length; column++) {
      const text = cellText(row[column], lag, forms[column] ?? PLAIN);
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
