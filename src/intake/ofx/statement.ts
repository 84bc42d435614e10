/** One STMTRS, CCSTMTRS or INVSTMTRS: whose account it is, its currency, and the booked balance that it states. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import { addDays, type Day } from '../../values/day.ts';
import type { Collector } from '../statements/collector.ts';
import { amountOf } from './amount.ts';
import { dayIn } from './day.ts';

/** ACCTID -> BANKID and ACCTTYPE of the first account of the file that has it. */
export type Accounts = Map<string, { readonly bank: string; readonly type: string }>;

export class Statement {
  curdef = '';
  /** BANKID or BROKERID. */
  bank = '';
  type = '';
  /** BALAMT and DTASOF of LEDGERBAL, as written. */
  balance = '';
  asOf = '';
  #account: string | undefined;
  #number = '';
  #end: Day | undefined;
  #lastRow: Day | undefined;

  constructor(private readonly accounts: Accounts) {}

  set number(written: string) { this.#number ||= written; }

  /**
   * Own account: the ACCTID as written. Some banks give one number to a customer's checking and savings account: the second
   * one in a file has its type, or else its bank, beside the number.
   */
  get account(): string | undefined {
    if (this.#number === '') return undefined;
    if (this.#account !== undefined) return this.#account;
    const first = this.accounts.get(this.#number);
    if (!first) this.accounts.set(this.#number, { bank: this.bank, type: this.type });
    if (!first || (first.type === this.type && first.bank === this.bank)) this.#account = this.#number;
    else this.#account = (first.type === this.type ? `${this.bank} ${this.#number}` : `${this.#number} ${this.type}`).trim();
    return this.#account;
  }

  /** ACCTTYPE, where nothing else tells the account from others. */
  get accountName(): string | undefined { return this.#number === '' && this.type !== '' ? this.type : undefined; }

  /** DTEND of a list; of several lists the last day counts. */
  endsOn(day: Day | undefined): void {
    if (day && (this.#end === undefined || day > this.#end)) this.#end = day;
  }

  /** Day of a booked row. */
  reaches(day: Day): void {
    if (this.#lastRow === undefined || day > this.#lastRow) this.#lastRow = day;
  }

  /**
   * Gives the ledger balance as the closing one of its day, of an account without rows too. One of a later day than DTEND and the rows reach is
   * left out: a period of the past comes with the balance of today, and what was booked between is not in the file. A day more is granted, since DTEND may be the day before.
   */
  close(fallback: Currency | undefined, into: Collector): void {
    const currency = currencyFrom(this.curdef) ?? fallback;
    const day = dayIn(this.asOf);
    if (!currency || !day || this.balance === '') return;
    const reached = this.#end && this.#lastRow && this.#lastRow > this.#end ? this.#lastRow : this.#end;
    if (reached && day > addDays(reached, 1)) return;
    const amount = amountOf(this.balance, currency);
    if (typeof amount === 'string') return;
    into.balance({ kind: 'closing', day, amount, currency, ...(this.account === undefined ? {} : { account: this.account }), ...(this.accountName === undefined ? {} : { accountName: this.accountName }) });
  }
}
