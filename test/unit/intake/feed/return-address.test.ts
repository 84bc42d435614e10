/** Which address belongs to the consent that was asked for. */
import { describe, expect, test } from 'vitest';
import { failureIn } from '../../../../src/errors.ts';
import { checkState, isOurs } from '../../../../src/intake/feed/return-address.ts';

const BACK = 'http://localhost:8642/callback';
const code = (address: string): string | undefined => {
  try {
    checkState(address, 's1');
    return undefined;
  } catch (error) {
    return failureIn(error)?.code;
  }
};

describe('what arrives by itself', () => {
  test.each([
    ['?code=c&state=s1', true], ['?ref=s1', true], ['?error=access_denied&state=s1', true], ['?state=s1&code=c#x', true],
    ['?x=1', false], ['?error=access_denied', false], ['?code=c', false], ['?code=c&state=s2', false], ['?ref=s2', false], ['?code=c&state=s1&state=s2', false], ['?state=s1&state=s1&code=c', false], ['?state=', false],
  ])('%s is of this consent: %s', (query, expected) => {
    expect(isOurs({ id: 'sparebank1' }, BACK + query, 's1')).toBe(expected);
  });

  test('a Berlin Group bank need not name it, and must not name another', () => {
    expect(['?x=1', '?state=s1', '?state=s2'].map((query) => isOurs({ id: 'berlingroup' }, BACK + query, 's1'))).toEqual([true, true, false]);
  });
});

describe('what is pasted', () => {
  test.each([
    ['https://e.test/cb?code=c&state=s1', undefined], ['?code=c&state=s1', undefined], ['https://e.test/cb', undefined], ['https://e.test/cb?error=access_denied', undefined],
    ['https://e.test/cb?code=c', 'consent-mismatch'], ['https://e.test/cb?code=c&state=s2', 'consent-mismatch'], ['https://e.test/cb?code=c&state=s1&state=s1', 'consent-mismatch'],
    ['3f2a9c', 'consent-unfinished'], ['yes', 'consent-unfinished'],
  ])('%s: %s', (address, expected) => {
    expect(code(address)).toBe(expected);
  });
});
