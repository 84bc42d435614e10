/** What stands around the entries of one statement (Stmt), report (Rpt) or notification (Ntfctn): account, currency, balances, totals. */
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { decimalText, type Minor } from '../../values/money.ts';
import type { StatedBalance } from '../rows.ts';
import type { XmlElement } from '../statements/xml.ts';
import { directionFrom, signed, unsignedAmount } from './amounts.ts';
import { dateText, dayIn } from './days.ts';
import { type Pagination, paginationFrom } from './pages.ts';
import { type Holder, provided } from './parties.ts';

export type StatementKind = 'Stmt' | 'Rpt' | 'Ntfctn';
interface Balance { readonly kind: 'opening' | 'closing'; readonly code: string; readonly day: Day; readonly amount: Minor; readonly currency: Currency }

/** Booked balances; all others (ITBD, CLAV, FWAV, XPCD …) are of the moment, available or expected. PRCD is the closing of the statement before. */
const BOOKED: ReadonlyMap<string, 'opening' | 'closing'> = new Map([['OPBD', 'opening'], ['PRCD', 'opening'], ['CLBD', 'closing']]);

/** Balances and numbers of a statement that tell it apart; no bank writes as many. */
const MOST_TEXTS = 200;

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
  /** True when an entry of it became a problem. */
  hasUnreadable = false;
  #told = 0;
  #page: Pagination | undefined;
  #id: string | undefined;
  #creation = '';
  readonly #numbers: string[] = [];
  readonly #balanceTexts: string[] = [];
  #firstBooked: Day | undefined;
  #until: Day | undefined;
  #made: Day | undefined;
  readonly #balances = new Map<string, Balance>();

  /** `line`: where it begins. `made`: the day of the message, where the statement has none. */
  constructor(kind: StatementKind, readonly line: number, made: Day | undefined) {
    this.kind = kind;
    this.#made = made;
  }

  /** Takes an element that is no entry. */
  take(element: XmlElement): void {
    switch (element.name) {
      case 'Acct': return this.#takeAccount(element);
      case 'Bal': return this.#takeBalance(element);
      case 'Id': this.#id ??= element.text.trim() || undefined; return;
      case 'ElctrncSeqNb': case 'LglSeqNb':
        if (this.#numbers.length < MOST_TEXTS) this.#numbers.push(`${element.name} ${element.text.trim().slice(0, 40)}`);
        return;
      case 'CreDtTm':
        this.#creation = element.text.trim();
        this.#made = dayIn(this.#creation) ?? this.#made;
        return;
      case 'FrToDt': this.#until = dayIn(element.textAt('ToDtTm') ?? element.textAt('ToDt') ?? ''); return;
      case 'TxsSummry': this.#told = Number(/^\d{1,15}$/.exec(element.textAt('TtlNtries', 'NbOfNtries') ?? '')?.[0] ?? 0); return;
      case 'StmtPgntn': case 'RptPgntn': case 'NtfctnPgntn':
        this.#page = paginationFrom(element);
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
    if (this.#balanceTexts.length < MOST_TEXTS) this.#balanceTexts.push([code, subtype, element.textAt('Amt'), currency, element.textAt('CdtDbtInd'), dateText(element.child('Dt'))].join(' '));
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
    return [...this.#balances.values()].filter(({ kind }) => (kind === 'opening' ? this.page.number === 1 : this.page.isLast)).map(({ kind, day, amount, currency }) => ({
      kind, day: kind === 'opening' ? (this.#firstBooked ?? day) : day, amount, currency, ...(this.account === undefined ? {} : { account: this.account }),
    }));
  }

  /** The page that it says it is; of the only page where it says nothing. */
  get page(): Pagination { return this.#page ?? paginationFrom(undefined); }

  /** True when it tells a booked closing balance. */
  get isClosed(): boolean {
    for (const { kind } of this.#balances.values()) if (kind === 'closing') return true;
    return false;
  }

  /** What it is called in a message to the person. */
  get label(): string { return [this.kind, this.#id, this.account].filter((part) => part !== undefined).join(' '); }

  /** What stands before the entries and tells statements (Stmt) apart; undefined where one has no Id, and of reports and notifications. */
  get head(): string | undefined {
    return this.kind === 'Stmt' && this.#id !== undefined ? [this.#id, this.account, this.currency, this.page.number, ...this.#numbers].join('|') : undefined;
  }

  /** What tells it apart beside head and entries: its balances, or when it was made where it has none. */
  get around(): string { return this.#balanceTexts.length > 0 ? this.#balanceTexts.join('\n') : this.#creation; }

  /** Why its balances cannot be right, as clauses: they move, and no entry was booked. Entries that could not be read may be the reason. */
  get unexplained(): string[] {
    if (this.kind !== 'Stmt' || this.#firstBooked !== undefined || this.hasUnreadable) return [];
    const balances = this.balances;
    return balances.flatMap(({ kind, amount: from, currency }) => {
      const to = kind === 'opening' ? balances.find((other) => other.kind === 'closing' && other.currency === currency)?.amount : undefined;
      return to === undefined || to === from ? [] : [`the balance moves from ${decimalText(from, currency)} to ${decimalText(to, currency)} ${currency}, but no entry says why`];
    });
  }

  /**
   * The number of entries told by the summary, where fewer were read. Only of a whole statement: a report's totals may be of
   * the day so far, and a page's of all pages. Some banks count the transactions of batches; more than told is no sign of a loss.
   */
  get missing(): number | undefined {
    return this.kind === 'Stmt' && !this.#page && Math.max(this.entries, this.transactions) < this.#told ? this.#told : undefined;
  }
}

/** Of several balances of one kind the earliest opening and the latest closing stand; OPBD before PRCD. */
function isBetter(balance: Balance, known: Balance): boolean {
  if (balance.code !== known.code) return balance.code === 'OPBD';
  return balance.kind === 'opening' ? balance.day < known.day : balance.day >= known.day;
}
