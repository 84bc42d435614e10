/** Ways of writing amounts that several faces share. */
import type { Currency } from '../../src/values/currency.ts';
import { absolute, decimalText, type Minor } from '../../src/values/money.ts';
import type { View } from './contract.ts';

/** "-249.50"; without the minus where the bank writes amounts unsigned; where it needs one decimal only, "-249.5". */
export function amountText(amount: Minor, currency: Currency, view: Pick<View, 'decimals' | 'sign'>): string {
  const text = decimalText(view.sign === 'unsigned' ? absolute(amount) : amount, currency);
  return view.decimals === 'one' && /\.\d0$/.test(text) ? text.slice(0, -1) : text;
}

/** The same as a number of JSON, with its sign: -249.5. Written out it is exact, as long as it has fewer than 16 digits. */
export const amountNumber = (amount: Minor, currency: Currency): number => Number(decimalText(amount, currency));
