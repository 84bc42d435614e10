/**
 * The demo's bank as a process: `node bank-simulator.mjs --state FILE --seed N --now MS` prints `{"url":"http://127.0.0.1:PORT"}` and ends when its
 * input does. Enable Banking's protocol is at `<url>/enablebanking`; `<url>/_control/credentials` has an application and its key. `--all`: every bank.
 */
import { generateKeyPairSync } from 'node:crypto';
import { parseArgs } from 'node:util';
import { control } from './control.ts';
import type { RawAnswer, RawRequest } from './contract.ts';
import { uuidOf } from './dice.ts';
import { enableBanking } from './faces/enable-banking.ts';
import { registerApplication } from './faces/enable-banking-keys.ts';
import { expectedRows } from './ledger.ts';
import { DAY } from './oslo.ts';
import { loadState, saveState } from './saved-state.ts';
import { serve } from './serve.ts';
import { startSimulator } from './simulator.ts';
import { DEMO, VIEWS } from './view-list.ts';

/** How old the books are that the first consent sees: less than the overlap of two fetches, so that each day that follows is found. */
const BEHIND = 10 * DAY;
const REDIRECT = 'https://localhost/ft-demo';

const { values } = parseArgs({ options: { state: { type: 'string' }, seed: { type: 'string', default: '1' }, now: { type: 'string' }, all: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } } });
const now = Number(values.now);
const path = values.state;
if (!Number.isSafeInteger(now) || path === undefined) throw new Error('--state and --now are needed');

const before = loadState(path);
const simulator = startSimulator({
  seed: values.seed, now, faces: [enableBanking], views: values.all ? [DEMO, ...VIEWS.slice(1)] : [DEMO], isCalm: true, ...(before && { state: before }),
});
const { state } = simulator;
if (!before) state.behind = BEHIND;
simulator.advance(Math.max(0, now - state.now));

interface Demo { applicationId?: string; privateKey?: string; redirectUrl?: string; hasFetched?: boolean }
const demo = (state.stores['demo'] ??= {}) as Demo;

/** The demo's application; its key is made at the first asking and lies beside the state, for it opens nothing else. */
function credentials(): Demo {
  if (demo.privateKey === undefined) {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
    Object.assign(demo, { applicationId: uuidOf(`${state.seed}/demo`), privateKey, redirectUrl: REDIRECT });
    registerApplication(state.stores['enablebanking'] ??= {}, { id: demo.applicationId ?? '', name: 'ft demo', publicKey, redirectUrls: [REDIRECT] });
  }
  const { applicationId, privateKey, redirectUrl } = demo;
  return { applicationId, privateKey, redirectUrl } as Demo;
}

const [bank = DEMO] = simulator.views;
const bookedRows = (): number => expectedRows(simulator.truth(bank), bank, 'current', state.now - state.behind).length;

let hasMoved = false;
/** The first process that fetches sees the old books; each later one a day more (past days without bookings), until they are today's. */
function moveOn(url: string): void {
  if (hasMoved || !/\/accounts\/[^/]+\/transactions/.test(url)) return;
  hasMoved = true;
  const known = bookedRows();
  while (demo.hasFetched && state.behind > 0) {
    state.behind = Math.max(0, state.behind - DAY);
    if (bookedRows() > known) break;
  }
  demo.hasFetched = true;
}

function handle(request: RawRequest): RawAnswer {
  moveOn(request.url);
  const answer = control(simulator, request, { credentials }) ?? simulator.handle(request);
  saveState(path as string, state);
  return answer;
}

const { url, close } = await serve(handle, { port: Number(values.port) });
process.stdout.write(`${JSON.stringify({ url })}\n`);
const end = (): void => { void close(); };
process.stdin.on('end', end).on('close', end).on('error', end).resume();
