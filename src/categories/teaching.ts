/** Correcting a category: the person's own decision, what it teaches about the merchant, and the look-alikes it would settle. */
import type { Draft as Commit } from '../ledger/append.ts';
import type { NewEvent } from '../ledger/events/list.ts';
import type { Query } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { CorrectionRow, TransactionRow } from '../read-model/rows.ts';
import { restsOnBroadCode } from './bank-codes.ts';
import type { Cascade, Decider } from './cascade.ts';
import { answersBy, teachableKey } from './corrections.ts';
import { type Change, type HistoryDiff, type HistoryRow, historyDiff } from './history-diff.ts';
import { historyRow, historyRows, labelled } from './history.ts';

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

/** Takes back what the choices on these transactions taught their merchants; what a later choice of another category taught stays. */
function unteaching(rows: readonly TransactionRow[], known: readonly CorrectionRow[]): NewEvent[] {
  const taught = new Map(known.map((row) => [row.key, row.category]));
  return keysOf(rows.filter((row) => taught.get(keyOfRow(row) ?? '') === row.category)).map((key) => ({ type: 'merchant.forgotten.v1', subject: key, payload: {} }));
}

/** The merchant keys of transactions, each once. */
const keysOf = (rows: readonly TransactionRow[]): string[] => [...new Set(rows.flatMap((row) => keyOfRow(row) ?? []))];

/**
 * Rows that the cascade, having learnt these keys, would label by them otherwise than they are (`found`), and those that were only
 * guessed to be what it says (`confirmed`). Rows that are decided by the person or a rule never are.
 */
async function lookalikes(model: Pick<ReadModel, 'queries' | 'transactions'>, cascade: Decider, keys: readonly string[]): Promise<{ found: readonly Change[]; confirmed: readonly Change[] }> {
  if (keys.length === 0) return { found: [], confirmed: [] };
  const { changed, reattributed } = await historyDiff(rowsLike(model, keys), cascade);
  const byThem = ({ to }: Change): boolean => to.step === 'correction' && to.by !== undefined && keys.includes(to.by);
  return { found: changed.filter(byThem), confirmed: reattributed.filter((change) => (change.from.step === 'model' || restsOnBroadCode(change.from)) && byThem(change)) };
}

/** Rows below the rules that these keys may decide: only they are worth the whole cascade. */
function* rowsLike(model: Pick<ReadModel, 'queries' | 'transactions'>, keys: readonly string[]): Generator<HistoryRow, void, undefined> {
  for (const id of model.queries.idsWhere(BELOW_RULES, answersBy(keys))) yield* asHistory(model, id);
}

export interface Correction {
  /** Merchant keys that now stand for the category. */
  readonly taught: readonly string[];
  /** Other rows of those merchants that it would label, or has labelled. */
  readonly found: readonly Change[];
  /** Other rows of those merchants that the local model had guessed right, or that a broad code of the bank's told; they keep their category, and are sure now. */
  readonly confirmed: number;
}
interface Tools { readonly commit: Commit; readonly model: ReadModel; /** The cascade over what is known now. */ readonly cascade: () => Promise<Cascade> }

/**
 * Puts transactions in a category by the person's own decision. `teaches`: their merchants are remembered; `labels`: the
 * look-alikes are labelled too, else only found. What stands so already writes nothing.
 */
export async function correct(rows: readonly TransactionRow[], category: string, how: { teaches: boolean; labels: boolean }, { commit, model, cascade }: Tools): Promise<Correction> {
  commit.append(ownDecisions(rows, category));
  // "Uncategorized" says nothing about a merchant.
  if (!how.teaches || category === 'uncategorized') return { taught: [], found: [], confirmed: 0 };
  const taught = keysOf(rows);
  commit.append(teaching(rows, category, model.knowledge.corrections()));
  commit.settle();
  // Corrections answer before anything is guessed, so no guess is asked for.
  const { found, confirmed } = await lookalikes(model, (await cascade()).instant, taught);
  if (how.labels) commit.append(labelled(found));
  // That a guess was right changes nothing that is to be asked about, unless other rows are.
  const confirms = how.labels || found.length === 0;
  if (confirms) commit.append(labelled(confirmed));
  return { taught, found, confirmed: confirms ? confirmed.length : 0 };
}

export interface Forgetting {
  /** Merchant keys that stand for nothing any more. */
  readonly forgotten: readonly string[];
  /** Other rows that those keys labelled, as the cascade would have them now; or has them, where they were labelled. */
  readonly found: readonly Change[];
}

/**
 * Takes the person's own decision on transactions back. `unteaches`: also what their merchants were taught; the transactions then get
 * what the cascade says without it. `labels`: so do the other rows that this teaching had labelled; else they are only found.
 */
export async function takeBack(rows: readonly TransactionRow[], how: { unteaches: boolean; labels: boolean }, { commit, model, cascade }: Tools): Promise<Forgetting> {
  const own = rows.filter((row) => row.step === 'own');
  const forgotten = how.unteaches ? unteaching(own, model.knowledge.corrections()) : [];
  commit.append([...ownDecisions(rows, null), ...forgotten]);
  if (!how.unteaches) return { forgotten: [], found: [] };
  commit.settle();
  const taught = new Set(model.knowledge.corrections().map(({ key }) => key));
  const gone = new Set(keysOf(rows).filter((key) => !taught.has(key)));
  const named = new Set(rows.map(({ id }) => id));
  const bereft = [...historyRows(model, BY_CORRECTIONS)].filter(({ id, decision }) => !named.has(id) && gone.has(decision.by ?? ''));
  if (own.length + bereft.length === 0) return { forgotten: [], found: [] };
  const current = await cascade();
  commit.append(labelled(allOf(await historyDiff(own.flatMap(({ id }) => asHistory(model, id)), current))));
  const diff = await historyDiff(bereft, current);
  if (how.labels) commit.append(labelled(allOf(diff)));
  return { forgotten: forgotten.map(({ subject }) => subject), found: diff.changed };
}

const BY_CORRECTIONS: Query = { any: [[{ kind: 'step', step: 'correction', not: false }]] };

const asHistory = (model: Pick<ReadModel, 'transactions'>, id: string): HistoryRow[] => {
  const row = model.transactions.get(id);
  return row ? [historyRow(row)] : [];
};

/** Also rows that keep their category, now for another reason: what decided before is gone. */
const allOf = ({ changed, reattributed }: HistoryDiff): Change[] => [...changed, ...reattributed];
