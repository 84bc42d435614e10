/**
 * Talking to a bank's server. On node:http and node:https, because a certificate of one's own must be shown (mutual TLS). Certificates are always verified, whatever
 * the environment says; nothing is followed anywhere.
 */
import { Agent, type ClientRequest, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as SecureAgent, type RequestOptions, request as secureRequest } from 'node:https';
import { rootCertificates } from 'node:tls';
import { type FailureError, raise } from '../errors.ts';
import type { Http, HttpAnswer, HttpRequest } from '../values/network.ts';
import { webAddress } from '../values/web-address.ts';
import { bodyOf } from './http-body.ts';
import { beforeAnswer, unreachable, unusable } from './http-failures.ts';

/** Milliseconds and bytes. */
interface HttpLimits {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** Without a byte in either direction. */
  readonly idleMs: number;
  readonly wholeMs: number;
  /** Of a body, unpacked. */
  readonly bodyBytes: number;
}
const LIMITS: HttpLimits = { connectMs: 15_000, idleMs: 60_000, wholeMs: 180_000, bodyBytes: 64 * 1024 * 1024 };

/** Version of this program -> talking to servers with it. Idle connections are kept for the next question and do not keep the process. `limits`: for tests. */
export function createHttp(version: string, limits: Partial<HttpLimits> = {}): Http {
  const agents = { plain: new Agent({ keepAlive: true }), secure: new SecureAgent({ keepAlive: true }) };
  const all = { ...LIMITS, ...limits };
  return async (request) => {
    const address = webAddress(request.url);
    if ('why' in address) return raise('bank-url-refused', { url: address.shown, why: address.why });
    const { url } = address;
    // An empty one would be left out without a word.
    if (request.identity && (request.identity.certificate.trim() === '' || request.identity.key.trim() === '')) throw unusable(url.host);
    const options = optionsOf(request, url, version);
    // Only what may be asked twice goes over a kept connection: the other side may just be closing it.
    const agent = request.method !== 'GET' ? false : url.protocol === 'https:' ? agents.secure : agents.plain;
    const first = await ask({ ...options, agent }, request, url, all);
    return first === 'stale' ? await ask({ ...options, agent: false }, request, url, all) as HttpAnswer : first;
  };
}

/** What is sent besides the body. Raises 'bank-url-refused' for headers that would become several. */
function optionsOf({ method, headers = {}, body, identity }: HttpRequest, url: URL, version: string): RequestOptions {
  const own: Record<string, string> = { 'user-agent': `finance-tracker/${version}`, accept: '*/*' };
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value))
      raise('bank-url-refused', { url: `${url.protocol}//${url.host}`, why: 'a header for it holds a line break or another sign that cannot be sent' });
    own[name.toLowerCase()] = value;
  }
  own['accept-encoding'] = 'gzip';
  if (method === 'POST' || method === 'PUT' || body !== undefined) own['content-length'] = `${Buffer.byteLength(body ?? '')}`;
  const shown = identity && { cert: identity.certificate, key: identity.key, ...(identity.authority === undefined ? {} : { ca: [...rootCertificates, identity.authority] }) };
  return { method, headers: own, ...(url.protocol === 'https:' ? { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...shown } : {}), insecureHTTPParser: false };
}

/** One try. 'stale': a kept connection was closed by the other side before it could have read the question. */
function ask(options: RequestOptions, { body, identity }: HttpRequest, url: URL, limits: HttpLimits): Promise<HttpAnswer | 'stale'> {
  const { host } = url;
  return new Promise((resolve, reject) => {
    let sent: ClientRequest;
    let reason: FailureError | undefined;
    let answer: IncomingMessage | undefined;
    const timers: NodeJS.Timeout[] = [];
    const settle = (end: () => void): void => {
      timers.forEach(clearTimeout);
      end();
    };
    const stop = (why: string): void => {
      reason ??= unreachable(host, why);
      (answer ?? sent).destroy(reason);
    };
    const within = (milliseconds: number, why: string): NodeJS.Timeout => {
      const timer = setTimeout(stop, milliseconds, why);
      timers.push(timer);
      return timer;
    };
    try {
      sent = (url.protocol === 'https:' ? secureRequest : plainRequest)(url, options);
    } catch (error) {
      return reject(beforeAnswer(host, error, identity !== undefined));
    }
    const connecting = within(limits.connectMs, `no connection within ${seconds(limits.connectMs)}`);
    within(limits.wholeMs, `no whole answer within ${seconds(limits.wholeMs)}`);
    sent.setTimeout(limits.idleMs, () => stop(`it is silent for ${seconds(limits.idleMs)}`));
    sent.on('socket', (socket) => {
      if (!socket.connecting && sent.reusedSocket) clearTimeout(connecting);
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (answer) return;
      if (!reason && sent.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE')) return settle(() => resolve('stale'));
      settle(() => reject(reason ?? beforeAnswer(host, error, identity !== undefined)));
    });
    sent.on('response', (response) => {
      answer = response;
      answered(response, url, limits).then((given) => settle(() => resolve(given)), (failed: FailureError) => settle(() => reject(reason ?? failed)));
    });
    sent.end(body);
  });
}

/** An answer that began -> the whole of it. Raises 'bank-redirected' and what `bodyOf` raises. */
async function answered(response: IncomingMessage, url: URL, limits: HttpLimits): Promise<HttpAnswer> {
  const headers = headersOf(response.rawHeaders);
  const { statusCode: status = 0 } = response;
  const location = headers['location'];
  if (status >= 300 && status < 400 && location !== undefined) {
    response.destroy();
    raise('bank-redirected', { host: url.host, to: hostOf(location, url) });
  }
  return { status, headers, body: await bodyOf(response, limits.bodyBytes, url.host) };
}

/** Names and values in turn, as sent -> by lower-case name; of a name that came several times all values, joined by ", ". */
function headersOf(raw: readonly string[]): Readonly<Record<string, string>> {
  const found = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    const before = found.get(name);
    found.set(name, before === undefined ? raw[at + 1]! : `${before}, ${raw[at + 1]!}`);
  }
  return Object.fromEntries(found);
}

/** Where a redirect would lead, without anything secret in it. */
function hostOf(location: string, from: URL): string {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  return to && /^https?:$/.test(to.protocol) ? to.host : 'no web address';
}

const seconds = (milliseconds: number): string => `${Math.ceil(milliseconds / 1000)} seconds`;
