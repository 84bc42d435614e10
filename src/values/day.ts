/**
 * A day is `YYYY-MM-DD` text in the proleptic Gregorian calendar, never a timestamp: a booking date has no time zone.
 * Days between 1900-01-01 and 2199-12-31 are accepted; anything else in a bank file is a misread.
 */
declare const dayBrand: unique symbol;
export type Day = string & { readonly [dayBrand]: true };
declare const monthBrand: unique symbol;
/** `YYYY-MM`. */
export type Month = string & { readonly [monthBrand]: true };

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
/** Month is 1-12. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

/** Calendar parts -> Day, or undefined when there is no such day (31 April, month 13, year 1066). */
export function dayOf(year: number, month: number, day: number): Day | undefined {
  if (!(year >= 1900 && year <= 2199 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  if (day > daysInMonth(year, month)) return undefined;
  return `${year}-${pad(month)}-${pad(day)}` as Day;
}

/** ISO text -> Day, or undefined. */
export function dayFrom(text: string): Day | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayOf(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** Days since 1900-01-01 (that day is 0). Civil-day arithmetic after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function dayNumber(day: Day): number {
  const y0 = Number(day.slice(0, 4));
  const m = Number(day.slice(5, 7));
  const d = Number(day.slice(8, 10));
  const y = m <= 2 ? y0 - 1 : y0;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 693901;
}

/** Inverse of dayNumber. Throws (a defect) outside 1900-2199. */
export function dayFromNumber(number: number): Day {
  const z = number + 693901;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOf(year, month, dayOfYear - Math.floor((153 * mp + 2) / 5) + 1);
  if (!day) throw new RangeError(`day number out of range: ${number}`);
  return day;
}

const LAST = 109_572;
/** Day moved by a count of days; stops at 1900-01-01 and 2199-12-31. */
export const addDays = (day: Day, count: number): Day => dayFromNumber(Math.min(LAST, Math.max(0, dayNumber(day) + count)));
/** b - a in days. */
export const daysBetween = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a);
export const monthOf = (day: Day): Month => day.slice(0, 7) as Month;

/** `YYYY-MM` text -> Month, or undefined. */
export function monthFrom(text: string): Month | undefined {
  return /^\d{4}-\d{2}$/.test(text) && dayFrom(`${text}-01`) ? (text as Month) : undefined;
}
/** The month's first day. */
export const firstDay = (month: Month): Day => `${month}-01` as Day;
/** The month's last day. */
export const lastDay = (month: Month): Day =>
  `${month}-${pad(daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7))))}` as Day;
/** Month moved by a count of months, negative for the past. */
export function addMonths(month: Month, count: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}` as Month;
}
