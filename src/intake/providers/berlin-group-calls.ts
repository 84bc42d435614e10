/**
 * Requests and refusals of the Berlin Group's interface (NextGenPSD2 XS2A Framework, Implementation Guidelines 1.3.11): headers, message codes, links.
 * The certificate of the connection's secrets goes with every request (mutual TLS); that is the caller's doing.
 */
import type { ApiAnswer, ApiRequest, Calling } from './provider.ts';
import { isRecord, listAt, recordOrNone, textAt, valueAt } from './reading.ts';
import { isGranted, retryAfter, troubleOf } from './statuses.ts';
import { BankTrouble, type TroubleKind } from './trouble.ts';

/** After "too often" without a time: four calls a day are one in six hours. */
const HOURS_TO_WAIT = 6;
/** Rows may come as JSON, as camt.05x or as MT94x; a bank without JSON answers 406 to whoever takes nothing else. */
const ROWS = 'application/json, application/xml;q=0.8, text/plain;q=0.6, */*;q=0.1';

/** Codes of the guidelines' section 14.11 -> what to do, and why as a clause. */
const CODES: Readonly<Record<string, readonly [TroubleKind, string]>> = {
  CONSENT_EXPIRED: ['consent', 'the consent has ended'],
  CONSENT_INVALID: ['consent', 'the consent does not hold any more'],
  CONSENT_UNKNOWN: ['consent', 'the bank no longer knows the consent'],
  TOKEN_EXPIRED: ['consent', 'the login has ended'],
  TOKEN_INVALID: ['consent', 'the login does not hold any more'],
  TOKEN_UNKNOWN: ['consent', 'the bank no longer knows the login'],
  PSU_CREDENTIALS_INVALID: ['consent', 'the bank does not accept who logged in'],
  CERTIFICATE_INVALID: ['config', 'the bank does not accept the certificate'],
  CERTIFICATE_EXPIRED: ['config', 'the certificate has run out'],
  CERTIFICATE_BLOCKED: ['config', 'the certificate is blocked'],
  CERTIFICATE_REVOKED: ['config', 'the certificate was revoked'],
  CERTIFICATE_MISSING: ['config', 'the bank wants a certificate and got none'],
  SIGNATURE_INVALID: ['config', 'the bank wants signed requests, which are not supported'],
  SIGNATURE_MISSING: ['config', 'the bank wants signed requests, which are not supported'],
  ROLE_INVALID: ['config', 'the certificate is not one for reading accounts'],
  SERVICE_BLOCKED: ['config', 'the bank has blocked this way in'],
  SERVICE_INVALID: ['refused', 'the bank does not offer this'],
  RESOURCE_UNKNOWN: ['refused', 'the bank does not know this account under its id any more'],
  RESOURCE_EXPIRED: ['refused', 'the bank does not give this account any more'],
  RESOURCE_BLOCKED: ['refused', 'the account is blocked'],
  REQUESTED_FORMATS_INVALID: ['refused', 'the bank gives its transactions in no format that can be read'],
};

/** Without a code that is known a status of its own says this. */
const STATUSES: Readonly<Record<number, readonly [TroubleKind, string]>> = {
  401: ['consent', 'the bank does not accept the consent'],
  404: CODES.RESOURCE_UNKNOWN!,
  406: CODES.REQUESTED_FORMATS_INVALID!,
};

/** One request with the headers that every request needs; any status is an answer. `consentId`: undefined for what needs no consent. */
export function ask(calling: Calling, request: ApiRequest, consentId: string | undefined): Promise<ApiAnswer> {
  return calling.send({
    ...request,
    headers: {
      ...calling.psu,
      accept: request.endpoint === 'transactions' ? ROWS : 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
      'x-request-id': uuid(calling.random(16)),
      ...(consentId === undefined ? {} : { 'consent-id': consentId }),
      ...request.headers,
    },
  });
}

/** As `ask`, raising the BankTrouble that an answer other than 2xx tells of. */
export async function askSure(calling: Calling, request: ApiRequest, consentId: string | undefined): Promise<ApiAnswer> {
  const answer = await ask(calling, request, consentId);
  if (isGranted(answer)) return answer;
  throw troubleIn(answer, calling.now());
}

/** An answer that refuses -> the trouble: by its message codes, else by its status. */
export function troubleIn(answer: ApiAnswer, now: number): BankTrouble {
  const codes = codesIn(answer);
  if (answer.status === 429 || codes.includes('ACCESS_EXCEEDED'))
    return new BankTrouble('wait', 'the day\'s calls without you are used up', retryAfter(answer.headers, now) ?? now + HOURS_TO_WAIT * 3_600_000);
  const known = codes.map((code) => (Object.hasOwn(CODES, code) ? CODES[code] : undefined)).find((one) => one !== undefined) ?? STATUSES[answer.status];
  return known === undefined ? troubleOf(answer, now, HOURS_TO_WAIT) : new BankTrouble(...known);
}

/** The message codes of an error body: `tppMessages[].code`, or `code` and `additionalErrors[].code` of RFC 7807; none where the body is no JSON. */
export function codesIn(answer: ApiAnswer): readonly string[] {
  const body = recordOrNone(answer.bytes);
  const messages = [...(listAt(body, 'tppMessages') ?? [valueAt(body, 'tppMessages')]), ...(listAt(body, 'additionalErrors') ?? []), body];
  return messages.map((one) => textAt(one, 'code')?.trim().toUpperCase()).filter((code) => code !== undefined);
}

/** A link of an answer, `{href}` or a plain text; undefined where there is none. */
export function hrefIn(links: unknown, name: string): unknown {
  const link = isRecord(links) ? valueAt(links, name) : undefined;
  return isRecord(link) ? valueAt(link, 'href') : (link ?? undefined);
}

/**
 * A link as the bank wrote it, relative or absolute, and the address of the request it answers -> absolute. Raises BankTrouble `config` for what is no
 * address and for another origin than the one asked: nothing of this connection is sent elsewhere.
 */
export function followed(href: unknown, asked: string): string {
  const link = typeof href === 'string' ? resolved(href.trim(), asked) : undefined;
  if (link === undefined) throw new BankTrouble('config', 'the bank\'s link to its next page is no address');
  if (link.origin !== new URL(asked).origin || link.username !== '' || link.password !== '') throw new BankTrouble('config', 'the bank\'s link to its next page leads to another server, which is not followed');
  link.hash = '';
  return link.href;
}

function resolved(href: string, asked: string): URL | undefined {
  if (href === '' || !URL.canParse(href, asked)) return undefined;
  return new URL(href, asked);
}

/** 16 random bytes -> a UUID of version 4 (RFC 9562, 5.4). */
function uuid(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte, i) => (i === 6 ? (byte & 0x0f) | 0x40 : i === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
