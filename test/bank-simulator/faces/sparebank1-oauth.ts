/** The login of SpareBank 1: an authorization code by way of the browser, access tokens of ten minutes, refresh tokens that are good once. */
import type { Bank, Consent, SimAnswer, SimRequest, View } from '../contract.ts';
import { DAY } from '../oslo.ts';
import { addressWith, entryOf, numberOption, page, redirectTo, shelf } from './asked.ts';

/** The client that may ask where no option says otherwise. */
export const SPAREBANK1_CLIENT = { clientId: 'simulated-client-id', clientSecret: 'simulated-client-secret-of-sparebank1' } as const;

const CODE_MS = 120_000;
const ACCESS_SECONDS = 600;
/** Logging in again is asked for by the tokens, not by an end of the consent. */
const LOGIN_DAYS = 365;

interface Code { readonly consent: string; readonly redirect: string; readonly until: number; isUsed: boolean }
interface Access { readonly consent: string; readonly until: number }
interface Refresh { readonly consent: string; readonly until: number; isUsed: boolean }

const clientId = (bank: Bank): string => bank.option('clientId') || SPAREBANK1_CLIENT.clientId;
const clientSecret = (bank: Bank): string => bank.option('clientSecret') || SPAREBANK1_CLIENT.clientSecret;

/** `GET /oauth/authorize`: BankID at once and back with code and state; `&cancel=1` says no. */
export function authorizeAnswer({ query }: SimRequest, view: View, bank: Bank): SimAnswer {
  const redirect = query.get('redirect_uri') ?? '';
  if (query.get('client_id') !== clientId(bank)) return page(400, 'This client is not known.');
  if (!/^https?:\/\/localhost(?::\d+)?\//.test(redirect) && !redirect.startsWith('https://')) return page(400, 'This address to go back to is not registered.');
  const state = query.get('state');
  const back = (added: Readonly<Record<string, string>>): SimAnswer => {
    const url = addressWith(redirect, { ...added, ...(state === null ? {} : { state }) });
    return url ? redirectTo(url) : page(400, 'This address to go back to is damaged.');
  };
  if (query.get('response_type') !== 'code') return back({ error: 'unsupported_response_type' });
  if (query.get('cancel') === '1') return back({ error: 'access_denied', error_description: 'The user cancelled' });
  const consent = bank.openConsent(view, bank.now + LOGIN_DAYS * DAY, {});
  bank.authorise(consent);
  const code = bank.newId();
  shelf<Code>(bank, 'codes')[code] = { consent: consent.id, redirect, until: bank.now + CODE_MS, isUsed: false };
  return back({ code });
}

/** `POST /oauth/token`, a form. */
export function tokenAnswer(request: SimRequest, bank: Bank): SimAnswer {
  if (request.method !== 'POST') return failed(405, 'invalid_request', 'method not allowed');
  if (!(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) return failed(400, 'invalid_request', 'the body must be a form');
  const form = new URLSearchParams(request.body);
  if (form.get('client_id') !== clientId(bank) || form.get('client_secret') !== clientSecret(bank) || bank.option('secretExpired') !== '') return failed(401, 'invalid_client', 'Client authentication failed');
  if (form.get('grant_type') === 'authorization_code') return redeemed(form, bank);
  if (form.get('grant_type') === 'refresh_token') return renewed(form, bank);
  return failed(400, 'unsupported_grant_type', 'grant_type must be authorization_code or refresh_token');
}

const failed = (status: number, error: string, description: string): SimAnswer => ({ status, body: { error, error_description: description } });

function redeemed(form: URLSearchParams, bank: Bank): SimAnswer {
  const code = entryOf(shelf<Code>(bank, 'codes'), form.get('code') ?? '');
  const consent = code && bank.consent(code.consent);
  if (!code || code.isUsed || code.until <= bank.now || code.redirect !== form.get('redirect_uri') || consent?.status !== 'valid') return failed(400, 'invalid_grant', 'The code is unknown, used or too old');
  code.isUsed = true;
  return granted(consent, bank);
}

function renewed(form: URLSearchParams, bank: Bank): SimAnswer {
  const refresh = entryOf(shelf<Refresh>(bank, 'refreshes'), form.get('refresh_token') ?? '');
  const consent = refresh && bank.consent(refresh.consent);
  if (refresh?.isUsed && consent && bank.option('refreshReuse') === 'ends-family') consent.status = 'revoked';
  if (!refresh || refresh.isUsed || refresh.until <= bank.now || consent?.status !== 'valid') return failed(400, 'invalid_grant', 'The refresh token is unknown, used or too old');
  refresh.isUsed = true;
  return granted(consent, bank);
}

function granted(consent: Consent, bank: Bank): SimAnswer {
  forgetOld(bank);
  const [access, refresh] = [`at-${bank.newId()}`, `rt-${bank.newId()}`];
  shelf<Access>(bank, 'accesses')[access] = { consent: consent.id, until: bank.now + ACCESS_SECONDS * 1000 };
  shelf<Refresh>(bank, 'refreshes')[refresh] = { consent: consent.id, until: bank.now + numberOption(bank, 'refreshDays', 30) * DAY, isUsed: false };
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: { access_token: access, token_type: 'Bearer', expires_in: ACCESS_SECONDS, refresh_token: refresh, scope: 'accounts transactions' } };
}

/** What is over is of no more use, so that the state stays small; used refresh tokens are remembered until their end. */
function forgetOld(bank: Bank): void {
  for (const name of ['codes', 'accesses', 'refreshes']) {
    const kept = shelf<{ readonly until: number }>(bank, name);
    for (const [text, { until }] of Object.entries(kept)) if (until <= bank.now) delete kept[text];
  }
}

/** The login behind the access token of a request; undefined where it is missing, unknown, too old or ended. */
export function sessionOf({ headers }: SimRequest, bank: Bank): Consent | undefined {
  const [scheme = '', token = ''] = (headers['authorization'] ?? '').split(' ');
  const access = scheme.toLowerCase() === 'bearer' ? entryOf(shelf<Access>(bank, 'accesses'), token) : undefined;
  const consent = access && access.until > bank.now ? bank.consent(access.consent) : undefined;
  return consent?.status === 'valid' ? consent : undefined;
}
