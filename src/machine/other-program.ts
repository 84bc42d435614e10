/** Programs of the system, run to their end: an argument list and never a shell line, with a time limit and bounded output. */
import { execFile } from 'node:child_process';
import { variablesWith } from './environment.ts';

export interface Ran {
  /** -1: ended by a signal or by the time limit. */
  readonly exit: number;
  /** As bytes: a crontab need not be UTF-8. */
  readonly stdout: Buffer;
  readonly stderr: string;
}
export interface RunOptions {
  /** What it reads on stdin; nothing unless said. */
  readonly input?: Uint8Array;
  /** Variables besides those of this process. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly seconds?: number;
}
/** Name (found in PATH) or path and arguments -> how it ended; undefined where there is no such program. */
export type RunProgram = (program: string, args: readonly string[], options?: RunOptions) => Promise<Ran | undefined>;

const OUTPUT_MAX = 4 << 20;

/** The real one. Messages come in English, so that they can be told apart. */
export const runProgram: RunProgram = (program, args, { input, variables = {}, seconds = 20 } = {}) => new Promise((resolve) => {
  const options = { encoding: 'buffer' as const, timeout: seconds * 1000, killSignal: 'SIGKILL' as const, maxBuffer: OUTPUT_MAX, windowsHide: true, env: variablesWith({ LC_ALL: 'C', ...variables }) };
  const child = execFile(program, args, options, (error, stdout, stderr) => {
    const code: unknown = error?.code;
    if (code === 'ENOENT' || code === 'EACCES') return resolve(undefined);
    resolve({ exit: error ? (typeof code === 'number' ? code : -1) : 0, stdout, stderr: stderr.toString('utf8') });
  });
  // A program that ends before it has read everything is judged by its exit code.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input ?? '');
});

/** What a program said of its failure -> one short line: its last one that says anything. */
export function saidBy({ exit, stdout, stderr }: Ran): string {
  const lines = [...stdout.toString('utf8').split('\n'), ...stderr.split('\n')].map((line) => line.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim()).filter((line) => line !== '');
  const said = lines.at(-1)?.slice(0, 200) ?? (exit === -1 ? 'it did not end in time' : `it ended with exit code ${exit}`);
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
