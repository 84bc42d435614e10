/** How a failure is provoked as a person would meet it, and a room to do it in: a household of one's own and a folder for files. */
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { FailureCode } from '../../src/errors.ts';
import type { Environment } from '../../src/values/ambient.ts';
import { type Setting, ft } from '../cli/ft.ts';

export interface Room {
  readonly home: string;
  readonly folder: string;
  /** Writes a file into the folder -> its path. */
  readonly file: (name: string, content: string | Uint8Array) => string;
  /** What a case keeps for its sentence. */
  readonly kept: Record<string, string>;
}

type Told = string | ((room: Room) => string);
export interface Provocation {
  /** Brings the room into the state in which the command fails; what it opens it closes in `leave`. */
  readonly prepare?: (room: Room) => void | Promise<void>;
  readonly leave?: (room: Room) => void;
  /** The command line that fails. */
  readonly argv: (room: Room) => readonly string[];
  /** A pattern where the words are another program's, or tell what chance made. */
  readonly message: Told | RegExp;
  readonly hint: Told;
  /** 0: it is told beside the result, and the command goes on. */
  readonly exit: 0 | 1 | 2 | 75;
  readonly environment?: Partial<Environment> | ((room: Room) => Partial<Environment>);
  /** A bank was asked before it failed: the log may have grown by that, and by nothing else. */
  readonly asks?: true;
  /** What is told on stderr on the way to it. */
  readonly before?: RegExp;
  /** At the other end of a pipe, as in `Setting`. */
  readonly piped?: Setting['piped'];
  /** Run as a process of its own under this shell line, where `"$@"` is ft. */
  readonly shell?: string;
  /** The next step as the hint says it: done after the failure, it succeeds. */
  readonly next?: (room: Room) => readonly string[];
}
/** Every provocation of a code; a code may be met in several ways. */
export type Provocations = Partial<Record<FailureCode, readonly Provocation[]>>;

export const told = (text: Told, room: Room): string => (typeof text === 'string' ? text : text(room));

/** A room whose home is a copy of `template`; none: a home that does not exist yet. */
export function enter(template: string | undefined): Room {
  const folder = mkdtempSync(join(tmpdir(), 'ft-errors-'));
  const home = join(folder, 'home');
  if (template !== undefined) cpSync(template, home, { recursive: true });
  return {
    home, folder, kept: {},
    file: (name, content) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
  };
}

/** Digest of every byte that lies in the home; SQLite's map of who reads (-shm) aside, which holds no data. */
export function bytesOf(home: string): Record<string, string> {
  const found: Record<string, string> = {};
  const look = (folder: string, below: string): void => {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) look(path, `${below}${name}/`);
      else if (!name.endsWith('-shm')) found[below + name] = createHash('sha256').update(readFileSync(path)).digest('hex');
    }
  };
  try {
    if (statSync(home).isDirectory()) look(home, '');
    else found['.'] = createHash('sha256').update(readFileSync(home)).digest('hex');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' && (error as NodeJS.ErrnoException).code !== 'ENOTDIR') throw error;
  }
  return found;
}

/** `ft` that must succeed -> its JSON document. */
export async function done<T>(home: string, ...argv: string[]): Promise<T> {
  const { exit, stdout, stderr } = await ft(home, '--json', ...argv);
  if (exit !== 0) throw new Error(`ft ${argv.join(' ')}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Changes the ledger file behind ft's back. */
export function meddle(home: string, ...statements: string[]): void {
  const database = new Sqlite(join(home, 'ledger.db'));
  for (const statement of statements) database.exec(statement);
  database.close();
}
