/** What was erased on one device is erased on all and at the hub: the digest stays, the chain still verifies. */
import { createHash } from 'node:crypto';
import { raise } from '../errors.ts';
import { argumentsDigest, eventDigest, hexOf } from '../ledger/chain.ts';
import type { Log } from '../ledger/log.ts';
import type { Erasure } from '../ledger/redact.ts';
import type { Seal } from './seal.ts';
import type { Server } from './server.ts';
import type { HubState } from './state.ts';
import { openedEvent, openedHeader, sealedEvent, sealedHeader } from './wire.ts';

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

type There = [device: string, sequence: string, index: number, text: string | null, digest: string | null, sealed: Buffer | null];
/** Erasures sent in one question. */
const BATCH = 1000;

/** Makes both sides lack what either lacks; the commits of both are the same by now. Returns how much was erased here and there. Fails by 'hub-refused'. */
export async function travelErasures(state: Pick<HubState, 'erased'>, tools: Tools): Promise<{ readonly here: number; readonly there: number }> {
  const here = tools.erased();
  if (erasuresDigest(here) === state.erased) return { here: 0, there: 0 };
  const { server, schema, seal } = tools;
  const rows = await server.askLists<There>(`SELECT c.device, e.sequence, e.place, CASE WHEN e.place < 0 THEN m.arguments ELSE x.payload END, CASE WHEN e.place < 0 THEN m.arguments_digest ELSE x.digest END, CASE WHEN e.place < 0 THEN m.sealed ELSE x.sealed END
    FROM ${schema}.erasures e JOIN ${schema}.chains c ON c.number = e.chain LEFT JOIN ${schema}.commits m ON e.place < 0 AND m.chain = e.chain AND m.sequence = e.sequence
    LEFT JOIN ${schema}.events x ON e.place >= 0 AND x.chain = e.chain AND x.sequence = e.sequence AND x.place = e.place`);
  const there = rows.map((row) => ({ erasure: { device: row[0], sequence: Number(row[1]), index: row[2] }, row }));
  const [known, knownThere] = [new Set(here.map(keyOf)), new Set(there.map(({ erasure }) => keyOf(erasure)))];
  const wished = there.filter(({ erasure }) => !known.has(keyOf(erasure)));
  for (const { erasure, row } of wished) if (!isErasedThere(erasure, row, tools)) raise('hub-refused', { host: server.address.host, why: `it says that something of commit ${erasure.sequence} of device ${erasure.device} was erased, but no device did that` });
  const count = await tools.redact(wished.map(({ erasure }) => erasure));
  const fresh = here.filter((erasure) => !knownThere.has(keyOf(erasure)));
  for (let at = 0; at < fresh.length; at += BATCH) {
    const left = fresh.slice(at, at + BATCH).map((erasure) => [erasure.device, erasure.sequence, erasure.index, ...leftOf(erasure, tools)] as const);
    const columns = [0, 1, 2, 3, 4].map((column) => left.map((row) => row[column]));
    await server.transaction(async () => {
      // The report tables may still tell of it: they count as told of nothing until they are told anew.
      if (!seal) await server.change(`UPDATE ${schema}.hub SET reported = '{}'`);
      await server.ask(`SELECT ${schema}.erase(device, sequence, place, digest, sealed) FROM unnest($1::text[], $2::bigint[], $3::integer[], $4::text[], $5::bytea[]) AS gone (device, sequence, place, digest, sealed)`, columns);
    });
  }
  return { here: count, there: fresh.length };
}

/** Nothing is erased on the hub's bare word: what it holds must be the remains that a device left, of a sealed hub under its seal. True where the commit is not here. */
function isErasedThere({ device, sequence, index }: Erasure, [, , , text, digest, sealed]: There, { server, seal, log }: Tools): boolean {
  const [commit] = log.chain(device, sequence - 1, 1);
  if (!commit || index >= commit.events) return true;
  const place = { device, sequence };
  if (index < 0) {
    if (commit.arguments === null || !commit.argumentsSalt) return true;
    const own = argumentsDigest(commit.argumentsSalt, commit.arguments);
    if (!seal) return text === null && digest === own;
    const found = openedHeader(sealed, place, seal, server.address.host);
    return found.arguments === null && found.argumentsDigest === own;
  }
  const event = log.eventAt(commit.first + index)!;
  if (event.payload === null || !event.salt) return true;
  const own = eventDigest(hexOf(event.salt), event.type, event.subject, event.payload);
  if (!seal) return text === null && digest === own;
  const found = openedEvent(sealed, place, index, seal, server.address.host);
  return found.payload === null && found.digest === own;
}

/** What is left of it, as the hub holds it: digest, sealed. */
function leftOf({ device, sequence, index }: Erasure, { seal, log }: Tools): [string | null, Uint8Array | null] {
  const commit = log.chain(device, sequence - 1, 1)[0]!;
  if (index < 0) return seal ? [null, sealedHeader(commit, seal)] : [commit.argumentsDigest, null];
  const event = log.eventAt(commit.first + index)!;
  return seal ? [null, sealedEvent(event, commit, index, seal)] : [event.digest, null];
}
