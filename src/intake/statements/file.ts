/** The bytes of a statement file: read in chunks of flat memory, digested, and refused when they are no text. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type FailureOf, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { bomLength, type Encoding, EncodingEvidence } from '../encoding.ts';

const CHUNK = 256 * 1024;
const HEAD = 64 * 1024;
/** The rows of a file of so many bytes are held; a larger one is read again for them, so that memory stays flat. */
export const HELD_BYTES = 20_000_000;

/** A statement's bytes, wherever they lie: a file on disk, or a member of an archive. */
export interface StatementFile {
  /** As the person named it; a member of an archive as `archive.zip/name.csv`. */
  readonly name: string;
  readonly size: number;
  /** Chunks in order, from the beginning at each call; each is only good until the next is asked for. */
  chunks(): Generator<Buffer, void, undefined>;
}

/** What one look over all bytes tells. */
export interface FileFacts {
  /** Name of the file, for messages. */
  readonly file: string;
  readonly digest: string;
  readonly size: number;
  /** True when no line break stands at the end: the file may be cut. */
  readonly endsOpen: boolean;
  /** The encodings that may be meant, likeliest first. */
  readonly encodings: readonly Encoding[];
  readonly head: Buffer;
}
type FileFailure = FailureOf<'file-unreadable'> | FailureOf<'file-empty'> | FailureOf<'file-binary'>;

/** Path -> the file. Failure: unreadable (also a folder). */
export function fileOnDisk(path: string): Result<StatementFile, FileFailure> {
  try {
    const why = path === '' ? 'no file is named' : notAFile(path);
    if (why) return err(failure('file-unreadable', { file: path, why }));
    return ok({ name: path, size: statSync(path).size, chunks: () => chunksOf(path) });
  } catch (error) {
    return err(failure('file-unreadable', { file: path, why: reason(error, path) }));
  }
}

function* chunksOf(path: string): Generator<Buffer, void, undefined> {
  const handle = openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      const length = readSync(handle, buffer, 0, CHUNK, null);
      if (length === 0) return;
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(handle);
  }
}

/** The first bytes of a file, as many as are looked at to tell what it is. Failure: unreadable. */
export function headOf(file: StatementFile): Result<Buffer, FileFailure> {
  try {
    let head: Buffer = Buffer.alloc(0);
    for (const chunk of file.chunks()) {
      head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
      if (head.length >= HEAD) break;
    }
    return ok(head);
  } catch (error) {
    return err(failure('file-unreadable', { file: file.name, why: reason(error, file.name) }));
  }
}

/** Reads all bytes of a text once: digest and encoding. Failures: unreadable, empty, binary. */
export function lookOver({ name: file, chunks }: StatementFile): Result<FileFacts, FileFailure> {
  const hash = createHash('sha256');
  const evidence = new EncodingEvidence();
  let head: Buffer = Buffer.alloc(0);
  let size = 0;
  let tail: readonly number[] = [];
  try {
    for (const chunk of chunks()) {
      if (head.length < HEAD) head = Buffer.concat([head, chunk.subarray(0, HEAD - head.length)]);
      hash.update(chunk);
      evidence.add(chunk);
      size += chunk.length;
      tail = [...tail, ...chunk.subarray(-2)].slice(-2);
      if (evidence.nul) return err(failure('file-binary', { file, looksLike: 'binary data (it holds NUL bytes)' }));
    }
  } catch (error) {
    return err(failure('file-unreadable', { file, why: reason(error, file) }));
  }
  if (size === bomLength(head)) return err(failure('file-empty', { file }));
  return ok({ file, digest: hash.digest('hex'), size, endsOpen: !endsLine(tail), encodings: refine(evidence.decide(), chunks, head), head });
}

/** The last two bytes -> true for CR or LF, also as UTF-16 writes them. */
function endsLine(tail: readonly number[]): boolean {
  const last = tail.at(-1) === 0 ? tail[0] : tail.at(-1);
  return last === 10 || last === 13;
}

/** A euro sign at 0xA4 beside a number, and no byte below 0xA0, is ISO-8859-15. */
function refine(encodings: Encoding[], chunks: StatementFile['chunks'], head: Buffer): Encoding[] {
  if (encodings[0] !== 'iso-8859-1') return encodings;
  let euro = head.includes(0xa4);
  if (!euro) for (const chunk of chunks()) if ((euro = chunk.includes(0xa4))) break;
  return euro ? ['iso-8859-15', ...encodings.slice(1)] : encodings;
}

/** Asked before the file is opened: opening a pipe would wait for a writer. */
function notAFile(file: string): string | undefined {
  const stat = statSync(file);
  if (stat.isDirectory()) return `it is a folder; name the files in it, as in ${file.replace(/\/+$/, '')}/*.csv`;
  return stat.isFile() ? undefined : 'it is no regular file';
}

const REASONS: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'you are not allowed to read it', EPERM: 'you are not allowed to read it', EISDIR: 'it is a folder', ENOTDIR: 'a part of the path is no folder', ENAMETOOLONG: 'the name is too long', ELOOP: 'its links go round in a circle', EIO: 'the disk gave an error' };

/** Error of the file system -> why the path cannot be read, as a clause. Anything else is thrown on. */
export function reason(error: unknown, file: string): string {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) throw error;
  // A shell hands over a pattern that fits nothing as it was typed.
  if (code === 'ENOENT' && /[*?[\]]/.test(file)) return 'no file fits that pattern';
  return REASONS[code] ?? (code.startsWith('ERR_INVALID_ARG') ? 'the path is no valid name' : error.message);
}
