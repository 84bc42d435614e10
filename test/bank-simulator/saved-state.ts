/** The simulator's state in a file: old or new, never half. */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import type { SimState } from './contract.ts';

/** Path -> the state that lies there; undefined where none does. Fails for a file that is none. */
export function loadState(path: string): SimState | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return JSON.parse(text) as SimState;
}

/** Writes the state, readable by its owner alone. */
export function saveState(path: string, state: SimState): void {
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify(state));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}
