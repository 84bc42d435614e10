/** Promise: what several formats tell of one account is counted once, whatever they overlap and in whatever order they come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Row } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from '../flow/home.ts';

interface Fact { readonly day: number; readonly amount: number; readonly shop: string }
const FIRST = '2026-01-05' as Day;
const DAYS = 14;
const SHOPS = ['Bunnpris Torshov', 'Narvesen Majorstuen', 'Kaffebrenneriet', 'Fjordkraft', 'Vinmonopolet Storo', 'Cutters Bryn', 'Deichman Bjorvika'];

const fact = fc.record({ day: fc.integer({ min: 0, max: DAYS - 1 }), amount: fc.constantFrom(-3900, -4500, -12900, -24900, -99900, 250000), shop: fc.constantFrom(...SHOPS) });
const facts = fc.array(fact, { minLength: 1, maxLength: 30 });
const span = fc.record({ from: fc.integer({ min: 0, max: DAYS - 1 }), days: fc.integer({ min: 1, max: DAYS }), format: fc.constantFrom('csv', 'camt', 'ofx') });

/** How each format words a fact. */
const worded = {
  csv: ({ shop }: Fact, day: Day) => ({ description: `Varekjøp ${shop} Dato ${day.slice(8)}.${day.slice(5, 7)} kl. 12.40` }),
  camt: ({ shop, amount }: Fact) => ({ description: `*1234 NOK ${-amount / 100} ${shop.toUpperCase()} Kurs: 1.0000`, counterparty: shop }),
  ofx: ({ shop }: Fact) => ({ description: shop.toUpperCase().slice(0, 20) }),
} as const;
type Format = keyof typeof worded;

const rowsOf = (all: readonly Fact[], { from, days, format }: { from: number; days: number; format: string }): Row[] =>
  all.filter(({ day }) => day >= from && day < from + days)
    .map((one, at) => ({ line: at + 2, bookingDate: addDays(FIRST, one.day), amount: one.amount as Minor, currency: NOK, ...worded[format as Format](one, addDays(FIRST, one.day)) }));

describe('deliveries in several formats', () => {
  it('give each transaction once, and ask about no row whose shop both name', async () => {
    const seed = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
    console.info(`across formats: FT_SEED=${seed}`);
    for (const from of [20261122, seed]) {
      await fc.assert(fc.asyncProperty(facts, fc.array(span, { minLength: 2, maxLength: 6 }), async (all, spans) => {
        const home = new TestHome();
        try {
          const covered = new Set<number>();
          for (const one of spans) {
            const rows = rowsOf(all, one);
            if (rows.length === 0) continue;
            for (let day = one.from; day < one.from + one.days; day++) covered.add(day);
            const { value } = await home.deliver(rows, { format: one.format as Format, profile: one.format, account: 'Household' });
            const [file] = value.files;
            if (!file || !('report' in file)) throw new Error('not imported');
            const { report } = file;
            expect(report.new + report.duplicate + report.doubtful + report.rejectedCount).toBe(rows.length);
            expect(report.doubtful).toBe(0);
          }
          const held = (home.app.reader()?.queries.find(EVERYTHING) ?? []).map(({ date, amount }) => `${date} ${amount}`).sort();
          expect(held).toEqual(all.filter(({ day }) => covered.has(day)).map(({ day, amount }) => `${addDays(FIRST, day)} ${amount}`).sort());
        } finally {
          home.dispose();
        }
      }), { numRuns: 40, seed: from });
    }
  });
});
