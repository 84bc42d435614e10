/**
 * The code that takes a hub's key from one device to another: 128 random bits and 12 of a checksum, as seven groups of four characters that are
 * not mistaken for one another (Crockford's base 32).
 */
import { createHash } from 'node:crypto';
import { raise } from '../errors.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SEED_BYTES = 16;
const CHECK_BITS = 12n;
const CHARACTERS = 28;

export const SEED_LENGTH = SEED_BYTES;

const checksum = (seed: Uint8Array): bigint => BigInt(`0x${createHash('sha256').update('code of a hub').update(seed).digest('hex')}`) & ((1n << CHECK_BITS) - 1n);

/** Seed of 16 bytes -> "7XQ2-…", seven groups. */
export function codeOf(seed: Uint8Array): string {
  let value = (BigInt(`0x${Buffer.from(seed).toString('hex')}`) << CHECK_BITS) | checksum(seed);
  let text = '';
  for (let at = 0; at < CHARACTERS; at++, value >>= 5n) text = ALPHABET[Number(value & 31n)]! + text;
  return text.match(/.{4}/g)!.join('-');
}

/** Code as a person typed it -> the seed. I and L are read as 1, O as 0. Fails by 'hub-code-invalid'. */
export function seedOf(code: string): Uint8Array {
  const plain = code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (plain.length !== CHARACTERS || [...plain].some((character) => !ALPHABET.includes(character))) raise('hub-code-invalid', {});
  let value = 0n;
  for (const character of plain) value = (value << 5n) | BigInt(ALPHABET.indexOf(character));
  const seed = Buffer.from((value >> CHECK_BITS).toString(16).padStart(2 * SEED_BYTES, '0'), 'hex');
  if (seed.length !== SEED_BYTES || (value & ((1n << CHECK_BITS) - 1n)) !== checksum(seed)) raise('hub-code-invalid', {});
  return seed;
}
