/** Dates of ISO 20022 messages: `Dt` (xs:date) or `DtTm` (xs:dateTime), each maybe with a time zone. */
import { type Day, dayFrom } from '../../values/day.ts';
import type { XmlElement } from '../statements/xml.ts';

/** Text of a date or of a point in time -> the day as written: no zone is applied. Undefined when it is none. */
export function dayIn(text: string): Day | undefined {
  const rest = text.charCodeAt(10);
  // the end, T, Z, + or -
  return Number.isNaN(rest) || rest === 84 || rest === 90 || rest === 43 || rest === 45 ? dayFrom(text.slice(0, 10)) : undefined;
}

/** BookgDt, ValDt or a balance's Dt -> its text, whichever of the two forms it has. */
export const dateText = (element: XmlElement | undefined): string | undefined => element?.textAt('Dt') ?? element?.textAt('DtTm');
