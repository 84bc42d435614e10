/** Column names as they compare: letters in any case, blanks (also those round a slash) and marks of encodings aside, a currency in the name is any currency. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { ColumnRef } from '../profiles/profile.ts';
import type { RawRecord } from './records.ts';

/** Names are compared to this length. */
const LONGEST = 200;
const names = new Map<string, string>();

/** Column name -> the form that compares. A currency ("(EUR)", "in CHF", "(€)") becomes ¤. */
export function columnName(whole: string): string {
  const text = whole.length > LONGEST ? whole.slice(0, LONGEST) : whole;
  let name = names.get(text);
  if (name === undefined) {
    name = text.normalize('NFC').replace(/^\ufeff/, '').replace(/[\s\u200b]+/g, ' ').trim().replace(/^=?["'](.*)["']$/, '$1').replace(/ ?\/ ?/g, '/').trim();
    name = name.replace(CURRENCY, (code: string) => (currencyOf(code) || code === 'XXX' ? '¤' : code)).toLowerCase();
    if (names.size < 5000) names.set(text, name);
  }
  return name;
}
const CURRENCY = /(?<=[\s([]|^)(€|£|\$|EUROA|[A-Z]{3})(?=[)\]]|$)/u;
const SYMBOL: Record<string, string> = { '€': 'EUR', EUROA: 'EUR', '£': 'GBP' };
const currencyOf = (code: string): Currency | undefined => (code === '$' ? undefined : currencyFrom(SYMBOL[code] ?? code));

/** The currency written in a column's name ("Betrag (€)", "Gutschrift in CHF"), if any. */
export function currencyInName(text: string): Currency | undefined {
  const code = CURRENCY.exec(text.slice(0, LONGEST).trim())?.[1];
  return code ? currencyOf(code) : undefined;
}

/** A record as compared: names, unnamed ones at the end left out. */
export function headerNames(record: RawRecord): string[] {
  const result = record.map(columnName);
  while (result.length && result[result.length - 1] === '') result.pop();
  return result;
}

/** True when two names are the same; letters lost to a wrong encoding (U+FFFD, or ? inside a word) may be any. */
export function sameName(found: string, wanted: string): boolean {
  if (found === wanted) return true;
  if (!found.includes('\ufffd') && !/\p{L}\?\p{L}/u.test(found)) return false;
  const pattern = found.replace(/[.*+^${}()|[\]\\]/g, '\\$&').replace(/\ufffd+/g, '.{1,2}').replace(/(?<=\p{L})\?+(?=\p{L})/gu, '.{1,2}').replace(/\?/g, '\\?');
  return new RegExp(`^${pattern}$`, 'u').test(wanted);
}

/** Where a column stands in the header, or -1. Of two with one name the first is meant. */
export function indexOf(header: readonly string[], ref: ColumnRef | undefined): number {
  if (ref === undefined) return -1;
  if (typeof ref === 'number') return ref;
  const wanted = columnName(ref);
  const exact = header.indexOf(wanted);
  return exact >= 0 ? exact : header.findIndex((name) => sameName(name, wanted));
}
