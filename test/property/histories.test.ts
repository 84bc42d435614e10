/** Promise: the read model is a function of the log: kept in step, rebuilt from zero, or asked about the past, it is the same byte for byte. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Ledger } from '../../src/ledger/ledger.ts';
import { verify } from '../../src/ledger/verify.ts';
import { ReadModel } from '../../src/read-model/read-model.ts';
import { systemRandom } from '../../src/machine/random.ts';
import { addDays, type Day, type Month } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { NOK, TestHome, dump } from '../flow/home.ts';

const FIRST = '2026-01-01' as Day;
const pick = fc.nat({ max: 1000 });
// Few different rows: that what was undone comes back in another delivery must happen often.
const rows = fc.array(fc.record({ day: fc.constantFrom(0, 1, 35), amount: fc.integer({ min: -1, max: 1 }), text: fc.constantFrom('KIWI', 'Lønn') }), { minLength: 1, maxLength: 6 });
const category = fc.constantFrom('groceries', 'restaurants', 'salary', 'hytte');
const step = fc.oneof(
  fc.record({ do: fc.constant('deliver' as const), rows, account: fc.constantFrom('Brukskonto', 'Sparekonto') }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), pick }),
  fc.record({ do: fc.constantFrom('categorize' as const, 'label' as const), pick, category }),
  fc.record({ do: fc.constant('undo' as const), pick }),
  fc.record({ do: fc.constantFrom('forget' as const, 'split' as const, 'unsplit' as const, 'note' as const, 'restate' as const), pick }),
  fc.record({ do: fc.constantFrom('link' as const, 'unlink' as const), pick, other: pick }),
  fc.record({ do: fc.constant('teach' as const), pick, category }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A step -> what happens; nothing where there is nothing to do it to. */
async function perform(home: TestHome, commits: string[], one: Step): Promise<void> {
  const take = (id: string | undefined): void => { if (id) commits.push(id); };
  if (one.do === 'deliver') {
    const { commit } = await home.deliver(one.rows.map((row, index) => ({
      line: index + 2, bookingDate: addDays(FIRST, row.day), amount: (row.amount * 100) as Minor, currency: NOK, description: row.text, balance: (index * 100) as Minor,
    })), { account: one.account, dayOrder: 'ascending' });
    return take(commit?.id);
  }
  if (one.do === 'undo' || one.do === 'redo') {
    const target = commits[one.pick % Math.max(1, commits.length)];
    if (target) take(await home.write(one.do, { type: one.do === 'undo' ? 'commit.undone.v1' : 'commit.redone.v1', subject: target, payload: {} }));
    return;
  }
  const all = home.app.reader()?.queries.find(EVERYTHING) ?? [];
  const row = all[one.pick % Math.max(1, all.length)];
  if (!row) return;
  const on = (event: NewEvent): Promise<void> => home.write(one.do, event).then(take);
  switch (one.do) {
    case 'categorize': return on({ type: 'transaction.categorized.v1', subject: row.id, payload: { category: one.category } });
    case 'label': return on({ type: 'transaction.labelled.v1', subject: row.id, payload: { category: one.category, confidence: 1, step: 'rule', by: 'r1' } });
    case 'forget': return on({ type: 'transaction.categorized.v1', subject: row.id, payload: { category: null } });
    case 'split': return on({ type: 'transaction.split.v1', subject: row.id, payload: { parts: [{ amount: row.amount - 1, category: 'pets' }, { amount: 1, category: 'groceries' }] } });
    case 'unsplit': return on({ type: 'transaction.split.v1', subject: row.id, payload: { parts: [] } });
    case 'note': return on({ type: 'transaction.noted.v1', subject: row.id, payload: { note: `note ${one.pick}` } });
    case 'restate': return on({ type: 'transaction.restated.v1', subject: row.id, payload: { alias: `${row.id.slice(0, 4)}alias${one.pick % 3}`, description: `${row.description} OSLO` } });
    case 'teach': {
      await on({ type: 'merchant.taught.v1', subject: row.text, payload: { category: one.category } });
      await on({ type: 'rule.added.v1', subject: `r${one.pick % 5}`, payload: { category: one.category, text: row.text } });
      await on({ type: 'category.added.v1', subject: 'hytte', payload: { group: 'home', label: `Hytte ${one.pick % 3}` } });
      return on({ type: 'budget.set.v1', subject: `category:${one.category}/NOK`, payload: { amount: one.pick, from: `2026-0${1 + (one.pick % 9)}` as Month, rollover: true } });
    }
    case 'link': case 'unlink': {
      const other = all[one.other % all.length]!;
      if (other.id === row.id) return;
      const [out, into] = [row.id, other.id];
      return on(one.do === 'link' ? { type: 'transfer.linked.v1', subject: `${out}-${into}`, payload: { by: 'own', in: into, out } }
        : { type: 'transfer.unlinked.v1', subject: `${out}-${into}`, payload: { in: into, out } });
    }
  }
}

/** A row in two transfers, whose delivery is undone and looked back upon: once its other half was forgotten. */
const TWICE_LINKED: Step[] = [
  { do: 'deliver', rows: [{ day: 0, amount: 0, text: 'KIWI' }, { day: 0, amount: 0, text: 'KIWI' }, { day: 1, amount: 0, text: 'KIWI' }], account: 'Brukskonto' },
  { do: 'link', pick: 522, other: 5 }, { do: 'link', pick: 25, other: 0 }, { do: 'forget', pick: 0 }, { do: 'undo', pick: 0 },
];

describe('a random history', () => {
  it('rebuilds to the same read model, verifies, and answers as of any commit', async () => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), pick, async (steps, moment) => {
      const home = new TestHome();
      try {
        const commits: string[] = [];
        const stood: { now: number; dump: string }[] = [];
        for (const one of steps) {
          await perform(home, commits, one);
          const model = home.app.reader();
          if (model && stood.at(-1)?.now !== home.now) stood.push({ now: home.now, dump: dumpOf(home) });
        }
        const last = stood.at(-1);
        if (!last) return;
        home.app.rebuild();
        expect(dumpOf(home)).toBe(last.dump);
        const ledger = Ledger.open({ home: home.folder, clock: () => home.now, random: systemRandom, create: false })!;
        expect(verify(ledger.log).ok).toBe(true);
        const then = stood[moment % stood.length]!;
        ReadModel.asOf(ledger.database, `${then.now}.ffff`);
        // Toggles after the instant stand in the table but don't count; all else must be as it was.
        expect(withoutToggles(dump(ledger.database))).toBe(withoutToggles(then.dump));
        ledger.close();
      } finally {
        home.dispose();
      }
    }), { numRuns: 150, examples: [[TWICE_LINKED, 7]] });
  });
});

function dumpOf(home: TestHome): string {
  const ledger = Ledger.open({ home: home.folder, clock: () => home.now, random: systemRandom, create: false })!;
  try {
    return dump(ledger.database);
  } finally {
    ledger.close();
  }
}
const withoutToggles = (text: string): string => text.slice(0, text.indexOf('toggles\n'));
