/** Transactions of one account from Enable Banking, page by page, with a shorter period where the bank refuses the one asked for. */
import { addDays, type Day, dayFrom } from '../../values/day.ts';
import type { BankProfile } from './banks.ts';
import { coveredFrom, earlierOf } from './coverage.ts';
import { sendToEnableBanking, troubleWith } from './enable-banking-calls.ts';
import { errorIn } from './enable-banking-trouble.ts';
import type { ApiAnswer, Calling, FeedAccount, Fetched, FetchWindow } from './provider.ts';
import { dayAt, type Json, listAt, recordFrom, textAt, valueAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** No account has more in a year than so many pages hold. */
const PAGES = 500;
/** Periods to try where the bank names none; 90 days are one too many at some banks. */
const SHORTER = [89, 60, 30] as const;
/** Before every history. */
const EVER = '1900-01-01' as Day;

/** Asks until nothing is left. Raises BankTrouble as the answers say; the pages so far are then no whole answer. */
export async function askTransactions(calling: Calling, account: FeedAccount, window: FetchWindow, bank: BankProfile): Promise<Fetched> {
  if (window.isDeepest) {
    const first = await sendPage(calling, account, 'strategy=longest');
    if (!isTooLong(first)) {
      const earliest = await askRest(calling, account, 'strategy=longest', first);
      return complete(coveredFrom(EVER, window.to, earliest, bank), window.to, []);
    }
  }
  return askPeriod(calling, account, window, bank);
}

/** The period asked for, else the one that the bank names, else ever shorter ones. */
async function askPeriod(calling: Calling, account: FeedAccount, { from, to }: FetchWindow, bank: BankProfile): Promise<Fetched> {
  let begin = from;
  let answer = await sendPage(calling, account, periodQuery(begin));
  const tried = new Set<Day>([begin]);
  while (isTooLong(answer)) {
    const offered = tried.size === 1 ? dayFrom(textAt(valueAt(errorIn(answer).body, 'detail'), 'date_from') ?? '') : undefined;
    const next = [offered, ...SHORTER.map((days) => addDays(to, -days))].find((day) => day !== undefined && day > begin && day <= to && !tried.has(day));
    if (next === undefined) throw await troubleWith(calling, answer, { account: account.key });
    begin = next;
    tried.add(begin);
    answer = await sendPage(calling, account, periodQuery(begin));
  }
  const earliest = await askRest(calling, account, periodQuery(begin), answer);
  return complete(coveredFrom(begin, to, earliest, bank), to, begin === from ? [] : [`the bank gives nothing before ${begin} now`]);
}

/** The pages after the first, by exactly the same question; gives the earliest day of a booked row. */
async function askRest(calling: Calling, account: FeedAccount, query: string, first: ApiAnswer): Promise<Day | undefined> {
  const seen = new Set<string>();
  let answer = first;
  let earliest: Day | undefined;
  for (;;) {
    if (!isGranted(answer)) throw await troubleWith(calling, answer, { account: account.key });
    const body = recordFrom(answer.bytes);
    earliest = earliestIn(body, earliest);
    const key = continuationIn(body);
    if (key === undefined) return earliest;
    if (seen.has(key) || seen.size >= PAGES) throw new BankTrouble('down', 'the pages of the answer go round in a circle');
    seen.add(key);
    answer = await sendPage(calling, account, `${query}&continuation_key=${encodeURIComponent(key)}`);
  }
}

/** A key of a wrong type would end the paging in silence. */
function continuationIn(body: Json): string | undefined {
  const value = valueAt(body, 'continuation_key');
  if (value === undefined || value === null || value === '') return undefined;
  const key = textAt(body, 'continuation_key');
  if (key === undefined) throw new BankTrouble('down', 'the answer does not say where its next page is');
  return key;
}

function earliestIn(body: Json, before: Day | undefined): Day | undefined {
  const rows = listAt(body, 'transactions');
  if (rows === undefined) throw new BankTrouble('down', 'the bank answered without a list of transactions');
  let earliest = before;
  for (const row of rows) {
    const status = textAt(row, 'status');
    if (status === undefined || status === 'BOOK') earliest = earlierOf(earliest, dayAt(row, 'booking_date'));
  }
  return earliest;
}

const isTooLong = (answer: ApiAnswer): boolean => answer.status === 422 && errorIn(answer).name === 'WRONG_TRANSACTIONS_PERIOD';
/** Without an end: rows dated ahead (a card's bill, the end of a month) come too, and no end can lie in the future of UTC. */
const periodQuery = (from: Day): string => `date_from=${from}`;
const complete = (from: Day, to: Day, remarks: readonly string[]): Fetched => ({ from, to, isComplete: true, remarks });

const sendPage = (calling: Calling, account: FeedAccount, query: string): Promise<ApiAnswer> =>
  sendToEnableBanking(calling, { method: 'GET', path: `/accounts/${encodeURIComponent(account.handle)}/transactions?${query}`, endpoint: 'transactions', account: account.key, isData: true });
