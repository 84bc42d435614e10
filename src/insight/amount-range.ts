/**
 * Amounts in queries. A query does not know the currency of the rows it meets, so bounds are kept in thousandths (the
 * finest exponent of ISO 4217 in use) and become whole minor units per currency with `minorBounds`.
 */
import type { Currency } from '../values/currency.ts';
import { exponentOf } from '../values/currency.ts';
import { type Minor, minor } from '../values/money.ts';
import { type Result, err, ok } from '../values/result.ts';

/** A limit in thousandths of the currency's unit: 100.50 is 100500. */
export interface Bound { readonly thousandths: number; readonly inclusive: boolean }
export interface AmountRange {
  readonly min: Bound | null;
  readonly max: Bound | null;
  /** True: the range is about the size of the amount, in or out alike. */
  readonly eitherWay: boolean;
}

const DECIMAL = /^([+-])?(\d{1,12})(?:[.,](\d{1,3}))?$/;

/** "−45", "1234,50" -> thousandths, or undefined. No thousands marks: they would be guesses. */
function thousandths(text: string): number | undefined {
  const match = DECIMAL.exec(text.replace('\u2212', '-'));
  if (!match) return undefined;
  const size = Number(match[2]) * 1000 + Number((match[3] ?? '').padEnd(3, '0'));
  return match[1] === '-' && size !== 0 ? -size : size;
}

/**
 * Text after `amount:` -> range. `<-100`, `<=`, `>50`, `>=50`, `=-45`, `100..200`, `-200..-100`, `100..` compare with the sign
 * (out is negative); a bare `45` finds that amount either way, `-45` and `+45` only one. Fails with a reason.
 */
export function parseAmountRange(text: string): Result<AmountRange, string> {
  const wrong = err(`amount:${text} is not like amount:<-100, amount:>=50, amount:100..200 or amount:=-45`);
  const ends = text.split('..');
  if (ends.length === 2) {
    const [low, high] = ends.map((end) => (end === '' ? null : thousandths(end)));
    if (low === undefined || high === undefined || (low === null && high === null)) return wrong;
    if (low !== null && high !== null && low > high) return err(`amount:${text} runs backwards; the smaller amount comes first`);
    const bound = (value: number | null): Bound | null => (value === null ? null : { thousandths: value, inclusive: true });
    return ok({ min: bound(low), max: bound(high), eitherWay: false });
  }
  const match = /^(<=|>=|<|>|=)?(.*)$/s.exec(text);
  const operator = match?.[1] ?? '';
  const digits = match?.[2] ?? '';
  const value = thousandths(digits);
  if (value === undefined) return wrong;
  const bound: Bound = { thousandths: value, inclusive: operator !== '<' && operator !== '>' };
  if (operator.startsWith('<')) return ok({ min: null, max: bound, eitherWay: false });
  if (operator.startsWith('>')) return ok({ min: bound, max: null, eitherWay: false });
  return ok({ min: bound, max: bound, eitherWay: operator === '' && /^\d/.test(digits) });
}

/**
 * Range -> lowest and highest minor units that fit it in this currency, both included; null is open. A currency that cannot
 * write the amount (45.50 in yen) gives min > max, which holds for no row. With `eitherWay`, compare the absolute amount.
 */
export function minorBounds(range: AmountRange, currency: Currency): { readonly min: Minor | null; readonly max: Minor | null } {
  const unit = 10 ** (3 - exponentOf(currency));
  const edge = (bound: Bound | null, towards: 1 | -1): Minor | null => {
    if (bound === null) return null;
    const whole = bound.thousandths % unit === 0;
    if (whole) return minor(bound.thousandths / unit + (bound.inclusive ? 0 : towards));
    return minor(towards === 1 ? Math.ceil(bound.thousandths / unit) : Math.floor(bound.thousandths / unit));
  };
  return { min: edge(range.min, 1), max: edge(range.max, -1) };
}
