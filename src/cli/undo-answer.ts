/** What undoing or redoing a commit does, as JSON and in words. */
import { conditionsInWords } from '../categories/rules.ts';
import { dayText } from '../format/day.ts';
import { inertText } from '../format/inert.ts';
import { moneyText } from '../format/money.ts';
import { paintFor } from '../format/paint.ts';
import { type Cell, tableLines } from '../format/table.ts';
import type { Moved, Turned, UndoEffect } from '../insight/undo-effect.ts';
import type { TransactionRow } from '../read-model/rows.ts';
import { absolute, decimalText } from '../values/money.ts';
import { plural, rowText, rowWords } from '../words/phrases.ts';
import type { Terminal } from './terminal.ts';
import { type Names, accountName } from '../words/names.ts';
import { transactionJson } from './transaction-json.ts';

/** The effect in JSON. `names` of before and after together: an account may stand in only one of them. */
export function effectJson(effect: UndoEffect, names: Names): unknown {
  const moved = ({ count, sums, examples }: Moved): unknown => ({
    count, sums: [...sums].map(([currency, sum]) => ({ currency, in: decimalText(sum.in, currency), out: decimalText(sum.out, currency) })),
    examples: examples.map((row) => transactionJson(row, names)),
  });
  return {
    removed: moved(effect.removed), returned: moved(effect.returned), changed: effect.changed.count, orphaned: effect.orphaned,
    accounts: effect.accounts.map(({ change, row }) => ({ change, id: row.id, name: row.name })),
    rules: effect.rules.map(({ change, row }) => ({ change, ...row })),
    categories: effect.categories.map(({ change, row }) => ({ change, ...row })),
    budgets: effect.budgets.map(({ change, row }) => ({ change, ...row, amount: row.amount === null ? null : decimalText(row.amount, row.currency) })),
    merchants: effect.merchants.map(({ change, row }) => ({ change, ...row })),
    profiles: effect.profiles.map(({ change, row }) => ({ change, name: row.name })),
    doubts: effect.doubts,
  };
}

/** The effect as people read it, inert; one line at least. `done`: it has happened. */
export async function effectLines(effect: UndoEffect, names: Names, terminal: Terminal, done: boolean): Promise<string[]> {
  const will = (future: string, past: string): string => (done ? past : future);
  const { removed, returned, changed } = effect;
  const lines: string[] = [];
  if (removed.count > 0) lines.push(`${plural(removed.count, 'transaction')} ${will(removed.count === 1 ? 'goes' : 'go', 'went')} away${sums(removed, terminal)}.`, ...(await exampleLines(removed, names, terminal)));
  if (returned.count > 0) lines.push(`${plural(returned.count, 'transaction')} ${will(returned.count === 1 ? 'comes' : 'come', 'came')} back${sums(returned, terminal)}.`, ...(await exampleLines(returned, names, terminal)));
  if (changed.count > 0) lines.push(`${plural(changed.count, 'transaction')} ${will(changed.count === 1 ? 'changes' : 'change', 'changed')}:`, ...changed.examples.map(({ before, after }) => `    ${difference(before, after, names, terminal)}`));
  if (changed.count > changed.examples.length) lines.push(`    … and ${changed.count - changed.examples.length} more.`);
  lines.push(...orphanLines(effect, will), ...knowledgeLines(effect, names, terminal, will));
  const { before, after } = effect.doubts;
  if (before !== after) lines.push(`Open questions in ft review: ${before} before, ${after} after.`);
  return (lines.length > 0 ? lines : ['Nothing that counts changes by it.']).map(inertText);
}

function sums({ sums: byCurrency }: Moved, { locale }: Terminal): string {
  const words = [...byCurrency].map(([currency, sum]) =>
    [...(sum.out === 0 ? [] : [`${moneyText(absolute(sum.out), currency, locale)} out`]), ...(sum.in === 0 ? [] : [`${moneyText(sum.in, currency, locale)} in`])].join(', '));
  return words.length > 0 ? ` (${words.join('; ')})` : '';
}

async function exampleLines(moved: Moved, { taxonomy, accounts }: Names, terminal: Terminal): Promise<string[]> {
  const cells = moved.examples.map((row): Cell[] => [`  ${dayText(row.date, terminal.locale)}`, rowText(row), moneyText(row.amount, row.currency, terminal.locale), accountName(accounts, row.account), taxonomy.label(row.category, terminal.locale)]);
  const table = tableLines([{ title: '', shrinks: false }, { title: '' }, { title: '', align: 'right' }, { title: '' }, { title: '', shrinks: false }], cells,
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(false), unicode: terminal.unicode });
  const more = moved.count - moved.examples.length;
  return [...table.slice(2), ...(more > 0 ? [`    … and ${more} more.`] : [])];
}

/** What differs between the two states of a transaction, in words. */
function difference(before: TransactionRow, after: TransactionRow, { taxonomy }: Names, { locale, unicode }: Terminal): string {
  const arrow = unicode ? '→' : '->';
  const label = (row: TransactionRow): string => taxonomy.label(row.category, locale);
  const said = [
    before.description === after.description ? '' : `text ${arrow} "${after.description}"`,
    before.category === after.category ? '' : `${label(before)} ${arrow} ${label(after)}`,
    before.category === after.category && before.step !== after.step ? `${label(after)}, by ${after.step}` : '',
    JSON.stringify(before.parts) === JSON.stringify(after.parts) ? '' : after.parts ? `split in ${after.parts.length}` : 'whole again',
    before.note === after.note ? '' : after.note === null ? 'without its note' : `note "${after.note}"`,
    before.twin === after.twin ? '' : after.twin === null ? 'no longer a transfer' : 'a transfer',
  ].filter((words) => words !== '');
  return `${rowWords(before, locale)}  ${moneyText(before.amount, before.currency, locale)}: ${said.join(', ') || 'details'}`;
}

type Will = (future: string, past: string) => string;

function orphanLines({ orphaned }: UndoEffect, will: Will): string[] {
  const said = [
    orphaned.categories > 0 ? plural(orphaned.categories, 'category of your own choice', 'categories of your own choice') : '',
    orphaned.splits > 0 ? plural(orphaned.splits, 'split') : '',
    orphaned.notes > 0 ? plural(orphaned.notes, 'note') : '',
    orphaned.transfers > 0 ? plural(orphaned.transfers, 'transfer you linked', 'transfers you linked') : '',
  ].filter((words) => words !== '');
  return said.length > 0 ? [`With them ${will('goes', 'went')} what you put on them since: ${said.join(', ')}. It is kept, and comes back with them.`] : [];
}

function knowledgeLines(effect: UndoEffect, { taxonomy, accounts }: Names, { locale }: Terminal, will: Will): string[] {
  const verb = (change: Turned<unknown>['change']): string => ({ gone: will('goes away', 'went away'), back: will('comes back', 'came back'), changed: will('changes', 'changed') })[change];
  const label = (id: string): string => taxonomy.label(id, locale);
  const all = [
    ...effect.accounts.map(({ change, row }) => `The account ${row.name} ${verb(change)}.`),
    ...effect.rules.map(({ change, row }) => `The rule ${row.id} (${label(row.category)} when ${conditionsInWords(row.account === undefined ? row : { ...row, account: accountName(accounts, row.account) })}) ${verb(change)}.`),
    ...effect.categories.map(({ change, row }) => `The category ${row.label} ${verb(change)}.`),
    ...effect.budgets.map(({ change, row }) => `The budget of ${label(row.target)} from ${row.from} (${row.amount === null ? 'none' : moneyText(row.amount, row.currency, locale)}) ${verb(change)}.`),
    ...effect.merchants.map(({ change, row }) => `That "${row.key}" is ${label(row.category)} ${change === 'gone' ? will('is forgotten', 'was forgotten') : change === 'back' ? will('is remembered', 'is remembered') : verb(change)}.`),
    ...effect.profiles.map(({ change, row }) => `The layout ${row.name} ${verb(change)}.`),
  ];
  return all.length > SHOWN ? [...all.slice(0, SHOWN), `… and ${all.length - SHOWN} more; --json lists them.`] : all;
}

const SHOWN = 12;
