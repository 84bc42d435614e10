/** What the budgets screen shows: the month, its lines, the line under the cursor, a trial, and what is on its way to the ledger. */
import type { BudgetChange } from '../../insight/budget-copy.ts';
import { type BudgetLine, type BudgetTarget, targetKey } from '../../insight/budgets.ts';
import type { YearRow } from '../../insight/budget-year.ts';
import type { Outlook } from '../../insight/what-if.ts';
import type { BudgetRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { type Month, addMonths, monthOf } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { ListPlace } from '../components/list.ts';
import type { Session } from '../screen.ts';
import type { AmountCell } from './amount-cell.ts';
import { BudgetBook } from './budget-book.ts';
import { type Row, type TargetRow, isTarget, rowsOf } from './rows.ts';
import type { Trial } from './trial.ts';

export class BudgetState {
  month: Month;
  mode: 'month' | 'year' = 'month';
  trial: Trial | undefined;
  cell: AmountCell | undefined;
  rows: readonly Row[] = [];
  targets: readonly TargetRow[] = [];
  years: readonly YearRow[] = [];
  outlooks: readonly Outlook[] = [];
  book: BudgetBook | undefined;
  readonly place = new ListPlace(() => this.keys.length);
  /** Set, and on the way to the ledger: shown as if it stood there. */
  readonly #pending = new Set<BudgetRow>();
  #lines: readonly BudgetLine[] = [];
  /** First row of the table that is seen. */
  #top = 0;

  constructor(private readonly session: Session) { this.month = monthOf(session.today()); }

  /** Keys of the lines one can stand on, in their order. */
  get keys(): readonly string[] { return this.mode === 'year' ? this.years.map(targetKey) : this.targets.map(({ key }) => key); }
  get key(): string | undefined { return this.keys[this.place.cursor]; }
  get row(): TargetRow | undefined { return this.targets[this.place.cursor]; }
  get yearRow(): YearRow | undefined { return this.years[this.place.cursor]; }
  get lines(): readonly BudgetLine[] { return this.#lines; }
  get isRunning(): boolean { return this.month === monthOf(this.session.today()); }

  /** The budget as it is written, whatever is tried. */
  standing(target: BudgetTarget): BudgetLine | undefined { return this.book?.lines(this.month, [...this.#pending]).find((line) => targetKey(line) === targetKey(target)); }

  /** Reads the ledger anew. */
  read(): void {
    const { known } = this.session;
    this.book = known ? new BudgetBook(known, this.session.today(), this.month) : undefined;
    this.arrange();
  }

  /** Shows another month; the cursor stays on its line. */
  to(month: Month): void {
    this.month = month;
    this.book?.cover(month);
    this.arrange();
  }

  step(by: 1 | -1): void { this.to(addMonths(this.month, by)); }

  /** Works out what is shown, after anything has changed. `key`: the line to stand on; the one that is edited or was stood on where left out. */
  arrange(key = this.cell ? targetKey(this.cell.target) : this.key): void {
    const { book, month } = this;
    if (!book) return;
    const tried = [...this.#pending, ...(this.trial?.settings(month) ?? [])];
    const order = this.currencies();
    this.#lines = book.lines(month, tried);
    this.rows = rowsOf(book, month, this.#lines, this.cell ? [this.cell.target] : [], order);
    this.targets = this.rows.filter(isTarget);
    this.years = this.mode === 'year' ? book.year(month.slice(0, 4), tried).sort((a, b) => order.indexOf(a.currency) - order.indexOf(b.currency)) : [];
    const at = key === undefined ? -1 : this.keys.indexOf(key);
    this.place.to(at >= 0 ? at : this.place.cursor);
    this.outlooks = this.trial ? book.outlooks(month, this.#lines) : [];
  }

  /** The currencies of the person's accounts, the most used first. */
  currencies(): Currency[] {
    const uses = this.book?.uses() ?? new Map<Currency, number>();
    const held = new Set(this.session.known?.accounts.map(({ currency }) => currency));
    return [...held].sort((a, b) => (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || (a < b ? -1 : 1));
  }

  /** An amount is edited in its line, which is there from now on where it was not; undefined ends that. */
  edit(cell: AmountCell | undefined): void {
    const { key } = this;
    this.cell = cell;
    this.arrange(cell ? targetKey(cell.target) : key);
  }

  /** Shows a setting as if it stood in the ledger, until what is awaited has come of it. */
  async pending(setting: BudgetRow, written: Promise<unknown>): Promise<unknown> {
    this.#pending.add(setting);
    this.arrange();
    const answer = await written;
    this.#pending.delete(setting);
    this.arrange();
    this.session.redraw();
    return answer;
  }

  /** The rows of the month's table that fit into `height`, the line under the cursor among them; headings above the first line come with it. */
  window(height: number): { readonly from: number; readonly to: number } {
    this.place.window(height);
    const total = this.rows.length;
    const cursor = this.rows.findIndex((row) => isTarget(row) && row.key === this.key);
    if (this.place.cursor === 0) this.#top = 0;
    if (cursor < this.#top) this.#top = cursor;
    if (cursor >= this.#top + height) this.#top = cursor - height + 1;
    this.#top = Math.max(0, Math.min(this.#top, total - height));
    return { from: this.#top, to: Math.min(total, this.#top + height) };
  }

  /** What a trial would set. */
  changes(): BudgetChange[] {
    return (this.trial?.settings(this.month) ?? []).map(({ kind, target, currency, amount, rollover }) =>
      ({ kind, target, currency, amount: amount as Minor, rollover, was: this.standing({ kind, target, currency })?.budgeted ?? null }));
  }
}
