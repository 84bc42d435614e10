/** Reads every CSV statement of the folder named by FT_STATEMENT_CORPUS without a flag and compares with its INDEX.json. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tell } from '../../src/errors.ts';
import { identify } from '../../src/intake/identify.ts';

interface Expected { transactions: number; sumMinor: Record<string, string>; firstDate: string; lastDate: string; pending?: number }
interface Entry { file: string; format: string; expected: Expected }

const folder = process.env['FT_STATEMENT_CORPUS'];
const index = folder === undefined ? undefined : join(folder, 'INDEX.json');
const entries: Entry[] = index && existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as Entry[]) : [];

describe('statement corpus', () => {
  it.runIf(folder !== undefined)('has an index with statements in it', () => expect(entries.length).toBeGreaterThan(0));
  if (folder === undefined) console.info('FT_STATEMENT_CORPUS names no folder with an INDEX.json: the corpus is not read.');

  it.each(entries.filter(({ format }) => format === 'csv'))('$file', ({ file, expected }) => {
    const source = identify(join(folder!, file), { userProfiles: [] });
    if (!source.ok) throw new Error(tell(source.error).message);
    const batches = [...source.value.batches()];
    const rows = batches.flatMap((batch) => batch.rows);
    const sums: Record<string, bigint> = {};
    for (const { currency, amount } of rows) sums[currency] = (sums[currency] ?? 0n) + BigInt(amount);
    const days = rows.map(({ bookingDate }) => bookingDate).sort();
    expect(batches.flatMap((batch) => batch.problems)).toEqual([]);
    expect({
      transactions: rows.length, sumMinor: Object.fromEntries(Object.entries(sums).map(([code, sum]) => [code, String(sum)])), firstDate: days[0], lastDate: days.at(-1), pending: batches.flatMap((batch) => batch.pending).length,
    }).toEqual({ transactions: expected.transactions, sumMinor: expected.sumMinor, firstDate: expected.firstDate, lastDate: expected.lastDate, pending: expected.pending ?? 0 });
    expect([source.value.from, source.value.to]).toEqual([expected.firstDate, expected.lastDate]);
  });

  it.each(entries.filter(({ format }) => format === 'html-xls'))('$file is named for what it is', ({ file }) => {
    const source = identify(join(folder!, file), { userProfiles: [] });
    expect(source).toMatchObject({ ok: false, error: { code: 'file-binary' } });
  });
});
