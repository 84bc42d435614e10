/** Every file of fixtures/statements against the result written beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { Currency } from '../../../src/values/currency.ts';
import type { RowBatch } from '../../../src/intake/rows.ts';

const folder = new URL('../../../fixtures/statements/', import.meta.url).pathname;
const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length)).filter((name) => existsSync(join(folder, `${name}.json`)));

it('has fixtures', () => expect(names.length).toBeGreaterThanOrEqual(8));

it.each(names)('%s', (name) => {
  const expected = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as { rows: readonly { currency: Currency }[] };
  // QIF never says its currency.
  const source = identify(join(folder, name), { userProfiles: [], ...(name.endsWith('.qif') ? { currency: expected.rows[0]!.currency } : {}) });
  if (!source.ok) throw new Error(source.error.code);
  const batches = [...source.value.batches()];
  const { format, profile, encoding, account, dayOrder, from, to } = source.value;
  const all = <T>(pick: (batch: RowBatch) => readonly T[] | undefined): readonly T[] | undefined => batches.flatMap((batch) => pick(batch) ?? []);
  const some = <T>(list: readonly T[] | undefined): readonly T[] | undefined => (list?.length ? list : undefined);
  expect(JSON.parse(JSON.stringify({
    format: format === 'csv' ? undefined : format, profile, encoding, account, dayOrder, from, to,
    rows: all((b) => b.rows), pending: all((b) => b.pending), problems: all((b) => b.problems), ignored: batches.reduce((sum, b) => sum + b.ignored, 0),
    balances: some(all((b) => b.balances)), leftOut: some(all((b) => b.leftOut)),
  }))).toEqual(expected);
});
