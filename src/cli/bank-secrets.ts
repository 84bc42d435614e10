/** What a person has from a provider's page, from a file or from what is piped in: never from the command line, where every program can read it. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { raise } from '../errors.ts';
import type { Asked } from '../intake/providers/provider.ts';
import type { Terminal } from './terminal.ts';

/** Keys and tokens are far smaller. */
const LARGEST = 65_536;

/** Name -> text; undefined: nothing was given, the person is asked. */
export type Given = ReadonlyMap<string, string> | undefined;

/**
 * `--secrets` as typed ("-": stdin up to an empty line) -> what is given there. Only names of `asks` count. Raises 'file-unreadable', and 'usage' for what is neither
 * JSON nor lines of name=value; no word of it is said, for a name may be a secret in the wrong place.
 */
export async function secretsGiven(path: string | undefined, asks: readonly Asked[], terminal: Terminal): Promise<Given> {
  if (path === undefined) return undefined;
  const text = path === '-' ? await pipedBlock(terminal) : secretFile(path, true, terminal);
  const named = path === '-' ? 'What came in' : path;
  const values = new Map(text.trimStart().startsWith('{') ? fromJson(text, named) : fromLines(text, named));
  const names = asks.map(({ name }) => name);
  if ([...values.keys()].some((name) => !names.includes(name)))
    raise('usage', { why: `${named} has a name that is not asked for.`, hint: names.length === 0 ? 'This provider asks for nothing; leave --secrets out.' : `Names that are asked for: ${names.join(', ')}.` });
  return values;
}

async function pipedBlock(terminal: Terminal): Promise<string> {
  const lines: string[] = [];
  for (let line = await terminal.readLine(''); line !== undefined && line.trim() !== ''; line = await terminal.readLine('')) lines.push(line);
  return lines.join('\n');
}

const unusable = (named: string): never => raise('usage', { why: `${named} holds neither a JSON object of texts nor lines of name=value.`, hint: 'docs/banks.md shows how such a file looks.' });

function fromJson(text: string, named: string): [string, string][] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unusable(named);
  }
  const entries = Object.entries(value as object);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? entries : unusable(named);
}

const fromLines = (text: string, named: string): [string, string][] => text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#')).map((line) => {
  const at = line.indexOf('=');
  return at <= 0 ? unusable(named) : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
});

/** The text that an answer stands for: that of the file it names where one is asked for, else itself. Raises 'file-unreadable'. */
export function secretText({ isFile, isSecret }: Asked, answer: string, terminal: Terminal): string {
  const isPath = isFile === true && answer !== '' && !answer.startsWith('-----BEGIN');
  return isPath ? secretFile(answer.startsWith('~/') ? join(terminal.environment.userHome, answer.slice(2)) : answer, isSecret, terminal) : answer;
}

/** A file -> its text; says so where others can read what is secret in it. */
function secretFile(file: string, isSecret: boolean, terminal: Terminal): string {
  try {
    const stat = statSync(file);
    // A device or a pipe may never end.
    if (!stat.isFile()) raise('file-unreadable', { file, why: stat.isDirectory() ? 'it is a folder' : 'it is no regular file' });
    if (stat.size > LARGEST) raise('file-unreadable', { file, why: 'it is too large to hold keys' });
    const text = readFileSync(file, 'utf8');
    if (isSecret && terminal.environment.platform !== 'win32' && (stat.mode & 0o077) !== 0) terminal.warn(`Others on this machine can read ${file}. Close it with: chmod 600 "${file}"`);
    return text;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return raise('file-unreadable', { file, why: code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code });
  }
}
