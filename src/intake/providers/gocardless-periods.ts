/** Transactions of one account from GoCardless Bank Account Data, with a shorter period where the bank refuses the one asked for. */
import { addDays, type Day } from '../../values/day.ts';
import type { BankProfile } from './banks.ts';
import { coveredFrom, earlierOf } from './coverage.ts';
import { sendToGoCardless } from './gocardless-calls.ts';
import { answersAgainAt, errorBody, gocardlessTrouble } from './gocardless-trouble.ts';
import { utcDay } from './instants.ts';
import type { ApiAnswer, Calling, FeedAccount, Fetched, FetchWindow } from './provider.ts';
import { dayAt, type Json, listAt, recordAt, recordFrom, textAt, valueAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** Before every history. */
const EVER = '1900-01-01' as Day;
/** Days to try; 90 is one too many at some banks. */
const SHORTER = [89, 60, 30] as const;

/**
 * One answer has the whole period; without dates it is all that the agreement covers. A day in the future is refused; without a last day, rows booked
 * ahead are told too. Raises BankTrouble as the answers say.
 */
export async function askTransactions(calling: Calling, account: FeedAccount, { from, to, isDeepest }: FetchWindow, bank: BankProfile): Promise<Fetched> {
  const today = utcDay(calling.now());
  const last = to < today ? to : today;
  const asked = isDeepest ? EVER : from;
  let begin = asked;
  let answer = await sendPeriod(calling, account, isDeepest ? undefined : from < last ? from : last);
  while (isTooLong(answer)) {
    const next = SHORTER.map((days) => addDays(today, -days)).find((day) => day > begin && day <= last);
    if (next === undefined) break;
    begin = next;
    answer = await sendPeriod(calling, account, begin);
  }
  if (!isGranted(answer)) throw gocardlessTrouble(answer, calling.now(), pathOf(account));
  const records = recordsIn(recordFrom(answer.bytes));
  const nextAt = answersAgainAt(answer.headers, calling.now());
  const remarks = begin === asked ? [] : [`the bank gives nothing before ${begin} now`];
  return { from: coveredFrom(begin, last, earliestOf(records), bank), to: last, isComplete: true, remarks, ...(nextAt === undefined ? {} : { nextAt }) };
}

/** A record of either list, and whether it stood among those that are only reserved. */
export interface SentRecord { readonly record: unknown; readonly isPending: boolean }

/** Body -> its records. `booked` must be there, for a missing list is not an empty one; `pending` may be missing. Raises BankTrouble `down`. */
export function recordsIn(body: Json): readonly SentRecord[] {
  const transactions = recordAt(body, 'transactions') ?? {};
  const pending = valueAt(transactions, 'pending') === undefined || valueAt(transactions, 'pending') === null ? [] : listOf(transactions, 'pending');
  return [...listOf(transactions, 'booked').map((record) => ({ record, isPending: false })), ...pending.map((record) => ({ record, isPending: true }))];
}

function listOf(body: Json, name: string): readonly unknown[] {
  const list = listAt(body, name);
  if (list === undefined) throw new BankTrouble('down', 'the bank answered without a list of transactions');
  return list;
}

function earliestOf(records: readonly SentRecord[]): Day | undefined {
  return records.filter(({ isPending }) => !isPending).reduce<Day | undefined>((earliest, { record }) => earlierOf(earliest, dayAt(record, 'bookingDate')), undefined);
}

const pathOf = ({ handle }: FeedAccount): string => `/accounts/${encodeURIComponent(handle)}/transactions/`;

const sendPeriod = (calling: Calling, account: FeedAccount, from: Day | undefined): Promise<ApiAnswer> =>
  sendToGoCardless(calling, { method: 'GET', path: `${pathOf(account)}${from === undefined ? '' : `?date_from=${from}`}`, endpoint: 'transactions', account: account.key, isData: true });

/** A 400 that speaks of the dates: its fields are named by them, or its words are about them. */
function isTooLong(answer: ApiAnswer): boolean {
  if (answer.status !== 400) return false;
  const body = errorBody(answer);
  const words = `${textAt(body, 'summary') ?? ''} ${textAt(body, 'detail') ?? ''}`.slice(0, 500);
  return Object.hasOwn(body, 'date_from') || /\b(?:dates?|date_from|period|days|history|historical)\b/i.test(words);
}
