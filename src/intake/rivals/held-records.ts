/** The records of an export, which is read several times: what it holds of marks, currencies and splits is known before its first row. */
import { type RecordChunk, recordsOf } from '../table/records.ts';
import type { RivalFile } from './rival-file.ts';

/** Records of a file of so many bytes are held; those of a larger one are parsed anew each time, so that memory stays flat. */
const HELD_BYTES = 8_000_000;

/** File -> its records, from the beginning at each call. Throws as `recordsOf` does. */
export function recordsAgain({ file, encoding, dialect }: RivalFile): () => Iterable<RecordChunk> {
  if (file.size > HELD_BYTES) return () => recordsOf(file, encoding, dialect);
  const held = [...recordsOf(file, encoding, dialect)];
  return () => held;
}
