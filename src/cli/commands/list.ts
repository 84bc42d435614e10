/** Every command: its name, one line about it, and where it is. Nothing here loads a command before it is asked for. */
import type { Command } from '../command.ts';

export interface CommandEntry { readonly name: string; readonly summary: string; readonly load: () => Promise<Command> }

const entry = (name: string, summary: string, load: () => Promise<Command>): CommandEntry => ({ name, summary, load });

export const commands: readonly CommandEntry[] = [
  entry('import', 'read bank statements into the ledger', async () => (await import('./import.ts')).importCommand),
];
