/** Brings a ledger file forward to this program's schema; refuses one that is ahead of it. */
import { raise } from '../errors.ts';
import type { Database } from './database.ts';
import { migrations } from './migrations/list.ts';

const versionOf = (database: Database): number => database.pragma('user_version', { simple: true }) as number;

/** Fails by 'ledger-newer' where the file is ahead of this program: as it was found, or since another ft has brought it forward. */
export function refuseNewer(database: Database, steps: readonly string[] = migrations): void {
  if (versionOf(database) > steps.length) raise('ledger-newer', { found: versionOf(database), known: steps.length });
}

/** Runs the missing steps in one transaction. Fails by 'ledger-newer'. Returns whether anything changed. */
export function migrate(database: Database, steps: readonly string[] = migrations): boolean {
  refuseNewer(database, steps);
  if (versionOf(database) === steps.length) return false;
  database.transaction(() => {
    // Another ft may have migrated while this one waited for the lock.
    refuseNewer(database, steps);
    for (const step of steps.slice(versionOf(database))) database.exec(step);
    database.pragma(`user_version = ${steps.length}`);
  }).immediate();
  return true;
}
