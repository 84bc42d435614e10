/** Promise: however a history is split over devices, and in whatever order they meet, all hold the same ledger, and it is the true one. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/values/day.ts';
import { Device, FIRST, type Fact, type Format, inLedger, seen, settle } from '../flow/apart.ts';

const DAYS = 14;
const SHOPS = ['Bunnpris Torshov', 'Narvesen Majorstuen', 'Kaffebrenneriet', 'Fjordkraft', 'Vinmonopolet Storo', 'Cutters Bryn', 'Deichman Bjorvika'];
const CATEGORIES = ['groceries', 'pets', 'gifts', 'housing'];

const fact = fc.record({ day: fc.integer({ min: 0, max: DAYS - 1 }), amount: fc.constantFrom(-3900, -4500, -12900, -24900, -99900, 250000), shop: fc.constantFrom(...SHOPS) });
const facts = fc.array(fact, { minLength: 1, maxLength: 25 });
const device = fc.nat({ max: 3 });
/** Words that grow, or formats that word things otherwise: with both, and nobody waiting for anybody, a third wording can stay beside two that met at once. */
const FORMATS: readonly (readonly Format[])[] = [['short', 'csv'], ['csv', 'camt', 'ofx']];
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('import' as const), device, from: fc.integer({ min: 0, max: DAYS - 1 }), days: fc.integer({ min: 1, max: DAYS }), format: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('sync' as const), device, other: device }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('categorize' as const), device, pick: fc.nat(), category: fc.constantFrom(...CATEGORIES) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('later' as const), device, seconds: fc.integer({ min: 1, max: 5000 }) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const keyOf = (day: string, amount: number, shop: string): string => `${day} ${amount} ${shop}`;
const shopIn = (text: string): string => SHOPS.find((shop) => text.includes(shop.toLowerCase()))!;

/** What a history leaves behind: the days that any device covers, and the last word on each fact, by the clock. */
class Expected {
  readonly covered = new Set<number>();
  readonly words = new Map<string, { readonly place: string; readonly category: string }>();
}

async function perform(devices: readonly Device[], all: readonly Fact[], formats: readonly Format[], one: Step, expected: Expected): Promise<void> {
  const own = devices[one.device % devices.length]!;
  switch (one.do) {
    case 'import': {
      const rows = all.filter(({ day }) => day >= one.from && day < one.from + one.days);
      if (rows.length === 0) return;
      await own.import(formats[one.format % formats.length]!, rows);
      for (const { day } of rows) expected.covered.add(day);
      return;
    }
    case 'sync': {
      const other = devices[one.other % devices.length]!;
      if (other !== own) await own.sync(other);
      return;
    }
    case 'categorize': {
      const rows = own.rows();
      const row = rows[one.pick % Math.max(1, rows.length)];
      if (!row) return;
      const id = await own.write('categorize', { type: 'transaction.categorized.v1', subject: row.id, payload: { category: one.category } });
      const { clock, device: by } = own.app.log().commitById(id)!;
      const place = `${clock}${by}`;
      const key = keyOf(row.date, row.amount, shopIn(row.text));
      const before = expected.words.get(key);
      if (!before || before.place < place) expected.words.set(key, { place, category: one.category });
      return;
    }
    case 'later': own.now += one.seconds * 1000;
  }
}

/** Entries of a multiset that another one lacks. */
function without(entries: readonly string[], others: readonly string[]): string[] {
  const open = [...others];
  return entries.filter((entry) => {
    const at = open.indexOf(entry);
    if (at >= 0) open.splice(at, 1);
    return at < 0;
  });
}
const doubtsOf = (device: Device): string[] => (device.app.reader(true)?.doubts.all() ?? []).map(({ draft }) => `${draft.date} ${draft.amount}`);

describe('devices apart', () => {
  it('hold one true ledger once they have met, whoever imported what in which format, and whoever met whom first', async () => {
    const seed = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
    console.info(`devices: FT_SEED=${seed}`);
    for (const from of [20261123, seed]) {
      await fc.assert(fc.asyncProperty(facts, fc.constantFrom(...FORMATS), fc.integer({ min: 2, max: 4 }), fc.array(step, { minLength: 2, maxLength: 14 }), async (all, formats, count, steps) => {
        const devices = Array.from({ length: count }, (_, at) => new Device(`device ${at}`));
        try {
          const expected = new Expected();
          for (const one of steps) await perform(devices, all, formats, one, expected);
          await settle(devices);
          const truth = all.filter(({ day }) => expected.covered.has(day));
          for (const one of devices) {
            // Nothing stands that is not true; what is true stands, or is asked about.
            const rows = truth.map(({ day, amount }) => `${addDays(FIRST, day)} ${amount}`);
            expect(without(inLedger(one), rows)).toEqual([]);
            expect(without(without(rows, inLedger(one)), doubtsOf(one))).toEqual([]);
            expect(seen(one)).toEqual(seen(devices[0]!));
            if (one.app.reader(true)!.log.size() > 0) expect(one.app.read().digests()).toEqual(one.app.rebuiltDigests());
          }
          // Of equal ones nobody can say which was meant.
          for (const [key, { category }] of expected.words) {
            if (truth.filter(({ day, amount, shop }) => keyOf(addDays(FIRST, day), amount, shop) === key).length > 1) continue;
            expect(devices[0]!.rows().filter((row) => keyOf(row.date, row.amount, shopIn(row.text)) === key).map((row) => row.category)).toEqual([category]);
          }
        } finally {
          for (const one of devices) one.dispose();
        }
      }), { numRuns: Number(process.env['FT_RUNS'] ?? 40), seed: from });
    }
  }, 240_000);
});
