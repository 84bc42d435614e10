/** Correcting a category: the person's own decision, what it teaches about the merchant, and the look-alikes it would settle. */
import type { Draft as Commit } from '../ledger/append.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { Query } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { CorrectionRow, TransactionRow } from '../read-model/rows.ts';
import type { Cascade } from './cascade.ts';
import { teachableKey } from './corrections.ts';
import { type Change, historyDiff } from './history-diff.ts';
import { historyRows, labelled } from './history.ts';

/** What a correction may label: all but what the person or a rule of theirs settled. */
const BELOW_RULES: Query = { any: [[{ kind: 'step', step: 'own', not: true }, { kind: 'step', step: 'rule', not: true }]] };

/** The merchant key that a transaction teaches by; undefined when its text names nobody in particular. */
export const keyOfRow = (row: Pick<TransactionRow, 'description' | 'counterparty'>): string | undefined => teachableKey(row.description, row.counterparty ?? undefined);

/** The own decision on each transaction that does not carry it already; null takes it back. */
const ownDecisions = (rows: readonly TransactionRow[], category: string | null): NewEvent[] =>
  rows.filter((row) => (category === null ? row.step === 'own' : row.step !== 'own' || row.category !== category))
    .map((row) => ({ type: 'transaction.categorized.v1', subject: row.id, payload: { category } }));

/** What the merchants of these transactions are taught anew, by key; those that know it already are left out. */
function teaching(rows: readonly TransactionRow[], category: string, known: readonly CorrectionRow[]): NewEvent[] {
  const taught = new Map(known.map((row) => [row.key, row.category]));
  return keysOf(rows).filter((key) => taught.get(key) !== category).map((key) => ({ type: 'merchant.taught.v1', subject: key, payload: { category } }));
}

/** Takes back what the merchants of these transactions were taught. */
function unteaching(rows: readonly TransactionRow[], known: readonly CorrectionRow[]): NewEvent[] {
  const taught = new Set(known.map((row) => row.key));
  return keysOf(rows).filter((key) => taught.has(key)).map((key) => ({ type: 'merchant.forgotten.v1', subject: key, payload: {} }));
}

/** The merchant keys of transactions, each once. */
const keysOf = (rows: readonly TransactionRow[]): string[] => [...new Set(rows.flatMap((row) => keyOfRow(row) ?? []))];

/** Rows that the cascade, having learnt these keys, would label by them otherwise than they are. Rows that are decided by the person or a rule never are. */
async function lookalikes(model: Pick<ReadModel, 'queries'>, cascade: Cascade, keys: readonly string[]): Promise<readonly Change[]> {
  if (keys.length === 0) return [];
  const { changed } = await historyDiff(historyRows(model, BELOW_RULES), cascade);
  return changed.filter(({ to }) => to.step === 'correction' && to.by !== undefined && keys.includes(to.by));
}

export interface Correction {
  /** Merchant keys that now stand for the category. */
  readonly taught: readonly string[];
  /** Other rows of those merchants that it would label, or has labelled. */
  readonly found: readonly Change[];
}
interface Tools { readonly commit: Commit; readonly model: ReadModel; /** The cascade over what is known now. */ readonly cascade: () => Promise<Cascade> }

/**
 * Puts transactions in a category by the person's own decision. `teaches`: their merchants are remembered; `labels`: the
 * look-alikes are labelled too, else only found. What stands so already writes nothing.
 */
export async function correct(rows: readonly TransactionRow[], category: string, how: { teaches: boolean; labels: boolean }, { commit, model, cascade }: Tools): Promise<Correction> {
  commit.append(ownDecisions(rows, category));
  // "Uncategorized" says nothing about a merchant.
  if (!how.teaches || category === 'uncategorized') return { taught: [], found: [] };
  const taught = keysOf(rows);
  commit.append(teaching(rows, category, model.knowledge.corrections()));
  commit.settle();
  const found = await lookalikes(model, await cascade(), taught);
  if (how.labels) commit.append(labelled(found));
  return { taught, found };
}

/** Takes the person's own decision on transactions back, and (`unteaches`) what their merchants were taught -> the keys forgotten. */
export function takeBack(rows: readonly TransactionRow[], unteaches: boolean, { commit, model }: Pick<Tools, 'commit' | 'model'>): string[] {
  const forgotten = unteaches ? unteaching(rows.filter((row) => row.step === 'own'), model.knowledge.corrections()) : [];
  commit.append([...ownDecisions(rows, null), ...forgotten]);
  return forgotten.map(({ subject }) => subject);
}
