/** Files of a schedule: written together or not at all, and taken away with the folders that were made for them. */
import { existsSync, mkdirSync, readFileSync, rmSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { raise } from '../../errors.ts';

export interface UnitFile { readonly path: string; readonly text: string }

/** Text of a file; undefined where it cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Folder -> the highest one above it, or itself, that is not there yet; undefined where it is. */
export function firstMissing(folder: string): string | undefined {
  let missing: string | undefined;
  for (let at = folder; !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing = at;
  return missing;
}

const MADE = /made the folder (".*?")(?=;| -->|$)/gm;

/** Note of a folder that has to be made, as text without "--" (an XML comment ends there) and without what ends the note itself. */
export const madeNote = (folder: string): string => `made the folder ${JSON.stringify(folder).replace(/[-;]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}`;

/** A text with such notes -> the folders. */
export function madeIn(text: string): readonly string[] {
  return [...text.matchAll(MADE)].flatMap(([, found]) => {
    try {
      return [String(JSON.parse(found!))];
    } catch {
      // Edited by hand: no folder is removed for it.
      return [];
    }
  });
}

/** Writes files -> a function that makes everything as it was. Raises 'schedule-refused' where the folder refuses, all as it was. */
export function writeUnits(files: readonly UnitFile[]): () => void {
  const before = files.map(({ path }) => [path, textOf(path)] as const);
  const missing = firstMissing(dirname(files[0]!.path));
  const made = missing === undefined ? [] : [missing];
  const undo = (): void => {
    for (const [path, text] of before) {
      if (text === undefined) rmSync(path, { force: true });
      else writeFileSync(path, text);
    }
    removeEmpty(dirname(files[0]!.path), made);
  };
  try {
    mkdirSync(dirname(files[0]!.path), { recursive: true });
    for (const { path, text } of files) writeFileSync(path, text);
  } catch (error) {
    undo();
    raise('schedule-refused', { program: dirname(files[0]!.path), says: `${error instanceof Error ? error.message : String(error)}.` });
  }
  return undo;
}

/** Removes files, and the folders that were made for them where nothing else is in them. True where one of the files was there. */
export function removeUnits(files: readonly string[], made: readonly string[]): boolean {
  const there = files.filter((path) => existsSync(path));
  for (const path of files) rmSync(path, { force: true });
  if (files[0] !== undefined) removeEmpty(dirname(files[0]), made);
  return there.length > 0;
}

/** Removes empty folders from `folder` upwards to the one of `made` that is itself or above it; none of them: none. */
function removeEmpty(folder: string, made: readonly string[]): void {
  const highest = made.find((one) => (`${folder}/`).startsWith(`${one}/`));
  if (highest === undefined) return;
  for (let at = folder; ; at = dirname(at)) {
    try {
      rmdirSync(at);
    } catch {
      // Something else is in it, or it is gone.
      return;
    }
    if (at === highest) return;
  }
}
