/** Keys of the accounts of one consent. */
import type { FeedAccount } from './provider.ts';

/** Accounts -> the same with keys of their own: one number with several currencies is as many accounts, and so is one number with several handles (spaces of N26). */
export function withDistinctKeys(accounts: readonly FeedAccount[]): readonly FeedAccount[] {
  return apart(apart(accounts, ({ currency, handle }) => currency ?? handle), ({ handle }) => handle);
}

/** Keys that stand there more than once get what tells them apart. */
function apart(accounts: readonly FeedAccount[], mark: (account: FeedAccount) => string): readonly FeedAccount[] {
  const counts = new Map<string, number>();
  for (const { key } of accounts) counts.set(key, (counts.get(key) ?? 0) + 1);
  return accounts.map((account) => (counts.get(account.key) === 1 ? account : { ...account, key: `${account.key} ${mark(account)}` }));
}
