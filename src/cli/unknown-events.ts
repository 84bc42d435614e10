/** Events that a newer version wrote: kept in the log, skipped by everything derived from it. */
import type { Log } from '../ledger/log.ts';

/** How many events of types this version does not know the log holds, and which types. */
export async function unknownEvents(log: Log): Promise<{ count: number; types: string[] }> {
  const { eventTypes } = await import('../ledger/events/list.ts');
  const known = new Set<string>(eventTypes());
  const unknown = [...log.countByType()].filter(([type]) => !known.has(type));
  return { count: unknown.reduce((sum, [, count]) => sum + count, 0), types: unknown.map(([type]) => type).sort() };
}
