/** One transaction as a provider tells it -> a row, a pending row or a problem: what the bank's profile says about dates, signs and texts has its word here. */
import { sameAccountNumber } from '../../values/account-number.ts';
import { type Currency, currencyFrom } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { type Minor, negate } from '../../values/money.ts';
import type { Original, Problem, Row } from '../rows.ts';
import type { BankProfile } from './banks.ts';
import type { FeedAccount, FeedPendingRow, FeedRow } from './provider.ts';
import { type Json, dayOf, decimalAmount, excerptOf, isPlaceholder, textAt, whyNoDecimal } from './reading.ts';

/** A party of a transaction: name and IBAN or other number, as sent. */
export interface Party { readonly name: string | undefined; readonly account: string | undefined }
/** An amount as sent: text or number, and its currency's code. */
export interface SentAmount { readonly amount: unknown; readonly currency: string | undefined }

/** What a provider's record says; nothing is made sense of yet. */
export interface Movement {
  readonly isPending: boolean;
  /** Texts of dates or timestamps, as sent. */
  readonly booking: string | undefined;
  readonly value: string | undefined;
  /** Of the purchase. */
  readonly other: string | undefined;
  readonly amount: SentAmount;
  /** DBIT is money out, whatever the amount's sign; undefined: the amount has the sign. */
  readonly direction: 'CRDT' | 'DBIT' | undefined;
  /** Remittance information in order. */
  readonly texts: readonly string[];
  readonly creditor: Party;
  readonly debtor: Party;
  /** Field -> id, as sent, without placeholders. */
  readonly ids: Readonly<Record<string, string>>;
  /** Fields of `ids` in the order in which one is the row's reference, after the profile's own. */
  readonly referenceFields: readonly string[];
  readonly original: (SentAmount & { readonly rate: string | undefined }) | undefined;
  /** Booked balance after the row. */
  readonly balanceAfter: SentAmount | undefined;
  /** Fields that go into the row as they are; undefined ones are left out. */
  readonly facts: Partial<{ [K in (typeof FACTS)[number]]: string | undefined }> & { readonly bankCodes?: readonly string[] };
}

const FACTS = ['endToEndId', 'mandateId', 'creditorReference', 'mcc', 'checkNumber', 'type'] as const;

/** Fields of a record -> the ids in them, as sent; blank ones and placeholders (zeros, dashes, NOTPROVIDED) are none. */
export function idsIn(record: Json, fields: readonly string[]): Readonly<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const field of fields) {
    const id = textAt(record, field);
    if (id !== undefined && !isPlaceholder(id)) ids[field] = id;
  }
  return ids;
}

/** Gathers the rows of one account in the order of the answer. */
export class Movements {
  readonly booked: FeedRow[] = [];
  readonly pending: FeedPendingRow[] = [];
  readonly problems: Problem[] = [];
  ignored = 0;
  #line = 0;
  #lastOwn: string | undefined;
  readonly #strips: readonly RegExp[];

  constructor(private readonly account: FeedAccount, private readonly bank: BankProfile) {
    this.#strips = (bank.strips ?? []).map((pattern) => new RegExp(pattern, 'su'));
  }

  /** A record that is no movement: it counts as a line and is told as a number. */
  leaveOut(): void {
    this.#line++;
    this.ignored++;
  }

  /** A record that is none, or says too little. `reason`: a clause. */
  refuse(record: unknown, reason: string): void {
    this.problems.push({ line: ++this.#line, reason, excerpt: excerptOf(record) });
  }

  /** What a record says -> a row, or a problem where it cannot be placed. `record`: shown in the problem. */
  take(movement: Movement, record: Json): void {
    const line = this.#line + 1;
    const money = this.#amountOf(movement);
    if (typeof money === 'string') return this.refuse(record, money);
    const days = this.#daysOf(movement);
    if (typeof days === 'string') return this.refuse(record, days);
    const row = { line, ...money, ...this.#wordsOf(movement, money.amount), ...this.#rest(movement, money.currency), ids: movement.ids };
    const valueDate = days.value === undefined ? {} : { valueDate: days.value };
    this.#line = line;
    if (movement.isPending) this.pending.push({ ...row, ...valueDate, ...(days.booking === undefined ? {} : { bookingDate: days.booking }) });
    else this.booked.push({ ...row, ...valueDate, bookingDate: days.booking! });
  }

  /** The holder's amount, or why there is none. */
  #amountOf(movement: Movement): Pick<Row, 'amount' | 'currency' | 'original'> | string {
    const { amount: sent, currency: code } = movement.amount;
    const currency = code === undefined ? this.account.currency : currencyFrom(code);
    if (currency === undefined) return code === undefined ? 'it has no currency' : `the currency "${code.slice(0, 40)}" is not in ISO 4217`;
    const plain = decimalAmount(sent, currency);
    if (plain === undefined) return whyNoDecimal(sent, currency);
    const amount = this.#signed(plain, movement);
    const billed = this.#billedOf(movement, amount);
    if (billed !== undefined) return { ...billed, ...(billed.currency === currency ? {} : { original: { amount, currency } }) };
    const original = this.#originalOf(movement, amount, currency);
    return original === undefined ? { amount, currency } : { amount, currency, original };
  }

  #signed(amount: Minor, { direction, isPending }: Movement): Minor {
    if (direction !== undefined) return (direction === 'DBIT') === amount > 0 ? negate(amount) : amount;
    const own = this.bank.isReversed ? negate(amount) : amount;
    return isPending && this.bank.pendingIsOut && own > 0 ? negate(own) : own;
  }

  /** What was billed where the amount is the one paid abroad, with the row's sign. */
  #billedOf({ texts }: Movement, amount: Minor): { amount: Minor; currency: Currency } | undefined {
    const { currency: code = '', after = '' } = this.bank.billed ?? {};
    const currency = currencyFrom(code);
    const text = currency && texts.find((one) => one.includes(after));
    if (text === undefined || currency === undefined) return undefined;
    const own = decimalAmount(/^\s*([+\-\u2212]?[\d.]+)/.exec(text.slice(text.indexOf(after) + after.length))?.[1], currency);
    return own === undefined ? undefined : { amount: own > 0 === amount > 0 ? own : negate(own), currency };
  }

  #originalOf({ original }: Movement, amount: Minor, currency: Currency): Original | undefined {
    const foreign = original?.currency === undefined ? undefined : currencyFrom(original.currency);
    const plain = foreign === undefined || foreign === currency ? undefined : decimalAmount(original?.amount, foreign);
    if (plain === undefined || plain === 0 || foreign === undefined) return undefined;
    const rate = original?.rate !== undefined && /^\d{1,12}(?:\.\d{1,15})?$/.test(original.rate) ? { rate: original.rate } : {};
    return { amount: plain > 0 === amount > 0 ? plain : negate(plain), currency: foreign, ...rate };
  }

  /** Booking date, else value date, else that of the purchase; a date that is none is not passed over. Only a pending row may have none. */
  #daysOf({ isPending, booking, value, other }: Movement): { booking: Day | undefined; value: Day | undefined } | string {
    const sent = this.bank.date === 'value' ? [value, booking, other] : [booking, value, other];
    const first = sent.find((text) => text !== undefined);
    const day = first === undefined ? undefined : dayOf(first);
    if (day === undefined && !isPending) return first === undefined ? 'it has no date' : `the date "${first.slice(0, 40)}" is none`;
    const second = this.bank.date === 'value' ? booking : value;
    return { booking: day, value: second === undefined || this.bank.dropsValueDate ? undefined : dayOf(second) };
  }

  #wordsOf({ texts, creditor, debtor }: Movement, amount: Minor): Pick<Row, 'description' | 'counterparty' | 'counterpartyAccount'> {
    let description = '';
    for (const text of texts) {
      const piece = this.#stripped(text.trim());
      if (piece !== '' && !isPlaceholder(piece)) description += description === '' ? piece : ` · ${piece}`;
    }
    const [usual, opposite] = amount < 0 ? [creditor, debtor] : [debtor, creditor];
    const party = this.#isOwn(usual) && !this.#isOwn(opposite) ? opposite : usual;
    const name = party.name?.trim();
    return {
      description,
      ...(name === undefined || isPlaceholder(name) ? {} : { counterparty: name }),
      ...(party.account === undefined || isPlaceholder(party.account) || this.#isOwn(party) ? {} : { counterpartyAccount: party.account.trim() }),
    };
  }

  #stripped(text: string): string {
    return this.#strips.length === 0 ? text : this.#strips.reduce((rest, pattern) => rest.replace(pattern, ''), text).trim();
  }

  #isOwn({ account }: Party): boolean {
    const { number } = this.account;
    if (account === undefined || number === undefined) return false;
    // the holder's own number stands on every row
    if (account === this.#lastOwn) return true;
    const isOwn = sameAccountNumber(account, number);
    if (isOwn) this.#lastOwn = account;
    return isOwn;
  }

  #rest({ ids, referenceFields, facts, balanceAfter }: Movement, currency: Currency): Omit<Partial<Row>, 'bookingDate'> {
    const field = this.bank.stableIds.find((name) => isOnesOwn(ids[name])) ?? referenceFields.find((name) => isOnesOwn(ids[name]));
    const rest: { -readonly [K in keyof Row]?: Row[K] } = {};
    if (field !== undefined) rest.reference = ids[field]!;
    const balance = balanceAfter?.currency === currency ? decimalAmount(balanceAfter.amount, currency) : undefined;
    if (balance !== undefined) rest.balance = balance;
    for (const name of FACTS) {
      const fact = facts[name];
      if (fact !== undefined) rest[name] = fact;
    }
    if (facts.bankCodes !== undefined && facts.bankCodes.length > 0) rest.bankCodes = facts.bankCodes;
    return rest;
  }
}

/** Portals of Tietoevry encrypt ids anew for every answer (openbanking.fanasparebank.no and others): no reference to a row. */
const isOnesOwn = (id: string | undefined): boolean => id !== undefined && !id.startsWith('enc!!');
