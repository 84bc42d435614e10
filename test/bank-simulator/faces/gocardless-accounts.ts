/** Accounts at GoCardless: metadata, and the three endpoints that ask the bank. */
import { addDays, dayFrom } from '../../../src/values/day.ts';
import type { Bank, Consent, SimAnswer, SimRequest, TrueAccount, View, ViewRow } from '../contract.ts';
import { digitsOf } from '../dice.ts';
import { osloDay, rfc3339 } from '../oslo.ts';
import { entryOf, numberOption, shelf } from './asked.ts';
import type { Agreement } from './gocardless-consent.ts';
import { failed, limitHeaders } from './gocardless-errors.ts';
import { psd2Balance, psd2Row } from './psd2-rows.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Days after today for which a bank may already have rows. */
const AHEAD_DAYS = 62;

/** `consent`: the latest one that covers it. */
interface Linked { readonly id: string; readonly view: string; readonly account: string; readonly created: number; consent: string; agreement: Agreement; linked: number; accessed: number }

const CASH_TYPE = { current: 'CACC', savings: 'SVGS', card: 'CARD' } as const;

/** A consent was given: ids of its accounts, the ones of before unless the option `accountIds` says "new". */
export function linkAccounts(consent: Consent, agreement: Agreement, bank: Bank): readonly string[] {
  const view = bank.view(consent.view);
  const known = shelf<Linked>(bank, 'accounts');
  if (!view) return [];
  return bank.accounts(view).map(({ key }) => {
    const before = bank.option('accountIds') === 'new' ? undefined : Object.values(known).find((one) => one.view === view.id && one.account === key);
    const id = before?.id ?? bank.newId();
    known[id] = { id, view: view.id, account: key, created: before?.created ?? bank.now, consent: consent.id, agreement, linked: bank.now, accessed: bank.now };
    return id;
  });
}

/** Path after /accounts/ -> the answer. */
export function accountAnswer([id = '', endpoint, ...more]: readonly string[], request: SimRequest, bank: Bank): SimAnswer {
  if (more.length > 0 || request.method !== 'GET') return failed(404, 'Not found.', 'Not found.');
  if (!UUID.test(id)) return failed(400, 'Invalid Account ID', `${id} is not a valid Account UUID. `);
  const linked = entryOf(shelf<Linked>(bank, 'accounts'), id);
  const view = linked && bank.view(linked.view);
  const account = view && bank.accounts(view).find(({ key }) => key === linked.account);
  if (!account) return failed(404, `Account ID ${id} not found`, 'Please check whether you specified a valid Account ID');
  if (endpoint === undefined) return { status: 200, body: metadata(linked, view, account, bank) };
  if (endpoint !== 'details' && endpoint !== 'balances' && endpoint !== 'transactions') return failed(404, 'Not found.', 'Not found.');
  return whyNot(linked, view, account, endpoint, bank) ?? whyNoRange(endpoint, request, bank) ?? asked(linked, view, account, endpoint, request, bank);
}

function statusOf(linked: Linked, bank: Bank): string {
  if (bank.option('suspended') === linked.account) return 'SUSPENDED';
  const consent = bank.consent(linked.consent);
  if (consent?.status === 'expired') return 'EXPIRED';
  return bank.now < linked.linked + numberOption(bank, 'processingSeconds', 0) * 1000 ? 'PROCESSING' : 'READY';
}

/** `status` also says it while the account is being prepared; the metadata is not limited by the bank. */
const metadata = (linked: Linked, view: View, { iban, bban, owner, name }: TrueAccount, bank: Bank, status = statusOf(linked, bank)): Record<string, unknown> =>
  ({ id: linked.id, created: rfc3339(linked.created), last_accessed: rfc3339(linked.accessed), iban, bban, status, institution_id: view.institution, owner_name: owner, name });

/** Consent, agreement and state of the account, in the order in which they are told. */
function whyNot(linked: Linked, view: View, account: TrueAccount, endpoint: string, bank: Bank): SimAnswer | undefined {
  const consent = bank.consent(linked.consent);
  const { agreement } = linked;
  const couldNot = `Couldn't update account ${endpoint}`;
  if (bank.option('suspended') === linked.account) return failed(409, 'Account suspended', 'This account or its requisition was suspended due to numerous errors that occurred while accessing it.');
  if (!consent || consent.status === 'closed') return failed(403, 'No valid End User Agreement', 'Account exists but there is no valid End User Agreement permitting you to access it');
  if (consent.status === 'expired')
    return failed(401, `End User Agreement (EUA) ${agreement.id} has expired`, `EUA was valid for ${agreement.access_valid_for_days} days and it expired at ${osloDay(consent.validUntil)}. The end user must connect the account once more with new EUA and Requisition`);
  if (consent.status !== 'valid') return failed(401, couldNot, 'Access has expired or it has been revoked. To restore access reconnect the account.', 'AccessExpiredError');
  if (!agreement.access_scope.includes(endpoint)) return failed(403, 'End User Agreement (EUA) access scope error', `EUA doesn't allow access to account ${endpoint}. Check EUA access scope. Or create new EUA with correct access scope`);
  if (bank.option('unavailable') === endpoint)
    return failed(403, couldNot, 'The requested resource is unavailable for this account. Certain resources may be restricted or unsupported for specific accounts.', 'AccountResourceUnavailable');
  const status = bank.fault('processing') ? 'PROCESSING' : statusOf(linked, bank);
  return status === 'READY' ? undefined : { status: 409, body: metadata(linked, view, account, bank, status) };
}

function whyNoRange(endpoint: string, { query }: SimRequest, bank: Bank): SimAnswer | undefined {
  if (endpoint !== 'transactions') return undefined;
  const [from, to] = [query.get('date_from'), query.get('date_to')];
  for (const [name, text] of [['date_from', from], ['date_to', to]] as const) {
    if (text === null) continue;
    const day = dayFrom(text);
    if (!day) return { status: 400, body: { [name]: { summary: 'Invalid date', detail: `'${text}' is not a valid date` }, status_code: 400 } };
    if (day > bank.today) return { status: 400, body: { [name]: { summary: "Date can't be in future", detail: `'${text}' can't be greater than ${bank.today}` }, status_code: 400 } };
  }
  if (from === null || to === null || from <= to) return undefined;
  return failed(400, 'Incorrect date range', `Starting date '${from}' is greater than end date '${to}'. When specifying date range, starting date must precede the end date`);
}

function asked(linked: Linked, view: View, account: TrueAccount, endpoint: 'details' | 'balances' | 'transactions', request: SimRequest, bank: Bank): SimAnswer {
  const budget = bank.takeCall(view, account.key, endpoint, false);
  const headers = limitHeaders(bank, 'ACCOUNT_SUCCESS_', budget);
  if (!budget.isAllowed) return { ...failed(429, `Couldn't update account ${endpoint}`, 'Daily request limit set by the Institution has been exceeded.', 'RateLimitError'), headers };
  linked.accessed = bank.now;
  const body = endpoint === 'details' ? details(linked, view, account) : endpoint === 'balances' ? balances(linked, view, bank) : transactions(linked, view, request, bank);
  return { status: 200, headers, body };
}

const details = (linked: Linked, view: View, { iban, bban, owner, name, kind }: TrueAccount): Record<string, unknown> =>
  ({ account: { resourceId: linked.account, iban, bban, currency: view.currency, ownerName: owner, name, product: name, cashAccountType: CASH_TYPE[kind], status: 'enabled', usage: 'PRIV' } });

function balances(linked: Linked, view: View, bank: Bank): Record<string, unknown> {
  const asking = { account: linked.account, instant: bank.now, session: linked.consent, fetch: bank.nextFetch() };
  return { balances: bank.balances(view, asking).map((balance) => psd2Balance(balance, asText(view))) };
}

/** One body has the whole window. What lies before the history of the agreement is left out in silence. */
function transactions(linked: Linked, view: View, { query }: SimRequest, bank: Bank): Record<string, unknown> {
  const consent = bank.consent(linked.consent);
  const oldest = addDays(osloDay(consent?.authorised ?? bank.now), -linked.agreement.max_historical_days);
  const earliest = [oldest, consent ? bank.earliest(view, consent) : oldest, dayFrom(query.get('date_from') ?? '') ?? oldest].sort().at(-1) ?? oldest;
  const to = dayFrom(query.get('date_to') ?? '') ?? addDays(bank.today, AHEAD_DAYS);
  const asking = { account: linked.account, instant: bank.now, session: linked.consent, fetch: bank.nextFetch() };
  const { booked, pending } = bank.rows(view, asking, earliest, to);
  const rows = booked.map((row) => ({ ...psd2Row(row, asText(view), row.ids), ...lastingCode(row, view) }));
  if (bank.fault('repeated-row') && rows[0]) rows.splice(1, 0, rows[0]);
  if (bank.fault('silent-truncation')) rows.length = Math.floor(rows.length / 2);
  const hasPending = view.pending !== 'absent' && view.pending !== 'as-booked';
  return {
    transactions: { booked: rows, ...(hasPending ? { pending: pending.map((row) => psd2Row(row, asText(view), { ...row.ids, internalTransactionId: null })) } : {}) },
    last_updated: rfc3339(bank.now),
  };
}

/** What stays of a row of SpareBank 1 SR, whose ids are others in every answer. */
const lastingCode = (row: ViewRow, view: View): Record<string, unknown> => (/^SPAREBANK_SR_/.test(view.institution) ? { proprietaryBankTransactionCode: digitsOf(`code/${row.event}/${row.bankCode}`, 14) } : {});

/** GoCardless turns a bank's numbers into text. */
const asText = (view: View): View => ({ ...view, amountAs: 'text' });
