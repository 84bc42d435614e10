/** What the ledger holds of a feed: the transactions that earlier answers of the same provider told of the same account. */
import type { ReadModel } from '../../read-model/read-model.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Day } from '../../values/day.ts';

/** A transaction and the id under which the bank told it first. */
export interface Held {
  readonly row: TransactionRow;
  readonly reference: string | undefined;
  /** It was noticed to be missing at the bank. */
  readonly isMissing: boolean;
}

/** Account, provider and days (both inclusive) -> the transactions that its feed brought or was seen to hold. */
export function heldBy({ statements, transactions, missing, log }: Pick<ReadModel, 'statements' | 'transactions' | 'missing' | 'log'>, account: string, provider: string, from: Day, to: Day): Held[] {
  const ids = statements.heldBy(account, provider, from, to);
  const references = log.references(ids);
  return transactions.ofIds(ids).map((row) => ({ row, reference: references.get(row.id), isMissing: missing.has(row.id) }));
}
