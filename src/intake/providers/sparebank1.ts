/**
 * SpareBank 1, "Personlig klient": the bank's own interface for its own customers, with BankID in the browser and no licence.
 * Source: developer.sparebank1.no (OpenAPI documents of /accounts and /transactions), SpareBank1/sb1-personal-client-python-tutorial.
 */
import { addDays, type Day, daysBetween } from '../../values/day.ts';
import { coveredFrom, earlierOf } from './coverage.ts';
import { Movements } from './movement.ts';
import { codeOf } from './oauth-return.ts';
import { askedAfterUse } from './patience.ts';
import type { ApiAnswer, Calling, FeedAccount, FeedBalance, Fetched, Granted, Provider } from './provider.ts';
import { listAt, recordFrom, recordOrNone } from './reading.ts';
import { accountIn, balancesIn, earliestIn, mayBeCut, recordsIn, type Reserved, ROW_LIMIT, takeRows } from './sparebank1-rows.ts';
import { accessToken, NO_TOKENS, redeemedToken, renewedToken, tokensIn } from './sparebank1-tokens.ts';
import { isGranted, sayingWhyNoBalance, troubleOf } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

const API = '/personal/banking';
const ACCEPT = 'application/vnd.sparebank1.v1+json; charset=utf-8';
const ACCOUNTS = `${API}/accounts?includeNokAccounts=true&includeCurrencyAccounts=true&includeBsuAccounts=true&includeCreditCardAccounts=true`;
/** The bank names no end of its history: so far back right after the login. */
const DEEPEST_DAYS = 3 * 365;
/** Requests for one account: a server that always cuts off is not asked for every day of years. */
const REQUESTS = 400;
/** About 60 calls an hour are reported to be allowed. */
const HOURS_TO_WAIT = 1;
/** The code of a login is good for one use. */
const SPENT = 'this login is used up, so log in anew';
/** The page of a single day: that there are no narrower ones is how `read` knows that it stands though it may be cut. */
const ONE_DAY = 'transactions-day';

export const sparebank1: Provider = {
  id: 'sparebank1',
  name: 'SpareBank 1',
  baseUrl: 'https://api.sparebank1.no',
  summary: 'the SpareBank 1 banks, for their own customers: free, with a client made at developer.sparebank1.no',
  asks: [
    { name: 'clientId', label: 'Client id', isSecret: false },
    { name: 'clientSecret', label: 'Client secret', isSecret: true },
    { name: 'finInst', label: 'Bank, as fid-… (leave empty to choose it at the login)', isSecret: false, isOptional: true },
  ],
  redirect: 'listen',
  dailyCalls: undefined,

  async begin(calling, wish) {
    const { clientId = '', finInst } = calling.secrets;
    const query = new URLSearchParams({ client_id: clientId, state: wish.state, redirect_uri: wish.redirectUrl, response_type: 'code', scope: 'accounts transactions' });
    if (finInst) query.set('finInst', finInst);
    return { url: `${calling.base}/oauth/authorize?${query}`, keep: {} };
  },

  async finish(calling, _begun, redirected, wish): Promise<Granted> {
    await redeemedToken(calling, codeOf(redirected), wish.redirectUrl);
    const accounts = await askedAfterUse(calling, SPENT, async () => {
      const list = listAt(recordFrom((await ask(calling, ACCOUNTS, { endpoint: 'accounts' })).bytes), 'accounts');
      if (list === undefined) throw new BankTrouble('down', 'the bank answered without a list of accounts');
      return list;
    });
    return { accounts: accounts.map(accountIn).filter((one) => one !== undefined), scope: ['accounts', 'balances', 'transactions'], until: undefined, keep: tokensIn(calling.secrets) };
  },

  async fetch(calling, account, window, bank, withBalances): Promise<Fetched> {
    const from = window.isDeepest ? earlier(window.from, addDays(window.to, -DEEPEST_DAYS)) : window.from;
    const asking: Asking = { calling, account, requests: 0, remarks: new Set<string>(), isComplete: true, earliest: undefined };
    await askRows(asking, from, window.to);
    const lacking = withBalances ? await sayingWhyNoBalance(async () => recordFrom((await ask(calling, ACCOUNTS, { endpoint: 'balances', account: account.key, isData: true })).bytes)) : [];
    return { from: coveredFrom(from, window.to, asking.earliest, bank), to: window.to, isComplete: asking.isComplete, remarks: [...asking.remarks, ...lacking] };
  },

  read(pages, account, bank) {
    const movements = new Movements(account, bank);
    const balances: FeedBalance[] = [];
    const reserved: Reserved = new Map();
    for (const { endpoint, status, body } of pages) {
      if (!isGranted({ status })) continue;
      if (endpoint === 'balances') {
        balances.push(...balancesIn(recordOrNone(body), account));
        continue;
      }
      const answer = recordFrom(body);
      if (endpoint === ONE_DAY || !mayBeCut(recordsIn(answer).length)) takeRows(answer, movements, account, reserved);
    }
    const { booked, pending, problems, ignored } = movements;
    return { booked, pending, problems, ignored, balances };
  },

  end: (calling) => calling.keep(NO_TOKENS),
};

interface Asking {
  readonly calling: Calling;
  readonly account: FeedAccount;
  readonly remarks: Set<string>;
  requests: number;
  isComplete: boolean;
  /** First booked day in the answers. */
  earliest: Day | undefined;
}

/** One window, and where its answer may be cut both halves of it instead, down to single days. `read` passes over the wider page by the same rule. */
async function askRows(asking: Asking, from: Day, to: Day): Promise<void> {
  if (++asking.requests > REQUESTS) throw new BankTrouble('down', 'the bank cuts off every answer, however short the period is');
  const isOneDay = daysBetween(from, to) <= 0;
  const query = new URLSearchParams({ accountKey: asking.account.handle, fromDate: from, toDate: to, rowLimit: String(ROW_LIMIT), source: 'ALL' });
  // the published document calls it "Transaction source", which may be the parameter's title or its name
  query.set('Transaction source', 'ALL');
  const answer = await ask(asking.calling, `${API}/transactions?${query}`, { endpoint: isOneDay ? ONE_DAY : 'transactions', account: asking.account.key, isData: true });
  const body = recordFrom(answer.bytes);
  for (const error of listAt(body, 'errors') ?? []) {
    asking.isComplete = false;
    asking.remarks.add(failureIn(error));
  }
  asking.earliest = earlierOf(asking.earliest, earliestIn(body));
  const count = recordsIn(body).length;
  if (isOneDay ? count < ROW_LIMIT : !mayBeCut(count)) return;
  if (isOneDay) {
    asking.isComplete = false;
    asking.remarks.add(`SpareBank 1 gives no more than ${ROW_LIMIT} transactions of ${from}`);
    return;
  }
  const middle = addDays(from, Math.floor(daysBetween(from, to) / 2));
  await askRows(asking, from, middle);
  await askRows(asking, addDays(middle, 1), to);
}

/** What a part of the bank says that failed, as a sentence. */
function failureIn(error: unknown): string {
  if (error === 'CREDIT_ACCOUNTS_FAILED') return 'SpareBank 1 could not look into its credit cards now, so rows may be missing';
  if (error === 'RECENT_TRANSACTIONS_FAILED') return 'SpareBank 1 could not look up its newest transactions now, so rows may be missing';
  return 'SpareBank 1 says that a part of its answer failed, so rows may be missing';
}

/** A question with a token that is good; where the bank thinks otherwise, once more with a new one. Raises BankTrouble for every answer but 2xx. */
async function ask(calling: Calling, path: string, about: { readonly endpoint: string; readonly account?: string; readonly isData?: true }): Promise<ApiAnswer> {
  const send = (token: string): Promise<ApiAnswer> => calling.send({ method: 'GET', path, ...about, headers: { authorization: `Bearer ${token}`, accept: ACCEPT } });
  let answer = await send(await accessToken(calling));
  if (answer.status === 401) answer = await send(await renewedToken(calling));
  if (isGranted(answer)) return answer;
  if (answer.status === 401) throw new BankTrouble('consent', 'SpareBank 1 does not accept the login any more');
  if (answer.status === 406) throw new BankTrouble('config', 'SpareBank 1 no longer speaks version 1 of its interface, so a newer finance-tracker is needed');
  if (answer.status === 403 && about.account === undefined) throw new BankTrouble('config', 'this client may not read accounts; its rights are set at developer.sparebank1.no');
  throw troubleOf(answer, calling.now(), HOURS_TO_WAIT);
}

const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
