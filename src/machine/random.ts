/** Dice: the system's, and a twin that a seed makes repeatable. */
import { createHash, randomBytes } from 'node:crypto';
import type { Random } from '../values/ambient.ts';

/** Bytes from the operating system's secure source. */
export const systemRandom: Random = (count) => randomBytes(count);

/** Text -> dice that fall the same way every time: SHA-256 over the seed and a counter. For tests; secrets need `systemRandom`. */
export function seededRandom(seed: string): Random {
  let block = 0;
  let pool = new Uint8Array(0);
  return (count) => {
    const bytes = new Uint8Array(count);
    for (let filled = 0; filled < count;) {
      if (pool.length === 0) pool = new Uint8Array(createHash('sha256').update(`${seed}\u001f${block++}`).digest());
      const taken = pool.subarray(0, count - filled);
      bytes.set(taken, filled);
      filled += taken.length;
      pool = pool.subarray(taken.length);
    }
    return bytes;
  };
}
