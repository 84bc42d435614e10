/** `ft import`: bank statements into the ledger. */
import { resolve } from 'node:path';
import { type Failure, FailureError, raise } from '../../errors.ts';
import { type Delivered, deliver, onlyFailure } from '../../intake/deliver.ts';
import { encodingFrom } from '../../intake/encoding.ts';
import { identify } from '../../intake/identify.ts';
import { columnMapFrom } from '../../intake/statements/column-map.ts';
import { named } from '../../intake/statements/saved-layout.ts';
import type { StatementSource } from '../../intake/rows.ts';
import { type Result, ok } from '../../values/result.ts';
import type { Profile } from '../../intake/profiles/profile.ts';
import { currencyFrom } from '../../values/currency.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { importJson, importLines } from '../import-answer.ts';
import { askForColumns } from '../column-questions.ts';

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
    ['--strict', 'refuse a file of which any row cannot be read'],
    ['--dry-run', 'show what would happen, categories included; write nothing'],
  ],
  examples: [
    'ft import ~/Downloads/*.csv',
    'ft import --dry-run statement.csv',
    'ft import --account "Joint account" statement.csv',
    'ft import --map date=Dato,amount=Beløp,description=Tekst --save-profile mybank export.csv',
  ],
  run,
};

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands, options } = invocation;
  const dryRun = options['dryRun'] === true;
  const account = nameOption(options, 'account', 'The account has no name.', 'Example: --account "Joint account"');
  const layoutName = nameOption(options, 'saveProfile', 'The layout has no name.', 'Example: --save-profile mybank');
  const userProfiles = await savedProfiles(invocation);
  const reading = readingOptions(invocation);
  const files: { file: string; source: Result<StatementSource, Failure> }[] = [];
  for (const [index, file] of operands.entries()) {
    terminal.progress('reading', index, operands.length);
    let source = identify(file, { ...reading, userProfiles });
    if (!source.ok && source.error.code === 'layout-unknown' && terminal.isInteractive) {
      const map = await askForColumns(terminal, file, source.error.header);
      if (map) source = identify(file, { ...reading, userProfiles, map });
    }
    files.push({ file, source: layoutName === undefined ? source : underName(source, layoutName) });
  }
  const request = { command: 'import', arguments: { files: operands.map((file) => resolve(file)), ...(account === undefined ? {} : { account }) } };
  const { value, commit } = await app.write(request, async ({ commit: draft, model }) => {
    const cascade = await app.cascade(model);
    const delivered = await deliver(files, { account, strict: options['strict'] === true }, { commit: draft, model, cascade, progress: terminal.progress });
    const layout = files.find(({ source }) => source.ok)?.source;
    if (layoutName !== undefined && layout?.ok) draft.append([{ type: 'profile.saved.v1', subject: layoutName, payload: { profile: { bank: layoutName, ...named(layoutName, layout.value.layout) } as never } }]);
    return { delivered, taxonomy: await app.taxonomy(model), accounts: model.accounts.all() };
    // Where no file can be read there is nothing to write, and no ledger to begin.
  }, dryRun || files.every(({ source }) => !source.ok));
  const { delivered } = value;
  const nothingTaken = onlyFailure(delivered);
  if (nothingTaken && delivered.files.length === 1) throw nothingTaken;
  return {
    json: importJson(delivered, commit?.id ?? null, dryRun, value.accounts),
    lines: () => importLines(delivered, commit, dryRun, value, terminal, layoutName === undefined ? layoutShown(files) : new Map(), layoutName),
    exit: nothingTaken ? 1 : isPartly(delivered) ? 3 : 0,
  };

  function layoutShown(read: typeof files): ReadonlyMap<string, Profile> {
    return new Map(read.flatMap(({ file, source }) => (source.ok && source.value.profile === 'inferred' ? [[file, source.value.layout] as const] : [])));
  }
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
  };
}
