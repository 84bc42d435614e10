/** `ft history`: the log as people read it. */
import { inertText } from '../../format/inert.ts';
import { broughtNothing } from '../../insight/last-switchable.ts';
import { paintFor } from '../../format/paint.ts';
import { type Cell, tableLines } from '../../format/table.ts';
import { wallOf } from '../../ledger/clock.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { commitWords } from '../../words/commit-words.ts';
import { plural, shortCommit, shortDevice } from '../../words/phrases.ts';
import { limitTyped } from '../typed.ts';

export const historyCommand: Command = {
  name: 'history',
  summary: 'what was done, newest first: every commit of the log',
  options: [['--limit <count>', 'how many commits (default 20; with --json all)'], ['--all', 'all of them, those too that hold nothing but requests to a bank']],
  examples: ['ft history', 'ft history --limit 5', 'ft history --all --json'],
  run,
};

const SHOWN = 20;
/** Events of a sync that brought nothing, at most. */
const FEW = 5;

async function run({ app, terminal, options, json }: Invocation): Promise<Outcome> {
  const model = app.read();
  const limit = options['all'] === true ? undefined : (limitTyped(textOption(options, 'limit')) ?? (json ? undefined : SHOWN));
  const telling = { model, taxonomy: await app.taxonomy(model), locale: json ? 'en' as const : terminal.locale, language: 'en' as const };
  // With --as-of, what came later had not been done.
  const all = model.log.commits().reverse().filter((commit) => !app.isPast || !model.activity.isAfter(commit.number));
  // Every few hours a bank is asked and has nothing: what was done would drown in that.
  const commits = options['all'] === true ? all : all.filter((commit) => !(commit.command === 'sync' && commit.events <= FEW && broughtNothing(model.log.countsOf(commit))));
  const own = model.log.ownDevice();
  const hasOthers = all.some(({ device }) => device !== own);
  const leftOut = all.length - commits.length;
  const shown = commits.slice(0, limit).map((commit) => ({
    commit, words: commitWords(commit, telling), isUndone: !model.activity.isActive(commit.number), unixMs: wallOf(commit.clock),
  }));
  return {
    json: {
      count: commits.length, leftOut,
      commits: shown.map(({ commit, words, isUndone, unixMs }) => ({
        id: commit.id, at: app.instantText(unixMs), command: commit.command, what: words, events: commit.events, undone: isUndone, device: commit.device, sequence: commit.sequence, hash: commit.hash,
      })),
    },
    lines: async () => {
      const cells = shown.map(({ commit, words, isUndone, unixMs }): Cell[] => {
        const cell = (text: string): Cell => (isUndone ? { text, role: 'muted' } : text);
        return [cell(shortCommit(commit.id)), cell(app.localMinute(unixMs)), ...(hasOthers ? [cell(commit.device === own ? 'this one' : shortDevice(commit.device))] : []), cell(isUndone ? `undone: ${words}` : words)];
      });
      const table = tableLines([{ title: 'Commit', shrinks: false }, { title: 'When', shrinks: false }, ...(hasOthers ? [{ title: 'Device', shrinks: false }] : []), { title: 'What' }], cells,
        { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
      const more = commits.length - shown.length;
      return [...table, ...(more > 0 ? [inertText(`… and ${plural(more, 'earlier commit')}: ft history --all`)] : []), ...(leftOut > 0 ? [`${plural(leftOut, 'sync', 'syncs')} that brought nothing ${leftOut === 1 ? 'is' : 'are'} left out: ft history --all`] : [])];
    },
  };
}
