/** A month at a glance: what came in and went out, by category against the budgets. Part of the overview and of the demo. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { monthText } from '../format/day.ts';
import { moneyText } from '../format/money.ts';
import type { Paint } from '../format/paint.ts';
import { type CashflowLine, type ReportLine, cashflowReport, spendingReport } from '../insight/reports.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Currency } from '../values/currency.ts';
import { type Day, type Month, monthOf } from '../values/day.ts';
import { type Minor, decimalText, negate, sum } from '../values/money.ts';
import { type MonthBudget, budgetJson, budgetOf, budgetTable } from './budget-answer.ts';
import { kindsOf } from './flow-answer.ts';
import type { Terminal } from './terminal.ts';

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
  const month = newest < now || model.sums.between(now, now).length === 0 ? newest : now;
  const sums = model.sums.between(month, month);
  const kindOf = kindsOf(taxonomy);
  return { month, isCurrent: month === now, budget: budgetOf(model, taxonomy, month, today), spending: spendingReport(sums, 'month', kindOf), flow: cashflowReport(sums, 'month', kindOf) };
}

/** What the budgets leave, per currency; what is overspent in one budget (`over`, not negative) is not taken from another. */
function leftToSpend({ budget }: MonthAnswer): { readonly currency: Currency; readonly left: Minor; readonly over: Minor }[] {
  return budget.totals.map(({ currency }) => {
    const lefts = budget.lines.filter((line) => line.currency === currency && line.within === null).map(({ left }) => left);
    return { currency, left: sum(lefts.filter((left) => left > 0)), over: negate(sum(lefts.filter((left) => left < 0))) };
  });
}

/** The month in JSON; amounts as decimal text. */
export const monthJson = (answer: MonthAnswer, taxonomy: Taxonomy): Record<string, unknown> => ({
  month: answer.month, isCurrentMonth: answer.isCurrent,
  flow: answer.flow.map(({ currency, income, spending, net }) => ({ currency, income: decimalText(income, currency), spending: decimalText(spending, currency), net: decimalText(net, currency) })),
  categories: answer.spending.map(({ currency, key, amount }) => ({ category: key, group: taxonomy.groupOf(key), currency, spent: decimalText(amount, currency) })),
  ...(budgetJson(answer.budget, taxonomy) as { budgets: unknown[]; totals: unknown[] }),
  leftToSpend: leftToSpend(answer).map(({ currency, left }) => ({ currency, amount: decimalText(left, currency) })),
});

/** The month in words: a table a currency, and what is left to spend. */
export function monthLines(answer: MonthAnswer, taxonomy: Taxonomy, terminal: Terminal, paint: Paint): string[] {
  const { month, isCurrent, flow } = answer;
  const money = (amount: Minor, currency: Currency): string => moneyText(amount, currency, terminal.locale);
  const title = paint('heading', monthText(month, terminal.locale)) + (isCurrent ? '' : paint('muted', '  (the newest month with data)'));
  const lines = flow.flatMap((line) => {
    const left = leftToSpend(answer).find(({ currency }) => currency === line.currency);
    return [
      ...tableOf(answer, line, taxonomy, terminal, paint), '',
      `In ${money(line.income, line.currency)}, spent ${money(line.spending, line.currency)}, left over ${money(line.net, line.currency)}.`,
      ...(left ? [`${isCurrent ? 'Left to spend' : 'Left'} in the budgets: ${paint('good', money(left.left, left.currency))}${left.over > 0 ? `; overspent in others: ${paint('bad', money(left.over, left.currency))}` : ''}`] : []),
    ];
  });
  return [title, '', ...lines];
}

/** Budgets first, then what has none. */
function tableOf(answer: MonthAnswer, { currency, spending }: CashflowLine, taxonomy: Taxonomy, terminal: Terminal, paint: Paint): string[] {
  const own = answer.budget.lines.filter((line) => line.currency === currency);
  const covers = (category: string): boolean => own.some(({ kind, target }) => target === (kind === 'category' ? category : taxonomy.groupOf(category)));
  const unbudgeted = answer.spending.filter((line) => line.currency === currency && !covers(line.key) && line.amount !== 0);
  const isOpen = ({ key }: ReportLine): boolean => key === 'uncategorized';
  const others = [...unbudgeted.filter((line) => !isOpen(line)), ...unbudgeted.filter(isOpen)]
    .map(({ key, amount }) => ({ label: taxonomy.label(key, terminal.locale), spent: amount }));
  return budgetTable(answer.budget, own, { currency, others, footer: { label: 'Spent', spent: spending } }, taxonomy, terminal, paint);
}
