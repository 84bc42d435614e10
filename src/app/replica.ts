/** The log of a home as one of several: commits of other devices come in, what was erased elsewhere goes, a chain that forked is parted. */
import { FailureError, failure } from '../errors.ts';
import { named } from '../ledger/database.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Log } from '../ledger/log.ts';
import type { Receiving } from '../ledger/receive.ts';
import { type Erasure, erased } from '../ledger/redact.ts';
import { machineName } from '../machine/network-address.ts';
import { HubMemory } from '../read-model/hub-memory.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import { markStale } from '../read-model/tables.ts';
import { SumTooLarge } from '../values/money.ts';
import type { Random, WallClock } from '../values/ambient.ts';

interface Home {
  /** Made where there is none. */
  ledger(): Ledger;
  model(): ReadModel;
  rebuild(): void;
  /** What the read model remembers is not what the tables hold any more. */
  forget(): void;
  readonly now: WallClock;
  readonly random: Random;
}

export class Replica {
  constructor(private readonly home: Home) {}

  get log(): Log { return this.home.ledger().log; }
  get memory(): HubMemory { return new HubMemory(this.home.ledger().database); }
  get random(): Random { return this.home.random; }
  /** What this machine is called in its network. */
  get machineName(): string { return machineName(); }
  /** Who writes in this home; undefined before the first commit. */
  get device(): string | undefined { return this.log.ownDevice(); }
  /** As `device`, and it is one from now on. */
  get ownDevice(): string {
    const ledger = this.home.ledger();
    return named(ledger.home, () => ledger.device());
  }
  /** What was erased here, by device, sequence and index. */
  get erased(): readonly Erasure[] { return erased(this.home.ledger().database); }

  /**
   * Commits of other devices, taken in by what `work` is given; all or nothing. `isMuch`: the tables are left behind, to be made anew by `rebuild` or the
   * next command. Fails by 'hub-commit-refused', 'sum-too-large', 'disk-full', 'ledger-busy' and what `work` raises.
   */
  async receive<T>(isMuch: boolean, work: (receiving: Receiving) => Promise<T>): Promise<T> {
    const ledger = this.home.ledger();
    try {
      return await ledger.receive(isMuch ? undefined : this.home.model().projection, async (receiving) => {
        if (isMuch) markStale(ledger.database);
        return work(receiving);
      });
    } catch (error) {
      throw error instanceof SumTooLarge ? new FailureError(failure('sum-too-large', {})) : error;
    } finally {
      this.home.forget();
    }
  }

  /** What was erased on other devices is erased here, and everything is derived anew where anything was; how much. */
  async redact(erasures: readonly Erasure[]): Promise<number> {
    const ledger = this.home.ledger();
    // Whoever is stopped in between leaves tables that are known to be behind.
    const count = await ledger.redact(erasures, () => { markStale(ledger.database); });
    if (count > 0) this.home.rebuild();
    return count;
  }

  /** Commits of a device after a sequence become those of a device of their own (see `branchOff`), dated no later than now -> its id; undefined where there are none. */
  async branchOff(device: string, sequence: number): Promise<string | undefined> {
    const ledger = this.home.ledger();
    const branch = await ledger.branchOff(device, sequence, this.home.now(), () => { markStale(ledger.database); });
    if (branch !== undefined) this.home.rebuild();
    return branch;
  }
}
