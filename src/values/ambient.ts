/** What a program draws from around it, as parameters: tests and replay give their own. */

/** Unix milliseconds now. */
export type WallClock = () => number;
/** So many random bytes. */
export type Random = (count: number) => Uint8Array;
