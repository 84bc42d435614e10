/** `ft bank`: a bank is connected, looked at, linked, given a new consent and left, over sockets. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressIn, applicationFile, bankStreet, browser, connected, registeredKey, secretFile, type Street } from './bank-street.ts';
import { ft, ftWith, temporaryHome } from './ft.ts';

interface Status { secrets: string; connections: { name: string; bank: string; consent: { daysLeft: number; ended: { why: string } | null }; missing: string[]; accounts: { key: string; account: string | null; state: string; callsLeft: number | null; lastSuccess: string | null; pending: { rows: number; sum: string; currency: string }[]; balance: { kind: string; type: string; amount: string; currency: string } | null }[] }[] }
interface Connected { connection: { name: string; bank: string; consent: { daysLeft: number } }; secrets: string; accounts: { name: string; number: string }[]; sync: { exit: number; accounts: { state: string; rows: number; new: number; commit: string | null; account: string }[] } }

let street: Street;
beforeAll(async () => { street = await bankStreet(); });
afterAll(() => street.close());

describe('ft bank connect', () => {
  it('asks a script for the address that the browser ends at, fetches all history, and says where keys lie', async () => {
    const home = temporaryHome();
    const { exit, stdout, stderr } = await connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'fjord', '--json');
    const answer = JSON.parse(stdout) as Connected;
    expect(exit, stderr).toBe(0);
    expect(answer.connection).toMatchObject({ name: 'Fjordbanken', bank: 'Fjordbanken (NO)', consent: { daysLeft: expect.any(Number) as number } });
    expect(answer.accounts).toHaveLength(3);
    expect(answer.sync.accounts.map(({ state, rows, new: fresh }) => [state, rows === fresh])).toEqual([['ok', true], ['ok', true], ['ok', true]]);
    expect(answer.sync.accounts.reduce((sum, { rows }) => sum + rows, 0)).toBeGreaterThan(300);
    expect(answer.secrets).toBe(`files in ${join(home, 'secrets')} that only you can read`);
    expect(statSync(join(home, 'secrets')).mode & 0o777).toBe(0o700);
    // The address stands alone on its line, uncut, and not on stdout.
    expect(addressIn(stderr)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/enablebanking\/\S+$/);
    expect((await street.ft(home, 'sync')).stdout).toContain(' 0 new, ');
  });

  it('says what happened in words', async () => {
    const home = temporaryHome();
    const { stdout } = await connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'Fjordbanken', '--name', 'Min bank');
    expect(stdout).toMatch(/^Min bank is connected through Enable Banking\. Consent until 2026-\d\d-\d\d \d\d:\d\d \(1\d\d days left\)\.\n3 accounts: Brukskonto …\d{5} \(NOK\), /);
    expect(stdout).toMatch(/\nMin bank, Brukskonto …\d{5}: \d+ rows, \d+ new, 0 known already.* -> Min bank Brukskonto \(20\d\d-\d\d-\d\d to 2026-01-\d\d\)\n/);
    expect(stdout).toMatch(/\nUndo it with: ft undo [0-9a-f]{8} {3}ft undo /);
  });

  it('takes the address by itself where the browser comes back to this machine', async () => {
    const home = temporaryHome();
    const keys = secretFile(street, 'sb1.json', JSON.stringify({ clientId: 'simulated-client-id', clientSecret: 'simulated-client-secret-of-sparebank1' }));
    const { exit, stdout, stderr } = await connected(street, home, 'sparebank1', keys, '--json', '--port', '18642');
    expect([exit, stderr.includes('Waiting for the browser to come back.')]).toEqual([0, true]);
    expect((JSON.parse(stdout) as Connected).accounts.length).toBeGreaterThan(0);
  });

  it('leaves nothing behind where the person says no, gives another address, or none', async () => {
    const home = temporaryHome();
    const secrets = applicationFile(street);
    const wish = ['bank', 'connect', '--provider', 'enablebanking', '--bank', 'Fjordbanken', '--secrets', secrets];
    const cancelled = await ftWith({ environment: street.environment, piped: browser(street, { answer: 'cancel' }) }, home, ...wish);
    expect([cancelled.exit, cancelled.stderr]).toEqual([1, expect.stringContaining('ft: The bank gave no consent: ')]);
    const other = await ftWith({ environment: street.environment, piped: browser(street, { how: (address) => address.replace(/state=[0-9a-f]+/, 'state=0123') }) }, home, ...wish);
    expect([other.exit, other.stderr]).toEqual([1, expect.stringContaining('ft: The address does not belong to this consent: its state is another one.')]);
    expect((await street.ft(home, ...wish)).stderr).toContain('ft: No address was given, so the consent could not be finished.');
    expect((await street.ft(home, 'bank', 'status')).stdout).toContain('No bank is connected.');
    expect(() => statSync(join(home, 'secrets', 'x'))).toThrow();
    // What was asked on the way is on record all the same.
    expect((await street.ft(home, 'bank', 'access-log')).stdout).toMatch(/never connected {2}banks \(connect, you were there\): 200/);
  });

  it('takes secrets from a pipe up to an empty line, then the address', async () => {
    const home = temporaryHome();
    const pem = secretFile(street, 'piped.pem', registeredKey(street));
    const page = browser(street);
    const { exit } = await ftWith({ environment: street.environment, piped: (heard, type) => (heard === '' ? type(`applicationId=11111111-2222-4333-8444-555555555555\nprivateKey=${pem}\n\n`) : page(heard, type)) },
      home, 'bank', 'connect', '--provider', 'eb', '--bank', 'DNB', '--secrets', '-');
    expect(exit).toBe(0);
    expect((await street.json<Status>(home, 'bank', 'status')).connections).toMatchObject([{ name: 'DNB' }]);
  });

  it('asks a person for what it needs, and does not show what is secret', async () => {
    const home = temporaryHome();
    const { exit, stderr, stdout } = await ftWith({ environment: street.environment, typed: ['2', 'simulated-client-id', 'simulated-client-secret-of-sparebank1\r', ''], keys: true, piped: browser(street) }, home, 'bank', 'connect', '--port', '18643');
    expect([exit, stdout]).toEqual([0, expect.stringMatching(/^SpareBank 1 is connected\. Consent given 2026-01-15 \d\d:\d\d, without an end\.\n/)]);
    expect(stderr).toMatch(/Banks are reached through a provider:\n {3}1 {2}Enable Banking: .*\n {3}2 {2}SpareBank 1: /);
    expect(stderr).toContain('Client secret: ');
    expect(stderr + stdout).not.toContain('simulated-client-secret-of-sparebank1');
  });

  it.each([
    ['a name that is not asked for', 'applicationId=x\nsecret-in-the-wrong-place=y\n', 'has a name that is not asked for.'],
    ['no pairs', 'secret-alone\n', 'holds neither a JSON object of texts nor lines of name=value.'],
    ['no texts', '{"applicationId": 3}', 'holds neither a JSON object of texts nor lines of name=value.'],
  ])('refuses a file of secrets with %s, and repeats none of it', async (_, text, says) => {
    const file = secretFile(street, 'wrong.txt', text);
    const { exit, stderr } = await street.ft(temporaryHome(), 'bank', 'connect', '--provider', 'enablebanking', '--secrets', file);
    expect([exit, stderr]).toEqual([2, expect.stringContaining(says)]);
    expect(stderr).not.toMatch(/secret-in|secret-alone/);
  });

  it('names the near banks where there is none of that name', async () => {
    const { exit, stdout } = await connected(street, temporaryHome(), 'enablebanking', applicationFile(street), '--bank', 'Fjordbaken', '--json');
    expect([exit, JSON.parse(stdout)]).toMatchObject([1, { error: { code: 'bank-unknown', hint: 'Did you mean Fjordbanken?' } }]);
    const unknown = await ft(temporaryHome(), 'bank', 'connect', '--provider', 'neonomics');
    expect([unknown.exit, unknown.stderr]).toEqual([2, expect.stringMatching(/^ft: There is no provider "neonomics"\.\n {4}Choose one: enablebanking, sparebank1, /)]);
  });
});

describe('a connected bank', () => {
  let home: string;
  beforeAll(async () => {
    home = temporaryHome();
    await connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'Fjordbanken');
  });

  it('is told by status without asking it', async () => {
    const before = street.simulator.log.length;
    const { connections: [bank], secrets } = await street.json<Status>(home, 'bank', 'status');
    expect(street.simulator.log).toHaveLength(before);
    expect(secrets).toContain('that only you can read');
    expect(bank).toMatchObject({ name: 'Fjordbanken', missing: [], consent: { ended: null } });
    expect(bank!.accounts).toHaveLength(3);
    for (const account of bank!.accounts) expect(account).toMatchObject({ state: 'ok', callsLeft: 4, account: expect.stringContaining('Fjordbanken') as string, balance: { kind: 'booked', type: 'CLBD', currency: 'NOK', amount: expect.stringMatching(/^-?\d+\.\d\d$/) as string }, lastSuccess: expect.stringMatching(/^2026-01-15T.*Z$/) as string });
    await street.ft(home, 'sync');
    expect((await street.json<Status>(home, 'bank', 'status')).connections[0]!.accounts.map(({ callsLeft }) => callsLeft)).toEqual([3, 3, 3]);
    expect((await street.ft(home, 'bank', 'status')).stdout).toMatch(/^Fjordbanken \(enablebanking.*\): consent until .*\n {2}Brukskonto …\d{5} -> Fjordbanken Brukskonto: ok, last fetched 2026-01-15 \d\d:\d\d; 3 unattended requests left today\n {4}The bank says /);
  });

  it('tells every access and consent, newest last', async () => {
    const { accesses } = await street.json<{ accesses: { at: string; what: string; connection: string; endpoint?: string; status?: number; attended?: boolean; until?: string }[] }>(home, 'bank', 'access-log', '--connection', 'fjordbanken');
    expect(accesses.map(({ at }) => at)).toEqual([...accesses.map(({ at }) => at)].sort());
    expect(accesses.filter(({ what }) => what === 'consent-given')).toMatchObject([{ connection: 'Fjordbanken', until: expect.stringMatching(/^2026-\d\d-\d\dT/) as string }]);
    expect(accesses.find(({ endpoint }) => endpoint === 'transactions')).toMatchObject({ what: 'request', status: 200, attended: true });
    expect(await street.json(home, 'bank', 'access-log', '--since', '2026-01-16')).toEqual({ count: 0, accesses: [] });
    expect((await street.ft(home, 'bank', 'access-log', '--connection', 'nobody')).stderr).toContain('There is no bank connection "nobody".');
  });

  it('has its accounts linked by name or the end of the number', async () => {
    await street.ft(home, 'accounts', 'open', 'Felles', '--currency', 'NOK');
    expect((await street.ft(home, 'bank', 'link', 'Fjordbanken', 'Brukskonto', '--account', 'Felles')).stdout).toMatch(/^Rows of Brukskonto at Fjordbanken go into Felles from the next sync on\.\nUndo it with: ft undo [0-9a-f]{8}\n$/);
    expect((await street.json<Status>(home, 'bank', 'status')).connections[0]!.accounts[0]!.account).toBe('Felles');
    await street.ft(home, 'undo', '--yes');
    expect((await street.json<Status>(home, 'bank', 'status')).connections[0]!.accounts[0]!.account).toBe('Fjordbanken Brukskonto');
    expect((await street.ft(home, 'bank', 'link', 'Fjordbanken', 'Nobody', '--account', 'Felles')).stderr).toContain('ft: Fjordbanken has no account "Nobody".');
  });

  it('is given a new consent, and left after a question', async () => {
    const again = await ftWith({ environment: street.environment, piped: browser(street) }, home, '--json', 'bank', 'reconnect', 'fjordbanken');
    expect((JSON.parse(again.stdout) as Connected).sync.accounts.map(({ state, new: fresh }) => [state, fresh])).toEqual([['ok', 0], ['ok', 0], ['ok', 0]]);
    const preview = await street.ft(home, 'bank', 'disconnect', 'Fjordbanken');
    expect(preview.stdout).toMatch(/The consent of Fjordbanken is ended at the provider.*\n.*cannot be undone.*\nNothing was done: add --yes to go ahead\.\n$/);
    expect(await street.json(home, 'bank', 'disconnect', 'Fjordbanken', '--yes')).toMatchObject({ applied: true, untold: null });
    expect(street.simulator.state.consents.filter(({ face, view }) => face === 'enablebanking' && view === 'well-behaved').at(-1)).toMatchObject({ status: 'closed' });
    expect((await street.ft(home, 'sync')).stderr).toContain('ft: No bank is connected.');
    expect((await street.json<{ accesses: { what: string }[] }>(home, 'bank', 'access-log')).accesses.at(-1)).toMatchObject({ what: 'disconnected' });
    expect((await street.json<unknown[]>(home, 'list')).length).toBeGreaterThan(300);
  });
});

describe('ft bank providers', () => {
  it('tells each with what it needs', async () => {
    const { providers } = await street.json<{ providers: { id: string; asks: { name: string; secret: boolean }[]; guide: string }[] }>(temporaryHome(), 'bank', 'providers');
    expect(providers.map(({ id }) => id)).toEqual(['enablebanking', 'sparebank1', 'gocardless', 'berlingroup', 'simplefin', 'demo']);
    expect(providers[0]).toMatchObject({ asks: [{ name: 'applicationId', secret: false }, { name: 'privateKey', secret: true }, { name: 'redirectUrl' }], guide: 'docs/banks.md' });
  });

  it('lists the banks of a country with the keys given, and keeps none of them', async () => {
    const home = temporaryHome();
    const { banks } = await street.json<{ banks: { name: string; country: string }[] }>(home, 'bank', 'providers', '--provider', 'enablebanking', '--secrets', applicationFile(street));
    expect(banks.map(({ name }) => name)).toEqual(expect.arrayContaining(['DNB', 'Fjordbanken']));
    expect(banks.every(({ country }) => country === 'NO')).toBe(true);
    expect(() => statSync(join(home, 'secrets'))).toThrow();
    expect((await street.ft(home, 'bank', 'providers', '--provider', 'enablebanking')).stderr).toContain('ft: Application id is needed.');
  });
});
