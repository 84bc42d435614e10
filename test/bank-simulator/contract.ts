/**
 * What the parts of the bank simulator agree on. `truth.ts` says what happened, `views.ts` how a bank shows it, a face (one file a provider under
 * `faces/`) speaks a protocol, `simulator.ts` keeps consents, counters, clock and faults. Everything is pure and JSON: nothing reads a clock or dice.
 */
import type { Currency } from '../../src/values/currency.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';

/** Names of faces, and the first part of their paths: `<origin>/<face>/…`. */
export type FaceId = 'enablebanking' | 'gocardless' | 'sparebank1' | 'berlingroup' | 'simplefin';

// --- truth

export interface TrueAccount {
  /** "current", "savings", "card". */
  readonly key: string;
  readonly name: string;
  readonly kind: 'current' | 'savings' | 'card';
  readonly iban: string;
  /** Domestic number, digits alone. */
  readonly bban: string;
  readonly owner: string;
  /** Booked when the first day began. */
  readonly opening: Minor;
}

export type EventKind = 'card' | 'payment' | 'salary' | 'own-transfer' | 'refund' | 'interest' | 'fee' | 'cash';

/** Something that happened, once, whatever banks say about it. Amounts have the holder's sign, in the currency of the truth. */
export interface TrueEvent {
  /** Unique in the truth and sorting by purchase: "2026-03-17/0004". Nothing that a client may see. */
  readonly id: string;
  readonly account: string;
  readonly kind: EventKind;
  readonly merchant: string;
  readonly place: string;
  readonly counterpartyAccount?: string;
  /** Day of the purchase, local. */
  readonly bought: Day;
  /** Unix milliseconds: from then on it is shown as reserved; undefined where it is never reserved. */
  readonly heldAt: number | undefined;
  /** What is reserved; differs from `amount` where a tip or a tank came after. */
  readonly held: Minor;
  /** Unix milliseconds: the hold ends, by booking or by vanishing. */
  readonly releasedAt: number;
  /** What is booked; undefined: never. */
  readonly amount: Minor | undefined;
  /** The day it stands under in the books; may lie before `bookedAt` (late) or after it (dated in the future). */
  readonly bookingDay: Day;
  /** Unix milliseconds: from then on it is shown as booked. */
  readonly bookedAt: number;
  /** Unix milliseconds: its text is complete from then on. */
  readonly enrichedAt: number;
  /** Archive reference, ten digits, one's own for good; both sides of an own transfer share it. */
  readonly reference: string;
  /** In the currency of the shop; `rate`: one unit of it in the account's currency. */
  readonly original?: { readonly amount: Minor; readonly currency: Currency; readonly rate: string };
  /** Merchant category code, ISO 18245. */
  readonly mcc?: string;
  /** ISO 20022, "PMNT-CCRD-POSD". */
  readonly bankCode: string;
}

// --- views

/** How one field of an id behaves. */
export type IdPolicy =
  /** `reused`: stable, but now and then two rows in a day share one. `first-then-again`: "H…" at booking, "P…" beside it and then alone. */
  'stable' | 'absent' | 'blank' | 'constant' | 'positional' | 'reissued' | 'session' | 'first-then-again' | 'reused';

export interface View {
  /** "well-behaved", "dnb", "sparebank1", "sparebanken-norge", "nordea-dk", "danske", "bank-norwegian", "revolut", "n26", "ing-ro". */
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly bic: string;
  /** Institution id at GoCardless. */
  readonly institution: string;
  readonly currency: Currency;
  readonly ids: { readonly entryReference: IdPolicy; readonly transactionId: IdPolicy; readonly internalTransactionId: IdPolicy };
  /** `absent`: reserved rows are not shown; `same-id`: they have the booked row's ids; `as-booked`: shown among the booked ones under the purchase day. */
  readonly pending: 'absent' | 'own-id' | 'same-id' | 'no-id' | 'as-booked';
  readonly pendingDate: 'value' | 'booking' | 'none' | 'remittance';
  /** Reserved amounts come without the minus of money out. */
  readonly pendingWrongSign?: true;
  /** What a reserved row says of the payee. */
  readonly pendingPayee: 'right' | 'blank' | 'wrong';
  /** `enriched`: more lines after hours; `prefix-dropped`: "12.03 STORE", later "STORE"; `cut`: single text ends at 140; `end-to-end`: "\nEndToEndID: NOTPROVIDED". */
  readonly text: 'full' | 'enriched' | 'prefix-dropped' | 'cut' | 'end-to-end' | 'dash';
  /** The text stands in additionalInformation alone. */
  readonly textInAdditional?: true;
  /** `month-end`: booked on the 1st of the next month with that booking date, the true day as value date; `value-ahead`: value date weeks later. */
  readonly date: 'booking' | 'month-end' | 'value-ahead';
  /** Amounts: with a sign or without one (where the protocol has an indicator beside it). */
  readonly sign: 'signed' | 'unsigned';
  readonly amountAs: 'text' | 'number';
  readonly decimals: 'two' | 'one';
  /** Balance types in the order sent. `enablebanking`: ISO code; `berlingroup`: name (GoCardless has the same ones). */
  readonly balances: readonly { readonly kind: 'booked' | 'opening' | 'expected' | 'available'; readonly enablebanking: string; readonly berlingroup: string }[];
  /** Rows carry the balance after them. */
  readonly runningBalance?: true | undefined;
  /** Days of history: right after consent for so many minutes, and later. `refusal`: what an earlier first day gets. */
  readonly history: { readonly deepDays: number; readonly deepMinutes: number; readonly days: number; readonly refusal: 'with-date' | 'without-date' | 'silent' };
  readonly consentDays: number;
  /** PSU headers without which it refuses, as Enable Banking names them ("psuIpAddress"). */
  readonly psuHeaders: readonly string[];
  /** Calls per account, endpoint and 24 hours while nobody is there. */
  readonly dailyCalls: number;
  readonly pageSize: number;
  /** What this bank does to its customers, in a line. */
  readonly about: string;
}

/** A row as the bank has it, before a protocol writes it. */
export interface ViewRow {
  /** Whose it is, for tests and paging; never rendered. */
  readonly event: string;
  readonly status: 'booked' | 'pending';
  /** null: sent as null or left out; texts as they are. */
  readonly ids: { readonly entryReference: string | null; readonly transactionId: string | null; readonly internalTransactionId: string | null };
  readonly bookingDate: Day | undefined;
  readonly valueDate: Day | undefined;
  /** Day of the purchase. */
  readonly transactionDate: Day | undefined;
  /** As this bank means it (a wrong sign included). */
  readonly amount: Minor;
  readonly currency: Currency;
  /** The direction that the bank names where the protocol has an indicator. */
  readonly indicator: 'DBIT' | 'CRDT';
  readonly counterparty: string | undefined;
  readonly counterpartyAccount: string | undefined;
  readonly remittance: readonly string[];
  readonly additional: string | undefined;
  readonly original?: TrueEvent['original'];
  readonly kind: EventKind;
  readonly mcc: string | undefined;
  readonly bankCode: string;
  readonly balanceAfter: Minor | undefined;
  /** The purchase day, for protocols that filter by it. */
  readonly bought: Day;
}

export interface ViewBalance { readonly kind: 'booked' | 'opening' | 'expected' | 'available'; readonly enablebanking: string; readonly berlingroup: string; readonly amount: Minor; readonly day: Day }

export interface Asking {
  readonly account: string;
  readonly instant: number;
  /** Session or consent: ids that live in one differ between them. */
  readonly session: string;
  /** Number of this fetch (`Bank.nextFetch()`): ids that are re-issued differ between them. Pages of one fetch share it. */
  readonly fetch: number;
}

/** A booked row that a perfect client holds at an instant: its day as the bank's profile means it. */
export interface ExpectedRow { readonly event: string; readonly day: Day; readonly amount: Minor; readonly currency: Currency }

// --- the machine around the faces

/** Header names in lower case. `path`: after the face's name, with its leading slash, undecoded; `base`: `<origin>/<face>`, for links. */
export interface SimRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly base: string;
}

/** `body` text goes out as it is; anything else as JSON. Content-Type is application/json unless said otherwise. */
export interface SimAnswer { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }

export type ConsentStatus = 'waiting' | 'valid' | 'cancelled' | 'expired' | 'revoked' | 'replaced' | 'closed';

/** One consent of the person with one bank through one face. Faces change their own ones; revocation, expiry and replacement come from outside. */
export interface Consent {
  readonly id: string;
  readonly face: FaceId;
  readonly view: string;
  status: ConsentStatus;
  readonly created: number;
  /** Unix milliseconds: the person logged in. */
  authorised?: number;
  validUntil: number;
  /** What the face needs beside: codes, state, handles of accounts, redirect. JSON. */
  readonly data: Record<string, string>;
}

/** Faults of content, which a face must act on; those of transport are the simulator's. `shuffled-rows` is done by `Bank.rows` itself. */
export type ContentFault =
  | 'repeated-row' | 'shifted-rows' | 'empty-page' | 'expired-key' | 'silent-truncation' | 'partial-error' | 'foreign-next' | 'looped-next' | 'download' | 'processing' | 'shuffled-rows';

/** What a face may do. All state behind it is JSON and saved with the simulator. */
export interface Bank {
  /** Unix milliseconds. */
  readonly now: number;
  readonly today: Day;
  readonly views: readonly View[];
  view(id: string): View | undefined;
  accounts(view: View): readonly TrueAccount[];
  /** Booked and reserved rows, newest first, with a booking day in [from, to] (reserved ones always, where the view shows them). */
  rows(view: View, asking: Asking, from: Day, to: Day): { readonly booked: readonly ViewRow[]; readonly pending: readonly ViewRow[] };
  balances(view: View, asking: Asking): readonly ViewBalance[];
  nextFetch(): number;
  /** UUID, new each time, the same for the same seed and course of events. */
  newId(): string;
  /** JSON of this face alone: registered clients, tokens, paging keys, requisitions. Change it in place. */
  readonly store: Record<string, unknown>;
  /** Options that a test set for this face ("headerSpelling": "lower" …); '' where there is none. */
  option(name: string): string;
  openConsent(view: View, validUntil: number, data: Record<string, string>): Consent;
  /** By id, of this face; its status is up to date with the clock. */
  consent(id: string): Consent | undefined;
  consents(): readonly Consent[];
  /** The person logged in: status valid, earlier valid consents of the same face and view are replaced. */
  authorise(consent: Consent): void;
  /** First day that this consent may ask for now. */
  earliest(view: View, consent: Consent): Day;
  /** Takes one call of the day's budget unless the person is there. `resetSeconds`: until a call is free again. */
  takeCall(view: View, account: string, endpoint: string, isAttended: boolean): { readonly isAllowed: boolean; readonly limit: number; readonly remaining: number; readonly resetSeconds: number };
  /** True when this fault is planned for this call; it is spent then. */
  fault(name: ContentFault): boolean;
}

export interface Face { readonly id: FaceId; handle(request: SimRequest, bank: Bank): SimAnswer }

/*
 * Beside it, for faces and tests:
 *   oslo.ts       osloDay(instant): Day, osloInstant(day, minutes): number (local time of Oslo, summer time by rule)
 *   rendering.ts  amountText(amount, currency, view): string ("-249.50", "249.5" …), amountNumber(amount, currency): number for JSON
 *   simulator.ts  startSimulator(options): Simulator: `handle`, `advance`, `plan` and `chaos` for faults, `revoke`, `log`, `state`
 *   in-process.ts httpOf(simulator): the `Http` of src/values/network.ts; asking.ts: a provider's `Calling` on it; person.ts: logIn(simulator, url)
 *   ledger.ts     expectedRows, toleratedRows(truth, view, account, instant): ExpectedRow[], and the balances of the truth
 *   openapi.ts    publishedDocument(folder, file, options).inspect, for `startSimulator({ inspect })`
 */

/**
 * Faults of transport. `lost`: acted on, and the answer never arrives; `reset`: not even acted on; `cut`: half of the body arrives; `duplicate`: the
 * last answer to exactly this request again; `stale`: the last answer to this path, whatever the query; `skew`: the Date header is hours off.
 */
export type TransportFault = 'status-500' | 'status-503' | 'status-408' | 'status-429' | 'lost' | 'reset' | 'cut' | 'html' | 'truncated' | 'wrong-types' | 'slow' | 'duplicate' | 'stale' | 'skew';
export type Fault = ContentFault | TransportFault;

/** A fault that waits for its call. */
export interface PlannedFault {
  readonly fault: Fault;
  /** Only calls of this face, and whose path matches this regular expression. */
  readonly face?: FaceId;
  readonly path?: string;
  /** How often, 1 where nothing is said; calls let by before it begins, none where nothing is said. */
  times?: number;
  after?: number;
}

/** Faults by chance: each call has so many chances in a hundred of one of these. */
export interface Chaos { readonly seed: string; readonly percent: number; readonly faults: readonly Fault[] }

export interface LoggedCall { readonly at: number; readonly face: string; readonly method: string; readonly path: string; readonly query: string; readonly status: number; readonly isAttended: boolean; readonly fault: string }

/** Everything that the simulator remembers; JSON. */
export interface SimState {
  readonly seed: string;
  readonly firstDay: Day;
  /** Unix milliseconds. */
  now: number;
  ids: number;
  fetches: number;
  calls: number;
  readonly accounts: number;
  readonly extra: number;
  readonly consents: Consent[];
  /** "view/account/endpoint" -> instants of counted calls. */
  readonly counted: Record<string, number[]>;
  readonly stores: Record<string, Record<string, unknown>>;
  readonly options: Record<string, Record<string, string>>;
  faults: PlannedFault[];
  chaos: Chaos | undefined;
  /** The demo's bank stands so many milliseconds before `now`, a day less after each session of fetching. */
  behind: number;
}

/** A request as it came: header names in any case. */
export interface RawRequest { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }

/** An answer as it goes out. `ends`: nothing arrives, or half of the body. */
export interface RawAnswer { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly delay: number; readonly ends?: 'before' | 'middle' }
