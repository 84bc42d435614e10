/** Signs that a record is not the row it seems to be: cells too many or too few, or a quote that took the next row in. */
import { markOf } from '../../values/amount-text.ts';
import { ordersOf } from '../../values/day-text.ts';
import { amountColumns, type Layout } from './layout.ts';
import type { RawRecord } from './records.ts';

/** What a whole row of the file looks like. */
export interface RowShape {
  /** Cells that a row has. */
  readonly width: number;
  /** The same with the empty cells that stand behind most rows. */
  readonly most: number;
  /** True when hardly a row has an empty balance cell. */
  readonly balanceFilled: boolean;
  /** Where the first and the last row stand that are no balance line, counted from 1 over the records; 0 where there is none. */
  readonly first: number;
  readonly last: number;
}

/** Layout + shape -> a function that says why a record with a date and an amount cannot be trusted, or undefined. */
export function faultFinder(layout: Layout, { width, most, balanceFilled }: RowShape): (record: RawRecord) => string | undefined {
  const { columns } = layout;
  const amounts = new Set(amountColumns(layout));
  const lastAmount = Math.max(columns.amount, columns.in, columns.out);
  // banks leave out empty cells at the end; a cell missing before them moves another number under the amount
  const isShifted = (record: RawRecord): boolean =>
    (balanceFilled && columns.balance >= record.length)
    || record.some((cell, at) => at < lastAmount && !amounts.has(at) && isDecimal(cell));
  return (record) => {
    // longer than the others, even by an empty cell: a separator in a text moved the rest along
    if (record.length > most || (record.length > width && record.slice(width).some((cell) => cell.trim() !== ''))) return `it has ${record.length} cells where a row has ${width}`;
    if (record.length < width && isShifted(record)) return `it has ${record.length} of the ${width} cells of a row`;
    return swallowedIn(record) ? 'a quote in it closes in the wrong place' : undefined;
  };
}

function isDecimal(cell: string): boolean {
  const mark = markOf(cell);
  return (mark === 'comma' || mark === 'point') && /^[^\p{L}]*$/u.test(cell) && ordersOf(cell).length === 0;
}

/** An unbalanced quote took the next rows in: a cell keeps its quote over lines, or goes on with a date and more cells. */
function swallowedIn(record: RawRecord): boolean {
  for (let at = 0; at < record.length; at++) {
    const cell = record[at]!;
    if (!cell.includes('\n') && !cell.includes('\r')) continue;
    if ((cell.charCodeAt(0) === 34 && cell.length > 1) || NEXT_ROW.test(cell)) return true;
  }
  return false;
}
const NEXT_ROW = /[\r\n]["']?\d{1,4}[./-]\d{1,2}[./-]\d{1,4}["']?[;,\t|]/;
