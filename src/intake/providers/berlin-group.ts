/**
 * Berlin Group NextGenPSD2 XS2A 1.3: the interface that most banks of the EEA have, for those who hold a licence and its certificate (QWAC).
 * Source: NextGenPSD2 Access to Account Interoperability Framework, Implementation Guidelines and OpenAPI document 1.3.11.
 */
import { raise } from '../../errors.ts';
import { webAddress } from '../../values/web-address.ts';
import { withDistinctKeys } from './account-keys.ts';
import { ask, askSure } from './berlin-group-calls.ts';
import { beginConsent, endConsent, grantedUntil } from './berlin-group-consent.ts';
import { berlinGroupReading } from './berlin-group-pages.ts';
import { askPeriods } from './berlin-group-paging.ts';
import { codeOf } from './oauth-return.ts';
import type { Calling, FeedAccount, Fetched, Granted, Provider } from './provider.ts';
import { currencyAt, listAt, recordFrom, textAt } from './reading.ts';
import { isGranted, sayingWhyNoBalance } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

export const berlinGroup: Provider = {
  id: 'berlingroup',
  name: 'Berlin Group',
  baseUrl: undefined,
  baseOf: ({ baseUrl }) => (baseUrl ? interfaceAt(baseUrl.trim()) : undefined),
  summary: 'a bank\'s own PSD2 interface (NextGenPSD2), for those with a licence and its certificate',
  asks: [
    { name: 'baseUrl', label: 'Address of the bank\'s interface, up to /v1 (https://…)', isSecret: false },
    { name: 'certificate', label: 'Certificate, QWAC (path of the .pem file)', isSecret: false, isFile: true, isOptional: true },
    { name: 'key', label: 'Its private key (path of the .pem file)', isSecret: true, isFile: true, isOptional: true },
    { name: 'authority', label: 'Authority that the bank\'s own certificate is from (path of the .pem file)', isSecret: false, isFile: true, isOptional: true },
    { name: 'psuId', label: 'User name at the bank (only where it asks for one)', isSecret: false, isOptional: true },
  ],
  redirect: 'listen',
  dailyCalls: 4,

  begin: beginConsent,

  async finish(calling, begun, redirected): Promise<Granted> {
    const { consentId = '', consentUntil } = { ...calling.secrets, ...begun.keep };
    if (redirected !== undefined && /[?&]error=/.test(redirected)) codeOf(redirected);
    const until = await grantedUntil(calling, consentId, consentUntil);
    const accounts = listAt(recordFrom((await askSure(calling, { method: 'GET', path: '/v1/accounts', endpoint: 'accounts' }, consentId)).bytes), 'accounts');
    if (accounts === undefined) throw new BankTrouble('down', 'the bank answered without a list of accounts');
    return { accounts: named([...accounts, ...await cardsOf(calling, consentId)]), scope: ['accounts', 'balances', 'transactions'], until, keep: { consentId } };
  },

  async fetch(calling, account, window, bank, withBalances): Promise<Fetched> {
    const fetched = await askPeriods(calling, account, window, bank);
    if (!withBalances) return fetched;
    const request = { method: 'GET', path: `/v1/${account.handle}/balances`, endpoint: 'balances', account: account.key, isData: true } as const;
    const lacking = await sayingWhyNoBalance(async () => recordFrom((await askSure(calling, request, calling.secrets.consentId)).bytes));
    return { ...fetched, remarks: [...fetched.remarks, ...lacking] };
  },

  read: berlinGroupReading,

  async end(calling) {
    const { consentId } = calling.secrets;
    if (consentId) await endConsent(calling, consentId);
    await calling.keep({ consentId: '' });
  },
};

/** What the person gave as the address -> where paths are put behind. Raises 'bank-url-refused' for what is no address, and for one that goes on behind its path. */
function interfaceAt(text: string): string {
  const address = webAddress(text);
  if (!('url' in address)) return raise('bank-url-refused', { url: address.shown, why: address.why });
  if (/[?#]/.test(text)) return raise('bank-url-refused', { url: address.url.origin, why: 'a ? or # stands in it' });
  return text.replace(/\/+$/, '').replace(/\/v1$/, '');
}

/** The cards' list is an endpoint that a bank may lack. */
async function cardsOf(calling: Calling, consentId: string): Promise<readonly unknown[]> {
  const answer = await ask(calling, { method: 'GET', path: '/v1/card-accounts', endpoint: 'accounts' }, consentId);
  return isGranted(answer) ? (listAt(recordFrom(answer.bytes), 'cardAccounts') ?? []).map((card) => ({ card })) : [];
}

/** Entries of the lists, a card's as `{card}` -> accounts; closed ones are left out. */
function named(entries: readonly unknown[]): readonly FeedAccount[] {
  return withDistinctKeys(entries.map(accountIn).filter((one) => one !== undefined));
}

function accountIn(entry: unknown): FeedAccount | undefined {
  const card = typeof entry === 'object' && entry !== null && 'card' in entry ? entry.card : undefined;
  const account = card ?? entry;
  const number = textAt(account, 'iban') ?? textAt(account, 'bban') ?? textAt(account, 'maskedPan') ?? textAt(account, 'pan');
  const id = textAt(account, 'resourceId') ?? number;
  if (id === undefined || /^\.*$/.test(id) || textAt(account, 'status') === 'deleted') return undefined;
  const name = textAt(account, 'displayName') ?? textAt(account, 'name') ?? textAt(account, 'product');
  const currency = currencyAt(account, 'currency');
  const kind = card !== undefined ? 'card' : KINDS[textAt(account, 'cashAccountType')?.trim().toUpperCase() ?? ''];
  return {
    key: number?.replace(/\s/g, '') ?? id, handle: `${card === undefined ? 'accounts' : 'card-accounts'}/${encodeURIComponent(id)}`,
    ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }), ...(currency === undefined ? {} : { currency }), ...(kind === undefined ? {} : { kind }),
  };
}

/** ExternalCashAccountType1Code (ISO 20022). */
const KINDS: Readonly<Record<string, FeedAccount['kind']>> = { CACC: 'current', TRAN: 'current', SLRY: 'current', CARD: 'card', SVGS: 'savings', LLSV: 'savings', ONDP: 'savings', LOAN: 'loan', MGLD: 'loan' };
