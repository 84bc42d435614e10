/** The bank that needs nobody: as README shows it, by the built program. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryHome } from './ft.ts';
import { type Ended, spawnFt } from './spawn.ts';

const README = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
const GUIDE = readFileSync(fileURLToPath(new URL('../../docs/banks.md', import.meta.url)), 'utf8');
const env = { ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_LANG: 'en' };
const json = <T>(ended: Ended): T => JSON.parse(ended.stdout) as T;
interface Synced { accounts: { state: string; rows: number; new: number; duplicate: number }[]; exit: number }

describe('the demo bank', () => {
  it('is connected and synced by the lines in README, and has a day more each time', async () => {
    const home = temporaryHome();
    const [, block = ''] = /<!-- bank commands: begin -->\n```\n([\s\S]*?)\n```\n<!-- bank commands: end -->/.exec(README) ?? [];
    const lines = block.split('&&').map((line) => line.trim().split(' '));
    expect(lines.map((words) => words[0])).toEqual(['ft', 'ft']);
    const [connect, sync] = lines as [string[], string[]];
    const connected = await spawnFt(['--home', home, '--json', ...connect.slice(1)], { env });
    expect(connected, connected.stderr).toMatchObject({ exit: 0, stderr: '' });
    expect(json<{ sync: Synced }>(connected).sync.accounts.map(({ state, rows, new: fresh }) => [state, rows === fresh, rows > 5])).toEqual([['ok', true, true], ['ok', true, true], ['ok', true, true]]);
    let fresh = 0;
    for (let day = 0; day < 3; day++) {
      const synced = json<Synced>(await spawnFt(['--home', home, '--json', ...sync.slice(1)], { env }));
      expect(synced.exit).toBe(0);
      fresh += synced.accounts.reduce((sum, one) => sum + one.new, 0);
    }
    expect(fresh).toBeGreaterThan(0);
    expect(json<{ connections: { name: string; accounts: { balance: { kind: string } }[] }[] }>(await spawnFt(['--home', home, '--json', 'bank', 'status'], { env })).connections).toMatchObject([{ name: 'Fjordbanken', accounts: [{ balance: { kind: 'booked' } }, {}, {}] }]);
    const { findings, healthy } = json<{ healthy: boolean; findings: { check: string; state: string; says: string }[] }>(await spawnFt(['--home', home, '--json', 'doctor'], { env }));
    expect([healthy, findings.filter(({ check, state }) => check === 'balances' && state !== 'ok')]).toEqual([true, []]);
    // Disconnected, it forgets its keys; what it told stays.
    expect(json(await spawnFt(['--home', home, '--json', 'bank', 'disconnect', 'Fjordbanken', '--yes'], { env }))).toMatchObject({ applied: true, untold: null });
    expect(readdirSync(join(home, 'secrets'))).toEqual([]);
  }, 120_000);

  it('is connected anew where it was before, and adds nothing twice', async () => {
    const home = temporaryHome();
    await spawnFt(['--home', home, 'bank', 'connect', '--provider', 'demo'], { env });
    const again = json<{ sync: Synced; connection: { name: string } }>(await spawnFt(['--home', home, '--json', 'bank', 'connect', '--provider', 'demo'], { env }));
    expect(again.connection.name).toBe('Fjordbanken');
    expect(again.sync.accounts.reduce((sum, one) => sum + one.new, 0)).toBeLessThan(30);
    expect(json<{ connections: unknown[] }>(await spawnFt(['--home', home, '--json', 'bank', 'status'], { env })).connections).toHaveLength(1);
  }, 120_000);
});

describe('docs/banks.md', () => {
  it('names commands and options that there are', async () => {
    const { commands } = await import('../../src/cli/commands/list.ts');
    const used = [...GUIDE.matchAll(/(?:^\s*|`)(ft [a-z][^\n`]*)/gm)].map(([, line]) => line!.trim());
    expect(used.length).toBeGreaterThan(20);
    for (const line of used) {
      const [, name, child, ...rest] = line.split(/\s+/);
      const command = await commands.find((entry) => entry.name === name)?.load();
      expect(command, line).toBeDefined();
      const below = command!.children?.find((one) => one.name === child);
      if (!command!.run) expect(below, line).toBeDefined();
      const known = [...(command!.options ?? []), ...(below?.options ?? [])].flatMap(([flags]) => flags.match(/--[\w-]+/g) ?? []);
      for (const word of [child, ...rest].filter((one) => one?.startsWith('--'))) expect(known, line).toContain(word);
    }
  });
});
