/** What happened to an account. Subject: the account's id. */
import * as z from 'zod';
import { amount, currency, day, text } from './fields.ts';

export const accountOpenedV1 = z.strictObject({
  bank: text.optional(),
  currency,
  name: text.min(1),
  /** Number or IBAN, without blanks, points or dashes. */
  number: text.optional(),
});
export const accountRenamedV1 = z.strictObject({ name: text.min(1) });
/** A later statement named the number (or the bank) of an account that was opened without. */
export const accountNumberedV1 = z.strictObject({ bank: text.optional(), number: text.min(1) });
/** The booked balance before the first transaction of `day`. */
export const accountOpeningBalanceSetV1 = z.strictObject({ balance: amount, day });
export const accountClosedV1 = z.strictObject({ day });
export const accountReopenedV1 = z.strictObject({});
