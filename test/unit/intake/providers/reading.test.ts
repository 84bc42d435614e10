/** Reading answers: exact numbers, fields of anything, amounts, days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyAt, dayAt, dayOf, decimalAmount, excerptOf, isPlaceholder, jsonFrom, listAt, recordAt, recordFrom, textAt, textsAt, valueAt, whyNoDecimal } from '../../../../src/intake/providers/reading.ts';
import { BankTrouble } from '../../../../src/intake/providers/trouble.ts';
import type { Currency } from '../../../../src/values/currency.ts';
import { bytesOf, troubleOf } from './conversation.ts';

const NOK = 'NOK' as Currency;
const JPY = 'JPY' as Currency;
const KWD = 'KWD' as Currency;
const fresh = Date.now() % 1_000_000;
console.info(`reading: fresh seed ${fresh}`);

describe('jsonFrom', () => {
  it('keeps every number as it is written', () => {
    expect(jsonFrom(bytesOf('{"a": -249.5, "b": 90071992547409.93, "c": 12, "d": 9007199254740993, "e": 1e3, "f": "249.5", "g": -0.10}')))
      .toEqual({ a: '-249.5', b: '90071992547409.93', c: 12, d: '9007199254740993', e: '1e3', f: '249.5', g: '-0.10' });
    expect(jsonFrom(bytesOf('{"posted": 1773702000, "list": ["x, 12.50"]}'))).toEqual({ posted: 1773702000, list: ['x, 12.50'] });
  });

  it('takes a byte-order mark, and the last of two equal names', () => {
    expect(jsonFrom(Uint8Array.of(0xef, 0xbb, 0xbf, ...bytesOf('{"a":1}')))).toEqual({ a: 1 });
    expect(jsonFrom(bytesOf('{"a":"1","a":2.5}'))).toEqual({ a: '2.5' });
    expect(jsonFrom(bytesOf('{"a":"1","a":"2"}'))).toEqual({ a: '2' });
  });

  it.each([
    ['<!DOCTYPE html><html>Vedlikehold</html>', 'the bank answered with a web page'], ['  \n<br>', 'the bank answered with a web page'],
    ['{"transactions":{"booked":[{"amount":"1', 'the answer broke off'], ['[1,2', 'the answer broke off'], ['', 'the bank answered with nothing'], [' \n', 'the bank answered with nothing'],
    ['{"a":1,}', 'the answer is damaged: it is no JSON'], ['Service Unavailable', 'the bank answered with something else than JSON'], [`${'['.repeat(200_000)}"a":1.5`, 'the answer broke off'],
  ])('says what %j is', async (text, says) => {
    expect(await troubleOf(() => jsonFrom(bytesOf(text)))).toMatchObject({ kind: 'down', says });
  });

  it('refuses what is no UTF-8, and a list in the place of an object', async () => {
    expect((await troubleOf(() => jsonFrom(Uint8Array.of(0x22, 0xff, 0x22)))).says).toBe('the bank answered with text that is not UTF-8');
    expect((await troubleOf(() => recordFrom(bytesOf('[]')))).kind).toBe('down');
  });

  it.each([7, fresh])('gives what was written or BankTrouble, whatever the bytes (seed %i)', (seed) => {
    fc.assert(fc.property(fc.json(), fc.nat(), fc.nat(255), (text, at, byte) => {
      const bytes = bytesOf(text).slice();
      expect(() => jsonFrom(bytes)).not.toThrow();
      bytes[at % bytes.length] = byte;
      try { jsonFrom(bytes); } catch (error) { expect(error).toBeInstanceOf(BankTrouble); }
    }), { seed, numRuns: 500 });
  });
});

describe('fields of unknown things', () => {
  const value = jsonFrom(bytesOf('{"a":{"b":"x","n":7,"blank":" \\t","list":["1"," ",2,{"c":1}]},"__proto__":{"polluted":"yes"},"constructor":"c"}'));

  it('are found by path, or are none', () => {
    expect([textAt(value, 'a', 'b'), textAt(value, 'a', 'n'), textAt(value, 'a', 'blank'), textAt(value, 'a'), textAt(undefined, 'a')]).toEqual(['x', '7', undefined, undefined, undefined]);
    expect([listAt(value, 'a', 'list')?.length, listAt(value, 'a'), recordAt(value, 'a', 'list'), recordAt(value, 'a')?.['b']]).toEqual([4, undefined, undefined, 'x']);
    expect([textsAt(value, 'a', 'list'), textsAt(value, 'a', 'b'), textsAt(value, 'a', 'nothing')]).toEqual([['1'], ['x'], []]);
  });

  it('are never inherited ones, and pollute nothing', () => {
    expect([valueAt(value, 'toString'), valueAt({}, '__proto__'), valueAt('text', 'length'), valueAt([], 'length'), textAt(value, 'constructor')]).toEqual([undefined, undefined, undefined, undefined, 'c']);
    expect(textAt(value, '__proto__', 'polluted')).toBe('yes');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('name a currency or none', () => {
    expect(['NOK', ' nok ', 'XXX', '', 5, null].map((code) => currencyAt({ c: code }, 'c'))).toEqual(['NOK', 'NOK', undefined, undefined, undefined, undefined]);
  });
});

describe('decimalAmount', () => {
  it.each([
    ['-249.50', NOK, -24950], ['249.5', NOK, 24950], ['300', NOK, 30000], ['+12.00', NOK, 1200], ['\u221212.30', NOK, -1230], ['0.005000', KWD, 5], ['1.2300', NOK, 123],
    ['100', JPY, 100], ['100.00', JPY, 100], ['.5', NOK, 50], ['5.', NOK, 500], ['-0.00', NOK, 0], [' 7.10 ', NOK, 710], [12, NOK, 1200], [-3, JPY, -3], ['9007199254.74', NOK, 900719925474],
  ])('reads %j %s as %i', (sent, currency, amount) => expect(decimalAmount(sent, currency)).toBe(amount));

  it.each([
    ['12.345', NOK, 'the amount "12.345" has more than 2 decimals'], ['100.5', JPY, 'the amount "100.5" has decimals, but the currency has none'], ['1e3', NOK, 'the amount "1e3" is written with an exponent'],
    ['1,50', NOK, 'the amount "1,50" is no number with a decimal point'], ['1 000.00', NOK, undefined], ['--1', NOK, undefined], ['', NOK, 'the amount "" is empty'], ['NaN', NOK, undefined], ['12.00 NOK', NOK, undefined],
    ['99999999999999999', NOK, 'the amount "99999999999999999" is too large'], [null, NOK, 'it has no amount'], [{}, NOK, 'it has no amount'], [true, NOK, 'it has no amount'], [['1'], NOK, 'it has no amount'],
  ])('refuses %j %s', (sent, currency, why) => {
    expect(decimalAmount(sent, currency)).toBeUndefined();
    if (why !== undefined) expect(whyNoDecimal(sent, currency)).toBe(why);
  });

  it.each([11, fresh])('is exact, as a text and as a number of JSON (seed %i)', (seed) => {
    fc.assert(fc.property(fc.integer({ min: -1e14, max: 1e14 }), (units) => {
      const text = `${units < 0 ? '-' : ''}${Math.floor(Math.abs(units) / 100)}.${String(Math.abs(units) % 100).padStart(2, '0')}`;
      expect(decimalAmount(text, NOK)).toBe(units === 0 ? 0 : units);
      expect(decimalAmount(valueAt(jsonFrom(bytesOf(`{"amount": ${text}}`)), 'amount'), NOK)).toBe(units === 0 ? 0 : units);
    }), { seed, numRuns: 500 });
  });
});

describe('days', () => {
  it('are those that were written, in no time zone', () => {
    expect(['2026-03-17', '2026-03-17T23:59:59Z', '2026-03-17T00:00:00+14:00', '2026-03-17 08:00', ' 2026-03-17', '2026-03-17Z'].map(dayOf)).toEqual(Array(6).fill('2026-03-17'));
    expect(['2026-02-30', '20260317', '17.03.2026', '2026-03-171', '', '0001-01-01', '2026-3-7'].map(dayOf)).toEqual(Array(7).fill(undefined));
    expect([dayAt({ d: '2026-03-17' }, 'd'), dayAt({ d: 20260317 }, 'd'), dayAt({ d: null }, 'd')]).toEqual(['2026-03-17', undefined, undefined]);
  });
});

describe('placeholders', () => {
  it.each(['NOTPROVIDED', 'not provided', '-', '-----------', '0', '000000000', 'null', 'N/A', ' ', ''])('%j is none', (text) => expect(isPlaceholder(text)).toBe(true));
  it.each(['Nordea', '0012', 'Noter', 'A-1', 'NOTPROVIDED 2', '10'])('%j is a text', (text) => expect(isPlaceholder(text)).toBe(false));
});

it('shows the beginning of a record, and no more', () => {
  expect(excerptOf({ a: 'Kiwi\u001b[31m', b: { c: 12, d: ['x'] }, e: null })).toBe('Kiwi·[31m 12 x');
  expect(excerptOf({ a: 'y'.repeat(1_000_000) }).length).toBeLessThan(130);
  expect(excerptOf(null)).toBe('');
});
