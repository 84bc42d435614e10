/** Reads every statement of the folder named by FT_STATEMENT_CORPUS and compares with its INDEX.json. Only QIF needs a word: it never says its currency. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tell } from '../../src/errors.ts';
import { identify } from '../../src/intake/identify.ts';
import type { Currency } from '../../src/values/currency.ts';

interface Expected { transactions: number; sumMinor?: Record<string, string>; firstDate?: string; lastDate?: string; firstEntryDate?: string; lastEntryDate?: string; pending?: number }
interface Entry { file: string; format: string; expected: Expected }

const folder = process.env['FT_STATEMENT_CORPUS'];
const index = folder === undefined ? undefined : join(folder, 'INDEX.json');
const entries: Entry[] = index && existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as Entry[]) : [];

describe('statement corpus', () => {
  it.runIf(folder !== undefined)('has an index with statements in it', () => expect(entries.length).toBeGreaterThan(0));
  if (folder === undefined) console.info('FT_STATEMENT_CORPUS names no folder with an INDEX.json: the corpus is not read.');

  it.each(entries)('$file', ({ file, format, expected }) => {
    const isQif = format === 'qif';
    const source = identify(join(folder!, file), { userProfiles: [], ...(isQif || file.endsWith('us-empty-tags.ofx') ? { currency: 'USD' as Currency } : {}) });
    if (!source.ok) throw new Error(tell(source.error).message);
    const batches = [...source.value.batches()];
    const rows = batches.flatMap((batch) => batch.rows);
    const sums: Record<string, bigint> = {};
    for (const { currency, amount } of rows) sums[currency] = (sums[currency] ?? 0n) + BigInt(amount);
    const days = rows.map(({ bookingDate }) => bookingDate).sort();
    expect(batches.flatMap((batch) => batch.problems)).toEqual([]);
    expect([rows.length, batches.flatMap((batch) => batch.pending).length]).toEqual([expected.transactions, expected.pending ?? 0]);
    // An index that leaves the rounding or the currency to the reader has no sum, or one of an unknown currency.
    const said = Object.fromEntries(Object.entries(sums).map(([code, sum]) => [isQif ? 'unknown' : code, String(sum)]));
    if (expected.sumMinor) expect(said).toEqual(expected.sumMinor);
    const [from, to] = [expected.firstEntryDate ?? expected.firstDate, expected.lastEntryDate ?? expected.lastDate];
    if (from && to) expect([days[0], days.at(-1), source.value.from, source.value.to]).toEqual([from, to, from, to]);
  });
});
