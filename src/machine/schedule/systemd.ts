/** A systemd user timer and the service it starts (systemd.timer(5), systemd.service(5)). */
import { userInfo } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { failureIn } from '../../errors.ts';
import type { InstalledSchedule } from '../../values/schedule.ts';
import { type Job, type Mark, type Place, type Scheduler, everyIn, noteOf, obeyed, slotsFor } from './job.ts';
import { calendarOf, nextSlot } from './slots.ts';
import { firstMissing, madeIn, madeNote, removeUnits, textOf, writeUnits } from './unit-files.ts';

const JITTER_MAX_SECONDS = 1800;

/** A word as systemd reads it back: C escapes, and specifiers doubled (systemd.syntax(7)). */
const quoted = (word: string): string => `"${word.replace(/[\\"]/g, '\\$&').replaceAll('%', '%%')}"`;
/** The same where variables are put in as well. */
const argument = (word: string): string => quoted(word).replaceAll('$', () => '$$');
/** A path of a program may hold neither quotes nor backslashes, and no variable is put in there: then a shell starts it. */
const started = (words: readonly string[]): string => (/["'\\$]/.test(words[0]!) ? `/bin/sh -c "exec \\"$$@\\"" sh ${words.map(argument).join(' ')}` : [quoted(words[0]!), ...words.slice(1).map(argument)].join(' '));

const serviceText = (job: Job): string => `# ${noteOf(job)}
[Unit]
Description=finance-tracker: unattended sync of ${quoted(job.home)}

[Service]
Type=oneshot
ExecStart=${started(job.command)}
${job.variables.map(([name, value]) => `Environment=${quoted(`${name}=${value}`)}\n`).join('')}# Partly done, and "wait" as a bank may say: neither is a broken unit.
SuccessExitStatus=3 75
TimeoutStartSec=1h
UMask=0077
Nice=10
`;

const timerText = (job: Job, made: readonly string[]): string => `${[noteOf(job), ...made.map(madeNote)].map((line) => `# ${line}\n`).join('')}[Unit]
Description=finance-tracker: when to sync ${quoted(job.home)}

[Timer]
OnCalendar=${calendarOf(job.slots)}
RandomizedDelaySec=${Math.min(JITTER_MAX_SECONDS, job.everyMinutes * 6)}
Persistent=true

[Install]
WantedBy=timers.target
`;

/** A machine -> its systemd. */
export function systemdOf(place: Place): Scheduler {
  const { variables, userHome } = place;
  const from = (variable: string, fallback: string): string => { const value = variables[variable]; return value !== undefined && isAbsolute(value) ? value : join(userHome, fallback); };
  const folder = join(from('XDG_CONFIG_HOME', '.config'), 'systemd', 'user');
  const wants = join(folder, 'timers.target.wants');
  const stamps = join(from('XDG_DATA_HOME', '.local/share'), 'systemd', 'timers');
  const nameOf = ({ digest }: Mark): string => `finance-tracker-${digest}`;
  const timerOf = (mark: Mark): string => join(folder, `${nameOf(mark)}.timer`);
  const serviceOf = (mark: Mark): string => join(folder, `${nameOf(mark)}.service`);
  // The timer's file is the one that is looked for: the folder it needed is noted there.
  const filesOf = (mark: Mark): string[] => [timerOf(mark), serviceOf(mark)];
  const systemctl = (...args: string[]) => place.run('systemctl', ['--user', ...args]);
  const must = (...args: string[]) => obeyed(place, 'systemctl', ['--user', ...args]);

  function written(job: Job) {
    const before = madeIn(textOf(timerOf(job)) ?? '');
    const made = [folder, stamps].flatMap((one) => firstMissing(one) ?? before.filter((noted) => `${one}/`.startsWith(`${noted}/`)));
    const timer = `${nameOf(job)}.timer`;
    return {
      files: [{ path: timerOf(job), text: timerText(job, made) }, { path: serviceOf(job), text: serviceText(job) }], lines: [],
      commands: [['daemon-reload'], ['enable', timer], ['restart', timer]].map((args) => ['systemctl', '--user', ...args]),
    };
  }

  async function install(job: Job): Promise<readonly string[]> {
    const { files, commands } = written(job);
    const had = await isOn(job);
    const undo = writeUnits(files);
    try {
      for (const [, , ...args] of commands) await must(...args);
    } catch (error) {
      if (!had) await switchOff(job, madeIn(files[0]!.text));
      undo();
      await systemctl('daemon-reload');
      if (had) await systemctl('restart', `${nameOf(job)}.timer`);
      throw error;
    }
    return lingers();
  }

  async function switchOff(mark: Mark, made: readonly string[]): Promise<void> {
    await systemctl('disable', '--now', `${nameOf(mark)}.timer`);
    // The link that enabled it, should systemd be gone, and when it last ran, which systemd keeps.
    removeUnits([join(wants, `${nameOf(mark)}.timer`)], [wants]);
    removeUnits([join(stamps, `stamp-${nameOf(mark)}.timer`)], made);
  }

  async function isOn(mark: Mark): Promise<boolean> { return (await systemctl('is-active', '--quiet', `${nameOf(mark)}.timer`))?.exit === 0; }

  async function lingers(): Promise<readonly string[]> {
    const user = userInfo().username;
    const told = (await place.run('loginctl', ['show-user', user, '--property=Linger', '--value']))?.stdout.toString('utf8').trim();
    return told === 'yes' ? [] : [`It runs only while you are logged in; what was missed is made up for. To let it run always: loginctl enable-linger ${user}`];
  }

  async function next(mark: Mark, now: number, everyMinutes: number | undefined): Promise<number | undefined> {
    // Some versions leave --timestamp out of account here, and answer "Mon 2026-11-23 02:53:49 UTC".
    const told = await place.run('systemctl', ['--user', 'show', `${nameOf(mark)}.timer`, '--property=NextElapseUSecRealtime', '--value', '--timestamp=unix'], { variables: { TZ: 'UTC' } });
    const [, unix, day, time] = /^(?:@(\d{1,12})|(?:\w+ )?(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC)$/.exec(told?.stdout.toString('utf8').trim() ?? '') ?? [];
    if (unix !== undefined) return Number(unix) * 1000;
    if (day !== undefined) return Date.parse(`${day}T${time!}Z`);
    return everyMinutes === undefined ? undefined : nextSlot(slotsFor(mark, everyMinutes), now);
  }

  async function find(mark: Mark, now: number): Promise<InstalledSchedule | undefined> {
    const text = textOf(timerOf(mark));
    if (text === undefined) return undefined;
    const [everyMinutes, on] = [everyIn(text, mark), await isOn(mark)];
    return { with: 'systemd', everyMinutes, isOn: on, nextRun: on ? await next(mark, now, everyMinutes) : undefined, where: timerOf(mark) };
  }

  async function remove(mark: Mark): Promise<boolean> {
    const made = madeIn(textOf(timerOf(mark)) ?? '');
    if (!filesOf(mark).some((path) => textOf(path) !== undefined)) return false;
    await switchOff(mark, made);
    removeUnits(filesOf(mark), made);
    await systemctl('daemon-reload');
    await systemctl('reset-failed', `${nameOf(mark)}.service`);
    return true;
  }

  async function unavailable(): Promise<string | undefined> {
    try {
      await must('show', '--property=Version');
      return undefined;
    } catch (error) {
      const failure = failureIn(error);
      if (failure?.code !== 'schedule-refused') throw error;
      return `systemctl --user does not work here: ${failure.says.replace(/\.$/, '')}`;
    }
  }

  return { name: 'systemd', unavailable, written, install, find, remove };
}
