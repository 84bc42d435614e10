/** What was erased on one device is erased on all and at the hub: the digest stays, the chain still verifies. */
import { createHash } from 'node:crypto';
import type { Log, StoredCommit } from '../ledger/log.ts';
import type { Erasure } from '../ledger/redact.ts';
import type { Seal } from './seal.ts';
import type { Server } from './server.ts';
import type { HubState } from './state.ts';
import { sealedEvent, sealedHeader } from './wire.ts';

const keyOf = ({ device, sequence, index }: Erasure): string => `${device}/${sequence}/${index}`;
const order = (a: Erasure, b: Erasure): number => (a.device < b.device ? -1 : a.device > b.device ? 1 : a.sequence - b.sequence || a.index - b.index);

/** Digest of a set of erasures, as the hub makes it. */
export const erasuresDigest = (erasures: readonly Erasure[]): string => createHash('md5').update(erasures.toSorted(order).map(keyOf).join(' ')).digest('hex');

interface Tools {
  readonly server: Server;
  readonly schema: string;
  readonly seal: Seal | undefined;
  readonly log: Log;
  erased(): readonly Erasure[];
  redact(erasures: readonly Erasure[]): Promise<number>;
}

/** Makes both sides lack what either lacks; the commits of both are the same by now. Returns how much was erased here and there. */
export async function travelErasures(state: Pick<HubState, 'erased'>, tools: Tools): Promise<{ readonly here: number; readonly there: number }> {
  const here = tools.erased();
  if (erasuresDigest(here) === state.erased) return { here: 0, there: 0 };
  const { server, schema } = tools;
  const there = (await server.askLists<[string, string, number]>(`SELECT c.device, e.sequence, e.place FROM ${schema}.erasures e JOIN ${schema}.chains c ON c.number = e.chain`))
    .map(([device, sequence, index]): Erasure => ({ device, sequence: Number(sequence), index }));
  const [known, knownThere] = [new Set(here.map(keyOf)), new Set(there.map(keyOf))];
  const count = await tools.redact(there.filter((erasure) => !known.has(keyOf(erasure))));
  const fresh = here.filter((erasure) => !knownThere.has(keyOf(erasure)));
  for (const erasure of fresh) await eraseThere(erasure, tools);
  return { here: count, there: fresh.length };
}

async function eraseThere({ device, sequence, index }: Erasure, { server, schema, seal, log }: Tools): Promise<void> {
  const [commit] = log.chain(device, sequence - 1, 1);
  if (!commit) return;
  const left = index < 0 ? [seal ? null : commit.argumentsDigest, seal ? sealedHeader(commit, seal) : null] : erasedEvent(commit, index, log, seal);
  await server.ask(`SELECT ${schema}.erase($1, $2, $3, $4, $5)`, [device, sequence, index, ...left]);
}

function erasedEvent(commit: StoredCommit, index: number, log: Log, seal: Seal | undefined): [string | null, Uint8Array | null] {
  const event = log.eventAt(commit.first + index)!;
  return seal ? [null, sealedEvent(event, commit, index, seal)] : [event.digest, null];
}
