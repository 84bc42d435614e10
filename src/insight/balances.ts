/** What each account holds now. */
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow } from '../read-model/rows.ts';
import { type Minor, ZERO, add } from '../values/money.ts';

export interface Balance { readonly account: AccountRow; readonly balance: Minor }

/** What each account holds: its opening balance and all that is booked. Closed and empty ones are left out. */
export function balancesOf(model: ReadModel): Balance[] {
  const booked = model.sums.byAccount();
  return model.accounts.all().map((account) => ({ account, balance: add(account.openingBalance, booked.get(account.id)?.booked ?? ZERO) }))
    .filter(({ account, balance }) => account.closed === null || balance !== 0);
}
