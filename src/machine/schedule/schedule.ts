/** The schedule of one home: chosen among what the machine has, set once, told, and taken away. */
import { existsSync } from 'node:fs';
import { raise } from '../../errors.ts';
import type { Environment, WallClock } from '../../values/ambient.ts';
import { type Schedule, type SchedulePlan, type ScheduleRequest, type ScheduleState, type SchedulerName, periodWords } from '../../values/schedule.ts';
import { variablesWith } from '../environment.ts';
import { type RunProgram, runProgram } from '../other-program.ts';
import { lastRun, logOf, recordRun, removeRuns } from '../run-log.ts';
import { crontabOf } from './crontab.ts';
import { type Job, type Mark, type Place, type Scheduler, markOf, slotsFor } from './job.ts';
import { launchdOf } from './launchd.ts';
import { type StableProgram, stableProgram } from './stable-path.ts';
import { systemdOf } from './systemd.ts';

/** Without these a scheduled run would keep its secrets, find its model or trust its network otherwise. No secret is among them. */
const CARRIED = ['FT_SECRETS', 'FT_MODEL', 'NODE_EXTRA_CA_CERTS'];
/** What leads elsewhere while it is set, and is set for a session, not for good: the schedule does without. */
const LEFT = /^FT_(?:BANK_\w+_URL|NOW|BUSY_MS)$/;
/** A bank gives each account four answers a day while nobody is there (RTS 2018/389, article 36(5)). */
const FOUR_A_DAY_MINUTES = 360;

/** Home, environment, clock -> the port. `run`, `program`: the real ones unless said. */
export function scheduleOf(home: string, environment: Environment, clock: WallClock, run: RunProgram = runProgram, program: StableProgram = thisProgram()): Schedule {
  const place = placeOf(environment, run);
  const mark = markOf(home);
  const all: Readonly<Record<SchedulerName, Scheduler>> = { systemd: systemdOf(place), launchd: launchdOf(place), crontab: crontabOf(place) };
  // Elsewhere they cannot be there.
  const here = ({ linux: ['systemd', 'crontab'], darwin: ['launchd', 'crontab'], win32: [] } as Record<string, SchedulerName[]>)[place.platform] ?? ['crontab'];

  /** The one that was asked for, or the first that works. */
  async function chosen(wanted: SchedulerName | undefined): Promise<Scheduler | string> {
    const reasons: string[] = [];
    for (const name of wanted === undefined ? here : here.filter((one) => one === wanted)) {
      const why = await all[name].unavailable();
      if (why === undefined) return all[name];
      reasons.push(why);
    }
    return reasons.join(', and ') || (wanted === undefined ? 'ft knows none of its schedulers' : `${wanted} is not of this system`);
  }

  async function planWith(scheduler: Scheduler, { everyMinutes }: ScheduleRequest, remarks: readonly string[]): Promise<SchedulePlan> {
    const job = jobOf(mark, everyMinutes, program, place, scheduler.name);
    return { with: scheduler.name, everyMinutes, command: job.command, ...scheduler.written(job), remarks: [...remarks, ...often(everyMinutes), ...left(place)] };
  }

  async function plan(request: ScheduleRequest): Promise<SchedulePlan> {
    const found = request.with === undefined ? await chosen(undefined) : all[request.with];
    const cleared = program.temporary === undefined ? [] : [`${clearedText(program.temporary)}; install it first, as README says`];
    if (typeof found !== 'string') return planWith(found, request, cleared);
    return planWith(all.crontab, request, [`Nothing here keeps schedules that ft knows (${found}). Where something else does, let it start the command every ${periodWords(request.everyMinutes)}.`, ...cleared]);
  }

  async function install(request: ScheduleRequest): Promise<SchedulePlan> {
    const scheduler = await chosen(request.with);
    if (typeof scheduler === 'string') return raise('schedule-unavailable', { why: scheduler });
    if (program.temporary !== undefined) raise('schedule-unavailable', { why: `${clearedText(program.temporary)}; install it as README says, and schedule that one` });
    const planned = await planWith(scheduler, request, []);
    const remarks = await scheduler.install(jobOf(mark, request.everyMinutes, program, place, scheduler.name));
    // Only now: were the new one refused, the old one goes on.
    for (const name of here) if (name !== scheduler.name) await all[name].remove(mark);
    return { ...planned, remarks: [...remarks, ...planned.remarks] };
  }

  async function state(): Promise<ScheduleState> {
    const last = lastRun(mark.home);
    const now = clock();
    for (const name of here) {
      const installed = await all[name].find(mark, now, last?.beganAt);
      if (!installed) continue;
      const late = installed.isOn && last && installed.everyMinutes !== undefined && now - last.beganAt > 2 * installed.everyMinutes * 60_000;
      const remarks = installed.isOn ? (late ? ['The last run is longer ago than two periods: the machine was off, or the program has moved. ft schedule install sets it anew.'] : [])
        : ['It is written down but switched off. ft schedule install switches it on.'];
      return { installed, lastRun: last, log: logOf(mark.home), remarks };
    }
    return { installed: undefined, lastRun: last, log: logOf(mark.home), remarks: [] };
  }

  async function remove(): Promise<readonly SchedulerName[]> {
    const removed: SchedulerName[] = [];
    for (const name of here) if (await all[name].remove(mark)) removed.push(name);
    removeRuns(mark.home);
    return removed;
  }

  function record(ran: Parameters<Schedule['record']>[0]): void {
    try {
      recordRun(mark.home, ran);
    } catch (error) {
      // A full disk or a home that cannot be written: the sync itself has told of it.
      if (!(error instanceof Error) || !('errno' in error)) throw error;
    }
  }

  return { plan, install, state, remove, record };
}

const clearedText = (path: string): string => `this ft lies where things are cleared (${path})`;
/** Variables of this session without which the schedule would ask elsewhere, by name; what they hold is not said. */
function left({ variables }: Place): string[] {
  const names = Object.keys(variables).filter((name) => LEFT.test(name) && variables[name]?.trim()).sort();
  const address = names.some((name) => name.startsWith('FT_BANK_')) ? ' It asks the address in config.json (bank.PROVIDER.baseUrl), else the provider\'s own.' : '';
  return names.length === 0 ? [] : [`Set here, but not for the schedule: ${names.join(', ')}.${address}`];
}

const often = (everyMinutes: number): string[] => (everyMinutes < FOUR_A_DAY_MINUTES ? ['Banks answer about four unattended calls a day for each account; runs beyond that wait by themselves.'] : []);

function placeOf({ platform, userHome }: Environment, run: RunProgram): Place {
  const variables = variablesWith({});
  const uid = process.getuid?.();
  // A session that came by su or cron knows nothing of its own systemd.
  const runtime = `/run/user/${uid ?? ''}`;
  const missing = variables['XDG_RUNTIME_DIR'] === undefined && uid !== undefined && existsSync(runtime) ? { XDG_RUNTIME_DIR: runtime } : {};
  return { platform, userHome, variables, uid, run: (name, args, options = {}) => run(name, args, { ...options, variables: { ...missing, ...options.variables } }) };
}

function thisProgram(): StableProgram {
  return stableProgram({ node: process.execPath, script: process.argv[1] ?? '', path: variablesWith({})['PATH'] ?? '' });
}

function jobOf(mark: Mark, everyMinutes: number, program: StableProgram, { variables }: Place, name: SchedulerName): Job {
  const command = [...program.words, 'sync', '--scheduled', '--home', mark.home];
  const bus = variables['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  const carried: (readonly [string, string])[] = CARRIED.flatMap((variable) => (variables[variable] ? [[variable, variables[variable]] as const] : []));
  // cron starts outside of the session, whose bus leads to the keychain.
  if (name === 'crontab' && /^unix:path=\/run\/user\/\d+\/bus$/.test(bus)) carried.push(['DBUS_SESSION_BUS_ADDRESS', bus]);
  const odd = [...command, ...carried.map(([, value]) => value)].find((word) => /[\p{Cc}\u2028\u2029\ufffd]|\p{Cs}/u.test(word));
  if (odd !== undefined) raise('schedule-unavailable', { why: `no schedule can hold the line break or control character in ${JSON.stringify(odd)}` });
  return { ...mark, everyMinutes, slots: slotsFor(mark, everyMinutes), command, variables: carried };
}
