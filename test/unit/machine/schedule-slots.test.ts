import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { localMinute } from '../../../src/machine/clock.ts';
import { calendarOf, crontabFields, nextSlot, slotsOf } from '../../../src/machine/schedule/slots.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 2, 31, 12);
const PERIODS = [15, 20, 30, 60, 120, 180, 240, 360, 480, 720, 1440, 2880, 4320, 10_080];
const hasSystemd = (() => { try { execFileSync('systemd-analyze', ['calendar', 'daily'], { stdio: 'ignore' }); return true; } catch { return false; } })();

it('a period and a home give the same slots each time, and other homes other ones', () => {
  expect(slotsOf(360, 'kari')).toEqual(slotsOf(360, 'kari'));
  const fields = Array.from({ length: 50 }, (_, at) => crontabFields(slotsOf(360, `home ${at}`)));
  expect(new Set(fields).size).toBeGreaterThan(40);
  expect(fields.every((one) => /^\d{1,2} \d{1,2}(,\d{1,2}){3} \* \* \*$/.test(one))).toBe(true);
});

it.each(PERIODS)('every %i minutes: the slots come in even steps, save at the end of a month', (every) => {
  for (const who of ['kari', 'ola', 'a', 'b']) {
    const slots = slotsOf(every, who);
    let at = nextSlot(slots, NOON);
    expect(at).toBeGreaterThan(NOON);
    for (let count = 0; count < 4; count++) {
      const next = nextSlot(slots, at);
      // Across a change to summer time an hour more or less.
      if (slots.days === undefined) expect(Math.abs(next - at - every * 60_000)).toBeLessThanOrEqual(HOUR);
      else expect(next - at).toBeLessThanOrEqual(every * 60_000 + HOUR);
      at = next;
    }
  }
});

it('the fields of both kinds say the same', () => {
  expect(crontabFields({ minutes: [5, 20, 35, 50], hours: Array.from({ length: 24 }, (_, at) => at), days: undefined, weekday: undefined })).toBe('5,20,35,50 * * * *');
  expect(calendarOf({ minutes: [7], hours: [3], days: [2, 5], weekday: undefined })).toBe('*-*-2,5 3:7:00');
  expect(crontabFields({ minutes: [7], hours: [3], days: undefined, weekday: 0 })).toBe('7 3 * * 0');
  expect(calendarOf({ minutes: [7], hours: [3], days: undefined, weekday: 0 })).toBe('Sun *-*-* 3:7:00');
});

it.skipIf(!hasSystemd)('systemd reads the calendar as it is meant: the same next slot', () => {
  for (const every of PERIODS) {
    const slots = slotsOf(every, `home ${every}`);
    const told = execFileSync('systemd-analyze', ['calendar', `--base-time=@${NOON / 1000}`, calendarOf(slots)], { encoding: 'utf8' });
    expect(/Next elapse: \w+ (\d{4}-\d\d-\d\d \d\d:\d\d):00/.exec(told)?.[1], `${every}: ${told}`).toBe(localMinute(nextSlot(slots, NOON)));
  }
});
