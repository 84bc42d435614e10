/** Transactions as people read them in a list. */
import { dayText } from '../format/day.ts';
import { amountText } from '../format/money.ts';
import type { Paint } from '../format/paint.ts';
import { type Cell, type Column, tableLines } from '../format/table.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Terminal } from './terminal.ts';
import { type Names, accountName } from '../words/names.ts';
import { isMarked, descriptionText } from '../words/row-marks.ts';

/** What rows are told with; `model` knows the other halves of transfers, `sureFrom` from which confidence on a guess needs no mark. */
export interface Telling extends Names {
  readonly model: Pick<ReadModel, 'transactions'>;
  readonly sureFrom: () => number | undefined;
}

const SHORTEST_ID = 7;

/** Length at which the beginnings of these ids differ from each other; at least seven. */
export function idWidth(ids: readonly string[]): number {
  const sorted = [...ids].sort();
  let width = SHORTEST_ID;
  sorted.forEach((id, at) => {
    const next = sorted[at + 1] ?? '';
    let same = 0;
    while (same < id.length && id[same] === next[same]) same++;
    if (next !== '') width = Math.max(width, same + 1);
  });
  return width;
}

/** A transaction's category as a cell: where a transfer went, into how many parts it is split, or the label. */
function categoryCell(row: TransactionRow, telling: Telling, terminal: Pick<Terminal, 'locale' | 'unicode'>): Cell {
  const { model, taxonomy, accounts } = telling;
  if (row.twin !== null) {
    const other = model.transactions.get(row.twin)?.account;
    const arrow = terminal.unicode ? (row.amount < 0 ? '→' : '←') : (row.amount < 0 ? 'to' : 'from');
    return { text: `${arrow} ${other === undefined ? 'own account' : accountName(accounts, other)}`, role: 'muted' };
  }
  if (row.parts !== null) return `${row.parts.length} parts`;
  const text = taxonomy.label(row.category, terminal.locale);
  if (isMarked(row, telling)) return `${text} ?`;
  return row.category === 'uncategorized' ? { text, role: 'warning' } : text;
}

/** Rows -> a table in their order, with the account where there are several, and the footer rows under it. */
export function transactionLines(rows: readonly TransactionRow[], telling: Telling, terminal: Terminal, paint: Paint, footer: readonly (readonly [text: string, amount: string])[] = []): string[] {
  const { accounts } = telling;
  const several = new Set(rows.map(({ account }) => account)).size > 1;
  const currencies = new Set(accounts.map(({ currency }) => currency)).size > 1;
  const width = idWidth(rows.map(({ id }) => id));
  const columns: Column[] = [
    { title: 'Id', shrinks: false }, { title: 'Date', shrinks: false }, { title: 'Description', min: 16 }, { title: 'Amount', align: 'right' },
    ...(currencies ? [{ title: '', shrinks: false }] : []), { title: 'Category', min: 12 }, ...(several ? [{ title: 'Account', min: 8 }] : []),
  ];
  const cells = rows.map((row): Cell[] => [
    { text: row.id.slice(0, width), role: 'muted' }, dayText(row.date, terminal.locale), descriptionText(row) + (row.note === null ? '' : `  (${row.note})`),
    row.amount > 0 ? { text: amountText(row.amount, row.currency, terminal.locale), role: 'good' } : amountText(row.amount, row.currency, terminal.locale),
    ...(currencies ? [row.currency] : []), categoryCell(row, telling, terminal),
    ...(several ? [accountName(accounts, row.account)] : []),
  ]);
  const style = { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint, unicode: terminal.unicode };
  return tableLines(columns, cells, style, footer.map(([text, amount]) => ['', '', text, amount]));
}
