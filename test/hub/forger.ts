/** Someone who may write to the hub's database, knows how commits are made, and puts there what no device wrote. */
import { CommitDigest, argumentsDigest, eventDigest, headerHash, hexOf } from '../../src/ledger/chain.ts';
import type { Header } from '../../src/ledger/chain.ts';
import type { Postgres } from './postgres.ts';

export interface ForgedEvent { readonly type: string; readonly subject: string; readonly payload: string }

export const DEVICE = '01900000-0000-7000-8000-00000000f0f0';
const SALT = Buffer.alloc(16, 7);

/** A commit whose digests and hash are right -> its hash. `header`: what is otherwise than in an honest one. */
export async function forge(postgres: Postgres, url: string, events: readonly ForgedEvent[], header: Partial<Header> = {}): Promise<string> {
  const digest = new CommitDigest();
  digest.add(argumentsDigest(SALT, '{}'));
  for (const { type, subject, payload } of events) digest.add(eventDigest(hexOf(SALT), type, subject, payload));
  const whole: Header = { id: '01900000-0000-7000-8000-0000000000c1', device: DEVICE, sequence: 1, clock: '1767600000000.0000', command: 'import', events: events.length, digest: digest.hex(), previous: '', ...header };
  const hash = headerHash(whole);
  const [chain] = await postgres.ask<{ number: number }>(url, `INSERT INTO finance_tracker.chains (device, sequence, hash, events) VALUES ($1, $2, $3, $4)
    ON CONFLICT (device) DO UPDATE SET sequence = $2, hash = $3, events = chains.events + $4 RETURNING number`, [whole.device, whole.sequence, hash, events.length]);
  await postgres.ask(url, `INSERT INTO finance_tracker.commits (at, chain, sequence, id, clock, command, arguments, arguments_salt, events, digest, previous, hash) VALUES (now(), $1, $2, $3, $4, $5, '{}', $6, $7, $8, $9, $10)`,
    [chain!.number, whole.sequence, whole.id, whole.clock, whole.command, SALT, whole.events, whole.digest, whole.previous, hash]);
  for (const [place, { type, subject, payload }] of events.entries())
    await postgres.ask(url, `INSERT INTO finance_tracker.events (at, chain, sequence, place, type, subject, payload, salt) VALUES (now(), $1, $2, $3, $4, $5, $6, $7)`, [chain!.number, whole.sequence, place, type, subject, payload, SALT]);
  return hash;
}
