/** Identifiers. Time and randomness are parameters, so that tests and replay stay deterministic. */
import * as crypto from 'node:crypto';
import { type Day, dayNumber } from './day.ts';

/** Crockford's base 32 in lower case (no i, l, o, u): sorts like the number it spells. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** SHA-256 of text -> `length` characters of base 32, most significant bits first (at most 51). */
function digestId(text: string, length: number): string {
  // As a string of bytes: for so short a digest a Buffer costs more than the hash.
  const bytes = crypto.hash('sha256', text, 'binary');
  let id = '';
  let value = 0;
  let bits = 0;
  for (let i = 0; id.length < length; i++) {
    value = ((value << 8) | bytes.charCodeAt(i)) & 0xffff;
    bits += 8;
    while (bits >= 5 && id.length < length) {
      bits -= 5;
      id += ALPHABET[(value >>> bits) & 31];
    }
  }
  return id;
}

/** UUID version 7 (RFC 9562): 48 bits of Unix milliseconds, then random bits. `random` gives 10 bytes. */
export function uuidv7(unixMs: number, random: Uint8Array): string {
  const hex = Math.floor(unixMs).toString(16).padStart(12, '0');
  const r = Array.from(random.subarray(0, 10));
  r[0] = ((r[0] ?? 0) & 0x0f) | 0x70;
  r[2] = ((r[2] ?? 0) & 0x3f) | 0x80;
  const tail = r.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8, 20)}`;
}

const dayPrefixes = new Map<Day, string>();
/** The first four characters of every transaction id booked on that day: ids sort by booking date. */
export function dayPrefix(day: Day): string {
  let prefix = dayPrefixes.get(day);
  if (prefix === undefined) {
    const n = dayNumber(day);
    prefix = ALPHABET[(n >>> 15) & 31]! + ALPHABET[(n >>> 10) & 31]! + ALPHABET[(n >>> 5) & 31]! + ALPHABET[n & 31]!;
    if (dayPrefixes.size > 20_000) dayPrefixes.clear();
    dayPrefixes.set(day, prefix);
  }
  return prefix;
}

/**
 * Facts -> short stable id: `length` base-32 characters of SHA-256 over the parts, kept apart by U+001F.
 * The same facts give the same id on every device; that is what makes re-import, undo and merge safe.
 */
export function factId(length: number, ...parts: readonly (string | number)[]): string {
  return digestId(parts.join('\u001f'), length);
}

/** The parts of a transaction's identity (DESIGN: account, booking day, amount, currency, normalised text) and its ordinal among equals, from 1. */
export function transactionId(account: string, day: Day, amount: number, currency: string, text: string, ordinal: number): string {
  // Spelled out, not joined: this runs once for every row of every import.
  return dayPrefix(day) + digestId(`${account}\u001f${day}\u001f${amount}\u001f${currency}\u001f${text}\u001f${ordinal}`, 12);
}
