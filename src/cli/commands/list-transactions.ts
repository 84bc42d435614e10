/** `ft list`: transactions, all or those a query finds. */
import { FailureError, raise } from '../../errors.ts';
import { moneyText } from '../../format/money.ts';
import { paintFor } from '../../format/paint.ts';
import { jsonArray } from '../../format/json.ts';
import { findQuery } from '../../insight/find.ts';
import { type FoundTotals, foundTotals } from '../../insight/found-totals.ts';
import type { Query } from '../../read-model/query-sql.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import type { Currency } from '../../values/currency.ts';
import { type Minor, add } from '../../values/money.ts';
import { type Command, type Invocation, type Outcome, type Stream, textOption } from '../command.ts';
import { QUERY_HELP } from '../help.ts';
import { plural } from '../../words/phrases.ts';
import type { Terminal } from '../terminal.ts';
import { transactionJson } from '../transaction-json.ts';
import { type Telling, transactionLines } from '../transaction-table.ts';
import { isMarked } from '../../words/row-marks.ts';
import { limitTyped } from '../typed.ts';

/** Lines that a terminal gets unasked. */
const SHOWN = 50;

export const listCommand: Command = {
  name: 'list',
  summary: 'list transactions, or those a query finds',
  operands: '[query...]',
  dashed: true,
  options: [
    ['--limit <count>', `at most so many (default: ${SHOWN} on a terminal, else all)`],
    ['--offset <count>', 'leave out the first so many'],
    ['--account <name>', 'only this account'],
    ['--from <date>', 'from this day, month or year on'],
    ['--to <date>', 'until this day, month or year'],
    ['--oldest-first', 'oldest first'],
  ],
  details: QUERY_HELP,
  examples: [
    'ft list kiwi',
    'ft list category:groceries "amount:<-500" date:last-month',
    'ft list group:transport --from 2026-01 --to 2026-03',
    'ft list is:uncategorized -is:transfer or step:model',
  ],
  run,
};

async function run({ app, terminal, operands, options, json }: Invocation): Promise<Outcome | Stream> {
  const model = app.read();
  const taxonomy = await app.taxonomy(model);
  const accounts = model.accounts.all();
  const found = findQuery({ words: operands, account: textOption(options, 'account'), from: textOption(options, 'from'), to: textOption(options, 'to') }, { taxonomy, accounts, today: app.today(), sureFrom: () => app.sureFrom(true) });
  if (!found.ok) throw new FailureError(found.error);
  const telling = { model, taxonomy, accounts, sureFrom: () => app.sureFrom(false) };
  const page = { limit: limitTyped(textOption(options, 'limit')), offset: offsetTyped(textOption(options, 'offset')), oldestFirst: options['oldestFirst'] === true };
  if (json) return { stream: jsonArray(jsonRows(model, found.value, page, telling)) };
  return { json: undefined, lines: () => lines(model, found.value, page, telling, terminal) };
}

interface Wanted { readonly limit: number | undefined; readonly offset: number; readonly oldestFirst: boolean }

function* jsonRows(model: ReadModel, query: Query, { limit, offset, oldestFirst }: Wanted, telling: Telling): Generator<unknown, void, undefined> {
  const chunks = limit === undefined && offset === 0 ? model.queries.chunks(query, !oldestFirst) : [model.queries.find(query, { limit: limit ?? -1, offset, oldestFirst })];
  for (const chunk of chunks) for (const row of chunk) yield transactionJson(row, telling);
}

async function lines(model: ReadModel, query: Query, { limit, offset, oldestFirst }: Wanted, telling: Telling, terminal: Terminal): Promise<string[]> {
  const most = limit ?? (terminal.environment.stdoutIsTty ? SHOWN : -1);
  const rows = model.queries.find(query, { limit: most, offset, oldestFirst });
  const totals = foundTotals(model.queries, query);
  if (rows.length === 0) return [totals.count === 0 ? 'Nothing found.' : `Nothing past the first ${offset}: ${plural(totals.count, 'transaction')} in all.`];
  const paint = await paintFor(terminal.color);
  const marked = rows.some((row) => isMarked(row, telling)) ? ['? The local model is not sure of it; settle it with: ft review'] : [];
  return [...transactionLines(rows, telling, terminal, paint), '', ...summary(rows, totals, terminal), ...marked];
}

/** How many there are and what they come to, per currency; and how to see the rest. */
function summary(rows: readonly TransactionRow[], { count: all, sums, partly }: FoundTotals, terminal: Terminal): string[] {
  const money = (amount: Minor, currency: string): string => moneyText(amount, currency as Currency, terminal.locale);
  const came = sums.map(({ currency, in: into, out }) => (into === 0 || out === 0 ? money(add(into, out), currency)
    : `in ${money(into, currency)}, out ${money(out, currency)}, sum ${money(add(into, out), currency)}`));
  const [first = '', ...others] = came;
  const rest = rows.length < all ? [`Shown: ${rows.length}. The others: --limit and --offset, or a narrower query.`] : [];
  const parts = partly > 0 ? [`${plural(partly, 'split')} ${partly === 1 ? 'counts' : 'count'} by the parts that match.`] : [];
  return [`${plural(all, 'transaction')}: ${first}`, ...others.map((line) => `${' '.repeat(plural(all, 'transaction').length + 2)}${line}`), ...parts, ...rest];
}

/** --offset as typed; 0 when it was not given. Fails by 'usage'. */
function offsetTyped(text: string | undefined): number {
  return text === undefined || /^\d{1,9}$/.test(text) ? Number(text ?? 0) : raise('usage', { why: `--offset is ${text}, but it is a number of rows.`, hint: 'Example: --offset 50' });
}
