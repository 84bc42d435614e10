import { once } from 'node:events';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { type Failure, failureIn } from '../../../src/errors.ts';
import { createHttp } from '../../../src/machine/http.ts';
import type { HttpRequest } from '../../../src/values/network.ts';
import { authority, client, elsewhere, over, server, stranger } from './certificates.ts';

const open: Server[] = [];
const before = process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
  if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
});

const http = createHttp('0');
/** A server that tells how often it was asked, and who asked. */
async function bank(own: { certificate: string; key: string }, wantsIdentity = false, versions = {}) {
  let asked = 0;
  const listening = createServer({ cert: own.certificate, key: own.key, ca: authority, requestCert: wantsIdentity, rejectUnauthorized: wantsIdentity, ...versions }, (request, response) => {
    asked++;
    response.end(`${(request.socket as TLSSocket).getPeerCertificate().subject?.CN ?? 'nobody'}`);
  });
  open.push(listening);
  await once(listening.listen(0, '127.0.0.1'), 'listening');
  const { port } = listening.address() as AddressInfo;
  return { url: `https://localhost:${port}/path?token=geheim`, host: `localhost:${port}`, asked: () => asked };
}
async function failing(request: Omit<HttpRequest, 'method'>): Promise<Failure> {
  const error = await http({ method: 'GET', ...request }).then((value) => { throw new Error(`answered ${value.status}`); }, (thrown: unknown) => thrown);
  const failure = failureIn(error);
  if (!failure) throw error;
  expect(JSON.stringify(failure)).not.toContain('geheim');
  return failure;
}
const trusted = { ...client, authority };

describe('who answers', () => {
  test('a server that the given authority vouches for is spoken to, and hears who asks', async () => {
    const { url } = await bank(server, true);
    const answer = await http({ method: 'GET', url, identity: trusted });
    expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, 'Test client']);
  });

  test.each([
    ['of an authority that nobody knows', server, undefined, 'its certificate is signed by nobody this machine trusts'],
    ['for another name', elsewhere, trusted, 'its certificate is for another name'],
    ['that has run out', over, trusted, 'its certificate has run out'],
  ])('a certificate %s is refused, whatever the environment says', async (_, own, identity, why) => {
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    const { url, host, asked } = await bank(own);
    expect(await failing({ url, ...(identity ? { identity } : {}) })).toEqual({ code: 'bank-tls', host, why });
    expect(asked()).toBe(0);
  });

  test('an old TLS, and none at all', async () => {
    const { url } = await bank(server, false, { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    expect(await failing({ url, identity: trusted })).toMatchObject({ code: 'bank-tls', why: 'it speaks only an old, unsafe TLS' });
    const plain = createPlainServer((_, response) => response.end());
    open.push(plain);
    await once(plain.listen(0, '127.0.0.1'), 'listening');
    expect(await failing({ url: `https://localhost:${(plain.address() as AddressInfo).port}/` })).toMatchObject({ code: 'bank-tls', why: 'it does not speak TLS' });
  });
});

describe('who asks', () => {
  test('a certificate that the server does not know is said to be refused', async () => {
    const { url, host, asked } = await bank(server, true);
    expect(await failing({ url, identity: { ...stranger, authority } })).toEqual({ code: 'bank-unreachable', host, why: 'it hung up, perhaps for the certificate that it was shown' });
    expect(asked()).toBe(0);
  });

  test.each([
    ['no PEM', { certificate: 'geheim', key: 'geheim' }],
    ['another key', { certificate: client.certificate, key: stranger.key }],
    ['an empty key', { certificate: client.certificate, key: '' }],
  ])('%s is said before anything is sent', async (_, identity) => {
    const { url, host } = await bank(server, true);
    expect(await failing({ url, identity: { ...identity, authority } })).toEqual({ code: 'bank-identity', host, why: 'certificate and key are no pair of PEM texts that can be used' });
  });
});
