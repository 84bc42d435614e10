/**
 * A budget as a bar of fixed width. Its state never hangs on colour alone: a sign stands after the bar,
 * "!" over budget, ">" ahead of pace, blank otherwise; the pace marker stands where spending is expected to be by today.
 */
import type { Minor } from '../values/money.ts';

export interface BarFacts {
  /** Net spending, may be below zero after refunds. */
  readonly spent: Minor;
  /** What may be spent: budgeted and rolled in. */
  readonly available: Minor;
  /** Expected spending by today; null draws no marker. */
  readonly pace: Minor | null;
}
export type BarState = 'within' | 'ahead' | 'over';

const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** Over: more is spent than there is. Ahead: more than expected by today. */
export function barState({ spent, available, pace }: BarFacts): BarState {
  if (spent > Math.max(0, available)) return 'over';
  return pace !== null && spent > Math.max(0, pace) ? 'ahead' : 'within';
}

const SIGNS = { within: ' ', ahead: '>', over: '!' } as const;

/** 0..1 as a share of what there is; full where nothing is left to share. */
function share(part: Minor, available: Minor): number {
  if (available <= 0) return part > 0 ? 1 : 0;
  return Math.min(1, Math.max(0, part / available));
}

/** Facts -> a bar of `cells` cells (at least 4) and its sign, `cells + 1` columns (ASCII: two more for the brackets). */
export function budgetBar(facts: BarFacts, cells: number, unicode: boolean): string {
  const size = Math.max(4, cells);
  // Only the drawing is a fraction; money stays in whole minor units.
  const eighths = Math.round(share(facts.spent, facts.available) * size * 8);
  const full = Math.floor(eighths / 8);
  const drawn: string[] = new Array<string>(size).fill(unicode ? '·' : '.').fill(unicode ? '█' : '#', 0, full);
  if (unicode && full < size && eighths % 8 > 0) drawn[full] = EIGHTHS[eighths % 8] ?? '·';
  if (!unicode && full < size && eighths % 8 >= 4) drawn[full] = '#';
  if (facts.pace !== null && facts.available > 0)
    drawn[Math.min(size - 1, Math.floor(share(facts.pace, facts.available) * size))] = unicode ? '┃' : '|';
  const body = drawn.join('');
  return (unicode ? body : `[${body}]`) + SIGNS[barState(facts)];
}
