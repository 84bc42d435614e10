/** Starts the demo's bank beside this process. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { raise } from '../errors.ts';

const PATIENCE_MS = 15_000;

/** Program, home whose bank it is, now (Unix milliseconds) -> its address on this machine. It ends when this process does. Raises 'bank-unreachable'. */
export async function startDemoBank(program: string, home: string, now: number): Promise<string> {
  const folder = join(home, 'bank');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = spawn(process.execPath, [program, '--state', join(folder, 'demo-bank.json'), '--now', String(now)], { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
  // It must not keep this process from its end; the pipe to its stdin closes with this process, and then it goes too.
  for (const held of [child, child.stdin, child.stdout]) (held as { unref?: () => void }).unref?.();
  const line = await firstLine(child);
  const url: unknown = line === undefined ? undefined : (JSON.parse(line) as { url?: unknown }).url;
  return typeof url === 'string' ? url : raise('bank-unreachable', { host: 'the demo bank', why: 'it did not start' });
}

function firstLine(child: ReturnType<typeof spawn>): Promise<string | undefined> {
  return new Promise((resolve) => {
    let text = '';
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
    const end = (line: string | undefined): void => {
      clearTimeout(timer);
      resolve(line);
    };
    child.stdout!.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) end(text.slice(0, text.indexOf('\n')));
    });
    child.once('error', () => end(undefined));
    child.once('exit', () => end(undefined));
  });
}

/** Address at the demo's bank -> what it answers, and where it sends the browser. */
export async function askDemoBank(url: string): Promise<{ readonly body: string; readonly location: string | undefined }> {
  const answer = await fetch(url, { redirect: 'manual' });
  return { body: await answer.text(), location: answer.headers.get('location') ?? undefined };
}
