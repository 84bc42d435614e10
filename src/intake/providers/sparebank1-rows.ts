/** Transactions and accounts as SpareBank 1's personal API writes them (TransactionsDTO of its published OpenAPI document; accounts have no schema). */
import { currencyFrom } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Movement, Movements, idsIn } from './movement.ts';
import { osloDay } from './oslo-day.ts';
import type { FeedAccount, FeedBalance } from './provider.ts';
import { currencyAt, decimalAmount, isRecord, type Json, listAt, provided, textAt, valueAt } from './reading.ts';
import { BankTrouble } from './trouble.ts';

/** Rows asked for at once. */
export const ROW_LIMIT = 1000;
/** A server that gives fewer than it was asked for cuts at a round number. */
const ROUND = 50;

/** Answer of /transactions -> its records. Raises BankTrouble `down` where it has no list of them. */
export function recordsIn(body: Json): readonly unknown[] {
  const records = listAt(body, 'transactions');
  if (records === undefined) throw new BankTrouble('down', 'the bank answered without a list of transactions');
  return records;
}

/** Answer of /transactions -> the first booked day in it; undefined where there is none. */
export function earliestIn(body: Json): Day | undefined {
  let first = Infinity;
  for (const record of recordsIn(body)) {
    const date = valueAt(record, 'date');
    if (typeof date === 'number' && date < first && valueAt(record, 'bookingStatus') !== 'PENDING') first = date;
  }
  return osloDay(first);
}

/** True when so many rows may be all that the bank gives at once: it cuts off without a word. */
export const mayBeCut = (count: number): boolean => count >= ROW_LIMIT || (count > 0 && count % ROUND === 0);

/** Reserved rows of earlier answers: what they say -> how often. They may stand in every answer, whatever its period is. */
export type Reserved = Map<string, number>;

/** One answer of /transactions -> its rows into `movements`. `reserved` goes from answer to answer. */
export function takeRows(body: Json, movements: Movements, account: FeedAccount, reserved: Reserved): void {
  const here: Reserved = new Map();
  for (const record of recordsIn(body)) {
    if (!isRecord(record)) movements.refuse(record, 'it is no record');
    else if (!isOf(record, account)) movements.refuse(record, 'it is of another account');
    else if (!isReservedAgain(record, here, reserved)) takeRow(record, movements, account);
  }
  for (const [says, count] of here) reserved.set(says, Math.max(count, reserved.get(says) ?? 0));
}

/** Counts a reserved row; true where an earlier answer had as many of it. */
function isReservedAgain(record: Json, here: Reserved, before: Reserved): boolean {
  if (textAt(record, 'bookingStatus') !== 'PENDING') return false;
  const says = ['date', 'amount', 'currencyCode', 'description'].map((field) => textAt(record, field) ?? '').join('\u001f');
  const count = (here.get(says) ?? 0) + 1;
  here.set(says, count);
  return count <= (before.get(says) ?? 0);
}

/** Rows name their account by the key of the request, and some by its number. */
function isOf(record: Json, account: FeedAccount): boolean {
  const key = textAt(record, 'accountKey');
  const number = textAt(record, 'accountNumber', 'unformatted') ?? textAt(record, 'accountNumber', 'value');
  return key === undefined || key === account.handle || (number !== undefined && number === account.key);
}

function takeRow(record: Json, movements: Movements, account: FeedAccount): void {
  const status = statusOf(record);
  if (status === undefined) movements.refuse(record, 'it is neither booked nor reserved');
  else movements.take(movementOf(record, status === 'PENDING', account), record);
}

/** Rows of the archive are booked, whether they say so or not. */
function statusOf(record: Json): 'BOOKED' | 'PENDING' | undefined {
  const status = textAt(record, 'bookingStatus');
  if (status === 'BOOKED' || status === 'PENDING') return status;
  return status === undefined && textAt(record, 'source') === 'HISTORIC' ? 'BOOKED' : undefined;
}

function movementOf(record: Json, isPending: boolean, account: FeedAccount): Movement {
  const currency = textAt(record, 'accountCurrency') ?? (valueAt(record, 'currencyAmount') === undefined ? undefined : account.currency) ?? textAt(record, 'currencyCode') ?? account.currency;
  const party = { name: textAt(record, 'remoteAccountName'), account: textAt(record, 'remoteAccountNumber') };
  const message = textAt(record, 'kidOrMessage')?.trim();
  const isKid = message !== undefined && /^\d{2,25}-?$/.test(message);
  const description = textAt(record, 'description') ?? textAt(record, 'cleanedDescription');
  const mcc = textAt(record, 'mcc');
  return {
    isPending,
    booking: dayIn(record, 'date'), value: dayIn(record, 'interestDate'), other: undefined,
    amount: { amount: valueAt(record, 'amount'), currency },
    direction: undefined,
    texts: [description, isKid || (message !== undefined && description?.includes(message)) ? undefined : message].filter((text) => text !== undefined),
    creditor: party, debtor: party,
    ids: idsIn(record, ['nonUniqueId', 'paymentReference', 'id']),
    // none of them is one transaction's: the id is encrypted anew for every answer, the other one is not unique
    referenceFields: [],
    original: { amount: valueAt(record, 'currencyAmount'), currency: textAt(record, 'currencyCode'), rate: undefined },
    balanceAfter: undefined,
    facts: { creditorReference: isKid ? message : undefined, mcc: mcc !== undefined && /^\d{4}$/.test(mcc) && mcc !== '0000' ? mcc : undefined, type: provided(textAt(record, 'typeText')) },
  };
}

/** Epoch milliseconds -> their day in Oslo as text; what is no instant stays as it was sent, so that it is told. */
function dayIn(record: Json, field: string): string | undefined {
  const value = valueAt(record, field);
  return (typeof value === 'number' ? osloDay(value) : undefined) ?? textAt(record, field);
}

/** One entry of /accounts -> the account; undefined where it has no key to ask for it by. */
export function accountIn(record: unknown): FeedAccount | undefined {
  const handle = textAt(record, 'key');
  if (handle === undefined) return undefined;
  const domestic = textAt(record, 'accountNumber') ?? textAt(record, 'accountNumber', 'value');
  const number = textAt(record, 'iban') ?? domestic;
  const [called, product] = [textAt(record, 'name'), textAt(record, 'description')];
  // a card's name is its number, masked
  const name = called === undefined || /^[\s*\d]+$/.test(called) ? product ?? called : called;
  const currency = currencyAt(record, 'currencyCode');
  return {
    key: domestic?.replace(/[\s.]/g, '') ?? number ?? handle, handle, kind: kindOf(record),
    ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }), ...(currency === undefined ? {} : { currency }),
  };
}

function kindOf(record: unknown): NonNullable<FeedAccount['kind']> {
  const words = `${textAt(record, 'productType') ?? ''} ${textAt(record, 'type') ?? ''}`.toUpperCase();
  if (/CREDIT/.test(words)) return 'card';
  if (/LOAN/.test(words)) return 'loan';
  return /SAVING|BSU/.test(words) ? 'savings' : 'current';
}

/** Answer of /accounts -> the balances of one account; none where it is not in it. */
export function balancesIn(body: Json | undefined, account: FeedAccount): readonly FeedBalance[] {
  const own = (listAt(body, 'accounts') ?? []).find((one) => textAt(one, 'key') === account.handle) ?? (listAt(body, 'accounts') ?? []).find((one) => accountIn(one)?.key === account.key);
  const currency = currencyFrom(textAt(own, 'currencyCode') ?? '') ?? account.currency;
  if (own === undefined || currency === undefined) return [];
  return ([['balance', 'booked'], ['availableBalance', 'available']] as const).flatMap(([type, kind]) => {
    const amount = decimalAmount(valueAt(own, type), currency);
    return amount === undefined ? [] : [{ type, kind, amount, currency, day: undefined }];
  });
}
