/** What is usually spent on something in a month: the median of the months before, and a round amount to begin a budget with. */
import { type Currency, exponentOf } from '../values/currency.ts';
import { type Month, addMonths } from '../values/day.ts';
import { type Minor, ZERO, minor, sum } from '../values/money.ts';
import { type BudgetTarget, type Spending, spentIn } from './budgets.ts';

/** The months from..to (inclusive), in order; none where `to` lies before `from`. */
export function monthsFrom(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** Up to `count` whole months before `month`, none before the first with data: over these one averages. */
export function monthsBefore(month: Month, count: number, first: Month): Month[] {
  const from = addMonths(month, -count);
  return monthsFrom(from < first ? first : from, addMonths(month, -1));
}

/** Median in whole minor units, of the two in the middle their mean rounded down; 0 of none. */
export function median(amounts: readonly Minor[]): Minor {
  const sorted = amounts.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? ZERO;
  return sorted.length % 2 === 1 ? upper : minor(Math.floor((upper + (sorted[middle - 1] ?? upper)) / 2));
}

/** Mean in whole minor units, rounded; 0 of none. */
export const mean = (amounts: readonly Minor[]): Minor => (amounts.length === 0 ? ZERO : minor(Math.round(sum(amounts) / amounts.length)));

/** Up to the next amount of two leading digits (three from 10 000 on), in whole main units: 25 562 -> 25 600; 6 483,20 -> 6 500; 212 -> 220; 47,10 -> 48. */
export function roundedUp(amount: Minor, currency: Currency): Minor {
  if (amount <= 0) return ZERO;
  const unit = 10 ** exponentOf(currency);
  const whole = Math.ceil(amount / unit);
  const step = 10 ** Math.max(0, String(whole).length - (whole >= 10_000 ? 3 : 2));
  return minor(Math.ceil(whole / step) * step * unit);
}

/**
 * The amount a budget could begin with: the median of the months, or where most of them saw nothing their mean, rounded up; undefined
 * where nothing was spent in them. `months`: the last six before the budget's own.
 */
export function suggestedBudget(spending: Spending, target: BudgetTarget, months: readonly Month[]): Minor | undefined {
  const amounts = months.map((month) => spentIn(spending, target, month));
  const usual = median(amounts);
  const amount = usual > 0 ? usual : mean(amounts);
  return amount > 0 ? roundedUp(amount, target.currency) : undefined;
}
