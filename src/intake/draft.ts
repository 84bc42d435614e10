/** A row of a statement, made ready to be compared and categorised. */
import type { Description } from '../categories/decision.ts';
import { transactionId } from '../values/ids.ts';
import { normalText } from '../values/text.ts';
import type { Row } from './rows.ts';

/** The fields of a row that may be absent stand here as undefined: one shape for all drafts, which is several times faster. */
type Filled<T> = { readonly [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

export interface Draft extends Filled<Omit<Row, 'account' | 'accountName' | 'balance'>> {
  /** Account id in the ledger. */
  readonly account: string;
  readonly balance?: Row['balance'] | undefined;
  /** `wordingOf` the row. */
  readonly text: string;
  readonly named: Naming;
}

/** Merchant to show, where the text names one. */
export interface Naming { readonly merchant?: string | undefined }

/** What identifies a row in fingerprints: `normalText` of the description, of the counterparty where that is empty. */
export const wordingOf = ({ description, counterparty }: { readonly description: string; readonly counterparty?: string | null | undefined }): string =>
  normalText(description) || normalText(counterparty ?? '');

/** The id a row has as the nth (from 1) of its equals. */
export const wordingId = ({ account, bookingDate, amount, currency, text }: Pick<Draft, 'account' | 'bookingDate' | 'amount' | 'currency' | 'text'>, ordinal: number): string =>
  transactionId(account, bookingDate, amount, currency, text, ordinal);

/** Draft -> what the cascade looks at. */
export const descriptionOf = (draft: Draft): Description => ({
  text: draft.description.trim() === '' ? (draft.counterparty ?? '') : draft.description,
  normal: draft.text,
  counterparty: draft.counterparty,
  amount: draft.amount,
  currency: draft.currency,
  account: draft.account,
  bankCategory: draft.bankCategory,
  bankCodes: draft.bankCodes,
  mcc: draft.mcc,
});
