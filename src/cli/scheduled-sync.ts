/** A sync that nobody watches: silent while all is well, on record, and on the desktop where the person must do something. */
import type { App } from '../app.ts';
import { failureIn, tell } from '../errors.ts';
import { endingSoon, markTold, untold } from '../intake/feed/consent-warnings.ts';
import { remembered } from '../intake/feed/remembered.ts';
import { markSilentTold, silentBanks, untoldSilent } from '../intake/feed/silent-banks.ts';
import type { AccountSynced, SyncOptions } from '../intake/feed/sync.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { grouped } from '../values/grouped.ts';
import type { Notify, ScheduledRun } from '../values/schedule.ts';
import { accountWords } from './bank-words.ts';
import { bankingTools } from './banking-tools.ts';
import { banksThenHub } from './banks-then-hub.ts';
import type { Invocation, Outcome } from './command.ts';
import { endingMend, endingSays } from './consent-words.ts';
import { exitOf, failedLines, syncJson } from './sync-answer.ts';

const TITLE = 'finance-tracker';

/** Syncs, records the run, notifies. Raises what `sync` raises, after it is on record. */
export async function unwatched(invocation: Invocation, wish: SyncOptions): Promise<Outcome> {
  const { app, terminal } = invocation;
  const beganAt = app.now();
  const record = (run: Omit<ScheduledRun, 'beganAt' | 'endedAt'>): void => app.schedule(terminal.environment).record({ beganAt, endedAt: app.now(), ...run });
  try {
    const tools = await bankingTools(invocation, false);
    const before = wrongBefore(await tools.model());
    const { synced, hub } = await banksThenHub(tools, wish, invocation);
    const model = await tools.model();
    const exit = exitOf(synced);
    record({ exit, accounts: countsOf(synced), added: synced.flatMap(({ reports }) => reports).reduce((sum, report) => sum + report.new, 0) });
    await notified(app, model, synced.filter((one) => one.state === 'config-error' && !before.has(keyOf(one.connection.id, one.account.key))), app.notifier(terminal.environment));
    return { json: { ...syncJson(synced, app, model), hub: hub?.json ?? null }, lines: () => [...failedLines(synced, app), ...(hub?.asksForAttention ? hub.lines : [])], exit };
  } catch (error) {
    const failed = failureIn(error);
    record({ exit: failed ? tell(failed).exit : 1, accounts: {}, added: 0, failure: failed?.code ?? 'defect' });
    throw error;
  }
}

const keyOf = (connection: string, account: string): string => `${connection}/${account}`;

/** Accounts of which it is known already that something must be set right. */
const wrongBefore = ({ connections, feeds }: ReadModel): ReadonlySet<string> =>
  new Set(connections.all().flatMap(({ id, accounts }) => accounts.filter(({ key }) => remembered(feeds, id, key).state === 'config-error').map(({ key }) => keyOf(id, key))));

/** State -> accounts in it. */
const countsOf = (synced: readonly AccountSynced[]): Record<string, number> =>
  Object.fromEntries([...grouped(synced, ({ state }) => state)].map(([state, all]) => [state, all.length]));

/** Consents that end or are over, banks that are silent, and what must be set right: a message each. What was not delivered is tried again at the next run. */
async function notified(app: App, model: ReadModel, wrong: readonly AccountSynced[], notify: Notify): Promise<void> {
  for (const ending of untold(endingSoon(model.connections.here(), app.now()), model.feeds, 'desktop'))
    if (await notify(TITLE, `${endingSays(ending)} ${endingMend(ending)}`)) markTold([ending], model.feeds, 'desktop');
  for (const silent of untoldSilent(silentBanks(model.connections.here(), model.feeds, app.now()), model.feeds, app.now()))
    if (await notify(TITLE, `${silent.connection.name} has not answered since ${app.localMinute(silent.since)}. ft bank status tells more.`)) markSilentTold(silent, model.feeds, app.now());
  for (const { connection, account, says = '' } of wrong) await notify(TITLE, `${connection.name}, ${accountWords(account)}: ${says}`);
}
