/** One correction, other texts of the same merchant; and what it must never touch. */
import { describe, expect, it } from 'vitest';
import { correctionStep, isTeachable, teachableKey } from '../../../src/categories/corrections.ts';
import type { Description } from '../../../src/categories/decision.ts';
import { Taxonomy } from '../../../src/categories/taxonomy.ts';
import { normalText } from '../../../src/values/text.ts';

const about = (text: string, counterparty?: string): Description => ({ text, normal: normalText(text), counterparty });
const taught = (pairs: Record<string, string>) =>
  correctionStep(Object.entries(pairs).map(([text, category]) => ({ key: teachableKey(text) ?? '', category })), new Taxonomy());

describe('a correction', () => {
  it('decides the same merchant with certainty', () => {
    const step = taught({ 'Varekjøp REMA 1000 KAMPEN': 'groceries' });
    expect(step.decideNow(about('*4411 23.10 NOK 249.00 REMA 1000 TORSHOV Kurs: 1.0000'))).toEqual({ category: 'groceries', step: 'correction', confidence: 1, by: 'rema' });
  });

  it.each([
    ['BLOMSTERGLEDE MAJORSTUEN', 'BLOMSTERGLED'],
    ['Varekjøp Blomsterglede Torshov', '*1234 01.02 NOK 299.00 BLOMSTERGLEDE SENTR Kurs: 1.0000'],
    ['NORDLYSKIOSKEN', 'NORDLYS KIOSKEN HAMAR'],
    ['Kiwi Bislet', 'KIWI'],
    ['KIWI', 'Kiwi Hasle'],
    ['Sportsboden Alna', 'SPORTBODEN ALNA'],
    ['Fjellhotellet Geilo', 'FJELLHOTELLE/25-10-13'],
    ['MCSTEKERIET HEDEN', 'Kortköp 250213 MCSTEKERIET'],
  ])('%s also decides %s', (text, other) => {
    const decision = taught({ [text]: 'gifts' }).decideNow(about(other));
    expect(decision?.category).toBe('gifts');
    expect(decision?.by).toBe(teachableKey(text));
    expect(decision?.confidence).toBeGreaterThanOrEqual(0.6);
  });

  it.each([
    ['Hotell Bergen', 'Fjord Hotell Bergen'],
    ['Oslo Kommune Barnehage', 'Oslo Kommune Parkering'],
    ['Overføring Kari Nordmann', 'Overføring Ola Nordmann'],
    ['Thai Restaurant', 'Indisk Restaurant'],
    ['KIWI', 'KIWANIS FORENING'],
    ['NAV', 'NAVIGARE BOK'],
    ['Blomsterglede', 'Brillekassen'],
    ['Vipps', 'Vipps*Brillekassen'],
  ])('%s says nothing of %s', (text, other) => expect(taught({ [text]: 'gifts' }).decideNow(about(other))).toBeUndefined());

  it('lets the most alike decide, whatever the order of teaching', () => {
    const pairs = { 'Blomsterglede Kurs': 'hobbies', 'Blomsterglede Sentrum': 'gifts' };
    const reversed = Object.fromEntries(Object.entries(pairs).reverse());
    for (const one of [pairs, reversed]) expect(taught(one).decideNow(about('BLOMSTERGLEDE SENTRU'))?.category).toBe('gifts');
    const tie = about('Blomsterglede');
    expect(taught(pairs).decideNow(tie)).toEqual(taught(reversed).decideNow(tie));
  });

  it('reads the counterparty too', () => {
    expect(taught({ 'Fjordlys Kraft': 'utilities' }).decideNow(about('Faktura 55', 'FJORDLYS KRAFT AS'))?.category).toBe('utilities');
  });

  it('never learns from a text that names nobody', () => {
    for (const text of ['Overføring', 'Nettgiro til 12345678901', 'SL', '*1234']) expect(teachableKey(text)).toBeUndefined();
    expect(isTeachable('')).toBe(false);
    expect(correctionStep([{ key: '', category: 'gifts' }], new Taxonomy()).decideNow(about('Overføring'))).toBeUndefined();
  });

  it('passes over a category that is gone', () => {
    expect(taught({ Blomsterglede: 'no-such-thing' }).decideNow(about('Blomsterglede'))).toBeUndefined();
  });
});
