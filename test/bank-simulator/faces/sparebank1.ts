/**
 * SpareBank 1's own interface for its customers (FACTS 4): authorize, tokens, accounts, transactions. Base URL `<origin>/sparebank1`.
 *
 * Options: `view` ("sparebank1", else the first); `clientId`, `clientSecret` (else the two below); `secretExpired` (any text); `refreshDays` of a refresh token (30);
 * `refreshReuse` "ends-family" (a used refresh token ends the whole login); `hourlyCalls` (60); `rowLimit` where none is asked for (100), `mostRows` (1000);
 * `recentDays` (10); `nonUniqueId` "number".
 */
import { addDays, type Day, dayFrom } from '../../../src/values/day.ts';
import type { Bank, Consent, Face, SimAnswer, SimRequest, TrueAccount, View, ViewRow } from '../contract.ts';
import { digitsOf, hexOf } from '../dice.ts';
import { osloInstant } from '../oslo.ts';
import { amountNumber } from '../rendering.ts';
import { compact, numberOption, takeRequest } from './asked.ts';
import { authorizeAnswer, sessionOf, tokenAnswer } from './sparebank1-oauth.ts';

const API = '/personal/banking';
const HOUR = 3_600_000;
/** A booking day may come so long after the purchase, by which the bank filters. */
const BOOKED_LATER_DAYS = 62;
const MEDIA_TYPE = 'application/vnd.sparebank1.v1+json; charset=utf-8';

export const sparebank1: Face = {
  id: 'sparebank1',
  handle(request, bank) {
    const view = bank.view(bank.option('view') || 'sparebank1') ?? bank.views[0];
    if (!view) return refused(500, 'no such view');
    if (request.path === '/oauth/authorize') return authorizeAnswer(request, view, bank);
    if (request.path === '/oauth/token') return tokenAnswer(request, bank);
    if (!request.path.startsWith(`${API}/`)) return refused(404, 'not found');
    const session = sessionOf(request, bank);
    if (!session) return refused(401, 'the access token is missing, unknown or expired');
    const budget = takeRequest(bank, 'hour', numberOption(bank, 'hourlyCalls', 60), HOUR);
    if (!budget.isAllowed) return { ...refused(429, 'too many requests'), headers: { 'retry-after': String(budget.resetSeconds) } };
    return resource(request.path.slice(API.length), request, view, session, bank);
  },
};

function resource(path: string, request: SimRequest, view: View, session: Consent, bank: Bank): SimAnswer {
  const isTransactions = path.startsWith('/transactions');
  if (path === '/transactions/export') return exported(request, view, session, bank);
  if (!accepts(request, isTransactions ? ['v1'] : ['v1', 'v4', 'v5'])) return refused(406, 'not acceptable');
  if (path === '/accounts/balance' && request.method === 'POST') return balanceOf(request, view, session, bank);
  if (request.method !== 'GET') return refused(405, 'method not allowed');
  if (path === '/accounts') return spoken({ accounts: bank.accounts(view).filter((account) => isWanted(account, view, request)).map((account) => accountOf(account, view, session, bank)) });
  if (path === '/transactions') return transactions(request, view, session, bank);
  return refused(404, 'not found');
}

const spoken = (body: unknown): SimAnswer => ({ status: 200, headers: { 'content-type': MEDIA_TYPE }, body });
const refused = (status: number, message: string): SimAnswer => ({ status, body: { errors: [{ code: `generic.${status}`, message, httpCode: status, traceId: '0' }] } });

const accepts = ({ headers }: SimRequest, versions: readonly string[]): boolean => versions.some((version) => (headers['accept'] ?? '').includes(`application/vnd.sparebank1.${version}+json`));

// --- accounts

/** Opaque, and the same over logins. */
const keyOf = (view: View, account: TrueAccount): string => hexOf(`sparebank1/${view.id}/${account.key}`, 20);
/** As seen by those who use the interface; a card is named by its masked number and described by its product. */
const TYPES = { current: 'USER', savings: 'SAVING', card: 'CREDITCARD' } as const;

function isWanted(account: TrueAccount, view: View, { query }: SimRequest): boolean {
  if (account.kind === 'card') return query.get('includeCreditCardAccounts') === 'true';
  return view.currency === 'NOK' ? query.get('includeNokAccounts') !== 'false' : query.get('includeCurrencyAccounts') === 'true';
}

function amountsOf(account: TrueAccount, view: View, session: Consent, bank: Bank): { readonly balance: number | undefined; readonly availableBalance: number | undefined } {
  const found = bank.balances(view, { account: account.key, instant: bank.now, session: session.id, fetch: bank.nextFetch() });
  const of = (kind: 'booked' | 'available'): number | undefined => {
    const balance = found.find((one) => one.kind === kind);
    return balance && amountNumber(balance.amount, view.currency);
  };
  return { balance: of('booked'), availableBalance: of('available') };
}

function accountOf(account: TrueAccount, view: View, session: Consent, bank: Bank): Record<string, unknown> {
  const [firstName = '', ...others] = account.owner.split(' ');
  return compact({
    key: keyOf(view, account), accountNumber: account.bban, iban: account.iban, name: account.kind === 'card' ? `**** **** **** ${account.bban.slice(-4)}` : account.name, description: account.name, ...amountsOf(account, view, session, bank),
    currencyCode: view.currency, type: TYPES[account.kind],
    owner: { name: account.owner, firstName, lastName: others.join(' '), customerType: 'PERSON', ssnOrOrgNumber: '01019912345' },
  });
}

function balanceOf(request: SimRequest, view: View, session: Consent, bank: Bank): SimAnswer {
  const account = bank.accounts(view).find(({ bban }) => request.body.includes(bban));
  return account ? spoken({ accountBalance: amountsOf(account, view, session, bank).balance, currencyCode: view.currency }) : refused(404, 'not found');
}

// --- transactions

type Source = 'RECENT' | 'HISTORIC';
interface Listed { readonly row: ViewRow; readonly account: TrueAccount; readonly source: Source }

/** Rows of the asked accounts by day of purchase, newest first; more than `rowLimit` are cut off in silence. */
function transactions(request: SimRequest, view: View, session: Consent, bank: Bank): SimAnswer {
  const { query } = request;
  const keys = query.getAll('accountKey');
  const accounts = bank.accounts(view).filter((account) => keys.includes(keyOf(view, account)));
  if (keys.length === 0 || accounts.length < new Set(keys).size) return refused(400, 'accountKey is missing or unknown');
  const window = windowOf(query, bank);
  if (!window) return refused(400, 'fromDate and toDate must be yyyy-MM-dd, the first one not after the second');
  const source = query.get('source') ?? query.get('Transaction source') ?? 'ALL';
  if (!/^(?:RECENT|HISTORIC|ALL)$/.test(source)) return refused(400, 'source must be RECENT, HISTORIC or ALL');
  const limit = Number(query.get('rowLimit') ?? numberOption(bank, 'rowLimit', 100));
  if (!Number.isInteger(limit) || limit < 1) return refused(400, 'rowLimit must be a number');
  const asking = { instant: bank.now, session: session.id, fetch: bank.nextFetch() };
  const all = accounts.flatMap((account) => listed(account, view, asking, window, bank));
  const asked = all.filter((one) => source === 'ALL' || source === one.source);
  const { rows, errors } = withFailure(asked, bank);
  const cut = bank.fault('silent-truncation') ? Math.floor(rows.length / 2) : rows.length;
  const sent = rows.slice(0, Math.min(cut, limit, numberOption(bank, 'mostRows', 1000)));
  return spoken({ transactions: sent.map((one, index) => transactionOf(one, view, `${session.id}/${asking.fetch}/${index}`, bank)), errors });
}

interface Window { readonly from: Day; readonly to: Day }

function windowOf(query: URLSearchParams, bank: Bank): Window | undefined {
  const [from, to] = [query.get('fromDate') ?? addDays(bank.today, -30), query.get('toDate') ?? bank.today].map((text) => dayFrom(text));
  return from && to && from <= to ? { from, to } : undefined;
}

function listed(account: TrueAccount, view: View, asking: { readonly instant: number; readonly session: string; readonly fetch: number }, { from, to }: Window, bank: Bank): Listed[] {
  const oldest = addDays(bank.today, -view.history.deepDays);
  const { booked, pending } = bank.rows(view, { ...asking, account: account.key }, from < oldest ? oldest : from, addDays(to, BOOKED_LATER_DAYS));
  const recentFrom = addDays(bank.today, -numberOption(bank, 'recentDays', 10));
  return [...pending, ...booked].filter(({ bought }) => bought >= from && bought <= to)
    .map((row) => ({ row, account, source: row.status === 'pending' || row.bought >= recentFrom ? 'RECENT' : 'HISTORIC' }));
}

/** The planned failure of a part: its rows are missing, which the list of errors alone tells. */
function withFailure(rows: readonly Listed[], bank: Bank): { readonly rows: readonly Listed[]; readonly errors: readonly string[] } {
  if (!bank.fault('partial-error')) return { rows, errors: [] };
  const cards = rows.filter(({ account }) => account.kind === 'card');
  if (cards.length > 0) return { rows: rows.filter(({ account }) => account.kind !== 'card'), errors: ['CREDIT_ACCOUNTS_FAILED'] };
  return { rows: rows.filter(({ source }) => source !== 'RECENT'), errors: ['RECENT_TRANSACTIONS_FAILED'] };
}

const MOVES: Readonly<Record<ViewRow['kind'], readonly [string, string]>> = {
  card: ['VARER', 'Varekjøp'], payment: ['BETALING', 'Betaling'], salary: ['LONN', 'Lønn'], 'own-transfer': ['OVERFORING', 'Overføring'],
  refund: ['RETUR', 'Retur'], interest: ['RENTER', 'Renter'], fee: ['GEBYR', 'Gebyr'], cash: ['MINIBANK', 'Minibank'],
};

/** Ids are new in each answer. What is older is told in fewer words. */
function transactionOf({ row, account, source }: Listed, view: View, place: string, bank: Bank): Record<string, unknown> {
  const [typeCode, typeText] = MOVES[row.kind];
  const isRecent = source === 'RECENT';
  const day = row.bookingDate ?? row.transactionDate ?? row.bought;
  const midnight = (of: Day): number => osloInstant(of, 0);
  // reserved rows all have the zeros
  const number = bank.option('nonUniqueId') === 'number' && row.status === 'booked' ? digitsOf(`${account.key}/${row.bought}/${row.counterparty}`, 9) : '000000000';
  return compact({
    id: `enc!!${Buffer.from(hexOf(place, 40)).toString('base64url')}`, nonUniqueId: number,
    description: row.remittance.join(' '), cleanedDescription: isRecent ? row.counterparty : undefined, date: midnight(day), interestDate: midnight(row.valueDate ?? day),
    amount: amountNumber(row.amount, row.currency), currencyCode: row.original?.currency ?? row.currency, accountCurrency: row.currency, currencyAmount: row.original ? amountNumber(row.original.amount, row.original.currency) : undefined,
    remoteAccountNumber: isRecent ? row.counterpartyAccount : undefined, remoteAccountName: isRecent && row.kind !== 'card' ? row.counterparty : undefined,
    typeCode, typeText, mcc: row.mcc, accountKey: keyOf(view, account), accountName: account.name, accountNumber: { value: account.bban, formatted: account.bban, unformatted: account.bban },
    bookingStatus: row.status === 'pending' ? 'PENDING' : 'BOOKED', source, canShowDetails: false,
  });
}

// --- the CSV of booked rows

function exported({ query }: SimRequest, view: View, session: Consent, bank: Bank): SimAnswer {
  const account = bank.accounts(view).find((one) => keyOf(view, one) === query.get('accountKey'));
  const window = windowOf(query, bank);
  if (!account || !window || !query.has('fromDate') || !query.has('toDate')) return refused(400, 'accountKey, fromDate and toDate are required');
  const rows = listed(account, view, { instant: bank.now, session: session.id, fetch: bank.nextFetch() }, window, bank).filter(({ row }) => row.status === 'booked');
  const norwegian = (amount: number): string => String(amount).replace('.', ',');
  const lines = rows.map(({ row }) => {
    const amount = amountNumber(row.amount, row.currency);
    const day = (row.bookingDate ?? row.bought).split('-').reverse().join('.');
    return [day, row.remittance.join(' ').replaceAll(/[;\n]/g, ' '), day, amount > 0 ? norwegian(amount) : '', amount > 0 ? '' : norwegian(amount), '', account.bban].join(';');
  });
  return { status: 200, headers: { 'content-type': 'application/csv;charset=UTF-8' }, body: ['Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto', ...lines, ''].join('\n') };
}
