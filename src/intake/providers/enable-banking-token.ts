/** The token that each call to Enable Banking carries: made here, signed with the person's own key. Source: enablebanking.com/docs/api/reference, "JWT format". */
import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import type { Calling } from './provider.ts';
import { BankTrouble } from './trouble.ts';

/** A day at most is allowed; an hour is enough for a run. */
const LIFETIME = 3600;
/** A clock a little behind must not see a token from the future. */
const BACKDATED = 60;
/** So old a token is used again: signing takes longer than all the rest of a call. */
const KEPT = 1800;
/** RS256 takes no shorter key (RFC 7518, 3.3). */
const LEAST_BITS = 2048;

/** The last one of this process: its accounts are asked about one after the other. */
let made: { readonly token: string; readonly at: number; readonly key: string; readonly application: string } | undefined;

/** Application id and key of the connection's secrets -> a token that is good for half an hour at least. Raises BankTrouble `config` where the key is none. */
export function enableBankingToken(calling: Calling): string {
  const { applicationId: application = '', privateKey: key = '' } = calling.secrets;
  const at = Math.floor(calling.now() / 1000);
  if (made === undefined || made.key !== key || made.application !== application || at < made.at || at >= made.at + KEPT)
    made = { token: tokenOf(application, key, at - BACKDATED), at, key, application };
  return made.token;
}

function tokenOf(application: string, key: string, issued: number): string {
  if (application.trim() === '') throw new BankTrouble('config', 'the application id is missing');
  const header = part({ typ: 'JWT', alg: 'RS256', kid: application.trim() });
  const claims = part({ iss: 'enablebanking.com', aud: 'api.enablebanking.com', iat: issued, exp: issued + LIFETIME });
  const signature = sign('RSA-SHA256', Buffer.from(`${header}.${claims}`), privateKeyFrom(key));
  return `${header}.${claims}.${signature.toString('base64url')}`;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** PEM text -> the key. What is wrong with one that cannot be used is said without a word of it. */
function privateKeyFrom(text: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    throw new BankTrouble('config', `the private key cannot be read: ${whyUnreadable(text)}; the .pem file is needed that was made with the application, without a password`);
  }
  if (key.asymmetricKeyType !== 'rsa') throw new BankTrouble('config', `the private key cannot be used: it is of the kind ${(key.asymmetricKeyType ?? 'unknown').toUpperCase()}, and RSA is needed`);
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < LEAST_BITS) throw new BankTrouble('config', `the private key cannot be used: it is shorter than ${LEAST_BITS} bits`);
  return key;
}

/** The kinds of PEM text that are given by mistake (RFC 7468). */
function whyUnreadable(text: string): string {
  if (/ENCRYPTED/.test(text)) return 'it has a password';
  if (/-----BEGIN [A-Z ]*PUBLIC KEY-----/.test(text)) return 'it is the public key';
  if (/-----BEGIN CERTIFICATE-----/.test(text)) return 'it is a certificate';
  return /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text) ? 'it is damaged' : 'it is no key';
}
