/** `:` reaches every command of ft: pick one, complete its line, read what it says. */
import { inertText } from '../format/inert.ts';
import { frameWords } from './phrases.ts';
import type { Session } from './screen.ts';

/** Names and summaries of all commands, loaded when they are asked for. */
export type Commands = () => Promise<readonly { readonly name: string; readonly summary: string }[]>;

/** Words as a shell would part them: blanks part, quotes hold together. */
export function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|((?:[^\s"']|"[^"]*"|'[^']*')+)/g)].map(([, double, single, plain]) => double ?? single ?? (plain ?? '').replace(/["']/g, ''));
}

/** Commands that draw on or read from the terminal itself. */
const ON_A_TERMINAL = new Set(['demo', 'classify']);

/** What was typed where a command is picked, once it is more than the name of one: the line to run, without an "ft" before it. */
function wholeLine(text: string, names: ReadonlySet<string>): string | undefined {
  const line = text.trim().replace(/^ft\s+/, '');
  const [name = '', ...others] = wordsOf(line);
  return names.has(name) && others.length > 0 ? line : undefined;
}

/** Asks for a command and its words, runs it, and shows what it says. */
export async function commandPalette(session: Session, commands: Commands): Promise<void> {
  const words = frameWords(session.locale);
  const known = await commands();
  const names = new Set(known.map(({ name }) => name));
  const picked = await session.ask.pick({
    title: words.palette, items: known.map(({ name, summary }) => ({ value: name, text: name, also: summary })), typed: (text) => wholeLine(text, names), preview: (text) => (text.includes(' ') ? [words.runs(text)] : []),
  });
  if (picked === undefined) return;
  const [name = ''] = wordsOf(picked);
  if (ON_A_TERMINAL.has(name)) return session.say(words.askedTerminal, 'warning');
  const typed = picked === name ? await session.ask.prompt({ title: words.commandLine, initial: `${name} `, hint: words.commandHint }) : picked;
  if (typed === undefined || typed === '') return;
  await told(session, wordsOf(typed), false);
}

async function told(session: Session, argv: readonly string[], again: boolean): Promise<void> {
  const words = frameWords(session.locale);
  const answer = await session.text([...argv, ...(again ? ['--yes'] : [])]);
  if (answer === undefined) return;
  const lines = answer.split('\n').map(inertText);
  while (lines.at(-1) === '') lines.pop();
  const title = `ft ${argv.join(' ')}`;
  const previews = !again && /add --yes/.test(answer);
  if (!previews) return session.ask.read({ title, lines: lines.length > 0 ? lines : [words.nothingSaid] });
  if (await session.ask.confirm({ title, lines: [...lines, '', words.readOnlyAgain], yes: words.again })) await told(session, argv, true);
}
