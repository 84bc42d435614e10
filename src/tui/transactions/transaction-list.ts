/** The list that is shown: a search that goes on between keys, the rows of it that are seen, and the cursor, which stays on its transaction whatever comes or goes. */
import type { Query } from '../../read-model/query-sql.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Day } from '../../values/day.ts';
import { ListPlace } from '../components/list.ts';
import type { Handlers } from '../keymap.ts';
import type { Session } from '../screen.ts';
import { RowIndex } from './row-index.ts';

/** A transaction to stand on; its day tells about where it is before it is found. */
export interface Standing { readonly id: string; readonly date?: Day | undefined }

/** Milliseconds between two drawings of a search that goes on. */
const DRAWN_MS = 80;
/** Milliseconds of a search before the loop goes on: what is found in them is shown without another frame between. */
const AT_ONCE_MS = 4;
/** Milliseconds after which a search is shown though it has not filled a page. */
const PATIENCE_MS = 80;
/** Rows that are kept. */
const KEPT = 2000;

export class TransactionList {
  readonly place = new ListPlace(() => this.#shown?.length ?? 0, () => this.#moved());
  #shown: RowIndex | undefined;
  /** A newer search, until it has something to show. */
  #next: RowIndex | undefined;
  #query: Query = { any: [[]] };
  #stop: () => void = () => {};
  #rows = new Map<string, TransactionRow>();
  #twins = new Map<string, TransactionRow | undefined>();
  #patches = new Map<string, Partial<TransactionRow>>();
  #stands: Standing | undefined;
  #isNew = false;
  #followsEnd = false;
  #page = 20;
  #drawn = 0;

  constructor(private readonly session: Session) {}

  /** The search that is shown; undefined before the first. */
  get index(): RowIndex | undefined { return this.#shown; }
  get isSearching(): boolean { return this.#next !== undefined || this.#shown?.isComplete === false; }
  /** Rows found by the newest search until now. */
  get found(): number { return (this.#next ?? this.#shown)?.totals.count ?? 0; }

  /** Shows what a query finds. `on`: where the cursor shall stand; else at the newest. */
  seek(query: Query, on?: Standing): void {
    this.#query = query;
    this.#stands = on;
    this.#isNew = true;
    this.#followsEnd = false;
    if (!on) this.place.top = this.place.cursor = 0;
    this.#begin();
  }

  /** Finds all anew, in a ledger that has changed. */
  refresh(): void { this.#begin(); }

  /** Rows are read anew, as the ledger holds them now. */
  forget(): void {
    this.#rows.clear();
    this.#twins.clear();
  }

  /** No work between keys any more. */
  stop(): void { this.#stop(); }

  #begin(): void {
    const { known } = this.session;
    this.#stop();
    if (!known) return;
    const next = (this.#next = new RowIndex(known.model, this.#query));
    const begun = this.session.ticks();
    const step = (): 'more' | 'done' => {
      next.step();
      const now = this.session.ticks();
      if (this.#next === next && (next.isComplete || now - begun >= PATIENCE_MS || (next.totals.count >= this.#page && this.#isFound(next)))) this.#show(next);
      else if (this.#shown === next) this.#settle();
      if (next.isComplete || now - this.#drawn >= DRAWN_MS) this.#draw();
      return next.isComplete ? 'done' : 'more';
    };
    while (step() === 'more') if (this.session.ticks() - begun >= AT_ONCE_MS) return void (this.#stop = this.session.between(step));
    this.#stop = () => {};
  }

  /** True where the transaction to stand on need not be waited for. */
  #isFound(index: RowIndex): boolean { return this.#stands === undefined || index.placeOf(this.#stands.id, this.#stands.date) !== undefined; }

  #show(index: RowIndex): void {
    this.#shown = index;
    this.#next = undefined;
    this.#settle(true);
    this.#draw();
  }

  #draw(): void {
    this.#drawn = this.session.ticks();
    this.session.redraw();
  }

  /** Puts the cursor where its transaction is now, without the list moving under it. `isShown`: the list has just come to be shown. */
  #settle(isShown = false): void {
    const { index, place } = this;
    if (!index) return;
    if (this.#followsEnd) return this.#toEnd(index);
    if (!isShown && !index.covers(place.cursor)) return;
    const at = this.#stands && index.placeOf(this.#stands.id, this.#stands.date);
    const isNew = this.#isNew;
    if (at !== undefined) {
      this.#isNew = false;
      // What was asked for stands among others; what has only moved stays where it is seen.
      if (at !== place.cursor) place.top = isNew ? at - Math.floor(this.#page / 3) : place.top + at - place.cursor;
      place.cursor = at;
    } else if (this.#stands === undefined || index.isComplete) place.to(isNew ? 0 : place.cursor);
  }

  #toEnd(index: RowIndex): void {
    this.place.to(index.length - 1);
    this.#followsEnd = !index.isComplete;
  }

  #moved(): void {
    this.#followsEnd = this.#isNew = false;
    const row = this.row();
    this.#stands = row && { id: row.id, date: row.date };
  }

  /** The keys that move; the end of a search that goes on moves with it. */
  readonly movement: Handlers<'movement'> = {
    ...this.place.movement,
    last: () => {
      const index = this.#shown;
      this.place.movement.last();
      if (index?.covers(this.place.cursor)) this.#toEnd(index);
    },
  };

  /** The transaction under the cursor. */
  row(): TransactionRow | undefined { return this.rows(this.place.cursor, this.place.cursor + 1)[0]; }

  /** The transactions at the places from..to (exclusive), as they stand now; undefined where none is known there. */
  rows(from: number, to: number): (TransactionRow | undefined)[] {
    const { known } = this.session;
    const ids = this.#shown?.ids(from, to) ?? [];
    const missing = ids.flatMap((id) => (id === undefined || this.#rows.has(id) ? [] : [id]));
    if (missing.length > 0 && known) {
      if (this.#rows.size > KEPT) this.#rows.clear();
      for (const [id, row] of known.model.queries.byIds(this.#rows.size === 0 ? ids.filter((id) => id !== undefined) : missing)) this.#rows.set(id, row);
    }
    return ids.map((id) => {
      const row = id === undefined ? undefined : this.#rows.get(id);
      const patch = row && this.#patches.get(row.id);
      return patch ? { ...row, ...patch } : row;
    });
  }

  /** The rows that are seen in a window so high, and the place of the first. */
  window(height: number): { readonly from: number; readonly rows: readonly (TransactionRow | undefined)[] } {
    this.#page = Math.max(1, height);
    const { from, to } = this.place.window(height);
    return { from, rows: this.rows(from, to) };
  }

  /** The other half of a transfer. */
  twin(row: TransactionRow): TransactionRow | undefined {
    if (row.twin === null) return undefined;
    if (!this.#twins.has(row.twin)) this.#twins.set(row.twin, this.session.known?.model.transactions.get(row.twin));
    return this.#twins.get(row.twin);
  }

  /** Shows transactions as they will be while a change is made. */
  async meanwhile<T>(ids: readonly string[], patch: Partial<TransactionRow>, change: Promise<T>): Promise<T> {
    for (const id of ids) this.#patches.set(id, patch);
    this.session.redraw();
    try {
      return await change;
    } finally {
      for (const id of ids) this.#patches.delete(id);
      this.session.redraw();
    }
  }
}
