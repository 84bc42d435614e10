/** The balances that banks asserted for some accounts, checked against what is booked on them. */
import type { ReadModel } from '../read-model/read-model.ts';
import { isFeed } from '../values/feeds.ts';
import type { Minor } from '../values/money.ts';
import { type BalanceCheck, type DaySum, checkBalances } from './drift.ts';

type Books = Pick<ReadModel, 'accounts' | 'statements'>;

/** Transactions that are summed up at once: a millisecond or two of work. */
const AT_ONCE = 1500;

/** One check for each of the accounts (ids) that has an asserted balance. */
export function checkAccounts(model: Books, ids: readonly string[]): BalanceCheck[] {
  const openings = openingsOf(model);
  return ids.flatMap((id) => checked(model, id, () => model.statements.sumsByDay(id).map(({ day, sum }) => ({ account: id, day, amount: sum })), openings));
}

interface Steps { next(): readonly BalanceCheck[] | undefined }

/** What was begun stands as long as its read model does: whoever asks second goes on where the first one is. */
const begun = new WeakMap<Books, Steps>();

/**
 * The same for every account, in steps of a few milliseconds whatever the ledger holds: `next` does one, and answers all checks when it
 * was the last, and from then on; undefined before. Of one read model it is done once: nothing may be written through it meanwhile.
 */
export function checkInSteps(model: Books): Steps {
  const steps = begun.get(model) ?? stepsOf(model);
  begun.set(model, steps);
  return steps;
}

function stepsOf(model: Books): Steps {
  const openings = openingsOf(model);
  const booked = new Map<string, DaySum[]>();
  const left = model.accounts.all().map(({ id }) => id);
  const checks: BalanceCheck[] = [];
  let after: string | undefined = '';
  return {
    next() {
      if (after !== undefined) {
        const piece = model.statements.nextSums(after, AT_ONCE);
        for (const sum of piece?.sums ?? []) (booked.get(sum.account) ?? booked.set(sum.account, []).get(sum.account)!).push(sum);
        after = piece?.last;
        return undefined;
      }
      const id = left.shift();
      if (id === undefined) return checks;
      checks.push(...checked(model, id, () => booked.get(id) ?? [], openings));
      return undefined;
    },
  };
}

const openingsOf = (model: Books): ReadonlyMap<string, Minor> =>
  new Map(model.accounts.all().filter((account) => account.openingDay !== null).map((account) => [account.id, account.openingBalance]));

function checked(model: Books, id: string, sums: () => Iterable<DaySum>, openings: ReadonlyMap<string, Minor>): BalanceCheck[] {
  const asserted = model.statements.balances(id).map(({ account, day, balance, format }) => ({ account, day, balance, isOfMoment: isFeed(format) }));
  return asserted.length === 0 ? [] : checkBalances(asserted, sums(), openings);
}
