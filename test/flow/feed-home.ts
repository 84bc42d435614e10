/** A home that is synced in this process: the real engine, ledger and raw answers, with a simulated bank, clock and keychain. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../src/app.ts';
import { feedTools } from '../../src/app/feed-tools.ts';
import { type Connected, type Person, connect } from '../../src/intake/feed/connect.ts';
import type { FeedTools } from '../../src/intake/feed/tools.ts';
import { createAnswers } from '../../src/machine/answers.ts';
import { environmentFrom } from '../../src/machine/environment.ts';
import type { ReadModel } from '../../src/read-model/read-model.ts';
import type { BankMachine } from '../../src/values/bank-machine.ts';
import type { SecretBundle } from '../../src/values/keeping.ts';
import type { Http } from '../../src/values/network.ts';
import { registerApplication } from '../bank-simulator/faces/enable-banking-keys.ts';
import { httpOf, ORIGIN } from '../bank-simulator/in-process.ts';
import { logIn } from '../bank-simulator/person.ts';
import type { Simulator } from '../bank-simulator/simulator.ts';

/** Ends the process, as kill -9 would, for whoever plays it. */
export class Killed extends Error {}

export interface FeedHome {
  readonly home: string;
  readonly secrets: Map<string, SecretBundle>;
  /** A process of its own: a fresh app over the home. `attended`: a person is at the terminal. */
  process<T>(work: (tools: FeedTools, app: App) => Promise<T>, attended?: boolean): Promise<T>;
  /** The ledger as it stands. */
  read<T>(work: (model: ReadModel) => T): T;
  remove(): void;
}

const environment = environmentFrom({ platform: 'linux', env: { TZ: 'Europe/Oslo' }, stdin: {}, stdout: {}, stderr: {} }, '/nowhere');

export interface FeedHomeOptions {
  /** Called around each request, secret and commit; throws `Killed` to end the process there. */
  readonly onStep?: (what: string) => void;
  /** How far this machine's clock is off, in milliseconds. */
  readonly skew?: () => number;
  /** Provider -> path of its base below the simulator's origin, where it is not its id. */
  readonly bases?: Readonly<Record<string, string>>;
}

/** A new home beside a simulated bank. */
export function feedHome(simulator: Simulator, { onStep = () => {}, skew = () => 0, bases = {} }: FeedHomeOptions = {}): FeedHome {
  const home = mkdtempSync(join(tmpdir(), 'ft-feed-'));
  const secrets = new Map<string, SecretBundle>();
  const clock = (): number => simulator.state.now + skew();
  const random = (count: number): Uint8Array => new Uint8Array(randomBytes(count));
  const send = httpOf(simulator);
  const http: Http = async (request) => {
    onStep('before request');
    const answer = await send(request);
    onStep('after request');
    return answer;
  };
  let isLocked = false;
  const machine = (): BankMachine => {
    const answers = createAnswers({ home, now: clock, random });
    return {
      http, now: clock, random, answers, sleep: async () => {}, ownAddress: () => '192.168.1.20', keepDays: () => 30,
      listen: async () => ({ url: 'http://localhost:8976/callback', arrived: async () => undefined, close: () => {} }),
      baseUrlOf: (provider) => `${ORIGIN}/${bases[provider] ?? provider}`,
      secrets: async () => ({
        kind: 'file', where: 'memory',
        get: async (name) => secrets.get(name),
        set: async (name, bundle) => {
          onStep('before secret');
          secrets.set(name, bundle);
          onStep('after secret');
        },
        delete: async (name) => void secrets.delete(name),
        names: async () => [...secrets.keys()].map((name) => ({ name, file: name })),
      }),
      lock: () => {
        if (isLocked) return undefined;
        isLocked = true;
        return () => { isLocked = false; };
      },
    };
  };
  const open = (): App => new App({ home, clock, random, modelFolder: 'off', progress: () => {} });
  return {
    home, secrets,
    async process(work, attended = false) {
      const app = open();
      try {
        const tools = await feedTools(app, { environment, isAttended: attended, version: 'test', progress: () => {}, machine: machine() });
        return await work({ ...tools, write: async (request, act) => {
          onStep('before commit');
          const written = await tools.write(request, act);
          onStep('after commit');
          return written;
        } }, app);
      } finally {
        isLocked = false;
        app.close();
      }
    },
    read(work) {
      const app = open();
      try {
        return work(app.read());
      } finally {
        app.close();
      }
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Keys of an application that the simulator knows. */
export function enableBankingKeys(simulator: Simulator): SecretBundle {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  const id = '11111111-2222-4333-8444-555555555555';
  registerApplication((simulator.state.stores['enablebanking'] ??= {}), { id, publicKey, name: 'test', redirectUrls: ['https://example.test/callback'] });
  return { applicationId: id, privateKey };
}

/** Somebody with these keys who chooses the bank by its name and logs in. */
export const personWith = (simulator: Simulator, keys: SecretBundle, bank: string): Person => ({
  tell: async ({ name }) => keys[name] ?? '',
  chooseBank: async (offers) => offers.find(({ name }) => name === bank) ?? offers[0]!,
  goTo: async (url) => {
    // A browser that gets no page is tried again until it does.
    const { chaos } = simulator.state;
    simulator.chaos(undefined);
    const redirected = logIn(simulator, url);
    simulator.chaos(chaos);
    return redirected;
  },
});

/** Connects a bank of a provider; the first fetch is part of it. */
export const connectTo = (home: FeedHome, provider: string, person: Person, country = 'NO', name?: string): Promise<Connected> =>
  home.process(async (tools) => connect(tools, { provider: await tools.provider(provider), country, name }, person), true);
