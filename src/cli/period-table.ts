/** Amounts by something (rows) and period (columns), one currency a table. */
import type { Paint } from '../format/paint.ts';
import { type Cell, tableLines } from '../format/table.ts';
import { displayWidth } from '../format/display-width.ts';
import { periodText } from '../format/day.ts';
import { amountText } from '../format/money.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, sum } from '../values/money.ts';
import type { Terminal } from './terminal.ts';

export interface PeriodRow {
  readonly label: string;
  /** A heading with the sums of what follows, or the total under the rule; else plain and indented under its heading. */
  readonly role: 'heading' | 'line' | 'total';
  readonly amounts: ReadonlyMap<string, Minor>;
}
export interface PeriodTable {
  readonly title: string;
  readonly currency: Currency;
  /** Period keys, oldest first. */
  readonly periods: readonly string[];
  readonly rows: readonly PeriodRow[];
  /** Adds a column with the sum over the periods. Not for what is a state and no flow. */
  readonly withTotal: boolean;
}

const GAP = 2;

/**
 * Table -> lines. On a terminal what is too wide goes on below in further blocks; `newest`: instead of that only the newest
 * periods that fit are shown. Answers with the periods shown, too.
 */
export function periodLines(table: PeriodTable, terminal: Terminal, paint: Paint, newest: boolean): { readonly lines: string[]; readonly shown: readonly string[] } {
  const money = (amount: Minor): string => amountText(amount, table.currency, terminal.locale);
  const labelWidth = Math.max(displayWidth(table.title), ...table.rows.map(({ label, role }) => displayWidth(label) + (role === 'line' ? 2 : 0)));
  const widthOf = (period: string): number => Math.max(periodText(period, terminal.locale).length, ...table.rows.map((row) => money(row.amounts.get(period) ?? ZERO).length)) + GAP;
  const totalWidth = table.withTotal ? Math.max(5, ...table.rows.map((row) => money(sum(row.amounts.values())).length)) + GAP : 0;
  const room = terminal.environment.stdoutIsTty ? terminal.width - labelWidth - totalWidth : Infinity;
  const blocks = cut(table.periods, widthOf, room, newest);
  const shown = blocks.flat();
  const visible = { ...table, rows: table.rows.filter(({ role, amounts }) => role === 'total' || shown.some((period) => amounts.has(period))) };
  const lines = blocks.flatMap((periods, at) => [...(at > 0 ? [''] : []), ...block(visible, periods, at === blocks.length - 1, shown, terminal, paint)]);
  return { lines, shown };
}

/** Periods -> as many beside each other as fit; only the newest such block when asked. */
function cut(periods: readonly string[], widthOf: (period: string) => number, room: number, newest: boolean): string[][] {
  const blocks: string[][] = [];
  let left = 0;
  for (const period of newest ? periods.toReversed() : periods) {
    const width = widthOf(period);
    const last = blocks.at(-1);
    if (last && width <= left) {
      last.push(period);
      left -= width;
    } else {
      if (newest && last) break;
      blocks.push([period]);
      left = room - width;
    }
  }
  return newest ? blocks.map((block) => block.reverse()) : blocks;
}

function block(table: PeriodTable, periods: readonly string[], isLast: boolean, summed: readonly string[], terminal: Terminal, paint: Paint): string[] {
  const withTotal = table.withTotal && isLast && summed.length > 1;
  const cells = (row: PeriodRow): Cell[] => {
    const texts = [...periods.map((period) => amount(row.amounts.get(period))), ...(withTotal ? [amount(sum(summed.map((period) => row.amounts.get(period) ?? ZERO)))] : [])];
    const paintOf = row.role === 'line' ? undefined : 'heading';
    return [row.role === 'line' ? `  ${row.label}` : row.label, ...texts].map((text) => (paintOf ? { text, role: paintOf } : text));
  };
  const amount = (value: Minor | undefined): string => (value === undefined ? '' : amountText(value, table.currency, terminal.locale));
  const columns = [{ title: table.title, shrinks: false }, ...periods.map((period) => ({ title: periodText(period, terminal.locale), align: 'right' as const })), ...(withTotal ? [{ title: 'Total', align: 'right' as const }] : [])];
  const totals = table.rows.filter(({ role }) => role === 'total').map(cells);
  return tableLines(columns, table.rows.filter(({ role }) => role !== 'total').map(cells), { width: null, paint, unicode: terminal.unicode }, totals);
}
