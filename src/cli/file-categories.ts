/** The categories that files of other programs name: what the person wants done with them, and what became of them. */
import { FailureError, raise } from '../errors.ts';
import { nameKey } from '../categories/names-elsewhere.ts';
import { Taxonomy, type UserCategory } from '../categories/taxonomy.ts';
import { inertText } from '../format/inert.ts';
import { paintFor } from '../format/paint.ts';
import { tableLines } from '../format/table.ts';
import { type FileCategories, isPersonal, namesIn, settle, type TakeOver, withCategories } from '../intake/categories-from-file.ts';
import type { StatementSource } from '../intake/rows.ts';
import type { Result } from '../values/result.ts';
import { type Invocation, listOption, textOption } from './command.ts';
import { plural } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';

/** Group of created categories where neither the file nor the person names one. */
const INTO = 'Other';
const NAMES_SHOWN = 5;

/** The names in the files and what the person wants. */
export interface NamedCategories { readonly counts: ReadonlyMap<string, number>; readonly how: TakeOver; readonly sources: readonly StatementSource[] }
/** What the names became; `applied`: rows that carry one now. */
export interface TakenCategories extends FileCategories { readonly how: TakeOver; applied: number }

/**
 * Reads the names of the files that another program wrote, of all files where an option asks for it; a person at a terminal who
 * gave no option is asked whether to take them over. Undefined where there are none. Raises 'usage'.
 */
export async function namedCategories({ app, terminal, options, yes }: Invocation, files: readonly { readonly source: Result<StatementSource, unknown> }[], isDryRun: boolean): Promise<NamedCategories | undefined> {
  const given = textOption(options, 'categories');
  if (given !== undefined && !['hint', 'map', 'create'].includes(given)) raise('usage', { why: `--categories is ${given}, but there is hint, map and create.`, hint: 'Example: --categories map' });
  const words = wordsOf(options);
  if (given === 'hint' && words.length > 0) raise('usage', { why: '--category says what a name becomes, and --categories hint that none becomes anything.', hint: 'Leave one of them out.' });
  const how = given ?? (words.length > 0 ? 'map' : textOption(options, 'into') === undefined ? undefined : 'create');
  const sources = files.flatMap(({ source }) => (source.ok && (how !== undefined || isPersonal(source.value)) ? [source.value] : []));
  const counts = namesIn(sources);
  if (counts.size === 0) return undefined;
  if (how !== undefined) return { counts, how: how as TakeOver, sources };
  const { names } = settle(counts, { how: 'map', words: new Map(), into: INTO }, app.reader()?.knowledge.categories() ?? []);
  const known = names.filter(({ becomes }) => becomes !== undefined).length;
  const isWanted = known > 0 && terminal.isInteractive && !isDryRun && !yes && (await terminal.confirm(`${countedLine(names.length, known)} Take those over as your own decisions?`));
  return { counts, how: isWanted ? 'map' : 'hint', sources };
}

/** What the names become in this ledger. Raises 'usage', 'category-unknown'. */
export function taken({ counts, how }: NamedCategories, options: Invocation['options'], added: readonly UserCategory[]): TakenCategories {
  const taxonomy = new Taxonomy(added);
  const words = new Map(wordsOf(options).map(([name, wanted]) => {
    const leaf = taxonomy.find(wanted);
    if (!leaf.ok) throw new FailureError(leaf.error);
    return [nameKey(name), leaf.value.id] as const;
  }));
  return { ...settle(counts, { how, words, into: textOption(options, 'into')?.trim() || INTO }, added), how, applied: 0 };
}

/** The files with their categories as decisions; as they are where the names stay hints. */
export function takingOver<F extends { readonly source: Result<StatementSource, unknown> }>(files: readonly F[], { sources }: NamedCategories, outcome: TakenCategories): readonly F[] {
  if (outcome.how === 'hint') return files;
  return files.map((file) => (file.source.ok && sources.includes(file.source.value)
    ? { ...file, source: { ...file.source, value: withCategories(file.source.value, outcome.names, () => { outcome.applied++; }) } } : file));
}

/** `--category "Dining out=restaurants"` -> [name, category], in order. */
function wordsOf(options: Invocation['options']): (readonly [string, string])[] {
  return listOption(options, 'category').map((text) => {
    const at = text.lastIndexOf('=');
    const [name, category] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
    if (at < 1 || nameKey(name) === '' || category === '') raise('usage', { why: `--category is "${text}", but it says NAME=CATEGORY.`, hint: 'Example: --category "Dining out=restaurants"' });
    return [name, category] as const;
  });
}

/** For JSON: how many names are known here, which are not, which were added, how many rows carry one now. */
export const categoriesJson = ({ names, events, applied, how }: TakenCategories): unknown => ({
  how, known: names.filter(({ becomes, isNew }) => becomes !== undefined && !isNew).length, unknown: names.filter(({ becomes }) => becomes === undefined).map(({ name }) => name),
  created: events.map(({ subject }) => subject), applied, names: names.map(({ name, rows, becomes }) => ({ name, rows, category: becomes ?? null })),
});

/** In words: before a dry run's end a table, else one line and what to do next. */
export async function categoryLines({ names, events, how, applied }: TakenCategories, isDryRun: boolean, taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  const unknown = names.filter(({ becomes }) => becomes === undefined);
  const known = names.length - unknown.length;
  const lines = isDryRun ? await tableOf(names, taxonomy, terminal) : [];
  if (how === 'hint') return [...lines, `${countedLine(names.length, known)} Take them over: ft import --categories ${known === 0 ? 'create' : `map${unknown.length > 0 ? ', or --categories create to add the rest' : ''}`} (the same file again).`];
  lines.push(`Categories of the file: ${plural(applied, 'row')} took one over${events.length > 0 ? `, ${plural(events.length, 'category', 'categories')} added` : ''}.`);
  if (unknown.length > 0) {
    const more = unknown.length > NAMES_SHOWN ? ` and ${unknown.length - NAMES_SHOWN} more` : '';
    lines.push(inertText(`    Not known here: ${unknown.slice(0, NAMES_SHOWN).map(({ name }) => name).join(', ')}${more}. Say which they are: --category "${unknown[0]!.name}=…", or add them: --categories create`));
  }
  return lines;
}

const countedLine = (all: number, known: number): string =>
  `The file names ${plural(all, 'category', 'categories')} of its own: ${known} ${known === 1 ? 'is' : 'are'} known here${known < all ? `, ${all - known} ${all - known === 1 ? 'is' : 'are'} not` : ''}.`;

async function tableOf(names: TakenCategories['names'], taxonomy: Taxonomy, terminal: Terminal): Promise<string[]> {
  const paint = await paintFor(terminal.color);
  const cells = names.map(({ name, rows, becomes, isNew }) => [
    inertText(name), `${rows}`, becomes === undefined ? { text: '·', role: 'muted' as const } : inertText(isNew ? `${taxonomy.label(becomes, terminal.locale)} (new)` : taxonomy.label(becomes, terminal.locale)),
  ]);
  return tableLines([{ title: 'In the file' }, { title: 'Rows', align: 'right' }, { title: 'Becomes' }], cells, { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint, unicode: terminal.unicode });
}
