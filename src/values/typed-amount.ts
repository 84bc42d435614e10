/** Amounts as a person types them: one alone, with no column around it to settle which mark is the decimal one. */
import { amountFrom, whyNoAmount } from './amount-text.ts';
import { type Currency, exponentOf } from './currency.ts';
import { type Minor, decimalText, minor } from './money.ts';
import { type Result, err, ok } from './result.ts';

export interface TypedAmount {
  readonly amount: Minor;
  /** A plus, a minus or parentheses were typed. */
  readonly signed: boolean;
}

const SIGN = /^[\s]*[+\-\u2212\u2013(]|[-\u2212\u2013][\s]*$/;
const NO_DECIMALS = /[,.][-\u2212\u2013]\s*$/;

/** "1.230", which stands for two amounts -> how to write the one with decimals ("1.2300"), or the one without ("1230"). */
const clearly = (text: string, thousands: boolean): string => (thousands ? text.replace(/[,.]/g, '') : text.replace(/([,.]\d{3})(?!\d)/, '$10'));

/**
 * Text -> minor units of the currency, or why not, to stand behind '"…" is not an amount: '. Comma and point are both taken
 * as decimal marks; "1,230" in a currency that could mean either is refused, never guessed.
 */
export function typedAmount(text: string, currency: Currency): Result<TypedAmount, string> {
  const exponent = exponentOf(currency);
  const readings = ([',', '.'] as const).map((mark) => amountFrom(text, mark, exponent)).filter((value) => !Number.isNaN(value));
  const [first, second] = readings;
  if (first === undefined && whyNoAmount(text, '.', exponent) === 'is too large') return err('it is too large');
  if (first === undefined) return err(/\d/.test(text) ? `${currency} cannot be written so` : 'it holds no digits');
  if (second !== undefined && second !== first) return err(`the mark in it can be read as thousands or as decimals; write ${clearly(text, false)} or ${clearly(text, true)}`);
  return ok({ amount: minor(first), signed: SIGN.test(text) && !NO_DECIMALS.test(text) });
}

/** An amount as a person would have to type it, readable in one way only: "1.230" of three decimals becomes "1.2300". */
export function commandAmount(amount: Minor, currency: Currency): string {
  const text = decimalText(amount, currency);
  return exponentOf(currency) === 3 ? `${text}0` : text;
}
