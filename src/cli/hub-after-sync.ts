/** The hub at the end of a sync with banks: whatever goes wrong there is told, and fails nothing. */
import { failureIn, tell } from '../errors.ts';
import { inertText } from '../format/inert.ts';
import { syncHub } from '../hub/sync.ts';
import type { Invocation } from './command.ts';
import { hubJson, hubLines, hubToolsOf } from './hub-words.ts';

export interface HubAfter {
  readonly json: object;
  /** Inert. */
  readonly lines: readonly string[];
  /** What somebody should see to though nobody watches. */
  readonly asksForAttention: boolean;
}

/** A hub that was not reached for so long is told also where nobody watches. Milliseconds. */
const PATIENCE_MS = 3 * 86_400_000;

/** Syncs with the hub that this home is connected to. */
export async function hubAfterSync(invocation: Invocation): Promise<HubAfter> {
  const tools = await hubToolsOf(invocation);
  try {
    const synced = await syncHub(tools);
    return { json: { error: null, ...hubJson(synced) }, lines: hubLines(synced).map(inertText), asksForAttention: synced.skewMs !== undefined || synced.ahead.length > 0 };
  } catch (error) {
    const failed = failureIn(error);
    if (!failed) throw error;
    const { message, hint, exit } = tell(failed);
    const silentFor = tools.now() - (tools.memory().lastGood() ?? tools.memory().hub()?.since ?? 0);
    return { json: { error: { code: failed.code, message, hint } }, lines: [`Hub: ${message}`, `     ${hint}`].map(inertText), asksForAttention: exit !== 75 || silentFor > PATIENCE_MS };
  }
}
