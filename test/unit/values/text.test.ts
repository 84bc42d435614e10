import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldNormal, foldedText, normalText } from '../../../src/values/text.ts';

describe('normalText', () => {
  it.each([
    ['  REMA   1000 ', 'rema 1000'], ['Varekjøp\tBlåbær\r\nOslo', 'varekjøp blåbær oslo'], ['Bla\u030aba\u0308r', 'blåbär'], ['KIWI\u00a0\u2009471', 'kiwi 471'],
    ['RE\u200bMA\ufeff 1\u00ad000', 'rema 1000'], ['ＫＩＷＩ ½', 'kiwi 1⁄2'], ['\u001b[31mrød', '[31mrød'], ['', ''],
  ])('%j -> %j', (text, normal) => expect(normalText(text)).toBe(normal));
  it('changes nothing the second time, and shows no control sign or double blank', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
      const once = normalText(text);
      expect(normalText(once)).toBe(once);
      expect(once).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f]| {2}|^ | $/);
    }), { numRuns: 2_000 });
  });
});

describe('foldedText', () => {
  it.each([['Grünerløkka', 'grunerlokka'], ['Ærlig ÅL', 'aerlig al'], ['Straße', 'strasse'], ['ŁÓDŹ', 'lodz'], ['Þór Đ', 'thor d'], ['café', 'cafe'], ['plain', 'plain']])(
    '%s -> %s', (text, folded) => expect(foldedText(text)).toBe(folded));
  it('folds the normal form only', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(foldedText(text)).toBe(foldNormal(normalText(text)));
      expect(foldedText(text)).not.toMatch(/[åäöøæéü]/);
    }));
  });
});
