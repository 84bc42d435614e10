import { afterEach, describe, expect, test } from 'vitest';
import { FailureError } from '../../../src/errors.ts';
import { clockFrom, instantFrom, localDay, localMinute } from '../../../src/machine/clock.ts';

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});
const inZone = (name: string): void => { process.env['TZ'] = name; };

describe('clockFrom', () => {
  test('moves with the machine when nothing fixes it', () => {
    const before = Date.now();
    const now = clockFrom(undefined)();
    expect(now).toBeGreaterThanOrEqual(before);
    expect(now).toBeLessThanOrEqual(Date.now());
  });
  test('stands still at the instant given', () => {
    const clock = clockFrom('2026-01-31T12:00:00.000Z');
    expect([clock(), clock()]).toEqual([Date.UTC(2026, 0, 31, 12), Date.UTC(2026, 0, 31, 12)]);
  });
  test('refuses what is no instant', () => {
    expect(() => clockFrom('soon')).toThrow(FailureError);
  });
});

describe('instantFrom', () => {
  test.each([
    ['2026-03-31T18:00:00.000Z', Date.UTC(2026, 2, 31, 18)],
    ['2026-03-31T18:00:05Z', Date.UTC(2026, 2, 31, 18, 0, 5, 999)],
    ['2026-03-31T18:00:00.5Z', Date.UTC(2026, 2, 31, 18, 0, 0, 500)],
    ['2026-03-31T18:00+02:00', Date.UTC(2026, 2, 31, 16, 0, 59, 999)],
  ])('%s', (text, instant) => expect(instantFrom(text)).toBe(instant));
  test('a day lasts to its local end, on days of 23 and 25 hours too', () => {
    inZone('Europe/Oslo');
    expect(instantFrom('2026-01-15')).toBe(Date.UTC(2026, 0, 15, 22, 59, 59, 999));
    expect(instantFrom('2026-03-29')).toBe(Date.UTC(2026, 2, 29, 21, 59, 59, 999));
    expect(instantFrom('2026-10-25')).toBe(Date.UTC(2026, 9, 25, 22, 59, 59, 999));
    expect(instantFrom('2026-01-15 08:30')).toBe(Date.UTC(2026, 0, 15, 7, 30, 59, 999));
  });
  test.each(['', 'soon', '2026-02-30', '2026-02-30T10:00', '2026-01-01T24:00', '2026-01-01T10:60', '2026-01-01T10:00:60', '2026-01-01T10', '2026-01-01T10:00+9:00', '2026-01-01T10:00+99:99'])(
    '%j is none', (text) => expect(instantFrom(text)).toBeUndefined());
});

describe('local days', () => {
  test('the same instant is two days in two places', () => {
    const instant = Date.UTC(2026, 0, 31, 23, 30);
    inZone('Europe/Oslo');
    expect(localDay(instant)).toBe('2026-02-01');
    expect(localMinute(instant)).toBe('2026-02-01 00:30');
    inZone('America/New_York');
    expect(localDay(instant)).toBe('2026-01-31');
    expect(localMinute(instant)).toBe('2026-01-31 18:30');
  });
  test('a clock far outside is a defect', () => {
    expect(() => localDay(Date.UTC(1850, 0, 1))).toThrow(RangeError);
  });
});
