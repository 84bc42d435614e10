/** Budgets: a month against what may be spent, amounts edited where they stand, the year at a glance, and what other amounts would come to. */
import { shortMonthText } from '../../format/day.ts';
import { type BudgetTarget, targetKey } from '../../insight/budgets.ts';
import { addMonths } from '../../values/day.ts';
import type { Minor } from '../../values/money.ts';
import { commandAmount } from '../../values/typed-amount.ts';
import { AmountCell } from '../budgets/amount-cell.ts';
import { BudgetState } from '../budgets/budget-state.ts';
import { budgetView } from '../budgets/budget-view.ts';
import { askCopy, askTarget, askTrial } from '../budgets/questions.ts';
import { Trial, nudged } from '../budgets/trial.ts';
import { budgetWords } from '../budgets/words.ts';
import type { Handlers } from '../keymap.ts';
import type { Key } from '../keys.ts';
import type { Screen, Session, Size, Target, View } from '../screen.ts';

export class BudgetsScreen implements Screen<'budgets'> {
  readonly name = 'budgets';
  readonly #state: BudgetState;
  /** Thrown away last: w takes it up again. */
  #thrown: Trial | undefined;

  constructor(private readonly session: Session) { this.#state = new BudgetState(session); }

  readonly handlers: Handlers<'budgets'> = {
    edit: () => { if (this.#state.mode === 'year') this.#show('month'); else this.#edit(); },
    add: () => void this.#add(),
    end: () => void this.#end(),
    rollover: () => void this.#rollover(),
    copy: () => void this.#copy(),
    whatIf: () => void this.#whatIf(),
    year: () => this.#show(this.#state.mode === 'year' ? 'month' : 'year'),
    rows: () => this.#rows(),
    more: () => this.#nudge(1),
    less: () => this.#nudge(-1),
    earlier: () => this.#state.step(-1),
    later: () => this.#state.step(1),
  };
  get movement(): Handlers<'movement'> { return this.#state.place.movement; }

  get #words() { return budgetWords(this.session.locale); }

  opened(target: Target | undefined): void {
    if (target?.month) this.#state.month = target.month;
    this.#state.read();
    if (target?.id !== undefined) this.#standOn(target.id);
  }

  refreshed(): void { this.#state.read(); }
  closed(): void { this.#leaveCell(); }
  subtitle(): string { return shortMonthText(this.#state.month, this.session.locale); }
  view(size: Size): View { return budgetView(this.#state, this.session, size); }

  back(): boolean {
    const { trial, mode } = this.#state;
    if (mode === 'year') this.#show('month');
    else if (trial) this.#endTrial(trial);
    else return false;
    return true;
  }

  /** Category or group id -> the first line of it. */
  #standOn(id: string): void {
    const found = this.#state.targets.find(({ target }) => target.target === id);
    if (found) this.#state.arrange(found.key);
  }

  #show(mode: 'month' | 'year'): void {
    const { key } = this.#state;
    this.#state.mode = mode;
    this.#state.arrange(key);
  }

  // Amounts typed where they stand.

  typed(key: Key): boolean {
    const { cell, mode, row } = this.#state;
    if (cell) return this.#typeIn(cell, key);
    if (mode === 'year' || !row || !/^\d$/.test(key.text)) return false;
    this.#edit(key.text);
    return true;
  }

  #edit(digits?: string): void {
    const { row } = this.#state;
    if (!row) return void this.#add();
    this.#state.edit(new AmountCell(row.target, digits ?? row.line?.budgeted ?? row.suggestion, this.session.locale));
  }

  #typeIn(cell: AmountCell, key: Key): boolean {
    switch (key.name) {
      case 'esc': case 'ctrl-c': this.#leaveCell(); break;
      case 'enter': this.#take(cell); break;
      case 'down': case 'tab': if (this.#take(cell)) this.#editNext(1); break;
      case 'up': case 'shift-tab': if (this.#take(cell)) this.#editNext(-1); break;
      default: cell.press(key);
    }
    return true;
  }

  #leaveCell(): void { if (this.#state.cell) this.#state.edit(undefined); }

  #editNext(by: 1 | -1): void {
    const before = this.#state.key;
    this.#state.place.by(by);
    if (this.#state.key !== before) this.#edit();
  }

  /** What is typed becomes the budget, or the trial; false where it is no amount. */
  #take(cell: AmountCell): boolean {
    const { read, target } = cell;
    if (!read.ok) return false;
    this.#state.cell = undefined;
    this.#set(target, read.value);
    return true;
  }

  #set(target: BudgetTarget, amount: Minor): void {
    const state = this.#state;
    const standing = state.standing(target);
    if (state.trial) state.trial.set(target, amount, standing);
    else if (standing?.budgeted !== amount) void this.#write(target, amount, standing?.rollover ?? false, []);
    state.arrange(targetKey(target));
  }

  /** One budget from the month shown on; `amount` null ends it. */
  #write(target: BudgetTarget, amount: Minor | null, rollover: boolean, flags: readonly string[]): Promise<unknown> {
    const { month } = this.#state;
    const named = `${target.kind}:${target.target}`;
    const from = ['--from', month, '--currency', target.currency];
    const argv = amount === null ? ['budget', 'end', named, ...from] : ['budget', 'set', named, commandAmount(amount, target.currency), ...from, ...flags];
    const written = this.session.change(argv);
    if (this.session.isPast) return written;
    return this.#state.pending({ kind: target.kind, target: target.target, currency: target.currency, from: month, amount, rollover }, written);
  }

  #isTrying(): boolean {
    if (this.#state.trial) this.session.say(this.#words.trialOnly, 'warning');
    return this.#state.trial !== undefined;
  }

  #label(target: BudgetTarget): string { return this.session.known?.taxonomy.label(target.target, this.session.locale) ?? target.target; }

  async #end(): Promise<void> {
    if (this.#isTrying()) return;
    const line = this.#state.row?.line;
    if (!line || this.#state.mode === 'year') return this.session.say(this.#words.noLine);
    if (await this.#write(line, null, false, [])) this.session.say(this.#words.ended(this.#label(line)), 'good');
  }

  async #rollover(): Promise<void> {
    if (this.#isTrying()) return;
    const line = this.#state.row?.line;
    if (!line || this.#state.mode === 'year') return this.session.say(this.#words.noLine);
    const rolls = !line.rollover;
    if (!(await this.#write(line, line.budgeted, rolls, [rolls ? '--rollover' : '--no-rollover']))) return;
    this.session.say(rolls ? this.#words.rollsNow(this.#label(line)) : this.#words.lapsesNow(this.#label(line)), 'good');
  }

  async #add(): Promise<void> {
    const state = this.#state;
    if (!state.book) return;
    this.#show('month');
    // What is not sorted yet has no budget of its own worth having.
    const loose = state.targets.filter(({ line, suggestion, target }) => !line && suggestion !== undefined && target.target !== 'uncategorized');
    const chosen = await askTarget(this.session, state.book, state.month, state.lines, state.currencies(), loose.length);
    if (chosen === 'all') {
      const trial = state.trial ?? new Trial();
      for (const { target, suggestion } of loose) if (suggestion !== undefined) trial.set(target, suggestion, undefined);
      state.trial = trial;
      state.arrange([...trial.keys][0]);
    } else if (chosen) {
      const held = state.standing(chosen)?.budgeted;
      state.edit(new AmountCell(chosen, held ?? state.book.suggestion(chosen, state.month), this.session.locale));
    }
    this.session.redraw();
  }

  async #copy(): Promise<void> {
    const { book, month } = this.#state;
    if (!book || this.#isTrying()) return;
    const source = await askCopy(this.session, book, month);
    if (source === undefined) return;
    const answer = await this.session.change(['budget', 'copy', '--from', addMonths(month, -1), '--to', month, ...(source === 'spent' ? ['--spent'] : []), '--yes']) as { readonly budgets: readonly unknown[] } | undefined;
    if (answer) this.session.say(this.#words.copied(answer.budgets.length), 'good');
  }

  // What if.

  async #whatIf(): Promise<void> {
    const state = this.#state;
    this.#show('month');
    if (!state.trial) {
      state.trial = this.#thrown ?? new Trial();
      if (this.#thrown) this.session.say(this.#words.resumed);
      this.#thrown = undefined;
      return state.arrange();
    }
    if (state.trial.size === 0) return this.#endTrial(state.trial);
    const answer = await askTrial(this.session, state.month, state.changes());
    if (answer === 'throw') this.#endTrial(state.trial);
    if (answer === 'keep') await this.#keep(state.trial);
  }

  #endTrial(trial: Trial): void {
    this.#thrown = trial.size > 0 ? trial : undefined;
    this.#state.trial = undefined;
    if (this.#thrown) this.session.say(this.#words.thrown);
    this.#state.arrange();
    this.session.redraw();
  }

  async #keep(trial: Trial): Promise<void> {
    const { size } = trial;
    const answer = await this.session.change(['budget', 'set', ...trial.operands(), '--from', this.#state.month]);
    // What could not be written is still a trial.
    if (!answer) return;
    this.#state.trial = undefined;
    this.#state.arrange();
    this.session.say(this.#words.kept(size), 'good');
  }

  #nudge(by: 1 | -1): void {
    const state = this.#state;
    const { row } = state;
    if (!row || state.mode === 'year') return;
    state.trial ??= new Trial();
    const amount = row.line?.budgeted ?? row.suggestion ?? row.spent;
    if (amount >= 0) state.trial.set(row.target, nudged(amount, row.target.currency, by), state.standing(row.target));
    state.arrange();
  }

  #rows(): void {
    const state = this.#state;
    const target = state.mode === 'year' ? state.yearRow : state.row?.target;
    if (!target) return;
    const several = state.currencies().length > 1 ? ` currency:${target.currency}` : '';
    this.session.open('transactions', { query: `${target.kind}:"${target.target.replaceAll('"', '')}" date:${state.month}${several}`, month: state.month });
  }
}
