/** A trial of other amounts: kept here until the person keeps it or throws it away, never written. */
import type { BudgetLine, BudgetTarget } from '../../insight/budgets.ts';
import { targetKey } from '../../insight/budgets.ts';
import type { BudgetRow } from '../../read-model/rows.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import type { Month } from '../../values/day.ts';
import { type Minor, minor } from '../../values/money.ts';
import { commandAmount } from '../../values/typed-amount.ts';

/** An amount a step up or down: about a twentieth, in steps of 1, 2 or 5 of a round unit; never below 0. */
export function nudged(amount: Minor, currency: Currency, by: 1 | -1): Minor {
  const unit = 10 ** exponentOf(currency);
  const wanted = Math.max(unit, amount / 20);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = power * ([5, 2, 1].find((times) => times * power <= wanted) ?? 1);
  const next = by > 0 ? Math.floor(amount / step) + 1 : Math.ceil(amount / step) - 1;
  return minor(Math.max(0, next * step));
}

export class Trial {
  readonly #amounts = new Map<string, { readonly target: BudgetTarget; readonly amount: Minor; readonly rollover: boolean }>();

  get size(): number { return this.#amounts.size; }
  /** Keys of what is tried. */
  get keys(): ReadonlySet<string> { return new Set(this.#amounts.keys()); }

  /** Tries an amount; that of the budget as it stands is no trial. */
  set(target: BudgetTarget, amount: Minor, standing: BudgetLine | undefined): void {
    const key = targetKey(target);
    if (standing?.budgeted === amount) this.#amounts.delete(key);
    else this.#amounts.set(key, { target, amount, rollover: standing?.rollover ?? false });
  }

  /** As settings that hold from a month on. */
  settings(from: Month): BudgetRow[] {
    return [...this.#amounts.values()].map(({ target: { kind, target, currency }, amount, rollover }) => ({ kind, target, currency, from, amount, rollover }));
  }

  /** What `ft budget set` takes to keep all of it in one commit. */
  operands(): string[] {
    return [...this.#amounts.values()].map(({ target: { kind, target, currency }, amount }) => `${kind}:${target}=${commandAmount(amount, currency)} ${currency}`);
  }
}
