/** Brings a ledger file forward to this program's schema; refuses one that is ahead of it. */
import { raise } from '../errors.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/list.ts';

/** Runs the missing steps in one transaction. Fails by 'ledger-newer'. Returns whether anything changed. */
export function migrate(database: Database, steps: readonly string[] = migrations): boolean {
  const version = (): number => database.pragma('user_version', { simple: true }) as number;
  const refuseNewer = (): void => {
    if (version() > steps.length) raise('ledger-newer', { found: version(), known: steps.length });
  };
  refuseNewer();
  if (version() === steps.length) return false;
  database.transaction(() => {
    // Another ft may have migrated while this one waited for the lock.
    refuseNewer();
    for (const step of steps.slice(version())) database.exec(step);
    database.pragma(`user_version = ${steps.length}`);
  }).immediate();
  return true;
}
