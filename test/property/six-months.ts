/** Six months with one bank, as they may go: syncs, outages, kills, clock jumps, new consents, a person who categorises. */
import { expect } from 'vitest';
import { type Connected, reconnect } from '../../src/intake/feed/connect.ts';
import { type AccountSynced, sync } from '../../src/intake/feed/sync.ts';
import type { ReadModel } from '../../src/read-model/read-model.ts';
import { expectedRows, postingOf, toleratedRows } from '../bank-simulator/ledger.ts';
import { FIRST_UNTIL } from '../bank-simulator/views.ts';
import type { Face, Fault, View } from '../bank-simulator/contract.ts';
import { type Dice, diceOf } from '../bank-simulator/dice.ts';
import { startSimulator, type Simulator } from '../bank-simulator/simulator.ts';
import { type FeedHome, Killed, connectTo, feedHome, personWith } from '../flow/feed-home.ts';
import type { SecretBundle } from '../../src/values/keeping.ts';
import type { Person } from '../../src/intake/feed/connect.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 0, 15, 9);
/** Days of history before the first consent: every bank gives so many. */
const BEFORE = 60;

/** Syncs without trouble at most, while it is waited for a first balance. */
const QUIET_RUNS = 15;

const FAULTS: readonly Fault[] = ['status-500', 'status-503', 'status-408', 'status-429', 'lost', 'reset', 'cut', 'html', 'truncated', 'wrong-types', 'duplicate', 'stale'];

export interface Months {
  readonly seed: string;
  readonly view: View;
  readonly face: Face;
  readonly provider: string;
  readonly keysOf: (simulator: Simulator) => SecretBundle;
  /** Somebody who logs in at the bank; one with the keys unless said. */
  readonly personOf?: (simulator: Simulator) => Person;
  /** Path of its base below the simulator's origin, where it is not the provider's id. */
  readonly base?: string;
  readonly days?: number;
}

export interface Lived {
  /** "2026-03-17 -24950 NOK" of true rows that the ledger lacks, and of rows of the ledger that are not true. */
  readonly lacking: readonly string[];
  readonly invented: readonly string[];
  /**
   * Rows that the ledger lacks for a day or two: a bank that shows each row under two ids in turn hides which of two equal purchases of a day is which
   * until the first id is gone.
   */
  readonly undecided: readonly string[];
  /** Rows that were compared. */
  readonly rows: number;
  /** Categories that the person set and that are not in place. */
  readonly lost: readonly string[];
  readonly drifts: readonly string[];
  /** The first answer hid such a row, so that what the account held before is wrong by it: told as drift ever after, for nobody could know. */
  readonly beganUndecided: boolean;
  /** Derived tables that a rebuild from the log makes otherwise. */
  readonly differing: readonly string[];
  readonly states: Readonly<Record<string, number>>;
  readonly doubts: number;
}

/** Lives the months through -> what the ledger holds in the end beside what is true. */
export async function live({ seed, view, face, provider, keysOf, personOf, base, days = 180 }: Months): Promise<Lived> {
  const dice = diceOf(`${seed}/${view.id}/${provider}`);
  const simulator = startSimulator({ seed, now: START, firstDay: dayAt(START - BEFORE * DAY), accounts: 2, faces: [face], views: [view] });
  let fuse = Infinity;
  let skew = 0;
  let hasBegun = false;
  let quiet = 0;
  let beganUndecided = false;
  const home = feedHome(simulator, { onStep: () => { if (fuse-- <= 0) throw new Killed(); }, skew: () => skew, ...(base === undefined ? {} : { bases: { [provider]: base } }) });
  const person = personOf?.(simulator) ?? personWith(simulator, keysOf(simulator), view.name);
  const states: Record<string, number> = {};
  const own = new Map<string, string>();
  try {
    await connectTo(home, provider, person, view.country, provider === 'enablebanking' || provider === 'gocardless' ? undefined : view.name);
    beganUndecided = isAnyUndecided(simulator, view);
    const end = START + days * DAY;
    while (simulator.state.now < end) {
      simulator.advance(dice.chance(8) ? (1 + below(dice, 9)) * DAY : (6 + below(dice, 66)) * HOUR);
      // A first balance that is older than the rows beside it gives an account a wrong beginning: told as drift ever after, for nobody could know.
      // Where none comes in the first weeks, there is none to come: the interface tells no balance of what is booked.
      hasBegun ||= ++quiet > QUIET_RUNS || home.read((model) => model.accounts.all().every(({ openingDay }) => openingDay !== null));
      simulator.chaos(hasBegun && dice.chance(40) ? { seed: `${seed}/${simulator.state.now}`, percent: 10 + below(dice, 50), faults: FAULTS } : undefined);
      skew = dice.chance(6) ? (below(dice, 9) - 4) * HOUR : 0;
      fuse = dice.chance(25) ? below(dice, 40) : Infinity;
      if (dice.chance(2)) simulator.revoke();
      for (const { state } of await tried(home, dice, person)) states[state] = (states[state] ?? 0) + 1;
      fuse = Infinity;
      if (dice.chance(30)) await categorise(home, dice, own);
    }
    simulator.chaos(undefined);
    skew = 0;
    const drifts = await settle(home, simulator, person);
    return { ...compared(home, simulator, view), lost: home.read((model) => lostOf(model, own)), drifts, beganUndecided, differing: await rebuiltOtherwise(home), states, doubts: home.read((model) => model.doubts.count()) };
  } finally {
    home.remove();
  }
}

const below = (dice: Dice, count: number): number => dice.between(0, count - 1);
/** Nothing lacking, nothing invented, nothing lost, and months in which things did go wrong. */
export function expectTrue(lived: Lived): void {
  expect(lived.lacking).toEqual([]);
  expect(lived.invented).toEqual([]);
  expect(lived.lost).toEqual([]);
  if (lived.undecided.length === 0 && !lived.beganUndecided) expect(lived.drifts).toEqual([]);
  expect(lived.doubts).toBe(0);
  expect(lived.differing).toEqual([]);
  expect(lived.rows).toBeGreaterThan(300);
  expect(lived.states['ok']).toBeGreaterThan(20);
  expect(Object.keys(lived.states).length).toBeGreaterThan(1);
}

const dayAt = (instant: number) => new Date(instant).toISOString().slice(0, 10) as Parameters<typeof expectedRows>[4] & string;

/** A run of a process that may be killed on the way; where a consent is over, the person gives a new one. */
async function tried(home: FeedHome, dice: Dice, person: Person): Promise<readonly AccountSynced[]> {
  try {
    const synced = await home.process((tools) => sync(tools, {}), dice.chance(30));
    if (!synced.some(({ state }) => state === 'needs-consent') || dice.chance(30)) return synced;
    return [...synced, ...(await renewed(home, person)).synced];
  } catch (error) {
    if (error instanceof Killed || isExpected(error)) return [];
    throw error;
  }
}

const isExpected = (error: unknown): boolean => error instanceof Error && error.name === 'FailureError';

const renewed = (home: FeedHome, person: Person): Promise<Connected> =>
  home.process(async (tools) => reconnect(tools, (await tools.model()).connections.all()[0]!, person), true);

const CATEGORIES = ['groceries', 'restaurants', 'travel', 'gifts', 'hobbies'];

/** The person decides on one of the newer rows. */
async function categorise(home: FeedHome, dice: Dice, own: Map<string, string>): Promise<void> {
  const ids = home.read((model) => [...model.transactions.booked(model.accounts.all()[0]!.id, dayAt(START), dayAt(START + 400 * DAY))]);
  const newest = ids.slice(-20);
  const chosen = newest[below(dice, Math.max(1, newest.length))];
  if (!chosen) return;
  const category = CATEGORIES[below(dice, CATEGORIES.length)]!;
  await home.process((tools) => tools.write({ command: 'categorize', arguments: {} }, ({ commit }) => commit.append([{ type: 'transaction.categorized.v1', subject: chosen.id, payload: { category } }])));
  own.delete(chosen.id);
  own.set(chosen.id, category);
}

const rebuiltOtherwise = (home: FeedHome): Promise<string[]> => home.process(async (_, app) => {
  const now = app.read().digests();
  return [...app.rebuiltDigests()].filter(([table, digest]) => now.get(table) !== digest).map(([table]) => table);
});

/** Days without any trouble, so that everything late has come; and until a balance is told beside rows none of which is dated ahead. */
async function settle(home: FeedHome, simulator: Simulator, person: Person): Promise<string[]> {
  let wrong: string[] = [];
  for (let run = 0; run < 4 || (run < 20 && wrong.length > 0); run++) {
    simulator.advance(DAY + HOUR);
    let synced: readonly AccountSynced[] = await home.process((tools) => sync(tools, {}), true);
    if (synced.some(({ state }) => state === 'needs-consent')) synced = (await renewed(home, person)).synced;
    wrong = [
      ...synced.filter(({ state }) => state !== 'ok').map(({ state, says, account }) => `${account.name}: ${state} ${says}`),
      ...synced.flatMap(({ balances, account }) => balances.flatMap(({ drift }) => (drift ? [`${account.name}: ${drift.day} ${drift.difference}`] : []))),
    ];
  }
  return wrong;
}

function compared(home: FeedHome, simulator: Simulator, view: View): Pick<Lived, 'lacking' | 'undecided' | 'invented' | 'rows'> {
  const truth = simulator.truth(view);
  return home.read((model) => {
    const sides = truth.accounts.map(({ key }, at) => {
      const connection = model.connections.all()[0]!;
      const linked = connection.links.find((link) => link.key === connection.accounts[at]!.key)?.account;
      const account = model.accounts.all().find(({ id }) => id === linked);
      const held = account ? [...model.transactions.booked(account.id, dayAt(0), dayAt(START + 1000 * DAY))].map(({ id, date, amount }) => [`${key} ${date} ${amount} ${account.currency}`, `${id} ${model.transactions.get(id)?.description}`] as const) : [];
      const tolerated = toleratedRows(truth, view, key, simulator.state.now).map(({ day, amount, currency, event }) => [`${key} ${day} ${amount} ${currency}`, event] as const);
      const expected = expectedRows(truth, view, key, simulator.state.now).map(({ day, amount, currency, event }) => [`${key} ${day} ${amount} ${currency}`, event] as const);
      return { held, expected, tolerated };
    });
    const lacking = sides.flatMap(({ held, expected }) => without(expected, held));
    const places = new Set(truth.accounts.flatMap(({ key }) => undecidedPlaces(simulator, view, key)));
    const isUndecided = (row: string): boolean => places.has(row.split(' | ')[0]!);
    return {
      lacking: lacking.filter((row) => !isUndecided(row)), undecided: lacking.filter(isUndecided), invented: sides.flatMap(({ held, expected, tolerated }) => without(held, [...expected, ...tolerated])),
      rows: sides.reduce((sum, { expected }) => sum + expected.length, 0),
    };
  });
}

/** "current 2026-03-17 -4500 DKK": where the bank shows a purchase under its first id, and may show an equal one of that day under its second. */
function undecidedPlaces(simulator: Simulator, view: View, account: string): string[] {
  if (view.ids.entryReference !== 'first-then-again') return [];
  const { now } = simulator.state;
  const again = new Set<string>();
  return simulator.truth(view).bought(account, dayAt(now - 40 * DAY), dayAt(now + DAY)).flatMap((event) => {
    const posting = postingOf(event, view);
    if (!posting || posting.from > now) return [];
    return [{ place: `${account} ${posting.day} ${event.amount} ${view.currency}`, isFirst: now - posting.from < FIRST_UNTIL }];
  }).sort((a, b) => Number(a.isFirst) - Number(b.isFirst)).flatMap(({ place, isFirst }) => {
    if (!isFirst) again.add(place);
    return isFirst && again.has(place) ? [place] : [];
  });
}

const isAnyUndecided = (simulator: Simulator, view: View): boolean => simulator.truth(view).accounts.some(({ key }) => undecidedPlaces(simulator, view, key).length > 0);

/** Entries of a multiset that another one lacks, with what is told beside them. */
function without(entries: readonly (readonly [string, string])[], others: readonly (readonly [string, string])[]): string[] {
  const open = new Map<string, number>();
  for (const [key] of others) open.set(key, (open.get(key) ?? 0) + 1);
  return entries.filter(([key]) => {
    const left = open.get(key) ?? 0;
    open.set(key, left - 1);
    return left <= 0;
  }).map((entry) => entry.join(' | '));
}

/** What the person said last of a row goes with it, also where the bank booked the row anew. */
function lostOf(model: ReadModel, own: ReadonlyMap<string, string>): string[] {
  const wanted = new Map([...own].map(([first, category]) => [whereNow(model, first), category] as const));
  return [...wanted].flatMap(([id, category]) => {
    const row = model.transactions.get(id);
    const isLetGo = !row && model.log.of(id).some((event) => event.type === 'transaction.withdrawn.v1');
    return isLetGo || (row?.step === 'own' && row.category === category) ? [] : [`${id} is ${row?.category} by ${row?.step}, not ${category}`];
  });
}

function whereNow(model: ReadModel, first: string): string {
  let id = first;
  for (let step = 0; step < 20 && !model.transactions.stands(id); step++) {
    const away = model.log.of(id).findLast((event) => event.type === 'transaction.withdrawn.v1');
    if (away?.type !== 'transaction.withdrawn.v1' || away.payload.by === undefined) return id;
    id = away.payload.by;
  }
  return id;
}
