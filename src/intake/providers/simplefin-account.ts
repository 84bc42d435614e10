/** SimpleFIN's account set -> accounts, rows, balances, and what it says to the person. */
import { type Day, dayFrom } from '../../values/day.ts';
import { excerpt } from '../excerpt.ts';
import { earlierOf } from './coverage.ts';
import { utcDay } from './instants.ts';
import { idsIn, type Movements } from './movement.ts';
import type { FeedAccount, FeedBalance } from './provider.ts';
import { currencyAt, decimalAmount, isRecord, type Json, listAt, textAt, valueAt } from './reading.ts';
import { BankTrouble } from './trouble.ts';

/** 2200-01-01: an instant behind it is no second but a millisecond, and nothing is guessed. */
const LAST = 7_258_118_400;

/** A message, with markup and control characters taken out, and the connection that it is about (version 2). */
interface Message { readonly says: string; readonly connection: string | undefined }

/** Answer -> its messages ("errors" of version 1, "errlist" of version 2); with an account only those that may be about it. */
export function messagesIn(body: Json, account?: FeedAccount): readonly Message[] {
  const plain = (listAt(body, 'errors') ?? []).map((text) => ({ text: typeof text === 'string' ? text : textAt(text, 'message'), connection: undefined }));
  const coded = (listAt(body, 'errlist') ?? []).map((one) => ({ text: textAt(one, 'message') ?? textAt(one, 'msg') ?? textAt(one, 'code'), connection: textAt(one, 'conn_id') }));
  const own = account === undefined ? undefined : textAt(entryOf(body, account), 'conn_id');
  return [...plain, ...coded]
    .filter(({ connection }) => connection === undefined || own === undefined || connection === own)
    .map(({ text, connection }) => ({ says: `SimpleFIN says: ${excerpt((text ?? 'something failed').slice(0, 1000).replace(/<[^<>]*>/g, ' '))}`, connection }));
}

/** Entries of the set. Raises BankTrouble `down` where there is no list of them. */
function entriesIn(body: Json): readonly Json[] {
  const entries = listAt(body, 'accounts');
  if (entries === undefined) throw new BankTrouble('down', 'SimpleFIN answered without a list of accounts');
  return entries.filter(isRecord);
}

/** Ids are unique within an organisation only, which version 1 names in the account and version 2 in a list of connections. */
function keyOf(entry: Json, body: Json): string {
  const connection = textAt(entry, 'conn_id');
  const named = listAt(body, 'connections')?.find((one) => connection !== undefined && textAt(one, 'conn_id') === connection);
  const organisation = textAt(entry, 'org', 'domain') ?? textAt(entry, 'org', 'sfin-url') ?? textAt(named, 'org_url') ?? textAt(named, 'org_id') ?? connection;
  return organisation === undefined ? textAt(entry, 'id') ?? '' : `${organisation}/${textAt(entry, 'id') ?? ''}`;
}

/** The entry of one account; undefined where it is missing. */
export function entryOf(body: Json, account: FeedAccount): Json | undefined {
  const same = entriesIn(body).filter((entry) => textAt(entry, 'id') === account.handle);
  return same.length > 1 ? same.find((entry) => keyOf(entry, body) === account.key) : same[0];
}

/** Answer -> the accounts with a currency of ISO 4217. */
export function accountsIn(body: Json): readonly FeedAccount[] {
  return entriesIn(body).flatMap((entry) => {
    const handle = textAt(entry, 'id');
    const currency = currencyAt(entry, 'currency');
    if (handle === undefined || currency === undefined) return [];
    const name = [textAt(entry, 'org', 'name'), textAt(entry, 'name')].filter((part) => part !== undefined).join(' ');
    return [{ key: keyOf(entry, body), handle, currency, ...(name === '' ? {} : { name }) }];
  });
}

/** Answer -> a sentence for each account that is counted in something else than money. */
export function countedElsewise(body: Json): readonly string[] {
  return entriesIn(body).filter((entry) => textAt(entry, 'id') !== undefined && currencyAt(entry, 'currency') === undefined)
    .map((entry) => `the account ${excerpt((textAt(entry, 'name') ?? textAt(entry, 'id') ?? '').slice(0, 200))} is counted in no currency and left out`);
}

/** Entry -> the first day on which anything in it was posted; undefined where nothing was. */
export function earliestIn(entry: Json): Day | undefined {
  return (listAt(entry, 'transactions') ?? []).map((record) => dayFrom(dayIn(valueAt(record, 'posted')) ?? '')).reduce(earlierOf, undefined);
}

/** Transactions of an entry -> rows. Ids are for good within an account; `posted` is 0 while a transaction is reserved. */
export function takeTransactions(entry: Json, movements: Movements): void {
  const code = textAt(entry, 'currency');
  for (const record of listAt(entry, 'transactions') ?? []) {
    if (!isRecord(record)) {
      movements.refuse(record, 'it is no record');
      continue;
    }
    const posted = valueAt(record, 'posted');
    const party = { name: textAt(record, 'payee'), account: undefined };
    const description = textAt(record, 'description');
    const memo = textAt(record, 'memo');
    movements.take({
      isPending: valueAt(record, 'pending') === true || posted === 0 || posted === '0',
      booking: dayIn(posted), value: undefined, other: dayIn(valueAt(record, 'transacted_at')),
      amount: { amount: valueAt(record, 'amount'), currency: code }, direction: undefined,
      texts: [description, memo !== undefined && description?.includes(memo) ? undefined : memo].filter((text) => text !== undefined),
      creditor: party, debtor: party,
      ids: idsIn(record, ['id']), referenceFields: ['id'], original: undefined, balanceAfter: undefined, facts: {},
    }, record);
  }
}

/** Epoch seconds -> the day in UTC: the protocol knows instants alone, and bridges set them to noon or midnight of that zone. What is none stays as it was sent, so that it is told. */
function dayIn(value: unknown): string | undefined {
  const seconds = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value;
  if (seconds === undefined || seconds === null || seconds === 0) return undefined;
  return typeof seconds === 'number' && seconds > 0 && seconds < LAST ? utcDay(seconds * 1000) : String(seconds).slice(0, 40);
}

/** Balances of an entry, of the day it names. */
export function balancesIn(entry: Json, account: FeedAccount): readonly FeedBalance[] {
  const currency = currencyAt(entry, 'currency') ?? account.currency;
  if (currency === undefined) return [];
  const at = valueAt(entry, 'balance-date');
  const day = typeof at === 'number' && at > 0 && at < LAST ? utcDay(at * 1000) : undefined;
  return ([['balance', 'booked'], ['available-balance', 'available']] as const).flatMap(([type, kind]) => {
    const amount = decimalAmount(valueAt(entry, type), currency);
    return amount === undefined ? [] : [{ type, kind, amount, currency, day }];
  });
}
