/** Several devices as a person has them: the built program, README's words, a real PostgreSQL; and a server that is gone. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../hub/postgres.ts';
import { demoStatement, temporaryHome } from './ft.ts';
import { type Ended, spawnFt } from './spawn.ts';

const README = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
const env = { ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_LANG: 'en' };
const ft = (home: string, ...words: string[]): Promise<Ended> => spawnFt(['--home', home, ...words], { env });
const json = async <T>(home: string, ...words: string[]): Promise<T> => JSON.parse((await ft(home, '--json', ...words)).stdout) as T;
/** What `ft list` says, every row, whichever device says it. */
const rows = async (home: string): Promise<string> => (await ft(home, '--json', 'list', '--limit', '5000')).stdout;

let postgres: Postgres;
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });

describe('a hub', () => {
  it('is made, joined and synced by the lines in README; both homes then say the same', async () => {
    const [, block = ''] = /<!-- hub commands: begin -->\n```\n([\s\S]*?)\n```\n<!-- hub commands: end -->/.exec(README) ?? [];
    const url = await postgres.database('finance');
    const [first, second] = [temporaryHome(), temporaryHome()];
    await ft(first, 'import', demoStatement('dnb-brukskonto-2025.csv'));
    const lines = block.split('\n').map((line) => line.replace(/ +#.*/, '').replace('postgres://postgres:password@localhost/finance', url));
    expect(lines).toHaveLength(4);
    for (const line of lines) {
      const isSecond = line.includes('--home ~/second-home');
      const ended = await ft(isSecond ? second : first, ...line.replace('--home ~/second-home ', '').split(' ').slice(1));
      expect(ended, `${line}\n${ended.stderr}`).toMatchObject({ exit: 0, stderr: '' });
    }
    expect(await rows(second)).toBe(await rows(first));
    expect((await json<{ id: string }[]>(second, 'list', '--limit', '5000')).length).toBe(672);
    const [one] = await json<{ id: string }[]>(second, 'list', '--limit', '1');
    expect(await ft(second, 'categorize', one!.id, 'restaurants')).toMatchObject({ exit: 0 });
    expect(await json(second, 'hub', 'sync')).toMatchObject({ pushed: 1, pulled: 0 });
    expect(await json(first, 'sync')).toMatchObject({ accounts: [], hub: { error: null, pulled: 1 } });
    expect(await rows(second)).toBe(await rows(first));
    for (const home of [first, second]) {
      expect(await json(home, 'log', 'verify')).toMatchObject({ verified: true });
      expect((await json<{ findings: { check: string; state: string }[] }>(home, 'doctor')).findings).toContainEqual(expect.objectContaining({ check: 'hub', state: 'ok' }));
    }
    expect(await json(first, 'hub', 'status')).toMatchObject({ isSealed: false, timescale: null, commits: 2, forks: [], reportsAreCurrent: true, devices: [{ ahead: 0, behind: 0 }, { ahead: 0, behind: 0 }] });
  }, 120_000);

  it('shows what it would do, and does nothing without --yes; its address is shown nowhere', async () => {
    const url = await postgres.database('preview');
    const home = temporaryHome();
    await ft(home, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    const looked = await ft(home, 'hub', 'connect', url);
    expect(looked.stdout).toContain('CREATE TABLE finance_tracker.commits');
    expect(looked.stdout).toMatch(/Nothing was done: add --yes to go ahead\.\n$/);
    expect(await postgres.ask(url, "SELECT 1 FROM pg_namespace WHERE nspname = 'finance_tracker'")).toEqual([]);
    const connected = await ft(home, 'hub', 'connect', url, '--yes');
    const told = [looked, connected, await ft(home, 'hub', 'status'), await ft(home, '--json', 'hub', 'status'), await ft(home, 'history'), await ft(home, 'doctor')].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(told).not.toContain('password');
    expect(readdirSync(join(home, 'secrets'))).toEqual(['hub.json']);
    expect(await json(home, 'hub', 'disconnect', '--yes')).toMatchObject({ applied: true });
    expect(readdirSync(join(home, 'secrets'))).toEqual([]);
    expect(await json(home, 'hub', 'sync')).toMatchObject({ error: { code: 'hub-not-connected' } });
  }, 60_000);

  it('sealed: another device joins with the code that the first one shows', async () => {
    const url = await postgres.database('sealed');
    const [first, second] = [temporaryHome(), temporaryHome()];
    await ft(first, 'import', demoStatement('sparebank1-sparekonto-2025.csv'));
    const { code } = await json<{ code: string }>(first, 'hub', 'connect', url, '--encrypt', '--yes');
    expect(await json(first, 'hub', 'invite')).toMatchObject({ code });
    expect((await ft(second, 'hub', 'bootstrap', url)).stderr).toContain('ft hub invite');
    expect(await ft(second, 'hub', 'bootstrap', url, '--code', code.toLowerCase().replaceAll('-', ' '))).toMatchObject({ exit: 0 });
    expect(await rows(second)).toBe(await rows(first));
    expect((await ft(second, 'hub', 'status')).stdout).toContain('analytics are off');
  }, 60_000);

  it('that is gone never fails a sync with banks, is told, and is caught up with later', async () => {
    const url = await postgres.database('outage');
    const home = temporaryHome();
    expect(await ft(home, 'bank', 'connect', '--provider', 'demo')).toMatchObject({ exit: 0 });
    expect(await ft(home, 'hub', 'connect', url, '--yes')).toMatchObject({ exit: 0 });
    await postgres.crash();
    const synced = await ft(home, '--json', 'sync');
    expect(synced.exit).toBe(0);
    expect(JSON.parse(synced.stdout)).toMatchObject({ accounts: [{ state: 'ok' }, { state: 'ok' }, { state: 'ok' }], exit: 0, hub: { error: { code: 'hub-unreachable' } } });
    expect(await ft(home, 'sync', '--scheduled')).toMatchObject({ exit: 0, stdout: '', stderr: '' });
    expect(await ft(home, 'hub', 'sync')).toMatchObject({ exit: 75 });
    expect((await json<{ findings: { check: string; state: string; says: string }[] }>(home, 'doctor')).findings).toContainEqual(expect.objectContaining({ check: 'hub', state: 'look' }));
    await postgres.start();
    expect((await json<{ pushed: number }>(home, 'hub', 'sync')).pushed).toBeGreaterThan(0);
  }, 120_000);

  it('leaves banks to the device that is connected to them', async () => {
    const url = await postgres.database('banks');
    const [server, laptop] = [temporaryHome(), temporaryHome()];
    await ft(server, 'bank', 'connect', '--provider', 'demo');
    await ft(server, 'hub', 'connect', url, '--yes');
    await ft(laptop, 'hub', 'bootstrap', url);
    expect(await json(laptop, 'sync')).toMatchObject({ accounts: [], exit: 0, hub: { error: null } });
    expect(await json(laptop, 'bank', 'status')).toMatchObject({ connections: [], elsewhere: [{ name: 'Fjordbanken' }] });
    expect(await json<{ accounts: unknown[] }>(server, 'sync')).toMatchObject({ exit: 0, hub: { error: null } });
    await ft(laptop, 'sync');
    expect(await rows(laptop)).toBe(await rows(server));
    expect((await json<{ findings: { check: string; state: string }[] }>(laptop, 'doctor')).findings.filter(({ check, state }) => check !== 'permissions' && state === 'bad')).toEqual([]);
  }, 120_000);
});
