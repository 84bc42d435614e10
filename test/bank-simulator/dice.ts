/** Numbers that look random and follow from a text: the same text, the same numbers, on every machine. */
import { createHash } from 'node:crypto';
import { fnv1a } from '../../src/values/fnv1a.ts';

export interface Dice {
  /** Whole number in [low, high]. */
  between(low: number, high: number): number;
  /** True with so many chances in a hundred. */
  chance(percent: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Text -> dice (mulberry32 by Tommy Ettinger, seeded with FNV-1a of the text). */
export function diceOf(text: string): Dice {
  let state = fnv1a(text);
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const between = (low: number, high: number): number => low + (next() % (high - low + 1));
  return {
    between,
    chance: (percent) => between(1, 100) <= percent,
    pick: (from) => {
      const chosen = from[between(0, from.length - 1)];
      if (chosen === undefined) throw new Error('nothing to pick from');
      return chosen;
    },
  };
}

/** Text -> so many hexadecimal digits of its SHA-256. */
export const hexOf = (text: string, digits: number): string => createHash('sha256').update(text).digest('hex').slice(0, digits);

/** Text -> a UUID of version 4 in form. */
export function uuidOf(text: string): string {
  const hex = hexOf(text, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${'89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4]}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
/** Text -> so many decimal digits. */
export const digitsOf = (text: string, count: number): string =>
  BigInt(`0x${hexOf(text, 60)}`).toString().slice(0, count).padStart(count, '0');
