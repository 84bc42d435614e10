/** The query language of `ft list`. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Failure, failure, tell } from '../../../src/errors.ts';
import { minorBounds, parseAmountRange } from '../../../src/insight/amount-range.ts';
import { resolveQuery } from '../../../src/insight/query-names.ts';
import { parseQuery } from '../../../src/insight/query.ts';
import { compile } from '../../../src/read-model/query-sql.ts';
import { type Currency, exponentOf } from '../../../src/values/currency.ts';
import { type Result, err, ok } from '../../../src/values/result.ts';
import type { Day } from '../../../src/values/day.ts';
import { type Minor, decimalText } from '../../../src/values/money.ts';

const TODAY = '2026-03-15' as Day;
const tree = (query: string): unknown => {
  const read = parseQuery(query, TODAY);
  return read.ok ? read.value.any : tell(read.error).message;
};
const t = (kind: string, rest: object, not = false): object => ({ kind, ...rest, not });

describe('parseQuery', () => {
  it('finds everything when blank', () => expect([tree(''), tree('  ')]).toEqual([[[]], [[]]]));
  it('reads words, phrases and negation, folded', () => {
    expect(tree('Kiwi "Rema  1000" -TØYEN not:bar -"å b"')).toEqual([[
      t('text', { folded: 'kiwi' }), t('text', { folded: 'rema 1000' }), t('text', { folded: 'toyen' }, true), t('text', { folded: 'bar' }, true), t('text', { folded: 'a b' }, true),
    ]]);
  });
  it('reads every key', () => {
    expect(tree('category:groceries group:"Food and drink" account:Brukskonto merchant:Kiwi currency:nok is:split step:bank-code note:Hei -is:transfer not:category:rent')).toEqual([[
      t('category', { name: 'groceries' }), t('group', { name: 'Food and drink' }), t('account', { name: 'Brukskonto' }), t('merchant', { folded: 'kiwi' }),
      t('currency', { currency: 'NOK' }), t('is', { state: 'split' }), t('step', { step: 'bank-code' }), t('note', { folded: 'hei' }),
      t('is', { state: 'transfer' }, true), t('category', { name: 'rent' }, true),
    ]]);
    expect(tree('date:last-month')).toEqual([[t('date', { from: '2026-02-01', to: '2026-02-28' })]]);
    expect(tree('CATEGORY:rent')).toEqual([[t('category', { name: 'rent' })]]);
  });
  it('puts alternatives side by side', () => {
    expect(tree('kiwi amount:<-100 or rema OR coop')).toEqual([
      [t('text', { folded: 'kiwi' }), t('amount', { min: null, max: { thousandths: -100_000, inclusive: false }, eitherWay: false })],
      [t('text', { folded: 'rema' })], [t('text', { folded: 'coop' })],
    ]);
  });
  it('takes text with a colon that is no key as text', () => {
    expect(tree('12:30')).toEqual([[t('text', { folded: '12:30' })]]);
    expect(tree('"(oslo" kiwi(oslo)')).toEqual([[t('text', { folded: '(oslo' }), t('text', { folded: 'kiwi(oslo)' })]]);
    expect(tree('"foo:bar"')).toEqual([[t('text', { folded: 'foo:bar' })]]);
  });
  it.each([
    ['categroy:x', 'did you mean category:'],
    ['cat:x', 'did you mean category:'],
    ['zzz:x', 'there is category, group, account'],
    ['category:', 'nothing follows category:'],
    ['category:""', 'nothing follows category:'],
    ['"open', 'a quote is opened and never closed'],
    ['kiwi or', '"or" needs a term on both sides'],
    ['or kiwi', '"or" needs a term on both sides'],
    ['a or or b', '"or" needs a term on both sides'],
    ['-', 'nothing follows "-"'],
    ['(kiwi or rema) amount:<-500', 'write (a or b) c as a c or b c'], ['-(kiwi)', 'it has no parentheses'], ['category:(a or b)', 'it has no parentheses'], ['kiwi)', 'it has no parentheses'],
    ['date:2026-06..2026-01', 'date:2026-06..2026-01 runs backwards'],
    ['""', 'there is an empty "" in it'],
    ['is:blue', 'is:blue is unknown; there is uncategorized, unsure, transfer, split, noted'],
    ['step:guess', 'step:guess is unknown; there is own'],
    ['date:2026-99', 'date:2026-99 is not a period'],
    ['currency:XXY', 'XXY is not a currency'],
    ['amount:abc', 'amount:abc is not like'],
    ['amount:200..100', 'runs backwards'],
  ])('refuses %s', (query, why) => expect(tree(query)).toContain(why));
  it('answers every text with a tree or a failure', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.constantFrom('amount:', '..', '"', '-', 'or', ' ', 'date:', '<', '5', 'is:', 'x'), { maxLength: 12 }).map((parts) => parts.join(''))), (query) => {
      const read = parseQuery(query, TODAY);
      if (read.ok) expect(read.value.any.length).toBeGreaterThan(0);
      else expect(tell(read.error).message).toContain('cannot be read');
    }));
  });
});

describe('resolveQuery', () => {
  const known = (ids: Record<string, readonly string[]>) => (name: string): Result<readonly string[], Failure> => {
    const found = ids[name];
    return found ? ok(found) : err(failure('category-unknown', { category: name, near: [] }));
  };
  const names = { categories: known({ groceries: ['groceries'] }), group: known({ Food: ['groceries', 'cafes'] }), accounts: known({ Use: ['acc-1'] }), currencies: ['NOK', 'JPY'] as Currency[], sureFrom: (): number | undefined => 0.8 };
  const resolved = (query: string): unknown => {
    const read = parseQuery(query, TODAY);
    if (!read.ok) throw new Error(tell(read.error).message);
    const found = resolveQuery(read.value, names);
    return found.ok ? found.value.any : tell(found.error).message;
  };
  it('turns names into ids and amounts into minor units of every currency', () => {
    expect(resolved('kiwi -category:groceries group:Food or account:Use amount:>100.5 date:2026-01')).toEqual([
      [t('text', { folded: 'kiwi' }), t('categories', { ids: ['groceries'] }, true), t('categories', { ids: ['groceries', 'cafes'] })],
      [
        t('accounts', { ids: ['acc-1'] }),
        t('amount', { eitherWay: false, bounds: [{ currency: 'NOK', min: 100_51, max: null }, { currency: 'JPY', min: 101, max: null }] }),
        t('dates', { from: '2026-01-01', to: '2026-01-31' }),
      ],
    ]);
    expect(resolved('')).toEqual([[]]);
  });
  it('asks from which confidence on a guess is sure; where nobody knows, none is unsure', () => {
    expect(resolved('is:unsure')).toEqual([[t('unsure', { below: 0.8 })]]);
    const silent = resolveQuery({ any: [[{ kind: 'is', state: 'unsure', not: false }]] }, { ...names, sureFrom: () => undefined });
    expect(silent).toEqual(ok({ any: [[{ kind: 'unsure', below: 0, not: false }]] }));
  });
  it('passes on what a name is not', () => expect(resolved('kiwi category:nope')).toBe('There is no category "nope".'));
  it('gives what SQL is made of, for every term there is', () => {
    const read = parseQuery('a merchant:b note:c category:groceries account:Use amount:45 date:ytd currency:NOK is:noted is:unsure step:own', TODAY);
    const found = read.ok ? resolveQuery(read.value, names) : read;
    if (!found.ok) throw new Error('refused');
    const { sql, values } = compile(found.value);
    expect(sql.split('?').length - 1).toBe(values.length);
  });
});

describe('amount ranges', () => {
  const bounds = (text: string, currency = 'NOK'): unknown => {
    const range = parseAmountRange(text);
    if (!range.ok) return range.error;
    const { min, max } = minorBounds(range.value, currency as Currency);
    return [min, max, range.value.eitherWay];
  };
  it.each([
    ['<-100', [null, -100_01, false]], ['<=-100', [null, -100_00, false]], ['>=50', [50_00, null, false]], ['>50,5', [50_51, null, false]],
    ['100..200', [100_00, 200_00, false]], ['-200..-100', [-200_00, -100_00, false]], ['100..', [100_00, null, false]], ['..-1', [null, -1_00, false]],
    ['=-45', [-45_00, -45_00, false]], ['45', [45_00, 45_00, true]], ['-45', [-45_00, -45_00, false]], ['+45', [45_00, 45_00, false]], ['−45,50', [-45_50, -45_50, false]], ['=-0', [0, 0, false]],
  ])('%s', (text, expected) => expect(bounds(text)).toEqual(expected));
  it('fits each currency', () => {
    expect(bounds('<-100.5', 'JPY')).toEqual([null, -101, false]);
    expect(bounds('>100.5', 'JPY')).toEqual([101, null, false]);
    expect(bounds('=45.5', 'JPY')).toEqual([46, 45, false]);
    expect(bounds('1.005', 'KWD')).toEqual([1005, 1005, true]);
  });
  it.each(['1.000.000', '1 000', '', '..', '1...2', '--5', '5-', '1.2345', '9999999999999'])('refuses %j', (text) => expect(bounds(text)).toContain('is not like'));
  it('agrees with plain comparison of the decimal text', () => {
    const currency = fc.constantFrom('NOK', 'JPY', 'KWD') as fc.Arbitrary<Currency>;
    fc.assert(fc.property(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }), fc.constantFrom('<', '<=', '>', '>=', '='), currency, (amount, limit, operator, code) => {
      const range = parseAmountRange(`${operator}${decimalText(limit as Minor, 'KWD' as Currency)}`);
      if (!range.ok) throw new Error(range.error);
      const { min, max } = minorBounds(range.value, code);
      const thousandths = amount * 10 ** (3 - exponentOf(code));
      const wanted = { '<': thousandths < limit, '<=': thousandths <= limit, '>': thousandths > limit, '>=': thousandths >= limit, '=': thousandths === limit }[operator];
      expect((min === null || amount >= min) && (max === null || amount <= max)).toBe(wanted);
    }));
  });
});
