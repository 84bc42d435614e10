/** Changes of category over history: as a table from -> to, and as JSON. */
import type { Change } from '../categories/history-diff.ts';
import { dayText } from '../format/day.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { decimalText } from '../values/money.ts';
import { plural, rowText } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';
import type { Names } from '../words/names.ts';

/** Changes shown in full; the rest is counted. */
const SHOWN = 10;

/** The newest changes as a table, then how many more there are. */
export async function changeLines(changes: readonly Change[], model: Pick<ReadModel, 'transactions'>, { taxonomy }: Names, terminal: Terminal, shown = SHOWN): Promise<string[]> {
  if (changes.length === 0) return [];
  const label = (category: string): string => taxonomy.label(category, terminal.locale);
  const rows = newest(changes, shown).flatMap(({ id, from, to }) => {
    const row = model.transactions.get(id);
    if (!row) return [];
    return [[dayText(row.date, terminal.locale), rowText(row), moneyText(row.amount, row.currency, terminal.locale), { text: label(from.category), role: 'muted' as const }, terminal.unicode ? '→' : '->', label(to.category)]];
  });
  const lines = tableLines(
    [{ title: 'Date', shrinks: false }, { title: 'Description' }, { title: 'Amount', align: 'right' }, { title: 'From', shrinks: false }, { title: '', shrinks: false }, { title: 'To', shrinks: false }],
    rows, { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
  return changes.length > shown ? [...lines, `… and ${plural(changes.length - shown, 'more', 'more')}.`] : lines;
}

/** How many rows go from which category to which, most first. */
export async function summaryLines(changes: readonly Change[], { taxonomy }: Names, terminal: Terminal): Promise<string[]> {
  const counts = countsOf(changes);
  if (counts.length < 2) return [];
  const label = (category: string): string => taxonomy.label(category, terminal.locale);
  return tableLines([{ title: 'From' }, { title: '', shrinks: false }, { title: 'To' }, { title: 'Rows', align: 'right' }],
    counts.map(({ from, to, count }) => [label(from), terminal.unicode ? '→' : '->', label(to), `${count}`]),
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
}

/** Changes -> counts by from and to. */
export function countsOf(changes: readonly Change[]): { from: string; to: string; count: number }[] {
  const counts = new Map<string, { from: string; to: string; count: number }>();
  for (const { from, to } of changes) {
    const key = `${from.category}\u001f${to.category}`;
    const entry = counts.get(key) ?? { from: from.category, to: to.category, count: 0 };
    entry.count++;
    counts.set(key, entry);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.from + a.to < b.from + b.to ? -1 : 1));
}

/** The newest changes in JSON; `limit` bounds the list, not the counting beside it. */
export function changesJson(changes: readonly Change[], model: Pick<ReadModel, 'transactions'>, { taxonomy }: Names, limit = SHOWN): unknown[] {
  return newest(changes, limit).flatMap(({ id, from, to }) => {
    const row = model.transactions.get(id);
    if (!row) return [];
    return [{
      id, date: row.date, amount: decimalText(row.amount, row.currency), currency: row.currency, description: row.description,
      from: from.category, to: to.category, group: taxonomy.groupOf(to.category), confidence: to.confidence, categorySource: to.step, by: to.by ?? null,
    }];
  });
}

const newest = (changes: readonly Change[], count: number): Change[] => changes.slice(-count).reverse();
