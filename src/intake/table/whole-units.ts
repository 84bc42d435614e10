/** Whether a file is in currencies without decimals alone: a mark before three digits can only group thousands there. */
import { type Currency, currencyFrom, exponentOf } from '../../values/currency.ts';
import { textOf } from './cells.ts';
import type { Evidence } from './evidence.ts';
import { currencyInName } from './header.ts';
import type { Layout } from './layout.ts';
import { currencyAbove } from './preamble.ts';
import type { Table } from './table.ts';

/**
 * True when every currency that the file names (else the user's `told`, else the layout's) has no decimals (JPY, ISK).
 * False for a file too large to be held: a currency further down could have some.
 */
export function isInWholeUnits(table: Table, layout: Layout, evidence: Evidence, told: string | undefined): boolean {
  if (!table.whole) return false;
  const { columns, header, profile } = layout;
  const found = new Set<Currency | undefined>();
  for (const at of columns.currency) for (const record of table.sample.slice(layout.start)) if ((record[at] ?? '').trim() !== '') found.add(currencyFrom(textOf(record[at]!)));
  for (const { currencies } of evidence.amounts.values()) for (const code of currencies) found.add(currencyFrom(code));
  const named = [columns.amount, columns.in, columns.out].map((at) => currencyInName(header[at] ?? '')).find((currency) => currency !== undefined);
  const fallback = currencyFrom(told ?? '') ?? named ?? currencyAbove(table.sample.slice(0, Math.max(0, layout.start - 1))) ?? currencyFrom(profile.currency ?? '');
  if (fallback && columns.currency.length === 0) found.add(fallback);
  return found.size > 0 && [...found].every((currency) => currency !== undefined && exponentOf(currency) === 0);
}
