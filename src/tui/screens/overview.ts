/** The overview: where one stands. The month against its budgets, accounts, what is due, what is new, and what stands out. */
import { shortMonthText } from '../../format/day.ts';
import { type Habits, habits } from '../../insight/habits.ts';
import { type Month, addMonths } from '../../values/day.ts';
import { line } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import { feedsOf } from '../accounts/feeds.ts';
import type { Handlers } from '../keymap.ts';
import { feedNotices } from '../overview/feed-notices.ts';
import { type OverviewFacts, overviewFacts } from '../overview/facts.ts';
import { noticeLines } from '../overview/list-lines.ts';
import type { Drawing } from '../overview/month-lines.ts';
import { type NoticeText, noticeText } from '../overview/notice-words.ts';
import { type Section, type SectionLine, type Tops, arranged } from '../overview/section.ts';
import { overviewSections } from '../overview/sections.ts';
import { overviewWords } from '../overview/words.ts';
import type { Known, Screen, Session, Size, View } from '../screen.ts';

export class OverviewScreen implements Screen<'overview'> {
  readonly name = 'overview';
  readonly handlers: Handlers<'overview'> = {
    open: () => this.#all[this.#place.cursor]?.open(),
    earlier: () => this.#go(-1),
    later: () => this.#go(1),
  };
  readonly #place = new ListPlace(() => this.#all.length, () => { this.#stands = this.#all[this.#place.cursor]?.id; });
  readonly movement: Handlers<'movement'> = { ...this.#place.movement, pageDown: () => this.#toSection(1), pageUp: () => this.#toSection(-1) };
  /** Month asked for; undefined: the newest with data. */
  #month: Month | undefined;
  #facts: OverviewFacts | undefined;
  /** What the facts and the habits were read from. */
  #known: Known | undefined;
  #habits: Habits | undefined;
  #readFrom: Known | undefined;
  #reading: { readonly known: Known; readonly steps: ReturnType<typeof habits> } | undefined;
  #stop: (() => void) | undefined;
  #sections: readonly Section[] = [];
  #notices: readonly SectionLine[] = [];
  /** Everything that the cursor goes through, in reading order. */
  #all: readonly SectionLine[] = [];
  /** Lines of notices that there is room for. */
  #room = 1;
  /** Id of the line under the cursor. */
  #stands: string | undefined;
  readonly #tops: Tops = new Map();

  constructor(private readonly session: Session) {}

  opened(): void { this.#read(); }
  refreshed(): void { this.#read(); }
  closed(): void { this.#stop?.(); }

  subtitle(): string {
    const answer = this.#facts?.answer;
    // Short, and no month that could be read as a day.
    return answer ? `${shortMonthText(answer.month, this.session.locale).slice(0, 3)} ${answer.month.slice(0, 4)}` : '';
  }

  view({ columns, rows }: Size): View {
    const { theme } = this.session;
    const room = rows >= 48 ? 5 : rows >= 30 ? 3 : 1;
    if (room !== this.#room) {
      this.#room = room;
      this.#build();
    }
    const cursor = this.#all[this.#place.cursor]?.id ?? '';
    const notices = this.#notices.map((one) => one.draw(columns, one.id === cursor));
    // A blank line parts them from the rest where there is room.
    const top = rows >= 30 ? [...notices, line([''], columns, theme)] : notices;
    return [{ height: top.length, panes: [{ width: columns, lines: top }] }, ...arranged(this.#sections, { columns, rows: rows - top.length }, cursor, this.#tops, theme)];
  }

  #read(): void {
    const { known } = this.session;
    if (!known) return;
    this.#known = known;
    this.#facts = overviewFacts(known, feedsOf(this.session), this.session.today(), this.#month);
    this.#build();
    this.#readHabits(known);
  }

  /** Reads what recurs and stands out between keys; what was known before stays until then. What was begun before one looked elsewhere goes on. */
  #readHabits(known: Known): void {
    const newest = this.#facts?.newest;
    this.#stop?.();
    if (!newest || this.#readFrom === known) return;
    if (this.#reading?.known !== known)
      this.#reading = { known, steps: habits({ model: known.model, taxonomy: known.taxonomy, today: this.session.today(), sureFrom: known.sureFrom, newest }) };
    const { steps } = this.#reading;
    this.#stop = this.session.between(() => {
      if (this.session.known !== known) return 'done';
      const next = steps.next();
      if (!next.done) return 'more';
      this.#habits = next.value;
      this.#readFrom = known;
      this.#reading = undefined;
      this.#build();
      this.session.redraw();
      return 'done';
    });
  }

  #go(by: number): void {
    const facts = this.#facts;
    const answer = facts?.answer;
    if (!facts || !answer || !this.#known) return;
    const month = addMonths(answer.month, by);
    if (month < facts.reach.from || month > facts.reach.to) return;
    this.#month = month === facts.newest?.month ? undefined : month;
    this.#facts = overviewFacts(this.#known, facts.feeds, this.session.today(), this.#month);
    this.#build();
    this.session.redraw();
  }

  /** To the first line of the section after or before. */
  #toSection(by: 1 | -1): void {
    const starts = [0, ...this.#sections.map(({ lines }) => this.#all.indexOf(lines[0]!))].filter((at, place, all) => at >= 0 && all.indexOf(at) === place);
    const at = this.#place.cursor;
    const to = by > 0 ? starts.find((start) => start > at) : starts.findLast((start) => start < at);
    if (to !== undefined) this.#place.to(to);
  }

  /** Puts the lines together anew; the cursor stays on what it stood on. */
  #build(): void {
    const { session } = this;
    const facts = this.#facts;
    const known = this.#known;
    if (!facts || !known) return;
    const drawing: Drawing = { theme: session.theme, locale: session.locale, known, open: (...to) => session.open(...to), today: () => session.today() };
    this.#sections = overviewSections(drawing, facts, this.#habits);
    const told = [...feedNotices(facts.feeds, { locale: session.locale, now: session.now() }), ...(this.#habits?.notices ?? []).map((notice) => noticeText(notice, drawing))];
    this.#notices = noticeLines(drawing, told, this.#habits !== undefined, this.#room, () => void this.#allNotices(told));
    this.#all = [...this.#notices, ...this.#sections.flatMap(({ lines }) => lines)];
    const at = this.#all.findIndex(({ id }) => id === this.#stands);
    this.#place.cursor = at >= 0 ? at : Math.min(this.#place.cursor, Math.max(0, this.#all.length - 1));
  }

  async #allNotices(told: readonly NoticeText[]): Promise<void> {
    const { theme, locale } = this.session;
    const chosen = await this.session.ask.pick({ title: overviewWords(locale).notices, items: told.map((one) => ({ value: one, text: `${theme.glyphs[one.sign]} ${one.text}` })) });
    if (chosen) this.session.open(chosen.screen, chosen.target);
  }
}
