/** Given up in the middle of a consent: as a process of its own, by Ctrl-C and by kill -9. Nothing is left half-done. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressIn, applicationFile, bankStreet, connected, type Street } from './bank-street.ts';
import { temporaryHome, testClock } from './ft.ts';
import { BINARY } from './spawn.ts';

let street: Street;
beforeAll(async () => { street = await bankStreet(); });
afterAll(() => street.close());

/** Starts `ft bank connect`, and ends it by a signal when it waits for the address. */
async function givenUp(home: string, provider: string, signal: NodeJS.Signals, secrets: string): Promise<NodeJS.Signals | number | null> {
  const env = { ...process.env, ...street.environment.bankAddresses, FT_SECRETS: 'file', FT_NOW: new Date(testClock()).toISOString(), FT_LANG: 'en' };
  const child = spawn(process.execPath, [BINARY, '--home', home, 'bank', 'connect', '--provider', provider, '--bank', 'Fjordbanken', '--secrets', secrets], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let heard = '';
  child.stderr.on('data', (chunk: Buffer) => {
    heard += chunk.toString('utf8');
    if (addressIn(heard) !== undefined) child.kill(signal);
  });
  return new Promise((resolve) => { child.on('close', (code, by) => resolve(by ?? code)); });
}

describe('a consent that is given up', () => {
  it.each(['SIGINT', 'SIGKILL'] as const)('by %s leaves no connection and no secrets, and what was asked comes on record with the next command', async (signal) => {
    const home = temporaryHome();
    const secrets = applicationFile(street);
    expect(await givenUp(home, 'enablebanking', signal, secrets)).toBe(signal);
    expect(existsSync(join(home, 'secrets')) ? readdirSync(join(home, 'secrets')) : []).toEqual([]);
    expect((await street.ft(home, 'bank', 'status')).stdout).toContain('No bank is connected.');
    expect((await connected(street, home, 'enablebanking', secrets, '--bank', 'Fjordbanken')).exit).toBe(0);
    const { accesses } = await street.json<{ accesses: { connection: string | null; endpoint?: string }[] }>(home, 'bank', 'access-log');
    expect(accesses.filter(({ connection }) => connection === null).map(({ endpoint }) => endpoint)).toContain('banks');
  }, 60_000);
});
