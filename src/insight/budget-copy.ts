/** Last month's budgets, or what was spent in it, as the budgets of another month: which amounts that would change. */
import type { Minor } from '../values/money.ts';
import { ZERO } from '../values/money.ts';
import { type BudgetLine, type BudgetTarget, targetKey } from './budgets.ts';

/** 'budgeted': the amounts that were set. 'spent': what was spent, on the budgets of either month; nothing where refunds were more. */
export type CopySource = 'budgeted' | 'spent';

/** A budget that would be set. */
export interface BudgetChange extends BudgetTarget {
  readonly amount: Minor;
  /** In force until then; null where there was no budget. */
  readonly was: Minor | null;
  readonly rollover: boolean;
}

/**
 * Lines of both months -> what copying would set, in the order of the lines; what stands so already is no change. Rollover stays as
 * the later month has it, and comes along where that has no budget. `spentOf`: net spending in the earlier month.
 */
export function copiedBudgets(earlier: readonly BudgetLine[], later: readonly BudgetLine[], source: CopySource, spentOf: (target: BudgetTarget) => Minor): BudgetChange[] {
  const there = new Map(later.map((line) => [targetKey(line), line]));
  const known = new Set(earlier.map(targetKey));
  const targets = source === 'budgeted' ? earlier : [...earlier, ...later.filter((line) => !known.has(targetKey(line)))];
  return targets.flatMap((line): BudgetChange[] => {
    const now = there.get(targetKey(line));
    const spent = spentOf(line);
    const amount = source === 'budgeted' ? line.budgeted : spent > 0 ? spent : ZERO;
    if (now?.budgeted === amount) return [];
    return [{ kind: line.kind, target: line.target, currency: line.currency, amount, was: now?.budgeted ?? null, rollover: (now ?? line).rollover }];
  });
}
