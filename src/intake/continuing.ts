/**
 * Several statements of one day: a bank that sends them through the day begins each where the last one ended. Then equal rows
 * of two of them are two payments, though one file with both would be needed to see it by counting.
 */
import type { Day } from '../values/day.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { grouped } from '../values/grouped.ts';
import type { Draft } from './draft.ts';
import type { Places } from './places.ts';
import type { OfAccount, RowBatch, StatedBalance, StatementSource } from './rows.ts';

type Balances = Pick<ReadModel, 'accounts' | 'statements'>;

/** Balances as the file names their accounts -> those of accounts that rows are known of. */
export const ofAccounts = (stated: readonly StatedBalance[], places: Pick<Places, 'accountOf'>): readonly OfAccount[] =>
  stated.flatMap((balance) => {
    const account = places.accountOf(balance);
    return account === undefined ? [] : [{ account, balance }];
  });

/**
 * Accounts of which a file tells one statement of one day that goes on from a closing balance known for that day, and ends in one
 * that is not known. Told only by a file that is one batch: its balances then stand beside all of its rows.
 */
export function goingOn(source: Pick<StatementSource, 'records'>, batch: RowBatch, drafts: readonly Draft[], places: Pick<Places, 'accountOf'>, model: Balances): ReadonlySet<string> {
  if (!batch.balances?.length || source.records !== batch.rows.length + batch.problems.length) return new Set();
  const rows = grouped(drafts, ({ account }) => account);
  const accounts = [...grouped(ofAccounts(batch.balances, places), ({ account }) => account)].filter(([account, own]) => {
    const [opening, otherOpening] = own.filter(({ balance }) => balance.kind === 'opening');
    const [closing, otherClosing] = own.filter(({ balance }) => balance.kind === 'closing');
    if (!opening || !closing || otherOpening || otherClosing || opening.balance.amount === closing.balance.amount) return false;
    const { day, amount } = closing.balance;
    if (!rows.get(account)?.every(({ bookingDate }) => bookingDate === day)) return false;
    const held = model.statements.balances(account).filter((known) => known.day === day).map(({ balance }) => balance);
    // One that opens as the day did tells the whole day again.
    return held.includes(opening.balance.amount) && !held.includes(amount) && opening.balance.amount !== asDayBegan(account, day, model);
  });
  return new Set(accounts.map(([account]) => account));
}

/** What an account held before the first booking of a day. */
function asDayBegan(account: string, day: Day, { accounts, statements }: Balances): number {
  const opening = accounts.all().find(({ id }) => id === account)?.openingBalance ?? 0;
  return statements.sumsByDay(account).reduce((sum, booked) => sum + (booked.day < day ? booked.sum : 0), opening);
}
