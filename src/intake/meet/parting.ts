/**
 * Two payments that two devices recorded under one id: rows equal in all that identity compares that name facts of their payment
 * differently. The later one is recorded again under the ordinal it would have had on one device. Where the facts do not differ, the
 * second recording tells what the first did not.
 */
import type { KnownEvent, NewEvent } from '../../ledger/events/list.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { DETAILS, rowOf } from '../../read-model/transaction-fold.ts';
import type { Day } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { confirms, contradicts, hasFacts } from '../contradiction.ts';
import { type Draft, wordingId, wordingOf } from '../draft.ts';
import { fullerEvent } from '../fuller.ts';
import type { Merging } from './merging.ts';
import { type Books, type Recorded, type Sources } from './sources.ts';

const CHUNK = 2000;
/** Nobody books as many equal rows on one day. */
const MOST = 10_000;

/** Transactions that were recorded on other devices -> how many were parted. Events go to `merging`. */
export function partRecordings(ids: Iterable<string>, model: Books, sources: Sources, merging: Merging): number {
  const all = [...ids];
  const parted = new Map<string, TransactionRow>();
  for (let at = 0; at < all.length; at += CHUNK)
    for (const [id, events] of model.log.ofEach(all.slice(at, at + CHUNK))) {
      const [first, ...later] = sources.recordings(events);
      let row = first && later.length > 0 ? model.transactions.get(id) : undefined;
      const done = new Set([first?.payload.statement]);
      for (const recording of later) {
        const { payload } = recording;
        if (!row || done.has(payload.statement) || !hasMore(payload)) continue;
        done.add(payload.statement);
        if (hasFacts(payload as Pick<Draft, 'endToEndId' | 'creditorReference' | 'mandateId' | 'counterpartyAccount'>) && contradicts(draftOf(payload), row)) part(id, payload, sources.deviceOf(recording));
        else {
          const fuller: NewEvent[] = fullerEvent(draftOf(payload), row);
          merging.say(fuller);
          if (fuller.length > 0) row = filled(row, payload);
        }
      }
    }
  return parted.size;

  function part(id: string, payload: Recorded, device: string): void {
    const draft = draftOf(payload);
    for (let ordinal = 1; ordinal <= MOST; ordinal++) {
      const place = wordingId(draft, ordinal);
      if (place === id) continue;
      const known = parted.get(place) ?? knownAs(place, model);
      if (known) {
        const isHeld = sources.recordings(model.log.of(known.id)).some((event) => event.payload.statement === payload.statement || sources.deviceOf(event) === device);
        if (confirms(draft, known) || (!isHeld && !parted.has(place) && !contradicts(draft, known))) {
          if (!isHeld && payload.statement !== undefined && sources.telling(payload.statement) && !holds(known.id, payload.statement, model)) {
            merging.hold(known.id, [payload.statement]);
            merging.say(fullerEvent(draft, known));
          }
          return;
        }
        continue;
      }
      // Recorded there before and taken back: the person holds the two for one.
      if (model.log.of(place).some((event) => event.type === 'transaction.recorded.v2' && event.payload.statement === payload.statement && event.payload.line === payload.line)) return;
      if (model.log.speaksOf(place)) continue;
      parted.set(place, rowOf(place, { ...payload, ordinal }, 0));
      merging.say([{ type: 'transaction.recorded.v2', subject: place, payload: { ...payload, ordinal } }, ...decidedThere(id, place, device)]);
      return;
    }
  }

  /** What the person decided where the row was the other payment goes with it, and leaves the one that keeps the id. */
  function decidedThere(id: string, place: string, device: string): NewEvent[] {
    const events = model.log.of(id).filter((event) => sources.counts(event));
    const isThere = ({ commit }: KnownEvent): boolean => sources.deviceOfCommit(commit) === device;
    return (['transaction.categorized.v1', 'transaction.split.v1', 'transaction.noted.v1'] as const).flatMap((type) => {
      const said = events.filter((event) => event.type === type);
      const there = said.findLast(isThere);
      if (!there) return [];
      const moved = { type, subject: place, payload: there.payload } as NewEvent;
      if (!isThere(said.at(-1)!)) return [moved];
      const here = said.findLast((event) => !isThere(event));
      const nothing = type === 'transaction.categorized.v1' ? { category: null } : type === 'transaction.split.v1' ? { parts: [] } : { note: '' };
      return [moved, { type, subject: id, payload: here?.payload ?? nothing } as NewEvent];
    });
  }
}

const knownAs = (place: string, { transactions }: Pick<Books, 'transactions'>): TransactionRow | undefined => {
  const id = transactions.resolve(place);
  return id === undefined ? undefined : transactions.get(id);
};

const holds = (id: string, statement: string, { statements }: Pick<Books, 'statements'>): boolean => statements.attesting(id).some((one) => one.id === statement);

/** False for most rows of a table, which then need no look at what is known. */
const hasMore = (payload: Recorded): boolean => Boolean(payload.counterparty ?? payload.counterpartyAccount ?? payload.valueDate) || DETAILS.some((name) => payload[name] !== undefined);

function filled(row: TransactionRow, payload: Recorded): TransactionRow {
  const told = rowOf(row.id, payload, row.commit);
  const details = { ...told.details, ...row.details };
  return { ...row, counterparty: row.counterparty ?? told.counterparty, counterpartyAccount: row.counterpartyAccount ?? told.counterpartyAccount, valueDate: row.valueDate ?? told.valueDate, details: Object.keys(details).length > 0 ? details : null };
}

/** A recording as the row that it was. */
const draftOf = (payload: Recorded): Draft => ({
  ...(payload as unknown as Draft), bookingDate: payload.date as Day, amount: payload.amount as Minor, text: wordingOf(payload), named: {},
});
