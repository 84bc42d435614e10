/**
 * The ledger as an hledger journal that `hledger check --strict` accepts: commodities and accounts are declared before their first
 * use, a transfer's second half has its own posting date, and the file ends by asserting what each account holds.
 */
import { exponentOf, type Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, ZERO, decimalText } from '../../values/money.ts';
import { type Entry, type ExportSource, entries, openings } from './entries.ts';
import { hledgerComment, hledgerDescription } from './journal-text.ts';
import { AccountNames, hledgerComponent } from './names.ts';
import { Running, peeked } from './running.ts';

const amount = (value: Minor, currency: Currency): string => `${decimalText(value, currency)} ${currency}`;
const commodity = (currency: Currency): string => `commodity 1000.${'0'.repeat(exponentOf(currency))} ${currency}\n`;

/** Writes each declaration once, right before it is needed. */
class Declared {
  readonly #done = new Set<string>();
  *of(...texts: readonly string[]): Generator<string, void, undefined> {
    for (const text of texts) {
      if (this.#done.has(text)) continue;
      this.#done.add(text);
      yield text;
    }
  }
}

function* entryLines(entry: Entry, names: AccountNames, declared: Declared): Generator<string, void, undefined> {
  for (const { place, currency } of entry.postings) yield* declared.of(commodity(currency), `account ${names.of(place)}\n`);
  const id = entry.postings[0]?.id;
  const payee = entry.counterparty === null ? '' : hledgerDescription(entry.counterparty);
  const text = hledgerDescription(entry.description);
  const description = payee === '' ? text : `${payee} | ${text}`;
  let lines = `\n${[entry.date, '*', id === undefined ? '' : `(${id})`, description].filter((part) => part !== '').join(' ').trimEnd()}\n`;
  if (entry.note !== null && entry.note !== '') lines += `    ; note:${hledgerComment(entry.note)}\n`;
  for (const posting of entry.postings) {
    const tags: string[] = [];
    if (posting.id !== undefined) tags.push(`id:${posting.id}`);
    if (posting.date !== undefined) tags.push(`date:${posting.date}`);
    if (posting.note !== undefined && posting.note !== '') tags.push(`note:${hledgerComment(posting.note)}`);
    lines += `    ${names.of(posting.place)}  ${amount(posting.amount, posting.currency)}${tags.length > 0 ? `  ; ${tags.join(', ')}` : ''}\n`;
  }
  yield lines;
}

/** Source -> pieces of text that joined are the journal (UTF-8, LF). Throws (a defect) for rows out of order. */
export function* hledgerJournal(source: ExportSource): Generator<string, void, undefined> {
  const { first, all } = peeked(source.rows);
  const start = first?.date ?? source.accounts.find(({ openingDay }) => openingDay !== null)?.openingDay ?? ('1970-01-01' as Day);
  const names = new AccountNames(source, hledgerComponent);
  const running = new Running(source.accounts);
  const declared = new Declared();
  yield '; Written by finance-tracker. Amounts are from the account holder\'s side.\ndecimal-mark .\n';
  for (const account of source.accounts) {
    yield* declared.of(`account ${names.of({ kind: 'own', account: account.id })}\n`);
    const tags = [`id:${hledgerComment(account.id)}`, ...(account.number === null ? [] : [`number:${hledgerComment(account.number)}`]), ...(account.closed === null ? [] : [`closed:${account.closed}`])];
    yield `    ; ${tags.join(', ')}\n`;
  }
  for (const entry of openings(source.accounts, start)) yield* entryLines(entry, names, declared);
  for (const entry of entries(running.watch(all))) yield* entryLines(entry, names, declared);
  const last = running.last ?? start;
  for (const { account, currency, balance } of running.closings(start)) {
    const own = names.of({ kind: 'own', account: account.id });
    yield `\n${last} * Balance as booked\n    ${own}  ${amount(ZERO, currency)} = ${amount(balance, currency)}\n`;
  }
}
