/** What a screen is, and what it is given. A screen holds its state, answers keys, and draws itself as lines; it knows nothing of Ink. */
import type { Stage } from '../app.ts';
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Locale } from '../format/money.ts';
import type { Role } from '../format/paint.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { AccountRow } from '../read-model/rows.ts';
import type { Day, Month } from '../values/day.ts';
import type { Answer, Asking } from './background.ts';
import type { Handlers, ScreenName } from './keymap.ts';
import type { Key } from './keys.ts';
import type { Theme } from './theme.ts';

/** Columns and rows to draw in. */
export interface Size { readonly columns: number; readonly rows: number }
/** Lines of one width; each is painted already, inert, and no wider than `width` (shorter is filled up). */
export interface Pane { readonly width: number; readonly lines: readonly string[] }
/** Panes side by side; `height` rows, whatever their lines. */
export interface Band { readonly height: number; readonly panes: readonly Pane[] }
/** From top to bottom. */
export type View = readonly Band[];

/** The ledger as it stands now, or as of the day one travelled to: replaced as a whole when anything is written, also by another ft. */
export interface Known {
  readonly model: ReadModel;
  readonly taxonomy: Taxonomy;
  readonly accounts: readonly AccountRow[];
  /** Confidence from which on a guess needs no second look; undefined where no model says. */
  readonly sureFrom: number | undefined;
}

/** What a screen is opened with, where another screen led to it. */
export interface Target {
  /** In the language of `ft list`. */
  readonly query?: string;
  /** A transaction, commit, account or category to stand on. */
  readonly id?: string;
  readonly month?: Month;
}

export interface PickItem<T> {
  readonly value: T;
  /** What is shown and searched; the second text is only searched and shown muted. */
  readonly text: string;
  readonly also?: string;
}

export interface Picking<T> { readonly title: string; readonly items: readonly PickItem<T>[]; readonly preview?: (value: T) => readonly string[]; readonly typed?: (text: string) => T | undefined }

/** Asked of the person, over the screen; each answers undefined for Esc. */
export interface Questions {
  /** One line of text. `complete`: Tab, the text until the cursor -> what may stand there; `check`: why it will not do, or undefined. */
  prompt(asked: { readonly title: string; readonly initial?: string; readonly hint?: string; readonly complete?: (text: string) => readonly string[]; readonly check?: (text: string) => string | undefined }): Promise<string | undefined>;
  /** One of many, by fuzzy search. `preview`: lines about the item under the cursor; `typed`: the text so far -> what Enter answers in place of that item. */
  pick<T>(asked: Picking<T>): Promise<T | undefined>;
  /** Lines to look at, and then yes (Enter, y) or no. */
  confirm(asked: { readonly title: string; readonly lines: readonly string[]; readonly yes: string }): Promise<boolean>;
  /** Lines to read, as many as there are. */
  read(asked: { readonly title: string; readonly lines: readonly string[] }): Promise<void>;
}

export interface Session {
  /** Undefined while nothing is imported; then only the welcome and the accounts are shown. */
  readonly known: Known | undefined;
  readonly theme: Theme;
  readonly locale: Locale;
  /** Folder of the ledger that is shown. */
  readonly home: string;
  /** True while one looks at an earlier day: nothing can be changed then. */
  readonly isPast: boolean;
  readonly ask: Questions;
  today(): Day;
  /** Milliseconds of the wall clock. */
  now(): number;
  /** Milliseconds that measure work: they go on evenly where the wall clock stands still or jumps. */
  ticks(): number;
  /** Unix milliseconds -> local `YYYY-MM-DD HH:MM`. */
  localMinute(unixMs: number): string;
  /** What a person writes -> Unix milliseconds, as --as-of takes it; undefined where it is no instant. */
  instantOf(text: string): number | undefined;
  /** Draws again: something that is shown has changed. Cheap; call it after every change of state. */
  redraw(): void;
  /** Goes to a screen, or back to where one came from. */
  open(screen: ScreenName, target?: Target): void;
  back(): void;
  /** One line at the foot of the screen, until the next key. */
  say(text: string, role?: Role): void;
  /** Runs a command of ft in a process beside this one, with --json, and answers what it said. Only looks; see `change` for what writes. */
  run(argv: readonly string[], asking?: Asking): Promise<Answer>;
  /**
   * Runs a command that writes, after those that were asked for before it. Refused while in the past; a failure is said at the foot. Answers its JSON, undefined
   * where nothing was written. The ledger is read anew before this resolves.
   */
  change(argv: readonly string[], asking?: Asking): Promise<unknown>;
  /** Reads the ledger anew where another process has written: after a `run` that wrote beside. */
  look(): Promise<void>;
  /** Runs any command as a person would, in turn, and answers what it printed; undefined where it was stopped. */
  text(argv: readonly string[]): Promise<string | undefined>;
  /** Stops what runs beside. */
  stop(): void;
  /** Steps back to a day or commit, as --as-of says it; undefined returns to the present. `said`: when that is, in words, for the banner. */
  travel(asOf: string | undefined, said?: string): Promise<void>;
  /** Leaves this home for another one; `stage` where it is only to look around in (the demo's). */
  move(home: string, stage?: Stage): Promise<void>;
  /** Runs small pieces of work (of 2 milliseconds at most) between keys, several in a turn while it is short, until it says that it is done. Answers how to stop it. */
  between(step: () => 'more' | 'done'): () => void;
}

export interface Screen<S extends ScreenName = ScreenName> {
  readonly name: S;
  readonly handlers: Handlers<S>;
  /** Where the screen has something to move through. */
  readonly movement?: Handlers<'movement'>;
  /** Esc: true when the screen itself had something to leave (a search, a pane). */
  back?(): boolean;
  /** A text field of the screen's own takes keys before the keymap does; true when it took this one. */
  typed?(key: Key): boolean;
  /** Comes to the fore, perhaps with a target. */
  opened(target: Target | undefined): void;
  /** The ledger has changed (`session.known` is new): what is shown must be read anew, keeping the place of the cursor. */
  refreshed(): void;
  /** Goes out of sight: work between keys stops. */
  closed?(): void;
  /** One line beside the name of the screen. */
  subtitle?(): string;
  /** The screen in so many columns and rows. Called at every key: it must only put together what is known. */
  view(size: Size): View;
}
