/**
 * Devices meet: what they imported while they were apart becomes what one device would have made of the same deliveries. Rows that
 * another device told in other words are one, rows that shared an id but name different payments are two.
 */
import type { Draft as Commit } from '../ledger/append.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { WINDOW_DAYS } from './arrivals.ts';
import { linkTransfers } from './link.ts';
import { Arrived, type Period, widened } from './meet/arrived.ts';
import { decisionEvents, linkEvents } from './meet/decisions.ts';
import { Merging } from './meet/merging.ts';
import { pairUp } from './meet/pairing.ts';
import { partRecordings } from './meet/parting.ts';
import { type Books, Sources, standingFor } from './meet/sources.ts';
import { settleFormer } from './meet/standing-in.ts';
import { type Placed, placedIn, toldOf } from './meet/told.ts';

interface Writing { readonly commit: Commit; readonly model: Pick<ReadModel, keyof Books | 'queries' | 'accounts'> }

export interface Met {
  /** Transactions that another one now stands for. */
  readonly same: number;
  /** Payments that shared an id with another one and now have their own. */
  readonly parted: number;
  /** Rows among those that arrived, or near them, that may be another one: both stand, nothing is asked. */
  readonly doubtful: number;
}

/**
 * `arrived`: local numbers of the commits of other devices that were just taken in and folded -> what came of it, as events in the
 * commit; none where nothing did. Looks only at the days around what arrived. The same log gives the same events on every device, and
 * again none once they are in it. Of two that are one the smaller id stands; the latest thing the person decided of either holds.
 * Only what the corridor would match without asking is one: rows of different devices that no device held both of. What it would have
 * asked about stands twice and is counted. A meeting that was undone is not repeated. Transfers of which each device told one half are linked.
 */
export async function meet({ commit, model }: Writing, arrived: readonly number[]): Promise<Met> {
  if (arrived.length === 0 || model.log.heads().length < 2) return { same: 0, parted: 0, doubtful: 0 };
  const sources = new Sources(model);
  const merging = new Merging();
  const news = new Arrived(model);
  news.read(arrived);
  const write = (): void => {
    commit.append(merging.events());
    commit.settle();
  };
  settleFormer(news, model, sources, merging);
  write();
  const parted = partRecordings(news.recorded, model, sources, merging);
  write();
  let doubtful = 0;
  const periods = news.periods();
  for (const period of periods) doubtful += meetIn(period, news, { model, sources, merging, write });
  const standIns = new Map(merging.standIns);
  for (const id of news.decided) {
    const kept = standingFor(id, model, sources);
    if (kept !== undefined && !standIns.has(kept)) standIns.set(kept, []);
  }
  merging.say(decisionEvents(standIns, model, sources));
  merging.say(linkEvents([...merging.gone, ...[...news.decided].filter((id) => !model.transactions.stands(id))], model, sources));
  write();
  // The other half of a transfer may have come from another device.
  const days = periods.flatMap(({ from, to }) => [from, to]).sort();
  linkTransfers(commit, model, days[0], days.at(-1));
  return { same: merging.gone.size, parted, doubtful };
}

interface Tools { readonly model: Books; readonly sources: Sources; readonly merging: Merging; readonly write: () => void }

/** One device after the other meets those before it, in an order that all devices have -> how many rows stay doubtful. */
function meetIn(period: Period, { recorded }: Pick<Arrived, 'recorded'>, { model, sources, merging, write }: Tools): number {
  const within = widened(period, WINDOW_DAYS);
  let doubtful = 0;
  // Partners of what is on the border are beyond it.
  let placed = placedIn(widened(period, 2 * WINDOW_DAYS), model, sources);
  const devices = [...new Set(placed.flatMap(({ origin }) => [...origin.devices]))].sort();
  if (devices.length < 2) return 0;
  for (const device of devices) {
    const before = (one: Placed): boolean => [...one.origin.devices].some((other) => other < device);
    const isByHand = ({ origin }: Placed): boolean => origin.statement === undefined;
    const here = placed.filter((one) => one.origin.devices.has(device) && !before(one) && !isByHand(one) && one.date >= within.from && one.date <= within.to);
    const there = placed.filter((one) => !one.origin.devices.has(device) && (before(one) || isByHand(one)));
    if (here.length === 0 || there.length === 0) continue;
    const days = placed.filter(before).map(({ date }) => date);
    const { pairs, batches, doubtful: unsure } = pairUp(toldOf(here, model), toldOf(there, model), { from: days[0] ?? there[0]!.date, to: days.at(-1) ?? there.at(-1)!.date }, sources);
    doubtful += unsure.filter((ids) => ids.some((id) => recorded.has(id))).length;
    if (pairs.length + batches.length === 0) continue;
    for (const pair of pairs) merging.pair(pair);
    for (const batch of batches) merging.batch(batch);
    write();
    placed = placedIn(widened(period, 2 * WINDOW_DAYS), model, sources);
  }
  return doubtful;
}
