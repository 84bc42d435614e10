/** The simulator behind a socket of this machine; connections break off where the plan says so. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { RawAnswer, RawRequest } from './contract.ts';

export interface Served {
  /** `http://127.0.0.1:<port>`, or https where certificates were given. */
  readonly url: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** With these it speaks TLS; with `authority` it asks for a certificate of it and refuses whoever has none. PEM texts. */
  readonly tls?: { readonly certificate: string; readonly key: string; readonly authority?: string };
  readonly port?: number;
}

const LARGEST = 1_000_000;

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) return undefined;
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function send(response: ServerResponse, answer: RawAnswer): void {
  if (answer.ends === 'before') {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body, 'utf8');
  response.writeHead(answer.status, { ...answer.headers, 'content-length': `${body.length}` });
  if (answer.ends === 'middle') response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
  else response.end(body);
}

/** What answers requests -> a server on 127.0.0.1 that has its port when this returns. */
export function serve(handle: (request: RawRequest) => RawAnswer, { tls, port = 0 }: ServeOptions = {}): Promise<Served> {
  let url = '';
  const listener = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Only who asks for this server by a name of this machine: no page of the web whose name leads here.
    const { host = '' } = request.headers;
    const { protocol, port: own } = new URL(url);
    if (host !== `127.0.0.1:${own}` && host !== `localhost:${own}`) return send(response, { status: 421, headers: {}, body: '', delay: 0 });
    const body = await bodyOf(request);
    if (body === undefined) return send(response, { status: 413, headers: {}, body: '', delay: 0 });
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value ?? '']));
    const hasCertificate = tls !== undefined && (request.socket as TLSSocket).authorized;
    const answer = handle({ method: request.method ?? 'GET', url: `${protocol}//${host}${request.url ?? '/'}`, headers: { ...headers, ...(hasCertificate && { 'x-client-certificate': '1' }) }, body });
    if (answer.delay > 0) setTimeout(() => send(response, answer), answer.delay);
    else send(response, answer);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => { listener(request, response).catch(() => response.destroy()); };
  const server = tls
    ? createTlsServer({ cert: tls.certificate, key: tls.key, ...(tls.authority && { ca: tls.authority, requestCert: true, rejectUnauthorized: true }) }, onRequest)
    : createServer(onRequest);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      url = `${tls ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
      resolve({
        url,
        close: () => new Promise((closed) => {
          server.close(() => closed());
          server.closeAllConnections();
        }),
      });
    });
  });
}
