/** Charts as pure functions: whatever the values, lines of exact width, and heights in proportion. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayWidth } from '../../../src/format/display-width.ts';
import { type Bars, barChart } from '../../../src/tui/components/chart-bars.ts';
import type { Axes } from '../../../src/tui/components/chart-frame.ts';
import { lineChart } from '../../../src/tui/components/chart-lines.ts';
import { barScale, lineScale } from '../../../src/tui/components/chart-scale.ts';
import { lyingBar, strip } from '../../../src/tui/components/chart-strip.ts';
import { themeFor } from '../../../src/tui/theme.ts';

const seed = Number(process.env['FT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const check = (property: fc.IProperty<never> | ReturnType<typeof fc.property>): void => { fc.assert(property as fc.IProperty<unknown>, { seed, numRuns: 300 }); };
const value = fc.oneof(fc.constant(0), fc.integer({ min: -5, max: 5 }), fc.integer({ min: -9_000_000, max: 9_000_000 }), fc.maxSafeInteger());
const parts = fc.array(value, { minLength: 3, maxLength: 3 });
const size = fc.record({ columns: fc.integer({ min: 1, max: 200 }), rows: fc.integer({ min: 1, max: 60 }) });
const looks = fc.constantFrom({ color: true, unicode: true }, { color: false, unicode: true }, { color: true, unicode: false }, { color: false, unicode: false });
const themes = new Map(await Promise.all([[true, true], [true, false], [false, true], [false, false]].map(async ([color, unicode]) => [`${color} ${unicode}`, await themeFor({ color: color === true, unicode: unicode === true })] as const)));
const themeOf = ({ color, unicode }: { color: boolean; unicode: boolean }) => themes.get(`${color} ${unicode}`)!;
const plain = themeOf({ color: false, unicode: true });
const inAscii = themeOf({ color: false, unicode: false });
const bare = (line: string): string => line.replace(/\u001b\[[0-9;]*m/g, '');
const axes = (slots: number, cursor = slots - 1): Axes => ({
  slots: Array.from({ length: slots }, (_, at) => ({ label: ['Jan', 'Feb', 'Mar'][at % 3] ?? '', short: 'J', under: String(2020 + Math.floor(at / 12)), isOpen: at === slots - 1 })), cursor, valueText: (value) => `${value}`.slice(0, 8),
});
const PARTS = [{ role: 'series0', fill: '█', letter: 'a' }, { role: 'series1', fill: '▓', letter: 'b' }, { role: 'muted', fill: '·', letter: ':' }] as const;
const bars = (values: Bars['values'], cursor?: number): Bars => ({ ...axes(values.length, cursor), values, parts: PARTS });
/** Cells of a column of the drawing that hold a sign of a bar. */
const cellsOf = (lines: readonly string[], column: number, signs: string): number => lines.filter((text) => signs.includes([...text][column] ?? ' ')).length;

describe(`charts (seed ${seed})`, () => {
  test('bars are exactly as wide and high as asked, for any values', () => {
    check(fc.property(fc.array(fc.array(parts, { minLength: 1, maxLength: 3 }), { maxLength: 40 }), size, looks, fc.option(value, { nil: undefined }), (values, asked, look, across) => {
      const lines = barChart({ ...bars(values), across }, asked, themeOf(look)).map(bare);
      expect(lines.map(displayWidth)).toEqual(new Array(asked.rows).fill(asked.columns));
      if (!look.unicode) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    }));
  });

  test('lines are exactly as wide and high as asked, for any values', () => {
    check(fc.property(fc.array(fc.array(fc.option(value, { nil: undefined }), { maxLength: 40 }), { maxLength: 4 }), size, looks, (values, asked, look) => {
      const slots = Math.max(1, ...values.map((line) => line.length));
      const lines = lineChart({ ...axes(slots), lines: values.map((line, at) => ({ values: line, role: 'series1', letter: 'abcd'[at] ?? '?' })) }, asked, themeOf(look)).map(bare);
      expect(lines).toHaveLength(asked.rows);
      // Braille signs are one column wide each.
      expect(lines.map((text) => [...text].length)).toEqual(new Array(asked.rows).fill(asked.columns));
      if (!look.unicode) expect(lines.join('')).toMatch(/^[\x20-\x7e]*$/);
    }));
  });

  test('the height of a bar is its share of the scale, within one cell', () => {
    check(fc.property(fc.array(fc.integer({ min: 0, max: 9_000_000 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 6, max: 50 }), (values, rows) => {
      const scale = barScale(0, Math.max(...values), rows - 3);
      const lines = barChart(bars(values.map((one) => [[one]]), -1), { columns: 100, rows }, plain);
      const first = lines.findLast((text) => text.includes('Jan'))!.indexOf('Jan');
      values.forEach((one, at) => {
        const slot = lines.findLast((text) => text.includes('Jan'))!;
        const places = [...slot.matchAll(/Jan|Feb|Mar/g)].map(({ index }) => index);
        const column = (places[at] ?? first) + 1;
        expect(Math.abs(cellsOf(lines, column, '█▇▆▅▄▃▂▁') - one / scale.perRow)).toBeLessThanOrEqual(1);
      });
    }));
  });

  test('a scale holds every value, and its steps are 1, 2 or 5 on whole rows', () => {
    check(fc.property(value, value, fc.integer({ min: 2, max: 60 }), (a, b, rows) => {
      const [low, high] = [Math.min(0, a, b), Math.max(0, a, b)];
      const bar = barScale(low, high, rows);
      expect(bar.up + bar.down).toBeLessThanOrEqual(rows);
      expect(bar.up * bar.perRow + bar.perRow / 2).toBeGreaterThanOrEqual(high);
      expect(bar.down * bar.perRow + bar.perRow / 2).toBeGreaterThanOrEqual(-low);
      const line = lineScale(Math.min(a, b), Math.max(a, b), rows);
      expect(line.base).toBeLessThanOrEqual(Math.min(a, b));
      expect(line.base + line.perRow * rows).toBeGreaterThanOrEqual(Math.max(a, b));
      for (const { ticks } of [bar, line]) {
        const step = ticks.length > 1 ? ticks[1]!.value - ticks[0]!.value : 1;
        expect(String(step)).toMatch(/^[125](?:0*|e\+\d+)$/);
      }
    }));
  });

  test('a strip has a sign for each value, a lying bar its share', () => {
    check(fc.property(fc.array(fc.option(value, { nil: undefined })), fc.boolean(), (values, unicode) => {
      expect([...strip(values, { unicode })]).toHaveLength(values.length);
    }));
    check(fc.property(value, value, fc.integer({ min: 0, max: 80 }), fc.boolean(), (one, largest, width, unicode) => {
      expect([...lyingBar(one, largest, width, { unicode })]).toHaveLength(width);
    }));
    expect(strip([0, 50, 100, undefined], plain)).toBe('▁▅█ ');
    expect(strip([-100, 0, 100], inAscii)).toBe('_+#');
    expect(lyingBar(50, 100, 10, plain)).toBe('█████     ');
    expect(lyingBar(1, 10_000, 10, plain)).toBe('▏         ');
    expect(lyingBar(-5, 10, 4, plain)).toBe('    ');
    expect(lyingBar(25, 100, 8, inAscii)).toBe('##      ');
  });
});

describe('what charts look like', () => {
  test('stacks above zero and below it, letters under the cursor, the last slot open', () => {
    expect(barChart(bars([[[300, 100, 50]], [[200, 0, -60]], [[100, 100, 100]]], 0), { columns: 24, rows: 14 }, plain).map((text) => text.trimEnd())).toMatchInlineSnapshot(`
      [
        "      ··:··",
        "  400 ▓▓▓▓▓┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "      ▓▓b▓▓",
        "  300 █████┈┈┈┈┈┈┈·····┈",
        "      █████       ·····",
        "  200 █████┈█████┈▓▓▓▓▓┈",
        "      ██a██ █████ ▓▓▓▓▓",
        "  100 █████┈█████┈█████┈",
        "      █████ █████ █████",
        "    0 ━━━━━─────────────",
        "            ·····",
        " -100 ┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "      [Jan]  Feb  Mar…",
        "      2020",
      ]
    `);
    expect(barChart(bars([[[300, 100, 50]], [[200, 0, -60]], [[100, 100, 100]]], 2), { columns: 24, rows: 14 }, inAscii).map((text) => text.trimEnd())).toMatchInlineSnapshot(`
      [
        "      :::::",
        "  400 bbbbb.............",
        "      bbbbb",
        "  300 aaaaa.......:::::.",
        "      aaaaa       :::::",
        "  200 aaaaa.aaaaa.bbbbb.",
        "      aaaaa aaaaa bbbbb",
        "  100 aaaaa.aaaaa.aaaaa.",
        "      aaaaa aaaaa aaaaa",
        "    0 ------------=====-",
        "            :::::",
        " -100 ..................",
        "       Jan   Feb  [Mar~]",
        "      2020",
      ]
    `);
  });

  test('lines through zero, in dots and in letters', () => {
    const lines = { ...axes(4, 1), lines: [{ values: [-100, 0, 50, 200], role: 'series0' as const, letter: 'a' }, { values: [undefined, 150, 150, 150], role: 'series1' as const, letter: 'b' }] };
    expect(lineChart(lines, { columns: 34, rows: 10 }, plain).map((text) => text.trimEnd())).toMatchInlineSnapshot(`
      [
        "               ┊",
        "  200 ┈┈┈┈┈┈┈┈┈┊┈┈┈┈┈┈┈┈┈┈┈┈⢀⠄┈a┈┈",
        "               ●⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⡠⠒⠁⠄ b",
        "  100 ┈┈┈┈┈┈┈┈┈┊┈┈┈┈┈┈┈⢀⡠⠊┈┈┈┈┈┈┈┈",
        "               ┊   ⢀⣀⡠⠔⠁",
        "    0 ────────⣀●⠒⠒⠉⠁──────────────",
        "          ⢀⡠⠒⠉ ┊",
        " -100 ┈┈⠔⠊⠁┈┈┈┈┊┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈",
        "       Jan   [Feb]   Mar    Jan…",
        "      2020",
      ]
    `);
    expect(lineChart(lines, { columns: 34, rows: 10 }, inAscii).map((text) => text.trimEnd())).toMatchInlineSnapshot(`
      [
        "               :",
        "  200 .........:............aa....",
        "               *bbbbbbbbbbaabb",
        "  100 .........:........aa........",
        "               :   aaaaa",
        "    0 --------a*aaa---------------",
        "          aaaa :",
        " -100 ..aa.....:..................",
        "       Jan   [Feb]   Mar    Jan~",
        "      2020",
      ]
    `);
  });
});
