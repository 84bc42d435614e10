/** Enable Banking: most banks of Europe, free for a private person's own accounts. Source: its OpenAPI document and enablebanking.com/docs. */
import { raise } from '../../errors.ts';
import { Balances } from './balances.ts';
import { accountsIn, offerFrom, scopeOf } from './enable-banking-accounts.ts';
import { askEnableBanking, type Asking } from './enable-banking-calls.ts';
import { askTransactions } from './enable-banking-paging.ts';
import { takeEnableBankingRow } from './enable-banking-rows.ts';
import { instantFrom, rfc3339 } from './instants.ts';
import { Movements } from './movement.ts';
import { codeOf } from './oauth-return.ts';
import type { Calling, FeedAccount, Fetched, Granted, Provider } from './provider.ts';
import { listAt, recordFrom, recordOrNone, textAt, textsAt, valueAt } from './reading.ts';
import { isGranted, sayingWhyNoBalance } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

const DAY = 86_400_000;
/** Where the bank's longest consent is not known. */
const USUAL_DAYS = 90;

export const enableBanking: Provider = {
  id: 'enablebanking',
  name: 'Enable Banking',
  baseUrl: 'https://api.enablebanking.com',
  summary: 'most banks of Europe, all larger ones of the Nordic countries: free for your own accounts, with an application made at enablebanking.com',
  asks: [
    { name: 'applicationId', label: 'Application id', isSecret: false },
    { name: 'privateKey', label: 'Private key (path of the .pem file)', isSecret: true, isFile: true },
    { name: 'redirectUrl', label: 'Redirect address registered for it, https://… (leave empty for the first one)', isSecret: false, isOptional: true },
  ],
  redirect: 'paste',
  dailyCalls: 4,

  async banks(calling, country) {
    const body = await askEnableBanking(calling, { method: 'GET', path: `/aspsps?country=${encodeURIComponent(country.toUpperCase())}&psu_type=personal`, endpoint: 'banks' });
    return (listAt(body, 'aspsps') ?? []).map(offerFrom).filter((offer) => offer !== undefined);
  },

  async begin(calling, wish) {
    const { bank } = wish;
    if (bank === undefined) return raise('bank-unknown', { bank: '', near: [] });
    const redirectUrl = await registeredRedirect(calling, wish.redirectUrl);
    const validUntil = rfc3339(calling.now() + consentMilliseconds(bank.consentDays));
    const asked = {
      access: { valid_until: validUntil, balances: true, transactions: true }, aspsp: { name: bank.name, country: bank.country },
      state: wish.state, redirect_url: redirectUrl, psu_type: 'personal', language: wish.language === 'nb' ? 'no' : 'en',
    };
    const body = await askEnableBanking(calling, { method: 'POST', path: '/auth', body: JSON.stringify(asked), endpoint: 'consent' });
    const url = textAt(body, 'url');
    if (url === undefined || !/^https?:\/\//i.test(url)) throw new BankTrouble('down', 'no address for the consent was given');
    return { url, keep: { authorizationId: textAt(body, 'authorization_id') ?? '', validUntil, psuHeaders: (bank.psuHeaders ?? []).join(' ') } };
  },

  async finish(calling, begun, redirected): Promise<Granted> {
    const body = await askEnableBanking(calling, { method: 'POST', path: '/sessions', body: JSON.stringify({ code: codeOf(redirected) }), endpoint: 'consent' });
    const sessionId = textAt(body, 'session_id');
    if (sessionId === undefined) throw new BankTrouble('down', 'the consent was not confirmed');
    const until = instantFrom(textAt(body, 'access', 'valid_until')) ?? instantFrom(begun.keep['validUntil']);
    return { accounts: accountsIn(body), scope: scopeOf(valueAt(body, 'access')), until, keep: { sessionId } };
  },

  async fetch(calling, account, window, bank, withBalances): Promise<Fetched> {
    const fetched = await askTransactions(calling, account, window, bank);
    if (!withBalances) return fetched;
    return { ...fetched, remarks: [...fetched.remarks, ...await sayingWhyNoBalance(() => askBalances(calling, account))] };
  },

  read(pages, account, bank) {
    const rows = new Movements(account, bank);
    const balances = new Balances(account, bank, rows);
    for (const { endpoint, status, body } of pages) {
      if (!isGranted({ status })) continue;
      // its lack was told when it was asked for, and takes nothing from the rows
      if (endpoint === 'balances') for (const one of listAt(recordOrNone(body), 'balances') ?? []) balances.take(one);
      if (endpoint !== 'transactions') continue;
      const list = listAt(recordFrom(body), 'transactions');
      if (list === undefined) throw new BankTrouble('down', 'the bank answered without a list of transactions');
      for (const one of list) takeEnableBankingRow(one, rows, bank);
    }
    const { booked, pending, problems, ignored } = rows;
    return { booked, pending, problems, ignored, balances: balances.all() };
  },

  async end(calling) {
    const { sessionId } = calling.secrets;
    if (sessionId === undefined || sessionId === '') return;
    try {
      await askEnableBanking(calling, { method: 'DELETE', path: `/sessions/${encodeURIComponent(sessionId)}`, endpoint: 'consent' });
    } catch (error) {
      if (!(error instanceof BankTrouble) || error.kind !== 'consent') throw error;
    }
  },
};

/** Raises BankTrouble also where the answer has no list of them. */
async function askBalances(calling: Calling, account: FeedAccount): Promise<void> {
  const asking: Asking = { method: 'GET', path: `/accounts/${encodeURIComponent(account.handle)}/balances`, endpoint: 'balances', account: account.key, isData: true };
  if (listAt(await askEnableBanking(calling, asking), 'balances') === undefined) throw new BankTrouble('down', 'the bank answered without a list of them');
}

/** A day less than the bank's longest, for what is too long is refused. */
function consentMilliseconds(days = USUAL_DAYS): number {
  return days >= 2 ? (Math.floor(days) - 1) * DAY : Math.max(days * DAY * 0.9, 600_000);
}

async function registeredRedirect(calling: Calling, wished: string): Promise<string> {
  const application = await askEnableBanking(calling, { method: 'GET', path: '/application', endpoint: 'consent' });
  if (valueAt(application, 'active') === false) throw new BankTrouble('config', 'the application is not active yet: link your own accounts to it in the control panel');
  const registered = textsAt(application, 'redirect_urls');
  const chosen = wished === '' ? registered.find((url) => url.startsWith('https://')) : wished;
  if (chosen === undefined || (registered.length > 0 && !registered.includes(chosen))) throw new BankTrouble('config', 'the redirect address is not registered for the application: add it in the control panel');
  return chosen;
}
