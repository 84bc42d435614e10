/** A password as PostgreSQL stores it (RFC 5803): what is sent in SQL may stand in the server's log, and the password itself must not. */
import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import type { Random } from '../../values/ambient.ts';

const ITERATIONS = 4096;

/** `password`: of ASCII only, so that it needs no preparing (RFC 4013). */
export function scramVerifier(password: string, random: Random): string {
  const salt = Buffer.from(random(16));
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (purpose: string): Buffer => createHmac('sha256', salted).update(purpose).digest();
  const stored = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${stored}:${keyOf('Server Key').toString('base64')}`;
}
