/** Consents of the Berlin Group's interface: asked for with a redirect to the bank's login, and waited for. */
import { raise } from '../../errors.ts';
import { addDays, type Day, dayFrom, dayFromNumber, dayNumber } from '../../values/day.ts';
import { ask, askSure, codesIn, followed, hrefIn, troubleIn } from './berlin-group-calls.ts';
import type { ApiAnswer, Begun, Calling, ConsentWish } from './provider.ts';
import { recordAt, recordFrom, textAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** The longest that the rules allow (RTS 2018/389, article 10a, since July 2023); a bank that allows less says so. */
const CONSENT_DAYS = 180;
/** Calls a day while nobody is there (RTS article 36(5)). */
const FREQUENCY = 4;
const DAY = 86_400_000;
const EPOCH = dayNumber('1970-01-01' as Day);
/** A consent is mostly valid before the browser is back; some banks need a while. */
const QUESTIONS = 15;
const BETWEEN = 2000;

/** What may be asked for: accounts chosen at the bank, or where a bank knows only that, all of them. */
const ACCESS = [{ accounts: [], balances: [], transactions: [] }, { allPsd2: 'allAccounts' }] as const;

/** The UTC day of an instant (Unix milliseconds): `validUntil` names no zone. */
const dayAt = (now: number): Day => dayFromNumber(Math.floor(now / DAY) + EPOCH);

/** Asks for a consent -> where to log in. Raises BankTrouble; `config` where the bank wants a login that is not in a browser. */
export async function beginConsent(calling: Calling, wish: ConsentWish): Promise<Begun> {
  const validUntil = addDays(dayAt(calling.now()), CONSENT_DAYS);
  const answer = await created(calling, wish, validUntil);
  const body = recordFrom(answer.bytes);
  const consentId = textAt(body, 'consentId');
  if (consentId === undefined) throw new BankTrouble('down', 'the bank answered without a consent id');
  const url = await loginIn(calling, body, consentId);
  return { url, keep: { consentId, consentUntil: validUntil } };
}

async function created(calling: Calling, wish: ConsentWish, validUntil: Day): Promise<ApiAnswer> {
  const { psuId } = calling.secrets;
  const headers = {
    'tpp-redirect-uri': withQuery(wish.redirectUrl, { state: wish.state }),
    'tpp-nok-redirect-uri': withQuery(wish.redirectUrl, { state: wish.state, error: 'access_denied' }),
    'tpp-redirect-preferred': 'true',
    ...(psuId ? { 'psu-id': psuId } : {}),
  };
  let last: ApiAnswer | undefined;
  for (const access of ACCESS) {
    const body = JSON.stringify({ access, recurringIndicator: true, validUntil, frequencyPerDay: FREQUENCY, combinedServiceIndicator: false });
    last = await ask(calling, { method: 'POST', path: '/v1/consents', endpoint: 'consent', body, headers }, undefined);
    if (last.status !== 400) break;
  }
  if (last !== undefined && isGranted(last)) return last;
  throw last?.status === 400 && codesIn(last).length === 0 ? new BankTrouble('config', 'the bank does not understand how a consent is asked for') : troubleIn(last!, calling.now());
}

/** The login page of a new consent; where the bank wants its login to be started first, that is done. */
async function loginIn(calling: Calling, created: unknown, consentId: string): Promise<string> {
  const links = recordAt(created, '_links');
  const direct = hrefIn(links, 'scaRedirect');
  if (direct !== undefined) return loginAddress(direct);
  if (hrefIn(links, 'scaOAuth') !== undefined) throw new BankTrouble('config', 'this bank wants its login by OAuth, which is not supported');
  const start = hrefIn(links, 'startAuthorisation');
  if (start === undefined) throw new BankTrouble('config', 'this bank has no login in the browser, and others are not supported');
  const path = followed(start, `${calling.base}/v1/consents`);
  const begun = await askSure(calling, { method: 'POST', path, endpoint: 'consent', body: '{}' }, consentId);
  return loginAddress(hrefIn(recordAt(recordFrom(begun.bytes), '_links'), 'scaRedirect'));
}

/** Only an address that a browser opens as a page, and that is protected or of this machine, is handed on. */
function loginAddress(href: unknown): string {
  const url = typeof href === 'string' && URL.canParse(href) ? new URL(href) : undefined;
  const isLocal = url?.protocol === 'http:' && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !isLocal)) throw new BankTrouble('config', 'the bank\'s login page is no https address');
  return url.href;
}

/** Waits until the consent is valid -> Unix milliseconds at which it ends; undefined where the bank names no end. Raises 'consent-refused', 'consent-unfinished', BankTrouble. */
export async function grantedUntil(calling: Calling, consentId: string, wished: string | undefined): Promise<number | undefined> {
  const path = `/v1/consents/${encodeURIComponent(consentId)}`;
  for (let question = 1; ; question++) {
    const answer = await askSure(calling, { method: 'GET', path: `${path}/status`, endpoint: 'consent' }, undefined);
    const status = textAt(recordFrom(answer.bytes), 'consentStatus');
    if (status === 'valid') break;
    if (status !== undefined && Object.hasOwn(ENDED, status)) raise('consent-refused', { why: ENDED[status]! });
    if (question >= QUESTIONS) raise('consent-unfinished', {});
    await calling.sleep(BETWEEN);
  }
  const details = await ask(calling, { method: 'GET', path, endpoint: 'consent' }, undefined);
  const told = isGranted(details) ? textAt(recordFrom(details.bytes), 'validUntil') : wished;
  const day = dayFrom(told?.slice(0, 10) ?? '');
  return day === undefined ? undefined : (dayNumber(day) - EPOCH + 1) * DAY;
}

const ENDED: Readonly<Record<string, string>> = {
  rejected: 'it was cancelled or denied at the bank',
  revokedByPsu: 'it was revoked at the bank',
  expired: 'it has ended already',
  terminatedByTpp: 'it was ended already',
};

/** Ends a consent; one that is over already is no trouble. */
export async function endConsent(calling: Calling, consentId: string): Promise<void> {
  const answer = await ask(calling, { method: 'DELETE', path: `/v1/consents/${encodeURIComponent(consentId)}`, endpoint: 'consent' }, undefined);
  if (isGranted(answer) || answer.status === 404) return;
  const trouble = troubleIn(answer, calling.now());
  if (trouble.kind !== 'consent') throw trouble;
}

function withQuery(address: string, query: Readonly<Record<string, string>>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}
