/** QIF files that are cut, endless or mutated: a named failure within bounds, never a wrong row. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import { readQif } from '../../../src/intake/statements/qif.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { changeWithin, mutator } from './mutations.ts';
import { textFile } from './read-statement.ts';

const read = (content: string | Buffer) => identify(textFile('a.qif', content), { userProfiles: [], currency: 'EUR' as Currency, dateOrder: 'dmy', decimal: '.' });
const codeOf = (content: string | Buffer): string | undefined => {
  const source = read(content);
  return source.ok ? undefined : source.error.code;
};
const RECORD = 'D31/01/2026\nT-1.00\nPShop\n^\n';

describe('half a file', () => {
  it('that ends inside a record is broken, or the record is told, wherever it was cut', () => {
    const text = `!Type:Bank\n${RECORD}${RECORD}`;
    const second = `!Type:Bank\n${RECORD}`.length;
    for (let end = second + 1; end < text.length - 2; end++) {
      const source = read(text.slice(0, end));
      const record = text.slice(second, end);
      if (!record.includes('\nT')) expect([end, source]).toMatchObject([end, { ok: false, error: { code: 'statement-broken', line: 6 } }]);
      else {
        if (!source.ok) throw new Error(`${end}: ${source.error.code}`);
        const batches = [...source.value.batches()];
        const isWhole = text[end - 1] === '\n' || /\nP./.test(record);
        expect([end, batches.flatMap(({ rows }) => rows).length, batches.flatMap(({ problems }) => problems).map(({ line }) => line)]).toEqual([end, isWhole ? 2 : 1, isWhole ? [] : [6]]);
      }
    }
  });

  it('only lists, or nothing at all: it holds no transactions', () => {
    expect([codeOf('!Type:Cat\nNFood\n^\n'), codeOf('!Type:Bank\n'), codeOf('!Type:Bank\n^\n^\n')]).toEqual(['file-has-no-rows', 'file-has-no-rows', 'file-has-no-rows']);
  });
});

describe('endless', () => {
  it('lines and records are refused', () => {
    expect(codeOf(`!Type:Bank\nP${'x'.repeat(1_100_000)}\n${RECORD}`)).toBe('statement-hostile');
    expect(codeOf(`!Type:Bank\n${'SFood\n$1.00\n'.repeat(100_000)}${RECORD}`)).toBe('statement-hostile');
  });

  it('two hundred megabytes in one line end soon', () => {
    const chunk = Buffer.alloc(262_144, 'x');
    let taken = 0;
    const file = { name: 'a.qif', size: 200e6, *chunks() { yield Buffer.from('!Type:Bank\nP'); for (let at = 0; at < 800; at++) { taken++; yield chunk; } } };
    expect(identify(file, { userProfiles: [], currency: 'EUR' as Currency })).toMatchObject({ ok: false, error: { code: 'statement-hostile', line: 2 } });
    // Once over all for its digest, then only until the line is too long.
    expect(taken).toBeLessThan(820);
  });

  it('NUL bytes are no text', () => expect(codeOf(`!Type:Bank\n${RECORD.replace('Shop', 'Sh\0op')}`)).toBe('file-binary'));
});

it('chunks of any size give the same rows', () => {
  const text = Buffer.from(`!Type:Bank\r\n${RECORD.replaceAll('\n', '\r\n').replace('Shop', 'Blåbær')}`.repeat(3));
  const rows = [1, 2, 3, 7, 64].map((chunk) => { const source = readQif(textFile('a.qif', text, chunk), { currency: 'EUR' as Currency }); return source.ok ? [...source.value.batches()].flatMap((batch) => batch.rows) : []; });
  expect(rows[0]).toHaveLength(3);
  for (const some of rows) expect(some).toEqual(rows[4]);
});

describe('mutated files', () => {
  const folder = new URL('../../../fixtures/statements/qif/', import.meta.url).pathname;
  const fixtures = readdirSync(folder).filter((name) => name.endsWith('.qif')).map((name) => readFileSync(join(folder, name)));
  const codes = new Set<string>(failureCodes());
  const change = changeWithin(10_000, 60);

  const mutated = mutator(fixtures);

  const check = (seed: number): void => {
    fc.assert(fc.property(fc.nat(fixtures.length - 1), fc.array(change, { minLength: 1, maxLength: 5 }), (which, changes) => {
      const source = identify(textFile('a.qif', changes.reduce(mutated, fixtures[which]!)), { userProfiles: [], currency: 'USD' as Currency });
      if (!source.ok) {
        expect(codes).toContain(source.error.code);
        return;
      }
      for (const batch of source.value.batches()) for (const row of batch.rows) {
        expect(Number.isSafeInteger(row.amount)).toBe(true);
        expect(dayFrom(row.bookingDate)).toBe(row.bookingDate);
        if (row.parts) expect(row.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(row.amount);
      }
    }), { seed, numRuns: 300 });
  };
  it('give rows that hold or a named failure', () => check(20_260_131));
  const fresh = Date.now() % 1_000_000_007;
  it(`and with the seed ${fresh}`, () => check(fresh));
});
