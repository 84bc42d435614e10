/** The one way commands ask before they change much, and what they say after it. */
import { shortCommit } from '../words/phrases.ts';
import type { Invocation } from './command.ts';

/** How to take a commit back; nothing where none was written. */
export const undoLines = (commit: { readonly id: string } | undefined): string[] => (commit ? [`Undo it with: ft undo ${shortCommit(commit.id)}`] : []);

/** Said where a preview was all that happened. */
export const PREVIEW_ONLY = 'Nothing was done: add --yes to go ahead.';

/**
 * May what was previewed be done? `--yes` says so; a person at a terminal is shown the preview and asked; nobody else can.
 * `preview`: inert lines.
 */
export async function consent({ yes, terminal }: Invocation, preview: readonly string[], question: string): Promise<boolean> {
  if (yes) return true;
  if (!terminal.isInteractive) return false;
  terminal.settle();
  for (const line of preview) terminal.line(line);
  return terminal.confirm(question);
}
