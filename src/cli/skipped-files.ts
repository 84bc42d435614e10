/** The files of a folder or an archive that are no statements, in words. */
import { inertText } from '../format/inert.ts';
import type { Skipped } from '../intake/walk.ts';

const SHOWN = 5;

/** One line that counts and names them; none where nothing was passed over. */
export function skippedLines(skipped: readonly Skipped[]): string[] {
  if (skipped.length === 0) return [];
  const named = skipped.slice(0, SHOWN).map(({ file, why }) => `${inertText(file)} (${inertText(why)})`).join(', ');
  const more = skipped.length > SHOWN ? ` … and ${skipped.length - SHOWN} more; --json lists them` : '';
  return [`${skipped.length === 1 ? '1 file is no statement' : `${skipped.length} files are no statements`}: ${named}${more}.`];
}
