/** `ft budget list`: every budget as it was set, month by month. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import { monthText } from '../format/day.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import type { BudgetRow } from '../read-model/rows.ts';
import { decimalText } from '../values/money.ts';
import type { Terminal } from './terminal.ts';

/** `amount` null ends a budget. */
export const settingsJson = (settings: readonly BudgetRow[]): unknown => ({
  budgets: settings.map(({ kind, target, currency, from, amount, rollover }) => ({ kind, target, currency, from, amount: amount === null ? null : decimalText(amount, currency), rollover })),
});

/** A table, by target and month. */
export async function settingsLines(settings: readonly BudgetRow[], taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  if (settings.length === 0) return ['No budgets yet.', 'Set one with: ft budget set groceries 9500'];
  return tableLines(
    [{ title: 'Budget' }, { title: 'From', shrinks: false }, { title: 'A month', align: 'right' }, { title: 'Left over' }],
    settings.map(({ kind, target, currency, from, amount, rollover }) => [
      `${taxonomy.label(target, terminal.locale)}${kind === 'group' ? ' (group)' : ''}`, monthText(from, terminal.locale),
      amount === null ? 'ended' : moneyText(amount, currency, terminal.locale), amount === null ? '' : rollover ? 'rolls over' : 'lapses',
    ]),
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
}
