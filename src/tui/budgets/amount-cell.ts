/** An amount that is being typed in its line of the table. */
import type { Locale } from '../../format/money.ts';
import type { BudgetTarget } from '../../insight/budgets.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import { type Minor, decimalText } from '../../values/money.ts';
import { type Result, err, ok } from '../../values/result.ts';
import { typedAmount } from '../../values/typed-amount.ts';
import { TextField } from '../components/text-field.ts';
import { budgetWords } from './words.ts';

/** A month's budget of more minor units than this is a slip of the finger. */
const LARGEST = 1e13;

/** An amount as a command takes it, readable in one way only: "1.230" of three decimals becomes "1.2300". */
export function commandAmount(amount: Minor, currency: Currency): string {
  const text = decimalText(amount, currency);
  return exponentOf(currency) === 3 ? `${text}0` : text;
}

export class AmountCell {
  readonly field: TextField;

  /** `initial`: what stands in it, an amount or the digits typed so far. */
  constructor(readonly target: BudgetTarget, initial: Minor | string | undefined, private readonly locale: Locale) {
    this.field = new TextField(typeof initial === 'string' ? initial : initial === undefined ? '' : this.#typedText(initial));
  }

  /** An amount as one would type it: without thousands marks, decimals only where there are any. */
  #typedText(amount: Minor): string {
    const text = commandAmount(amount, this.target.currency).replace(/\.0+$/, '');
    return this.locale === 'nb' ? text.replace('.', ',') : text;
  }

  /** What is typed, as an amount, or why it is none. */
  get read(): Result<Minor, string> {
    const words = budgetWords(this.locale);
    const text = this.field.text.trim();
    if (text === '') return err(words.typeAmount);
    const typed = typedAmount(text, this.target.currency);
    if (!typed.ok) return err(words.notAmount(typed.error));
    if (typed.value.amount < 0) return err(words.negative);
    return typed.value.amount > LARGEST ? err(words.tooLarge) : ok(typed.value.amount);
  }
}
