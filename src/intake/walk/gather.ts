/** The operands of `ft import` -> sources, failures and what was passed over. */
import { type Failure, failure, raise } from '../../errors.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { StatementSource } from '../rows.ts';
import type { StatementFile } from '../statements/file.ts';
import { type Found, type Skipped, walk, type Walked } from '../walk.ts';
import { Archives } from './archive.ts';
import { whyNoStatement } from './no-statement.ts';

/** Sources of so many bytes are held as they were read; those that come after are read again when their rows are wanted. */
const HELD_BYTES = 64_000_000;

export interface Gathered {
  readonly files: readonly { readonly file: string; readonly source: Result<StatementSource, Failure> }[];
  /** Files of folders and archives that are no statements. */
  readonly skipped: readonly Skipped[];
}

export interface Gathering {
  /** Identifies a file. */
  readonly read: (file: StatementFile) => Result<StatementSource, Failure>;
  /** Asked for a statement that could not be identified: another try, or the failure as it is. */
  readonly settle: (file: StatementFile, failure: Failure) => Promise<Result<StatementSource, Failure>>;
  readonly progress: (done: number, total: number) => void;
}

/** Operands (files, folders, zip archives) -> each statement in them by its path, in order. A folder or archive without any is a failure of its own. */
export async function gather(operands: readonly string[], { read, settle, progress }: Gathering): Promise<Gathered> {
  const archives = new Archives();
  const looked = operands.map((operand) => ({ operand, walked: walk(operand, archives) }));
  const total = looked.reduce((sum, { walked }) => sum + (walked.ok ? walked.value.found.length : 1), 0);
  const files: { file: string; source: Result<StatementSource, Failure> }[] = [];
  const skipped: Skipped[] = [];
  let done = 0;
  let held = 0;
  for (const { operand, walked } of looked) {
    if (!walked.ok) {
      files.push({ file: operand, source: walked });
      done++;
      continue;
    }
    const before = files.length;
    const passed = [...walked.value.skipped];
    const used = new Set<string | undefined>([undefined]);
    for (const found of walked.value.found) {
      progress(done++, total);
      const source = await sourceOf(found, walked.value);
      if ('why' in source) passed.push({ ...source, archive: found.archive });
      else {
        files.push({ file: nameOf(found), source });
        used.add(found.archive);
      }
    }
    // Of an archive of pictures one word is enough.
    const unused = new Set(passed.map(({ archive }) => archive).filter((archive) => !used.has(archive)));
    for (const archive of unused) skipped.push({ file: archive!, why: 'there is no statement in it' });
    for (const { file, why, archive } of passed) if (!unused.has(archive)) skipped.push({ file, why });
    if (files.length === before) files.push({ file: operand, source: err(nothingIn(walked.value)) });
  }
  return { files, skipped };

  async function sourceOf(found: Found, { from }: Walked): Promise<Result<StatementSource, Failure> | Skipped> {
    if ('failure' in found) return err(found.failure);
    const { file } = found;
    const source = read(file);
    if (source.ok) {
      held += file.size;
      return held > HELD_BYTES ? ok(readAgain(source.value, () => read(file))) : source;
    }
    const why = from === 'file' ? undefined : whyNoStatement(file, source.error);
    return why === undefined ? settle(file, source.error) : { file: file.name, why };
  }
}

const nameOf = (found: Found): string => ('file' in found ? found.file.name : found.name);

const nothingIn = ({ operand, from }: Walked): Failure =>
  (from === 'archive' ? failure('archive-unusable', { file: operand, why: 'there is no statement in it' }) : failure('folder-without-statements', { folder: operand }));

/** The same source without what it holds in memory. */
function readAgain(source: StatementSource, read: () => Result<StatementSource, Failure>): StatementSource {
  return {
    ...source,
    *batches() {
      const again = read();
      if (!again.ok || again.value.digest !== source.digest) raise('file-unreadable', { file: source.file, why: 'it was changed while it was read' });
      else yield* again.value.batches();
    },
  };
}
