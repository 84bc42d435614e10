/** Own rules: what they fit, which of them decides, and which patterns are refused. */
import { describe, expect, it } from 'vitest';
import type { Description } from '../../../src/categories/decision.ts';
import { compilePattern } from '../../../src/categories/pattern.ts';
import { conditionsInWords } from '../../../src/categories/rule-words.ts';
import { checkRule, ruleStep } from '../../../src/categories/rules.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import type { RuleRow } from '../../../src/read-model/rows.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { minor } from '../../../src/values/money.ts';
import { normalText } from '../../../src/values/text.ts';

const about = (text: string, more: Partial<Description> = {}): Description => ({ text, normal: normalText(text), ...more });
const rule = (id: string, more: Partial<RuleRow>): RuleRow => ({ id, category: 'groceries', ...more });
const decide = (rules: readonly RuleRow[], description: Description): string | undefined => ruleStep(rules, new Taxonomy()).decideNow(description)?.by;

describe('conditions', () => {
  it.each([
    [{ text: 'blåbær' }, about('VAREKJØP BLABAER AS'), true],
    [{ text: 'blabaer' }, about('Varekjøp Blåbær'), true],
    [{ text: 'REMA  1000' }, about('rema 1000 torshov'), true],
    [{ text: 'fjordlys' }, about('Faktura', { counterparty: 'FJORDLYS KRAFT' }), true],
    [{ text: 'fjordlys' }, about('Faktura'), false],
    [{ regex: '^kiwi \\d+' }, about('KIWI 471 Bislet'), true],
    [{ regex: '^kiwi$' }, about('KIWI 471 Bislet', { counterparty: 'Kiwi' }), true],
    [{ amountMin: minor(10_000) }, about('x', { amount: -10_000 }), true],
    [{ amountMin: minor(10_000) }, about('x', { amount: -9_999 }), false],
    [{ amountMax: minor(10_000) }, about('x', { amount: 10_000 }), true],
    [{ amountMax: minor(10_000) }, about('x', { amount: -10_001 }), false],
    [{ amountMax: minor(10_000) }, about('x'), false],
    [{ direction: 'in' }, about('x', { amount: 1 }), true],
    [{ direction: 'in' }, about('x', { amount: -1 }), false],
    [{ direction: 'out' }, about('x', { amount: -1 }), true],
    [{ direction: 'out' }, about('x', { amount: 0 }), false],
    [{ account: 'a1' }, about('x', { account: 'a1' }), true],
    [{ account: 'a1' }, about('x', { account: 'a2' }), false],
    [{ currency: 'SEK' as Currency }, about('x', { currency: 'SEK' }), true],
    [{ currency: 'SEK' as Currency }, about('x', { currency: 'NOK' }), false],
    [{ text: 'kiwi', direction: 'out' }, about('kiwi', { amount: 100 }), false],
    [{ text: 'kiwi', regex: '471' }, about('kiwi 905'), false],
  ] as [Partial<RuleRow>, Description, boolean][])('%j', (conditions, description, fits) => {
    expect(decide([rule('r', conditions)], description)).toBe(fits ? 'r' : undefined);
  });
  it('sees a text once per distinct text and still tests amounts per row', () => {
    const step = ruleStep([rule('big', { text: 'kiwi', amountMin: minor(100_000) }), rule('any', { text: 'kiwi' })], new Taxonomy());
    expect([50, 200_000, 50].map((amount) => step.decideNow(about('KIWI', { amount: -amount }))?.by)).toEqual(['any', 'big', 'any']);
  });
});

describe('which rule decides', () => {
  it('more conditions, then the longer text, then the later one', () => {
    const short = rule('short', { text: 'kiwi' });
    const long = rule('long', { text: 'kiwi bislet' });
    const two = rule('two', { text: 'kiwi', direction: 'out' });
    const later = rule('later', { text: 'isle', regex: undefined as never });
    const text = about('KIWI BISLET', { amount: -1 });
    expect(decide([long, short], text)).toBe('long');
    expect(decide([short, long], text)).toBe('long');
    expect(decide([two, long], text)).toBe('two');
    expect(decide([short, rule('same', { text: 'isle' })], text)).toBe('same');
    expect(decide([later, short], text)).toBe('short');
  });
  it('passes over a rule whose category is gone', () => {
    expect(decide([rule('r', { text: 'kiwi', category: 'no-such-thing' })], about('kiwi'))).toBeUndefined();
  });
});

describe('checkRule', () => {
  it.each([
    [{}, /no condition/], [{ text: 'a' }, /shorter/], [{ text: 'x'.repeat(501) }, /longer/], [{ amountMin: minor(-1) }, /no sign/],
    [{ amountMin: minor(5), amountMax: minor(4) }, /above/], [{ regex: '(' }, /Invalid|Unterminated/], [{ regex: '(a+)+' }, /inside a repeat/],
  ] as [Partial<RuleRow>, RegExp][])('refuses %j', (conditions, why) => {
    const result = checkRule(rule('r', conditions));
    expect(result).toMatchObject({ ok: false, error: { code: 'rule-invalid', why: expect.stringMatching(why) } });
  });
  it('lets a good one through', () => {
    const good = rule('r', { text: 'kiwi', regex: '\\bkiwi (\\d{3})? ?bislet', amountMin: minor(1), amountMax: minor(1) });
    expect(checkRule(good)).toEqual({ ok: true, value: good });
  });
});

describe('patterns', () => {
  it.each(['(a+)+$', '(a*)*b', '(a|aa)+$', '(\\w+\\s?)*x', '((a?){9}){9}b', '((ab|cd)e)+', '(.)\\1', '(?<n>a)\\k<n>', '.*a.*b.*c.*d', 'a?'.repeat(20) + 'b', 'a*', '', 'x'.repeat(201), '([ab]{1,20}){2}', '(?:x+y?)+'])(
    'refuses %s', (source) => expect(compilePattern(source).ok).toBe(false));
  it.each(['^kiwi \\d+', 'rema.*(torshov|kampen)', '[(+*]{2}x', '\\(a+\\)b', 'colou?r', '\\d{2}\\.\\d{2}', '(?:avtale|kunde)nr', 'spar(?!bank)', '(\\d{2}\\.)?kiwi', '\\p{L}+ as$'])(
    'takes %s', (source) => expect(compilePattern(source).ok).toBe(true));
  it('what is taken ends soon on the worst of texts', () => {
    const pattern = compilePattern('a+b?a+c');
    if (!pattern.ok) throw new Error(pattern.error);
    expect(pattern.value.test('a'.repeat(500))).toBe(false);
  });
});

it('conditions in words', () => {
  expect(conditionsInWords(rule('r', { text: 'kiwi', amountMin: minor(10_000), amountMax: minor(20_050), direction: 'out' }), 'NOK'))
    .toBe('the text contains "kiwi", the amount is from 100.00 NOK to 200.50 NOK and money goes out');
  expect(conditionsInWords(rule('r', { regex: '^a', amountMax: minor(500), currency: 'JPY' as Currency }))).toBe('the text fits /^a/, the amount is 500 JPY or less and the currency is JPY');
  expect(conditionsInWords(rule('r', { account: 'a1', direction: 'in' }))).toBe('the account is a1 and money comes in');
  expect(conditionsInWords(rule('r', { amountMin: minor(5) }))).toBe('the amount is 5 minor units or more');
});
