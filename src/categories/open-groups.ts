/** What no step settled, and what the local model labelled unsurely, by merchant: the queue of `ft review`. */
import type { Query, Term } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { type Currency, exponentOf } from '../values/currency.ts';
import { type Minor, ZERO, add } from '../values/money.ts';
import { isUnsure } from './decision.ts';
import { memoised } from './memo.ts';
import { keyOfRow } from './teaching.ts';

/** A category that the local model gave rows of a group, unsurely. */
export interface Held {
  readonly category: string;
  count: number;
  /** Of its newest row. */
  confidence: number;
  newest: TransactionRow;
}

export interface OpenGroup {
  /** Merchant key; null where the texts name nobody, then the rows have the very same text. */
  readonly key: string | null;
  /** Rows that wait: without a category, or labelled unsurely. */
  count: number;
  /** Those of them that are labelled unsurely. */
  unsure: number;
  /** What those are labelled, the most frequent first; empty where none is. */
  readonly held: Held[];
  readonly sums: Map<Currency, { in: Minor; out: Minor }>;
  newest: TransactionRow;
  /** Ids of the newest rows, oldest first. */
  readonly recent: string[];
  /** Money that would stand in a wrong place, in thousandths, whatever the currency: for the order only. */
  stake: number;
}

/** Rows of a group that are shown before it is answered. */
const RECENT = 12;

const WHOLE: Term = { kind: 'is', state: 'split', not: true };
const UNCATEGORIZED: readonly Term[] = [{ kind: 'is', state: 'uncategorized', not: false }, { kind: 'step', step: 'own', not: true }, WHOLE];

/** True for a row that waits for the person: nobody settled it, or only a guess below `sureFrom` did. Whoever chose "uncategorized" has answered. */
export const isOpen = (row: TransactionRow, sureFrom: number | undefined): boolean =>
  row.twin === null && row.parts === null && row.step !== 'own' && (row.category === 'uncategorized' || isUnsure(row, sureFrom));

/** Rows that wait, and hold all of `terms` besides. */
const openRows = (sureFrom: number | undefined, terms: readonly Term[] = []): Query =>
  ({ any: [UNCATEGORIZED, ...(sureFrom === undefined ? [] : [[{ kind: 'unsure', below: sureFrom, not: false } as const]])].map((open) => [...open, ...terms]) });

/** The rows that are answered with this one: itself where its text names somebody, whose look-alikes follow of themselves; else all that wait with the very same text. */
export function answeredWith(row: TransactionRow, model: Pick<ReadModel, 'queries'>, sureFrom: number | undefined): TransactionRow[] {
  if (keyOfRow(row) !== undefined) return [row];
  const found = model.queries.find(openRows(sureFrom, [{ kind: 'text', folded: row.text, not: false }]));
  return [row, ...found.filter((other) => other.id !== row.id && other.text === row.text && keyOfRow(other) === undefined)];
}

/**
 * Open transactions by merchant, in one order: most money and most look-alikes first. Linked transfers need no category and are
 * not among them. `sureFrom`: confidence from which on a guess needs no second look; undefined leaves guesses alone.
 */
export function openGroups(model: Pick<ReadModel, 'queries'>, sureFrom: number | undefined): OpenGroup[] {
  const groups = new Map<string, OpenGroup>();
  const keyOf = memoised((joined) => {
    const [description = '', counterparty = ''] = joined.split('\u001f');
    return keyOfRow({ description, counterparty: counterparty || null }) ?? null;
  });
  for (const chunk of model.queries.chunks(openRows(sureFrom)))
    for (const row of chunk) {
      const key = keyOf(`${row.description}\u001f${row.counterparty ?? ''}`);
      const name = key === null ? `text ${row.text}` : `key ${key}`;
      let group = groups.get(name);
      if (!group) groups.set(name, (group = { key, count: 0, unsure: 0, held: [], sums: new Map(), newest: row, recent: [], stake: 0 }));
      count(group, row);
    }
  for (const { held } of groups.values()) held.sort((a, b) => b.count - a.count || b.confidence - a.confidence);
  return [...groups.values()].sort((a, b) => weight(b) - weight(a) || b.count - a.count || (a.newest.id < b.newest.id ? -1 : 1));
}

/**
 * One order over money and look-alikes, over rows without a category and unsure ones. The stake of a row is its amount times how
 * likely it is to stand in a wrong place: all of it without a category, a third of it where the model is sure to two thirds. One
 * answer settles all look-alikes, so they count too, but by their square root: four rows of 100 go before one of 400 and after one of 900.
 */
const weight = ({ stake, count: rows }: OpenGroup): number => stake * Math.sqrt(rows);

function count(group: OpenGroup, row: TransactionRow): void {
  const sum = group.sums.get(row.currency) ?? { in: ZERO, out: ZERO };
  if (row.amount >= 0) sum.in = add(sum.in, row.amount);
  else sum.out = add(sum.out, row.amount);
  group.sums.set(row.currency, sum);
  group.count++;
  group.newest = row;
  group.recent.push(row.id);
  if (group.recent.length > RECENT) group.recent.shift();
  group.stake += Math.abs(row.amount) * 10 ** (3 - exponentOf(row.currency)) * (row.category === 'uncategorized' ? 1 : 1 - row.confidence);
  if (row.category === 'uncategorized') return;
  group.unsure++;
  const held = group.held.find(({ category }) => category === row.category);
  if (held) Object.assign(held, { count: held.count + 1, confidence: row.confidence, newest: row });
  else group.held.push({ category: row.category, count: 1, confidence: row.confidence, newest: row });
}
