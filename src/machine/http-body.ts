/** The body of an answer: unpacked as it comes, counted as it grows, and never taken when its end is missing. */
import type { IncomingMessage } from 'node:http';
import { Readable, type Transform, pipeline } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { FailureError, failure } from '../errors.ts';
import { cut, unreachable } from './http-failures.ts';

const MEGABYTE = 1024 * 1024;

/** Deflate is sent with zlib's header (RFC 9110, 8.4.1.2) or, by some servers, without: the low half of its first byte is then no 8. */
const inflater = (first: number): Transform => ((first & 0x0f) === 8 ? createInflate() : createInflateRaw());

/** Content-Encoding and the first byte -> what unpacks it; undefined where nothing needs to be, null for a packing that is not known. */
function unpacker(coding: string, first: number): Transform | undefined | null {
  if (coding === '' || coding === 'identity') return undefined;
  if (coding === 'gzip' || coding === 'x-gzip') return createGunzip();
  if (coding === 'deflate') return inflater(first);
  return coding === 'br' ? createBrotliDecompress() : null;
}

/** Chunks -> one array. Raises 'bank-answer-too-large' as soon as they are more than `limit` bytes: what is packed is not unpacked to its end. */
async function gathered(chunks: AsyncIterable<Uint8Array>, limit: number, host: string): Promise<Uint8Array> {
  const kept: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new FailureError(failure('bank-answer-too-large', { host, limit: Math.ceil(limit / MEGABYTE) }));
    kept.push(chunk);
  }
  return Buffer.concat(kept, length);
}

/** The chunk that was taken already, then the rest. */
async function* whole(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/**
 * Answer -> its body, unpacked; at most `limit` bytes, packed or not. Raises 'bank-answer-cut' where the connection or the packing ends early,
 * 'bank-answer-too-large', 'bank-unreachable' for a packing that was not asked for.
 */
export async function bodyOf(response: IncomingMessage, limit: number, host: string): Promise<Uint8Array> {
  try {
    const chunks = (response as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
    const { value: first, done } = await chunks.next();
    const unpack = done ? undefined : unpacker((response.headers['content-encoding'] ?? '').trim().toLowerCase(), first[0]!);
    if (unpack === null) throw unreachable(host, 'its answer is packed in a way that was not asked for');
    const all = done ? Readable.from([]) : whole(first, chunks);
    const body = await gathered(unpack ? pipeline(Readable.from(all), unpack, () => undefined) : all, limit, host);
    if (!response.complete) throw cut(host);
    return body;
  } catch (error) {
    response.destroy();
    throw error instanceof FailureError ? error : cut(host);
  }
}
