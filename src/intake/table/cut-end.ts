/** A file that does not end in a line break may be cut: its last row is only believed where nothing speaks against it. */
import { namesTotal } from './aside.ts';
import { excerptOf } from './cells.ts';
import { headerNames } from './header.ts';
import { amountColumns, type Layout } from './layout.ts';
import type { Reading } from './reading.ts';
import type { RawRecord } from './records.ts';
import type { Row } from '../rows.ts';
import type { RowReader } from './row-reader.ts';

/** So many cells make a habit of a column's decimals; fewer may be chance in a bank that drops zeros. */
const ENOUGH = 2;

type Money = Pick<Row, 'amount' | 'balance'>;

/**
 * Reader of rows -> the same, for a file that ends without a line break. Of its `records` the last one becomes a problem
 * where it has fewer cells than any row before and names no total, or where its last cell is an amount or a balance that has
 * fewer decimals than all before it, stops at the decimal mark, or goes against the running balance. A balance that agrees clears the amount.
 */
export function distrustingTheEnd(read: RowReader, layout: Layout, reading: Reading, records: number): RowReader {
  const amounts = amountColumns(layout);
  const decimals = new Map<number, number>();
  const counted = new Map<number, number>();
  const widths = new Set<number>();
  const running = new Running();
  let seen = 0;
  /** True when a whole row has an amount like "100,". */
  let bareMarks = false;
  const decimalsOf = (record: RawRecord, at: number): number => decimalsIn(record[at] ?? '', reading.marks.get(at) ?? '.');

  const isCut = (record: RawRecord, row: Money): boolean => {
    const usual = widths.size ? Math.min(...widths) : headerNames(layout.header).length;
    if (record.length < usual) return true;
    const last = record.length - 1;
    // a cell with another one behind it is whole
    if (!amounts.includes(last)) return false;
    const agrees = running.agrees(row);
    if (agrees !== undefined && last !== layout.columns.balance) return !agrees;
    return agrees === false || (!bareMarks && /\d[.,]$/.test(record[last]!)) || (counted.get(last) ?? 0) >= ENOUGH && decimalsOf(record, last) < (decimals.get(last) ?? 0);
  };

  return (record, line, into) => {
    const before = into.rows.length;
    const asideBefore = into.ignored;
    read(record, line, into);
    seen++;
    const row = into.rows.length > before ? into.rows[before] : undefined;
    const problem = { line, reason: 'the file ends in the middle of it', excerpt: excerptOf(record) };
    // the first cells of a row look like a note; a total names itself
    if (seen === records && into.ignored > asideBefore && widths.size && record.length < Math.min(...widths) && !namesTotal(record)) {
      into.ignored--;
      return void into.problems.push(problem);
    }
    if (!row) return;
    if (seen === records && isCut(record, row)) {
      into.rows.pop();
      return void into.problems.push(problem);
    }
    widths.add(record.length);
    running.add(row);
    for (const at of amounts) if ((record[at] ?? '').trim() !== '') {
      const found = decimalsOf(record, at);
      counted.set(at, (counted.get(at) ?? 0) + 1);
      if (/\d[.,]$/.test(record[at]!)) bareMarks = true;
      // columns that write "300" beside "34.9" prove nothing
      decimals.set(at, (decimals.get(at) ?? found) === found ? found : 0);
    }
  };
}

/** Digits behind the decimal mark of one cell. */
function decimalsIn(cell: string, mark: string): number {
  const at = cell.lastIndexOf(mark);
  return at < 0 ? 0 : (/^\d*/.exec(cell.slice(at + 1))?.[0].length ?? 0);
}

/** Whether each balance so far was the one before plus the row's amount. */
class Running {
  private before: Money | undefined;
  private pairs = 0;
  private broken = false;

  add(row: Money): void {
    const agrees = this.follows(row);
    if (agrees !== undefined) this.pairs++;
    if (agrees === false) this.broken = true;
    this.before = row;
  }

  /** True or false where the balances ran without a break until here, else undefined. */
  agrees(row: Money): boolean | undefined {
    return this.pairs === 0 || this.broken ? undefined : this.follows(row);
  }

  private follows(row: Money): boolean | undefined {
    return this.before?.balance === undefined || row.balance === undefined ? undefined : this.before.balance + row.amount === row.balance;
  }
}
