import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../../src/insight/freshness.ts';
import { type Day, addDays, lastDay } from '../../../src/values/day.ts';
import type { Month } from '../../../src/values/day.ts';

const day = (text: string): Day => text as Day;
const covered = (...ends: string[]) => ends.map((to) => ({ from: addDays(day(to), -6), to: day(to) }));

describe('freshness', () => {
  it('is what the last delivery covers, or a newer booking', () => {
    expect(freshnessOf(covered('2026-01-31', '2026-01-10'), day('2026-01-29'), day('2026-02-10'), true)).toMatchObject({ until: '2026-01-31', days: 10 });
    expect(freshnessOf(covered('2026-01-31'), day('2026-02-03'), day('2026-02-10'), true)).toMatchObject({ until: '2026-02-03', days: 7 });
    expect(freshnessOf([], day('2026-02-03'), day('2026-02-01'), true)).toMatchObject({ until: '2026-02-03', days: 0 });
  });

  it('is nothing where nothing is known', () => {
    expect(freshnessOf([], undefined, day('2026-02-10'), true)).toEqual({ until: undefined, days: undefined, usual: undefined, isStale: false });
  });

  it('is stale by what is usual for the account: weekly downloads sooner than monthly ones', () => {
    const weekly = covered('2026-01-04', '2026-01-11', '2026-01-18', '2026-01-25');
    expect(freshnessOf(weekly, undefined, day('2026-02-12'), true)).toMatchObject({ usual: 7, days: 18, isStale: false });
    expect(freshnessOf(weekly, undefined, day('2026-02-13'), true)).toMatchObject({ days: 19, isStale: true });
    const monthly = covered(...['2025-10', '2025-11', '2025-12', '2026-01'].map((month) => lastDay(month as Month)));
    expect(freshnessOf(monthly, undefined, day('2026-03-20'), true)).toMatchObject({ usual: 31, isStale: false });
    expect(freshnessOf(monthly, undefined, day('2026-04-10'), true)).toMatchObject({ isStale: true });
  });

  it('takes a month for usual until three deliveries tell; the same end twice is one', () => {
    const few = covered('2026-01-04', '2026-01-11', '2026-01-11');
    expect(freshnessOf(few, undefined, day('2026-03-05'), true)).toMatchObject({ usual: undefined, days: 53, isStale: false });
    expect(freshnessOf(few, undefined, day('2026-03-08'), true).isStale).toBe(true);
  });

  it('is never stale for what is closed or was never delivered to', () => {
    expect(freshnessOf(covered('2020-01-04'), undefined, day('2026-03-05'), false).isStale).toBe(false);
    expect(freshnessOf([], day('2020-01-04'), day('2026-03-05'), true).isStale).toBe(false);
  });

  it('forgets old habits: the newest twelve deliveries tell what is usual', () => {
    const yearly = Array.from({ length: 10 }, (_, at) => `${2005 + at}-06-30`);
    const weekly = Array.from({ length: 13 }, (_, at) => addDays(day('2026-01-04'), at * 7));
    expect(freshnessOf(covered(...yearly, ...weekly), undefined, day('2026-04-01'), true).usual).toBe(7);
  });
});
