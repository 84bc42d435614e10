/** Tags in order -> rows. Knows what closes what: transactions may lack their closing tag, lists and the file itself may not, since a cut file looks like that. */
import { raise } from '../../errors.ts';
import type { Currency } from '../../values/currency.ts';
import type { RowBatch } from '../rows.ts';
import { Collector } from '../statements/collector.ts';
import { asTransaction } from './cash-record.ts';
import { dayIn } from './day.ts';
import { Repeats } from './repeats.ts';
import type { Scanner } from './scanner.ts';
import { type Accounts, Statement } from './statement.ts';
import { type Leaf, leafOf, leftOutAs, type Role, roleOf } from './tags.ts';
import { type Foreign, record, type Written } from './transaction.ts';

/** The deepest elements of OFX stand about 12 deep. */
const DEEPEST = 60;

interface Level { readonly name: string; readonly role: Role }
/** An element that is passed over; `isRecord` for one of a list, which the next record may close. */
interface PassedOver { readonly name: string; readonly isRecord: boolean }

/** One reading of a file, from its first tag to its last. */
export class Document {
  /** Name of the bank: the first ORG. */
  bank: string | undefined;
  readonly #found = new Collector();
  readonly #levels: Level[] = [];
  readonly #accounts: Accounts = new Map();
  readonly #repeats = new Repeats();
  #statement: Statement;
  /** `investment`: name of the record of an investment account that it is. */
  #transaction: { readonly written: Written; readonly depth: number; readonly investment?: string } | undefined;
  #part = '';
  #status = { line: 1, code: '', severity: '', message: '' };
  #passedOver: PassedOver | undefined;
  /** Name of the leaf that was read last: its closing tag says nothing. */
  #leafName = '';
  #list: Level | undefined;
  #isClosed = false;
  #error: string | undefined;
  #records = 0;

  /** `fallback`: currency where the file names none. */
  constructor(private readonly scanner: Scanner, private readonly file: string, private readonly fallback: Currency | undefined) {
    this.#statement = new Statement(this.#accounts);
  }

  /** Rows in file order. Raises statement-broken, statement-hostile, statement-refused, currency-unknown. */
  *batches(): Generator<RowBatch, void, undefined> {
    for (let kind = this.scanner.next(); kind !== 'end'; kind = this.scanner.next()) {
      if (kind === 'open') this.#open();
      else if (this.scanner.name !== this.#leafName) this.#close(this.scanner.name);
      if (this.#found.isFull) yield this.#found.take();
    }
    if (!this.#isClosed) this.#broken('it ends before its last tag, </OFX>');
    if (this.#error !== undefined && this.#records === 0) raise('statement-refused', { file: this.file, why: this.#error });
    yield this.#found.take();
  }

  #open(): void {
    const { name, isBlank } = this.scanner;
    const leaf = leafOf(name);
    if (this.#passedOver && !(this.#passedOver.isRecord && leaf === undefined && this.#isRecord(name))) return;
    this.#passedOver = undefined;
    this.#leafName = leaf === undefined && isBlank ? '' : name;
    if (leaf !== undefined) return this.#leaf(leaf);
    const role = roleOf(name, isBlank);
    if (role === undefined) return name === 'CURRENCY' && this.#transaction ? void (this.#transaction.written.currency = { symbol: this.scanner.value, rate: '' }) : undefined;
    this.#leafName = '';
    this.#enter({ name, role });
  }

  /** True for what stands as a whole in a list of transactions. */
  #isRecord(name: string): boolean {
    const role = roleOf(name, this.scanner.isBlank);
    return role === 'transaction' || role === 'wrapper' || role === 'investment' || role === 'cash';
  }

  #enter(level: Level): void {
    const { name, role } = level;
    if (role === 'transaction' || role === 'wrapper' || role === 'list' || role === 'statement' || role === 'root') this.#endTransaction();
    if (this.#list && (role === 'list' || role === 'statement' || role === 'root')) this.#broken(`its ${this.#list.name} does not end before the next ${name} begins`);
    if (role === 'wrapper') return;
    const isCash = role === 'cash' && this.#list?.name === 'INVTRANLIST';
    if (isCash) this.#endTransaction();
    const isRecord = this.#list?.name === 'INVTRANLIST' && (role === 'investment' || (role === 'open' && !this.#transaction && this.#levels.at(-1) === this.#list));
    if (isRecord || role === 'left-out' || role === 'ignored') return this.#passOver(name, isRecord, role !== 'ignored');
    if (this.#levels.length >= DEEPEST) raise('statement-hostile', { file: this.file, line: this.scanner.line, why: `its elements are nested more than ${DEEPEST} deep` });
    this.#levels.push(level);
    if (role === 'part') this.#beginPart(name);
    else if (role === 'transaction') this.#transaction = { depth: this.#levels.length, written: { line: this.scanner.line, fields: {}, isPending: name === 'STMTTRNP' || this.#list?.name === 'BANKTRANLISTP' } };
    else if (isCash) this.#transaction = { depth: this.#levels.length, written: { line: this.scanner.line, fields: {}, isPending: false }, investment: name };
    else if (role === 'list') this.#list = level;
    else if (role === 'statement') this.#begin();
    else if (role === 'root') this.#isClosed = false;
  }

  #begin(): void {
    this.#statement = new Statement(this.#accounts);
    this.#repeats.begin();
  }

  #passOver(name: string, isRecord: boolean, isNamed: boolean): void {
    if (isRecord) this.#endTransaction();
    this.#passedOver = { name, isRecord };
    if (!isNamed) return;
    this.#found.leftOut(leftOutAs(name));
    this.#records++;
  }

  #close(name: string): void {
    const over = this.#passedOver;
    if (over?.name === name) return void (this.#passedOver = undefined);
    const index = this.#levels.findLastIndex((level) => level.name === name);
    if (index < 0) return;
    if (over && !over.isRecord) this.#broken(`its ${over.name} does not end before its ${name} does`);
    this.#passedOver = undefined;
    while (this.#levels.length > index) {
      const level = this.#levels.at(-1)!;
      if (level.role === 'list' && level.name !== name) this.#broken(`its ${level.name} does not end before its ${name} does`);
      this.#leave(level);
    }
  }

  #leave(level: Level): void {
    if (this.#transaction && this.#levels.length <= this.#transaction.depth) this.#endTransaction();
    else this.#levels.pop();
    if (level.role === 'part') this.#endPart();
    else if (level.role === 'list') this.#list = undefined;
    else if (level.role === 'statement') {
      this.#statement.close(this.fallback, this.#found);
      this.#begin();
    } else if (level.role === 'root') this.#isClosed = true;
  }

  /** Gives the open transaction, if there is one, and leaves all that stands in it. */
  #endTransaction(): void {
    if (!this.#transaction) return;
    const { written, depth, investment } = this.#transaction;
    this.#levels.length = depth - 1;
    this.#transaction = undefined;
    this.#part = '';
    this.#records++;
    const movement = investment === undefined ? written : asTransaction(investment, written);
    if (movement === undefined) return this.#found.leftOut(leftOutAs(investment!));
    if (typeof movement === 'string') return this.#found.problem(written.line, movement, Object.values(written.fields).join(' | '));
    const { curdef, account, accountName } = this.#statement;
    const row = record(movement, { file: this.file, curdef, account, accountName, fallback: this.fallback }, this.#found);
    if (!row) return;
    this.#statement.reaches(row.bookingDate);
    if (this.#repeats.isOne(row, movement.fields.FITID)) this.#found.leftOut('transaction that stands in the file twice (FITID)');
    else this.#found.row(row);
  }

  #beginPart(name: string): void {
    this.#part = name;
    if (name === 'STATUS') this.#status = { line: this.scanner.line, code: '', severity: '', message: '' };
    const written = this.#transaction?.written;
    if (name === 'CURRENCY' && written) written.currency = { symbol: '', rate: '' };
    if (name === 'ORIGCURRENCY' && written) written.original = { symbol: '', rate: '' };
  }

  #endPart(): void {
    const { line, code, severity, message } = this.#status;
    if (this.#part === 'STATUS' && severity.toUpperCase() === 'ERROR') {
      const why = [`code ${code}`, message].filter(Boolean).join(': ').slice(0, 200);
      this.#error ??= why;
      this.#found.problem(line, `the bank answered with an error instead of a statement (${why})`, message);
    }
    this.#part = '';
  }

  #leaf(leaf: Leaf): void {
    const { value } = this.scanner;
    switch (this.#part) {
      case 'BANKACCTFROM': case 'CCACCTFROM': case 'INVACCTFROM': return this.#transaction ? undefined : this.#ownAccount(leaf, value);
      case 'BANKACCTTO': case 'CCACCTTO': return leaf === 'ACCTID' && this.#transaction && value !== '' ? void (this.#transaction.written.counterpartyAccount = value) : undefined;
      case 'CURRENCY': return currencyLeaf(this.#transaction?.written.currency, leaf, value);
      case 'ORIGCURRENCY': return currencyLeaf(this.#transaction?.written.original, leaf, value);
      case 'LEDGERBAL':
        if (leaf === 'BALAMT') this.#statement.balance = value;
        else if (leaf === 'DTASOF') this.#statement.asOf = value;
        return;
      case 'AVAILBAL': return;
      case 'STATUS':
        if (leaf === 'CODE') this.#status.code = value;
        else if (leaf === 'SEVERITY') this.#status.severity = value;
        else if (leaf === 'MESSAGE') this.#status.message = value;
        return;
      default: return this.#transaction ? field(this.#transaction.written, leaf, value) : this.#outside(leaf, value);
    }
  }

  #ownAccount(leaf: Leaf, value: string): void {
    if (leaf === 'ACCTID') this.#statement.number = value;
    else if (leaf === 'BANKID' || leaf === 'BROKERID') this.#statement.bank = value;
    else if (leaf === 'ACCTTYPE') this.#statement.type = value;
  }

  /** A leaf that stands in no transaction. */
  #outside(leaf: Leaf, value: string): void {
    if (leaf === 'CURDEF') this.#statement.curdef = value;
    else if (leaf === 'DTEND' && this.#list) this.#statement.endsOn(dayIn(value));
    else if (leaf === 'ORG' && value !== '') this.bank ??= value;
    else if (leaf === 'TRNAMT') {
      this.#records++;
      this.#found.problem(this.scanner.line, 'it stands outside of a transaction: a tag is damaged or lost', `${leaf} ${value}`);
    }
  }

  #broken(why: string): never {
    return raise('statement-broken', { file: this.file, line: this.scanner.line, why });
  }
}

function currencyLeaf(into: Foreign | undefined, leaf: Leaf, value: string): void {
  if (!into) return;
  if (leaf === 'CURSYM') into.symbol = value;
  else if (leaf === 'CURRATE') into.rate = value;
}

/** Keeps the first value of a leaf; several MEMOs are one text. */
function field(written: Written, leaf: Leaf, value: string): void {
  if (value === '') return;
  const { fields } = written;
  const before = fields[leaf];
  if (before === undefined) fields[leaf] = value;
  else if (leaf === 'MEMO') fields[leaf] = `${before} · ${value}`;
  else if (leaf === 'TRNAMT' || leaf === 'DTPOSTED' || leaf === 'TOTAL' || leaf === 'DTTRADE') written.repeated ??= leaf;
}
