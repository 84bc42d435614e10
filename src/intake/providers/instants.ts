/** Instants as texts and back, without a time zone of this machine. */
import { type Day, dayFromNumber, dayNumber } from '../../values/day.ts';

const DAY = 86_400_000;
const EPOCH = dayNumber('1970-01-01' as Day);
const two = (value: number): string => String(value).padStart(2, '0');

/** Unix milliseconds -> RFC 3339 in UTC with whole seconds and an offset: "2026-09-10T12:00:00+00:00". */
export function rfc3339(milliseconds: number): string {
  const seconds = Math.floor((milliseconds - Math.floor(milliseconds / DAY) * DAY) / 1000);
  const clock = [seconds / 3600, (seconds % 3600) / 60, seconds % 60].map((part) => two(Math.floor(part))).join(':');
  return `${utcDay(milliseconds)}T${clock}+00:00`;
}

/** Unix milliseconds -> the day in UTC. */
export const utcDay = (milliseconds: number): Day => dayFromNumber(EPOCH + Math.floor(milliseconds / DAY));

/** Text of an instant with a zone, or of a day (its beginning in UTC) -> Unix milliseconds; undefined where it is none. */
export function instantFrom(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/.test(text.trim())) return undefined;
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text.trim().slice(10)) || text.trim().length === 10 ? text.trim() : `${text.trim()}Z`;
  const found = Date.parse(zoned.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(found) ? undefined : found;
}
