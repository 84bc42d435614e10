/** Enable Banking's whole protocol: applications, consents with a login page, sessions, accounts, rows page by page. FACTS section 3 and the published document. */
import type { Bank, Consent, Face, SimAnswer, SimRequest, TrueAccount, View } from '../contract.ts';
import { DAY, rfc3339 } from '../oslo.ts';
import { type Application, refused, whoAsks } from './enable-banking-keys.ts';
import { transactionsPage } from './enable-banking-pages.ts';
import { accountResource, balance, identificationHash } from './enable-banking-rows.ts';

const CODE_LIFE = 5 * 60_000;

function bodyOf(request: SimRequest): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(request.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const recordOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {});
const badRequest = (why: string): SimAnswer => refused(422, 'WRONG_REQUEST_PARAMETERS', 'Wrong request parameters provided', why);

function aspsps(request: SimRequest, bank: Bank): SimAnswer {
  const country = request.query.get('country');
  const isPersonal = [null, 'personal'].includes(request.query.get('psu_type'));
  return {
    status: 200,
    body: {
      aspsps: bank.views.filter((view) => isPersonal && (country === null || view.country === country)).map((view) => ({
        name: view.name, country: view.country, logo: `https://enablebanking.com/brands/${view.country}/${encodeURIComponent(view.name)}/`, psu_types: ['personal'],
        auth_methods: [{ name: 'REDIRECT', psu_type: 'personal', approach: 'REDIRECT', hidden_method: false }], maximum_consent_validity: view.consentDays * 86_400, beta: false, bic: view.bic,
        required_psu_headers: view.psuHeaders,
      })),
    },
  };
}

function beginConsent(request: SimRequest, bank: Bank, application: Application): SimAnswer {
  const body = bodyOf(request);
  const aspsp = recordOf(body?.['aspsp']);
  const wished = text(recordOf(body?.['access'])['valid_until']);
  const [state, redirect] = [text(body?.['state']), text(body?.['redirect_url'])];
  if (!body || !wished || !state || !redirect) return badRequest('access, aspsp, state and redirect_url are required');
  const view = bank.views.find(({ name, country }) => name === aspsp['name'] && country === aspsp['country']);
  if (!view) return refused(422, 'WRONG_ASPSP_PROVIDED', 'Wrong ASPSP name provided');
  if (!application.redirectUrls.includes(redirect)) return refused(422, 'REDIRECT_URI_NOT_ALLOWED', 'Redirect URI not allowed');
  const until = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(wished) ? Date.parse(wished) : Number.NaN;
  if (!(until > bank.now) || until > bank.now + view.consentDays * DAY) return badRequest('access.valid_until');
  // The bank may give less than is asked for.
  const consent = bank.openConsent(view, until - Number(bank.option('shortenDays') || 0) * DAY, { state, redirect });
  return { status: 200, body: { url: `${request.base}/login?sessionid=${consent.id}`, authorization_id: consent.id, psu_id_hash: bank.newId().replaceAll('-', '') } };
}

/** The bank's own page: whoever opens it is logged in at once, or says no with cancel=1, and is sent back. */
function login(request: SimRequest, bank: Bank): SimAnswer {
  const consent = bank.consent(request.query.get('sessionid') ?? '');
  if (consent?.status !== 'waiting') return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no such authorisation' };
  const back = new URL(consent.data['redirect'] ?? '');
  back.searchParams.set('state', consent.data['state'] ?? '');
  if (request.query.get('cancel') === '1') {
    consent.status = 'cancelled';
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'Cancelled by user');
  } else {
    bank.authorise(consent);
    consent.data['code'] = bank.newId();
    back.searchParams.set('code', consent.data['code']);
  }
  return { status: 302, headers: { location: back.href } };
}

const uidName = (account: TrueAccount): string => `uid:${account.key}`;
const sessionOf = (bank: Bank, id: string): Consent | undefined => bank.consents().find(({ data }) => data['session'] === id);

function beginSession(request: SimRequest, bank: Bank): SimAnswer {
  const code = text(bodyOf(request)?.['code']);
  const consent = code && bank.consents().find(({ data }) => data['code'] === code);
  if (!consent) return refused(422, 'WRONG_AUTHORIZATION_CODE', 'Wrong authorization code provided');
  if (consent.data['session'] !== undefined) return refused(422, 'ALREADY_AUTHORIZED', 'Session is already authorized');
  if ((consent.authorised ?? 0) + CODE_LIFE < bank.now) return refused(422, 'EXPIRED_AUTHORIZATION_CODE', 'Authorization code is expired');
  const view = bank.view(consent.view) as View;
  consent.data['session'] = bank.newId();
  const accounts = bank.accounts(view);
  for (const account of accounts) consent.data[uidName(account)] = bank.newId();
  return {
    status: 200,
    body: {
      session_id: consent.data['session'], accounts: accounts.map((account) => accountResource(view, account, consent.data[uidName(account)] ?? '')),
      aspsp: { name: view.name, country: view.country }, psu_type: 'personal', access: { valid_until: rfc3339(consent.validUntil), balances: true, transactions: true },
    },
  };
}

const STATUS: Readonly<Record<Consent['status'], string>> = { waiting: 'PENDING_AUTHORIZATION', valid: 'AUTHORIZED', cancelled: 'CANCELLED', expired: 'EXPIRED', revoked: 'REVOKED', replaced: 'INVALID', closed: 'CLOSED' };

function session(request: SimRequest, bank: Bank, id: string): SimAnswer {
  const consent = sessionOf(bank, id);
  if (!consent) return refused(404, 'SESSION_DOES_NOT_EXIST', 'No session found matching provided id');
  const view = bank.view(consent.view) as View;
  if (request.method === 'DELETE') {
    if (consent.status === 'closed') return refused(422, 'CLOSED_SESSION', 'Session is closed');
    consent.status = 'closed';
    consent.data['closed'] = rfc3339(bank.now);
    return { status: 200, body: { message: 'OK' } };
  }
  const uids = bank.accounts(view).map((account) => ({ uid: consent.data[uidName(account)] ?? '', identification_hash: identificationHash(account), identification_hashes: [identificationHash(account)] }));
  return {
    status: 200,
    body: {
      status: STATUS[consent.status], accounts: uids.map(({ uid }) => uid), accounts_data: uids, aspsp: { name: view.name, country: view.country }, psu_type: 'personal', psu_id_hash: consent.id.replaceAll('-', ''),
      access: { valid_until: rfc3339(consent.validUntil), balances: true, transactions: true }, created: rfc3339(consent.created), authorized: rfc3339(consent.authorised ?? consent.created), closed: consent.data['closed'] ?? null,
    },
  };
}

/** What a session that no longer stands answers; a consent that another one replaced is unknown to the bank, and Enable Banking wraps what it says. */
function notStanding(consent: Consent): SimAnswer | undefined {
  switch (consent.status) {
    case 'valid': return undefined;
    case 'expired': return refused(401, 'EXPIRED_SESSION', 'Session is expired');
    case 'revoked': return refused(401, 'REVOKED_SESSION', 'Session is revoked');
    case 'closed': return refused(401, 'CLOSED_SESSION', 'Session is closed');
    case 'replaced': return refused(400, 'ASPSP_ERROR', 'Error interacting with ASPSP', { code: 401, error: 'CONSENT_INVALID', message: 'The consent was replaced' });
    case 'waiting': case 'cancelled': return refused(422, 'WRONG_SESSION_STATUS', 'Wrong session status');
  }
}

const headerName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function accountData(request: SimRequest, bank: Bank, uid: string, endpoint: string): SimAnswer {
  const consent = bank.consents().find(({ data }) => Object.entries(data).some(([name, value]) => name.startsWith('uid:') && value === uid));
  const view = consent && bank.view(consent.view);
  const account = view && bank.accounts(view).find((candidate) => consent.data[uidName(candidate)] === uid);
  if (!consent || !view || !account) return refused(404, 'ACCOUNT_DOES_NOT_EXIST', 'No account found matching provided id');
  const over = notStanding(consent);
  if (over) return over;
  const sent = view.psuHeaders.filter((name) => request.headers[headerName(name)] !== undefined);
  const [missing] = view.psuHeaders.filter((name) => !sent.includes(name));
  if (missing && (sent.length > 0 || bank.option('psuHeaders') === 'demanded')) return refused(422, 'PSU_HEADER_NOT_PROVIDED', 'Required PSU header is not provided', `PSU header ${missing} is not provided`);
  const takeCall = (): SimAnswer | undefined => {
    const budget = bank.takeCall(view, account.key, endpoint, request.headers['psu-ip-address'] !== undefined);
    if (budget.isAllowed) return undefined;
    return { ...refused(429, 'ASPSP_RATE_LIMIT_EXCEEDED', 'Antall kall uten at kunden er til stede er brukt opp'), headers: { 'retry-after': `${budget.resetSeconds}` } };
  };
  const asking = { account: account.key, instant: bank.now, session: consent.data['session'] ?? '', fetch: 0 };
  if (endpoint === 'transactions') return transactionsPage({ bank, view, account, consent, session: asking.session }, request, takeCall);
  const limited = takeCall();
  if (limited) return limited;
  if (endpoint === 'balances') return { status: 200, body: { balances: bank.balances(view, asking).map((given) => balance(view, given)) } };
  return { status: 200, body: accountResource(view, account, uid) };
}

function route(request: SimRequest, bank: Bank, application: Application): SimAnswer {
  const call = `${request.method} ${request.path}`;
  if (call === 'GET /application') {
    return { status: 200, body: { name: application.name, description: null, kid: application.id, environment: 'PRODUCTION', redirect_urls: application.redirectUrls, active: true, countries: [...new Set(bank.views.map(({ country }) => country))], services: ['AIS'] } };
  }
  if (call === 'GET /aspsps') return aspsps(request, bank);
  if (call === 'POST /auth') return beginConsent(request, bank, application);
  if (call === 'POST /sessions') return beginSession(request, bank);
  const ofSession = /^(?:GET|DELETE) \/sessions\/([^/]+)$/.exec(call);
  if (ofSession) return session(request, bank, ofSession[1] ?? '');
  const ofAccount = /^GET \/accounts\/([^/]+)\/(details|balances|transactions)$/.exec(call);
  if (ofAccount) return accountData(request, bank, ofAccount[1] ?? '', ofAccount[2] ?? '');
  return { status: 404, body: { code: 404, message: 'Not Found' } };
}

/**
 * Options: `shortenDays` (the consent is granted for so many days less), `psuHeaders` = demanded (none at all is refused too), `address` = refused,
 * `pageSize`: rows of a page.
 */
export const enableBanking: Face = {
  id: 'enablebanking',
  handle(request, bank) {
    if (request.method === 'GET' && request.path === '/login') return login(request, bank);
    if (bank.option('address') === 'refused') return refused(403, 'UNAUTHORIZED_IP', 'Used IP address is not authorized to access the resource');
    const application = whoAsks(bank, request.headers['authorization']);
    return 'status' in application ? application : route(request, bank, application);
  },
};
