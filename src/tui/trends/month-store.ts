/** Month sums as they were read: the newest months at once, older ones in pieces between keys, the same month never read twice until the ledger changes. */
import type { ReadModel } from '../../read-model/read-model.ts';
import type { MonthSum } from '../../read-model/rows.ts';
import { type Month, addMonths } from '../../values/day.ts';
import type { Session } from '../screen.ts';

/** Months that are read in one piece: a few hundred lines each at most. */
const PIECE = 12;

export class MonthStore {
  readonly #months = new Map<Month, readonly MonthSum[]>();
  #stale = new Set<Month>();
  #stop: (() => void) | undefined;

  /** `changed`: more is there to be shown. */
  constructor(private readonly session: Pick<Session, 'between' | 'known'>, private readonly changed: () => void) {}

  /** The ledger has changed: what is there stays until it is read anew. */
  spoil(): void {
    this.close();
    this.#stale = new Set(this.#months.keys());
  }

  /** Stops reading; it goes on with the next `want`. */
  close(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  /** Sees to it that these months are read: the newest two pieces now, the others soon. */
  want(from: Month, to: Month): void {
    const pieces: { from: Month; to: Month }[] = [];
    for (let last = to; last >= from; last = addMonths(last, -PIECE)) {
      const first = addMonths(last, 1 - PIECE);
      pieces.push({ from: first < from ? from : first, to: last });
    }
    this.close();
    const missing = pieces.filter((piece) => monthsOf(piece).some((month) => !this.#months.has(month) || this.#stale.has(month)));
    missing.splice(0, 2).forEach((piece) => this.#read(piece));
    if (missing.length === 0) return;
    this.#stop = this.session.between(() => {
      const piece = missing.shift();
      if (piece) this.#read(piece);
      if (missing.length > 0) return 'more';
      this.#stop = undefined;
      this.changed();
      return 'done';
    });
  }

  #read(piece: { readonly from: Month; readonly to: Month }): void {
    const model: ReadModel | undefined = this.session.known?.model;
    if (!model) return;
    const read = new Map<Month, MonthSum[]>(monthsOf(piece).map((month) => [month, []]));
    for (const sum of model.sums.between(piece.from, piece.to)) read.get(sum.month)?.push(sum);
    for (const [month, sums] of read) {
      this.#months.set(month, sums);
      this.#stale.delete(month);
    }
  }

  /** True while older months are still to be read. */
  get isReading(): boolean { return this.#stop !== undefined; }

  /** What is read of these months, oldest first. */
  sums(from: Month, to: Month): MonthSum[] {
    return monthsOf({ from, to }).flatMap((month) => this.#months.get(month) ?? []);
  }
}

function monthsOf({ from, to }: { readonly from: Month; readonly to: Month }): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}
