/** How connections are told: the consent, its accounts, where keys lie. As JSON (a public interface) and in words. */
import type { App } from '../app.ts';
import { inertText } from '../format/inert.ts';
import type { Connected } from '../intake/feed/connect.ts';
import type { FeedAccount, Provider } from '../intake/providers/provider.ts';
import type { Consent, ConnectionRow } from '../read-model/connections.ts';
import { plural } from '../words/phrases.ts';
import { accountWords, instantJson } from './bank-words.ts';

const DAY_MS = 86_400_000;

/** Whole days that a consent has left, rounded up; 0 where it is over, undefined where it names no end. `now`: Unix milliseconds. */
export function daysLeftOf({ until, ended }: Consent, now: number): number | undefined {
  if (ended) return 0;
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / DAY_MS));
}

/** The last consent as JSON; null where there never was one. Instants are ISO 8601. */
function consentJson({ consents }: ConnectionRow, app: App): object | null {
  const last = consents.at(-1);
  return last === undefined ? null : {
    from: instantJson(app, last.from), until: instantJson(app, last.until), daysLeft: daysLeftOf(last, app.now()) ?? null, scope: last.scope,
    ended: last.ended ? { at: instantJson(app, last.ended.at), why: last.ended.why } : null,
  };
}

/** The last consent in words: "until 2026-09-10 12:00 (175 days left)". */
export function consentWords({ consents }: ConnectionRow, app: App): string {
  const last = consents.at(-1);
  if (!last) return 'none';
  const days = daysLeftOf(last, app.now());
  if (last.ended) return `over since ${app.localMinute(last.ended.at)} (${last.ended.why})`;
  if (last.until === undefined || days === undefined) return `given ${app.localMinute(last.from)}, without an end`;
  return days === 0 ? `over since ${app.localMinute(last.until)}` : `until ${app.localMinute(last.until)} (${plural(days, 'day')} left)`;
}

/** What every answer says of a connection. */
export const connectionJson = (connection: ConnectionRow, app: App): object => ({
  id: connection.id, name: connection.name, provider: connection.provider, bank: connection.bank, country: connection.country ?? null, consent: consentJson(connection, app),
});

const accountJson = ({ key, number, name, currency, kind }: FeedAccount): object => ({ key, number: number ?? null, name: name ?? null, currency: currency ?? null, kind: kind ?? null });

/** A connection that was just made. */
export const connectedJson = ({ connection, where, remarks, dropped }: Connected, { id }: Provider, app: App): object => ({
  connection: connectionJson(connection, app), provider: id, secrets: where, remarks, dropped: dropped.map(accountJson),
  accounts: (connection.accounts as readonly FeedAccount[]).map(accountJson),
});

/** The same in words, inert. */
export function connectedLines({ connection, where, remarks, dropped }: Connected, provider: Provider, app: App): string[] {
  const accounts = connection.accounts as readonly FeedAccount[];
  return [
    `${connection.name} is connected${provider.name === connection.name ? '' : ` through ${provider.name}`}. Consent ${consentWords(connection, app)}.`,
    `${plural(accounts.length, 'account')}: ${accounts.map((account) => `${accountWords(account)}${account.currency === undefined ? '' : ` (${account.currency})`}`).join(', ')}`,
    ...(dropped.length === 0 ? [] : [`No longer in the consent: ${dropped.map(accountWords).join(', ')}. Nothing more is fetched for ${dropped.length === 1 ? 'it' : 'them'}; to have ${dropped.length === 1 ? 'it' : 'them'} again: ft bank reconnect "${connection.name}"`]),
    ...remarks.map((remark) => `It says: ${remark}`),
    `Keys and tokens lie in ${where}.`,
  ].map(inertText);
}
