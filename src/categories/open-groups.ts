/** What no step settled, by merchant: the queue of `ft review`. */
import type { Query } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { type Currency, exponentOf } from '../values/currency.ts';
import { type Minor, ZERO, add } from '../values/money.ts';
import { memoised } from './memo.ts';
import { keyOfRow } from './teaching.ts';

export interface OpenGroup {
  /** Merchant key; null where the texts name nobody, then the rows have the very same text. */
  readonly key: string | null;
  count: number;
  readonly sums: Map<Currency, { in: Minor; out: Minor }>;
  newest: TransactionRow;
  /** Every row; kept only where there is no key to find them by. */
  readonly ids: string[];
  /** Size of all amounts in thousandths, whatever the currency: for the order only. */
  weight: number;
}

const OPEN: Query = { any: [[{ kind: 'is', state: 'uncategorized', not: false }, { kind: 'is', state: 'split', not: true }]] };

/** Uncategorized transactions by merchant, most money first. Linked transfers need no category and are not among them. */
export function openGroups(model: Pick<ReadModel, 'queries'>): OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  const keyOf = memoised((joined) => {
    const [description = '', counterparty = ''] = joined.split('\u001f');
    return keyOfRow({ description, counterparty: counterparty || null }) ?? null;
  });
  for (const chunk of model.queries.chunks(OPEN))
    for (const row of chunk) {
      const key = keyOf(`${row.description}\u001f${row.counterparty ?? ''}`);
      const name = key === null ? `text ${row.text}` : `key ${key}`;
      let group = groups.get(name);
      if (!group) groups.set(name, (group = { key, count: 0, sums: new Map(), newest: row, ids: [], weight: 0 }));
      count(group, row);
    }
  return [...groups.values()].sort((a, b) => b.weight - a.weight || b.count - a.count || (a.newest.id < b.newest.id ? -1 : 1));
}

function count(group: OpenGroup, row: TransactionRow): void {
  const sum = group.sums.get(row.currency) ?? { in: ZERO, out: ZERO };
  if (row.amount >= 0) sum.in = add(sum.in, row.amount);
  else sum.out = add(sum.out, row.amount);
  group.sums.set(row.currency, sum);
  group.count++;
  group.newest = row;
  group.weight += Math.abs(row.amount) * 10 ** (3 - exponentOf(row.currency));
  if (group.key === null) group.ids.push(row.id);
}
