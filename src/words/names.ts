/** What ids are called: categories and accounts of one ledger. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { AccountRow } from '../read-model/rows.ts';

export interface Names { readonly taxonomy: Taxonomy; readonly accounts: readonly AccountRow[] }

/** Account id -> its name; the id itself where it is not known. */
export const accountName = (accounts: readonly AccountRow[], id: string): string => accounts.find((account) => account.id === id)?.name ?? id;
