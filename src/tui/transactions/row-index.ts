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
/** Rows looked at in a step: a millisecond or two, whatever is sought in them. */
const ROWS = BLOCK;
/** Places that are walked from a place that is known. */
const WALK = 4096;

export class RowIndex {
  readonly #slices: RowSlices;
  readonly #totals: CountedTotals;
  readonly #estimate: number;
  #blocks: Block[] = [];
  #found = 0;
  #key: string | undefined;
  #opened: { readonly block: Block; readonly ids: readonly string[] } | undefined;
  /** A place that was looked at where the search has not come to. */
  #near: { readonly at: number; readonly id: string } | undefined;

  constructor({ queries }: Pick<ReadModel, 'queries'>, query: Query) {
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
    if (this.#slices.isWhole) this.#sumOn(this.#key);
    else this.#findOn(this.#key);
  }

  #findOn(key: string): void {
    const { found, next } = this.#slices.below(key, ROWS);
    const [first, last] = [found[0]?.[0], found.at(-1)?.[0]];
    if (first !== undefined && last !== undefined) this.#keep({ start: this.#found, count: found.length, first, last, ids: found.map(([id]) => id).join(' ') });
    this.#totals.add(found);
    this.#key = next;
  }

  /** Everything, or everything of some days: ids and rows need not be read for it. */
  #sumOn(key: string): void {
    const { sums, next } = this.#slices.sumsBelow(key, ROWS);
    if (sums.length > 0) this.#keep({
      start: this.#found, count: sums.reduce((all, { count }) => all + count, 0), ids: undefined,
      first: sums.reduce((most, { first }) => (first > most ? first : most), ''), last: sums.reduce((least, { last }) => (last < least ? last : least), sums[0]!.last),
    });
    this.#totals.addSums(sums);
    this.#key = next;
  }

  #keep(block: Block): void {
    this.#blocks.push(block);
    this.#found += block.count;
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
