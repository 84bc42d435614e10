/** A month at a glance: what came in and went out, by category against the budgets. Part of the overview and of the demo. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { monthText } from '../format/day.ts';
import { moneyText } from '../format/money.ts';
import type { Paint } from '../format/paint.ts';
import type { CashflowLine, ReportLine } from '../insight/reports.ts';
import type { Currency } from '../values/currency.ts';
import type { Terminal } from './terminal.ts';
import { type MonthAnswer, leftToSpend } from '../insight/month.ts';
import { type Minor, decimalText } from '../values/money.ts';
import { budgetJson, budgetTable } from './budget-answer.ts';

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
