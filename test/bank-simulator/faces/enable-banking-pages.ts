/** Transactions of an account at Enable Banking: window, history, pages with a key that fits one query only. */
import { addDays, type Day, dayFrom } from '../../../src/values/day.ts';
import type { Asking, Bank, Consent, SimAnswer, SimRequest, TrueAccount, View } from '../contract.ts';
import { DAY, rfc3339 } from '../oslo.ts';
import { refused } from './enable-banking-keys.ts';
import { scheduled, transaction } from './enable-banking-rows.ts';

/** A place in a listing. Times in Unix milliseconds. */
interface Place { readonly query: string; readonly offset: number; readonly instant: number; readonly fetch: number; readonly made: number; readonly session: string; readonly account: string }
type Places = Record<string, Place>;

const KEY_LIFE = 30 * 60_000;

interface Window { readonly from: Day; readonly to: Day }

function windowOf(bank: Bank, view: View, consent: Consent, query: URLSearchParams): Window | SimAnswer {
  const [fromText, toText] = [query.get('date_from'), query.get('date_to')];
  const isLongest = query.get('strategy') === 'longest';
  const earliest = bank.earliest(view, consent);
  const last = addDays(bank.today, 400);
  const from = fromText === null ? undefined : dayFrom(fromText);
  const to = toText === null ? undefined : dayFrom(toText);
  if (fromText !== null && !from || toText !== null && !to) return refused(422, 'WRONG_REQUEST_PARAMETERS', 'Wrong request parameters provided');
  if (to && !from) return refused(422, 'DATE_TO_WITHOUT_DATE_FROM', 'date_from must be provided if date_to provided');
  if (from && from > (rfc3339(bank.now).slice(0, 10) as Day)) return refused(422, 'DATE_FROM_IN_FUTURE', 'date_from can not be in the future');
  if (from && to && from > to) return refused(422, 'WRONG_DATE_INTERVAL', 'date_from should be less than or equal date_to');
  if (isLongest) return { from: earliest, to: last };
  if (from && from < earliest && view.history.refusal !== 'silent') {
    const detail = view.history.refusal === 'with-date' ? { date_from: earliest, message: 'Requested time period out of bound.' } : { message: 'Requested time period out of bound.' };
    return refused(422, 'WRONG_TRANSACTIONS_PERIOD', 'Wrong transactions period requested', detail);
  }
  return { from: from && from > earliest ? from : earliest, to: to ?? last };
}

/** The query as it must be the same on every page. */
const fixedQuery = (query: URLSearchParams): string => {
  const kept = new URLSearchParams([...query].filter(([name]) => name !== 'continuation_key'));
  kept.sort();
  return kept.toString();
};

const placesOf = (bank: Bank): Places => (bank.store['pages'] ??= {}) as Places;

function remember(bank: Bank, place: Place): string {
  const places = placesOf(bank);
  for (const [key, { made }] of Object.entries(places)) if (made < bank.now - DAY) delete places[key];
  const id = bank.newId();
  places[id] = place;
  return Buffer.from(JSON.stringify({ n: id })).toString('base64url');
}

function placeOf(bank: Bank, key: string): Place | undefined {
  try {
    const { n } = JSON.parse(Buffer.from(key, 'base64url').toString('utf8')) as { n?: unknown };
    return typeof n === 'string' ? placesOf(bank)[n] : undefined;
  } catch {
    return undefined;
  }
}

interface Listed { readonly bank: Bank; readonly view: View; readonly account: TrueAccount; readonly consent: Consent; readonly session: string }

/** The listing of the fetch that is going on: its pages are cut from one and the same. */
const current = new WeakMap<object, { readonly fetch: number; readonly rows: readonly Record<string, unknown>[] }>();

function listing(listed: Listed, asking: Asking, window: Window, status: string | null): readonly Record<string, unknown>[] {
  const known = current.get(listed.bank.store);
  if (known?.fetch === asking.fetch) return known.rows;
  const rows = rowsOfListing(listed, asking, window, status);
  current.set(listed.bank.store, { fetch: asking.fetch, rows });
  return rows;
}

function rowsOfListing({ bank, view, account }: Listed, asking: Asking, { from, to }: Window, status: string | null): Record<string, unknown>[] {
  const { booked, pending } = bank.rows(view, { ...asking, account: account.key }, from, to);
  const rows = [...pending, ...booked].map((row) => transaction(view, row));
  return [scheduled(view, bank.today), ...rows].filter((row) => status === null || row['status'] === status);
}

/** A request for transactions -> its page. The first page of a fetch takes a call of the day's budget. */
export function transactionsPage(listed: Listed, request: SimRequest, takeCall: () => SimAnswer | undefined): SimAnswer {
  const { bank, view, account, consent, session } = listed;
  const window = windowOf(bank, view, consent, request.query);
  if ('status' in window) return window;
  const query = fixedQuery(request.query);
  const key = request.query.get('continuation_key');
  let place: Place = { query, offset: 0, instant: bank.now, fetch: 0, made: bank.now, session, account: account.key };
  if (key === null) {
    const limited = takeCall();
    if (limited) return limited;
    place = { ...place, fetch: bank.nextFetch() };
  } else {
    const found = placeOf(bank, key);
    if (!found || found.session !== session || found.account !== account.key || found.made < bank.now - KEY_LIFE || bank.fault('expired-key'))
      return refused(422, 'WRONG_CONTINUATION_KEY', 'Wrong continuation key provided');
    if (found.query !== query) return refused(422, 'WRONG_REQUEST_PARAMETERS', 'Wrong request parameters provided');
    place = found;
  }
  const all = listing(listed, { account: account.key, instant: place.instant, session, fetch: place.fetch }, window, request.query.get('transaction_status'));
  if (bank.fault('empty-page')) return { status: 200, body: { transactions: [], continuation_key: remember(bank, { ...place, made: bank.now }) } };
  // A row came in at the top meanwhile: the page begins with one that was seen already.
  const start = place.offset > 0 && bank.fault('shifted-rows') ? place.offset - 1 : place.offset;
  const size = Number(bank.option('pageSize') || view.pageSize);
  const page = all.slice(start, start + size);
  if (page.length > 0 && bank.fault('repeated-row')) page.push(page.at(-1) ?? {});
  const next = start + size;
  const isCut = bank.fault('silent-truncation');
  const continuation = next < all.length && !isCut ? remember(bank, { ...place, offset: next, made: bank.now }) : null;
  return { status: 200, body: { transactions: page, continuation_key: continuation } };
}
