/** Work between keys: how much of it is done in a turn, and what need not be done again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CommitList } from '../../src/tui/history/commit-list.ts';
import type { Known } from '../../src/tui/screen.ts';
import { MerchantStore } from '../../src/tui/trends/merchant-store.ts';
import type { Month } from '../../src/values/day.ts';
import { type Desk, demoHome, desk } from './desk.ts';

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });

describe('work between keys', () => {
  let shown: Desk;
  let known: Known;
  beforeAll(async () => {
    // The clock of a desk stands still, as FT_NOW makes it.
    shown = await desk(await demoHome());
    known = shown.dashboard.known!;
  }, 60_000);
  afterAll(() => shown.close());

  test('small steps share a turn, and a long one ends it', async () => {
    const { dashboard } = shown;
    let small = 0;
    dashboard.between(() => (++small < 40 ? 'more' : 'done'));
    for (let turns = 0; turns < 10; turns++) await turn();
    expect(small).toBe(40);
    let long = 0;
    const stop = dashboard.between(() => {
      long++;
      for (const begun = dashboard.ticks(); dashboard.ticks() - begun < 8;);
      return 'more';
    });
    await turn();
    await turn();
    expect(long).toBeLessThanOrEqual(2);
    stop();
    const done = long;
    await turn();
    expect(long).toBe(done);
  });

  /** A store on the demo whose every look at the time finds `pace` milliseconds gone. */
  function merchants(pace: number): { readonly store: MerchantStore; readonly begun: () => number; readonly finish: () => void } {
    let now = 0;
    let begun = 0;
    let step: () => 'more' | 'done' = () => 'done';
    const session = { known, ticks: () => (now += pace), between: (work: () => 'more' | 'done') => { begun++; step = work; return () => {}; } };
    return { store: new MerchantStore(session, () => {}), begun: () => begun, finish: () => { while (step() === 'more'); } };
  }
  const [FROM, TO] = ['2025-01' as Month, '2025-12' as Month];

  test('merchants: a large ledger is left for later, a small one is there at once', () => {
    const large = merchants(20);
    large.store.want(FROM, TO);
    expect([large.store.trend, large.begun()]).toEqual([undefined, 1]);
    large.finish();
    const small = merchants(0);
    small.store.want(FROM, TO);
    expect(small.begun()).toBe(0);
    expect(small.store.trend!.lines('NOK' as never, undefined)).toEqual(large.store.trend!.lines('NOK' as never, undefined));
    expect(small.store.trend!.lines('NOK' as never, undefined).lines.length).toBeGreaterThan(20);
  });

  test('merchants of months that were read stay until the ledger changes', () => {
    const { store, begun, finish } = merchants(20);
    const read = (from: Month): unknown => {
      store.want(from, TO);
      finish();
      return store.trend;
    };
    const year = read(FROM);
    expect(read('2025-07' as Month)).not.toBe(year);
    store.close();
    expect(begun()).toBe(2);
    store.want(FROM, TO);
    expect([store.trend === year, begun()]).toEqual([true, 2]);
    store.spoil();
    expect(store.trend, 'shown until the new is there').toBe(year);
    read(FROM);
    expect([store.trend === year, begun()]).toEqual([false, 3]);
  });

  test('a commit that was looked through is known to the next list of the same home', () => {
    const list = new CommitList(known, 'en');
    const [{ commit }] = list.commits.toSorted((a, b) => b.commit.events - a.commit.events) as [CommitList['commits'][number]];
    const counts = known.model.log.countsOf(commit);
    list.scan.countsOf(commit);
    while (list.scan.isBehind) list.scan.step();
    let looked = 0;
    const log = new Proxy(known.model.log, { get: (of, name) => { if (name === 'typesBetween') looked++; const member: unknown = Reflect.get(of, name); return typeof member === 'function' ? member.bind(of) as unknown : member; } });
    const next = new CommitList({ ...known, model: new Proxy(known.model, { get: (of, name) => (name === 'log' ? log : Reflect.get(of, name)) }) }, 'en', list);
    expect([next.scan.countsOf(commit), looked]).toEqual([counts, 0]);
  });
});
