/** Opens the dashboard for a command: `ft` and `ft demo` at a terminal. */
import { startBeside } from '../app/start-beside.ts';
import type { App } from '../app.ts';
import type { Invocation, Outcome } from './command.ts';
import { commands } from './commands/list.ts';

/** True where a person looks on, on a terminal that can be drawn on, and did not say --no-tui. */
export const opensDashboard = ({ terminal, options }: Pick<Invocation, 'terminal' | 'options'>): boolean => terminal.isInteractive && !terminal.environment.dumb && options['tui'] !== false;

/** Runs the dashboard on a ledger until the person leaves it. `says`: the first line at its foot. */
export async function dashboard(app: App, { terminal }: Pick<Invocation, 'terminal'>, says?: string): Promise<Outcome> {
  const { openDashboard } = await import('../tui/open.ts');
  terminal.silence();
  const { past } = app;
  const exit = await openDashboard({
    app: past === undefined ? app : app.inHome(app.home), ...(past === undefined ? {} : { past }), locale: terminal.locale, color: terminal.color, unicode: terminal.unicode, isSpoken: terminal.environment.screenReader, start: startBeside,
    commands: async () => commands, ...(says === undefined ? {} : { says }),
  });
  return { json: null, lines: () => [], exit };
}
