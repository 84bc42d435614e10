/** Secrets of connections that are closed, or that never came to be: a process was ended between secrets and log. */
import { failureIn } from '../../errors.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { SecretsKept } from '../../values/keeping.ts';
import type { FeedTools } from './tools.ts';

/** Ids of connections are ten characters of `factId`; what is called otherwise is not ft's to remove. */
const CONNECTION = /^[0-9a-z]{10}$/;

/** What lies in the place of secrets -> those of it that none of the open connections has. */
export function orphansAmong(kept: readonly SecretsKept[], connections: readonly ConnectionRow[]): readonly SecretsKept[] {
  const open = new Set(connections.map(({ id }) => id));
  return kept.filter(({ name }) => CONNECTION.test(name) && !open.has(name));
}

/** Removes them. Only under the lock: a connection that is being made has secrets before it is on record. What cannot be removed is left for `ft doctor` to name. */
export async function removeOrphans({ machine, model }: Pick<FeedTools, 'machine' | 'model'>): Promise<void> {
  try {
    const secrets = await machine.secrets();
    for (const { name } of orphansAmong(await secrets.names(), (await model()).connections.open())) await secrets.delete(name);
  } catch (error) {
    if (!failureIn(error)) throw error;
  }
}
