/** Asking a person which column of an unknown file is what. */
import { inertText } from '../format/inert.ts';
import type { ColumnMap } from '../intake/table/column-map.ts';
import type { Terminal } from './terminal.ts';

const QUESTIONS = [['date', 'Which column is the booking date?'], ['amount', 'Which is the amount?'], ['description', 'Which is the description?']] as const;

/** Shows the columns by number and asks for date, amount and description; undefined when the person gives up. */
export async function askForColumns(terminal: Terminal, file: string, header: readonly string[]): Promise<ColumnMap | undefined> {
  terminal.note(`No known bank layout fits ${file}. Its columns:`);
  for (const [index, name] of header.entries()) terminal.note(`  ${index + 1}  ${inertText(name)}`);
  const map: Record<string, string> = {};
  for (const [part, question] of QUESTIONS) {
    const answer = (await terminal.ask(`${question} (number, or Enter to leave) `)).trim();
    if (!/^[1-9]\d*$/.test(answer) || Number(answer) > header.length) return undefined;
    map[part] = answer;
  }
  return map;
}
