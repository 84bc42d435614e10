/** Several budgets set by one command: as JSON (a public interface) and as a table of what was and what is. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { monthText } from '../format/day.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import type { BudgetChange } from '../insight/budget-copy.ts';
import type { Month } from '../values/day.ts';
import { decimalText } from '../values/money.ts';
import { PREVIEW_ONLY, undoLines } from './asking.ts';
import type { Outcome } from './command.ts';
import type { Terminal } from './terminal.ts';

interface Changed {
  readonly changes: readonly BudgetChange[];
  readonly taxonomy: Taxonomy;
  /** They hold from this month on. */
  readonly from: Month;
}

/** A table: what each budget was and becomes. */
export async function changeLines({ changes, taxonomy, from }: Changed, terminal: Terminal): Promise<string[]> {
  return tableLines(
    [{ title: `From ${monthText(from, terminal.locale)} on` }, { title: 'Was', align: 'right' }, { title: 'Becomes', align: 'right' }, { title: 'Left over' }],
    changes.map(({ kind, target, currency, amount, was, rollover }) => [
      `${taxonomy.label(target, terminal.locale)}${kind === 'group' ? ' (group)' : ''}`, was === null ? '' : moneyText(was, currency, terminal.locale), moneyText(amount, currency, terminal.locale), rollover ? 'rolls over' : 'lapses',
    ]),
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
}

/** What was set, or would be. `asked`: the preview was shown already. */
export function changedOutcome({ applied, commit, asked = false, ...changed }: Changed & { readonly applied: boolean; readonly commit: { readonly id: string } | undefined; readonly asked?: boolean }, terminal: Terminal): Outcome {
  const { changes, from } = changed;
  return {
    json: {
      from, budgets: changes.map(({ kind, target, currency, amount, was, rollover }) => ({ kind, target, currency, amount: decimalText(amount, currency), was: was === null ? null : decimalText(was, currency), rollover })),
      applied, commit: commit?.id ?? null,
    },
    lines: async () => {
      if (changes.length === 0) return ['They stand so already; there is nothing to set.'];
      if (!applied) return asked ? ['Nothing was done.'] : [...(await changeLines(changed, terminal)), PREVIEW_ONLY];
      return [...(asked ? [] : await changeLines(changed, terminal)), ...undoLines(commit)];
    },
  };
}
