/** Stored answers of the Berlin Group's interface -> rows and balances; a statement in the place of rows is read as one. */
import { sameAccountNumber } from '../../values/account-number.ts';
import type { Day } from '../../values/day.ts';
import type { KeptPage } from '../../values/keeping.ts';
import { Balances } from './balances.ts';
import type { BankProfile } from './banks.ts';
import { hrefIn } from './berlin-group-calls.ts';
import { berlinGroupRow } from './berlin-group-rows.ts';
import { earlierOf } from './coverage.ts';
import { type Movement, Movements } from './movement.ts';
import type { FeedAccount, FeedReading } from './provider.ts';
import { dayAt, isRecord, type Json, listAt, provided, recordAt, recordFrom, recordOrNone, textAt } from './reading.ts';
import { isStatement, statementIn } from './statement-page.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** What one answer of the transactions endpoint is, beside its rows. */
export interface RowsPage {
  /** Link to the next page as the bank wrote it. */
  readonly next: unknown;
  /** Link to a file in the place of rows. */
  readonly download: unknown;
  /** It has a list of booked rows: without one nothing is said about them. */
  readonly hasBooked: boolean;
  /** First booking date in it. */
  readonly earliest: Day | undefined;
}

/** Body of the transactions endpoint in JSON -> what comes after it. Raises BankTrouble `down` where it has neither rows nor a file. */
export function rowsPage(body: Json): RowsPage {
  const report = reportIn(body);
  // beside rows it is another form of the same
  const download = report === undefined ? hrefIn(body['_links'], 'download') : undefined;
  if (report === undefined && download === undefined) throw new BankTrouble('down', 'the bank answered without transactions and without saying that there are none');
  const booked = listAt(report, 'booked');
  const earliest = (booked ?? []).map((row) => dayAt(row, 'bookingDate')).reduce(earlierOf, undefined);
  return { next: hrefIn(report?.['_links'], 'next') ?? hrefIn(body['_links'], 'next'), download, hasBooked: report === undefined || booked !== undefined, earliest };
}

const reportIn = (body: Json): Json | undefined => recordAt(body, 'transactions') ?? recordAt(body, 'cardTransactions');

/** Pages of one account in order -> what they say. Raises BankTrouble `down` for a body that is no answer. */
export function berlinGroupReading(pages: readonly KeptPage[], account: FeedAccount, bank: BankProfile): FeedReading {
  const rows = new Movements(account, bank);
  const balances = new Balances(account, bank, rows);
  const statements = [];
  for (const page of pages) {
    if (!isGranted(page)) continue;
    if (isStatement(page.body)) {
      statements.push(statementIn(page, account));
      continue;
    }
    const isReport = page.endpoint !== 'balances';
    const body = isReport ? recordFrom(page.body) : recordOrNone(page.body);
    if (isReport && body !== undefined) takeReport(body, rows, account, bank);
    for (const balance of listAt(body, 'balances') ?? []) balances.take(balance);
  }
  const reading = { booked: rows.booked, pending: rows.pending, problems: rows.problems, ignored: rows.ignored, balances: balances.all() };
  return statements.reduce<FeedReading>(joined, reading);
}

function takeReport(body: Json, rows: Movements, account: FeedAccount, bank: BankProfile): void {
  rowsPage(body);
  const report = reportIn(body);
  for (const isPending of [false, true]) for (const record of listAt(report, isPending ? 'pending' : 'booked') ?? []) {
    if (isRecord(record)) rows.take(inWords(record, isPending, account, bank), record);
    else rows.refuse(record, 'it is no record');
  }
  // standing orders: nothing has moved
  for (const _ of listAt(report, 'information') ?? []) rows.leaveOut();
}

/** A row as its words say, with what the profile says about signs; of a card's the shop, where it has no text. */
function inWords(record: Json, isPending: boolean, account: FeedAccount, bank: BankProfile): Movement {
  const movement = berlinGroupRow(record, isPending, bank);
  const direction = bank.signsBySide ? sideOf(record, account) : undefined;
  const shop = account.kind === 'card' && movement.texts.length === 0 ? provided(textAt(record, 'cardAcceptorAddress', 'name')) ?? provided(textAt(record, 'cardAcceptorId')) : undefined;
  return { ...movement, ...(direction === undefined ? {} : { direction }), ...(shop === undefined ? {} : { texts: [shop] }) };
}

/** Amounts without a sign: money out names who got it, money in who paid. Where both are named, the other one than the holder tells. */
function sideOf(record: Json, account: FeedAccount): 'CRDT' | 'DBIT' | undefined {
  const [creditor, debtor] = (['creditor', 'debtor'] as const).map((side) => {
    const number = textAt(record, `${side}Account`, 'iban') ?? textAt(record, `${side}Account`, 'bban');
    const isOwn = number !== undefined && account.number !== undefined && sameAccountNumber(number, account.number);
    return !isOwn && (number !== undefined || textAt(record, `${side}Name`) !== undefined);
  });
  return creditor === debtor ? undefined : creditor ? 'DBIT' : 'CRDT';
}

/** Two readings behind one another: lines go on counting. */
function joined(first: FeedReading, second: FeedReading): FeedReading {
  const lines = first.booked.length + first.pending.length + first.problems.length + first.ignored;
  const on = <T extends { readonly line: number }>(items: readonly T[]): T[] => items.map((item) => ({ ...item, line: item.line + lines }));
  return {
    booked: [...first.booked, ...on(second.booked)], pending: [...first.pending, ...on(second.pending)], problems: [...first.problems, ...on(second.problems)],
    ignored: first.ignored + second.ignored, balances: [...first.balances, ...second.balances],
  };
}
