/** The person's answer to a doubtful row: a transaction of its own, or a known one in other words. */
import type { Cascade } from '../categories/cascade.ts';
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { DoubtRow } from '../read-model/doubts.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import type { Day } from '../values/day.ts';
import { transactionId } from '../values/ids.ts';
import { wordingOf } from './draft.ts';
import { fullerEvent } from './fuller.ts';

interface Tools { readonly commit: Commit; readonly model: ReadModel }

/** Said of a row that another device recorded while it was asked about here. */
const TOLD_ELSEWHERE = 'the same row, which another device took for a new one';

/** True where the row itself stands: another device, which knew nothing it could be, recorded it. */
const isRecordedElsewhere = ({ log, transactions }: Pick<ReadModel, 'log' | 'transactions'>, doubt: string): boolean =>
  transactions.stands(doubt) && [...log.commitsOf(log.of(doubt).filter(({ type }) => type === 'transaction.recorded.v2')).values()].some(({ device }) => device !== log.ownDevice());

/** The row is new: it is recorded as it came, with what the cascade says of it -> its id. Where another device recorded it, it is there already. */
export async function settleAsNew({ id: doubt, draft }: DoubtRow, { commit, model, cascade }: Tools & { readonly cascade: Cascade }): Promise<string> {
  if (isRecordedElsewhere(model, doubt)) {
    commit.append([{ type: 'doubt.settled.v1', subject: doubt, payload: { as: 'new' } }]);
    return doubt;
  }
  let { ordinal } = draft;
  let id = doubt;
  // An equal row may have come in since the question was raised.
  while (model.transactions.resolve(id) !== undefined) id = transactionId(draft.account, draft.date as Day, draft.amount, draft.currency, wordingOf(draft), ++ordinal);
  const text = draft.description.trim() === '' ? (draft.counterparty ?? '') : draft.description;
  const [decision] = await cascade.decide([{ text, normal: wordingOf(draft), counterparty: draft.counterparty, amount: draft.amount, currency: draft.currency, account: draft.account, bankCategory: draft.bankCategory, bankCodes: draft.bankCodes, mcc: draft.mcc }]);
  commit.append([
    { type: 'doubt.settled.v1', subject: doubt, payload: { as: 'new' } },
    { type: 'transaction.recorded.v2', subject: id, payload: { ...draft, ordinal, ...(decision && decision.step !== 'none' ? { decision } : {}) } },
  ]);
  return id;
}

/**
 * The row is a known transaction: its words become another name of that one, and the delivery that brought it holds it too.
 * Raises 'usage' when account or amount differ: those two cannot be one.
 */
export function settleAsDuplicate({ id, draft }: DoubtRow, of: TransactionRow, { commit, model }: Tools): void {
  if (of.account !== draft.account || of.amount !== draft.amount || of.currency !== draft.currency)
    raise('usage', { why: `${of.id} has another account or amount than the doubtful row.`, hint: 'ft review shows what it may be.' });
  const description = draft.description.length > of.description.length ? draft.description : of.description;
  const counterparty = of.counterparty ?? draft.counterparty;
  commit.append([
    { type: 'doubt.settled.v1', subject: id, payload: { as: 'duplicate', of: of.id } },
    { type: 'transaction.restated.v1', subject: of.id, payload: { alias: id, description, ...(counterparty === undefined ? {} : { counterparty }) } },
  ]);
  if (isRecordedElsewhere(model, id)) commit.append([{ type: 'transaction.withdrawn.v1', subject: id, payload: { by: of.id, why: TOLD_ELSEWHERE } }]);
  commit.append(fullerEvent(draft as Parameters<typeof fullerEvent>[0], of));
  if (draft.statement !== undefined) commit.append([{ type: 'statement.attested.v1', subject: draft.statement, payload: { transactions: [of.id] } }]);
}
