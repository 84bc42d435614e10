/** Amounts, days and balances as SWIFT fields write them (SWIFT Standards, category 9: subfield formats 15d, 6!n and 4!n). */
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { type Day, dayOf, daysBetween } from '../../values/day.ts';
import { decimalText, type Minor } from '../../values/money.ts';

/** An amount, or why there is none: a clause to stand behind 'the amount "…" '. */
export type Read = { readonly amount: Minor } | { readonly why: string };

/** Subfield of type 15d ("100,", "1200,50"), without a sign -> minor units. A point is taken for the decimal mark where no comma stands, unless it may group thousands. */
export function amountOf(text: string, currency: Currency): Read {
  const exponent = exponentOf(currency);
  const mark = text.includes(',') || !text.includes('.') ? ',' : '.';
  if (mark === '.' && exponent !== 3 && /^[1-9]\d{0,2}\.\d{3}$/.test(text)) return { why: 'can be read in two ways' };
  const amount = amountFrom(text, mark, exponent);
  return Number.isNaN(amount) ? { why: whyNoAmount(text, mark, exponent) } : { amount: amount as Minor };
}

/** YYMMDD -> day. Years from 80 on are of the last century (SWIFT's rule). 29 and 30 February, interest days of the 30/360 calendar, are the month's last day. */
export function dayOfSix(text: string): Day | undefined {
  const year = Number(text.slice(0, 2));
  return interestDay(year < 80 ? 2000 + year : 1900 + year, Number(text.slice(2, 4)), Number(text.slice(4, 6)));
}

/** MMDD -> the day nearest to `near`, so that 31 December and 2 January stand beside each other. */
export function dayOfFour(text: string, near: Day): Day | undefined {
  const around = Number(near.slice(0, 4));
  let best: Day | undefined;
  for (const year of [around, around - 1, around + 1]) {
    const day = interestDay(year, Number(text.slice(0, 2)), Number(text.slice(2, 4)));
    if (day && (best === undefined || Math.abs(daysBetween(near, day)) < Math.abs(daysBetween(near, best)))) best = day;
  }
  return best;
}

const interestDay = (year: number, month: number, day: number): Day | undefined =>
  dayOf(year, month, day) ?? (month === 2 && (day === 29 || day === 30) ? dayOf(year, 2, 28 + (dayOf(year, 2, 29) ? 1 : 0)) : undefined);

/** A balance of `:60F:`, `:62F:` and their like. `currency` is undefined where ISO 4217 does not know `code`; `day` where the bank wrote none. */
export interface Balance { readonly day?: Day; readonly code: string; readonly currency?: Currency; readonly amount: Minor }

/** "C230131EUR1200,50" -> balance, negative for D; undefined when it is none. */
export function balanceFrom(text: string): Balance | undefined {
  const [, mark, six = '', code = '', digits = ''] = /^([CD])R?(\d{6})([A-Z]{3})(-?\d[\d.,]*)\s*$/.exec(text) ?? [];
  if (mark === undefined) return undefined;
  const currency = currencyFrom(code);
  if (currency === undefined) return { code, amount: 0 as Minor };
  const read = amountOf(digits, currency);
  if (!('amount' in read)) return undefined;
  const day = dayOfSix(six);
  const amount = (mark === 'D' && read.amount !== 0 ? -read.amount : read.amount) as Minor;
  return { code, currency, amount, ...(day ? { day } : {}) };
}

/** True when the text of a balance is the beginning of another amount's, minor units of its currency: it was cut inside the number. */
export function isCutInside(text: string, { amount, currency }: Balance, whole: number): boolean {
  const written = /(\d[\d.,]*)\s*$/.exec(text)?.[1]?.replace(/^0+(?=\d)/, '').replace('.', ',') ?? '';
  if (currency === undefined || amount === whole || !Number.isSafeInteger(whole)) return false;
  return decimalText(Math.abs(whole) as Minor, currency).replace('.', ',').startsWith(written);
}

/** `:90D:` and `:90C:`: "3EUR120,5" -> how many entries and their sum, both without a sign; undefined when it is none. */
export function entriesSum(text: string, currency: Currency): { readonly count: number; readonly sum: Minor } | undefined {
  const [, count, code, digits = ''] = /^(\d{1,5})([A-Z]{3})(\d[\d.,]*)\s*$/.exec(text) ?? [];
  const read = code === currency ? amountOf(digits, currency) : undefined;
  return read && 'amount' in read ? { count: Number(count), sum: read.amount } : undefined;
}

/** `:34F:`: "EURD100," -> its currency code and whether entries below a limit are left out of the report. */
export function floorLimit(text: string): { readonly code: string; readonly leavesOut: boolean } | undefined {
  const [, code, digits = ''] = /^([A-Z]{3})[CD]?(\d[\d.,]*)?\s*$/.exec(text) ?? [];
  return code === undefined ? undefined : { code, leavesOut: /[1-9]/.test(digits) };
}
