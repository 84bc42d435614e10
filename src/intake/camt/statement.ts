/** What stands around the entries of one statement (Stmt), report (Rpt) or notification (Ntfctn): account, currency, balances, totals. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import type { StatedBalance } from '../rows.ts';
import type { XmlElement } from '../statements/xml.ts';
import { directionFrom, signed, unsignedAmount } from './amounts.ts';
import { dateText, dayIn } from './days.ts';
import { type Holder, provided } from './parties.ts';

export type StatementKind = 'Stmt' | 'Rpt' | 'Ntfctn';
interface Balance { readonly kind: 'opening' | 'closing'; readonly code: string; readonly day: Day; readonly amount: Minor; readonly currency: Currency }

/** Booked balances; all others (ITBD, CLAV, FWAV, XPCD …) are of the moment, available or expected. PRCD is the closing of the statement before. */
const BOOKED: ReadonlyMap<string, 'opening' | 'closing'> = new Map([['OPBD', 'opening'], ['PRCD', 'opening'], ['CLBD', 'closing']]);

export class Statement {
  readonly kind: StatementKind;
  account: string | undefined;
  currency: Currency | undefined;
  holder: Holder = { account: undefined, name: undefined };
  /** The bank that keeps the account: its name and its BIC. */
  servicer: { readonly name: string | undefined; readonly bic: string | undefined } | undefined;
  /** Entries read, and transactions that they say they hold. */
  entries = 0;
  transactions = 0;
  #told = 0;
  #isPage = false;
  #isFirstPage = true;
  #isLastPage = true;
  #firstBooked: Day | undefined;
  #until: Day | undefined;
  #made: Day | undefined;
  readonly #balances = new Map<string, Balance>();

  /** `made`: the day of the message, where the statement has none. */
  constructor(kind: StatementKind, made: Day | undefined) {
    this.kind = kind;
    this.#made = made;
  }

  /** Takes an element that is no entry. */
  take(element: XmlElement): void {
    switch (element.name) {
      case 'Acct': return this.#takeAccount(element);
      case 'Bal': return this.#takeBalance(element);
      case 'CreDtTm': this.#made = dayIn(element.text.trim()) ?? this.#made; return;
      case 'FrToDt': this.#until = dayIn(element.textAt('ToDtTm') ?? element.textAt('ToDt') ?? ''); return;
      case 'TxsSummry': this.#told = Number(/^\d{1,15}$/.exec(element.textAt('TtlNtries', 'NbOfNtries') ?? '')?.[0] ?? 0); return;
      case 'StmtPgntn': case 'RptPgntn': case 'NtfctnPgntn':
        this.#isPage = true;
        this.#isFirstPage = Number(element.textAt('PgNb') ?? 1) === 1;
        this.#isLastPage = element.textAt('LastPgInd') !== 'false';
    }
  }

  #takeAccount(element: XmlElement): void {
    this.account = provided(element.textAt('Id', 'IBAN') ?? element.textAt('Id', 'Othr', 'Id'));
    this.currency = currencyFrom(element.textAt('Ccy') ?? '');
    this.holder = { account: this.account, name: element.textAt('Ownr', 'Nm') ?? element.textAt('Ownr', 'Pty', 'Nm') };
    const institution = element.at('Svcr', 'FinInstnId');
    this.servicer = { name: institution?.textAt('Nm'), bic: institution?.textAt('BICFI') ?? institution?.textAt('BIC') };
  }

  /** An amount without CdtDbtInd, which the schema does not allow, counts as it is written. One that cannot be read asserts nothing. */
  #takeBalance(element: XmlElement): void {
    const code = element.textAt('Tp', 'CdOrPrtry', 'Cd') ?? element.textAt('Tp', 'Cd') ?? '';
    const kind = BOOKED.get(code);
    // INTM: intermediate, between the pages of one day
    const subtype = element.textAt('Tp', 'SubTp', 'Cd') ?? element.textAt('Tp', 'SubTp', 'Prtry');
    const currency = currencyFrom(element.child('Amt')?.attributes['Ccy'] ?? '') ?? this.currency;
    const day = dayIn(dateText(element.child('Dt')) ?? '');
    if (!kind || subtype === 'INTM' || !currency || !day) return;
    const amount = unsignedAmount(element.textAt('Amt') ?? '', currency);
    if (Number.isNaN(amount)) return;
    this.currency ??= currency;
    const balance: Balance = { kind, code, day, currency, amount: signed(amount, directionFrom(element.textAt('CdtDbtInd')) ?? 'CRDT') };
    const key = `${kind} ${currency}`;
    const known = this.#balances.get(key);
    if (!known || isBetter(balance, known)) this.#balances.set(key, balance);
  }

  /** The booking day of a row: of the earliest is remembered that the opening balance stands before it. */
  booked(day: Day): void {
    if (this.#firstBooked === undefined || day < this.#firstBooked) this.#firstBooked = day;
  }

  /** The day for entries without any date: of the closing balance, else the end of the period, else when it was made. */
  get lastResort(): Day | undefined {
    for (const { kind, day } of this.#balances.values()) if (kind === 'closing') return day;
    return this.#until ?? this.#made;
  }

  /** Balances to assert. Of a statement in pages, the opening stands on the first and the closing on the last. */
  get balances(): StatedBalance[] {
    return [...this.#balances.values()].filter(({ kind }) => (kind === 'opening' ? this.#isFirstPage : this.#isLastPage)).map(({ kind, day, amount, currency }) => ({
      kind, day: kind === 'opening' ? (this.#firstBooked ?? day) : day, amount, currency, ...(this.account === undefined ? {} : { account: this.account }),
    }));
  }

  /**
   * The number of entries told by the summary, where fewer were read. Only of a whole statement: a report's totals may be of
   * the day so far, and a page's of all pages. Some banks count the transactions of batches; more than told is no sign of a loss.
   */
  get missing(): number | undefined {
    return this.kind === 'Stmt' && !this.#isPage && Math.max(this.entries, this.transactions) < this.#told ? this.#told : undefined;
  }
}

/** Of several balances of one kind the earliest opening and the latest closing stand; OPBD before PRCD. */
function isBetter(balance: Balance, known: Balance): boolean {
  if (balance.code !== known.code) return balance.code === 'OPBD';
  return balance.kind === 'opening' ? balance.day < known.day : balance.day >= known.day;
}
