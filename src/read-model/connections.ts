/** Connections to banks as they stand now: consents, linked accounts, what is no longer trusted. */
import { type Database, prepared } from '../ledger/database.ts';
import type { KnownEvent, Payload } from '../ledger/events/list.ts';

type Consented = Payload<'connection.consented.v1'>;

export interface Consent {
  readonly scope: readonly string[];
  /** Unix milliseconds. */
  readonly from: number;
  /** Undefined where the provider named no end. */
  readonly until: number | undefined;
  readonly ended: { readonly at: number; readonly why: Payload<'connection.consent-ended.v1'>['why'] } | undefined;
}

export interface ConnectionRow {
  readonly id: string;
  readonly provider: string;
  /** As the provider names the bank. */
  readonly bank: string;
  readonly country: string | undefined;
  readonly name: string;
  /** Accounts of the last consent. */
  readonly accounts: Consented['accounts'];
  /** Oldest first. */
  readonly consents: readonly Consent[];
  readonly links: readonly { readonly key: string; readonly currency: string; readonly account: string }[];
  readonly distrusted: readonly { readonly field: string; readonly why: string }[];
  /** Unix milliseconds; undefined while it is open. */
  readonly closed: number | undefined;
}

type State = Omit<ConnectionRow, 'id'>;

export class Connections {
  constructor(private readonly database: Database) {}

  /** Events of a connection -> its row, or none where nothing that counts opened it. */
  refold(id: string, events: readonly KnownEvent[], isActive: (commit: number) => boolean): void {
    this.database.prepare('DELETE FROM connections WHERE id = ?').run(id);
    let state: State | undefined;
    for (const event of events) if (isActive(event.commit)) state = after(state, event);
    if (state) this.database.prepare('INSERT INTO connections VALUES (?, ?)').run(id, JSON.stringify(state));
  }

  /** Every connection, closed ones too, by name. */
  all(): ConnectionRow[] {
    return prepared<[], { id: string; state: string }>(this.database, 'SELECT id, state FROM connections').all()
      .map(({ id, state }) => rowFrom(id, state)).sort((a, b) => (a.name === b.name ? compare(a.id, b.id) : compare(a.name, b.name)));
  }

  /** Those that are not closed, by name. */
  open(): ConnectionRow[] {
    return this.all().filter(({ closed }) => closed === undefined);
  }

  /** Open ones that this device fetches from: those that another device agreed on have their keys there, and nothing of theirs is remembered here. */
  here(): ConnectionRow[] {
    return this.open().filter(({ id }) => !this.isElsewhere(id));
  }

  /** True for a connection whose last consent was given on another device, and from which this one never fetched. */
  isElsewhere(id: string): boolean {
    const given = prepared<[string], string>(this.database, `SELECT c.device FROM events e JOIN commits c ON c.number = e."commit"
      WHERE e.subject = ? AND e.type = 'connection.consented.v1' ORDER BY c.clock DESC, c.device DESC, e.position DESC LIMIT 1`).pluck().get(id);
    if (given === undefined || prepared(this.database, 'SELECT 1 FROM device WHERE id = ?').get(given)) return false;
    return prepared(this.database, 'SELECT 1 FROM feed_memory WHERE connection = ? AND substr(key, 1, 1) > char(1) LIMIT 1').get(id) === undefined;
  }

  /** One by its id. */
  get(id: string): ConnectionRow | undefined {
    const found = prepared<[string], { state: string }>(this.database, 'SELECT state FROM connections WHERE id = ?').get(id);
    return found && rowFrom(id, found.state);
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** JSON leaves out what is undefined, so a stored row reads back as it was. */
const rowFrom = (id: string, state: string): ConnectionRow => ({ id, ...(JSON.parse(state) as State) });

function after(state: State | undefined, event: KnownEvent): State | undefined {
  if (event.type === 'connection.opened.v1') {
    const { bank, country, name, provider } = event.payload;
    return { provider, bank, country, name, accounts: [], consents: [], links: [], distrusted: [], ...state, closed: undefined };
  }
  if (!state) return undefined;
  switch (event.type) {
    case 'connection.consented.v1': {
      const { accounts, at, scope, until } = event.payload;
      return { ...state, accounts, consents: [...ended(state.consents, at, 'replaced'), { scope, from: at, until, ended: undefined }] };
    }
    case 'connection.consent-ended.v1': return { ...state, consents: ended(state.consents, event.payload.at, event.payload.why) };
    case 'connection.linked.v1': {
      const { key, currency, account } = event.payload;
      // A key that the consent no longer has was the same account under another number.
      const isFormer = (link: State['links'][number]): boolean => link.account === account && state.accounts.every((one) => one.key !== link.key);
      return { ...state, links: [...state.links.filter((link) => link.currency !== currency || (link.key !== key && !isFormer(link))), { key, currency, account }] };
    }
    case 'connection.distrusted.v1': return { ...state, distrusted: [...state.distrusted.filter(({ field }) => field !== event.payload.field), event.payload] };
    case 'connection.closed.v1': return { ...state, consents: ended(state.consents, event.payload.at, 'disconnected'), closed: event.payload.at };
    default: return state;
  }
}

/** The last consent is over, where it was not already. */
const ended = (consents: readonly Consent[], at: number, why: NonNullable<Consent['ended']>['why']): readonly Consent[] =>
  consents.map((consent, place) => (place === consents.length - 1 && !consent.ended ? { ...consent, ended: { at, why } } : consent));
