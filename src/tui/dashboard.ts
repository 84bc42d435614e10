/** The frame around the screens: which one is in front, what is asked over it, and where every key goes. Knows nothing of Ink. */
import type { App, Stage } from '../app.ts';
import { inertText } from '../format/inert.ts';
import type { Locale } from '../format/money.ts';
import type { Role } from '../format/paint.ts';
import type { Day } from '../values/day.ts';
import { type Answer, type Asking, Background, type Start } from './background.ts';
import type { Commands } from './command-palette.ts';
import { type Shown, chrome, tooSmall } from './chrome.ts';
import { fitted, toldInPlace } from './components/layout.ts';
import { everywhere } from './everywhere.ts';
import { toldOf } from './failing.ts';
import { lookBack } from './history/looking-back.ts';
import { type ActionOf, type Handlers, type ScreenName, actionFor } from './keymap.ts';
import type { Key } from './keys.ts';
import { QuestionBox } from './overlays/questions.ts';
import { frameWords } from './phrases.ts';
import type { Known, Screen, Session, Size, Target, View } from './screen.ts';
import { createScreen } from './screens/list.ts';
import type { Theme } from './theme.ts';

export interface DashboardOptions {
  readonly app: App;
  readonly theme: Theme;
  readonly locale: Locale;
  readonly start: (app: App) => Start;
  readonly commands: Commands;
  readonly leave: () => void;
  readonly clear: () => void;
  readonly suspend: () => void;
}

/** Milliseconds that work between keys takes in one turn: a key waits no longer for it. */
const TURN_MS = 5;

export class Dashboard implements Session {
  #app: App;
  #present: App;
  #known: Known | undefined;
  readonly ask: QuestionBox;
  /** When one looks back from, in words; undefined in the present. */
  #past: string | undefined;
  #travels = 0;
  #isClosed = false;
  #background: Background;
  #said: { readonly text: string; readonly role: Role | undefined } | undefined;
  #typed = '';
  #listeners = new Set<() => void>();
  #version = 0;
  #screens = new Map<ScreenName, Screen>();
  #front: ScreenName = 'overview';
  #trail: ScreenName[] = [];
  /** Why the screen in front cannot be shown, in lines; it is tried again when it is opened, or the ledger has changed. */
  #broken: readonly string[] | undefined;
  readonly #everywhere: Handlers<'everywhere'>;

  constructor(private readonly options: DashboardOptions) {
    this.#app = options.app;
    this.#present = options.app;
    this.#background = new Background(options.start(options.app), this.redraw);
    this.ask = new QuestionBox(options.theme, options.locale, this.redraw);
    this.#everywhere = everywhere({ session: this, options, front: () => this.#screen, background: () => this.#background });
  }

  // What screens are given.

  get known(): Known | undefined { return this.#known; }
  get theme(): Theme { return this.options.theme; }
  get locale(): Locale { return this.options.locale; }
  get isPast(): boolean { return this.#past !== undefined; }
  get home(): string { return this.#app.home; }
  today(): Day { return this.#app.today(); }
  now(): number { return this.#app.now(); }
  ticks(): number { return this.#app.ticks(); }
  localMinute(unixMs: number): string { return this.#app.localMinute(unixMs); }
  instantOf(text: string): number | undefined { return this.#app.instantOf(text); }

  readonly redraw = (): void => {
    this.#version++;
    for (const heard of this.#listeners) heard();
  };

  open(name: ScreenName, target?: Target): void {
    if (name !== this.#front) this.#trail.push(this.#front);
    // A way that goes in circles need not be walked back whole.
    if (this.#trail.length > 50) this.#trail.shift();
    this.#show(name, target);
  }

  back(): void {
    const before = this.#trail.pop();
    if (before !== undefined) this.#show(before, undefined);
  }

  say(text: string, role?: Role): void {
    this.#said = { text, role };
    this.redraw();
  }

  run(argv: readonly string[], asking?: Asking): Promise<Answer> { return this.#background.run(argv, asking); }

  async change(argv: readonly string[], asking?: Asking): Promise<unknown> {
    const words = frameWords(this.locale);
    if (this.isPast) {
      this.say(words.pastRefused, 'warning');
      return undefined;
    }
    const answer = await this.#background.runInTurn(argv, asking);
    if (answer.stopped) this.say(words.stopped);
    else if (answer.failed) {
      this.say(`${answer.failed.message} ${answer.failed.hint}`, 'bad');
      asking?.failed?.(answer.failed);
    }
    await this.refresh();
    return answer.json;
  }

  async text(argv: readonly string[]): Promise<string | undefined> {
    const answer = await this.#background.text(argv);
    if (answer === undefined) this.say(frameWords(this.locale).stopped);
    await this.refresh();
    return answer;
  }

  async travel(asOf: string | undefined, said = asOf): Promise<void> {
    const travel = ++this.#travels;
    const next = asOf === undefined ? this.#present : await lookBack(this, this.#present, asOf);
    // A later wish was faster, or this one failed.
    if (travel !== this.#travels || !next) return void (next === this.#present || next?.close());
    const before = this.#app;
    this.#app = next;
    this.#past = asOf === undefined ? undefined : said;
    if (before !== this.#present && before !== next) before.close();
    await this.refresh();
  }

  async move(home: string, stage?: Stage): Promise<void> {
    const before = this.#app;
    this.#app = this.#present = this.#present.inHome(home, stage);
    this.#past = undefined;
    this.#travels++;
    before.close();
    this.#background = new Background(this.options.start(this.#present), this.redraw);
    this.#screens.clear();
    this.#trail = [];
    this.#front = 'overview';
    await this.refresh();
  }

  between(step: () => 'more' | 'done'): () => void {
    let stopped = false;
    const app = this.#app;
    const go = (): void => {
      // It ends with the ledger that it reads.
      if (stopped || this.#isClosed || this.#app !== app) return;
      try {
        const begun = this.ticks();
        do if (step() === 'done') return;
        while (!stopped && !this.#isClosed && this.#app === app && this.ticks() - begun < TURN_MS);
        setImmediate(go);
      } catch (error) {
        this.#tellFailure(error);
      }
    };
    setImmediate(go);
    return () => { stopped = true; };
  }

  // What the terminal asks of it.

  readonly subscribe = (heard: () => void): (() => void) => {
    this.#listeners.add(heard);
    return () => { this.#listeners.delete(heard); };
  };
  readonly version = (): number => this.#version;

  /** Reads the ledger anew and lets the screen in front do so. */
  async refresh(): Promise<void> {
    try {
      this.#app.refresh();
      const model = this.#app.reader();
      if (this.#known && !model) this.say(frameWords(this.locale).gone(inertText(this.home)), 'bad');
      // A home in which nothing was ever recorded is as good as none.
      const accounts = model?.accounts.all() ?? [];
      this.#known = model && accounts.length > 0 ? { model, accounts, taxonomy: await this.#app.taxonomy(model), sureFrom: this.#app.sureFrom(false) } : undefined;
      if (this.#known && this.#front === 'welcome') this.#show('overview', undefined);
      else if (!this.#known && this.#front !== 'accounts') this.#show('welcome', undefined);
      else if (this.#screens.has(this.#front)) this.#tried(() => this.#screen.refreshed());
      else this.#show(this.#front, undefined);
    } catch (error) {
      this.#tellFailure(error);
    }
    this.redraw();
  }

  /** Looks whether another process has written; cheap enough to be asked every second. */
  async look(): Promise<void> {
    try {
      if (!this.isPast && this.#app.changedOnDisk()) await this.refresh();
    } catch (error) {
      this.#tellFailure(error);
    }
  }

  /** Stops what runs and closes the ledger. */
  close(): void {
    this.#isClosed = true;
    this.#background.close();
    if (this.#app !== this.#present) this.#app.close();
    this.#present.close();
  }

  /** Says a failure that has a name at the foot, wherever it was raised; false for a defect, which ends the dashboard. */
  readonly survives = (error: unknown): boolean => {
    const told = toldOf(error, this.home);
    if (told) this.say(told.join(' '), 'bad');
    return told !== undefined;
  };

  #tellFailure(error: unknown): void { if (!this.survives(error)) throw error; }

  /** Lets the screen in front read; where that fails by a name, this is shown in its place. */
  #tried(read: () => void): void {
    this.#broken = undefined;
    try {
      read();
    } catch (error) {
      this.#broken = toldOf(error, this.home);
      this.#tellFailure(error);
    }
  }

  get #screen(): Screen {
    let screen = this.#screens.get(this.#front);
    if (!screen) this.#screens.set(this.#front, (screen = createScreen(this.#front, this)));
    return screen;
  }

  #show(name: ScreenName, target: Target | undefined): void {
    if (name !== this.#front && this.#screens.has(this.#front)) this.#screen.closed?.();
    this.#front = !this.#known && name !== 'accounts' ? 'welcome' : name;
    this.#typed = '';
    this.#tried(() => this.#screen.opened(target));
    this.redraw();
  }

  /** What is on the terminal at this size, from top to bottom. */
  view(size: Size): View {
    const small = tooSmall(size, this.locale);
    if (small) return small;
    const shown: Shown = { front: this.#front, subtitle: this.#broken ? '' : (this.#screen.subtitle?.() ?? ''), said: this.#said, running: this.#background.told(), typed: this.#typed, past: this.#past, asks: this.ask.isOpen };
    const { top, foot } = chrome(shown, size.columns, this.theme, this.locale);
    const room = size.rows - top.length - foot.length;
    const asked = this.ask.lines({ columns: size.columns, rows: room - 2 });
    const body = { columns: size.columns, rows: room - asked.length };
    const whole = (lines: readonly string[]): View => (lines.length > 0 ? [{ height: lines.length, panes: [{ width: size.columns, lines }] }] : []);
    return [...whole(top), ...this.#body(body), ...whole(asked), ...whole(foot)];
  }

  /** What the screen in front draws; where it cannot, why. Nothing is said at the foot from here: that would have to be drawn. */
  #body(size: Size): View {
    try {
      if (!this.#broken) return fitted(this.#screen.view(size), size);
    } catch (error) {
      if (!(this.#broken = toldOf(error, this.home))) throw error;
    }
    return fitted(toldInPlace(this.#broken, size, this.theme), size);
  }

  /** A key goes to the question, else to the screen, else to what holds everywhere. */
  press(key: Key): void {
    this.#said = undefined;
    try {
      if (this.ask.isOpen) this.ask.press(key);
      else if (key.name === 'ctrl-z') this.options.suspend();
      else if (this.#broken || !this.#screen.typed?.(key)) this.#dispatch(key.name);
    } catch (error) {
      this.#tellFailure(error);
    }
    this.redraw();
  }

  #dispatch(name: string): void {
    const typed = this.#typed === '' ? name : `${this.#typed} ${name}`;
    const screen = this.#screen;
    const own = this.#broken ? undefined : actionFor(this.#front, typed);
    const moving = screen.movement && !this.#broken ? actionFor('movement', typed) : undefined;
    const anywhere = actionFor('everywhere', typed);
    this.#typed = '';
    if (own !== undefined && own !== 'begun') (screen.handlers as Readonly<Record<string, () => void>>)[own]?.();
    else if (moving !== undefined && moving !== 'begun') screen.movement?.[moving as ActionOf<'movement'>]();
    else if (anywhere !== undefined && anywhere !== 'begun') this.#everywhere[anywhere as ActionOf<'everywhere'>]();
    else if ([own, moving, anywhere].includes('begun')) this.#typed = typed;
  }

  /** Stops what runs beside, said to the person. */
  stop(): void {
    if (this.#background.stop()) this.say(inertText(frameWords(this.locale).stopped));
  }
}
