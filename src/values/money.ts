/**
 * Money is a safe integer of minor units (øre, cent) beside its ISO 4217 currency; never a float.
 * Sign: the account holder's side; negative = money out.
 */
import { type Currency, exponentOf } from './currency.ts';

declare const minorBrand: unique symbol;
/** A safe integer of minor units. */
export type Minor = number & { readonly [minorBrand]: true };
export interface Money { readonly minor: Minor; readonly currency: Currency }

export const ZERO = 0 as Minor;

/** Number -> Minor. Throws (a defect) when it is not a safe integer: sums past 2^53 must never round silently. */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer of minor units: ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

export const add = (a: Minor, b: Minor): Minor => minor(a + b);
export const subtract = (a: Minor, b: Minor): Minor => minor(a - b);
export const negate = (a: Minor): Minor => minor(-a);
export const absolute = (a: Minor): Minor => minor(Math.abs(a));
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
