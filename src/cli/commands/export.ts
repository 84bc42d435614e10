/** `ft export`: transactions in a form that other programs read. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Taxonomy } from '../../categories/taxonomy.ts';
import { FailureError, raise } from '../../errors.ts';
import { csvLine } from '../../format/csv.ts';
import { inertText } from '../../format/inert.ts';
import { jsonLists } from '../../format/json.ts';
import type { BackupSource } from '../../insight/export/backup.ts';
import { type Asked, findQuery } from '../../insight/find.ts';
import { EVERYTHING, type Query } from '../../read-model/query-sql.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { type Command, type Invocation, type Options, type Outcome, type Stream, textOption } from '../command.ts';
import { QUERY_HELP } from '../help.ts';
import { writeOutput } from '../output-file.ts';
import { plural } from '../../words/phrases.ts';

export const exportCommand: Command = {
  name: 'export',
  summary: 'transactions as CSV, JSON, hledger or beancount',
  operands: '[query...]',
  dashed: true,
  options: [
    ['--format <name>', 'csv, json, hledger or beancount (default: by the ending of --output, else csv)'],
    ['--output <file>', 'write this file instead of stdout; replaces one only with --yes'],
    ['--account <name>', 'only this account'],
    ['--from <date>', 'from this day, month or year on'],
    ['--to <date>', 'until this day, month or year'],
  ],
  details: ['Without a query the JSON is a backup: ft import makes the same ledger of it in a fresh home.', ...QUERY_HELP],
  examples: ['ft export --output all.csv', 'ft export --output backup.json', 'ft export --format hledger --output finance.journal', 'ft export --format json category:groceries --from 2026-01'],
  run,
};

const FORMATS = ['csv', 'json', 'hledger', 'beancount'] as const;
type Format = (typeof FORMATS)[number];
const ENDINGS: Readonly<Record<string, Format>> = { csv: 'csv', json: 'json', journal: 'hledger', hledger: 'hledger', ledger: 'hledger', beancount: 'beancount', bean: 'beancount' };

/** Source -> the pieces of the file. The writer is loaded when it is asked for. */
const writers: Readonly<Record<Format, () => Promise<(source: BackupSource) => Iterable<string>>>> = {
  csv: async () => {
    const { csvRecords } = await import('../../insight/export/csv.ts');
    return function* (source) { for (const record of csvRecords(source)) yield csvLine(record); };
  },
  json: async () => {
    const { backupHead, backupLists } = await import('../../insight/export/backup.ts');
    return (source) => jsonLists(backupHead(source), backupLists(source));
  },
  hledger: async () => (await import('../../insight/export/hledger.ts')).hledgerJournal,
  beancount: async () => (await import('../../insight/export/beancount.ts')).beancountFile,
};

async function run({ app, terminal, operands, options, json, yes }: Invocation): Promise<Outcome | Stream> {
  const output = textOption(options, 'output');
  const format = formatOf(options, output, json);
  if (json && output === undefined && format !== 'json') raise('usage', { why: `--json prints JSON, but the export is to be ${format}.`, hint: 'Use --format json, or name a file: --output FILE' });
  const model = app.read();
  const taxonomy = await app.taxonomy(model);
  const asked = { words: operands, account: textOption(options, 'account'), from: textOption(options, 'from'), to: textOption(options, 'to') };
  const query = findQuery(asked, { taxonomy, accounts: model.accounts.all(), today: app.today(), sureFrom: () => app.sureFrom(true) });
  if (!query.ok) throw new FailureError(query.error);
  const write = await writers[format]();
  const counted = { rows: 0 };
  const source = sourceOf(model, taxonomy, isEverything(asked) ? undefined : query.value, (done) => {
    counted.rows = done;
    terminal.progress('exporting', done, 0);
  });
  if (output === undefined) return { stream: write(source) };
  const file = resolve(output);
  const replace = yes || (existsSync(file) && terminal.isInteractive && (await terminal.confirm(`${output} exists already. Replace it?`)));
  const bytes = writeOutput(file, write(source), replace);
  return {
    json: { file, format, transactions: counted.rows, bytes },
    lines: () => [`${plural(counted.rows, 'transaction')} written to ${inertText(output)} (${format}).`],
  };
}

function formatOf(options: Options, output: string | undefined, json: boolean): Format {
  const typed = textOption(options, 'format')?.toLowerCase();
  const named = FORMATS.find((format) => format === typed);
  if (typed !== undefined && named === undefined) raise('usage', { why: `--format is ${typed}, but there is ${FORMATS.join(', ')}.`, hint: 'Example: --format hledger' });
  return named ?? ENDINGS[/\.([^.]+)$/.exec(output ?? '')?.[1]?.toLowerCase() ?? ''] ?? (json && output === undefined ? 'json' : 'csv');
}

const isEverything = ({ words, account, from, to }: Asked): boolean => words.length === 0 && account === undefined && from === undefined && to === undefined;

/** Rows come in chunks of flat memory, oldest first; `told` hears how many have gone by. No query: everything. */
function sourceOf(model: ReadModel, taxonomy: Taxonomy, query: Query | undefined, told: (done: number) => void): BackupSource {
  function* rows(): Generator<TransactionRow, void, undefined> {
    let done = 0;
    for (const chunk of model.queries.chunks(query ?? EVERYTHING)) {
      yield* chunk;
      told((done += chunk.length));
    }
  }
  return {
    accounts: model.accounts.all(),
    model,
    only: query && model.queries.accountsOf(query),
    rows: rows(),
    category: (id) => {
      const group = taxonomy.groupOf(id);
      return { label: taxonomy.label(id), group, groupLabel: taxonomy.label(group), kind: taxonomy.kind(id) };
    },
  };
}
