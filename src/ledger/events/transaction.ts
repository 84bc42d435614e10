/** What happened to a transaction. Subject: the transaction's id. */
import * as z from 'zod';
import { amount, currency, day, decision, id, step, text } from './fields.ts';

/**
 * v2 tells what OFX, CAMT, MT940 and other programs say beside a table's columns. v1 (read as v2, see superseded.ts) had the members
 * account, amount, counterparty, counterpartyAccount, currency, date, decision, description, line, merchant, note, ordinal, reference,
 * source (csv, manual), statement, type, valueDate. Amounts in minor units of the currency beside them, holder's sign.
 */
const recorded = {
  account: id,
  amount,
  /** The category of the bank or of another program, as written: a hint. */
  bankCategory: text.optional(),
  /** `scheme:code`, surest first: purpose, iso20022, gvc, swift, ofx. */
  bankCodes: z.array(text).max(20).optional(),
  /** The bank's reference of the batch that this is one payment of. */
  batchReference: text.optional(),
  checkNumber: text.optional(),
  counterparty: text.optional(),
  counterpartyAccount: text.optional(),
  creditorReference: text.optional(),
  currency,
  /** Booking date. */
  date: day,
  /** What the cascade decided when the row came in; absent when no step settled it. */
  decision: decision.optional(),
  /** As the bank wrote it. */
  description: text,
  endToEndId: text.optional(),
  line: z.int().optional(),
  mandateId: text.optional(),
  /** ISO 18245. */
  mcc: text.optional(),
  merchant: text.optional(),
  note: text.optional(),
  /** Which of several equal rows of its day it is, from 1. */
  ordinal: z.int().min(1),
  /** What it was in the currency of the purchase; `rate` as the bank wrote it. */
  original: z.strictObject({ amount, currency, rate: text.optional() }).optional(),
  reference: text.optional(),
  /** The format it came in, or `manual`. */
  source: text.min(1).max(40),
  statement: id.optional(),
  type: text.optional(),
  valueDate: day.optional(),
};
export const transactionRecordedV2 = z.strictObject(recorded);
/** A later delivery tells of a known transaction what the first did not. Members as in `transaction.recorded.v2`; each fills a gap. */
export const transactionDetailedV1 = z.strictObject({
  bankCategory: recorded.bankCategory, bankCodes: recorded.bankCodes, batchReference: recorded.batchReference, checkNumber: recorded.checkNumber, counterparty: recorded.counterparty, counterpartyAccount: recorded.counterpartyAccount,
  creditorReference: recorded.creditorReference, endToEndId: recorded.endToEndId, mandateId: recorded.mandateId, mcc: recorded.mcc, original: recorded.original, reference: recorded.reference,
  type: recorded.type, valueDate: recorded.valueDate,
});
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
/** The bank took it back: it was booked anew as `by`, or only reserved and never booked. Recorded once more, it stands again. */
export const transactionWithdrawnV1 = z.strictObject({ by: id.optional(), why: text });
export const transactionNotedV1 = z.strictObject({ note: text });

/** A row that may be a known transaction in other words. Subject: the id it would have as a new one. */
export const doubtRaisedV2 = z.strictObject({
  candidates: z.array(z.strictObject({ id, why: text })).min(1).max(20),
  draft: z.strictObject(recorded),
});
export const doubtSettledV1 = z.strictObject({ as: z.enum(['new', 'duplicate']), of: id.optional() });
