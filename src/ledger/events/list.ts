/** Every event this program writes: versioned name -> schema. STORED NAMES: never change one, add a version. */
import * as z from 'zod';
import * as account from './account.ts';
import * as commit from './commit.ts';
import * as connection from './connection.ts';
import { encodeRecorded } from './encode-recorded.ts';
import * as knowledge from './knowledge.ts';
import { presentName } from './superseded.ts';
import * as statement from './statement.ts';
import * as transaction from './transaction.ts';

const schemas = {
  'account.opened.v1': account.accountOpenedV1,
  'account.renamed.v1': account.accountRenamedV1,
  'account.numbered.v1': account.accountNumberedV1,
  'account.opening-balance-set.v1': account.accountOpeningBalanceSetV1,
  'account.closed.v1': account.accountClosedV1,
  'account.reopened.v1': account.accountReopenedV1,
  'statement.imported.v1': statement.statementImportedV1,
  'statement.attested.v1': statement.statementAttestedV1,
  'statement.balances.v1': statement.statementBalancesV1,
  'transaction.recorded.v2': transaction.transactionRecordedV2,
  'transaction.detailed.v1': transaction.transactionDetailedV1,
  'transaction.restated.v1': transaction.transactionRestatedV1,
  'transaction.categorized.v1': transaction.transactionCategorizedV1,
  'transaction.labelled.v1': transaction.transactionLabelledV1,
  'transaction.split.v1': transaction.transactionSplitV1,
  'transaction.noted.v1': transaction.transactionNotedV1,
  'transaction.withdrawn.v1': transaction.transactionWithdrawnV1,
  'doubt.raised.v2': transaction.doubtRaisedV2,
  'doubt.settled.v1': transaction.doubtSettledV1,
  'transfer.linked.v1': knowledge.transferLinkedV1,
  'transfer.unlinked.v1': knowledge.transferUnlinkedV1,
  'category.added.v1': knowledge.categoryAddedV1,
  'category.renamed.v1': knowledge.categoryRenamedV1,
  'rule.added.v1': knowledge.ruleAddedV1,
  'rule.removed.v1': knowledge.ruleRemovedV1,
  'merchant.taught.v1': knowledge.merchantTaughtV1,
  'merchant.forgotten.v1': knowledge.merchantForgottenV1,
  'budget.set.v1': knowledge.budgetSetV1,
  'profile.saved.v1': knowledge.profileSavedV1,
  'connection.opened.v1': connection.connectionOpenedV1,
  'connection.consented.v1': connection.connectionConsentedV1,
  'connection.consent-ended.v1': connection.connectionConsentEndedV1,
  'connection.linked.v1': connection.connectionLinkedV1,
  'connection.distrusted.v1': connection.connectionDistrustedV1,
  'connection.closed.v1': connection.connectionClosedV1,
  'access.recorded.v1': connection.accessRecordedV1,
  'missing.noticed.v1': connection.missingNoticedV1,
  'missing.cleared.v1': connection.missingClearedV1,
  'commit.undone.v1': commit.commitUndoneV1,
  'commit.redone.v1': commit.commitRedoneV1,
} as const;

type Schemas = typeof schemas;
export type EventType = keyof Schemas;
export type Payload<T extends EventType> = z.infer<Schemas[T]>;
/** An event about to be appended. */
export type NewEvent = { [T in EventType]: { readonly type: T; readonly subject: string; readonly payload: Payload<T> } }[EventType];
/** An event of the log. `payload` was validated when it was written, and its digest stands in the chain. */
export type KnownEvent = { [T in EventType]: { readonly position: number; readonly commit: number; readonly type: T; readonly subject: string; readonly payload: Payload<T> } }[EventType];

/** Payload -> canonical JSON. Throws (a defect) when it does not fit its schema: a wrong event must never be stored. */
export function encodePayload(event: NewEvent): string {
  if (event.type === 'transaction.recorded.v2') {
    const text = encodeRecorded(event.payload);
    if (text !== undefined) return text;
  }
  return JSON.stringify(schemas[event.type].parse(event.payload));
}

/**
 * Type as stored and payload as it came from elsewhere -> true where it is what this program would have written, to the letter; true as well for types
 * that it does not know: they are kept and skipped.
 */
export function isSoundPayload(type: string, payload: string): boolean {
  const name = presentName(type);
  try {
    const value: unknown = JSON.parse(payload);
    if (!Object.hasOwn(schemas, name)) return typeof value === 'object' && value !== null;
    return encodePayload({ type: name, subject: '', payload: value } as NewEvent) === payload;
  } catch {
    return false;
  }
}

/** Every type this program knows. */
export const eventTypes = (): readonly EventType[] => Object.keys(schemas) as EventType[];
