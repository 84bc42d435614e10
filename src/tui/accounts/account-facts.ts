/** What is known of each account: read when the screen opens or the ledger changes, never while drawing. */
import type { BalanceCheck } from '../../insight/drift.ts';
import { type Freshness, freshnessOf } from '../../insight/freshness.ts';
import type { Fed, FedPending } from '../../intake/feed/fed.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { AccountRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, ZERO, add } from '../../values/money.ts';
import { type Arrived, arrivedAt } from '../../words/deliveries.ts';

export interface AccountFacts {
  readonly account: AccountRow;
  readonly balance: Minor;
  /** Its first and newest booking; undefined for an empty one. */
  readonly span: { readonly from: Day; readonly to: Day } | undefined;
  /** Newest first. */
  readonly arrived: readonly Arrived[];
  readonly freshness: Freshness;
  /** Rows that may be known already and wait for an answer. */
  readonly doubts: number;
  /** The banks that feed it; none in the past. */
  readonly feeds: readonly Fed[];
  /** What those have not booked. */
  readonly pending: readonly FedPending[];
  /** Rows that its bank no longer tells. */
  readonly missing: number;
}
/** What feeds know, of all accounts; nothing of it where one looks back. */
export interface Feeds { readonly feds: readonly Fed[]; readonly pending: readonly FedPending[]; /** Ids of accounts, once for each row that is missing. */ readonly missing: readonly string[] }

/** Account id -> the check of its balances, null where no delivery asserts one. What is not in it is not checked yet. */
export type Checks = ReadonlyMap<string, BalanceCheck | null>;

/** Every account, the open ones first. */
export function accountFacts(model: ReadModel, accounts: readonly AccountRow[], today: Day, known: Feeds): AccountFacts[] {
  const booked = model.sums.byAccount();
  const doubts = model.doubts.all();
  return accounts.toSorted((a, b) => Number(a.closed !== null) - Number(b.closed !== null)).map((account) => {
    const arrived = arrivedAt(account.id, model);
    const span = model.transactions.span(account.id);
    const feeds = known.feds.filter((fed) => fed.account === account.id);
    // A fetch that brought nothing is no delivery, and says all the same that nothing was there.
    const told = feeds.flatMap(({ coveredTo }) => (coveredTo === null ? [] : [{ from: coveredTo, to: coveredTo }]));
    return {
      account, span, arrived, balance: add(account.openingBalance, booked.get(account.id)?.booked ?? ZERO),
      freshness: freshnessOf([...arrived.map(({ detail }) => ({ from: detail.from as Day, to: detail.to as Day })), ...told], span?.to, today, account.closed === null),
      doubts: doubts.filter(({ draft }) => draft.account === account.id).length,
      feeds, pending: known.pending.filter((row) => row.account === account.id), missing: known.missing.filter((id) => id === account.id).length,
    };
  });
}

/** What there is in each currency, in the order of the accounts: currencies are never added to each other. */
export function totalsOf(facts: readonly AccountFacts[]): readonly { readonly currency: Currency; readonly sum: Minor }[] {
  const sums = new Map<Currency, Minor>();
  for (const { account: { currency }, balance } of facts) sums.set(currency, add(sums.get(currency) ?? ZERO, balance));
  return [...sums].map(([currency, sum]) => ({ currency, sum }));
}
