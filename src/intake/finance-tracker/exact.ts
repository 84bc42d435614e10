/** Money in an export: decimal text with a point, exact in its currency. */
import { type Currency, exponentOf } from '../../values/currency.ts';
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import type { Minor } from '../../values/money.ts';

/** An entry that is not as ft writes it; the message is a plain clause. */
export class Unfit extends Error {
  override name = 'Unfit';
}

/** Decimal text -> minor units of `currency`. Throws Unfit where it is no such text: also for a number, which a reader may have rounded. */
export function exact(text: unknown, currency: Currency, what: string): Minor {
  if (typeof text !== 'string') throw new Unfit(`the ${what} is no text`);
  const amount = /^-?\d{1,20}(\.\d{1,4})?$/.test(text) ? amountFrom(text, '.', exponentOf(currency)) : NaN;
  if (!Number.isSafeInteger(amount)) throw new Unfit(`the ${what} "${text.slice(0, 40)}" ${whyNoAmount(text.slice(0, 40), '.', exponentOf(currency))}`);
  return amount as Minor;
}
