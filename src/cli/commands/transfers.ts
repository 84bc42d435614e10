/** `ft transfers`: which rows are the two halves of one transfer between own accounts. */
import { FailureError, raise } from '../../errors.ts';
import { dayText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { paintFor } from '../../format/paint.ts';
import { tableLines } from '../../format/table.ts';
import { type Period, parsePeriod } from '../../insight/period.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { AccountRow } from '../../read-model/rows.ts';
import { absolute } from '../../values/money.ts';
import { type Command, type Invocation, type OptionLine, type Outcome, textOption } from '../command.ts';
import { PREVIEW_ONLY, consent, undoLines } from '../asking.ts';
import { plural, rowText } from '../../words/phrases.ts';
import { resolveTransaction } from '../resolve.ts';
import { accountName } from '../../words/names.ts';
import { idWidth } from '../transaction-table.ts';
import { type Pair, halves, linkEvent, pairJson, suggestedPairs, unlinkEvent } from '../transfer-pairs.ts';
import type { Terminal } from '../terminal.ts';

const PERIOD: OptionLine = ['--period <when>', '2026, 2026-03, 2026-Q1, last-90-days, 2026-01..2026-03 (default: everything)'];

export const transfersCommand: Command = {
  name: 'transfers',
  summary: 'transfers between your accounts: linked ones, and which may be some',
  options: [PERIOD],
  examples: ['ft transfers', 'ft transfers --period 2026-03', 'ft transfers accept'],
  run: list,
  children: [
    { name: 'list', summary: 'show them', options: [PERIOD], examples: ['ft transfers list'], run: list },
    { name: 'link', summary: 'say that two rows are one transfer', operands: '<id> <id>', examples: ['ft transfers'], run: link },
    { name: 'unlink', summary: 'say that it is none: a linked row, or two rows that are suggested; never linked again by itself', operands: '<id> [id]', examples: ['ft transfers'], run: unlink },
    { name: 'accept', summary: 'link what is suggested: the likeliest pair of each named row, or of all', operands: '[ids...]', options: [PERIOD], examples: ['ft transfers accept', 'ft transfers accept --yes'], run: accept },
  ],
};

function periodOf(model: ReadModel, options: Invocation['options'], app: Invocation['app']): Period | undefined {
  const text = textOption(options, 'period');
  if (text === undefined) return model.queries.span();
  const period = parsePeriod(text, app.today());
  if (!period.ok) throw new FailureError(period.error);
  return period.value;
}

async function pairLines(pairs: readonly Pair[], accounts: readonly AccountRow[], terminal: Terminal): Promise<string[]> {
  const width = idWidth(pairs.flatMap(({ out, into }) => [out.id, into.id]));
  const late = pairs.some(({ out, into }) => out.date !== into.date);
  return tableLines(
    [{ title: 'Out', shrinks: false }, { title: 'In', shrinks: false }, { title: 'Date', shrinks: false }, ...(late ? [{ title: 'Arrived', shrinks: false }] : []), { title: 'Amount', align: 'right' }, { title: 'From' }, { title: 'To' }, { title: 'Text' }],
    pairs.map(({ out, into, others }) => [out.id.slice(0, width), into.id.slice(0, width), dayText(out.date, terminal.locale), ...(late ? [out.date === into.date ? '' : dayText(into.date, terminal.locale)] : []), moneyText(absolute(out.amount), out.currency, terminal.locale),
      accountName(accounts, out.account), accountName(accounts, into.account), `${rowText(out)}${others > 0 ? ` (or ${plural(others, 'other row')})` : ''}`]),
    { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
}

async function list({ app, terminal, options }: Invocation): Promise<Outcome> {
  const model = app.read();
  const period = periodOf(model, options, app);
  const accounts = model.accounts.all();
  const linked = model.links.all().filter((entry) => entry.linked).flatMap((entry): (Pair & { by: string })[] => {
    const out = model.transactions.get(entry.outgoing);
    const into = model.transactions.get(entry.incoming);
    const isWithin = out && into && period && out.date >= period.from && out.date <= period.to;
    return isWithin && out.twin === into.id ? [{ out, into, others: 0, by: entry.by ?? 'auto' }] : [];
  }).sort((a, b) => (a.out.id < b.out.id ? 1 : -1));
  const suggested = suggestedPairs(model, period);
  return {
    json: { linked: linked.map((pair) => ({ ...pairJson(pair, accounts), by: pair.by })), suggested: suggested.map((pair) => pairJson(pair, accounts)) },
    lines: async () => [
      ...(linked.length === 0 ? ['No transfers between your accounts are linked.'] : [...(await pairLines(linked, accounts, terminal)), `${plural(linked.length, 'transfer')}; they count neither as spending nor as income.`]),
      ...(suggested.length === 0 ? [] : ['', 'These may be transfers:', ...(await pairLines(suggested, accounts, terminal)), 'Link them with: ft transfers accept   or say no with: ft transfers unlink OUT IN']),
    ],
  };
}

async function link({ app, terminal, operands }: Invocation): Promise<Outcome> {
  app.read();
  const { value, commit } = await app.write({ command: 'transfers link', arguments: { ids: operands } }, ({ commit: draft, model }) => {
    const pair = halves(resolveTransaction(model, operands[0]!), resolveTransaction(model, operands[1]!));
    const busy = [pair.out, pair.into].find((row) => row.twin !== null);
    if (busy) raise('transfer-impossible', { why: `${busy.id} is linked already; part it first with: ft transfers unlink ${busy.id}` });
    draft.append([linkEvent(pair)]);
    return { pair: { ...pair, others: 0 }, accounts: model.accounts.all() };
  });
  const { pair, accounts } = value;
  return {
    json: { ...pairJson(pair, accounts), linked: true, applied: true, commit: commit?.id ?? null },
    lines: () => [inertText(`Linked: ${moneyText(absolute(pair.out.amount), pair.out.currency, terminal.locale)} from ${accountName(accounts, pair.out.account)} to ${accountName(accounts, pair.into.account)}, ${dayText(pair.out.date, terminal.locale)}.`), ...undoLines(commit)],
  };
}

async function unlink({ app, terminal, operands }: Invocation): Promise<Outcome> {
  app.read();
  const { value, commit } = await app.write({ command: 'transfers unlink', arguments: { ids: operands } }, ({ commit: draft, model }) => {
    const row = resolveTransaction(model, operands[0]!);
    const twin = operands[1] === undefined ? (row.twin === null ? undefined : model.transactions.get(row.twin)) : resolveTransaction(model, operands[1]);
    const pair = halves(row, twin ?? raise('transfer-none', { id: row.id }));
    draft.append([unlinkEvent(pair)]);
    return { pair: { ...pair, others: 0 }, accounts: model.accounts.all() };
  });
  const { pair, accounts } = value;
  return {
    json: { ...pairJson(pair, accounts), linked: false, applied: true, commit: commit?.id ?? null },
    lines: () => [inertText(`Not a transfer: ${moneyText(absolute(pair.out.amount), pair.out.currency, terminal.locale)} out of ${accountName(accounts, pair.out.account)}, ${dayText(pair.out.date, terminal.locale)}. The two are never linked again by themselves.`), ...undoLines(commit)],
  };
}

async function accept(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands, options, yes } = invocation;
  const model = app.read();
  const accounts = model.accounts.all();
  const suggested = suggestedPairs(model, periodOf(model, options, app));
  const wanted = operands.map((text) => resolveTransaction(model, text).id);
  const stranger = wanted.find((id) => suggested.every(({ out, into }) => out.id !== id && into.id !== id));
  if (stranger !== undefined) raise('transfer-impossible', { why: `nothing is suggested for ${stranger}` });
  const pairs = wanted.length === 0 ? suggested : suggested.filter(({ out, into }) => wanted.includes(out.id) || wanted.includes(into.id));
  const preview = pairs.length === 0 ? [] : await pairLines(pairs, accounts, terminal);
  // Rows that were named one by one need no second question.
  const goesAhead = pairs.length > 0 && (wanted.length > 0 || await consent(invocation, preview, `Link ${plural(pairs.length, 'transfer')}?`));
  const commit = goesAhead ? (await app.write({ command: 'transfers accept', arguments: { ids: wanted } }, ({ commit: draft }) => draft.append(pairs.map(linkEvent)))).commit : undefined;
  return {
    json: { pairs: pairs.map((pair) => pairJson(pair, accounts)), applied: commit !== undefined, commit: commit?.id ?? null },
    lines: () => {
      if (pairs.length === 0) return ['Nothing is suggested.'];
      if (!commit) return terminal.isInteractive && !yes ? ['Nothing was done.'] : [...preview, PREVIEW_ONLY];
      return [`${plural(pairs.length, 'transfer')} linked.`, ...undoLines(commit)];
    },
  };
}
