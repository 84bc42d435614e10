/** One bundle of secrets in a file that only its owner may read; or the word that it lies in the keychain. */
import { closeSync, fstatSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failureIn, raise } from '../errors.ts';
import type { SecretBundle, SecretsKept } from '../values/keeping.ts';
import { safeFileName } from '../values/file-name.ts';
import { makePrivateFolder, removeLeftOver, replacePrivateFile, syncFolder } from './private-files.ts';

/** What is kept of one name. `version` grows with every writing, wherever that is: of two places the one with the larger is the newer. */
export interface Kept {
  readonly version: number;
  /** The secrets; absent in a file that says where in the keychain they lie. */
  readonly bundle?: SecretBundle;
  readonly account?: string;
}

/** Home -> the folder of its secrets. */
export const secretsFolder = (home: string): string => join(home, 'secrets');
/** Home and name -> the file. */
export const secretsFile = (home: string, name: string): string => join(secretsFolder(home), `${safeFileName(name)}.json`);

const FULL = ['ENOSPC', 'EDQUOT'];

/** File -> what is kept in it; undefined where there is none. Raises 'secrets-open' where others may read it (there are no such modes on Windows), 'secrets-damaged', 'secrets-unreachable'. */
export function readSecretsFile(path: string): Kept | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0) raise('secrets-open', { file: path });
    return keptFrom(readFileSync(file, 'utf8')) ?? raise('secrets-damaged', { file: path });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (failureIn(error)) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return raise('secrets-unreachable', { where: path, why: `${code ?? 'it cannot be read'}` });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Writes it whole or not at all, on the disk when it returns. Raises 'disk-full', 'secrets-unwritable'. */
export function writeSecretsFile(home: string, path: string, kept: Kept): void {
  try {
    makePrivateFolder(dirname(path));
    replacePrivateFile(path, `${JSON.stringify(kept)}\n`);
  } catch (error) {
    const { code = 'it cannot be written' } = error as NodeJS.ErrnoException;
    if (FULL.includes(code)) raise('disk-full', { home });
    raise('secrets-unwritable', { where: path, why: code });
  }
}

/** File -> the entry of the keychain that it points at; undefined for anything else, whatever it holds and whoever may read it: it is to be removed. */
export function accountIn(path: string): string | undefined {
  try {
    return keptFrom(readFileSync(path, 'utf8'))?.account;
  } catch {
    return undefined;
  }
}

/** Home -> every name of which a file is there, also what was left of writing one. Files that ft did not name are none. */
export function secretsFiles(home: string): readonly SecretsKept[] {
  const folder = secretsFolder(home);
  try {
    const found = readdirSync(folder).sort().flatMap((entry): [string, string][] => {
      const name = /^\.?([a-z0-9-]+)\.json(?:\.\d+)?$/.exec(entry)?.[1];
      return name !== undefined && safeFileName(name) === name ? [[name, join(folder, entry)]] : [];
    });
    return [...new Map(found)].map(([name, file]) => ({ name, file }));
  } catch {
    return [];
  }
}

/** Removes it, with what was left of writing it. Raises 'secrets-unwritable'. */
export function removeSecretsFile(path: string): void {
  try {
    removeLeftOver(dirname(path), path.slice(dirname(path).length + 1));
    rmSync(path, { force: true });
    syncFolder(dirname(path));
  } catch (error) {
    const { code = 'it cannot be removed' } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'ENOTDIR') raise('secrets-unwritable', { where: path, why: code });
  }
}

/** JSON text, of a file or of the keychain -> what is kept; undefined where it is something else. */
export function keptFrom(text: string): Kept | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { version, bundle, account } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (!Number.isSafeInteger(version)) return undefined;
  if (typeof account === 'string') return { version: version as number, account };
  if (typeof bundle !== 'object' || bundle === null) return undefined;
  const entries = Object.entries(bundle);
  return entries.every(([, secret]) => typeof secret === 'string') ? { version: version as number, bundle: Object.fromEntries(entries) } : undefined;
}
