/**
 * Which rows of a delivery are new. A transaction's identity is its account, booking day, amount, currency, normal text and
 * its ordinal among equals; so from one delivery at most max(count seen there, count known) stand, in whatever order
 * deliveries come. Matching runs surest first over the whole delivery: exact identity as the rows stream by; what is left
 * is compared in other words only once every exact match is known, so that a weak match never takes a strong one's partner.
 */
import type { Day } from '../values/day.ts';
import { addDays } from '../values/day.ts';
import { transactionId } from '../values/ids.ts';
import type { Draft } from './draft.ts';
import { grouped } from '../values/grouped.ts';
import { agreeingDays } from './agreeing-days.ts';
import type { Arrival, Arrivals, DeliveryFacts, Duplicate, Known, KnownTransaction } from './arrivals.ts';
import { matchRestated } from './restated.ts';

/** Days around a row within which the same transaction may stand under another booking date. */
const WINDOW_DAYS = 3;

export class Delivery {
  #day: Day | undefined;
  #seen = new Map<string, number>();
  readonly #claimed = new Set<string>();
  /** What this delivery itself brought to an account that holds others: no partner of its other rows. */
  readonly #own = new Set<string>();
  readonly #unmatched: Arrival[] = [];
  readonly #alone = new Map<string, Set<Day>>();
  readonly #spans = new Map<string, { from: Day; to: Day } | null>();

  constructor(private readonly known: Known, private readonly facts: DeliveryFacts) {}

  /** Sorts rows by exact identity. What may be a known transaction in other words waits for `settle`. */
  sort(drafts: readonly Draft[]): Arrivals {
    const fresh: Arrival[] = [];
    const duplicates: Duplicate[] = [];
    const stillDoubtful: Draft[] = [];
    for (const draft of drafts) {
      const arrival = this.#identify(draft);
      const near = this.#isNearKnown(draft);
      const known = near ? this.known.resolve(arrival.id) : undefined;
      if (known !== undefined && !this.#claimed.has(known)) {
        this.#claimed.add(known);
        duplicates.push({ id: known, draft });
      } else if (near && this.known.isOpenDoubt(arrival.id)) stillDoubtful.push(draft);
      else if (near && this.#hasPartner(draft)) this.#unmatched.push(arrival);
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

  /** Settles what was left, surest first, now that every exact match is known. */
  settle(): Arrivals {
    const agreeing = new Map([...grouped(this.#unmatched, ({ draft }) => draft.account)].map(([account, arrivals]) => [account, this.#agreeingDays(account, arrivals)] as const));
    const { fresh, restated, doubtful } = matchRestated(this.#unmatched, (draft) => this.#partners(draft), this.facts, {
      isOther: ({ id }) => this.#isOther(id),
      agrees: ({ account, bookingDate }) => agreeing.get(account)?.has(bookingDate) === true,
    });
    return { fresh, duplicates: restated.map((match) => ({ id: match.of, draft: match.draft })), restated, doubtful, stillDoubtful: [] };
  }

  /** Days on which the rows left over are, amount by amount, those that another format brought. */
  #agreeingDays(account: string, arrivals: readonly Arrival[]): ReadonlySet<Day> {
    const known = this.known.span(account);
    const first = arrivals.flatMap(({ draft }) => this.#partners(draft)).find(({ id }) => this.#isOther(id));
    if (!known || !first) return new Set();
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

  #identify(draft: Draft): Arrival {
    if (draft.carried?.identity) return { ...draft.carried.identity, draft };
    if (this.facts.dayOrder !== 'mixed' && draft.bookingDate !== this.#day) {
      this.#day = draft.bookingDate;
      this.#seen.clear();
    }
    const { account, bookingDate, amount, currency, text } = draft;
    const first = transactionId(account, bookingDate, amount, currency, text, 1);
    const ordinal = (this.#seen.get(first) ?? 0) + 1;
    this.#seen.set(first, ordinal);
    return { id: ordinal === 1 ? first : transactionId(account, bookingDate, amount, currency, text, ordinal), ordinal, draft };
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
