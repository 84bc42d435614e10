/**
 * Which rows of a bank's answer are new. Rows that earlier answers of the same feed told are found first (matching.ts); what
 * is left may still have come in a statement file or from another provider, and is sorted as those are.
 */
import type { Arrival, Arrivals, DeliveryFacts, Departures, Duplicate, Known, Restated } from '../arrivals.ts';
import { Delivery } from '../dedup.ts';
import { type Draft, wordingId } from '../draft.ts';
import type { FeedFacts } from '../rows.ts';
import { daysBetween } from '../../values/day.ts';
import type { Held } from './held.ts';
import { type Matched, matchFeed } from './matching.ts';
import { evidenceAgainst } from './trust.ts';

const NOTHING: Arrivals = { fresh: [], duplicates: [], restated: [], doubtful: [], stillDoubtful: [] };
/** A reservation that was not booked is let go within so many days; later it is told as missing. */
const HOLD_DAYS = 45;

export class FeedDelivery {
  readonly #drafts: Draft[] = [];

  /** `heldOf`: account -> what the ledger holds of this feed around the days of the answer. */
  constructor(private readonly known: Known, private readonly facts: DeliveryFacts, private readonly feed: FeedFacts, private readonly heldOf: (account: string) => readonly Held[]) {}

  /** Takes rows; all are sorted together by `settle`. */
  sort(drafts: readonly Draft[]): Arrivals {
    this.#drafts.push(...drafts);
    return NOTHING;
  }

  /** Every row of the answer, sorted. */
  settle(): Arrivals {
    const held = this.heldOf(this.feed.account);
    const distrusted = evidenceAgainst(this.#drafts, held, this.feed);
    const facts = { ...this.feed, trusted: this.feed.trusted.filter((field) => distrusted.every((one) => one.field !== field)) };
    const matched = matchFeed(this.#drafts, held, facts, (id) => this.known.resolve(id));
    // Moved ones are sorted with what is left: the day they moved to may be known from a file.
    const rest = new Delivery(this.known, { ...this.facts, dayOrder: 'mixed' }, new Set(held.map(({ row }) => row.id)));
    const first = rest.sort([...matched.left, ...matched.moved.map(({ draft }) => draft)]);
    const then = rest.settle();
    const arrivals = { fresh: this.#asBefore([...first.fresh, ...then.fresh]), duplicates: [...first.duplicates, ...then.duplicates], doubtful: [...first.doubtful, ...then.doubtful] };
    const restated = [...then.restated, ...this.#reworded(matched)];
    return {
      ...arrivals, restated, stillDoubtful: first.stillDoubtful,
      duplicates: [...arrivals.duplicates, ...matched.same.map(({ draft, held: { row } }): Duplicate => ({ id: row.id, draft, held: row }))],
      departures: this.#departures(matched, arrivals, distrusted),
    };
  }

  /** New rows, those under their first id that were known in these words before they were taken back: so they are one with what is brought back. */
  #asBefore(fresh: readonly Arrival[]): Arrival[] {
    const taken = new Set(fresh.map(({ id }) => id));
    return fresh.map((arrival) => {
      const former = this.known.formerOf(arrival.id);
      return former === undefined || taken.has(former.id) ? arrival : { ...arrival, ...former };
    });
  }

  /** Known rows that the bank words anew: the newest words count, under a new alias. Words that were told before change nothing. */
  #reworded({ same }: Matched): Restated[] {
    const told = new Map<string, { next: number; readonly of: Set<string> }>();
    return same.flatMap(({ draft, held: { row } }) => {
      // Equals share a wording: each goes on where the one before it ended.
      const first = wordingId(draft, 1);
      const wording = told.get(first) ?? { next: 1, of: new Set() };
      told.set(first, wording);
      while (!wording.of.has(row.id)) {
        const ordinal = wording.next++;
        const id = ordinal === 1 ? first : wordingId(draft, ordinal);
        const known = this.known.resolve(id);
        if (known !== undefined) wording.of.add(known);
        else return [{ id, ordinal, draft, of: row.id, description: draft.description, counterparty: draft.counterparty ?? row.counterparty ?? undefined }];
      }
      return [];
    });
  }

  #departures({ same, moved, gone }: Matched, arrivals: Pick<Arrivals, 'fresh' | 'duplicates'>, distrusted: Departures['distrusted']): Departures {
    const placeOf = new Map<Draft, string>([...arrivals.fresh.map(({ draft, id }: Arrival) => [draft, id] as const), ...arrivals.duplicates.map(({ draft, id }) => [draft, id] as const)]);
    // Before its first row a bank may have cut the answer off without a word.
    const first = this.#drafts.reduce((day, { bookingDate }) => (bookingDate < day ? bookingDate : day), this.feed.today);
    const isHold = ({ row }: Held): boolean => this.feed.holdsAsBooked && row.date >= first && daysBetween(row.date, this.feed.today) <= HOLD_DAYS;
    return {
      // One that became doubtful waits for its answer, and the old one stands until then.
      moved: moved.flatMap(({ draft, held: { row } }) => {
        const to = placeOf.get(draft);
        return to === undefined || to === row.id ? [] : [{ from: row, to, isSameAmount: row.amount === draft.amount, why: row.amount === draft.amount ? `booked anew on ${draft.bookingDate}` : 'booked anew with another amount' }];
      }),
      released: gone.filter(isHold).map(({ row }) => row.id),
      missing: gone.filter((one) => !isHold(one) && !one.isMissing).map(({ row }) => row.id),
      found: same.filter(({ held: { isMissing } }) => isMissing).map(({ held: { row } }) => row.id),
      distrusted,
    };
  }
}
