/** Local time of Oslo without the machine's time zone: UTC+1, in summer UTC+2 (Directive 2000/84/EC: last Sundays of March and October, 01:00 UTC). */
import { addDays, type Day, dayFrom, dayNumber, dayFromNumber } from '../../src/values/day.ts';

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Days from 1900-01-01 to 1970-01-01. */
const EPOCH = dayNumber('1970-01-01' as Day);

const utcMidnight = (day: Day): number => (dayNumber(day) - EPOCH) * DAY;
const utcDay = (instant: number): Day => dayFromNumber(Math.floor(instant / DAY) + EPOCH);

/** Last Sunday of a month: 1970-01-01 was a Thursday. */
function lastSunday(year: string, month: '03' | '10'): number {
  const last = dayFrom(`${year}-${month}-31`) as Day;
  const weekday = (dayNumber(last) - EPOCH + 4) % 7;
  return utcMidnight(addDays(last, -weekday)) + HOUR;
}

const turns = new Map<string, readonly [number, number]>();
function isSummer(instant: number): boolean {
  const year = utcDay(instant).slice(0, 4);
  const known = turns.get(year) ?? [lastSunday(year, '03'), lastSunday(year, '10')] as const;
  turns.set(year, known);
  return instant >= known[0] && instant < known[1];
}

/** Unix milliseconds -> the day in Oslo. */
export const osloDay = (instant: number): Day => utcDay(instant + (isSummer(instant) ? 2 : 1) * HOUR);

/** Day and minutes since its midnight, as the clocks of Oslo show them -> Unix milliseconds. */
export function osloInstant(day: Day, minutes: number): number {
  const winter = utcMidnight(day) + minutes * 60_000 - HOUR;
  return isSummer(winter - HOUR) ? winter - HOUR : winter;
}

/** Day -> Unix milliseconds of its midnight in UTC; and the instant as RFC 3339 text of UTC, "2026-03-18T06:00:01.123Z". */
export const utcInstant = utcMidnight;
export function rfc3339(instant: number): string {
  const rest = ((instant % DAY) + DAY) % DAY;
  const two = (value: number): string => `${Math.floor(value)}`.padStart(2, '0');
  return `${utcDay(instant)}T${two(rest / HOUR)}:${two((rest % HOUR) / 60_000)}:${two((rest % 60_000) / 1000)}.${`${rest % 1000}`.padStart(3, '0')}Z`;
}
