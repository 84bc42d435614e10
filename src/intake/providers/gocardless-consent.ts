/** Consent at GoCardless Bank Account Data: an end user agreement, a requisition that the person walks through, and the accounts it links. */
import { raise } from '../../errors.ts';
import { askGoCardless, sendToGoCardless } from './gocardless-calls.ts';
import { errorBody, gocardlessTrouble } from './gocardless-trouble.ts';
import { instantFrom } from './instants.ts';
import { askedAgain, whyUnanswered } from './patience.ts';
import type { BankOffer, Calling, ConsentWish } from './provider.ts';
import { type Json, recordFrom, textAt, textsAt, valueAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

const SCOPE = ['balances', 'details', 'transactions'] as const;
/** What every bank grants. */
const USUAL_DAYS = 90;
const TRIES = 5;
/** Milliseconds between two looks at a requisition or an account, and how many of them: the service is done within seconds, or never. */
export const PAUSE = 2000;
export const LOOKS = 20;
const DAY = 86_400_000;

/** One element of `/institutions/` -> the bank; its days are texts there. */
export function institutionFrom(value: unknown, country: string): BankOffer | undefined {
  const id = textAt(value, 'id');
  const name = textAt(value, 'name');
  if (id === undefined || name === undefined) return undefined;
  const bic = textAt(value, 'bic');
  const consentDays = daysFrom(textAt(value, 'max_access_valid_for_days'));
  const historyDays = daysFrom(textAt(value, 'transaction_total_days'));
  return {
    id, name, country: textsAt(value, 'countries').length === 1 ? textsAt(value, 'countries')[0]!.toUpperCase() : country.toUpperCase(),
    ...(bic === undefined ? {} : { bic }), ...(consentDays === undefined ? {} : { consentDays }), ...(historyDays === undefined ? {} : { historyDays }),
  };
}

const daysFrom = (text: string | undefined): number | undefined => (text !== undefined && /^[1-9]\d{0,3}$/.test(text.trim()) ? Number(text.trim()) : undefined);

/** Bank -> a new agreement, its id and its days, for as long and as far back as the bank lets it; what it calls too much is asked for again with less. */
export async function makeAgreement(calling: Calling, bank: BankOffer): Promise<{ readonly id: string; readonly days: number }> {
  const asked = { max_historical_days: bank.historyDays ?? USUAL_DAYS, access_valid_for_days: bank.consentDays ?? USUAL_DAYS };
  for (let tries = 1; ; tries++) {
    const body = JSON.stringify({ institution_id: bank.id, ...asked, access_scope: SCOPE });
    const answer = await sendToGoCardless(calling, { method: 'POST', path: '/agreements/enduser/', body, endpoint: 'consent' });
    if (isGranted(answer)) return { id: textAt(recordFrom(answer.bytes), 'id') ?? nothing('no agreement was made'), days: asked.access_valid_for_days };
    const errors = answer.status === 400 ? errorBody(answer) : {};
    const field = (['max_historical_days', 'access_valid_for_days'] as const).find((name) => Object.hasOwn(errors, name));
    if (field === undefined || tries === TRIES) throw refusedField(errors) ?? gocardlessTrouble(answer, calling.now(), '/agreements/enduser/');
    asked[field] = smaller(asked[field], detailOf(errors, field));
  }
}

/** "must be > 0 and <= N26_NTSBDEB1 transaction_total_days (90)", "must be > 0 and <= 180": the last number is the most. Values are objects, lists of objects or of texts. */
function detailOf(errors: Json, field: string): string {
  const value = valueAt(errors, field);
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return (typeof first === 'string' ? first : (textAt(first, 'detail') ?? '')).slice(0, 300);
}

function smaller(asked: number, detail: string): number {
  const most = daysFrom(/(\d{1,4})\D*$/.exec(detail)?.[1]);
  if (most !== undefined && most < asked) return most;
  return asked > USUAL_DAYS ? USUAL_DAYS : Math.max(1, asked - 1);
}

function refusedField(errors: Json): BankTrouble | undefined {
  if (Object.hasOwn(errors, 'institution_id')) return new BankTrouble('config', 'the bank is not known there by this name any more');
  return Object.hasOwn(errors, 'access_scope') ? new BankTrouble('refused', 'the bank does not give what is asked for') : undefined;
}

/** Agreement -> a requisition: its id and the address where the person begins. */
export async function makeRequisition(calling: Calling, bank: BankOffer, agreement: string, wish: ConsentWish): Promise<{ readonly id: string; readonly url: string }> {
  const asked = { redirect: wish.redirectUrl, institution_id: bank.id, reference: wish.state, agreement, user_language: wish.language === 'nb' ? 'NO' : 'EN' };
  const body = recordFrom((await askGoCardless(calling, { method: 'POST', path: '/requisitions/', body: JSON.stringify(asked), endpoint: 'consent' })).bytes);
  const url = textAt(body, 'link');
  if (url === undefined || !/^https?:\/\//i.test(url)) return nothing('no address for the consent was given');
  return { id: textAt(body, 'id') ?? nothing('no consent was begun'), url };
}

const nothing = (says: string): never => { throw new BankTrouble('down', says); };

/** Statuses that a requisition never leaves again. */
const REFUSED: Readonly<Record<string, string>> = {
  RJ: 'it was rejected at the bank', EX: 'the link has run out', SU: 'it was suspended', ER: 'the bank had an error of its own',
};

/** Requisition id -> the ids of its accounts, once the bank has confirmed it. Raises 'consent-refused'. */
export async function linkedAccounts(calling: Calling, requisition: string): Promise<readonly string[]> {
  for (let looks = 0; looks < LOOKS; looks++) {
    if (looks > 0) await calling.sleep(PAUSE);
    const body = await askedAgain(calling, async () => recordFrom((await askGoCardless(calling, { method: 'GET', path: `/requisitions/${encodeURIComponent(requisition)}/`, endpoint: 'consent' })).bytes));
    const status = textAt(body, 'status') ?? '';
    if (status === 'LN') return textsAt(body, 'accounts');
    if (Object.hasOwn(REFUSED, status)) return raise('consent-refused', { why: REFUSED[status]! });
  }
  return raise('consent-refused', { why: 'the login at the bank was not finished' });
}

/** Agreement id, and the days that were asked for -> Unix milliseconds when it ends: by its own word, else so many days from now. */
export async function agreementEnd(calling: Calling, agreement: string, days: number): Promise<number | undefined> {
  const wished = days > 0 ? calling.now() + days * DAY : undefined;
  try {
    const path = `/agreements/enduser/${encodeURIComponent(agreement)}/`;
    const body = await askedAgain(calling, async () => recordFrom((await askGoCardless(calling, { method: 'GET', path, endpoint: 'consent' })).bytes));
    const begun = instantFrom(textAt(body, 'accepted')) ?? instantFrom(textAt(body, 'created'));
    const granted = valueAt(body, 'access_valid_for_days');
    return begun === undefined || typeof granted !== 'number' ? wished : begun + granted * DAY;
  } catch (error) {
    if (whyUnanswered(error) === undefined) throw error;
    return wished;
  }
}

/** What a consent here lets be asked. */
export const GOCARDLESS_SCOPE: readonly string[] = ['accounts', 'balances', 'transactions'];
