import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo, type Server, type Socket, createServer as createSocketServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { type Failure, failureIn, tell } from '../../../src/errors.ts';
import { createHttp } from '../../../src/machine/http.ts';
import type { HttpRequest } from '../../../src/values/network.ts';

const open: Server[] = [];
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of open.splice(0)) server.close();
  sockets.clear();
});

async function started(server: Server): Promise<string> {
  open.push(server);
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serving = (answer: RequestListener): Promise<string> => started(createServer(answer));
/** Answers every connection with these bytes, then hangs up (or resets). */
const saying = (bytes: string | Buffer, reset = false): Promise<string> => started(createSocketServer((socket) => {
  socket.once('data', () => socket.write(bytes, () => (reset ? setTimeout(() => socket.resetAndDestroy(), 20) : socket.end())));
}));

const http = createHttp('9.9.9', { connectMs: 400, idleMs: 300, wholeMs: 900, bodyBytes: 1024 * 1024 });
const get = (url: string, more: Partial<HttpRequest> = {}) => http({ method: 'GET', url, ...more });
async function failing(work: Promise<unknown>): Promise<Failure & Record<string, unknown>> {
  const error = await work.then((value) => { throw new Error(`answered: ${JSON.stringify(value)}`); }, (thrown: unknown) => thrown);
  const failure = failureIn(error);
  if (!failure) throw error;
  return failure as Failure & Record<string, unknown>;
}
const text = (body: Uint8Array): string => Buffer.from(body).toString('utf8');
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const packed = gzipSync('{"transactions":[]}'.repeat(5000));

describe('one request and its answer', () => {
  test('sends method, headers and body, and gives back any status', async () => {
    const url = await serving((request, response) => void read(request).then((body) => {
      response.writeHead(429, { 'Retry-After': '60', 'X-Two': ['one', 'two'], 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ method: request.method, url: request.url, body, headers: request.headers }));
    }));
    const answer = await http({ method: 'POST', url: `${url}/a/b?c=d`, headers: { Authorization: 'Bearer t', 'X-A': 'b' }, body: 'blå' });
    expect(answer.status).toBe(429);
    expect(answer.headers).toMatchObject({ 'retry-after': '60', 'x-two': 'one, two', 'content-type': 'application/json' });
    const seen = JSON.parse(text(answer.body)) as { method: string; url: string; body: string; headers: Record<string, string> };
    expect(seen).toMatchObject({ method: 'POST', url: '/a/b?c=d', body: 'blå' });
    expect(seen.headers).toMatchObject({ authorization: 'Bearer t', 'x-a': 'b', 'content-length': '4', 'accept-encoding': 'gzip', 'user-agent': 'finance-tracker/9.9.9' });
  });

  test('a POST without a body says so, and a name of ones own is kept', async () => {
    const url = await serving((request, response) => response.end(JSON.stringify(request.headers)));
    const headers = JSON.parse(text((await http({ method: 'POST', url, headers: { 'User-Agent': 'mine' } })).body)) as Record<string, string>;
    expect(headers).toMatchObject({ 'content-length': '0', 'user-agent': 'mine' });
  });

  test.each([
    ['gzip', gzipSync], ['deflate', deflateSync], ['deflate', deflateRawSync], ['br', brotliCompressSync], ['identity', (given: string) => Buffer.from(given)],
  ] as const)('unpacks %s', async (coding, pack) => {
    const said = '{"transactions":[]}'.repeat(5000);
    const url = await serving((_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end(pack(said)));
    expect(text((await get(url)).body)).toBe(said);
  });

  test('an empty body that calls itself packed is empty', async () => {
    const url = await serving((_, response) => response.writeHead(204, { 'Content-Encoding': 'gzip' }).end());
    expect(await get(url)).toMatchObject({ status: 204, body: { length: 0 } });
  });

  test('a header named __proto__ is a header like others', async () => {
    const { headers } = await get(await saying('HTTP/1.1 200 OK\r\n__proto__: x\r\nContent-Length: 2\r\n\r\nok'));
    expect(Object.entries(headers)).toEqual([['__proto__', 'x'], ['content-length', '2']]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('a kept connection that the server has closed is replaced, once and for GET', async () => {
    let connections = 0;
    const server = createSocketServer((socket) => {
      connections++;
      let asked = 0;
      socket.on('data', () => (++asked === 1 ? socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\nok') : socket.resetAndDestroy()));
    });
    const url = await started(server);
    for (let question = 1; question <= 3; question++) expect(text((await get(url)).body)).toBe('ok');
    expect(connections).toBeGreaterThan(1);
    const before = connections;
    await http({ method: 'POST', url });
    expect(connections).toBe(before + 1);
  });
});

describe('addresses that are not asked', () => {
  test.each([
    ['http://bank.example/x?token=geheim', 'http://bank.example', 'what is sent could be read on the way'],
    ['http://127.0.0.1.bank.example/', 'http://127.0.0.1.bank.example', 'what is sent could be read on the way'],
    ['http://localhost.bank.example/', 'http://localhost.bank.example', 'what is sent could be read on the way'],
    ['https://user:geheim@bank.example/', 'https://bank.example', 'a name or password stands in it'],
    ['file:///etc/passwd', 'that was given', 'it is no https address'],
    ['geheim', 'that was given', 'it is no web address'],
  ])('%s', async (url, shown, why) => {
    const failure = await failing(get(url));
    expect(failure).toEqual({ code: 'bank-url-refused', url: shown, why });
    expect(JSON.stringify(tell(failure))).not.toContain('geheim');
  });

  test('plain http goes to this machine by any of its names', async () => {
    for (const host of ['localhost', '127.0.0.1', '127.8.9.1', '[::1]', '0x7f.1'])
      expect((await failing(get(`http://${host}:1/`))).code).toBe('bank-unreachable');
  });

  test('a header that would become two is not sent', async () => {
    let asked = 0;
    const url = await serving((_, response) => { asked++; response.end(); });
    for (const headers of [{ Authorization: 'Bearer geheim\r\nX-Evil: 1' }, { 'X-A\r\nX-B': 'c' }, { 'X-A': 'geheim\u0000' }] as Record<string, string>[]) {
      const failure = await failing(get(url, { headers }));
      expect(failure.code).toBe('bank-url-refused');
      expect(JSON.stringify(failure)).not.toContain('geheim');
    }
    expect(asked).toBe(0);
  });
});

describe('answers that are no answer', () => {
  test.each([301, 302, 303, 307, 308])('%i is not followed, and only the host is told', async (status) => {
    let asked = 0;
    const url = await serving((_, response: ServerResponse) => { asked++; response.writeHead(status, { Location: 'https://other.example:8443/in?code=geheim' }).end('x'); });
    expect(await failing(get(`${url}/x`))).toEqual({ code: 'bank-redirected', host: url.slice(7), to: 'other.example:8443' });
    expect(asked).toBe(1);
  });

  test('a redirect without an address of the web', async () => {
    const url = await serving((_, response) => response.writeHead(302, { Location: 'javascript:alert(1)' }).end());
    expect(await failing(get(url))).toMatchObject({ code: 'bank-redirected', to: 'no web address' });
  });

  test('not modified is an answer', async () => {
    expect((await get(await serving((_, response) => response.writeHead(304).end()))).status).toBe(304);
  });

  test.each([
    ['a body shorter than said', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"transactions":', false],
    ['no body though one was said', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n', false],
    ['a reset in the middle', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"transactions":', true],
    ['chunks without the last', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"tra\r\n', false],
    ['a chunk of nonsense', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"tra\r\nzz\r\n', false],
  ])('%s', async (_, bytes, reset) => {
    const url = await saying(bytes, reset);
    expect(await failing(get(url))).toEqual({ code: 'bank-answer-cut', host: url.slice(7) });
  });

  test.each([['cut', packed.subarray(0, -20)], ['damaged', Buffer.concat([packed.subarray(0, 40), Buffer.alloc(60, 7), packed.subarray(100)])]])('a packed body that is %s', async (_, body) => {
    const url = await serving((request, response) => { request.resume(); response.writeHead(200, { 'Content-Encoding': 'gzip', 'Content-Length': body.length }).end(body); });
    expect((await failing(get(url))).code).toBe('bank-answer-cut');
  });

  test('a packing that nobody asked for', async () => {
    const url = await serving((_, response) => response.writeHead(200, { 'Content-Encoding': 'compress' }).end('x'));
    expect(await failing(get(url))).toMatchObject({ code: 'bank-unreachable', why: 'its answer is packed in a way that was not asked for' });
  });

  test.each([['gzip', gzipSync, 256], ['br', brotliCompressSync, 1]] as const)('a large body packed small by %s is not unpacked', async (coding, pack, times) => {
    const part = pack(Buffer.alloc(16 * 1024 * 1024));
    const bomb = Buffer.concat(Array.from({ length: times }, () => part));
    const url = await serving((_, response) => response.writeHead(200, { 'Content-Encoding': coding }).end(bomb));
    const before = process.memoryUsage().rss;
    expect(await failing(get(url))).toEqual({ code: 'bank-answer-too-large', host: url.slice(7), limit: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test('a body without end', async () => {
    const url = await serving((_, response) => { const more = (): void => { if (!response.destroyed) response.write(Buffer.alloc(65_536), more); }; more(); });
    expect((await failing(get(url))).code).toBe('bank-answer-too-large');
  });

  test('headers without end, and what is no HTTP', async () => {
    expect(await failing(get(await saying(`HTTP/1.1 200 OK\r\nX-A: ${'a'.repeat(100_000)}\r\n\r\n`)))).toMatchObject({ code: 'bank-unreachable', why: 'its answer begins with too many headers' });
    expect(await failing(get(await saying('220 mail.example ESMTP\r\n')))).toMatchObject({ code: 'bank-unreachable', why: 'what it answers is no HTTP' });
  });
});

describe('servers that are not there, or too slow', () => {
  test('a closed port, a name that is none, a hang-up', async () => {
    expect(await failing(get('http://127.0.0.1:1/secret-path'))).toEqual({ code: 'bank-unreachable', host: '127.0.0.1:1', why: 'nothing answers there' });
    expect((await failing(get('https://no-such-bank.invalid/'))).code).toBe('bank-unreachable');
    const url = await started(createSocketServer((socket) => { socket.once('data', () => socket.end()); }));
    expect(await failing(get(url))).toMatchObject({ code: 'bank-unreachable', why: 'it hung up' });
  });

  test('silence before the answer and in the middle of it', async () => {
    expect(await failing(get(await serving(() => undefined)))).toMatchObject({ code: 'bank-unreachable', why: 'it is silent for 1 seconds' });
    expect(await failing(get(await serving((_, response) => { response.writeHead(200, { 'Content-Length': 10 }).write('a'); })))).toMatchObject({ code: 'bank-unreachable', why: 'it is silent for 1 seconds' });
  });

  test('silence in the middle of a packed body', async () => {
    const url = await serving((_, response) => { response.writeHead(200, { 'Content-Encoding': 'gzip' }).write(packed.subarray(0, 60)); });
    expect(await failing(get(url))).toMatchObject({ code: 'bank-unreachable', why: 'it is silent for 1 seconds' });
  });

  test('a body that drips', async () => {
    const url = await serving((_, response) => {
      const drip = setInterval(() => response.write('a'), 50);
      response.on('close', () => clearInterval(drip));
    });
    expect(await failing(get(url))).toMatchObject({ code: 'bank-unreachable', why: 'no whole answer within 1 seconds' });
  });
});
