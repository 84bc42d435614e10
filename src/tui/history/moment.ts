/** Moments as people read them. */
import { dayText } from '../../format/day.ts';
import type { Day } from '../../values/day.ts';
import type { Session } from '../screen.ts';

type Clock = Pick<Session, 'localMinute' | 'locale'>;

/** Unix milliseconds -> the day here in the locale's form, and the minute. */
export function momentOf(unixMs: number, clock: Clock): { readonly day: string; readonly minute: string } {
  const [day = '', minute = ''] = clock.localMinute(unixMs).split(' ');
  return { day: dayText(day as Day, clock.locale), minute };
}

/** Unix milliseconds -> "31.12.2025 18:00". */
export function momentText(unixMs: number, clock: Clock): string {
  const { day, minute } = momentOf(unixMs, clock);
  return `${day} ${minute}`;
}
