/** A statement file, the events it becomes, and the tables they give: the whole corridor on a real SQLite file. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../src/intake/deliver.ts';
import { identify } from '../../src/intake/identify.ts';
import { demoStatement } from '../cli/ft.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { Month } from '../../src/values/day.ts';
import { TestHome } from './home.ts';

describe('a statement', () => {
  let home: TestHome;
  beforeEach(() => { home = new TestHome(); });
  afterEach(() => home.dispose());

  const bring = (name: string) => bringFile(demoStatement(name));
  const bringFile = (file: string) => {
    home.now += 1000;
    return home.app.write({ command: 'import', arguments: { files: [file] } }, async ({ commit, model }) =>
      deliver([{ file, source: identify(file, { userProfiles: [] }) }], { account: undefined, strict: false }, { commit, model, cascade: await home.app.cascade(model), progress: () => {} }));
  };

  it('becomes one commit of events, rows that add up to it, and month sums that add up to the rows', async () => {
    await home.write('rules', { type: 'rule.added.v1', subject: 'r1', payload: { category: 'groceries', text: 'kiwi' } });
    const { value, commit } = await bring('dnb-brukskonto-2025.csv');
    const [outcome] = value.files;
    if (!outcome || !('report' in outcome)) throw new Error('not imported');
    const { rows, new: fresh, duplicate, doubtful, rejectedCount } = outcome.report;
    expect(rows).toBe(fresh + duplicate + doubtful + rejectedCount);

    const model = home.app.read();
    const counts = model.log.countsOf(commit!);
    expect(Object.fromEntries(counts)).toMatchObject({ 'account.opened.v1': 1, 'statement.imported.v1': 1, 'transaction.recorded.v2': fresh });
    const all = model.queries.find(EVERYTHING);
    expect(all).toHaveLength(fresh);
    const recorded = model.log.firstOf(commit!, 'transaction.recorded.v2', fresh);
    expect(all.reduce((sum, row) => sum + row.amount, 0)).toBe(recorded.reduce((sum, event) => sum + event.payload.amount, 0));

    const kiwi = all.filter((row) => row.text.includes('kiwi'));
    expect(kiwi.length).toBeGreaterThan(3);
    expect(new Set(kiwi.map((row) => `${row.category} ${row.step} ${row.by} ${row.confidence}`))).toEqual(new Set(['groceries rule r1 1']));
    const sums = model.sums.between('2025-01' as Month, '2025-12' as Month);
    expect(sums.reduce((sum, line) => sum + line.in + line.out, 0)).toBe(all.reduce((sum, row) => sum + row.amount, 0));
    expect(sums.filter((line) => line.category === 'groceries').reduce((sum, line) => sum + line.count, 0)).toBe(all.filter((row) => row.category === 'groceries').length);
  });

  it('says in the log how many of its rows were pending, and records none of them', async () => {
    const { value, commit } = await bringFile(resolve(import.meta.dirname, '../../fixtures/statements/danske-pending.csv'));
    const [outcome] = value.files;
    if (!outcome || !('report' in outcome)) throw new Error('not imported');
    expect(outcome.report.pendingCount).toBeGreaterThan(0);
    expect(home.app.read().log.firstOf(commit!, 'statement.imported.v1', 1)[0]!.payload.pending).toBe(outcome.report.pendingCount);
    expect(home.app.read().queries.find(EVERYTHING)).toHaveLength(outcome.report.rows);
  });

  it('that comes twice, under another name too, writes nothing the second time', async () => {
    await bring('dnb-brukskonto-2025.csv');
    const events = home.app.read().log.size();
    const { value, commit } = await bring('dnb-brukskonto-2025.csv');
    expect(commit).toBeUndefined();
    expect(home.app.read().log.size()).toBe(events);
    expect(value.files[0]).toMatchObject({ report: { new: 0, doubtful: 0 } });
  });

  it('of each account of a household links the transfers between them, counted neither as spending nor income', async () => {
    for (const name of ['dnb-brukskonto-2025.csv', 'sparebank1-sparekonto-2025.csv', 'sparebank1-kredittkort-2025.csv']) await bring(name);
    const all = home.app.read().queries.find(EVERYTHING);
    const linked = all.filter((row) => row.twin !== null);
    expect(linked.length).toBeGreaterThan(20);
    const byId = new Map(all.map((row) => [row.id, row]));
    for (const row of linked) {
      const twin = byId.get(row.twin!)!;
      expect([twin.twin, twin.amount, twin.account === row.account]).toEqual([row.id, -row.amount, false]);
    }
    expect(home.app.read().sums.between('2025-01' as Month, '2025-12' as Month).filter((line) => line.transfer).reduce((sum, line) => sum + line.in + line.out, 0)).toBe(0);
  });
});
