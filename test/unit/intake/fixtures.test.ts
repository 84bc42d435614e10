/** Every file of fixtures/statements against the result written beside it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';

const folder = new URL('../../../fixtures/statements/', import.meta.url).pathname;
const names = readdirSync(folder).filter((name) => !name.endsWith('.json'));

it('has fixtures', () => expect(names.length).toBeGreaterThanOrEqual(8));

it.each(names)('%s', (name) => {
  const expected = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as object;
  const source = identify(join(folder, name), { userProfiles: [] });
  if (!source.ok) throw new Error(source.error.code);
  const batches = [...source.value.batches()];
  const { profile, encoding, account, dayOrder, from, to } = source.value;
  expect(JSON.parse(JSON.stringify({ profile, encoding, account, dayOrder, from, to, rows: batches.flatMap((b) => b.rows), pending: batches.flatMap((b) => b.pending), problems: batches.flatMap((b) => b.problems), ignored: batches.reduce((sum, b) => sum + b.ignored, 0) }))).toEqual(expected);
});
