/** Simulated banks behind sockets of this machine, and the person who connects them with `ft` in this process. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from '../../src/values/ambient.ts';
import type { FaceId, View } from '../bank-simulator/contract.ts';
import { enableBanking } from '../bank-simulator/faces/enable-banking.ts';
import { registerApplication } from '../bank-simulator/faces/enable-banking-keys.ts';
import { gocardless } from '../bank-simulator/faces/gocardless.ts';
import { simplefin } from '../bank-simulator/faces/simplefin.ts';
import { sparebank1 } from '../bank-simulator/faces/sparebank1.ts';
import { logIn } from '../bank-simulator/person.ts';
import { type Served, serve } from '../bank-simulator/serve.ts';
import { type Simulator, startSimulator } from '../bank-simulator/simulator.ts';
import { type Answer, type Setting, ftWith, testClock } from './ft.ts';

export interface Street {
  readonly simulator: Simulator;
  readonly url: string;
  /** Where ft finds the banks; secrets in files. */
  readonly environment: Partial<Environment>;
  /** A folder for files with secrets. */
  readonly folder: string;
  /** `ft` at no terminal, asked nothing. */
  ft(home: string, ...argv: string[]): Promise<Answer>;
  /** The same, its JSON document. */
  json<T = Record<string, unknown>>(home: string, ...argv: string[]): Promise<T>;
  close(): Promise<void>;
}

const BASES: Readonly<Partial<Record<FaceId, string>>> = { gocardless: '/api/v2' };

/** Opens a street of banks whose clock is that of the tests' `ft`. */
export async function bankStreet(options: { readonly views?: readonly View[]; readonly seed?: string } = {}): Promise<Street> {
  const faces = [enableBanking, gocardless, sparebank1, simplefin];
  const simulator = startSimulator({ seed: options.seed ?? 'street', now: testClock(), faces, isCalm: true, ...(options.views ? { views: options.views } : {}) });
  const served: Served = await serve((request) => {
    simulator.advance(testClock() - simulator.state.now);
    return simulator.handle(request);
  });
  const bankAddresses = Object.fromEntries((['enablebanking', 'gocardless', 'sparebank1'] as const).map((face) => [`FT_BANK_${face.toUpperCase()}_URL`, `${served.url}/${face}${BASES[face] ?? ''}`]));
  const environment: Partial<Environment> = { secretsStore: 'file', bankAddresses };
  const run = (home: string, ...argv: string[]): Promise<Answer> => ftWith({ environment }, home, ...argv);
  return {
    simulator, url: served.url, environment, folder: mkdtempSync(join(tmpdir(), 'ft-street-')), ft: run,
    json: async <T>(home: string, ...argv: string[]) => JSON.parse((await run(home, '--json', ...argv)).stdout) as T,
    close: () => served.close(),
  };
}

export const APPLICATION = '11111111-2222-4333-8444-555555555555';
const REDIRECT = 'https://example.test/callback';

/** A private key whose public half the simulated Enable Banking knows -> PEM text. */
export function registeredKey({ simulator }: Street): string {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  registerApplication((simulator.state.stores['enablebanking'] ??= {}), { id: APPLICATION, publicKey, name: 'test', redirectUrls: [REDIRECT] });
  return privateKey;
}

/** A file that only its owner reads -> its path. */
export function secretFile({ folder }: Street, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

/** The file for --secrets of an Enable Banking application. */
export const applicationFile = (street: Street, key = registeredKey(street)): string =>
  secretFile(street, 'application.txt', `# an application\napplicationId=${APPLICATION}\nprivateKey=${secretFile(street, 'private.pem', key)}\n`);

/** The address that ft printed to be opened, once it has. */
export const addressIn = (heard: string): string | undefined => /^(https?:\/\/\S+)$/m.exec(heard)?.[1];

/** At the other end of the pipe: opens the address that ft prints, logs in, and hands back where the browser ends. `how` changes that address. */
export function browser({ simulator, url }: Street, { answer = 'allow', how = (address) => address }: { readonly answer?: 'allow' | 'cancel'; readonly how?: (address: string) => string } = {}): NonNullable<Setting['piped']> {
  let isDone = false;
  return (heard, type) => {
    const address = addressIn(heard);
    if (address === undefined || isDone) return;
    isDone = true;
    const ended = how(logIn(simulator, address.replace(/^https?:\/\/[^/]+/, url), answer));
    // A browser that comes back to this machine needs nobody to paste.
    if (ended.startsWith('http://localhost:')) void fetch(ended);
    else type(`${ended}\n`);
  };
}

/** Connects through a provider with a file of secrets. */
export const connected = (street: Street, home: string, provider: string, secrets: string, ...more: string[]): Promise<Answer> =>
  ftWith({ environment: street.environment, piped: browser(street) }, home, 'bank', 'connect', '--provider', provider, '--secrets', secrets, ...more);
