/** A question over the screen: it takes every key until it is answered. */
import type { Key } from '../keys.ts';
import type { Size } from '../screen.ts';

export interface Overlay {
  /** Lines at the foot of the screen, as many as it needs, at most `size.rows`. */
  lines(size: Size): readonly string[];
  /** Takes a key. What it answers, it answers through the promise that it was made with. */
  press(key: Key): void;
}
