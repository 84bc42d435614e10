/** What this device lacks comes from the hub: chain by chain, some thousands of events at a time, each batch whole or not at all. */
import { failureIn, raise } from '../errors.ts';
import { wallOf } from '../ledger/clock.ts';
import type { Log } from '../ledger/log.ts';
import type { ForeignCommit, ForeignEvent, Receiving } from '../ledger/receive.ts';
import type { Seal } from './seal.ts';
import type { Server } from './server.ts';
import { AHEAD_MS, type Chain, type Difference, lacks } from './state.ts';
import { COMMIT_READ, type CommitRow, EVENT_READ, type EventRow, commitFrom, eventFrom } from './wire.ts';

/** Events after which a batch is whole; and of one commit, how many are asked for at a time. */
const BATCH = 10_000;
/** Commits whose headers are asked for at a time. */
const HEADERS = 2000;
/** With so many events, and half of what is here, everything is derived anew afterwards instead of bit by bit. */
const MUCH = 20_000;

export interface PullTools {
  readonly server: Server;
  readonly schema: string;
  readonly seal: Seal | undefined;
  log(): Log;
  receive<T>(isMuch: boolean, work: (receiving: Receiving) => Promise<T>): Promise<T>;
  rebuild(): void;
  readonly now: () => number;
  progress(done: number, total: number): void;
}

export interface Pulled {
  /** How many came. */
  readonly commits: number;
  /** Devices whose commits wait because they are dated ahead, and by how many milliseconds. */
  readonly ahead: readonly { readonly device: string; readonly byMs: number }[];
}

/**
 * Fails by 'hub-commit-refused', 'hub-refused' and what a server raises; what was sound before stays, and whoever asks learns of it by the log:
 * what it holds more than before.
 */
export async function pull({ pull: wanted }: Pick<Difference, 'pull'>, tools: PullTools): Promise<Pulled> {
  const total = wanted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return { commits: 0, ahead: [] };
  const events = wanted.reduce((sum, { chain, after }) => sum + chain.events - (after === 0 ? 0 : tools.log().eventsOfDevice(chain.device)), 0);
  const isMuch = events > MUCH && events > tools.log().sizeAround('').total / 2;
  const ahead: Pulled['ahead'][number][] = [];
  let done = 0;
  for (const { chain, after } of wanted) {
    for (let from = after; from < chain.sequence; ) {
      const { headers, broken } = await headersAfter(chain, from, tools);
      const latest = tools.now() + AHEAD_MS;
      const timely = headers.findIndex(({ clock }) => wallOf(clock) > latest);
      const batch = timely < 0 ? headers : headers.slice(0, timely);
      if (batch.length > 0) await take(batch, chain.number, isMuch, tools);
      tools.progress((done += batch.length), total);
      if (timely >= 0) {
        ahead.push({ device: chain.device, byMs: wallOf(headers[timely]!.clock) - tools.now() });
        break;
      }
      if (broken !== undefined) throw broken;
      from = batch.at(-1)?.sequence ?? raise('hub-refused', { host: tools.server.address.host, why: lacks(chain, from + 1) });
    }
  }
  if (isMuch) tools.rebuild();
  return { commits: done, ahead };
}

interface Headers {
  readonly headers: readonly ForeignCommit[];
  /** Why the one after them is none; undefined where they are all that was asked for. */
  readonly broken: unknown;
}

/** Headers of the next commits, as many as make a batch. */
async function headersAfter({ number, device, sequence }: Chain, after: number, { server, schema, seal }: PullTools): Promise<Headers> {
  const rows = await server.askLists<CommitRow>(`SELECT ${COMMIT_READ} FROM ${schema}.commits WHERE chain = $1 AND sequence > $2 AND sequence <= $3 ORDER BY sequence LIMIT ${HEADERS}`, [number, after, sequence]);
  const headers: ForeignCommit[] = [];
  let events = 0;
  try {
    for (const row of rows) {
      headers.push(commitFrom(row, device, seal, server.address.host));
      if ((events += row[1]) >= BATCH) break;
    }
  } catch (error) {
    return { headers, broken: error };
  }
  return { headers, broken: undefined };
}

/** What fits into a batch is asked for before the ledger is locked; a commit that is larger is taken in piece by piece. Of a batch, what comes before one that is refused stays. */
async function take(commits: readonly ForeignCommit[], chain: number, isMuch: boolean, tools: PullTools): Promise<void> {
  const isOneLarge = commits.length === 1 && commits[0]!.events > BATCH;
  const rows = isOneLarge ? undefined : await eventsOf(commits, chain, tools);
  let refused: unknown;
  await tools.receive(isMuch, async (receiving) => {
    for (const commit of commits) {
      try {
        await receiving.take(commit, rows ? opened(rows.get(commit.sequence) ?? [], commit, tools) : inPieces(commit, chain, tools));
      } catch (error) {
        const code = failureIn(error)?.code;
        if (receiving.commits === 0 || (code !== 'hub-commit-refused' && code !== 'hub-refused')) throw error;
        refused = error;
        return;
      }
    }
  });
  if (refused !== undefined) throw refused;
}

async function eventsOf(commits: readonly ForeignCommit[], chain: number, { server, schema }: PullTools): Promise<Map<number, EventRow[]>> {
  const [first, last] = [commits[0]!, commits.at(-1)!];
  const rows = await server.askLists<EventRow>(`SELECT ${EVENT_READ} FROM ${schema}.events WHERE chain = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence, place`, [chain, first.sequence, last.sequence]);
  const found = new Map<number, EventRow[]>(commits.map(({ sequence }) => [sequence, []]));
  for (const row of rows) found.get(Number(row[0]))?.push(row);
  return found;
}

/** Rows -> events, each opened when it is its turn: what cannot be opened stops its own commit only. */
function* opened(rows: readonly EventRow[], { device }: ForeignCommit, { seal, server }: PullTools): Generator<ForeignEvent> {
  for (const row of rows) yield eventFrom(row, device, seal, server.address.host);
}

async function* inPieces(commit: ForeignCommit, chain: number, { server, schema, seal }: PullTools): AsyncGenerator<ForeignEvent> {
  for (let place = 0; place < commit.events; place += BATCH) {
    const rows = await server.askLists<EventRow>(`SELECT ${EVENT_READ} FROM ${schema}.events WHERE chain = $1 AND sequence = $2 AND place >= $3 AND place < $4 ORDER BY place`, [chain, commit.sequence, place, place + BATCH]);
    if (rows.length === 0) return;
    for (const row of rows) yield eventFrom(row, commit.device, seal, server.address.host);
  }
}
