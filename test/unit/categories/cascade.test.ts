/** The order of the steps, the door for later ones, the sentences of `why`, and what a change would do to history. */
import { describe, expect, it } from 'vitest';
import { type CascadeParts, createCascade } from '../../../src/categories/cascade.ts';
import { type BatchStep, type Decision, type Description, UNDECIDED } from '../../../src/categories/decision.ts';
import { historyDiff } from '../../../src/categories/history-diff.ts';
import { memoised } from '../../../src/categories/memo.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import { minor } from '../../../src/values/money.ts';
import { normalText } from '../../../src/values/text.ts';

const about = (text: string, more: Partial<Description> = {}): Description => ({ text, normal: normalText(text), ...more });
const cascadeOf = (parts: Partial<CascadeParts>) => createCascade({ rules: [], corrections: [], taxonomy: new Taxonomy(), later: [], ...parts });
const rules = [{ id: 'r1', text: 'kiwi', amountMin: minor(50_000), category: 'events' }];
const corrections = [{ key: 'kiwi', category: 'groceries' }];

const laterStep = (step: BatchStep['step'], knows: string, category: string): BatchStep & { asked: string[][] } => {
  const asked: string[][] = [];
  return {
    step, asked,
    decide: async (batch) => {
      asked.push(batch.map((one) => one.normal));
      return batch.map((one) => (one.normal.includes(knows) ? { category, step, confidence: 0.8, by: knows } : undefined));
    },
  };
};

describe('the cascade', () => {
  it('asks rules, then corrections, then says it does not know', () => {
    const decisions = cascadeOf({ rules, corrections }).decideNow([about('KIWI', { amount: -60_000 }), about('KIWI 12', { amount: -1 }), about('Ukjent'), about('')]);
    expect(decisions.map((one) => [one.step, one.category])).toEqual([['rule', 'events'], ['correction', 'groceries'], ['none', 'uncategorized'], ['none', 'uncategorized']]);
  });
  it('hands later steps only what is open, in order', async () => {
    const first = laterStep('merchant', 'buss', 'public-transport');
    const second = laterStep('model', 'b', 'books');
    const decisions = await cascadeOf({ corrections, later: [first, second] }).decide([about('buss'), about('kiwi'), about('bok'), about('annet')]);
    expect(decisions.map((one) => one.category)).toEqual(['public-transport', 'groceries', 'books', 'uncategorized']);
    expect(first.asked).toEqual([['buss', 'bok', 'annet']]);
    expect(second.asked).toEqual([['bok', 'annet']]);
  });
  it('does not ask a later step for nothing, and refuses a short answer', async () => {
    const idle = laterStep('model', 'x', 'books');
    await cascadeOf({ corrections, later: [idle] }).decide([about('kiwi')]);
    expect(idle.asked).toEqual([]);
    await expect(cascadeOf({ later: [{ step: 'model', decide: async () => [] }] }).decide([about('x')])).rejects.toThrow(/answered 0 of 1/);
  });
  it('without later steps decide and decideNow agree', async () => {
    const cascade = cascadeOf({ rules, corrections });
    const batch = [about('kiwi'), about('annet')];
    expect(await cascade.decide(batch)).toEqual(cascade.decideNow(batch));
  });
  it('knows a merchant among other words also where no step guesses, and takes nothing back for it', async () => {
    const batch = [about('REMA 1000 TANNKLINIKK', { amount: -100, currency: 'NOK' })];
    const [decision] = await cascadeOf({}).decide(batch);
    expect(decision).toMatchObject({ step: 'merchant', category: 'groceries' });
    expect(await historyDiff([{ id: 't1', about: batch[0]!, decision: decision! }], cascadeOf({}))).toMatchObject({ changed: [], reattributed: [] });
  });
});

describe('why', () => {
  const cascade = cascadeOf({ rules, corrections });
  const why = (decision: Partial<Decision>, more?: Partial<Description>): string => cascade.explain({ ...UNDECIDED, ...decision }, about('x', more)).join(' ');
  it('names the rule and its conditions', () => {
    expect(why({ category: 'events', step: 'rule', confidence: 1, by: 'r1' }, { currency: 'NOK' }))
      .toBe('Your rule r1 says Culture and events when the text contains "kiwi" and the amount is 500.00 NOK or more.');
    expect(why({ category: 'events', step: 'rule', confidence: 1, by: 'gone' })).toContain('since removed');
  });
  it('names the merchant and how alike it is', () => {
    expect(why({ category: 'groceries', step: 'correction', confidence: 1, by: 'kiwi' })).toBe('You put "kiwi" in Groceries before, and this is the same merchant.');
    expect(why({ category: 'groceries', step: 'correction', confidence: 0.75, by: 'kiwi' })).toContain('75 %');
  });
  it('says when the user chose, when nothing did, and when the step is not there', () => {
    expect(why({ category: 'groceries', step: 'own', confidence: 1 })).toContain('You chose Groceries yourself');
    expect(why({})).toContain('the one own rule does not fit, it is unlike the one corrected merchant, and it is none of the known merchants');
    expect(why({ category: 'books', step: 'model', confidence: 0.9, by: 'm7' })).toBe('The step "model", which this ft does not have, gave Books and stationery (by m7). Sure to 90 %.');
  });
});

describe('what would change in history', () => {
  const row = (id: string, text: string, decision: Partial<Decision>) => ({ id, about: about(text, { amount: -100 }), decision: { ...UNDECIDED, ...decision } });
  it('reports category changes, other reasons, and leaves own decisions and absent steps alone', async () => {
    const rows = [
      row('t1', 'kiwi', {}),
      row('t2', 'kiwi', { category: 'groceries', step: 'correction', confidence: 1, by: 'kiwi' }),
      row('t3', 'kiwi', { category: 'groceries', step: 'rule', confidence: 1, by: 'old' }),
      row('t4', 'kiwi', { category: 'books', step: 'own', confidence: 1 }),
      row('t5', 'annet', { category: 'books', step: 'model', confidence: 0.9 }),
      row('t6', 'annet', { category: 'books', step: 'rule', confidence: 1, by: 'old' }),
      row('t7', 'kiwi', { category: 'books', step: 'model', confidence: 0.9 }),
    ];
    const diff = await historyDiff(rows, cascadeOf({ rules, corrections }));
    expect(diff.changed.map((one) => [one.id, one.from.category, one.to.category]))
      .toEqual([['t1', 'uncategorized', 'groceries'], ['t6', 'books', 'uncategorized'], ['t7', 'books', 'groceries']]);
    expect(diff.reattributed.map((one) => one.id)).toEqual(['t3']);
    expect(diff).toMatchObject({ kept: 3, own: 1 });
  });
  it('lets only a surer step overrule one that is not there', async () => {
    const rows = [row('t1', 'kiwi', { category: 'books', step: 'model', confidence: 1, by: 'm1' }), row('t2', 'blorp', { category: 'books', step: 'model', confidence: 1, by: 'm1' })];
    expect((await historyDiff(rows, cascadeOf({ corrections }))).changed.map(({ id }) => id)).toEqual(['t1']);
  });
  it('takes nothing back for a model that turns out not to run', async () => {
    let isThere = true;
    const broken: BatchStep = { step: 'model', isThere: () => isThere, decide: async (batch) => { isThere = false; return batch.map(() => undefined); } };
    const rows = [row('t1', 'blorp', { category: 'books', step: 'model', confidence: 0.9, by: 'm1' })];
    expect(await historyDiff(rows, cascadeOf({ later: [broken] }))).toMatchObject({ changed: [], reattributed: [], kept: 1 });
  });
  it('takes a model at its word: a little more or less sure is no news, another model is', async () => {
    const knows = laterStep('model', 'blorp', 'gifts');
    const rows = [row('t1', 'blorp', { category: 'gifts', step: 'model', confidence: 0.79, by: 'blorp' }), row('t2', 'blorp', { category: 'gifts', step: 'model', confidence: 0.8, by: 'older' })];
    expect((await historyDiff(rows, cascadeOf({ later: [knows] }))).reattributed.map(({ id }) => id)).toEqual(['t2']);
  });
  it('can leave the guessing out', async () => {
    const knows = laterStep('model', 'blorp', 'gifts');
    const rows = [row('t1', 'blorp', {}), row('t2', 'kiwi', {}), row('t3', 'blorp', { category: 'books', step: 'model', confidence: 0.9, by: 'm1' })];
    expect((await historyDiff(rows, cascadeOf({ corrections, later: [knows] }).instant)).changed.map(({ id }) => id)).toEqual(['t2']);
    expect(knows.asked).toEqual([]);
  });
  it('goes through more rows than a batch holds', async () => {
    const rows = Array.from({ length: 18_000 }, (_, n) => row(`t${n}`, n % 2 ? 'kiwi' : 'annet', {}));
    expect((await historyDiff(rows, cascadeOf({ corrections }))).changed).toHaveLength(9_000);
    expect(await historyDiff([], cascadeOf({ corrections }))).toEqual({ changed: [], reattributed: [], kept: 0, own: 0 });
  });
});

it('a memo derives once per text, forgets what was not asked for lately, and remembers undefined too', () => {
  const derived: string[] = [];
  const memo = memoised((text) => { derived.push(text); return text === 'u' ? undefined : text.length; }, 2);
  for (const text of ['a', 'a', 'u', 'u', 'a', 'b', 'c', 'd', 'a']) memo(text);
  expect(derived).toEqual(['a', 'u', 'b', 'c', 'd', 'a']);
});
