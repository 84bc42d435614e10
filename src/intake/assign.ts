/**
 * Which own account a row belongs to: the one named by --account, else the one whose number the file gives, else the one in
 * which the same was booked, else the one of the layout's bank or of the name that the file gives. Unknown ones are opened.
 * Where it cannot tell, it fails and names the flag.
 */
import { raise } from '../errors.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Currency } from '../values/currency.ts';
import { factId } from '../values/ids.ts';
import { normalText } from '../values/text.ts';
import { comparableNumber, sameAccountNumber } from '../values/account-number.ts';
import type { Known } from './arrivals.ts';
import { layoutKey, type Row, type StatementSource, TABLES } from './rows.ts';
import { sameAccount } from './same-account.ts';

export interface Opening { readonly id: string; readonly name: string; readonly currency: Currency; readonly number?: string; readonly bank?: string }

/** Id of an account from what names it: its number where it has one, else its name; the same on every device. */
export const accountId = (numberOrName: string, currency: string, attempt = 1): string =>
  factId(8, 'account', normalText(numberOrName), currency, ...(attempt > 1 ? [attempt] : []));

/** What is known of own accounts, and how one is opened or given the number that a file names. */
export interface OwnAccounts {
  readonly accounts: readonly AccountRow[];
  readonly known: Pick<Known, 'span' | 'near' | 'booked'>;
  /** Layouts (`layoutKey`) of the statements that were imported into an account. */
  statementsOf(account: string): readonly string[];
  /** The first rows of the file: what was booked in them tells an account that nothing else names. Asked for once, where it is needed. */
  firstRows(): readonly Row[];
  /** Called once for each account that must be opened. */
  open(opening: Opening): void;
  /** Called once for each account that turns out to have a number. `bank`: where none was known. */
  number(account: string, number: string, bank: string | undefined): void;
}

type Named = Pick<Row, 'account' | 'accountName' | 'currency'>;
type Own = AccountRow | Opening;

export class Assignment {
  readonly #accounts: Own[];
  readonly #byRow = new Map<string, string>();
  readonly #numbers = new Set<string>();
  readonly #verdicts = new Map<string, ReturnType<typeof sameAccount>>();
  #rows: readonly Row[] | undefined;

  /** `flag`: what --account names. */
  constructor(private readonly source: Pick<StatementSource, 'file' | 'format' | 'bank' | 'profile' | 'account'>, private readonly flag: string | undefined, private readonly own: OwnAccounts) {
    this.#accounts = [...own.accounts];
  }

  /** Row -> account id. Fails by 'account-ambiguous', 'account-unnumbered', 'account-currency', 'account-closed', 'usage'. */
  readonly accountOf = (row: Named): string => {
    const key = keyOf(row);
    let id = this.#byRow.get(key);
    if (id === undefined) {
      id = this.#assign(row);
      this.#byRow.set(key, id);
    }
    return id;
  };

  /** Account id of rows that were assigned, or of an account known by the number; undefined for an account that nothing but this names. */
  knownFor(named: Named): string | undefined {
    const number = named.account ?? this.source.account;
    return this.#byRow.get(keyOf(named)) ?? (number === undefined ? undefined : this.#numbered(number, named.currency)?.id);
  }

  /** Id -> the account as known or opened. */
  get(id: string): Own | undefined { return this.#accounts.find((account) => account.id === id); }

  #assign(row: Named): string {
    const number = row.account ?? this.source.account;
    const account = this.flag !== undefined ? this.#byFlag(this.flag, number, row) : number ? this.#byNumber(number, row) : this.#byBank(row);
    if (account.currency !== row.currency) raise('account-currency', { account: account.name, has: account.currency, found: row.currency });
    if ('closed' in account && account.closed !== null) raise('account-closed', { account: account.name });
    return account.id;
  }

  #byFlag(flag: string, number: string | undefined, row: Named): Own {
    this.#numbers.add(`${number ?? ''}\u001f${row.accountName ?? ''}`);
    if (this.#numbers.size > 1)
      raise('usage', { why: `${this.source.file} holds several accounts, so --account cannot name them all.`, hint: 'Leave --account out: each is recognised by its number.' });
    const found = findAccount(this.#accounts, flag, row.currency);
    if (found?.number && number && !sameAccountNumber(found.number, number))
      raise('usage', { why: `${this.source.file} is of account ${number}, but ${found.name} has the number ${found.number}.`, hint: 'Leave --account out, or name an account that is new.' });
    if (found && number && found.currency === row.currency) this.#learn(found, number);
    const numbered = found || !number ? undefined : this.#numbered(number, row.currency);
    if (numbered) raise('usage', { why: `${this.source.file} is of account ${number}, which is ${numbered.name} here.`, hint: `Leave --account out, or name it: --account "${numbered.name}".` });
    return found ?? this.#openNew(flag, flag, row.currency, number);
  }

  #byNumber(number: string, row: Named): Own {
    const wanted = comparableNumber(number);
    const found = this.#numbered(wanted, row.currency);
    if (found) return found;
    const name = this.#nameFor(wanted, row);
    // The same account may have come without a number before: a new one here would count its rows twice.
    const unnumbered = this.#open(row.currency).filter((account) => !account.number && this.#isFed(account));
    const same = this.#bookedAlike(row, unnumbered);
    if (same) {
      this.#learn(same, wanted);
      return same;
    }
    const open = unnumbered.find((account) => this.#mayBe(account, row));
    if (open) raise('account-unnumbered', { file: this.source.file, number: wanted, account: open.name, fresh: name });
    return this.#openNew(wanted, name, row.currency, wanted);
  }

  #numbered(number: string, currency: Currency): Own | undefined {
    const alike = this.#accounts.filter((account) => account.number && account.currency === currency && sameAccountNumber(account.number, number));
    const exact = alike.filter((account) => comparableNumber(account.number!) === comparableNumber(number));
    // The end of a card's number, and a number without its bank's code, are shared by accounts of several banks.
    const isShort = comparableNumber(number).length < SHORT;
    const pool = (exact.length > 0 ? exact : alike).filter((account) => !((isShort || alike.length > 1) && this.#isOtherBank(account)));
    return pool.length > 1 ? raise('account-ambiguous', { file: this.source.file, accounts: pool.map(({ name }) => name) }) : pool[0];
  }

  /** Bank and product, or bank and as much of the number as tells it from the others. */
  #nameFor(number: string, { accountName, currency }: Named): string {
    const { bank } = this.source;
    const named = (ending: string): string => (bank === undefined && accountName !== undefined ? accountName : [bank ?? 'Account', accountName ?? ending].join(' '));
    const isOthers = this.#accounts.some((account) => account.currency === currency && normalText(account.name) === normalText(named(number.slice(-5))));
    return named(isOthers ? number : number.slice(-5));
  }

  /** Whether a file with a number may be of an account without one, for all that is known. */
  #mayBe(account: Own, row: Named): boolean {
    if (this.#verdict(row, account) === 'different') return false;
    // A table that names the account on every row always did: one that came without is another account's.
    if (TABLES.has(this.source.format)) return row.account === undefined && this.#cameBefore(account);
    return !this.#isOtherBank(account);
  }

  #byBank(row: Named): Own {
    const { bank, file } = this.source;
    const sameCurrency = this.#accounts.filter((account) => account.currency === row.currency);
    const name = [bank, row.accountName].filter(Boolean).join(' ');
    const same = this.#bookedAlike(row, this.#open(row.currency).filter((account) => this.#isFed(account) && (!row.accountName || account.name === name || !this.#cameBefore(account))));
    if (same) return same;
    if (name === '') return raise('account-ambiguous', { file, accounts: sameCurrency.map((account) => account.name) });
    if (!bank) return sameCurrency.find((account) => normalText(account.name) === normalText(name)) ?? this.#openNew(name, name, row.currency, undefined);
    // Also one that was named by --account when this layout came last: else its rows would come again in an account of the bank's name.
    const candidates = sameCurrency.filter((account) => (account.bank === bank || this.#cameBefore(account)) && (!row.accountName || account.name === name));
    // One that was itself opened without a number is what this layout opened before.
    const unnumbered = candidates.filter((account) => !account.number);
    const pool = (unnumbered.length > 0 ? unnumbered : candidates).filter((account) => this.#cameBefore(account) || this.#verdict(row, account) !== 'different');
    // One that only other files named by its number may be another account of the bank.
    const [only] = pool;
    if (pool.length > 1 || (only?.number && this.#isFed(only) && !this.#cameBefore(only))) return raise('account-ambiguous', { file, accounts: pool.map((account) => account.name) });
    if (only) return only;
    // An account that other files named by its number, on other days, may be this one as well.
    const open = this.#open(row.currency).filter((account) => account.number && this.#isFed(account) && !this.#isOtherBank(account) && account.bank !== bank && !this.#cameBefore(account) && this.#verdict(row, account) === 'unknown');
    if (open.length > 0) raise('account-ambiguous', { file, accounts: open.map((account) => account.name) });
    return this.#openNew(name, name, row.currency, undefined);
  }

  #open(currency: Currency): Own[] { return this.#accounts.filter((account) => account.currency === currency && !('closed' in account && account.closed !== null)); }

  /** The one account in which these very rows are booked; undefined for none, a failure for several. */
  #bookedAlike(row: Named, accounts: readonly Own[]): Own | undefined {
    const same = accounts.filter((account) => this.#verdict(row, account) === 'same');
    return same.length > 1 ? raise('account-ambiguous', { file: this.source.file, accounts: same.map((account) => account.name) }) : same[0];
  }

  #verdict(row: Named, account: Own): ReturnType<typeof sameAccount> {
    const key = keyOf(row);
    const asked = `${key}\u001f${account.id}`;
    let verdict = this.#verdicts.get(asked);
    if (!verdict) {
      this.#rows ??= this.own.firstRows();
      verdict = sameAccount(this.#rows.filter((other) => keyOf(other) === key), account.id, this.own.known, this.#isOtherBank(account));
      this.#verdicts.set(asked, verdict);
    }
    return verdict;
  }

  /** True where the file and the account name different banks. What is only a code names none. */
  #isOtherBank({ bank }: Own): boolean { return Boolean(this.source.bank && bank) && !isCode(this.source.bank!) && !isCode(bank!) && !isSameBank(this.source.bank!, bank!); }

  /** True for an account that any statement was imported into. */
  #isFed({ id }: Own): boolean { return this.own.statementsOf(id).length > 0; }

  /** True for an account that a file of this very layout went into. */
  #cameBefore({ id }: Own): boolean { return TABLES.has(this.source.format) && this.own.statementsOf(id).includes(layoutKey(this.source.format, this.source.profile)); }

  #learn(account: Own, number: string): void {
    if (account.number) return;
    this.own.number(account.id, number, account.bank ? undefined : this.source.bank);
    this.#accounts[this.#accounts.indexOf(account)] = { ...account, number: comparableNumber(number) };
  }

  #openNew(identity: string, name: string, currency: Currency, number: string | undefined): Opening {
    let id = accountId(identity, currency);
    for (let attempt = 2; this.#accounts.some((account) => account.id === id); attempt++) id = accountId(identity, currency, attempt);
    const opening = {
      id, name: this.#freeName(name, currency), currency,
      ...(number === undefined ? {} : { number: comparableNumber(number) }), ...(this.source.bank ? { bank: this.source.bank } : {}),
    };
    this.#accounts.push(opening);
    this.own.open(opening);
    return opening;
  }

  #freeName(name: string, currency: Currency): string {
    const taken = (candidate: string) => this.#accounts.some((account) => normalText(account.name) === normalText(candidate));
    if (!taken(name)) return name;
    if (!taken(`${name} ${currency}`)) return `${name} ${currency}`;
    for (let i = 2; ; i++) if (!taken(`${name} ${i}`)) return `${name} ${i}`;
  }
}

const keyOf = ({ account, accountName, currency }: Named): string => `${account ?? ''}\u001f${accountName ?? ''}\u001f${currency}`;

/** A number with fewer characters is the end of one. */
const SHORT = 8;
/** A BIC, or a sign like "B1": what banks write where nobody reads it. */
const isCode = (bank: string): boolean => /^(?:[A-Z]{4}(?:NO|SE|DK|FI|IS|EE|LV|LT|DE|AT|CH|LI|LU|NL|BE|FR|ES|PT|IT|GB|IE|PL|CZ|SK|HU|US|CA|AU|NZ)[A-Z0-9]{2}(?:[A-Z0-9]{3})?|[A-Z]?\d)$/.test(bank);

/** "DNB" and "DNB Bank ASA" are one bank. */
function isSameBank(a: string, b: string): boolean {
  const [x, y] = [normalText(a), normalText(b)];
  return x.includes(y) || y.includes(x);
}

/** Account by id, name (any case) or number; among several of one name, the one in the currency. */
export function findAccount<A extends { id: string; name: string; number?: string | null; currency: Currency }>(accounts: readonly A[], text: string, currency?: Currency): A | undefined {
  const found = accounts.filter((account) => account.id === text || normalText(account.name) === normalText(text)
    || (account.number && sameAccountNumber(account.number, text)));
  return found.find((account) => account.currency === currency) ?? found[0];
}
