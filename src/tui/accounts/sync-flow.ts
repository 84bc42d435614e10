/** Fetching from the connected banks beside the dashboard: how far it is, and what came of it in one sentence. */
import { inertText } from '../../format/inert.ts';
import type { Role } from '../../format/paint.ts';
import type { FeedState } from '../../values/feeds.ts';
import { grouped } from '../../values/grouped.ts';
import { line } from '../components/layout.ts';
import { momentText } from '../history/moment.ts';
import { frameWords } from '../phrases.ts';
import type { Session } from '../screen.ts';
import { accountsWords } from './accounts-words.ts';
import { feedWords, reconnectCommand } from './feed-words.ts';

/** What `ft sync --json` answers, as far as it is read here. */
interface SyncTold {
  readonly accounts: readonly {
    readonly connection: string; readonly state: FeedState; readonly until: string | null;
    readonly new: number; readonly doubtful: number; readonly rejected: readonly unknown[]; readonly missing: readonly string[];
  }[];
}

export class SyncFlow {
  #running: { readonly doing: string } | undefined;

  constructor(private readonly session: Session) {}

  /** Fetches, unless that is going on. Nobody else has to wait meanwhile: what is written is written by that process, a commit for each account. */
  async begin(): Promise<void> {
    const { session } = this;
    const { known, locale } = session;
    const words = feedWords(locale);
    if (session.isPast) return session.say(frameWords(locale).pastRefused, 'warning');
    if (this.#running) return session.say(words.busy, 'warning');
    if (known && known.model.connections.open().length === 0) return session.say(words.connect, 'warning');
    this.#running = { doing: '' };
    session.redraw();
    try {
      const { json, failed, stopped } = await session.run(['sync'], { label: words.syncing, progress: (doing) => { this.#running = { doing }; } });
      this.#running = undefined;
      await session.look();
      if (stopped) return session.say(words.stopped);
      if (failed) return session.say(`${failed.message} ${failed.hint}`, 'bad');
      session.say(...outcome(json as SyncTold, session));
    } finally {
      this.#running = undefined;
      session.redraw();
    }
  }

  /** How far it is: lines above the screen, none while nothing runs. */
  lines(columns: number): string[] {
    if (!this.#running) return [];
    const { theme, locale } = this.session;
    return [line([{ text: ` ${feedWords(locale).syncing}${theme.glyphs.ellipsis}  `, role: 'heading' }, `${this.#running.doing}   `, { text: accountsWords(locale).stops, role: 'muted' }], columns, theme), ''];
  }
}

/** The answer of a sync -> one sentence for what came, and one for each connection that did not go well. */
function outcome({ accounts }: SyncTold, session: Session): [text: string, role: Role] {
  const words = feedWords(session.locale);
  const count = (of: (one: SyncTold['accounts'][number]) => number): number => accounts.reduce((total, one) => total + of(one), 0);
  const [fresh, doubtful, rejected, missing] = [count((one) => one.new), count((one) => one.doubtful), count((one) => one.rejected.length), count((one) => one.missing.length)];
  const bad = [...grouped(accounts.filter(({ state }) => state !== 'ok'), ({ connection, state }) => `${state} ${connection}`).values()].map(([first]) => first!);
  const told = bad.map(({ connection, state, until }) => {
    const instant = until === null ? undefined : session.instantOf(until);
    const stands = state === 'wait-until' ? words.waits(instant === undefined ? '' : momentText(instant, session)) : state === 'ok' ? '' : words.states[state];
    return `${words.stands(connection, stands)}${state === 'needs-consent' ? `: ${reconnectCommand(connection)}` : ''}.`;
  });
  const came = bad.length > 0 && bad.length === new Set(accounts.map(({ connection }) => connection)).size && fresh === 0 ? [] : [fresh > 0 ? words.fresh(fresh) : words.nothing];
  const asks = [...(doubtful > 0 ? [words.doubtful(doubtful)] : []), ...(rejected > 0 ? [words.rejected(rejected)] : []), ...(missing > 0 ? [words.vanished(missing)] : [])];
  return [inertText([...came, ...told, ...asks].join(' ')), told.length + asks.length > 0 ? 'warning' : 'good'];
}
