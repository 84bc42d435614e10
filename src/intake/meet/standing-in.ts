/**
 * Transactions that met before and of which another device says something since: recorded once more by a device that did not know,
 * let go by two meetings at once. Each is either known by the one that stands for it, or stands again.
 */
import type { KnownEvent } from '../../ledger/events/list.ts';
import type { Day } from '../../values/day.ts';
import type { Arrived } from './arrived.ts';
import { aliasesIn, isMember } from './origins.ts';
import type { Merging } from './merging.ts';
import { type Books, SAME, type Sources, standInOf, standingFor } from './sources.ts';

const CHUNK = 2000;

/** Transactions that arrived and were let go before -> their events, to `merging`. What stands again is concerned by later matching. */
export function settleFormer(arrived: Arrived, model: Books, sources: Sources, merging: Merging): void {
  const ids = [...new Set([...arrived.recorded, ...arrived.withdrawn])];
  const former: { id: string; events: KnownEvent[]; place: string; by: string }[] = [];
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const [id, events] of model.log.ofEach(ids.slice(at, at + CHUNK))) {
      const standIn = standInOf(events, sources, [SAME]);
      if (standIn) former.push({ id, events, place: standIn.place, by: standIn.by });
    }
  for (const { id, events, place, by } of former.sort((a, b) => (a.place < b.place ? -1 : 1))) {
    const kept = standingFor(by, model, sources);
    const recordings = sources.recordings(events);
    const [first] = recordings;
    if (kept === undefined || kept === id || !first) continue;
    const devices = new Set(recordings.map((event) => sources.deviceOf(event)));
    if (isAnother(kept, { id, place, devices }, model, sources)) {
      // Two meetings at once let two rows of one device go for one: the one that went last stands again.
      if (!model.transactions.stands(id)) merging.say([{ type: 'transaction.recorded.v2', subject: id, payload: first.payload }]);
      arrived.concern(first.payload.account, first.payload.date as Day);
      continue;
    }
    const row = model.transactions.get(kept)!;
    const told = model.log.of(kept);
    const names = new Set(aliasesIn(told, sources));
    if (model.transactions.stands(id) || !names.has(id)) merging.adopt(row, id, row.description, null, aliasesIn(events, sources).filter((alias) => alias !== kept && !names.has(alias)));
    const holding = new Set(model.statements.attesting(kept).map((statement) => statement.id));
    const own = new Set(sources.recordings(told).map(({ payload }) => payload.statement));
    merging.hold(kept, recordings.flatMap(({ payload: { statement } }) => (statement !== undefined && sources.telling(statement) && !holding.has(statement) && !own.has(statement) ? [statement] : [])));
  }
}

/** True where a device that recorded it also recorded what stands for it, or another one that was let go for that before. */
function isAnother(kept: string, { id, place, devices }: { readonly id: string; readonly place: string; readonly devices: ReadonlySet<string> }, model: Books, sources: Sources): boolean {
  const events = model.log.of(kept);
  const names = [...new Set(aliasesIn(events, sources))].filter((name) => name !== id && name !== kept);
  const earlier = [...model.log.ofEach(names)].filter(([name, list]) => isMember(name, kept, list, model, sources) && standInOf(list, sources, [SAME])!.place < place).map(([, list]) => list);
  return [events, ...earlier].flatMap((list) => sources.recordings(list)).some((event) => devices.has(sources.deviceOf(event)));
}
