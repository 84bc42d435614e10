/** Opens the dashboard on a terminal, and gives the terminal back whatever happens. */
import { startBeside } from '../app/start-beside.ts';
import { App, machineOf } from '../app.ts';
import type { Locale } from '../format/money.ts';
import type { Start } from './background.ts';
import type { Commands } from './command-palette.ts';
import { Dashboard } from './dashboard.ts';
import { frameText } from './first-frame.ts';
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
  const terminal = new HeldTerminal({ drawing: writer, keyboard, back: drawAnew, survives: (error) => dashboard.survives(error), lastly: () => dashboard.close() });
  const dashboard = new Dashboard({
    app, locale, start, commands, theme: await themeFor({ color: color && !isSpoken, unicode: unicode && !isSpoken }),
    leave: terminal.leave, clear: drawAnew, suspend: terminal.suspend,
  });
  let unmount: (() => void) | undefined;
  let looking: NodeJS.Timeout | undefined;
  try {
    terminal.take();
    // Read first, drawn then: the first frame is a full one.
    await dashboard.refresh();
    if (past !== undefined) await dashboard.travel(past);
    if (says !== undefined) dashboard.say(says);
    const drawFirst = (): void => { writer.write(frameText(dashboard.view(writer.size()))); };
    if (!isSpoken) drawFirst();
    const untilMounted = isSpoken ? () => {} : dashboard.subscribe(drawFirst);
    const { mount } = await import('./mount.tsx');
    untilMounted();
    unmount = mount({ dashboard, writer, isSpoken, onResize: writer.onResize, size: writer.size, failed: terminal.failed });
    looking = setInterval(() => void dashboard.look(), LOOK_MS);
    return await terminal.ended();
  } finally {
    clearInterval(looking);
    terminal.giveBack();
    unmount?.();
  }
}

/**
 * `ft` alone at a terminal (or with `home`, as --home gives it), by the shortest way: without the program of commands. Undefined where that way will not do (nobody looks on, the ledger cannot be opened or
 * must be made ready first): the program then does it, and tells what is wrong.
 */
export async function startDashboard(facts: Parameters<typeof machineOf>[0], home: string | undefined, commands: Commands): Promise<number | undefined> {
  const { environment, clock, random, homeOf } = machineOf(facts);
  if (!environment.stdinIsTty || !environment.stdoutIsTty || environment.dumb) return undefined;
  const app = new App({ home: homeOf(home), clock: clock(), random, progress: () => {}, modelFolder: environment.modelFolder });
  if (!app.isReady()) {
    app.close();
    return undefined;
  }
  return openDashboard({ app, locale: environment.language, color: !environment.noColor, unicode: !environment.ascii, isSpoken: environment.screenReader, start: startBeside, commands });
}
