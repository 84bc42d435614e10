/** Walks a bank-to-customer message: the elements of each statement in it go where they are understood. */
import { raise } from '../../errors.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Collector } from '../statements/collector.ts';
import type { XmlElement, XmlVisitor } from '../statements/xml.ts';
import { dayIn } from './days.ts';
import { type Details, detailsFrom } from './details.ts';
import { collectEntry, ENTRY_PARTS, hasNoCurrency } from './entry.ts';
import { Pages } from './pages.ts';
import { RepeatedEntries } from './repeated-entries.ts';
import { RepeatedStatements } from './repeated-statements.ts';
import { Servicers } from './servicers.ts';
import { Statement, type StatementKind } from './statement.ts';

/** Root element of a message up to its version, which version 01 added: BkToCstmrStmtV01. */
const MESSAGE = /^BkToCstmr(Stmt|AcctRpt|DbtCdtNtfctn)(?:V\d\d)?$/;
const NUMBERS: Readonly<Record<string, string>> = { AcctRpt: 'camt.052', Stmt: 'camt.053', DbtCdtNtfctn: 'camt.054' };
const KINDS: ReadonlySet<string> = new Set(['Stmt', 'Rpt', 'Ntfctn'] satisfies StatementKind[]);
/** `camt.053.001.08`, in a namespace: most are urn:iso:std:iso:20022:tech:xsd:…, some a bank's or a clearing house's own. */
const IDENTIFIER = /camt\.05[234]\.\d{3}\.\d{2}/;

/** So many transactions of one entry are held until it is known whether they add up; a larger batch stays one row. */
const HELD = 20_000;
/** Characters of text in one entry's held transactions. */
const LARGEST = 16_000_000;

type Place = 'outside' | 'message' | 'statement' | 'entry' | 'details';
const UP: Readonly<Record<Place, Place>> = { outside: 'outside', message: 'outside', statement: 'message', entry: 'statement', details: 'entry' };

export class Message implements XmlVisitor {
  readonly servicers = new Servicers();
  readonly #pages: Pages;
  readonly #entries = new RepeatedEntries();
  readonly #records: RepeatedStatements;
  #namespace: string | undefined;
  #number: string | undefined;
  #place: Place = 'outside';
  #made: Day | undefined;
  #statement: Statement | undefined;
  #entry: XmlElement | undefined;
  #details: Details[] = [];
  #count = 0;
  #transactions = 0;
  #size = 0;

  /** `currency`: of entries in a file that tells none. */
  constructor(private readonly file: string, private readonly collector: Collector, private readonly currency: Currency | undefined) {
    this.#pages = new Pages(collector);
    this.#records = new RepeatedStatements(collector);
  }

  /** The message id as its namespace has it, e.g. "camt.053.001.08"; "camt.053" where only the root element tells. */
  get profile(): string { return this.#namespace ?? this.#number ?? 'camt'; }

  walks(element: XmlElement): boolean {
    const { name } = element;
    switch (this.#place) {
      case 'outside': return this.#begin(element);
      case 'message':
        if (!KINDS.has(name)) return false;
        this.#statement = new Statement(name as StatementKind, element.line, this.#made);
        this.#place = 'statement';
        return true;
      case 'statement':
        if (name !== 'Ntry') return false;
        if (this.#statement!.entries === 0) this.#records.begin(this.#statement!);
        this.#entry = element;
        this.#details = [];
        this.#count = this.#transactions = this.#size = 0;
        this.#place = 'entry';
        return true;
      case 'entry':
        if (name !== 'NtryDtls') return false;
        this.#place = 'details';
        return true;
      case 'details': return false;
    }
  }

  /** Envelopes around a message are walked through; the namespace may stand on the message itself. */
  #begin({ name, attributes }: XmlElement): boolean {
    const message = MESSAGE.exec(name)?.[1];
    if (name === 'Document' || message !== undefined) for (const value of Object.values(attributes)) this.#namespace ??= IDENTIFIER.exec(value)?.[0];
    if (message !== undefined) {
      this.#number ??= NUMBERS[message];
      this.#place = 'message';
    }
    return true;
  }

  whole(element: XmlElement, size: number): void {
    switch (this.#place) {
      case 'message':
        if (element.name !== 'GrpHdr') break;
        this.#made = dayIn(element.textAt('CreDtTm') ?? '');
        this.#pages.header(element);
        break;
      case 'statement': this.#statement!.take(element); break;
      case 'entry':
        // each stands once in an entry: what comes again says nothing and is not held
        if (ENTRY_PARTS.has(element.name) && !this.#entry!.child(element.name)) this.#entry!.add(element);
        break;
      case 'details': this.#takeDetails(element, size);
    }
  }

  #takeDetails(element: XmlElement, size: number): void {
    if (element.name === 'Btch') this.#transactions += Number(/^\d{1,9}$/.exec(element.textAt('NbOfTxs') ?? '')?.[0] ?? 0);
    if (element.name !== 'TxDtls') return;
    if (++this.#count > HELD) return;
    if ((this.#size += size) > LARGEST) raise('statement-hostile', { file: this.file, line: element.line, why: `one entry holds more than ${LARGEST} characters` });
    this.#details.push(detailsFrom(element));
  }

  left(_name: string, line: number): void {
    const statement = this.#statement;
    if (this.#place === 'entry' && statement && this.#entry) {
      statement.entries++;
      statement.transactions += Math.max(1, this.#count, this.#transactions);
      const entry = { element: this.#entry, details: this.#details, count: this.#count };
      if (this.currency === undefined && hasNoCurrency(entry, statement)) raise('currency-unknown', { file: this.file, found: '' });
      collectEntry(entry, statement, this.#records, this.#entries, this.currency);
      this.#entry = undefined;
    } else if (this.#place === 'statement' && statement) {
      this.#leftStatement(statement, line);
      this.#statement = undefined;
    } else if (this.#place === 'message') this.#pages.messageEnds();
    this.#place = UP[this.#place];
  }

  #leftStatement(statement: Statement, line: number): void {
    const { missing, entries } = statement;
    if (missing !== undefined) raise('statement-broken', { file: this.file, line, why: `the statement that ends here tells of ${missing} entries and holds ${entries}` });
    if (entries === 0) this.#records.begin(statement);
    const ending = this.#records.end(statement);
    if (ending === 'given-on') raise('statement-broken', { file: this.file, line, why: `the statement that ends here stands in the file twice, with ${entries} entries` });
    if (ending === 'repeated') return this.collector.leftOut('statement that stands in the file twice');
    this.#entries.end();
    for (const why of statement.unexplained) this.collector.problem(statement.line, why, statement.label);
    for (const balance of statement.balances) this.collector.balance(balance);
    this.#pages.closed(statement);
    this.servicers.add(statement);
  }

  /** The file is over. */
  end(): void { this.#pages.end(); }
}
