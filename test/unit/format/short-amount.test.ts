/** Amounts in little room: short on an axis, whole in a table. */
import { expect, test } from 'vitest';
import { shortAmountText, wholeAmountText } from '../../../src/format/short-amount.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { minor } from '../../../src/values/money.ts';

const NOK = 'NOK' as Currency;
const JPY = 'JPY' as Currency;

test.each([
  [0, NOK, '0', '0'], [50, NOK, '0.5', '0,5'], [1_200_000, NOK, '12k', '12k'], [-150_000, NOK, '-1.5k', '-1,5k'], [99_999, NOK, '999.99', '999,99'], [105_000_000, NOK, '1.05M', '1,05 mill'],
  [200_000_000_000, NOK, '2bn', '2 mrd'], [1500, JPY, '1.5k', '1,5k'], [Number.MAX_SAFE_INTEGER, JPY, '9007199.254bn', '9007199,254 mrd'],
] as const)('%d %s on an axis is %s, %s', (amount, currency, en, nb) => {
  expect(shortAmountText(minor(amount), currency, 'en')).toBe(en);
  expect(shortAmountText(minor(amount), currency, 'nb')).toBe(nb);
});

test.each([[123_450, NOK, '1,235', '1\u00a0235'], [-123_449, NOK, '-1,234', '-1\u00a0234'], [-49, NOK, '0', '0'], [1500, JPY, '1,500', '1\u00a0500'], [-150, NOK, '-2', '-2']] as const)('%d %s in a table is %s', (amount, currency, en, nb) => {
  expect(wholeAmountText(minor(amount), currency, 'en')).toBe(en);
  expect(wholeAmountText(minor(amount), currency, 'nb')).toBe(nb);
});
