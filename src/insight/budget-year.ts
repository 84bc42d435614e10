/** A year of one budget, month by month: how full it was. */
import type { BudgetRow } from '../read-model/rows.ts';
import { type Day, type Month, addMonths, monthOf } from '../values/day.ts';
import { type Minor, ZERO, add, sum } from '../values/money.ts';
import { type BudgetLine, type BudgetTarget, type GroupOf, type Spending, budgetOrder, budgetTotals, budgetsOver, targetKey } from './budgets.ts';

/** Under half of what there was; to four fifths; to all of it; more; a month still to come; no budget in it. */
export type Fullness = 'low' | 'middle' | 'high' | 'over' | 'ahead' | 'none';

export interface YearCell {
  readonly month: Month;
  readonly fullness: Fullness;
  /** Spent as a share of what there was in whole percent; null where there was nothing to share, or no budget. */
  readonly percent: number | null;
  readonly line: BudgetLine | undefined;
}
export interface YearRow extends BudgetTarget {
  readonly within: string | null;
  /** January to December. */
  readonly cells: readonly YearCell[];
  readonly spent: Minor;
  /** What was set, month after month; what rolled over is not counted again. */
  readonly budgeted: Minor;
}

const percentOf = (spent: Minor, available: Minor): number | null => (available > 0 ? Math.max(0, Math.round((spent / available) * 100)) : null);

/** How full a budget is: spent against what there was, budgeted and rolled in. */
export function fullnessOf(spent: Minor, available: Minor): Fullness {
  if (spent > Math.max(0, available)) return 'over';
  if (available <= 0 || spent * 2 < available) return 'low';
  return spent * 5 <= available * 4 ? 'middle' : 'high';
}

function cellOf(line: BudgetLine | undefined, month: Month, today: Day): YearCell {
  if (!line) return { month, fullness: 'none', percent: null, line };
  const available = add(line.budgeted, line.rolledIn);
  const isAhead = month > monthOf(today) && line.spent === 0;
  return { month, fullness: isAhead ? 'ahead' : fullnessOf(line.spent, available), percent: isAhead ? null : percentOf(line.spent, available), line };
}

/** All budgets of a currency together. */
export type YearTotal = Pick<YearRow, 'currency' | 'cells' | 'spent' | 'budgeted'>;

/** Rows -> one total per currency, month by month; a category under its group's budget counts there. */
export function yearTotals(rows: readonly YearRow[], today: Day): YearTotal[] {
  return [...new Set(rows.map(({ currency }) => currency))].map((currency) => {
    const own = rows.filter((row) => row.currency === currency);
    const cells = (own[0]?.cells ?? []).map(({ month }, at): YearCell & { readonly spent: Minor; readonly budgeted: Minor } => {
      const lines = own.flatMap(({ cells: held }) => { const line = held[at]?.line; return line && line.within === null ? [line] : []; });
      const [total] = budgetTotals(lines);
      if (!total) return { month, fullness: 'none', percent: null, line: undefined, spent: ZERO, budgeted: ZERO };
      const { spent, budgeted } = total;
      const available = add(budgeted, total.rolledIn);
      const isAhead = month > monthOf(today) && spent === 0;
      return { month, fullness: isAhead ? 'ahead' : fullnessOf(spent, available), percent: isAhead ? null : percentOf(spent, available), line: undefined, spent, budgeted };
    });
    return { currency, cells, spent: sum(cells.map(({ spent }) => spent)), budgeted: sum(cells.map(({ budgeted }) => budgeted)) };
  });
}

/** Every budget in force in any month of the year ("2025"), in the order of the month's table; a group stands before its categories. */
export function budgetYear(settings: readonly BudgetRow[], spending: Spending, year: string, today: Day, groupOf: GroupOf): YearRow[] {
  const months = Array.from({ length: 12 }, (_, at) => addMonths(`${year}-01` as Month, at));
  const lines = budgetsOver(settings, spending, { from: months[0]!, to: months[11]! }, today, groupOf);
  const byTarget = new Map<string, Map<Month, BudgetLine>>();
  for (const [month, own] of lines) for (const line of own) byTarget.set(targetKey(line), (byTarget.get(targetKey(line)) ?? new Map<Month, BudgetLine>()).set(month, line));
  const place = budgetOrder(groupOf);
  return [...byTarget.values()].map((own): YearRow => {
    const first = [...own.values()][0]!;
    const held = [...own.values()];
    return {
      kind: first.kind, target: first.target, currency: first.currency, within: held.at(-1)?.within ?? null, cells: months.map((month) => cellOf(own.get(month), month, today)),
      spent: held.reduce((total, { spent }) => add(total, spent), ZERO), budgeted: held.reduce((total, { budgeted }) => add(total, budgeted), ZERO),
    };
  }).sort((a, b) => (place(a) < place(b) ? -1 : 1));
}
