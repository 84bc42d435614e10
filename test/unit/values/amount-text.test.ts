import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountFrom, currencyIn, type DecimalMark, markOf, whyNoAmount } from '../../../src/values/amount-text.ts';

describe('amountFrom', () => {
  it.each<[string, DecimalMark, number]>([
    ['-12,34', ',', -1234], ['- 12,34', ',', -1234], ['-$7.00', '.', -700], ['- $21.59', '.', -2159], ['+10,99', ',', 1099], ['2 542,21 kr', ',', 254221], ['-144,75 kr', ',', -14475], ['1.234,56 €', ',', 123456], ['2.830,50\u00a0€', ',', 283050],
    ['(85.00)', '.', -8500], ['($12.00)', '.', -1200], ["1'234.50", '.', 123450], ['1’234.50', '.', 123450], ['\u221212,34', ',', -1234], ['\u201312,34', ',', -1234], ['-30.000', '.', -3000], ['100,-', ',', 10000], ['100,00-', ',', -10000], ['1 234,5 -', ',', -123450],
    ['1,00,000.00', '.', 10000000], ['€7.00', '.', 700], ['+ £1,100.00', '.', 110000], ['12.00 CR', '.', 1200], ['12.00 DR', '.', -1200], ['42 500,50 NOK', ',', 4250050], ['CHF 12.50', '.', 1250], ['="12,00"', ',', 1200], ["'12,00", ',', 1200],
    ['1\u202f234\u2009567,8', ',', 123456780], ['.5', '.', 50], ['7', ',', 700], ['-0,00', ',', 0], [' 5 ', '.', 500], ['1.234', ',', 123400],
  ])('%j with %j is %d', (text, decimal, expected) => {
    expect(amountFrom(text, decimal, 2)).toBe(expected);
  });

  it.each<[string, DecimalMark, string]>([
    ['', '.', 'is empty'], ['abc', '.', 'holds no digits'], ['1e5', '.', 'is written with an exponent'], ['12.345', '.', 'has more than 2 decimals'], ['12,345', ',', 'has more than 2 decimals'], ['12.34', ',', 'is no number with a decimal comma'],
    ['0.005', ',', 'is no number with a decimal comma'], ['-0,500', '.', 'is no number with a decimal point'], ['1.23.456', ',', 'is no number with a decimal comma'], ['12 34,00', ',', 'is no number with a decimal comma'], ['--5', '.', 'is no number with a decimal point'], ['-5-', '.', 'is no number with a decimal point'], ['5 apples', '.', 'is no number with a decimal point'],
    ['99999999999999999', '.', 'is too large'], ['1.234.56,7', ',', 'is no number with a decimal comma'], ["1'234 567.00", '.', 'is no number with a decimal point'],
  ])('%j with %j is none: it %s', (text, decimal, why) => {
    expect(amountFrom(text, decimal, 2)).toBeNaN();
    expect(whyNoAmount(text, decimal, 2)).toBe(why);
  });

  it('keeps to the decimals of the currency', () => {
    expect([amountFrom('1.234', ',', 0), amountFrom('1234,00', ',', 0), amountFrom('1,5', ',', 0), amountFrom('1.2345', '.', 3), amountFrom('1.234', '.', 3)]).toEqual([1234, 1234, NaN, NaN, 1234]);
    expect(whyNoAmount('1,5', ',', 0)).toBe('has decimals, but the currency has none');
  });

  it('reads back any amount in any manner of writing, to the last unit', () => {
    const marks = fc.constantFrom<[DecimalMark, string]>([',', '.'], [',', ' '], [',', '\u00a0'], ['.', ','], ['.', "'"], ['.', '\u2019'], [',', ''], ['.', '']);
    fc.assert(fc.property(fc.integer({ min: -1e15, max: 1e15 }), marks, fc.constantFrom('-', '\u2212', '\u2013', '- '), fc.boolean(), fc.constantFrom('', ' kr', ' NOK', '\u00a0€'), (minor, [decimal, group], minus, trailing, unit) => {
      const digits = Math.abs(minor).toString().padStart(3, '0');
      const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
      const text = `${minor < 0 && !trailing ? minus : ''}${whole}${decimal}${digits.slice(-2)}${minor < 0 && trailing ? minus.trim() : ''}${unit}`;
      expect(amountFrom(text, decimal, 2)).toBe(minor === 0 ? 0 : minor);
    }));
  });

  it('gives a safe integer or nothing, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...'0123456789.,-+ ()\u00a0\'krNOK€$') })), fc.constantFrom<DecimalMark>(',', '.'), fc.constantFrom(0, 2, 3), (text, decimal, exponent) => {
      const value = amountFrom(text, decimal, exponent);
      expect(Number.isNaN(value) || Number.isSafeInteger(value)).toBe(true);
      if (Number.isNaN(value)) expect(whyNoAmount(text, decimal, exponent)).not.toBe('');
      markOf(text);
    }));
  });
});

it.each([
  ['12', 'integer'], ['1,5', 'comma'], ['1.5', 'point'], ['1.234', 'point-three'], ['1,234', 'comma-three'], ['0.123', 'point'], ['1234.567', 'point'], ['1.234.567', 'point-groups'], ['1,234,567', 'comma-groups'], ['1.234,50', 'comma'], ['1,234.50', 'point'], ['1 234.567', 'point'],
  ['', 'empty'], [' ', 'empty'], ['abc', 'text'], ['-25,00 kr.', 'comma'], ['kr. 25,00', 'comma'], ['1.2.3,4,5', 'text'],
])('%j proves %s', (text, proof) => {
  expect(markOf(text)).toBe(proof);
});

it('finds the currency in a cell, but not in a sign that many share', () => {
  expect(['42 500,50 NOK', '€7', '7 £', 'US$ 5', '$5', '5 kr', '5'].map(currencyIn)).toEqual(['NOK', 'EUR', 'GBP', 'USD', undefined, undefined, undefined]);
});
