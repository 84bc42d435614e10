/** A few numbers as one short row of bars, for a glance: each is drawn against the largest of them. */

const LEVELS = { unicode: '·▁▂▃▄▅▆▇█', ascii: '.,:-=+*#@' } as const;

/** Amounts -> one cell each, lowest for what is nothing or below. */
export function sparkline(amounts: readonly number[], unicode: boolean): string {
  const levels = [...LEVELS[unicode ? 'unicode' : 'ascii']];
  const most = Math.max(...amounts);
  return amounts.map((amount) => (amount <= 0 || most <= 0 ? levels[0] : levels[Math.max(1, Math.round((amount / most) * (levels.length - 1)))])).join('');
}
