/** A transaction typed by hand: which account it goes to, the identity it gets, the events that record it. */
import type { Cascade } from '../categories/cascade.ts';
import { shownMerchant } from '../categories/known-merchants.ts';
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { NewEvent, Payload } from '../ledger/events/list.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import { transactionId } from '../values/ids.ts';
import type { Minor } from '../values/money.ts';
import { normalText } from '../values/text.ts';
import { type Opening, accountId, findAccount } from './assign.ts';
import { openedEvent } from './events.ts';

export interface TypedTransaction {
  readonly account: Opening;
  readonly date: Day;
  /** Holder's sign. */
  readonly amount: Minor;
  readonly description: string;
  readonly note?: string | undefined;
  /** The person's own category id. */
  readonly category?: string | undefined;
}

/** Name of the account that takes what is typed by hand where no account is the obvious one. */
const CASH = 'Cash';
/** Currency of a home that says nothing of currencies yet. */
const HOME_CURRENCY = 'NOK' as Currency;

/**
 * The account for what is typed by hand. `named`: what --account names; it must exist. Else the only open account (of
 * `currency`, where given), else the account "Cash", which may have to be opened (then it is not among `accounts`).
 * Raises 'account-unknown', 'account-currency', 'account-closed', and 'usage' where several currencies are possible.
 */
export function accountByHand(accounts: readonly AccountRow[], named: string | undefined, currency: Currency | undefined): Opening {
  if (named !== undefined) {
    const found = findAccount(accounts, named, currency) ?? raise('account-unknown', { account: named, known: accounts.map(({ name }) => name) });
    if (found.closed !== null) raise('account-closed', { account: found.name });
    if (currency !== undefined && found.currency !== currency) raise('account-currency', { account: found.name, has: found.currency, found: currency });
    return openingOf(found);
  }
  const open = accounts.filter((account) => account.closed === null && (currency === undefined || account.currency === currency));
  const cash = open.filter(({ name }) => normalText(name) === normalText(CASH));
  const [only] = open.length === 1 ? open : cash;
  if (only && (open.length === 1 || cash.length === 1)) return openingOf(only);
  const currencies = new Set(open.map((account) => account.currency));
  const [first = HOME_CURRENCY] = currencies;
  if (currency === undefined && currencies.size > 1)
    raise('usage', { why: `There are accounts in ${[...currencies].sort().join(' and ')}.`, hint: 'Say which: --account NAME, or --currency CODE.' });
  return cashAccount(accounts, currency ?? first);
}

function cashAccount(accounts: readonly AccountRow[], currency: Currency): Opening {
  const isTaken = (name: string): boolean => accounts.some((account) => normalText(account.name) === normalText(name));
  const name = isTaken(CASH) ? `${CASH} ${currency}` : CASH;
  let id = accountId(CASH, currency);
  for (let attempt = 2; accounts.some((account) => account.id === id); attempt++) id = accountId(CASH, currency, attempt);
  return { id, name, currency };
}

const openingOf = ({ id, name, currency }: AccountRow): Opening => ({ id, name, currency });

/**
 * Records it in the commit -> its id. It gets an ordinal no equal one ever had, so that two equal purchases are two
 * transactions, also when one of them was undone in between. The own category stands above what the cascade decides.
 */
export async function recordByHand(typed: TypedTransaction, tools: { commit: Commit; model: ReadModel; cascade: Cascade }): Promise<string> {
  const { commit, model, cascade } = tools;
  const { account, date, amount, description } = typed;
  const events: NewEvent[] = model.accounts.all().some(({ id }) => id === account.id) ? [] : [openedEvent(account)];
  const text = normalText(description);
  let ordinal = 1;
  const idOf = (): string => transactionId(account.id, date, amount, account.currency, text, ordinal);
  while (model.transactions.resolve(idOf()) !== undefined || model.log.speaksOf(idOf())) ordinal++;
  const [decision] = await cascade.decide([{ text: description, normal: text, amount, currency: account.currency, account: account.id }]);
  const merchant = shownMerchant(description, account.currency);
  const payload: Payload<'transaction.recorded.v2'> = {
    account: account.id, amount, currency: account.currency, date, description, ordinal, source: 'manual',
    ...(typed.note ? { note: typed.note } : {}), ...(merchant === undefined ? {} : { merchant }), ...(decision && decision.step !== 'none' ? { decision } : {}),
  };
  const id = idOf();
  events.push({ type: 'transaction.recorded.v2', subject: id, payload });
  if (typed.category !== undefined) events.push({ type: 'transaction.categorized.v1', subject: id, payload: { category: typed.category } });
  commit.append(events);
  return id;
}
