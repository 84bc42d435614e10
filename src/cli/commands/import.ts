/** `ft import`: bank statements into the ledger, from files, folders and zip archives. */
import { resolve } from 'node:path';
import { type Failure, FailureError, raise } from '../../errors.ts';
import { type Delivered, deliver, onlyFailure } from '../../intake/deliver.ts';
import { findAccount } from '../../intake/assign.ts';
import { encodingFrom } from '../../intake/encoding.ts';
import { identify } from '../../intake/identify.ts';
import { type Gathered, gather } from '../../intake/walk/gather.ts';
import { columnMapFrom } from '../../intake/table/column-map.ts';
import { named } from '../../intake/table/saved-layout.ts';
import type { StatementSource } from '../../intake/rows.ts';
import { err, ok, type Result } from '../../values/result.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import type { Term } from '../../read-model/query-sql.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import { currencyFrom } from '../../values/currency.ts';
import { type Command, type Invocation, listOption, type Outcome, textOption } from '../command.ts';
import { importJson, importLines } from '../import-answer.ts';
import { askForColumns } from '../column-questions.ts';
import { categoriesJson, categoryLines, namedCategories, taken, takingOver } from '../file-categories.ts';
import { skippedLines } from '../skipped-files.ts';

export const importCommand: Command = {
  name: 'import',
  summary: 'read bank statements into the ledger',
  operands: '<files...>',
  options: [
    ['--account <name>', 'the account the rows belong to: a name, number or id; opened when it is new'],
    ['--profile <layout>', 'read the file by this bank layout (ft profiles lists them)'],
    ['--map <columns>', 'say which column is what: date=Dato,amount=Beløp,description=Tekst'],
    ['--save-profile <name>', 'keep the columns of this file as a layout of that name'],
    ['--currency <code>', 'currency of the rows where the file names none'],
    ['--date-order <order>', 'dmy, mdy or ymd, where the file leaves it open'],
    ['--decimal <mark>', 'comma or point, where the file leaves it open'],
    ['--encoding <name>', 'the text encoding, where it is not recognised'],
    ['--categories <how>', 'the categories that the file names: hint (kept beside the rows), map (those known here become your decisions), create (the rest are added)'],
    ['--category <name=category>', 'what a category of the file is here, as in "Dining out=restaurants"; may be given again', 'repeatable'],
    ['--into <group>', 'the group of created categories where the file names none'],
    ['--own <account>', 'beginning of the account names that are yours, in an export of a plain-text ledger; may be given again', 'repeatable'],
    ['--strict', 'refuse a file of which any row cannot be read'],
    ['--dry-run', 'show what would happen, categories included; write nothing'],
  ],
  details: ['A folder or a zip archive stands for the statements in it; what is none in it is passed over and named.'],
  examples: [
    'ft import ~/Downloads/*.csv',
    'ft import ~/Downloads/bank',
    'ft import --dry-run statement.csv',
    'ft import --categories create "My Budget - Register.csv" --currency NOK',
    'ft import --account "Joint account" statement.csv',
    'ft import --map date=Dato,amount=Beløp,description=Tekst --save-profile mybank export.csv',
  ],
  run,
};

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands, options, json } = invocation;
  const dryRun = options['dryRun'] === true;
  app.beginLongWork();
  const account = nameOption(options, 'account', 'The account has no name.', 'Example: --account "Joint account"');
  const layoutName = nameOption(options, 'saveProfile', 'The layout has no name.', 'Example: --save-profile mybank');
  const userProfiles = await savedProfiles(invocation);
  const reading = readingOptions(invocation);
  const identified = (source: Result<StatementSource, Failure>): Result<StatementSource, Failure> => (layoutName === undefined ? source : underName(source, layoutName));
  const { files, skipped } = await gather(operands, {
    progress: (done, total) => terminal.progress('reading', done, total),
    read: (file) => identified(identify(file, { ...reading, userProfiles })),
    settle: async (file, failed) => {
      // QIF and exports of other programs never say their currency: that of the account they are for is the person's word too.
      const known = failed.code === 'currency-unknown' && account !== undefined ? findAccount(app.reader()?.accounts.all() ?? [], account) : undefined;
      if (known) return identified(identify(file, { ...reading, userProfiles, currency: known.currency }));
      const map = failed.code === 'layout-unknown' && terminal.isInteractive ? await askForColumns(terminal, file.name, failed.header) : undefined;
      return map ? identified(identify(file, { ...reading, userProfiles, map })) : err(failed);
    },
  });
  const categories = await namedCategories(invocation, files, dryRun);
  const request = { command: 'import', arguments: { files: operands.map((file) => resolve(file)), ...(account === undefined ? {} : { account }), ...(categories && categories.how !== 'hint' ? { categories: categories.how } : {}) } };
  const { value, commit } = await app.write(request, async ({ commit: draft, model }) => {
    const took = categories && taken(categories, options, model.knowledge.categories());
    if (took) draft.append(took.events);
    const cascade = await app.cascade(model);
    const delivered = await deliver(categories && took ? takingOver(files, categories, took) : files, { account, strict: options['strict'] === true }, { commit: draft, model, cascade, progress: terminal.progress });
    const layout = files.find(({ source }) => source.ok)?.source;
    if (layoutName !== undefined && layout?.ok && layout.value.layout) draft.append([{ type: 'profile.saved.v1', subject: layoutName, payload: { profile: { bank: layoutName, ...named(layoutName, layout.value.layout) } as never } }]);
    const review = json && !dryRun ? waiting(delivered, model, app.sureFrom(false)) : 0;
    return { delivered, took, review, taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
    // Where no file can be read there is nothing to write, and no ledger to begin.
  }, dryRun || files.every(({ source }) => !source.ok));
  const { delivered, took } = value;
  const nothingTaken = onlyFailure(delivered);
  if (nothingTaken && delivered.files.length === 1) throw nothingTaken;
  return {
    json: { ...importJson(delivered, commit?.id ?? null, dryRun, value.accounts), ...(dryRun ? {} : { review: value.review }), ...(skipped.length > 0 ? { skipped } : {}), ...(took ? { categories: categoriesJson(took) } : {}) },
    lines: async () => [...skippedLines(skipped), ...(await importLines(delivered, commit, dryRun, value, terminal, layoutName === undefined ? layoutShown(files) : new Map(), layoutName)),
      ...(took ? await categoryLines(took, dryRun, value.taxonomy, terminal) : [])],
    exit: nothingTaken ? 1 : isPartly(delivered) ? 3 : 0,
  };

  function layoutShown(read: Gathered['files']): ReadonlyMap<string, Profile> {
    return new Map(read.flatMap(({ file, source }) => (source.ok && source.value.profile === 'inferred' && source.value.layout ? [[file, source.value.layout] as const] : [])));
  }
}

/** How many transactions of the days and accounts that were delivered have no category, or one that the local model is not sure of. */
function waiting({ files }: Delivered, model: ReadModel, sureFrom: number | undefined): number {
  const parts = files.flatMap((outcome) => ('report' in outcome ? outcome.report.accounts : []));
  const any = parts.flatMap(({ id, from, to }): (readonly Term[])[] => {
    const here: Term[] = [{ kind: 'accounts', ids: [id], not: false }, { kind: 'dates', from, to, not: false }];
    return [[...here, { kind: 'is', state: 'uncategorized', not: false }], [...here, { kind: 'unsure', below: sureFrom ?? 0, not: false }]];
  });
  return model.queries.totals({ any }).count;
}

/** The layouts the person saved, checked: they are data from the log. One that no longer fits is passed over with a word. */
async function savedProfiles({ app, terminal }: Invocation): Promise<Profile[]> {
  const saved = app.reader()?.knowledge.profiles() ?? [];
  if (saved.length === 0) return [];
  const { profileFrom } = await import('../../intake/profiles/schema.ts');
  return saved.flatMap(({ name, profile }) => {
    const checked = profileFrom(profile);
    if ('profile' in checked) return [checked.profile];
    terminal.warn(`The saved layout ${name} cannot be used: ${checked.why}.`);
    return [];
  });
}

const isPartly = ({ files }: Delivered): boolean => files.some((outcome) => 'failure' in outcome || outcome.report.rejectedCount > 0);

/** A layout that is about to be saved is called by its name from its first statement on. */
function underName(source: Result<StatementSource, Failure>, name: string): Result<StatementSource, Failure> {
  return source.ok && source.value.profile === 'inferred' ? ok({ ...source.value, profile: name, bank: source.value.bank ?? name }) : source;
}

/** A name as typed, without blanks around it; undefined when it was not given. Fails by 'usage' when it is empty. */
function nameOption(options: Invocation['options'], name: string, why: string, hint: string): string | undefined {
  const text = textOption(options, name)?.trim();
  return text === '' ? raise('usage', { why, hint }) : text;
}

/** Options that settle how a file is read. Fails by 'usage', 'currency-unknown', 'map-invalid'. */
function readingOptions({ options }: Invocation) {
  const text = (name: string): string | undefined => textOption(options, name);
  const currency = text('currency');
  const order = text('dateOrder');
  const decimal = text('decimal');
  if (order !== undefined && !['dmy', 'mdy', 'ymd'].includes(order)) raise('usage', { why: `--date-order is ${order}, but there is dmy, mdy and ymd.`, hint: 'Example: --date-order dmy' });
  const mark = decimal === undefined ? undefined : ({ comma: ',', ',': ',', point: '.', '.': '.' } as const)[decimal];
  if (decimal !== undefined && mark === undefined) raise('usage', { why: `--decimal is ${decimal}, but there is comma and point.`, hint: 'Example: --decimal comma' });
  if (text('encoding') !== undefined && encodingFrom(text('encoding')!) === undefined) raise('usage', { why: `--encoding is ${text('encoding')!}, which is not known.`, hint: 'Example: --encoding windows-1252' });
  const map = text('map') === undefined ? undefined : columnMapFrom(text('map')!);
  if (map && !map.ok) throw new FailureError(map.error);
  const code = currency === undefined ? undefined : (currencyFrom(currency) ?? raise('usage', { why: `${currency} is not a currency of ISO 4217.`, hint: 'Example: --currency NOK' }));
  return {
    ...(text('profile') === undefined ? {} : { profile: text('profile')! }),
    ...(map ? { map: map.value } : {}),
    ...(code === undefined ? {} : { currency: code }),
    ...(order === undefined ? {} : { dateOrder: order as 'dmy' | 'mdy' | 'ymd' }),
    ...(mark === undefined ? {} : { decimal: mark }),
    ...(text('encoding') === undefined ? {} : { encoding: text('encoding')! }),
    own: listOption(options, 'own'),
  };
}
