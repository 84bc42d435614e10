/** Things as terms of the query language. */
import type { AccountRow } from '../../read-model/rows.ts';

/** A text -> one value of a query, whatever blanks it holds. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '')}"`;

/** What is found by a merchant's name, or by the text of the bank where it names nobody. */
export const merchantTerm = ({ merchant, byText }: { readonly merchant: string; readonly byText: boolean }): string => (byText ? quoted(merchant) : `merchant:${quoted(merchant)}`);

/** An account by its name, as people know it; by its id where another has that name too. */
export function accountTerm(accounts: readonly AccountRow[], id: string): string {
  const name = accounts.find((account) => account.id === id)?.name ?? id;
  const isOne = accounts.filter((account) => account.name.toLowerCase() === name.toLowerCase()).length === 1 && !name.includes('"');
  return `account:${isOne ? (/^[\p{L}\p{N}]+$/u.test(name) ? name : quoted(name)) : id}`;
}
