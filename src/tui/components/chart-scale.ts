/** The scale of a chart: round steps (1, 2, 5) that lie on whole rows, and as much of the height used as they allow. */

/** A mark of the scale: how many rows above the base its value lies (negative: below). */
export interface Tick { readonly row: number; readonly value: number }
export interface Scale {
  /** Value of one row. */
  readonly perRow: number;
  /** Value at the base, from which rows are counted: 0 for bars. */
  readonly base: number;
  readonly ticks: readonly Tick[];
}

interface Candidate { readonly step: number; readonly rows: number; readonly perRow: number }
const ROWS_PER_STEP = [1, 2, 3, 4, 5, 6] as const;
/** Steps are drawn further apart where there is room: a chart is to be calm. */
const leastRowsPerStep = (rows: number): number => (rows < 6 ? 1 : rows < 12 ? 2 : rows < 24 ? 3 : 4);
/** Every step from 1 to beyond the safe integers, smallest value of a row first. */
const CANDIDATES: readonly Candidate[] = Array.from({ length: 18 }, (_, exponent) => [1, 2, 5].map((digit) => digit * 10 ** exponent)).flat()
  .flatMap((step) => ROWS_PER_STEP.map((rows) => ({ step, rows, perRow: step / rows }))).sort((a, b) => a.perRow - b.perRow);
/** Step of a chart in which nothing is more than nothing. */
const EMPTY_STEP = 100_000;
const LARGEST: Candidate = { step: 1e18, rows: 2, perRow: 5e17 };

const ticksOf = ({ step, rows }: Candidate, base: number, from: number, to: number): Tick[] => {
  const ticks: Tick[] = [];
  for (let count = Math.ceil(from / rows); count * rows <= to; count++) ticks.push({ row: count === 0 ? 0 : count * rows, value: base + (count === 0 ? 0 : count * step) });
  return ticks;
};

/** Rows that a value takes; what is less than half of one takes none. */
const rowsOf = (value: number, perRow: number): number => (value / perRow < 0.5 ? 0 : Math.ceil(value / perRow));
const heights = (lowest: number, highest: number, perRow: number): { up: number; down: number } => ({ up: rowsOf(highest, perRow), down: rowsOf(-lowest, perRow) });

/** Lowest and highest value of bars, `rows` for the bars above and below zero together -> the scale and its rows above and below. */
export function barScale(lowest: number, highest: number, rows: number): Scale & { readonly up: number; readonly down: number } {
  const fits = (candidate: Candidate): boolean => {
    const { up, down } = heights(lowest, highest, candidate.perRow);
    return up + down <= rows;
  };
  const least = leastRowsPerStep(rows);
  const isEmpty = lowest >= 0 && highest <= 0;
  const found = CANDIDATES.find((candidate) => candidate.rows >= least && (isEmpty ? candidate.step >= EMPTY_STEP : fits(candidate))) ?? LARGEST;
  const down = Math.min(rows, heights(lowest, highest, found.perRow).down);
  const up = Math.max(0, rows - down);
  return { perRow: found.perRow, base: 0, up, down, ticks: ticksOf(found, 0, -down, up) };
}

/** Lowest and highest value of lines, in so many rows -> the scale, whose base lies at the lower edge and need not be zero. */
export function lineScale(lowest: number, highest: number, rows: number): Scale {
  // Half of the way from zero, a line is better seen with the zero than without it.
  const from = lowest > 0 && lowest < highest / 2 ? 0 : lowest;
  const to = highest < 0 && highest > lowest / 2 ? 0 : highest;
  const baseOf = ({ step }: Candidate): number => Math.floor(from / step) * step;
  const least = leastRowsPerStep(rows);
  const isEmpty = from === 0 && to === 0;
  const found = CANDIDATES.find((candidate) => candidate.rows >= least && (isEmpty ? candidate.step >= EMPTY_STEP : baseOf(candidate) + candidate.perRow * rows >= to)) ?? LARGEST;
  const base = baseOf(found);
  return { perRow: found.perRow, base, ticks: ticksOf(found, base, 0, rows) };
}
