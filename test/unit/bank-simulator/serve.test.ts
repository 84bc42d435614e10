import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createHttp } from '../../../src/machine/http.ts';
import { enableBanking } from '../../bank-simulator/faces/enable-banking.ts';
import { ORIGIN } from '../../bank-simulator/in-process.ts';
import { loadState, saveState } from '../../bank-simulator/saved-state.ts';
import { serve } from '../../bank-simulator/serve.ts';
import { startSimulator } from '../../bank-simulator/simulator.ts';
import { authority, client, server, stranger } from '../machine/certificates.ts';
import { Caller, token } from './enable-banking-caller.ts';

const NOW = Date.parse('2026-06-01T10:00:00Z');
const folder = mkdtempSync(join(tmpdir(), 'ft-simulator-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the server', () => {
  it('breaks connections off, before and in the body, and answers its own address only', async () => {
    const caller = new Caller({ now: NOW });
    const { url, close } = await serve((request) => caller.simulator.handle(request));
    const ask = async (): Promise<string> => (await fetch(`${url}/enablebanking/application`, { headers: { authorization: `Bearer ${token(NOW)}` } })).text();
    try {
      expect(JSON.parse(await ask())).toMatchObject({ name: 'ft' });
      caller.simulator.plan({ fault: 'lost' });
      await expect(ask()).rejects.toThrow('fetch failed');
      caller.simulator.plan({ fault: 'cut' });
      await expect(ask()).rejects.toThrow('terminated');
      const { port } = new URL(url);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        get({ host: '127.0.0.1', port, path: '/enablebanking/application', headers: { host: `bank.example:${port}` } }, (response) => resolve(response.resume().statusCode)).on('error', reject);
      });
      expect(status).toBe(421);
      expect((await fetch(`${url}/enablebanking/auth`, { method: 'POST', body: 'x'.repeat(1_000_001) })).status).toBe(413);
    } finally {
      await close();
    }
  });

  it('breaks off for ft\'s own port as its failures are named', async () => {
    const caller = new Caller({ now: NOW });
    const { url, close } = await serve((request) => caller.simulator.handle(request));
    const http = createHttp('0');
    const ask = (address = `${url}/enablebanking/application`): Promise<{ status: number }> => http({ method: 'GET', url: address, headers: { authorization: `Bearer ${token(NOW)}` } });
    try {
      expect((await ask()).status).toBe(200);
      // A kept connection that breaks before the answer is tried once more.
      caller.simulator.plan({ fault: 'cut' }, { fault: 'lost', times: 2 });
      await expect(ask()).rejects.toMatchObject({ failure: { code: 'bank-answer-cut' } });
      await expect(ask()).rejects.toMatchObject({ failure: { code: 'bank-unreachable' } });
      const login = new URL((caller.begin('dnb').body as { url: string }).url);
      await expect(ask(`${url}${login.pathname}${login.search}`)).rejects.toMatchObject({ failure: { code: 'bank-redirected' } });
    } finally {
      await close();
    }
  });

  it('speaks TLS, and then only with who shows a certificate, which faces are told', async () => {
    const seen: (string | undefined)[] = [];
    const { url, close } = await serve((request) => {
      seen.push(request.headers['x-client-certificate']);
      return { status: 200, headers: {}, body: request.url, delay: 0 };
    }, { tls: { ...server, authority } });
    const http = createHttp('0');
    const address = `${url.replace('127.0.0.1', 'localhost')}/berlingroup/v1/accounts`;
    try {
      expect(new TextDecoder().decode((await http({ method: 'GET', url: address, identity: { ...client, authority } })).body)).toBe(address);
      await expect(http({ method: 'GET', url: address, identity: { ...stranger, authority } })).rejects.toMatchObject({ name: 'FailureError' });
      expect(seen).toEqual(['1']);
    } finally {
      await close();
    }
  });

  it('keeps everything in a file: sessions, keys of pages, calls, faults', () => {
    const caller = new Caller({ now: NOW });
    const [uid = ''] = caller.connect('well-behaved').uids;
    const query = 'date_from=2026-04-01';
    const first = caller.call('GET', `/accounts/${uid}/transactions?${query}`);
    const path = join(folder, 'state.json');
    expect(loadState(path)).toBeUndefined();
    saveState(path, caller.simulator.state);
    const state = loadState(path);
    if (!state) throw new Error('nothing was saved');
    const later = startSimulator({ seed: 'other', now: 0, faces: [enableBanking], state });
    const url = `${ORIGIN}/enablebanking/accounts/${uid}/transactions?${query}&continuation_key=${String(first.body['continuation_key'])}`;
    const request = { method: 'GET', url, headers: { authorization: `Bearer ${token(NOW)}` }, body: '' };
    expect(later.handle(request).body).toBe(caller.simulator.handle(request).body);
    expect(JSON.stringify(later.state.counted)).toContain('well-behaved/current/transactions');
    writeFileSync(path, '{"half":');
    expect(() => loadState(path)).toThrow();
  });
});

describe('the demo', () => {
  const start = async (now: number): Promise<{ url: string; end: () => Promise<number | null> }> => {
    const { build } = await import('esbuild');
    const bundle = join(folder, 'bank-simulator.mjs');
    await build({ entryPoints: ['test/bank-simulator/main.ts'], bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile: bundle, logLevel: 'error' });
    const child = spawn(process.execPath, [bundle, '--state', join(folder, 'demo.json'), '--seed', '7', '--now', `${now}`], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ended = new Promise<number | null>((resolve) => { child.once('exit', resolve); });
    const line = await new Promise<string>((resolve) => { child.stdout.once('data', (data: Buffer) => resolve(data.toString())); });
    return { url: (JSON.parse(line) as { url: string }).url, end: () => { child.stdin.end(); return ended; } };
  };
  const json = async (url: string, init?: RequestInit): Promise<Record<string, unknown>> => (await fetch(url, init)).json() as Promise<Record<string, unknown>>;

  it('shows books ten days old at first, a day more at each later start that fetches, and ends with its parent', async () => {
    let connected: { uid: string; session: string } | undefined;
    const seen: { rows: number; behind: number; references: string[] }[] = [];
    for (let round = 0; round < 3; round++) {
      const { url, end } = await start(NOW + round * 60_000);
      const { applicationId, privateKey, redirectUrl } = await json(`${url}/_control/credentials`) as Record<string, string>;
      const headers = { authorization: `Bearer ${token(NOW, { kid: applicationId ?? '', key: privateKey ?? '' })}`, 'content-type': 'application/json' };
      if (!connected) {
        const { aspsps } = await json(`${url}/enablebanking/aspsps?country=NO`, { headers }) as { aspsps: { name: string }[] };
        expect(aspsps.map(({ name }) => name)).toEqual(['Fjordbanken']);
        const begun = await json(`${url}/enablebanking/auth`, { method: 'POST', headers, body: JSON.stringify({ access: { valid_until: '2026-09-01T00:00:00Z' }, aspsp: { name: 'Fjordbanken', country: 'NO' }, state: 's', redirect_url: redirectUrl }) });
        const { location } = await json(`${url}/_control/login`, { method: 'POST', body: JSON.stringify({ url: begun['url'] }) });
        const session = await json(`${url}/enablebanking/sessions`, { method: 'POST', headers, body: JSON.stringify({ code: new URL(String(location)).searchParams.get('code') }) });
        const [account] = session['accounts'] as { uid: string }[];
        connected = { uid: account?.uid ?? '', session: String(session['session_id']) };
        expect(session['accounts']).toHaveLength(3);
      }
      const { transactions } = await json(`${url}/enablebanking/accounts/${connected.uid}/transactions?date_from=2026-05-18`, { headers }) as { transactions: Record<string, string>[] };
      const { behind } = await json(`${url}/_control/clock`) as { behind: number };
      seen.push({ rows: transactions.length, behind: behind / 86_400_000, references: transactions.filter(({ status }) => status === 'BOOK').map((row) => row['entry_reference'] ?? '') });
      expect(await end()).toBe(0);
    }
    // Nothing is booked on a Saturday and a Sunday: those days are passed over.
    expect(seen.map(({ behind }) => behind)).toEqual([10, 7, 6]);
    for (const [index, { references }] of seen.slice(1).entries()) {
      expect(references.length).toBeGreaterThan(seen[index]?.references.length ?? 0);
      expect(references).toEqual(expect.arrayContaining(seen[index]?.references ?? []));
    }
  });
});
