/** What the local model labels, and how a person looks into it and settles it: with a model that knows a few words (keyword-model.ts). */
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keywordModel } from '../keyword-model.ts';
import { type Answer, ftWith, temporaryHome, written } from './ft.ts';

interface Row { id: string; description: string; category: string; confidence: number; categorySource: string }
interface Group { key: string | null; count: number; unsure: number; place: number; category: string | null; confidence: number | null; suggestions: { category: string; group: string; confidence: number }[] }
interface Review { uncategorized: Group[]; unsure: Group[] }
interface Why { reasons: string[]; alternatives: { category: string; group: string; confidence: number }[]; words: { word: string; weight: number }[]; modelNow: string | null; knownMerchant: { name: string; countries: string[] } | null }
interface History { changed: number; reattributed: number; own: number; applied: boolean; commit: string | null; byCategory: { from: string; to: string; count: number }[]; rows: { to: string; confidence: number; categorySource: string; by: string | null }[] }

let first: string;
let second: string;
beforeAll(() => {
  first = keywordModel({ name: 'first', words: { zibbet: ['cafes', 0.95], vrumf: ['fuel', 0.6], gronk: ['hobbies', 0.7], wuzz: ['books', 0.4] } });
  // It learnt more: surer of one, of another mind about the next, and at a loss where the first was not.
  second = keywordModel({ name: 'second', words: { zibbet: ['cafes', 0.97], vrumf: ['clothing', 0.9], wuzz: ['books', 0.85] } });
});

const MAP = ['--map', 'date=Dato,description=Tekst,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy'];
const ROWS = ['02.01.2026;Zibbet Nord;-80,00', '03.01.2026;Vrumf 12;-300,00', '04.01.2026;VISA 1001 VRUMF;-310,00', '05.01.2026;Gronk;-200,00', '06.01.2026;Wuzz;-500,00', '07.01.2026;Yarg;-90,00', '08.01.2026;Kiwi Storo;-70,00'];
let home: string;
const by = (model: string, ...argv: string[]): Promise<Answer> => ftWith({ environment: { modelFolder: model } }, home, ...argv);
const json = async <T>(model: string, ...argv: string[]): Promise<T> => JSON.parse((await by(model, '--json', ...argv)).stdout) as T;
const rows = (...query: string[]): Promise<Row[]> => json<Row[]>(first, 'list', ...query);
const idOf = async (text: string): Promise<string> => (await rows(text))[0]!.id;

beforeEach(async () => {
  home = temporaryHome();
  const { exit, stderr } = await by(first, 'import', written(home, 'a.csv', ['Dato;Tekst;Beløp', ...ROWS, ''].join('\n')), '--account', 'Felles', ...MAP);
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
});

describe('what the local model labels', () => {
  it('carries step, confidence and model id, below what is surer, and only where it is sure enough', async () => {
    expect((await rows('--oldest-first')).map(({ category, categorySource, confidence }) => [category, categorySource, confidence])).toEqual([
      ['cafes', 'model', 0.95], ['fuel', 'model', 0.6], ['fuel', 'model', 0.6], ['hobbies', 'model', 0.7], ['uncategorized', 'none', 0], ['uncategorized', 'none', 0], ['groceries', 'merchant', 0.98],
    ]);
    expect(await json(first, 'show', await idOf('zibbet'))).toMatchObject({ decidedBy: expect.stringMatching(/^first-[0-9a-f]{8}$/) as string });
  });

  it('is marked in ft list where it is unsure, and found by is:unsure', async () => {
    const { stdout } = await by(first, 'list');
    expect(stdout.match(/ \?\s*$/gm)).toHaveLength(3);
    expect(stdout).toMatch(/\n\? The local model is not sure of it; settle it with: ft review\n$/);
    expect((await by(first, 'list', 'zibbet')).stdout).not.toContain('?');
    expect((await rows('is:unsure')).map(({ description }) => description)).toEqual(['Gronk', 'VISA 1001 VRUMF', 'Vrumf 12']);
    expect((await rows('step:model', '-is:unsure')).map(({ description }) => description)).toEqual(['Zibbet Nord']);
    expect((await json<Row[]>('off', 'list', 'is:unsure'))).toEqual([]);
  });

  it('needs no model for a rebuild, nor for looking at it', async () => {
    expect(JSON.parse((await by('/nowhere', '--json', 'rebuild')).stdout)).toMatchObject({ equal: true });
    const { exit, stderr, stdout } = await by('/nowhere', 'list');
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toContain('Hobbies');
  });
});

describe('ft why', () => {
  it('shows the three likeliest and the words that carried the decision', async () => {
    const why = await json<Why>(first, 'why', await idOf('nord'));
    expect(why.alternatives).toHaveLength(3);
    expect(why.alternatives[0]).toEqual({ category: 'cafes', group: 'food', confidence: 0.95 });
    expect(why.words).toEqual([{ word: 'zibbet', weight: expect.closeTo(0.825, 2) as number }]);
    const { stdout } = await by(first, 'why', await idOf('nord'));
    expect(stdout).toMatch(/The local model first-[0-9a-f]{8} read the text; nobody had told it this merchant\.\nSure to 95 %\.\nIt holds likeliest: Cafes and bakeries 95 %, .*\.\nCafes and bakeries rests on "zibbet" \(83 % less without it\)\.\n/);
  });

  it('shows where the model leans when nobody settled it', async () => {
    const why = await json<Why>(first, 'why', await idOf('wuzz'));
    expect(why.alternatives[0]).toMatchObject({ category: 'books', confidence: 0.4 });
    expect(why.words).toEqual([{ word: 'wuzz', weight: 0.4 }]);
    expect(why.reasons[0]).toContain('and the local model is not sure enough');
    expect(why.reasons.join('\n')).toContain('The local model leans to: Books and stationery 40 %');
    expect(why.reasons.join('\n')).toContain('It labels from 50 % on.');
  });

  it('names the known merchant, and asks no model about it', async () => {
    const why = await json<Why>(first, 'why', await idOf('kiwi'));
    expect(why).toMatchObject({ alternatives: [], words: [], modelNow: null, knownMerchant: { countries: expect.arrayContaining(['NO']) as string[] } });
    expect(why.reasons.join('\n')).toMatch(/"Kiwi" is on ft's list of known merchants\.[\s\S]*It stands there for .*NO.*, under Groceries\./i);
  });

  it('says when another model than today\'s had labelled it', async () => {
    const id = await idOf('zibbet');
    expect((await json<Why>(first, 'why', id)).reasons.join('\n')).not.toContain('Today\'s model');
    const why = await json<Why>(second, 'why', id);
    expect(why.modelNow).toMatch(/^second-/);
    expect(why.reasons.at(-1)).toBe(`Today's model is ${why.modelNow}, another one, and may see it otherwise: ft categorize --history`);
  });

  it('goes on without a model, and says so once', async () => {
    const { exit, stderr, stdout } = await by('/nowhere', 'why', await idOf('wuzz'));
    expect(exit).toBe(0);
    expect(stderr.match(/The local model in \/nowhere cannot be read/g)).toHaveLength(1);
    expect(stdout).toContain('it is none of the known merchants, and the local model is not there.');
  });
});

describe('ft review', () => {
  it('walks uncategorized and unsure merchants in one order of money at stake and look-alikes', async () => {
    const { uncategorized, unsure } = await json<Review>(first, 'review');
    const told = ({ key, place, count, category, confidence }: Group) => [key, place, count, category, confidence];
    expect([...uncategorized, ...unsure].sort((a, b) => a.place - b.place).map(told)).toEqual([
      ['wuzz', 1, 1, null, null], ['vrumf', 2, 2, 'fuel', 0.6], ['yarg', 3, 1, null, null], ['gronk', 4, 1, 'hobbies', 0.7],
    ]);
    expect(unsure.map(({ key }) => key)).toEqual(['vrumf', 'gronk']);
    expect(uncategorized[0]!.suggestions[0]).toEqual({ category: 'books', group: 'shopping', confidence: 0.4 });
    const { stdout } = await by(first, 'review');
    expect(stdout).toMatch(/^2 transactions without a category and 3 transactions labelled unsurely, by merchant:\n/);
    expect(stdout).toMatch(/Wuzz .* Books and stationery 40 %/);
  });

  it.each([['key by key', true], ['line by line', false]])('takes one key each: %s', async (_, keys) => {
    const { stdout, stderr } = await ftWith({ typed: ['1', '', 'c', 'gifts', 's'], keys, environment: { modelFolder: first } }, home, 'review');
    expect(stderr).toContain('Which category? 1 to 3 take one above, c names another, s skips, q quits: ');
    expect(stderr).toContain('Which category? 1 to 3 take one above, Enter keeps what it has, c names another, s skips, q quits: ');
    expect(stdout).toContain('  labelled Fuel and charging, sure to 60 %\n');
    expect(stdout).toContain('3 questions settled.');
    const now = await rows('--oldest-first');
    expect(now.slice(1, 6).map(({ category, categorySource }) => `${category} ${categorySource}`)).toEqual(['fuel correction', 'fuel own', 'hobbies model', 'books own', 'gifts own']);
    expect(await json(first, 'add', '10', 'VRUMF STORO 99')).toMatchObject({ category: 'fuel', categorySource: 'correction' });
    expect((await json<Review>(first, 'review')).unsure.map(({ key }) => key)).toEqual(['gronk']);
  });

  it('takes the end of input for no answer, and q for the end', async () => {
    for (const typed of [[], ['q'], ['\u0004'], ['s', 's', 's', 'x', '9', '😀', 'q']]) {
      const { stdout } = await ftWith({ typed, keys: true, environment: { modelFolder: first } }, home, 'review');
      expect(stdout).toMatch(/Nothing was changed\.\n$/);
    }
  });
});

describe('ft categorize --history', () => {
  it('shows the diff of today\'s model, and does it only when told, in one commit', async () => {
    await by(first, 'categorize', await idOf('gronk'), 'pets', '--only');
    const preview = await json<History>(second, 'categorize', '--history');
    expect(preview).toMatchObject({
      changed: 3, reattributed: 1, own: 1, applied: false, commit: null,
      byCategory: [{ from: 'fuel', to: 'clothing', count: 2 }, { from: 'uncategorized', to: 'books', count: 1 }],
    });
    expect(preview.rows).toMatchObject([{ to: 'books', confidence: 0.85, categorySource: 'model' }, { to: 'clothing', confidence: 0.9 }, { to: 'clothing' }]);
    const { stdout } = await by(second, 'categorize', '--retrain-history');
    expect(stdout).toContain('3 transactions would change; 1 choice of your own is left alone.\n1 transaction would keep the category, for another reason than before.\nNothing was done: add --yes to go ahead.\n');
    expect((await rows('is:unsure')).length).toBe(2);
    const done = await json<History>(second, 'categorize', '--history', '--yes');
    expect(done).toMatchObject({ changed: 3, applied: true });
    expect(await json(second, 'show', await idOf('zibbet'))).toMatchObject({ confidence: 0.97, decidedBy: preview.rows[0]!.by });
    expect(await json(second, 'show', await idOf('gronk'))).toMatchObject({ category: 'pets', categorySource: 'own' });
    expect((await by(second, 'categorize', '--history')).stdout).toBe('History stands already as rules, corrections, known merchants and model say; nothing to change.\n');
    await by(second, 'undo', done.commit!, '--yes');
    expect((await rows('vrumf')).map(({ category }) => category)).toEqual(['fuel', 'fuel']);
    expect(await json(second, 'rebuild')).toMatchObject({ equal: true });
  });

  it('asks a person', async () => {
    const no = await ftWith({ typed: ['n'], environment: { modelFolder: second } }, home, 'categorize', '--history');
    expect(no.stderr).toContain('Label them so? [y/N]');
    expect(no.stdout).toMatch(/Nothing was done\.\n$/);
    expect((await ftWith({ typed: ['y'], environment: { modelFolder: second } }, home, 'categorize', '--history')).stdout).toContain('4 transactions labelled anew.');
  });

  it('takes back nothing for want of a model', async () => {
    for (const model of ['off', '/nowhere']) expect(await json(model, 'categorize', '--history')).toMatchObject({ changed: 0, reattributed: 0 });
  });

  it('stands alone', async () => {
    for (const argv of [['--history', 'abc'], ['--history', '--forget'], ['--history', '--only']])
      expect(await by('off', 'categorize', ...argv)).toMatchObject({ exit: 2, stderr: expect.stringContaining('--history goes over all of history') as string });
  });
});

describe('one correction', () => {
  it('settles what the model labelled and what it left, past and to come, and can be undone', async () => {
    await by(first, 'import', written(home, 'b.csv', ['Dato;Tekst;Beløp', '10.01.2026;WUZZ 77 OSLO;-11,00', '11.01.2026;Wuzz;-12,00', ''].join('\n')), '--account', 'Felles', ...MAP);
    const id = await idOf('"wuzz 77"');
    const preview = await json<{ lookalikes: { count: number; applied: boolean } }>(first, 'categorize', id, 'gifts');
    expect(preview.lookalikes).toMatchObject({ count: 2, applied: false });
    expect(await json(first, 'categorize', id, 'gifts', '--yes')).toMatchObject({ lookalikes: { count: 2, applied: true } });
    expect((await rows('wuzz')).map(({ category }) => category)).toEqual(['gifts', 'gifts', 'gifts']);
    expect(await json(first, 'categorize', await idOf('gronk'), 'gifts', '--yes')).toMatchObject({ lookalikes: { count: 0 } });
    expect(await json(first, 'categorize', await idOf('visa'), 'fuel')).toMatchObject({ lookalikes: { count: 0, confirmed: 1 } });
    expect(await rows('is:unsure')).toEqual([]);
    expect(await json(first, 'add', '10', 'VISA WUZZ 4')).toMatchObject({ category: 'gifts', categorySource: 'correction' });
    await by(first, 'categorize', id, '--forget', '--yes');
    // What came in later by what was taught is given back too.
    expect((await rows('wuzz')).map(({ category }) => category)).toEqual(['uncategorized', 'uncategorized', 'uncategorized', 'uncategorized']);
  });
});

describe('ft doctor', () => {
  const findings = async (model: string) => (await json<{ healthy: boolean; findings: { check: string; state: string; says: string; mend: string | null }[] }>(model, 'doctor'));
  it('asks the model one text, and counts the known merchants', async () => {
    const { healthy, findings: found } = await findings(first);
    expect(healthy).toBe(true);
    expect(found.find(({ check }) => check === 'model')).toMatchObject({ state: 'ok', says: expect.stringMatching(/^The local model first-[0-9a-f]{8} is there, its digest fits, and it answers\.$/) as string });
    expect(found.find(({ check }) => check === 'merchants')).toMatchObject({ state: 'ok', says: expect.stringMatching(/^\d{4,} known merchants\.$/) as string });
  });
  it('says what is wrong with it', async () => {
    expect((await findings('off')).findings.find(({ check }) => check === 'model')).toMatchObject({ state: 'ok', says: 'The local model is switched off by FT_MODEL.' });
    expect((await findings('/nowhere')).findings.find(({ check }) => check === 'model')).toMatchObject({ state: 'look', says: expect.stringContaining('/nowhere cannot be read') as string });
  });
});
