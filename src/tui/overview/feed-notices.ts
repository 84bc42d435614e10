/** Notices about banks: consents that end, accounts that are not fetched, rows that a bank no longer tells. Each goes when it is settled. */
import type { FeedState } from '../../values/feeds.ts';
import { endingSoon } from '../../intake/feed/consent-warnings.ts';
import type { Fed } from '../../intake/feed/fed.ts';
import { grouped } from '../../values/grouped.ts';
import type { Feeds } from '../accounts/account-facts.ts';
import { feedWords, reconnectCommand } from '../accounts/feed-words.ts';
import type { Session } from '../screen.ts';
import type { NoticeText } from './notice-words.ts';

/** A bank that does not answer is no news before it has not done so for so long. */
const DOWN_MS = 2 * 86_400_000;

/** What feeds know -> notices, most important first. */
export function feedNotices({ feds, missing }: Feeds, { locale, now }: Pick<Session, 'locale'> & { readonly now: number }): NoticeText[] {
  const words = feedWords(locale);
  const connections = [...new Map(feds.map(({ connection }) => [connection.id, connection])).values()];
  const endings = endingSoon(connections, now);
  const isOver = new Set(endings.filter(({ daysLeft }) => daysLeft === 0).map(({ connection }) => connection.id));
  const first = (id: string): string | undefined => feds.find(({ connection }) => connection.id === id)?.account;
  const stuck = feds.filter((fed) => isStuck(fed, now) && !isOver.has(fed.connection.id));
  return [
    ...endings.map(({ connection: { id, name }, daysLeft }) => ({ text: `${daysLeft === 0 ? words.ended(name) : words.ends(name, daysLeft)}: ${reconnectCommand(name)}`, role: daysLeft <= 1 ? 'bad' as const : 'warning' as const, id: first(id) })),
    ...[...grouped(stuck, ({ connection, state }) => `${state} ${connection.id}`).values()].map(([fed]) => stuckNotice(fed!, words)),
    ...(missing.length > 0 ? [{ text: words.missingAtBank(missing.length), role: 'warning' as const, id: missing[0] }] : []),
  ].map(({ id, ...told }): NoticeText => ({ ...told, sign: 'over', screen: 'accounts', target: id === undefined ? {} : { id } }));
}

const isStuck = ({ state, lastOk }: Fed, now: number): boolean => state === 'needs-consent' || state === 'config-error' || (state === 'bank-down' && now - (lastOk ?? 0) > DOWN_MS);

function stuckNotice({ connection: { name }, state, account }: Fed, words: ReturnType<typeof feedWords>): Pick<NoticeText, 'text' | 'role'> & { readonly id: string } {
  const said = words.states[state as Exclude<FeedState, 'wait-until'>];
  return { text: `${words.stuck(name, said)}${state === 'needs-consent' ? `: ${reconnectCommand(name)}` : ''}`, role: state === 'config-error' ? 'bad' : 'warning', id: account };
}
