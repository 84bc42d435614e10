/** What taking a commit back (or bringing it back) does: the ledger before it beside the ledger after it. */
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow, BudgetRow, CorrectionRow, RuleRow, TransactionRow, UserCategoryRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { type Minor, ZERO, add } from '../values/money.ts';

export interface Moved { count: number; readonly sums: Map<Currency, { in: Minor; out: Minor }>; readonly examples: TransactionRow[] }
/** One thing that is there before but not after (`gone`), after but not before (`back`), or otherwise after. */
export interface Turned<T> { readonly change: 'gone' | 'back' | 'changed'; readonly row: T }

export interface UndoEffect {
  readonly removed: Moved;
  readonly returned: Moved;
  readonly changed: { count: number; readonly examples: { readonly before: TransactionRow; readonly after: TransactionRow }[] };
  /** What the person put, by other commits, on transactions that go away. */
  readonly orphaned: { categories: number; splits: number; notes: number; transfers: number };
  readonly accounts: readonly Turned<AccountRow>[];
  readonly rules: readonly Turned<RuleRow>[];
  readonly categories: readonly Turned<UserCategoryRow>[];
  readonly budgets: readonly Turned<BudgetRow>[];
  readonly merchants: readonly Turned<CorrectionRow>[];
  /** Saved layouts, by name. */
  readonly profiles: readonly Turned<{ readonly name: string }>[];
  /** Open questions in `ft review`, before and after. */
  readonly doubts: { readonly before: number; readonly after: number };
}

const EXAMPLES = 5;

/** The ledger as it stood and as it would stand -> what a commit's switching changed. */
export function undoEffect(before: ReadModel, after: ReadModel, commit: StoredCommit): UndoEffect {
  const removed = nothing();
  const returned = nothing();
  const changed: UndoEffect['changed'] = { count: 0, examples: [] };
  const orphaned = { categories: 0, splits: 0, notes: 0, transfers: 0 };
  for (const id of touchedBy(before, commit)) {
    const old = before.transactions.get(id);
    const now = after.transactions.get(id);
    if (old && !now) {
      count(removed, old);
      countOrphans(before, commit, old, orphaned);
    } else if (!old && now) count(returned, now);
    else if (old && now && !sameRow(old, now)) {
      changed.count++;
      if (changed.examples.length < EXAMPLES) changed.examples.push({ before: old, after: now });
    }
  }
  return {
    removed, returned, changed, orphaned,
    accounts: turned(before.accounts.all(), after.accounts.all(), ({ id }) => id, ({ openingBalance: _, ...account }) => account),
    rules: turned(before.knowledge.rules(), after.knowledge.rules(), ({ id }) => id),
    categories: turned(before.knowledge.categories(), after.knowledge.categories(), ({ id }) => id),
    budgets: turned(before.knowledge.budgets(), after.knowledge.budgets(), ({ kind, target, currency, from }) => [kind, target, currency, from].join(' ')),
    merchants: turned(before.knowledge.corrections(), after.knowledge.corrections(), ({ key }) => key),
    profiles: turned(before.knowledge.profiles(), after.knowledge.profiles(), ({ name }) => name),
    doubts: { before: before.doubts.all().length, after: after.doubts.all().length },
  };
}

const nothing = (): Moved => ({ count: 0, sums: new Map(), examples: [] });

function count(moved: Moved, row: TransactionRow): void {
  moved.count++;
  const sum = moved.sums.get(row.currency) ?? { in: ZERO, out: ZERO };
  if (row.amount >= 0) sum.in = add(sum.in, row.amount);
  else sum.out = add(sum.out, row.amount);
  moved.sums.set(row.currency, sum);
  if (moved.examples.length < EXAMPLES) moved.examples.push(row);
}

/** Ids of the transactions a commit can make come, go or change, each once. */
function touchedBy(model: ReadModel, commit: StoredCommit, ids = new Set<string>()): Set<string> {
  for (const chunk of model.log.chunksOf(commit))
    for (const { type, subject, payload } of chunk) {
      if (type.startsWith('transaction.')) ids.add(subject);
      else if (type.startsWith('transfer.') || type === 'statement.attested.v1') for (const id of namedIn(payload)) ids.add(id);
      else if (type.startsWith('commit.')) for (const target of model.log.commitsLike(subject)) touchedBy(model, target, ids);
    }
  return ids;
}

/** Ids in the payload of a transfer or an attestation; none where it was erased. */
function namedIn(payload: string | null): readonly string[] {
  if (payload === null) return [];
  const { in: into, out, transactions = [] } = JSON.parse(payload) as { in?: string; out?: string; transactions?: readonly string[] };
  return [...(into === undefined ? [] : [into]), ...(out === undefined ? [] : [out]), ...transactions];
}

/** Which commit recorded it is no difference to a person. */
const sameRow = ({ commit: _, ...a }: TransactionRow, { commit: __, ...b }: TransactionRow): boolean => JSON.stringify(a) === JSON.stringify(b);

function countOrphans(model: ReadModel, commit: StoredCommit, row: TransactionRow, orphaned: UndoEffect['orphaned']): void {
  if (row.step !== 'own' && row.parts === null && row.note === null && row.twin === null) return;
  const later = new Set(model.log.of(row.id).filter((event) => event.commit !== commit.number && model.activity.isActive(event.commit)).map(({ type }) => type));
  if (row.step === 'own' && later.has('transaction.categorized.v1')) orphaned.categories++;
  if (row.parts !== null && later.has('transaction.split.v1')) orphaned.splits++;
  if (row.note !== null && later.has('transaction.noted.v1')) orphaned.notes++;
  if (row.twin !== null && model.links.ownLink(row.id)) orphaned.transfers++;
}

/** Two lists -> what is only in one of them, or in both but otherwise. */
function turned<T>(before: readonly T[], after: readonly T[], keyOf: (row: T) => string, seen: (row: T) => unknown = (row) => row): Turned<T>[] {
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Map(after.map((row) => [keyOf(row), row]));
  const text = (row: T): string => JSON.stringify(seen(row));
  return [
    ...before.filter((row) => !now.has(keyOf(row))).map((row) => ({ change: 'gone' as const, row })),
    ...after.flatMap((row): Turned<T>[] => {
      const was = old.get(keyOf(row));
      if (was === undefined) return [{ change: 'back', row }];
      return text(was) === text(row) ? [] : [{ change: 'changed', row }];
    }),
  ];
}
