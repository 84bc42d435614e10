/** Undo and redo of any commit: what later commits built on it, and what other deliveries hold, stands. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { NOK, TestHome } from './home.ts';

const row = (day: string, amount: number, description: string, line = 2): Row => ({ line, bookingDate: day as Day, amount: amount as Minor, currency: NOK, description });

describe('undo', () => {
  let home: TestHome;
  beforeEach(() => { home = new TestHome(); });
  afterEach(() => home.dispose());
  const undo = (id: string) => home.write('undo', { type: 'commit.undone.v1', subject: id, payload: {} });
  const redo = (id: string) => home.write('redo', { type: 'commit.redone.v1', subject: id, payload: {} });
  const all = () => home.app.read().queries.find(EVERYTHING).map(({ date, amount, category }) => [date, amount, category]);

  it('of an import frees its rows: the same file comes in again, and the person\'s decision is still there', async () => {
    const rows = [row('2026-01-02', -4500, 'XQZ'), row('2026-01-03', -9900, 'BLORP')];
    const first = await home.deliver(rows, { digest: 'same' });
    const { id } = home.app.read().queries.find(EVERYTHING)[0]!;
    await home.write('categorize', { type: 'transaction.categorized.v1', subject: id, payload: { category: 'pets' } });
    await undo(first.commit!.id);
    expect(all()).toEqual([]);
    const again = await home.deliver(rows, { digest: 'same' });
    expect(again.value.files[0]).toMatchObject({ report: { new: 2, duplicate: 0 } });
    expect(all()).toEqual([['2026-01-03', -9900, 'pets'], ['2026-01-02', -4500, 'uncategorized']]);
    const kept = JSON.stringify(all());
    home.app.rebuild();
    expect(JSON.stringify(all())).toBe(kept);
  });

  it('then redo after the file came in again doubles nothing', async () => {
    const rows = [row('2026-01-02', -4500, 'XQZ')];
    const first = await home.deliver(rows);
    await undo(first.commit!.id);
    await home.deliver(rows);
    await redo(first.commit!.id);
    expect(all()).toHaveLength(1);
  });

  it('of the import that opened an account keeps the account for the rows of a later one', async () => {
    const first = await home.deliver([row('2026-01-02', -4500, 'XQZ')], { account: 'Felles' });
    await home.deliver([row('2026-01-09', -100, 'BLORP')], { account: 'Felles' });
    await undo(first.commit!.id);
    expect(all()).toEqual([['2026-01-09', -100, 'uncategorized']]);
    expect(home.app.read().accounts.all()).toMatchObject([{ name: 'Felles', currency: 'NOK' }]);
  });

  it('of an undo brings back what it took, and so on', async () => {
    const first = await home.deliver([row('2026-01-02', -4500, 'XQZ')]);
    const undone = await undo(first.commit!.id);
    const undoneTwice = await undo(undone);
    expect(all()).toHaveLength(1);
    await undo(undoneTwice);
    expect(all()).toHaveLength(0);
  });

  it('of one half of a transfer makes the other an ordinary row again, and redo links them again', async () => {
    await home.deliver([row('2026-01-02', -50000, 'Overføring')], { account: 'Bruk' });
    const other = await home.deliver([row('2026-01-03', 50000, 'Overføring')], { account: 'Spare' });
    const twins = () => home.app.read().queries.find(EVERYTHING).map((one) => one.twin !== null);
    expect(twins()).toEqual([true, true]);
    await undo(other.commit!.id);
    expect(twins()).toEqual([false]);
    await redo(other.commit!.id);
    expect(twins()).toEqual([true, true]);
    const [out, into] = home.app.read().queries.find(EVERYTHING, { oldestFirst: true });
    await home.write('link', { type: 'transfer.linked.v1', subject: `${out!.id}-${into!.id}`, payload: { by: 'own', out: out!.id, in: into!.id } });
    await undo(other.commit!.id);
    expect(twins()).toEqual([false]);
    home.app.rebuild();
    expect(twins()).toEqual([false]);
  });
});
