/** Mutated exports: every outcome is rows with exact amounts and days that exist, or a named failure; and it ends. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import { dayFrom } from '../../../src/values/day.ts';

const folder = new URL('../../../fixtures/statements/rivals/', import.meta.url).pathname;
const files: readonly Buffer[] = readdirSync(folder).filter((name) => name.endsWith('.csv')).map((name) => readFileSync(folder + name));

const inMemory = (bytes: Buffer): StatementFile => ({ name: 'export.csv', size: bytes.length, *chunks() { for (let at = 0; at < bytes.length; at += 700) yield bytes.subarray(at, at + 700); } });

const mutation = fc.record({ kind: fc.constantFrom('flip', 'delete', 'twice', 'cut', 'nul', 'splice', 'digit', 'quote'), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.integer({ min: 1, max: 120 }), byte: fc.integer({ min: 0, max: 255 }) });

function mutated(bytes: Buffer, { kind, at, length, byte }: { kind: string; at: number; length: number; byte: number }, other: Buffer): Buffer {
  const place = Math.floor(at * bytes.length);
  const [head, rest] = [bytes.subarray(0, place), bytes.subarray(place)];
  switch (kind) {
    case 'flip': return Buffer.concat([head, Buffer.from([byte]), rest.subarray(1)]);
    case 'delete': return Buffer.concat([head, rest.subarray(length)]);
    case 'twice': return Buffer.concat([head, rest.subarray(0, length), rest]);
    case 'cut': return head;
    case 'nul': return Buffer.concat([head, Buffer.alloc(1), rest]);
    case 'digit': return Buffer.concat([head, Buffer.from('9'.repeat(length)), rest]);
    case 'quote': return Buffer.concat([head, Buffer.from('"'), rest]);
    default: return Buffer.concat([head, other.subarray(Math.floor(at * other.length)).subarray(0, length * 3), rest]);
  }
}

describe('a mutated export', () => {
  const fresh = Date.now() % 1_000_000;
  console.info(`rivals: fresh seed ${fresh}`);
  it.each([20261122, fresh])('gives exact rows or a named failure (seed %i)', (seed) => {
    const whole = fc.tuple(fc.nat({ max: files.length - 1 }), fc.nat({ max: files.length - 1 }), fc.array(mutation, { minLength: 1, maxLength: 4 }));
    fc.assert(fc.property(whole, ([index, other, mutations]) => {
      const bytes = mutations.reduce<Buffer>((now, one) => mutated(now, one, files[other]!), files[index]!);
      const source = identify(inMemory(bytes), { userProfiles: [], currency: 'EUR' as never });
      if (!source.ok) {
        expect(source.error.code).toMatch(/^[a-z-]+$/);
        return;
      }
      for (const { rows, problems, balances = [] } of source.value.batches()) {
        for (const { amount, bookingDate, parts } of rows) {
          expect(Number.isSafeInteger(amount) && dayFrom(bookingDate) !== undefined, `${amount} ${bookingDate}`).toBe(true);
          if (parts) expect(parts.reduce((sum, part) => sum + part.amount, 0)).toBe(amount);
        }
        for (const { amount, day } of balances) expect(Number.isSafeInteger(amount) && dayFrom(day) !== undefined).toBe(true);
        for (const { line, reason } of problems) expect(line > 0 && reason !== '').toBe(true);
      }
    }), { numRuns: 1_000, seed });
  });
});
