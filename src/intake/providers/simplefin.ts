/**
 * SimpleFIN: a small protocol between a bridge and a client, paid by the person; banks of North America.
 * Source: simplefin/simplefin.github.com, protocol.md (version 1) and the proposed version 2; beta-bridge.simplefin.org/info/developers.
 */
import { addDays, type Day, dayNumber, daysBetween } from '../../values/day.ts';
import { coveredFrom, earlierOf } from './coverage.ts';
import { Movements } from './movement.ts';
import { askedAfterUse } from './patience.ts';
import type { ApiAnswer, Calling, FeedAccount, FeedBalance, Fetched, Granted, Provider } from './provider.ts';
import { recordFrom } from './reading.ts';
import { accessFrom, claimFrom, locationOf } from './simplefin-access.ts';
import { accountsIn, balancesIn, countedElsewise, earliestIn, entryOf, messagesIn, takeTransactions } from './simplefin-account.ts';
import { isGranted, troubleOf } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** Days asked for at once: the bridge warns of longer periods, and then ends the token. */
const PERIOD_DAYS = 60;
/** Right after the claim: more than the bridge has of most banks. */
const DEEPEST_DAYS = 119;
const HOURS_TO_WAIT = 6;
/** What was claimed cannot be claimed again, and a consent that fails leaves nothing behind. */
const SPENT = 'the setup token is used up by this, so make a new one on SimpleFIN\'s page';
const EPOCH = dayNumber('1970-01-01' as Day);

export const simplefin: Provider = {
  id: 'simplefin',
  name: 'SimpleFIN',
  baseUrl: undefined,
  baseOf: ({ setupToken, accessUrl }) => (setupToken ? claimFrom(setupToken)?.origin : accessUrl ? accessFrom(accessUrl)?.url.origin : undefined),
  summary: 'banks of North America, by a paid subscription at beta-bridge.simplefin.org',
  asks: [{ name: 'setupToken', label: 'Setup token', isSecret: true }],
  redirect: 'none',
  // 24 a day are allowed for all accounts together: four for each of six
  dailyCalls: 4,

  async begin(calling) {
    if (calling.secrets.setupToken) await claim(calling, calling.secrets.setupToken);
    return { url: undefined, keep: {} };
  },

  async finish(calling): Promise<Granted> {
    const { accessUrl = '' } = calling.secrets;
    const { body, accounts } = await askedAfterUse(calling, SPENT, async () => {
      const answer = recordFrom((await ask(calling, 'balances-only=1', { endpoint: 'accounts' })).bytes);
      return { body: answer, accounts: accountsIn(answer) };
    });
    const remarks = [...messagesIn(body).map(({ says }) => says), ...countedElsewise(body)];
    return { accounts, scope: ['accounts', 'balances', 'transactions'], until: undefined, keep: { accessUrl, setupToken: '' }, remarks };
  },

  async fetch(calling, account, window, bank): Promise<Fetched> {
    const from = window.isDeepest && addDays(window.to, -DEEPEST_DAYS) < window.from ? addDays(window.to, -DEEPEST_DAYS) : window.from;
    const remarks = new Set<string>();
    let isComplete = true;
    let earliest: Day | undefined;
    for (let first = from; daysBetween(first, window.to) >= 0; first = addDays(first, PERIOD_DAYS)) {
      const last = daysBetween(first, window.to) < PERIOD_DAYS ? window.to : addDays(first, PERIOD_DAYS - 1);
      const answer = await ask(calling, periodQuery(account, first, last, last === window.to), { endpoint: 'transactions', account: account.key, isData: true });
      const body = recordFrom(answer.bytes);
      const entry = entryOf(body, account);
      earliest = earlierOf(earliest, entry && earliestIn(entry));
      const messages = messagesIn(body, account);
      for (const { says } of messages) remarks.add(says);
      if (messages.length > 0) isComplete = false;
      if (entry === undefined && messages.length === 0) throw new BankTrouble('refused', 'SimpleFIN does not give this account any more');
    }
    return { from: coveredFrom(from, window.to, earliest, bank), to: window.to, isComplete, remarks: [...remarks] };
  },

  read(pages, account, bank) {
    const movements = new Movements(account, bank);
    let balances: readonly FeedBalance[] = [];
    for (const page of pages) {
      if (!isGranted(page)) continue;
      const entry = entryOf(recordFrom(page.body), account);
      if (entry === undefined) continue;
      takeTransactions(entry, movements);
      balances = balancesIn(entry, account);
    }
    const { booked, pending, problems, ignored } = movements;
    return { booked, pending, problems, ignored, balances };
  },

  /** The protocol has no way to end access: it is forgotten here, and revoked on the bridge's page. */
  end: (calling) => calling.keep({ accessUrl: '', setupToken: '' }),
};

/** The setup token is good for one claim: what comes is kept at once. */
async function claim(calling: Calling, setupToken: string): Promise<void> {
  const url = claimFrom(setupToken);
  if (url === undefined) throw new BankTrouble('config', 'that is no setup token; copy the whole of it from SimpleFIN\'s page');
  const answer = await calling.send({ method: 'POST', path: locationOf(url, calling.base), endpoint: 'token', headers: { 'content-length': '0' }, body: '' });
  if (answer.status === 403 || answer.status === 404) throw new BankTrouble('config', 'the setup token was used already; if not by you, disable it on SimpleFIN\'s page, and make a new one there');
  if (!isGranted(answer)) throw troubleOf(answer, calling.now(), HOURS_TO_WAIT);
  const accessUrl = new TextDecoder().decode(answer.bytes.subarray(0, 4096)).trim();
  if (accessFrom(accessUrl) === undefined) throw new BankTrouble('down', 'SimpleFIN answered with something else than an access address');
  await calling.keep({ accessUrl, setupToken: '' });
}

/** Both days whole; the end is exclusive. The bridge's days are UTC's. The last period has no end, for rows that are dated ahead; and it alone asks for what is reserved, which would stand in every answer. */
function periodQuery(account: FeedAccount, from: Day, to: Day, isLast: boolean): string {
  const seconds = (day: Day): string => String((dayNumber(day) - EPOCH) * 86_400);
  return new URLSearchParams({ 'start-date': seconds(from), ...(isLast ? { pending: '1' } : { 'end-date': seconds(addDays(to, 1)) }), account: account.handle }).toString();
}

async function ask(calling: Calling, query: string, about: { readonly endpoint: string; readonly account?: string; readonly isData?: true }): Promise<ApiAnswer> {
  const access = accessFrom(calling.secrets.accessUrl ?? '');
  if (access === undefined) throw new BankTrouble('consent', 'there is no access any more; make a new setup token on SimpleFIN\'s page');
  const path = `${locationOf(access.url, calling.base)}/accounts?${query}`;
  const answer = await calling.send({ method: 'GET', path, ...about, headers: { authorization: access.authorization, accept: 'application/json' } });
  if (isGranted(answer)) return answer;
  if (answer.status === 402) throw new BankTrouble('config', 'the subscription to SimpleFIN is not paid');
  if (answer.status === 401 || answer.status === 403) throw new BankTrouble('consent', 'SimpleFIN has ended the access; make a new setup token on its page');
  throw troubleOf(answer, calling.now(), HOURS_TO_WAIT);
}
