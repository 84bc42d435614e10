/**
 * OAuth 2 tokens of SpareBank 1's "Personlig klient": access for ten minutes, and a refresh token that is another one after every use. Whoever loses the
 * new one has lost the login, so it is kept, durably, before anything is done with what came beside it.
 * Source: the bank's own sb1-personal-client-python-tutorial; RFC 6749.
 */
import type { SecretBundle } from '../../values/keeping.ts';
import type { ApiAnswer, Calling } from './provider.ts';
import { recordFrom, recordOrNone, textAt, valueAt } from './reading.ts';
import { isGranted, troubleOf } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** With less time left than this a token is renewed: a request and the clocks' difference must fit. */
const MARGIN = 60_000;
/** Seconds, where the answer names none. */
const LIFETIME = 600;
const HOURS_TO_WAIT = 1;
const ANEW = 'the login at SpareBank 1 has ended';

/** An access token that is good for a minute at least, renewed where it must be. Raises BankTrouble. */
export async function accessToken(calling: Calling): Promise<string> {
  const { accessToken: token, accessUntil } = calling.secrets;
  if (token && accessUntil && Number(accessUntil) - calling.now() >= MARGIN) return token;
  return renewedToken(calling);
}

/** A new access token for the refresh token, which is used up by it. Raises BankTrouble: `consent` where the login has ended, `config` for the client's own keys. */
export async function renewedToken(calling: Calling): Promise<string> {
  const { refreshToken } = calling.secrets;
  if (!refreshToken) throw new BankTrouble('consent', ANEW);
  return exchanged(calling, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** The first tokens, for the code that came back from the login; `redirectUri` as it was sent there. Raises as `renewedToken`. */
export async function redeemedToken(calling: Calling, code: string, redirectUri: string): Promise<string> {
  return exchanged(calling, { grant_type: 'authorization_code', code, redirect_uri: redirectUri });
}

/** Secrets -> the tokens among them, as a bundle to hand on. */
export function tokensIn(secrets: SecretBundle): SecretBundle {
  return Object.fromEntries(TOKENS.flatMap((name) => (secrets[name] === undefined ? [] : [[name, secrets[name]]])));
}

const TOKENS = ['accessToken', 'accessUntil', 'refreshToken', 'refreshedAt'] as const;
/** The tokens as nothing. There is no endpoint that revokes them: they end by themselves, unused. */
export const NO_TOKENS: SecretBundle = Object.fromEntries(TOKENS.map((name) => [name, '']));

async function exchanged(calling: Calling, grant: Readonly<Record<string, string>>): Promise<string> {
  const { clientId = '', clientSecret = '' } = calling.secrets;
  const asked = calling.now();
  const answer = await calling.send({
    method: 'POST', path: '/oauth/token', endpoint: 'token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({ ...grant, client_id: clientId, client_secret: clientSecret }).toString(),
  });
  if (!isGranted(answer)) throw refusedToken(answer, calling.now());
  const body = recordFrom(answer.bytes);
  const token = textAt(body, 'access_token');
  if (token === undefined) throw new BankTrouble('down', 'the bank answered without a token');
  const refresh = textAt(body, 'refresh_token');
  const lifetime = Number(valueAt(body, 'expires_in') ?? LIFETIME);
  const until = asked + (lifetime > 0 && lifetime < 86_400 ? lifetime : LIFETIME) * 1000;
  await calling.keep({
    ...(refresh === undefined ? {} : { refreshToken: refresh, refreshedAt: String(asked) }),
    accessToken: token, accessUntil: String(until),
  });
  return token;
}

/** What the token endpoint refuses -> the trouble, by the codes of RFC 6749, 5.2. */
function refusedToken(answer: ApiAnswer, now: number): BankTrouble {
  if (answer.status === 429 || answer.status === 408 || answer.status >= 500) return troubleOf(answer, now, HOURS_TO_WAIT);
  const error = textAt(recordOrNone(answer.bytes), 'error');
  if (error === 'invalid_grant') return new BankTrouble('consent', ANEW);
  if (error === 'invalid_client' || error === 'unauthorized_client' || (error === undefined && answer.status === 401))
    return new BankTrouble('config', 'the client id or secret is not accepted; a secret runs out after some time, and a new one is made at developer.sparebank1.no');
  return new BankTrouble('config', `SpareBank 1 does not accept how this client asks for a token (status ${answer.status})`);
}
