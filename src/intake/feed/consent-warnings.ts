/** Consents that end soon: told at 14, 7, 3 and 1 days, once each for every consent. */
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { FeedMemory } from '../../read-model/feed-memory.ts';
import { type Warned, warned } from './remembered.ts';

const THRESHOLDS = [14, 7, 3, 1] as const;
const DAY_MS = 86_400_000;

export interface ConsentEnding {
  readonly connection: ConnectionRow;
  /** Unix milliseconds. */
  readonly until: number;
  /** Whole days left, rounded up; 0 where it is over. */
  readonly daysLeft: number;
}

/** Consents of open connections that end within 14 days or are over, soonest first. `now`: Unix milliseconds. */
export function endingSoon(connections: readonly ConnectionRow[], now: number): ConsentEnding[] {
  return connections.flatMap((connection) => {
    const last = connection.consents.at(-1);
    if (connection.closed !== undefined || !last || (last.until === undefined && !last.ended)) return [];
    const until = last.ended?.at ?? last.until!;
    const daysLeft = last.ended ? 0 : Math.max(0, Math.ceil((until - now) / DAY_MS));
    return daysLeft <= THRESHOLDS[0] ? [{ connection, until, daysLeft }] : [];
  }).sort((a, b) => a.until - b.until);
}

/** Of those the ones that nobody was told of there at this stage yet. */
export const untold = (endings: readonly ConsentEnding[], feeds: Pick<FeedMemory, 'get'>, where: keyof Warned['told']): ConsentEnding[] =>
  endings.filter((ending) => !before(ending, feeds).told[where].some((days) => days <= stageOf(ending)));

/** They count as told there at this stage from now on. */
export function markTold(endings: readonly ConsentEnding[], feeds: Pick<FeedMemory, 'get' | 'set'>, where: keyof Warned['told']): void {
  for (const ending of endings) {
    const { told } = before(ending, feeds);
    feeds.set(ending.connection.id, '', { until: ending.until, told: { ...told, [where]: [...told[where], stageOf(ending)] } } satisfies Warned);
  }
}

const stageOf = ({ daysLeft }: ConsentEnding): number => [...THRESHOLDS, 0].filter((days) => daysLeft <= days).at(-1)!;

/** What was told of this very consent. */
function before({ connection, until }: ConsentEnding, feeds: Pick<FeedMemory, 'get'>): Warned {
  const known = warned(feeds, connection.id);
  return known?.until === until ? known : { until, told: { terminal: [], desktop: [] } };
}
