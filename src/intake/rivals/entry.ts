/**
 * Entries of double-entry bookkeeping -> rows. Each posting to an account of the person's own is a row of that account, and
 * certain by itself; the other postings of its entry say what it was for.
 */
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { foldedText } from '../../values/text.ts';
import type { Row, RowPart } from '../rows.ts';
import type { Collector } from '../statements/collector.ts';
import { type AccountKinds, categoryIn } from './own-accounts.ts';

/** Parts that one transaction may have in the ledger. */
const MOST_PARTS = 200;

/** Words by which an entry against equity says that it is an opening balance, folded: other movements against equity are rows. */
const OPENING = /open|apning|oppning|abning|inngaende|ingaende|indgaende|eroffnung|anfang|start|ouverture|initial|apertura|inicial|abertura|iniziale|avaus|alku/;

export interface Posting {
  readonly line: number;
  readonly account: string;
  /** Minor units; the words why it is none. */
  readonly amount: number | string;
  /** Undefined for what is no currency: shares, hours. */
  readonly currency: Currency | undefined;
  readonly commodity: string;
  readonly note: string;
}

/** What the postings of one entry share. */
export interface Entry {
  readonly date: Day;
  readonly valueDate?: Day | undefined;
  readonly code: string;
  /** "payee | note", or one text. */
  readonly description: string;
  readonly note: string;
  /** False where it is not known which postings belong together: then nothing is said of what they were for. */
  readonly isWhole: boolean;
  readonly postings: readonly Posting[];
}

type Money = Posting & { readonly amount: number; readonly currency: Currency };
type Purpose = Pick<Row, 'bankCategory' | 'parts' | 'original' | 'counterparty'>;

const isMoney = (posting: Posting): posting is Money => typeof posting.amount === 'number' && posting.currency !== undefined;

export class EntryReader {
  /** Own accounts, with their currency, that had a posting before. */
  readonly #begun = new Set<string>();

  constructor(private readonly kinds: AccountKinds, private readonly into: Collector) {}

  /** Puts the rows of one entry, its opening balances and what is wrong with it into the collector. */
  take(entry: Entry): void {
    const own: Money[] = [];
    const categories: Posting[] = [];
    let opening = false;
    let isWhole = entry.isWhole;
    for (const posting of entry.postings) {
      const kind = this.kinds.of(posting.account);
      if (kind === 'virtual') this.into.leftOut('virtual posting');
      else if (kind === 'equity') opening ||= OPENING.test(foldedText(`${posting.account.slice(0, 200)} ${entry.description.slice(0, 200)}`));
      else if (kind !== 'own') categories.push(posting);
      else if (posting.currency === undefined) this.into.leftOut(`holding of ${posting.commodity.slice(0, 40)}`);
      else if (typeof posting.amount === 'string') {
        // Its share of the categories is not another account's.
        isWhole = false;
        this.into.problem(posting.line, posting.amount, `${entry.date} ${entry.description} ${posting.account}`);
      } else own.push(posting as Money);
    }
    if (entry.isWhole && own.length > 0 && categories.length === 0 && opening && own.every((posting) => !this.#begun.has(accountOf(posting)))) this.#open(entry, own);
    else for (const posting of own) this.into.row(rowOf(entry, posting, isWhole ? purposeOf(posting, own, categories) : {}));
    for (const posting of own) this.#begun.add(accountOf(posting));
  }

  /** The first that is told of an account, against equity: what it held before its rows. */
  #open({ date }: Entry, own: readonly Money[]): void {
    for (const { account, amount, currency } of own) this.into.balance({ kind: 'opening', day: date, amount: amount as Minor, currency, accountName: account });
  }
}

const accountOf = ({ account, currency }: Money): string => `${account}\u001f${currency}`;

function rowOf({ date, valueDate, code, description, note }: Entry, posting: Money, purpose: Purpose): Row {
  const [payee, ...rest] = description.split('|').map((part) => part.trim());
  const notes = [note, posting.note].filter((text, at, all) => text !== '' && all.indexOf(text) === at).join(' · ');
  return {
    line: posting.line, bookingDate: date, amount: posting.amount as Minor, currency: posting.currency, accountName: posting.account, ...purpose,
    // hledger's way to tell the payee from the rest: "payee | note"
    ...(rest.length > 0 && payee !== '' ? { counterparty: payee!, description: rest.join(' | ') || payee! } : { description: description.trim() }),
    ...(valueDate === undefined ? {} : { valueDate }), ...(notes === '' ? {} : { note: notes }),
    ...(code === '' ? {} : /^\d{1,12}$/.test(code) ? { checkNumber: code } : { reference: code }),
  };
}

/** What an own posting was for, as far as its entry tells for certain. */
function purposeOf(posting: Money, own: readonly Money[], categories: readonly Posting[]): Purpose {
  const others = own.filter((other) => other !== posting);
  const transfer: Purpose = others.length === 1 ? { counterparty: others[0]!.account } : {};
  if (categories.length === 0) return transfer;
  const names = new Set(categories.map(({ account }) => categoryIn(account)));
  const [only] = names;
  const ofOneName = names.size === 1 && only !== undefined ? { bankCategory: only } : {};
  const money = categories.every(isMoney) ? (categories as readonly Money[]) : [];
  const currencies = new Set(money.map(({ currency }) => currency));
  const [currency] = currencies;
  if (money.length === 0 || currencies.size !== 1) return others.length === 0 ? ofOneName : transfer;
  const sum = -money.reduce((total, { amount }) => total + amount, 0);
  if (currency !== posting.currency) return others.length > 0 ? transfer : Math.sign(sum) === Math.sign(posting.amount) ? { ...ofOneName, original: { amount: sum as Minor, currency: currency! } } : ofOneName;
  if (others.length === 0) return sum === posting.amount ? (names.size === 1 ? ofOneName : partsOf(posting, money)) : partsOf(posting, money);
  // Several own accounts: they share one category, or one of them bears it all and the rest is a transfer.
  if (names.size === 1 && own.every(({ amount }) => Math.sign(amount) === Math.sign(sum))) return ofOneName;
  const bearing = own.filter((one) => one.currency === currency && Math.sign(one.amount) === Math.sign(sum) && Math.abs(one.amount) >= Math.abs(sum));
  return bearing.length === 1 && bearing[0] === posting ? partsOf(posting, money) : transfer;
}

/** Categories -> parts; what they leave is a part without one. */
function partsOf(posting: Money, categories: readonly Money[]): Purpose {
  const parts: RowPart[] = categories.map(({ account, amount, note }) => {
    const category = categoryIn(account);
    return { amount: -amount as Minor, ...(category === undefined ? {} : { category }), ...(note === '' ? {} : { note }) };
  });
  const rest = posting.amount - parts.reduce((sum, { amount }) => sum + amount, 0);
  if (rest !== 0) parts.push({ amount: rest as Minor });
  return parts.length > 1 && parts.length <= MOST_PARTS ? { parts } : {};
}
