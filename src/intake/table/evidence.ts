/** What the columns of one layout prove over the whole file: marks, date orders, signs, day order, own account. */
import { currencyIn, type MarkProof, markOf } from '../../values/amount-text.ts';
import { type DateOrder, datePart, dayFromText, isYearless, ordersOf } from '../../values/day-text.ts';
import { namesTotal } from './aside.ts';
import { DaySpan } from '../statements/day-span.ts';
import { amountColumns, dateColumns, isBalanceLine, type Layout, meets } from './layout.ts';
import type { RawRecord } from './records.ts';
import type { RowShape } from './row-faults.ts';

/** More different cells than this in a date column: it holds times or no dates at all; what was seen decides. */
const DISTINCT_LIMIT = 50_000;
/** A longer cell is no date. */
const LONGEST = 60;

export interface DateProof { readonly cells: number; readonly byOrder: ReadonlyMap<DateOrder, number>; readonly yearless: number; readonly texts: readonly string[] }

class DateEvidence {
  private readonly cells = new Map<string, number>();
  private last = '';
  private lastCount = 0;

  add(cell: string): void {
    if (cell.length > LONGEST) return;
    if (cell === this.last) {
      this.lastCount++;
      return;
    }
    this.settle();
    this.last = cell;
    this.lastCount = 1;
  }

  private settle(): void {
    if (this.lastCount === 0) return;
    const key = this.last.length > 10 ? datePart(this.last) : this.last;
    const known = this.cells.get(key);
    if (known !== undefined || this.cells.size < DISTINCT_LIMIT) this.cells.set(key, (known ?? 0) + this.lastCount);
    this.lastCount = 0;
  }

  /** Cells with a digit in them, and how many of them are an existing day under each order. */
  proof(): DateProof {
    this.settle();
    const byOrder = new Map<DateOrder, number>();
    let cells = 0;
    let yearless = 0;
    for (const [cell, count] of this.cells) {
      if (!/\d/.test(cell)) continue;
      cells += count;
      for (const order of ordersOf(cell)) byOrder.set(order, (byOrder.get(order) ?? 0) + count);
      if (isYearless(cell)) yearless += count;
    }
    return { cells, byOrder, yearless, texts: [...this.cells.keys()] };
  }

  /** True when two orders read every cell alike ("03.03.2026"). */
  alike(a: DateOrder, b: DateOrder): boolean {
    this.settle();
    for (const cell of this.cells.keys()) if (dayFromText(cell, a) !== dayFromText(cell, b)) return false;
    return true;
  }
}

export class AmountEvidence {
  readonly marks: Record<MarkProof, number> = { integer: 0, point: 0, comma: 0, 'point-three': 0, 'comma-three': 0, 'point-groups': 0, 'comma-groups': 0, text: 0, empty: 0 };
  negative = 0;
  positive = 0;
  /** Currencies written in the cells themselves. */
  readonly currencies = new Set<string>();
  private looked = 0;

  add(cell: string): void {
    if (cell === '') {
      this.marks.empty++;
      return;
    }
    const mark = markOf(cell);
    this.marks[mark]++;
    if (mark === 'empty' || mark === 'text') return;
    if (hasMinus(cell)) this.negative++;
    else if (hasValue(cell)) this.positive++;
    if (this.looked < 500 && ++this.looked && /[A-Za-z€£¥]/.test(cell)) {
      const currency = currencyIn(cell);
      if (currency) this.currencies.add(currency);
    }
  }

  get numbers(): number {
    const m = this.marks;
    return m.integer + m.point + m.comma + m['point-three'] + m['comma-three'] + m['point-groups'] + m['comma-groups'];
  }
}

function hasMinus(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const c = cell.charCodeAt(i);
    if (c === 45 || c === 0x2212 || c === 0x2013 || c === 40) return !cell.endsWith(',-');
  }
  return false;
}

function hasValue(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const c = cell.charCodeAt(i);
    if (c > 48 && c <= 57) return true;
  }
  return false;
}

/** Evidence of one layout over the rows it may take. */
export class Evidence {
  readonly dates = new Map<number, DateEvidence>();
  readonly amounts = new Map<number, AmountEvidence>();
  /** Records after the header, blank ones left out. */
  records = 0;
  /** Own account: the number that stands in every row that names one. */
  private own: Set<string> | undefined;
  private readonly sides = new Map<string, number>();
  private mirrored = false;
  readonly layout: Layout;
  /** First and last day and their order, kept only for files that are not held in memory. */
  readonly span: DaySpan | undefined;
  private readonly widths: number[] = [];
  private first = 0;
  private last = 0;
  private readonly dateList: [number, DateEvidence][];
  private readonly amountList: [number, AmountEvidence][];

  constructor(layout: Layout, streamed: boolean) {
    this.layout = layout;
    this.span = streamed ? new DaySpan() : undefined;
    for (const at of dateColumns(layout)) this.dates.set(at, new DateEvidence());
    for (const at of amountColumns(layout)) this.amounts.set(at, new AmountEvidence());
    this.dateList = [...this.dates];
    this.amountList = [...this.amounts];
  }

  add(record: RawRecord): void {
    const { layout } = this;
    this.records++;
    for (const rule of layout.keep) if (!meets(record, rule)) return;
    for (const rule of layout.ignore) if (meets(record, rule)) return;
    // a row that names no day is a total, a note or pending: its numbers prove nothing
    if (!hasDigit(record[layout.columns.date] ?? '')) return;
    this.widths[record.length] = (this.widths[record.length] ?? 0) + 1;
    if (this.isRow(record)) {
      this.last = this.records;
      if (this.first === 0) this.first = this.records;
    }
    this.span?.add(record[layout.columns.date] ?? '');
    for (const [at, evidence] of this.dateList) {
      const cell = record[at];
      if (cell) evidence.add(cell);
    }
    for (const [at, evidence] of this.amountList) evidence.add(record[at] ?? '');
    if (layout.columns.accountFrom >= 0) this.meet(record);
  }

  /** A record with a day and an amount that is no line of a balance: between such ones there are no totals. */
  private isRow(record: RawRecord): boolean {
    const { columns } = this.layout;
    if (!hasDigit(record[columns.amount] ?? '') && !hasDigit(record[columns.in] ?? '') && !hasDigit(record[columns.out] ?? '')) return false;
    const day = record[columns.date] ?? '';
    return !isBalanceLine(this.layout, record) && (/^\d/.test(day) || !namesTotal([day]));
  }

  private meet(record: RawRecord): void {
    const { accountFrom, accountTo } = this.layout.columns;
    const from = (record[accountFrom] ?? '').trim();
    const to = (record[accountTo] ?? '').trim();
    if (from === '' && to === '') return;
    if (!this.own) this.own = new Set([from, to].filter(Boolean));
    else for (const number of this.own) if (number !== from && number !== to) this.own.delete(number);
    if (!this.mirrored && from !== '' && to !== '' && this.sides.size < DISTINCT_LIMIT) this.mirror(record, from, to);
  }

  /** A transfer that stands once out and once in: the file holds both accounts, so none is the own one of every row. */
  private mirror(record: RawRecord, from: string, to: string): void {
    const { amount, in: into, out } = this.layout.columns;
    const cell = (record[amount] ?? '') || (record[out] ?? '') || (record[into] ?? '');
    const side = amount >= 0 ? (hasMinus(cell) ? 1 : 2) : hasValue(record[out] ?? '') ? 1 : 2;
    const key = `${from}|${to}|${cell.replace(/\D/g, '')}`;
    const sides = (this.sides.get(key) ?? 0) | side;
    this.sides.set(key, sides);
    if (sides === 3) this.mirrored = true;
  }

  /** Cells of a row: the header's, or the commonest count where none names them all. */
  get shape(): RowShape {
    const balance = this.amounts.get(this.layout.columns.balance);
    const { header, columns } = this.layout;
    // a layout that names cells behind its header knows that rows go on there
    const used = 1 + Math.max(...Object.values(columns).flat());
    const width = used > header.length ? Math.max(used, this.commonest) : header.length;
    return { width, most: Math.max(width, this.commonest), balanceFilled: balance !== undefined && balance.marks.empty * 10 <= balance.numbers, first: this.first, last: this.last };
  }

  private get commonest(): number {
    let common = 0;
    for (let width = 0; width < this.widths.length; width++) if ((this.widths[width] ?? 0) > (this.widths[common] ?? 0)) common = width;
    return common;
  }

  /** The one account that every row names, if there is exactly one. */
  get ownAccount(): string | undefined {
    return this.own?.size === 1 && !this.mirrored ? [...this.own][0] : undefined;
  }
}

function hasDigit(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const c = cell.charCodeAt(i);
    if (c >= 48 && c <= 57) return true;
  }
  return false;
}
