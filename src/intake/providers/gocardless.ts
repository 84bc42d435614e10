/** GoCardless Bank Account Data v2, formerly Nordigen: for those who already have its keys. Source: its OpenAPI document and developer.gocardless.com. */
import { raise } from '../../errors.ts';
import { Balances } from './balances.ts';
import { berlinGroupRow } from './berlin-group-rows.ts';
import { describedAccounts } from './gocardless-accounts.ts';
import { askGoCardless, sendToGoCardless } from './gocardless-calls.ts';
import { agreementEnd, GOCARDLESS_SCOPE, institutionFrom, linkedAccounts, makeAgreement, makeRequisition } from './gocardless-consent.ts';
import { askTransactions, recordsIn } from './gocardless-periods.ts';
import { gocardlessTrouble } from './gocardless-trouble.ts';
import { Movements } from './movement.ts';
import type { Calling, FeedAccount, Fetched, Granted, Provider } from './provider.ts';
import { isRecord, jsonFrom, listAt, recordFrom, recordOrNone } from './reading.ts';
import { isGranted, sayingWhyNoBalance } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

export const gocardless: Provider = {
  id: 'gocardless',
  name: 'GoCardless Bank Account Data',
  baseUrl: 'https://bankaccountdata.gocardless.com/api/v2',
  summary: 'most banks of Europe, for those who have keys from before its sign-up closed',
  asks: [
    { name: 'secretId', label: 'Secret id', isSecret: true },
    { name: 'secretKey', label: 'Secret key', isSecret: true },
  ],
  redirect: 'listen',
  dailyCalls: 4,

  async banks(calling, country) {
    const answer = await askGoCardless(calling, { method: 'GET', path: `/institutions/?country=${encodeURIComponent(country.toLowerCase())}`, endpoint: 'banks' });
    const list = jsonFrom(answer.bytes);
    if (!Array.isArray(list)) throw new BankTrouble('down', 'no list of banks was given');
    return list.map((one) => institutionFrom(one, country)).filter((offer) => offer !== undefined);
  },

  async begin(calling, wish) {
    const { bank } = wish;
    if (bank === undefined) return raise('bank-unknown', { bank: '', near: [] });
    const { id: agreementId, days } = await makeAgreement(calling, bank);
    const { id, url } = await makeRequisition(calling, bank, agreementId, wish);
    return { url, keep: { agreementId, agreementDays: String(days), requisitionId: id } };
  },

  async finish(calling, begun, redirected, wish): Promise<Granted> {
    const { agreementId = '', agreementDays, requisitionId = '' } = begun.keep;
    try {
      checkReturn(redirected, wish.state);
      const accounts = await describedAccounts(calling, await linkedAccounts(calling, requisitionId));
      return { accounts, scope: GOCARDLESS_SCOPE, until: await agreementEnd(calling, agreementId, Number(agreementDays)), keep: { agreementId, requisitionId } };
    } catch (error) {
      await endRequisition(calling, requisitionId).catch(() => undefined);
      throw error;
    }
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
      // their lack was told when they were asked for, and takes nothing from the rows
      if (endpoint === 'balances') for (const one of listAt(recordOrNone(body), 'balances') ?? []) balances.take(one);
      if (endpoint !== 'transactions') continue;
      for (const { record, isPending } of recordsIn(recordFrom(body))) {
        if (isRecord(record)) rows.take(berlinGroupRow(record, isPending, bank), record);
        else rows.refuse(record, 'it is no transaction');
      }
    }
    const { booked, pending, problems, ignored } = rows;
    return { booked, pending, problems, ignored, balances: balances.all() };
  },

  end: (calling) => endRequisition(calling, calling.secrets.requisitionId ?? ''),
};

/** With its requisition the consent ends; one that is gone already is no trouble. */
async function endRequisition(calling: Calling, id: string): Promise<void> {
  if (id === '') return;
  const path = `/requisitions/${encodeURIComponent(id)}/`;
  const answer = await sendToGoCardless(calling, { method: 'DELETE', path, endpoint: 'consent' });
  if (!isGranted(answer) && answer.status !== 404) throw gocardlessTrouble(answer, calling.now(), path);
}

/** The address the browser ended at says `ref`, which is the state, and `error` where it failed. */
function checkReturn(redirected: string | undefined, state: string): void {
  const text = redirected?.trim() ?? '';
  const query = new URLSearchParams(text.includes('?') ? text.slice(text.indexOf('?') + 1) : '');
  if (query.has('error')) raise('consent-refused', { why: 'it was cancelled or failed at the bank' });
  const reference = query.get('ref');
  if (reference !== null && reference !== state) raise('consent-mismatch', {});
}

/** Raises BankTrouble also where the answer has no list of them. */
async function askBalances(calling: Calling, account: FeedAccount): Promise<void> {
  const answer = await askGoCardless(calling, { method: 'GET', path: `/accounts/${encodeURIComponent(account.handle)}/balances/`, endpoint: 'balances', account: account.key, isData: true });
  if (listAt(recordFrom(answer.bytes), 'balances') === undefined) throw new BankTrouble('down', 'the bank answered without a list of them');
}
