/** What one delivery of a bank's rows said. Subject: the statement's id (commit id and position in it). */
import * as z from 'zod';
import { amount, day, id, text } from './fields.ts';

const count = z.int().min(0);

export const statementImportedV1 = z.strictObject({
  account: id,
  /** SHA-256 of the file, hex. */
  digest: text,
  doubtful: count,
  duplicate: count,
  encoding: text,
  file: text,
  format: text,
  from: day,
  new: count,
  pending: count,
  profile: text,
  rejected: count,
  rows: count,
  to: day,
});
/** Transactions that were known already and that this delivery holds too: they stand as long as one delivery does. */
export const statementAttestedV1 = z.strictObject({ transactions: z.array(id).max(1000) });
/** Booked balance at the end of each day, as the bank asserts it. */
export const statementBalancesV1 = z.strictObject({ account: id, days: z.array(z.tuple([day, amount])).max(1000) });
