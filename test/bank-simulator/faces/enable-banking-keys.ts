/** Who asks, at Enable Banking: applications with a public key, and the tokens that they sign themselves (documents of the API, "JWT format and signature"). */
import { createPublicKey, verify } from 'node:crypto';
import type { Bank, SimAnswer } from '../contract.ts';

export interface Application { readonly id: string; readonly name: string; readonly publicKey: string; readonly redirectUrls: readonly string[] }

/** An answer of failure in the API's own form. */
export const refused = (status: number, error: string, message: string, detail?: unknown): SimAnswer =>
  ({ status, body: { code: status, message, error, ...(detail !== undefined && { detail }) } });

const applications = (store: Record<string, unknown>): Record<string, Application> => (store['applications'] ??= {}) as Record<string, Application>;

/** Registers an application, or replaces it, in the store of this face. */
export function registerApplication(store: Record<string, unknown>, application: Application): void {
  applications(store)[application.id] = application;
}

interface Token { readonly kid: string; readonly iat: number; readonly exp: number; readonly signed: string; readonly signature: Buffer }

function record(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function tokenFrom(text: string): Token | undefined {
  const [head = '', body = '', signature = '', ...more] = text.split('.');
  const header = record(head);
  const claims = record(body);
  if (more.length > 0 || header?.['alg'] !== 'RS256' || header['typ'] !== 'JWT' || typeof header['kid'] !== 'string') return undefined;
  if (claims?.['iss'] !== 'enablebanking.com' || claims['aud'] !== 'api.enablebanking.com') return undefined;
  const { iat, exp } = claims;
  if (typeof iat !== 'number' || typeof exp !== 'number' || !Number.isInteger(iat) || !Number.isInteger(exp)) return undefined;
  return { kid: header['kid'], iat, exp, signed: `${head}.${body}`, signature: Buffer.from(signature, 'base64url') };
}

/** Seconds by which a clock may run ahead. */
const LEEWAY = 60;
const LONGEST = 86_400;

/** Authorization header -> the application that signed it, or the answer that refuses it. */
export function whoAsks(bank: Bank, authorization: string | undefined): Application | SimAnswer {
  if (authorization === undefined) return refused(401, 'AUTHORIZATION_NOT_PROVIDED', 'Authorization header is not provided');
  const wrong = refused(401, 'WRONG_CREDENTIALS_PROVIDED', 'Wrong JWT');
  const token = tokenFrom(authorization.replace(/^Bearer /i, ''));
  const application = token && applications(bank.store)[token.kid];
  if (!token || !application) return wrong;
  const now = bank.now / 1000;
  if (token.iat > now + LEEWAY || token.exp <= now || token.exp - token.iat > LONGEST) return wrong;
  return verify('RSA-SHA256', Buffer.from(token.signed), createPublicKey(application.publicKey), token.signature) ? application : wrong;
}
