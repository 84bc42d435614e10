/** Another ft beside this one, in a process of its own: what it prints, how far it is, and how to stop it. */
import { spawn } from 'node:child_process';
import { variablesWith } from './environment.ts';

export interface SecondProcess {
  readonly ended: Promise<{ readonly exit: number; readonly stdout: string; readonly stderr: string }>;
  /** Ends it; what it has not committed is rolled back by SQLite. */
  readonly stop: () => void;
}
type Progress = (label: string, done: number, total: number) => void;

/** Exit code of a process that a signal ended. */
const KILLED = 137;

/** Arguments of ft -> it, running. `progress` hears what its progress line would show. `variables`: of its environment, besides those of this process; `script`: the ft that is run, this one unless said. Nobody is asked anything there. */
export function startSecond(argv: readonly string[], progress: Progress, variables: Readonly<Record<string, string>> = {}, script = process.argv[1] ?? ''): SecondProcess {
  const child = spawn(process.execPath, [...process.execArgv, script, ...argv], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: variablesWith(variables) });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) child[name]!.setEncoding('utf8').on('data', (text: string) => { texts[name] += text; });
  child.on('message', (message) => {
    const { label, done, total } = message as { label: string; done: number; total: number };
    progress(label, done, total);
  });
  const ended = new Promise<{ exit: number; stdout: string; stderr: string }>((resolve) => {
    child.once('error', (error) => resolve({ exit: 1, stdout: '', stderr: error.message }));
    child.once('close', (code) => resolve({ exit: code ?? KILLED, ...texts }));
  });
  return { ended, stop: () => { child.kill('SIGTERM'); } };
}

/**
 * Tells the process that started this one how far it is; undefined where none listens. Where that one is gone, killed in the middle, nobody waits for the work: this
 * one ends as if it had been stopped.
 */
export function parentHears(): Progress | undefined {
  if (!process.send) return undefined;
  const parent = process.ppid;
  process.once('disconnect', endLikeStopped);
  // To hear the end of it must not keep this process from its own.
  process.channel?.unref();
  return (label, done, total) => {
    // Between two steps of work that never waits, only the parent's id tells that it is gone.
    if (process.ppid !== parent) endLikeStopped();
    if (process.connected) process.send?.({ label, done, total });
  };
}

/** At once, and whatever runs: SQLite rolls back what is not committed. */
const endLikeStopped = (): void => { process.kill(process.pid, 'SIGTERM'); };
