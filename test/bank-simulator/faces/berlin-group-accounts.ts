/** Accounts, balances and transactions of the Berlin Group's interface: consent, budget, history and pages. */
import { addDays, type Day, dayFrom } from '../../../src/values/day.ts';
import type { Consent, SimAnswer, TrueAccount, ViewRow } from '../contract.ts';
import { uuidOf } from '../dice.ts';
import { compact, entryOf, shelf } from './asked.ts';
import { type Asked, refusal } from './berlin-group-asked.ts';
import { covers } from './berlin-group-consent.ts';
import { downloadLinks, nextLink } from './berlin-group-links.ts';
import { camtReport, mt940Report, type Report } from './berlin-group-reports.ts';
import { psd2Balance, psd2Row } from './psd2-rows.ts';

const CASH_TYPE = { current: 'CACC', savings: 'SVGS', card: 'CARD' } as const;
const KEY_MS = 600_000;
/** Days after today for which a bank may already have rows. */
const AHEAD_DAYS = 62;
/** Characters of an entryReference at most; a longer id stands in transactionId alone. */
const REFERENCE = 35;

/** What one fetch asked for; its pages share it, so that they show the same books. */
interface Question { readonly consent: string; readonly account: string; readonly from: Day; readonly to: Day; readonly status: string; readonly fetch: number; readonly at: number; readonly offset: number; readonly until: number }

interface Held { readonly asked: Asked; readonly consent: Consent; readonly account: TrueAccount }

/** /v1/accounts, /v1/card-accounts and what is below them. */
export function accountsAnswer(asked: Asked): SimAnswer {
  const { request, parts: [list, id, endpoint, ...more], view, bank } = asked;
  const consentId = request.headers['consent-id'];
  if (consentId === undefined) return refusal(bank, 400, 'FORMAT_ERROR', 'Consent-ID is missing');
  const consent = bank.consent(consentId);
  if (!consent || consent.view !== view.id) return refusal(bank, 403, 'CONSENT_UNKNOWN', 'this consent is not known');
  if (consent.status === 'expired') return refusal(bank, 401, 'CONSENT_EXPIRED', 'this consent has ended');
  if (consent.status !== 'valid') return refusal(bank, 401, 'CONSENT_INVALID', 'this consent is not valid');
  if (request.method !== 'GET') return refusal(bank, 405, 'SERVICE_INVALID', 'method not allowed');
  const accounts = bank.accounts(view).filter((account) => covers(consent, 'accounts', account) && (bank.option('cards') !== 'separate' || (account.kind === 'card') === (list === 'card-accounts')));
  if (list === 'card-accounts' && bank.option('cards') !== 'separate') return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no card accounts');
  if (id === undefined) return { status: 200, body: { [list === 'card-accounts' ? 'cardAccounts' : 'accounts']: accounts.map((account) => shownAccount({ asked, consent, account }, request.query.get('withBalance') === 'true')) } };
  const account = accounts.find((one) => resourceId(asked, consent, one) === id);
  if (!account) return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'this account is not known');
  const held = { asked, consent, account };
  if (endpoint === undefined) return { status: 200, body: { account: shownAccount(held, false) } };
  if ((endpoint === 'balances' || endpoint === 'transactions') && !covers(consent, endpoint, account)) return refusal(bank, 401, 'CONSENT_INVALID', `this consent is not for ${endpoint}`);
  if (endpoint === 'balances' && more.length === 0) return balances(held);
  if (endpoint === 'transactions' && more[0] === 'download') return downloaded(held, more[1] ?? '');
  if (endpoint === 'transactions' && more.length === 0) return transactions(held);
  return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such resource');
}

const resourceId = ({ bank, view }: Asked, consent: Consent, account: TrueAccount): string => uuidOf(`${view.id}/${account.key}/${bank.option('resourceIds') === 'new' ? consent.id : ''}`);
const isAttended = ({ request }: Asked): boolean => request.headers['psu-ip-address'] !== undefined;
const pathOf = ({ asked, consent, account }: Held): string => `${asked.root}/v1/${asked.parts[0]}/${resourceId(asked, consent, account)}`;

const maskedPan = ({ bban }: TrueAccount): string => `${bban.slice(0, 4)}00******${bban.slice(-4)}`;
const numberOf = (held: Held): Record<string, string> => (held.asked.parts[0] === 'card-accounts' ? { maskedPan: maskedPan(held.account) } : { iban: held.account.iban });

function shownAccount(held: Held, withBalance: boolean): Record<string, unknown> {
  const { asked: { view }, consent, account } = held;
  const path = pathOf(held);
  return compact({
    resourceId: resourceId(held.asked, consent, account), ...numberOf(held), bban: held.asked.parts[0] === 'accounts' ? account.bban : undefined, currency: view.currency, ownerName: account.owner, name: account.name,
    product: account.name.slice(0, 35), cashAccountType: held.asked.parts[0] === 'accounts' ? CASH_TYPE[account.kind] : undefined, status: 'enabled', balances: withBalance && covers(consent, 'balances', account) ? listedBalances(held) : undefined,
    _links: { balances: { href: `${path}/balances` }, transactions: { href: `${path}/transactions` } },
  });
}

function listedBalances({ asked: { bank, view }, consent, account }: Held): readonly Record<string, unknown>[] {
  return bank.balances(view, { account: account.key, instant: bank.now, session: consent.id, fetch: bank.nextFetch() }).map((balance) => psd2Balance(balance, view));
}

function overBudget({ asked, account }: Held, endpoint: string): SimAnswer | undefined {
  const budget = asked.bank.takeCall(asked.view, account.key, endpoint, isAttended(asked));
  return budget.isAllowed ? undefined : refusal(asked.bank, 429, 'ACCESS_EXCEEDED', 'the account was asked for too often today');
}

const balances = (held: Held): SimAnswer => overBudget(held, 'balances') ?? { status: 200, body: { account: numberOf(held), balances: listedBalances(held) } };

// --- transactions

function transactions(held: Held): SimAnswer {
  const { asked } = held;
  const { bank, request: { query } } = asked;
  const key = query.get('page');
  if (key !== null) return nextPage(held, key);
  const question = questionOf(held);
  if (!('fetch' in question)) return question;
  const exceeded = overBudget(held, 'transactions');
  if (exceeded) return exceeded;
  const media = bank.option('media');
  if (media !== '') return reported(held, question, media);
  if (bank.option('download') === 'always' || bank.fault('download')) return { status: 200, body: { account: numberOf(held), _links: downloadLinks(`${pathOf(held)}/transactions/download/${keyFor(held, question)}`) } };
  return shownPage(held, question);
}

/** The query -> what is asked for, or why not. Paging, budget and statements are the same for all that follows. */
function questionOf({ asked, consent, account }: Held): Question | SimAnswer {
  const { bank, view, request: { query } } = asked;
  const refuse = (code: string, text: string): SimAnswer => refusal(bank, 400, code, text);
  const status = query.get(bank.option('bookingStatusSpelling') || 'bookingStatus');
  if (status === null || !/^(?:booked|pending|both|all)$/.test(status)) return refuse('FORMAT_ERROR', 'bookingStatus is missing or unknown');
  if (bank.option('onlyBooked') !== '' && status !== 'booked') return refuse('PARAMETER_NOT_SUPPORTED', 'only booked transactions are offered');
  if (query.has('deltaList') || query.has('entryReferenceFrom')) return refuse('PARAMETER_NOT_SUPPORTED', 'changes since a transaction are not offered');
  const [from, to] = [dayFrom(query.get('dateFrom') ?? ''), query.has('dateTo') ? dayFrom(query.get('dateTo') ?? '') : addDays(bank.today, AHEAD_DAYS)];
  if (!from || !to) return refuse('FORMAT_ERROR', 'dateFrom and dateTo must be days');
  const earliest = bank.earliest(view, consent);
  if (from > to || from > bank.today) return refuse('PERIOD_INVALID', 'the period is none, or in the future');
  if (from < earliest && view.history.refusal !== 'silent') return refuse('PERIOD_INVALID', `transactions are available from ${view.history.refusal === 'with-date' ? earliest : 'a later day'} on`);
  return { consent: consent.id, account: account.key, from: from < earliest ? earliest : from, to, status, fetch: bank.nextFetch(), at: bank.now, offset: 0, until: bank.now + KEY_MS };
}

function keyFor({ asked: { bank } }: Held, question: Question): string {
  const pages = shelf<Question>(bank, 'pages');
  for (const [name, { until }] of Object.entries(pages)) if (until <= bank.now) delete pages[name];
  const key = bank.newId();
  pages[key] = question;
  return key;
}

function nextPage(held: Held, key: string): SimAnswer {
  const { asked: { bank }, account, consent } = held;
  const question = entryOf(shelf<Question>(bank, 'pages'), key);
  if (bank.fault('expired-key') || !question || question.until <= bank.now || question.account !== account.key || question.consent !== consent.id) return refusal(bank, 400, 'RESOURCE_EXPIRED', 'this page is not there any more');
  return shownPage(held, question);
}

const rowsOf = ({ asked: { bank, view } }: Held, { account, at, consent, fetch, from, to }: Question): { readonly booked: readonly ViewRow[]; readonly pending: readonly ViewRow[] } =>
  bank.rows(view, { account, instant: at, session: consent, fetch }, from, to);

function newestFirst(a: ViewRow, b: ViewRow): number {
  const [x, y] = [a, b].map(({ bookingDate = '', event }) => `${bookingDate} ${event}`);
  return x === y ? 0 : (x ?? '') < (y ?? '') ? 1 : -1;
}

/** One page of booked rows; the reserved ones stand on the first. */
function shownPage(held: Held, question: Question): SimAnswer {
  const { asked } = held;
  const { bank, view, request: { query } } = asked;
  const { booked, pending } = rowsOf(held, question);
  const wantsBooked = question.status !== 'pending';
  const isEmpty = bank.fault('empty-page');
  const size = isEmpty ? 0 : view.pageSize;
  // pages are cut from one order, whatever the order within a page is
  const all = wantsBooked ? [...booked].sort(newestFirst) : [];
  const isMixed = all.some((row, index) => row !== booked[index]);
  const rows = all.slice(question.offset, question.offset + size).map((row) => shownRow(row, held));
  if (isMixed) rows.reverse();
  const offset = question.offset + size;
  if (bank.fault('repeated-row') && rows[0]) rows.splice(1, 0, rows[0]);
  // a row came in above between the two pages: the last one of this page is the first one of the next
  const shift = bank.fault('shifted-rows') && rows.length > 0 ? 1 : 0;
  const isCut = bank.fault('silent-truncation');
  const hasMore = !isCut && (offset < all.length || isEmpty);
  const isFirst = question.offset === 0 && !query.has('page');
  const links = { account: { href: pathOf(held) }, ...(hasMore ? { next: { href: nextLink(asked, `${pathOf(held)}/transactions`, keyFor(held, { ...question, offset: offset - shift }), keyFor(held, question)) } } : {}) };
  const hasPending = question.status !== 'booked' && view.pending !== 'absent' && view.pending !== 'as-booked';
  return {
    status: 200,
    body: compact({
      account: numberOf(held),
      [asked.parts[0] === 'card-accounts' ? 'cardTransactions' : 'transactions']: { ...(wantsBooked ? { booked: rows } : {}), ...(hasPending ? { pending: isFirst ? pending.map((row) => shownRow(row, held)) : [] } : {}), _links: links },
      balances: query.get('withBalance') === 'true' && isFirst ? listedBalances(held) : undefined,
    }),
  };
}

/** Cards have names of their own for the id, the day of the purchase and the shop; GoCardless' id is none of the bank's. */
function shownRow(row: ViewRow, { asked: { view, parts } }: Held): Record<string, unknown> {
  const { transactionId } = row.ids;
  const entryReference = (row.ids.entryReference?.length ?? 0) > REFERENCE ? null : row.ids.entryReference;
  if (parts[0] !== 'card-accounts') return psd2Row(row, view, { transactionId, entryReference });
  const { transactionAmount, bookingDate } = psd2Row(row, view, {});
  return compact({ cardTransactionId: transactionId, transactionDate: row.transactionDate, bookingDate, transactionAmount, transactionDetails: row.counterparty ?? row.remittance.join(' '), merchantCategoryCode: row.mcc });
}

// --- statements

/** Sum of the rows after the question's days is taken off today's balance to have the one at their end. */
function reportOf(held: Held, question: Question): Report {
  const { asked: { bank, view }, account } = held;
  const { booked, pending } = rowsOf(held, question);
  const after = rowsOf(held, { ...question, from: question.from, to: addDays(bank.today, AHEAD_DAYS) }).booked.filter(({ bookingDate }) => bookingDate !== undefined && bookingDate <= bank.today);
  const now = bank.balances(view, { account: account.key, instant: question.at, session: question.consent, fetch: question.fetch }).find(({ kind }) => kind === 'booked');
  const sum = (rows: readonly ViewRow[]): number => rows.reduce((total, { amount }) => total + amount, 0);
  const opening = (now?.amount ?? 0) - sum(after);
  const to = question.to > bank.today ? bank.today : question.to;
  return { account, view, from: question.from, to, rows: [...booked].reverse(), pending: question.status === 'booked' ? [] : pending, opening, closing: opening + sum(booked), created: question.at, number: question.fetch };
}

function reported(held: Held, question: Question, media: string): SimAnswer {
  const report = reportOf(held, question);
  if (media === 'mt940') return { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: mt940Report(report) };
  return { status: 200, headers: { 'content-type': 'application/xml; charset=utf-8' }, body: camtReport(report) };
}

function downloaded(held: Held, key: string): SimAnswer {
  const { asked: { bank } } = held;
  const question = entryOf(shelf<Question>(bank, 'pages'), key);
  if (!question || question.until <= bank.now || question.account !== held.account.key) return refusal(bank, 404, 'RESOURCE_UNKNOWN', 'no such report');
  return reported(held, question, bank.option('report') || 'camt');
}
