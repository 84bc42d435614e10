/** A record of a register of money -> a row, the opening balance of its account, or why it is neither. */
import { amountFrom, whyNoAmount } from '../../values/amount-text.ts';
import { type Currency, exponentOf } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { dayFromText } from '../../values/day-text.ts';
import type { Minor } from '../../values/money.ts';
import type { Row, RowPart } from '../rows.ts';
import { dateText, type Reading } from './evidence.ts';
import { brief, type Fields, isAccountNumber, type Split, targetOf } from './fields.ts';

/** Own account of a row: by its number where its name is one. */
export type Own = Pick<Row, 'account' | 'accountName'>;

/** Name of an `!Account` block or of a `[transfer]` -> the account as a row names it. */
export const ownAccount = (name: string | undefined): Own => (name === undefined ? {} : isAccountNumber(name) ? { account: name } : { accountName: name });

/** Day and amount of a record, or the clause that says why there are none. */
export type Facts = { readonly bookingDate: Day; readonly amount: Minor } | { readonly reason: string };

/** Reads days and amounts in the way the file was found to write them. */
export class FactReader {
  readonly #exponent: number;
  // Rows of a day stand together: most dates are those of the row before.
  #written = '';
  #day: Day | undefined;

  constructor(private readonly reading: Reading, readonly currency: Currency) { this.#exponent = exponentOf(currency); }

  /** D and T of a record. */
  facts({ date, amount: written, fault }: Pick<Fields, 'date' | 'amount' | 'fault'>): Facts {
    if (fault !== undefined) return { reason: fault };
    const bookingDate = this.#dayOf(date);
    if (bookingDate === undefined) return { reason: date === '' ? 'it has no date' : `the date "${brief(date)}" is no date` };
    const amount = this.minor(written);
    if (amount === undefined) return { reason: written === '' ? 'it has no amount' : `the amount "${brief(written)}" ${whyNoAmount(written, this.reading.mark, this.#exponent)}` };
    return { bookingDate, amount };
  }

  /** Amount as written -> minor units; undefined when it is none. */
  minor(written: string): Minor | undefined {
    const value = amountFrom(written, this.reading.mark, this.#exponent);
    return Number.isNaN(value) ? undefined : (value as Minor);
  }

  #dayOf(written: string): Day | undefined {
    if (written !== this.#written) {
      this.#written = written;
      this.#day = dayFromText(dateText(written), this.reading.order);
    }
    return this.#day;
  }
}

/** What is told of a row beside its day, amount and own account. */
type Words = Omit<Row, 'line' | 'bookingDate' | 'amount' | 'currency' | 'account' | 'accountName'>;

/** Fields of a cash record + its amount -> the words of the row. A split whose parts do not add up to the amount is left out: the row stays whole. */
export function cashWords(fields: Fields, amount: Minor, reader: FactReader): Words {
  const { payee, memo } = fields;
  const target = targetOf(fields.category);
  const counterparty = payee || target.account;
  const parts = partsOf(fields.splits, amount, reader);
  return {
    description: memo || payee,
    ...(counterparty === undefined || counterparty === '' ? {} : { counterparty }),
    ...(target.account !== undefined && isAccountNumber(target.account) ? { counterpartyAccount: target.account } : {}),
    ...numberWords(fields.number),
    // L of a split names its first part only.
    ...(target.account === undefined || parts?.some(({ category }) => category !== undefined) ? {} : { type: 'transfer' }),
    ...(parts ? { parts } : target.category === undefined ? {} : { bankCategory: target.category }),
  };
}

/** N: up to ten digits are the number of a check, longer or mixed ones an id, words a kind ("ATM", "DEP"). */
function numberWords(number: string): Pick<Row, 'checkNumber' | 'reference' | 'type'> {
  if (number === '') return {};
  if (/^\d{1,10}$/.test(number)) return { checkNumber: number };
  return /\d/.test(number) ? { reference: number } : { type: number };
}

function partsOf(splits: readonly Split[], whole: Minor, reader: FactReader): RowPart[] | undefined {
  if (splits.length < 2) return undefined;
  const parts: RowPart[] = [];
  let sum = 0;
  for (const split of splits) {
    const amount = reader.minor(split.amount);
    if (amount === undefined) return undefined;
    const { category, account } = targetOf(split.category);
    const note = [split.memo, account === undefined ? '' : `[${account}]`].filter(Boolean).join(' · ');
    sum += amount;
    if (!Number.isSafeInteger(sum)) return undefined;
    parts.push({ amount, ...(category === undefined ? {} : { category }), ...(note === '' ? {} : { note }) });
  }
  return sum === whole ? parts : undefined;
}

/**
 * The account whose opening balance the first record under a header states, or undefined when it is a transaction. Quicken
 * begins an account with a transfer from itself; without an `!Account` block that record is also what names the account.
 */
export function openedAccount({ category, payee }: Fields, account: string | undefined): string | undefined {
  const own = targetOf(category).account;
  return own !== undefined && (account === undefined ? /^opening balance$/i.test(payee) : own === account) ? own : undefined;
}
