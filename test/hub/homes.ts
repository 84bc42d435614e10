/** Homes that share a hub, in one process: each an app, a clock and secrets of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../src/app.ts';
import { hubTools } from '../../src/app/hub-tools.ts';
import { type ConnectWish, type Plan, connect, planConnect } from '../../src/hub/connect.ts';
import type { ServerOptions } from '../../src/hub/server.ts';
import { type HubSynced, syncHub } from '../../src/hub/sync.ts';
import type { HubTools } from '../../src/hub/tools.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { environmentFrom } from '../../src/machine/environment.ts';
import type { Currency } from '../../src/values/currency.ts';
import type { SecretBundle, Secrets } from '../../src/values/keeping.ts';
import { diceOf } from '../bank-simulator/dice.ts';

const environment = environmentFrom({ platform: 'linux', env: {}, stdin: {}, stdout: {}, stderr: {} }, '/nowhere');

/** Secrets that last as long as the home. */
function secretsOf(kept: Map<string, SecretBundle>): Secrets {
  return {
    kind: 'file', where: 'a test', get: async (name) => kept.get(name), set: async (name, bundle) => { kept.set(name, bundle); },
    delete: async (name) => { kept.delete(name); }, names: async () => [...kept.keys()].map((name) => ({ name, file: name })),
  };
}

export interface Home {
  readonly folder: string;
  readonly app: App;
  readonly tools: () => Promise<HubTools>;
  readonly secrets: Map<string, SecretBundle>;
  connect(url: string, wish?: Partial<ConnectWish>): Promise<{ readonly plan: Plan; readonly code: string | undefined; readonly synced: HubSynced }>;
  sync(): Promise<HubSynced>;
  write(command: string, events: readonly NewEvent[]): Promise<void>;
  /** Derived tables, in what is the same on every device: commits by their ids, no numbers of arrival. */
  tables(): Readonly<Record<string, readonly string[]>>;
  /** The next process: nothing is remembered but what is on disk. */
  reopen(): void;
  remove(): void;
}

export interface HomeOptions {
  readonly name: string;
  /** Unix milliseconds. */
  readonly clock: () => number;
  readonly server?: ServerOptions;
  /** A folder that is there already: a copy of another home. */
  readonly folder?: string;
  readonly secrets?: ReadonlyMap<string, SecretBundle>;
}

export function makeHome({ name, clock, server, folder = mkdtempSync(join(tmpdir(), 'ft-hub-')), secrets = new Map() }: HomeOptions): Home {
  const kept = new Map(secrets);
  const dice = diceOf(`home ${name}`);
  const random = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => dice.between(0, 255));
  const opened = (): App => new App({ home: folder, clock, random, progress: () => undefined, modelFolder: 'off' });
  let app = opened();
  const tools = (): Promise<HubTools> => hubTools(app, { environment, progress: () => undefined, secrets: async () => secretsOf(kept), ...(server ? { server } : {}) });
  return {
    folder, secrets: kept, tools,
    get app() { return app; },
    connect: async (url, wish = {}) => {
      const whole = { url, schema: 'finance_tracker', encrypt: false, code: undefined, ...wish };
      const plan = await planConnect(await tools(), whole);
      const { code } = await connect(await tools(), whole, plan);
      return { plan, code, synced: await syncHub(await tools()) };
    },
    sync: async () => syncHub(await tools()),
    write: async (command, events) => { await app.write({ command, arguments: {} }, ({ commit }) => { commit.append(events); }); },
    tables: () => tablesOf(app),
    reopen: () => {
      app.close();
      app = opened();
    },
    remove: () => {
      app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NOK = 'NOK' as Currency;

export const openedAccount = (id: string): NewEvent => ({ type: 'account.opened.v1', subject: id, payload: { currency: NOK, name: `Account ${id}`, number: `1234${id}` } });

export function recorded(account: string, date: string, amount: number, description: string, id: string): NewEvent {
  return { type: 'transaction.recorded.v2', subject: id, payload: { account, amount, currency: NOK, date, description, ordinal: 1, source: 'csv' } };
}

/** Numbers of arrival differ from device to device; what they stand for does not. */
function tablesOf(app: App): Record<string, string[]> {
  const database = (app.replica() as unknown as { home: { ledger(): { database: import('better-sqlite3').Database } } }).home.ledger().database;
  app.read();
  const commits = new Map(database.prepare<[], { number: number; id: string; first: number; events: number }>('SELECT number, id, first, events FROM commits').all().map((row) => [row.number, row]));
  const placeOf = (position: number): string => {
    const commit = [...commits.values()].find(({ first, events }) => position >= first && position < first + events);
    return commit ? `${commit.id}+${position - commit.first}` : `?${position}`;
  };
  const names = ['accounts', 'transactions', 'aliases', 'month_sums', 'statements', 'attestations', 'balances', 'doubts', 'links', 'knowledge', 'connections', 'missing', 'toggles'];
  return Object.fromEntries(names.map((table) => [table, database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all().map((row) => {
    if (typeof row['commit'] === 'number') row['commit'] = commits.get(row['commit'])?.id ?? row['commit'];
    if (typeof row['position'] === 'number') row['position'] = placeOf(row['position']);
    if (table === 'knowledge' && typeof row['state'] === 'string') row['state'] = row['state'].replace(/"position":(\d+)/, (_, at: string) => `"position":"${placeOf(Number(at))}"`);
    return JSON.stringify(row);
  }).sort()]));
}
