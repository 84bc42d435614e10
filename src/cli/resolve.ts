/** What a person types to mean something known: ids or their beginnings, names, labels. Raises where it means none or several. */
import { FailureError, raise } from '../errors.ts';
import type { Leaf, Taxonomy } from '../categories/taxonomy.ts';
import { findAccount } from '../intake/assign.ts';
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow, TransactionRow } from '../read-model/rows.ts';

/** Ids named in a message when a beginning means several. */
const SHOWN = 5;

/** Only one match -> it; several raise 'id-ambiguous'; none -> undefined. */
function only<T extends { readonly id: string }>(what: string, prefix: string, matches: readonly T[]): T | undefined {
  if (matches.length > 1) raise('id-ambiguous', { what, prefix, matches: [...matches.slice(0, SHOWN).map(({ id }) => id), ...(matches.length > SHOWN ? ['…'] : [])] });
  return matches[0];
}

/**
 * A transaction by its id, by an id that a later wording of the bank gave it, or by the beginning of its id, in any case.
 * Raises 'transaction-unknown', 'id-ambiguous'.
 */
export function resolveTransaction(model: Pick<ReadModel, 'transactions' | 'queries'>, text: string): TransactionRow {
  const typed = text.trim().toLowerCase();
  const id = model.transactions.resolve(typed);
  const exact = id === undefined ? undefined : model.transactions.get(id);
  return exact ?? only('transaction', typed, model.queries.like(typed, SHOWN + 1)) ?? raise('transaction-unknown', { id: text });
}

/** Ids as typed -> transactions, each once, none of them split. Raises as above, and 'usage' for a split. */
export function resolveWhole(model: Pick<ReadModel, 'transactions' | 'queries'>, ids: readonly string[]): TransactionRow[] {
  const rows = [...new Map(ids.map((id) => resolveTransaction(model, id)).map((row) => [row.id, row])).values()];
  const split = rows.find((row) => row.parts !== null);
  if (split) raise('usage', { why: `${split.id} is split: its parts have their own categories.`, hint: `Split it anew, or first: ft split ${split.id} --none` });
  return rows;
}

/** An account by id, name in any case, or number. Raises 'account-unknown' with the names there are. */
export function resolveAccount(model: Pick<ReadModel, 'accounts'>, text: string): AccountRow {
  const accounts = model.accounts.all();
  return findAccount(accounts, text) ?? raise('account-unknown', { account: text, known: accounts.map(({ name }) => name) });
}

/** A category by id, label in either language, or the only beginning of one. Raises 'category-unknown' with the nearest. */
export function resolveCategory(taxonomy: Taxonomy, text: string): Leaf {
  const found = taxonomy.find(text);
  if (!found.ok) throw new FailureError(found.error);
  return found.value;
}

/** A commit by the beginning or the end of its id. Raises 'commit-unknown', 'id-ambiguous'. */
export function resolveCommit(model: Pick<ReadModel, 'log'>, text: string): StoredCommit {
  return only('commit', text, model.log.commitsLike(text.trim())) ?? raise('commit-unknown', { commit: text });
}
