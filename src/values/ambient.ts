/** What a program draws from around it, as parameters: tests and replay give their own. */

/** Unix milliseconds now. */
export type WallClock = () => number;
/** So many random bytes. */
export type Random = (count: number) => Uint8Array;

/** What the process was started with and what its terminal is; `machine/environment.ts` fills it in. */
export interface Environment {
  /** Operating system as Node names it: linux, darwin, win32 … */
  readonly platform: string;
  /** What a person types to start this ft: `ft`, or `node bin/ft.js` in the repository. */
  readonly program: string;
  /** The user's home folder. */
  readonly userHome: string;
  /** FINANCE_TRACKER_HOME, XDG_DATA_HOME, APPDATA and FT_NOW as written; `paths.ts` and `clock.ts` make sense of them. */
  readonly financeTrackerHome?: string;
  readonly xdgDataHome?: string;
  readonly appData?: string;
  /** NO_COLOR is set to anything but nothing (no-color.org). */
  readonly noColor: boolean;
  /** FORCE_COLOR is set, and not to 0. */
  readonly forceColor: boolean;
  /** FT_ASCII: no box-drawing characters, no bars of blocks. */
  readonly ascii: boolean;
  /** Language of labels, from FT_LANG or the locale: Norwegian in any written form, else English. */
  readonly language: 'en' | 'nb';
  readonly fixedNow?: string;
  /** FT_BUSY_MS: milliseconds to wait for another ft that is writing. */
  readonly busyMs?: string;
  /** FT_MODEL: folder of a local model other than the shipped one; "off" to do without one. */
  readonly modelFolder?: string;
  /** FT_SECRETS as written: where keys and tokens of banks are kept. */
  readonly secretsStore?: string;
  /** Name of the variable -> value, of every FT_BANK_<PROVIDER>_URL. */
  readonly bankAddresses?: Readonly<Record<string, string>>;
  /** TERM says that the terminal can place nothing: lines only. */
  readonly dumb?: true;
  /** A screen reader reads along: Ink's own variable, INK_SCREEN_READER=true. */
  readonly screenReader: boolean;
  /** Hears how far long work is: the dashboard that started this process. */
  readonly hears?: (label: string, done: number, total: number) => void;
  /** Columns of the terminal; 80 where there is none. */
  readonly columns: number;
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
}
