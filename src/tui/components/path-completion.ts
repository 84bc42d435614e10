/** Completing the path of a file that a person types: folders, and first of all what looks like a statement, the newest first. */
import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { foldedText } from '../../values/text.ts';

/** Endings of files that banks hand out, and of what they come packed in. */
const STATEMENT = /\.(?:csv|tsv|txt|xlsx?|xls[bm]|ods|ofx|qfx|qbo|qif|xml|camt|sta|mt9?4[02]|94[02]|swi|fin|json|journal|hledger|beancount|zip)$/i;
/** Files of which the time of change is looked up. */
const TIMED = 500;

/** A path as typed -> the path it means: "~" is the person's own folder, the rest is taken from the folder ft was started in. What a terminal writes for a file that is dropped on it is understood. */
export function pathMeant(typed: string, own = homedir()): string {
  const [first, ...others] = readings(typed).map((reading) => resolve(isOwn(reading) ? join(own, reading.slice(1)) : reading));
  return [first!, ...others].find((path) => existsSync(path)) ?? first!;
}

const isOwn = (path: string): boolean => path === '~' || path.startsWith('~/') || path.startsWith(`~${sep}`);

/** A whole path behind what stood there already is meant alone ("~/Downloads//home/kari/a.csv"). */
const alone = (typed: string): string => typed.replace(/^.*[/\\](?=["']?(?:~?\/|[A-Za-z]:\\))/, '');

/** A path as it stands, and else alone, out of its quotes, and with blanks that a backslash stood before. */
function readings(typed: string): readonly string[] {
  const last = alone(typed).trim();
  const unquoted = /^(["'])(.*)\1$/.exec(last)?.[2];
  return [typed, last, ...(unquoted === undefined ? [] : [unquoted]), ...(sep === '/' ? [last.replace(/\\(.)/g, '$1')] : [])];
}

/**
 * What is typed of a path -> whole paths that it may become, written as it was begun (with "~", or relative). Folders end in a slash.
 * Hidden ones are offered only once their dot is typed; case and accents count only where they tell two names apart.
 */
export function completedPaths(written: string, own = homedir()): readonly string[] {
  const typed = alone(written);
  if (typed === '~') return ['~/'];
  const at = Math.max(typed.lastIndexOf('/'), typed.lastIndexOf(sep)) + 1;
  const [folder, begun] = [typed.slice(0, at), typed.slice(at)];
  const entries = entriesOf(folder === '' ? '.' : pathMeant(folder, own)).filter(({ name }) => begun.startsWith('.') || !name.startsWith('.'));
  const exact = entries.filter(({ name }) => name.normalize('NFC').startsWith(begun.normalize('NFC')));
  const found = exact.length > 0 ? exact : entries.filter(({ name }) => foldedText(name).startsWith(foldedText(begun)));
  const [folders, files] = [found.filter(({ isFolder }) => isFolder), found.filter(({ isFolder }) => !isFolder)];
  const statements = files.filter(({ name }) => STATEMENT.test(name));
  // Where nothing else answers to it, any file does: what it is, is for the import to say.
  const offered = folders.length + statements.length > 0 ? statements : files;
  return [...newestFirst(offered), ...folders].map(({ name, isFolder }) => `${folder}${name}${isFolder ? '/' : ''}`);
}

interface Entry { readonly name: string; readonly path: string; readonly isFolder: boolean }

/** What lies in a folder, by name; nothing where it cannot be looked into. */
function entriesOf(folder: string): Entry[] {
  let found: Dirent[];
  try {
    found = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return found.map((entry): Entry => {
    const path = join(folder, entry.name);
    return { name: entry.name, path, isFolder: entry.isDirectory() || (entry.isSymbolicLink() && statSync(path, { throwIfNoEntry: false })?.isDirectory() === true) };
  }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function newestFirst(files: readonly Entry[]): readonly Entry[] {
  if (files.length > TIMED) return files;
  const changed = new Map(files.map(({ path }) => [path, changedAt(path)]));
  return files.toSorted((a, b) => changed.get(b.path)! - changed.get(a.path)!);
}

function changedAt(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
