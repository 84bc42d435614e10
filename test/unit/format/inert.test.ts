/** Nothing from a bank reaches a terminal or a spreadsheet alive. */
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/format/csv.ts';
import { inertText, spreadsheetCell } from '../../../src/format/inert.ts';
import { jsonDocument, jsonText } from '../../../src/format/json.ts';

describe('inertText', () => {
  it('leaves printable text of any script as it is', () => {
    for (const text of ['Kiwi 505 Barcode', 'Blåbærsyltetøy – 2 × 49,90 €', '日本語 한국어 עברית', '🍣', '']) expect(inertText(text)).toBe(text);
  });
  it('shows controls as pictures', () => {
    expect(inertText('\u001b[2Jgone\u0007\r\n\t\u0000\u007f')).toBe('␛[2Jgone␇␍␊␉␀␡');
  });
  it('shows C1 controls, bidi overrides, zero-width, separators, tags and lone surrogates as �', () => {
    for (const code of [0x80, 0x9b, 0x9d, 0xad, 0x61c, 0x200b, 0x200d, 0x200f, 0x202e, 0x2066, 0x2069, 0x2028, 0x2029, 0x2060, 0xfeff, 0x3164, 0xe0041])
      expect(inertText(`a${String.fromCodePoint(code)}b`), code.toString(16)).toBe('a�b');
    expect(inertText('a\ud800b')).toBe('a�b');
  });
  it('leaves nothing active in any text, and is stable', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = inertText(text);
      expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
      expect(inertText(shown)).toBe(shown);
    }));
  });
});

describe('spreadsheetCell', () => {
  it('neutralises what would run', () => {
    for (const text of ['=1+1', '+47 900 00 000', '-2+3+cmd|\' /C calc\'!A0', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '  =1', '＝1+1', '=HYPERLINK("http://x")'])
      expect(spreadsheetCell(text)).toBe(`'${text}`);
    expect(spreadsheetCell('kiwi;=1+1')).toBe("kiwi;'=1+1");
  });
  it('keeps plain numbers and plain words', () => {
    for (const text of ['-249.00', '1500', '0', 'Kiwi', 'a=b', '2026-03-01', '']) expect(spreadsheetCell(text)).toBe(text);
    expect(spreadsheetCell('-1,5')).toBe("'-1,5");
  });
});

describe('csvLine', () => {
  it('quotes what needs it and ends in CRLF', () => {
    expect(csvLine(['a', -5, null, 'b,c', 'say "hi"', 'x;y', '-249.00'])).toBe('a,-5,,"b,c","say ""hi""","x;y",-249.00\r\n');
    expect(csvLine(['two\nlines', '\u001b[31m'])).toBe('two␊lines,␛[31m\r\n');
  });
  it('reads back as the neutralised cells, and no cell begins a formula', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 6 }), (cells) => {
      const line = csvLine(cells);
      expect(line.indexOf('\n')).toBe(line.length - 1);
      const back = (parse(line) as string[][])[0] ?? [];
      expect(back).toEqual(cells.map((cell) => spreadsheetCell(inertText(cell))));
      for (const cell of back) expect(/^\s*[=+@-]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)).toBe(false);
    }));
  });
});

describe('json', () => {
  it('parses to the same value and holds nothing active', () => {
    fc.assert(fc.property(fc.array(fc.record({ text: fc.string({ unit: 'binary' }), n: fc.integer() })), (records) => {
      const text = [...jsonDocument({ schema: 1 }, 'transactions', records)].join('');
      expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(text)).toEqual({ schema: 1, transactions: records });
    }));
  });
  it('escapes a tag character as its two halves', () => {
    expect(jsonText({ a: '\u009b\u{e0041}' })).toBe('{"a":"\\u009b\\udb40\\udc41"}');
    expect(jsonText({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
  });
});
