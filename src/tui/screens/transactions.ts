/** Transactions: a list of any length, searched while one types; what is known of each; what can be done with them. */
import { tell } from '../../errors.ts';
import { addMonths, monthOf } from '../../values/day.ts';
import { beside, line } from '../components/layout.ts';
import type { Handlers } from '../keymap.ts';
import type { Key } from '../keys.ts';
import type { Known, Screen, Session, Size, Target, View } from '../screen.ts';
import { rowLines } from '../transactions/columns.ts';
import { DetailFacts } from '../transactions/detail-facts.ts';
import { detailLines } from '../transactions/detail-lines.ts';
import { pickAccount, pickCategoryOrGroup, pickMonth } from '../transactions/filter-pickers.ts';
import { type Filters, NO_FILTERS, chipsOf, queryOf, sameFilters } from '../transactions/filters.ts';
import { categorize, forget } from '../transactions/labelling.ts';
import { Marks } from '../transactions/marks.ts';
import { note } from '../transactions/noting.ts';
import { completions } from '../transactions/query-completion.ts';
import { SearchField } from '../transactions/search-field.ts';
import { split } from '../transactions/split-editor.ts';
import { numberText, summaryLine } from '../transactions/summary.ts';
import { type Standing, TransactionList } from '../transactions/transaction-list.ts';
import { transactionWords } from '../transactions/words.ts';

/** Columns from which on the detail stands beside the list. */
const WIDE = 110;

export class TransactionsScreen implements Screen<'transactions'> {
  readonly name = 'transactions';
  readonly #list: TransactionList;
  readonly #facts: DetailFacts;
  readonly #marks: Marks;
  #filters: Filters = NO_FILTERS;
  /** What was looked for when another screen led here: Esc returns to it first. */
  #opened: Filters | undefined;
  #field: SearchField | undefined;
  /** Why what is typed finds nothing new. */
  #wrong: string | undefined;
  /** The detail lies over the list; from which line on. */
  #detail: { from: number; readonly height: number; readonly lines: number } | undefined;
  #isWide = false;
  #columns = 80;
  /** Where one was before going to the other half of a transfer. */
  readonly #trail: { readonly filters: Filters; readonly on: Standing | undefined }[] = [];
  #seen: Known | undefined;

  constructor(private readonly session: Session) {
    this.#list = new TransactionList(session);
    this.#marks = new Marks(this.#list, session);
    this.#facts = new DetailFacts(session);
  }

  get #words() { return transactionWords(this.session.locale); }

  opened(target: Target | undefined): void {
    if (target) {
      this.#opened = { text: target.query ?? '', month: target.month };
      this.#trail.length = 0;
      this.#field = this.#detail = undefined;
      this.#seek(this.#opened, target.id);
    } else if (!this.#opened) this.#seek((this.#opened = NO_FILTERS));
    else if (this.#seen !== this.session.known || this.#list.isSearching) this.refreshed();
    this.#look();
  }

  refreshed(): void {
    this.#forget();
    this.#list.refresh();
    this.#look();
  }

  /** Nothing that was read before holds in the ledger as it is now. */
  #forget(): void {
    this.#seen = this.session.known;
    this.#facts.forget();
    this.#list.forget();
  }

  closed(): void {
    this.#list.stop();
    this.#facts.leave();
  }

  /** Looks for something else. `id`: the transaction to stand on. */
  #seek(filters: Filters, id?: string): void {
    const { known } = this.session;
    this.#filters = filters;
    if (!known) return;
    // Opened on something else after a change that was made elsewhere.
    if (this.#seen !== known) this.#forget();
    const query = queryOf(filters, known, this.session.today());
    this.#wrong = query.ok ? undefined : tell(query.error).message;
    if (query.ok) this.#list.seek(query.value, id === undefined ? undefined : { id, date: known.model.transactions.get(id)?.date });
  }

  /** As above, with the cursor staying on its transaction where that is found. */
  #filter(change: Partial<Filters>): void {
    this.#seek({ ...this.#filters, ...change }, this.#list.row()?.id);
    this.#look();
  }

  /** The transaction under the cursor is looked at closely, where its detail is seen. */
  #look(): void {
    if (this.#detail) this.#detail.from = 0;
    if (this.#isWide || this.#detail) this.#facts.look(this.#list.row());
  }

  readonly #moves: Handlers<'movement'> = this.#moving();
  get movement(): Handlers<'movement'> { return this.#moves; }

  #moving(): Handlers<'movement'> {
    const then = (move: () => void) => (): void => { move(); this.#look(); };
    const page = (share: number, move: () => void) => (): void => (this.#detail ? this.#scroll(Math.trunc(this.#detail.height * share)) : then(move)());
    // Pages of the detail, where it lies over the list.
    const of = (action: keyof Handlers<'movement'>) => (): void => this.#list.movement[action]();
    return {
      down: then(of('down')), up: then(of('up')), first: then(of('first')), last: then(of('last')), pageDown: page(1, of('pageDown')), pageUp: page(-1, of('pageUp')),
      halfDown: page(0.5, of('halfDown')), halfUp: page(-0.5, of('halfUp')),
    };
  }

  #scroll(by: number): void {
    const detail = this.#detail;
    if (detail) detail.from = Math.max(0, Math.min(detail.from + by, detail.lines - detail.height));
  }

  readonly handlers: Handlers<'transactions'> = {
    search: () => {
      this.#detail = undefined;
      this.#field = new SearchField(this.#filters.text, (text) => (this.session.known ? completions(text, this.session.known, this.session.today()) : []));
    },
    detail: () => {
      this.#detail = this.#detail || !this.#list.row() ? undefined : { from: 0, height: 1, lines: 1 };
      this.#look();
    },
    categorize: () => void this.#categorize(),
    mark: () => this.#mark(),
    markAll: () => this.#marks.toggleAll(),
    split: () => this.#onRow((row) => split(row, this.#list, this.session)),
    note: () => this.#onRow((row) => note(row, this.#list, this.session)),
    forget: () => void this.#changing(() => forget(this.#marks.chosen(), this.#columns, this.session)),
    twin: () => this.#toTwin(),
    byAccount: () => void this.#only('account', pickAccount(this.session)),
    byCategory: () => void this.#only('category', pickCategoryOrGroup(this.session)),
    byMonth: () => void this.#only('month', pickMonth(this.session)),
    clear: () => { this.#seek(NO_FILTERS, this.#list.row()?.id); this.#look(); },
    earlier: () => this.#month(-1),
    later: () => this.#month(1),
  };

  // What is typed in the field.

  typed(key: Key): boolean {
    const field = this.#field;
    if (!field) return false;
    if (key.name === 'enter') this.#field = undefined;
    else if (key.name === 'esc' || key.name === 'ctrl-c') this.#typedText(field.before, true);
    else if (['up', 'down', 'pgup', 'pgdn'].includes(key.name)) this.#moves[({ up: 'up', down: 'down', pgup: 'pageUp', pgdn: 'pageDown' } as const)[key.name as 'up']]();
    else if (field.press(key) === true) this.#typedText(field.text, false);
    return true;
  }

  #typedText(text: string, leaves: boolean): void {
    if (leaves) this.#field = undefined;
    if (text !== this.#filters.text) this.#seek({ ...this.#filters, text });
    this.#look();
  }

  back(): boolean {
    if (this.#detail) this.#detail = undefined;
    else if (this.#marks.size > 0) this.#marks.clear();
    else if (this.#trail.length > 0) {
      const { filters, on } = this.#trail.pop()!;
      this.#seek(filters, on?.id);
    } else if (this.#opened && !sameFilters(this.#opened, this.#filters)) this.#seek(this.#opened, this.#list.row()?.id);
    else return false;
    this.#look();
    return true;
  }

  // Filters.

  /** Asks for one of something to look at, and looks at it; null is all of them. */
  async #only<K extends 'account' | 'category' | 'month'>(what: K, asked: Promise<NonNullable<Filters[K]> | null | undefined>): Promise<void> {
    const value = await asked;
    if (value !== undefined) this.#filter({ [what]: value ?? undefined });
  }

  /** The month before or after the one that is shown; the one under the cursor where none is. */
  #month(by: 1 | -1): void {
    const now = this.#list.row()?.date ?? this.session.today();
    this.#seek({ ...this.#filters, month: this.#filters.month === undefined ? monthOf(now) : addMonths(this.#filters.month, by) });
    this.#look();
  }

  // Marks and what is done.

  #mark(): void {
    const row = this.#list.row();
    if (!row) return;
    this.#marks.toggle(row);
    this.#moves.down();
  }

  async #categorize(): Promise<void> {
    const ids = this.#marks.chosen();
    await this.#changing(async () => { if (await categorize(ids, ids.length === 1 ? this.session.known?.model.transactions.get(ids[0]!) : undefined, { list: this.#list, columns: this.#columns }, this.session)) this.#marks.clear(); });
  }

  #onRow(work: (row: NonNullable<ReturnType<TransactionList['row']>>) => Promise<void>): void {
    const row = this.#list.row();
    if (row) void this.#changing(() => work(row));
  }

  /** Nothing is asked for what could not be done: the past cannot be changed. */
  async #changing(work: () => Promise<void>): Promise<void> {
    if (this.session.isPast) await this.session.change([]);
    else await work();
  }

  #toTwin(): void {
    const row = this.#list.row();
    if (!row) return;
    if (row.twin === null) return this.session.say(this.#words.noTwin, 'warning');
    if (!this.#list.twin(row)) return this.session.say(this.#words.twinGone, 'warning');
    this.#trail.push({ filters: this.#filters, on: { id: row.id, date: row.date } });
    const here = this.#list.index?.placeOf(row.twin);
    if (here === undefined) this.#seek(NO_FILTERS, row.twin);
    else this.#list.place.to(here);
    this.#look();
  }

  // Drawing.

  subtitle(): string {
    const { index, place } = this.#list;
    return index && index.length > 0 ? `${numberText(place.cursor + 1, this.session)} / ${numberText(index.length, this.session)}` : '';
  }

  view({ columns, rows }: Size): View {
    const { known } = this.session;
    if (!known) return beside(rows, [{ width: columns, lines: [] }]);
    this.#columns = columns;
    const isWide = columns >= WIDE;
    const head = this.#head(known, columns);
    const height = Math.max(1, rows - head.length);
    if (isWide !== this.#isWide) {
      this.#isWide = isWide;
      this.#look();
    }
    const top = { height: head.length, panes: [{ width: columns, lines: head }] };
    if (this.#detail) return [top, { height, panes: [{ width: columns, lines: this.#detailOver(known, Math.min(columns, 120), height) }] }];
    if (!isWide) return [top, { height, panes: [{ width: columns, lines: this.#rows(known, columns, height) }] }];
    const side = Math.min(72, Math.max(44, Math.floor(columns * 0.38)));
    return [top, { height, panes: [{ width: columns - side - 1, lines: this.#rows(known, columns - side - 1, height) }, { width: side, lines: this.#detailBeside(known, side, height) }] }];
  }

  #head(known: Known, columns: number): string[] {
    const { theme, locale } = this.session;
    const field = this.#field;
    const { totals = { count: 0, sums: [], partly: 0 } } = this.#list.index ?? {};
    const summary = { totals, isSearching: this.#list.isSearching, found: this.#list.found, marked: this.#marks.size, chips: chipsOf(this.#filters, known, locale) };
    const said = line([{ text: this.#filters.text === '' ? ` ${this.#words.searchHint}` : ` / ${this.#filters.text}`, role: this.#filters.text === '' ? 'muted' : 'accent' }], columns, theme);
    const wrong = this.#wrong === undefined ? undefined : line([{ text: ` ${this.#wrong}`, role: 'bad' }], columns, theme);
    const under = field?.offers(columns, theme) ?? wrong ?? summaryLine(summary, columns, this.session);
    return [field ? ` ${field.line(columns - 1, theme)}` : said, under];
  }

  #rows(known: Known, width: number, height: number): string[] {
    const { theme } = this.session;
    const { from, rows } = this.#list.window(height - 1);
    if (rows.length === 0 && !this.#list.isSearching) {
      if (this.#wrong !== undefined) return [];
      const isBare = sameFilters(this.#filters, NO_FILTERS);
      return ['', line([{ text: `   ${isBare ? this.#words.notYet : this.#words.nothingFiltered}`, role: 'muted' }], width, theme)];
    }
    const drawing = { session: this.session, known, twin: (row: Parameters<TransactionList['twin']>[0]) => this.#list.twin(row), isPicked: (id: string) => this.#marks.has(id), account: this.#filters.account };
    return rowLines(rows, this.#list.place.cursor - from, width, drawing);
  }

  #detailOf(known: Known, width: number): string[] {
    const row = this.#list.row();
    return row ? detailLines({ row, twin: this.#list.twin(row), facts: this.#facts.of(row.id), evidence: this.#facts.evidenceOf(row.id) }, width, known, this.session) : [];
  }

  #detailBeside(known: Known, width: number, height: number): string[] {
    const { theme } = this.session;
    const lines = this.#detailOf(known, width - 2);
    const edge = theme.paint('muted', theme.glyphs.between);
    return Array.from({ length: height }, (_, at) => (at === height - 1 && lines.length > height ? `${edge} ${theme.paint('muted', theme.glyphs.ellipsis)}` : `${edge} ${lines[at] ?? ''}`));
  }

  #detailOver(known: Known, width: number, height: number): string[] {
    const lines = this.#detailOf(known, width - 1).map((text) => ` ${text}`);
    const from = Math.max(0, Math.min(this.#detail?.from ?? 0, lines.length - height));
    this.#detail = { from, height, lines: lines.length };
    return lines.slice(from, from + height);
  }
}
