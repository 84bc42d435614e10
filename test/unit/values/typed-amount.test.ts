import { expect, it } from 'vitest';
import { currencyFrom } from '../../../src/values/currency.ts';
import { typedAmount } from '../../../src/values/typed-amount.ts';

const currency = (code: string) => currencyFrom(code) ?? expect.fail(code);

it.each([
  ['1.234', 'NOK', 123400], ['1,234', 'NOK', 123400], ['12,5', 'NOK', 1250], ['.5', 'NOK', 50], ['100,-', 'NOK', 10000], ['0.05', 'NOK', 5],
  ['0.500', 'KWD', 500], ['0,005', 'KWD', 5], ['1.2340', 'KWD', 1234], ['1234', 'KWD', 1234000], ['0', 'JPY', 0],
])('%s in %s is %d minor units', (text, code, amount) => {
  expect(typedAmount(text, currency(code))).toMatchObject({ ok: true, value: { amount } });
});

it.each([
  ['0.005', 'NOK', 'NOK cannot be written so'],
  ['0,500', 'JPY', 'JPY cannot be written so'],
  ['1.234', 'KWD', 'the mark in it can be read as thousands or as decimals; write 1.2340 or 1234'],
  ['-12,500', 'KWD', 'the mark in it can be read as thousands or as decimals; write -12,5000 or -12500'],
])('%s in %s is refused: %s', (text, code, error) => {
  expect(typedAmount(text, currency(code))).toEqual({ ok: false, error });
});
