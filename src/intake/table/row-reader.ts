/** Compiles a layout and its reading into one function per row: record -> row, pending row, problem, or left out. */
import { amountFrom, currencyIn, type DecimalMark, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { dayFromText, type DateOrder, type Period } from '../../values/day-text.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { PendingRow, Problem, Row } from '../rows.ts';
import { isNote, namesTotal, saysPending, turnsColumns } from './aside.ts';
import { excerptOf, isBlank, joined, numberOf, textOf } from './cells.ts';
import { isBalanceLine, type Layout, meets } from './layout.ts';
import type { Reading } from './reading.ts';
import type { RawRecord } from './records.ts';
import { faultFinder, type RowShape } from './row-faults.ts';

/** Where a reader puts what it finds. */
export interface Found { readonly rows: Row[]; readonly problems: Problem[]; readonly pending: PendingRow[]; ignored: number }
export type RowReader = (record: RawRecord, line: number, into: Found) => void;
/** Where a row's currency comes from when no column of its own names it. */
export interface CurrencySource { readonly fallback: Currency | undefined; readonly inCells: boolean }

type Draft = { -readonly [K in keyof Row]: Row[K] };
const CACHE = 20_000;

/** Text -> day, remembering what it read: a statement has few different days. */
function dayReader(order: DateOrder, period: Period | undefined): (cell: string) => Day | undefined {
  const known = new Map<string, Day | undefined>();
  return (cell) => {
    if (cell.length > 60) return undefined;
    const key = cell.length > 12 && cell.charCodeAt(4) === 45 && cell.charCodeAt(10) <= 84 ? cell.slice(0, 10) : cell;
    let day = known.get(key);
    if (day === undefined && !known.has(key)) {
      day = dayFromText(key === cell ? cell : cell.charCodeAt(10) === 84 || cell.charCodeAt(10) === 32 ? key : cell, order, period);
      if (known.size > CACHE) known.clear();
      known.set(key, day);
    }
    return day;
  };
}

/** Cell -> currency, remembered. */
function currencyReader(): (cell: string) => Currency | undefined {
  const known = new Map<string, Currency | undefined>();
  return (cell) => {
    if (known.has(cell)) return known.get(cell);
    if (cell.length > 60) return undefined;
    const currency = currencyFrom(textOf(cell));
    if (known.size < 1000) known.set(cell, currency);
    return currency;
  };
}

/** Layout + reading -> the reader of its rows, which takes them in file order. `shape` is what a whole row of the file looks like. */
export function rowReader(layout: Layout, reading: Reading, currencies: CurrencySource, shape: RowShape): RowReader {
  const { width } = shape;
  const faultOf = faultFinder(layout, shape);
  /** Behind a second header whose columns stand elsewhere: nothing below it can be read. */
  let isMoved = false;
  let seen = 0;
  const { columns: at, profile } = layout;
  const dayOf = dayReader(reading.orders.get(at.date) ?? 'ymd', reading.period);
  const valueDayOf = at.valueDate >= 0 ? dayReader(reading.orders.get(at.valueDate) ?? 'ymd', reading.period) : undefined;
  const executedOf = at.executed >= 0 ? dayReader(reading.orders.get(at.executed) ?? 'ymd', reading.period) : undefined;
  const currencyOf = currencyReader();
  const mark = (column: number): DecimalMark => reading.marks.get(column) ?? '.';
  const amountOf = amountReader(layout, reading);
  const lastAmount = Math.max(at.amount, at.in, at.out);

  const currencyFor = (record: RawRecord, cell: string): Currency | string | undefined => {
    for (const column of at.currency) {
      const text = record[column];
      if (text !== undefined && text !== '' && text.trim() !== '') return currencyOf(text) ?? textOf(text);
    }
    return (currencies.inCells ? currencyIn(cell) : undefined) ?? currencies.fallback;
  };

  return (record, line, into) => {
    seen++;
    for (const rule of layout.keep) if (!meets(record, rule)) return void (isBlank(record) || into.ignored++);
    for (const rule of layout.ignore) if (meets(record, rule)) return void into.ignored++;
    const dateCell = record[at.date] ?? '';
    const bookingDate = dateCell === '' ? undefined : dayOf(dateCell);
    const filled = at.amount >= 0 ? hasText(record[at.amount]) : hasText(record[at.in]) || hasText(record[at.out]);
    let isPending = saysPending(dateCell, bookingDate);
    for (const rule of layout.pending) if (meets(record, rule)) isPending = true;
    if (!isPending && !filled && bookingDate && profile.pending === 'no-amount' && record.length > lastAmount) isPending = true;
    if (!isPending && (!bookingDate || !filled)) {
      if (isBlank(record)) return;
      if (isAside(record, dateCell, bookingDate, filled)) {
        isMoved = turnsColumns(layout.header, record) ?? isMoved;
        return void into.ignored++;
      }
      if (record.length <= at.date || (bookingDate && record.length <= lastAmount && !hasText(record[at.in]) && !hasText(record[at.out])))
        return reject(into, record, line, `it has ${record.length} of the ${width} cells of a row`);
      if (!bookingDate) return reject(into, record, line, dateCell.trim() === '' ? 'it has no date' : `the date "${brief(dateCell)}" is no date`);
      return reject(into, record, line, 'it has no amount');
    }
    if ((seen < shape.first || seen > shape.last) && isBalanceLine(layout, record)) return void into.ignored++;
    const fault = isMoved ? 'it stands below a header with other columns' : faultOf(record);
    if (fault) return reject(into, record, line, fault);
    const amountCell = record[at.amount] ?? record[at.in] ?? '';
    const found = currencyFor(record, amountCell);
    const currency = found === undefined ? undefined : currencyOf(found);
    if (!currency) return reject(into, record, line, found ? `the currency "${brief(found)}" is not in ISO 4217` : 'it names no currency');
    const exponent = exponentOf(currency);
    const amount = filled ? amountOf(record, exponent) : undefined;
    if (typeof amount === 'string') return reject(into, record, line, amount);
    const money = at.amountIn < 0 || amount === undefined ? undefined : amountIn(record, amount, currency);
    if (typeof money === 'string') return reject(into, record, line, money);

    const row = { line, bookingDate, amount: money?.amount ?? amount, currency: money?.currency ?? currency, description: joined(record, at.description) } as Draft;
    const into_ = (amount ?? 0) >= 0;
    if (valueDayOf) set(row, 'valueDate', valueDayOf(record[at.valueDate] ?? ''));
    if (at.balance >= 0) {
      const cell = record[at.balance];
      const balance = cell ? amountFrom(cell, mark(at.balance), exponent) : NaN;
      if (!Number.isNaN(balance)) row.balance = balance as Minor;
    }
    if (at.counterparty >= 0 || at.payer >= 0 || at.payee >= 0) text(row, 'counterparty', record, at.counterparty >= 0 ? at.counterparty : into_ ? at.payer : at.payee);
    if (at.counterpartyAccount >= 0) number(row, 'counterpartyAccount', record, at.counterpartyAccount);
    if (at.accountFrom >= 0 || at.accountTo >= 0) accounts(row, record, into_);
    else if (at.account >= 0) number(row, 'account', record, at.account);
    if (at.accountName >= 0) text(row, 'accountName', record, at.accountName);
    if (at.reference >= 0) number(row, 'reference', record, at.reference);
    if (at.type >= 0) text(row, 'type', record, at.type);
    if (at.category.length) {
      const category = joined(record, at.category);
      if (category !== '') row.bankCategory = at.categoryGroup < 0 ? category : inGroup(record[at.categoryGroup] ?? '', category);
    }
    if (at.checkNumber >= 0) text(row, 'checkNumber', record, at.checkNumber);
    if (at.note.length) {
      const note = joined(record, at.note);
      if (note !== '') row.note = note;
    }
    if (!isPending) return void into.rows.push(row);
    const executed = row.bookingDate ?? executedOf?.(record[at.executed] ?? '') ?? row.valueDate;
    into.pending.push(pendingOf(row, executed));
  };

  /** Own account and the other side, told apart by what stands in every row, else by the direction. */
  function accounts(row: Draft, record: RawRecord, goesIn: boolean): void {
    const from = numberOf(record[at.accountFrom] ?? '');
    const to = numberOf(record[at.accountTo] ?? '');
    const own = reading.ownAccount ? numberOf(reading.ownAccount) : goesIn ? to : from;
    const other = own === from ? to : from;
    if (own !== '') row.account = own;
    if (other !== '' && other !== own && row.counterpartyAccount === undefined) row.counterpartyAccount = other;
  }

  /** Takes another column's amount on rows that go in, where the layout says so. */
  function amountIn(record: RawRecord, amount: number, currency: Currency): { amount: Minor; currency: Currency } | string {
    const cell = record[at.amountIn] ?? '';
    if (amount < 0 || !hasText(cell)) return { amount: amount as Minor, currency };
    const own = currencyOf(record[at.currencyIn] ?? '') ?? currency;
    const value = amountFrom(cell, mark(at.amountIn), exponentOf(own));
    return Number.isNaN(value) ? `the amount "${brief(cell)}" ${whyNoAmount(cell, mark(at.amountIn), exponentOf(own))}` : { amount: Math.abs(value) as Minor, currency: own };
  }

  /** Totals, notes and parts of other rows: no date or no amount, and nothing lost by leaving them out. */
  function isAside(record: RawRecord, dateCell: string, day: Day | undefined, amountFilled: boolean): boolean {
    if (dateCell.trim() === '' && profile.blankDate === 'ignore') return true;
    if (day) return !amountFilled && (profile.blankAmount === 'ignore' || namesTotal(record));
    // totals stand before or behind the rows; between them "TOTAL …" with an amount is somebody who was paid
    if (amountFilled && seen > shape.first && seen < shape.last && !isBalanceLine(layout, record)) return isNote(record, dateCell, amountFilled, [at.amount, at.in, at.out]);
    // a cell that begins with a digit was meant as a date: that row is broken, whatever its text says
    return (!/^\W*\d/.test(dateCell) && namesTotal(record)) || isNote(record, dateCell, amountFilled, [at.amount, at.in, at.out]);
  }
}

/** The amount of a row: holder's sign, or in plain words why there is none. */
function amountReader(layout: Layout, reading: Reading): (record: RawRecord, exponent: number) => number | string {
  const { columns: at, profile } = layout;
  const mark = (column: number): DecimalMark => reading.marks.get(column) ?? '.';
  const why = (cell: string, column: number, exponent: number): string => `the amount "${brief(cell)}" ${whyNoAmount(cell, mark(column), exponent)}`;
  const one = (record: RawRecord, column: number, exponent: number): number | string => {
    const cell = record[column] ?? '';
    const value = amountFrom(cell, mark(column), exponent);
    return Number.isNaN(value) ? why(cell, column, exponent) : value;
  };
  if (at.amount < 0) return (record, exponent) => {
    const into = hasText(record[at.in]) ? one(record, at.in, exponent) : undefined;
    const out = hasText(record[at.out]) ? one(record, at.out, exponent) : undefined;
    if (typeof into === 'string' || typeof out === 'string') return typeof into === 'string' ? into : (out as string);
    if (into && out) return 'both its in and its out column hold an amount';
    if (into) return reading.inSign === 'absolute' ? Math.abs(into) : into;
    return out ? (reading.outSign === 'keep' ? out : -out) : 0;
  };
  const flip = profile.sign === 'charge-positive';
  const ins = new Set((profile.directions?.in ?? []).map((word) => word.toLowerCase()));
  const outs = new Set((profile.directions?.out ?? []).map((word) => word.toLowerCase()));
  return (record, exponent) => {
    let value = one(record, at.amount, exponent);
    if (typeof value === 'string') return value;
    if (at.direction >= 0) {
      const word = textOf(record[at.direction] ?? '').toLowerCase();
      if (!ins.has(word) && !outs.has(word)) return `the direction "${brief(word)}" is neither in nor out`;
      value = ins.has(word) ? Math.abs(value) : -Math.abs(value);
    } else if (flip) value = -value;
    if (at.fee >= 0 && hasText(record[at.fee]) && value !== undefined) {
      const fee = one(record, at.fee, exponent);
      if (typeof fee === 'string') return fee.replace('amount', 'fee');
      if (at.direction < 0 || value < 0) value -= fee;
    }
    if (!Number.isSafeInteger(value)) return why(record[at.amount] ?? '', at.amount, exponent);
    return value === 0 ? 0 : value;
  };
}

function pendingOf({ bookingDate: _, amount, ...rest }: Draft, day: Day | undefined): PendingRow {
  return { ...rest, ...(day ? { bookingDate: day } : {}), ...(amount !== undefined ? { amount } : {}) };
}

const reject = (into: Found, record: RawRecord, line: number, reason: string): void => void into.problems.push({ line, reason, excerpt: excerptOf(record) });

const hasText = (cell: string | undefined): boolean => cell !== undefined && cell !== '' && (cell.charCodeAt(0) > 45 || (cell.trim() !== '' && cell.trim() !== '-'));
const inGroup = (group: string, category: string): string => (group.trim() === '' ? category : `${textOf(group)}: ${category}`);
const brief = (cell: string): string => excerptOf([cell]).slice(0, 40);
type TextField = 'counterparty' | 'accountName' | 'type' | 'checkNumber';
type NumberField = 'counterpartyAccount' | 'account' | 'reference';
function text(row: Draft, field: TextField, record: RawRecord, at: number): void {
  const value = textOf(record[at] ?? '');
  if (value !== '' && value !== '-') row[field] = value;
}
function number(row: Draft, field: NumberField, record: RawRecord, at: number): void {
  const value = numberOf(record[at] ?? '');
  if (value !== '' && value !== '-') row[field] = value;
}
function set(row: Draft, field: 'valueDate', day: Day | undefined): void {
  if (day) row[field] = day;
}
