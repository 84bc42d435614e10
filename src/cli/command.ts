/** A command as data: what it is called, what it takes, what it does. One file a command, loaded when it is asked for. */
import type { App } from '../app.ts';
import type { Terminal } from './terminal.ts';

/** [flags, what it means] as commander writes them: '--account <name>', '--limit <count>', '--yes'. `repeatable`: each time with one value. */
export type OptionLine = readonly [flags: string, description: string, repeatable?: 'repeatable'];

/** Text of options as typed; a flag without a value is true; a repeatable one is a list. */
export type Options = Readonly<Record<string, string | boolean | string[] | undefined>>;

export interface Invocation {
  readonly app: App;
  readonly terminal: Terminal;
  /** Positional arguments as typed; a variadic one is spread at the end. */
  readonly operands: readonly string[];
  readonly options: Options;
  readonly json: boolean;
  /** `--yes`: go ahead without asking. */
  readonly yes: boolean;
}

/** What a command answers: one JSON document, or lines for people. */
export interface Outcome {
  readonly json: unknown;
  readonly lines: () => readonly string[] | Promise<readonly string[]>;
  /** 0 unless said: 1 failed, 3 partly done; of the dashboard also what a signal ended it with. */
  readonly exit?: number;
}
/** A command whose output is a stream of text (an export), the same with and without --json. */
export interface Stream { readonly stream: Iterable<string> | AsyncIterable<string>; readonly exit?: 0 }

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** Positional arguments as commander writes them: '<files...>', '[query...]'. */
  readonly operands?: string;
  readonly options?: readonly OptionLine[];
  /** Operands may begin with "-" (`ft list -is:transfer`). */
  readonly dashed?: true;
  /** Speaks of the ledger as it stands now: --as-of is refused. */
  readonly now?: true;
  /** Lines of --help above the examples: what its operands may say. */
  readonly details?: readonly string[];
  /** Shown under --help; each runs as it stands. */
  readonly examples: readonly string[];
  /** Commands below this one: `ft rules add`. */
  readonly children?: readonly Command[];
  /** Absent when only its children do something. */
  readonly run?: (invocation: Invocation) => Promise<Outcome | Stream>;
}

/** Option as text; undefined when it was not given. */
export const textOption = (options: Options, name: string): string | undefined => {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
};

/** A repeatable option as a list, in the order typed; empty when it was not given. */
export const listOption = (options: Options, name: string): readonly string[] => {
  const value = options[name];
  return Array.isArray(value) ? value : [];
};
