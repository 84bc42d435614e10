/** What Enable Banking's errors mean: ErrorCode of its OpenAPI document, and what the projects that use it have met. */
import { raise } from '../../errors.ts';
import type { ApiAnswer, Calling } from './provider.ts';
import { isRecord, type Json, jsonFrom, recordAt, textAt, valueAt } from './reading.ts';
import { retryAfter, troubleOf } from './statuses.ts';
import { BankTrouble, type TroubleKind } from './trouble.ts';

/** Hourly retries never come through once the bank's limit is reached (securo#805). */
const HOURS_TO_WAIT = 6;
/** Farther off than this a clock makes tokens that are refused. */
const SKEW_MINUTES = 5;

const KNOWN: Readonly<Record<string, readonly [TroubleKind, string]>> = {
  EXPIRED_SESSION: ['consent', 'the consent has ended'],
  CLOSED_SESSION: ['consent', 'the consent was closed'],
  REVOKED_SESSION: ['consent', 'the consent was withdrawn'],
  SESSION_DOES_NOT_EXIST: ['consent', 'the consent is no longer known'],
  WRONG_SESSION_STATUS: ['consent', 'the consent is not in force'],
  ASPSP_PSU_ACTION_REQUIRED: ['consent', 'the bank wants something from you: log in to its own pages or app, then give a new consent'],
  UNAUTHORIZED_IP: ['config', 'the address of this network is not allowed for the application'],
  WRONG_CREDENTIALS_PROVIDED: ['config', 'the application id and the private key do not belong together'],
  AUTHORIZATION_NOT_PROVIDED: ['config', 'the application id or the private key is missing'],
  UNAUTHORIZED_ACCESS: ['config', 'the application may not ask this'],
  ACCESS_DENIED: ['config', 'the application has no access to account information'],
  INVALID_HOST: ['config', 'the address of the service is wrong'],
  REDIRECT_URI_NOT_ALLOWED: ['config', 'the redirect address is not registered for the application'],
  NO_ACCOUNTS_ADDED: ['config', 'no account is linked to the application yet: link your own in the control panel'],
  WRONG_ASPSP_PROVIDED: ['config', 'the bank is not known there by this name any more'],
  ASPSP_TIMEOUT: ['down', 'the bank did not answer in time'],
  ASPSP_ACCOUNT_NOT_ACCESSIBLE: ['refused', 'the bank gives no access to this account'],
  ACCOUNT_DOES_NOT_EXIST: ['refused', 'this account is no longer known'],
  WRONG_TRANSACTIONS_PERIOD: ['refused', 'the bank refuses every period that was asked for'],
  WRONG_CONTINUATION_KEY: ['down', 'the place between two pages was lost'],
  WRONG_REQUEST_PARAMETERS: ['down', 'the question was not understood'],
  DATE_FROM_IN_FUTURE: ['refused', 'the period begins in the future; check this machine\'s clock'],
  PSU_HEADER_NOT_PROVIDED: ['refused', 'this bank answers only while you are there: run ft sync yourself'],
  PSU_HEADER_INVALID: ['refused', 'the bank does not accept what it was told about you being there'],
};

/** Answer that is no success -> the error's name and the whole body where it is readable. */
export function errorIn(answer: ApiAnswer): { readonly name: string | undefined; readonly body: Json } {
  let body: unknown;
  try {
    body = jsonFrom(answer.bytes);
  } catch (error) {
    if (!(error instanceof BankTrouble)) throw error;
  }
  return { name: textAt(body, 'error'), body: isRecord(body) ? body : {} };
}

/**
 * Answer that is no success -> what to do next; undefined for a 401 or 403 in the bank's own words, which say nothing of the session. Raises 'clock-wrong'
 * where a key was refused and the clocks differ.
 */
export function enableBankingTrouble(answer: ApiAnswer, calling: Calling): BankTrouble | undefined {
  const { name, body } = errorIn(answer);
  const now = calling.now();
  const known = name !== undefined && Object.hasOwn(KNOWN, name) ? KNOWN[name] : undefined;
  if (answer.status === 401 && known?.[0] !== 'consent') checkClock(answer, calling);
  if (known !== undefined) return new BankTrouble(...known);
  const inner = name === 'ASPSP_ERROR' ? innerStatus(body) : undefined;
  if (name === 'ASPSP_RATE_LIMIT_EXCEEDED' || inner === 429 || answer.status === 429) return new BankTrouble('wait', 'the bank was asked too often', retryAfter(answer.headers, now) ?? now + HOURS_TO_WAIT * 3_600_000);
  if (inner === 401 || inner === 403) return new BankTrouble('consent', 'the bank no longer accepts the consent');
  if (name === 'ASPSP_ERROR') return new BankTrouble('down', 'the bank answered with an error');
  if (answer.status === 401 || answer.status === 403) return name === undefined ? undefined : new BankTrouble('config', 'the application was refused');
  return troubleOf(answer, now, HOURS_TO_WAIT);
}

/** The bank's own status stands in `detail`, as a number or somewhere in a text. */
function innerStatus(body: Json): number | undefined {
  const detail = valueAt(body, 'detail');
  for (const field of ['status', 'status_code', 'http_status', 'code']) {
    const status = textAt(recordAt(body, 'detail'), field);
    if (status !== undefined && /^[1-5]\d\d$/.test(status)) return Number(status);
  }
  const text = typeof detail === 'string' ? detail : (textAt(detail, 'message') ?? '');
  const found = /(?<!\d)(401|403|429)(?!\d)/.exec(text.slice(0, 500))?.[1];
  return found === undefined ? undefined : Number(found);
}

function checkClock(answer: ApiAnswer, calling: Calling): void {
  const theirs = Date.parse(answer.headers['date'] ?? '');
  const minutes = Math.round(Math.abs(theirs - calling.now()) / 60_000);
  if (minutes > SKEW_MINUTES) raise('clock-wrong', { minutes, host: new URL(calling.base).host });
}
