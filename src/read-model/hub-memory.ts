/** What a home remembers of the hub it is connected to. Beside the log: another device knows nothing of it. */
import { dirname } from 'node:path';
import { type Database, named, prepared } from '../ledger/database.ts';

/** Where the hub is; what is secret (user, password, key) lies with the secrets. */
export interface HubKept {
  /** "host:port/database", for people. */
  readonly where: string;
  readonly schema: string;
  readonly isSealed: boolean;
  /** Unix milliseconds. */
  readonly since: number;
}

/** How the last try to sync ended. */
export interface HubTried {
  /** Unix milliseconds. */
  readonly at: number;
  /** Code and sentence of the failure; null where it went well. */
  readonly failed: { readonly code: string; readonly says: string } | null;
}

export class HubMemory {
  constructor(private readonly database: Database) {}

  /** The hub this home is connected to; undefined for none. */
  hub(): HubKept | undefined { return this.#get<HubKept>('hub'); }

  connect(hub: HubKept): void { this.#set('hub', hub); }

  /** Forgets everything about the hub; what is still to be looked through here is no matter of the hub. */
  disconnect(): void { this.#change(() => this.database.prepare("DELETE FROM hub_memory WHERE key <> 'met'").run()); }

  tried(): HubTried | undefined { return this.#get<HubTried>('tried'); }
  setTried(tried: HubTried): void { this.#set('tried', tried); }

  /** Unix milliseconds of the last sync that went well; undefined for never. */
  lastGood(): number | undefined { return this.#get<number>('last-good'); }
  setLastGood(unixMs: number): void { this.#set('last-good', unixMs); }

  /** Local number of the commit up to which all that arrived was looked through for what it tells again; undefined before the first sync. */
  metUpTo(): number | undefined { return this.#get<number>('met'); }
  setMetUpTo(number: number): void { this.#set('met', number); }

  #get<T>(key: string): T | undefined {
    const text = prepared<[string], string>(this.database, 'SELECT value FROM hub_memory WHERE key = ?').pluck().get(key);
    return text === undefined ? undefined : (JSON.parse(text) as T);
  }

  #set(key: string, value: unknown): void {
    this.#change(() => prepared(this.database, 'INSERT OR REPLACE INTO hub_memory VALUES (?, ?)').run(key, JSON.stringify(value)));
  }

  /** Fails by 'disk-full', 'ledger-busy', 'home-unwritable'. */
  #change(work: () => unknown): void { named(dirname(this.database.name), work); }
}
