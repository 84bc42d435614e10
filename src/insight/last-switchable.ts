/** The commit that undo or redo means where none is named. */
import type { StoredCommit } from '../ledger/log.ts';
import type { ReadModel } from '../read-model/read-model.ts';

export type Direction = 'undo' | 'redo';

/** Events that an undo or redo may have at most: larger commits need not be looked through. */
const SWITCH = 100;
const NONE: ReadonlyMap<string, number> = new Map();

/** A consent is given and ended at the bank: no undo here changes that. */
const AT_THE_BANK: readonly string[] = ['connection.opened.v1', 'connection.consented.v1', 'connection.consent-ended.v1', 'connection.closed.v1'];

/** True for a commit that records what was agreed at a bank, which cannot be taken back here. */
export const isAgreed = (counts: ReadonlyMap<string, number>): boolean => AT_THE_BANK.some((type) => counts.has(type));

/** What a sync records when the bank has nothing new: that it was asked, and the balance it said. */
const NOTHING_NEW: readonly string[] = ['access.recorded.v1', 'statement.imported.v1', 'statement.balances.v1'];

/** True for a commit of requests to a bank that brought nothing: they happened, and taking them back would change nothing. */
export const broughtNothing = (counts: ReadonlyMap<string, number>): boolean => counts.has('access.recorded.v1') && [...counts.keys()].every((type) => NOTHING_NEW.includes(type));

/**
 * undo: the newest commit of this device that stands, can be taken back, and is itself no undo or redo; redo: the one undone last here. Undefined where
 * there is none: what another device did is taken back by its name.
 */
export function lastSwitchable(direction: Direction, model: Pick<ReadModel, 'log' | 'activity'>): StoredCommit | undefined {
  // Most have nothing to bring back: no commit need be looked into for that.
  if (direction === 'redo' && model.activity.undone().size === 0) return undefined;
  const commits = model.log.commits();
  const byId = new Map(commits.map((commit) => [commit.id, commit]));
  const own = model.log.ownDevice();
  const newestFirst = commits.reverse().filter(({ number, device }) => device === own && model.activity.isActive(number));
  const isSwitch = (commit: StoredCommit): boolean => commit.events <= SWITCH && [...model.log.countsOf(commit).keys()].some((type) => type.startsWith('commit.'));
  const isFixed = (commit: StoredCommit): boolean => {
    const counts = commit.events <= SWITCH ? model.log.countsOf(commit) : NONE;
    return isAgreed(counts) || broughtNothing(counts);
  };
  if (direction === 'undo') return newestFirst.find((commit) => !isSwitch(commit) && !isFixed(commit));
  for (const commit of newestFirst) {
    const [undone] = commit.events <= SWITCH ? model.log.firstOf(commit, 'commit.undone.v1', 1) : [];
    const target = undone && byId.get(undone.subject);
    if (target && !model.activity.isActive(target.number)) return target;
  }
  return undefined;
}
