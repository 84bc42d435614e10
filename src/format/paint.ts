/**
 * Colour by meaning. Chalk is loaded only where colour is wanted: it costs about as much as the rest of a small command,
 * and output to a file or pipe has no use for it. Colour never carries a meaning alone; words or signs stand beside it.
 */
export type Role = 'heading' | 'muted' | 'good' | 'bad' | 'warning' | 'accent' | 'selected' | Series;
/** Lines and stacks of a chart, told apart. */
export type Series = 'series0' | 'series1' | 'series2' | 'series3' | 'series4' | 'series5';
/** Text -> text with its colour around it. The text is inert already. */
export type Paint = (role: Role, text: string) => string;

/** No colour: the text as it is. */
export const plainPaint: Paint = (_role, text) => text;

const COLOURS = /\u001b\[[0-9;]*m/g;
/** Painted text -> the text without its colours. */
export const unpainted = (painted: string): string => painted.replace(COLOURS, '');

/** `color` false -> plainPaint; true -> the sixteen terminal colours, which follow the user's own palette. */
export async function paintFor(color: boolean): Promise<Paint> {
  if (!color) return plainPaint;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  const roles: Record<Role, (text: string) => string> = {
    heading: chalk.bold, muted: chalk.dim, good: chalk.green, bad: chalk.red, warning: chalk.yellow, accent: chalk.cyan, selected: chalk.inverse,
    series0: chalk.cyan, series1: chalk.magenta, series2: chalk.yellow, series3: chalk.blue, series4: chalk.green, series5: chalk.red,
  };
  return (role, text) => (text === '' ? text : roles[role](text));
}
