/** Rows -> drafts: the account they belong to, the text that identifies them and the merchant, beside what the bank wrote. */
import { memoised } from '../categories/memo.ts';
import { merchantName, merchantNameOf } from '../categories/merchant.ts';
import { normalText } from '../values/text.ts';
import type { Draft } from './draft.ts';
import type { Row } from './rows.ts';

interface Derived { readonly text: string; readonly merchant: string | undefined }

// Pure functions of a text, so remembering them across calls shows in nothing but the time.
const ofText = memoised((text): Derived => ({ text: normalText(text), merchant: merchantName(text) }));
/** Key: description, line feed, counterparty. */
const ofBoth = memoised((joined): Derived => {
  const end = joined.lastIndexOf('\n');
  const description = joined.slice(0, end);
  const counterparty = joined.slice(end + 1);
  return { text: normalText(description) || normalText(counterparty), merchant: merchantNameOf(description, counterparty) };
});

/** Rows -> drafts, in order, one each. `accountOf` gives a row's account id in the ledger. The bank's own text is left as it is. */
export function normalise(rows: readonly Row[], accountOf: (row: Row) => string): Draft[] {
  return rows.map((row) => {
    const { text, merchant } = derivedOf(row);
    // Written out: a spread of rows of many shapes costs more than all the rest of this file.
    return {
      line: row.line, bookingDate: row.bookingDate, valueDate: row.valueDate, amount: row.amount, currency: row.currency,
      description: row.description, counterparty: row.counterparty, counterpartyAccount: row.counterpartyAccount,
      reference: row.reference, balance: row.balance, type: row.type, bankCategory: row.bankCategory,
      account: accountOf(row), text, merchant,
    };
  });
}

function derivedOf({ description, counterparty }: Row): Derived {
  if (!counterparty) return ofText(description);
  // The line feed parts the two in the key; one inside the counterparty would move that border.
  return ofBoth(`${description}\n${counterparty.includes('\n') ? counterparty.replaceAll('\n', ' ') : counterparty}`);
}
