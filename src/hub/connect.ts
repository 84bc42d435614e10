/** A home and its hub: joined, left, looked at; and a device whose chain forked goes on as another. */
import { failureIn, raise } from '../errors.ts';
import type { Address } from './address.ts';
import { addressFrom, withUser } from './address.ts';
import { SEED_LENGTH, codeOf, seedOf } from './code.ts';
import { BUNDLE, openHub, refuseOpenWay } from './kept.ts';
import { makeLogin } from './schema/login.ts';
import { type Ground, grants, groundOf, makeHub, migration } from './schema/schema.ts';
import { deviceLogin, schemaName } from './schema/names.ts';
import { Seal } from './seal.ts';
import { Server } from './server.ts';
import { AHEAD_MS, type ForkPoint, difference, forkPoint, hubState, ownAhead, refuseOther } from './state.ts';
import type { HubTools } from './tools.ts';

export interface ConnectWish {
  /** postgres://… */
  readonly url: string;
  readonly schema: string;
  /** A new hub is to be sealed. */
  readonly encrypt: boolean;
  /** Code of a hub that is sealed. */
  readonly code: string | undefined;
}

/** What connecting will do, looked at before anything is changed. */
export interface Plan {
  readonly address: Address;
  readonly ground: Ground;
  readonly isSealed: boolean;
  /** SQL that makes the hub; undefined where there is one. */
  readonly migration: string | undefined;
  /** SQL that says who may what; undefined where this user may not say so. */
  readonly grants: string | undefined;
  /** Login that this device gets; undefined where the user that was given is kept. */
  readonly login: string | undefined;
  readonly timescale: string | undefined;
  /** What the hub holds already. */
  readonly there: { readonly commits: number; readonly devices: readonly string[] };
}

/** Looks at the database, changes nothing. Fails by what reaching it raises, 'hub-connected', 'hub-insecure', 'hub-key-needed', 'hub-key-wrong', 'hub-code-invalid', 'hub-unsealed'. */
export async function planConnect(tools: HubTools, wish: ConnectWish): Promise<Plan> {
  const kept = tools.memory().hub();
  if (kept) raise('hub-connected', { where: kept.where });
  const address = addressFrom(wish.url);
  schemaName(wish.schema);
  const seed = await seedFor(tools, wish);
  // Whether an existing hub is sealed is known only once it is reached; the password goes there by SCRAM.
  refuseOpenWay(address, wish.encrypt || seed !== undefined);
  const server = await Server.connect(address, tools.server);
  try {
    const ground = await groundOf(server, wish.schema);
    if (ground.format > 0) refuseOpenWay(address, ground.isSealed);
    checkKey(ground, wish, seed, tools);
    const isNew = ground.format === 0;
    const isSealed = isNew ? wish.encrypt : ground.isSealed;
    const there = isNew ? { commits: 0, devices: [] } : await held(server, wish.schema);
    return {
      address, ground, isSealed, there, timescale: ground.timescale, migration: isNew ? migration(wish.schema, ground, isSealed) : undefined,
      grants: ground.makesRoles && isNew ? grants(wish.schema, isSealed) : undefined,
      login: ground.makesRoles && (isNew || ground.devicesRole) ? deviceLogin(wish.schema, tools.ownDevice()) : undefined,
    };
  } finally {
    await server.close();
  }
}

/** The code that was given; else one that connecting made and kept, but was stopped before it could show it. */
async function seedFor(tools: HubTools, { code, encrypt }: ConnectWish): Promise<Uint8Array | undefined> {
  const known = code ?? (encrypt ? (await (await tools.secrets()).get(BUNDLE))?.['code'] : undefined);
  return known === undefined ? undefined : seedOf(known);
}

function checkKey(ground: Ground, { encrypt, code }: ConnectWish, seed: Uint8Array | undefined, { random }: HubTools): void {
  if (ground.format === 0) {
    if (seed && !encrypt) raise('hub-key-wrong', {});
    return;
  }
  if (!ground.isSealed) return encrypt || seed ? raise('hub-unsealed', {}) : undefined;
  if (!seed) return raise('hub-key-needed', {});
  if (new Seal(seed, random).keyCheck !== ground.keyCheck) raise(code === undefined ? 'hub-key-needed' : 'hub-key-wrong', {});
}

async function held(server: Server, schema: string): Promise<Plan['there']> {
  const { chains, devices } = await hubState(server, schema, []);
  return { commits: chains.reduce((sum, { sequence }) => sum + sequence, 0), devices: devices.map(({ name }) => name) };
}

/** Does what was planned: makes the hub where there is none, gives this device a login of its own, and remembers both. Fails as `planConnect` does. */
export async function connect(tools: HubTools, wish: ConnectWish, plan: Plan): Promise<{ readonly code: string | undefined; /** Who this device is there. */ readonly user: string }> {
  const { address, ground, isSealed } = plan;
  const seed = !isSealed ? undefined : ((await seedFor(tools, wish)) ?? tools.random(SEED_LENGTH));
  const code = seed && codeOf(seed);
  // Kept before the hub is made: of one that is sealed with a key that nobody holds there is no way out.
  if (code !== undefined) await (await tools.secrets()).set(BUNDLE, { code });
  const server = await Server.connect(address, tools.server);
  let own = address;
  try {
    if (ground.format === 0) await server.alone(wish.schema, async () => {
      // Another device may have made one since it was looked.
      const now = await groundOf(server, wish.schema);
      if (now.format === 0) await makeHub(server, wish.schema, now, seed ? new Seal(seed, tools.random).keyCheck : '');
      else checkKey(now, { ...wish, encrypt: isSealed }, wish.code === undefined ? undefined : seed, tools);
    });
    if (plan.login !== undefined) own = await loggedIn(server, address, wish.schema, tools);
  } finally {
    await server.close();
  }
  await (await tools.secrets()).set(BUNDLE, { url: own.text, ...(code === undefined ? {} : { code }) });
  tools.memory().connect({ where: address.where, schema: wish.schema, isSealed, since: tools.now() });
  return { code: wish.code === undefined ? code : undefined, user: own.user };
}

/** A login of this device's own, tried at once: one that pg_hba.conf does not let in is found out now, not at night. Where there can be none, the one that was given. */
async function loggedIn(server: Server, address: Address, schema: string, tools: HubTools): Promise<Address> {
  try {
    const { user, password } = await makeLogin(server, schema, tools.ownDevice(), tools.random);
    const own = withUser(address, user, password);
    await (await Server.connect(own, tools.server)).close();
    return own;
  } catch (error) {
    if (failureIn(error)?.code !== 'hub-denied') throw error;
    return address;
  }
}

/** Forgets the hub; what is there stays there, what is here stays here. Returns where it was. Fails by 'hub-not-connected'. */
export async function disconnect(tools: HubTools): Promise<string> {
  const { where } = tools.memory().hub() ?? raise('hub-not-connected', {});
  await (await tools.secrets()).delete(BUNDLE);
  tools.memory().disconnect();
  return where;
}

/** The code that lets another device open the hub; undefined where it is not sealed. Fails by 'hub-not-connected', 'hub-denied' where the code is not here. */
export async function invitation(tools: HubTools): Promise<{ readonly where: string; readonly schema: string; readonly code: string | undefined; /** "?sslmode=…", or nothing. */ readonly parameters: string }> {
  const { where, schema, isSealed } = tools.memory().hub() ?? raise('hub-not-connected', {});
  const bundle = await (await tools.secrets()).get(BUNDLE);
  const parameters = bundle?.['url'] === undefined ? '' : new URL(bundle['url']).search;
  if (!isSealed) return { where, schema, code: undefined, parameters };
  return { where, schema, parameters, code: bundle?.['code'] ?? raise('hub-denied', { host: where, why: 'its code is not among the secrets of this machine' }) };
}

/** A chain that goes on here otherwise than at the hub, and since where. */
export interface Fork extends ForkPoint { readonly commits: number }

/** What `adopt` would part: forks, and own commits that the hub lacks and that are dated ahead. Changes nothing. Fails by what reaching the hub raises, 'hub-key-wrong', 'hub-clock-ahead'. */
export async function forks(tools: HubTools): Promise<Fork[]> {
  const hub = await openHub(tools);
  try {
    const state = await hubState(hub.server, hub.schema, tools.log().heads());
    refuseOther(state, hub.seal);
    const found = difference(state, tools.log(), hub.seal);
    const parted: Fork[] = [];
    for (const fork of found.forks) parted.push(counted(await forkPoint(fork, hub, tools), tools));
    const own = tools.device();
    const unsent = found.push.find(({ device }) => device === own);
    const ahead = ownAhead(tools, state.now);
    if (unsent && ahead > AHEAD_MS && !parted.some(({ device }) => device === own)) {
      // By a clock that is still wrong nothing can be dated anew.
      if (tools.now() - state.now > AHEAD_MS) raise('hub-clock-ahead', { days: Math.ceil(ahead / AHEAD_MS) });
      parted.push(counted({ device: unsent.device, after: unsent.after, isOwn: true }, tools));
    }
    return parted;
  } finally {
    await hub.server.close();
  }
}

const counted = (point: ForkPoint, tools: HubTools): Fork => ({ ...point, commits: (tools.log().headOf(point.device)?.sequence ?? point.after) - point.after });

/** The commits of each fork become those of a device of their own; nothing of them is lost. Returns the new devices. */
export async function adopt(tools: HubTools, found: readonly Fork[]): Promise<string[]> {
  const devices: string[] = [];
  for (const { device, after } of found) {
    const branch = await tools.branchOff(device, after);
    if (branch !== undefined) devices.push(branch);
  }
  return devices;
}
