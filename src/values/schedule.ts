/** The unattended schedule as a port: what would be set, what is set, and what the last scheduled run came to. */

export type SchedulerName = 'systemd' | 'launchd' | 'crontab';
export const SCHEDULERS: readonly SchedulerName[] = ['systemd', 'launchd', 'crontab'];

export interface ScheduleRequest {
  /** One that `readPeriod` gave. */
  readonly everyMinutes: number;
  /** Whichever the machine has unless said. */
  readonly with?: SchedulerName | undefined;
}

/** Exactly what is written, and by which commands it is switched on. */
export interface SchedulePlan {
  readonly with: SchedulerName;
  readonly everyMinutes: number;
  /** What is started each time, as words. */
  readonly command: readonly string[];
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** Lines for the crontab; empty of the others. */
  readonly lines: readonly string[];
  /** Programs that are run after writing. */
  readonly commands: readonly (readonly string[])[];
  /** What a person should know of it, in sentences. */
  readonly remarks: readonly string[];
}

/** One run that nobody watched: counts and states only, as it stays in a log. */
export interface ScheduledRun {
  /** Unix milliseconds. */
  readonly beganAt: number;
  readonly endedAt: number;
  readonly exit: number;
  /** State -> accounts in it: { ok: 3, 'needs-consent': 1 }. */
  readonly accounts: Readonly<Record<string, number>>;
  /** Transactions that were new. */
  readonly added: number;
  /** Code of the failure that ended it before its end. */
  readonly failure?: string | undefined;
}

export interface InstalledSchedule {
  readonly with: SchedulerName;
  /** Undefined where its own note of it was edited away. */
  readonly everyMinutes: number | undefined;
  /** The machine obeys it; false where it was written and switched off again. */
  readonly isOn: boolean;
  /** Unix milliseconds, as near as the machine tells. */
  readonly nextRun: number | undefined;
  /** The file that says it; "crontab -l" of a crontab. */
  readonly where: string;
}

export interface ScheduleState {
  readonly installed: InstalledSchedule | undefined;
  readonly lastRun: ScheduledRun | undefined;
  /** Path of the log, there or not. */
  readonly log: string;
  readonly remarks: readonly string[];
}

export interface Schedule {
  /** Changes nothing. Raises 'schedule-unavailable' for paths that no schedule can hold. */
  plan(request: ScheduleRequest): Promise<SchedulePlan>;
  /** Sets it in the place of what was set for this home. Raises 'schedule-unavailable', 'schedule-refused'; then all is as before. */
  install(request: ScheduleRequest): Promise<SchedulePlan>;
  state(): Promise<ScheduleState>;
  /** Takes everything away, the log of scheduled runs too. Answers what was removed; empty where there was none. Raises 'schedule-refused'. */
  remove(): Promise<readonly SchedulerName[]>;
  /** Writes down a run that nobody watched. A log that cannot be written fails nothing. */
  record(run: ScheduledRun): void;
}

/** Shows a message on the desktop; false where it could not be delivered. Never fails. */
export type Notify = (title: string, body: string) => Promise<boolean>;

const UNITS: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1440 };
/** Minutes that a crontab, a timer and a launch agent can all keep: parts of an hour, of a day, and whole days up to a week. */
const PERIODS = [15, 20, 30, ...[1, 2, 3, 4, 6, 8, 12].map((hours) => hours * 60), ...[1, 2, 3, 4, 5, 6, 7].map((days) => days * 1440)];

/** Minutes as --every is written: 6h, 30m, 2d. */
export const periodFlag = (minutes: number): string => (minutes % 1440 === 0 ? `${minutes / 1440}d` : minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`);

/** Minutes in words: "6 hours", "day", as they stand after "every". */
export function periodWords(minutes: number): string {
  const [count, unit] = minutes % 1440 === 0 ? [minutes / 1440, 'day'] : minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return count === 1 ? unit : `${count} ${unit}s`;
}

/** `--every` as typed -> minutes, or why not and what to write instead. */
export function readPeriod(text: string): { readonly minutes: number } | { readonly why: string; readonly hint: string } {
  const match = /^(\d{1,5}) ?(m|min|h|d)$/i.exec(text.trim());
  const minutes = match ? Number(match[1]) * UNITS[match[2]!.toLowerCase()]! : undefined;
  if (minutes === undefined) return { why: `--every "${text.slice(0, 40)}" is no period.`, hint: 'Write it like 6h, 30m or 1d.' };
  if (minutes < 15) return { why: `--every ${text.trim()} is too often: 15 minutes is the least.`, hint: 'Banks give each account about four unattended answers a day; 6h is the default.' };
  if (minutes > PERIODS.at(-1)!) return { why: `--every ${text.trim()} is too seldom: 7 days is the most.`, hint: 'The end of a consent is told some days ahead; a run a day is enough for that.' };
  if (PERIODS.includes(minutes)) return { minutes };
  const [below, above] = [PERIODS.findLast((one) => one < minutes)!, PERIODS.find((one) => one > minutes)!];
  return { why: `--every ${text.trim()} cannot be kept: neither an hour nor a day nor a week divides by it.`, hint: `Choose ${periodFlag(below)} or ${periodFlag(above)}.` };
}
