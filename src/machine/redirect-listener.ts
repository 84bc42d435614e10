/** Where the browser comes back to after the person logged in at the bank (RFC 8252, 7.3: a port of this machine that nobody else on the network reaches). */
import { once } from 'node:events';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { raise } from '../errors.ts';
import type { RedirectListener } from '../values/network.ts';

const PATH = '/callback';
const HOSTS = ['127.0.0.1', '::1'];
/** What a browser sends is far below these; what is above is not from one. */
const LIMITS = { maxHeaderSize: 16_384, headersTimeout: 10_000, requestTimeout: 10_000, keepAliveTimeout: 1, connectionsCheckingInterval: 1000 };
const KEPT_MAX = 8;
/** Free ports tried until one is free for both kinds of address. */
const TRIES = 5;

const WORDS = {
  en: ['Back to the terminal', 'You can close this page and go back to the terminal.'],
  nb: ['Tilbake til terminalen', 'Du kan lukke denne siden og gå tilbake til terminalen.'],
} as const;

const page = (language: 'en' | 'nb', [title, text]: readonly [string, string]): string =>
  `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${title}</title><body style="font-family:sans-serif;margin:4em"><p>${text}</p></body></html>\n`;

/** Nothing on the page runs, nothing is fetched, and where it leads nobody is told the address it was asked by: a code stands in it. */
const HEADERS = {
  'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'", 'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff', 'cache-control': 'no-store', connection: 'close',
};

/** Listens on a port of this machine, any free one for 0. Raises 'usage' where the port is taken. */
export async function listenForRedirect(port: number, language: 'en' | 'nb'): Promise<RedirectListener> {
  const arrivals: string[] = [];
  let wakes: (() => void) | undefined;
  const heard = (request: IncomingMessage, response: ServerResponse): void => {
    const address = addressOf(request, bound);
    if (address === undefined) return void response.writeHead(404, { ...HEADERS, 'content-type': 'text/plain' }).end('Not here.\n');
    response.writeHead(200, HEADERS).end(page(language, WORDS[language]));
    if (arrivals.length < KEPT_MAX) arrivals.push(address);
    wakes?.();
  };
  const servers = await serversOn(port, heard);
  const bound = (servers[0]!.address() as AddressInfo).port;
  return {
    url: `http://localhost:${bound}${PATH}`,
    arrived: async (milliseconds) => {
      if (arrivals.length === 0) {
        let timer: NodeJS.Timeout | undefined;
        await new Promise<void>((resolve) => {
          wakes = resolve;
          timer = setTimeout(resolve, milliseconds);
        });
        clearTimeout(timer);
      }
      return arrivals.shift();
    },
    close: () => {
      servers.forEach(end);
      wakes?.();
    },
  };
}

/** The whole address that was asked for, where a browser that comes from the bank asks for it. By its name for this machine: a page elsewhere whose name leads here has another. */
function addressOf({ method, url = '', headers: { host = '' } }: IncomingMessage, port: number): string | undefined {
  if (method !== 'GET' || !url.startsWith(`${PATH}?`)) return undefined;
  if (![`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`].includes(host.toLowerCase())) return undefined;
  return new URL(url, `http://localhost:${port}`).href;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** One server for each kind of address that this machine has, on one port: "localhost" may mean either. */
async function serversOn(port: number, heard: Handler): Promise<readonly Server[]> {
  for (let tries = 1; ; tries++) {
    const servers: Server[] = [];
    try {
      for (const host of HOSTS) {
        const wanted = servers.length === 0 ? port : (servers[0]!.address() as AddressInfo).port;
        const server = await listening(host, wanted, heard);
        if (server) servers.push(server);
      }
      if (servers.length > 0) return servers;
      return raise('usage', { why: 'This machine has no address of its own (127.0.0.1) to listen on.', hint: 'Paste the address that the browser ends at instead.' });
    } catch (error) {
      servers.forEach(end);
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      if (port !== 0 || tries === TRIES) raise('usage', { why: `Port ${port} of this machine ${code === 'EACCES' ? 'may not be listened on' : 'is taken by another program'}.`, hint: 'End that program, or register a callback address with another port at the bank.' });
    }
  }
}

/** A server that listens; undefined where the machine has no such address. */
async function listening(host: string, port: number, heard: Handler): Promise<Server | undefined> {
  const server = createServer(LIMITS, heard);
  server.maxConnections = 16;
  server.on('clientError', (_, socket) => socket.destroy());
  server.listen({ host, port, exclusive: true });
  try {
    await once(server, 'listening');
    return server;
  } catch (error) {
    if (['EADDRNOTAVAIL', 'EAFNOSUPPORT', 'EINVAL'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function end(server: Server): void {
  server.close();
  server.closeAllConnections();
}
