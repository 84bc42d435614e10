/** What was delivered to an account, and when. */
import { wallOf } from '../ledger/clock.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { StatementDetail } from '../read-model/statements.ts';

export interface Arrived {
  readonly id: string;
  /** When it was imported: Unix milliseconds. */
  readonly unixMs: number;
  readonly detail: StatementDetail;
}

/** Every delivery to the account (id) that counts, newest first. */
export const arrivedAt = (account: string, model: Pick<ReadModel, 'statements'>): Arrived[] =>
  model.statements.arrivals(account).map(({ id, clock, detail }) => ({ id, detail, unixMs: wallOf(clock) }));

/** The name of a delivered file without the folders it lay in. */
export const fileName = (path: string): string => path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
