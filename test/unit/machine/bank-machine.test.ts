import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { App } from '../../../src/app.ts';
import { failureIn } from '../../../src/errors.ts';
import { environmentFrom } from '../../../src/machine/environment.ts';
import { networkAddress } from '../../../src/machine/network-address.ts';
import { seededRandom } from '../../../src/machine/random.ts';
import { safeFileName } from '../../../src/values/file-name.ts';

const NOON = Date.UTC(2026, 2, 31, 12);
let home = '';
beforeEach(() => { home = join(mkdtempSync(join(tmpdir(), 'ft-bank-')), 'home'); });
afterEach(() => rmSync(join(home, '..'), { recursive: true, force: true }));

const tools = (env: Record<string, string> = {}) => new App({ home, clock: () => NOON, random: seededRandom('a'), progress: () => undefined })
  .bankTools(environmentFrom({ platform: process.platform, env: { FT_SECRETS: 'file', ...env }, stdin: {}, stdout: {}, stderr: {} }, '/home/kari'));
const caught = async (work: () => unknown) => failureIn(await Promise.resolve().then(work).then(() => undefined, (error: unknown) => error))?.code;

describe('what a home talks to its banks with', () => {
  test('reads, writes and opens nothing before it is asked', async () => {
    const { keepDays, baseUrlOf, now } = await tools();
    expect([keepDays(), baseUrlOf('demo'), now()]).toEqual([30, undefined, NOON]);
    expect(existsSync(home)).toBe(false);
  });

  test('takes settings from the file of the home, and the environment before it', async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'config.json'), JSON.stringify({ bank: { demo: { baseUrl: 'https://a.example/' }, simplefin: { baseUrl: 'https://b.example' } }, answers: { keepDays: 3 } }));
    const { keepDays, baseUrlOf } = await tools({ FT_BANK_DEMO_URL: 'http://localhost:9/x' });
    expect([keepDays(), baseUrlOf('demo'), baseUrlOf('simplefin')]).toEqual([3, 'http://localhost:9/x', 'https://b.example']);
  });

  test('a settings file that cannot be used is said when it is needed, and not before', async () => {
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'config.json'), '{"bank"');
    const machine = await tools();
    expect(machine.answers.waiting()).toEqual([]);
    for (const work of [machine.keepDays, () => machine.baseUrlOf('demo'), machine.secrets]) expect(await caught(work)).toBe('config-invalid');
    rmSync(join(home, 'config.json'));
    mkdirSync(join(home, 'config.json'));
    expect(await caught((await tools()).keepDays)).toBe('config-invalid');
  });

  test('a lock where something else lies is no lock', async () => {
    mkdirSync(join(home, 'bank'), { recursive: true });
    writeFileSync(join(home, 'bank/sync.lock'), 'x'.repeat(5000));
    const { lock } = await tools();
    expect(await caught(() => lock('sync'))).toBe('home-unwritable');
    rmSync(join(home, 'bank'), { recursive: true });
    writeFileSync(join(home, 'bank'), '');
    expect(await caught(() => lock('sync'))).toBe('home-unwritable');
  });

  test('everything works together in one home', async () => {
    const bank = createServer((request, response) => response.end(request.headers['user-agent']));
    await once(bank.listen(0, '127.0.0.1'), 'listening');
    const { http, secrets, answers, lock, listen, sleep, ownAddress } = await tools();
    const { body } = await http({ method: 'GET', url: `http://127.0.0.1:${(bank.address() as AddressInfo).port}/` });
    bank.close();
    expect(Buffer.from(body).toString()).toMatch(/^finance-tracker\/\d/);
    const kept = await secrets();
    expect([kept.kind, await secrets()]).toEqual(['file', kept]);
    await kept.set('dnb', { token: 'a' });
    answers.begin({}).complete({});
    expect(answers.waiting()[0]!.id).toMatch(new RegExp(`^0*${NOON}-0000-`));
    const release = lock('sync');
    expect([typeof release, lock('sync')]).toEqual(['function', undefined]);
    release!();
    const again = lock('sync');
    expect(typeof again).toBe('function');
    again!();
    const listener = await listen();
    expect(await listener.arrived(5)).toBeUndefined();
    listener.close();
    await sleep(1);
    expect(ownAddress() ?? '10.0.0.1').toMatch(/^[0-9a-f.:]+$/);
  });
});

describe('the address of this machine', () => {
  const one = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) => ({ address, family, internal, netmask: '', mac: '', cidr: null, scopeid: 0 }) as never;
  test.each([
    ['the first that leads out', { lo: [one('127.0.0.1', 'IPv4', true)], eth0: [one('fe80::1', 'IPv6'), one('2001:db8::1', 'IPv6'), one('192.168.1.7')] }, '192.168.1.7'],
    ['of the newer kind where there is no other', { en0: [one('fe80::1', 'IPv6'), one('2001:db8::1', 'IPv6')] }, '2001:db8::1'],
    ['not that of a bridge', { docker0: [one('172.17.0.1')], wlan0: [one('10.1.2.3')] }, '10.1.2.3'],
    ['none', { lo: [one('127.0.0.1', 'IPv4', true)], eth0: [one('169.254.3.4')], eth1: undefined }, undefined],
  ])('%s', (_, interfaces, address) => {
    expect(networkAddress(interfaces)).toBe(address);
  });
});

test('names as files: plain ones stay, no two become one', () => {
  expect(['dnb', 'dnb-2', 'a'].map(safeFileName)).toEqual(['dnb', 'dnb-2', 'a']);
  const strange = ['DNB', 'con', 'lpt1', '', '-', '.', 'a--', 'æ', 'x'.repeat(65), safeFileName('DNB')];
  const named = strange.map(safeFileName);
  for (const name of named) expect(name).toMatch(/^[a-z0-9][a-z0-9-]{0,60}$/);
  expect(new Set(named).size).toBe(strange.length);
});
