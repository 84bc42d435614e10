/** Where standing transactions come from, as much of it as tells whether two of them can be one. */
import type { KnownEvent } from '../../ledger/events/list.ts';
import { type Day, addDays } from '../../values/day.ts';
import { WINDOW_DAYS } from '../arrivals.ts';
import { type Books, SAME, SAME_BATCH, type Sources, standInOf, standingFor } from './sources.ts';

export interface Origin {
  /** Those that hold it, or what it stands for, or from whose rows the person parted it. Two transactions of one device were compared there, and are two. */
  readonly devices: ReadonlySet<string>;
  /** The delivery that brought it; undefined for what was typed by hand. */
  readonly statement: string | undefined;
  /** All deliveries that hold it, or what it stands for. */
  readonly statements: ReadonlySet<string>;
  readonly reference: string | undefined;
  /** As that delivery told it, before others did in their own words. */
  readonly words: { readonly description: string; readonly counterparty?: string | undefined };
  readonly aliases: readonly string[];
  /** Transactions of which the person answered that it is another. */
  readonly others: readonly string[];
}

/** Account and days -> id of a transaction to the deliveries that hold it besides the one that recorded it. */
export function attestations(account: string, from: Day, to: Day, { statements, log }: Books, sources: Sources): Map<string, string[]> {
  const held = new Map<string, string[]>();
  const first = addDays(from, -WINDOW_DAYS);
  const last = addDays(to, WINDOW_DAYS);
  for (const { id, detail } of statements.ofAccount(account)) {
    if (detail.to < first || detail.from > last) continue;
    for (const event of log.of(id)) {
      if (event.type !== 'statement.attested.v1' || !sources.counts(event)) continue;
      for (const transaction of event.payload.transactions) held.set(transaction, [...(held.get(transaction) ?? []), id]);
    }
  }
  return held;
}

const NONE: readonly string[] = [];

/** Ids of standing transactions -> their origins. `held`: what `attestations` gave. */
export function originsOf(ids: readonly string[], held: ReadonlyMap<string, readonly string[]>, model: Books, sources: Sources): Map<string, Origin> {
  const events = model.log.ofEach(ids);
  const aliases = new Map([...events].map(([id, list]) => [id, aliasesIn(list, sources).filter((alias) => alias !== id)] as const));
  const former = model.log.ofEach([...new Set([...aliases.values()].flat())]);
  const found = new Map<string, Origin>();
  for (const [id, list] of events) {
    const members = aliases.get(id)!.flatMap((alias) => (isMember(alias, id, former.get(alias)!, model, sources) ? [former.get(alias)!] : []));
    const parted = undoneIn(id, list, model, sources).flatMap((other) => model.log.of(other)).flatMap((event) => (event.type === 'transaction.recorded.v2' ? [sources.deviceOf(event)] : []));
    const origin = originOf(list, members, aliases.get(id)!, held.get(id) ?? NONE, parted, sources);
    if (origin) found.set(id, origin);
  }
  return found;
}

/** True for a name of a transaction under which another one stood until they met. */
export function isMember(alias: string, of: string, events: readonly KnownEvent[], model: Pick<Books, 'transactions' | 'log'>, sources: Sources): boolean {
  if (model.transactions.stands(alias)) return false;
  const standIn = standInOf(events, sources, [SAME]);
  return standIn !== undefined && (standIn.by === of || standingFor(standIn.by, model, sources) === of);
}

/** Names that other wordings gave a transaction, those that count. */
export const aliasesIn = (events: readonly KnownEvent[], sources: Sources): string[] =>
  events.flatMap((event) => (event.type === 'transaction.restated.v1' && sources.counts(event) ? [event.payload.alias] : []));

function originOf(events: readonly KnownEvent[], members: readonly (readonly KnownEvent[])[], aliases: readonly string[], attesting: readonly string[], parted: readonly string[], sources: Sources): Origin | undefined {
  const own = sources.recordings(events);
  const first = own[0] ?? events.find((event) => event.type === 'transaction.recorded.v2');
  if (first?.type !== 'transaction.recorded.v2') return undefined;
  const recordings = [...own, ...members.flatMap((list) => sources.recordings(list))];
  const statements = new Set([...recordings.flatMap(({ payload }) => payload.statement ?? []), ...attesting].filter((id) => sources.telling(id) !== undefined));
  const devices = new Set([...recordings.map((event) => sources.deviceOf(event)), ...[...statements].map((id) => sources.telling(id)!.device), ...parted]);
  return {
    devices, statements, aliases, reference: first.payload.reference, words: { description: first.payload.description, counterparty: first.payload.counterparty }, others: othersIn(events, sources),
    statement: first.payload.statement !== undefined && sources.telling(first.payload.statement) ? first.payload.statement : undefined,
  };
}

/** Transactions that a meeting that was taken back let stand for this one, or this one for them: it is none of that device's rows, also none of several equal ones. */
const undoneIn = (id: string, events: readonly KnownEvent[], { log }: Pick<Books, 'log'>, sources: Sources): string[] => events.flatMap((event) => {
  if (sources.counts(event)) return [];
  if (event.type === 'transaction.restated.v1') return log.of(event.payload.alias).some((other) => other.commit === event.commit && letGoFor(other) === id) ? [event.payload.alias] : [];
  return letGoFor(event) ?? [];
});
const letGoFor = (event: KnownEvent): string | undefined => (event.type === 'transaction.withdrawn.v1' && [SAME, SAME_BATCH].includes(event.payload.why) ? event.payload.by : undefined);

/** A question that was answered so says that two are two. */
const othersIn = (events: readonly KnownEvent[], sources: Sources): string[] =>
  (events.some((event) => event.type === 'doubt.settled.v1' && event.payload.as === 'new' && sources.counts(event))
    ? events.flatMap((event) => (event.type === 'doubt.raised.v2' ? event.payload.candidates.map(({ id }) => id) : [])) : []);
