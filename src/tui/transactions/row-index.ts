/**
 * The rows of a query by their place in the list, newest first, while they are still being found. Where the query is everything, or everything of some days, only
 * every so manieth id is kept; places that the search has not come to yet are then found from the nearest place that was looked at.
 */
import { CountedTotals, type FoundTotals } from '../../insight/found-totals.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { Query } from '../../read-model/query-sql.ts';
import type { RowSlices } from '../../read-model/row-slices.ts';
import type { Day } from '../../values/day.ts';

/** Ids that stand beside each other in the list; `ids` joined by blanks, left out where the ledger can be asked for them again. */
interface Block { readonly start: number; readonly count: number; readonly first: string; readonly last: string; readonly ids: string | undefined }

/** Ids in a block. */
const BLOCK = 1024;
/** Rows looked at in a slice: to begin with, at least and at most. */
const ROWS = { first: 2048, least: 256, most: 16_384 };
/** Milliseconds that a slice should take. */
const SLICE_MS = 6;
/** Places that are walked from a place that is known. */
const WALK = 4096;

export class RowIndex {
  readonly #slices: RowSlices;
  readonly #totals: CountedTotals;
  readonly #estimate: number;
  #blocks: Block[] = [];
  #found = 0;
  #key: string | undefined;
  #rows = ROWS.first;
  #opened: { readonly block: Block; readonly ids: readonly string[] } | undefined;
  /** A place that was looked at where the search has not come to. */
  #near: { readonly at: number; readonly id: string } | undefined;

  constructor({ queries }: Pick<ReadModel, 'queries'>, query: Query, private readonly now: () => number) {
    this.#slices = queries.slices(query);
    this.#totals = new CountedTotals(queries, query);
    this.#key = this.#slices.high;
    this.#estimate = this.#slices.isWhole ? this.#slices.estimate() : 0;
  }

  get isComplete(): boolean { return this.#key === undefined; }
  /** Rows there are; while they are still being found, those found yet, or about how many there are where that is known. */
  get length(): number { return this.isComplete ? this.#found : Math.max(this.#found, this.#estimate); }
  /** Count and sums of what was found until now. */
  get totals(): FoundTotals { return this.#totals.totals; }

  /** True where ids are known for certain up to this place. */
  covers(place: number): boolean { return this.isComplete || place < this.#found; }

  /** Looks at some more rows. */
  step(): void {
    if (this.#key === undefined) return;
    const begun = this.now();
    const { found, next } = this.#slices.below(this.#key, this.#rows);
    for (let at = 0; at < found.length; at += BLOCK) {
      const ids = found.slice(at, at + BLOCK).map(([id]) => id);
      this.#blocks.push({ start: this.#found, count: ids.length, first: ids[0]!, last: ids.at(-1)!, ids: this.#slices.isWhole ? undefined : ids.join(' ') });
      this.#found += ids.length;
    }
    this.#totals.add(found);
    this.#key = next;
    const took = this.now() - begun;
    if (took > SLICE_MS) this.#rows = Math.max(ROWS.least, this.#rows >> 1);
    else if (took * 3 < SLICE_MS) this.#rows = Math.min(ROWS.most, this.#rows << 1);
  }

  /** Ids at the places from..to (exclusive); undefined where there is no row, or it cannot be known yet. */
  ids(from: number, to: number): (string | undefined)[] {
    const ids: (string | undefined)[] = [];
    let at = from;
    for (; at < Math.min(to, this.#found); at++) {
      const block = this.#last(({ start }) => start <= at);
      ids.push(block && this.#idsOf(block)[at - block.start]);
    }
    if (at < to && !this.isComplete && this.#slices.isWhole) ids.push(...this.#beyond(at, Math.min(to, this.length)));
    return ids;
  }

  /** The place of a transaction: undefined where it is not in the list, or not found yet. `date`: its day, which tells about where it will be. */
  placeOf(id: string, date?: Day): number | undefined {
    const block = this.#last((one) => one.first >= id);
    if (block && block.last <= id) {
      const at = this.#idsOf(block).indexOf(id);
      return at < 0 ? undefined : block.start + at;
    }
    if (this.isComplete || !this.#slices.isWhole || date === undefined || this.#slices.older(id, 0, 1)[0] !== id) return undefined;
    const at = Math.min(this.length - 1, Math.max(this.#found, this.#slices.newerThan(id, date)));
    this.#near = { at, id };
    return at;
  }

  /** Places the search has not come to, counted from the nearest place that is known; undefined where none is near. */
  #beyond(from: number, to: number): (string | undefined)[] {
    const limit = to - from;
    const near = this.#nearest(from);
    if (!near) return new Array<undefined>(limit).fill(undefined);
    const up = Math.max(0, near.at - from);
    const above = up > 0 ? this.#slices.newer(near.id, up) : [];
    const missing = new Array<undefined>(up - above.length).fill(undefined);
    const ids = [...missing, ...above, ...this.#slices.older(near.id, Math.max(0, from - near.at), Math.max(0, limit - up))].slice(0, limit);
    const first = ids.findIndex((id) => id !== undefined);
    if (first >= 0) this.#near = { at: from + first, id: ids[first]! };
    return ids;
  }

  #nearest(place: number): { readonly at: number; readonly id: string } | undefined {
    const last = this.#blocks.at(-1);
    const oldest = this.#slices.newer(undefined, 1)[0];
    const known = [this.#near, last && { at: this.#found - 1, id: last.last }, oldest === undefined ? undefined : { at: this.length - 1, id: oldest }].filter((one) => one !== undefined);
    return known.filter(({ at }) => Math.abs(at - place) <= WALK).sort((a, b) => Math.abs(a.at - place) - Math.abs(b.at - place))[0];
  }

  #idsOf(block: Block): readonly string[] {
    if (this.#opened?.block !== block) this.#opened = { block, ids: block.ids === undefined ? this.#slices.between(block.first, block.last) : block.ids.split(' ') };
    return this.#opened.ids;
  }

  /** The last block for which something holds that holds for all before it. */
  #last(holds: (block: Block) => boolean): Block | undefined {
    let low = 0;
    let high = this.#blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#blocks[middle]!)) low = middle + 1;
      else high = middle;
    }
    return this.#blocks[low - 1];
  }
}
