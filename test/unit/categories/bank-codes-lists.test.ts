/** The lists of codes: every category exists, no code stands twice for one flow of money, and the reader loses none. */
import { describe, expect, it } from 'vitest';
import { matterOf, tradeOf } from '../../../src/categories/bank-codes/meanings.ts';
import { COMPANY_CODES, MERCHANT_CODES } from '../../../src/categories/bank-codes/merchant-codes.ts';
import { TRANSACTION_CODES } from '../../../src/categories/bank-codes/transaction-codes.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';

const taxonomy = new Taxonomy();
const entries = (list: string): string[] => list.split(';').map((entry) => entry.trim());

describe('merchant category codes', () => {
  const listed = Object.entries(MERCHANT_CODES).flatMap(([category, list]) => entries(list).map((entry) => ({ category, entry, code: /\d{4}/.exec(entry)?.[0] ?? '' })));
  it('are four digits with words, each once and under a category that exists', () => {
    expect(listed.filter(({ entry }) => !/^[~?]?\d{4} \S/.test(entry))).toEqual([]);
    expect([...Object.keys(MERCHANT_CODES), ...COMPANY_CODES.map(([, , category]) => category)].filter((id) => !taxonomy.leaf(id))).toEqual([]);
    expect(listed.length).toBeGreaterThan(300);
    expect(new Set(listed.map(({ code }) => code)).size).toBe(listed.length);
  });
  it('are all read, with their strength', () => {
    for (const { code, category, entry } of listed)
      expect(tradeOf(code)).toMatchObject({ category, isSure: !/^[~?]/.test(entry), confidence: entry.startsWith('~') ? 0.8 : entry.startsWith('?') ? 0.6 : 0.95 });
  });
  it('leave the ranges of companies to the ranges', () => {
    expect(listed.filter(({ code }) => COMPANY_CODES.some(([first, last]) => first <= code && code <= last))).toEqual([]);
  });
});

describe('codes for the kind of transaction', () => {
  const lines = Object.entries(TRANSACTION_CODES).flatMap(([scheme, list]) => list.trim().split('\n').map((line) => ({ scheme, line: line.trim() })));
  const listed = lines.flatMap(({ scheme, line }) => {
    const [, flow = '', category = '', codes = ''] = /^(in|out|any) ([a-z-]+): (.+)$/.exec(line) ?? [];
    return entries(codes).map((entry) => ({ flow, category, entry, code: `${scheme}:${entry.replace(/^[~?]/, '').split(' ')[0]}` }));
  });
  it('are written as the reader reads them, under categories that exist', () => {
    expect(listed.filter(({ entry, category }) => !/^[~?]?[A-Z0-9-]{3,14} \S/.test(entry) || !taxonomy.leaf(category))).toEqual([]);
    expect(listed.length).toBeGreaterThan(150);
  });
  it('stand once for each way the money goes, and are all read', () => {
    const flows = listed.flatMap(({ flow, code }) => (flow === 'any' ? ['in', 'out'] : [flow]).map((way) => `${code} ${way}`));
    expect(flows.filter((one, at) => flows.indexOf(one) !== at)).toEqual([]);
    for (const { flow, code, category } of listed) {
      if (flow !== 'out') expect(matterOf(code, 1)?.category).toBe(category);
      if (flow !== 'in') expect(matterOf(code, -1)?.category).toBe(category);
    }
  });
});
