/** Banks, accounts and scope as Enable Banking names them: schemas ASPSPData, AccountResource and Access of its OpenAPI document. */
import { withDistinctKeys } from './account-keys.ts';
import type { BankOffer, FeedAccount } from './provider.ts';
import { currencyAt, isRecord, type Json, listAt, textAt, textsAt, valueAt } from './reading.ts';

const SECONDS_A_DAY = 86_400;
const KINDS: Readonly<Record<string, NonNullable<FeedAccount['kind']>>> = { CACC: 'current', CARD: 'card', SVGS: 'savings', LOAN: 'loan' };

/** One element of `aspsps` -> the bank; undefined where it has no name or country, or is for companies alone. Its id tells both: names are those of several banks. */
export function offerFrom(value: unknown): BankOffer | undefined {
  const name = textAt(value, 'name');
  const country = textAt(value, 'country')?.toUpperCase();
  const types = textsAt(value, 'psu_types');
  if (name === undefined || country === undefined || !/^[A-Z]{2}$/.test(country) || (types.length > 0 && !types.includes('personal'))) return undefined;
  const seconds = valueAt(value, 'maximum_consent_validity');
  const days = typeof seconds === 'number' && seconds > 0 ? { consentDays: seconds >= SECONDS_A_DAY ? Math.floor(seconds / SECONDS_A_DAY) : seconds / SECONDS_A_DAY } : {};
  const bic = textAt(value, 'bic');
  const headers = textsAt(value, 'required_psu_headers').filter((header) => /^[A-Za-z-]{1,40}$/.test(header));
  return { id: `${name} (${country})`, name, country, ...(bic === undefined ? {} : { bic }), ...days, ...(headers.length > 0 ? { psuHeaders: headers } : {}) };
}

/** Answer of POST /sessions -> the accounts that can be asked about; one that is closed has no uid. */
export function accountsIn(session: Json): readonly FeedAccount[] {
  return withDistinctKeys((listAt(session, 'accounts') ?? []).filter((one) => isRecord(one) && textAt(one, 'uid') !== undefined).map(accountFrom));
}

/** `name` is the holder's by the document, so the account is called by its description or product first. */
function accountFrom(account: unknown): FeedAccount {
  const handle = textAt(account, 'uid') ?? '';
  const number = textAt(account, 'account_id', 'iban') ?? textAt(account, 'account_id', 'other', 'identification') ?? numberIn(listAt(account, 'all_account_ids'));
  const name = textAt(account, 'details') ?? textAt(account, 'product') ?? textAt(account, 'name');
  const currency = currencyAt(account, 'currency');
  const type = textAt(account, 'cash_account_type') ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  return {
    key: textAt(account, 'identification_hash') ?? number ?? handle, handle,
    ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }), ...(currency === undefined ? {} : { currency }), ...(kind === undefined ? {} : { kind }),
  };
}

const numberIn = (ids: readonly unknown[] | undefined): string | undefined =>
  ids?.filter((id) => ['IBAN', 'BBAN', 'CPAN'].includes(textAt(id, 'scheme_name') ?? '')).map((id) => textAt(id, 'identification')).find((id) => id !== undefined);

/** `access` of a session -> what may be asked. */
export const scopeOf = (access: unknown): readonly string[] =>
  ['accounts', ...['balances', 'transactions'].filter((what) => valueAt(access, what) !== false)];
