/** Statement files with bytes changed, for the readers that must survive them. */
import fc from 'fast-check';

export interface Change { readonly how: string; readonly at: number; readonly length: number; readonly byte: number; readonly from: number }

/** One change of a file: anywhere up to `reach`, of up to `longest` bytes. */
export const changeWithin = (reach: number, longest: number): fc.Arbitrary<Change> =>
  fc.record({ how: fc.constantFrom('flip', 'delete', 'double', 'cut', 'nul', 'splice'), at: fc.nat(reach), length: fc.integer({ min: 1, max: longest }), byte: fc.nat(255), from: fc.nat(reach) });

/** Bytes and a change -> the bytes changed; a splice takes its bytes from one of the others. */
export const mutator = (others: readonly Buffer[]) => (bytes: Buffer, { how, at, length, byte, from }: Change): Buffer => {
  const start = at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, start), bytes.subarray(start)];
  if (how === 'flip') return Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]);
  if (how === 'delete') return Buffer.concat([before, after.subarray(length)]);
  if (how === 'double') return Buffer.concat([before, after.subarray(0, length), after]);
  if (how === 'cut') return Buffer.from(before);
  if (how === 'nul') return Buffer.concat([before, Buffer.alloc(1), after]);
  const other = others[from % others.length]!;
  return Buffer.concat([before, other.subarray(from % other.length, (from % other.length) + length), after]);
};
