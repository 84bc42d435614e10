/** The bytes of a statement file: read in chunks of flat memory, digested, and refused when they are no text. */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type FailureOf, failure } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import { bomLength, type Encoding, EncodingEvidence } from '../encoding.ts';

const CHUNK = 256 * 1024;
const HEAD = 64 * 1024;

/** What one look over all bytes tells. */
export interface FileFacts {
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

/** Chunks of the file; each is only good until the next is asked for. */
export function* chunksOf(file: string): Generator<Buffer, void, undefined> {
  const handle = openSync(file, 'r');
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

/** Reads all bytes once: digest, encoding, kind. Failures: unreadable (also a folder), empty, binary. */
export function lookOver(file: string): Result<FileFacts, FileFailure> {
  const hash = createHash('sha256');
  const evidence = new EncodingEvidence();
  let head: Buffer = Buffer.alloc(0);
  let size = 0;
  let tail: readonly number[] = [];
  try {
    const why = file === '' ? 'no file is named' : notAFile(file);
    if (why) return err(failure('file-unreadable', { file, why }));
    for (const chunk of chunksOf(file)) {
      if (size === 0) {
        head = Buffer.from(chunk.subarray(0, HEAD));
        const looksLike = kindOf(head);
        if (looksLike) return err(failure('file-binary', { file, looksLike }));
      }
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
  return ok({ file, digest: hash.digest('hex'), size, endsOpen: !endsLine(tail), encodings: refine(evidence.decide(), file, head), head });
}

/** The last two bytes -> true for CR or LF, also as UTF-16 writes them. */
function endsLine(tail: readonly number[]): boolean {
  const last = tail.at(-1) === 0 ? tail[0] : tail.at(-1);
  return last === 10 || last === 13;
}

/** A euro sign at 0xA4 beside a number, and no byte below 0xA0, is ISO-8859-15. */
function refine(encodings: Encoding[], file: string, head: Buffer): Encoding[] {
  if (encodings[0] !== 'iso-8859-1') return encodings;
  let euro = head.includes(0xa4);
  if (!euro) for (const chunk of chunksOf(file)) if ((euro = chunk.includes(0xa4))) break;
  return euro ? ['iso-8859-15', ...encodings.slice(1)] : encodings;
}

/** Asked before the file is opened: opening a pipe would wait for a writer. */
function notAFile(file: string): string | undefined {
  const stat = statSync(file);
  if (stat.isDirectory()) return `it is a folder; name the files in it, as in ${file.replace(/\/+$/, '')}/*.csv`;
  return stat.isFile() ? undefined : 'it is no regular file';
}

const REASONS: Record<string, string> = { ENOENT: 'there is no such file', EACCES: 'you are not allowed to read it', EPERM: 'you are not allowed to read it', EISDIR: 'it is a folder', ENOTDIR: 'a part of the path is no folder', ENAMETOOLONG: 'the name is too long', ELOOP: 'its links go round in a circle', EIO: 'the disk gave an error' };

function reason(error: unknown, file: string): string {
  if (!(error instanceof Error)) throw error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) throw error;
  // A shell hands over a pattern that fits nothing as it was typed.
  if (code === 'ENOENT' && /[*?[\]]/.test(file)) return 'no file fits that pattern';
  return REASONS[code] ?? (code.startsWith('ERR_INVALID_ARG') ? 'the path is no valid name' : error.message);
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['fffe0000', 'UTF-32 text; save it as UTF-8'], ['0000feff', 'UTF-32 text; save it as UTF-8'],
  ['504b0304', 'a ZIP archive or an Excel workbook (.xlsx)'], ['504b0506', 'an empty ZIP archive'], ['25504446', 'a PDF document'], ['89504e47', 'a PNG picture'], ['ffd8ff', 'a JPEG picture'],
  ['47494638', 'a GIF picture'], ['d0cf11e0a1b11ae1', 'an old Excel workbook (.xls)'], ['1f8b', 'a gzip archive'], ['52617221', 'a RAR archive'], ['377abcaf271c', 'a 7-Zip archive'], ['7f454c46', 'a program'],
  ['4d5a9000', 'a program'], ['53514c69746520666f726d6174', 'an SQLite database'], ['09080600', 'an old Excel workbook (.xls)'], ['7b5c727466', 'a rich text document'],
];
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^<\?xml[^]*?<(?:\w+:)?Document[^>]*camt\.05/i, 'a CAMT statement (XML)'], [/^(?:<\?xml[^>]*\?>\s*)?(?:<\?OFX|<OFX>)|^OFXHEADER:/i, 'an OFX statement'],
  [/^<\?xml[^]*?(?:urn:schemas-microsoft-com:office:spreadsheet|<Workbook)/i, 'an Excel workbook saved as XML'], [/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|table|meta|body)/i, 'an HTML page (some banks name it .xls)'],
  [/^<\?xml|^<[a-z][\w:.-]*[\s>]/i, 'an XML file'], [/^!(?:Type|Account|Option):/i, 'a QIF file'], [/^(?:\{1:F01|:20:|:940:)/, 'an MT940 statement'], [/^\{\s*"|^\[\s*[{[]/, 'a JSON file'],
];

/** The kind of a file that is no table of text, from its first bytes; undefined for what may be one. */
function kindOf(head: Buffer): string | undefined {
  const hex = head.subarray(0, 16).toString('hex');
  for (const [magic, name] of MAGIC) if (hex.startsWith(magic)) return name;
  const start = head.subarray(bomLength(head), 4096).toString('latin1').replaceAll('\0', '').trimStart();
  for (const [pattern, name] of TEXTS) if (pattern.test(start)) return name;
  return undefined;
}
