import { expect, test } from 'vitest';
import { seededRandom, systemRandom } from '../../../src/machine/random.ts';

test('the system gives as many bytes as asked, and others each time', () => {
  expect(systemRandom(0)).toHaveLength(0);
  expect(systemRandom(16)).toHaveLength(16);
  expect(Buffer.from(systemRandom(16)).equals(Buffer.from(systemRandom(16)))).toBe(false);
});

test('a seed gives one stream, however it is cut', () => {
  const whole = seededRandom('a')(100);
  const dice = seededRandom('a');
  const cut = [dice(1), dice(31), dice(33), dice(0), dice(35)].flatMap((bytes) => [...bytes]);
  expect(cut).toEqual([...whole]);
  expect([...seededRandom('b')(100)]).not.toEqual([...whole]);
});
