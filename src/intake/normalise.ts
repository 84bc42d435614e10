/** Rows -> drafts: the account they belong to, the text that identifies them and the merchant, beside what the bank wrote. */
import { shownMerchant } from '../categories/known-merchants.ts';
import { memoised } from '../categories/memo.ts';
import { normalText } from '../values/text.ts';
import type { Draft } from './draft.ts';
import type { Row } from './rows.ts';

interface Derived { readonly text: string; readonly merchant: string | undefined }

// A pure function of currency, description and counterparty, so remembering it across calls shows in nothing but the time.
const derived = memoised((joined): Derived => {
  const end = joined.indexOf('\n', 4);
  const currency = joined.slice(0, 3);
  const counterparty = joined.slice(4, end);
  const description = joined.slice(end + 1);
  return { text: normalText(description) || normalText(counterparty), merchant: shownMerchant(description, currency, counterparty || undefined) };
});

/** Rows -> drafts, in order, one each. `accountOf` gives a row's account id in the ledger. The bank's own text is left as it is. */
export function normalise(rows: readonly Row[], accountOf: (row: Row) => string): Draft[] {
  return rows.map((row) => {
    const { text, merchant } = derivedOf(row);
    // Written out: a spread of rows of many shapes costs more than all the rest of this file.
    return {
      line: row.line, bookingDate: row.bookingDate, valueDate: row.valueDate, amount: row.amount, currency: row.currency,
      description: row.description, counterparty: row.counterparty, counterpartyAccount: row.counterpartyAccount,
      reference: row.reference, balance: row.balance, type: row.type, bankCategory: row.bankCategory, bankCodes: row.bankCodes, batchReference: row.batchReference, mcc: row.mcc, endToEndId: row.endToEndId,
      mandateId: row.mandateId, creditorReference: row.creditorReference, checkNumber: row.checkNumber, original: row.original, note: row.note, parts: row.parts, carried: row.carried,
      account: accountOf(row), text, merchant: row.carried?.identity ? row.carried.merchant : merchant,
    };
  });
}

/** The line feed parts the three in the key; one inside the counterparty would move that border. */
const derivedOf = ({ description, counterparty = '', currency }: Row): Derived =>
  derived(`${currency}\n${counterparty.includes('\n') ? counterparty.replaceAll('\n', ' ') : counterparty}\n${description}`);
