/** What the bank's own codes say of a transaction, which of them decide, and where they stand in the cascade. */
import { describe, expect, it } from 'vitest';
import { broadCode, bankCodeStep } from '../../../src/categories/bank-codes.ts';
import { type CascadeParts, createCascade } from '../../../src/categories/cascade.ts';
import { type BatchStep, type Description, isUnsure } from '../../../src/categories/decision.ts';
import { historyDiff } from '../../../src/categories/history-diff.ts';
import { descriptionOfRow } from '../../../src/categories/history.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { minor } from '../../../src/values/money.ts';
import { normalText } from '../../../src/values/text.ts';

const about = (more: Partial<Description> = {}, text = 'Blorp 12'): Description => ({ text, normal: normalText(text), currency: 'NOK', ...more });
const step = bankCodeStep(new Taxonomy());
const decided = (more: Partial<Description>, text?: string): string | undefined => step.decideNow(about(more, text))?.category;
const said = (more: Partial<Description>): string | undefined => broadCode(about(more))?.category;
const coded = (code: string, amount?: number): string | undefined => said({ bankCodes: [code], amount });
const cascadeOf = (parts: Partial<CascadeParts>) => createCascade({ rules: [], corrections: [], taxonomy: new Taxonomy(), later: [], ...parts });
const guessing = (category: string, confidence: number): BatchStep => ({ step: 'model', decide: async (batch) => batch.map(() => ({ category, step: 'model', confidence, by: 'm1' })) });

describe('a merchant category code', () => {
  it('decides where it names one trade, for a purchase and for its refund', () => {
    expect(step.decideNow(about({ mcc: '5411', amount: -24900 }))).toEqual({ category: 'groceries', step: 'bank-code', confidence: 0.95, by: 'mcc:5411' });
    expect(decided({ mcc: '5411', amount: 24900 })).toBe('groceries');
    expect(decided({ mcc: '0742' })).toBe('pets');
  });
  it('stands for a company in the ranges of airlines, car rental and hotels, and for nothing in the gap between', () => {
    expect(['3000', '3350', '3351', '3441', '3500', '3999'].map((mcc) => decided({ mcc }))).toEqual(['flights', 'flights', 'holidays', 'holidays', 'lodging', 'lodging']);
    expect(['3442', '3499'].map((mcc) => said({ mcc }))).toEqual([undefined, undefined]);
  });
  it.each(['0000', '9999', '', '54', '54111', '3 00', 'ABCD', '６０１１', '6012'])('says nothing as %j', (mcc) => {
    expect(said({ mcc })).toBeUndefined();
  });
  it('does not decide where it is broad or weak, but says what is likeliest', () => {
    expect(decided({ mcc: '5812' })).toBeUndefined();
    expect(broadCode(about({ mcc: '5812' }))).toMatchObject({ category: 'restaurants', confidence: 0.8 });
    expect(broadCode(about({ mcc: '5999' }))).toMatchObject({ category: 'general-merchandise', confidence: 0.6 });
  });
});

describe('a code for the kind of transaction', () => {
  it('goes with the money: a salary comes in, a donation goes out', () => {
    expect([coded('purpose:SALA', 100), coded('purpose:SALA', -100), coded('purpose:SALA')]).toEqual(['salary', undefined, 'salary']);
    expect([coded('purpose:CHAR', 100), coded('purpose:CHAR', -100)]).toEqual([undefined, 'donations']);
    expect([coded('purpose:TAXS', 100), coded('purpose:TAXS', -100)]).toEqual(['taxes', 'taxes']);
  });
  it.each(['purpose:INTE', 'iso20022:ACMT-MCOP-INTR', 'gvc:814', 'swift:INT', 'ofx:INT'])('%s is income or a cost by its sign, and neither without an amount', (code) => {
    expect([coded(code, 100), coded(code, -100), coded(code), coded(code, 0)]).toEqual(['investment-income', 'bank-fees', undefined, undefined]);
  });
  it.each([
    ['iso20022:PMNT-CCRD-CWDL', -100, 'cash'], ['iso20022:PMNT-CNTR-CDPT', 100, 'cash'], ['iso20022:PMNT-RCDT-SALA', 100, 'salary'], ['iso20022:ACMT-MDOP-CHRG', -100, 'bank-fees'],
    ['iso20022:LDAS-MGLN-INTR', -100, 'mortgage'], ['iso20022:LDAS-MDOP-INTR', -100, 'loan-payment'], ['iso20022:SECU-CORP-DVCA', 100, 'investment-income'], ['iso20022:CAMT-ACCB-SWEP', -100, 'internal-transfer'],
    ['gvc:083', -100, 'cash'], ['gvc:808', -100, 'bank-fees'], ['gvc:156', 100, 'benefits'], ['gvc:601', -100, 'loan-payment'],
    ['swift:CHG', -100, 'bank-fees'], ['swift:GEA', -100, 'cash'], ['swift:DIV', 100, 'investment-income'], ['ofx:SRVCHG', -100, 'bank-fees'], ['ofx:ATM', -100, 'cash'], ['ofx:CASH', -100, 'cash'],
  ])('%s on %d is %s', (code, amount, category) => {
    expect(coded(code, amount)).toBe(category);
  });
  it.each(['iso20022:PMNT-CCRD-POSD', 'iso20022:PMNT', 'iso20022:', 'iso20022:PMNT-RCDT-ESCT', 'gvc:166', 'gvc:105', 'swift:MSC', 'swift:TRF', 'ofx:POS', 'ofx:XFER', 'ofx:DEBIT', 'purpose:OTHR', 'purpose:GDDS', 'other:SALA', 'SALA', ''])('%s says nothing', (code) => {
    expect([coded(code, 100), coded(code, -100)]).toEqual([undefined, undefined]);
  });
  it('tells pay from pension by the words, where one code stands for both', () => {
    const paid = (text: string, counterparty?: string) => decided({ bankCodes: ['gvc:153'], amount: 100, counterparty }, text);
    expect(paid('Lohn 01/26 Referentenstelle')).toBe('salary');
    expect([paid('Altersrente Januar'), paid('Bezug', 'Deutsche Rentenversicherung Bund'), paid('Pensionskasse 01')]).toEqual(['benefits', 'benefits', 'benefits']);
  });
});

describe('several codes', () => {
  it('let the first sure one decide, that of the transaction before that of the merchant', () => {
    expect(decided({ bankCodes: ['iso20022:PMNT-CCRD-POSD'], mcc: '5411', amount: -100 })).toBe('groceries');
    expect(decided({ bankCodes: ['iso20022:PMNT-CCRD-CWDL'], mcc: '5411', amount: -100 })).toBe('cash');
    expect(decided({ bankCodes: ['purpose:PENS', 'gvc:153'], amount: 100 })).toBe('benefits');
    expect(decided({ bankCodes: ['ofx:ATM'], mcc: '5411', amount: -100 })).toBe('groceries');
  });
  it('take the surest of the broad ones where none is sure', () => {
    expect(said({ bankCodes: ['gvc:601', 'ofx:ATM'], mcc: '5999', amount: -100 })).toBe('cash');
    expect(said({ bankCodes: [], mcc: undefined })).toBeUndefined();
  });
});

describe('in the cascade', () => {
  const rema = about({ mcc: '5541', amount: -100 }, 'REMA 1000 OSLO');
  it('a sure code stands below corrections and above known merchants', () => {
    expect(cascadeOf({}).decideNow([rema])[0]).toMatchObject({ step: 'bank-code', category: 'fuel' });
    expect(cascadeOf({ corrections: [{ key: 'rema 1000', category: 'books' }] }).decideNow([rema])[0]).toMatchObject({ step: 'correction', category: 'books' });
    expect(cascadeOf({ rules: [{ id: 'r1', text: 'rema', category: 'gifts' }] }).decideNow([rema])[0]).toMatchObject({ step: 'rule', category: 'gifts' });
  });
  it('a broad code is heard last: after known merchants, a name among other words, and the model', async () => {
    const decide = async (text: string, later: BatchStep[] = []) => (await cascadeOf({ later }).decide([about({ mcc: '5814', amount: -100 }, text)]))[0];
    expect(await decide('REMA 1000 OSLO')).toMatchObject({ step: 'merchant', category: 'groceries' });
    expect(await decide('REMA 1000 TANNKLINIKK')).toMatchObject({ step: 'merchant', category: 'groceries' });
    expect(await decide('Blorp', [guessing('cafes', 0.9)])).toMatchObject({ step: 'model', category: 'cafes' });
    expect(await decide('Blorp')).toEqual({ step: 'bank-code', category: 'restaurants', confidence: 0.8, by: 'mcc:5814' });
    expect(await decide('Blorp', [{ step: 'model', decide: async (batch) => batch.map(() => undefined) }])).toMatchObject({ step: 'bank-code' });
  });
  it('marks a broad code as unsure, a sure one not', () => {
    expect([0.6, 0.8, 0.95].map((confidence) => isUnsure({ step: 'bank-code', confidence }, 0.95))).toEqual([true, true, false]);
    expect(isUnsure({ step: 'bank-code', confidence: 0.6 }, undefined)).toBe(false);
  });
  it('explains itself by the code and its words', () => {
    const why = (one: Description): string => { const cascade = cascadeOf({}); return cascade.explain(broadCode(one)!, one).join(' '); };
    expect(why(about({ mcc: '5411' }))).toBe('The card network\'s merchant category code 5411 (supermarket) stands for Groceries. Sure to 95 %.');
    expect(why(about({ bankCodes: ['purpose:SALA'], amount: 1 }))).toBe('The payer\'s purpose code SALA (salary) stands for Salary and wages. Sure to 97 %.');
    expect(why(about({ mcc: '7299' }))).toContain('broad code, so it was heard only where neither a known merchant nor the local model settled it. Sure to 60 %.');
    expect(cascadeOf({}).explain({ category: 'books', step: 'bank-code', confidence: 1, by: 'gone:1' })).toEqual(['The bank\'s code 1 stands for Books and stationery.']);
    expect(cascadeOf({}).explain({ category: 'uncategorized', step: 'none', confidence: 0 }, about({ mcc: '6012' })).join(' ')).toContain('the code that the bank gave says nothing of it');
    expect(cascadeOf({}).explain({ category: 'uncategorized', step: 'none', confidence: 0 }, about()).join(' ')).not.toContain('code');
  });
});

describe('recorded transactions', () => {
  const row = { description: 'Blorp 12', counterparty: null, amount: minor(-100), currency: 'NOK' as Currency, account: 'a1', details: { mcc: '5411', bankCodes: ['ofx:POS'] } };
  it('come before the cascade with the codes they came in with', async () => {
    expect(descriptionOfRow(row)).toMatchObject({ mcc: '5411', bankCodes: ['ofx:POS'] });
    const rows = [{ id: 't1', about: descriptionOfRow(row), decision: { category: 'uncategorized', step: 'none' as const, confidence: 0 } }];
    expect((await historyDiff(rows, cascadeOf({}))).changed.map(({ to }) => to.by)).toEqual(['mcc:5411']);
  });
  it('keep what an absent model guessed against a broad code, not against a sure one', async () => {
    const guess = { category: 'books', step: 'model' as const, confidence: 0.9, by: 'm1' };
    const rows = [{ id: 't1', about: about({ mcc: '5999' }), decision: guess }, { id: 't2', about: about({ mcc: '5411' }), decision: guess }];
    expect((await historyDiff(rows, cascadeOf({}))).changed.map(({ id }) => id)).toEqual(['t2']);
  });
});
