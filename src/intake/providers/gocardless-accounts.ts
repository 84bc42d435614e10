/** The accounts of a consent at GoCardless Bank Account Data: their metadata, and the details that the bank gives. */
import { withDistinctKeys } from './account-keys.ts';
import { askGoCardless } from './gocardless-calls.ts';
import { LOOKS, PAUSE } from './gocardless-consent.ts';
import { askedAgain, whyUnanswered } from './patience.ts';
import type { Calling, FeedAccount } from './provider.ts';
import { currencyAt, type Json, provided, recordAt, recordFrom, textAt } from './reading.ts';
import { BankTrouble } from './trouble.ts';

/** Ids of accounts -> the accounts, once the service has gathered them. One that fails stands there by its id and number alone. */
export async function describedAccounts(calling: Calling, ids: readonly string[]): Promise<readonly FeedAccount[]> {
  const accounts: FeedAccount[] = [];
  for (const id of ids) accounts.push(await describedAccount(calling, id));
  return withDistinctKeys(accounts);
}

async function describedAccount(calling: Calling, id: string): Promise<FeedAccount> {
  const path = `/accounts/${encodeURIComponent(id)}/`;
  const ask = (what: string) => async (): Promise<Json> => recordFrom((await askGoCardless(calling, { method: 'GET', path: what, endpoint: 'details' })).bytes);
  let known: Json = {};
  for (let looks = 0; looks < LOOKS; looks++) {
    if (looks > 0) await calling.sleep(PAUSE);
    known = await told(() => askedAgain(calling, ask(path)));
    if (!['PROCESSING', 'DISCOVERED'].includes(textAt(known, 'status') ?? '')) break;
  }
  return accountFrom(id, known, recordAt(await told(ask(`${path}details/`)), 'account') ?? {});
}

/** What is told of an account; empty where nothing is: the consent was given, and stands without its name. Raises what is wrong with the keys. */
async function told(ask: () => Promise<Json>): Promise<Json> {
  try {
    return await ask();
  } catch (error) {
    const isConsent = error instanceof BankTrouble && error.kind === 'consent';
    if (!isConsent && whyUnanswered(error) === undefined) throw error;
    return {};
  }
}

const KINDS: Readonly<Record<string, NonNullable<FeedAccount['kind']>>> = { CACC: 'current', CARD: 'card', SVGS: 'savings', LOAN: 'loan', TRAN: 'current' };

function accountFrom(id: string, known: Json, details: Json): FeedAccount {
  const number = [details, known].flatMap((one) => [textAt(one, 'iban'), textAt(one, 'bban')]).map(provided).find((one) => one !== undefined) ?? textAt(details, 'maskedPan');
  const name = textAt(details, 'name') ?? textAt(details, 'product') ?? textAt(details, 'details') ?? textAt(details, 'displayName') ?? textAt(known, 'name');
  const currency = currencyAt(details, 'currency');
  const type = textAt(details, 'cashAccountType') ?? '';
  const kind = Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;
  return { key: number ?? id, handle: id, ...(number === undefined ? {} : { number }), ...(name === undefined ? {} : { name }), ...(currency === undefined ? {} : { currency }), ...(kind === undefined ? {} : { kind }) };
}
