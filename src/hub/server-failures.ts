/** What the network, TLS or PostgreSQL says went wrong -> the failure that it means to a person. */
import { type Failure, FailureError, failure, failureIn } from '../errors.ts';
import type { Address } from './address.ts';

const TLS_CODES = /^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_SSL|ERR_OSSL|HOSTNAME_MISMATCH|EPROTO)/;
const GONE = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'EPIPE', 'ENOENT', 'EADDRNOTAVAIL', 'ECONNABORTED', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_PREMATURE_CLOSE']);
/** Sentences that pg says without a code. */
const GONE_WORDS = /terminated|timeout expired|no answer for|Connection ended|not queryable|socket|premature close/i;
/** What talks there, but not as PostgreSQL does. */
const STRANGE = /received invalid response|establishing an SSL connection|Unknown authenticationOk/i;

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there', ENOTFOUND: 'there is no such host', EAI_AGAIN: 'its name cannot be looked up now', ECONNRESET: 'the connection broke off', EPIPE: 'the connection broke off', ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'no way leads there', ENETUNREACH: 'no way leads there', '57P01': 'it is shutting down', '57P02': 'it crashed', '57P03': 'it is starting', '57P05': 'it closed the connection as idle', '25P03': 'it closed the connection as idle', '53300': 'it has no connection left',
};

/** An error of the network, of TLS or of the server (its SQLSTATE) -> the failure it means; what is ft's own stays as it is. */
export function named(error: unknown, { host, user, database }: Pick<Address, 'host' | 'user' | 'database'>): unknown {
  if (failureIn(error)) return error;
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const why = message.slice(0, 200).replace(/\.$/, '');
  const as = (one: Failure): FailureError => new FailureError(one);
  if (TLS_CODES.test(code) || /does not support SSL/i.test(message)) return as(failure('hub-tls', { host, why }));
  if (GONE.has(code) || /^57P0|^08|^53300$|^25P03$/.test(code)) return as(failure('hub-unreachable', { host, why: REASONS[code] ?? why }));
  if (code === '53100') return as(failure('hub-full', { host }));
  // Another device was in the way: locked too long, or taken back by the server so that one of the two may go on.
  if (code === '55P03' || code === '40P01' || code === '40001') return as(failure('hub-busy', { host }));
  if (code === '28000') return as(failure('hub-denied', { host, why: `it takes no such connection (${why})` }));
  if (code === '28P01') return as(failure('hub-denied', { host, why: `user ${user} or the password is not accepted` }));
  if (code === '3D000') return as(failure('hub-denied', { host, why: `there is no database ${database}` }));
  if (code === '42501') return as(failure('hub-denied', { host, why }));
  if (/^[0-9A-Z]{5}$/.test(code)) return as(failure('hub-refused', { host, why: `${why} (${code})` }));
  if (GONE_WORDS.test(message)) return as(failure('hub-unreachable', { host, why }));
  if (/password|SASL|SCRAM/i.test(message)) return as(failure('hub-denied', { host, why }));
  return STRANGE.test(message) ? as(failure('hub-refused', { host, why: 'what answers there does not talk as PostgreSQL does' })) : error;
}
