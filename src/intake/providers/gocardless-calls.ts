/** One question to GoCardless Bank Account Data, with an access token that is good. Every path ends in "/". */
import { errorBody, gocardlessTrouble, isTokenOld } from './gocardless-trouble.ts';
import type { ApiAnswer, ApiRequest, Calling } from './provider.ts';
import { recordFrom, textAt, valueAt } from './reading.ts';
import { isGranted } from './statuses.ts';
import { BankTrouble } from './trouble.ts';

/** A token so near its end is not used any more. */
const MARGIN = 60_000;
const ACCESS_SECONDS = 86_400;
const REFRESH_SECONDS = 2_592_000;

/** A question as the provider's file states it; headers are added here. */
export type Asking = Omit<ApiRequest, 'headers'>;

/** Question -> the answer, whatever its status is; where the token was too old, asked once more with a new one. */
export async function sendToGoCardless(calling: Calling, asking: Asking): Promise<ApiAnswer> {
  const send = (token: string): Promise<ApiAnswer> => calling.send({ ...asking, headers: { ...headersFor(asking), authorization: `Bearer ${token}` } });
  const answer = await send(await accessToken(calling, false));
  return isTokenOld(answer) ? send(await accessToken(calling, true)) : answer;
}

/** As `sendToGoCardless`, where only a success is an answer. Raises BankTrouble. */
export async function askGoCardless(calling: Calling, asking: Asking): Promise<ApiAnswer> {
  const answer = await sendToGoCardless(calling, asking);
  if (isGranted(answer)) return answer;
  throw gocardlessTrouble(answer, calling.now(), asking.path);
}

const headersFor = ({ body }: Asking): Readonly<Record<string, string>> => ({ accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) });

/** The kept token, else one by the refresh token, else by the keys. `isRefused`: the kept one was not accepted. */
async function accessToken(calling: Calling, isRefused: boolean): Promise<string> {
  const { access, accessUntil, refresh, refreshUntil } = calling.secrets;
  if (!isRefused && access && Number(accessUntil) - MARGIN > calling.now()) return access;
  if (refresh && Number(refreshUntil) - MARGIN > calling.now()) {
    const answer = await tokenCall(calling, '/token/refresh/', { refresh });
    if (isGranted(answer)) return keepTokens(calling, answer);
    if (answer.status !== 401) throw gocardlessTrouble(answer, calling.now(), '/token/refresh/');
  }
  const { secretId = '', secretKey = '' } = calling.secrets;
  const answer = await tokenCall(calling, '/token/new/', { secret_id: secretId.trim(), secret_key: secretKey.trim() });
  if (isGranted(answer)) return keepTokens(calling, answer);
  throw answer.status === 400 && 'secret_id' in errorBody(answer) ? new BankTrouble('config', 'the secret id is not one') : gocardlessTrouble(answer, calling.now(), '/token/new/');
}

const tokenCall = (calling: Calling, path: string, body: object): Promise<ApiAnswer> => {
  const asking: Asking = { method: 'POST', path, body: JSON.stringify(body), endpoint: 'token' };
  return calling.send({ ...asking, headers: headersFor(asking) });
};

/** A refresh gives only a new access token; the refresh token stays. */
async function keepTokens(calling: Calling, answer: ApiAnswer): Promise<string> {
  const body = recordFrom(answer.bytes);
  const access = textAt(body, 'access');
  const refresh = textAt(body, 'refresh');
  if (access === undefined) throw new BankTrouble('down', 'no access token was given');
  const until = (field: string, usual: number): string => {
    const seconds = valueAt(body, field);
    return String(calling.now() + (typeof seconds === 'number' ? seconds : usual) * 1000);
  };
  await calling.keep({ access, accessUntil: until('access_expires', ACCESS_SECONDS), ...(refresh === undefined ? {} : { refresh, refreshUntil: until('refresh_expires', REFRESH_SECONDS) }) });
  return access;
}
