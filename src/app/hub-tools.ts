/** Puts together what a hub is worked with: the ledger of an app, its secrets, and what intake finds where histories meet. */
import type { App } from '../app.ts';
import { raise } from '../errors.ts';
import type { HubTools } from '../hub/tools.ts';
import { meet } from '../intake/meet.ts';
import type { Environment } from '../values/ambient.ts';
import type { Secrets } from '../values/keeping.ts';

export interface HubWish {
  readonly environment: Environment;
  readonly progress: HubTools['progress'];
  /** Stands in for this machine's own, in tests. */
  readonly secrets?: () => Promise<Secrets>;
  readonly server?: HubTools['server'];
}

/** App -> tools. Raises 'usage' with --as-of: a hub is of now. */
export async function hubTools(app: App, { environment, progress, secrets, server }: HubWish): Promise<HubTools> {
  if (app.isPast) raise('usage', { why: 'A hub is of now, so there is no --as-of.', hint: 'Leave --as-of out.' });
  app.reader(true);
  const machine = secrets ? undefined : await app.bankTools(environment);
  const replica = app.replica();
  return {
    log: () => replica.log, model: () => app.reader(true)!, taxonomy: (model) => app.taxonomy(model), memory: () => replica.memory, device: () => replica.device, ownDevice: () => replica.ownDevice,
    receive: (isMuch, work) => replica.receive(isMuch, work), rebuild: () => { app.rebuild(); }, erased: () => replica.erased, redact: (erasures) => replica.redact(erasures), branchOff: (device, sequence) => replica.branchOff(device, sequence),
    meet: async (arrived) => (await app.write({ command: 'hub sync', arguments: {} }, (writing) => meet(writing, arrived))).value,
    secrets: secrets ?? (() => machine!.secrets()), machineName: replica.machineName, now: () => app.now(), random: replica.random, progress, ...(server ? { server } : {}),
  };
}
