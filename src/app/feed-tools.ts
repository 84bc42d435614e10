/** Puts together what syncing with banks is worked with: the ledger of an app, its machine, and who is there. */
import type { App } from '../app.ts';
import { raise } from '../errors.ts';
import type { FeedTools } from '../intake/feed/tools.ts';
import type { Environment } from '../values/ambient.ts';
import type { BankMachine } from '../values/bank-machine.ts';
import { demoBankUrl } from './demo-bank.ts';

export interface FeedWish {
  readonly environment: Environment;
  /** A person started this and waits for it. */
  readonly isAttended: boolean;
  readonly version: string;
  readonly progress: FeedTools['progress'];
  /** Stands in for this machine's own, in tests. */
  readonly machine?: BankMachine;
}

/** App -> tools. Raises 'usage' with --as-of: the past is not asked of a bank. */
export async function feedTools(app: App, { environment, isAttended, version, progress, machine: given }: FeedWish): Promise<FeedTools> {
  if (app.isPast) raise('usage', { why: 'Banks are asked how it stands now, so there is no --as-of.', hint: 'Leave --as-of out.' });
  const machine = given ?? (await app.bankTools(environment));
  const { providerOf } = await import('../intake/providers/list.ts');
  return {
    machine, isAttended, progress, userAgent: `finance-tracker/${version}`, language: environment.language,
    model: async () => app.reader(true)!,
    write: (request, work) => app.write(request, work),
    cascade: (model) => app.cascade(model),
    provider: async (id) => providerOf(id),
    baseUrlOf: async (provider) => machine.baseUrlOf(provider.id) ?? (provider.id === 'demo' ? `${await demoBankUrl(app)}/enablebanking` : provider.baseUrl),
    today: () => app.today(),
    minuteOf: (unixMs) => app.localMinute(unixMs),
  };
}
