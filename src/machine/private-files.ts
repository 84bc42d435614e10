/** Files that only their owner may read, and that are whole or not there: whatever ends the process, whatever cuts the power. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Makes a folder, and those above it, for the owner only; no failure where it is there. One by one: Node's own recursive mkdir never returns under /proc. */
export function makePrivateFolder(folder: string): void {
  if (existsSync(folder)) return;
  makePrivateFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another ft may have been faster.
    if (!existsSync(folder)) throw error;
  }
  syncFolder(dirname(folder));
}

/** What was made, renamed or removed in a folder is on the disk when it returns; on Windows, and where folders cannot be synced, it may come later. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  let file: number | undefined;
  try {
    file = openSync(folder, 'r');
    fsyncSync(file);
  } catch {
    // Some network file systems know no such thing.
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** What was written into a file is on the disk when it returns. Throws what the disk says. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a new file for the owner only, on the disk when it returns unless `isAwaited` is false: then a power cut may take it. Throws what the disk says; a part
 * of it may then be there.
 */
export function writePrivateFile(path: string, content: string | Uint8Array, flag: 'wx' | 'w' = 'wx', isAwaited = true): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const file = openSync(path, flag, 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    if (isAwaited) fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Puts content in the place of a file, in one step: whoever reads finds the old or the new. It is on the disk when it returns. Throws what the disk says, and
 * the old one stands.
 */
export function replacePrivateFile(path: string, content: string | Uint8Array): void {
  const folder = dirname(path);
  const fresh = join(folder, `.${basename(path)}.${process.pid}`);
  removeLeftOver(folder, basename(path));
  try {
    writePrivateFile(fresh, content, 'w');
    renameSync(fresh, path);
  } catch (error) {
    rmSync(fresh, { force: true });
    throw error;
  }
  syncFolder(folder);
}

/** Removes what a process that was ended in the middle left of a file that it wrote. */
export function removeLeftOver(folder: string, name: string): void {
  for (const entry of readdirSync(folder)) {
    const pid = entry.startsWith(`.${name}.`) ? Number(entry.slice(name.length + 2)) : Number.NaN;
    if (Number.isSafeInteger(pid) && pid > 0 && !isRunning(pid)) rmSync(join(folder, entry), { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
