/** Erasure of what an event or a commit's arguments said: the digest takes its place, and the chain still verifies. */
import { argumentsDigest, eventDigest, hexOf } from './chain.ts';
import { type Database, prepared } from './database.ts';
import type { StoredEvent } from './log.ts';

/** What was erased: an event of a commit by its place in it, from 0; -1 for the commit's arguments. */
export interface Erasure { readonly device: string; readonly sequence: number; readonly index: number }

/** Erases inside an open SQLite transaction. True where there was something to erase; false where it is gone already, or no such commit is here. */
export function redact(database: Database, { device, sequence, index }: Erasure): boolean {
  const commit = prepared<[string, number], { number: number; first: number; events: number; arguments: string | null; salt: Uint8Array | null }>(database,
    'SELECT number, first, events, arguments, arguments_salt AS salt FROM commits WHERE device = ? AND sequence = ?').get(device, sequence);
  if (!commit || index >= commit.events) return false;
  if (index < 0) {
    if (commit.arguments === null || !commit.salt) return false;
    prepared(database, 'UPDATE commits SET arguments = NULL, arguments_salt = NULL, arguments_digest = ? WHERE number = ?').run(argumentsDigest(commit.salt, commit.arguments), commit.number);
    return true;
  }
  const event = prepared<[number], StoredEvent>(database, 'SELECT type, subject, payload, salt FROM events WHERE position = ?').get(commit.first + index);
  if (!event?.salt || event.payload === null) return false;
  const digest = eventDigest(hexOf(event.salt), event.type, event.subject, event.payload);
  prepared(database, "UPDATE events SET payload = NULL, salt = NULL, subject = '', digest = ? WHERE position = ?").run(digest, commit.first + index);
  return true;
}

/** Everything that was erased here, by device, sequence and index. */
export function erased(database: Database): Erasure[] {
  return prepared<[], Erasure>(database, `
    SELECT c.device, c.sequence, e.position - c.first AS "index" FROM events e JOIN commits c ON c.number = e."commit" WHERE e.payload IS NULL
    UNION ALL SELECT device, sequence, -1 FROM commits WHERE arguments IS NULL ORDER BY 1, 2, 3`).all();
}
