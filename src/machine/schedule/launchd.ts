/** A launch agent of macOS (launchd.plist(5), launchctl(1)). */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { failureIn } from '../../errors.ts';
import type { InstalledSchedule } from '../../values/schedule.ts';
import { type Job, type Mark, type Place, type Scheduler, everyIn, noteOf, obeyed } from './job.ts';
import { firstMissing, madeIn, madeNote, removeUnits, textOf, writeUnits } from './unit-files.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const string = (text: string): string => `<string>${text.replace(/[&<>]/g, (character) => ENTITIES[character]!)}</string>`;

function plistText(job: Job, label: string, made: readonly string[]): string {
  const variables = job.variables.map(([name, value]) => `    <key>${name}</key>\n    ${string(value)}\n`).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- ${[noteOf(job), ...made.map(madeNote)].join('; ')} -->
<plist version="1.0">
<dict>
  <key>Label</key>
  ${string(label)}
  <key>ProgramArguments</key>
  <array>
${job.command.map((word) => `    ${string(word)}\n`).join('')}  </array>
${variables === '' ? '' : `  <key>EnvironmentVariables</key>\n  <dict>\n${variables}  </dict>\n`}  <key>StartInterval</key>
  <integer>${job.everyMinutes * 60}</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
}

/** A machine -> its launchd. */
export function launchdOf(place: Place): Scheduler {
  const folder = join(place.userHome, 'Library', 'LaunchAgents');
  const labelOf = ({ digest }: Mark): string => `finance-tracker.sync.${digest}`;
  const fileOf = (mark: Mark): string => join(folder, `${labelOf(mark)}.plist`);
  // The session at the screen; over ssh there may be none, and then the user's own.
  const domains = ['gui', 'user'].map((kind) => `${kind}/${place.uid ?? 0}`);
  const launchctl = (...args: string[]) => place.run('launchctl', args);

  function written(job: Job) {
    const missing = firstMissing(folder);
    const made = missing === undefined ? madeIn(textOf(fileOf(job)) ?? '') : [missing];
    return { files: [{ path: fileOf(job), text: plistText(job, labelOf(job), made) }], lines: [], commands: [['launchctl', 'bootstrap', domains[0]!, fileOf(job)]] };
  }

  async function switchOn(mark: Mark): Promise<void> {
    const [first, second] = domains as [string, string];
    try {
      await obeyed(place, 'launchctl', ['bootstrap', first, fileOf(mark)]);
    } catch (error) {
      if (failureIn(error)?.code !== 'schedule-refused' || (await launchctl('bootstrap', second, fileOf(mark)))?.exit !== 0) throw error;
    }
  }

  async function switchOff(mark: Mark): Promise<boolean> {
    const ended = [];
    for (const domain of domains) ended.push((await launchctl('bootout', `${domain}/${labelOf(mark)}`))?.exit === 0);
    return ended.includes(true);
  }

  async function install(job: Job): Promise<readonly string[]> {
    const undo = writeUnits(written(job).files);
    // One that is loaded keeps to what it was loaded with.
    const had = await switchOff(job);
    try {
      await switchOn(job);
    } catch (error) {
      undo();
      if (had) await launchctl('bootstrap', domains[0]!, fileOf(job));
      throw error;
    }
    return ['It runs while you are logged in; what was missed while the machine slept is made up for when it wakes.'];
  }

  async function isOn(mark: Mark): Promise<boolean> {
    for (const domain of domains) if ((await launchctl('print', `${domain}/${labelOf(mark)}`))?.exit === 0) return true;
    return false;
  }

  async function find(mark: Mark, now: number, lastRun: number | undefined): Promise<InstalledSchedule | undefined> {
    const text = textOf(fileOf(mark));
    if (text === undefined) return undefined;
    const [everyMinutes, on] = [everyIn(text, mark), await isOn(mark)];
    const since = Math.max(lastRun ?? 0, statSync(fileOf(mark), { throwIfNoEntry: false })?.mtimeMs ?? 0);
    return { with: 'launchd', everyMinutes, isOn: on, nextRun: on && everyMinutes !== undefined ? after(since, everyMinutes * 60_000, now) : undefined, where: fileOf(mark) };
  }

  async function remove(mark: Mark): Promise<boolean> {
    const text = textOf(fileOf(mark));
    if (text === undefined) return false;
    await switchOff(mark);
    return removeUnits([fileOf(mark)], madeIn(text));
  }

  const unavailable = async (): Promise<string | undefined> => ((await launchctl('version')) ? undefined : 'there is no launchctl');

  return { name: 'launchd', unavailable, written, install, find, remove };
}

/** The first instant after `now` that is whole steps from `since`. */
const after = (since: number, step: number, now: number): number => Math.floor(since + Math.max(1, Math.ceil((now - since + 1) / step)) * step);
