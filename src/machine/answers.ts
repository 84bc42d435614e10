/**
 * The raw answers of banks: a folder for each fetch of one account, stored before anything is read, complete when its last file is there. The disk is waited for
 * when an answer is complete: for its bodies, then for the last file and the names above it. What a power cut takes before leaves an answer that is not whole, and
 * the bank is asked again.
 */
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { raise } from '../errors.ts';
import type { Random, WallClock } from '../values/ambient.ts';
import type { Answers, KeptFetch, KeptPage } from '../values/keeping.ts';
import { safeFileName } from '../values/file-name.ts';
import { makePrivateFolder, syncFile, syncFolder, writePrivateFile } from './private-files.ts';

export interface AnswersFacts { readonly home: string; readonly now: WallClock; readonly random: Random }
type Facts = Readonly<Record<string, unknown>>;

/** Milliseconds in 15 digits, a count of those that began in the same one, chance: in the order of their beginnings as text. */
const NAME = /^(\d{15})-(\d{4})-[0-9a-f]{8}(\.taken)?$/;
const TAKEN = '.taken';
const FACTS = 'facts.json';
/** Written last: what it is in is complete. */
const OUTCOME = 'outcome.json';

/** The answers kept in a home. Everything raises 'disk-full' or 'home-unwritable' where the disk refuses. */
export function createAnswers({ home, now, random }: AnswersFacts): Answers {
  const folder = join(home, 'bank', 'answers');
  const named = <T>(work: () => T): T => onDisk(home, work);
  return {
    begin: (facts) => named(() => {
      makePrivateFolder(folder);
      const id = nextName(folder, now(), random);
      mkdirSync(join(folder, id), { mode: 0o700 });
      writePrivateFile(join(folder, id, FACTS), JSON.stringify(facts), 'wx', false);
      return new Fetch(home, folder, id, facts);
    }),
    waiting: () => named(() => entriesOf(folder).filter(({ isTaken }) => !isTaken).flatMap(({ name }) => {
      const facts = recordIn(join(folder, name, FACTS));
      const fetch = facts && new Fetch(home, folder, name, facts);
      return fetch?.isWhole() ? [fetch] : [];
    })),
    prune: (before) => named(() => removeAll(folder, entriesOf(folder).filter(({ began }) => began < before))),
    forget: (connection) => named(() => {
      removeAll(folder, entriesOf(folder).filter(({ name }) => recordIn(join(folder, name, FACTS))?.['connection'] === connection));
    }),
  };
}

interface Entry { readonly name: string; readonly began: number; readonly isTaken: boolean }

/** Fetches in a folder, oldest first; none where it is not there. What is not named like one is somebody else's. */
function entriesOf(folder: string): readonly Entry[] {
  let names: string[] = [];
  try {
    names = readdirSync(folder).sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return names.flatMap((name) => {
    const match = NAME.exec(name);
    return match ? [{ name, began: Number(match[1]), isTaken: match[3] !== undefined }] : [];
  });
}

/** A name after all others of the same millisecond, also where the clock stands still. */
function nextName(folder: string, now: number, random: Random): string {
  const began = `${Math.max(0, Math.trunc(now))}`.padStart(15, '0');
  const last = entriesOf(folder).findLast(({ name }) => name.startsWith(`${began}-`));
  const count = last ? Number(NAME.exec(last.name)![2]) + 1 : 0;
  return `${began}-${`${Math.min(count, 9999)}`.padStart(4, '0')}-${Buffer.from(random(4)).toString('hex')}`;
}

function removeAll(folder: string, entries: readonly Entry[]): number {
  for (const { name } of entries) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 3 });
  if (entries.length > 0) syncFolder(folder);
  return entries.length;
}

/** A file -> the JSON object in it; undefined where there is none or half a one. */
function recordIn(path: string): Facts | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : undefined;
  } catch {
    return undefined;
  }
}

/** One fetch in its folder; everything is read from the disk, as another process would find it. */
class Fetch implements KeptFetch {
  #folder: string;
  #count = 0;

  constructor(private readonly home: string, private readonly above: string, readonly id: string, readonly facts: Facts) {
    this.#folder = join(above, id);
  }

  keep({ endpoint, status, mediaType, body }: KeptPage): void {
    onDisk(this.home, () => {
      const name = `${`${++this.#count}`.padStart(3, '0')}-${safeFileName(endpoint)}`;
      writePrivateFile(join(this.#folder, `${name}.body`), body, 'wx', false);
      // Only with this beside it, it is a page.
      writePrivateFile(join(this.#folder, `${name}.page`), JSON.stringify({ endpoint, status, mediaType, length: body.length }), 'wx', false);
    });
  }

  pages(): readonly KeptPage[] {
    return onDisk(this.home, () => readdirSync(this.#folder).filter((name) => /^\d{3,}-.*\.page$/.test(name)).sort(byNumber).flatMap((name) => {
      const about = recordIn(join(this.#folder, name));
      const body = readFileSync(join(this.#folder, name.replace(/page$/, 'body')));
      const { endpoint, status, mediaType, length } = about ?? {};
      if (typeof endpoint !== 'string' || typeof status !== 'number' || typeof mediaType !== 'string' || length !== body.length) return [];
      return [{ endpoint, status, mediaType, body: new Uint8Array(body.buffer, body.byteOffset, body.length) }];
    }));
  }

  complete(outcome: Facts): void {
    onDisk(this.home, () => {
      for (const name of readdirSync(this.#folder)) if (name.endsWith('.body')) syncFile(join(this.#folder, name));
      writePrivateFile(join(this.#folder, OUTCOME), JSON.stringify({ pages: this.#count, outcome }), 'w');
      syncFolder(this.#folder);
      syncFolder(this.above);
    });
  }

  outcome(): Facts | undefined {
    const outcome = recordIn(join(this.#folder, OUTCOME))?.['outcome'];
    return typeof outcome === 'object' && outcome !== null ? (outcome as Facts) : undefined;
  }

  /** Complete, and every page is still as long as it came. */
  isWhole(): boolean {
    try {
      return recordIn(join(this.#folder, OUTCOME))?.['pages'] === this.pages().length && this.outcome() !== undefined;
    } catch {
      return false;
    }
  }

  taken(): void {
    if (this.#folder.endsWith(TAKEN)) return;
    // Where a power cut takes the new name, what is remembered of the account says that this fetch was taken in.
    onDisk(this.home, () => renameSync(this.#folder, this.#folder + TAKEN));
    this.#folder += TAKEN;
  }
}

const byNumber = (one: string, other: string): number => Number.parseInt(one, 10) - Number.parseInt(other, 10);

/** Runs work on the disk; what the disk refuses comes out as a named failure. */
function onDisk<T>(home: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') raise('disk-full', { home });
    if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) raise('home-unwritable', { home, why: code });
    throw error;
  }
}
