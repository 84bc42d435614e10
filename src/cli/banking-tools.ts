/** What the commands that talk to banks are worked with. */
import { feedTools } from '../app/feed-tools.ts';
import type { FeedTools } from '../intake/feed/tools.ts';
import type { Invocation } from './command.ts';

declare const FT_VERSION: string;

/** `isAttended`: somebody is there and waits. Raises 'usage' with --as-of. */
export const bankingTools = ({ app, terminal }: Pick<Invocation, 'app' | 'terminal'>, isAttended: boolean): Promise<FeedTools> =>
  feedTools(app, { environment: terminal.environment, isAttended, version: FT_VERSION, progress: terminal.progress });
