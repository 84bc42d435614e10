/** Amounts and rates of OFX. Either a comma or a point is the decimal mark, and thousands are not marked (OFX 1.6 and 2.2, "Amounts, Prices, and Quantities"). */
import { amountFrom, type DecimalMark, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import type { Minor } from '../../values/money.ts';

const PLAIN = /^([+-]?)(\d*)[.,](\d{1,20})$/;
/** A comma before exactly three digits: some banks mark thousands by it, against the standard. */
const COMMA_THREE = /^\D*[1-9]\d{0,2},\d{3}\D*$/;

/**
 * Value -> minor units in the bank's sign, or in plain words, to stand behind 'the amount "…" ', why it is none. A lone mark
 * is the decimal one. More decimals than the currency has are rounded half away from zero: no account holds a fraction of a cent.
 */
export function amountOf(text: string, currency: Currency): Minor | string {
  const exponent = exponentOf(currency);
  const mark = markIn(text);
  if (mark === ',' && exponent < 3 && COMMA_THREE.test(text)) return 'can be read as thousands or as a fraction';
  const exact = amountFrom(text, mark, exponent);
  if (!Number.isNaN(exact)) return exact as Minor;
  return rounded(text, exponent) ?? whyNoAmount(text, mark, exponent);
}

/** The decimal mark: the last of the two, or the other one where the last stands more than once. */
function markIn(text: string): DecimalMark {
  const comma = text.lastIndexOf(',');
  if (comma < 0) return text.indexOf('.') === text.lastIndexOf('.') ? '.' : ',';
  const mark = comma > text.lastIndexOf('.') ? ',' : '.';
  if (text.indexOf(mark) === text.lastIndexOf(mark)) return mark;
  return mark === ',' ? '.' : ',';
}

function rounded(text: string, exponent: number): Minor | undefined {
  const [, sign, whole, fraction] = PLAIN.exec(text) ?? [];
  if (whole === undefined || fraction === undefined || fraction.length <= exponent) return undefined;
  const cut = amountFrom(`${whole}.${fraction.slice(0, exponent)}0`, '.', exponent);
  if (Number.isNaN(cut)) return undefined;
  const value = fraction.charCodeAt(exponent) >= 53 ? cut + 1 : cut;
  return (sign === '-' && value !== 0 ? -value : value) as Minor;
}

/**
 * Amount in the account's currency, the other currency and the rate -> the amount in the other one, where it comes out exactly;
 * undefined where it does not, or where the rate is 1, which stands for none. The rate is what one unit of the other currency
 * costs in the account's (CURRATE in the aggregate CURRENCY of OFX 2.2).
 */
export function originalAmount(amount: Minor, from: Currency, to: Currency, rate: string): Minor | undefined {
  const ratio = ratioOf(rate);
  if (!ratio) return undefined;
  const shift = exponentOf(to) - exponentOf(from);
  const numerator = BigInt(amount) * ratio.one * 10n ** BigInt(Math.max(shift, 0));
  const denominator = ratio.digits * 10n ** BigInt(Math.max(-shift, 0));
  const exact = numerator % denominator === 0n ? Number(numerator / denominator) : NaN;
  return Number.isSafeInteger(exact) ? (exact as Minor) : undefined;
}

/**
 * Amount in another currency and the rate, which is what one unit of it costs in the account's (CURRATE, the ratio of CURDEF to
 * CURSYM) -> the amount in the account's, rounded half away from zero; undefined where the rate is none, is 1, or has a comma before three digits.
 */
export function convertedAmount(amount: Minor, from: Currency, to: Currency, rate: string): Minor | undefined {
  const ratio = COMMA_THREE.test(rate) ? undefined : ratioOf(rate);
  if (!ratio) return undefined;
  const shift = exponentOf(to) - exponentOf(from);
  const size = BigInt(Math.abs(amount)) * ratio.digits * 10n ** BigInt(Math.max(shift, 0));
  const unit = ratio.one * 10n ** BigInt(Math.max(-shift, 0));
  const rounded = Number((2n * size + unit) / (2n * unit));
  if (!Number.isSafeInteger(rounded)) return undefined;
  return (amount < 0 && rounded !== 0 ? -rounded : rounded) as Minor;
}

/** Rate as written -> its digits, and what they stand over; undefined for none, and for 1, which stands for none. */
function ratioOf(rate: string): { readonly digits: bigint; readonly one: bigint } | undefined {
  const match = /^(\d{1,12})(?:[.,](\d{0,18}))?$/.exec(rate);
  if (!match) return undefined;
  const [, whole, fraction = ''] = match;
  const digits = BigInt(`${whole!}${fraction}`);
  const one = 10n ** BigInt(fraction.length);
  return digits === 0n || digits === one ? undefined : { digits, one };
}
