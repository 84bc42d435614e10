import { once } from 'node:events';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { type Socket, connect, createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { failureIn } from '../../../src/errors.ts';
import { listenForRedirect } from '../../../src/machine/redirect-listener.ts';
import type { RedirectListener } from '../../../src/values/network.ts';

const open: RedirectListener[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
  for (const socket of sockets.splice(0)) socket.destroy();
});
async function listening(port = 0, language: 'en' | 'nb' = 'en') {
  const listener = await listenForRedirect(port, language);
  open.push(listener);
  return { listener, port: Number(new URL(listener.url).port) };
}
interface Asked { readonly path: string; readonly method?: string; readonly host?: string; readonly headers?: OutgoingHttpHeaders; readonly at?: string }
async function ask(port: number, { path, method = 'GET', host = `localhost:${port}`, headers = {}, at = '127.0.0.1' }: Asked) {
  const sent = request({ host: at, port, path, method, headers: { ...headers, host }, agent: false }).end();
  const [response] = await once(sent, 'response') as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of response) body += `${chunk as Buffer}`;
  return { status: response.statusCode, headers: response.headers, body };
}

describe('the browser comes back', () => {
  test('its whole address is heard once, and it is told to go back', async () => {
    const { listener, port } = await listening();
    expect(listener.url).toBe(`http://localhost:${port}/callback`);
    const waiting = listener.arrived(5000);
    const answer = await ask(port, { path: '/callback?code=a%2Fb&state=s' });
    expect(await waiting).toBe(`http://localhost:${port}/callback?code=a%2Fb&state=s`);
    expect([answer.status, answer.body]).toEqual([200, expect.stringContaining('You can close this page and go back to the terminal.')]);
    expect(answer.headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'") as string, 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(await listener.arrived(20)).toBeUndefined();
  });

  test('in Norwegian, and before anybody waits', async () => {
    const { listener, port } = await listening(0, 'nb');
    expect((await ask(port, { path: '/callback?error=access_denied', host: `127.0.0.1:${port}` })).body).toContain('Du kan lukke denne siden og gå tilbake til terminalen.');
    expect(await listener.arrived(5000)).toBe(`http://localhost:${port}/callback?error=access_denied`);
  });

  test('what it sends is never on the page', async () => {
    const { port } = await listening();
    expect((await ask(port, { path: '/callback?code=%3Cscript%3Egeheim' })).body).not.toMatch(/geheim|script/);
  });

  test.each([
    ['another path', { path: '/favicon.ico' }], ['no answer in it', { path: '/callback' }], ['a longer path', { path: '/callback/x?code=a' }], ['not as a page', { path: '/callback?code=a', method: 'POST' }],
    ['by another name', { path: '/callback?code=a', host: 'evil.example' }], ['by another port', { path: '/callback?code=a', host: 'localhost:1' }], ['a whole address', { path: 'http://evil.example/callback?code=a' }],
  ])('%s is not it', async (_, asked) => {
    const { listener, port } = await listening();
    expect((await ask(port, asked)).status).toBe(404);
    expect(await listener.arrived(20)).toBeUndefined();
  });

  test('an address without end is refused, and the next one heard', async () => {
    const { listener, port } = await listening();
    await expect(ask(port, { path: `/callback?code=${'a'.repeat(40_000)}` })).rejects.toThrow();
    await ask(port, { path: '/callback?code=b' });
    expect(await listener.arrived(1000)).toBe(`http://localhost:${port}/callback?code=b`);
  });

  test('both addresses of this machine lead to it, and none of its others', async () => {
    const { listener, port } = await listening();
    const six = await ask(port, { path: '/callback?code=six', at: '::1' }).catch((error: NodeJS.ErrnoException) => error.code);
    // Where there is no such address, there is none to be asked.
    if (six !== 'EADDRNOTAVAIL' && six !== 'ECONNREFUSED') expect(await listener.arrived(1000)).toContain('code=six');
    await expect(ask(port, { path: '/callback?code=a', at: '127.0.0.2' })).rejects.toThrow('ECONNREFUSED');
  });
});

describe('the port', () => {
  test('one that is taken is said', async () => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as { port: number };
    const error = await listenForRedirect(port, 'en').catch((thrown: unknown) => thrown);
    other.close();
    expect(failureIn(error)).toMatchObject({ code: 'usage', why: `Port ${port} of this machine is taken by another program.` });
  });

  test('closing ends it at once: connections, waiting, and the port is free', async () => {
    const { listener, port } = await listening();
    const idle = connect(port, '127.0.0.1');
    sockets.push(idle);
    await once(idle, 'connect');
    idle.write('GET /callback?code=');
    const waiting = listener.arrived(60_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    listener.close();
    expect(await waiting).toBeUndefined();
    await once(idle.resume(), 'close');
    expect((await listening(port)).port).toBe(port);
  });
});
