/** The balances that banks asserted for some accounts, checked against what is booked on them. */
import type { ReadModel } from '../read-model/read-model.ts';
import { type BalanceCheck, checkBalances } from './drift.ts';

/** One check for each of the accounts (ids) that has an asserted balance. */
export function checkAccounts(model: Pick<ReadModel, 'accounts' | 'statements'>, ids: readonly string[]): BalanceCheck[] {
  const openings = new Map(model.accounts.all().filter((account) => account.openingDay !== null).map((account) => [account.id, account.openingBalance]));
  return ids.flatMap((id) => {
    const asserted = model.statements.balances(id);
    if (asserted.length === 0) return [];
    return checkBalances(asserted, model.statements.sumsByDay(id).map(({ day, sum }) => ({ account: id, day, amount: sum })), openings);
  });
}
