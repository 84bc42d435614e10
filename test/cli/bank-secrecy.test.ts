/** Nothing that is secret is found anywhere but where secrets are kept: not in the ledger's bytes, not in what is printed, not in what a crash says. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GOCARDLESS_SECRETS } from '../bank-simulator/faces/gocardless.ts';
import { SPAREBANK1_CLIENT } from '../bank-simulator/faces/sparebank1-oauth.ts';
import { logIn } from '../bank-simulator/person.ts';
import { type RawRequest } from '../bank-simulator/contract.ts';
import { APPLICATION, addressIn, applicationFile, bankStreet, registeredKey, secretFile, type Street } from './bank-street.ts';
import { type Answer, ftWith, temporaryHome } from './ft.ts';

let street: Street;
/** Every text that may be a secret, by where it came from. */
const secrets = new Map<string, string>();
let printed = '';
let home: string;

/** Long enough to be no chance. */
const remember = (from: string, ...texts: readonly unknown[]): void => { for (const text of texts) if (typeof text === 'string' && text.length >= 12 && !secrets.has(text)) secrets.set(text, from); };

/** What goes over the line: tokens in headers, secrets and codes in bodies and addresses, tokens in answers. */
function overheard(request: RawRequest, body: string): void {
  const authorization = Object.entries(request.headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1] ?? '';
  remember('authorization', authorization.replace(/^\w+ /, ''));
  for (const text of [request.body, body]) {
    for (const [, name, value] of text.matchAll(/"(\w*(?:token|access|refresh|secret|code|session_id)\w*)"\s*:\s*"([^"]+)"/gi)) if (!/^(?:status_code|last_accessed|access_scope|\w*Code)$/.test(name!)) remember(`body ${name}`, value);
    for (const [name, value] of new URLSearchParams(text.startsWith('{') ? '' : text)) if (/token|secret|code/.test(name)) remember(`form ${name}`, value);
  }
  if (request.url.includes('/claim/')) remember('access address', body, new URL(body).password, new URL(body).username);
}

/** Logs in and hands the address over; what stands in it is as secret as what it opens. */
function page(): NonNullable<Parameters<typeof ftWith>[0]['piped']> {
  let isDone = false;
  return (heard, type) => {
    const address = addressIn(heard);
    if (address === undefined || isDone) return;
    isDone = true;
    // The address that is to be opened is shown: its state is worth something only together with the code.
    const ended = logIn(street.simulator, address);
    remember('redirected', ended, new URL(ended).searchParams.get('code'));
    if (ended.startsWith('http://localhost:')) void fetch(ended);
    else type(`${ended}\n`);
  };
}

async function run(...argv: string[]): Promise<Answer> {
  const answer = await ftWith({ environment: street.environment, piped: page() }, home, ...argv);
  printed += answer.stdout + answer.stderr;
  return answer;
}

const connect = (provider: string, file: string, ...more: string[]): Promise<Answer> => run('bank', 'connect', '--provider', provider, '--secrets', file, ...more);

beforeAll(async () => {
  street = await bankStreet();
  home = temporaryHome();
  const { handle } = street.simulator;
  Object.assign(street.simulator, { handle: (request: RawRequest) => {
    const answer = handle(request);
    overheard(request, answer.body);
    return answer;
  } });
  const key = registeredKey(street);
  remember('private key', key, ...key.split('\n').filter((line) => !line.startsWith('-----')));
  remember('given', GOCARDLESS_SECRETS.secretKey, SPAREBANK1_CLIENT.clientSecret);
  const token = handle({ method: 'GET', url: `${street.url}/simplefin/create`, headers: {}, body: '' }).body;
  remember('setup token', token);
  const file = (name: string, values: object): string => secretFile(street, name, JSON.stringify(values));
  expect((await connect('enablebanking', applicationFile(street, key), '--bank', 'Fjordbanken', '--name', 'A')).exit).toBe(0);
  expect((await connect('sparebank1', file('sb1.json', SPAREBANK1_CLIENT), '--name', 'B', '--port', '18644')).exit).toBe(0);
  expect((await connect('gocardless', file('gc.json', GOCARDLESS_SECRETS), '--bank', 'FJORDBANKEN_FJRDNOKK', '--name', 'C')).exit).toBe(0);
  expect((await connect('simplefin', file('sf.json', { setupToken: token }), '--name', 'D')).exit).toBe(0);
}, 120_000);
afterAll(() => street.close());

/** Every file below a folder, but those for secrets, as bytes. */
function everything(folder: string): [string, Buffer][] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'secrets' ? [] : everything(path);
    return [[path, readFileSync(path)] as [string, Buffer]];
  });
}

function found(): string[] {
  const places: [string, Buffer][] = [['what was printed', Buffer.from(printed)], ...everything(home)];
  return places.flatMap(([place, bytes]) => [...secrets].filter(([secret]) => bytes.includes(secret)).map(([secret, from]) => `${from} (${secret.slice(0, 6)}…) in ${place.replace(home, '')}`));
}

describe('secrets', () => {
  it('are watched by something that bites', () => {
    expect(secrets.size).toBeGreaterThan(30);
    expect(new Set(secrets.values())).toEqual(new Set(['private key', 'given', 'setup token', 'redirected', 'authorization', 'access address', ...[...secrets.values()].filter((from) => /^(?:body|form) /.test(from))]));
    const kept = readdirSync(join(home, 'secrets')).map((name) => readFileSync(join(home, 'secrets', name), 'utf8')).join('');
    expect([...secrets].filter(([secret]) => kept.includes(JSON.stringify(secret).slice(1, -1))).length).toBeGreaterThan(6);
    expect(kept).toContain(APPLICATION);
  });

  it('are nowhere else after connecting, syncing, looking and failing in every way', async () => {
    for (const argv of [['sync', '--json'], ['bank', 'status'], ['bank', 'status', '--json'], ['bank', 'access-log', '--json'], ['history', '--json', '--all'], ['doctor'], ['log', 'verify'], ['export', '--format', 'json'], ['sync', '--scheduled']]) await run(...argv);
    for (const fault of ['status-500', 'cut', 'html', 'truncated', 'wrong-types', 'reset'] as const) {
      street.simulator.plan({ fault, times: 3 });
      await run('sync');
      street.simulator.state.faults = [];
    }
    await run('bank', 'reconnect', 'B', '--port', '18645');
    expect(found()).toEqual([]);
  }, 120_000);

  it('are not in what a defect says', async () => {
    const Query = globalThis.URLSearchParams;
    globalThis.URLSearchParams = class extends Query {
      constructor(...given: ConstructorParameters<typeof Query>) {
        super(...given);
        if (typeof given[0] === 'object') throw new Error('a forced defect');
      }
    };
    try {
      // What main.ts says of a defect is its stack.
      await run('sync', '--since', '2026-01-02').catch((error: unknown) => { printed += error instanceof Error ? error.stack : String(error); });
    } finally {
      globalThis.URLSearchParams = Query;
    }
    expect(printed).toContain('Error: a forced defect\n    at ');
    expect(found()).toEqual([]);
  }, 60_000);

  it('are gone from the machine after disconnecting', async () => {
    for (const name of ['A', 'B', 'C', 'D']) expect((await run('bank', 'disconnect', name, '--yes', '--anyway')).exit).toBe(0);
    expect(readdirSync(join(home, 'secrets'))).toEqual([]);
    expect(found()).toEqual([]);
  });
});
