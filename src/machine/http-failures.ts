/** What a connection fails by, in words: the host is named, and nothing else of the request. */
import { FailureError, failure } from '../errors.ts';

/** Codes of Node's sockets and resolver -> the end of a sentence. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no machine of that name', EAI_AGAIN: 'names cannot be looked up now', ECONNREFUSED: 'nothing answers there', EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'there is no network', ENETDOWN: 'there is no network', ETIMEDOUT: 'it does not answer', ECONNRESET: 'it hung up', EPIPE: 'it hung up',
  ECONNABORTED: 'it hung up', EADDRNOTAVAIL: 'there is no network', EACCES: 'this machine does not allow it', EPERM: 'this machine does not allow it',
  HPE_HEADER_OVERFLOW: 'its answer begins with too many headers',
};

/** Codes of OpenSSL's verification (x509_vfy.h, as Node names them) -> the end of a sentence. */
const UNTRUSTED: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it signed its certificate itself', SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody this machine trusts',
  UNABLE_TO_GET_ISSUER_CERT: 'its certificate is signed by nobody this machine trusts', UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is signed by nobody this machine trusts',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody this machine trusts', CERT_UNTRUSTED: 'its certificate is signed by nobody this machine trusts',
  CERT_HAS_EXPIRED: 'its certificate has run out', CERT_NOT_YET_VALID: 'its certificate is not valid yet', CERT_REVOKED: 'its certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name', HOSTNAME_MISMATCH: 'its certificate is for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS', ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS',
  ERR_SSL_UNSUPPORTED_PROTOCOL: 'it speaks only an old, unsafe TLS', ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: 'it speaks only an old, unsafe TLS',
};

/** Alerts by which a server says that it wants another certificate from us, or any (RFC 8446, 6.2; RFC 5246, 7.2.2). */
const ASKS_WHO_WE_ARE = /^ERR_SSL_(?:TLSV1[23]?|SSLV3)_ALERT_(?:CERTIFICATE_\w+|BAD_CERTIFICATE|UNKNOWN_CA|UNSUPPORTED_CERTIFICATE|NO_CERTIFICATE|ACCESS_DENIED)$/;
/** Of our own certificate and key, before anything is sent. */
const OWN_PEM = /^ERR_OSSL_/;
const OF_TLS = /^(?:ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH$|INVALID_(?:CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|DEPTH_ZERO_|SELF_SIGNED_)/;

/** The code of what Node throws; of a handshake that failed in OpenSSL, which only its message tells ("…:SSL routines::unsupported protocol:…"), as Node names it elsewhere. */
function codeOf(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const said = code === 'EPROTO' && typeof message === 'string' ? /:SSL routines:[\w ]*:([\w ]{1,50})(?::|$)/.exec(message)?.[1] : undefined;
  if (said !== undefined) return `ERR_SSL_${said.toUpperCase().replaceAll(' ', '_')}`;
  return typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : '';
}

/** Host and why it cannot be reached -> the failure. */
export const unreachable = (host: string, why: string): FailureError => new FailureError(failure('bank-unreachable', { host, why }));
/** Host -> the failure that an answer did not come to its end. */
export const cut = (host: string): FailureError => new FailureError(failure('bank-answer-cut', { host }));

/** Host -> the failure that our own certificate or key is none. */
export const unusable = (host: string): FailureError => new FailureError(failure('bank-identity', { host, why: 'certificate and key are no pair of PEM texts that can be used' }));

/** What Node throws before the body of an answer begins -> the failure of this host; `shows`: a certificate of ours was shown. */
export function beforeAnswer(host: string, error: unknown, shows: boolean): FailureError {
  if (error instanceof FailureError) return error;
  const code = codeOf(error);
  if (OWN_PEM.test(code)) return unusable(host);
  if (ASKS_WHO_WE_ARE.test(code)) return new FailureError(failure('bank-identity', { host, why: shows ? 'it does not accept the certificate that it was shown' : 'it wants to be shown a certificate' }));
  if (OF_TLS.test(code)) return new FailureError(failure('bank-tls', { host, why: UNTRUSTED[code] ?? `the secured connection failed (${code})` }));
  if (code.startsWith('HPE_') && !(code in UNREACHABLE)) return unreachable(host, 'what it answers is no HTTP');
  // Some servers look at the certificate only when the connection stands, and say nothing.
  if (shows && code === 'ECONNRESET') return unreachable(host, 'it hung up, perhaps for the certificate that it was shown');
  return unreachable(host, UNREACHABLE[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`));
}
