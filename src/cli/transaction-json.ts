/** A transaction in JSON, the same in every command that shows some. A public interface: add members, never change one. */
import type { TransactionRow } from '../read-model/rows.ts';
import { decimalText } from '../values/money.ts';
import { type Names, accountName } from '../words/names.ts';

/**
 * One row: day ISO, amount decimal text in its currency, account by name, category with its group, and which step gave it.
 * `note`, `parts` and `transfer` (the id of the other half) stand only where there are any.
 */
export const transactionJson = (row: TransactionRow, { taxonomy, accounts }: Names) => ({
  id: row.id, date: row.date, amount: decimalText(row.amount, row.currency), currency: row.currency, account: accountName(accounts, row.account),
  description: row.description, merchant: row.merchant, category: row.category, group: taxonomy.groupOf(row.category),
  confidence: row.confidence, categorySource: row.step, status: 'booked' as const,
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.parts === null ? {} : { parts: row.parts.map((part) => ({
    amount: decimalText(part.amount, row.currency), category: part.category, group: taxonomy.groupOf(part.category), ...(part.note === undefined ? {} : { note: part.note }),
  })) }),
  ...(row.twin === null ? {} : { transfer: row.twin }),
});
