/** How long work takes: the wall clock may stand still (FT_NOW) or jump, this goes on evenly. */

/** Milliseconds since an instant that means nothing: only differences do. */
export const ticks = (): number => performance.now();
