/** How a hub and this device's log stand to one another: asked in one question. */
import { raise } from '../errors.ts';
import { wallOf } from '../ledger/clock.ts';
import type { Log, StoredCommit } from '../ledger/log.ts';
import type { Seal } from './seal.ts';
import type { Server } from './server.ts';
import { FORMAT } from './schema/schema.ts';
import type { HubTools } from './tools.ts';
import { hashFor } from './wire.ts';

/** Commits dated further ahead than this neither come nor go: they would win against everything that is decided until then. */
export const AHEAD_MS = 86_400_000;

/** A device's chain at the hub, up to its newest commit there. */
export interface Chain { readonly number: number; readonly device: string; readonly sequence: number; readonly hash: string; readonly events: number }

export interface HubState {
  readonly format: number;
  readonly isSealed: boolean;
  readonly keyCheck: string;
  /** Device -> sequence that the report tables tell of. */
  readonly reported: Readonly<Record<string, number>>;
  readonly chains: readonly Chain[];
  readonly devices: readonly { readonly device: string; readonly name: string; /** Unix milliseconds. */ readonly seen: number; readonly skewMs: number }[];
  /** Device -> the hub's hash of its commit with the sequence of this device's newest one of it. */
  readonly common: ReadonlyMap<string, string>;
  /** A digest of what was erased there. */
  readonly erased: string;
  /** The server's clock, Unix milliseconds. */
  readonly now: number;
}

interface Answer {
  hub: { format: number; sealed: boolean; key_check: string; reported: Record<string, number> } | null;
  chains: Chain[]; devices: { device: string; name: string; seen: number; skewMs: number }[]; common: { device: string; hash: string }[]; erased: string; now: number;
}

/** Asks a hub how it stands, in one statement, so that it is of one moment. Fails by 'hub-none', 'hub-newer' and what a server raises. */
export async function hubState(server: Server, schema: string, heads: readonly StoredCommit[]): Promise<HubState> {
  const sql = `SELECT json_build_object(
    'hub', (SELECT row_to_json(h) FROM ${schema}.hub h),
    'chains', (SELECT coalesce(json_agg(json_build_object('number', number, 'device', device, 'sequence', sequence, 'hash', hash, 'events', events) ORDER BY device), '[]') FROM ${schema}.chains),
    'devices', (SELECT coalesce(json_agg(json_build_object('device', device, 'name', name, 'seen', floor(extract(epoch FROM seen) * 1000), 'skewMs', skew_ms) ORDER BY device), '[]') FROM ${schema}.devices),
    'common', (SELECT coalesce(json_agg(json_build_object('device', c.device, 'hash', m.hash)), '[]') FROM unnest($1::text[], $2::bigint[]) a(device, sequence)
      JOIN ${schema}.chains c ON c.device = a.device JOIN ${schema}.commits m ON m.chain = c.number AND m.sequence = a.sequence),
    'erased', (SELECT md5(coalesce(string_agg(c.device || '/' || e.sequence || '/' || e.place, ' ' ORDER BY c.device COLLATE "C", e.sequence, e.place), '')) FROM ${schema}.erasures e JOIN ${schema}.chains c ON c.number = e.chain),
    'now', floor(extract(epoch FROM clock_timestamp()) * 1000)) AS answer`;
  const [row] = await asked(server, schema, () => server.ask<{ answer: Answer }>(sql, [heads.map(({ device }) => device), heads.map(({ sequence }) => sequence)]));
  const { hub, chains, devices, common, erased, now } = row!.answer;
  if (!hub) return raise('hub-none', { host: server.address.host, schema });
  if (hub.format > FORMAT) raise('hub-newer', { found: hub.format, known: FORMAT });
  return { format: hub.format, isSealed: hub.sealed, keyCheck: hub.key_check, reported: hub.reported, chains, devices, common: new Map(common.map(({ device, hash }) => [device, hash])), erased, now };
}

/** A hub that is not the one this home joined: sealed by another key, or since then. Without this, forks would be seen everywhere. Fails by 'hub-key-wrong', 'hub-key-needed'. */
export function refuseOther({ isSealed, keyCheck }: Pick<HubState, 'isSealed' | 'keyCheck'>, seal: Seal | undefined): void {
  if (seal ? keyCheck !== seal.keyCheck : isSealed) raise(seal ? 'hub-key-wrong' : 'hub-key-needed', {});
}

/** A table or schema that is not there: no hub was made, or it was dropped. */
async function asked<T>(server: Server, schema: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const why = (error as { failure?: { code?: string; why?: string } }).failure?.why ?? '';
    return /\((?:42P01|3F000)\)$/.test(why) ? raise('hub-none', { host: server.address.host, schema }) : Promise.reject(error as Error);
  }
}

/** What stands between the two. */
export interface Difference {
  /** Device, and the sequence after which the hub lacks its commits. */
  readonly push: readonly { readonly device: string; readonly after: number; readonly count: number }[];
  /** Chain of the hub, and the sequence after which this device lacks its commits. */
  readonly pull: readonly { readonly chain: Chain; readonly after: number; readonly count: number }[];
  /** Chains that go on in two ways, and the sequence up to which both have commits. */
  readonly forks: readonly { readonly chain: Chain; readonly shared: number }[];
}

/** A chain that goes on in two ways; `after`: sequence of the last commit that both have alike. */
export interface ForkPoint { readonly device: string; readonly after: number; readonly isOwn: boolean }

/** Where a chain forks. Fails by 'hub-refused' where the hub's own tables do not agree: that is no fork. */
export async function forkPoint({ chain, shared }: Difference['forks'][number], { server, schema, seal }: { readonly server: Server; readonly schema: string; readonly seal: Seal | undefined }, tools: Pick<HubTools, 'log' | 'device'>): Promise<ForkPoint> {
  const log = tools.log();
  const isAlike = async (sequence: number): Promise<boolean> => {
    const [found] = await server.ask<{ hash: string }>(`SELECT hash FROM ${schema}.commits WHERE chain = $1 AND sequence = $2`, [chain.number, sequence]);
    if (!found) raise('hub-refused', { host: server.address.host, why: lacks(chain, sequence) });
    return found.hash === hashFor(log.hashAt(chain.device, sequence), seal);
  };
  if (await isAlike(shared)) raise('hub-refused', { host: server.address.host, why: `what it says of the chain of device ${chain.device} is not what it holds` });
  let [alike, differing] = [0, shared];
  while (differing - alike > 1) {
    const middle = Math.floor((alike + differing) / 2);
    if (await isAlike(middle)) alike = middle;
    else differing = middle;
  }
  return { device: chain.device, after: alike, isOwn: chain.device === tools.device() };
}

/** Milliseconds by which this device's newest commit is dated ahead of `now`; below 0 for behind, 0 where it wrote none. */
export function ownAhead({ device, log }: Pick<HubTools, 'log' | 'device'>, now: number): number {
  const own = device();
  const newest = own === undefined ? undefined : log().headOf(own);
  return newest ? wallOf(newest.clock) - now : 0;
}

/** A hub that lost a commit, or was robbed of one. */
export const lacks = ({ device, sequence }: Pick<Chain, 'device' | 'sequence'>, missing: number): string => `it lacks commit ${missing} of device ${device}, though it says that it holds ${sequence}; docs/hub.md tells how to refill it`;

/** The hub's state and this device's log -> what each lacks. */
export function difference(state: HubState, log: Log, seal: Seal | undefined): Difference {
  const heads = log.heads();
  const chains = new Map(state.chains.map((chain) => [chain.device, chain]));
  const forks: { chain: Chain; shared: number }[] = [];
  const push = heads.flatMap(({ device, sequence, hash }) => {
    const chain = chains.get(device);
    const shared = Math.min(sequence, chain?.sequence ?? 0);
    if (chain && shared > 0) {
      const here = hashFor(shared === sequence ? hash : log.hashAt(device, shared), seal);
      const there = shared === chain.sequence ? chain.hash : (state.common.get(device) ?? '');
      if (here !== there) forks.push({ chain, shared });
    }
    return sequence > shared ? [{ device, after: shared, count: sequence - shared }] : [];
  });
  const known = new Map(heads.map(({ device, sequence }) => [device, sequence]));
  const pull = state.chains.flatMap((chain) => {
    const after = known.get(chain.device) ?? 0;
    return chain.sequence > after ? [{ chain, after, count: chain.sequence - after }] : [];
  });
  return { push, pull, forks };
}
