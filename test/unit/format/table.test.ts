/** Aligned columns, cards, colour. */
import { describe, expect, it } from 'vitest';
import { cardLines } from '../../../src/format/details.ts';
import { displayWidth } from '../../../src/format/display-width.ts';
import { paintFor, plainPaint } from '../../../src/format/paint.ts';
import { type Column, tableLines } from '../../../src/format/table.ts';

const columns: readonly Column[] = [{ title: 'Day', shrinks: false }, { title: 'Text', min: 8 }, { title: 'Amount', align: 'right' }];
const rows = [['2026-01-02', 'REMA 1000 Storgata 日本料理店', '-249.00'], ['2026-01-03', 'Kiwi', '-1,249.00']];

describe('tableLines', () => {
  it('aligns text left and numbers right, with a footer under a rule', () => {
    expect(tableLines(columns, rows, { width: null }, [['', 'Sum', '-1,498.00']])).toEqual([
      'Day         Text                              Amount',
      '──────────  ─────────────────────────────  ─────────',
      '2026-01-02  REMA 1000 Storgata 日本料理店    -249.00',
      '2026-01-03  Kiwi                           -1,249.00',
      '──────────  ─────────────────────────────  ─────────',
      '            Sum                            -1,498.00',
    ]);
  });
  it('shrinks text to the terminal and never a number', () => {
    const lines = tableLines(columns, rows, { width: 40, unicode: false });
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(lines[2]).toBe('2026-01-02  REMA 1000 Storga…    -249.00');
    const narrow = tableLines(columns, rows, { width: 10 });
    expect(narrow[2]).toBe('2026-01-02  REMA 10…    -249.00');
    expect(narrow[3]).toContain('-1,249.00');
  });
  it('makes every cell inert and ends no line in blanks', () => {
    const lines = tableLines(columns, [['\u001b]0;x\u0007', 'a\nb', '']], { width: null });
    expect(lines[2]).toBe('␛]0;x␇  a␊b');
    expect(tableLines(columns, [['only']], { width: null })[2]).toBe('only');
  });
  it('paints without changing the widths', async () => {
    const paint = await paintFor(true);
    const painted = tableLines(columns, [['2026-01-02', 'x', { text: '-1.00', role: 'bad' }]], { width: null, paint });
    expect(painted[2]).toContain('\u001b[31m -1.00\u001b[39m');
    const strip = (line: string): string => line.replace(/\u001b\[\d+m/g, '');
    expect(painted.map(strip)).toEqual(tableLines(columns, [['2026-01-02', 'x', '-1.00']], { width: null }));
  });
});

describe('paintFor', () => {
  it('is plain without colour', async () => {
    expect(await paintFor(false)).toBe(plainPaint);
    expect(plainPaint('bad', 'x')).toBe('x');
    expect((await paintFor(true))('good', '')).toBe('');
  });
});

describe('cardLines', () => {
  it('wraps long values within the terminal and loses nothing', async () => {
    const words = 'betaling til borettslaget for felleskostnader og strøm i januar måned';
    const lines = await cardLines([['Id', 'x'], ['Text', words], ['Parts', ['one', 'two']]], { width: 40, unicode: false });
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    for (const word of [...words.split(' '), 'one', 'two']) expect(lines.join('\n')).toContain(word);
  });
  it('breaks a word that has no blanks, and is inert', async () => {
    const lines = await cardLines([['Ref', `${'9'.repeat(90)}\u001b[2J`]], { width: 40 });
    for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(40);
    expect(lines.join('').replace(/[^9]/g, '')).toHaveLength(90);
    expect(lines.join('')).not.toContain('\u001b');
  });
  it('draws nothing of nothing', async () => {
    expect(await cardLines([], { width: 80 })).toEqual([]);
  });
});
