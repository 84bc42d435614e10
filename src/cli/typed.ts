/** Amounts, days and currencies as people type them on the command line. Each raises the failure that says how to write it. */
import { raise } from '../errors.ts';
import { parsePeriod } from '../insight/period.ts';
import { type Currency, currencyFrom } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { dayFromText } from '../values/day-text.ts';
import { type Minor, decimalText } from '../values/money.ts';
import { type TypedAmount, typedAmount } from '../values/typed-amount.ts';

/** Text -> minor units of the currency, and whether a sign was typed. Raises 'amount-invalid'. */
export function amountTyped(text: string, currency: Currency): TypedAmount {
  const read = typedAmount(text, currency);
  return read.ok ? read.value : raise('amount-invalid', { text, why: read.error });
}

/** Text -> day: 2026-03-31, 31.03.2026, today, yesterday. Raises 'date-invalid'. */
export function dayTyped(text: string, today: Day): Day {
  const period = parsePeriod(text, today);
  const day = period.ok && period.value.from === period.value.to ? period.value.from : dayFromText(text, 'dmy');
  return day ?? raise('date-invalid', { text });
}

/** Code in any case -> currency. Raises 'usage'. */
export const currencyTyped = (text: string): Currency =>
  currencyFrom(text) ?? raise('usage', { why: `${text} is not a currency of ISO 4217.`, hint: 'Example: --currency NOK' });

/** Minor units -> decimal text with its code, for failures: "-249.00 NOK". */
export const plainMoney = (amount: Minor, currency: Currency): string => `${decimalText(amount, currency)} ${currency}`;

/** --limit as typed -> a whole number above zero; undefined when it was not given. Raises 'usage'. */
export function limitTyped(text: string | undefined): number | undefined {
  if (text !== undefined && !/^[1-9]\d{0,8}$/.test(text)) raise('usage', { why: `--limit is ${text}, but it is a number of rows.`, hint: 'Example: --limit 50' });
  return text === undefined ? undefined : Number(text);
}
