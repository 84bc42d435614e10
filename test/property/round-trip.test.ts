/** Promise: an export of everything, imported into a fresh home, gives an equal read model, and exports the same bytes again. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountByHand, recordByHand } from '../../src/intake/by-hand.ts';
import { settleAsDuplicate, settleAsNew } from '../../src/intake/settle-doubt.ts';
import { linkId } from '../../src/intake/link.ts';
import type { Row } from '../../src/intake/rows.ts';
import type { NewEvent } from '../../src/ledger/events/list.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { addDays, type Day } from '../../src/values/day.ts';
import type { Currency } from '../../src/values/currency.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from '../flow/home.ts';
import { exported, imported, tablesOf } from '../flow/round-trip.ts';

const FIRST = '2026-01-01' as Day;
const pick = fc.nat({ max: 1000 });
const text = fc.constantFrom('KIWI', 'KIWI OSLO', 'KIWI OSLO S', 'Lønn "fra"\nRema', '');
const details = fc.constantFrom<Partial<Row>>({}, { mcc: '5411', bankCodes: ['purpose:SALA', 'gvc:166'] }, { counterparty: 'Kari "\\ Ås\u{1f600}', counterpartyAccount: 'NO93 8601', valueDate: '2026-01-09' as Day },
  { reference: 'A1', type: 'VISA', note: 'from a bank' }, { original: { amount: -1234 as Minor, currency: 'JPY' as Currency, rate: '0.0695' }, bankCategory: 'Food' }, { mandateId: 'M', endToEndId: 'E', checkNumber: '7', creditorReference: 'RF18' });
const row = fc.record({ day: fc.constantFrom(0, 1, 2, 35), amount: fc.constantFrom(-300, -100, 100, 300, 0), text, details });
const account = fc.constantFrom('Brukskonto', 'Sparekonto');
const category = fc.constantFrom('groceries', 'restaurants', 'salary', 'hytte');
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), rows: fc.array(row, { minLength: 1, maxLength: 6 }), account, balances: fc.boolean() }) },
  fc.record({ do: fc.constant('by hand' as const), row, account, own: fc.option(category, { nil: undefined }) }),
  fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const), pick }),
  fc.record({ do: fc.constantFrom('categorize' as const, 'label' as const, 'teach' as const), pick, category }),
  fc.record({ do: fc.constantFrom('forget' as const, 'split' as const, 'unsplit' as const, 'note' as const, 'detail' as const, 'link' as const, 'unlink' as const), pick }),
  fc.record({ do: fc.constantFrom('settle new' as const, 'settle duplicate' as const, 'settle duplicate' as const), pick }),
  fc.record({ do: fc.constantFrom('rename' as const, 'close' as const, 'reopen' as const, 'opening' as const), pick }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A step -> what happens; nothing where there is nothing to do it to. */
async function perform(home: TestHome, commits: string[], one: Step): Promise<void> {
  const model = home.app.reader();
  const accounts = model?.accounts.all() ?? [];
  const take = (id: string | undefined): void => { if (id) commits.push(id); };
  const on = (event: NewEvent): Promise<void> => home.write(one.do, event).then(take);
  if (one.do === 'deliver') {
    if (accounts.some(({ name, closed }) => name === one.account && closed !== null)) return;
    const rows = one.rows.map((row, at) => ({ line: at + 2, bookingDate: addDays(FIRST, row.day), amount: row.amount as Minor, currency: NOK, description: row.text, ...row.details, ...(one.balances ? { balance: (at * 100) as Minor } : {}) }));
    return take((await home.deliver(rows, { account: one.account, dayOrder: 'ascending' })).commit?.id);
  }
  if (!model) return;
  if (one.do === 'undo' || one.do === 'redo') {
    const target = commits[one.pick % Math.max(1, commits.length)];
    return target ? on({ type: one.do === 'undo' ? 'commit.undone.v1' : 'commit.redone.v1', subject: target, payload: {} }) : undefined;
  }
  const all = model.queries.find(EVERYTHING);
  if (one.do === 'by hand') {
    const open = accounts.find(({ name, closed }) => name === one.account && closed === null);
    if (!open || one.row.text === '') return;
    home.now += 1000;
    const typed = { account: accountByHand(accounts, open.id, NOK), date: addDays(FIRST, one.row.day), amount: one.row.amount as Minor, description: one.row.text, note: one.row.details.note, category: one.own };
    return take((await home.app.write({ command: 'add', arguments: {} }, async ({ commit, model }) => recordByHand(typed, { commit, model, cascade: await home.app.cascade(model) }))).commit?.id);
  }
  if (one.do === 'settle new' || one.do === 'settle duplicate') {
    const doubt = model.doubts.all()[one.pick % Math.max(1, model.doubts.all().length)];
    if (!doubt) return;
    home.now += 1000;
    return take((await home.app.write({ command: 'review', arguments: {} }, async ({ commit, model }) => {
      const of = model.transactions.get(model.transactions.resolve(doubt.candidates[0]!.id) ?? '');
      if (one.do === 'settle new' || !of) await settleAsNew(doubt, { commit, model, cascade: await home.app.cascade(model) });
      else settleAsDuplicate(doubt, of, { commit, model });
    })).commit?.id);
  }
  const held = accounts[one.pick % Math.max(1, accounts.length)];
  const picked = all[one.pick % Math.max(1, all.length)];
  switch (one.do) {
    case 'rename': return held && on({ type: 'account.renamed.v1', subject: held.id, payload: { name: `${held.name}${one.pick % 3}` } });
    case 'close': return held && on({ type: 'account.closed.v1', subject: held.id, payload: { day: '2026-03-01' } });
    case 'reopen': return held && on({ type: 'account.reopened.v1', subject: held.id, payload: {} });
    case 'opening': return held && on({ type: 'account.opening-balance-set.v1', subject: held.id, payload: { balance: one.pick - 500, day: addDays(FIRST, one.pick % 40) } });
    case 'teach':
      await on({ type: 'merchant.taught.v1', subject: `shop ${one.pick % 3}`, payload: { category: one.category } });
      await on({ type: 'rule.added.v1', subject: `r${one.pick % 9}`, payload: { category: one.category, text: `kiwi ${one.pick}`, ...(one.pick % 2 ? { amountMin: 100, currency: NOK } : {}), ...(held && one.pick % 3 ? { account: held.id } : {}) } });
      await on({ type: 'category.added.v1', subject: 'hytte', payload: { group: 'home', label: `Hytte ${one.pick % 3}` } });
      await on({ type: 'profile.saved.v1', subject: `bank ${one.pick % 3}`, payload: { profile: { id: 'x', columns: { date: 0 } } } });
      return on({ type: 'budget.set.v1', subject: `category:${one.category}/NOK`, payload: { amount: one.pick % 5 ? one.pick : null, from: `2026-0${1 + (one.pick % 9)}`, rollover: true } });
    default:
  }
  if (!picked) return;
  switch (one.do) {
    case 'categorize': return on({ type: 'transaction.categorized.v1', subject: picked.id, payload: { category: one.category } });
    case 'label': return on({ type: 'transaction.labelled.v1', subject: picked.id, payload: { category: one.category, confidence: 1 / (1 + one.pick), step: 'rule', by: 'r1' } });
    case 'forget': return on({ type: 'transaction.categorized.v1', subject: picked.id, payload: { category: null } });
    case 'split': return on({ type: 'transaction.split.v1', subject: picked.id, payload: { parts: [{ amount: picked.amount - 1, category: 'pets', note: 'a "note"' }, { amount: 1, category: 'groceries' }] } });
    case 'unsplit': return on({ type: 'transaction.split.v1', subject: picked.id, payload: { parts: [] } });
    case 'note': return on({ type: 'transaction.noted.v1', subject: picked.id, payload: { note: one.pick % 5 ? `note\n${one.pick}` : '' } });
    case 'detail': return on({ type: 'transaction.detailed.v1', subject: picked.id, payload: { mcc: '5812', reference: `later ${one.pick % 3}`, valueDate: picked.date } });
    case 'link': case 'unlink': {
      const pair = model.links.all().find(({ linked }) => linked);
      if (one.do === 'unlink' && pair && one.pick % 2) return on({ type: 'transfer.unlinked.v1', subject: pair.id, payload: { in: pair.incoming, out: pair.outgoing } });
      const other = all.find(({ account, amount, currency, twin }) => account !== picked.account && currency === picked.currency && amount === -picked.amount && amount !== 0 && twin === null);
      if (!other || picked.twin !== null) return;
      const [out, into] = picked.amount < 0 ? [picked.id, other.id] : [other.id, picked.id];
      const subject = linkId(out, into);
      return on(one.do === 'link' ? { type: 'transfer.linked.v1', subject, payload: { by: 'own', in: into, out } } : { type: 'transfer.unlinked.v1', subject, payload: { in: into, out } });
    }
    default:
  }
}

describe('a random history, exported and imported into a fresh home', () => {
  const seed = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
  it.each([['the fixed seed 7', 7, 30], [`FT_SEED=${seed}`, seed, 30]])('gives an equal read model (%s)', async (_name, chosen, numRuns) => {
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 20 }), async (steps) => {
      const home = new TestHome();
      const fresh = new TestHome('fresh');
      try {
        const commits: string[] = [];
        for (const one of steps) await perform(home, commits, one);
        if (!home.app.reader() || home.app.read().accounts.all().length === 0) return;
        const file = exported(home);
        const { delivered, commit } = await imported(fresh, file);
        const [outcome] = delivered.files;
        expect(outcome).toMatchObject({ report: { rejected: [], doubtful: 0, duplicate: 0 } });
        expect(tablesOf(fresh)).toEqual(tablesOf(home));
        expect(exported(fresh)).toBe(file);
        // Again: nothing new. Rebuilt: the same. Undone: nothing left.
        expect((await imported(fresh, file)).commit).toBeUndefined();
        fresh.app.rebuild();
        expect(tablesOf(fresh)).toEqual(tablesOf(home));
        await fresh.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
        expect(Object.values(tablesOf(fresh)).flat()).toEqual([]);
      } finally {
        home.dispose();
        fresh.dispose();
      }
    }), { numRuns, seed: chosen });
  }, 120_000);
});
