/** Banks that are not there, refuse, redirect or break off; consents that fail; keys that others read; and what no undo takes back. */
import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type RequestListener, type Server, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { tryLock } from '../../src/ledger/lock.ts';
import { applicationFile, bankStreet, type Street } from '../cli/bank-street.ts';
import { ftWith, testClock } from '../cli/ft.ts';
import { server as certificate } from '../unit/machine/certificates.ts';
import { type Provocation, type Provocations, type Room, done } from './provocation.ts';

const leaving = new WeakMap<Room, () => void>();
const leave = (room: Room): void => leaving.get(room)?.();

/** A server of this machine that answers everything alike; its host stands in `room.kept`. */
async function answering(room: Room, answer: RequestListener, isTls = false): Promise<void> {
  const server: Server = isTls ? createTlsServer({ cert: certificate.certificate, key: certificate.key }, answer) : createServer(answer);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  room.kept['host'] = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  room.kept['url'] = `${isTls ? 'https' : 'http'}://${room.kept['host']}`;
  leaving.set(room, () => {
    server.close();
    server.closeAllConnections();
  });
}

const KEYS = 'secretId=0000\nsecretKey=1111\n';
const keys = (room: Room, text = KEYS): string => {
  const file = room.file('keys.txt', text);
  chmodSync(file, 0o600);
  return file;
};
/** The banks of GoCardless at an address, asked with keys of no worth. */
const asking = (url: string | ((room: Room) => string) = (room) => room.kept['url']!): Required<Pick<Provocation, 'argv' | 'environment' | 'asks' | 'leave'>> => ({
  argv: (room) => ['bank', 'providers', '--provider', 'gocardless', '--secrets', keys(room)], asks: true, leave,
  environment: (room) => ({ secretsStore: 'file', bankAddresses: { FT_BANK_GOCARDLESS_URL: typeof url === 'string' ? url : url(room) } }),
});
const json = (status: number, body: object, headers: Record<string, string> = {}): RequestListener => (_, response) => void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
const against = (answer: RequestListener, isTls = false) => (room: Room): Promise<void> => answering(room, answer, isTls);

const streets = new WeakMap<Room, Street>();
const street = (room: Room): Street => streets.get(room)!;
/** A street of banks, and Enable Banking's application in a file. */
async function onTheStreet(room: Room): Promise<void> {
  const opened = await bankStreet();
  streets.set(room, opened);
  room.kept['application'] = applicationFile(opened);
  leaving.set(room, () => void opened.close());
}
/** The same, with a bank connected through SimpleFIN, which needs no browser. */
async function connected(room: Room): Promise<void> {
  await onTheStreet(room);
  const { simulator, url, environment } = street(room);
  const token = simulator.handle({ method: 'GET', url: `${url}/simplefin/create`, headers: {}, body: '' }).body;
  const { exit, stderr } = await ftWith({ environment }, room.home, 'bank', 'connect', '--provider', 'simplefin', '--name', 'Fjord', '--secrets', keys(room, `setupToken=${token}\n`));
  if (exit !== 0) throw new Error(stderr);
}
const onStreet: Pick<Provocation, 'environment' | 'leave'> = { environment: (room) => street(room).environment, leave };
const enableBanking = (room: Room, ...more: string[]): string[] => ['bank', 'connect', '--provider', 'enablebanking', '--secrets', room.kept['application']!, ...more];
/** What is told before the address that the browser ends at is asked for. */
const PASTE = /^Open this address[\s\S]*does no harm\.\n/;
const secretsOf = ({ home }: Room): string => join(home, 'secrets', readdirSync(join(home, 'secrets')).find((name) => name.endsWith('.json'))!);
/** The place of the only secrets, where something else comes to lie. */
const instead = (put: (path: string) => void) => async (room: Room): Promise<void> => {
  await connected(room);
  room.kept['secrets'] = secretsOf(room);
  put(room.kept['secrets']);
};
const reconnecting: Pick<Provocation, 'argv' | 'asks'> = { argv: () => ['bank', 'reconnect', 'Fjord'], asks: true };

export const theBank: Provocations = {
  'provider-unknown': [{ argv: () => ['bank', 'connect', '--provider', 'tink'], exit: 2, message: 'There is no provider "tink".', hint: 'Choose one: enablebanking, sparebank1, gocardless, berlingroup, simplefin, demo. ft bank providers says what each is for.', next: () => ['bank', 'providers'] }],
  'bank-unknown': [
    { prepare: onTheStreet, ...onStreet, asks: true, argv: (room) => enableBanking(room, '--bank', 'Fjordbaken'), exit: 1, message: 'The provider knows no bank "Fjordbaken".', hint: 'Did you mean Fjordbanken?' },
    { prepare: onTheStreet, ...onStreet, asks: true, argv: (room) => enableBanking(room, '--bank', 'Xqz Blorp'), exit: 1, message: 'The provider knows no bank "Xqz Blorp".', hint: 'ft bank providers --provider NAME --country NO lists its banks.' },
  ],
  'connection-unknown': [{ prepare: connected, ...onStreet, argv: () => ['bank', 'reconnect', 'Nordea'], exit: 1, message: 'There is no bank connection "Nordea".', hint: 'Connected: Fjord.' }],
  'nothing-connected': [{ argv: () => ['sync'], exit: 1, message: 'No bank is connected.', hint: 'Connect one with: ft bank connect   or see how it works: ft bank connect --provider demo', next: () => ['bank', 'connect', '--provider', 'demo'] }],
  'bank-url-refused': [{ ...asking('http://bank.example'), exit: 2, message: 'The address http://bank.example is not asked: what is sent could be read on the way (FT_BANK_GOCARDLESS_URL).', hint: 'Use an https address; plain http goes to this machine only.' }],
  'bank-unreachable': [{ ...asking('http://127.0.0.1:9'), exit: 75, message: 'Cannot reach 127.0.0.1:9: nothing answers there.', hint: 'Check the network, then run the same command again. Nothing was changed.' }],
  'bank-tls': [{
    prepare: against(json(200, {}), true), ...asking(), exit: 1, message: ({ kept }) => `${kept['host']} cannot prove who it is: its certificate is signed by nobody this machine trusts.`,
    hint: 'Nothing was sent. Check this machine\'s clock and whether something stands between it and the bank; there is no way to skip this.',
  }],
  'bank-identity': [{
    prepare: against(json(200, {}), true), leave, asks: true, environment: { secretsStore: 'file' },
    argv: (room) => ['bank', 'connect', '--provider', 'berlingroup', '--secrets', keys(room, `baseUrl=${room.kept['url']}/v1\ncertificate=${room.file('c.pem', 'none')}\nkey=-----BEGIN nothing\n`)],
    exit: 1, message: ({ kept }) => `${kept['host']} is not told who asks: certificate and key are no pair of PEM texts that can be used.`, hint: 'Give certificate and key (PEM files) again with: ft bank reconnect',
  }],
  'bank-redirected': [{
    prepare: against((_, response) => void response.writeHead(302, { location: 'https://elsewhere.example/x' }).end()), ...asking(), exit: 1,
    message: ({ kept }) => `${kept['host']} sends to another address (elsewhere.example), which is not followed.`, hint: 'If the service has moved, set bank.PROVIDER.baseUrl in config.json.',
  }],
  'bank-answer-too-large': [{
    prepare: against((_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(65 * 1024 * 1024, ' '))), ...asking(), exit: 1,
    message: ({ kept }) => `${kept['host']} answered with more than 64 MB, which no bank does.`, hint: 'Ask for a shorter period: ft sync --since DATE',
  }],
  'bank-answer-cut': [{
    prepare: against((_, response) => void response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"access":', () => response.destroy())), ...asking(), exit: 75,
    message: ({ kept }) => `The answer of ${kept['host']} broke off.`, hint: 'Run the same command again. Nothing of it was taken.',
  }],
  'bank-refused': [{
    prepare: against(json(401, { summary: 'Authentication failed', detail: 'No active account found', status_code: 401 })), ...asking(), exit: 1,
    message: 'GoCardless Bank Account Data refuses: the secret id and secret key are not accepted.', hint: 'docs/banks.md says how its keys are made, and what else to look at.',
  }],
  'bank-down': [{ prepare: against(json(503, {})), ...asking(), exit: 75, message: 'GoCardless Bank Account Data cannot answer now: the bank\'s side failed (status 503).', hint: 'Try again later; nothing was lost.' }],
  'bank-wait': [{
    prepare: against(json(429, { summary: 'Rate limit exceeded', status_code: 429 }, { 'retry-after': 'Fri, 16 Jan 2026 12:00:00 GMT' })), ...asking(), exit: 75,
    message: () => `GoCardless Bank Account Data asks to wait until 2026-01-16 ${String(new Date('2026-01-16T12:00:00Z').getHours()).padStart(2, '0')}:00.`, hint: 'Run the same command then.',
  }],
  'consent-refused': [{
    prepare: onTheStreet, ...onStreet, asks: true, before: PASTE, argv: (room) => enableBanking(room, '--bank', 'DNB'), piped: (heard, type) => { if (heard.includes('does no harm')) type('https://example.test/callback?error=access_denied\n'); },
    exit: 1, message: 'The bank gave no consent: it was cancelled or denied at the bank.', hint: 'Nothing was connected. Begin again with: ft bank connect',
  }],
  'consent-unfinished': [{
    prepare: onTheStreet, ...onStreet, asks: true, before: PASTE, argv: (room) => enableBanking(room, '--bank', 'DNB'), exit: 1, message: 'No address was given, so the consent could not be finished.',
    hint: 'Begin again, log in at the bank, and paste the whole address that the browser ends at.',
  }, {
    prepare: onTheStreet, ...onStreet, asks: true, before: PASTE, argv: (room) => enableBanking(room, '--bank', 'DNB'), piped: (heard, type) => { if (heard.includes('does no harm')) type('3f2a9c\n'); },
    exit: 1, message: 'That is no address with a code in it, so the consent could not be finished.', hint: 'Begin again, log in at the bank, and paste the whole address that the browser ends at.',
  }],
  'consent-mismatch': [{
    prepare: onTheStreet, ...onStreet, asks: true, before: PASTE, argv: (room) => enableBanking(room, '--bank', 'DNB'), piped: (heard, type) => { if (heard.includes('does no harm')) type('https://example.test/callback?code=1&state=2\n'); },
    exit: 1, message: 'The address does not belong to this consent: its state is another one.', hint: 'Paste the address that the browser ended at for the link shown just now, not an older one. Nothing was connected.',
  }],
  'consent-stands': [{
    async prepare(room) {
      await connected(room);
      const { commits } = await done<{ commits: { id: string; what: string }[] }>(room.home, 'history');
      room.kept['commit'] = commits.find(({ what }) => what === 'connected Fjord')!.id;
    },
    ...onStreet, argv: (room) => ['undo', room.kept['commit']!], exit: 1, message: ({ kept }) => `Commit ${kept['commit']!.slice(-8)} records what was agreed at a bank, which undo cannot take back: a consent is given and ended there.`,
    hint: 'ft bank disconnect NAME ends one, and ft bank reconnect NAME gives one anew.',
  }],
  'clock-wrong': [{
    prepare: async (room) => {
      await onTheStreet(room);
      const close = leaving.get(room)!;
      await answering(room, (_, response) => { json(401, { error: 'WRONG_CREDENTIALS_PROVIDED', message: 'Wrong JWT' }, { date: new Date(testClock() + 3 * 3_600_000).toUTCString() })(_, response); });
      const closeToo = leaving.get(room)!;
      leaving.set(room, () => [close, closeToo].forEach((end) => end()));
    },
    leave, asks: true, environment: (room) => ({ secretsStore: 'file', bankAddresses: { FT_BANK_ENABLEBANKING_URL: room.kept['url']! } }), argv: (room) => enableBanking(room, '--bank', 'DNB'), exit: 1,
    message: ({ kept }) => `This machine's clock is 180 minutes away from that of ${kept['host']}, so keys made here are refused.`, hint: 'Set the clock right, then run the same command again.',
  }],
  'sync-running': [{
    prepare: async (room) => {
      await connected(room);
      const [release, close] = [tryLock(room.home, 'sync')!, leaving.get(room)!];
      leaving.set(room, () => [release, close].forEach((end) => end()));
    },
    ...onStreet, argv: () => ['sync'], exit: 75, message: 'Another sync is running, or a bank is being connected.', hint: 'Wait for it to end; two never run at once.',
  }],
  'secrets-unwritable': [{
    prepare: async (room) => {
      await onTheStreet(room);
      writeFileSync(join(room.home, 'secrets'), 'a file, no folder');
    },
    ...onStreet, asks: true,
    argv: (room) => {
      const { simulator, url } = street(room);
      return ['bank', 'connect', '--provider', 'simplefin', '--secrets', keys(room, `setupToken=${simulator.handle({ method: 'GET', url: `${url}/simplefin/create`, headers: {}, body: '' }).body}\n`)];
    },
    exit: 1, message: /^Secrets cannot be kept in .*\/home\/secrets\/[0-9a-z-]+\.json: E\w+\.$/, hint: 'Unlock the keychain, or keep them in a file that only you can read: FT_SECRETS=file',
  }],
  'secrets-open': [{
    prepare: instead((path) => chmodSync(path, 0o644)), ...onStreet, ...reconnecting, exit: 1, message: ({ kept }) => `Others on this machine can read ${kept['secrets']}, which holds secrets.`,
    hint: ({ kept }) => `Close it with: chmod 600 "${kept['secrets']}"   and make new keys at the bank if anyone may have looked.`,
  }],
  'secrets-unreachable': [{
    prepare: instead((path) => {
      rmSync(path);
      mkdirSync(path, { mode: 0o700 });
    }),
    ...onStreet, ...reconnecting, exit: 75, message: ({ kept }) => `Secrets lie in ${kept['secrets']}, which does not open: EISDIR.`,
    hint: 'Unlock it (log in where its windows are shown) and run the same command again. To keep them in a file from now on: FT_SECRETS=file and ft bank reconnect',
  }],
  'secrets-damaged': [{ prepare: instead((path) => writeFileSync(path, '{', { mode: 0o600 })), ...onStreet, ...reconnecting, exit: 1, message: ({ kept }) => `${kept['secrets']} holds no secrets that can be read.`, hint: 'Move it away, then give them anew with: ft bank reconnect' }],
  'secret-missing': [{ prepare: instead((path) => rmSync(path)), ...onStreet, asks: true, argv: () => ['bank', 'disconnect', 'Fjord', '--yes'], exit: 1, message: 'Fjord has no key on this machine.', hint: 'Give it anew with: ft bank reconnect "Fjord"   or leave the bank without it: ft bank disconnect "Fjord" --anyway' }],
  'config-invalid': [{
    prepare: ({ home }) => writeFileSync(join(home, 'config.json'), '{"banks": {}}'), argv: (room) => ['bank', 'providers', '--provider', 'gocardless', '--secrets', keys(room)], exit: 2,
    message: ({ home }) => `${join(home, 'config.json')} cannot be used: it has no setting "banks" (there are: bank, secrets, answers).`, hint: 'Mend it, or move it away to go on without settings.',
  }],
};
