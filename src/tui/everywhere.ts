/** What the keys do that hold on every screen. */
import type { Background } from './background.ts';
import { type Commands, commandPalette } from './command-palette.ts';
import { helpLines } from './help.ts';
import { type Handlers, SCREENS } from './keymap.ts';
import { frameWords } from './phrases.ts';
import type { Screen, Session } from './screen.ts';
import { switchCommit } from './switching.ts';

interface Around {
  readonly session: Session;
  readonly options: { readonly commands: Commands; readonly leave: () => void; readonly clear: () => void };
  /** The screen in front. */
  readonly front: () => Screen;
  readonly background: () => Background;
}

/** The dashboard around the screens -> its handlers. */
export function everywhere({ session, options, front, background }: Around): Handlers<'everywhere'> {
  const words = frameWords(session.locale);
  let isLeaving = false;
  const next = (by: 1 | -1): void => {
    const at = SCREENS.findIndex((name) => name === front().name);
    const screen = SCREENS[(at + by + SCREENS.length) % SCREENS.length];
    if (screen && session.known) session.open(screen);
  };
  /** What the person has said is written before the dashboard ends; who asks twice need not wait. */
  const quit = (): void => {
    const { writing } = background();
    if (writing === 0 || isLeaving) return options.leave();
    isLeaving = true;
    session.say(words.finishing(writing), 'warning');
    void background().idle().then(options.leave);
  };
  return {
    help: () => void session.ask.read({ title: words.help, lines: helpLines(front().name, session.theme, session.locale) }),
    palette: () => void commandPalette(session, options.commands),
    undo: () => void switchCommit(session, 'undo'),
    redo: () => void switchCommit(session, 'redo'),
    back: () => { if (!front().back?.()) session.back(); },
    quit,
    stop: () => session.stop(),
    nextScreen: () => next(1),
    previousScreen: () => next(-1),
    goOverview: () => session.open('overview'), goTransactions: () => session.open('transactions'), goReview: () => session.open('review'), goBudgets: () => session.open('budgets'),
    goTrends: () => session.open('trends'), goAccounts: () => session.open('accounts'), goHistory: () => session.open('history'),
    importFile: () => { session.open('accounts'); (front().handlers as Handlers<'accounts'>).importFile(); },
    present: () => void session.travel(undefined),
    redraw: () => options.clear(),
  };
}
