/** The files in a zip archive as statement files. An archive may be larger than the memory for all of them: only what was used last is held. */
import { type FailureOf, failure, FailureError } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { StatementFile } from '../statements/file.ts';
import { openZip, type ZipMember } from '../zip.ts';

/** An archive is held whole while its files are read. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Holds the values made last and makes the others anew. */
class Shelf<V> {
  readonly #held = new Map<string, V>();
  constructor(private readonly most: number) {}

  take(key: string, make: () => V): V {
    const value = this.#held.get(key) ?? make();
    this.#held.delete(key);
    this.#held.set(key, value);
    for (const oldest of this.#held.keys()) {
      if (this.#held.size <= this.most) break;
      this.#held.delete(oldest);
    }
    return value;
  }
}

/** Opens archives; their files stay readable for as long as the archive lies where it was. */
export class Archives {
  // An archive and the one inside it.
  readonly #opened = new Shelf<Result<ZipMember[], FailureOf<'archive-unusable'>>>(2);
  readonly #unpacked = new Shelf<Buffer>(1);

  /** The files in an archive, hidden ones and system files left out; undefined when it is one document, as a workbook is. Failure: archive-unusable. */
  filesIn(archive: StatementFile): Result<StatementFile[] | undefined, FailureOf<'archive-unusable'>> {
    const members = this.#open(archive);
    if (!members.ok) return /\.(?:xls[xmb]|ods)$/i.test(archive.name) ? ok(undefined) : members;
    if (members.value.some(({ path }) => DOCUMENT.has(path))) return ok(undefined);
    return ok(members.value.flatMap(({ path, size }, at) => (path.split('/').some(isHidden) ? [] : [this.#member(archive, path, size, at)])));
  }

  #member(archive: StatementFile, path: string, size: number, at: number): StatementFile {
    const name = `${archive.name}/${path}`;
    const unpack = (): Buffer => {
      const members = this.#open(archive);
      if (!members.ok) throw new FailureError(members.error);
      const member = members.value[at];
      if (member?.path !== path) throw new FailureError(failure('archive-unusable', { file: archive.name, why: 'it was changed while it was read' }));
      return member.bytes();
    };
    // Two members may have one name.
    const key = `${name}\u0000${at}`;
    const bytes = (): Buffer => this.#unpacked.take(key, unpack);
    return { name, size, *chunks() { yield* chunksOf(bytes()); } };
  }

  #open(archive: StatementFile): Result<ZipMember[], FailureOf<'archive-unusable'>> {
    return this.#opened.take(archive.name, () => {
      if (archive.size > MOST_BYTES) return err(failure('archive-unusable', { file: archive.name, why: `it is larger than ${MOST_BYTES / 1024 / 1024} MB` }));
      const chunks: Buffer[] = [];
      for (const chunk of archive.chunks()) chunks.push(Buffer.from(chunk));
      return openZip(Buffer.concat(chunks), archive.name);
    });
  }
}

/** What stands in a zip that is one document: of Office (OPC), of OpenDocument. */
const DOCUMENT: ReadonlySet<string> = new Set(['[Content_Types].xml', 'META-INF/manifest.xml']);

const CHUNK = 256 * 1024;
function* chunksOf(bytes: Buffer): Generator<Buffer, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** True for names that a person does not see and no bank writes: dot files, and what macOS and Windows leave in folders. */
export const isHidden = (name: string): boolean => name.startsWith('.') || ['__MACOSX', 'Thumbs.db', 'desktop.ini'].includes(name);
