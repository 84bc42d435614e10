/** Rows by their place: whatever the query, the places, counts and sums are those of `ft list`, also while they are still being found. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundTotals } from '../../src/insight/found-totals.ts';
import type { ReadModel } from '../../src/read-model/read-model.ts';
import type { Query } from '../../src/read-model/query-sql.ts';
import type { Known } from '../../src/tui/screen.ts';
import { queryOf } from '../../src/tui/transactions/filters.ts';
import { RowIndex } from '../../src/tui/transactions/row-index.ts';
import type { Day, Month } from '../../src/values/day.ts';
import { ft, ftJson, temporaryHome } from '../cli/ft.ts';
import { type Desk, desk } from './desk.ts';

const TODAY = '2026-01-15' as Day;
const ROWS = 9000;

describe('rows by their place', () => {
  let shown: Desk;
  let known: Known;
  let model: ReadModel;
  beforeAll(async () => {
    const home = temporaryHome();
    execFileSync(process.execPath, [resolve(import.meta.dirname, '../../scripts/bench/generate-statement.mjs'), `${ROWS}`, `${home}/statement.csv`]);
    await ft(home, 'import', `${home}/statement.csv`);
    for (const { id } of await ftJson<{ id: string }[]>(home, 'list', 'kiwi', '--limit', '8')) await ft(home, 'split', id, '1=gifts', 'pharmacy');
    shown = await desk(home);
    known = shown.dashboard.known!;
    model = known.model;
  }, 60_000);
  afterAll(() => shown.close());

  const query = (text: string, month?: Month): Query => {
    const found = queryOf({ text, month }, known, TODAY);
    if (!found.ok) throw new Error(text);
    return found.value;
  };
  const complete = (index: RowIndex): RowIndex => { while (!index.isComplete) index.step(); return index; };

  test.each(['', 'kiwi', 'date:2020', 'date:2020-03-10..2020-04-02', 'date:2020 or date:2022-05', 'date:2020 kiwi or esso', 'category:gifts', 'category:gifts kiwi or category:pharmacy', 'is:split', 'is:uncategorized', '-kiwi amount:<-500', 'zzzz', 'date:1999', 'date:2021 date:2020'])('"%s" as ft list finds it', (text) => {
    const rows = model.queries.find(query(text)).map(({ id }) => id);
    const index = complete(new RowIndex(model, query(text)));
    expect(index.length).toBe(rows.length);
    expect(index.ids(0, rows.length + 5)).toEqual(rows);
    expect(index.totals).toEqual(foundTotals(model.queries, query(text)));
    for (const at of [0, 1, 1023, 1024, 2047, 2048, rows.length - 1].filter((place) => place >= 0 && place < rows.length)) {
      expect(index.ids(at, at + 1)).toEqual([rows[at]]);
      expect(index.placeOf(rows[at]!)).toBe(at);
    }
    expect(index.placeOf('0000000000000000')).toBeUndefined();
    expect(index.placeOf('zzzzzzzzzzzzzzzz')).toBeUndefined();
  });

  test('splits that are found by a category count by the parts that match', () => {
    const totals = complete(new RowIndex(model, query('category:gifts'))).totals;
    expect(totals.partly).toBe(8);
    expect(totals.sums).toEqual([{ currency: 'NOK', in: 0, out: -800 }]);
  });

  test('the end is there at once, before all is found', () => {
    const index = new RowIndex(model, query(''));
    index.step();
    expect(index.isComplete).toBe(false);
    const rows = model.queries.find(query('')).map(({ id }) => id);
    // Eight splits count by their two parts in the estimate, until all is found.
    expect(index.length).toBe(rows.length + 8);
    expect(index.ids(index.length - 3, index.length)).toEqual(rows.slice(-3));
    expect(index.ids(index.length - 40, index.length - 30)).toEqual(rows.slice(-40, -30));
    expect(index.ids(0, 3)).toEqual(rows.slice(0, 3));
    expect(complete(index).length).toBe(rows.length);
    expect(index.ids(index.length - 3, index.length)).toEqual(rows.slice(-3));
  });

  test('a transaction in the middle is there at once, and what stands around it', () => {
    const rows = model.queries.find(query('')).map(({ id, date }) => ({ id, date }));
    const index = new RowIndex(model, query(''));
    index.step();
    const { id, date } = rows[6000]!;
    const about = index.placeOf(id, date)!;
    expect(Math.abs(about - 6000)).toBeLessThanOrEqual(8);
    expect(index.ids(about - 5, about + 5)).toEqual(rows.slice(5995, 6005).map((row) => row.id));
    expect(index.ids(about + 900, about + 905)).toEqual(rows.slice(6900, 6905).map((row) => row.id));
    complete(index);
    expect(index.placeOf(id, date)).toBe(6000);
  });

  test('a step looks at a thousand rows, and several are done in a turn while it is short', () => {
    const index = new RowIndex(model, query('kiwi'));
    let steps = 0;
    for (; !index.isComplete; steps++) index.step();
    expect(steps).toBe(Math.ceil((model.queries.find(query('')).length + 1) / 1024));
  });

  test('G during the search ends on the last of all', async () => {
    const rows = model.queries.find(query('-esso')).map(({ date }) => date);
    shown.dashboard.open('transactions', { query: '-esso' });
    shown.dashboard.press({ name: 'G', text: 'G' });
    await shown.settled();
    expect(shown.frame()).toContain(`${rows.length.toLocaleString('en')} / ${rows.length.toLocaleString('en')}`);
    expect(shown.frame().split('\n').find((line) => line.startsWith('▌'))).toContain(rows.at(-1));
  });

  test('a month is a list of its own', () => {
    const rows = model.queries.find(query('', '2019-07' as Month)).map(({ id }) => id);
    expect(rows.length).toBeGreaterThan(50);
    expect(complete(new RowIndex(model, query('', '2019-07' as Month))).ids(0, 1000)).toEqual(rows);
  });
});
