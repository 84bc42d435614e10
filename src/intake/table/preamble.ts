/** What stands above the rows: the account, the currency, the days covered. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import { type Period, datePart, dayFromText } from '../../values/day-text.ts';
import type { Day } from '../../values/day.ts';
import type { RawRecord } from './records.ts';

const IBAN = /^[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}$/;
const ACCOUNT_WORD = /^(?:(?:bank)?konto(?:nummer|nr\.?)?|account(?: number| no\.?)?|compte|conto|cuenta|rekening(?:nummer)?|iban|kontonr|tilinumero|tili|numer rachunku|číslo účtu|girokonto|tagesgeld\S*|kundennummer\/konto)\b[^:]*:?$/i;
const NUMBER = /^(?=(?:\D*\d){6})[A-Z]{0,4}[\d .\-*/xX]{6,40}$/;
const CURRENCY_WORD = /^(?:valuta|currency|währung|waehrung|monnaie|devise|moneda|moneta|munt|valuutta|mynt|waluta|měna)\b[^:]*:?$/i;

const clean = (cell: string): string => cell.slice(0, 200).trim().replace(/^=?["'](.*)["']$/, '$1').trim();

/** The account number or IBAN named above the rows, as written; undefined where none or several stand there. */
export function accountAbove(records: readonly RawRecord[]): string | undefined {
  const ibans = new Set<string>();
  const numbers = new Set<string>();
  for (const record of records)
    for (const [index, raw] of record.entries()) {
      const cell = clean(raw);
      const inline = /^([^:]{3,30}):\s*(\S.*)$/.exec(cell);
      if (IBAN.test(cell)) ibans.add(cell);
      else if (inline && ACCOUNT_WORD.test(inline[1]!) && (IBAN.test(inline[2]!) || NUMBER.test(inline[2]!))) numbers.add(inline[2]!);
      else if (ACCOUNT_WORD.test(cell)) {
        const next = record.slice(index + 1).map(clean).find((value) => value !== '');
        if (next && (IBAN.test(next) || NUMBER.test(next))) numbers.add(next);
      }
    }
  for (const found of [ibans, numbers]) if (found.size > 0) return found.size === 1 ? [...found][0] : undefined;
  return undefined;
}

/** The currency named above the rows ("Monnaie:;CHF"). */
export function currencyAbove(records: readonly RawRecord[]): Currency | undefined {
  for (const record of records)
    for (const [index, raw] of record.entries()) {
      const cell = clean(raw);
      const inline = /^([^:]{3,20}):\s*([A-Za-z]{3})$/.exec(cell);
      const value = inline && CURRENCY_WORD.test(inline[1]!) ? inline[2] : CURRENCY_WORD.test(cell) ? clean(record[index + 1] ?? '') : undefined;
      const currency = value ? currencyFrom(value) : undefined;
      if (currency) return currency;
    }
  return undefined;
}

/** The first two whole dates of one record: the days that a statement covers. */
export function periodAbove(records: readonly RawRecord[]): Period | undefined {
  for (const record of records) {
    const days = record.flatMap((cell) => [...new Set((['ymd', 'dmy'] as const).map((order) => dayFromText(datePart(clean(cell)), order)))].filter((day): day is Day => day !== undefined));
    const [from, to] = days;
    if (from && to && from <= to) return { from, to };
  }
  return undefined;
}
