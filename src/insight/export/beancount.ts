/**
 * The ledger as a beancount file that `bean-check` accepts: everything is opened on the first day of all, closed accounts are
 * closed after their last booking, and a `balance` of every account proves the sums the day after (with no tolerance: beancount
 * would let one minor unit pass).
 */
import type { Currency } from '../../values/currency.ts';
import { type Day, addDays } from '../../values/day.ts';
import { type Minor, decimalText } from '../../values/money.ts';
import { type Entry, type ExportSource, entries, openings } from './entries.ts';
import { beancountString } from './journal-text.ts';
import { AccountNames, beancountComponent } from './names.ts';
import { Running, peeked } from './running.ts';

const amount = (value: Minor, currency: Currency): string => `${decimalText(value, currency)} ${currency}`;
/** The day after; the last day the ledger knows has none, and then nothing is asserted. */
const dayAfter = (day: Day): Day | undefined => (day >= '2199-12-31' ? undefined : addDays(day, 1));

/** Declares commodities and accounts once each, right before they are needed; beancount sorts by day itself. */
class Opened {
  readonly #done = new Set<string>();
  readonly #day: Day;
  constructor(day: Day) { this.#day = day; }
  *of(...names: readonly (readonly [directive: 'open' | 'commodity', name: string])[]): Generator<string, void, undefined> {
    for (const [directive, name] of names) {
      if (this.#done.has(name)) continue;
      this.#done.add(name);
      yield `${this.#day} ${directive} ${name}\n`;
    }
  }
}

function* entryLines(entry: Entry, names: AccountNames, opened: Opened): Generator<string, void, undefined> {
  for (const { place, currency } of entry.postings) yield* opened.of(['commodity', currency], ['open', names.of(place)]);
  const payee = entry.counterparty === null || entry.counterparty === '' ? '' : `${beancountString(entry.counterparty)} `;
  let lines = `\n${entry.date} * ${payee}${beancountString(entry.description)}\n`;
  if (entry.note !== null && entry.note !== '') lines += `  note: ${beancountString(entry.note)}\n`;
  for (const posting of entry.postings) {
    lines += `  ${names.of(posting.place)}  ${amount(posting.amount, posting.currency)}\n`;
    if (posting.id !== undefined) lines += `    id: ${beancountString(posting.id)}\n`;
    if (posting.date !== undefined) lines += `    booked: ${posting.date}\n`;
    if (posting.note !== undefined && posting.note !== '') lines += `    note: ${beancountString(posting.note)}\n`;
  }
  yield lines;
}

/** The earliest day anything stands on: the first row, or an opening balance set before it. */
function firstDayOf(source: ExportSource, first: Day | undefined): Day {
  const days = source.accounts.flatMap(({ openingDay }) => (openingDay === null ? [] : [openingDay]));
  return [...days, ...(first === undefined ? [] : [first])].sort()[0] ?? ('1970-01-01' as Day);
}

/** Source -> pieces of text that joined are the file (UTF-8, LF). Throws (a defect) for rows out of order. */
export function* beancountFile(source: ExportSource): Generator<string, void, undefined> {
  const { first, all } = peeked(source.rows);
  const start = firstDayOf(source, first?.date);
  const names = new AccountNames(source, beancountComponent);
  const running = new Running(source.accounts);
  const opened = new Opened(start);
  yield '; Written by finance-tracker. Amounts are from the account holder\'s side.\noption "title" "finance-tracker"\n';
  for (const currency of [...new Set(source.accounts.map((account) => account.currency))].sort()) yield `option "operating_currency" "${currency}"\n`;
  for (const account of source.accounts) {
    yield* opened.of(['open', names.of({ kind: 'own', account: account.id })]);
    yield `  id: ${beancountString(account.id)}\n  name: ${beancountString(account.name)}\n`;
    if (account.number !== null) yield `  number: ${beancountString(account.number)}\n`;
  }
  for (const entry of openings(source.accounts, first?.date ?? start)) yield* entryLines(entry, names, opened);
  for (const entry of entries(running.watch(all))) yield* entryLines(entry, names, opened);
  yield '\n';
  const after = dayAfter(running.last ?? start);
  if (after === undefined) return;
  for (const { account, currency, balance } of running.closings(start))
    yield `${after} balance ${names.of({ kind: 'own', account: account.id })}  ${decimalText(balance, currency)} ~ 0 ${currency}\n`;
  for (const account of source.accounts)
    if (account.closed !== null) yield `${account.closed > after ? account.closed : after} close ${names.of({ kind: 'own', account: account.id })}\n`;
}
