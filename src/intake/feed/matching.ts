/**
 * Which rows of an answer are transactions that earlier answers told. Ids churn and texts grow, so rows are matched by day and
 * amount as multisets: of k equal rows there and m here, max(k, m) stand. Ids, words and references only say which is which.
 * Pure: nothing is asked of the ledger but which id a wording has.
 */
import { grouped } from '../../values/grouped.ts';
import { type Day, addDays, daysBetween } from '../../values/day.ts';
import { foldedText } from '../../values/text.ts';
import { type Draft, wordingId, wordingOf } from '../draft.ts';
import { likeness } from '../likeness.ts';
import type { FeedFacts } from '../rows.ts';
import type { Held } from './held.ts';
import { isId } from './one-answer.ts';

/** With less likeness two rows of one day and amount that the bank tells apart by ids that are trusted are two. */
const ALIKE = 0.6;
/** The same where the day differs too. */
const MOVED_ALIKE = 0.8;
/** A bank books what it had booked or reserved again within so many days. */
const MOVED_DAYS = 10;
/** What it had dated ahead may be booked so much earlier. */
const AHEAD_DAYS = 45;
/** What was reserved may grow by tips or shrink by what was not filled up: hundredths of the amount. */
const HOLD_SHARE = 35;
/** So many pairs of one day and amount are compared word by word. */
const CROWD = 10_000;

export interface Matched {
  /** Row and the transaction it is. */
  readonly same: readonly { readonly draft: Draft; readonly held: Held }[];
  /** Row that a transaction was booked anew as: another day, or (a reserved one) another amount. */
  readonly moved: readonly { readonly draft: Draft; readonly held: Held }[];
  /** Rows of which earlier answers tell nothing. */
  readonly left: readonly Draft[];
  /** Transactions of the days that the answer vouches for and that it does not tell. */
  readonly gone: readonly Held[];
}

type Facts = Pick<FeedFacts, 'complete' | 'vouched' | 'idsOf' | 'trusted' | 'holdsAsBooked' | 'today'>;

/** `resolve`: id of a wording -> the transaction that has it. */
export function matchFeed(drafts: readonly Draft[], held: readonly Held[], facts: Facts, resolve: (id: string) => string | undefined): Matched {
  if (held.length === 0) return { same: [], moved: [], left: drafts, gone: [] };
  const open = grouped(held, ({ row }) => placeOf(row.date, row.amount, row.currency));
  const same: Matched['same'][number][] = [];
  const unmatched: Draft[] = [];
  for (const [place, rows] of grouped(drafts, (draft) => placeOf(draft.bookingDate, draft.amount, draft.currency))) {
    const there = open.get(place);
    if (!there) {
      unmatched.push(...rows);
      continue;
    }
    const pairs = pairOneDay(rows, there, facts, resolve);
    same.push(...pairs);
    const [taken, told] = [new Set(pairs.map((pair) => pair.held)), new Set(pairs.map(({ draft }) => draft))];
    open.set(place, there.filter((one) => !taken.has(one)));
    unmatched.push(...rows.filter((draft) => !told.has(draft)));
  }
  const elsewhere = pairInWords(unmatched, open, resolve);
  const isDone = new Set(elsewhere.map(({ draft }) => draft));
  const { complete, vouched } = facts;
  // What was dated ahead may be booked within the days that are covered.
  const left = [...open.values()].flat().filter(({ row }) => complete !== undefined && row.date >= complete.from);
  const movable = complete ? left : withOwnIds([...open.values()].flat(), held);
  const moved = pairMoved(unmatched.filter((draft) => !isDone.has(draft)), movable, facts);
  const [away, told] = [new Set(moved.map((pair) => pair.held)), new Set(moved.map(({ draft }) => draft))];
  return {
    same: [...same, ...elsewhere], moved, left: unmatched.filter((draft) => !told.has(draft) && !isDone.has(draft)),
    gone: left.filter((one) => !away.has(one) && vouched !== undefined && one.row.date >= vouched.from && one.row.date <= vouched.to),
  };
}

/** Of a cut answer it is not known what is gone: only what an id of its own tells from all others can be seen to have moved. */
function withOwnIds(open: readonly Held[], held: readonly Held[]): Held[] {
  const counts = grouped(held, ({ reference = '' }) => reference);
  return open.filter(({ reference }) => reference !== undefined && isId(reference) && counts.get(reference)!.length === 1);
}

/** Rows whose very words are a name of a transaction of another day: a statement file booked it there first. */
function pairInWords(drafts: readonly Draft[], open: Map<string, Held[]>, resolve: (id: string) => string | undefined): { draft: Draft; held: Held }[] {
  const byId = new Map([...open.values()].flat().map((one) => [one.row.id, one] as const));
  return drafts.flatMap((draft) => {
    const id = resolve(wordingId(draft, 1));
    const held = id === undefined ? undefined : byId.get(id);
    if (!held) return [];
    byId.delete(id!);
    const place = placeOf(held.row.date, held.row.amount, held.row.currency);
    open.set(place, open.get(place)!.filter((one) => one !== held));
    return [{ draft, held }];
  });
}

const placeOf = (day: Day, amount: number, currency: string): string => `${day} ${amount} ${currency}`;

interface Scored { readonly draft: Draft; readonly held: Held; readonly score: number }

/** Rows and transactions of one day and amount -> pairs, surest first; each at most once. */
function pairOneDay(drafts: readonly Draft[], held: readonly Held[], facts: Facts, resolve: (id: string) => string | undefined): { draft: Draft; held: Held }[] {
  const wordings = wordingsOf(drafts, held, resolve);
  if (drafts.length * held.length > CROWD) return inOrder(drafts, held, wordings);
  const scored = drafts.flatMap((draft) => held.map((one): Scored => ({ draft, held: one, score: scoreOf(draft, one, facts, wordings) })));
  // Array.sort is stable: of equal scores the order of the answer decides, on both sides.
  return taken(scored.filter(({ score }) => score >= 0).sort((a, b) => b.score - a.score));
}

/** A crowd of equal amounts: those in the same words, then one after the other. */
function inOrder(drafts: readonly Draft[], held: readonly Held[], wordings: ReadonlyMap<string, readonly string[]>): { draft: Draft; held: Held }[] {
  const open = new Map(held.map((one) => [one.row.id, one]));
  const pairs: { draft: Draft; held: Held }[] = [];
  const pair = (draft: Draft, id: string): void => {
    pairs.push({ draft, held: open.get(id)! });
    open.delete(id);
  };
  const left = new Map([...wordings].map(([text, ids]) => [text, [...ids].reverse()]));
  const rest = drafts.filter((draft) => {
    const ids = left.get(draft.text);
    while (ids?.length) {
      const id = ids.pop()!;
      if (!open.has(id)) continue;
      pair(draft, id);
      return false;
    }
    return true;
  });
  for (const [at, id] of [...open.keys()].entries()) if (rest[at]) pair(rest[at], id);
  return pairs;
}

/** Text of a row -> the transactions here that were told in these very words, in order of their ordinals. */
function wordingsOf(drafts: readonly Draft[], held: readonly Held[], resolve: (id: string) => string | undefined): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(held.map(({ row }) => row.id));
  return new Map([...grouped(drafts, ({ text }) => text)].map(([text, [first]]) => {
    const found = new Set<string>();
    for (let ordinal = 1; ordinal <= held.length + 1; ordinal++) {
      const id = resolve(wordingId(first!, ordinal));
      if (id !== undefined && ids.has(id)) found.add(id);
    }
    return [text, [...found]];
  }));
}

/** 3: a trusted id; 2: the same words; 1.5: another id alike; else how alike the words are, 0..1; -1: two by their ids, and not alike either. */
function scoreOf(draft: Draft, { row, reference }: Held, facts: Facts, wordings: ReadonlyMap<string, readonly string[]>): number {
  const ids = facts.idsOf(draft.line);
  if (reference !== undefined && isId(reference)) {
    if (facts.trusted.some((field) => ids[field] === reference)) return 3;
    if (wordings.get(draft.text)?.includes(row.id)) return 2.5;
    if (Object.values(ids).includes(reference)) return 1.5;
  }
  if (wordings.get(draft.text)?.includes(row.id)) return 2;
  const alike = alikeness(draft, row);
  const isAnother = reference !== undefined && isId(reference) && facts.trusted.some((field) => ids[field] !== undefined && isId(ids[field]));
  return isAnother && alike < ALIKE ? -1 : alike;
}

function alikeness(draft: Draft, row: Held['row']): number {
  const byText = likeness(draft.text, wordingOf(row));
  const byName = draft.counterparty && row.counterparty && foldedText(draft.counterparty) === foldedText(row.counterparty) ? 0.9 : 0;
  return Math.max(byText, byName);
}

function taken(sorted: readonly Scored[]): { draft: Draft; held: Held }[] {
  const used = new Set<Draft | Held>();
  return sorted.filter(({ draft, held }) => {
    if (used.has(draft) || used.has(held)) return false;
    used.add(draft).add(held);
    return true;
  });
}

/** What is gone from its day and came on another, surest and nearest first. Bus fares of one price come and go: only where as many words agree. */
function pairMoved(drafts: readonly Draft[], gone: readonly Held[], facts: Facts): { draft: Draft; held: Held }[] {
  if (drafts.length === 0 || gone.length === 0) return [];
  const byDay = grouped(gone, ({ row }) => row.date);
  const scored: Scored[] = [];
  const ahead = gone.filter(({ row }) => row.date > facts.today);
  for (const draft of drafts) {
    const near = new Set(ahead.filter(({ row }) => daysBetween(draft.bookingDate, row.date) <= AHEAD_DAYS));
    for (let apart = -MOVED_DAYS; apart <= MOVED_DAYS; apart++) for (const held of byDay.get(addDays(draft.bookingDate, apart)) ?? []) near.add(held);
    for (const held of near) {
      const score = movedScore(draft, held, facts);
      if (score > 0) scored.push({ draft, held, score: score - Math.abs(daysBetween(held.row.date, draft.bookingDate)) / 100 });
    }
  }
  return taken(scored.sort((a, b) => b.score - a.score));
}

function movedScore(draft: Draft, held: Held, facts: Facts): number {
  const { row, reference } = held;
  if (row.currency !== draft.currency || Math.sign(row.amount) !== Math.sign(draft.amount)) return 0;
  const isSameId = reference !== undefined && isId(reference) && Object.values(facts.idsOf(draft.line)).includes(reference);
  const alike = alikeness(draft, row);
  if (row.amount === draft.amount) {
    if (isSameId) return 2;
    if (!facts.complete) return 0;
    if (alike >= MOVED_ALIKE) return 1 + alike / 10;
    return facts.holdsAsBooked ? 0.5 : 0;
  }
  const isNear = Math.abs(row.amount - draft.amount) * 100 <= Math.abs(row.amount) * HOLD_SHARE;
  return facts.complete !== undefined && facts.holdsAsBooked && isNear && (isSameId || alike >= MOVED_ALIKE) ? 0.4 : 0;
}
