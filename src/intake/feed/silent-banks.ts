/** Banks that have not answered for days: told on the desktop after three of them, and again each week. */
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { FeedMemory } from '../../read-model/feed-memory.ts';
import { remembered } from './remembered.ts';

const DAY_MS = 86_400_000;
const SILENT_MS = 3 * DAY_MS;
const AGAIN_MS = 7 * DAY_MS;
/** Where it is remembered beside the accounts of a connection; the key of no account begins so. */
const TOLD = '\u0000silent';

export interface SilentBank {
  readonly connection: ConnectionRow;
  /** Unix milliseconds at which one of its accounts answered last, of those that do not answer now. */
  readonly since: number;
}

/** Open connections with an account that does not answer and has not for three days. `now`: Unix milliseconds. */
export function silentBanks(connections: readonly ConnectionRow[], feeds: Pick<FeedMemory, 'get'>, now: number): SilentBank[] {
  return connections.flatMap((connection) => {
    if (connection.closed !== undefined) return [];
    const down = connection.accounts.map(({ key }) => remembered(feeds, connection.id, key)).filter(({ state }) => state === 'bank-down');
    // One that never answered: since the consent.
    const since = Math.min(...down.map(({ lastOk }) => lastOk ?? connection.consents.at(-1)?.from ?? now));
    return down.length > 0 && now - since >= SILENT_MS ? [{ connection, since }] : [];
  });
}

/** Of those the ones of which nothing was told in this silence, or not for a week. */
export const untoldSilent = (silent: readonly SilentBank[], feeds: Pick<FeedMemory, 'get'>, now: number): SilentBank[] =>
  silent.filter(({ connection, since }) => {
    const told = (feeds.get(connection.id, TOLD) as { readonly at: number } | undefined)?.at;
    return told === undefined || told < since || told > now || now - told >= AGAIN_MS;
  });

/** It counts as told from now on. */
export const markSilentTold = ({ connection }: SilentBank, feeds: Pick<FeedMemory, 'set'>, now: number): void => feeds.set(connection.id, TOLD, { at: now });
