/**
 * Every expected failure: a name, one sentence, a next step, an exit code. Exhaustive by type: a failure that is not in
 * the catalogue cannot be made. Functions return them in a Result; where a transaction must unwind, they are thrown
 * inside `FailureError` and caught by the face that asked. Anything else that is thrown is a defect.
 */
export interface Told { readonly message: string; readonly hint: string; readonly exit: 1 | 2 | 3 | 75 }

const told = (message: string, hint: string, exit: Told['exit'] = 1): Told => ({ message, hint, exit });

const catalogue = {
  // --- statement files
  'file-unreadable': (d: { file: string; why: string }) =>
    told(`Cannot read ${d.file}: ${d.why}.`, 'Check the path and that you may read the file.'),
  'file-empty': (d: { file: string }) =>
    told(`${d.file} is empty.`, 'Download the statement from the bank again.'),
  'file-binary': (d: { file: string; looksLike: string }) =>
    told(`${d.file} is not a statement: it looks like ${d.looksLike}.`, 'Export the statement from the bank as CSV, Excel, OFX, CAMT or MT940.'),
  'file-line-too-long': (d: { file: string; line: number; limit: number }) =>
    told(`${d.file} has a record of more than ${d.limit} bytes at line ${d.line}.`, 'A quote that never closes looks like this; open the file at that line, or download it again.'),
  'file-truncated': (d: { file: string; line: number }) =>
    told(`${d.file} ends inside a quoted field that began near line ${d.line}.`, 'The download was cut off; download the statement again.'),
  'statement-broken': (d: { file: string; line: number; why: string }) =>
    told(`${d.file} is broken at line ${d.line}: ${d.why}.`, 'The download was cut off or the file was changed; download the statement again. Nothing of it was imported.'),
  'statement-refused': (d: { file: string; why: string }) =>
    told(`The bank answered with an error instead of a statement in ${d.file}: ${d.why}.`, 'Download it again at the bank; nothing of it was imported.'),
  'statement-hostile': (d: { file: string; line: number; why: string }) =>
    told(`${d.file} is no statement that a bank writes: ${d.why} (line ${d.line}).`, 'Nothing of it was imported. If it came from your bank, ask there for another format.'),
  'export-newer': (d: { file: string; found: string; known: number }) =>
    told(`${d.file} was written by a newer ft (export version ${d.found}; this one knows ${d.known}).`, 'Update finance-tracker, then import it again. Nothing was changed.'),
  'archive-unusable': (d: { file: string; why: string }) =>
    told(`Cannot use the archive ${d.file}: ${d.why}.`, 'Unpack it yourself and import the statements in it.'),
  'folder-without-statements': (d: { folder: string }) =>
    told(`There is no statement in the folder ${d.folder}.`, 'Name a folder that holds CSV, Excel, OFX, QIF, CAMT or MT940 files, or a zip archive of them.'),
  'file-has-no-rows': (d: { file: string; leftOut?: readonly string[] }) => (d.leftOut?.length
    ? told(`${d.file} holds no transactions that moved cash: only ${d.leftOut.join(', ')}.`, 'What is bought and sold in shares is not imported; there is nothing else in the file.')
    : told(`${d.file} holds no transactions.`, 'Choose a longer period at the bank, or name the layout with --profile.')),
  'rows-unreadable': (d: { file: string; count: number; first: string; header: readonly string[]; isTable: boolean }) =>
    told(`None of the ${d.count} row${d.count === 1 ? '' : 's'} of ${d.file} can be read (${d.first}).`,
      !d.isTable ? 'Download the statement again; if it stays so, ask the bank for another format.' : `Check the date order (--date-order) and the decimal mark (--decimal), or say which column is which with --map.${d.header.length ? ` Columns: ${d.header.join(' | ')}.` : ''}`),
  'layout-unknown': (d: { file: string; header: readonly string[] }) =>
    told(`No known bank layout fits ${d.file}, and its columns cannot be told apart for certain. Columns: ${d.header.join(' | ')}.`,
      'Say which is which: ft import FILE --map date=…,amount=…,description=… (add --save-profile NAME to keep it).'),
  'layout-ambiguous': (d: { file: string; profiles: readonly string[] }) =>
    told(`${d.file} fits several bank layouts equally: ${d.profiles.join(', ')}.`, `Choose one: --profile ${d.profiles[0] ?? 'NAME'}.`),
  'sheets-ambiguous': (d: { file: string; sheets: readonly string[] }) =>
    told(`${d.file} holds several tables of transactions that are not pages of one: ${d.sheets.slice(0, 10).join(', ')}.`, 'Save each as a file of its own, and import them one by one.'),
  'profile-unknown': (d: { profile: string; near: readonly string[] }) =>
    told(`There is no layout named ${d.profile}.`, d.near.length ? `Did you mean ${d.near.join(', ')}?` : 'ft profiles lists them.', 2),
  'profile-misfit': (d: { file: string; profile: string; why: string }) =>
    told(`The layout ${d.profile} does not fit ${d.file}: ${d.why}.`, 'Leave --profile out to let the layout be recognised.'),
  'map-invalid': (d: { why: string }) =>
    told(`--map cannot be used: ${d.why}.`, 'Example: --map date=Dato,amount=Beløp,description=Tekst', 2),
  'column-ambiguous': (d: { file: string; column: string; readings: readonly string[]; flag: string }) =>
    told(`The column "${d.column}" of ${d.file} can be read as ${d.readings.join(' or ')}, and no row settles it.`, `Settle it with ${d.flag}.`),
  'currency-unknown': (d: { file: string; found: string }) =>
    told(d.found ? `${d.file} names a currency that is not in ISO 4217: ${d.found}.` : `${d.file} does not say its currency.`, 'Name it: --currency NOK (or SEK, EUR …).'),
  'rows-rejected': (d: { file: string; count: number; first: string }) =>
    told(`${d.count} row${d.count === 1 ? '' : 's'} of ${d.file} cannot be read, and --strict was given: ${d.first}.`, 'Nothing was imported. Mend the rows, or leave --strict out to import the rest.'),
  'account-ambiguous': (d: { file: string; accounts: readonly string[] }) =>
    told(`${d.file} does not say its account${d.accounts.length > 0 ? `, and it could be ${d.accounts.slice(0, 5).join(' or ')}${d.accounts.length > 5 ? ` or ${d.accounts.length - 5} others` : ''}` : ''}.`, d.accounts.length > 0 ? `Name it: --account "${d.accounts[0]!}".` : 'Name it: --account NAME; a new one is opened.'),
  'account-unnumbered': (d: { file: string; number: string; account: string; fresh: string }) =>
    told(`${d.file} is of the account ${d.number}, and the account ${d.account}, whose number no file has told, may be the same one.`, `Name the account: --account "${d.account}", or --account "${d.fresh}" for one of its own.`),
  'account-unknown': (d: { account: string; known: readonly string[] }) =>
    told(`There is no account "${d.account}".`, d.known.length ? `Known accounts: ${d.known.join(', ')}.` : 'Import a statement first, or ft accounts open NAME --currency NOK.'),
  'account-currency': (d: { account: string; has: string; found: string }) =>
    told(`The account ${d.account} is in ${d.has}, but the rows are in ${d.found}.`, 'Import into another account: --account NAME.'),
  'account-exists': (d: { account: string }) =>
    told(`There is an account "${d.account}" already.`, 'Choose another name; ft accounts lists them.'),
  'account-closed': (d: { account: string }) =>
    told(`The account ${d.account} is closed.`, 'Open it again: ft accounts reopen NAME.'),
  // --- the ledger
  'home-unwritable': (d: { home: string; why: string }) =>
    told(`Cannot write in ${d.home}: ${d.why}.`, 'Name another folder with --home, or mend its permissions.'),
  'home-taken': (d: { home: string }) =>
    told(`There is a ledger in ${d.home} already, and the demo does not go into it.`, 'Name an empty folder with --home, or leave --home out: the demo then gets a folder of its own.'),
  'disk-full': (d: { home: string }) =>
    told(`The disk that holds ${d.home} is full; nothing was changed.`, 'Free some space and run the same command again.'),
  'ledger-busy': (d: { home: string }) =>
    told(`Another ft is writing to ${d.home} and did not finish in time.`, 'Try again in a moment.', 75),
  'ledger-newer': (d: { found: number; known: number }) =>
    told(`The ledger was written by a newer ft (format ${d.found}; this one knows ${d.known}).`, 'Update finance-tracker, then try again. Nothing was changed.'),
  'ledger-corrupt': (d: { home: string; why: string }) =>
    told(`The ledger in ${d.home} is damaged: ${d.why}.`, 'Restore ledger.db in that folder from a backup, or name another folder with --home.'),
  'chain-broken': (d: { commit: string; why: string }) =>
    told(`The log does not verify at commit ${d.commit}: ${d.why}.`, 'The file was changed outside ft, or damaged; restore it from a backup.'),
  'nothing-yet': (_: object) =>
    told('There is no data yet.', 'Begin with: ft import FILE…   or look around with: ft demo'),
  'commit-unknown': (d: { commit: string }) =>
    told(`There is no commit ${d.commit}.`, 'ft history lists them.'),
  'id-ambiguous': (d: { what: string; prefix: string; matches: readonly string[] }) =>
    told(`${d.prefix} is the beginning of several ${d.what}s: ${d.matches.join(', ')}.`, 'Give more characters.'),
  'nothing-to-undo': (d: { redo: boolean }) =>
    told(`There is nothing to ${d.redo ? 'redo' : 'undo'}.`, 'ft history shows what was done.'),
  'already-undone': (d: { commit: string; redo: boolean }) =>
    told(`Commit ${d.commit} ${d.redo ? 'stands; it is not undone' : 'is undone already'}.`, d.redo ? 'Nothing to do.' : `Bring it back with: ft redo ${d.commit}`),
  'instant-invalid': (d: { text: string }) =>
    told(`"${d.text}" is not an instant.`, 'Use 2026-03-31 or 2026-03-31T18:00 or a commit id.', 2),
  // --- the hub
  'hub-address-invalid': (d: { why: string }) =>
    told(`The hub's address cannot be used: ${d.why}.`, 'Example: ft hub connect postgres://user@host:5432/database?sslmode=verify-full', 2),
  'hub-insecure': (d: { host: string }) =>
    told(`The way to ${d.host} is not encrypted, and a hub that can read the ledger needs that.`, 'Leave sslmode=disable out, or seal what is sent: ft hub connect URL --encrypt', 2),
  'hub-unreachable': (d: { host: string; why: string }) =>
    told(`Cannot reach the hub on ${d.host}: ${d.why}.`, 'Check the network and that the server runs, then: ft hub sync. Nothing is lost: the rest goes on from the last commit that arrived.', 75),
  'hub-tls': (d: { host: string; why: string }) =>
    told(`The hub on ${d.host} cannot prove who it is: ${d.why}.`, 'Name the certificate of its authority: ?sslrootcert=FILE in the address. There is no way to skip this.'),
  'hub-denied': (d: { host: string; why: string }) =>
    told(`The hub on ${d.host} lets this device not in: ${d.why}.`, 'Connect again with a user that may: ft hub connect postgres://…'),
  'hub-refused': (d: { host: string; why: string }) =>
    told(`The hub on ${d.host} refuses: ${d.why}.`, 'Nothing of this step was kept; ft hub status says what is there.'),
  'hub-full': (d: { host: string }) =>
    told(`The disk of the hub on ${d.host} is full.`, 'Make room there, then: ft hub sync. Nothing is lost.', 75),
  'hub-busy': (d: { host: string }) =>
    told(`Another device is writing to the hub on ${d.host} and did not finish in time.`, 'Try again in a moment: ft hub sync', 75),
  'hub-none': (d: { host: string; schema: string }) =>
    told(`There is no hub in the database on ${d.host} (schema ${d.schema}).`, 'Make one there: ft hub connect postgres://… --yes   (a home that is connected already leaves it first: ft hub disconnect)'),
  'hub-newer': (d: { found: number; known: number }) =>
    told(`The hub was made by a newer ft (format ${d.found}; this one knows ${d.known}).`, 'Update finance-tracker on this device, then: ft hub sync. Nothing was changed.'),
  'hub-not-connected': (_: object) =>
    told('This home is connected to no hub.', 'Connect it with: ft hub connect postgres://…   (docs/hub.md)'),
  'hub-connected': (d: { where: string }) =>
    told(`This home is connected to the hub ${d.where} already.`, 'Leave that one first: ft hub disconnect'),
  'hub-forked': (d: { device: string; sequence: number; isOwn: boolean }) =>
    told(`${d.isOwn ? 'This device wrote' : `Two copies of device ${d.device} wrote`} ${d.isOwn ? '' : 'different '}commits after its commit ${d.sequence}${d.isOwn ? ', and so did another copy of it that came to the hub first' : ''}: a backup was restored, or a disk was cloned.`,
      'Nothing was sent or taken. Keep both, this one as a device of its own: ft hub adopt-as-new-device'),
  'hub-commit-refused': (d: { commit: string; device: string; why: string }) =>
    told(`Commit ${d.commit} of device ${d.device} is not taken: ${d.why}.`, 'What came before it is here. Refill the hub from a device that you trust: docs/hub.md tells how.'),
  'hub-clock-ahead': (d: { days: number }) =>
    told(`Commits of this device are dated ${d.days} day${d.days === 1 ? '' : 's'} into the future, and would win against everything that other devices decide until then.`,
      'Set the clock right, then date them anew: ft hub adopt-as-new-device'),
  'hub-key-needed': (_: object) =>
    told('The hub is sealed: only devices with its key can read it.', 'Show the code on a device that is connected (ft hub invite), then here: ft hub connect URL --code CODE'),
  'hub-key-wrong': (_: object) =>
    told('The code is not the one of this hub.', 'Show it again on a device that is connected: ft hub invite', 2),
  'hub-code-invalid': (_: object) =>
    told('That is no code of a hub: it has seven groups of four characters, or a character is wrong.', 'Show it again on a device that is connected: ft hub invite', 2),
  'hub-unsealed': (_: object) =>
    told('The hub is there already, and it is not sealed: --encrypt would come too late.', 'Make a new one in another schema: ft hub connect URL --schema NAME --encrypt', 2),
  // --- banks
  'provider-unknown': (d: { provider: string; known: readonly string[] }) =>
    told(`There is no provider "${d.provider}".`, `Choose one: ${d.known.join(', ')}. ft bank providers says what each is for.`, 2),
  'bank-unknown': (d: { bank: string; near: readonly string[] }) =>
    told(`The provider knows no bank "${d.bank}".`, d.near.length ? `Did you mean ${d.near.join(', ')}?` : 'ft bank providers --provider NAME --country NO lists its banks.'),
  'connection-unknown': (d: { connection: string; known: readonly string[] }) =>
    told(`There is no bank connection "${d.connection}".`, d.known.length ? `Connected: ${d.known.join(', ')}.` : 'Connect one with: ft bank connect'),
  'nothing-connected': (_: object) =>
    told('No bank is connected.', 'Connect one with: ft bank connect   or see how it works: ft bank connect --provider demo'),
  'bank-url-refused': (d: { url: string; why: string }) =>
    told(`The address ${d.url} is not asked: ${d.why}.`, 'Use an https address; plain http goes to this machine only.', 2),
  'bank-unreachable': (d: { host: string; why: string }) =>
    told(`Cannot reach ${d.host}: ${d.why}.`, 'Check the network, then run the same command again. Nothing was changed.', 75),
  'bank-tls': (d: { host: string; why: string }) =>
    told(`${d.host} cannot prove who it is: ${d.why}.`, 'Nothing was sent. Check this machine\'s clock and whether something stands between it and the bank; there is no way to skip this.'),
  'bank-identity': (d: { host: string; why: string }) =>
    told(`${d.host} is not told who asks: ${d.why}.`, 'Give certificate and key (PEM files) again with: ft bank reconnect'),
  'bank-redirected': (d: { host: string; to: string }) =>
    told(`${d.host} sends to another address (${d.to}), which is not followed.`, 'If the service has moved, set bank.PROVIDER.baseUrl in config.json.'),
  'bank-answer-too-large': (d: { host: string; limit: number }) =>
    told(`${d.host} answered with more than ${d.limit} MB, which no bank does.`, 'Ask for a shorter period: ft sync --since DATE'),
  'bank-answer-cut': (d: { host: string }) =>
    told(`The answer of ${d.host} broke off.`, 'Run the same command again. Nothing of it was taken.', 75),
  'bank-refused': (d: { provider: string; says: string }) =>
    told(`${d.provider} refuses: ${d.says}.`, 'docs/banks.md says how its keys are made, and what else to look at.'),
  'bank-down': (d: { provider: string; says: string }) =>
    told(`${d.provider} cannot answer now: ${d.says}.`, 'Try again later; nothing was lost.', 75),
  'bank-wait': (d: { provider: string; until: string }) =>
    told(`${d.provider} asks to wait until ${d.until}.`, 'Run the same command then.', 75),
  'consent-refused': (d: { why: string }) =>
    told(`The bank gave no consent: ${d.why}.`, 'Nothing was connected. Begin again with: ft bank connect'),
  'consent-unfinished': (d: { given?: boolean }) =>
    told(d.given ? 'That is no address with a code in it, so the consent could not be finished.' : 'No address was given, so the consent could not be finished.', 'Begin again, log in at the bank, and paste the whole address that the browser ends at.'),
  'consent-mismatch': (_: object) =>
    told('The address does not belong to this consent: its state is another one.', 'Paste the address that the browser ended at for the link shown just now, not an older one. Nothing was connected.'),
  'consent-stands': (d: { commit: string }) =>
    told(`Commit ${d.commit} records what was agreed at a bank, which undo cannot take back: a consent is given and ended there.`, 'ft bank disconnect NAME ends one, and ft bank reconnect NAME gives one anew.'),
  'clock-wrong': (d: { minutes: number; host: string }) =>
    told(`This machine\'s clock is ${d.minutes} minutes away from that of ${d.host}, so keys made here are refused.`, 'Set the clock right, then run the same command again.'),
  'sync-running': (_: object) =>
    told('Another sync is running, or a bank is being connected.', 'Wait for it to end; two never run at once.', 75),
  'secrets-unwritable': (d: { where: string; why: string }) =>
    told(`Secrets cannot be kept in ${d.where}: ${d.why}.`, 'Unlock the keychain, or keep them in a file that only you can read: FT_SECRETS=file'),
  'secrets-open': (d: { file: string }) =>
    told(`Others on this machine can read ${d.file}, which holds secrets.`, `Close it with: chmod 600 "${d.file}"   and make new keys at the bank if anyone may have looked.`),
  'secrets-unreachable': (d: { where: string; why: string }) =>
    told(`Secrets lie in ${d.where}, which does not open: ${d.why}.`, 'Unlock it (log in where its windows are shown) and run the same command again. To keep them in a file from now on: FT_SECRETS=file and ft bank reconnect', 75),
  'secrets-damaged': (d: { file: string }) =>
    told(`${d.file} holds no secrets that can be read.`, 'Move it away, then give them anew with: ft bank reconnect'),
  'secret-missing': (d: { connection: string; what: string }) =>
    told(`${d.connection} has no ${d.what} on this machine.`, `Give it anew with: ft bank reconnect "${d.connection}"   or leave the bank without it: ft bank disconnect "${d.connection}" --anyway`),
  'config-invalid': (d: { file: string; why: string }) =>
    told(`${d.file} cannot be used: ${d.why}.`, 'Mend it, or move it away to go on without settings.', 2),
  'schedule-unavailable': (d: { why: string }) =>
    told(`A schedule cannot be set on this machine: ${d.why}.`, 'ft schedule install --print shows the lines to put where your machine keeps its schedules.'),
  'schedule-refused': (d: { program: string; says: string }) =>
    told(`${d.program} refused the schedule: ${d.says}`, 'Nothing was left behind. ft schedule install --print shows what would have been set.'),
  // --- knowledge
  'transaction-unknown': (d: { id: string; gone?: string; by?: string }) =>
    told(d.gone ? `Transaction ${d.id} does not stand any more: ${d.gone}.` : `There is no transaction ${d.id}.`, d.by ? `See it there: ft show ${d.by}` : 'ft list shows the ids.'),
  'category-unknown': (d: { category: string; near: readonly string[] }) =>
    told(`There is no category "${d.category}".`, d.near.length ? `Did you mean ${d.near.join(', ')}?` : 'ft categories lists them; ft categories add makes one.'),
  'category-exists': (d: { category: string }) =>
    told(`There is a category "${d.category}" already.`, 'Choose another name.'),
  'rule-unknown': (d: { rule: string }) =>
    told(`There is no rule ${d.rule}.`, 'ft rules list shows them.'),
  'rule-invalid': (d: { why: string }) =>
    told(`That rule cannot be used: ${d.why}.`, 'Example: ft rules add --text "rema 1000" --category groceries', 2),
  'query-invalid': (d: { query: string; why: string }) =>
    told(`The query "${d.query}" cannot be read: ${d.why}.`, 'Example: ft list kiwi category:groceries "amount:<-100" date:2026-01..2026-03', 2),
  'amount-invalid': (d: { text: string; why: string }) =>
    told(`"${d.text}" is not an amount: ${d.why}.`, 'Write it like -249.00 or 1500, in the account\'s currency.', 2),
  'date-invalid': (d: { text: string; backwards?: boolean }) => (d.backwards === true
    ? told(`The period ${d.text} runs backwards: it ends before it begins.`, 'Name the earlier day first.', 2)
    : told(`"${d.text}" is not a date.`, 'Write it like 2026-03-31 (or 2026-03 for a month).', 2)),
  'split-unbalanced': (d: { total: string; parts: string }) =>
    told(`The parts add up to ${d.parts}, but the transaction is ${d.total}.`, 'Make the parts add up; one part may be left without an amount to take the rest.', 2),
  'budget-unknown': (d: { target: string }) =>
    told(`There is no budget for ${d.target}.`, 'ft budget shows them; ft budget set makes one.'),
  'transfer-impossible': (d: { why: string }) =>
    told(`Those two cannot be linked as a transfer: ${d.why}.`, 'A transfer is one row out of an account of yours and one row into another.', 2),
  'transfer-none': (d: { id: string }) =>
    told(`${d.id} is linked to none.`, 'ft transfers shows what is linked and suggested; refuse a suggestion by naming both rows: ft transfers unlink OUT IN', 2),
  'doubt-unknown': (d: { id: string }) =>
    told(`There is no open question ${d.id}.`, 'ft review shows them.'),
  'output-exists': (d: { file: string }) =>
    told(`${d.file} exists already; nothing was written.`, 'Choose another name, or add --yes to replace it.'),
  'output-unwritable': (d: { file: string; why: string }) =>
    told(`Cannot write ${d.file}: ${d.why}.`, 'Check the folder and its permissions, or choose another name.'),
  'sum-too-large': (_: object) =>
    told('The amounts add up to more than can be kept exact.', 'Look for an amount that was misread (ft import has --decimal and --map); nothing was changed.'),
  'merchants-damaged': (d: { file: string; why: string }) =>
    told(`The list of known merchants, ${d.file}, cannot be used: ${d.why}.`, 'Install finance-tracker again; your data is not touched by this.'),
  // --- the local model: told once, the other steps go on
  'model-missing': (d: { folder: string; why: string }) =>
    told(`The local model in ${d.folder} cannot be read: ${d.why}.`, 'Rules, corrections and known merchants go on without it. Install finance-tracker again to get it back, or mend FT_MODEL where that is set.'),
  'model-tampered': (d: { file: string }) =>
    told(`${d.file} is not the model that ft was shipped with: its digest differs, so it is not used.`, 'Rules, corrections and known merchants go on without it. Install finance-tracker again to get it back, or mend FT_MODEL where that is set.'),
  'model-unavailable': (d: { why: string }) =>
    told(`The local model cannot run here: ${d.why}.`, 'Rules, corrections and known merchants go on without it. ft doctor says what this machine lacks.'),
  // --- the command line
  'usage': (d: { why: string; hint: string }) => told(d.why, d.hint, 2),
} as const;

type Catalogue = typeof catalogue;
export type FailureCode = keyof Catalogue;
/** A tagged failure: its code and the details its sentence needs. */
export type Failure = { [C in FailureCode]: { readonly code: C } & Readonly<Parameters<Catalogue[C]>[0]> }[FailureCode];
export type FailureOf<C extends FailureCode> = Extract<Failure, { code: C }>;

/** Code and details -> the tagged failure. */
export const failure = <C extends FailureCode>(code: C, detail: Parameters<Catalogue[C]>[0]): FailureOf<C> =>
  ({ code, ...detail }) as unknown as FailureOf<C>;

/** Failure -> its sentence, next step and exit code. */
export const tell = (f: Failure): Told => (catalogue[f.code] as (detail: Failure) => Told)('file' in f ? { ...f, file: shownPath(f.file) } : f);

/** What a failure's sentence is made of, for programs: accounts it could be, columns, layouts. */
export const detailOf = ({ code: _, ...detail }: Failure): Readonly<Record<string, unknown>> => detail;

/** A path as a sentence can hold it: "" for none, the middle left out past 300 characters. */
const shownPath = (file: string): string => (file === '' ? '""' : file.length > 300 ? `${file.slice(0, 140)}…${file.slice(-140)}` : file);

/** Every code of the catalogue. */
export const failureCodes = (): readonly FailureCode[] => Object.keys(catalogue) as FailureCode[];

/** Carries an expected failure through a transaction that must roll back. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(f: Failure) {
    super(tell(f).message);
    this.name = 'FailureError';
    this.failure = f;
  }
}

/** Throws an expected failure. */
export function raise<C extends FailureCode>(code: C, detail: Parameters<Catalogue[C]>[0]): never {
  throw new FailureError(failure(code, detail));
}

/** The expected failure that a thrown value carries, if it does. By its shape: lazily loaded files hold a class of their own. */
export const failureIn = (error: unknown): Failure | undefined =>
  error instanceof Error && error.name === 'FailureError' ? (error as FailureError).failure : undefined;
