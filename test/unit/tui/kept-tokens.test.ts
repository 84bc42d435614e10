import * as original from '@alcalzone/ansi-tokenize';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as kept from '../../../src/tui/kept-tokens.ts';

const seed = Number(process.env['FT_SEED'] ?? 20261122);
const piece = fc.oneof(fc.constantFrom('\u001b[1m', '\u001b[22m', '\u001b[2m', '\u001b[31m', '\u001b[39m', '\u001b[7m', '\u001b[27m', '\u001b[0m', '\u001b[1;32m', '漢', '👩‍👩‍👧', ' ', ''), fc.string({ unit: 'grapheme-ascii' }));

test('a line comes out as it does from the tokenizer that it stands before', () => {
  fc.assert(fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
    const text = pieces.join('');
    const [own, known] = [kept.styledCharsFromTokens(kept.tokenize(text)), original.styledCharsFromTokens(original.tokenize(text))];
    expect(own).toEqual(known);
    expect(kept.styledCharsToString(own)).toBe(original.styledCharsToString(known));
    // Ink puts cells of lines beside each other, and blank ones of its own between them.
    const cells = [...known, { type: 'char' as const, value: ' ', fullWidth: false, styles: [] }, ...known];
    expect(kept.styledCharsToString(cells)).toBe(original.styledCharsToString(cells));
  }), { seed, verbose: true });
});

test('the same line is taken apart once', () => {
  expect(kept.tokenize('\u001b[31mred\u001b[39m')).toBe(kept.tokenize('\u001b[31mred\u001b[39m'));
});
