/** What errors and limits of GoCardless Bank Account Data mean: its OpenAPI document (error examples), and what the projects that use it have met. */
import type { ApiAnswer } from './provider.ts';
import { isRecord, isWebPage, type Json, jsonFrom, textAt } from './reading.ts';
import { retryAfter, troubleOf } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

const MINUTE = 60_000;
/** Where a limit names no time: of the service itself, and of a bank (four a day). */
const SERVICE_WAIT = MINUTE;
const BANK_HOURS = 6;
/** Right after the consent the service still gathers. */
const GATHERING = 10 * MINUTE;

/** Body of an answer; empty where it cannot be read. */
export function errorBody(answer: ApiAnswer): Json {
  try {
    const body = jsonFrom(answer.bytes);
    return isRecord(body) ? body : {};
  } catch (error) {
    if (error instanceof BankTrouble) return {};
    throw error;
  }
}

/** True for a 401 that a new access token mends: the others tell of a consent or an account that is over. */
export function isTokenOld(answer: ApiAnswer): boolean {
  return answer.status === 401 && consentTrouble(errorBody(answer)) === undefined;
}

/**
 * Answer that is no success to a question for `path` (below the base) -> what to do next. `now`: Unix milliseconds. What is said about an account is of
 * that account alone, unless it names the consent or the keys; a web page is of what stands between, and says nothing of either.
 */
export function gocardlessTrouble(answer: ApiAnswer, now: number, path: string): BankTrouble {
  const body = errorBody(answer);
  const { status } = answer;
  const isOfAccount = path.startsWith('/accounts/');
  if (status >= 400 && status < 500 && status !== 429 && isWebPage(answer.bytes)) return new BankTrouble('down', `a web page came in the place of an answer (status ${status})`);
  if (status === 401) return consentTrouble(body) ?? unaccepted(body, isOfAccount);
  if (status === 402) return isOfAccount ? new BankTrouble('refused', 'the service wants to be paid for this account') : new BankTrouble('config', 'the free consents of this month are used up');
  if (status === 403) return forbidden(body, isOfAccount);
  if (status === 404) return path.startsWith('/requisitions/') ? new BankTrouble('consent', 'the consent is no longer known') : new BankTrouble('refused', 'this account or consent is no longer known');
  if (status === 409) return conflict(body, now);
  if (status === 429) return tooOften(answer, body, now);
  return troubleOf(answer, now, BANK_HOURS);
}

const summaryOf = (body: Json): string => textAt(body, 'summary')?.slice(0, 200) ?? '';
const NAMES_AGREEMENT = /End User Agreement|\bEUA\b/i;

/** A 401 that no new access token mends. */
function consentTrouble(body: Json): BankTrouble | undefined {
  const type = textAt(body, 'type');
  if (type === 'AccountInactiveError') return new BankTrouble('refused', 'the account was closed, or the bank no longer shows it');
  if (type === 'AccessExpiredError') return new BankTrouble('consent', 'the consent has ended or was withdrawn');
  return NAMES_AGREEMENT.test(summaryOf(body)) ? new BankTrouble('consent', 'the consent has ended') : undefined;
}

function unaccepted(body: Json, isOfAccount: boolean): BankTrouble {
  if (isOfAccount && !/\b(?:tokens?|authentication|credentials)\b/i.test(summaryOf(body))) return new BankTrouble('refused', 'the bank gives no access to this account');
  return new BankTrouble('config', 'the secret id and secret key are not accepted');
}

function forbidden(body: Json, isOfAccount: boolean): BankTrouble {
  const type = textAt(body, 'type');
  const summary = summaryOf(body);
  if (type === 'AccountResourceUnavailable') return new BankTrouble('refused', 'the bank does not offer this for the account');
  if (type === 'AccountAccessForbidden') return new BankTrouble('refused', 'the bank gives no access to this account');
  if (/access scope/i.test(summary)) return new BankTrouble('refused', 'the consent does not cover this; a new one may: ft bank reconnect');
  if (NAMES_AGREEMENT.test(summary)) return new BankTrouble('consent', 'there is no consent in force');
  if (/\bIP\b/.test(summary)) return new BankTrouble('config', 'the address of this network is not allowed for these keys');
  return isOfAccount ? new BankTrouble('refused', 'the bank gives no access to this account') : new BankTrouble('config', 'the keys may not ask this');
}

/** The body is the account itself, or tells that it was suspended. */
function conflict(body: Json, now: number): BankTrouble {
  const status = textAt(body, 'status')?.toUpperCase();
  if (status === 'PROCESSING' || status === 'DISCOVERED') return new BankTrouble('wait', 'the bank still gathers the account', now + GATHERING);
  if (status === 'ERROR') return new BankTrouble('down', 'the account cannot be read now');
  if (status === 'EXPIRED') return new BankTrouble('consent', 'the consent has ended');
  return new BankTrouble('refused', 'the account was suspended after many failures; a new consent may help: ft bank reconnect');
}

function tooOften(answer: ApiAnswer, body: Json, now: number): BankTrouble {
  const isOfBank = textAt(body, 'type') !== undefined;
  const seconds = (isOfBank ? headerNumber(answer.headers, 'accountsuccessreset') : headerNumber(answer.headers, 'reset')) ?? secondsIn(textAt(body, 'detail'));
  const fallback = isOfBank ? BANK_HOURS * 60 * MINUTE : SERVICE_WAIT;
  const until = seconds === undefined ? (retryAfter(answer.headers, now) ?? now + fallback) : now + seconds * 1000;
  return new BankTrouble('wait', isOfBank ? 'the bank was asked too often today' : 'the service was asked too often', until);
}

/** "… Please try again in 86000 seconds". */
function secondsIn(detail: string | undefined): number | undefined {
  const found = /\bin (\d{1,7}) seconds?\b/.exec(detail?.slice(0, 500) ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Headers are spelt HTTP_X_RATELIMIT_ACCOUNT_SUCCESS_RESET and x-ratelimit-account-success-reset, in any case. A day and a week are the longest that one means. */
function headerNumber(headers: Readonly<Record<string, string>>, ending: 'accountsuccessreset' | 'accountsuccessremaining' | 'reset'): number | undefined {
  for (const [name, value] of Object.entries(headers)) {
    const plain = name.toLowerCase().replace(/[-_]/g, '').replace(/^http/, '');
    if (plain === `xratelimit${ending}` && /^\d{1,6}$/.test(value.trim())) return Number(value.trim());
  }
  return undefined;
}

/** Headers of a success -> Unix milliseconds before which the bank answers no more about this account and endpoint; undefined where calls are left. */
export function answersAgainAt(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  if (headerNumber(headers, 'accountsuccessremaining') !== 0) return undefined;
  const seconds = headerNumber(headers, 'accountsuccessreset');
  return seconds === undefined ? undefined : now + seconds * 1000;
}
