/** How the hub and its devices stand: who is ahead of whom, when each was here, how large it is. */
import { openHub } from './kept.ts';
import { isReported } from './publish.ts';
import type { Server } from './server.ts';
import { type ForkPoint, type HubState, difference, forkPoint, hubState, refuseOther } from './state.ts';
import type { HubTools } from './tools.ts';

export interface DeviceStanding {
  readonly device: string;
  /** As the device called itself; '' where the hub is sealed, or it never synced itself. */
  readonly name: string;
  readonly isThis: boolean;
  /** Commits that this home has and the hub lacks; that the hub has and this home lacks. */
  readonly ahead: number;
  readonly behind: number;
  /** Its newest commit at the hub; 0 for none. */
  readonly sequence: number;
  /** Unix milliseconds; null where it never synced itself. */
  readonly seen: number | null;
  readonly skewMs: number;
}

export interface HubStatus {
  readonly where: string;
  readonly schema: string;
  readonly isSealed: boolean;
  /** Version of TimescaleDB; null on plain PostgreSQL. */
  readonly timescale: string | null;
  readonly bytes: number;
  readonly commits: number;
  readonly events: number;
  readonly devices: readonly DeviceStanding[];
  readonly forks: readonly ForkPoint[];
  /** Null where the hub cannot read. */
  readonly reportsAreCurrent: boolean | null;
  /** The hub's clock less this machine's, milliseconds. */
  readonly skewMs: number;
}

/** Asks the hub; changes nothing. Fails by what reaching it raises. */
export async function hubStatus(tools: HubTools): Promise<HubStatus> {
  const hub = await openHub(tools);
  const { server, schema, seal, kept } = hub;
  try {
    const state = await hubState(server, schema, tools.log().heads());
    refuseOther(state, seal);
    const found = difference(state, tools.log(), seal);
    const forks = [];
    for (const fork of found.forks) forks.push(await forkPoint(fork, hub, tools));
    return {
      where: kept.where, schema, isSealed: kept.isSealed, ...(await sizeOf(server, schema)), commits: state.chains.reduce((sum, { sequence }) => sum + sequence, 0), events: state.chains.reduce((sum, { events }) => sum + events, 0),
      devices: standings(state, found, tools), forks, reportsAreCurrent: seal ? null : isReported(state, tools.log()), skewMs: state.now - tools.now(),
    };
  } finally {
    await server.close();
  }
}

function standings(state: HubState, { push, pull }: ReturnType<typeof difference>, tools: HubTools): DeviceStanding[] {
  const own = tools.device();
  const ids = new Set([...state.chains.map(({ device }) => device), ...state.devices.map(({ device }) => device), ...push.map(({ device }) => device)]);
  return [...ids].sort().map((device) => {
    const seen = state.devices.find((one) => one.device === device);
    return {
      device, name: seen?.name ?? '', isThis: device === own, ahead: push.find((one) => one.device === device)?.count ?? 0, behind: pull.find(({ chain }) => chain.device === device)?.count ?? 0,
      sequence: state.chains.find((chain) => chain.device === device)?.sequence ?? 0, seen: seen?.seen ?? null, skewMs: seen?.skewMs ?? 0,
    };
  });
}

/** A hypertable's bytes are in its chunks, which stand in a schema of TimescaleDB's own. */
async function sizeOf(server: Server, schema: string): Promise<{ readonly bytes: number; readonly timescale: string | null }> {
  const [found] = await server.ask<{ timescale: string | null }>(`SELECT (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS timescale`);
  const { timescale } = found!;
  const plain = `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS bytes FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind IN ('r', 'm')`;
  const chunks = `SELECT (${plain.replace(' AS bytes', '')}) + coalesce((SELECT sum(hypertable_size(format('%I.%I', hypertable_schema, hypertable_name)::regclass)) FROM timescaledb_information.hypertables WHERE hypertable_schema = $1), 0)::float8 AS bytes`;
  const [size] = await server.ask<{ bytes: number }>(timescale === null ? plain : chunks, [schema]);
  return { bytes: size!.bytes, timescale };
}
