/** What the hub lacks of this device's log goes there: some thousands of events at a time, each batch whole or not at all. */
import { raise } from '../errors.ts';
import type { Log, StoredCommit } from '../ledger/log.ts';
import type { Seal } from './seal.ts';
import type { Server } from './server.ts';
import type { Difference, HubState } from './state.ts';
import { COMMIT_COLUMNS, EVENT_COLUMNS, commitLine, eventLine, hashFor } from './wire.ts';

/** Events after which a batch is whole; one commit is never parted. */
const BATCH = 20_000;
/** Characters handed on at a time. */
const PIECE = 1 << 16;
/** Events read at a time. */
const CHUNK = 1000;

interface Tools { readonly server: Server; readonly schema: string; readonly log: Log; readonly seal: Seal | undefined; progress(done: number, total: number): void }

/** Returns how many commits went there. Fails by 'hub-busy' where somebody else wrote in between, and by what a server raises; batches that arrived stay. */
export async function push({ push: wanted }: Pick<Difference, 'push'>, state: HubState, tools: Tools): Promise<number> {
  const total = wanted.reduce((sum, { count }) => sum + count, 0);
  let done = 0;
  for (const { device, after } of wanted) {
    let from = after;
    let number = state.chains.find((chain) => chain.device === device)?.number;
    for (;;) {
      const commits = batchAfter(tools.log, device, from);
      if (commits.length === 0) break;
      number = await pushBatch(commits, number, tools);
      from = commits.at(-1)!.sequence;
      tools.progress((done += commits.length), total);
    }
  }
  return done;
}

function batchAfter(log: Log, device: string, after: number): StoredCommit[] {
  const commits = log.chain(device, after, 5000);
  let events = 0;
  const end = commits.findIndex((commit) => (events += commit.events) >= BATCH);
  return end < 0 ? commits : commits.slice(0, end + 1);
}

async function pushBatch(commits: readonly StoredCommit[], known: number | undefined, { server, schema, log, seal }: Tools): Promise<number> {
  const [first, last] = [commits[0]!, commits.at(-1)!];
  const events = commits.reduce((sum, commit) => sum + commit.events, 0);
  return server.transaction(async () => {
    // The chain's row is what two devices at once would both move: only who finds it as it was known may.
    const moved = known === undefined
      ? await server.ask<{ number: number }>(`INSERT INTO ${schema}.chains (device, sequence, hash, events) VALUES ($1, $2, $3, $4) ON CONFLICT (device) DO NOTHING RETURNING number`, [last.device, last.sequence, hashFor(last.hash, seal), events])
      : await server.ask<{ number: number }>(`UPDATE ${schema}.chains SET sequence = $2, hash = $3, events = events + $4 WHERE number = $1 AND sequence = $5 AND hash = $6 RETURNING number`,
        [known, last.sequence, hashFor(last.hash, seal), events, first.sequence - 1, hashFor(first.previous, seal)]);
    const number = moved[0]?.number ?? raise('hub-busy', { host: server.address.host });
    await server.copyIn(`${schema}.commits`, COMMIT_COLUMNS, pieces(commits.map((commit) => commitLine(commit, number, seal))));
    await server.copyIn(`${schema}.events`, EVENT_COLUMNS, pieces(lines(commits, number, log, seal)));
    return number;
  });
}

function* lines(commits: readonly StoredCommit[], chain: number, log: Log, seal: Seal | undefined): Generator<string> {
  for (const commit of commits) {
    let place = 0;
    for (const events of log.handedOn(commit, CHUNK)) for (const event of events) yield eventLine(event, place++, commit, chain, seal);
  }
}

/** Lines -> pieces of some length: a write for each line costs more than the line. */
function* pieces(each: Iterable<string>): Generator<string> {
  let waiting = '';
  for (const line of each) {
    waiting += line;
    if (waiting.length < PIECE) continue;
    yield waiting;
    waiting = '';
  }
  if (waiting !== '') yield waiting;
}
