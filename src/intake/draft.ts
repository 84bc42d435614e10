/** A row of a statement, made ready to be compared and categorised. */
import type { Description } from '../categories/decision.ts';
import type { Row } from './rows.ts';

/** The fields of a row that may be absent stand here as undefined: one shape for all drafts, which is several times faster. */
type Filled<T> = { readonly [K in keyof T]: undefined extends T[K] ? T[K] | undefined : T[K] };

export interface Draft extends Filled<Omit<Row, 'account' | 'accountName' | 'balance'>> {
  /** Account id in the ledger. */
  readonly account: string;
  readonly balance?: Row['balance'] | undefined;
  /** What identifies the row in fingerprints: `normalText` of the description, of the counterparty where that is empty. */
  readonly text: string;
  readonly named: Naming;
}

/** Merchant to show, where the text names one. */
export interface Naming { readonly merchant?: string | undefined }

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
