/** Whether one column of numbers is the balance of another: it proves which of the two is the amount. */
import { amountFrom } from '../../values/amount-text.ts';
import type { RawRecord } from './records.ts';

/** True when each balance is the one before (or after) plus the amount, in nearly all rows. */
export function runs(rows: readonly RawRecord[], amount: number, balance: number): boolean {
  const read = (cell: string | undefined): number => {
    const point = amountFrom(cell ?? '', '.', 3);
    return Number.isNaN(point) ? amountFrom(cell ?? '', ',', 3) : point;
  };
  let down = 0;
  let up = 0;
  let pairs = 0;
  for (let index = 1; index < rows.length; index++) {
    const [before, now] = [read(rows[index - 1]![balance]), read(rows[index]![balance])];
    if (Number.isNaN(before) || Number.isNaN(now)) continue;
    pairs++;
    if (before + read(rows[index]![amount]) === now) down++;
    if (now + read(rows[index - 1]![amount]) === before) up++;
  }
  return pairs > 0 && Math.max(down, up) >= pairs * 0.9;
}
