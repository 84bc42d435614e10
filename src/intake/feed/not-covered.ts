/** Accounts that a connection once fed and that its last consent does not cover: known by what they were linked to. */
import type { AccountRow } from '../../read-model/rows.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import { currencyFrom } from '../../values/currency.ts';
import type { FeedAccount } from '../providers/provider.ts';

/** A bank's account that is no longer in the consent; `name` is that of the account here. */
export interface NotCovered extends FeedAccount { readonly account: string }

/** Why, and what can be done, as two sentences. */
export const notCoveredSays = ({ name }: Pick<ConnectionRow, 'name'>): string => `It is not in the last consent. Give one that has it: ft bank reconnect "${name}"`;

/** Connection and the accounts here -> what it no longer covers. An account here that another of its accounts feeds now only has a new key. */
export function notCovered({ accounts, links }: Pick<ConnectionRow, 'accounts' | 'links'>, here: readonly Pick<AccountRow, 'id' | 'name'>[]): readonly NotCovered[] {
  const covered = new Set(accounts.map(({ key }) => key));
  const fed = new Set(links.filter(({ key }) => covered.has(key)).map(({ account }) => account));
  return links.filter(({ key, account }) => !covered.has(key) && !fed.has(account))
    .flatMap(({ key, account, currency: code }) => {
      const name = here.find(({ id }) => id === account)?.name;
      const currency = currencyFrom(code);
      return name === undefined ? [] : [{ key, handle: '', name, account, ...(currency === undefined ? {} : { currency }) }];
    });
}
