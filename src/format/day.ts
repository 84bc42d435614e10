/** Days, months and periods as people read them. JSON and exports keep the ISO text. */
import type { Day, Month } from '../values/day.ts';
import type { Locale } from './money.ts';

const MONTHS = {
  nb: ['januar', 'februar', 'mars', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'desember'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
} as const;

/** Day -> nb "31.03.2026", en "2026-03-31" (ISO: the other English orders are read both ways). */
export const dayText = (day: Day, locale: Locale): string =>
  locale === 'nb' ? `${day.slice(8)}.${day.slice(5, 7)}.${day.slice(0, 4)}` : day;

const monthName = (month: Month, locale: Locale): string => MONTHS[locale][Number(month.slice(5, 7)) - 1] ?? month;

/** Month -> "mars 2026", "March 2026". */
export const monthText = (month: Month, locale: Locale): string => `${monthName(month, locale)} ${month.slice(0, 4)}`;

/** Month -> the short form of column heads: "mar 26", "Mar 26". */
export const shortMonthText = (month: Month, locale: Locale): string =>
  `${monthName(month, locale).slice(0, 3)} ${month.slice(2, 4)}`;

/** Day -> the short form of lists, without its year: nb "24. jan", en "24 Jan". */
export const shortDayText = (day: Day, locale: Locale): string =>
  `${Number(day.slice(8))}${locale === 'nb' ? '.' : ''} ${monthName(day.slice(0, 7) as Month, locale).slice(0, 3)}`;

/** Key of a report period ("2026-03", "2026-Q1", "2026") -> column head ("Mar 26", "Q1 2026" or nb "1. kv. 2026", "2026"). */
export function periodText(key: string, locale: Locale): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(key);
  if (quarter) return locale === 'nb' ? `${quarter[2]}. kv. ${quarter[1]}` : `Q${quarter[2]} ${quarter[1]}`;
  return /^\d{4}-\d{2}$/.test(key) ? shortMonthText(key as Month, locale) : key;
}
