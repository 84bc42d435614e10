/**
 * Which rows of a delivery are new. A transaction's identity is its account, booking day, amount, currency, normal text and
 * its ordinal among equals (which equal it is, facts of the payment say where both name them); so from one delivery at most
 * max(count seen there, count known) stand, in whatever order deliveries come. Matching runs surest first over the whole delivery: exact identity as the rows stream by; what is left
 * is compared in other words only once every exact match is known, so that a weak match never takes a strong one's partner.
 */
import type { Day } from '../values/day.ts';
import { addDays } from '../values/day.ts';
import type { Draft } from './draft.ts';
import { grouped } from '../values/grouped.ts';
import { agreeingDays } from './agreeing-days.ts';
import { type Arrival, type Arrivals, type DeliveryFacts, type Duplicate, type Known, type KnownTransaction, WINDOW_DAYS } from './arrivals.ts';
import { knownPayments, knownTotals } from './batches.ts';
import { Equals, type Place } from './equals.ts';
import { matchRestated } from './restated.ts';

/** A shorter reference is a number within its day, and one of hardly any different signs none. */
const MIN_REFERENCE = 8;
const NONE: ReadonlySet<string> = new Set();

export class Delivery {
  #day: Day | undefined;
  readonly #claimed: Set<string>;
  readonly #equals: Equals;
  /** What this delivery itself brought to an account that holds others: no partner of its other rows. */
  readonly #own = new Set<string>();
  readonly #unmatched: Arrival[] = [];
  readonly #alone = new Map<string, Set<Day>>();
  readonly #mixed = new Map<string, boolean>();
  readonly #spans = new Map<string, { from: Day; to: Day } | null>();

  /** `found`: transactions that other rows of the delivery are, settled before. */
  constructor(private readonly known: Known, private readonly facts: DeliveryFacts, found: ReadonlySet<string> = NONE) {
    this.#claimed = new Set(found);
    this.#equals = new Equals(known, (id) => this.#claimed.has(id), found.size > 0 ? (id) => found.has(id) : undefined);
  }

  /**
   * Sorts rows by exact identity. What may be a known transaction in other words waits for `settle`. `others`: accounts of
   * which the delivery goes on where a known one ended, so that no known transaction is among its rows.
   */
  sort(drafts: readonly Draft[], others: ReadonlySet<string> = NONE): Arrivals {
    const fresh: Arrival[] = [];
    const duplicates: Duplicate[] = [];
    const stillDoubtful: Draft[] = [];
    const totals = knownTotals(drafts.filter((draft) => draft.batchReference !== undefined && this.#isNearKnown(draft)), this.known, (id) => !this.#claimed.has(id));
    for (const draft of drafts) {
      const near = this.#isNearKnown(draft);
      let payments: readonly string[];
      const isOther = others.has(draft.account);
      const { id, ordinal, known } = this.#place(draft, near, isOther);
      const arrival = { id, ordinal, draft };
      if (known !== undefined) {
        this.#claimed.add(known);
        duplicates.push({ id: known, draft });
      } else if (near && this.known.isOpenDoubt(id)) stillDoubtful.push(draft);
      else if (totals.has(draft)) duplicates.push(this.#ofBatch(draft, [totals.get(draft)!]));
      else if (near && (payments = knownPayments(draft, this.known, (other) => !this.#claimed.has(other))).length > 0) duplicates.push(this.#ofBatch(draft, payments));
      else if (near && !isOther && this.#hasPartner(draft)) this.#unmatched.push(arrival);
      else {
        if (near) this.#stands(draft);
        fresh.push(arrival);
      }
    }
    for (const { id, draft } of fresh) {
      if (this.#spans.get(draft.account)) this.#own.add(id);
    }
    return { fresh, duplicates, restated: [], doubtful: [], stillDoubtful };
  }

  #ofBatch(draft: Draft, batch: readonly string[]): Duplicate {
    for (const id of batch) this.#claimed.add(id);
    return { id: batch[0]!, draft, batch };
  }

  /** Settles what was left, surest first, now that every exact match is known. */
  settle(): Arrivals {
    const agreeing = new Map([...grouped(this.#unmatched, ({ draft }) => draft.account)].map(([account, arrivals]) => [account, this.#agreeingDays(account, arrivals)] as const));
    const { fresh, restated, doubtful } = matchRestated(this.#unmatched, (draft) => this.#partners(draft), this.facts, {
      isOther: ({ account, id }) => this.#hasOthers(account) && this.#isOther(id),
      // Where all was told in one layout, nobody else has lengthened the words.
      firstWords: ({ account, id, text }) => (this.#hasOthers(account) ? (this.known.firstWordsOf(id) ?? text) : text),
      agrees: ({ account, bookingDate }) => agreeing.get(account)?.has(bookingDate) === true,
      refersTo: ({ reference }, { id }) => reference !== undefined && reference.length >= MIN_REFERENCE && new Set(reference).size > 2 && this.known.referenceOf(id) === reference,
    });
    return { fresh, duplicates: restated.map((match) => ({ id: match.of, draft: match.draft })), restated, doubtful, stillDoubtful: [] };
  }

  /** Days on which the rows left over are, amount by amount, those that another format brought. */
  #agreeingDays(account: string, arrivals: readonly Arrival[]): ReadonlySet<Day> {
    const known = this.known.span(account);
    if (!known || !this.#hasOthers(account)) return new Set();
    const from = known.from > this.facts.from ? known.from : this.facts.from;
    const to = known.to < this.facts.to ? known.to : this.facts.to;
    const left = this.known.booked(account, from, to);
    const isLeft = ({ id }: { id: string }): boolean => !this.#claimed.has(id) && !this.#own.has(id);
    const within = ({ bookingDate }: Draft): boolean => bookingDate >= from && bookingDate <= to;
    return agreeingDays(
      arrivals.filter(({ draft }) => within(draft)).map(({ draft }) => ({ date: draft.bookingDate, amount: draft.amount })),
      new Set([...(this.#alone.get(account) ?? [])].filter((day) => day >= from && day <= to)),
      (function* () { for (const row of left) if (isLeft(row)) yield row; })(),
    );
  }

  /** True for an account into which other formats were imported too. */
  #hasOthers(account: string): boolean {
    let has = this.#mixed.get(account);
    if (has === undefined) this.#mixed.set(account, (has = [...this.known.layoutsOf(account)].some((layout) => layout !== this.facts.layout)));
    return has;
  }

  #isOther(id: string): boolean {
    const layout = this.known.layoutOf(id);
    return layout !== undefined && layout !== this.facts.layout;
  }

  /** Notes a day on which the delivery has a row that nothing known can be. */
  #stands({ account, bookingDate }: Draft): void {
    const days = this.#alone.get(account);
    if (days) days.add(bookingDate);
    else this.#alone.set(account, new Set([bookingDate]));
  }

  #place(draft: Draft, near: boolean, isOther: boolean): Place {
    if (draft.carried?.identity) {
      const known = near ? this.known.resolve(draft.carried.identity.id) : undefined;
      return { ...draft.carried.identity, known: known !== undefined && !this.#claimed.has(known) ? known : undefined };
    }
    if (this.facts.dayOrder !== 'mixed' && draft.bookingDate !== this.#day) {
      this.#day = draft.bookingDate;
      this.#equals.forget();
    }
    return this.#equals.place(draft, near, isOther);
  }

  #isNearKnown({ account, bookingDate }: Draft): boolean {
    let span = this.#spans.get(account);
    if (span === undefined) {
      const known = this.known.span(account);
      span = known ? { from: addDays(known.from, -WINDOW_DAYS), to: addDays(known.to, WINDOW_DAYS) } : null;
      this.#spans.set(account, span);
    }
    return span !== null && bookingDate >= span.from && bookingDate <= span.to;
  }

  #near(draft: Draft): KnownTransaction[] {
    return this.known.near(draft.account, draft.amount, addDays(draft.bookingDate, -WINDOW_DAYS), addDays(draft.bookingDate, WINDOW_DAYS))
      .filter((known) => !this.#own.has(known.id));
  }
  #hasPartner(draft: Draft): boolean { return this.#near(draft).length > 0; }
  #partners(draft: Draft): KnownTransaction[] { return this.#near(draft).filter((known) => !this.#claimed.has(known.id)); }
}
