/** Opens the dashboard on a terminal, and gives the terminal back whatever happens. */
import { type Instance, render } from 'ink';
import { App, machineOf, startBeside } from '../app.ts';
import type { Locale } from '../format/money.ts';
import type { Start } from './background.ts';
import type { Commands } from './command-palette.ts';
import { Dashboard } from './dashboard.ts';
import { Frame } from './frame.tsx';
import { HeldTerminal } from './held-terminal.ts';
import { Keyboard } from './keyboard.ts';
import { ScreenWriter } from './screen-writer.ts';
import { SpokenWriter } from './spoken-writer.ts';
import { themeFor } from './theme.ts';

export interface OpenOptions {
  readonly app: App;
  readonly locale: Locale;
  readonly color: boolean;
  readonly unicode: boolean;
  /** A screen reader reads along: plain text, nothing drawn. */
  readonly isSpoken: boolean;
  readonly start: (app: App) => Start;
  readonly commands: Commands;
  /** Said at the foot when it opens. */
  readonly says?: string;
  /** The day or commit to look back from at first, as --as-of says it. */
  readonly past?: string;
}

/** Milliseconds between two looks at whether another ft has written. */
const LOOK_MS = 1000;

/** Runs until the person leaves; answers the exit code. A defect is thrown on after the terminal is whole again. */
export async function openDashboard({ app, locale, color, unicode, isSpoken, start, commands, says, past }: OpenOptions): Promise<number> {
  const writer = isSpoken ? new SpokenWriter(process.stdout) : new ScreenWriter(process.stdout);
  const drawAnew = (): void => {
    writer.forget();
    dashboard.redraw();
  };
  const keyboard = new Keyboard(process.stdin, (keys) => { for (const key of keys) dashboard.press(key); });
  const terminal = new HeldTerminal({ drawing: writer, keyboard, back: drawAnew, lastly: () => dashboard.close() });
  const dashboard = new Dashboard({
    app, locale, start, commands, theme: await themeFor({ color: color && !isSpoken, unicode: unicode && !isSpoken }),
    leave: terminal.leave, clear: drawAnew, suspend: terminal.suspend,
  });
  let ink: Instance | undefined;
  let looking: NodeJS.Timeout | undefined;
  try {
    terminal.take();
    // Read first, drawn then: the first frame is a full one.
    await dashboard.refresh();
    ink = render(<Frame dashboard={dashboard} onResize={writer.onResize} size={writer.size} failed={terminal.failed} />, {
      // Every frame whole and at once: the writer sends what is new of it. It hears the keys no more than it hears the size: both are ours.
      stdout: writer as unknown as NodeJS.WriteStream, debug: true, isScreenReaderEnabled: isSpoken, exitOnCtrlC: false, patchConsole: false,
    });
    ink.waitUntilExit().catch(terminal.failed);
    looking = setInterval(() => void dashboard.look(), LOOK_MS);
    if (past !== undefined) await dashboard.travel(past);
    if (says !== undefined) dashboard.say(says);
    return await terminal.ended();
  } finally {
    clearInterval(looking);
    terminal.giveBack();
    ink?.unmount();
  }
}

/**
 * `ft` alone at a terminal, by the shortest way: without the program of commands. Undefined where that way will not do (nobody looks on, the ledger cannot be opened or
 * must be made ready first): the program then does it, and tells what is wrong.
 */
export async function startDashboard(facts: Parameters<typeof machineOf>[0], commands: Commands): Promise<number | undefined> {
  const { environment, clock, random, homeOf } = machineOf(facts);
  if (!environment.stdinIsTty || !environment.stdoutIsTty || environment.dumb) return undefined;
  const app = new App({ home: homeOf(undefined), clock: clock(), random, progress: () => {}, modelFolder: environment.modelFolder });
  if (!app.isReady()) {
    app.close();
    return undefined;
  }
  return openDashboard({ app, locale: environment.language, color: !environment.noColor, unicode: !environment.ascii, isSpoken: environment.screenReader, start: startBeside, commands });
}
