/**
 * Money is a safe integer of minor units (øre, cent) beside its ISO 4217 currency; never a float.
 * Sign: the account holder's side; negative = money out.
 */
import { type Currency, exponentOf } from './currency.ts';

declare const minorBrand: unique symbol;
/** A safe integer of minor units. */
export type Minor = number & { readonly [minorBrand]: true };

export const ZERO = 0 as Minor;

/** A sum left the safe integers. The faces tell it by name: a hostile statement must look like no defect. */
export class SumTooLarge extends RangeError {
  override name = 'SumTooLarge';
}

/** Number -> Minor. Throws SumTooLarge past 2^53, where sums would round silently, and a RangeError (a defect) for a fraction. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new (Number.isInteger(value) ? SumTooLarge : RangeError)(`not a safe integer of minor units: ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

/** a + b, in one currency. Throws (a defect) past 2^53. */
export const add = (a: Minor, b: Minor): Minor => minor(a + b);
/** a - b, in one currency. Throws (a defect) past 2^53. */
export const subtract = (a: Minor, b: Minor): Minor => minor(a - b);
/** The same amount the other way. */
export const negate = (a: Minor): Minor => minor(-a);
/** The size of an amount, whichever way it goes. */
export const absolute = (a: Minor): Minor => minor(Math.abs(a));
/** Amounts of one currency added up. Throws (a defect) past 2^53. */
export const sum = (amounts: Iterable<Minor>): Minor => {
  let total = ZERO;
  for (const amount of amounts) total = add(total, amount);
  return total;
};

/** Minor units -> plain decimal text with a point and the currency's own number of decimals: -24900 NOK -> "-249.00". */
export function decimalText(amount: Minor, currency: Currency): string {
  const exponent = exponentOf(currency);
  const digits = Math.abs(amount).toString().padStart(exponent + 1, '0');
  const sign = amount < 0 ? '-' : '';
  return exponent === 0 ? sign + digits : `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
