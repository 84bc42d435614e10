/** An amount that is being typed in its line of the table. */
import type { Locale } from '../../format/money.ts';
import type { BudgetTarget } from '../../insight/budgets.ts';
import type { Minor } from '../../values/money.ts';
import { type Result, err, ok } from '../../values/result.ts';
import { commandAmount, typedAmount } from '../../values/typed-amount.ts';
import { TextField } from '../components/text-field.ts';
import type { Key } from '../keys.ts';
import { budgetWords } from './words.ts';

/** A month's budget of more minor units than this is a slip of the finger. */
const LARGEST = 1e13;

export class AmountCell {
  readonly field: TextField;
  /** The amount that stands in it was not begun on: digits take its place, as they would take that of a marked text. */
  #isOffered: boolean;

  /** `initial`: what stands in it, an amount or the digits typed so far. */
  constructor(readonly target: BudgetTarget, initial: Minor | string | undefined, private readonly locale: Locale) {
    this.#isOffered = typeof initial === 'number';
    this.field = new TextField(typeof initial === 'string' ? initial : initial === undefined ? '' : this.#typedText(initial));
  }

  press(key: Key): void {
    if (this.#isOffered && key.text !== '') this.field.text = '';
    this.#isOffered = false;
    this.field.press(key);
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
