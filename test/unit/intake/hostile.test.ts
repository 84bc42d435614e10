/** Any bytes at all: a result in bounded time, never a throw, and every record accounted for. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import { fileOf, statementIn } from './write-statement.ts';
import { builtIn } from '../../../src/intake/profiles/built-in.ts';

const folder = new URL('../../../fixtures/statements/', import.meta.url).pathname;
const fixtures = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.endsWith('.json')).map(({ name }) => name).map((name) => readFileSync(join(folder, name)));
const seeds = [...fixtures, ...builtIn.filter((_, index) => index % 9 === 0).map((profile) => Buffer.from(statementIn(profile)))];

const mutation = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), bytes: fc.uint8Array({ maxLength: 6 }), drop: fc.integer({ min: 0, max: 40 }), special: fc.constantFrom('', '"', ';', '\n', '\r', ',', '\u2212', '\ufffd', "'", '\t', '=', '9'.repeat(30)) });
const mutated = fc.tuple(fc.constantFrom(...seeds), fc.array(mutation, { minLength: 1, maxLength: 5 })).map(([seed, changes]) => changes.reduce((bytes, { at, bytes: put, drop, special }) => {
  const index = Math.floor(at * bytes.length);
  return Buffer.concat([bytes.subarray(0, index), put, Buffer.from(special), bytes.subarray(index + drop)]);
}, seed));

it('turns any bytes into a source or a named failure', () => {
  fc.assert(fc.property(fc.oneof({ weight: 5, arbitrary: mutated }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) }), (bytes) => {
    const source = identify(fileOf(bytes), { userProfiles: [] });
    if (!source.ok) return void expect(source.error.code).toMatch(/^[a-z-]+$/);
    let known = 0;
    for (const { rows, problems, pending, ignored } of source.value.batches()) {
      known += rows.length + problems.length + pending.length + ignored;
      for (const { amount, bookingDate, line } of rows) expect([Number.isSafeInteger(amount), bookingDate.length, line > 0]).toEqual([true, 10, true]);
    }
    // blank records are the only ones that are not told
    expect(known).toBeLessThanOrEqual(source.value.records);
  }), { numRuns: 600 });
}, 60_000);
