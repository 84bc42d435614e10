/** A bare caller of the simulated Enable Banking for tests: signs tokens, walks a consent, follows pages. */
import { createSign, generateKeyPairSync } from 'node:crypto';
import { enableBanking } from '../../bank-simulator/faces/enable-banking.ts';
import { registerApplication } from '../../bank-simulator/faces/enable-banking-keys.ts';
import { ORIGIN } from '../../bank-simulator/in-process.ts';
import { publishedDocument, specsFolder } from '../../bank-simulator/openapi.ts';
import { logIn } from '../../bank-simulator/person.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../bank-simulator/simulator.ts';
import { viewOf } from '../../bank-simulator/view-list.ts';

export const REDIRECT = 'https://example.org/cb';
export const APPLICATION = '0b8f4c1e-6d3f-4f0e-9a3c-1d2e3f405162';
const pair = generateKeyPairSync('rsa', { modulusLength: 2048, publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
export const KEYS = pair;

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export interface Claims { readonly iss?: string; readonly aud?: string; readonly iat?: number; readonly exp?: number; readonly kid?: string; readonly alg?: string; readonly key?: string }

/** A signed token of an application; `claims` replaces what is right by something else. */
export function token(now: number, { iss = 'enablebanking.com', aud = 'api.enablebanking.com', iat = Math.floor(now / 1000), exp = iat + 3600, kid = APPLICATION, alg = 'RS256', key = pair.privateKey }: Claims = {}): string {
  const signed = `${encoded({ typ: 'JWT', alg, kid })}.${encoded({ iss, aud, iat, exp })}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

export interface Reply { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Readonly<Record<string, string>> }
export interface Session { readonly id: string; readonly uids: readonly string[]; readonly hashes: readonly string[] }

const specs = specsFolder(process.env);
const document = specs ? publishedDocument(specs, 'enable-banking-api.openapi.yml', {
  nullsAreAbsent: 'the API sends null where it has nothing, and its own texts say so ("Null if there are no more pages")', outside: /^\/login$/,
}) : undefined;
/** Whether answers are held against the published document in this run. */
export const isInspected = document !== undefined;

export class Caller {
  readonly simulator: Simulator;
  constructor(options: Partial<SimulatorOptions> & { readonly now: number }) {
    this.simulator = startSimulator({ seed: 'test', faces: [enableBanking], ...(document && { inspect: (_face, request, answer) => document.inspect(request, answer) }), ...options });
    registerApplication(this.simulator.state.stores['enablebanking'] ??= {}, { id: APPLICATION, name: 'ft', publicKey: pair.publicKey, redirectUrls: [REDIRECT] });
  }

  call(method: string, path: string, { body, headers = {}, authorization = `Bearer ${token(this.simulator.state.now)}` }: { body?: unknown; headers?: Readonly<Record<string, string>>; authorization?: string } = {}): Reply {
    const answer = this.simulator.handle({
      method, url: `${ORIGIN}/enablebanking${path}`, body: body === undefined ? '' : JSON.stringify(body),
      headers: { ...(authorization && { Authorization: authorization }), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    });
    return { status: answer.status, body: JSON.parse(answer.body || '{}') as Record<string, unknown>, headers: answer.headers };
  }

  begin(view: string, days = 90): Reply {
    const { name, country } = viewOf(view);
    const until = new Date(this.simulator.state.now + days * 86_400_000).toISOString();
    return this.call('POST', '/auth', { body: { access: { valid_until: until }, aspsp: { name, country }, state: 'state-1', redirect_url: REDIRECT, psu_type: 'personal', language: 'no' } });
  }

  /** The whole way from /auth to a session. */
  connect(view: string, days = 90): Session {
    const { url } = this.begin(view, days).body as { url: string };
    const code = new URL(logIn(this.simulator, url)).searchParams.get('code');
    const { session_id: id, accounts } = this.call('POST', '/sessions', { body: { code } }).body as { session_id: string; accounts: { uid: string; identification_hash: string }[] };
    return { id, uids: accounts.map(({ uid }) => uid), hashes: accounts.map((account) => account.identification_hash) };
  }

  /** Every page of a listing; fails the test by throwing where a page is refused. */
  rows(uid: string, query: string): Record<string, unknown>[] {
    const found: Record<string, unknown>[] = [];
    for (let key: unknown = '', page = 0; key !== null && page < 200; page++) {
      const reply = this.call('GET', `/accounts/${uid}/transactions?${query}${key === '' ? '' : `&continuation_key=${encodeURIComponent(String(key))}`}`);
      if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
      found.push(...(reply.body['transactions'] as Record<string, unknown>[]));
      key = reply.body['continuation_key'] ?? null;
    }
    return found;
  }
}
