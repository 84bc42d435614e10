/**
 * The corridor: how a delivery becomes events. One statement at a time, in batches of flat memory, inside one commit.
 * Promise: rows read = new + duplicate + doubtful + rejected.
 */
import type { Cascade } from '../categories/cascade.ts';
import { type Decision, UNDECIDED } from '../categories/decision.ts';
import { labelled } from '../categories/history.ts';
import { raise } from '../errors.ts';
import type { Draft as Commit } from '../ledger/append.ts';
import type { Arrivals, Known } from './arrivals.ts';
import { goingOn, ofAccounts } from './continuing.ts';
import { Delivery } from './dedup.ts';
import { descriptionOf } from './draft.ts';
import { attestedEvents, closingEvents, toEvents } from './events.ts';
import { fullerEvents, undecided } from './fuller.ts';
import { knownFrom, wordingKey } from './known.ts';
import { placesFor } from './places.ts';
import { Report, type StatementReport } from './report.ts';
import { departureEvents } from './feed/departures.ts';
import { FeedDelivery } from './feed/feed-delivery.ts';
import { heldBy } from './feed/held.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { addDays } from '../values/day.ts';
import type { RestoredModel } from './restore.ts';
import type { StatedBalance, StatementSource } from './rows.ts';
import { takenOverEvents } from './take-over.ts';

/** Days around an answer in which rows of it may have been booked before. */
const LOOK_DAYS = 31;

export interface ImportOptions {
  /** What --account names. */
  readonly account?: string | undefined;
  /** Refuse the whole file when one row cannot be read. */
  readonly strict: boolean;
}

export interface Corridor {
  readonly commit: Commit;
  readonly model: RestoredModel & Pick<ReadModel, 'missing' | 'activity'>;
  readonly cascade: Pick<Cascade, 'decide'>;
  /** Called with the rows done so far and, where known, how many there are. */
  readonly progress: (done: number, total: number) => void;
}

/** Identified statement -> events in the commit, and what became of each row. Fails by what assigning accounts and --strict raise. */
export async function importStatement(source: StatementSource, options: ImportOptions, corridor: Corridor): Promise<StatementReport> {
  const { commit, model, cascade } = corridor;
  const known = knownFrom(model);
  const places = placesFor(source, options.account, { commit, model, known });
  // The very same bytes attest nothing that their first import did not.
  const held = new Set(model.statements.ofDigest(source.digest).map(({ detail }) => detail.account));
  const report = new Report(source, commit.id, places.isWhole ? { has: () => true } : held);
  const delivery = deliveryOf(source, known, model);
  const stated: StatedBalance[] = [];

  const take = async (arrivals: Arrivals): Promise<void> => {
    const decisions = await decide(cascade, arrivals.fresh);
    const duplicates = arrivals.duplicates.filter(({ draft }) => !held.has(draft.account));
    const fuller = fullerEvents(duplicates, known);
    const open = places.isWhole ? [] : undecided({ duplicates, restated: arrivals.restated }, known);
    const settled = open.length === 0 ? [] : await cascade.decide(open.map(({ about }) => about));
    commit.append(toEvents(arrivals, decisions, source.format, report));
    commit.append([...fuller, ...labelled(open.map(({ id }, at) => ({ id, from: UNDECIDED, to: settled[at]! })).filter(({ to }) => to.step !== 'none')), ...takenOverEvents(arrivals.duplicates, model.transactions)]);
    if (source.feed && arrivals.departures) commit.append(departureEvents(arrivals.departures, source.feed.connection, model));
    report.sorted(arrivals, decisions, fuller.length);
    places.sorted(arrivals);
    commit.append(attestedEvents(report, 'full'));
  };

  places.begin();
  for (const batch of source.batches()) {
    if (options.strict && batch.problems[0]) refuse(source, batch.problems.length, batch.problems[0]);
    const drafts = places.drafts(batch.rows);
    report.read(batch, drafts);
    stated.push(...(batch.balances ?? []));
    await take(delivery.sort(drafts, goingOn(source, batch, drafts, places, model)));
    corridor.progress(report.rows, source.records);
  }
  for (const part of inParts(delivery.settle())) await take(part);
  report.assertComplete();

  report.stated(ofAccounts(stated, places));
  commit.append(attestedEvents(report, 'rest'));
  places.finish();
  // What is booked now tells what was there before.
  if (source.feed) commit.settle();
  if (!places.isWhole) commit.append(closingEvents(source, report, model));
  // The next statement of this commit must find these rows.
  commit.settle();
  return report.result(places.nameOf);
}

/** A statement's rows come by and are sorted; an answer's are compared with what earlier answers told, all at once. */
function deliveryOf(source: StatementSource, known: Known, model: Corridor['model']): Pick<Delivery, 'sort' | 'settle'> {
  const facts = { dayOrder: source.dayOrder, from: source.from, to: source.to, layout: wordingKey(source.format, source.profile) };
  return source.feed ? new FeedDelivery(known, facts, source.feed, (account) => heldBy(model, account, source.format, addDays(source.from, -LOOK_DAYS), addDays(source.to, LOOK_DAYS))) : new Delivery(known, facts);
}

/** New rows that are decided and written at once: what is found for one of them is still remembered when it is asked for again. */
const PART = 5000;
const REST: Arrivals = { fresh: [], duplicates: [], restated: [], doubtful: [], stillDoubtful: [] };

/** Arrivals -> the same, new rows some at a time and all others with the last of them. */
function* inParts(arrivals: Arrivals): Generator<Arrivals> {
  let at = 0;
  for (; at + PART < arrivals.fresh.length; at += PART) yield { ...REST, fresh: arrivals.fresh.slice(at, at + PART) };
  yield { ...arrivals, fresh: arrivals.fresh.slice(at) };
}

/** New rows -> a decision each, in order: the one that a row carries, else the cascade's. */
async function decide(cascade: Pick<Cascade, 'decide'>, fresh: Arrivals['fresh']): Promise<readonly Decision[]> {
  const open = fresh.filter(({ draft }) => draft.carried?.decision === undefined);
  const decided = await cascade.decide(open.map(({ draft }) => descriptionOf(draft)));
  if (open.length === fresh.length) return decided;
  let next = 0;
  return fresh.map(({ draft }) => draft.carried?.decision ?? decided[next++]!);
}

function refuse(source: StatementSource, count: number, first: { line: number; reason: string }): never {
  raise('rows-rejected', { file: source.file, count, first: `line ${first.line}: ${first.reason}` });
}
