/** What undoing or redoing a commit does, in words: what goes, comes and changes, and what of the person's own work goes with it. */
import { conditionsInWords } from '../categories/rule-words.ts';
import { dayText } from '../format/day.ts';
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import { type Cell, tableLines } from '../format/table.ts';
import type { Moved, UndoEffect } from '../insight/undo-effect.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { absolute } from '../values/money.ts';
import { type EffectPhrases, effectPhrases } from './effect-phrases.ts';
import { type Names, accountName } from './names.ts';
import { type Speech, languageOf, rowText, rowWords } from './phrases.ts';

/** How and where the effect is told. */
export interface EffectTelling extends Speech {
  readonly unicode: boolean;
  /** Columns that examples are cut to; null cuts nothing. */
  readonly width: number | null;
}
type Told = EffectTelling & { readonly say: EffectPhrases };

/** Lines about rules, budgets and the like before the rest is only counted. */
const SHOWN = 12;

/** The effect as people read it, inert; one line at least. `names` of before and after together; `done`: it has happened. */
export function effectLines(effect: UndoEffect, names: Names, telling: EffectTelling, done: boolean): string[] {
  const told = { ...telling, say: effectPhrases(languageOf(telling), done) };
  const { say } = told;
  const { removed, returned, changed, doubts } = effect;
  const lines: string[] = [];
  if (removed.count > 0) lines.push(`${say.goes(removed.count)}${sums(removed, told)}.`, ...exampleLines(removed, names, told));
  if (returned.count > 0) lines.push(`${say.comes(returned.count)}${sums(returned, told)}.`, ...exampleLines(returned, names, told));
  if (changed.count > 0) lines.push(`${say.changes(changed.count)}:`, ...changed.examples.map(({ before, after }) => `    ${difference(before, after, names, told)}`));
  if (changed.count > changed.examples.length) lines.push(`    … ${say.more(changed.count - changed.examples.length)}.`);
  lines.push(...orphanLines(effect, told), ...knowledgeLines(effect, names, told));
  if (doubts.before !== doubts.after) lines.push(say.doubts(doubts.before, doubts.after));
  return (lines.length > 0 ? lines : [say.nothing]).map(inertText);
}

function sums({ sums: byCurrency }: Moved, { locale, say }: Told): string {
  const words = [...byCurrency].map(([currency, sum]) =>
    [...(sum.out === 0 ? [] : [say.out(moneyText(absolute(sum.out), currency, locale))]), ...(sum.in === 0 ? [] : [say.in(moneyText(sum.in, currency, locale))])].join(', '));
  return words.length > 0 ? ` (${words.join('; ')})` : '';
}

function exampleLines(moved: Moved, { taxonomy, accounts }: Names, { locale, width, unicode, say }: Told): string[] {
  const cells = moved.examples.map((row): Cell[] => [`  ${dayText(row.date, locale)}`, rowText(row), moneyText(row.amount, row.currency, locale), accountName(accounts, row.account), taxonomy.label(row.category, locale)]);
  const table = tableLines([{ title: '', shrinks: false }, { title: '' }, { title: '', align: 'right' }, { title: '' }, { title: '', shrinks: false }], cells, { width, unicode });
  const more = moved.count - moved.examples.length;
  return [...table.slice(2), ...(more > 0 ? [`    … ${say.more(more)}.`] : [])];
}

/** What differs between the two states of a transaction, in words. */
function difference(before: TransactionRow, after: TransactionRow, { taxonomy }: Names, { locale, unicode, say }: Told): string {
  const arrow = unicode ? '→' : '->';
  const label = (row: TransactionRow): string => taxonomy.label(row.category, locale);
  const said = [
    before.description === after.description ? '' : say.text(arrow, after.description),
    before.category === after.category ? '' : `${label(before)} ${arrow} ${label(after)}`,
    before.category === after.category && before.step !== after.step ? say.by(label(after), after.step) : '',
    JSON.stringify(before.parts) === JSON.stringify(after.parts) ? '' : after.parts ? say.split(after.parts.length) : say.whole,
    before.note === after.note ? '' : after.note === null ? say.noNote : say.note(after.note),
    before.twin === after.twin ? '' : after.twin === null ? say.noTransfer : say.transfer,
  ].filter((words) => words !== '');
  return `${rowWords(before, locale)}  ${moneyText(before.amount, before.currency, locale)}: ${said.join(', ') || say.details}`;
}

function orphanLines({ orphaned: { categories, splits, notes, transfers } }: UndoEffect, { say }: Told): string[] {
  const said = [
    ...(categories > 0 ? [say.ownCategories(categories)] : []), ...(splits > 0 ? [say.ownSplits(splits)] : []), ...(notes > 0 ? [say.ownNotes(notes)] : []),
    ...(transfers > 0 ? [say.ownTransfers(transfers)] : []),
  ];
  return said.length > 0 ? [say.orphaned(said.join(', '))] : [];
}

function knowledgeLines(effect: UndoEffect, { taxonomy, accounts }: Names, telling: Told): string[] {
  const { locale, say } = telling;
  const label = (id: string): string => taxonomy.label(id, locale);
  const all = [
    ...effect.accounts.map(({ change, row }) => say.account(row.name, change)),
    ...effect.rules.map(({ change, row }) => say.rule(row.id, label(row.category), conditionsInWords(row.account === undefined ? row : { ...row, account: accountName(accounts, row.account) }, undefined, languageOf(telling)), change)),
    ...effect.categories.map(({ change, row }) => say.category(row.label, change)),
    ...effect.budgets.map(({ change, row }) => say.budget(label(row.target), row.from, row.amount === null ? undefined : moneyText(row.amount, row.currency, locale), change)),
    ...effect.merchants.map(({ change, row }) => say.merchant(row.key, label(row.category), change)),
    ...effect.profiles.map(({ change, row }) => say.layout(row.name, change)),
  ];
  return all.length > SHOWN ? [...all.slice(0, SHOWN), say.listed(all.length - SHOWN)] : all;
}
