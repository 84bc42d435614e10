/** `ft rebuild`: everything derived, made anew from the log. */
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { plural } from '../../words/phrases.ts';

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'derive everything anew from the log, and say whether it stood so before',
  options: [['--apart <file>', 'with --as-of: derive into a new file how it stood then; the ledger stays as it is']],
  examples: ['ft rebuild'],
  run,
};

async function run({ app, options }: Invocation): Promise<Outcome> {
  const apart = textOption(options, 'apart');
  if (apart !== undefined) {
    app.deriveApart(apart);
    return { json: { apart }, lines: () => [inertText(`Derived into ${apart}.`)] };
  }
  if (app.isPast) raise('usage', { why: 'This speaks of the ledger as it stands now, so there is no --as-of.', hint: 'Leave --as-of out.' });
  const before = app.read().digests();
  const after = app.rebuild().digests();
  const differed = [...after].filter(([table, digest]) => before.get(table) !== digest).map(([table]) => table);
  const events = [...app.log().countByType().values()].reduce((sum, count) => sum + count, 0);
  return {
    json: { equal: differed.length === 0, differed, events, tables: Object.fromEntries(after) },
    lines: () => [differed.length === 0
      ? `Rebuilt from ${plural(events, 'event')}: equal to what stood before, byte for byte.`
      : `Rebuilt from ${plural(events, 'event')}. It differed from what stood before (${differed.join(', ')}); what stands now is what the log says.`],
    exit: differed.length === 0 ? 0 : 1,
  };
}
