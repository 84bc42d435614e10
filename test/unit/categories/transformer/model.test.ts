/** The shipped model in its own thread: what it answers, what it bears, and how it fails. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Description } from '../../../../src/categories/decision.ts';
import { modelStep } from '../../../../src/categories/transformer/model-step.ts';
import { Model } from '../../../../src/categories/transformer/model.ts';
import { Predictor } from '../../../../src/categories/transformer/predictor.ts';
import type { Failure } from '../../../../src/errors.ts';
import type { Ranking } from '../../../../src/read-model/predictions.ts';
import { normalText } from '../../../../src/values/text.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const shipped = { folder: join(root, 'models/transaction-categorizer'), worker: join(root, 'dist/model-worker.js') };
const about = (text: string, amount?: number, currency?: string): Description => ({ text, normal: normalText(text), amount, currency });
const modelOf = (paths = shipped): Model => new Model(paths);
function stepOf(model: Model, heard: Failure[] = []) {
  return modelStep({ model, predictor: new Predictor({ model, cache: undefined, progress: () => undefined }), unavailable: (failure) => { heard.push(failure); } });
}
describe('the local model', () => {
  it.each([
    ['TANNLEGE NGUYEN OSLO', -185_000, 'NOK', 'healthcare'], ['Fjordveien Rørleggerservice AS', -420_000, 'NOK', 'home-improvement'], ['PIZZERIA BELLA', -34_900, 'NOK', 'restaurants'],
    ['LØNN', 3_250_000, 'NOK', 'salary'], ['Overføring egne konti', -500_000, 'NOK', 'internal-transfer'], ['BRIGHT DENTAL CARE', -12_000, 'GBP', 'healthcare'],
  ])('reads %s', async (text, amount, currency, category) => {
    const [decision] = await stepOf(modelOf()).decide([about(text, amount, currency)]);
    expect(decision).toMatchObject({ category, step: 'model' });
    expect(decision?.by).toMatch(/^tc-[0-9a-f]{8}$/);
    expect(decision?.confidence).toBeGreaterThan(0.5);
  });

  it('answers in order, whatever the lengths, and the same alone as among others', async () => {
    const texts = ['x', 'LØNN', 'POS PURCHASE '.repeat(9), 'Tannlege', 'Barnehage Furua foreldrebetaling mai', ''].map((text) => about(text, -10_000, 'NOK'));
    const step = stepOf(modelOf());
    const together = await step.likely(texts);
    for (const [at, one] of texts.entries()) {
      const [alone] = await stepOf(modelOf()).likely([one]);
      expect(together[at]?.[0]?.category).toBe(alone?.[0]?.category);
      expect(together[at]?.[0]?.confidence ?? 0).toBeCloseTo(alone?.[0]?.confidence ?? 0, 1);
    }
  });

  it.each([['nothing', ''], ['digits', '0123 4567 89'], ['one long number', '98765432109876'], ['emoji', '🍕🍕🍕'], ['right to left', 'שלום'], ['control characters', '\u0000\u001b\u0007']])('%s is no guess', async (_, text) => {
    expect(await stepOf(modelOf()).decide([about(text, -100, 'NOK')])).toEqual([undefined]);
  });

  it('bears 10,000 characters', async () => {
    const [likely] = await stepOf(modelOf()).likely([about('kaffebar '.repeat(1_111), -4_000, 'NOK')]);
    expect(likely?.[0]?.category).toBe('cafes');
  });

  it('shows the words that carried it', async () => {
    const evidence = await stepOf(modelOf()).examine(about('Solveigs Tannklinikk Storgata', -90_000, 'NOK'));
    expect(evidence?.alternatives).toHaveLength(3);
    expect(evidence?.words[0]?.word).toBe('tannklinikk');
    expect(evidence?.words[0]?.weight).toBeGreaterThan(0.1);
  });

  it('is asked once for texts it cannot tell apart, and not at all for those in the cache', async () => {
    const model = modelOf();
    let asked = 0;
    const counting = { facts: () => model.facts(), claims: () => model.claims(), ask: (...given: Parameters<Model['ask']>) => { asked += given[0].length; return model.ask(...given); } } as Model;
    const kept = new Map<string, Ranking>();
    const cache = { known: (_: string, texts: readonly string[]) => texts.map((text) => kept.get(text)), remember: (_: string, answers: readonly (readonly [string, Ranking])[]) => { for (const [text, ranking] of answers) kept.set(text, ranking); } };
    const batch = [about('Tannlege Moe 12.03 kort 4411', -90_000, 'NOK'), about('TANNLEGE MOE 14.05 kort 4411', -91_000, 'NOK')];
    const first = await new Predictor({ model: counting, cache, progress: () => undefined }).rank(batch);
    expect(asked).toBe(1);
    expect(await new Predictor({ model: counting, cache, progress: () => undefined }).rank(batch)).toEqual(first);
    expect(asked).toBe(1);
  });
});

describe('without a model', () => {
  let folder: string;
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'ft modell æøå ')); });
  afterAll(() => { rmSync(folder, { recursive: true }); });

  it('a folder with blanks and æøå is as good as any', async () => {
    const copy = join(folder, 'tc');
    cpSync(shipped.folder, copy, { recursive: true });
    expect(await stepOf(modelOf({ ...shipped, folder: copy })).decide([about('Tannlege Moe', -90_000, 'NOK')])).toMatchObject([{ category: 'healthcare' }]);
  });

  it('a tampered file is refused by its name, and known merchants go on', async () => {
    const copy = join(folder, 'tampered');
    cpSync(shipped.folder, copy, { recursive: true });
    const weights = join(copy, 'onnx/model_quantized.onnx');
    const bytes = readFileSync(weights);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1;
    writeFileSync(weights, bytes);
    const heard: Failure[] = [];
    expect(await stepOf(modelOf({ ...shipped, folder: copy }), heard).decide([about('Fjelltind Tannklinikk', -100, 'NOK'), about('REMA 1000 TANNKLINIKK', -100, 'NOK')])).toMatchObject([undefined, { step: 'merchant' }]);
    expect(heard[0]).toMatchObject({ code: 'model-tampered', file: weights });
  });

  it.each([['no folder', () => join(folder, 'none')], ['an empty config', () => { const copy = join(folder, 'empty'); cpSync(shipped.folder, copy, { recursive: true }); writeFileSync(join(copy, 'config.json'), '{}'); return copy; }]])('%s is missing', async (_, at) => {
    const heard: Failure[] = [];
    expect(await stepOf(modelOf({ ...shipped, folder: at() }), heard).decide([about('Tannlege')])).toEqual([undefined]);
    expect(heard).toMatchObject([{ code: 'model-missing' }]);
  });

  const withConfig = (name: string, change: (config: { id2label: Record<string, unknown>; finance_tracker: Record<string, unknown> }) => unknown): string => {
    const copy = join(folder, name);
    cpSync(shipped.folder, copy, { recursive: true });
    const config = JSON.parse(readFileSync(join(copy, 'config.json'), 'utf8')) as Parameters<typeof change>[0];
    writeFileSync(join(copy, 'config.json'), JSON.stringify(change(config) ?? config));
    return copy;
  };
  it.each<[string, Parameters<typeof withConfig>[1], string]>([
    ['no object', () => 'x', 'neither labels nor thresholds'], ['an own part that is text', (config) => ({ ...config, finance_tracker: 'x' }), 'neither labels'],
    ['labels that are text', (config) => ({ ...config, id2label: 'groceries' }), 'neither labels'], ['labels of no taxonomy', ({ id2label }) => { id2label['0'] = '__proto__'; }, 'labels'],
    ['labels that are numbers', ({ id2label }) => { id2label['0'] = 5; }, 'labels'], ['a label twice', ({ id2label }) => { id2label['0'] = id2label['1']; }, 'labels'],
    ['a digest that is none', ({ finance_tracker }) => { finance_tracker['sha256'] = 5; }, 'digest'], ['a name with control characters', ({ finance_tracker }) => { finance_tracker['name'] = '\u001b[31m'; }, 'name'],
    ['no temperature', ({ finance_tracker }) => { finance_tracker['temperature'] = 0; }, 'temperature'], ['a threshold that is text', ({ finance_tracker }) => { finance_tracker['sure_from'] = {}; }, 'threshold'],
  ])('a config.json with %s is refused', async (name, change, why) => {
    const heard: Failure[] = [];
    expect(await stepOf(modelOf({ ...shipped, folder: withConfig(name, change) }), heard).decide([about('Tannlege')])).toEqual([undefined]);
    expect(heard).toMatchObject([{ code: 'model-missing', why: expect.stringContaining(why) as string }]);
  });

  it('labels that are fewer than the model tells apart are no labels of it', async () => {
    const heard: Failure[] = [];
    const copy = withConfig('fewer', ({ id2label }) => { delete id2label['56']; });
    expect(await stepOf(modelOf({ ...shipped, folder: copy }), heard).decide([about('Tannlege')])).toEqual([undefined]);
    expect(heard).toMatchObject([{ code: 'model-unavailable', why: expect.stringContaining('names 56') as string }]);
  });

  it('answers to other labels or another temperature are not remembered as its own', () => {
    const answersAs = (at: string): string | undefined => { const facts = modelOf({ ...shipped, folder: at }).claims(); return facts.ok ? facts.value.answersAs : undefined; };
    const swapped = withConfig('swapped', ({ id2label }) => { [id2label['11'], id2label['40']] = [id2label['40'], id2label['11']]; });
    const warmer = withConfig('warmer', ({ finance_tracker }) => { finance_tracker['temperature'] = 2; });
    const asked = [shipped.folder, swapped, warmer].map(answersAs);
    expect(asked).not.toContain(undefined);
    expect(new Set(asked).size).toBe(3);
  });

  it('a thread that cannot start is told, and never waited for', async () => {
    const broken = join(folder, 'broken.cjs');
    writeFileSync(broken, "throw new Error('libonnxruntime.so: cannot open shared object file')");
    const heard: Failure[] = [];
    const step = stepOf(modelOf({ ...shipped, worker: broken }), heard);
    expect(await step.decide([about('Tannlege')])).toEqual([undefined]);
    expect(await step.decide([about('Tannlege Moe')])).toEqual([undefined]);
    expect(heard[0]).toMatchObject({ code: 'model-unavailable', why: expect.stringContaining('cannot open shared object file') as string });
  });
});
