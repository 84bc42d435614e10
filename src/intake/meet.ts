/**
 * Devices meet: what they imported while they were apart becomes what one device would have made of the same deliveries. Rows that
 * another device told in other words are one, rows that shared an id but name different payments are two.
 */
import type { Draft as Commit } from '../ledger/append.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { WINDOW_DAYS } from './arrivals.ts';
import { linkTransfers } from './link.ts';
import { Arrived, type Period, widened } from './meet/arrived.ts';
import { Asking } from './meet/asking.ts';
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
  /** Rows that may be another one: set aside until the person says so or not, as the corridor does. */
  readonly asked: number;
  /** Rows that may be another one, and of which the person decided something or said before that they stand: both do, nothing is asked. */
  readonly doubtful: number;
}

/**
 * `arrived`: local numbers of the commits of other devices that were just taken in and folded -> what came of it, as events in the
 * commit; none where nothing did. Looks only at the days around what arrived. The same log gives the same events on every device, and
 * again none once they are in it. Of two that are one the smaller id stands; the latest thing the person decided of either holds.
 * Only what the corridor would match without asking is one: rows of different devices that no device held both of. What it would have
 * asked about is asked about. A meeting that was undone is not repeated. Transfers of which each device told one half are linked.
 */
export async function meet({ commit, model }: Writing, arrived: readonly number[]): Promise<Met> {
  if (arrived.length === 0 || model.log.heads().length < 2) return { same: 0, parted: 0, asked: 0, doubtful: 0 };
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
  const asking = new Asking(model, sources, merging);
  const periods = news.periods();
  for (const period of periods) meetIn(period, news, { model, sources, merging, asking, write });
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
  return { same: merging.gone.size, parted, asked: asking.asked, doubtful: asking.doubtful };
}

interface Tools { readonly model: Books; readonly sources: Sources; readonly merging: Merging; readonly asking: Asking; readonly write: () => void }

/** One device after the other meets those before it, in an order that all devices have. */
function meetIn(period: Period, { recorded }: Pick<Arrived, 'recorded'>, { model, sources, merging, asking, write }: Tools): void {
  const within = widened(period, WINDOW_DAYS);
  // Partners of what is on the border are beyond it.
  let placed = placedIn(widened(period, 2 * WINDOW_DAYS), model, sources);
  const devices = [...new Set(placed.flatMap(({ origin }) => [...origin.devices]))].sort();
  if (devices.length < 2) return;
  for (const device of devices) {
    const before = (one: Placed): boolean => [...one.origin.devices].some((other) => other < device);
    const isByHand = ({ origin }: Placed): boolean => origin.statement === undefined;
    const here = placed.filter((one) => one.origin.devices.has(device) && !before(one) && !isByHand(one) && one.date >= within.from && one.date <= within.to);
    const there = placed.filter((one) => !one.origin.devices.has(device) && (before(one) || isByHand(one)));
    if (here.length === 0 || there.length === 0) continue;
    const days = placed.filter(before).map(({ date }) => date);
    const { pairs, batches, doubtful: unsure } = pairUp(toldOf(here, model), toldOf(there, model), { from: days[0] ?? there[0]!.date, to: days.at(-1) ?? there.at(-1)!.date }, sources);
    for (const pair of pairs) merging.pair(pair);
    for (const batch of batches) merging.batch(batch);
    const asked = asking.about(unsure.filter(({ id, candidates }) => recorded.has(id) || candidates.some((one) => recorded.has(one.id))));
    if (pairs.length + batches.length + asked === 0) continue;
    write();
    placed = placedIn(widened(period, 2 * WINDOW_DAYS), model, sources);
  }
}
