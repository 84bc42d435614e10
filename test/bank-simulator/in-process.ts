/** The simulator as an `Http` port, without sockets. */
import { raise } from '../../src/errors.ts';
import type { Http } from '../../src/values/network.ts';
import type { Simulator } from './simulator.ts';

/** Origin of the in-process simulator: `http://127.0.0.1:1/<face>` is the base URL of a face. */
export const ORIGIN = 'http://127.0.0.1:1';

/**
 * Simulator -> `Http`. Connections that end early, redirects and slow answers fail as those of `machine/http.ts` do. A request that names itself
 * with a certificate has the header `x-client-certificate: 1` here.
 */
export const httpOf = (simulator: Simulator): Http => async ({ method, url, headers = {}, body = '', identity }) => {
  const answer = simulator.handle({ method, url, headers: { ...headers, ...(identity && { 'x-client-certificate': '1' }) }, body });
  const { host } = new URL(url);
  if (answer.ends === 'before') raise('bank-unreachable', { host, why: 'the connection was reset' });
  if (answer.ends === 'middle') raise('bank-answer-cut', { host });
  const to = answer.headers['location'];
  if (answer.status >= 300 && answer.status < 400 && to !== undefined) raise('bank-redirected', { host, to: new URL(to, url).host });
  return { status: answer.status, headers: answer.headers, body: new TextEncoder().encode(answer.body) };
};
