/** A month at a glance: what came in and went out, by category against the budgets. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, monthOf } from '../values/day.ts';
import { type Minor, negate, sum } from '../values/money.ts';
import { type MonthBudget, budgetOf } from './month-budget.ts';
import { type CashflowLine, type ReportLine, cashflowReport, kindsOf, spendingReport } from './reports.ts';

export interface MonthAnswer {
  readonly month: Month;
  /** False: nothing is booked this month, so the newest month with data stands here. */
  readonly isCurrent: boolean;
  readonly budget: MonthBudget;
  /** Spending by category; every category, budgeted or not. */
  readonly spending: readonly ReportLine[];
  readonly flow: readonly CashflowLine[];
}

/** This month, or the newest one with data when nothing is booked in it; undefined when nothing is booked at all. */
export function monthAnswer(model: ReadModel, taxonomy: Taxonomy, today: Day): MonthAnswer | undefined {
  const span = model.queries.span();
  if (!span) return undefined;
  const now = monthOf(today);
  const newest = monthOf(span.to);
  return answerOf(model, taxonomy, newest < now || model.sums.between(now, now).length === 0 ? newest : now, today);
}

/** Any month, booked in or not. */
export function answerOf(model: ReadModel, taxonomy: Taxonomy, month: Month, today: Day): MonthAnswer {
  const sums = model.sums.between(month, month);
  const kindOf = kindsOf(taxonomy);
  return { month, isCurrent: month === monthOf(today), budget: budgetOf(model, taxonomy, month, today), spending: spendingReport(sums, 'month', kindOf), flow: cashflowReport(sums, 'month', kindOf) };
}

/** What the budgets leave, per currency; what is overspent in one budget (`over`, not negative) is not taken from another. */
export function leftToSpend({ budget }: MonthAnswer): { readonly currency: Currency; readonly left: Minor; readonly over: Minor }[] {
  return budget.totals.map(({ currency }) => {
    const lefts = budget.lines.filter((line) => line.currency === currency && line.within === null).map(({ left }) => left);
    return { currency, left: sum(lefts.filter((left) => left > 0)), over: negate(sum(lefts.filter((left) => left < 0))) };
  });
}
