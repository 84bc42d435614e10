/** Money, days, widths, bars. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barState, budgetBar } from '../../../src/format/bar.ts';
import { dayText, monthText, periodText, shortMonthText } from '../../../src/format/day.ts';
import { cutTo, displayWidth, padTo } from '../../../src/format/display-width.ts';
import { type Locale, amountText, moneyText, signedMoneyText } from '../../../src/format/money.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { Day, Month } from '../../../src/values/day.ts';
import { type Minor, decimalText } from '../../../src/values/money.ts';

const NOK = 'NOK' as Currency;
const m = (value: number): Minor => value as Minor;

describe('money', () => {
  it('has the two forms', () => {
    expect(amountText(m(-123450), NOK, 'nb')).toBe('-1\u00a0234,50');
    expect(amountText(m(-123450), NOK, 'en')).toBe('-1,234.50');
    expect(amountText(m(123456789012), NOK, 'en')).toBe('1,234,567,890.12');
    expect(amountText(m(-1500), 'JPY' as Currency, 'en')).toBe('-1,500');
    expect(amountText(m(1234567), 'KWD' as Currency, 'nb')).toBe('1\u00a0234,567');
    expect(amountText(m(99), NOK, 'en')).toBe('0.99');
    expect(moneyText(m(100), NOK, 'nb')).toBe('1,00\u00a0NOK');
    expect(signedMoneyText(m(100), NOK, 'en')).toBe('+1.00\u00a0NOK');
    expect(signedMoneyText(m(0), NOK, 'en')).toBe('0.00\u00a0NOK');
  });
  it('loses nothing on the way to people', () => {
    const currency = fc.constantFrom('NOK', 'JPY', 'KWD') as fc.Arbitrary<Currency>;
    const locale = fc.constantFrom('nb', 'en') as fc.Arbitrary<Locale>;
    fc.assert(fc.property(fc.maxSafeInteger(), currency, locale, (amount, code, form) => {
      const shown = amountText(m(amount), code, form);
      const plain = form === 'nb' ? shown.replaceAll('\u00a0', '').replace(',', '.') : shown.replaceAll(',', '');
      expect(plain).toBe(decimalText(m(amount), code));
      for (const group of shown.replace('-', '').split(form === 'nb' ? ',' : '.')[0]?.split(form === 'nb' ? '\u00a0' : ',').slice(1) ?? []) expect(group).toHaveLength(3);
    }));
  });
});

describe('days', () => {
  it('follow the locale', () => {
    expect(dayText('2026-03-31' as Day, 'nb')).toBe('31.03.2026');
    expect(dayText('2026-03-31' as Day, 'en')).toBe('2026-03-31');
    expect(monthText('2026-03' as Month, 'nb')).toBe('mars 2026');
    expect(monthText('2026-12' as Month, 'en')).toBe('December 2026');
    expect(shortMonthText('2026-05' as Month, 'nb')).toBe('mai 26');
    expect([periodText('2026-03', 'en'), periodText('2026-Q2', 'en'), periodText('2026-Q2', 'nb'), periodText('2026', 'nb')])
      .toEqual(['Mar 26', 'Q2 2026', '2. kv. 2026', '2026']);
  });
});

describe('display width', () => {
  it('counts columns', () => {
    for (const [text, width] of [['Kiwi', 4], ['Blåbær', 6], ['日本', 4], ['한국', 4], ['ｆｕｌｌ', 8], ['🍣', 2], ['e\u0301', 1], ['❤\ufe0f', 2], ['🇳🇴', 2], ['', 0], ['…', 1]] as const)
      expect(displayWidth(text), text).toBe(width);
  });
  it('cuts with an ellipsis, never through a character', () => {
    expect(cutTo('Dagligvarer', 6)).toBe('Dagli…');
    expect(cutTo('日本語', 4)).toBe('日…');
    expect(cutTo('日本語', 6)).toBe('日本語');
    expect(cutTo('abc', 0)).toBe('');
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 0, max: 30 }), (text, width) => {
      expect(displayWidth(cutTo(text, width))).toBeLessThanOrEqual(width);
    }));
  });
  it('pads by columns', () => {
    expect(padTo('日本', 6, 'left')).toBe('日本  ');
    expect(padTo('12', 4, 'right')).toBe('  12');
    expect(padTo('longer', 3, 'left')).toBe('longer');
  });
});

describe('budget bar', () => {
  const bar = (spent: number, available: number, pace: number | null, unicode = true): string =>
    budgetBar({ spent: m(spent), available: m(available), pace: pace === null ? null : m(pace) }, 10, unicode);
  it('fills by eighths and marks the pace', () => {
    expect(bar(0, 1000, null)).toBe('·········· ');
    expect(bar(500, 1000, null)).toBe('█████····· ');
    expect(bar(250, 1000, 700)).toBe('██▌····┃·· ');
    expect(bar(1000, 1000, null)).toBe('██████████ ');
  });
  it('says over and ahead by a sign, not by colour', () => {
    expect(bar(1200, 1000, 500)).toBe('█████┃████!');
    expect(bar(600, 1000, 500)).toBe('█████┃···· >'.replace(' ', ''));
    expect(bar(600, 1000, 500, false)).toBe('[#####|....]>');
    expect(bar(1, 0, null, false)).toBe('[##########]!');
    expect(barState({ spent: m(-100), available: m(-50), pace: m(0) })).toBe('within');
  });
  it('always takes the same room', () => {
    fc.assert(fc.property(fc.maxSafeInteger(), fc.maxSafeInteger(), fc.option(fc.maxSafeInteger()), fc.integer({ min: 4, max: 40 }), (spent, available, pace, cells) => {
      const facts = { spent: m(spent), available: m(available), pace: pace === null ? null : m(pace) };
      expect(displayWidth(budgetBar(facts, cells, true))).toBe(cells + 1);
      expect(budgetBar(facts, cells, false)).toHaveLength(cells + 3);
    }));
  });
});
