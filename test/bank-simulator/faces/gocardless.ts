/**
 * GoCardless Bank Account Data v2 (FACTS 2): tokens, institutions, and the way to agreements, requisitions and accounts. Base URL `<origin>/gocardless/api/v2`.
 *
 * Options: `secretId`, `secretKey` (what signs in; else the two below); `headerSpelling` "short" (x-ratelimit-…); `generalLimit` a minute (300);
 * `freeRequisitions` a month (50); `accountIds` "new" (other ids after each consent); `polls` before LN (1); `walk` "steps" (a page for each step);
 * `processingSeconds` after linking (0); `suspended` (key of an account); `unavailable` (an endpoint no account has); `forbiddenIp` (any text).
 */
import type { Bank, Face, SimAnswer, SimRequest, View } from '../contract.ts';
import { entryOf, jsonBody, numberOption, shelf, takeRequest } from './asked.ts';
import { accountAnswer } from './gocardless-accounts.ts';
import { agreementAnswer, loginAnswer, requisitionAnswer } from './gocardless-consent.ts';
import { failed, limitHeaders } from './gocardless-errors.ts';

/** The credentials that sign in where no option says otherwise. */
export const GOCARDLESS_SECRETS = { secretId: '0f3b7a52-1c7e-4d1a-9a52-51a4de9a0001', secretKey: 'simulated-secret-key-of-gocardless' } as const;

const ACCESS_SECONDS = 86_400;
const REFRESH_SECONDS = 2_592_000;
const MINUTE = 60_000;

interface Token { readonly kind: 'access' | 'refresh'; readonly until: number }

export const gocardless: Face = {
  id: 'gocardless',
  handle(request, bank) {
    const path = request.path.replace(/^\/api\/v2(?=\/)/, '');
    const login = loginAnswer(path, request, bank);
    if (login) return login;
    const budget = takeRequest(bank, 'general', numberOption(bank, 'generalLimit', 300), MINUTE);
    const answer = budget.isAllowed ? routed(path, request, bank)
      : failed(429, 'Rate limit exceeded', `The rate limit for this resource is ${budget.limit}/minute. Please try again in ${budget.resetSeconds} seconds`);
    return { ...answer, headers: { ...limitHeaders(bank, '', budget), ...answer.headers } };
  },
};

function routed(path: string, request: SimRequest, bank: Bank): SimAnswer {
  if (!path.endsWith('/')) return failed(404, 'Not found.', 'Not found.');
  if (bank.option('forbiddenIp') !== '') return failed(403, 'IP address access denied', "Your IP 203.0.113.9 isn't whitelisted to perform this action");
  const [room = '', ...rest] = path.slice(1, -1).split('/').map(decoded);
  if (room === 'token') return tokenAnswer(rest, request, bank);
  if (!isSignedIn(request, bank)) return failed(401, 'Invalid token', 'Token is invalid or expired');
  if (room === 'institutions') return institutionAnswer(rest, request, bank);
  if (room === 'agreements' && rest[0] === 'enduser') return agreementAnswer(rest.slice(1), request, bank);
  if (room === 'requisitions') return requisitionAnswer(rest, request, bank);
  if (room === 'accounts') return accountAnswer(rest, request, bank);
  return failed(404, 'Not found.', 'Not found.');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// --- tokens

function tokenAnswer([step, ...more]: readonly string[], request: SimRequest, bank: Bank): SimAnswer {
  if (more.length > 0 || (step !== 'new' && step !== 'refresh')) return failed(404, 'Not found.', 'Not found.');
  if (request.method !== 'POST') return failed(405, 'Method not allowed', `Method "${request.method}" not allowed.`);
  const body = jsonBody(request) ?? {};
  return step === 'new' ? newTokens(body, bank) : refreshed(body, bank);
}

function newTokens(body: Record<string, unknown>, bank: Bank): SimAnswer {
  const missing = ['secret_id', 'secret_key'].filter((name) => typeof body[name] !== 'string' || body[name] === '');
  if (missing.length > 0) return { status: 400, body: { ...Object.fromEntries(missing.map((name) => [name, ['This field is required.']])), status_code: 400 } };
  const isKnown = body['secret_id'] === (bank.option('secretId') || GOCARDLESS_SECRETS.secretId) && body['secret_key'] === (bank.option('secretKey') || GOCARDLESS_SECRETS.secretKey);
  if (!isKnown) return failed(401, 'Authentication failed', 'No active account found with the given credentials');
  return { status: 200, body: { access: issue('access', ACCESS_SECONDS, bank), access_expires: ACCESS_SECONDS, refresh: issue('refresh', REFRESH_SECONDS, bank), refresh_expires: REFRESH_SECONDS } };
}

function refreshed(body: Record<string, unknown>, bank: Bank): SimAnswer {
  const refresh = body['refresh'];
  if (typeof refresh !== 'string' || refresh === '') return { status: 400, body: { refresh: ['This field is required.'], status_code: 400 } };
  if (!isToken(refresh, 'refresh', bank)) return failed(401, 'Invalid token', 'Token is invalid or expired');
  return { status: 200, body: { access: issue('access', ACCESS_SECONDS, bank), access_expires: ACCESS_SECONDS } };
}

function issue(kind: Token['kind'], seconds: number, bank: Bank): string {
  const tokens = shelf<Token>(bank, 'tokens');
  for (const [text, token] of Object.entries(tokens)) if (token.until <= bank.now) delete tokens[text];
  const text = `${kind}.${bank.newId()}`;
  tokens[text] = { kind, until: bank.now + seconds * 1000 };
  return text;
}

function isToken(text: string, kind: Token['kind'], bank: Bank): boolean {
  const token = entryOf(shelf<Token>(bank, 'tokens'), text);
  return token?.kind === kind && token.until > bank.now;
}

function isSignedIn({ headers }: SimRequest, bank: Bank): boolean {
  const [scheme = '', token = ''] = (headers['authorization'] ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && isToken(token, 'access', bank);
}

// --- institutions

const FILTERS = /^(?:country|(?:access_scopes|account_selection|business_accounts|card_accounts|corporate_accounts|pending_transactions|private_accounts|read_debtor_account|read_refund_account|separate_continuous_history_consent|ssn_verification)_supported)$/;

function institutionAnswer([id, ...more]: readonly string[], request: SimRequest, bank: Bank): SimAnswer {
  if (more.length > 0) return failed(404, 'Not found.', 'Not found.');
  if (request.method !== 'GET') return failed(405, 'Method not allowed', `Method "${request.method}" not allowed.`);
  if (id !== undefined) {
    const view = bank.views.find(({ institution }) => institution === id);
    return view ? { status: 200, body: { ...institutionOf(view), supported_features: ['account_selection', 'private_accounts'], identification_codes: [] } } : failed(404, 'Not found.', 'Not found.');
  }
  const unknown = [...request.query.keys()].filter((name) => !FILTERS.test(name));
  if (unknown.length > 0) return failed(400, 'Unknown fields', `Unknown fields {${unknown.join(', ')}} in {query}`);
  const country = request.query.get('country')?.toUpperCase();
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) return failed(400, 'Invalid country choice.', `${country} is not a valid choice.`);
  return { status: 200, body: bank.views.filter((view) => country === undefined || view.country === country).map(institutionOf) };
}

/** Days are texts, and where a consent lasts the usual 90 days nothing is said of it. */
function institutionOf(view: View): Record<string, unknown> {
  return {
    id: view.institution, name: view.name, bic: view.bic, transaction_total_days: String(view.history.deepDays),
    ...(view.consentDays === 90 ? {} : { max_access_valid_for_days: String(view.consentDays) }),
    countries: [view.country], logo: 'https://cdn.example/logo.png',
  };
}
