/** Agreements, requisitions and the pages of the bank that a requisition leads through. */
import type { Bank, Consent, SimAnswer, SimRequest, View } from '../contract.ts';
import { DAY, osloDay, rfc3339 } from '../oslo.ts';
import { addressWith, entryOf, jsonBody, numberOption, page, redirectTo, shelf } from './asked.ts';
import { linkAccounts } from './gocardless-accounts.ts';
import { failed, fieldFailed } from './gocardless-errors.ts';

const SCOPES = ['balances', 'details', 'transactions'];
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const USUAL_DAYS = 90;

export interface Agreement {
  readonly id: string; readonly created: string; readonly institution_id: string; readonly max_historical_days: number; readonly access_valid_for_days: number;
  readonly access_scope: readonly string[]; accepted: string | null; readonly reconfirmation: boolean;
}

/** `status` goes CR, GC, UA, GA, LN, or ends at RJ; EX follows from the consent. */
interface Requisition {
  readonly id: string; readonly consent: string; readonly created: string; readonly redirect: string; readonly institution_id: string; readonly agreement: string;
  readonly reference: string; readonly link: string; readonly language: string | null; status: string; polls: number; accounts: readonly string[];
}

// --- agreements

/** Path after /agreements/enduser/ -> the answer. */
export function agreementAnswer([id, step]: readonly string[], request: SimRequest, bank: Bank): SimAnswer {
  const agreements = shelf<Agreement>(bank, 'agreements');
  if (id === undefined) return request.method === 'POST' ? newAgreement(request, bank) : listed(Object.values(agreements), request);
  if (!UUID.test(id)) return failed(400, 'Invalid ID', `${id} is not a valid UUID.`);
  const found = entryOf(agreements, id);
  if (!found) return failed(404, 'Not found.', 'Not found.');
  if (step === 'accept') return failed(403, 'Insufficient permissions', "Your company doesn't have permission to accept EUA. You'll have to use our default form for this action.");
  if (request.method !== 'DELETE') return { status: 200, body: found };
  delete agreements[id];
  return { status: 200, body: { summary: 'End User Agreement deleted', detail: `End User Agreement ${id} deleted` } };
}

function newAgreement(request: SimRequest, bank: Bank): SimAnswer {
  const body = jsonBody(request) ?? {};
  const unknown = Object.keys(body).filter((name) => !['institution_id', 'max_historical_days', 'access_valid_for_days', 'access_scope', 'reconfirmation'].includes(name));
  if (unknown.length > 0) return failed(400, 'Unknown fields', `Unknown fields {${unknown.join(', ')}} in {body}`);
  const view = viewOf(body, bank);
  if ('status' in view) return view;
  const { max_historical_days: history = USUAL_DAYS, access_valid_for_days: valid = USUAL_DAYS, access_scope: scope = SCOPES } = body;
  if (!isCount(history, view.history.deepDays))
    return fieldFailed('max_historical_days', [{ summary: 'Incorrect max_historical_days', detail: `max_historical_days must be > 0 and <= ${view.institution} transaction_total_days (${view.history.deepDays})` }]);
  if (!isCount(valid, view.consentDays)) return fieldFailed('access_valid_for_days', [{ summary: 'Incorrect access_valid_for_days', detail: `access_valid_for_days must be > 0 and <= ${view.consentDays}` }]);
  const strange = Array.isArray(scope) ? scope.find((one) => !SCOPES.includes(one as string)) : 'scope';
  if (strange !== undefined) return fieldFailed('access_scope', [{ summary: `Unknown value '${String(strange)}' in access_scope`, detail: "Choose one or several from ['balances', 'details', 'transactions']" }]);
  return { status: 201, body: keepAgreement(view, history, valid, scope as string[], bank) };
}

function keepAgreement(view: View, history: number, valid: number, scope: readonly string[], bank: Bank): Agreement {
  const agreement = { id: bank.newId(), created: rfc3339(bank.now), institution_id: view.institution, max_historical_days: history, access_valid_for_days: valid, access_scope: scope, accepted: null, reconfirmation: false };
  shelf<Agreement>(bank, 'agreements')[agreement.id] = agreement;
  return agreement;
}

const isCount = (value: unknown, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= most;

function viewOf(body: Record<string, unknown>, bank: Bank): View | SimAnswer {
  const id = body['institution_id'];
  if (typeof id !== 'string' || id === '') return fieldFailed('institution_id', ['This field is required.']);
  const view = bank.views.find(({ institution }) => institution === id);
  return view ?? fieldFailed('institution_id', { summary: `Unknown Institution ID ${id}`, detail: 'Get Institution IDs from /institutions/?country={$COUNTRY_CODE}' });
}

function listed(all: readonly unknown[], { query }: SimRequest): SimAnswer {
  const [limit, offset] = [Number(query.get('limit') ?? 100), Number(query.get('offset') ?? 0)];
  return { status: 200, body: { count: all.length, next: null, previous: null, results: all.slice(offset, offset + limit) } };
}

// --- requisitions

/** Path after /requisitions/ -> the answer. */
export function requisitionAnswer([id, ...more]: readonly string[], request: SimRequest, bank: Bank): SimAnswer {
  const requisitions = shelf<Requisition>(bank, 'requisitions');
  if (more.length > 0) return failed(404, 'Not found.', 'Not found.');
  if (id === undefined) return request.method === 'POST' ? newRequisition(request, bank) : listed(Object.values(requisitions).map((one) => shown(one, bank)), request);
  if (!UUID.test(id)) return failed(400, 'Invalid ID', `${id} is not a valid UUID.`);
  const found = entryOf(requisitions, id);
  if (!found) return failed(404, 'Not found.', 'Not found.');
  if (request.method === 'DELETE') return deleted(found, bank);
  if (found.status === 'GA' && found.polls-- <= 0) found.status = 'LN';
  return { status: 200, body: shown(found, bank) };
}

function newRequisition(request: SimRequest, bank: Bank): SimAnswer {
  const body = jsonBody(request) ?? {};
  const missing = ['redirect', 'institution_id'].filter((name) => typeof body[name] !== 'string' || body[name] === '');
  if (missing.length > 0) return { status: 400, body: { ...Object.fromEntries(missing.map((name) => [name, ['This field is required.']])), status_code: 400 } };
  const redirect = body['redirect'] as string;
  if (!URL.canParse(redirect)) return fieldFailed('redirect', [{ summary: 'Invalid redirect URI', detail: 'Redirect URI must have a valid URI structure' }]);
  const view = viewOf(body, bank);
  if ('status' in view) return view;
  const agreement = agreementOf(body, view, bank);
  if ('status' in agreement) return agreement;
  const requisitions = shelf<Requisition>(bank, 'requisitions');
  const month = osloDay(bank.now).slice(0, 7);
  if (Object.values(requisitions).filter(({ created }) => created.startsWith(month)).length >= numberOption(bank, 'freeRequisitions', 50)) return failed(402, 'Payment Required', 'Free usage limit exceeded');
  const id = bank.newId();
  const reference = typeof body['reference'] === 'string' ? body['reference'] : id;
  if (Object.values(requisitions).some((one) => one.reference === reference))
    return fieldFailed('reference', { summary: 'Client reference must be unique', detail: `Client reference: ${reference} already exists` });
  const consent = bank.openConsent(view, bank.now + agreement.access_valid_for_days * DAY, { requisition: id });
  const language = typeof body['user_language'] === 'string' ? body['user_language'] : null;
  const found = { id, consent: consent.id, created: rfc3339(bank.now), redirect, institution_id: view.institution, agreement: agreement.id, reference, link: `${request.base}/psd2/start/${id}/${view.institution}`, language, status: 'CR', polls: numberOption(bank, 'polls', 1), accounts: [] };
  requisitions[id] = found;
  return { status: 201, body: shown(found, bank) };
}

/** The one it names, or the usual one where it names none. */
function agreementOf(body: Record<string, unknown>, view: View, bank: Bank): Agreement | SimAnswer {
  const id = body['agreement'];
  if (id === undefined) return keepAgreement(view, Math.min(USUAL_DAYS, view.history.deepDays), Math.min(USUAL_DAYS, view.consentDays), SCOPES, bank);
  const found = typeof id === 'string' ? entryOf(shelf<Agreement>(bank, 'agreements'), id) : undefined;
  if (!found) return fieldFailed('agreement', { summary: `ID ${String(id)} not found`, detail: 'Please check whether you specified a valid ID' }, 404);
  if (found.institution_id !== view.institution)
    return fieldFailed('agreement', { summary: `Incorrect Institution ID ${view.institution}`, detail: `Provided Institution ID: '${view.institution}' for requisition does not match EUA institution ID '${found.institution_id}'. Please provide correct institution ID: '${found.institution_id}'` });
  if (Object.values(shelf<Requisition>(bank, 'requisitions')).some(({ agreement }) => agreement === id)) return fieldFailed('agreement', [{ summary: `Agreement ${id} is already associated`, detail: 'Create a new agreement' }]);
  return found;
}

/** What the person's consent has come to shows in the status; accounts only once they are linked. */
function shown(found: Requisition, bank: Bank): Record<string, unknown> {
  const status = found.status === 'LN' && bank.consent(found.consent)?.status === 'expired' ? 'EX' : found.status;
  return {
    id: found.id, created: found.created, redirect: found.redirect, status, institution_id: found.institution_id, agreement: found.agreement, reference: found.reference,
    accounts: status === 'LN' || status === 'EX' ? found.accounts : [], ...(found.language === null ? {} : { user_language: found.language }), link: found.link, ssn: null, account_selection: false, redirect_immediate: false,
  };
}

function deleted(found: Requisition, bank: Bank): SimAnswer {
  const consent = bank.consent(found.consent);
  if (consent) consent.status = 'closed';
  delete shelf<Requisition>(bank, 'requisitions')[found.id];
  delete shelf<Agreement>(bank, 'agreements')[found.agreement];
  return { status: 200, body: { summary: 'Requisition deleted', detail: `Requisition ${found.id} deleted with all its End User Agreements` } };
}

// --- the pages in the browser

const STEPS = ['CR', 'GC', 'UA'];

/**
 * `/psd2/start/<requisition>/<institution>`: logs in and goes back at once; `?cancel=1` says no, `?abandon=1` closes the tab at the bank.
 * With the option `walk` "steps" each GET is one page further. Undefined for other paths.
 */
export function loginAnswer(path: string, request: SimRequest, bank: Bank): SimAnswer | undefined {
  const id = /^\/psd2\/start\/([^/]+)\//.exec(path)?.[1];
  if (id === undefined) return undefined;
  const found = entryOf(shelf<Requisition>(bank, 'requisitions'), id);
  const consent = found && bank.consent(found.consent);
  if (!found || !consent) return page(404, 'This link is not known.');
  if (!STEPS.includes(found.status) || consent.status !== 'waiting') return page(400, 'This link was used before.');
  if (request.query.get('cancel') === '1') return rejected(found, consent);
  if (request.query.get('abandon') === '1') return atBank(found);
  const next = STEPS[STEPS.indexOf(found.status) + 1];
  if (bank.option('walk') !== 'steps' || next === undefined) return granted(found, consent, bank);
  found.status = next;
  return redirectTo(new URL(found.link));
}

function atBank(found: Requisition): SimAnswer {
  found.status = 'UA';
  return page(200, 'Log in with BankID.');
}

function rejected(found: Requisition, consent: Consent): SimAnswer {
  consent.status = 'cancelled';
  found.status = 'RJ';
  return goBack(found, { error: 'UserCancelledSession', details: 'User cancelled the session' });
}

function granted(found: Requisition, consent: Consent, bank: Bank): SimAnswer {
  const agreement = shelf<Agreement>(bank, 'agreements')[found.agreement];
  if (!agreement) return page(400, 'The agreement is gone.');
  bank.authorise(consent);
  consent.validUntil = bank.now + agreement.access_valid_for_days * DAY;
  agreement.accepted = rfc3339(bank.now);
  found.status = 'GA';
  found.accounts = linkAccounts(consent, agreement, bank);
  return goBack(found, {});
}

function goBack(found: Requisition, added: Readonly<Record<string, string>>): SimAnswer {
  const url = addressWith(found.redirect, { ref: found.reference, ...added });
  return url ? redirectTo(url) : page(500, 'The address to go back to is damaged.');
}
