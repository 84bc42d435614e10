/** `ft split`: one transaction in several categories. */
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { tableLines } from '../../format/table.ts';
import type { Part, TransactionRow } from '../../read-model/rows.ts';
import { type Minor, ZERO, add, decimalText, negate, subtract } from '../../values/money.ts';
import { typedAmount } from '../../values/typed-amount.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import { rowWords } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { resolveCategory, resolveTransaction } from '../resolve.ts';
import { plainMoney } from '../typed.ts';

export const splitCommand: Command = {
  name: 'split',
  summary: 'part one transaction into several categories',
  operands: '<id> [parts...]',
  dashed: true,
  options: [['--none', 'make it whole again']],
  examples: ['ft split 2c9k4tq 180=groceries 69=pharmacy', 'ft split 2c9k4tq "120=gifts=for Kari" groceries', 'ft split 2c9k4tq --none'],
  run,
};

async function run({ app, terminal, operands, options }: Invocation): Promise<Outcome> {
  const [id = '', ...texts] = operands;
  const none = options['none'] === true;
  if (none === texts.length > 0) raise('usage', none ? { why: '--none takes no parts.', hint: 'Leave the parts out, or --none.' } : { why: 'Say the parts, or --none.', hint: 'Example: ft split 2c9k4tq 180=groceries pharmacy' });
  app.read();
  const request = { command: 'split', arguments: { id, ...(none ? { none } : { parts: texts }) } };
  const { value, commit } = await app.write(request, async ({ commit: draft, model }) => {
    const taxonomy = await app.taxonomy(model);
    const row = resolveTransaction(model, id);
    const parts = none ? [] : partsOf(row, texts, taxonomy);
    if (!(none && row.parts === null)) draft.append([{ type: 'transaction.split.v1', subject: row.id, payload: { parts } }]);
    return { row, parts, taxonomy };
  });
  const { row, parts, taxonomy } = value;
  return {
    json: {
      id: row.id, amount: decimalText(row.amount, row.currency), currency: row.currency,
      parts: parts.map(({ amount, category, note }) => ({ amount: decimalText(amount, row.currency), category, group: taxonomy.groupOf(category), note: note ?? null })), commit: commit?.id ?? null,
    },
    lines: () => [
      inertText(`${rowWords(row, terminal.locale)}  ${moneyText(row.amount, row.currency, terminal.locale)}${none ? (commit ? ': whole again.' : ': it is not split.') : ''}`),
      ...(parts.length === 0 ? [] : tableLines([{ title: 'Amount', align: 'right' }, { title: 'Category', shrinks: false }, { title: 'Note' }],
        parts.map(({ amount, category, note }) => [moneyText(amount, row.currency, terminal.locale), taxonomy.label(category, terminal.locale), note ?? '']),
        { width: terminal.environment.stdoutIsTty ? terminal.width : null, unicode: terminal.unicode })),
      ...undoLines(commit),
    ],
  };
}

/**
 * Parts as typed -> parts that add up. An amount without a sign takes the transaction's; one part may leave its amount out
 * and takes the rest. Raises 'split-unbalanced', 'amount-invalid', 'category-unknown', 'usage'.
 */
function partsOf(row: TransactionRow, texts: readonly string[], taxonomy: Taxonomy): Part[] {
  if (texts.length < 2) raise('usage', { why: 'One part is no split.', hint: `Give two or more, or: ft categorize ${row.id} CATEGORY` });
  const typed = texts.map((text) => partTyped(text, row, taxonomy));
  const open = typed.filter(({ amount }) => amount === undefined);
  if (open.length > 1) raise('usage', { why: 'Only one part may be left without an amount.', hint: 'Example: ft split 2c9k4tq 180=groceries pharmacy' });
  const named = typed.reduce((total, { amount }) => add(total, amount ?? ZERO), ZERO);
  const rest = subtract(row.amount, named);
  const fits = open.length === 0 ? rest === 0 : rest !== 0 && Math.sign(rest) === Math.sign(row.amount);
  if (!fits) raise('split-unbalanced', { total: plainMoney(row.amount, row.currency), parts: plainMoney(named, row.currency) });
  return typed.map(({ amount, category, note }) => ({ amount: amount ?? rest, category, ...(note === undefined ? {} : { note }) }));
}

function partTyped(text: string, row: TransactionRow, taxonomy: Taxonomy): { amount: Minor | undefined; category: string; note: string | undefined } {
  const pieces = text.split('=');
  const first = (pieces[0] ?? '').trim();
  const read = typedAmount(first, row.currency);
  const hasAmount = pieces.length > 1 && /\d/.test(first) && !taxonomy.find(first).ok;
  if (hasAmount && !read.ok) raise('amount-invalid', { text: first, why: read.error });
  const amount = hasAmount && read.ok ? signed(read.value, row) : undefined;
  if (amount === ZERO) raise('amount-invalid', { text: first, why: 'it is nothing' });
  const [category = '', ...rest] = hasAmount ? pieces.slice(1) : pieces;
  const note = rest.join('=').trim();
  return { amount, category: resolveCategory(taxonomy, category).id, note: note === '' ? undefined : note };
}

const signed = ({ amount, signed: isSigned }: { amount: Minor; signed: boolean }, row: TransactionRow): Minor => (isSigned || row.amount > 0 ? amount : negate(amount));
