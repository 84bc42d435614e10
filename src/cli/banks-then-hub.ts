/** A sync as the person means it: first the banks, then the hub, which has to wait for nobody and fails nothing. */
import { failureIn } from '../errors.ts';
import { type AccountSynced, type SyncOptions, sync } from '../intake/feed/sync.ts';
import type { FeedTools } from '../intake/feed/tools.ts';
import type { Invocation } from './command.ts';
import type { HubAfter } from './hub-after-sync.ts';

/** Raises what `sync` raises; that no bank is connected only where no hub is either, or an account was named. `hub`: undefined where none is connected. */
export async function banksThenHub(tools: FeedTools, wish: SyncOptions, invocation: Invocation): Promise<{ readonly synced: readonly AccountSynced[]; readonly hub: HubAfter | undefined }> {
  const hasHub = invocation.app.replica().memory.hub() !== undefined;
  const synced = await sync(tools, wish).catch((error: unknown): AccountSynced[] => {
    if (hasHub && wish.account === undefined && failureIn(error)?.code === 'nothing-connected') return [];
    throw error;
  });
  // The client of PostgreSQL is loaded by those who have a hub.
  return { synced, hub: hasHub ? await (await import('./commands/sharing.ts')).hubAfterSync(invocation) : undefined };
}
