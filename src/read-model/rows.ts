/**
 * The shapes the read model answers with. Types only: the tables, their folds and their queries stand beside this file.
 * Money is in minor units of the currency beside it, holder's sign (negative = out); days are `YYYY-MM-DD` text.
 */
import type { Currency } from '../values/currency.ts';
import type { Day, Month } from '../values/day.ts';
import type { Minor } from '../values/money.ts';

/** Which step of the cascade gave a category. The same words as `categories/decision.ts`, which stands above this room. */
export type Step = 'own' | 'rule' | 'correction' | 'bank-code' | 'merchant' | 'model' | 'none';

/** An own account. Its balance at any time = `openingBalance` + all booked amounts until then. */
export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly currency: Currency;
  /** Account number or IBAN as written; null when no file named it. */
  readonly number: string | null;
  readonly bank: string | null;
  readonly openingBalance: Minor;
  /** Day the opening balance was set for; null when nobody set one. */
  readonly openingDay: Day | null;
  /** Closing day; null while open. */
  readonly closed: Day | null;
}

/** One part of a split transaction; the parts add up to the whole. */
export interface Part {
  readonly amount: Minor;
  readonly category: string;
  readonly note?: string;
}

/** What a statement told beside text and amount. A member stands only where it was told; the words are those of the event. */
export interface Details {
  readonly bankCategory?: string;
  /** `scheme:code`, surest first. */
  readonly bankCodes?: readonly string[];
  /** The bank's reference of the batch that this is one payment of. */
  readonly batchReference?: string;
  readonly checkNumber?: string;
  readonly creditorReference?: string;
  readonly endToEndId?: string;
  readonly mandateId?: string;
  /** ISO 18245. */
  readonly mcc?: string;
  /** Amount in the currency of the purchase, holder's sign; `rate` as the bank wrote it. */
  readonly original?: { readonly amount: Minor; readonly currency: Currency; readonly rate?: string };
}

/** One booked transaction as it stands now. */
export interface TransactionRow {
  readonly id: string;
  /** Account id. */
  readonly account: string;
  /** Booking date. */
  readonly date: Day;
  readonly valueDate: Day | null;
  readonly amount: Minor;
  readonly currency: Currency;
  /** As the bank wrote it: hostile text. */
  readonly description: string;
  readonly counterparty: string | null;
  /** The other side's account number, as the bank wrote it. */
  readonly counterpartyAccount: string | null;
  /** `foldedText` of description and counterparty: what searching looks in. */
  readonly text: string;
  /** Merchant key, where one is known. */
  readonly merchant: string | null;
  /** Category id; "uncategorized" when no step settled it. */
  readonly category: string;
  readonly step: Step;
  /** 0..1. */
  readonly confidence: number;
  /** What decided: rule id, merchant key, model id. */
  readonly by: string | null;
  readonly note: string | null;
  /** Id of the other half of a linked transfer between own accounts. */
  readonly twin: string | null;
  /** The split, or null when the transaction is whole. */
  readonly parts: readonly Part[] | null;
  /** Null where no statement told any. */
  readonly details: Details | null;
  /** Row number of the commit that recorded it. */
  readonly commit: number;
}

/** One line of the maintained month summary; splits are counted by part; `transfer` lines are linked own transfers. */
export interface MonthSum {
  readonly month: Month;
  readonly account: string;
  readonly currency: Currency;
  readonly category: string;
  readonly transfer: boolean;
  /** Sum of the amounts >= 0. */
  readonly in: Minor;
  /** Sum of the amounts < 0; itself <= 0. */
  readonly out: Minor;
  readonly count: number;
}

/** One setting of a budget: it holds from a month on, until a later setting of the same target. */
export interface BudgetRow {
  readonly kind: 'category' | 'group';
  /** Category or group id. */
  readonly target: string;
  readonly currency: Currency;
  readonly from: Month;
  /** Per month, >= 0; null ends the budget. */
  readonly amount: Minor | null;
  readonly rollover: boolean;
}

/** A rule of the user's own; every condition that is present must hold. */
export interface RuleRow {
  readonly id: string;
  readonly text?: string;
  readonly regex?: string;
  readonly account?: string;
  readonly amountMin?: Minor;
  readonly amountMax?: Minor;
  readonly currency?: Currency;
  readonly direction?: 'in' | 'out';
  readonly category: string;
}

/** What a correction taught: this merchant key belongs to this category. */
export interface CorrectionRow {
  readonly key: string;
  readonly category: string;
}

/** A category the user added, in a group of the taxonomy. */
export interface UserCategoryRow {
  readonly id: string;
  readonly label: string;
  readonly group: string;
}
