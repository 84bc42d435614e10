/** Amounts where there is little room: on the axis of a chart, in a narrow table. The exact ones stand beside them. */
import { type Currency, exponentOf } from '../values/currency.ts';
import { type Minor, minor } from '../values/money.ts';
import { type Locale, amountText } from './money.ts';

const UNITS = [
  { from: 1_000_000_000, sign: { en: 'bn', nb: ' mrd' } }, { from: 1_000_000, sign: { en: 'M', nb: ' mill' } }, { from: 1000, sign: { en: 'k', nb: 'k' } }, { from: 1, sign: { en: '', nb: '' } },
] as const;

/** Minor units -> the short form of an axis: "12k", "-1.5M", nb "1,5 mill"; at most three decimals, what is beyond is cut off. */
export function shortAmountText(amount: Minor, currency: Currency, locale: Locale): string {
  const size = Math.abs(amount);
  const whole = 10 ** exponentOf(currency);
  const unit = UNITS.find(({ from }) => size >= from * whole) ?? UNITS[3];
  const one = unit.from * whole;
  const thousandths = Math.floor(((size % one) * 1000) / one);
  const decimals = String(thousandths).padStart(3, '0').replace(/0+$/, '');
  const mark = locale === 'nb' ? ',' : '.';
  return `${amount < 0 ? '-' : ''}${Math.floor(size / one)}${decimals === '' ? '' : mark + decimals}${unit.sign[locale]}`;
}

/** Minor units -> grouped digits rounded to whole units of the currency: -123450 NOK en -> "-1,235". */
export function wholeAmountText(amount: Minor, currency: Currency, locale: Locale): string {
  const exponent = exponentOf(currency);
  if (exponent === 0) return amountText(amount, currency, locale);
  const whole = 10 ** exponent;
  const rounded = Math.round(Math.abs(amount) / whole) * whole;
  return amountText(minor(amount < 0 ? -rounded : rounded), currency, locale).slice(0, -exponent - 1);
}
