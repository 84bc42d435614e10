/** Another ft beside this one. */
import type { App } from '../app.ts';
import { type SecondProcess, startSecond } from '../machine/second-process.ts';

/** Starts another ft on the home of an app, in a process of its own. A home with a day of its own has it there too. */
export const startBeside = (app: Pick<App, 'home' | 'stage'>) => (argv: readonly string[], progress: (label: string, done: number, total: number) => void): SecondProcess =>
  startSecond([...argv, '--home', app.home], progress, app.stage?.today === undefined ? {} : { FT_NOW: `${app.stage.today}T12:00` });
