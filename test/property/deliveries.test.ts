/** Promise: any permutation, overlap, repetition or undoing of deliveries of the same bank facts gives the same ledger. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from '../flow/home.ts';

interface Fact { readonly day: number; readonly amount: number; readonly text: string }
const FIRST = '2026-01-01' as Day;
const DAYS = 12;

// Few amounts and texts, so that equal rows, equal amounts and daily series are the rule.
const fact = fc.record({ day: fc.integer({ min: 0, max: DAYS - 1 }), amount: fc.constantFrom(-3900, -4500, -3900, 10, 250000), text: fc.constantFrom('RUTER', 'KAFFE OSLO', 'RENTE', 'Lønn', 'KAFFE BERGEN') });
const facts = fc.array(fact, { minLength: 1, maxLength: 25 });
/** A delivery: a span of whole days, its rows in an order of their own. */
const delivery = fc.record({ from: fc.integer({ min: 0, max: DAYS - 1 }), days: fc.integer({ min: 1, max: DAYS }), order: fc.array(fc.integer(), { minLength: 25, maxLength: 25 }), again: fc.boolean() });

const rowOf = (of: Fact, line: number): Row => ({ line, bookingDate: addDays(FIRST, of.day), amount: of.amount as Minor, currency: NOK, description: of.text });
const key = (day: string, amount: number, text: string): string => `${day} ${amount} ${text}`;

function rowsOf(all: readonly Fact[], { from, days, order }: { from: number; days: number; order: readonly number[] }): Row[] {
  return all.filter((of) => of.day >= from && of.day < from + days)
    .map((of, index) => ({ of, rank: order[index % order.length]! })).sort((a, b) => a.rank - b.rank).map(({ of }, index) => rowOf(of, index + 2));
}

const inLedger = (home: TestHome): string[] => {
  const model = home.app.reader();
  return model ? model.queries.find(EVERYTHING).map((row) => key(row.date, row.amount, row.description)).sort() : [];
};

describe('deliveries', () => {
  it('in any order, overlapping and repeated, give the facts and nothing else', async () => {
    await fc.assert(fc.asyncProperty(facts, fc.array(delivery, { maxLength: 6 }), async (all, deliveries) => {
      const home = new TestHome();
      try {
        const covered = new Set<number>();
        for (const one of deliveries) {
          const rows = rowsOf(all, one);
          if (rows.length === 0) continue;
          for (let day = one.from; day < one.from + one.days; day++) covered.add(day);
          for (let times = one.again ? 2 : 1; times > 0; times--) {
            const { value } = await home.deliver(rows);
            const [outcome] = value.files;
            expect(outcome && 'report' in outcome && outcome.report.rows).toBe(rows.length);
            expect(outcome && 'report' in outcome && outcome.report.doubtful).toBe(0);
          }
        }
        expect(inLedger(home)).toEqual(all.filter((of) => covered.has(of.day)).map((of) => key(addDays(FIRST, of.day), of.amount, of.text)).sort());
      } finally {
        home.dispose();
      }
    }), { numRuns: 60 });
  });

  it('that are undone leave what the others hold, and redone bring theirs back', async () => {
    await fc.assert(fc.asyncProperty(facts, fc.array(delivery, { minLength: 1, maxLength: 5 }), fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 8 }), async (all, deliveries, toggles) => {
      const home = new TestHome();
      try {
        const done: { id: string; days: Set<number>; stands: boolean }[] = [];
        for (const one of deliveries) {
          const rows = rowsOf(all, one);
          if (rows.length === 0) continue;
          const { commit } = await home.deliver(rows);
          if (commit) done.push({ id: commit.id, days: new Set(Array.from({ length: one.days }, (_, i) => one.from + i)), stands: true });
        }
        for (const [pick, undo] of toggles) {
          const one = done[pick % Math.max(1, done.length)];
          if (!one || one.stands !== undo) continue;
          await home.write(undo ? 'undo' : 'redo', { type: undo ? 'commit.undone.v1' : 'commit.redone.v1', subject: one.id, payload: {} });
          one.stands = !undo;
        }
        const held = (day: number): boolean => done.some((one) => one.stands && one.days.has(day));
        expect(inLedger(home)).toEqual(all.filter((of) => held(of.day)).map((of) => key(addDays(FIRST, of.day), of.amount, of.text)).sort());
      } finally {
        home.dispose();
      }
    }), { numRuns: 60 });
  });

  it('whose texts the bank lengthened later double nothing and lose nothing', async () => {
    const merchants = ['RUTER AS', 'KAFFEBRENNERIET', 'NARVESEN', 'REMA SINSEN', 'POSTEN NORGE'];
    const purchase = fc.record({ day: fc.integer({ min: 0, max: DAYS - 1 }), amount: fc.constantFrom(-3900, -4500, -12000), merchant: fc.constantFrom(...merchants) });
    await fc.assert(fc.asyncProperty(fc.array(purchase, { minLength: 1, maxLength: 20 }), fc.array(fc.integer({ min: 1, max: DAYS }), { minLength: 1, maxLength: 6 }), async (all, exportDays) => {
      const home = new TestHome();
      try {
        for (const today of [...exportDays, DAYS].sort((a, b) => a - b)) {
          // An export on a day: all so far, the last two days still in short words.
          const rows = all.filter((of) => of.day < today).map((of, index): Row => ({
            line: index + 2, bookingDate: addDays(FIRST, of.day), amount: of.amount as Minor, currency: NOK,
            description: of.day >= today - 2 ? of.merchant : `${of.merchant} STORGATA OSLO NOR`,
          }));
          if (rows.length > 0) await home.deliver(rows);
        }
        const model = home.app.read();
        expect(model.doubts.all()).toEqual([]);
        expect(model.queries.find(EVERYTHING).map((row) => `${row.date} ${row.amount} ${row.description.split(' STORGATA')[0]}`).sort())
          .toEqual(all.map((of) => `${addDays(FIRST, of.day)} ${of.amount} ${of.merchant}`).sort());
      } finally {
        home.dispose();
      }
    }), { numRuns: 60 });
  });
});
