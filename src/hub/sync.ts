/** One sync with the hub: take what is new there, look what it tells again, send what it lacks, and tell the reports. Nothing to do: two questions. */
import { type Failure, failureIn, raise, tell } from '../errors.ts';
import { type OpenHub, openHub } from './kept.ts';
import { erasuresDigest, travelErasures } from './erasures.ts';
import { isReported, publish } from './publish.ts';
import { type Pulled, pull } from './pull.ts';
import { push } from './push.ts';
import { AHEAD_MS, type Difference, type HubState, difference, forkPoint, hubState, ownAhead, refuseOther } from './state.ts';
import type { HubTools, Met } from './tools.ts';

/** A clock that is further off than this is told. */
const SKEW_MS = 120_000;

export interface HubSynced {
  readonly pulled: number;
  readonly pushed: number;
  readonly erased: { readonly here: number; readonly there: number };
  readonly met: Met;
  /** Transactions told anew to the report tables. */
  readonly reported: number;
  /** This machine's clock less the hub's, milliseconds; undefined while they agree. */
  readonly skewMs: number | undefined;
  readonly ahead: Pulled['ahead'];
  /** Questions that it took. */
  readonly roundTrips: number;
}

const NOBODY: Met = { same: 0, parted: 0, asked: 0, doubtful: 0 };

/** Syncs once, and remembers how it went. Fails by what reaching the hub raises, 'hub-forked', 'hub-commit-refused', 'hub-clock-ahead'; what arrived by then stays. */
export async function syncHub(tools: HubTools): Promise<HubSynced> {
  try {
    const hub = await openHub(tools);
    try {
      const synced = await syncWith(hub, tools);
      tools.memory().setLastGood(tools.now());
      tools.memory().setTried({ at: tools.now(), failed: null });
      return synced;
    } finally {
      await hub.server.close();
    }
  } catch (error) {
    const failed = failureIn(error);
    if (failed && failed.code !== 'hub-not-connected' && !['disk-full', 'ledger-busy', 'home-unwritable'].includes(failed.code)) remember(failed, tools);
    throw error;
  }
}

/** A home that cannot be written to must not hide why the sync failed. */
function remember(failed: Failure, tools: HubTools): void {
  try {
    tools.memory().setTried({ at: tools.now(), failed: { code: failed.code, says: tell(failed).message } });
  } catch (error) {
    if (!failureIn(error)) throw error;
  }
}

async function syncWith(hub: OpenHub, tools: HubTools): Promise<HubSynced> {
  const { server, schema, seal } = hub;
  const first = await hubState(server, schema, tools.log().heads());
  refuseOther(first, seal);
  const skewMs = tools.now() - first.now;
  const isIdle = !seal && !isReported(first, tools.log()) ? false : await nothingToDo(first, hub, tools);
  const done = isIdle ? { pulled: 0, pushed: 0, erased: { here: 0, there: 0 }, met: NOBODY, reported: 0, ahead: [] } : await server.alone(schema, () => exchange(hub, tools));
  await server.change(`INSERT INTO ${schema}.devices (device, name, seen, skew_ms) VALUES ($1, $2, now(), $3) ON CONFLICT (device) DO UPDATE SET name = $2, seen = now(), skew_ms = $3`,
    [tools.ownDevice(), seal ? '' : tools.machineName, Math.round(skewMs)]);
  return { ...done, skewMs: Math.abs(skewMs) > SKEW_MS ? skewMs : undefined, roundTrips: server.asked };
}

async function nothingToDo(state: HubState, hub: OpenHub, tools: HubTools): Promise<boolean> {
  const { push: lacking, pull: coming } = await unforked(state, hub, tools);
  return lacking.length === 0 && coming.length === 0 && erasuresDigest(tools.erased()) === state.erased;
}

/** Commits that came and were not looked through yet: a sync that broke off leaves some. */
const waiting = (tools: HubTools): number[] => tools.log().arrivedAfter(tools.memory().metUpTo() ?? tools.log().lastNumber());

async function meetWaiting(tools: HubTools): Promise<Met> {
  const upTo = tools.log().lastNumber();
  const arrived = waiting(tools);
  if (arrived.length === 0) return NOBODY;
  const met = await tools.meet(arrived);
  tools.memory().setMetUpTo(upTo);
  return met;
}

function passedOver(tools: HubTools): Met {
  tools.memory().setMetUpTo(tools.log().lastNumber());
  return NOBODY;
}

/** What stands between the two; fails by 'hub-forked' where a chain goes on in two ways. */
async function unforked(state: HubState, hub: OpenHub, tools: HubTools): Promise<Difference> {
  const found = difference(state, tools.log(), hub.seal);
  const [fork] = found.forks;
  if (!fork) return found;
  const { device, after, isOwn } = await forkPoint(fork, hub, tools);
  return raise('hub-forked', { device, sequence: after, isOwn });
}

/** With the hub to itself: nobody else sends in between, so what met is looked through once. */
async function exchange(hub: OpenHub, tools: HubTools): Promise<Omit<HubSynced, 'skewMs' | 'roundTrips'>> {
  const { server, schema, seal } = hub;
  const before = await hubState(server, schema, tools.log().heads());
  const coming = await unforked(before, hub, tools);
  const told = (label: string) => (done: number, total: number): void => tools.progress(label, done, total);
  if (tools.memory().metUpTo() === undefined) tools.memory().setMetUpTo(tools.log().lastNumber());
  const pulled = await pull(coming, { ...tools, server, schema, seal, progress: told('taking from the hub') });
  // Whoever sent what is there had looked it through: only what it never saw may be told twice.
  const met = coming.push.length > 0 ? await meetWaiting(tools) : passedOver(tools);
  // What this device lacks still waits for its day: it is not sent by anybody else either.
  const lacking = difference(before, tools.log(), seal);
  refuseAhead(tools, before.now);
  const pushed = await push(lacking, before, { server, schema, log: tools.log(), seal, progress: told('sending to the hub') });
  const erased = await travelErasures(before, { server, schema, seal, log: tools.log(), erased: () => tools.erased(), redact: (erasures) => tools.redact(erasures) });
  const reported = seal || pulled.ahead.length > 0 || (isReported(before, tools.log()) && erased.here + erased.there === 0) ? 0
    : await publish(erased.here + erased.there > 0 ? { reported: {} } : before, { server, schema, log: tools.log(), model: tools.model(), taxonomy: await tools.taxonomy(tools.model()), progress: told('telling the reports') });
  return { pulled: pulled.commits, pushed, erased, met, reported, ahead: pulled.ahead };
}

/** What this device dated ahead would win against everything until then. */
function refuseAhead(tools: HubTools, now: number): void {
  const ahead = ownAhead(tools, now);
  if (ahead > AHEAD_MS) raise('hub-clock-ahead', { days: Math.ceil(ahead / AHEAD_MS) });
}
