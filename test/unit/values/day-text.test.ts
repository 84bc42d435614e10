import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayFromNumber, type Day } from '../../../src/values/day.ts';
import { type DateOrder, dayFromText, isYearless, ordersOf } from '../../../src/values/day-text.ts';
import { monthFromName } from '../../../src/values/month-names.ts';

describe('dayFromText', () => {
  it.each<[string, DateOrder, string]>([
    ['31.12.2026', 'dmy', '2026-12-31'], ['12/31/2026', 'mdy', '2026-12-31'], ['2026-12-31', 'ymd', '2026-12-31'], ['2026/12/31', 'ymd', '2026-12-31'], ['2026.12.31.', 'ymd', '2026-12-31'], ['20261231', 'ymd', '2026-12-31'], ['31122026', 'dmy', '2026-12-31'],
    ['1.2.2026', 'dmy', '2026-02-01'], ['30.04.26', 'dmy', '2026-04-30'], ['4/30/26', 'mdy', '2026-04-30'], ['31-12-99', 'dmy', '1999-12-31'], ['2026-12-31 23:59:59', 'ymd', '2026-12-31'], ['2026-12-31T23:59:59Z', 'ymd', '2026-12-31'], ['31.12.2026 08:15', 'dmy', '2026-12-31'],
    ['2026-12-31 23:59:59.9', 'ymd', '2026-12-31'], ['2026-12-31 23:59:59 +0000', 'ymd', '2026-12-31'], ['46387', 'serial', '2026-12-31'], ['46387.5', 'serial', '2026-12-31'], ['31 Dec 2026', 'dmy', '2026-12-31'], ['31-DEC-26', 'dmy', '2026-12-31'], ['Dec 31, 2026', 'mdy', '2026-12-31'],
    ['31. desember 2026', 'dmy', '2026-12-31'], ['31 de diciembre', 'dmy', ''], ['28 Februarie 2016', 'dmy', '2016-02-28'], ['3 août 2026', 'dmy', '2026-08-03'], ['13. Mär. 2026', 'dmy', '2026-03-13'], ["'31.12.2026'", 'dmy', '2026-12-31'], ['="31.12.2026"', 'dmy', '2026-12-31'], ['Fri, 13 Feb 2026', 'dmy', '2026-02-13'],
    ['31.02.2026', 'dmy', ''], ['32.13.2026', 'dmy', ''], ['29.02.2023', 'dmy', ''], ['31.12.2026', 'mdy', ''], ['', 'dmy', ''], ['Reservert', 'dmy', ''], ['01.01.1066', 'dmy', ''], ['12345', 'serial', ''],
  ])('%j as %s', (text, order, day) => {
    expect(dayFromText(text, order) ?? '').toBe(day);
  });

  it('takes the year from the period, also over new year', () => {
    const period = { from: '2025-12-15' as Day, to: '2026-01-14' as Day };
    expect(['20 Des', '03 Jan', '20.12', '14/01', '20 Feb', '31.02', '20 Des 2025'].map((text) => dayFromText(text, 'dm', period))).toEqual(['2025-12-20', '2026-01-03', '2025-12-20', '2026-01-14', undefined, undefined, undefined]);
    expect(dayFromText('01/03', 'md', period)).toBe('2026-01-03');
    expect(dayFromText('20 Des', 'dm')).toBeUndefined();
    expect([isYearless('01 Mrt'), isYearless('01.02.'), isYearless('01.02.2026'), isYearless('KIWI 12')]).toEqual([true, true, false, false]);
  });

  it('reads back any day in any order', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 109_000 }), fc.constantFrom('.', '/', '-'), (number, mark) => {
      const day = dayFromNumber(number);
      const [y, m, d] = day.split('-');
      expect([dayFromText([y, m, d].join(mark), 'ymd'), dayFromText([d, m, y].join(mark), 'dmy'), dayFromText([m, d, y].join(mark), 'mdy')]).toEqual([day, day, day]);
    }));
  });

  it('is never surprised', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void ordersOf(text)));
  });
});

it('says which orders a cell allows', () => {
  expect([ordersOf('01.02.2026'), ordersOf('13.02.2026'), ordersOf('2026-01-02'), ordersOf('3 Feb 2026'), ordersOf('x')]).toEqual([['dmy', 'mdy'], ['dmy'], ['ymd'], ['dmy', 'mdy'], []]);
});

it('knows months in eleven languages', () => {
  expect(['Jan', 'febr', 'Mrt', 'maaliskuuta', 'mai', 'juin', 'juil', 'août', 'Sept.', 'okt', 'marraskuu', 'dezember', 'foo', 'ju'].map(monthFromName)).toEqual([1, 2, 3, 3, 5, 6, 7, 8, 9, 10, 11, 12, undefined, undefined]);
});
