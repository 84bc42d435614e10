/** Commodities of plain-text ledgers -> currencies; which mark is the decimal one is decided over the whole file. */
import { raise } from '../../errors.ts';
import { amountFrom, currencyIn, type DecimalMark, markOf, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import type { Posting } from './entry.ts';

/** What people write for a currency that many countries share. */
const SHARED = /^(?:[$¤]|kr\.?|\$|dollars?|kroner|kronor)$/i;

/** Commodity as written -> currency; undefined for what is none (a share). Fails by 'currency-unknown' for "", "$" and "kr" unless `named` says which. */
export function currencyOf(commodity: string, file: string, named: Currency | undefined): Currency | undefined {
  const plain = commodity.replace(/^"(.*)"$/, '$1').trim();
  const known = currencyFrom(plain) ?? (/^[^\w\s]{1,3}$|^zł$|^Kč$/u.test(plain) ? currencyIn(plain) : undefined);
  if (known) return known;
  if (plain !== '' && !SHARED.test(plain)) return undefined;
  return named ?? raise('currency-unknown', { file, found: plain });
}

/** Amounts seen -> the decimal mark; a point where none is proven. */
export class Marks {
  #point = 0;
  #comma = 0;
  #open = '';

  add(amount: string): void {
    switch (markOf(amount)) {
      case 'point': case 'comma-groups': this.#point++; break;
      case 'comma': case 'point-groups': this.#comma++; break;
      case 'comma-three': this.#open ||= amount.slice(0, 40); break;
      default: break;
    }
  }

  /** `named`: what the person says. Fails by 'column-ambiguous' when only "1,234" was seen, which may be either. */
  decide(file: string, named: DecimalMark | undefined): DecimalMark {
    if (named) return named;
    if (this.#point === 0 && this.#comma === 0 && this.#open !== '')
      raise('column-ambiguous', { file, column: 'amount', readings: [`${this.#open} with a decimal comma`, `${this.#open} with commas between thousands`], flag: "--decimal ',' or --decimal '.'" });
    return this.#comma > this.#point ? ',' : '.';
  }
}

/** Quantity and commodity -> what a posting says of money. */
export function moneyOf(quantity: string, mark: DecimalMark, currency: Currency | undefined): Posting['amount'] {
  if (currency === undefined) return 'it is no money';
  const amount = amountFrom(quantity, mark, exponentOf(currency));
  return Number.isNaN(amount) ? `the amount "${quantity.slice(0, 40)}" ${whyNoAmount(quantity, mark, exponentOf(currency))}` : amount;
}
