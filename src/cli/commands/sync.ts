/** `ft sync`: what the connected banks have that is not known yet, and then the hub. */
import { banksThenHub } from '../banks-then-hub.ts';
import { bankingTools } from '../banking-tools.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { untoldLines } from '../consent-words.ts';
import { unwatched } from '../scheduled-sync.ts';
import { exitOf, syncJson, syncLines } from '../sync-answer.ts';
import { dayTyped } from '../typed.ts';

export const syncCommand: Command = {
  name: 'sync',
  summary: 'fetch what is new from the connected banks',
  now: true,
  options: [
    ['--account <name>', 'only this account, or this connection'],
    ['--since <date>', 'from this day on, instead of a short overlap with what is known'],
    ['--scheduled', 'nobody is there: as the schedule starts it; says only what went wrong'],
  ],
  details: ['Where this home is connected to a hub (ft hub), it is synced at the end; what goes wrong there is told, and changes no exit code.', 'Exit code: 0 every account is well, 3 some are or rows were rejected, 75 none is and all may be later by themselves, 1 none is.'],
  examples: ['ft sync', 'ft sync --account DNB', 'ft sync --since 2026-01-01'],
  run,
};

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  const since = textOption(options, 'since');
  const wish = { account: textOption(options, 'account'), since: since === undefined ? undefined : dayTyped(since, app.today()) };
  app.beginLongWork();
  if (options['scheduled'] === true) return unwatched(invocation, wish);
  const tools = await bankingTools(invocation, terminal.environment.stdinIsTty);
  const { synced, hub } = await banksThenHub(tools, wish, invocation);
  const model = await tools.model();
  return {
    json: { ...syncJson(synced, app, model), hub: hub?.json ?? null },
    lines: () => [...syncLines(synced, app, model, terminal), ...untoldLines(app, model), ...(hub?.lines ?? [])],
    exit: exitOf(synced),
  };
}
