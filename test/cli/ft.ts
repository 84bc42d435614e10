/** Runs `ft` in this process against a home of the test's own and answers what it printed. Real parser, real SQLite. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/program.ts';
import { seededRandom } from '../../src/machine/random.ts';
import type { Environment } from '../../src/values/ambient.ts';

export interface Answer { readonly exit: number; readonly stdout: string; readonly stderr: string }
export interface Setting {
  /** Lines that a person types at a terminal, one a question; given, stdin and stdout are a terminal. */
  readonly typed?: readonly string[];
  /** No terminal, and a program at the other end of the pipe: hears everything that is said on stderr so far, and types. Called at the beginning with ''. */
  readonly piped?: (heard: string, type: (text: string) => void) => void;
  /** The terminal hands keys over as they are pressed: what is typed then is single keys, "" for Enter. */
  readonly keys?: boolean;
  readonly environment?: Partial<Environment>;
}

/** 2026-01-15 12:00 UTC; the clock goes on by a second a look, so commits stay apart and tests repeatable. */
let now = 1_768_478_400_000;
/** The clock of the next `ft`, without moving it on; `by`: milliseconds that it is set on first. */
export const testClock = (by = 0): number => (now += by);
const random = seededRandom('test/cli');

const plain: Environment = {
  platform: 'linux', program: 'ft', userHome: '/nowhere', noColor: true, forceColor: false, ascii: false, language: 'en', columns: 120,
  stdinIsTty: false, stdoutIsTty: false, screenReader: false, stderrIsTty: false, modelFolder: 'off',
};

/** An empty folder for a home. */
export const temporaryHome = (): string => mkdtempSync(join(tmpdir(), 'ft-cli-'));

/** A file of the test's own in a folder -> its path. */
export function written(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Path of a shipped demo statement: 'dnb-brukskonto-2025.csv', 'sparebank1-sparekonto-2025.csv', 'sparebank1-kredittkort-2025.csv'. */
export const demoStatement = (name: string): string => resolve(import.meta.dirname, '../../fixtures/demo', name);

/** `ft` with those words, no terminal, English labels, today 2026-01-15. */
export const ft = (home: string, ...argv: string[]): Promise<Answer> => ftWith({}, home, ...argv);

/** `ft --json` -> the parsed document. Throws when stdout is not exactly one JSON document. */
export async function ftJson<T = Record<string, unknown>>(home: string, ...argv: string[]): Promise<T> {
  const { stdout } = await ft(home, '--json', ...argv);
  return JSON.parse(stdout) as T;
}

/** As `ft`, in another setting: a terminal with a person at it, another language. */
export async function ftWith(setting: Setting, home: string, ...argv: string[]): Promise<Answer> {
  const isTty = setting.typed !== undefined;
  const environment = { ...plain, ...(isTty ? { stdinIsTty: true, stdoutIsTty: true } : {}), ...setting.environment };
  const typed = [...(setting.typed ?? [])];
  const stdin = new PassThrough();
  let isRaw = false;
  if (setting.keys) Object.assign(stdin, { setRawMode: (on: boolean) => { isRaw = on; } });
  if (!isTty && !setting.piped) stdin.end();
  const printed = { stdout: '', stderr: '' };
  const type = (text: string): void => { setImmediate(() => { if (!stdin.writableEnded) stdin.write(text); }); };
  const answer = (text: string): void => {
    // A question is what does not end its line; progress begins with a carriage return.
    if (text === '' || text.endsWith('\n') || text.startsWith('\r')) return;
    const next = typed.shift();
    setImmediate(() => { if (next === undefined) stdin.end(); else stdin.write(isRaw ? next || '\r' : `${next}\n`); });
  };
  const restore = [
    capture('stdout', (text) => { printed.stdout += text; }),
    capture('stderr', (text) => {
      printed.stderr += text;
      setting.piped?.(printed.stderr, type);
      answer(text);
    }),
    replaceStdin(stdin),
  ];
  try {
    setting.piped?.('', type);
    const exit = await run(argv, { version: 'test', environment, clock: () => () => (now += 1000), random, homeOf: (flag) => flag ?? home });
    return { exit, ...printed };
  } finally {
    for (const undo of restore) undo();
  }
}

function capture(name: 'stdout' | 'stderr', take: (text: string) => void): () => void {
  const stream = process[name];
  const original = stream.write;
  stream.write = ((piece: string | Uint8Array) => {
    take(typeof piece === 'string' ? piece : Buffer.from(piece).toString('utf8'));
    return true;
  }) as typeof stream.write;
  return () => { stream.write = original; };
}

function replaceStdin(stream: PassThrough): () => void {
  const original = Object.getOwnPropertyDescriptor(process, 'stdin')!;
  Object.defineProperty(process, 'stdin', { configurable: true, get: () => stream });
  return () => { Object.defineProperty(process, 'stdin', original); };
}
