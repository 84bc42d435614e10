/** Programs of our own, each in a process, ended by kill -9 wherever they are: what they leave on the disk is old or new, never half. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tryLock } from '../../../src/ledger/lock.ts';
import { createAnswers } from '../../../src/machine/answers.ts';
import { seededRandom, systemRandom } from '../../../src/machine/random.ts';
import { openSecrets } from '../../../src/machine/secrets.ts';

const folder = mkdtempSync(join(tmpdir(), 'ft-killed-'));
const homeOf = (name: string): string => join(folder, name);

/** Each says aloud what is on the disk when it was said. */
const PROGRAMS = {
  secrets: `
    import { openSecrets } from './src/machine/secrets.ts';
    const secrets = await openSecrets({ home: process.argv[2], store: 'file' });
    for (let n = 1; ; n++) { await secrets.set('dnb', { n: String(n), pad: String(n % 10).repeat(50000) }); process.stdout.write(n + '\\n'); }`,
  answers: `
    import { createAnswers } from './src/machine/answers.ts';
    import { systemRandom } from './src/machine/random.ts';
    const answers = createAnswers({ home: process.argv[2], now: () => Date.now(), random: systemRandom });
    for (let n = 0; ; n++) {
      const fetch = answers.begin({ connection: 'dnb', n });
      for (let page = 0; page < 3; page++) fetch.keep({ endpoint: 'transactions', status: 200, mediaType: 'application/json', body: new Uint8Array(30000).fill(n + page) });
      fetch.complete({ n });
      process.stdout.write(fetch.id + '\\n');
    }`,
  lock: `
    import { tryLock } from './src/ledger/lock.ts';
    const release = tryLock(process.argv[2], 'sync');
    process.stdout.write((release ? 'held' : 'taken') + '\\n');
    if (release) setInterval(() => undefined, 1000);`,
};

beforeAll(async () => {
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  await Promise.all(Object.entries(PROGRAMS).map(([name, contents]) => build({
    stdin: { contents, resolveDir: process.cwd() }, bundle: true, platform: 'node', format: 'esm', outfile: join(folder, `${name}.mjs`), external: ['better-sqlite3'],
  })));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Running { readonly child: ChildProcess; readonly said: () => readonly string[] }
async function started(name: keyof typeof PROGRAMS, home: string): Promise<Running> {
  mkdirSync(home, { recursive: true });
  const child = spawn(process.execPath, [join(folder, `${name}.mjs`), home], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
  await Promise.race([once(child.stdout, 'data'), once(child, 'close').then(() => { throw new Error(`${name} ended by itself`); })]);
  return { child, said: () => said.split('\n').slice(0, -1) };
}
async function killed({ child }: Running): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}
const dice = seededRandom('killed');
const moment = (): Promise<void> => new Promise((resolve) => { setTimeout(resolve, dice(1)[0]! / 4); });

describe('a process that is killed', () => {
  test('leaves old secrets or new ones, and never older than it said', async () => {
    const home = homeOf('secrets');
    for (let round = 0; round < 12; round++) {
      const writer = await started('secrets', home);
      await moment();
      await killed(writer);
      const kept = (await (await openSecrets({ home, store: 'file' })).get('dnb'))!;
      expect(kept['pad']).toBe(`${Number(kept['n']) % 10}`.repeat(50000));
      expect(Number(kept['n'])).toBeGreaterThanOrEqual(Number(writer.said().at(-1)));
    }
    await (await openSecrets({ home, store: 'file' })).set('dnb', { n: 'last' });
    // What the killed ones were writing is gone: secrets stand in it.
    expect(readdirSync(join(home, 'secrets'))).toEqual(['dnb.json']);
  });

  test('leaves whole fetches, all that it said, and halves that are not offered', async () => {
    const home = homeOf('answers');
    const said: string[] = [];
    for (let round = 0; round < 8; round++) {
      const writer = await started('answers', home);
      await moment();
      await killed(writer);
      said.push(...writer.said());
    }
    const answers = createAnswers({ home, now: () => Date.now(), random: systemRandom });
    const waiting = answers.waiting();
    expect(waiting.map(({ id }) => id)).toEqual(expect.arrayContaining(said));
    for (const fetch of waiting) {
      const n = fetch.facts['n'] as number;
      expect(fetch.outcome()).toEqual({ n });
      expect(fetch.pages().map(({ body }) => [body.length, body[0], body.at(-1)])).toEqual([0, 1, 2].map((page) => [30000, (n + page) % 256, (n + page) % 256]));
    }
    const all = readdirSync(join(home, 'bank/answers'));
    expect(answers.prune(Date.now() + 1000)).toBe(all.length);
    expect(readdirSync(join(home, 'bank/answers'))).toEqual([]);
  });

  test('gives its lock back', async () => {
    const home = homeOf('lock');
    for (let round = 0; round < 3; round++) {
      const holder = await started('lock', home);
      expect(holder.said()).toEqual(['held']);
      expect(tryLock(home, 'sync')).toBeUndefined();
      expect((await started('lock', home)).said()).toEqual(['taken']);
      tryLock(home, 'other')!();
      await killed(holder);
      const release = tryLock(home, 'sync');
      expect(release).toBeTypeOf('function');
      expect(tryLock(home, 'sync')).toBeUndefined();
      expect((await started('lock', home)).said()).toEqual(['taken']);
      release!();
    }
    expect(readdirSync(join(home, 'bank')).sort()).toEqual(['other.lock', 'sync.lock']);
    expect((statSync(join(home, 'bank/sync.lock')).mode & 0o777).toString(8)).toBe('600');
  });
});
