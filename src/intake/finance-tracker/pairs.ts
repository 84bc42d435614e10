/** Transfers of an export held against its rows: the two halves are opposite amounts of one currency in two accounts. */
import type { BackupTransfer } from '../backup.ts';
import type { Row } from '../rows.ts';

type Half = Pick<Row, 'account' | 'amount' | 'currency'>;

export class Pairs {
  readonly #halves = new Map<string, Half | undefined>();

  constructor(private readonly transfers: readonly BackupTransfer[]) {
    for (const pair of transfers) {
      this.#halves.set(pair.out, undefined);
      this.#halves.set(pair.in, undefined);
    }
  }

  /** A row of the file, in any order. */
  see({ carried, account, amount, currency }: Row): void {
    const id = carried?.identity?.id;
    if (id !== undefined && this.#halves.has(id)) this.#halves.set(id, { ...(account === undefined ? {} : { account }), amount, currency });
  }

  /** Once all rows were seen: the pairs that fit them, and those that do not, with a clause that says why. A half that is not in the file cannot be judged. */
  sorted(): { fit: BackupTransfer[]; unfit: { pair: BackupTransfer; why: string }[] } {
    const fit: BackupTransfer[] = [];
    const unfit: { pair: BackupTransfer; why: string }[] = [];
    for (const pair of this.transfers) {
      const why = pair.linked ? complaint(this.#halves.get(pair.out), this.#halves.get(pair.in)) : undefined;
      if (why === undefined) fit.push(pair);
      else unfit.push({ pair, why });
    }
    return { fit, unfit };
  }
}

function complaint(out: Half | undefined, into: Half | undefined): string | undefined {
  if (!out || !into) return undefined;
  if (out.account === into.account) return 'both are in one account';
  if (out.currency !== into.currency) return 'they are in two currencies';
  return out.amount + into.amount === 0 && out.amount < 0 ? undefined : 'their amounts are not opposite';
}
