/** The dashboard in this process, without a terminal: keys in, frames of text out. Commands it starts run in this process too. */
import { App } from '../../src/app.ts';
import type { Locale } from '../../src/format/money.ts';
import { seededRandom } from '../../src/machine/random.ts';
import type { Start } from '../../src/tui/background.ts';
import { Dashboard } from '../../src/tui/dashboard.ts';
import type { ScreenName } from '../../src/tui/keymap.ts';
import type { Size } from '../../src/tui/screen.ts';
import { themeFor } from '../../src/tui/theme.ts';
import { displayWidth } from '../../src/format/display-width.ts';
import { unpainted } from '../../src/format/paint.ts';
import { frameText } from '../../src/tui/first-frame.ts';
import { ftWith, temporaryHome } from '../cli/ft.ts';

export interface Desk {
  readonly dashboard: Dashboard;
  readonly home: string;
  /** Presses keys by their names ("j", "enter", "g", "ctrl-r", "space"), waiting after each until nothing runs. */
  press(...names: string[]): Promise<void>;
  /** Types a text, character by character. */
  type(text: string): Promise<void>;
  /** What is on the screen: `rows` lines, blanks at their ends cut. `size` also becomes the size of later frames. */
  frame(size?: Size): string;
  /** Waits until no command runs and no work between keys is left. */
  settled(): Promise<void>;
  /** Every command that was started, in order. */
  readonly started: string[][];
  close(): void;
}

export interface DeskOptions {
  readonly size?: Size;
  readonly locale?: Locale;
  readonly color?: boolean;
  readonly unicode?: boolean;
  readonly screen?: ScreenName;
  /** Instead of running commands in this process. */
  readonly start?: Start;
  /** Unix milliseconds now; 2026-01-15 12:00 UTC unless said. */
  readonly now?: number;
  readonly modelFolder?: string;
}

/** A dashboard on a home, opened and read. Close it. */
export async function desk(home: string, options: DeskOptions = {}): Promise<Desk> {
  let size: Size = options.size ?? { columns: 100, rows: 30 };
  let running = 0;
  const started: string[][] = [];
  const now = options.now ?? 1_768_478_400_000;
  const app = new App({ home, clock: () => now, random: seededRandom('desk'), progress: () => {}, modelFolder: options.modelFolder ?? 'off' });
  const counted = (start: Start): Start => (argv, progress) => {
    started.push([...argv]);
    running++;
    const { ended, stop } = start(argv, progress);
    return { stop, ended: ended.finally(() => { running--; }) };
  };
  const inProcess = (of: string): Start => (argv) => ({ ended: ftWith({ environment: { modelFolder: options.modelFolder ?? 'off' } }, of, ...argv), stop: () => {} });
  const dashboard = new Dashboard({
    app, theme: await themeFor({ color: options.color ?? false, unicode: options.unicode ?? true }), locale: options.locale ?? 'en',
    start: (of) => counted(options.start ?? inProcess(of.home)), commands: async () => [{ name: 'list', summary: 'list transactions' }, { name: 'accounts', summary: 'your accounts' }],
    leave: () => {}, clear: () => {}, suspend: () => {},
  });
  await dashboard.refresh();
  const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  const settled = async (): Promise<void> => {
    // A few turns with nothing running: what was begun has ended.
    for (let quiet = 0; quiet < 25; quiet = running > 0 ? 0 : quiet + 1) await turn();
  };
  const press = async (...names: string[]): Promise<void> => {
    for (const name of names) {
      dashboard.press({ name, text: name === 'space' ? ' ' : [...name].length === 1 ? name : '' });
      await settled();
    }
  };
  if (options.screen !== undefined) dashboard.open(options.screen);
  await settled();
  return {
    dashboard, home, started, press, settled,
    type: (text) => press(...[...text].map((character) => (character === ' ' ? 'space' : character))),
    frame: (wanted = size) => {
      size = wanted;
      // Colours only: nothing else that a terminal executes may be in a line.
      return unpainted(frameText(dashboard.view(size)));
    },
    close: () => dashboard.close(),
  };
}

/** Lines of a frame that do not fit its size, or hold what a terminal would execute: empty for a good frame. */
export function faults(frame: string, { columns, rows }: Size): string[] {
  const lines = frame.split('\n');
  return [
    ...(lines.length === rows ? [] : [`${lines.length} rows, not ${rows}`]),
    ...lines.flatMap((text, at) => (displayWidth(text) > columns ? [`row ${at + 1} is ${displayWidth(text)} wide: ${text}`] : [])),
    ...lines.flatMap((text, at) => (/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(text) ? [`row ${at + 1} holds a control: ${JSON.stringify(text)}`] : [])),
  ];
}

/** A home with the demo household of 2025 in it. */
export async function demoHome(): Promise<string> {
  const home = temporaryHome();
  const { exit, stderr } = await ftWith({}, home, 'demo', '--home', home, '--no-tui');
  if (exit !== 0) throw new Error(stderr);
  return home;
}
