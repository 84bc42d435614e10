/**
 * Rows that are known transactions in other words: a bank lengthened a text, cut it, or spelled it in another encoding.
 * On the same day an extension or another spelling is the same transaction; words that are merely alike, or another day,
 * are asked about. What came in another format is worded otherwise by nature: there a shared reference, a day on which both
 * files agree, or a shared name settles it, and nothing in common is asked about. Series of equal amounts (daily interest,
 * bus fares) are never matched by likeness.
 */
import { daysBetween } from '../values/day.ts';
import { grouped } from '../values/grouped.ts';
import { foldedText } from '../values/text.ts';
import type { Arrival, DeliveryFacts, Doubtful, KnownTransaction, Restated } from './arrivals.ts';
import type { Draft } from './draft.ts';
import { likenessAcross } from './across-formats.ts';
import { contradicts } from './contradiction.ts';
import { likeness } from './likeness.ts';

interface Pair { readonly arrival: Arrival; readonly known: KnownTransaction; readonly tier: 1 | 2 | 3 | 4; readonly score: number; readonly asks: boolean; readonly isProven?: boolean; readonly isAcross?: boolean }

/** What is known of another format's rows. */
export interface Across {
  /** True for a known transaction that another format or layout brought. */
  isOther(known: KnownTransaction): boolean;
  /** True for a day on which this delivery and what is known agree in every amount. */
  agrees(draft: Draft): boolean;
  /** True where the bank's reference of the row is that of the transaction. */
  refersTo(draft: Draft, known: KnownTransaction): boolean;
  /** Words in which a known transaction was first told: another format may have lengthened them since. Folded, as `KnownTransaction.text` is. */
  firstWords(known: KnownTransaction): string;
}
const SAME_FORMAT: Across = { isOther: () => false, agrees: () => false, refersTo: () => false, firstWords: ({ text }) => text };

/** Likeness of two texts on the same day from which they are taken for one, and below which they are not even asked about. */
const SAME_DAY_ALIKE = 0.6;
/** The same a few days apart, where chance is likelier. */
const NEAR_DAY_ALIKE = 0.8;
/** Likeness across formats from which two rows are taken for one. */
const ACROSS_ALIKE = 0.5;
/** Characters of two texts joined: enough for any, and no delivery makes them grow for ever. */
const LONGEST = 600;
/** Partners of one amount that a row is compared with: more would not be told apart, and every pair is held. */
const CROWD = 200;
/** So many equal amounts of like words within the window make a series. */
const SERIES = 3;

/** Arrival rows and their possible partners -> each row in exactly one list. The order of the rows does not matter. */
export function matchRestated(unmatched: readonly Arrival[], partnersOf: (draft: Draft) => readonly KnownTransaction[], facts: Pick<DeliveryFacts, 'from' | 'to'>, across: Across = SAME_FORMAT):
  { fresh: Arrival[]; restated: Restated[]; doubtful: Doubtful[] } {
  const pairs = unmatched.flatMap((arrival) => pairsOf(arrival, partnersOf(arrival.draft), facts, across)).sort(surestFirst);
  const byArrival = grouped(pairs, (pair) => pair.arrival.id);
  const byKnown = grouped(pairs, (pair) => pair.known.id);
  const taken = new Set<string>();
  const settled = new Map<string, Restated | Doubtful>();
  for (const pair of pairs) {
    const { arrival, known } = pair;
    if (settled.has(arrival.id) || taken.has(known.id)) continue;
    const free = (other: Pair) => !settled.has(other.arrival.id) && !taken.has(other.known.id);
    const rivals = [...(byArrival.get(arrival.id) ?? []), ...(byKnown.get(known.id) ?? [])]
      .filter((other) => other !== pair && free(other) && other.tier === pair.tier && other.score > pair.score - 0.05 && !interchangeable(pair, other) && !pair.isProven);
    if (pair.asks || rivals.length > 0) {
      const candidates = (byArrival.get(arrival.id) ?? []).filter((other) => free(other) && other.tier <= Math.max(pair.tier, 2)).slice(0, 20);
      settled.set(arrival.id, { ...arrival, candidates: candidates.map((candidate) => ({ id: candidate.known.id, why: why(candidate) })) });
    } else {
      taken.add(known.id);
      settled.set(arrival.id, restate(pair));
    }
  }
  const result = { fresh: [] as Arrival[], restated: [] as Restated[], doubtful: [] as Doubtful[] };
  for (const arrival of unmatched) {
    const match = settled.get(arrival.id);
    if (!match) result.fresh.push(arrival);
    else if ('of' in match) result.restated.push(match);
    else result.doubtful.push(match);
  }
  return result;
}

function pairsOf(arrival: Arrival, partners: readonly KnownTransaction[], facts: Pick<DeliveryFacts, 'from' | 'to'>, across: Across): Pair[] {
  const { draft } = arrival;
  const pairs: Pair[] = [];
  let series: boolean | undefined;
  const inSeries = (): boolean => (series ??= isSeries(draft, partners));
  for (const known of partners.slice(0, CROWD)) {
    if (contradicts(draft, known)) continue;
    const sameDay = known.date === draft.bookingDate;
    const isIn = known.date >= facts.from && known.date <= facts.to;
    if (across.isOther(known)) {
      const pair = pairAcross(arrival, known, { isAlone: partners.length === 1, inSeries, isIn }, across);
      if (pair) pairs.push({ ...pair, isAcross: true });
      continue;
    }
    // A known row outside what the delivery covers may simply not be in it: no sign that this one replaces it.
    if (!isIn) continue;
    const words = [...new Set([known.text, across.firstWords(known)])];
    const score = Math.max(...words.map((text) => likeness(draft.text, text)));
    if (sameDay && score >= 0.95) pairs.push({ arrival, known, tier: 1, score, asks: false });
    else if (inSeries()) continue;
    else if (sameDay && score >= SAME_DAY_ALIKE) pairs.push({ arrival, known, tier: 2, score, asks: !words.some((text) => holdsWords(draft.text, text)) });
    else if (!sameDay && score >= NEAR_DAY_ALIKE) pairs.push({ arrival, known, tier: 3, score: score - Math.abs(daysBetween(known.date, draft.bookingDate)) / 100, asks: true });
  }
  return pairs;
}

/** `isIn`: the delivery covers the day of the known transaction; `isAlone`: the row has no other partner; `inSeries`: its amount is one of many. */
function pairAcross(arrival: Arrival, known: KnownTransaction, { isIn, isAlone, inSeries }: { isIn: boolean; isAlone: boolean; inSeries: () => boolean }, across: Across): Pair | undefined {
  const { draft } = arrival;
  const apart = Math.abs(daysBetween(known.date, draft.bookingDate));
  const isReferred = across.refersTo(draft, known);
  const score = isReferred ? 1 : likenessAcross(draft, known);
  if (apart === 0) {
    const isProven = across.agrees(draft);
    if (score === 1 || isProven) return { arrival, known, tier: 1, score, asks: false, isProven };
    return score >= ACROSS_ALIKE ? { arrival, known, tier: 2, score, asks: false } : { arrival, known, tier: 4, score, asks: true };
  }
  // A delivery that leaves the known day out says nothing of it: only a reference tells that the payment moved. The same words are the next visit.
  if (!isReferred && !isIn) return undefined;
  if (score < ACROSS_ALIKE) return isAlone ? { arrival, known, tier: 4, score: score - apart / 100, asks: true } : undefined;
  const isSure = score === 1 || !inSeries();
  return { arrival, known, tier: isSure ? 3 : 4, score: score - apart / 100, asks: !isSure };
}

/** True when all words of one text stand in the other: it was lengthened, wherever. "Ticket 1" and "Ticket 3" are two tickets. */
function holdsWords(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => foldedText(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean)) as [string[], string[]];
  const [short, long] = x.length <= y.length ? [x, y] : [y, x];
  return short.every((word) => long.includes(word));
}

const skeleton = (text: string): string => foldedText(text).replace(/\d+/g, '#');

function isSeries(draft: Draft, partners: readonly KnownTransaction[]): boolean {
  const own = skeleton(draft.text);
  return partners.filter((known) => likeness(skeleton(known.text), own) >= SAME_DAY_ALIKE).length + 1 >= SERIES;
}

const surestFirst = (a: Pair, b: Pair): number =>
  a.tier - b.tier || b.score - a.score || compare(a.arrival.id, b.arrival.id) || compare(a.known.id, b.known.id);
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Two pairings that nobody could tell apart: the same words on both sides. */
const interchangeable = (a: Pair, b: Pair): boolean => a.known.text === b.known.text && a.arrival.draft.text === b.arrival.draft.text;

function restate({ arrival, known, isAcross }: Pair): Restated {
  const { draft } = arrival;
  const [longer, shorter] = draft.description.length > known.description.length ? [draft.description, known.description] : [known.description, draft.description];
  // Another format may tell what this one does not ("Overføring Innland" and "Husleie hytta"): both are kept.
  const tellsMore = isAcross === true && shorter !== '' && longer.length + shorter.length < LONGEST && !holdsWords(longer, shorter);
  return { ...arrival, of: known.id, description: tellsMore ? `${longer} · ${shorter}` : longer, counterparty: known.counterparty ?? draft.counterparty };
}

function why({ known, tier, arrival }: Pair): string {
  if (tier === 4) return 'same amount from another format, other words';
  if (tier === 3) return `same amount and like words ${Math.abs(daysBetween(known.date, arrival.draft.bookingDate))} day(s) apart`;
  return 'same day and amount, like words';
}
