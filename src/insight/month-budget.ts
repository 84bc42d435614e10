/** The budgets in force in a month, as the read model holds them. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Day, Month } from '../values/day.ts';
import { type BudgetLine, type BudgetTotal, budgetSpan, budgetTotals, budgetsOf } from './budgets.ts';
import { kindsOf } from './reports.ts';

export interface MonthBudget {
  readonly month: Month;
  readonly today: Day;
  readonly lines: readonly BudgetLine[];
  readonly totals: readonly BudgetTotal[];
}

/** The budgets in force in a month, from the month summary. */
export function budgetOf(model: ReadModel, taxonomy: Taxonomy, month: Month, today: Day): MonthBudget {
  const settings = model.knowledge.budgets();
  const span = budgetSpan(settings, month);
  const lines = budgetsOf(settings, model.sums.between(span.from, span.to), month, today, (category) => taxonomy.groupOf(category), kindsOf(taxonomy));
  return { month, today, lines, totals: budgetTotals(lines) };
}
