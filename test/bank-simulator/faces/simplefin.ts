/**
 * SimpleFIN (FACTS 6), protocol 1, and 2 by `version=2`: a claim that is good once, then accounts with Basic authorisation. Base URL `<origin>/simplefin`.
 * `GET /create?view=<id>` stands for the page of the bridge where the person gets a setup token.
 *
 * Options: `view` of /create (else the first); `unpaid` (any text: 402); `dailyRequests` (24), past twice as many the access is ended; `maxDays` (90) of a window.
 */
import { addDays, type Day } from '../../../src/values/day.ts';
import type { Bank, Consent, Face, SimAnswer, SimRequest, TrueAccount, View, ViewRow } from '../contract.ts';
import { hexOf } from '../dice.ts';
import { DAY, osloDay, osloInstant } from '../oslo.ts';
import { amountText } from '../rendering.ts';
import { compact, entryOf, numberOption, page, shelf, takeRequest } from './asked.ts';

/** Days after today for which a bank may already have rows. */
const AHEAD_DAYS = 62;
const NOON = 12 * 60;
/** Nothing ends it but the person. */
const ACCESS_DAYS = 3650;
const USUAL_DAYS = 30;

interface Access { readonly consent: string; readonly user: string; readonly password: string }

export const simplefin: Face = {
  id: 'simplefin',
  handle(request, bank) {
    const [, step = '', id = '', ...more] = request.path.split('/');
    if (step === 'create' && request.method === 'GET') return created(request, bank);
    if (step === 'claim' && more.length === 0) return claimed(id, request, bank);
    if (step === 'access' && id === 'info') return text(200, JSON.stringify({ versions: ['1.0', '2.0'] }), 'application/json');
    if (step === 'access' && id === 'accounts' && more.length === 0) return accounts(request, bank);
    return page(404, 'Not found.');
  },
};

const text = (status: number, body: string, type = 'text/plain'): SimAnswer => ({ status, headers: { 'content-type': type }, body });

/** A setup token for the person to copy: the claim URL in base64. */
function created({ query, base }: SimRequest, bank: Bank): SimAnswer {
  const wanted = query.get('view') ?? bank.option('view');
  const view = wanted === '' ? bank.views[0] : bank.view(wanted);
  if (!view) return page(404, 'No such bank.');
  const consent = bank.openConsent(view, bank.now + ACCESS_DAYS * DAY, {});
  return text(200, Buffer.from(`${base}/claim/${consent.id}`).toString('base64'));
}

function claimed(id: string, request: SimRequest, bank: Bank): SimAnswer {
  if (request.method !== 'POST') return page(405, 'Method not allowed.');
  const consent = bank.consent(id);
  if (consent?.status !== 'waiting' || request.body !== '') return text(403, 'Forbidden: this token is unknown or was claimed before');
  bank.authorise(consent);
  const [user, password] = [hexOf(`${bank.newId()}/user`, 16), hexOf(`${bank.newId()}/password`, 32)];
  shelf<Access>(bank, 'accesses')[user] = { consent: consent.id, user, password };
  const url = new URL(`${request.base}/access`);
  Object.assign(url, { username: user, password });
  return text(200, url.href);
}

function consentOf({ headers }: SimRequest, bank: Bank): Consent | undefined {
  const [scheme = '', encoded = ''] = (headers['authorization'] ?? '').split(' ');
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [user = '', password] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const access = entryOf(shelf<Access>(bank, 'accesses'), user);
  return access && access.password === password ? bank.consent(access.consent) : undefined;
}

// --- accounts

interface Ask { readonly request: SimRequest; readonly bank: Bank; readonly view: View; readonly consent: Consent; readonly from: number; readonly to: number; readonly fetch: number }

function accounts(request: SimRequest, bank: Bank): SimAnswer {
  const consent = consentOf(request, bank);
  const view = consent && bank.view(consent.view);
  if (!view || consent.status === 'revoked' || consent.status === 'closed' || consent.status === 'replaced') return text(403, 'Forbidden');
  if (bank.option('unpaid') !== '') return text(402, 'Payment required');
  const most = numberOption(bank, 'dailyRequests', 24);
  const budget = takeRequest(bank, `day/${consent.id}`, 2 * most, DAY);
  if (!budget.isAllowed) {
    consent.status = 'closed';
    return text(403, 'Forbidden: too many requests, the access was disabled');
  }
  const window = windowOf(request, bank);
  if (window === undefined) return text(400, 'start-date and end-date must be Unix seconds');
  const errors = [
    ...(2 * most - budget.remaining > most ? [`You made more than ${most} requests in 24 hours; the access will be disabled`] : []),
    ...(window.isCut ? ['The period was longer than what is offered, and was capped'] : []),
  ];
  return told({ request, bank, view, consent, ...window, fetch: bank.nextFetch() }, errors);
}

/** Unix milliseconds, the end excluded; no more days than are offered, and then from the end backwards. */
function windowOf({ query }: SimRequest, bank: Bank): { readonly from: number; readonly to: number; readonly isCut: boolean } | undefined {
  const seconds = (name: string): number | undefined => (query.has(name) ? Number(query.get(name)) : undefined);
  const [start = Math.floor(bank.now / 1000) - USUAL_DAYS * 86_400, end = Math.floor(bank.now / 1000) + AHEAD_DAYS * 86_400] = [seconds('start-date'), seconds('end-date')];
  if (!Number.isInteger(start) || !Number.isInteger(end)) return undefined;
  const oldest = Math.min(end * 1000, bank.now) - numberOption(bank, 'maxDays', 90) * DAY;
  return { from: Math.max(start * 1000, oldest), to: end * 1000, isCut: start * 1000 < oldest };
}

/** Where a connection failed its accounts are missing, which the errors alone tell. */
function told(ask: Ask, errors: readonly string[]): SimAnswer {
  const { request: { query }, bank, view, consent } = ask;
  const wanted = query.getAll('account');
  const isBroken = consent.status !== 'valid' || bank.fault('partial-error');
  const found = bank.accounts(view).filter((account) => wanted.length === 0 || wanted.includes(idOf(view, account)));
  const shown = isBroken ? found.slice(0, Math.floor(found.length / 2)) : found;
  const trouble = isBroken ? [`Connection to ${view.name} may need attention`] : [];
  const list = shown.map((account) => accountOf(account, ask));
  if (query.get('version') !== '2') return { status: 200, body: { errors: [...errors, ...trouble], accounts: list } };
  const connection = `CON-${view.id}`;
  return {
    status: 200,
    body: {
      errlist: [...errors.map((message) => ({ code: 'gen.', message })), ...trouble.map((message) => ({ code: 'con.auth', message, conn_id: connection }))],
      connections: [{ conn_id: connection, name: view.name, org_id: view.id, org_name: view.name, org_url: `https://${view.id}.example`, sfin_url: `https://sfin.${view.id}.example` }],
      accounts: list.map(({ org: _, ...account }) => ({ ...account, conn_id: connection })),
    },
  };
}

const idOf = (view: View, account: TrueAccount): string => `ACT-${hexOf(`${view.id}/${account.key}`, 12)}`;
const signed = (amount: ViewRow['amount'], view: View): string => amountText(amount, view.currency, { ...view, sign: 'signed' });

function accountOf(account: TrueAccount, ask: Ask): Record<string, unknown> {
  const { bank, view, consent, fetch, request: { query } } = ask;
  const balances = bank.balances(view, { account: account.key, instant: bank.now, session: consent.id, fetch });
  const [available, booked] = [balances.find(({ kind }) => kind === 'available'), balances.find(({ kind }) => kind === 'booked') ?? balances.find(({ kind }) => kind === 'expected') ?? balances[0]];
  return compact({
    org: { domain: `${view.id}.example`, name: view.name, 'sfin-url': `https://sfin.${view.id}.example` }, id: idOf(view, account), name: account.name, currency: view.currency,
    balance: booked ? signed(booked.amount, view) : '0', 'available-balance': available ? signed(available.amount, view) : undefined, 'balance-date': Math.floor(bank.now / 1000),
    transactions: query.get('balances-only') === '1' ? [] : transactions(account, ask),
  });
}

/** Booked rows posted at noon of their day; reserved ones only where they are asked for, posted never. */
function transactions(account: TrueAccount, { bank, view, consent, fetch, from, to, request: { query } }: Ask): readonly Record<string, unknown>[] {
  const { booked, pending } = bank.rows(view, { account: account.key, instant: bank.now, session: consent.id, fetch }, addDays(osloDay(from), -1), osloDay(to));
  const isInside = (row: ViewRow): boolean => noon(row.bookingDate) * 1000 >= from && noon(row.bookingDate) * 1000 < to;
  const shown = query.get('pending') === '1' && view.pending !== 'absent' ? pending : [];
  return [...shown.map((row) => ({ ...rowOf(row, view), posted: 0, pending: true })), ...booked.filter(isInside).map((row) => rowOf(row, view))];
}

const noon = (day: Day | undefined): number => (day === undefined ? 0 : osloInstant(day, NOON) / 1000);

/** The protocol demands an id: where the bank has none, the bridge makes one. */
function rowOf(row: ViewRow, view: View): Record<string, unknown> {
  const id = [row.ids.transactionId, row.ids.entryReference, row.ids.internalTransactionId].find((one) => one !== null && one.trim() !== '') ?? `TRN-${hexOf(`${row.event}/${row.status}/${row.remittance.join(' ')}`, 16)}`;
  return compact({
    id, posted: noon(row.bookingDate), amount: signed(row.amount, view), description: row.remittance.join(' '), payee: row.counterparty, memo: row.additional,
    transacted_at: row.transactionDate === undefined ? undefined : noon(row.transactionDate),
  });
}
