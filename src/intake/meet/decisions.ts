/**
 * What the person decided of transactions that are one: the latest word counts, on whichever of them and wherever it was said. A word
 * that an earlier meeting carried over is known by the name taken over in the same commit; it is none of the person's own.
 */
import type { KnownEvent, NewEvent } from '../../ledger/events/list.ts';
import type { LinkRow } from '../../read-model/links.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { linkId } from '../link.ts';
import { aliasesIn, isMember } from './origins.ts';
import { type Books, type Sources, standingFor } from './sources.ts';

type Deciding = 'transaction.categorized.v1' | 'transaction.split.v1' | 'transaction.noted.v1';
type Decided = Extract<KnownEvent, { type: Deciding }>;
const DECIDING = ['transaction.categorized.v1', 'transaction.split.v1', 'transaction.noted.v1'] as const;

const CHUNK = 500;

/** Standing transactions and the ones they stand for since now -> the events that let the latest decision hold. */
export function decisionEvents(standIns: ReadonlyMap<string, readonly string[]>, model: Books, sources: Sources): NewEvent[] {
  const all = [...standIns];
  const events: NewEvent[] = [];
  for (let at = 0; at < all.length; at += CHUNK) {
    const chunk = all.slice(at, at + CHUNK);
    const rows = new Map(model.transactions.ofIds(chunk.map(([id]) => id)).map((row) => [row.id, row]));
    const own = model.log.ofEach([...rows.keys()]);
    const names = new Map([...own].map(([id, list]) => [id, [...new Set([...standIns.get(id)!, ...aliasesIn(list, sources)])].filter((name) => name !== id)] as const));
    const former = model.log.ofEach([...new Set([...names.values()].flat())]);
    for (const [id, row] of rows) {
      const members = names.get(id)!.filter((name) => isMember(name, id, former.get(name)!, model, sources));
      if (members.length > 0) events.push(...ofOne(row, own.get(id)!, new Map(members.map((name) => [name, former.get(name)!])), standIns.get(id)!.length > 0, sources));
    }
  }
  return events;
}

/** `isMarked`: this commit takes a name over anyway. */
function ofOne(row: TransactionRow, own: readonly KnownEvent[], former: ReadonlyMap<string, readonly KnownEvent[]>, isMarked: boolean, sources: Sources): NewEvent[] {
  const all = [...own, ...[...former.values()].flat()].filter((event) => sources.counts(event));
  const carried = new Set(all.flatMap((event) => (event.type === 'transaction.restated.v1' && (event.payload.alias === row.id || former.has(event.payload.alias)) ? [event.commit] : [])));
  const spoken = all.filter((event): event is Decided => (DECIDING as readonly string[]).includes(event.type) && !carried.has(event.commit))
    .map((event) => ({ event, place: sources.placeOf(event) })).sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ event }) => event);
  const events = DECIDING.flatMap((type) => {
    const last = spoken.findLast((event) => event.type === type);
    return last ? said(row.id, last, own.findLast((event): event is Decided => event.type === type && sources.counts(event))) : [];
  });
  const note = spoken.some(({ type }) => type === 'transaction.noted.v1') || row.note !== null ? undefined : firstNote([...former.values()], sources);
  if (note !== undefined) events.push({ type: 'transaction.noted.v1', subject: row.id, payload: { note } });
  // Tells that these words were carried, where the name was taken over before.
  return events.length > 0 && !isMarked
    ? [{ type: 'transaction.restated.v1', subject: row.id, payload: { alias: [...former.keys()][0]!, description: row.description, ...(row.counterparty === null ? {} : { counterparty: row.counterparty }) } }, ...events]
    : events;
}

function said(subject: string, last: Decided, here: Decided | undefined): NewEvent[] {
  if (JSON.stringify(last.payload) === JSON.stringify(here?.payload ?? nothingOf(last.type))) return [];
  return [{ type: last.type, subject, payload: last.payload } as NewEvent];
}

const nothingOf = (type: Deciding): unknown => (type === 'transaction.categorized.v1' ? { category: null } : type === 'transaction.split.v1' ? { parts: [] } : { note: '' });

/** The note that another program's file brought with a transaction. */
const firstNote = (former: readonly (readonly KnownEvent[])[], sources: Sources): string | undefined =>
  former.flatMap((events) => sources.recordings(events)).map(({ payload }) => payload.note).find((note) => note !== undefined && note !== '');

/** Transfers of transactions that no longer stand -> those of the ones that stand for them. What was said of a pair before stays. */
export function linkEvents(gone: Iterable<string>, model: Books, sources: Sources): NewEvent[] {
  const events = new Map<string, NewEvent>();
  const linked = new Set<string>();
  const isLinked = (id: string): boolean => linked.has(id) || model.links.of(id).some((link) => link.linked && model.transactions.stands(link.outgoing) && model.transactions.stands(link.incoming));
  for (const former of [...gone].sort()) {
    for (const link of model.links.of(former)) {
      const carried = carriedLink(link, model, sources);
      if (!carried || events.has(carried.id) || model.links.of(carried.out).some(({ id }) => id === carried.id)) continue;
      if (link.linked && (isLinked(carried.out) || isLinked(carried.in))) continue;
      const { out, in: into } = carried;
      if (link.linked) linked.add(out).add(into);
      events.set(carried.id, link.linked ? { type: 'transfer.linked.v1', subject: carried.id, payload: { by: link.by ?? 'auto', in: into, out } } : { type: 'transfer.unlinked.v1', subject: carried.id, payload: { in: into, out } });
    }
  }
  return [...events.values()];
}

function carriedLink({ outgoing, incoming }: LinkRow, model: Books, sources: Sources): { id: string; out: string; in: string } | undefined {
  const [out, into] = [standingFor(outgoing, model, sources), standingFor(incoming, model, sources)];
  return out === undefined || into === undefined || out === into || (out === outgoing && into === incoming) ? undefined : { id: linkId(out, into), out, in: into };
}
