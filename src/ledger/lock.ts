/** A lock between processes that ends with the process that holds it, however that ends: SQLite's own on an empty file, so that none can be left behind. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { raise } from '../errors.ts';
import { safeFileName } from '../values/file-name.ts';
import { makeFolder, named, nativeBinding } from './database.ts';

/**
 * Takes the lock of a home and name without waiting. Gives back what releases it; undefined where another process, or this one, holds it.
 * Fails by 'home-unwritable', 'disk-full'.
 */
export function tryLock(home: string, name: string): (() => void) | undefined {
  const folder = join(home, 'bank');
  const path = join(folder, `${safeFileName(name)}.lock`);
  return named(home, () => {
    makeFolder(folder);
    const database = new Sqlite(path, { timeout: 0, nativeBinding: nativeBinding() });
    try {
      chmodSync(path, 0o600);
      database.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      database.close();
      const { code = '' } = error as { code?: string };
      if (code.startsWith('SQLITE_BUSY')) return undefined;
      if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) raise('home-unwritable', { home, why: `${path} is not what ft left there; remove it` });
      throw error;
    }
    // Closing rolls back: nothing was written.
    return () => { database.close(); };
  });
}
