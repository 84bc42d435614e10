/** What a person names to `ft import` -> the statement files in it: the file itself, those of a folder, those of a zip archive. */
import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Failure, FailureError, failure, failureIn, raise } from '../errors.ts';
import { err, ok, type Result } from '../values/result.ts';
import { fileOnDisk, headOf, reason, type StatementFile } from './statements/file.ts';
import { kindOf } from './statements/kind.ts';
import { Archives, isHidden } from './walk/archive.ts';

/** Folders below the one that was named. */
const DEEPEST = 8;
/** Files in one operand. */
const MOST_FILES = 10_000;
/** Bytes in an archive and those inside it, unpacked: each of a thousand may be within its own limit. */
const MOST_UNPACKED = 1024 * 1024 * 1024;

/** A file that is no statement, and why, as a clause. */
export interface Skipped { readonly file: string; readonly why: string }

/** `archive`: of a folder, in which the file lies. */
interface Place { readonly archive?: string | undefined }
/** A statement file, or one that could not be opened. */
export type Found = Place & ({ readonly file: StatementFile } | { readonly name: string; readonly failure: Failure });

export interface Walked {
  readonly operand: string;
  /** `file`: the person named it. In a folder or an archive stands also what is no statement. */
  readonly from: 'file' | 'folder' | 'archive';
  /** By path, numbers in names in their natural order. */
  readonly found: readonly Found[];
  readonly skipped: readonly (Skipped & Place)[];
}

// Made at the first folder: a collator costs a millisecond.
let collator: Intl.Collator | undefined;
const byName = (a: string, b: string): number => (collator ??= new Intl.Collator('en', { numeric: true })).compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** Operand -> the files in it; nothing is read but their first bytes. Failures: file-unreadable (also more than 10,000 files), archive-unusable. */
export function walk(operand: string, archives: Archives): Result<Walked, Failure> {
  const walker = new Walker(operand, archives);
  try {
    const from = isFolder(operand) ? walker.folder(operand, 0) : walker.named();
    return ok({ operand, from, found: walker.found, skipped: walker.skipped });
  } catch (error) {
    const expected = failureIn(error);
    if (expected) return err(expected);
    throw error;
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    // Why it cannot be looked at is told where it is opened.
    return false;
  }
}

class Walker {
  readonly found: Found[] = [];
  readonly skipped: (Skipped & Place)[] = [];
  /** The archive of a folder that is looked into. */
  #archiveName: string | undefined;
  /** Bytes of its files, also of those in archives inside it. */
  #unpacked = 0;
  readonly #archives: Archives;

  constructor(private readonly operand: string, archives: Archives) { this.#archives = archives; }

  /** What was named is a file. */
  named(): 'file' | 'archive' {
    const opened = fileOnDisk(this.operand);
    if (!opened.ok) throw new FailureError(opened.error);
    const head = headOf(opened.value);
    if (!head.ok) throw new FailureError(head.error);
    const inside = kindOf(head.value).is === 'zip' ? this.#archives.filesIn(opened.value) : undefined;
    if (inside && !inside.ok) throw new FailureError(inside.error);
    if (inside?.value === undefined) {
      this.found.push({ file: opened.value });
      return 'file';
    }
    for (const member of sorted(inside.value)) this.#file(member, 1);
    return 'archive';
  }

  /** Takes what is in a folder. The one that was named must be readable; others are told. */
  folder(path: string, depth: number): 'folder' {
    let entries: Dirent[];
    try {
      entries = readdirSync(path, { withFileTypes: true });
    } catch (error) {
      const why = reason(error, path);
      if (depth === 0) raise('file-unreadable', { file: path, why });
      this.#skip(path, why);
      return 'folder';
    }
    for (const entry of entries.filter(({ name }) => !isHidden(name)).sort((a, b) => byName(a.name, b.name))) this.#entry(join(path, entry.name), entry, depth);
    return 'folder';
  }

  #entry(path: string, entry: Dirent, depth: number): void {
    // A link to a folder may lead back to where one came from.
    if (entry.isSymbolicLink() && isFolder(path)) this.#skip(path, 'it is a link to a folder');
    else if (entry.isDirectory()) {
      if (depth < DEEPEST) this.folder(path, depth + 1);
      else this.#skip(path, `it lies more than ${DEEPEST} folders deep`);
    } else if (!entry.isFile() && !entry.isSymbolicLink()) this.#skip(path, 'it is no regular file');
    else {
      const opened = fileOnDisk(path);
      if (opened.ok) this.#file(opened.value, 0);
      else this.#add({ name: path, failure: opened.error });
    }
  }

  /** A file of a folder or an archive; `within`: how many archives it lies in. */
  #file(file: StatementFile, within: number): void {
    try {
      const head = headOf(file);
      if (!head.ok) return this.#add({ name: file.name, failure: head.error });
      const kind = kindOf(head.value);
      if (kind.is === 'other') return this.#skip(file.name, `it looks like ${kind.looksLike}`);
      if (kind.is === 'zip') return this.#archive(file, within);
      this.#add({ file });
    } catch (error) {
      const expected = failureIn(error);
      if (!expected) throw error;
      this.#add({ name: file.name, failure: expected });
    }
  }

  #archive(file: StatementFile, within: number): void {
    const inside = this.#archives.filesIn(file);
    if (!inside.ok) return this.#add({ name: file.name, failure: inside.error });
    if (inside.value === undefined) return this.#add({ file });
    if (within >= 2) return this.#skip(file.name, 'it is an archive in an archive in an archive');
    if (inside.value.length === 0) return this.#skip(file.name, 'there is no statement in it');
    if (within === 0) {
      this.#archiveName = file.name;
      this.#unpacked = 0;
    }
    this.#unpacked += inside.value.reduce((sum, { size }) => sum + size, 0);
    if (this.#unpacked > MOST_UNPACKED) return this.#add({ name: file.name, failure: failure('archive-unusable', { file: file.name, why: `with the others beside it, it unpacks to more than ${MOST_UNPACKED / 1024 / 1024} MB` }) });
    for (const member of sorted(inside.value)) this.#file(member, within + 1);
    if (within === 0) this.#archiveName = undefined;
  }

  #add(found: Found): void {
    this.found.push(this.#archiveName === undefined ? found : { ...found, archive: this.#archiveName });
    this.#count();
  }

  #skip(file: string, why: string): void {
    this.skipped.push(this.#archiveName === undefined ? { file, why } : { file, why, archive: this.#archiveName });
    this.#count();
  }

  #count(): void {
    if (this.found.length + this.skipped.length > MOST_FILES) raise('file-unreadable', { file: this.operand, why: `there are more than ${MOST_FILES} files in it; name the folder of the statements` });
  }
}

const sorted = (files: readonly StatementFile[]): StatementFile[] => [...files].sort((a, b) => byName(a.name, b.name));
