/** A schedule that cannot be set: a machine without a scheduler, and one that refuses. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FakeSchedulers } from '../fake-schedulers.ts';
import type { Provocations, Room } from './provocation.ts';

const argv = (): string[] => ['schedule', 'install'];
const SEEN = 'ft schedule install --print shows the lines to put where your machine keeps its schedules.';
/** What stood in PATH and as the script of this process, while another machine is played. */
const kept = new WeakMap<Room, () => void>();

/** From here on PATH leads to `path` alone, and ft lies in a place that stays. */
function playing(room: Room, path: string, cleanUp: () => void): void {
  const [before, script] = [process.env['PATH'], process.argv[1]!];
  process.env['PATH'] = path;
  process.argv[1] = '/opt/finance-tracker/bin/ft.js';
  kept.set(room, () => {
    process.env['PATH'] = before;
    process.argv[1] = script;
    cleanUp();
  });
}
const leave = (room: Room): void => kept.get(room)?.();

function nothingThere(room: Room): void {
  const empty = mkdtempSync(join(tmpdir(), 'ft-no-scheduler-'));
  playing(room, empty, () => rmSync(empty, { recursive: true, force: true }));
}

function refusing(room: Room): void {
  const machine = new FakeSchedulers('crontab');
  machine.refuse('-');
  playing(room, machine.path, () => machine.remove());
}

export const theSchedule: Provocations = {
  'schedule-unavailable': [
    { environment: { platform: 'win32' }, argv, exit: 1, message: 'A schedule cannot be set on this machine: ft knows none of its schedulers.', hint: SEEN, next: () => ['schedule', 'install', '--print'] },
    {
      prepare: nothingThere, leave, argv, exit: 1,
      message: 'A schedule cannot be set on this machine: systemctl --user does not work here: it is not to be found, and there is no crontab.', hint: SEEN, next: () => ['schedule', 'install', '--print'],
    },
  ],
  'schedule-refused': [{
    prepare: refusing, leave, argv, exit: 1,
    message: 'crontab refused the schedule: -: not allowed here.', hint: 'Nothing was left behind. ft schedule install --print shows what would have been set.', next: () => ['schedule', 'install', '--print'],
  }],
};
