/** Fields -> rows, problems and balances, message by message. */
import { raise } from '../../errors.ts';
import { type Currency, currencyFrom } from '../../values/currency.ts';
import { decimalText } from '../../values/money.ts';
import type { Collector } from '../statements/collector.ts';
import { type OwnAccount, ibanIn, ownAccount } from './account.ts';
import { type Balance, balanceFrom, floorLimit, isCutInside } from './amounts.ts';
import { type Entry, entryFrom } from './entry.ts';
import type { Field } from './fields.ts';
import { InterimTotals, Message } from './message.ts';
import { Pages } from './pages.ts';
import { rowOf } from './row.ts';

/** Lines below one entry; no bank writes more than some dozens. */
const MOST_LINES = 10_000;

export class MessageReader {
  #message = new Message();
  #entry: Entry | undefined;
  #information: string[] = [];
  #ns: string[] = [];
  /** True while `:86:` belongs to an entry, also to one that could not be read. */
  #inEntry = false;
  /** True inside a block `{4:`. */
  #inEnvelope = false;
  /** True from the beginning of a message, or of the envelope above it, to what it is about. */
  #inHeader = false;
  /** Text behind the last message that is none. */
  #stray: Field | undefined;
  /** `:64:` or `:65:`, where it is the last field and cannot be read. */
  #unreadable: Field | undefined;
  #envelopeIsInterim = false;
  readonly #pages: Pages;
  readonly #totals = new InterimTotals();
  /** Line of the closing balance that the file may end in, where it is a part of the amount that the entries reach. */
  #cutAt: number | undefined;

  /** The first account named. */
  account: OwnAccount | undefined;
  hasStatement = false;
  hasInterim = false;

  /** `fallback`: currency of a message that names none. */
  constructor(private readonly file: string, private readonly collector: Collector, private readonly fallback: Currency | undefined) {
    this.#pages = new Pages(collector);
  }

  /** Takes the next field. Raises statement-broken for a message that is cut, and currency-unknown. */
  take(field: Field): void {
    const { tag, line, lines } = field;
    if (tag === '86' || tag === 'NS') return this.#informed(field);
    this.#flush();
    if (tag === '') {
      this.#stray = field;
      return;
    }
    this.#cutAt = this.#unreadable = undefined;
    switch (tag) {
      case '61': return this.#entered(field);
      case '{': return this.#enveloped(lines[0]!, line);
      case '-': return this.#ended(line);
      case '20': case '940': case '942': return this.#begin(line);
      case '25': case '25P': return this.#accounted(lines[0]!, line);
      case '28': case '28C': this.#message.number = lines[0]!.trim(); return;
      case '60F': case '60M': return this.#opened(field);
      case '62F': case '62M': return this.#closed(field);
      case '34F': case '13D': case '90D': case '90C': return this.#interim(field);
      case '64': case '65': if (!balanceFrom(lines[0]!)) this.#unreadable = field; return;
      default:
    }
  }

  /** The text is over; `endsOpen`: without a line break. Raises statement-broken when its last message is cut. */
  end(line: number, endsOpen: boolean): void {
    // The amount may be half of one; of a statement the closing balance would be missing too.
    if (endsOpen && this.#entry && this.#entry.line === line && !this.#message.opening) this.#broken(line, 'it ends inside a transaction');
    this.#flush();
    if (endsOpen && this.#cutAt !== undefined) this.#broken(this.#cutAt, 'it ends inside the amount of a closing balance');
    if (endsOpen && this.#unreadable) this.#broken(this.#unreadable.line, 'it ends inside the amount of a balance');
    if (endsOpen && this.#stray?.line === line && /^[:{]\w{0,3}$/.test(this.#stray.lines[0]!)) this.#broken(line, 'it ends inside a tag');
    if (this.#inEnvelope) this.#broken(line, 'it ends inside a message');
    if (this.#inHeader) this.#broken(line, 'it ends in the header of a message');
    this.#end(line);
    this.#pages.end();
    if (this.#stray) this.collector.problem(this.#stray.line, 'text that is no MT940 stands behind the last message', this.#stray.lines[0]!);
  }

  #enveloped(header: string, line: number): void {
    if (header.startsWith('{4:')) {
      this.#inEnvelope = true;
      return;
    }
    this.#end(line);
    this.#inEnvelope = header.includes('{4:');
    this.#inHeader = true;
    this.#stray = undefined;
    this.#message.isInterim = this.#envelopeIsInterim = /\{2:[IO]942/.test(header);
    this.hasInterim ||= this.#envelopeIsInterim;
  }

  #ended(line: number): void {
    this.#end(line);
    this.#inEnvelope = this.#inHeader = this.#envelopeIsInterim = false;
  }

  #begin(line: number): void {
    this.#end(line);
    this.#inHeader = true;
    this.#stray = undefined;
    this.#message.isInterim = this.#envelopeIsInterim;
  }

  /** The message is over. A statement without a closing balance was cut. */
  #end(line: number): void {
    const { opening, isClosed } = this.#message;
    if (opening && !isClosed) this.#broken(line, 'a statement ends before its closing balance (:62F:)');
    const why = this.#message.isInterim ? this.#totals.contradiction() : undefined;
    if (why) this.#broken(line, `a part of an interim report is missing: ${why}`);
    this.#message = new Message();
  }

  #accounted(text: string, line: number): void {
    // Some banks begin a message here, without a reference above.
    const { account: before, opening, isClosed, isInterim, entries } = this.#message;
    if (before || (!opening && !isClosed && !isInterim && entries === 0 && !this.#inHeader)) this.#begin(line);
    this.#message.account = ownAccount(text);
    this.#message.currency ??= this.#message.account?.currency;
    this.account ??= this.#message.account;
  }

  #opened({ tag, line, lines }: Field): void {
    if (this.#message.opening && !this.#message.isClosed) this.#broken(line, 'a statement has two opening balances');
    if (this.#message.isClosed) this.#furtherStatement(line);
    this.#inHeader = false;
    const balance = this.#balance(lines[0]!, line, 'an opening');
    this.#message.opening = { ...balance, isFirst: tag === '60F' };
    this.#message.currency = balance.currency;
    this.hasStatement = true;
    this.#pages.opened(this.#message, line);
    this.#message.problems += lines.length - 1;
    for (const text of lines.slice(1)) this.collector.problem(line, 'a line below an opening balance belongs to no field', text);
  }

  /** A bank may write several statements of an account under one reference. */
  #furtherStatement(line: number): void {
    const { account, number } = this.#message;
    this.#begin(line);
    this.#message.account = account;
    this.#message.number = number;
  }

  #closed({ tag, line, lines }: Field): void {
    this.#inHeader = false;
    const balance = this.#balance(lines[0]!, line, 'a closing');
    const { opening, account, currency, firstDay, lastDay, sum, problems, entries } = this.#message;
    if (currency && balance.code !== currency) this.#broken(line, `a statement in ${currency} closes in ${balance.code}`);
    this.#message.isClosed = true;
    this.hasStatement = true;
    this.#pages.closed(this.#message, balance, tag === '62F', line);
    if (opening && problems === 0 && isCutInside(lines[0]!, balance, opening.amount + sum)) this.#cutAt = line;
    const of = { currency: balance.currency!, ...(account ? { account: account.number } : {}) };
    if (opening && entries === 0 && problems === 0 && opening.amount !== balance.amount) this.#unexplained(opening, balance, `:${tag}:${lines[0]!}`, line);
    // Of a statement without entries the closing balance tells all: on which day's rows its opening one stands is not known.
    if (opening?.isFirst && firstDay) this.collector.balance({ kind: 'opening', day: firstDay, amount: opening.amount, ...of });
    // Rows booked later than the balance's day would make it untrue at the end of that day.
    if (tag !== '62F' || !balance.day || (lastDay && lastDay > balance.day)) return;
    this.collector.balance({ kind: 'closing', day: balance.day, amount: balance.amount, ...of });
  }

  #unexplained(from: Balance, to: Balance, text: string, line: number): void {
    const [before, after] = [from, to].map(({ amount, currency }) => `${decimalText(amount, currency!)} ${currency}`);
    this.collector.problem(line, `the balance moves from ${before} to ${after}, but no entry says why`, text);
  }

  /** Text of a balance field -> balance in a known currency. */
  #balance(text: string, line: number, which: string): Balance {
    const balance = balanceFrom(text);
    if (!balance) this.#broken(line, `${which} balance cannot be read`);
    if (!balance.currency) raise('currency-unknown', { file: this.file, found: balance.code });
    return balance;
  }

  #interim({ tag, lines }: Field): void {
    this.#inHeader = false;
    const message = this.#message;
    if (message.opening) return;
    this.#count();
    message.isInterim = true;
    this.hasInterim = true;
    if (tag === '34F') {
      const limit = floorLimit(lines[0]!);
      const currency = limit && currencyFrom(limit.code);
      if (limit && !currency) raise('currency-unknown', { file: this.file, found: limit.code });
      message.currency = currency ?? message.currency;
      if (!limit || limit.leavesOut) this.#totals.giveUp();
    } else if (tag === '90D') this.#totals.state('debit', lines[0]!, message.currency);
    else if (tag === '90C') this.#totals.state('credit', lines[0]!, message.currency);
  }

  #count(): void {
    if (!this.#message.isCounted) this.#totals.begin(this.#message);
    this.#message.isCounted = true;
  }

  #informed({ tag, line, lines }: Field): void {
    if (this.#inEntry) {
      const below = tag === '86' ? this.#information : this.#ns;
      if (below.length > MOST_LINES) raise('statement-hostile', { file: this.file, line, why: `a transaction is told of in more than ${MOST_LINES} lines` });
      below.push(...lines);
      return;
    }
    const { account, opening, entries } = this.#message;
    const iban = account && opening && entries === 0 ? ibanIn(lines.join(' '), account) : undefined;
    if (!iban) return;
    const full = { ...account!, ...ownAccount(iban) };
    if (this.account === account) this.account = full;
    this.#message.account = full;
  }

  #entered({ line, lines }: Field): void {
    this.#inHeader = false;
    const message = this.#message;
    const currency = message.currency ?? this.fallback;
    if (!currency) raise('currency-unknown', { file: this.file, found: '' });
    const entry = message.isClosed ? 'the transaction stands below the closing balance' : entryFrom(lines, line, currency);
    message.entries++;
    this.#inEntry = true;
    if (typeof entry !== 'string') {
      this.#entry = entry;
      return;
    }
    message.problems++;
    this.#count();
    this.#totals.giveUp();
    this.collector.problem(line, entry, `:61:${lines.join(' ')}`);
  }

  /** What stands below an entry is complete. */
  #flush(): void {
    const entry = this.#entry;
    this.#inEntry = false;
    if (entry) this.#row(entry);
    this.#entry = undefined;
    this.#information = [];
    this.#ns = [];
  }

  #row(entry: Entry): void {
    const message = this.#message;
    const currency = message.currency ?? this.fallback!;
    const row = rowOf(entry, { information: this.#information, ns: this.#ns }, message.account, currency);
    if (!message.opening) {
      this.#count();
      this.#totals.add(entry.amount, entry.isExpected);
    }
    if (entry.isExpected) return this.collector.pending(row);
    message.sum += entry.amount;
    if (message.firstDay === undefined || row.bookingDate < message.firstDay) message.firstDay = row.bookingDate;
    if (message.lastDay === undefined || row.bookingDate > message.lastDay) message.lastDay = row.bookingDate;
    this.collector.row(row);
  }

  #broken(line: number, why: string): never {
    raise('statement-broken', { file: this.file, line, why });
  }
}
