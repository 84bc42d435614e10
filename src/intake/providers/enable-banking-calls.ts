/** One question to Enable Banking: signed, with what says that the person is there, its failures told apart. */
import { errorIn, enableBankingTrouble } from './enable-banking-trouble.ts';
import { enableBankingToken } from './enable-banking-token.ts';
import type { ApiAnswer, ApiRequest, Calling } from './provider.ts';
import { raise } from '../../errors.ts';
import { isWebPage, type Json, recordFrom, textAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** A question as the provider's file states it; headers are added here. */
export type Asking = Omit<ApiRequest, 'headers'>;

/** A code is good once and for minutes; what it was for must begin again. */
const SPENT: ReadonlySet<string> = new Set(['EXPIRED_AUTHORIZATION_CODE', 'WRONG_AUTHORIZATION_CODE', 'ALREADY_AUTHORIZED']);

/** Question -> the answer's object. Raises BankTrouble as the error says, 'consent-refused' for a code that is spent, 'clock-wrong'. */
export async function askEnableBanking(calling: Calling, asking: Asking): Promise<Json> {
  const answer = await sendToEnableBanking(calling, asking);
  if (isGranted(answer)) return asking.method === 'DELETE' ? {} : recordFrom(answer.bytes);
  throw await troubleWith(calling, answer, asking);
}

/** Question -> the answer, whatever its status is. */
export function sendToEnableBanking(calling: Calling, asking: Asking): Promise<ApiAnswer> {
  const content = asking.body === undefined ? {} : { 'content-type': 'application/json' };
  return calling.send({ ...asking, headers: { authorization: `Bearer ${enableBankingToken(calling)}`, accept: 'application/json', ...content, ...presence(calling, asking) } });
}

/**
 * Failed answer to a question -> the trouble. What a bank says in its own words is told apart by the session: where that stands, it is of the one
 * account that was asked about. A web page is of what stands between, and says nothing of the consent.
 */
export async function troubleWith(calling: Calling, answer: ApiAnswer, { account }: Pick<Asking, 'account'>): Promise<BankTrouble> {
  const { name } = errorIn(answer);
  if (name !== undefined && SPENT.has(name)) raise('consent-refused', { why: 'the code in the address was used already or has run out' });
  const trouble = enableBankingTrouble(answer, calling);
  if (trouble !== undefined) return trouble;
  if (isWebPage(answer.bytes)) return webPage(answer);
  const { sessionId = '' } = calling.secrets;
  if (sessionId === '') return new BankTrouble('config', 'the application was refused');
  const session = await sendToEnableBanking(calling, { method: 'GET', path: `/sessions/${encodeURIComponent(sessionId)}`, endpoint: 'consent' });
  if (!isGranted(session)) return enableBankingTrouble(session, calling) ?? (isWebPage(session.bytes) ? webPage(session) : new BankTrouble('config', 'the application was refused'));
  const status = textAt(recordFrom(session.bytes), 'status');
  if (status !== 'AUTHORIZED') return new BankTrouble('consent', 'the consent is over');
  if (account === undefined) return new BankTrouble('consent', 'the bank no longer accepts the consent');
  return new BankTrouble('refused', 'the bank refuses this account, though the consent stands; where that lasts, give a new one: ft bank reconnect');
}

const webPage = ({ status }: ApiAnswer): BankTrouble => new BankTrouble('down', `a web page came in the place of an answer (status ${status})`);

/** Headers that say that the person is there: all that the bank requires, or none. They are sent with questions about accounts alone. */
function presence({ psu, secrets }: Calling, { path }: Asking): Readonly<Record<string, string>> {
  if (!path.startsWith('/accounts/') || Object.keys(psu).length === 0) return {};
  const required = (secrets['psuHeaders'] ?? '').split(' ').filter((name) => name !== '').map(headerName);
  return required.every((name) => psu[name] !== undefined) ? psu : {};
}

/** "Psu-Ip-Address", "psuIpAddress" -> "psu-ip-address". */
const headerName = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
