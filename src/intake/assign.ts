/**
 * Which own account a row belongs to: the one named by --account, else the one whose number the file gives, else the one
 * of the layout's bank. Unknown ones are opened. Where it cannot tell, it fails and names the flag.
 */
import { raise } from '../errors.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { factId } from '../values/ids.ts';
import { normalText } from '../values/text.ts';
import type { Row, StatementSource } from './rows.ts';

export interface Opening { readonly id: string; readonly name: string; readonly currency: Currency; readonly number?: string; readonly bank?: string }

/** Account number as compared: without blanks, points, dashes; a Norwegian or Danish IBAN by its national part (SWIFT IBAN registry). */
export function comparableNumber(number: string): string {
  const plain = number.replace(/[\s.\-'\u00a0]/g, '').toUpperCase();
  return /^(NO\d{13}|DK\d{16})$/.test(plain) ? plain.slice(4) : plain;
}

/** Id of an account from what names it: its number where it has one, else its name; the same on every device. */
export const accountId = (numberOrName: string, currency: string, attempt = 1): string =>
  factId(8, 'account', normalText(numberOrName), currency, ...(attempt > 1 ? [attempt] : []));

export class Assignment {
  readonly #accounts: (AccountRow | Opening)[];
  readonly #byRow = new Map<string, string>();
  readonly #numbers = new Set<string>();

  /**
   * `known`: accounts as they stand. `flag`: what --account names. `open`: called once for each account that must be opened.
   * `before`: ids of the accounts that statements of this layout went into before.
   */
  constructor(
    known: readonly AccountRow[], private readonly source: Pick<StatementSource, 'file' | 'bank' | 'profile' | 'account'>,
    private readonly flag: string | undefined, private readonly open: (opening: Opening) => void,
    private readonly before: readonly string[] = [],
  ) {
    this.#accounts = [...known];
  }

  /** Row -> account id. Fails by 'account-ambiguous', 'account-unnumbered', 'account-currency', 'account-closed', 'usage'. */
  readonly accountOf = (row: Pick<Row, 'account' | 'accountName' | 'currency'>): string => {
    const key = `${row.account ?? ''}\u001f${row.accountName ?? ''}\u001f${row.currency}`;
    let id = this.#byRow.get(key);
    if (id === undefined) {
      id = this.#assign(row);
      this.#byRow.set(key, id);
    }
    return id;
  };

  /** Id -> the account as known or opened. */
  get(id: string): AccountRow | Opening | undefined { return this.#accounts.find((account) => account.id === id); }

  #assign(row: Pick<Row, 'account' | 'accountName' | 'currency'>): string {
    const number = row.account ?? this.source.account;
    const account = this.flag !== undefined ? this.#byFlag(this.flag, number, row) : number ? this.#byNumber(number, row) : this.#byBank(row);
    if (account.currency !== row.currency) raise('account-currency', { account: account.name, has: account.currency, found: row.currency });
    if ('closed' in account && account.closed !== null) raise('account-closed', { account: account.name });
    return account.id;
  }

  #byFlag(flag: string, number: string | undefined, row: Pick<Row, 'currency' | 'accountName'>): AccountRow | Opening {
    this.#numbers.add(`${number ?? ''}\u001f${row.accountName ?? ''}`);
    if (this.#numbers.size > 1)
      raise('usage', { why: `${this.source.file} holds several accounts, so --account cannot name them all.`, hint: 'Leave --account out: each is recognised by its number.' });
    const found = findAccount(this.#accounts, flag, row.currency);
    if (found?.number && number && comparableNumber(found.number) !== comparableNumber(number))
      raise('usage', { why: `${this.source.file} is of account ${number}, but ${found.name} has the number ${found.number}.`, hint: 'Leave --account out, or name an account that is new.' });
    return found ?? this.#openNew(flag, flag, row.currency, number);
  }

  #byNumber(number: string, row: Pick<Row, 'account' | 'accountName' | 'currency'>): AccountRow | Opening {
    const wanted = comparableNumber(number);
    const found = this.#accounts.find((account) => account.number && comparableNumber(account.number) === wanted && account.currency === row.currency);
    if (found) return found;
    const name = [this.source.bank ?? 'Account', row.accountName ?? wanted.slice(-5)].join(' ');
    // The same kind of file came without a number before: a new account here would count its rows twice.
    const unnumbered = row.account === undefined ? this.#accounts.find((account) => !account.number && account.currency === row.currency && this.before.includes(account.id)) : undefined;
    if (unnumbered) raise('account-unnumbered', { file: this.source.file, number: wanted, account: unnumbered.name, fresh: name });
    return this.#openNew(wanted, name, row.currency, wanted);
  }

  #byBank(row: Pick<Row, 'accountName' | 'currency'>): AccountRow | Opening {
    const { bank, file } = this.source;
    const sameCurrency = this.#accounts.filter((account) => account.currency === row.currency);
    if (!bank) return raise('account-ambiguous', { file, accounts: sameCurrency.map((account) => account.name) });
    const name = [bank, row.accountName].filter(Boolean).join(' ');
    // Also one that was named by --account when this layout came last: else its rows would come again in an account of the bank's name.
    const isKnown = ({ id, bank: of }: AccountRow | Opening): boolean => of === bank || this.before.includes(id);
    const candidates = sameCurrency.filter((account) => isKnown(account) && (!row.accountName || account.name === name));
    // One that was itself opened without a number is what this layout opened before.
    const unnumbered = candidates.filter((account) => !account.number);
    const pool = unnumbered.length > 0 ? unnumbered : candidates;
    if (pool.length > 1) return raise('account-ambiguous', { file, accounts: pool.map((account) => account.name) });
    return pool[0] ?? this.#openNew(name, name, row.currency, undefined);
  }

  #openNew(identity: string, name: string, currency: Currency, number: string | undefined): Opening {
    let id = accountId(identity, currency);
    for (let attempt = 2; this.#accounts.some((account) => account.id === id); attempt++) id = accountId(identity, currency, attempt);
    const opening = {
      id, name: this.#freeName(name, currency), currency,
      ...(number === undefined ? {} : { number: comparableNumber(number) }), ...(this.source.bank ? { bank: this.source.bank } : {}),
    };
    this.#accounts.push(opening);
    this.open(opening);
    return opening;
  }

  #freeName(name: string, currency: Currency): string {
    const taken = (candidate: string) => this.#accounts.some((account) => normalText(account.name) === normalText(candidate));
    if (!taken(name)) return name;
    if (!taken(`${name} ${currency}`)) return `${name} ${currency}`;
    for (let i = 2; ; i++) if (!taken(`${name} ${i}`)) return `${name} ${i}`;
  }
}

/** Account by id, name (any case) or number; among several of one name, the one in the currency. */
export function findAccount<A extends { id: string; name: string; number?: string | null; currency: Currency }>(accounts: readonly A[], text: string, currency?: Currency): A | undefined {
  const found = accounts.filter((account) => account.id === text || normalText(account.name) === normalText(text)
    || (account.number && comparableNumber(account.number) === comparableNumber(text)));
  return found.find((account) => account.currency === currency) ?? found[0];
}
