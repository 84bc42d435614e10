/** The only clock, and the only place where an instant meets the local time zone. Everything else keeps days as text. */
import { raise } from '../errors.ts';
import type { WallClock } from '../values/ambient.ts';
import { type Day, dayFrom, dayOf } from '../values/day.ts';

/** The machine's clock, or one that stands still at `fixedNow` (FT_NOW). Raises 'instant-invalid' when that is no instant. */
export function clockFrom(fixedNow: string | undefined): WallClock {
  if (fixedNow === undefined) return () => Date.now();
  const instant = instantFrom(fixedNow) ?? raise('instant-invalid', { text: fixedNow });
  return () => instant;
}

/** A clock that stood at noon of a day when it was made, and goes on as the other one does. */
export function clockFromNoon(day: Day, clock: WallClock): WallClock {
  const [noon, began] = [instantFrom(`${day}T12:00`)!, clock()];
  return () => noon + clock() - began;
}

const INSTANT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * What a person writes -> Unix milliseconds, or undefined. `2026-03-31` is the last millisecond of that day here;
 * `2026-03-31T18:00` (or with a blank) is local time unless it ends in Z or an offset. A minute or second is taken to its end.
 */
export function instantFrom(text: string): number | undefined {
  const day = dayFrom(text);
  if (day) return endOf(day, 23, 59, 59, 999);
  const match = INSTANT.exec(text);
  const date = match?.[1] && dayFrom(match[1]);
  if (!match || !date) return undefined;
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 59)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const milliseconds = match[5] === undefined ? 999 : Number(match[5].padEnd(3, '0'));
  if (match[6] === undefined) return endOf(date, hour, minute, second, milliseconds);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  const instant = Date.parse(`${date}T${two(hour)}:${two(minute)}:${two(second)}.${`${milliseconds}`.padStart(3, '0')}${match[6]}`);
  return Number.isNaN(instant) ? undefined : instant;
}

function endOf(day: Day, hour: number, minute: number, second: number, milliseconds: number): number {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), hour, minute, second, milliseconds).getTime();
}

/** Unix milliseconds -> the day that the wall calendar shows here. Throws (a defect) outside 1900-2199. */
export function localDay(unixMs: number): Day {
  const date = new Date(unixMs);
  const day = dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
  if (!day) throw new RangeError(`the clock shows ${unixMs}, a day outside 1900-2199`);
  return day;
}

/** Unix milliseconds -> local `YYYY-MM-DD HH:MM`, for people. */
export function localMinute(unixMs: number): string {
  const date = new Date(unixMs);
  const two = (value: number): string => `${value}`.padStart(2, '0');
  return `${localDay(unixMs)} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Unix milliseconds -> ISO 8601 in UTC: "2026-03-31T16:00:00.000Z". */
export const instantText = (unixMs: number): string => new Date(unixMs).toISOString();
