/** When a schedule fires, as lists that a crontab and a systemd timer both take: stable for one machine and home, different between them. */
import { createHash } from 'node:crypto';

export interface Slots {
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Days of the month, counted anew each month; undefined: every day. */
  readonly days: readonly number[] | undefined;
  /** 0 is Sunday; undefined: any. */
  readonly weekday: number | undefined;
}

const DAY = 1440;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const from = (start: number, step: number, end: number): number[] => Array.from({ length: Math.ceil((end - start) / step) }, (_, at) => start + at * step);

/** A period (one of `readPeriod`) and who asks -> its slots: not every household at the full hour. */
export function slotsOf(everyMinutes: number, who: string): Slots {
  const dice = createHash('sha256').update(who).digest();
  const phase = (below: number, at: number): number => dice.readUInt32BE(at) % below;
  if (everyMinutes < 60) return { minutes: from(phase(everyMinutes, 0), everyMinutes, 60), hours: from(0, 1, 24), days: undefined, weekday: undefined };
  const minutes = [phase(60, 0)];
  if (everyMinutes <= DAY) return { minutes, hours: from(phase(everyMinutes / 60, 4), everyMinutes / 60, 24), days: undefined, weekday: undefined };
  const hours = [phase(24, 4)];
  if (everyMinutes === 7 * DAY) return { minutes, hours, days: undefined, weekday: phase(7, 8) };
  return { minutes, hours, days: from(1 + phase(everyMinutes / DAY, 8), everyMinutes / DAY, 32), weekday: undefined };
}

const hoursText = (hours: readonly number[]): string => (hours.length === 24 ? '*' : hours.join(','));

/** Slots -> the five fields of a crontab line (crontab(5)). */
export const crontabFields = ({ minutes, hours, days, weekday }: Slots): string => `${minutes.join(',')} ${hoursText(hours)} ${days?.join(',') ?? '*'} * ${weekday ?? '*'}`;

/** Slots -> the value of OnCalendar= (systemd.time(7)). */
export const calendarOf = ({ minutes, hours, days, weekday }: Slots): string =>
  `${weekday === undefined ? '' : `${WEEKDAYS[weekday]!} `}*-*-${days?.join(',') ?? '*'} ${hoursText(hours)}:${minutes.join(',')}:00`;

const MINUTE_MS = 60_000;

/** Slots and Unix milliseconds -> the next one after, by the local clock. */
export function nextSlot({ minutes, hours, days, weekday }: Slots, now: number): number {
  const fits = (date: Date): boolean => minutes.includes(date.getMinutes()) && hours.includes(date.getHours()) && (days?.includes(date.getDate()) ?? true) && (weekday === undefined || date.getDay() === weekday);
  let next = (Math.floor(now / MINUTE_MS) + 1) * MINUTE_MS;
  // At most a week and what a change to summer time skips.
  const end = next + 16 * DAY * MINUTE_MS;
  while (next < end && !fits(new Date(next))) next += MINUTE_MS;
  return next;
}
