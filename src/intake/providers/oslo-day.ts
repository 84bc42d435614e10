/** The day that an instant falls on in Norway, whatever the zone of this machine is. */
import { type Day, dayFrom } from '../../values/day.ts';

const DATE = new Intl.DateTimeFormat('en-US', { timeZone: 'Europe/Oslo', calendar: 'gregory', numberingSystem: 'latn', year: 'numeric', month: '2-digit', day: '2-digit' });
/** The same midnights come again and again, and asking is slow. */
const known = new Map<number, Day | undefined>();
const KNOWN = 4000;
/** 1900 and 2200: no bank's books reach further, and the calendar's names for years before Christ would look like years after. */
const FIRST = -2_208_988_800_000;
const LAST = 7_258_118_400_000;

/** Unix milliseconds -> the day in Europe/Oslo; undefined for what is no such number, and outside the days there are. */
export function osloDay(milliseconds: number): Day | undefined {
  if (!Number.isSafeInteger(milliseconds) || milliseconds < FIRST || milliseconds > LAST) return undefined;
  if (known.has(milliseconds)) return known.get(milliseconds);
  if (known.size >= KNOWN) known.clear();
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of DATE.formatToParts(milliseconds)) parts[type] = value;
  const day = dayFrom(`${parts.year}-${parts.month}-${parts.day}`);
  known.set(milliseconds, day);
  return day;
}
