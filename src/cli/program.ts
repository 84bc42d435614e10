/** argv -> command -> what it prints and its exit code. The only file that knows commander. */
import { once } from 'node:events';
import { Command as Parser, CommanderError } from 'commander';
import { App, type Machine, machineOf } from '../app.ts';
import { type Told, detailOf, failure, failureIn, raise, tell } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { jsonText } from '../format/json.ts';
import { nearest } from '../insight/query-tokens.ts';
import type { Environment } from '../values/ambient.ts';
import type { Command, Options, Outcome, Stream } from './command.ts';
import { commands } from './commands/list.ts';
import { EXAMPLES, groupOf, inHelpOrder } from './help.ts';
import { overview } from './overview.ts';
import { Terminal } from './terminal.ts';

export interface ProgramOptions extends Machine { readonly version: string }

/** For the dashboard where it was opened without this file. */
export { commands };

/** Runs one command line on the machine of a process; answers its exit code. */
export const start = (argv: readonly string[], version: string, facts: Parameters<typeof machineOf>[0]): Promise<number> => run(argv, { version, ...machineOf(facts) });

/** Runs one command line; answers its exit code. Expected failures are told here; defects are thrown on. */
export async function run(typed: readonly string[], options: ProgramOptions): Promise<number> {
  const argv = helpAsked(typed);
  const wantsJson = argv.includes('--json');
  const outcome = { exit: 0 };
  const parser = await parserFor(argv, options, (exit) => { outcome.exit = exit; });
  try {
    await parser.parseAsync(argv as string[], { from: 'user' });
    return outcome.exit;
  } catch (error) {
    const told = toldOf(error);
    if (!told) throw error;
    if ('silent' in told) return told.exit;
    tellFailure(told, wantsJson);
    return told.exit;
  }
}

/** `ft help COMMAND` as `ft COMMAND --help`; a command that is not there is left for the parser to name. */
function helpAsked(argv: readonly string[]): readonly string[] {
  const word = firstWord(argv);
  if (word !== 'help') return argv;
  const at = argv.findIndex((one, place) => one === word && !isValue(argv, place));
  const rest = argv.toSpliced(at, 1);
  const asked = firstWord(rest);
  return asked === undefined || commands.some(({ name }) => name === asked) ? [...rest, '--help'] : rest;
}

/** This word is the value of an option of ft itself. */
const isValue = (argv: readonly string[], at: number): boolean => ['--home', '--as-of'].includes(argv[at - 1] ?? '');

type Ending = (Told & { readonly code: string; readonly detail?: Readonly<Record<string, unknown>> }) | { readonly silent: true; readonly exit: number };

function toldOf(error: unknown): Ending | undefined {
  const failed = failureIn(error);
  if (failed) return { ...tell(failed), code: failed.code, detail: detailOf(failed) };
  // By its name: lazily loaded files hold a class of their own (decision 0008).
  if (error instanceof Error && error.name === 'SumTooLarge') return { ...tell(failure('sum-too-large', {})), code: 'sum-too-large' };
  if (!(error instanceof CommanderError)) return undefined;
  if (error.exitCode === 0) return { silent: true, exit: 0 };
  const message = error.message.replace(/^error: /, '');
  return { code: 'usage', message: message.charAt(0).toUpperCase() + message.slice(1), hint: 'ft --help, or ft COMMAND --help, shows how.', exit: 2 };
}

/** Every failure reads the same: a sentence, a next step; as JSON one document on stdout. */
function tellFailure({ code, message, hint, detail }: Exclude<Ending, { silent: true }>, json: boolean): void {
  if (json) process.stdout.write(`${jsonText({ error: { code, message, hint, ...(detail ? { detail } : {}) } })}\n`);
  else process.stderr.write(`ft: ${inertText(message)}\n    ${inertText(hint)}\n`);
}

/** A parser that knows every command's name but loads only the one that argv asks for. */
async function parserFor(argv: readonly string[], options: ProgramOptions, end: (exit: number) => void): Promise<Parser> {
  const root = new Parser('ft')
    .description('Personal finance on your own machine: import bank statements, see where the money went, undo anything.')
    .version(options.version, '--version')
    .option('--home <dir>', 'folder of the ledger (default: the platform\'s data folder; also FINANCE_TRACKER_HOME)')
    .option('--json', 'one JSON document on stdout')
    .option('--no-color', 'no colours (also NO_COLOR)')
    .option('--quiet', 'no progress or messages')
    .option('--yes', 'go ahead without asking')
    .option('--no-tui', 'print where you stand; do not open the dashboard (ft, ft demo)')
    .option('--as-of <instant>', 'answer as the log stood then: 2026-03-31, 2026-03-31T18:00 or a commit')
    .showHelpAfterError(false)
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .exitOverride()
    .enablePositionalOptions(false);
  const word = firstWord(argv);
  for (const entry of inHelpOrder(commands)) {
    const parser = entry.name === word ? define(root, await entry.load(), options, end) : root.command(entry.name).description(entry.summary);
    parser.helpGroup(groupOf(entry.name));
  }
  root.addHelpText('after', EXAMPLES);
  // No command: the overview. Commander calls any word it does not know an argument too many, so the telling is done here.
  root.argument('[word...]').usage('[options] [command]').action(async () => {
    const [unknown] = root.args;
    if (unknown !== undefined) raise('usage', await unknownCommand(unknown));
    end(await perform({ run: overview }, root, options));
  });
  return root;
}

/** The command that argv asks for: its first word that is no option of ft itself, nor the value of one. */
function firstWord(argv: readonly string[]): string | undefined {
  return argv.find((word, at) => !word.startsWith('-') && !isValue(argv, at));
}

async function unknownCommand(word: string): Promise<{ why: string; hint: string }> {
  const near = nearest(word.toLowerCase(), commands.map(({ name }) => name));
  return { why: `There is no command "${word}".`, hint: near === undefined ? 'ft --help lists them.' : `Did you mean: ft ${near}` };
}

/** Command as data -> commander's commands, children first. */
function define(parent: Parser, command: Command, options: ProgramOptions, end: (exit: number) => void): Parser {
  const parser = parent.command(command.name).description(command.summary);
  if (command.operands) parser.arguments(command.operands);
  for (const [flags, description, repeatable] of command.options ?? []) {
    if (repeatable) parser.option(flags, description, (value: string, before: readonly string[] | undefined) => [...(before ?? []), value]);
    else parser.option(flags, description);
  }
  if (command.dashed) parser.allowUnknownOption();
  if (command.details) parser.addHelpText('after', `\n${command.details.join('\n')}`);
  if (command.examples.length > 0) parser.addHelpText('after', `\nExamples:\n${command.examples.map((example) => `  ${example}`).join('\n')}`);
  for (const child of command.children ?? []) define(parser, child, options, end);
  if (command.run) parser.action(async () => { end(await perform(command, parser, options)); });
  else parser.action(() => {
    if (parser.optsWithGlobals()['json'] === true) raise('usage', { why: `ft ${command.name} needs one of its commands.`, hint: command.examples[0] ?? `ft ${command.name} --help` });
    parser.outputHelp();
  });
  return parser;
}

/** FT_BUSY_MS as a number, where it is one. */
const busy = ({ busyMs }: Environment): { busyMs?: number } => (busyMs !== undefined && /^\d{1,7}$/.test(busyMs) ? { busyMs: Number(busyMs) } : {});

async function perform({ run: work, dashed, now }: Pick<Command, 'run' | 'dashed' | 'now'>, parser: Parser, { environment, clock, random, homeOf }: ProgramOptions): Promise<number> {
  const all = parser.optsWithGlobals() as Options;
  const json = all['json'] === true;
  const terminal = new Terminal(environment, { json, quiet: all['quiet'] === true, color: all['color'] !== false });
  const text = (name: string): string | undefined => (typeof all[name] === 'string' ? all[name] : undefined);
  const unknown = dashed ? parser.args.find((word) => word.startsWith('--')) : undefined;
  if (unknown !== undefined) raise('usage', { why: `Unknown option '${unknown}'.`, hint: 'ft --help, or ft COMMAND --help, shows how.' });
  if (now && text('asOf') !== undefined) raise('usage', { why: 'This speaks of the ledger as it stands now, so there is no --as-of.', hint: 'Leave --as-of out.' });
  const app = new App({ home: homeOf(text('home')), clock: clock(), random, asOf: text('asOf'), ...busy(environment), modelFolder: environment.modelFolder, progress: terminal.progress, notice: terminal.noticed });
  try {
    const outcome = await work!({ app, terminal, operands: parser.args, options: all, json, yes: all['yes'] === true });
    terminal.settle();
    await print(outcome, terminal, json);
    return outcome.exit ?? 0;
  } finally {
    terminal.settle();
    app.close();
  }
}

async function print(outcome: Outcome | Stream, terminal: Terminal, json: boolean): Promise<void> {
  if ('stream' in outcome) await written(outcome.stream);
  else if (json) process.stdout.write(`${jsonText(outcome.json)}\n`);
  else for (const line of await outcome.lines()) terminal.line(line);
}

/** Characters gathered before a write: many small pieces make few system calls. */
const WRITE_CHARACTERS = 1 << 16;

/** Pieces -> stdout, no faster than it is read, so that a long export needs no memory. */
async function written(pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
  let waiting = '';
  try {
    for await (const piece of pieces) {
      waiting += piece;
      if (waiting.length < WRITE_CHARACTERS) continue;
      if (!process.stdout.write(waiting)) await once(process.stdout, 'drain');
      waiting = '';
    }
  } finally {
    process.stdout.write(waiting);
  }
}
