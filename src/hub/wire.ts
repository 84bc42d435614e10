/** Commits and events as a hub's rows: plain or sealed, written as COPY text, read back as they were. */
import { hexOf } from '../ledger/chain.ts';
import { wallOf } from '../ledger/clock.ts';
import type { HandedOnEvent, StoredCommit } from '../ledger/log.ts';
import type { ForeignCommit, ForeignEvent } from '../ledger/receive.ts';
import type { Seal } from './seal.ts';

export const COMMIT_COLUMNS = 'at, chain, sequence, id, clock, command, arguments, arguments_salt, arguments_digest, events, digest, previous, hash, sealed';
export const EVENT_COLUMNS = 'at, chain, sequence, place, type, subject, payload, salt, digest, sealed';

const UNSAFE = /[\\\n\r\t]/;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/** A text as COPY writes it; null has a sign of its own. https://www.postgresql.org/docs/current/sql-copy.html */
export const cell = (text: string | null): string => (text === null ? '\\N' : UNSAFE.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => ESCAPES[sign]!) : text);
/** Bytes, or their hex, as hex. */
const hexText = (value: Uint8Array | string): string => (typeof value === 'string' ? value : hexOf(value));
const bytes = (value: Uint8Array | string | null): string => (value === null ? '\\N' : `\\\\x${hexText(value)}`);

/** Latest instant that both PostgreSQL and TimescaleDB keep apart without making a table for it alone; a clock beyond it stands there, its own text says which. */
const LATEST = 4_102_444_800_000;
const instants = new Map<number, string>();
/** Clock -> instant as text, in UTC. */
function instantOf(clock: string): string {
  const wall = Math.min(wallOf(clock), LATEST);
  let text = instants.get(wall);
  if (text === undefined) {
    if (instants.size > 1000) instants.clear();
    instants.set(wall, (text = isoOf(wall)));
  }
  return text;
}

/** Unix milliseconds -> ISO 8601. By civil-from-days (Hinnant): clocks are the machine's to make. */
export function isoOf(unixMs: number): string {
  const days = Math.floor(unixMs / 86_400_000);
  const ms = unixMs - days * 86_400_000;
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${yoe + era * 400 + (month <= 2 ? 1 : 0)}-${two(month)}-${two(doy - Math.floor((153 * mp + 2) / 5) + 1)} ${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}Z`;
}

const placeOf = ({ device, sequence }: { readonly device: string; readonly sequence: number }, place: number): string => `${device}/${sequence}/${place}`;

/** Hash by which a hub knows a commit: a sealed one knows only a tag of it. */
export const hashFor = (hash: string, seal: Seal | undefined): string => (seal && hash !== '' ? seal.tag(hash) : hash);

/** A commit as one line of COPY text. */
export function commitLine(commit: StoredCommit, chain: number, seal: Seal | undefined): string {
  const { arguments: text, argumentsSalt: salt, argumentsDigest } = commit;
  const start = `${instantOf(commit.clock)}\t${chain}\t${commit.sequence}`;
  if (!seal) return `${start}\t${commit.id}\t${cell(commit.clock)}\t${cell(commit.command)}\t${cell(text)}\t${bytes(salt)}\t${cell(argumentsDigest)}\t${commit.events}\t${commit.digest}\t${commit.previous}\t${commit.hash}\t\\N\n`;
  return `${start}\t\t\t\t\\N\t\\N\t\\N\t${commit.events}\t\t\t${seal.tag(commit.hash)}\t${bytes(sealedHeader(commit, seal))}\n`;
}

/** What of a commit is sealed: all but where it stands. */
export const sealedHeader = (commit: Omit<ForeignCommit, 'events'>, seal: Seal): Uint8Array =>
  seal.close([commit.id, commit.clock, commit.command, commit.arguments, commit.argumentsSalt && hexOf(commit.argumentsSalt), commit.argumentsDigest, commit.digest, commit.previous, commit.hash], placeOf(commit, -1));

/** An event as one line of COPY text; `place` in its commit, from 0. */
export function eventLine(event: HandedOnEvent, place: number, commit: StoredCommit, chain: number, seal: Seal | undefined): string {
  const start = `${instantOf(commit.clock)}\t${chain}\t${commit.sequence}\t${place}`;
  if (!seal) return `${start}\t${cell(event.type)}\t${cell(event.subject)}\t${cell(event.payload)}\t${bytes(event.salt)}\t${cell(event.digest)}\t\\N\n`;
  return `${start}\t\t\t\\N\t\\N\t\\N\t${bytes(sealedEvent(event, commit, place, seal))}\n`;
}

export const sealedEvent = (event: HandedOnEvent, commit: { readonly device: string; readonly sequence: number }, place: number, seal: Seal): Uint8Array =>
  seal.close([event.type, event.subject, event.payload, event.salt && hexText(event.salt), event.digest], placeOf(commit, place));

/** Columns of a commit as they are asked for, and of an event. */
export const COMMIT_READ = 'sequence, events, id, clock, command, arguments, arguments_salt, arguments_digest, digest, previous, hash, sealed';
export const EVENT_READ = 'sequence, place, type, subject, payload, salt, digest, sealed';
export type CommitRow = [sequence: string, events: number, id: string, clock: string, command: string, text: string | null, salt: Buffer | null, argumentsDigest: string | null, digest: string, previous: string, hash: string, sealed: Buffer | null];
export type EventRow = [sequence: string, place: number, type: string, subject: string, payload: string | null, salt: Buffer | null, digest: string | null, sealed: Buffer | null];

const fromHex = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'));

type Place = { readonly device: string; readonly sequence: number };

/** What `sealedHeader` closed. Fails by 'hub-refused' where it does not open. */
export function openedHeader(sealed: Uint8Array | null, place: Place, seal: Seal, host: string): Omit<ForeignCommit, 'events' | 'device' | 'sequence'> {
  const [id, clock, command, text, salt, argumentsDigest, digest, previous, hash] = seal.open(sealed ?? Buffer.alloc(0), placeOf(place, -1), host) as [string, string, string, string | null, string | null, string | null, string, string, string];
  return { id, clock, command, arguments: text, argumentsSalt: fromHex(salt), argumentsDigest, digest, previous, hash };
}

/** What `sealedEvent` closed. Fails by 'hub-refused' where it does not open. */
export function openedEvent(sealed: Uint8Array | null, commit: Place, place: number, seal: Seal, host: string): ForeignEvent {
  const [type, subject, payload, salt, digest] = seal.open(sealed ?? Buffer.alloc(0), placeOf(commit, place), host) as [string, string, string | null, string | null, string | null];
  return { type, subject, payload, salt: fromHex(salt), digest };
}

/** A hub's row -> the commit. Fails by 'hub-refused' where it does not open. */
export function commitFrom(row: CommitRow, device: string, seal: Seal | undefined, host: string): ForeignCommit {
  const [sequence, events, id, clock, command, text, salt, argumentsDigest, digest, previous, hash, sealed] = row;
  const place = { device, sequence: Number(sequence) };
  return { ...place, events, ...(seal ? openedHeader(sealed, place, seal, host) : { id, clock, command, arguments: text, argumentsSalt: salt, argumentsDigest, digest, previous, hash }) };
}

/** A hub's row -> the event. Fails by 'hub-refused' where it does not open. */
export function eventFrom([sequence, place, type, subject, payload, salt, digest, sealed]: EventRow, device: string, seal: Seal | undefined, host: string): ForeignEvent {
  return seal ? openedEvent(sealed, { device, sequence: Number(sequence) }, place, seal, host) : { type, subject, payload, salt, digest };
}
