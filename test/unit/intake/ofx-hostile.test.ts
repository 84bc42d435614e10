/** OFX files that no bank writes: each is a named failure within bounded time and memory, never a crash, a hang or a wrong row. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/errors.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { dayFrom } from '../../../src/values/day.ts';
import { failureOf, HEADER, inMemory, read, sourceOf, statement, transaction } from './ofx-file.ts';

/** A file of one text again and again, which is never held as a whole. */
function endless(start: string, again: string, megabytes: number): StatementFile {
  const piece = Buffer.from(again.repeat(Math.ceil(250_000 / again.length)));
  function* chunks(): Generator<Buffer, void, undefined> {
    yield Buffer.from(start);
    for (let written = 0; written < megabytes * 1e6; written += piece.length) yield piece;
  }
  return { name: 'endless.ofx', size: megabytes * 1e6, chunks };
}

const OPEN = `${HEADER}<OFX><STMTRS><CURDEF>USD<BANKTRANLIST>`;
const TOO_LONG = 'statement-hostile: a value of more than 1 MB';

describe('what is refused', () => {
  it.each([
    ['a value', '<STMTTRN><MEMO>', 'lorem ipsum ', TOO_LONG], ['blanks', '<STMTTRN>', ' ', TOO_LONG], ['a CDATA section', '<STMTTRN><MEMO><![CDATA[', 'x', TOO_LONG], ['a value of bare <', '<STMTTRN><MEMO>', '< ', TOO_LONG],
    ['a value with comments', '<STMTTRN><MEMO>', 'x<!---->', TOO_LONG], ['a tag name', '<', 'A', 'statement-hostile: a tag name of more than 100 characters'], ['attributes', '<STMTTRN ', 'a=1 ', 'statement-hostile: a tag of more than 10000 characters'],
    ['an instruction', '<?x ', 'a=1 ', 'statement-hostile: a tag of more than 10000 characters'], ['nesting', '', '<A>', 'statement-hostile: its elements are nested more than 60 deep'], ['a comment', '<!-- ', 'x ', 'statement-broken: it ends before its last tag, </OFX>'],
    ['nesting in what is passed over', '<SECLIST>', '<A>', 'statement-broken: it ends before its last tag, </OFX>'], ['text behind the end of a tag', '</X>', 'x', 'statement-broken: it ends before its last tag, </OFX>'],
  ])('%s that never ends', (what, start, again, why) => {
    const peak = process.memoryUsage().rss;
    const began = performance.now();
    expect(failureOf(endless(OPEN + start, again, what === 'a value' ? 200 : 20))).toBe(why);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - peak).toBeLessThan(150e6);
  }, 30_000);

  it.each(['<!DOCTYPE OFX [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>', '<!doctype ofx [ <!entity x SYSTEM "file:///etc/passwd"> ]>', '<!ENTITY a "b">', '<!ELEMENT OFX ANY>'])('%s', (declaration) => {
    expect(failureOf(statement(transaction({ NAME: '&b;' })).replace('<OFX>', `${declaration}<OFX>`))).toBe('statement-hostile: it declares entities or elements of its own');
  });

  it('NUL bytes, and nothing at all', () => {
    expect([failureOf(statement(transaction({ NAME: 'a\0b' }))), failureOf(''), failureOf('\ufeff')]).toEqual(['file-binary', 'file-empty', 'file-empty']);
  });
});

it('keeps control characters in values for the faces to make inert, and names of entities as they are', () => {
  expect(read(statement(transaction({ NAME: '\u001b[31mred &evil;' }))).rows[0]?.counterparty).toBe('\u001b[31mred &evil;');
});

const folder = new URL('../../../fixtures/statements/ofx/', import.meta.url).pathname;
const fixtures = readdirSync(folder).filter((name) => !name.endsWith('.json')).map((name) => readFileSync(join(folder, name)));
const TAGS = ['<STMTTRN>', '</STMTTRN>', '</BANKTRANLIST>', '<OFX>', '</OFX>', '<STMTRS>', '<!--', '-->', '<![CDATA[', ']]>', '<!DOCTYPE', '<', '>', '&#1;', '<TRNAMT>', '1e99', '\0\0', '\xff\xfe'].map((text) => Buffer.from(text, 'latin1'));

/** One change: what is put at a place instead of so many bytes there. */
const edit = fc.record({ at: fc.nat(1_000_000), drop: fc.oneof(fc.nat(3), fc.nat(400)), put: fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.constantFrom(...TAGS)), twice: fc.nat(300), end: fc.integer({ min: 0, max: 19 }) });
const mutated = fc.record({ of: fc.nat(fixtures.length - 1), edits: fc.array(edit, { minLength: 1, maxLength: 5 }) }).map(({ of, edits }) => edits.reduce((bytes, { at, drop, put, twice, end }) => {
  const place = at % (bytes.length + 1);
  if (end === 0) return bytes.subarray(0, place);
  return Buffer.concat([bytes.subarray(0, place), put, bytes.subarray(place, place + (end < 4 ? twice : 0)), bytes.subarray(place + drop)]);
}, fixtures[of]!));

describe('mutated files', () => {
  it('are read, or fail by a code of the catalogue; rows are whole amounts on days that exist', () => {
    expect(fixtures.length).toBeGreaterThanOrEqual(7);
    const codes = new Set<string>(failureCodes());
    const seen = { read: 0, failed: 0 };
    const fresh = Number(process.env['FT_SEED'] ?? Date.now() % 1_000_000);
    console.info(`ofx: FT_SEED=${fresh}`);
    for (const seed of [20_260_731, fresh]) {
      fc.assert(fc.property(mutated, fc.constantFrom(undefined, 'USD' as Currency), (bytes, currency) => {
        const source = sourceOf(inMemory(bytes, 777), currency ? { currency } : {});
        seen[source.ok ? 'read' : 'failed']++;
        if (!source.ok) expect(codes.has(source.error.code)).toBe(true);
        else for (const { rows, pending, problems } of source.value.batches()) {
          for (const { amount, bookingDate, line } of rows) expect([Number.isSafeInteger(amount), dayFrom(bookingDate), line > 0]).toEqual([true, bookingDate, true]);
          for (const { amount, bookingDate } of pending) expect([amount === undefined || Number.isSafeInteger(amount), bookingDate && dayFrom(bookingDate)]).toEqual([true, bookingDate]);
          for (const { reason, line } of problems) expect([reason.length > 0 && reason.length < 300, line > 0]).toEqual([true, true]);
        }
      }), { seed, numRuns: 600 });
    }
    expect(Math.min(seen.read, seen.failed)).toBeGreaterThan(50);
  });

  it('never hold fewer rows and problems than transactions, when one byte of a tag is changed', () => {
    const list = Array.from({ length: 4 }, (_, index) => transaction({ FITID: `${index}`, NAME: 'Kiosk' })).join('');
    const whole = statement(list);
    const from = whole.indexOf(list);
    for (let at = from; at < from + list.length; at++) {
      if (!/[<>/A-Z]/.test(whole[at]!)) continue;
      const source = sourceOf(`${whole.slice(0, at)}_${whole.slice(at + 1)}`);
      if (!source.ok) continue;
      const found = [...source.value.batches()].reduce((sum, { rows, problems }) => sum + rows.length + problems.length, 0);
      // two records that run into one are one problem
      expect([at, found >= 3, found === 4 || [...source.value.batches()].some(({ problems }) => problems.length > 0)]).toEqual([at, true, true]);
    }
  });
});
