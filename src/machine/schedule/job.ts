/** What is scheduled for one home, and what each kind of scheduler must be able to do with it. */
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { raise } from '../../errors.ts';
import type { InstalledSchedule, SchedulePlan, SchedulerName } from '../../values/schedule.ts';
import { type Ran, type RunProgram, saidBy } from '../other-program.ts';
import { type Slots, slotsOf } from './slots.ts';

/** The machine as a scheduler sees it. */
export interface Place {
  readonly platform: string;
  readonly userHome: string;
  /** Variables of this process. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly uid: number | undefined;
  readonly run: RunProgram;
}

/** One home among several: its digest stands in names and markers. */
export interface Mark { readonly home: string; readonly digest: string }

export interface Job extends Mark {
  readonly everyMinutes: number;
  readonly slots: Slots;
  /** Words; absolute paths. */
  readonly command: readonly string[];
  /** Variables without which it would run otherwise; never a secret. */
  readonly variables: readonly (readonly [name: string, value: string])[];
}

type Written = Pick<SchedulePlan, 'files' | 'lines' | 'commands'>;

export interface Scheduler {
  readonly name: SchedulerName;
  /** Why it is not to be had here, as the end of a sentence; undefined where it is. */
  unavailable(): Promise<string | undefined>;
  /** What `install` writes; changes nothing and asks no other program. */
  written(job: Job): Written;
  /** Raises 'schedule-refused'; then all is as before. Answers remarks. */
  install(job: Job): Promise<readonly string[]>;
  /** What is set for this home. `now`: Unix milliseconds; `lastRun`: when it last began. */
  find(mark: Mark, now: number, lastRun: number | undefined): Promise<InstalledSchedule | undefined>;
  /** Takes it away with all that came with it; false where there was none. Raises 'schedule-refused'. */
  remove(mark: Mark): Promise<boolean>;
}

/** Home -> its mark. Another way to the same folder is the same home. */
export function markOf(home: string): Mark {
  const path = resolve(home);
  return { home: path, digest: createHash('sha256').update(realOf(path)).digest('hex').slice(0, 12) };
}

function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** A period on this machine for one home -> its slots. */
export const slotsFor = ({ digest }: Mark, everyMinutes: number): Slots => slotsOf(everyMinutes, `${hostname()}\n${digest}`);

/** Note that stands in what is written: whose it is and how often it runs. */
export const noteOf = ({ digest, everyMinutes }: Job): string => `finance-tracker ${digest} every ${everyMinutes}m`;

/** A text with such a note -> minutes; undefined where it has none for this home. */
export function everyIn(text: string, { digest }: Mark): number | undefined {
  const found = new RegExp(`finance-tracker ${digest} every (\\d{1,6})m`).exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** Runs a program that must succeed. Raises 'schedule-refused' in its words. */
export async function obeyed(place: Place, program: string, args: readonly string[], input?: Uint8Array): Promise<Ran> {
  const ran = await place.run(program, args, input ? { input } : {});
  if (!ran) return raise('schedule-refused', { program, says: 'it is not to be found.' });
  if (ran.exit !== 0) raise('schedule-refused', { program, says: saidBy(ran) });
  return ran;
}
