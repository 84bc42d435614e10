/** Review: what waits for the person, one question after the other, one key each; answers are written while the next is read. */
import { inertText } from '../../format/inert.ts';
import { rowText } from '../../words/phrases.ts';
import { pickCategory } from '../components/category-picker.ts';
import { beside, line, widths, wrapped } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import type { Handlers } from '../keymap.ts';
import type { Key } from '../keys.ts';
import type { Screen, Session, Size, Target, View } from '../screen.ts';
import { switchCommit } from '../switching.ts';
import { Answers, type Settled } from '../review/answers.ts';
import { accepted, questionLines } from '../review/question-lines.ts';
import type { MerchantQuestion, Question } from '../review/questions.ts';
import { Queue } from '../review/queue.ts';
import { waitingLines } from '../review/waiting-list.ts';
import { reviewWords } from '../review/words.ts';

/** Columns from which on the list stands beside the question. */
const WIDE = 100;
/** Rows of the question before the list under it gets any. */
const QUESTION_ROWS = 14;
/** Columns of the bar that fills as questions are settled. */
const BAR = 20;

export class ReviewScreen implements Screen<'review'> {
  readonly name = 'review';
  readonly #place = new ListPlace(() => this.#queue.waiting.length, () => { this.#mark(); });
  /** Id of the question under the cursor: it stays there, whatever comes and goes around it. */
  #at: string | undefined;
  /** A transaction whose question is to be in front as soon as it is known. */
  #wanted: string | undefined;
  /** The key that leaves was pressed just now. */
  #leaves = false;
  readonly #answers: Answers = new Answers((argv) => this.#write(argv), (settled) => { this.#tell(settled); this.#settle(); });
  readonly #queue: Queue;

  readonly movement: Handlers<'movement'> = this.#place.movement;
  readonly handlers: Handlers<'review'> = {
    accept: () => this.#accept(),
    first: () => this.#digit(0), second: () => this.#digit(1), third: () => this.#digit(2),
    choose: () => void this.#choose(),
    skip: () => this.#skip(1), before: () => this.#skip(-1),
    rows: () => this.#rows(),
    yes: () => this.#yesOrNo(true), no: () => this.#yesOrNo(false),
    takeBack: () => void this.#takeBack(),
  };

  constructor(private readonly session: Session) {
    this.#queue = new Queue(session, (id) => this.#answers.holds(id), () => this.#settle());
  }

  opened(target: Target | undefined): void {
    this.#leaves = false;
    this.#wanted = target?.id;
    this.#queue.look();
    this.#settle();
  }

  refreshed(): void {
    this.#queue.look();
    this.#settle();
  }

  /** Leaving while answers are written would lose them: that is said first. */
  typed({ name }: Key): boolean {
    const leaving = name === 'q' || name === 'ctrl-c';
    const holds = leaving && !this.#leaves && this.#answers.open > 0;
    this.#leaves = leaving;
    if (holds) this.session.say(reviewWords(this.session.locale).stillWriting(this.#answers.open), 'warning');
    return holds;
  }

  get #current(): Question | undefined { return this.#queue.waiting[this.#place.cursor]; }

  /** Puts the cursor on a question, where it waits. */
  #stand(question: Question | undefined): void {
    const at = question === undefined ? -1 : this.#queue.waiting.findIndex(({ id }) => id === question.id);
    if (at >= 0) this.#place.to(at);
  }

  #mark(): void { this.#at = this.#current?.id; }

  /** After anything came or went: the same question stays in front, else the one that took its place. */
  #settle(): void {
    this.#queue.settle();
    const { waiting } = this.#queue;
    const wanted = waiting.findIndex((question) => question.kind === 'merchant' && question.latest.includes(this.#wanted ?? ''));
    const at = wanted >= 0 ? wanted : waiting.findIndex(({ id }) => id === this.#at);
    if (waiting.length > 0) this.#wanted = undefined;
    this.#place.to(at >= 0 ? at : this.#place.cursor);
    this.session.redraw();
  }

  /** Says where an answer did more than was to be seen before it. */
  #tell(settled: Settled | undefined): void {
    if (!settled || settled.moved === 0 || settled.question.kind !== 'merchant') return;
    const words = reviewWords(this.session.locale);
    this.session.say(words.moved(settled.question.name, words.transactions(settled.moved)), 'warning');
  }

  async #write(argv: readonly string[]): Promise<unknown> { return this.#queue.own(() => this.session.change(argv)); }

  /** Gives an answer: the next question is there at once. */
  #give(question: Question, argv: readonly string[]): void {
    const { session } = this;
    if (session.isPast) return session.say(reviewWords(session.locale).past, 'warning');
    this.#answers.give({ question, argv });
    this.#settle();
  }

  /** Puts a merchant in a category; without one there is nothing to answer with. */
  #label(question: MerchantQuestion, category: string | undefined, on = question.example): void {
    if (category === undefined) return this.session.say(reviewWords(this.session.locale).noSuggestion);
    this.#give(question, ['review', 'settle', on, category]);
  }

  #accept(): void {
    const question = this.#current;
    if (!question) return;
    if (question.kind !== 'merchant') return this.#yesOrNo(true);
    const accept = accepted(question);
    if (accept) this.#label(question, accept.category, question.labelled?.id);
    else void this.#choose();
  }

  #digit(at: number): void {
    const question = this.#current;
    if (question?.kind === 'merchant') this.#label(question, question.suggestions[at]?.category);
    else if (question?.kind === 'doubt') this.#same(question, at);
  }

  #same(question: Extract<Question, { kind: 'doubt' }>, at: number): void {
    const candidate = question.candidates[at];
    if (candidate) this.#give(question, ['review', 'settle', question.row.id, 'duplicate', candidate.id]);
    else this.session.say(reviewWords(this.session.locale).noSuggestion);
  }

  #yesOrNo(yes: boolean): void {
    const question = this.#current;
    if (question?.kind === 'merchant') this.session.say(reviewWords(this.session.locale).onlyQuestions);
    else if (question?.kind === 'transfer') this.#give(question, ['transfers', yes ? 'link' : 'unlink', question.out, question.into]);
    else if (question && yes) this.#same(question, 0);
    else if (question) this.#give(question, ['review', 'settle', question.row.id, 'new']);
  }

  async #choose(): Promise<void> {
    const question = this.#current;
    if (question?.kind !== 'merchant') return;
    const leaf = await pickCategory(this.session, reviewWords(this.session.locale).choose(inertText(question.name)));
    if (leaf) this.#label(question, leaf.id);
  }

  #skip(by: 1 | -1): void {
    if (by > 0 && this.#place.cursor >= this.#queue.waiting.length - 1) this.session.say(reviewWords(this.session.locale).last);
    this.#place.by(by);
  }

  /** The rows that the question is about. */
  #rows(): void {
    const question = this.#current;
    if (!question) return;
    if (question.kind === 'transfer') return this.session.open('transactions', { id: question.out });
    if (question.kind === 'doubt') return this.session.open('transactions', { id: question.candidates[0]?.id ?? '' });
    const row = this.session.known?.model.transactions.get(question.example);
    const text = (row ? row.merchant ?? rowText(row) : question.name).replaceAll('"', ' ').trim();
    this.session.open('transactions', { query: row && row.merchant === null ? `"${text}"` : `merchant:"${text}"`, id: question.example });
  }

  async #takeBack(): Promise<void> {
    const { session } = this;
    if (this.#answers.open + this.#answers.settled.length === 0) return switchCommit(session, 'undo');
    const question = await this.#answers.takeBack();
    if (question) this.#queue.returns(question);
    this.#settle();
    this.#stand(question);
    if (question) session.say(reviewWords(session.locale).takenBack(question.kind === 'merchant' ? question.name : question.id), 'good');
  }

  /** What this sitting has settled, and what is on its way. */
  get #sitting(): string[] {
    const words = reviewWords(this.session.locale);
    const { settled, open, transactions } = this.#answers;
    return [...(settled.length > 0 ? [words.settled(settled.length, words.transactions(transactions))] : []), ...(open > 0 ? [words.writing(open)] : [])];
  }

  /** Where one is among all that waited. */
  #progress(columns: number): string {
    const { theme, locale } = this.session;
    const done = this.#answers.settled.length + this.#answers.open;
    const all = done + this.#queue.left;
    const full = Math.round((done / all) * BAR);
    return line([
      { text: ` ${reviewWords(locale).place(done + this.#place.cursor + 1, all)}  `, role: 'accent' }, { text: theme.glyphs.bar.repeat(full), role: 'good' }, { text: theme.glyphs.rest.repeat(BAR - full), role: 'muted' },
      ...this.#sitting.map((text) => `   ${text}`),
    ], columns, theme);
  }

  view({ columns, rows }: Size): View {
    const { known, theme, locale } = this.session;
    const question = this.#current;
    if (!known || !question || this.session.isPast) return beside(rows, [{ width: columns, lines: this.#without(columns) }]);
    const height = rows - 1;
    const [left = 0, right = columns] = columns >= WIDE ? widths(columns, [9, 11]) : [0, columns];
    const below = left > 0 ? 0 : Math.min(height - QUESTION_ROWS, this.#queue.waiting.length + 1);
    const drawing = { known, theme, locale };
    const list = (width: number, lines: number): string[] => waitingLines(this.#queue.waiting, this.#place, this.#answers.failed, { ...drawing, width, height: lines });
    const asked = questionLines(question, this.#answers.failed.has(question.id), { ...drawing, width: right, height: below > 1 ? height - below : height });
    const progress = { height: 1, panes: [{ width: columns, lines: [this.#progress(columns)] }] };
    if (left > 0) return [progress, { height, panes: [{ width: left, lines: list(left, height) }, { width: right, lines: asked }] }];
    return [progress, { height: below > 1 ? height - below : height, panes: [{ width: right, lines: asked }] }, ...(below > 1 ? [{ height: below, panes: [{ width: columns, lines: list(columns, below) }] }] : [])];
  }

  /** What is shown where nothing is asked. */
  #without(columns: number): string[] {
    const { theme, locale, isPast } = this.session;
    const words = reviewWords(locale);
    const paragraph = (text: string): string[] => wrapped(text, Math.min(columns - 4, 76)).map((one) => line([{ text: `  ${one}`, role: 'muted' }], columns, theme));
    if (isPast) return ['', ...paragraph(words.past)];
    const { isLooking, said, failed } = this.#queue;
    if (isLooking) return ['', line([{ text: `  ${words.looking} ${said || theme.glyphs.ellipsis}`, role: 'accent' }], columns, theme)];
    if (failed !== undefined) return ['', line([{ text: `  ${words.couldNot}`, role: 'bad' }], columns, theme), ...paragraph(failed), ...paragraph(words.again)];
    const sitting = this.#sitting;
    return ['', line([{ text: `  ${theme.glyphs.tick} ${words.nothing}`, role: 'good' }], columns, theme), ...(sitting.length > 0 ? [line([`  ${sitting.join('   ')}`], columns, theme)] : []), '', ...paragraph(words.nothingMore)];
  }
}
