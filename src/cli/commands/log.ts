/** `ft log`: proving the log. */
import { FailureError } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import type { StoredCommit } from '../../ledger/log.ts';
import { verify } from '../../ledger/verify.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { plural, shortCommit } from '../../words/phrases.ts';
import { unknownEvents } from '../unknown-events.ts';

export const logCommand: Command = {
  name: 'log',
  summary: 'prove the log: every event against its commit, every commit against the one before',
  examples: ['ft log verify', 'ft log head'],
  children: [
    { name: 'verify', summary: 'check the whole chain; fails when anything was changed outside ft', now: true, examples: ['ft log verify'], run: runVerify },
    { name: 'head', summary: 'the hash of the newest commit: note it elsewhere, and nobody can shorten the log unseen', examples: ['ft log head'], run: runHead },
  ],
};

async function runVerify({ app, terminal }: Invocation): Promise<Outcome> {
  const verified = verify(app.log(), (events) => terminal.progress('verifying', events, 0));
  if (!verified.ok) throw new FailureError(verified.error);
  const { commits, events, erased, heads } = verified.value;
  const unknown = await unknownEvents(app.log());
  return {
    json: { verified: true, commits, events, erased, unknown, heads },
    lines: () => [
      `The log verifies: ${plural(commits, 'commit')}, ${plural(events, 'event')}, every one as it was written.`,
      ...(erased > 0 ? [`${plural(erased, 'event was', 'events were')} erased on purpose; their digests still hold.`] : []),
      ...(unknown.count > 0 ? [inertText(`${plural(unknown.count, 'event')} of types this version does not know were kept and skipped: ${unknown.types.join(', ')}.`)] : []),
      ...heads.map(({ sequence, hash }) => `Head: ${hash}  (commit ${sequence} of ${heads.length > 1 ? 'its' : 'this'} device)`),
    ],
  };
}

async function runHead({ app }: Invocation): Promise<Outcome> {
  const log = app.log();
  const model = app.isPast ? app.read() : undefined;
  const newest = new Map<string, StoredCommit>();
  for (const commit of log.commits())
    if (commit.sequence > (newest.get(commit.device)?.sequence ?? 0) && model?.activity.isAfter(commit.number) !== true) newest.set(commit.device, commit);
  const heads = [...newest.values()];
  return {
    json: { heads: heads.map(({ device, sequence, hash, id }) => ({ device, sequence, hash, commit: id })) },
    lines: () => heads.map(({ sequence, hash, id }) => `${hash}  ${sequence}  ${shortCommit(id)}`),
  };
}
