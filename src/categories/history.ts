/** Recorded transactions before the cascade once more: what it looks at, and the events that label them anew. */
import type { NewEvent } from '../ledger/events/list.ts';
import type { Query } from '../read-model/query-sql.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { normalText } from '../values/text.ts';
import { type Decision, type Description, textKnownBy } from './decision.ts';
import type { Change, HistoryRow } from './history-diff.ts';

type Described = Pick<TransactionRow, 'description' | 'counterparty' | 'amount' | 'currency' | 'account' | 'details'>;

/** Transaction -> what the cascade looks at: the same as when it came in. */
export function descriptionOfRow(row: Described): Description {
  const text = textKnownBy(row.description, row.counterparty);
  const { bankCategory, bankCodes, mcc } = row.details ?? {};
  return {
    text, normal: normalText(text), counterparty: row.counterparty ?? undefined, amount: row.amount, currency: row.currency, account: row.account, bankCategory, bankCodes, mcc,
  };
}

/** The decision a transaction carries. */
export const decisionOfRow = ({ category, step, confidence, by }: Pick<TransactionRow, 'category' | 'step' | 'confidence' | 'by'>): Decision =>
  ({ category, step, confidence, ...(by === null ? {} : { by }) });

/** A transaction as `historyDiff` takes it. */
export const historyRow = (row: TransactionRow): HistoryRow => ({ id: row.id, about: descriptionOfRow(row), decision: decisionOfRow(row) });

/** Every transaction a query finds, one at a time in flat memory, as `historyDiff` takes them. */
export function* historyRows(model: Pick<ReadModel, 'queries'>, query: Query): Generator<HistoryRow, void, undefined> {
  for (const chunk of model.queries.chunks(query))
    for (const row of chunk) yield historyRow(row);
}

/** Changes -> the events that write them down. */
export const labelled = (changes: readonly Change[]): NewEvent[] => changes.map(({ id, to }) => ({
  type: 'transaction.labelled.v1', subject: id,
  payload: { category: to.category, step: to.step, confidence: to.confidence, ...(to.by === undefined ? {} : { by: to.by }) },
}));
