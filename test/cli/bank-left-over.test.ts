/** Keys must go when a bank is left, whatever became of their file; what a process that was ended left behind goes too. */
import { chmodSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bankStreet, connected, secretFile, type Street } from './bank-street.ts';
import { temporaryHome } from './ft.ts';

interface Doctor { findings: { check: string; state: string; says: string; mend?: string }[] }

let street: Street;
let home: string;
beforeAll(async () => { street = await bankStreet({ seed: 'left' }); });
afterAll(() => street.close());
beforeEach(() => { home = temporaryHome(); });

const folder = (): string => join(home, 'secrets');
const kept = (): string => join(folder(), readdirSync(folder()).find((name) => name.endsWith('.json'))!);
async function connect(): Promise<void> {
  const token = street.simulator.handle({ method: 'GET', url: `${street.url}/simplefin/create`, headers: {}, body: '' }).body;
  const { exit, stderr } = await connected(street, home, 'simplefin', secretFile(street, 'token.txt', `setupToken=${token}\n`), '--name', 'Fjord');
  expect(exit, stderr).toBe(0);
}
const orphans = async (): Promise<string[]> => (await street.json<Doctor>(home, 'doctor')).findings.filter(({ says }) => says.includes('no bank that is connected')).map(({ says, mend }) => `${says} ${mend}`);

describe('ft bank disconnect --anyway', () => {
  it.each([
    ['holds no JSON', (path: string) => writeFileSync(path, '{"version":1,"bundle":{"accessUrl":"https://geheim'), 'holds no secrets that can be read'],
    ['can be read by others', (path: string) => chmodSync(path, 0o644), 'can read'],
  ])('removes a file that %s, and says why the provider was not told', async (_, spoil, why) => {
    await connect();
    spoil(kept());
    expect((await street.ft(home, 'bank', 'disconnect', 'Fjord', '--yes')).exit).toBe(1);
    expect(readdirSync(folder())).toHaveLength(1);
    const { exit, stdout } = await street.ft(home, 'bank', 'disconnect', 'Fjord', '--yes', '--anyway');
    expect([exit, stdout]).toEqual([0, expect.stringContaining(why)]);
    expect(readdirSync(folder())).toEqual([]);
  });

  it('that cannot remove them leaves the connection, and the next one finishes', async () => {
    await connect();
    const path = kept();
    rmSync(path);
    mkdirSync(path);
    const failed = await street.ft(home, 'bank', 'disconnect', 'Fjord', '--yes', '--anyway');
    expect([failed.exit, failed.stderr]).toEqual([1, expect.stringContaining('Secrets cannot be kept in')]);
    expect((await street.ft(home, 'bank', 'status')).stdout).toContain('Fjord (simplefin');
    rmSync(path, { recursive: true });
    const done = await street.ft(home, 'bank', 'disconnect', 'Fjord', '--yes', '--anyway');
    expect([done.exit, done.stdout]).toEqual([0, expect.stringContaining('Fjord has no key on this machine')]);
  });
});

describe('secrets of no connection', () => {
  it('are named by doctor, and removed by the next sync; what ft did not write stays', async () => {
    await connect();
    const orphan = join(folder(), '0123456789.json');
    writeFileSync(orphan, readFileSync(kept()), { mode: 0o600 });
    writeFileSync(join(folder(), '.abcdefghjk.json.999999'), 'half', { mode: 0o600 });
    writeFileSync(join(folder(), 'notes.json'), '{}', { mode: 0o600 });
    expect(await orphans()).toEqual([join(folder(), '.abcdefghjk.json.999999'), orphan].map((file) => `${file} holds keys of no bank that is connected. The next ft sync removes it.`));
    expect((await street.ft(home, 'sync')).exit).toBe(0);
    expect(await orphans()).toEqual([]);
    expect(readdirSync(folder()).sort()).toEqual([kept().slice(folder().length + 1), 'notes.json'].sort());
  });

  it('are named where no bank is connected at all', async () => {
    await connect();
    await street.ft(home, 'bank', 'disconnect', 'Fjord', '--yes');
    const orphan = join(folder(), '0123456789.json');
    writeFileSync(orphan, '', { mode: 0o600 });
    expect(await orphans()).toEqual([`${orphan} holds keys of no bank that is connected. Remove it with: rm "${orphan}"`]);
  });
});
