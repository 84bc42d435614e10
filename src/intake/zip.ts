/** The members of a ZIP archive, within limits that are checked before anything is unpacked: its headers are never believed. */
import AdmZip from 'adm-zip';
import { type FailureOf, failure, raise } from '../errors.ts';
import { err, ok, type Result } from '../values/result.ts';

const MOST_MEMBERS = 1_000;
const MOST_BYTES = 256 * 1024 * 1024;
const MOST_BYTES_IN_ALL = 512 * 1024 * 1024;
/** Statements shrink to a tenth or a fiftieth; a bomb to a thousandth, the most that DEFLATE can. */
const MOST_SHRUNK = 200;
/** What is smaller than this may be shrunk as it likes. */
const SMALL = 1_000_000;
const LONGEST_NAME = 1_000;
/** Fixed part of the header that stands before each member. */
const LOCAL_HEADER = 30;

/** A file in an archive. */
export interface ZipMember {
  /** To be shown, never to be written to: no `..`, no root, no control characters. */
  readonly path: string;
  /** Unpacked size in bytes, within the limits. */
  readonly size: number;
  /** Unpacks it, anew at each call. Throws FailureError archive-unusable: cut, broken, or of another size than it says. */
  bytes(): Buffer;
}

/**
 * Bytes of an archive + its name -> its files in the archive's order, folders left out; nothing is unpacked yet.
 * Failure: archive-unusable (broken, encrypted, members that overlap, or more than the limits allow).
 */
export function openZip(bytes: Buffer, name: string): Result<ZipMember[], FailureOf<'archive-unusable'>> {
  const unusable = (why: string): Result<never, FailureOf<'archive-unusable'>> => err(failure('archive-unusable', { file: name, why }));
  let entries: AdmZip.IZipEntry[];
  try {
    // Without a decoder of its own the library would build every folder of a name of 65,535 letters.
    const zip = new AdmZip(bytes, { noSort: true, decoder: { efs: true, encode: (text) => Buffer.from(text), decode: nameFrom } });
    if (zip.getEntryCount() > MOST_MEMBERS) return unusable(`it holds more than ${MOST_MEMBERS} files`);
    entries = zip.getEntries();
  } catch (error) {
    return unusable(error instanceof NameTooLong ? 'it holds a file whose name is too long' : 'it is cut or broken');
  }
  const why = tooMuch(entries) ?? overlap(entries);
  return why === undefined ? ok(entries.filter((entry) => !entry.isDirectory).map((entry) => memberOf(entry, name))) : unusable(why);
}

/** Sizes are those the archive declares: unpacking stops where one of them proves too small. */
function tooMuch(entries: readonly AdmZip.IZipEntry[]): string | undefined {
  let all = 0;
  for (const { header } of entries) {
    if (header.encrypted) return 'it is protected with a password';
    if (!(header.size >= 0 && header.size <= MOST_BYTES)) return `it holds a file of more than ${MOST_BYTES / 1024 / 1024} MB`;
    all += header.size;
    if (all > MOST_BYTES_IN_ALL) return `it holds more than ${MOST_BYTES_IN_ALL / 1024 / 1024} MB`;
    if (header.size > SMALL && header.size > header.compressedSize * MOST_SHRUNK) return 'it unpacks to far more than a statement does, as a zip bomb would';
  }
  return undefined;
}

/** Members that share bytes make a bomb of a small file. */
function overlap(entries: readonly AdmZip.IZipEntry[]): string | undefined {
  let end = 0;
  for (const { header: { offset, compressedSize } } of [...entries].sort((a, b) => a.header.offset - b.header.offset)) {
    if (offset < end) return 'its files overlap, as in a zip bomb';
    end = offset + LOCAL_HEADER + compressedSize;
  }
  return undefined;
}

function memberOf(entry: AdmZip.IZipEntry, archive: string): ZipMember {
  const { size } = entry.header;
  const path = harmless(entry.entryName);
  const bytes = (): Buffer => {
    let unpacked: Buffer;
    try {
      // The library stops at the declared size and compares the checksum.
      unpacked = entry.getData();
    } catch {
      raise('archive-unusable', { file: archive, why: `${path} in it is broken` });
    }
    return unpacked.length === size ? unpacked : raise('archive-unusable', { file: archive, why: `${path} in it is of another size than it says` });
  };
  return { path, size, bytes };
}

/** A member's name -> the same as a relative path, safe to show. */
function harmless(name: string): string {
  const steps = name.replaceAll('\\', '/').replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\u00b7').replace(/^[A-Za-z]:/, '').split('/');
  return steps.filter((step) => step !== '' && step !== '.' && step !== '..').join('/') || 'unnamed';
}

class NameTooLong extends Error {}

function nameFrom(bytes: Buffer): string {
  if (bytes.length > LONGEST_NAME) throw new NameTooLong();
  return bytes.toString('utf8');
}
