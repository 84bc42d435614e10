/** `ft` as processes beside a simulated bank: connected through its own command line, killed wherever it is, two at once. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { diceOf } from '../bank-simulator/dice.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { expectedRows, toleratedRows } from '../bank-simulator/ledger.ts';
import { osloDay } from '../bank-simulator/oslo.ts';
import { logIn } from '../bank-simulator/person.ts';
import { serve, type Served } from '../bank-simulator/serve.ts';
import { type Simulator, startSimulator } from '../bank-simulator/simulator.ts';
import { viewOf } from '../bank-simulator/view-list.ts';
import { enableBankingKeys } from '../flow/feed-home.ts';
import { BINARY, type Ended, spawnFt } from './spawn.ts';

const HOUR = 3_600_000;
const VIEW = viewOf('dnb');
const seed = process.env['FT_SEED'] ?? randomBytes(4).toString('hex');

let folder: string;
let bank: Served;
let simulator: Simulator;

beforeAll(async () => {
  process.stdout.write(`kills: seed ${seed}\n`);
  folder = mkdtempSync(join(tmpdir(), 'ft-killed-'));
  simulator = startSimulator({ seed, now: Date.UTC(2026, 1, 10, 9), firstDay: '2025-12-20' as never, accounts: 2, faces: [enableBanking], views: [VIEW] });
  bank = await serve((request) => simulator.handle(request));
});
afterAll(async () => {
  await bank.close();
  rmSync(folder, { recursive: true, force: true });
});

const home = (): string => join(folder, 'home');
const environment = (): NodeJS.ProcessEnv => ({
  ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_BANK_ENABLEBANKING_URL: `${bank.url}/enablebanking`, FT_NOW: new Date(simulator.state.now).toISOString(),
});
const ft = (args: readonly string[], killAfter?: number): Promise<Ended> => spawnFt(['--home', home(), ...args], { env: environment(), ...(killAfter === undefined ? {} : { killAfter }) });

/** The way of a person: the address that is shown is opened, and the one it ends at is pasted. */
function connect(): Promise<{ exit: number | null; stdout: string; stderr: string }> {
  const keys = enableBankingKeys(simulator);
  const pem = join(folder, 'private.pem');
  const secrets = join(folder, 'secrets.txt');
  writeFileSync(pem, keys['privateKey']!, { mode: 0o600 });
  writeFileSync(secrets, `applicationId=${keys['applicationId']!}\nprivateKey=${pem}\nredirectUrl=https://example.test/callback\n`, { mode: 0o600 });
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BINARY, '--home', home(), 'bank', 'connect', '--provider', 'enable-banking', '--bank', 'DNB', '--secrets', secrets], { env: environment(), stdio: ['pipe', 'pipe', 'pipe'] });
    const said = { stdout: '', stderr: '' };
    let isPasted = false;
    child.stdout.on('data', (chunk: Buffer) => { said.stdout += chunk.toString('utf8'); });
    child.stderr.on('data', (chunk: Buffer) => {
      said.stderr += chunk.toString('utf8');
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+\/\S+)\n/.exec(said.stderr) ?? [];
      if (address === undefined || isPasted) return;
      isPasted = true;
      child.stdin.end(`${logIn(simulator, address)}\n`);
    });
    child.on('close', (exit) => resolve({ exit, ...said }));
  });
}

async function rows(): Promise<string[]> {
  const { stdout } = await ft(['--json', 'list', '--limit', '100000']);
  const listed = JSON.parse(stdout) as { transactions?: { date: string; amount: string }[] } | { date: string; amount: string }[];
  return (Array.isArray(listed) ? listed : listed.transactions ?? []).map(({ date, amount }) => `${date} ${Math.round(Number(amount) * 100)}`).sort();
}
const listed = (of: typeof expectedRows): string[] => simulator.truth(VIEW).accounts.flatMap(({ key }) => of(simulator.truth(VIEW), VIEW, key, simulator.state.now).map(({ day, amount }) => `${day} ${amount}`)).sort();

/** Every true row, each once; rows dated ahead may be there before their day. */
async function expectTruth(): Promise<void> {
  const ahead = listed(toleratedRows);
  const held = (await rows()).filter((row) => row.slice(0, 10) <= osloDay(simulator.state.now) || !ahead.includes(row));
  expect(held).toEqual(listed(expectedRows));
}

describe('processes beside a bank', () => {
  it('connect by the command line, and hold what the bank has', async () => {
    const { exit, stderr } = await connect();
    expect([exit, stderr.includes('log in at the bank')]).toEqual([0, true]);
    await expectTruth();
  }, 60_000);

  it('killed at any moment leave nothing half-done and nothing lost', async () => {
    const dice = diceOf(seed);
    for (let round = 0; round < 14; round++) {
      simulator.advance((7 + dice.between(0, 30)) * HOUR);
      await ft(['sync'], dice.between(60, 700));
      if (dice.chance(30)) await ft(['sync'], dice.between(60, 700));
    }
    simulator.advance(26 * HOUR);
    const { exit, stderr } = await ft(['sync']);
    expect([exit, stderr]).toEqual([0, '']);
    await expectTruth();
    expect((await ft(['log', 'verify'])).exit).toBe(0);
    expect(readdirSync(join(home(), 'secrets')).filter((name) => !name.endsWith('.json'))).toEqual([]);
  }, 180_000);

  it('two at once: one works, the other says that it does', async () => {
    simulator.advance(30 * HOUR);
    const both = await Promise.all([ft(['sync']), ft(['sync'])]);
    const exits = both.map(({ exit }) => exit).sort();
    expect([[0, 75], [0, 0]]).toContainEqual(exits);
    if (exits[1] === 75) expect(both.find(({ exit }) => exit === 75)!.stderr).toContain('Another sync is running');
    await expectTruth();
  }, 60_000);
});
