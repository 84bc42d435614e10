/** What every open-banking provider can do. One file each beside this one; how banks differ is data in `banks.ts`. */
import type { Random } from '../../values/ambient.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import type { KeptPage, SecretBundle } from '../../values/keeping.ts';
import type { Minor } from '../../values/money.ts';
import type { ProviderId } from '../../values/feeds.ts';
import type { PendingRow, Problem, Row } from '../rows.ts';
import type { BankProfile } from './banks.ts';

export type { ProviderId } from '../../values/feeds.ts';

/** Something the person has from the provider's web page. */
export interface Asked {
  /** Name in the connection's secret bundle. */
  readonly name: string;
  /** "Application id", "Private key (path of the .pem file)". */
  readonly label: string;
  /** Not shown while it is typed. */
  readonly isSecret: boolean;
  /** The person names a file; what is kept is its text. */
  readonly isFile?: true;
  readonly isOptional?: true;
}

/** A bank that a provider reaches. */
export interface BankOffer {
  /** As the provider wants it named: an institution id, or the name. */
  readonly id: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2; '' where the provider says none. */
  readonly country: string;
  readonly bic?: string;
  /** Longest consent, in days. */
  readonly consentDays?: number;
  /** Days of history right after consent. */
  readonly historyDays?: number;
  /** PSU headers that it needs, as named by the provider. */
  readonly psuHeaders?: readonly string[];
}

/** One account as a provider names it. */
export interface FeedAccount {
  /** Stays the same over consents as far as the provider lets it: identification hash, IBAN, id. */
  readonly key: string;
  /** What requests name it by; may change with every consent. */
  readonly handle: string;
  /** IBAN, else domestic number, as sent. */
  readonly number?: string;
  /** The bank's name for account or product. */
  readonly name?: string;
  /** Of its rows; undefined where the bank names none or the code for several. */
  readonly currency?: Currency;
  readonly kind?: 'current' | 'card' | 'savings' | 'loan';
}

/** One request; its path is taken after the base URL. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** "/accounts/…?…"; or an absolute address of the same origin as the base URL, others are refused. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What the access log calls it: transactions, balances, details, accounts, banks, consent, token. */
  readonly endpoint: string;
  /** Key of the account it is about. */
  readonly account?: string;
  /** The body tells of the person's money: it is stored before it is read. */
  readonly isData?: true;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Content-Type, lower case. */
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** What a provider may use while it talks to a bank. */
export interface Calling {
  /** What is set for the provider, else `Provider.baseUrl`, else what `Provider.baseOf` says of the secrets as they are now. Without a slash at its end. */
  readonly base: string;
  /** Unix milliseconds. */
  readonly now: () => number;
  readonly random: Random;
  /** Headers that say that the person is there, by lower-case name (psu-ip-address, psu-user-agent, psu-accept …); empty where nobody is. */
  readonly psu: Readonly<Record<string, string>>;
  /** The connection's secrets as they are now. */
  readonly secrets: SecretBundle;
  /** Adds to or replaces secrets; durable when it returns, and `secrets` has them from then on. */
  keep(secrets: SecretBundle): Promise<void>;
  /** Waits, between two questions about a consent that is not granted yet. */
  sleep(milliseconds: number): Promise<void>;
  /** One request: logged, counted, its body stored where it is data. Any status is an answer. Raises what `Http` raises. */
  send(request: ApiRequest): Promise<ApiAnswer>;
}

export interface ConsentWish {
  readonly bank: BankOffer | undefined;
  /** Where the bank sends the browser afterwards. */
  readonly redirectUrl: string;
  /** Random text that must come back. */
  readonly state: string;
  readonly language: 'en' | 'nb';
}

/** A consent that waits for the person. */
export interface Begun {
  /** Address to open in a browser; undefined where none is needed. */
  readonly url: string | undefined;
  /** Needed to finish: authorisation or requisition id. Kept with the secrets. */
  readonly keep: SecretBundle;
}

/** A consent as the provider granted it. */
export interface Granted {
  readonly accounts: readonly FeedAccount[];
  /** "accounts", "balances", "transactions". */
  readonly scope: readonly string[];
  /** Unix milliseconds; undefined where the provider names no end. */
  readonly until: number | undefined;
  /** Session id, tokens. */
  readonly keep: SecretBundle;
  /** What to tell the person beside the accounts ("… is counted in points and left out"), one sentence each. */
  readonly remarks?: readonly string[];
}

/** Days asked for, both inclusive. */
export interface FetchWindow { readonly from: Day; readonly to: Day; /** The deepest history there is, from whatever day: right after consent. */ readonly isDeepest: boolean }

/** How far a fetch came. */
export interface Fetched {
  /** The days that the answer covers. */
  readonly from: Day;
  readonly to: Day;
  /** Every booked row of these days is in it: nothing was cut off and no part failed. */
  readonly isComplete: boolean;
  /** What the bank says beside the rows, one sentence each, to be shown. */
  readonly remarks: readonly string[];
  /** Unix milliseconds: the bank's own counter says that it answers no more about this account before. */
  readonly nextAt?: number;
}

/** A booked row and every id that the bank gave it. */
export interface FeedRow extends Row {
  /** Name of the field -> id, as sent; blank ones left out. */
  readonly ids: Readonly<Record<string, string>>;
}
export interface FeedPendingRow extends PendingRow { readonly ids: Readonly<Record<string, string>> }

export interface FeedBalance {
  /** As the provider names it: CLBD, interimAvailable … */
  readonly type: string;
  /** `booked`: what is booked; `opening`: what was booked when `day` began; `expected`: with pending rows; `available`: with credit or less reservations. */
  readonly kind: 'booked' | 'opening' | 'expected' | 'available';
  readonly amount: Minor;
  readonly currency: Currency;
  /** Reference date; undefined where the bank names none: it is of now. */
  readonly day: Day | undefined;
}

/** What the pages of one account say. */
export interface FeedReading {
  /** In the order of the answer; `line` counts from 1 over rows of every kind. */
  readonly booked: readonly FeedRow[];
  readonly pending: readonly FeedPendingRow[];
  /** Rows that cannot be placed (no date, no amount, wrong types): told, never guessed. */
  readonly problems: readonly Problem[];
  /** Rows that are no movement: scheduled, cancelled, rejected, declined. */
  readonly ignored: number;
  readonly balances: readonly FeedBalance[];
}

export interface Provider {
  readonly id: ProviderId;
  readonly name: string;
  /** Where its servers are, unless the person says otherwise; undefined where every bank has its own. */
  readonly baseUrl: string | undefined;
  /** Where `baseUrl` is undefined: the address as the connection's secrets tell it, asked anew for each request; undefined where they tell none. */
  baseOf?(secrets: SecretBundle): string | undefined;
  /** One line for `ft bank providers`: who can use it, and for which banks. */
  readonly summary: string;
  /** Page that tells how to get what is asked, in docs/banks.md. */
  readonly asks: readonly Asked[];
  /** `paste`: the person copies the address the browser ends at; `listen`: the browser comes back to this machine; `none`: no browser. */
  readonly redirect: 'paste' | 'listen' | 'none';
  /** Calls a day for each account and endpoint while nobody is there; undefined where no such rule is. */
  readonly dailyCalls: number | undefined;
  /** Banks of a country (ISO 3166-1 alpha-2). Absent where the connection itself is the bank. */
  banks?(calling: Calling, country: string): Promise<readonly BankOffer[]>;
  begin(calling: Calling, wish: ConsentWish): Promise<Begun>;
  /** `redirected`: the whole address the browser ended at, where there was one; its state was checked. */
  finish(calling: Calling, begun: Begun, redirected: string | undefined, wish: ConsentWish): Promise<Granted>;
  /** Asks for rows, and for balances where `withBalances`, page by page; `calling.send` stores them. */
  fetch(calling: Calling, account: FeedAccount, window: FetchWindow, bank: BankProfile, withBalances: boolean): Promise<Fetched>;
  /** Stored pages -> what they say. Pure. Raises BankTrouble `down` for bodies that are no answer (HTML, cut JSON). */
  read(pages: readonly KeptPage[], account: FeedAccount, bank: BankProfile): FeedReading;
  /** Ends the consent at the provider; no trouble where it is over already. */
  end(calling: Calling): Promise<void>;
}
