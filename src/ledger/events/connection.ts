/** What was agreed with a bank and asked of it. Subject: the connection's id; of an access `access/` and that id. */
import * as z from 'zod';
import { currency, id, text } from './fields.ts';

/** Unix milliseconds. */
const instant = z.int();

export const connectionOpenedV1 = z.strictObject({
  /** As the provider names it in requests. */
  bank: text,
  country: text.optional(),
  /** What the person calls it. */
  name: text.min(1),
  provider: id,
});
/** The person consented at the bank. Handles are what this consent's requests name the accounts by. */
export const connectionConsentedV1 = z.strictObject({
  accounts: z.array(z.strictObject({ currency: currency.optional(), handle: text, key: text.min(1), kind: text.optional(), name: text.optional(), number: text.optional() })).max(500),
  at: instant,
  scope: z.array(text).max(20),
  /** Absent where the provider names no end. */
  until: instant.optional(),
});
/** The last consent is over. */
export const connectionConsentEndedV1 = z.strictObject({ at: instant, why: z.enum(['revoked', 'expired', 'replaced', 'disconnected']) });
/** Rows of the bank's account in this currency go into that account of the ledger. */
export const connectionLinkedV1 = z.strictObject({ account: id, currency, key: text.min(1) });
/** The bank's ids in this field were seen to be no identity: they are not trusted any more. */
export const connectionDistrustedV1 = z.strictObject({ field: text.min(1), why: text });
/** Nothing is asked of the bank any more. */
export const connectionClosedV1 = z.strictObject({ at: instant });

/** Requests that were sent; `status` 0 for one that got no answer. */
export const accessRecordedV1 = z.strictObject({
  attended: z.boolean(),
  calls: z.array(z.strictObject({ account: text.optional(), at: instant, endpoint: text, status: z.int() })).min(1).max(1000),
  purpose: z.enum(['connect', 'sync', 'disconnect', 'look']),
});
/** A booked row that the bank no longer tells although it tells the days around it. Subject: the transaction's id. It stands until the person decides. */
export const missingNoticedV1 = z.strictObject({ connection: id });
/** The bank tells it again; `kept`: the person keeps it, and is not asked again while the bank does not tell it. */
export const missingClearedV1 = z.strictObject({ kept: z.literal(true).optional() });
