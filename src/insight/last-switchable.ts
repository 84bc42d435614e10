/** The commit that undo or redo means where none is named. */
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';

export type Direction = 'undo' | 'redo';

/** Events that an undo or redo may have at most: larger commits need not be looked through. */
const SWITCH = 100;

/** undo: the newest commit that stands and is itself no undo or redo; redo: the one undone last. Undefined where there is none. */
export function lastSwitchable(direction: Direction, model: Pick<ReadModel, 'log' | 'activity'>): StoredCommit | undefined {
  // Most have nothing to bring back: no commit need be looked into for that.
  if (direction === 'redo' && model.activity.undone().size === 0) return undefined;
  const commits = model.log.commits();
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const newestFirst = commits.reverse().filter(({ number }) => model.activity.isActive(number));
  const isSwitch = (commit: StoredCommit): boolean => commit.events <= SWITCH && [...model.log.countsOf(commit).keys()].some((type) => type.startsWith('commit.'));
  if (direction === 'undo') return newestFirst.find((commit) => !isSwitch(commit));
  for (const commit of newestFirst) {
    const [undone] = commit.events <= SWITCH ? model.log.firstOf(commit, 'commit.undone.v1', 1) : [];
    const target = undone && byId.get(undone.subject);
    if (target && !model.activity.isActive(target.number)) return target;
  }
  return undefined;
}
