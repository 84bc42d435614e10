/** What a bank's answer says of known transactions that it does not hold as they are -> the events that record it. */
import type { NewEvent } from '../../ledger/events/list.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Departures, Moved } from '../arrivals.ts';
import { linkId } from '../link.ts';

type Books = Pick<ReadModel, 'transactions' | 'links' | 'log'>;

/** Said of a reservation that was let go. */
const RELEASED = 'reserved, and never booked';

/** Departures -> events, after those of the fresh rows. What the person decided of a moved transaction goes with it. */
export function departureEvents({ moved, released, missing, found, distrusted }: Departures, connection: string, model: Books): NewEvent[] {
  return [
    ...moved.flatMap((one) => movedEvents(one, model)),
    ...released.map((id): NewEvent => ({ type: 'transaction.withdrawn.v1', subject: id, payload: { why: RELEASED } })),
    ...missing.map((id): NewEvent => ({ type: 'missing.noticed.v1', subject: id, payload: { connection } })),
    ...found.map((id): NewEvent => ({ type: 'missing.cleared.v1', subject: id, payload: {} })),
    ...distrusted.map((payload): NewEvent => ({ type: 'connection.distrusted.v1', subject: connection, payload })),
  ];
}

function movedEvents({ from, to, why, isSameAmount }: Moved, model: Books): NewEvent[] {
  const row = model.transactions.get(from.id);
  return [{ type: 'transaction.withdrawn.v1', subject: from.id, payload: { by: to, why } }, ...(row ? carriedOver(row, to, isSameAmount, model) : [])];
}

/** `isWhole`: the amount is the same; parts of another one would not add up. */
function carriedOver(row: TransactionRow, to: string, isWhole: boolean, { transactions, links, log }: Books): NewEvent[] {
  const there = transactions.get(to);
  // Where it stood there before, what was taken back since must not come back with it.
  const past = there ? new Set<string>() : new Set<string>(log.of(to).map(({ type }) => type));
  const events: NewEvent[] = [];
  if (row.step !== 'own' && past.has('transaction.categorized.v1')) events.push({ type: 'transaction.categorized.v1', subject: to, payload: { category: null } });
  if (!row.parts && past.has('transaction.split.v1')) events.push({ type: 'transaction.split.v1', subject: to, payload: { parts: [] } });
  if (!row.note && past.has('transaction.noted.v1')) events.push({ type: 'transaction.noted.v1', subject: to, payload: { note: '' } });
  if (row.step === 'own' && there?.step !== 'own') events.push({ type: 'transaction.categorized.v1', subject: to, payload: { category: row.category } });
  if (row.parts && !there?.parts && isWhole) events.push({ type: 'transaction.split.v1', subject: to, payload: { parts: row.parts.map(({ amount, category, note }) => ({ amount, category, ...(note ? { note } : {}) })) } });
  if (row.note && !there?.note) events.push({ type: 'transaction.noted.v1', subject: to, payload: { note: row.note } });
  for (const link of links.of(row.id).filter(({ linked }) => linked)) {
    const [out, into] = link.outgoing === row.id ? [to, link.incoming] : [link.outgoing, to];
    events.push({ type: 'transfer.linked.v1', subject: linkId(out, into), payload: { by: link.by ?? 'auto', in: into, out } });
  }
  return events;
}
