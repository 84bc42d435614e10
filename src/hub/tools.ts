/** What a hub is worked with: the ledger of a home, its secrets, and what the other rooms add. */
import type { Taxonomy } from '../categories/taxonomy.ts';
import type { Log } from '../ledger/log.ts';
import type { Receiving } from '../ledger/receive.ts';
import type { Erasure } from '../ledger/redact.ts';
import type { HubMemory } from '../read-model/hub-memory.ts';
import type { ReadModel } from '../read-model/read-model.ts';
import type { Random, WallClock } from '../values/ambient.ts';
import type { Secrets } from '../values/keeping.ts';
import type { ServerOptions } from './server.ts';

/** What two histories that met were found to share. */
export interface Met { readonly same: number; readonly parted: number; readonly asked: number; readonly doubtful: number }

export interface HubTools {
  /** The log alone; one is made where there is none. */
  log(): Log;
  /** What is derived; made anew first where it must be. */
  model(): ReadModel;
  taxonomy(model: ReadModel): Promise<Taxonomy>;
  memory(): HubMemory;
  /** Who writes here; undefined before the first commit. */
  device(): string | undefined;
  /** As `device`, and it is one from now on. */
  ownDevice(): string;
  receive<T>(isMuch: boolean, work: (receiving: Receiving) => Promise<T>): Promise<T>;
  rebuild(): void;
  erased(): readonly Erasure[];
  redact(erasures: readonly Erasure[]): Promise<number>;
  branchOff(device: string, sequence: number): Promise<string | undefined>;
  /** Looks through what commits that arrived tell again in other words, in a commit of its own. `arrived`: their local numbers. */
  meet(arrived: readonly number[]): Promise<Met>;
  secrets(): Promise<Secrets>;
  /** What this machine is called, for people. */
  readonly machineName: string;
  readonly now: WallClock;
  readonly random: Random;
  progress(label: string, done: number, total: number): void;
  readonly server?: ServerOptions;
}
