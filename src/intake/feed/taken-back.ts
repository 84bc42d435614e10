/** Syncs that the person took back: their days are asked for again. */
import { wallOf } from '../../ledger/clock.ts';
import type { StoredCommit } from '../../ledger/log.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { Day } from '../../values/day.ts';

/** Parts of one sync commit: one for each account and currency. */
const PARTS = 20;

/** What a sync's commit says it was for; its link to the ledger's account may have been taken back with it. */
const isOf = (commit: StoredCommit, connection: string, key: string): boolean => {
  const said = commit.command === 'sync' && commit.arguments !== null ? (JSON.parse(commit.arguments) as { connection?: unknown; account?: unknown }) : {};
  return said.connection === connection && said.account === key;
};

/** A bank's account, when its last whole answer came (Unix milliseconds; null for never) -> the first days of what syncs had brought and was taken back since. */
export function takenBack({ log, activity }: Pick<ReadModel, 'log' | 'activity'>, connection: string, key: string, lastWhole: number | null): Day[] {
  const undone = log.commitsOf([...activity.undone()].map((commit) => ({ commit })));
  return [...undone.values()].flatMap((commit) => {
    const parts = isOf(commit, connection, key) ? log.firstOf(commit, 'statement.imported.v1', PARTS) : [];
    if (parts.length === 0) return [];
    const switches = log.of(commit.id);
    const at = Math.max(0, ...[...log.commitsOf(switches).values()].map(({ clock }) => wallOf(clock)));
    return lastWhole === null || at >= lastWhole ? parts.map(({ payload }) => payload.from as Day) : [];
  });
}
