/** How a home reaches its hub: what is known in the ledger's file, and what is secret. */
import { raise } from '../errors.ts';
import type { HubKept } from '../read-model/hub-memory.ts';
import { type Address, addressFrom, isLoopback } from './address.ts';
import { seedOf } from './code.ts';
import { Seal } from './seal.ts';
import { Server } from './server.ts';
import type { HubTools } from './tools.ts';

/** Name of the secrets' bundle. */
export const BUNDLE = 'hub';

/** A hub that a home is connected to, open. */
export interface OpenHub { readonly server: Server; readonly schema: string; readonly seal: Seal | undefined; readonly kept: HubKept }

/** Opens it; whoever asks closes the server. Fails by 'hub-not-connected', 'secret-missing' and what connecting raises. */
export async function openHub(tools: HubTools): Promise<OpenHub> {
  const kept = tools.memory().hub() ?? raise('hub-not-connected', {});
  const bundle = await (await tools.secrets()).get(BUNDLE);
  const missing = (what: string): never => raise('hub-denied', { host: kept.where, why: `its ${what} is not among the secrets of this machine` });
  const address = addressFrom(bundle?.['url'] ?? missing('address'));
  const seal = kept.isSealed ? new Seal(seedOf(bundle?.['code'] ?? missing('code')), tools.random) : undefined;
  refuseOpenWay(address, kept.isSealed);
  return { server: await Server.connect(address, tools.server), schema: kept.schema, seal, kept };
}

/** What a hub can read does not cross a network in the clear. Fails by 'hub-insecure'. */
export function refuseOpenWay(address: Address, isSealed: boolean): void {
  if (address.tls.mode === 'disable' && !isLoopback(address) && !isSealed) raise('hub-insecure', { host: address.host });
}
