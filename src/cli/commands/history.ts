/** `ft history`: the log as people read it. */
import { inertText } from '../../format/inert.ts';
import { paintFor } from '../../format/paint.ts';
import { type Cell, tableLines } from '../../format/table.ts';
import { wallOf } from '../../ledger/clock.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { commitWords } from '../../words/commit-words.ts';
import { plural, shortCommit } from '../../words/phrases.ts';
import { limitTyped } from '../typed.ts';

export const historyCommand: Command = {
  name: 'history',
  summary: 'what was done, newest first: every commit of the log',
  options: [['--limit <count>', 'how many commits (default 20; with --json all)'], ['--all', 'all of them']],
  examples: ['ft history', 'ft history --limit 5', 'ft history --all --json'],
  run,
};

const SHOWN = 20;

async function run({ app, terminal, options, json }: Invocation): Promise<Outcome> {
  const model = app.read();
  const limit = options['all'] === true ? undefined : (limitTyped(textOption(options, 'limit')) ?? (json ? undefined : SHOWN));
  const telling = { model, taxonomy: await app.taxonomy(model), locale: json ? 'en' as const : terminal.locale, language: 'en' as const };
  // With --as-of, what came later had not been done.
  const commits = model.log.commits().reverse().filter((commit) => !app.isPast || !model.activity.isAfter(commit.number));
  const shown = commits.slice(0, limit).map((commit) => ({
    commit, words: commitWords(commit, telling), isUndone: !model.activity.isActive(commit.number), unixMs: wallOf(commit.clock),
  }));
  return {
    json: {
      count: commits.length,
      commits: shown.map(({ commit, words, isUndone, unixMs }) => ({
        id: commit.id, at: app.instantText(unixMs), command: commit.command, what: words, events: commit.events, undone: isUndone, device: commit.device, sequence: commit.sequence, hash: commit.hash,
      })),
    },
    lines: async () => {
      const cells = shown.map(({ commit, words, isUndone, unixMs }): Cell[] => {
        const cell = (text: string): Cell => (isUndone ? { text, role: 'muted' } : text);
        return [cell(shortCommit(commit.id)), cell(app.localMinute(unixMs)), cell(isUndone ? `undone: ${words}` : words)];
      });
      const table = tableLines([{ title: 'Commit', shrinks: false }, { title: 'When', shrinks: false }, { title: 'What' }], cells,
        { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
      const more = commits.length - shown.length;
      return [...table, ...(more > 0 ? [inertText(`… and ${plural(more, 'earlier commit')}: ft history --all`)] : [])];
    },
  };
}
