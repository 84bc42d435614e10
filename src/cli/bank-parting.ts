/** `ft bank disconnect` and `ft bank link`: a connection is ended, or its accounts are sorted. */
import { raise } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { disconnect, link } from '../intake/feed/connect.ts';
import type { FeedAccount } from '../intake/providers/provider.ts';
import { PREVIEW_ONLY, consent, undoLines } from './asking.ts';
import { connectionNamed } from './bank-words.ts';
import { bankingTools } from './banking-tools.ts';
import { type Invocation, type Outcome, textOption } from './command.ts';
import { resolveAccount } from './resolve.ts';

/** Previews, asks, then ends the consent at the provider. */
export async function disconnecting(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands, options, yes } = invocation;
  const connection = connectionNamed(app.read(), operands[0]!);
  const preview = [
    `The consent of ${connection.name} is ended at the provider, and its keys and raw answers are removed from this machine.`,
    'Its transactions stay. This cannot be undone: to fetch again, the bank asks for a new consent.',
  ].map(inertText);
  const goesAhead = await consent(invocation, preview, `Disconnect ${connection.name}?`);
  const done = goesAhead ? await disconnect(await bankingTools(invocation, terminal.environment.stdinIsTty), connection, options['anyway'] === true) : undefined;
  return {
    json: { applied: done !== undefined, connection: connection.name, untold: done?.untold ?? null, commit: done?.commit ?? null },
    lines: () => {
      if (!done) return terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY];
      const told = done.untold === undefined ? 'The provider has ended the consent.' : `The provider could not be told (${done.untold}): the consent there ends by itself, or end it in your bank's app.`;
      return [`${connection.name} is disconnected. ${told} Its transactions stay.`].map(inertText);
    },
  };
}

/** Rows of a bank's account go into that account from the next sync on. */
export async function linking(invocation: Invocation): Promise<Outcome> {
  const { app, operands, options } = invocation;
  const model = app.read();
  const connection = connectionNamed(model, operands[0]!);
  const into = resolveAccount(model, textOption(options, 'account') ?? raise('usage', { why: 'Into which account?', hint: 'Name it: --account NAME; ft accounts lists them.' }));
  const named = operands[1]!;
  // At the end of a number: that is how status shows it.
  const digits = named.replace(/^…/, '');
  const accounts = connection.accounts as readonly FeedAccount[];
  const found = accounts.filter(({ key, name, number }) => [key, name, number].includes(named) || name?.toLowerCase() === named.toLowerCase() || (digits.length >= 4 && number?.endsWith(digits) === true));
  if (found.length > 1) raise('usage', { why: `${connection.name} has several accounts "${named}".`, hint: `Name it by its number: ${found.map(({ number, key }) => number ?? key).join(', ')}` });
  const commit = await link({ write: (request, work) => app.write(request, work) }, connection, found[0]?.key ?? named, into);
  return {
    json: { connection: connection.name, key: found[0]?.key ?? named, account: into.name, commit },
    lines: () => [inertText(`Rows of ${named} at ${connection.name} go into ${into.name} from the next sync on.`), ...undoLines(commit === null ? undefined : { id: commit })],
  };
}
