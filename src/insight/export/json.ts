/** The ledger as plain objects for JSON; field names as in `ft list --json`. Money is decimal text, so no reader makes it a float. */
import type { AccountRow, TransactionRow } from '../../read-model/rows.ts';
import { decimalText } from '../../values/money.ts';
import type { ExportSource } from './entries.ts';

export interface JsonAccount {
  readonly id: string;
  readonly name: string;
  readonly currency: string;
  readonly number: string | null;
  readonly bank: string | null;
  readonly openingBalance: string;
  readonly openingDay: string | null;
  readonly closed: string | null;
}
export interface JsonTransaction {
  readonly id: string;
  readonly date: string;
  readonly valueDate: string | null;
  readonly amount: string;
  readonly currency: string;
  /** Account name; `accountId` is its id. */
  readonly account: string;
  readonly accountId: string;
  readonly description: string;
  readonly counterparty: string | null;
  readonly merchant: string | null;
  readonly category: string;
  readonly group: string;
  readonly confidence: number;
  readonly categorySource: string;
  readonly status: 'booked';
  readonly note: string | null;
  /** Id of the other half of an own transfer. */
  readonly transfer: string | null;
  readonly parts: readonly { readonly amount: string; readonly category: string; readonly group: string; readonly note: string | null }[] | null;
}

/** Account -> the object of the export; the opening balance as decimal text. */
export const jsonAccount = (account: AccountRow): JsonAccount => ({
  id: account.id, name: account.name, currency: account.currency, number: account.number, bank: account.bank,
  openingBalance: decimalText(account.openingBalance, account.currency), openingDay: account.openingDay, closed: account.closed,
});

/** Row -> the object of the export; its members are named as in `ft list --json`. `accountName` is the account's present name. */
export function jsonTransaction(row: TransactionRow, accountName: string, category: ExportSource['category']): JsonTransaction {
  return {
    id: row.id, date: row.date, valueDate: row.valueDate, amount: decimalText(row.amount, row.currency), currency: row.currency,
    account: accountName, accountId: row.account, description: row.description, counterparty: row.counterparty, merchant: row.merchant,
    category: row.category, group: category(row.category).group, confidence: row.confidence, categorySource: row.step, status: 'booked',
    note: row.note, transfer: row.twin,
    parts: row.parts?.map((part) => ({
      amount: decimalText(part.amount, row.currency), category: part.category, group: category(part.category).group, note: part.note ?? null,
    })) ?? null,
  };
}
