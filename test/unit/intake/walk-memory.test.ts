/** Many large statements: what is not held is read again when its rows are wanted, and must be the same then. */
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RowBatch, StatementSource } from '../../../src/intake/rows.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import { gather } from '../../../src/intake/walk/gather.ts';
import type { Day } from '../../../src/values/day.ts';
import { err, ok } from '../../../src/values/result.ts';

const DAY = '2026-01-31' as Day;
const batch: RowBatch = { rows: [], problems: [], pending: [], ignored: 1 };

it('holds the first sixty-four megabytes, and proves the others by their digest', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ft-walk-'));
  for (const name of ['1.csv', '2.csv', '3.csv']) {
    writeFileSync(join(folder, name), 'x');
    truncateSync(join(folder, name), 40_000_000);
  }
  const reads: string[] = [];
  let digest = 'a';
  const read = ({ name }: StatementFile) => {
    reads.push(name.slice(-5));
    const source: StatementSource = { file: name, digest, format: 'csv', profile: 'x', encoding: 'utf-8', records: 1, dayOrder: 'ascending', from: DAY, to: DAY, *batches() { yield batch; } };
    return ok(source);
  };
  const shown: number[] = [];
  const { files } = await gather([folder], { read, settle: (_, failed) => Promise.resolve(err(failed)), progress: (done, total) => { shown.push(done, total); } });
  const [first, second, third] = files.map(({ source }) => { if (!source.ok) throw new Error(source.error.code); return source.value; });
  expect([reads, shown]).toEqual([['1.csv', '2.csv', '3.csv'], [0, 3, 1, 3, 2, 3]]);
  expect([[...first!.batches()], [...second!.batches()]]).toEqual([[batch], [batch]]);
  expect(reads.slice(3)).toEqual(['2.csv']);
  digest = 'b';
  expect(() => [...third!.batches()]).toThrow('it was changed while it was read');
});
