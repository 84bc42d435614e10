/** What is kept outside the ledger, as parameters: secrets, and the raw answers of banks. */

/** Texts by name; none of them is ever shown. */
export type SecretBundle = Readonly<Record<string, string>>;

/** Where keys and tokens lie: one bundle a connection. */
export interface Secrets {
  readonly kind: 'keychain' | 'file';
  /** In words, for `ft doctor` and `ft bank status`: "the keychain of this machine", "the file … that only you can read". */
  readonly where: string;
  /** Raises 'secrets-open', 'secrets-damaged', and 'secrets-unreachable' where they lie in a keychain that does not answer: they are not missing then. */
  get(name: string): Promise<SecretBundle | undefined>;
  /** Durable when it returns, all or nothing. Raises 'secrets-unwritable'. */
  set(name: string, bundle: SecretBundle): Promise<void>;
  /** Whatever lies there, readable or not; no failure where there is none. Raises 'secrets-unreachable', 'secrets-unwritable'. */
  delete(name: string): Promise<void>;
  /** Names of which a file is here, and that file. What lies in a keychain has one too, that says so. */
  names(): Promise<readonly SecretsKept[]>;
}

/** A name that `Secrets` knows, and the file that stands for it. */
export interface SecretsKept { readonly name: string; readonly file: string }

/** One body as the bank sent it. */
export interface KeptPage {
  /** "transactions", "balances", "accounts". */
  readonly endpoint: string;
  readonly status: number;
  /** Content-Type as sent, lower case; '' where there was none. */
  readonly mediaType: string;
  readonly body: Uint8Array;
}

/** The raw answers of one fetch of one account, in a folder of its own that only the owner can read. */
export interface KeptFetch {
  readonly id: string;
  /** What `begin` was given. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** On disk when it returns. */
  keep(page: KeptPage): void;
  pages(): readonly KeptPage[];
  /** Everything asked for has arrived. `outcome`: what reading it needs beside the pages. */
  complete(outcome: Readonly<Record<string, unknown>>): void;
  /** What `complete` was given; undefined before. */
  outcome(): Readonly<Record<string, unknown>> | undefined;
  /** It stands in the ledger now: it is not offered again. */
  taken(): void;
}

export interface Answers {
  begin(facts: Readonly<Record<string, unknown>>): KeptFetch;
  /** Complete fetches that were never taken, oldest first: a process ended in between. */
  waiting(): readonly KeptFetch[];
  /** Removes what is older than `before` (Unix milliseconds), taken or not, and unfinished fetches with it. Returns how many. */
  prune(before: number): number;
  /** Removes everything of one connection (`facts.connection`). */
  forget(connection: string): void;
}
