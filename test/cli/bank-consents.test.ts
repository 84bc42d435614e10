/** Consents that are odd: of no account, of fewer than before, asked for while strangers call, with keys that never end. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RawAnswer, RawRequest } from '../bank-simulator/contract.ts';
import { APPLICATION, addressIn, applicationFile, bankStreet, browser, connected, secretFile, type Street } from './bank-street.ts';
import { ftWith, temporaryHome } from './ft.ts';

interface Account { name: string | null; key: string; state?: string; message?: string | null }

let street: Street;
let home: string;
beforeEach(async () => {
  street = await bankStreet({ seed: 'consents' });
  home = temporaryHome();
});
afterEach(() => street.close());

/** Consents from now on cover these of the accounts that they would. */
function covering(keep: (accounts: readonly object[]) => readonly object[]): void {
  const { handle } = street.simulator;
  Object.assign(street.simulator, { handle: (request: RawRequest): RawAnswer => {
    const answer = handle(request);
    if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/sessions') || answer.status !== 200) return answer;
    const body = JSON.parse(answer.body) as { accounts: object[] };
    return { ...answer, body: JSON.stringify({ ...body, accounts: keep(body.accounts) }) };
  } });
}
const connect = () => connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'Fjordbanken');
const reconnect = (...more: string[]) => ftWith({ environment: street.environment, piped: browser(street) }, home, ...more, 'bank', 'reconnect', 'Fjordbanken');

describe('a consent of no account', () => {
  it('is none', async () => {
    covering(() => []);
    const { exit, stderr } = await connect();
    expect([exit, stderr]).toEqual([1, expect.stringContaining('ft: The bank gave no consent: it covers no account; choose or link the accounts at the bank or the provider first.')]);
    expect((await street.ft(home, 'bank', 'status')).stdout).toContain('No bank is connected.');
  });
});

describe('a consent of fewer accounts than before', () => {
  it('says which are gone, and who asks for one of them is told', async () => {
    expect((await connect()).exit).toBe(0);
    covering((accounts) => accounts.slice(1));
    const again = JSON.parse((await reconnect('--json')).stdout) as { accounts: Account[]; dropped: Account[] };
    expect([again.accounts.length, again.dropped.map(({ name }) => name)]).toEqual([2, ['Brukskonto']]);
    const { connections: [bank] } = await street.json<{ connections: { accounts: Account[] }[] }>(home, 'bank', 'status');
    expect(bank!.accounts.map(({ state }) => state)).toEqual(['ok', 'ok', 'needs-consent']);
    expect((await street.ft(home, 'bank', 'status')).stdout).toContain('Fjordbanken Brukskonto: needs a new consent');
    const named = await street.ft(home, 'sync', '--account', 'Fjordbanken Brukskonto');
    expect([named.exit, named.stdout]).toEqual([1, expect.stringContaining('It is not in the last consent. Give one that has it: ft bank reconnect "Fjordbanken"')]);
    expect((await street.ft(home, 'sync')).exit).toBe(0);
    covering((accounts) => accounts.slice(1));
    expect((await reconnect()).stdout).toMatch(/\nNo longer in the consent: \S.*\. Nothing more is fetched for it; to have it again: ft bank reconnect "Fjordbanken"\n/);
  });
});

describe('strangers that call while a consent is waited for', () => {
  it('are passed over', async () => {
    const keys = secretFile(street, 'sb1.json', JSON.stringify({ clientId: 'simulated-client-id', clientSecret: 'simulated-client-secret-of-sparebank1' }));
    const person = browser(street);
    let isCalled = false;
    const { exit, stdout } = await ftWith({ environment: street.environment, piped: (heard, type) => {
      if (addressIn(heard) === undefined || isCalled) return;
      isCalled = true;
      void (async () => {
        for (const query of ['x=1', 'error=access_denied', 'code=1', 'code=1&state=2', ...Array.from({ length: 20 }, (_, at) => `y=${at}`)]) await fetch(`http://localhost:18645/callback?${query}`);
        person(heard, type);
      })();
    } }, home, '--json', 'bank', 'connect', '--provider', 'sparebank1', '--secrets', keys, '--port', '18645');
    expect([exit, (JSON.parse(stdout) as { accounts: Account[] }).accounts.length]).toEqual([0, 3]);
  }, 20_000);
});

describe('a bank that asked to wait', () => {
  it('is said so before a new consent', async () => {
    expect((await connect()).exit).toBe(0);
    const { handle } = street.simulator;
    Object.assign(street.simulator, { handle: (request: RawRequest): RawAnswer => (request.url.includes('/transactions') ? { status: 429, headers: { 'content-type': 'application/json', 'retry-after': '7200' }, body: '{"error":"ASPSP_RATE_LIMIT_EXCEEDED"}', delay: 0 } : handle(request)) });
    expect((await street.ft(home, 'sync')).exit).toBe(75);
    const { stderr } = await reconnect();
    expect(stderr).toMatch(/^Fjordbanken asked to wait until 2026-\d\d-\d\d \d\d:\d\d: until then a new consent brings no rows\. The first ft sync after that does\.\nOpen this address/);
  });
});

describe('an address in the environment', () => {
  it('for a provider that is none is said', async () => {
    expect((await connect()).exit).toBe(0);
    const { exit, stderr } = await ftWith({ environment: { ...street.environment, bankAddresses: { ...street.environment.bankAddresses, FT_BANK_NOSUCH_URL: 'https://bank.example' } } }, home, 'sync');
    expect([exit, stderr]).toEqual([2, expect.stringMatching(/^ft: FT_BANK_NOSUCH_URL cannot be used: there is no such provider \(there are: enablebanking, /)]);
  });
});

describe('keys in files', () => {
  it.each([['/dev/zero', 'it is no regular file'], ['/', 'it is a folder']])('%s is none', async (path, why) => {
    const secrets = secretFile(street, 'odd.txt', `applicationId=${APPLICATION}\nprivateKey=${path}\n`);
    const { exit, stderr } = await connected(street, home, 'enablebanking', secrets, '--bank', 'Fjordbanken');
    expect([exit, stderr]).toEqual([1, expect.stringContaining(`${path}: ${why}`)]);
  }, 10_000);

  it('of more than 64 KB are none', async () => {
    const { exit, stderr } = await connected(street, home, 'enablebanking', secretFile(street, 'large.txt', `applicationId=${'x'.repeat(65_536)}\n`));
    expect([exit, stderr]).toEqual([1, expect.stringContaining('it is too large to hold keys')]);
  });
});
