/** Money as people read it. JSON and exports use the plain decimal text of values/money.ts instead. */
import type { Currency } from '../values/currency.ts';
import { type Minor, decimalText } from '../values/money.ts';

/** The two written forms: Norwegian `-1 234,50` (no-break space), English `-1,234.50`. */
export type Locale = 'nb' | 'en';

const MARKS = { nb: { thousands: '\u00a0', decimal: ',' }, en: { thousands: ',', decimal: '.' } } as const;

/** Minor units -> grouped digits with the currency's own number of decimals, without its code: -123450 NOK nb -> "-1 234,50". */
export function amountText(amount: Minor, currency: Currency, locale: Locale): string {
  const { thousands, decimal } = MARKS[locale];
  const [whole = '', fraction] = decimalText(amount, currency).split('.');
  const grouped = whole.replace(/(?<=\d)(?=(?:\d{3})+$)/g, thousands);
  return fraction === undefined ? grouped : grouped + decimal + fraction;
}

/** Minor units -> amount and code: "-1 234,50 NOK". The blank before the code never breaks. */
export const moneyText = (amount: Minor, currency: Currency, locale: Locale): string =>
  `${amountText(amount, currency, locale)}\u00a0${currency}`;

/**
 * Text with money in it -> the same with ordinary spaces in the money, for what is searched, pasted or read by programs.
 * Only blanks inside an amount and before its code change: what a bank wrote elsewhere stays.
 */
export const plainMoneyText = (text: string): string => text.replace(/(?<=\d)\u00a0(?=\d{3}(?!\d)|[A-Z]{3}(?![A-Za-z]))/g, ' ');

/** Like moneyText, with a plus before money in: for changes and differences. */
export const signedMoneyText = (amount: Minor, currency: Currency, locale: Locale): string =>
  (amount > 0 ? '+' : '') + moneyText(amount, currency, locale);
