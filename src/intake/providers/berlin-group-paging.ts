/** Transactions of one account from the Berlin Group's interface: periods, the question as the bank understands it, page after page. */
import { addDays, type Day } from '../../values/day.ts';
import type { BankProfile } from './banks.ts';
import { ask, codesIn, followed, troubleIn } from './berlin-group-calls.ts';
import { rowsPage } from './berlin-group-pages.ts';
import { coveredFrom, earlierOf } from './coverage.ts';
import type { ApiAnswer, Calling, FeedAccount, Fetched, FetchWindow } from './provider.ts';
import { recordFrom } from './reading.ts';
import { isStatement } from './statement-page.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** Pages of one account: more is a circle that looks like none. */
const PAGES = 500;
/** Days asked for right after the login, where more may be given; and what a bank is asked for that refuses a period. 90 is one too many at some. */
const DEEPEST_DAYS = 730;
const SHORTER_DAYS = [395, 180, 89, 60, 30] as const;
/** Reserved rows are an option that a bank need not have, and some spell the parameter otherwise (Sparebanken Vest's sandbox). */
const STATUSES = ['bookingStatus=both', 'bookingStatus=booked', 'BookingStatus=both', 'BookingStatus=booked'] as const;

/** Asks for a period, and where the bank refuses it for shorter ones that end on the same day. Raises BankTrouble as the answers say. */
export async function askPeriods(calling: Calling, account: FeedAccount, window: FetchWindow, bank: BankProfile): Promise<Fetched> {
  const deepest = addDays(window.to, -DEEPEST_DAYS);
  const first = window.isDeepest && deepest < window.from ? deepest : window.from;
  const shorter = SHORTER_DAYS.map((days) => addDays(window.to, -days)).filter((from) => from > first);
  for (const from of [first, ...shorter]) {
    const fetched = await askRows(calling, account, { from, to: window.to }, bank);
    if (fetched !== undefined) return from === first || window.isDeepest ? fetched : { ...fetched, remarks: [...fetched.remarks, `the bank gives nothing before ${from} now`] };
  }
  throw new BankTrouble('refused', 'the bank gives no period of this account, not even the last month');
}

const aboutRows = ({ key }: FeedAccount) => ({ method: 'GET', endpoint: 'transactions', account: key, isData: true }) as const;

/** All pages of one period; undefined where the bank refuses the period. */
async function askRows(calling: Calling, account: FeedAccount, { from, to }: { from: Day; to: Day }, bank: BankProfile): Promise<Fetched | undefined> {
  const first = await firstPage(calling, account, from);
  let { answer } = first;
  if (isTooLong(answer)) return undefined;
  let isComplete = true;
  let earliest: Day | undefined;
  let address = calling.base + first.path;
  const asked = new Set([address]);
  for (;;) {
    if (!isGranted(answer)) throw asked.size === 1 ? troubleIn(answer, calling.now()) : brokenOff(troubleIn(answer, calling.now()));
    const page = isStatement(answer.bytes) ? undefined : rowsPage(recordFrom(answer.bytes));
    isComplete &&= page?.hasBooked ?? true;
    earliest = earlierOf(earliest, page?.earliest);
    const on = page?.next ?? page?.download;
    if (on === undefined) return { from: coveredFrom(from, to, earliest, bank), to, isComplete, remarks: [] };
    address = followed(on, address);
    if (asked.has(address) || asked.size >= PAGES) throw new BankTrouble('down', 'the bank\'s pages go round in a circle');
    asked.add(address);
    answer = await ask(calling, { ...aboutRows(account), path: address }, calling.secrets.consentId);
  }
}

/** The first page, asked for as the bank understands it; what worked is remembered, for every question is one of four a day. No last day: rows that are dated ahead come too. */
async function firstPage(calling: Calling, account: FeedAccount, from: Day): Promise<{ readonly path: string; readonly answer: ApiAnswer }> {
  const { consentId, statusQuery } = calling.secrets;
  const known = STATUSES.find((status) => status === statusQuery);
  let last: { readonly path: string; readonly answer: ApiAnswer } | undefined;
  for (const status of known === undefined ? STATUSES : [known, ...STATUSES.filter((one) => one !== known)]) {
    const path = `/v1/${account.handle}/transactions?${status}&dateFrom=${from}`;
    last = { path, answer: await ask(calling, { ...aboutRows(account), path }, consentId) };
    if (isGranted(last.answer) && status !== (known ?? STATUSES[0])) await calling.keep({ statusQuery: status });
    if (last.answer.status !== 400 || isTooLong(last.answer) || troubleIn(last.answer, calling.now()).kind !== 'refused') break;
  }
  return last!;
}

/** What refuses a page after the first is the page's end, not the account's. */
const brokenOff = (trouble: BankTrouble): BankTrouble => (trouble.kind === 'refused' ? new BankTrouble('down', 'the bank\'s pages ended before all of them were read') : trouble);

const isTooLong = (answer: ApiAnswer): boolean => answer.status === 400 && codesIn(answer).includes('PERIOD_INVALID');
