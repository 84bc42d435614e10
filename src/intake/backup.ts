/** What an export of ft holds beside its transactions: everything that a fresh home needs to be the same ledger. */
import type { NewEvent, Payload } from '../ledger/events/list.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';

export interface BackupAccount {
  readonly id: string;
  readonly name: string;
  readonly currency: Currency;
  readonly number?: string;
  readonly bank?: string;
  /** The balance that was set for the beginning of a day. */
  readonly opening?: { readonly balance: Minor; readonly day: Day };
  readonly closed?: Day;
}

export interface BackupTransfer { readonly out: string; readonly in: string; readonly linked: boolean; readonly by: 'own' | 'auto' }

export interface Backup {
  /** True for an export of everything: nothing is found out anew. False for a part of a ledger: its rows are a statement as any other. */
  readonly complete: boolean;
  readonly accounts: readonly BackupAccount[];
  /** Own categories, rules, taught merchants, budgets and layouts, in the order in which they count. */
  readonly knowledge: readonly NewEvent[];
  /** In order of arrival. */
  readonly statements: readonly { readonly id: string; readonly detail: Payload<'statement.imported.v1'> }[];
  readonly balances: readonly { readonly statement: string; readonly payload: Payload<'statement.balances.v1'> }[];
  /** Linked and declined pairs; complete once every row was read. */
  readonly transfers: readonly BackupTransfer[];
  readonly doubts: readonly { readonly id: string; readonly payload: Payload<'doubt.raised.v2'> }[];
}
