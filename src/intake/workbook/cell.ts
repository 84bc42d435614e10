/** A cell of a sheet as the text that a CSV file would hold: ISO dates, numbers with a point, nothing computed. */
import { type CellObject, SSF } from '@e965/xlsx';
import type { DecimalMark } from '../../values/amount-text.ts';
import { dayFromNumber } from '../../values/day.ts';

/** A spreadsheet's number of 1900-01-01, if February 1900 is counted as it was. */
const FIRST = 2;
/** Days by which the numbers of a workbook that counts from 1904 lag behind. */
const LAG_1904 = 1_462;
/** Number 60 is 29 February 1900, which never was; what is below it is a time of day or a mistake. */
const FIRST_DAY = 61;
/** 2199-12-31, the last day that a statement may have. */
const LAST_DAY = 109_574;
const SECONDS = 86_400;
/** Digits of a number that spreadsheets show; what lies behind them is noise of binary fractions. */
const DIGITS = 15;
const ERRORS: Readonly<Record<number, string>> = { 0: '#NULL!', 7: '#DIV/0!', 15: '#VALUE!', 23: '#REF!', 29: '#NAME?', 36: '#NUM!', 42: '#N/A' };

/** How the day of a date cell is written: as ISO, or as the other cells of its column are. */
export type DayForm = 'iso' | 'dmy' | 'mdy';

/** How the dates and numbers of a column are written as text. */
export interface Form { readonly day: DayForm; readonly decimal: DecimalMark }

/** True when the cell holds more than blanks. */
export function isFilled(cell: CellObject | undefined): cell is CellObject {
  return cell?.v !== undefined && cell.v !== null && (typeof cell.v !== 'string' || cell.v.trim() !== '');
}

const dateFormats = new Map<string, boolean>();
/** Number format -> true when it shows a day or a time. */
function isDateFormat(format: string): boolean {
  let is = dateFormats.get(format);
  if (is === undefined) {
    is = SSF.is_date(format) as boolean;
    if (dateFormats.size < 1_000) dateFormats.set(format, is);
  }
  return is;
}

/** Cell -> its day as `dayFromNumber` takes it, where its number format makes it a date, else undefined. `lag`: what `dayLag` gives. */
export function dayIn(cell: CellObject, lag: number): number | undefined {
  if (cell.t !== 'n' || typeof cell.v !== 'number' || typeof cell.z !== 'string' || !isDateFormat(cell.z)) return undefined;
  const serial = Math.floor(Math.round((cell.v + lag) * SECONDS) / SECONDS);
  return serial >= FIRST_DAY && serial <= LAST_DAY ? serial - FIRST : undefined;
}

/** Whether the workbook counts its days from 1904 -> days to add to its day numbers. */
export const dayLag = (from1904: boolean): number => (from1904 ? LAG_1904 : 0);

/** Cell -> text; '' for an empty one and for a formula without a stored result. `form` is for days and numbers; a time of day follows as HH:MM:SS. */
export function cellText(cell: CellObject | undefined, lag: number, form: Form): string {
  if (!isFilled(cell)) return '';
  const { v } = cell;
  if (typeof v === 'string') return v;
  if (typeof v === 'boolean') return v ? 'TRUE' : 'FALSE';
  if (typeof v !== 'number') return '';
  if (cell.t === 'e') return ERRORS[v] ?? '#N/A';
  const day = dayIn(cell, lag);
  return day === undefined ? marked(numberText(v), form.decimal) : dayText(day, Math.round((v + lag) * SECONDS) % SECONDS, form.day);
}

/** Number with a point -> with the wanted mark; a zero behind three decimals says that they are no thousands. */
function marked(text: string, decimal: DecimalMark): string {
  const whole = text.at(-4) === '.' ? `${text}0` : text;
  return decimal === ',' ? whole.replace('.', ',') : whole;
}

function dayText(number: number, seconds: number, form: DayForm): string {
  const iso: string = dayFromNumber(number);
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8)];
  const date = form === 'iso' ? iso : form === 'dmy' ? `${day}.${month}.${year}` : `${month}/${day}/${year}`;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return seconds === 0 ? date : `${date} ${two(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Number -> decimal text without exponent; at most 15 digits, and no trace of sums that a program made in binary fractions. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value === 0 ? 0 : value);
  if (!Number.isFinite(value)) return '';
  const shown = Number(value.toPrecision(DIGITS));
  // 1234.5600000001: the sixth decimal is the last that amounts and rates are kept to
  const short = Number(shown.toFixed(6));
  const kept = short !== 0 && short !== shown && Math.abs(short - shown) < 1e-8 ? short : shown;
  const text = String(kept);
  return text.includes('e') ? withoutExponent(text) : text;
}

/** "1.5e-7" -> "0.00000015", "1.2e+21" -> "1200000000000000000000". */
function withoutExponent(text: string): string {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const sign = mantissa.startsWith('-') ? '-' : '';
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return point >= digits.length ? sign + digits.padEnd(point, '0') : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
