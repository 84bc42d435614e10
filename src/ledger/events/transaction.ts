/** What happened to a transaction. Subject: the transaction's id. */
import * as z from 'zod';
import { amount, currency, day, decision, id, step, text } from './fields.ts';

const recorded = {
  account: id,
  amount,
  counterparty: text.optional(),
  counterpartyAccount: text.optional(),
  currency,
  /** Booking date. */
  date: day,
  /** What the cascade decided when the row came in; absent when no step settled it. */
  decision: decision.optional(),
  /** As the bank wrote it. */
  description: text,
  line: z.int().optional(),
  merchant: text.optional(),
  note: text.optional(),
  /** Which of several equal rows of its day it is, from 1. */
  ordinal: z.int().min(1),
  reference: text.optional(),
  source: z.enum(['csv', 'manual']),
  statement: id.optional(),
  type: text.optional(),
  valueDate: day.optional(),
};
export const transactionRecordedV1 = z.strictObject(recorded);
/** A later delivery holds the same transaction in other words; `alias` is the id those words would have given. */
export const transactionRestatedV1 = z.strictObject({ alias: id, counterparty: text.optional(), description: text });
/** The person's own decision; null takes it back. */
export const transactionCategorizedV1 = z.strictObject({ category: id.nullable() });
/** A machine's decision over history (rules, corrections); "uncategorized" by step none takes one back. */
export const transactionLabelledV1 = z.strictObject({ by: text.optional(), category: id, confidence: z.number().min(0).max(1), step });
/** Parts add up to the amount; none = not split. */
export const transactionSplitV1 = z.strictObject({
  parts: z.array(z.strictObject({ amount, category: id, note: text.optional() })).max(200),
});
export const transactionNotedV1 = z.strictObject({ note: text });

/** A row that may be a known transaction in other words. Subject: the id it would have as a new one. */
export const doubtRaisedV1 = z.strictObject({
  candidates: z.array(z.strictObject({ id, why: text })).min(1).max(20),
  draft: z.strictObject(recorded),
});
export const doubtSettledV1 = z.strictObject({ as: z.enum(['new', 'duplicate']), of: id.optional() });
