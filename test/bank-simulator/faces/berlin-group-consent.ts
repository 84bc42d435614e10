/** Consents of the Berlin Group's interface, and the page where the person agrees. */
import { addDays, type Day, dayFrom } from '../../../src/values/day.ts';
import type { Consent, SimAnswer } from '../contract.ts';
import { osloDay, osloInstant } from '../oslo.ts';
import { addressWith, jsonBody, numberOption, page, redirectTo } from './asked.ts';
import { type Asked, refusal } from './berlin-group-asked.ts';

const STATUSES: Readonly<Record<Consent['status'], string>> = {
  waiting: 'received', valid: 'valid', cancelled: 'rejected', expired: 'expired', revoked: 'revokedByPsu', replaced: 'terminatedByTpp', closed: 'terminatedByTpp',
};

interface Access { readonly availableAccounts?: string; readonly allPsd2?: string; readonly accounts?: readonly Reference[]; readonly balances?: readonly Reference[]; readonly transactions?: readonly Reference[] }
interface Reference { readonly iban?: string; readonly bban?: string }

/** /v1/consents and what is below it. */
export function consentAnswer(asked: Asked): SimAnswer {
  const { request, parts: [, id, step, ...more], bank } = asked;
  if (id === undefined) return request.method === 'POST' ? opened(asked) : refusal(bank, 405, 'SERVICE_INVALID', 'method not allowed');
  const consent = bank.consent(id);
  if (!consent || consent.view !== asked.view.id) return refusal(bank, 403, 'CONSENT_UNKNOWN', 'this consent is not known');
  if (step === 'authorisations' && more.length === 0) return authorisations(asked, consent);
  if (step === 'authorisations') return { status: 200, body: { scaStatus: consent.status === 'waiting' ? 'received' : consent.status === 'cancelled' ? 'failed' : 'finalised' } };
  if (step === 'status') return { status: 200, body: { consentStatus: statusOf(consent) } };
  if (step !== undefined) return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such resource');
  if (request.method === 'DELETE') return ended(consent);
  return { status: 200, body: { ...shown(consent), consentStatus: statusOf(consent), _links: { account: { href: `${asked.root}/v1/accounts` } } } };
}

/** With the option `lateValid` the status stays "received" for some questions after the login. */
function statusOf(consent: Consent): string {
  const left = Number(consent.data['late'] ?? '0');
  if (consent.status !== 'valid' || left === 0) return STATUSES[consent.status];
  consent.data['late'] = String(left - 1);
  return 'received';
}

const shown = ({ data, validUntil, authorised, created }: Consent): Record<string, unknown> => ({
  access: JSON.parse(data['access'] ?? '{}') as unknown, recurringIndicator: data['recurring'] === 'true', validUntil: data['until'] ?? osloDay(validUntil),
  frequencyPerDay: Number(data['frequency']), lastActionDate: osloDay(authorised ?? created),
});

function ended(consent: Consent): SimAnswer {
  consent.status = 'closed';
  return { status: 204 };
}

function opened(asked: Asked): SimAnswer {
  const { request: { headers }, view, bank, root } = asked;
  const body = jsonBody(asked.request);
  const wrong = body === undefined ? 'the body is no JSON object' : whyNoConsent(body, bank.today);
  if (wrong !== undefined) return refusal(bank, 400, 'FORMAT_ERROR', wrong);
  const access = body?.['access'] as Access;
  if (bank.option('access') === 'allPsd2' && access.allPsd2 === undefined) return refusal(bank, 400, 'SERVICE_INVALID', 'only a consent for all accounts is offered');
  if (headers['psu-ip-address'] === undefined) return refusal(bank, 400, 'FORMAT_ERROR', 'PSU-IP-Address is missing');
  const redirect = headers['tpp-redirect-uri'];
  if (redirect === undefined || !URL.canParse(redirect)) return refusal(bank, 400, 'FORMAT_ERROR', 'TPP-Redirect-URI is missing');
  const most = addDays(bank.today, view.consentDays);
  const until = [body?.['validUntil'] as Day, most].sort()[0] ?? most;
  const consent = bank.openConsent(view, osloInstant(addDays(until, 1), 0), {
    redirect, nok: headers['tpp-nok-redirect-uri'] ?? redirect, access: JSON.stringify(access), recurring: String(body?.['recurringIndicator']), frequency: String(body?.['frequencyPerDay']), until,
    late: String(numberOption(bank, 'lateValid', 0)),
  });
  const self = `${root}/v1/consents/${consent.id}`;
  return {
    status: 201, headers: { location: self, 'aspsp-sca-approach': 'REDIRECT' },
    body: { consentStatus: 'received', consentId: consent.id, _links: { ...firstStep(asked, consent), self: { href: self }, status: { href: `${self}/status` }, scaStatus: { href: `${self}/authorisations/1` } } },
  };
}

function firstStep({ bank, root, request }: Asked, { id }: Consent): Record<string, unknown> {
  const way = bank.option('sca');
  if (way === 'oauth') return { scaOAuth: { href: 'https://login.example/.well-known/oauth-authorization-server' } };
  if (way === 'start') return { startAuthorisation: { href: `${root}/v1/consents/${id}/authorisations` } };
  return { scaRedirect: { href: `${new URL(request.base).origin}${root}/sca/${id}` } };
}

function authorisations({ bank, request, root }: Asked, { id }: Consent): SimAnswer {
  if (request.method !== 'POST') return { status: 200, body: { authorisationIds: ['1'] } };
  const self = `${root}/v1/consents/${id}/authorisations/1`;
  if (bank.option('sca') === 'oauth') return refusal(bank, 400, 'SERVICE_INVALID', 'the login goes by OAuth');
  return { status: 201, headers: { 'aspsp-sca-approach': 'REDIRECT' }, body: { scaStatus: 'received', authorisationId: '1', _links: { scaRedirect: { href: `${new URL(request.base).origin}${root}/sca/${id}` }, scaStatus: { href: self } } } };
}

function whyNoConsent(body: Record<string, unknown>, today: Day): string | undefined {
  const { access, recurringIndicator, validUntil, frequencyPerDay, combinedServiceIndicator } = body;
  if (typeof access !== 'object' || access === null || Array.isArray(access) || Object.keys(access).length === 0) return 'access is missing';
  if (typeof recurringIndicator !== 'boolean' || typeof combinedServiceIndicator !== 'boolean') return 'recurringIndicator and combinedServiceIndicator must be true or false';
  const day = typeof validUntil === 'string' ? dayFrom(validUntil) ?? (validUntil === '9999-12-31' ? validUntil : undefined) : undefined;
  if (day === undefined || day < today) return 'validUntil must be a day from today on';
  if (typeof frequencyPerDay !== 'number' || !Number.isInteger(frequencyPerDay) || frequencyPerDay < 1 || frequencyPerDay > 4) return 'frequencyPerDay must be from 1 to 4';
  return undefined;
}

/** `/sca/<consent>`: agrees at once and goes back; `?cancel=1` goes to the address for a no. A consent for once ends no other. */
export function scaAnswer({ request, parts: [id = ''], bank }: Asked): SimAnswer {
  const consent = bank.consent(id);
  if (consent?.status !== 'waiting') return page(400, 'This link is not known, or it was used before.');
  if (request.query.get('cancel') === '1') {
    consent.status = 'cancelled';
    return sentTo(consent.data['nok']);
  }
  if (consent.data['recurring'] === 'true') bank.authorise(consent);
  else Object.assign(consent, { status: 'valid', authorised: bank.now });
  return sentTo(consent.data['redirect']);
}

function sentTo(address = ''): SimAnswer {
  const url = addressWith(address, {});
  return url ? redirectTo(url) : page(500, 'The address to go back to is damaged.');
}

/** May this consent ask for this of the account? A list that is empty, or a consent for everything, is for all accounts. */
export function covers(consent: Consent, what: 'accounts' | 'balances' | 'transactions', number: { readonly iban: string; readonly bban: string }): boolean {
  const access = JSON.parse(consent.data['access'] ?? '{}') as Access;
  if (access.allPsd2 !== undefined) return true;
  if (access.availableAccounts !== undefined) return what === 'accounts';
  const listed = what === 'accounts' ? [access.accounts, access.balances, access.transactions] : [access[what]];
  return listed.some((list) => list !== undefined && (list.length === 0 || list.some(({ iban, bban }) => iban === number.iban || bban === number.bban)));
}
