/** Stored formats: canonical payloads, and the fast encoder's twin. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Json, canonicalJson } from '../../../src/ledger/canonical-json.ts';
import { encodeRecorded } from '../../../src/ledger/events/encode-recorded.ts';
import { type NewEvent, encodePayload } from '../../../src/ledger/events/list.ts';
import { transactionRecordedV2 } from '../../../src/ledger/events/transaction.ts';

const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('KIWI "Oslo"\n', '\u001b[31m', 'Lønn \ud83c\udf55', ''));
const day = fc.constantFrom('2026-01-31', '2024-02-29', '1900-01-01');
const decision = fc.record({ by: text, category: fc.constantFrom('groceries', 'hytte'), confidence: fc.double({ min: 0, max: 1, noNaN: true }), step: fc.constantFrom('rule', 'model', 'own', 'none') }, { requiredKeys: ['category', 'confidence', 'step'] });
const recorded = fc.record({
  account: fc.constantFrom('a1b2c3d4'), amount: fc.maxSafeInteger(), currency: fc.constantFrom('NOK', 'JPY'), date: day, description: text, ordinal: fc.integer({ min: 1, max: 9 }), source: fc.constantFrom('csv', 'manual', 'camt'),
  bankCategory: text, batchReference: text, bankCodes: fc.array(text, { maxLength: 20 }), checkNumber: text, creditorReference: text, endToEndId: text, mandateId: text, mcc: fc.constantFrom('5411'),
  original: fc.record({ amount: fc.maxSafeInteger(), currency: fc.constantFrom('EUR', 'JPY'), rate: text }, { requiredKeys: ['amount', 'currency'] }),
  counterparty: text, counterpartyAccount: text, decision, line: fc.nat(), merchant: text, note: text, reference: text, statement: fc.constantFrom('st1'), type: text, valueDate: day,
}, { requiredKeys: ['account', 'amount', 'currency', 'date', 'description', 'ordinal', 'source'] });

describe('transaction.recorded.v2', () => {
  it('is encoded by its fast encoder as by its schema, canonically', () => {
    fc.assert(fc.property(recorded, (payload) => {
      const bySchema = JSON.stringify(transactionRecordedV2.parse(payload));
      expect(encodeRecorded(payload as never)).toBe(bySchema);
      expect(bySchema).toBe(canonicalJson(payload as unknown as Json));
    }));
  });

  it('is left to the schema to refuse when anything in it is wrong', () => {
    const wrong = fc.tuple(recorded, fc.constantFrom<[string, unknown]>(['amount', 1.5], ['amount', Number.NaN], ['amount', '1'], ['currency', 'XXX'], ['date', '2026-02-30'], ['ordinal', 0], ['source', ''],
      ['bankCodes', 'ofx:ATM'], ['bankCodes', [7]], ['original', { amount: 1.5, currency: 'EUR' }], ['original', { amount: 1, currency: 'EUR', fee: 1 }], ['mcc', 5411],
      ['account', ''], ['description', 7], ['note', 7], ['surprise', 1], ['decision', { category: 'a', confidence: 2, step: 'rule' }], ['decision', { category: 'a', confidence: 1, step: 'guess' }], ['valueDate', 'soon'], ['line', 1.5]));
    fc.assert(fc.property(wrong, ([payload, [member, value]]) => {
      const event = { type: 'transaction.recorded.v2', subject: 'x', payload: { ...payload, [member]: value } } as unknown as NewEvent;
      expect(() => encodePayload(event)).toThrow();
    }));
  });
});

describe('canonical JSON', () => {
  it('has equal text for equal values, whatever the order of their members', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const reversed = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(reversed as Json)).toBe(canonicalJson(value as Json));
      expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }));
  });
  it('refuses what JSON would turn into null', () => expect(() => canonicalJson(Number.NaN)).toThrow(RangeError));
});
