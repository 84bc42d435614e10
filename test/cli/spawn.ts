/** The built `ft` as a process of its own: what a person or cron starts. `npm test` builds it first. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const BINARY = fileURLToPath(new URL('../../bin/ft.js', import.meta.url));

export interface Ended { readonly exit: number | null; readonly signal: NodeJS.Signals | null; readonly stdout: string; readonly stderr: string }

/** Starts ft; `killAfter` milliseconds later it is killed with SIGKILL, if it still runs. */
export function spawnFt(args: readonly string[], { killAfter, command = [process.execPath, BINARY], ...options }: SpawnOptions & { killAfter?: number; command?: readonly string[] } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(command[0]!, [...command.slice(1), ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
    let stdout = '';
    let stderr = '';
    // Decoded as one stream: a letter may lie on the border of two pieces.
    child.stdout!.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    child.on('error', reject);
    child.on('close', (exit, signal) => {
      clearTimeout(timer);
      resolve({ exit, signal, stdout, stderr });
    });
  });
}
