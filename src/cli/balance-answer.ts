/** Whether a balance that a bank states adds up, as JSON and in words. */
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import type { BalanceCheck } from '../insight/drift.ts';
import type { AccountRow } from '../read-model/rows.ts';
import { decimalText } from '../values/money.ts';
import type { Terminal } from './terminal.ts';

/** A check -> JSON with amounts as decimal text; null where nothing was stated or the account is gone. */
export function balanceJson(check: BalanceCheck | undefined, accounts: readonly AccountRow[]): unknown {
  const currency = accounts.find((account) => account.id === check?.account)?.currency;
  if (!check || !currency) return null;
  const { drift, checked } = check;
  const money = (amount: Parameters<typeof decimalText>[0]): string => decimalText(amount, currency);
  return {
    days: checked,
    drift: drift && { day: drift.day, expected: money(drift.expected), found: money(drift.found), difference: money(drift.difference), lastGood: drift.lastGood },
  };
}

/** A check -> one inert line where it does not add up, else none. */
export function driftLines({ account, drift }: BalanceCheck, accounts: readonly AccountRow[], terminal: Pick<Terminal, 'locale'>): string[] {
  const known = accounts.find(({ id }) => id === account);
  if (!drift || !known) return [];
  const money = (amount: typeof drift.found): string => moneyText(amount, known.currency, terminal.locale);
  return [inertText(`    The balance of ${known.name} does not add up from ${drift.day} on: the bank says ${money(drift.found)}, the rows give ${money(drift.expected)} (${money(drift.difference)} apart).`)];
}
