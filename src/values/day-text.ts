/**
 * Dates as statements write them -> `Day`. The order of day, month and year is never guessed from one cell: the caller
 * decides it for a whole column (`ordersOf` says which orders a cell allows) and then reads every cell with that order.
 */
import { type Day, dayFromNumber, dayOf } from './day.ts';
import { monthFromName } from './month-names.ts';
import { isWeekday } from './weekday-names.ts';

/**
 * `dmy` 31.12.2026 · `mdy` 12/31/2026 · `ymd` 2026-12-31 · `serial` spreadsheet day number (46387) · `dm` and `md` without a
 * year (needs a period). A month written as a name makes `dmy` and `mdy` the same.
 */
export type DateOrder = 'dmy' | 'mdy' | 'ymd' | 'serial' | 'dm' | 'md';
/** The days a statement says it covers; gives the year to dates without one. */
export interface Period { readonly from: Day; readonly to: Day }

/** No bank writes a date longer; a hostile cell must not keep the patterns busy. */
const LONGEST = 60;
const FULL_ORDERS = ['ymd', 'dmy', 'mdy', 'serial'] as const;
const TIME = /[T\s,]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?.*$/i;
const NUMERIC = /^(\d{1,4})\s?[./\-\s]\s?(\d{1,2})\s?[./\-\s]\s?(\d{1,4})\.?$/;
const SHORT = /^(\d{1,2})\s?[./-]\s?(\d{1,2})\.?$/;
// A name is whatever is no digit, blank or mark: what it names is looked up. (`\p{L}` costs a millisecond at every start.)
const DAY_NAME_YEAR = /^(\d{1,2})\.?[\s./-]*([^\d\s./,-]{3,})\.?,?[\s./-]*(\d{4}|\d{2})?$/u;
const NAME_DAY_YEAR = /^([^\d\s./,-]{3,})\.?[\s./-]*(\d{1,2}),?[\s./-]+(\d{4}|\d{2})$/u;
const YEAR_NAME_DAY = /^(\d{4})[\s./-]*([^\d\s./,-]{3,})\.?[\s./-]*(\d{1,2})$/u;
const WEEKDAY = /^([^\d\s./,-]{2,12})\.?,?\s+(?=\d)/u;

/** Two-digit years: 00-79 are 2000-2079, 80-99 are 1980-1999 (no bank exported files before). */
function fullYear(text: string): number {
  const value = Number(text);
  if (text.length === 4) return value;
  return text.length === 2 ? (value < 80 ? 2000 + value : 1900 + value) : 0;
}

/** Cell as written -> the date part: blanks, guards, weekday and time of day taken off. Times are as the bank wrote them, no zone is applied. */
export function datePart(text: string): string {
  let part = text.trim();
  if (part.length <= 10 && part.charCodeAt(0) <= 57 && part.charCodeAt(0) >= 48) return part;
  if (part.startsWith('="') && part.endsWith('"')) part = part.slice(2, -1).trim();
  part = part.replace(/^['"]+|['"]+$/g, '').replace(TIME, '');
  const weekday = WEEKDAY.exec(part);
  return weekday && isWeekday(weekday[1] ?? '') && !(monthFromName(weekday[1] ?? '') !== undefined && NAME_DAY_YEAR.test(part)) ? part.slice(weekday[0].length) : part;
}

/**
 * Cell -> Day under one order, or undefined when it is no existing day ("31.02.2026") or not written so.
 * `period` is needed for `dm` and `md`: the year is the one that puts the day inside it.
 */
export function dayFromText(text: string, order: DateOrder, period?: Period): Day | undefined {
  if (text.length > LONGEST) return undefined;
  const part = datePart(text);
  if (order === 'serial') return fromSerial(part);
  if (order === 'dm' || order === 'md') return withoutYear(part, order, period);
  const numeric = NUMERIC.exec(part);
  if (numeric) return fromThree(numeric[1]!, numeric[2]!, numeric[3]!, order);
  if (/^\d{8}$/.test(part)) return fromCompact(part, order);
  return order === 'ymd' ? fromYearName(part) : fromName(part);
}

function fromThree(a: string, b: string, c: string, order: DateOrder): Day | undefined {
  if (order === 'ymd') return a.length === 4 || a.length === 2 ? (c.length <= 2 ? dayOf(fullYear(a), Number(b), Number(c)) : undefined) : undefined;
  if (a.length > 2 || (c.length !== 2 && c.length !== 4)) return undefined;
  return order === 'dmy' ? dayOf(fullYear(c), Number(b), Number(a)) : dayOf(fullYear(c), Number(a), Number(b));
}

function fromCompact(part: string, order: DateOrder): Day | undefined {
  const at = (from: number, to: number): number => Number(part.slice(from, to));
  if (order === 'ymd') return dayOf(at(0, 4), at(4, 6), at(6, 8));
  return order === 'dmy' ? dayOf(at(4, 8), at(2, 4), at(0, 2)) : dayOf(at(4, 8), at(0, 2), at(2, 4));
}

function fromName(part: string): Day | undefined {
  const first = DAY_NAME_YEAR.exec(part);
  if (first?.[3]) return dayOf(fullYear(first[3]), monthFromName(first[2]!) ?? 0, Number(first[1]));
  const second = NAME_DAY_YEAR.exec(part);
  return second ? dayOf(fullYear(second[3]!), monthFromName(second[1]!) ?? 0, Number(second[2])) : undefined;
}

function fromYearName(part: string): Day | undefined {
  const match = YEAR_NAME_DAY.exec(part);
  return match ? dayOf(Number(match[1]), monthFromName(match[2]!) ?? 0, Number(match[3])) : undefined;
}

/** Spreadsheet serials count from 1899-12-30 (for every day after 1900-02-28); 20000-80000 is 1954-2119. */
function fromSerial(part: string): Day | undefined {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(part)) return undefined;
  const serial = Number(part.slice(0, 5));
  return serial >= 20000 && serial <= 80000 ? dayFromNumber(serial - 2) : undefined;
}

function withoutYear(part: string, order: 'dm' | 'md', period: Period | undefined): Day | undefined {
  if (!period) return undefined;
  const named = DAY_NAME_YEAR.exec(part);
  const short = named ? null : SHORT.exec(part);
  if ((!named || named[3]) && !short) return undefined;
  const first = Number((named ?? short)![1]);
  const second = named ? (monthFromName(named[2]!) ?? 0) : Number(short![2]);
  const [day, month] = named || order === 'dm' ? [first, second] : [second, first];
  for (let year = Number(period.from.slice(0, 4)); year <= Number(period.to.slice(0, 4)); year++) {
    const found = dayOf(year, month, day);
    if (found && found >= period.from && found <= period.to) return found;
  }
  return undefined;
}

/** The full orders under which the cell is an existing day; empty for text that is no date. */
export const ordersOf = (text: string): DateOrder[] => FULL_ORDERS.filter((order) => dayFromText(text, order) !== undefined);

/** True when the cell looks like a day and a month without a year. */
export function isYearless(text: string): boolean {
  if (text.length > LONGEST) return false;
  const part = datePart(text);
  const named = DAY_NAME_YEAR.exec(part);
  return named ? !named[3] && monthFromName(named[2]!) !== undefined : SHORT.test(part);
}
