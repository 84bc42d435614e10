/** History: what was done, newest first; undo and redo of any of it, and everything as it stood then. */
import { displayWidth } from '../../format/display-width.ts';
import { inertText } from '../../format/inert.ts';
import { shortCommit } from '../../words/phrases.ts';
import { type Piece, beside, heading, line, titled, widths, wrapped } from '../components/layout.ts';
import { ListPlace } from '../components/list.ts';
import { type Fact, factsOf } from '../history/commit-detail.ts';
import { CommitList, type ShownCommit } from '../history/commit-list.ts';
import { historyWords } from '../history/history-words.ts';
import { momentOf, momentText } from '../history/moment.ts';
import { askAndTravel, travelToCommit } from '../history/travel-prompt.ts';
import type { Handlers } from '../keymap.ts';
import type { Screen, Session, Size, Target, View } from '../screen.ts';
import { switchCommit } from '../switching.ts';

/** From here on the details stand beside the list; from so many rows on, under it. */
const WIDE = 110;
const TALL = 18;
/** Rows of the details under the list. */
const UNDER = 7;

export class HistoryScreen implements Screen<'history'> {
  readonly name = 'history';
  #list: CommitList | undefined;
  readonly #place = new ListPlace(() => this.#list?.commits.length ?? 0, () => this.session.redraw());
  #stop: (() => void) | undefined;
  /** The details of the commit under the cursor, as long as nothing changed. */
  #facts: { readonly of: ShownCommit; readonly isWhole: boolean; readonly facts: readonly Fact[] } | undefined;

  readonly movement = this.#place.movement;
  readonly handlers: Handlers<'history'> = {
    preview: () => void this.#read(),
    takeBack: () => this.#switch('undo'),
    bringBack: () => this.#switch('redo'),
    travel: () => this.#with((shown, list) => void travelToCommit(this.session, shown, list)),
    travelTo: () => { if (this.#list) void askAndTravel(this.session, this.#list); },
    stop: () => this.session.stop(),
  };

  constructor(private readonly session: Session) {}

  opened(target: Target | undefined): void {
    this.#load();
    this.#place.to((target?.id === undefined ? undefined : this.#list?.indexOf(target.id)) ?? this.#place.cursor);
  }

  refreshed(): void {
    const under = this.#under?.commit.id;
    this.#load();
    if (under !== undefined) this.#place.to(this.#list?.indexOf(under) ?? 0);
  }

  closed(): void {
    this.#stop?.();
    this.#stop = undefined;
  }

  subtitle(): string { return this.#list ? historyWords(this.session.locale).commits(this.#list.commits.length, this.#list.undone) : ''; }

  #load(): void {
    const { known, locale } = this.session;
    this.closed();
    this.#facts = undefined;
    this.#list = known && new CommitList(known, locale, this.#list);
  }

  get #under(): ShownCommit | undefined { return this.#list?.commits[this.#place.cursor]; }

  #with(work: (shown: ShownCommit, list: CommitList) => void): void {
    if (this.#list && this.#under) work(this.#under, this.#list);
  }

  #switch(direction: 'undo' | 'redo'): void {
    const said = historyWords(this.session.locale);
    this.#with(({ commit, isUndone }) => {
      if (isUndone === (direction === 'undo') && !this.session.isPast) return this.session.say(isUndone ? said.isUndoneAlready : said.standsAlready, 'warning');
      void switchCommit(this.session, direction, commit.id);
    });
  }

  /** Large commits that came into sight are looked through between keys. */
  #lookOn(): void {
    const list = this.#list;
    if (this.#stop || !list?.scan.isBehind) return;
    this.#stop = this.session.between(() => {
      const isMore = list.look(() => { this.#facts = undefined; this.session.redraw(); });
      if (isMore) return 'more';
      this.#stop = undefined;
      return 'done';
    });
  }

  #factsOf(shown: ShownCommit, list: CommitList): readonly Fact[] {
    const { known } = this.session;
    if (this.#facts?.of === shown) return this.#facts.facts;
    const facts = known ? factsOf(shown, list, known, this.session) : [];
    this.#facts = { of: shown, isWhole: !list.scan.isBehind, facts };
    return facts;
  }

  async #read(): Promise<void> {
    const shown = this.#under;
    const list = this.#list;
    if (!shown || !list) return;
    const said = historyWords(this.session.locale);
    const names = this.#factsOf(shown, list);
    const width = Math.max(...names.map(([name]) => displayWidth(name)));
    const lines = names.flatMap(([name, values]) => values.map((value, at) => `${(at === 0 ? name : '').padEnd(width)}  ${value}`));
    await this.session.ask.read({ title: `${shortCommit(shown.commit.id)}  ${momentText(shown.unixMs, this.session)}`, lines: [list.words(shown.commit), '', ...lines, '', said.keys].map(inertText) });
  }

  view({ columns, rows }: Size): View {
    const list = this.#list;
    if (!list || list.commits.length === 0) return beside(rows, [{ width: columns, lines: [line([` ${historyWords(this.session.locale).none}`], columns, this.session.theme)] }]);
    if (columns >= WIDE) {
      const [left = 0, right = 0] = widths(columns, [3, 2]);
      const view = beside(rows, [{ width: left, lines: this.#rows(list, left, rows) }, this.#detail(list, right, rows)]);
      this.#lookOn();
      return view;
    }
    const under = rows >= TALL ? UNDER : 0;
    const view: View = [{ height: rows - under, panes: [{ width: columns, lines: this.#rows(list, columns, rows - under) }] }, ...(under > 0 ? [{ height: under, panes: [this.#detail(list, columns, under)] }] : [])];
    this.#lookOn();
    return view;
  }

  #rows(list: CommitList, width: number, height: number): string[] {
    const { theme } = this.session;
    const said = historyWords(this.session.locale);
    const { from, to } = this.#place.window(height);
    let dayAbove = '';
    return list.commits.slice(from, to).map(({ commit, unixMs, isUndone }, at) => {
      const { day, minute } = momentOf(unixMs, this.session);
      const selected = from + at === this.#place.cursor;
      const role = isUndone ? 'muted' : undefined;
      const pieces: Piece[] = [
        { text: selected ? theme.glyphs.pointer : ' ', width: 1 }, { text: isUndone ? theme.glyphs.cross : '', width: 2, role: 'warning' },
        // A day is said once, above what was done on it.
        { text: day === dayAbove ? '' : day, width: 11, role }, { text: minute, width: 6, role: 'muted' }, { text: shortCommit(commit.id), width: 10, role: 'muted' },
        ...(list.hasDevices ? [{ text: shortCommit(commit.device).slice(-4), width: 6, role: 'muted' as const }] : []),
        { text: `${isUndone ? said.undonePrefix : ''}${list.words(commit)}`, role },
      ];
      dayAbove = day;
      return line(pieces, width, theme, selected);
    });
  }

  #detail(list: CommitList, width: number, height: number): { readonly width: number; readonly lines: readonly string[] } {
    const { theme } = this.session;
    const shown = this.#under;
    if (!shown) return { width, lines: [heading('', width, theme)] };
    const facts = this.#factsOf(shown, list);
    const nameWidth = Math.max(...facts.map(([name]) => displayWidth(name))) + 2;
    const lines = facts.flatMap(([name, values]) => values.flatMap((value) => wrapped(value, Math.max(1, width - nameWidth))).map((text, at) =>
      line([{ text: at === 0 ? name : '', width: nameWidth, role: 'muted' }, text], width, theme)));
    return titled(historyWords(this.session.locale).did, [...wrapped(list.words(shown.commit), width).map((text) => line([text], width, theme)), '', ...lines], width, height, theme);
  }
}
