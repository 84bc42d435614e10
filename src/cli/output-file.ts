/** A file that is written whole or not at all: beside its place under another name, synced, then renamed. Only the owner may read it. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { raise } from '../errors.ts';

const WRITE_CHARACTERS = 1 << 16;
const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EPERM: 'not permitted', EROFS: 'the file system is read-only', ENOENT: 'its folder does not exist', ENOTDIR: 'a part of the path is a file',
  EISDIR: 'it is a folder', ENOSPC: 'the disk is full', EDQUOT: 'the disk quota is used up', ENAMETOOLONG: 'the path is too long',
};

/** Pieces of text -> the file (UTF-8); answers with its size in bytes. `replace`: also where there is one. Raises 'output-exists', 'output-unwritable'. */
export function writeOutput(path: string, pieces: Iterable<string>, replace: boolean): number {
  if (existsSync(path) && statSync(path).isDirectory()) raise('output-unwritable', { file: path, why: REASONS.EISDIR! });
  if (!replace && existsSync(path)) raise('output-exists', { file: path });
  const beside = `${path}.${process.pid}.part`;
  let file: number | undefined;
  try {
    file = openSync(beside, 'wx', 0o600);
    const bytes = writeAll(file, pieces);
    fsyncSync(file);
    closeSync(file);
    file = undefined;
    renameSync(beside, path);
    return bytes;
  } catch (error) {
    if (file !== undefined) closeSync(file);
    rmSync(beside, { force: true });
    const code = (error as { code?: unknown } | null)?.code;
    const why = typeof code === 'string' ? REASONS[code] : undefined;
    if (why === undefined) throw error;
    return raise('output-unwritable', { file: path, why });
  }
}

function writeAll(file: number, pieces: Iterable<string>): number {
  let bytes = 0;
  let waiting = '';
  const flush = (): void => {
    const data = Buffer.from(waiting);
    for (let at = 0; at < data.length;) at += writeSync(file, data, at);
    bytes += data.length;
    waiting = '';
  };
  for (const piece of pieces) {
    waiting += piece;
    if (waiting.length >= WRITE_CHARACTERS) flush();
  }
  flush();
  return bytes;
}
