/**
 * Which rows of one device are rows of the others in other words, or a batch and its payments. Surest first: a wording that one side
 * knows already, batches, then what the corridor itself compares, one layout at a time. Pure.
 */
import { type Day, addDays } from '../../values/day.ts';
import { grouped } from '../../values/grouped.ts';
import { agreeingDays } from '../agreeing-days.ts';
import { WINDOW_DAYS } from '../arrivals.ts';
import { knownPayments, knownTotals } from '../batches.ts';
import { contradicts } from '../contradiction.ts';
import { matchRestated } from '../restated.ts';
import type { Sources } from './sources.ts';
import { Near, type Told, mayBeOne } from './told.ts';

/** Two transactions that are one; `description`: what both together tell. */
export interface Pair { readonly a: Told; readonly b: Told; readonly description: string }
export interface Batch { readonly total: Told; readonly payments: readonly Told[] }
/** A row and what it may be, by their ids, with the reasons. */
export interface Unsure { readonly id: string; readonly candidates: readonly { readonly id: string; readonly why: string }[] }
export interface Pairing {
  readonly pairs: readonly Pair[];
  readonly batches: readonly Batch[];
  /** Rows of `here` that may be one of the others. */
  readonly doubtful: readonly Unsure[];
}

/** A shorter reference is a number within its day, and one of hardly any different signs none. */
const MIN_REFERENCE = 8;

/** `here`: rows of one device that none before it holds; `there`: rows of those before it that it does not hold; `span`: the days of all that they hold. */
export function pairUp(here: readonly Told[], there: readonly Told[], span: { readonly from: Day; readonly to: Day }, sources: Sources): Pairing {
  const taken = new Set<string>();
  const isFree = (id: string): boolean => !taken.has(id);
  const left = (): Told[] => here.filter(({ row }) => isFree(row.id));
  const pairs = pairInWords(here, there, taken);
  const batches = pairBatches(left(), there, taken);
  const doubtful: Unsure[] = [];
  const near = new Near(there);
  for (const cluster of clustersOf(left(), sources)) {
    const byDraft = new Map(cluster.told.map((one) => [one.draft, one]));
    const partners = new Map(cluster.told.map((one) => [one.draft, near.of(one.row.date, one.row.amount, one.row.currency).filter((other) => isFree(other.row.id) && mayBeOne(one, other))]));
    const byId = new Map([...partners.values()].flat().map((one) => [one.row.id, one]));
    const agreeing = agreement(cluster, (told) => partners.get(told.draft)!.length === 0, there.filter(({ row }) => isFree(row.id)), span);
    const { restated, doubtful: unsure } = matchRestated(
      cluster.told.filter(({ draft }) => partners.get(draft)!.length > 0).map(({ row, draft }) => ({ id: row.id, ordinal: 1, draft })),
      (draft) => partners.get(draft)!.map(({ row }) => row), cluster, {
        isOther: ({ id }) => isWordedOtherwise(cluster, byId.get(id)!, sources),
        agrees: ({ bookingDate }) => agreeing.has(bookingDate), firstWords: ({ text }) => text,
        refersTo: ({ reference }, { id }) => reference !== undefined && reference.length >= MIN_REFERENCE && new Set(reference).size > 2 && byId.get(id)!.origin.reference === reference,
      });
    for (const { draft, of, description } of restated) {
      taken.add(of).add(byDraft.get(draft)!.row.id);
      pairs.push({ a: byDraft.get(draft)!, b: byId.get(of)!, description });
    }
    doubtful.push(...unsure.map(({ id, candidates }) => ({ id, candidates })));
  }
  return { pairs, batches, doubtful };
}

/** Rows whose very words are another name of a row there, or the other way round: exact, as on one device. */
function pairInWords(here: readonly Told[], there: readonly Told[], taken: Set<string>): Pair[] {
  const byName = grouped(there.flatMap((one) => [one.row.id, ...one.origin.aliases].map((name) => ({ name, one }))), ({ name }) => name);
  const pairs: Pair[] = [];
  for (const a of here) {
    const found = [a.row.id, ...a.origin.aliases].flatMap((name) => byName.get(name) ?? [])
      .find(({ one }) => !taken.has(one.row.id) && one.row.amount === a.row.amount && mayBeOne(a, one) && !contradicts(a.draft, one.row));
    if (!found) continue;
    const b = found.one;
    taken.add(a.row.id).add(b.row.id);
    pairs.push({ a, b, description: a.row.description.length > b.row.description.length ? a.row.description : b.row.description });
  }
  return pairs;
}

/** One side tells a batch as its total, the other as its payments. */
function pairBatches(here: readonly Told[], there: readonly Told[], taken: Set<string>): Batch[] {
  const batches: Batch[] = [];
  const take = (total: Told, payments: readonly Told[]): void => {
    if (payments.some((payment) => !mayBeOne(payment, total))) return;
    for (const { row } of [total, ...payments]) taken.add(row.id);
    batches.push({ total, payments });
  };
  const isFree = (id: string): boolean => !taken.has(id);
  const seek = (payments: readonly Told[], totals: readonly Told[]): void => {
    const parts = payments.filter(({ draft }) => draft.batchReference !== undefined);
    if (parts.length === 0) return;
    const references = new Map(totals.map(({ row, origin }) => [row.id, origin.reference]));
    const [near, byId] = [new Near(totals), new Map(totals.map((one) => [one.row.id, one]))];
    const found = knownTotals(parts.map(({ draft }) => draft), {
      near: (_, amount, from) => near.of(addDays(from, WINDOW_DAYS), amount, parts[0]!.row.currency).map(({ row }) => row),
      referenceOf: (id) => references.get(id),
    }, isFree);
    for (const [total, group] of grouped(parts.filter(({ draft }) => found.has(draft)), ({ draft }) => found.get(draft)!)) take(byId.get(total)!, group);
  };
  seek(here, there);
  const payments = there.filter(({ draft }) => draft.batchReference !== undefined);
  if (payments.length === 0) return batches;
  const [byId, ofBatch] = [new Map(payments.map((one) => [one.row.id, one])), grouped(payments, ({ draft }) => draft.batchReference)];
  for (const total of here.filter(({ draft }) => draft.reference !== undefined)) {
    const found = knownPayments(total.draft, { ofBatch: (_, reference, from, to) => (ofBatch.get(reference) ?? []).map(({ row }) => row).filter(({ date }) => date >= from && date <= to) }, isFree);
    if (found.length > 0) take(total, found.map((id) => byId.get(id)!));
  }
  return batches;
}

/** Rows of one layout, and the days without a gap that its deliveries cover. */
interface Cluster { readonly layout: string; readonly isFeed: boolean; readonly from: Day; readonly to: Day; readonly told: Told[] }

function clustersOf(here: readonly Told[], sources: Sources): Cluster[] {
  const brought = here.flatMap((one) => {
    const telling = one.origin.statement === undefined ? undefined : sources.telling(one.origin.statement);
    return telling ? [{ one, telling }] : [];
  });
  return [...grouped(brought, ({ telling }) => telling.layout)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([layout, rows]) => {
    const clusters: (Omit<Cluster, 'to'> & { to: Day })[] = [];
    for (const { one, telling: { from, to, isFeed } } of rows.toSorted((a, b) => (a.telling.from < b.telling.from ? -1 : a.telling.from > b.telling.from ? 1 : 0))) {
      const last = clusters.at(-1);
      if (!last || from > addDays(last.to, 1)) clusters.push({ layout, isFeed, from, to, told: [one] });
      else {
        last.told.push(one);
        if (to > last.to) last.to = to;
      }
    }
    return clusters;
  });
}

/** A feed words even its own rows anew from one answer to the next. */
function isWordedOtherwise({ layout, isFeed }: Cluster, { origin }: Told, sources: Sources): boolean {
  const other = origin.statement === undefined ? undefined : sources.telling(origin.statement);
  return other !== undefined && (other.layout !== layout || (isFeed && other.isFeed));
}

/** Days on which the rows left over here are, amount by amount, those left over there. */
function agreement({ from, to, told }: Cluster, isAlone: (told: Told) => boolean, there: readonly Told[], span: { readonly from: Day; readonly to: Day }): ReadonlySet<Day> {
  const [first, last] = [from > span.from ? from : span.from, to < span.to ? to : span.to];
  const within = ({ row }: Told): boolean => row.date >= first && row.date <= last;
  return agreeingDays(told.filter((one) => within(one) && !isAlone(one)).map(({ row }) => row), new Set(told.filter((one) => within(one) && isAlone(one)).map(({ row }) => row.date)),
    there.filter(within).map(({ row }) => row));
}
