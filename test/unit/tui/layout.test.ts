import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/format/display-width.ts';
import { heading, line, widths, wrapped } from '../../../src/tui/components/layout.ts';
import { ListPlace } from '../../../src/tui/components/list.ts';
import { themeFor } from '../../../src/tui/theme.ts';

const plain = await themeFor({ color: false, unicode: true });
const ascii = await themeFor({ color: false, unicode: false });
const colored = await themeFor({ color: true, unicode: true });
const seed = Number(process.env['FT_SEED'] ?? 20261122);
const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\u001b[31mrød\u202e', '漢字テキスト', '👩‍👩‍👧 familie', 'e\u0301\u0301\u0301', '\n\n', 'a\tb'));

describe('a line', () => {
  test('is exactly as wide as asked, whatever stands in it', () => {
    fc.assert(fc.property(fc.array(fc.record({ text: hostile, width: fc.option(fc.nat(30), { nil: undefined }), align: fc.constantFrom('left' as const, 'right' as const) }), { maxLength: 5 }), fc.integer({ min: 1, max: 120 }), (pieces, width) => {
      const drawn = line(pieces.map(({ text, width: own, align }) => ({ text, align, ...(own === undefined ? {} : { width: own }) })), width, plain);
      expect(displayWidth(drawn)).toBe(width);
      expect(drawn).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/);
    }), { seed, verbose: true });
  });
  test('stands out whole when it is selected', () => expect(line(['abc'], 5, colored, true)).toBe('\u001b[7mabc  \u001b[27m'));
  test('is ASCII where only ASCII can be shown, its cut and its money too', () => {
    expect(line([{ text: '1\u00a0234,50\u00a0NOK and more', width: 14 }], 14, ascii)).toBe('1 234,50 NOK ~');
    expect(heading('Title', 12, ascii)).toBe('Title ------');
  });
});

test('widths add up, gaps and all', () => {
  fc.assert(fc.property(fc.integer({ min: 20, max: 300 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }), (width, weights) => {
    const found = widths(width, weights);
    expect(found.reduce((sum, one) => sum + one, 0) + weights.length - 1).toBe(width);
  }), { seed });
});

test('wrapped text loses nothing but blanks', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 40 }), (text, width) => {
    const lines = wrapped(text, width);
    for (const one of lines) expect(displayWidth(one)).toBeLessThanOrEqual(width);
  }), { seed });
  expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
});

describe('a place in a list', () => {
  test('the cursor is always seen, and the list fills what it can', () => {
    fc.assert(fc.property(fc.nat(50), fc.integer({ min: 1, max: 12 }), fc.array(fc.constantFrom('down', 'up', 'pageDown', 'pageUp', 'halfDown', 'halfUp', 'first', 'last' as const)), (length, height, moves) => {
      const place = new ListPlace(() => length);
      for (const move of moves) {
        const { from, to } = place.window(height);
        expect(to - from).toBe(Math.min(length, height));
        if (length > 0) expect(place.cursor >= from && place.cursor < to).toBe(true);
        place.movement[move as 'down']();
      }
    }), { seed });
  });
  test('a list that grows shorter keeps its cursor within', () => {
    let length = 10;
    const place = new ListPlace(() => length);
    place.to(9);
    length = 3;
    expect(place.window(5)).toEqual({ from: 0, to: 3 });
    expect(place.cursor).toBe(2);
  });
});

describe('a hostile text', () => {
  // Measured whole for every line or piece of it, this takes minutes.
  const endless = 'é漢'.repeat(20_000);
  test('costs no more than what is seen of it', () => {
    for (let row = 0; row < 500; row++) expect(displayWidth(line([endless, { text: endless, width: 10 }], 40, plain))).toBe(40);
    expect(wrapped(endless, 30)).toHaveLength(2000);
  });
  test('is cut in plain signs where the terminal has no others', () => expect(heading('x'.repeat(50), 20, ascii)).toMatch(/^x+~ -*$/));
});
