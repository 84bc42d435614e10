/** The lines of a month's table in their order: per currency its budgets, their total, and what was spent without one. */
import { type BudgetLine, type BudgetTarget, type BudgetTotal, budgetTotals, targetKey } from '../../insight/budgets.ts';
import type { Currency } from '../../values/currency.ts';
import type { Month } from '../../values/day.ts';
import { type Minor, sum } from '../../values/money.ts';
import type { BudgetBook } from './budget-book.ts';

/** A line one can stand on: a budget, or spending without one (`line` undefined). */
export interface TargetRow {
  readonly kind: 'target';
  readonly key: string;
  readonly target: BudgetTarget;
  readonly line: BudgetLine | undefined;
  readonly spent: Minor;
  /** Of spending without a budget: what it usually is, to begin with. */
  readonly suggestion: Minor | undefined;
}
export type Row =
  | TargetRow
  | { readonly kind: 'head'; readonly currency: Currency; readonly rolls: boolean; readonly budgets: boolean }
  | { readonly kind: 'total'; readonly total: BudgetTotal }
  | { readonly kind: 'unbudgeted'; readonly currency: Currency; readonly spent: Minor }
  | { readonly kind: 'blank' };

/** Stands on nothing, is only seen. */
export const isTarget = (row: Row): row is TargetRow => row.kind === 'target';

/**
 * Everything that is shown of a month. `lines`: its budgets; `drafts`: targets that are to get one just now; `order`: currencies, the
 * person's own first.
 */
export function rowsOf(book: BudgetBook, month: Month, lines: readonly BudgetLine[], drafts: readonly BudgetTarget[], order: readonly Currency[]): Row[] {
  const known = new Set(lines.map(targetKey));
  const loose = book.unbudgeted(month, lines);
  const seen = new Set(loose.map(({ target }) => targetKey(target)));
  const added = drafts.filter((target) => !known.has(targetKey(target)) && !seen.has(targetKey(target))).map((target) => ({ target, spent: book.spent(target, month) }));
  const others = [...added, ...loose];
  const totals = new Map(budgetTotals(lines).map((total) => [total.currency, total]));
  const currencies = [...new Set([...order, ...lines.map(({ currency }) => currency), ...others.map(({ target }) => target.currency)])];
  return currencies.flatMap((currency) => {
    const own = lines.filter((line) => line.currency === currency);
    const without = others.filter(({ target }) => target.currency === currency);
    if (own.length + without.length === 0) return [];
    const total = totals.get(currency);
    return [
      { kind: 'head', currency, rolls: own.some(({ rolledIn }) => rolledIn !== 0), budgets: own.length > 0 },
      ...own.map((line): Row => ({ kind: 'target', key: targetKey(line), target: line, line, spent: line.spent, suggestion: undefined })),
      ...(total && own.length > 1 ? [{ kind: 'total', total } as const] : []),
      ...(without.length > 0 ? [...(own.length > 0 ? [{ kind: 'blank' } as const] : []), { kind: 'unbudgeted', currency, spent: sum(without.map(({ spent }) => spent)) } as const] : []),
      ...without.map(({ target, spent }): Row => ({ kind: 'target', key: targetKey(target), target, line: undefined, spent, suggestion: book.suggestion(target, month) })),
      { kind: 'blank' },
    ] satisfies Row[];
  }).slice(0, -1);
}
