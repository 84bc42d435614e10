/** What `ft doctor` finds out about the hub without asking it: whether syncs go well, and whether its address is here. */
import type { App } from '../app.ts';
import type { Finding } from './categorizer-checks.ts';
import type { Terminal } from './terminal.ts';

/** Milliseconds without a sync after which that is worth a look. */
const SILENT_MS = 3 * 86_400_000;

/** Nothing where this home is connected to none. */
export async function hub(app: App, { environment }: Terminal): Promise<Finding[]> {
  const { memory } = app.replica();
  const kept = memory.hub();
  if (!kept) return [];
  const [tried, lastGood] = [memory.tried(), memory.lastGood()];
  const bundle = await (await app.bankTools(environment)).secrets().then((secrets) => secrets.get('hub'));
  if (bundle?.['url'] === undefined) return [{ check: 'hub', state: 'bad', says: `The address of the hub ${kept.where} is not on this machine.`, mend: 'Connect again: ft hub disconnect, then ft hub connect URL' }];
  if (tried?.failed) return [{ check: 'hub', state: tried.failed.code === 'hub-unreachable' && app.now() - (lastGood ?? kept.since) < SILENT_MS ? 'look' : 'bad', says: `The last sync with the hub failed (${app.localMinute(tried.at)}): ${tried.failed.says}`, mend: 'See how it stands: ft hub status' }];
  if (app.now() - (lastGood ?? kept.since) > SILENT_MS) return [{ check: 'hub', state: 'look', says: `The hub ${kept.where} was last synced ${lastGood === undefined ? 'never' : app.localMinute(lastGood)}.`, mend: 'Sync with: ft hub sync' }];
  return [{ check: 'hub', state: 'ok', says: `The hub ${kept.where} was synced ${lastGood === undefined ? 'never yet' : app.localMinute(lastGood)}.` }];
}
