/**
 * Hybrid logical clock (Kulkarni et al. 2014): wall time where it moves forward, a counter where it does not, so that the
 * order of commits survives a clock that stands still or jumps back.
 * Text form, frozen: 13 digits of Unix milliseconds, '.', 4 hex digits of counter; sorts as text.
 */
export type Clock = string;

/** The next clock after `last` (or undefined) when the wall shows `unixMs`. */
export function tick(last: Clock | undefined, unixMs: number): Clock {
  const wall = Math.max(0, Math.floor(unixMs));
  if (last === undefined || wall > wallOf(last)) return format(wall, 0);
  const counter = Number.parseInt(last.slice(14), 16) + 1;
  return counter > 0xffff ? format(wallOf(last) + 1, 0) : format(wallOf(last), counter);
}

/** Unix milliseconds of a clock. */
export const wallOf = (clock: Clock): number => Number(clock.slice(0, 13));

/** The last clock that can stand in a given millisecond: an inclusive bound for "as of". */
export const endOfMillisecond = (unixMs: number): Clock => format(unixMs, 0xffff);

const format = (wall: number, counter: number): Clock =>
  `${wall.toString().padStart(13, '0')}.${counter.toString(16).padStart(4, '0')}`;
