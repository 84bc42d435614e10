/** Rows -> drafts: the account they belong to, the text that identifies them and what names the merchant, beside what the bank wrote. */
import { shownMerchant } from '../categories/known-merchants.ts';
import { memoised } from '../categories/memo.ts';
import { type Draft, type Naming, wordingOf } from './draft.ts';
import type { Row } from './rows.ts';

/** The merchant is looked for when it is first asked for: most rows of a delivery may be known, and finding one costs more than all the rest. */
class Derived implements Naming {
  readonly text: string;
  #shown: { readonly merchant: string | undefined } | undefined;
  constructor(private readonly currency: string, private readonly counterparty: string, private readonly description: string) {
    this.text = wordingOf({ description, counterparty });
  }
  get merchant(): string | undefined { return (this.#shown ??= { merchant: shownMerchant(this.description, this.currency, this.counterparty || undefined) }).merchant; }
}

// A pure function of currency, description and counterparty, so remembering it across calls shows in nothing but the time.
const derived = memoised((joined): Derived => {
  const end = joined.indexOf('\n', 4);
  return new Derived(joined.slice(0, 3), joined.slice(4, end), joined.slice(end + 1));
});

/** Rows -> drafts, in order, one each. `accountOf` gives a row's account id in the ledger. The bank's own text is left as it is. */
export function normalise(rows: readonly Row[], accountOf: (row: Row) => string): Draft[] {
  return rows.map((row) => {
    const named = derivedOf(row);
    // Written out: a spread of rows of many shapes costs more than all the rest of this file.
    return {
      line: row.line, bookingDate: row.bookingDate, valueDate: row.valueDate, amount: row.amount, currency: row.currency,
      description: row.description, counterparty: row.counterparty, counterpartyAccount: row.counterpartyAccount,
      reference: row.reference, balance: row.balance, type: row.type, bankCategory: row.bankCategory, bankCodes: row.bankCodes, batchReference: row.batchReference, mcc: row.mcc, endToEndId: row.endToEndId,
      mandateId: row.mandateId, creditorReference: row.creditorReference, checkNumber: row.checkNumber, original: row.original, note: row.note, parts: row.parts, carried: row.carried,
      account: accountOf(row), text: named.text, named: row.carried?.identity ? row.carried : named,
    };
  });
}

/** The line feed parts the three in the key; one inside the counterparty would move that border. */
const derivedOf = ({ description, counterparty = '', currency }: Row): Derived =>
  derived(`${currency}\n${counterparty.includes('\n') ? counterparty.replaceAll('\n', ' ') : counterparty}\n${description}`);
