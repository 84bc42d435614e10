/** Undo and redo of a commit from anywhere: done at once where little changes, shown first where rows come or go or the person's own work goes with them. */
import { type Direction, lastSwitchable } from '../insight/last-switchable.ts';
import { inertText } from '../format/inert.ts';
import type { Locale } from '../format/money.ts';
import type { StoredCommit } from '../ledger/log.ts';
import { wallOf } from '../ledger/clock.ts';
import { shortCommit } from '../words/phrases.ts';
import { historyWords } from './history/history-words.ts';
import { momentText } from './history/moment.ts';
import { frameWords } from './phrases.ts';
import type { Known, Session } from './screen.ts';

/** What `ft undo --json` says, as far as it is needed here. */
interface Switched {
  readonly told: Readonly<Record<Locale, { readonly what: string; readonly lines: readonly string[] }>>;
  readonly effect: { readonly removed: { readonly count: number }; readonly returned: { readonly count: number }; readonly orphaned: Readonly<Record<string, number>> };
}

/** Rows that may come or go without asking first. */
const FEW = 1;
/** Events up to which a commit is looked into at once. */
const SMALL = 200;

/** Takes back (or brings back) a commit, the last one where none is named. */
export async function switchCommit(session: Session, direction: Direction, id?: string): Promise<void> {
  const { known, locale } = session;
  const said = historyWords(locale);
  if (session.isPast) return session.say(frameWords(locale).pastRefused, 'warning');
  const target = known && targetOf(known, direction, id);
  if (!target) return session.say(direction === 'undo' ? said.nothingToUndo : said.nothingToRedo, 'warning');
  if (!isHarmless(known, target) && !(await agreed(session, direction, target))) return;
  const done = await session.change([direction, target.id, '--yes'], { label: direction === 'undo' ? said.undoing : said.redoing }) as Switched | undefined;
  if (done !== undefined) session.say(said[direction === 'undo' ? 'undone' : 'redone'](done.told[locale].what), 'good');
}

function targetOf({ model }: Known, direction: Direction, id: string | undefined): StoredCommit | undefined {
  return id === undefined ? lastSwitchable(direction, model) : model.log.commitsLike(id)[0];
}

/** True where no transaction comes or goes with a commit: then nothing of the person's own can go with one. */
function isHarmless({ model }: Known, commit: StoredCommit): boolean {
  if (commit.events > SMALL) return false;
  return [...model.log.countsOf(commit).keys()].every((type) => !/^(?:commit|statement|account|doubt)\.|^transaction\.recorded/.test(type));
}

/** Looks what would change in a second process. True where that is little, or the person says yes to it. */
async function agreed(session: Session, direction: Direction, target: StoredCommit): Promise<boolean> {
  const { locale, theme } = session;
  const said = historyWords(locale);
  const { json, failed, stopped } = await session.run([direction, target.id], { label: said.looking });
  if (failed) session.say(`${failed.message} ${failed.hint}`, 'warning');
  if (failed || stopped) return false;
  const { told, effect: { removed, returned, orphaned } } = json as Switched;
  const isLittle = removed.count + returned.count <= FEW && Object.values(orphaned).every((count) => count === 0);
  if (isLittle) return true;
  const title = said[direction === 'undo' ? 'undoTitle' : 'redoTitle'](shortCommit(target.id), momentText(wallOf(target.clock), session));
  return session.ask.confirm({ title, lines: [inertText(told[locale].what), '', ...told[locale].lines.map((line) => line.replaceAll('→', theme.glyphs.right))], yes: direction === 'undo' ? said.undoYes : said.redoYes });
}
