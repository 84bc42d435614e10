/** Days of OFX: `YYYYMMDD`, with a time and a zone behind it (`20110331120000.000[-5:EST]`) that no booking date needs. */
import { type Day, dayOf } from '../../values/day.ts';
import { ownText } from '../../values/text.ts';

const DATE = /^(\d{4})(?:(\d{2})(\d{2})|-(\d{2})-(\d{2}))(?:(?:\d{2}){0,3}(?!\d)|\d{7,})/;
const REMEMBERED = 20_000;
const known = new Map<string, Day | undefined>();

/** Value -> the day as written, no zone applied; undefined when it is none, as zeros are. */
export function dayIn(text: string): Day | undefined {
  if (text.length > 40) return undefined;
  const key = text.length > 8 && text.charCodeAt(8) === 49 && text.startsWith('120000', 8) ? text.slice(0, 14) : text;
  let day = known.get(key);
  if (day === undefined && !known.has(key)) {
    const match = DATE.exec(key);
    day = match ? dayOf(Number(match[1]), Number(match[2] ?? match[4]), Number(match[3] ?? match[5])) : undefined;
    if (known.size >= REMEMBERED) known.clear();
    known.set(ownText(key), day);
  }
  return day;
}
