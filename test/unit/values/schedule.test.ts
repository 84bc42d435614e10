import { expect, it } from 'vitest';
import { periodFlag, periodWords, readPeriod } from '../../../src/values/schedule.ts';

it.each([['15m', 15, '15m', '15 minutes'], ['60m', 60, '1h', 'hour'], ['6h', 360, '6h', '6 hours'], [' 6 H ', 360, '6h', '6 hours'], ['24h', 1440, '1d', 'day'], ['20min', 20, '20m', '20 minutes'], ['7d', 10_080, '7d', '7 days']])(
  '--every %s is %i minutes', (text, minutes, flag, words) => {
    expect(readPeriod(text)).toEqual({ minutes });
    expect([periodFlag(minutes), periodWords(minutes)]).toEqual([flag, words]);
  });

it.each([
  ['7h', /^--every 7h cannot be kept/, 'Choose 6h or 8h.'], ['90m', /cannot be kept/, 'Choose 1h or 2h.'], ['36h', /cannot be kept/, 'Choose 1d or 2d.'],
  ['5m', /^--every 5m is too often: 15 minutes/, /four unattended answers/], ['0h', /too often/, /default/], ['8d', /too seldom: 7 days/, /told some days ahead/], ['99999d', /too seldom/, /ahead/],
  ['soon', /^--every "soon" is no period\.$/, 'Write it like 6h, 30m or 1d.'], ['', /no period/, /6h/], ['-6h', /no period/, /6h/], ['6', /no period/, /6h/], ['1.5h', /no period/, /6h/], ['６h', /no period/, /6h/], ['6h; rm -rf ~', /no period/, /6h/],
])('--every %j is refused with a sentence', (text, why, hint) => {
  const period = readPeriod(text);
  expect(period).toEqual({ why: expect.stringMatching(why) as string, hint: expect.stringMatching(hint) as string });
});
