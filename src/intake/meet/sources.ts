/** Who told what of a transaction: the devices, deliveries and places in the log of its recordings, read from the log and remembered. */
import type { KnownEvent, Payload } from '../../ledger/events/list.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { Day } from '../../values/day.ts';
import { isFeed } from '../../values/feeds.ts';
import { wordingKey } from '../known.ts';

export type Books = Pick<ReadModel, 'transactions' | 'statements' | 'activity' | 'log' | 'links'>;
type Recording = Extract<KnownEvent, { type: 'transaction.recorded.v2' }>;
export type Recorded = Payload<'transaction.recorded.v2'>;

/** Said of a transaction that another one stands for, and of those where batch and payments stand for each other. STORED WORDS: earlier commits are known by them. */
export const SAME = 'the same payment, told in other words on another device';
export const SAME_BATCH = 'the same money, told as a batch on one device and as payments on another';

/** A delivery that counts. */
export interface Telling { readonly account: string; readonly device: string; readonly layout: string; readonly isFeed: boolean; readonly from: Day; readonly to: Day }

/** The commit in the making has no header yet: it comes after all others. */
const IN_THE_MAKING = { clock: '~', device: '~' };

export class Sources {
  readonly #commits = new Map<number, { readonly clock: string; readonly device: string }>();
  readonly #statements = new Map<string, Telling | undefined>();

  constructor(private readonly model: Pick<Books, 'statements' | 'activity' | 'log'>) {}

  counts(event: { readonly commit: number }): boolean { return this.model.activity.isActive(event.commit); }

  /** Text that sorts events alike on every device. */
  placeOf({ commit, position }: { readonly commit: number; readonly position: number }): string {
    const { clock, device } = this.#commitOf(commit);
    return `${clock}${device}${String(position).padStart(15, '0')}`;
  }

  /** One delivery by its statement's id; undefined where none of that id counts. */
  telling(statement: string): Telling | undefined {
    if (!this.#statements.has(statement)) {
      const row = this.model.statements.get(statement);
      this.#statements.set(statement, row && {
        account: row.detail.account, device: this.#commitOf(row.commit).device, layout: wordingKey(row.detail.format, row.detail.profile), isFeed: isFeed(row.detail.format),
        from: row.detail.from as Day, to: row.detail.to as Day,
      });
    }
    return this.#statements.get(statement);
  }

  /** The device whose delivery, or whose person, told of a transaction first in this event. */
  deviceOf({ commit, payload }: Pick<Recording, 'commit' | 'payload'>): string {
    return (payload.statement === undefined ? undefined : this.telling(payload.statement)?.device) ?? this.#commitOf(commit).device;
  }

  /** The device that made a commit. */
  deviceOfCommit(commit: number): string { return this.#commitOf(commit).device; }

  /** Recordings that count, first ones first. */
  recordings(events: readonly KnownEvent[]): Recording[] {
    return events.filter((event): event is Recording => event.type === 'transaction.recorded.v2' && this.counts(event));
  }

  #commitOf(number: number): { readonly clock: string; readonly device: string } {
    let commit = this.#commits.get(number);
    if (!commit) {
      const header = this.model.log.commitsOf([{ commit: number }]).get(number);
      this.#commits.set(number, (commit = header ? { clock: header.clock, device: header.device } : IN_THE_MAKING));
    }
    return commit;
  }
}

/** The transaction that an earlier meeting let stand for this one, by the last word that counts; undefined where none did. */
export function standInOf(events: readonly KnownEvent[], sources: Sources, whys: readonly string[] = [SAME, SAME_BATCH]): { readonly by: string; readonly why: string; readonly place: string } | undefined {
  const last = events.findLast((event) => event.type === 'transaction.withdrawn.v1' && event.payload.by !== undefined && whys.includes(event.payload.why) && sources.counts(event));
  return last?.type === 'transaction.withdrawn.v1' ? { by: last.payload.by!, why: last.payload.why, place: sources.placeOf(last) } : undefined;
}

/** The transaction that stands for one that was let go because they are the same, however many steps lie between; itself where it stands. */
export function standingFor(id: string, model: Pick<Books, 'log' | 'transactions'>, sources: Sources): string | undefined {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = standInOf(model.log.of(at), sources, [SAME])?.by) {
    if (model.transactions.stands(at)) return at;
    seen.add(at);
  }
  return undefined;
}
