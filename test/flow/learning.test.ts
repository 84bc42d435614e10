/** What a correction does to rows that the local model labelled, what forgetting takes back, and the order in which merchants wait. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { historyDiff } from '../../src/categories/history-diff.ts';
import { historyRows } from '../../src/categories/history.ts';
import { openGroups } from '../../src/categories/open-groups.ts';
import { correct, takeBack } from '../../src/categories/teaching.ts';
import type { Row } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { keywordModel } from '../keyword-model.ts';
import { NOK, TestHome } from './home.ts';

const row = (day: number, amount: number, description: string): Row => ({ line: day + 1, bookingDate: `2026-01-${String(day).padStart(2, '0')}` as Day, amount: amount as Minor, currency: NOK, description });

describe('learning', () => {
  let home: TestHome;
  beforeEach(() => { home = new TestHome('learning', keywordModel({ words: { zibbet: ['cafes', 0.6], wuzz: ['books', 0.9] } })); });
  afterEach(() => home.dispose());
  const all = () => home.app.read().queries.find(EVERYTHING, { oldestFirst: true });
  const told = () => all().map(({ category, step }) => `${category} ${step}`);
  const tools = (commit: Parameters<typeof correct>[3]['commit'], model: Parameters<typeof correct>[3]['model']) => ({ commit, model, cascade: () => home.app.cascade(model) });
  const corrected = (id: string, category: string, labels: boolean) => home.app.write({ command: 'categorize', arguments: {} }, ({ commit, model }) => correct([model.transactions.get(id)!], category, { teaches: true, labels }, tools(commit, model)));
  const forgotten = (id: string) => home.app.write({ command: 'categorize', arguments: {} }, ({ commit, model }) => takeBack([model.transactions.get(id)!], { unteaches: true, labels: true }, tools(commit, model)));

  it('settles guesses and what nobody knew; forgetting asks the model again, and a rebuild asks nobody', async () => {
    await home.deliver([row(2, -10_00, 'Zibbet 1'), row(3, -11_00, 'VISA 1001 ZIBBET'), row(4, -12_00, 'Wuzz'), row(5, -13_00, 'Yarg')]);
    expect(told()).toEqual(['cafes model', 'cafes model', 'books model', 'uncategorized none']);
    const [first] = all();
    const { value, commit } = await corrected(first!.id, 'pets', true);
    expect(value).toMatchObject({ taught: ['zibbet'], found: [{ from: { step: 'model' }, to: { category: 'pets', step: 'correction', by: 'zibbet' } }], confirmed: 0 });
    expect(told()).toEqual(['pets own', 'pets correction', 'books model', 'uncategorized none']);
    await home.deliver([row(6, -14_00, 'ZIBBET OSLO 0601')]);
    expect(told().at(-1)).toBe('pets correction');
    const back = await forgotten(first!.id);
    expect(back.value).toMatchObject({ forgotten: ['zibbet'], found: [{ to: { step: 'model' } }, { to: { step: 'model' } }] });
    expect(told()).toEqual(['cafes model', 'cafes model', 'books model', 'uncategorized none', 'cafes model']);
    expect(home.app.rebuiltDigests()).toEqual(home.app.read().digests());
    await home.write('undo', { type: 'commit.undone.v1', subject: back.commit!.id, payload: {} });
    expect(told().filter((one) => one === 'pets correction')).toHaveLength(2);
    await home.write('undo', { type: 'commit.undone.v1', subject: commit!.id, payload: {} });
    expect(told().slice(0, 2)).toEqual(['cafes model', 'cafes model']);
  });

  it('forgets what a choice taught, not what a later one of another category did', async () => {
    await home.deliver([row(2, -10_00, 'Yarg 1'), row(3, -11_00, 'Yarg 2'), row(4, -12_00, 'Yarg 3')]);
    const [one, two] = all();
    await corrected(one!.id, 'pets', true);
    await corrected(two!.id, 'gifts', true);
    expect(told()).toEqual(['pets own', 'gifts own', 'gifts correction']);
    expect((await forgotten(one!.id)).value).toEqual({ forgotten: [], found: [] });
    expect(told()).toEqual(['gifts correction', 'gifts own', 'gifts correction']);
    expect((await forgotten(two!.id)).value).toMatchObject({ forgotten: ['yarg'] });
    expect(told()).toEqual(['uncategorized none', 'uncategorized none', 'uncategorized none']);
  });

  it('finds the very look-alikes that the whole cascade over all of history would', async () => {
    const texts = ['Blomsterglede Majorstuen', 'BLOMSTERGLED', 'VISA 1001 BLOMSTERGLEDE 0601', 'Blomster Glede', 'Blomsterkroken', 'Glede AS', 'Zibbet', 'Overføring', 'Wuzz'];
    await home.deliver([...texts.map((text, at) => row(2 + at, -(at + 1) * 100, text)), ...['Blomsterglede', 'Zibbet AS'].map((counterparty, at) => ({ ...row(20 + at, -(50 + at) * 100, 'Giro'), counterparty }))]);
    const [first] = all();
    const own = all()[2]!.id;
    await home.app.write({ command: 'categorize', arguments: {} }, ({ commit, model }) => correct([model.transactions.get(own)!], 'pets', { teaches: false, labels: false }, tools(commit, model)));
    const { value } = await corrected(first!.id, 'gifts', false);
    const cascade = await home.app.cascade(home.app.read());
    const { changed } = await historyDiff(historyRows(home.app.read(), EVERYTHING), cascade.instant);
    expect(value.found.length).toBeGreaterThanOrEqual(3);
    expect(value.found).toEqual(changed.filter(({ to }) => to.by === value.taught[0]));
    expect(value.found.map(({ id }) => id)).not.toContain(own);
  });

  it('makes sure of guesses that were right, though it asks about nothing', async () => {
    await home.deliver([row(2, -10_00, 'Zibbet 1'), row(3, -11_00, 'Zibbet 2')]);
    expect((await corrected(all()[0]!.id, 'cafes', false)).value).toMatchObject({ found: [], confirmed: 1 });
    expect(told()).toEqual(['cafes own', 'cafes correction']);
  });

  it('does not ask again about what the person left uncategorized by choice', async () => {
    await home.deliver([row(2, -10_00, 'Overføring'), row(3, -11_00, 'Overføring'), row(4, -12_00, 'Yarg')]);
    const [one, , yarg] = all();
    await corrected(one!.id, 'uncategorized', true);
    await corrected(yarg!.id, 'uncategorized', true);
    expect(openGroups(home.app.read(), home.app.sureFrom(true)).map(({ key, count, recent }) => [key, count, recent])).toEqual([[null, 1, [all()[1]!.id]]]);
  });

  it('lets merchants wait in the order of what is at stake', async () => {
    await home.deliver([
      // 400 at once; 4 x 100: twice the weight; 900 at once: more; 600 guessed at 0.6: 240 at stake.
      row(2, -400_00, 'Yarg'), ...[3, 4, 5, 6].map((day) => row(day, -100_00, `Vrumf ${day}`)), row(7, -900_00, 'Gronk'), row(8, -600_00, 'Zibbet'), row(9, -5000_00, 'Wuzz'),
    ]);
    expect(openGroups(home.app.read(), home.app.sureFrom(true)).map(({ key, count, unsure }) => [key, count, unsure])).toEqual([['gronk', 1, 0], ['vrumf', 4, 0], ['yarg', 1, 0], ['zibbet', 1, 1]]);
    expect(openGroups(home.app.read(), undefined).map(({ key }) => key)).toEqual(['gronk', 'vrumf', 'yarg']);
  });
});
