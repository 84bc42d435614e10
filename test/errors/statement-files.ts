/** Files that cannot be taken, and rows that belong to no account. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import AdmZip from 'adm-zip';
import type { Provocations, Room } from './provocation.ts';
import { done } from './provocation.ts';

const AGAIN = 'Download the statement from the bank again.';
const MAP = ['--map', 'date=Dato,amount=Beløp,description=Tekst', '--currency', 'NOK', '--account', 'Brukskonto'];
const ROW = '15.02.2026;KIOSK;-10,00\n';
const csv = (...rows: string[]): string => `Dato;Tekst;Beløp\n${rows.join('')}`;
/** `ft import` of a file in the room. */
const importing = (name: string, ...more: string[]) => (room: Room): string[] => ['import', join(room.folder, name), ...more];
const with_ = (name: string, content: string | Uint8Array) => (room: Room): void => void room.file(name, content);
const at = (name: string, before: string, after: string) => (room: Room): string => `${before}${join(room.folder, name)}${after}`;
const danske = (above: string, day: string): string => `${above}Dato;Tekst;Beløb;Saldo;Status;Afstemt\n${day};KAFFE;-10,00;90,00;Udført;Nej\n`;
const QIF = ['--currency', 'NOK', '--account', 'Brukskonto'];
const UNPACK = 'Unpack it yourself and import the statements in it.';
function zip(members: Readonly<Record<string, string | Buffer>>): Buffer {
  const archive = new AdmZip();
  for (const [name, content] of Object.entries(members)) archive.addFile(name, Buffer.from(content));
  return archive.toBuffer();
}
/** Sheets by name, each as rows of cells -> a workbook. */
function workbook(sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Buffer {
  const book = utils.book_new();
  for (const [name, rows] of Object.entries(sheets)) utils.book_append_sheet(book, utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
}
const DNB_ROWS = [['Dato', 'Forklaring', 'Rentedato', 'Ut fra konto', 'Inn på konto'], ['13.01.2026', 'A', '13.01.2026', '10,00', ''], ['15.01.2026', 'B', '15.01.2026', '20,00', '']];
const DNB = 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n';

export const statementFiles: Provocations = {
  'file-unreadable': [
    { argv: importing('none.csv'), message: at('none.csv', 'Cannot read ', ': there is no such file.'), hint: 'Check the path and that you may read the file.', exit: 1 },
    { argv: importing('*.csv'), message: at('*.csv', 'Cannot read ', ': no file fits that pattern.'), hint: 'Check the path and that you may read the file.', exit: 1 },
    { argv: () => ['import', '/dev/null'], message: 'Cannot read /dev/null: it is no regular file.', hint: 'Check the path and that you may read the file.', exit: 1 },
  ],
  'file-empty': [
    { prepare: with_('a.csv', ''), argv: importing('a.csv'), message: at('a.csv', '', ' is empty.'), hint: AGAIN, exit: 1 },
    { prepare: with_('a.csv', Uint8Array.of(0xef, 0xbb, 0xbf)), argv: importing('a.csv'), message: at('a.csv', '', ' is empty.'), hint: AGAIN, exit: 1 },
  ],
  'file-binary': [
    { prepare: with_('a.csv', '%PDF-1.7\n%\u00e2\u00e3'), argv: importing('a.csv'), message: at('a.csv', '', ' is not a statement: it looks like a PDF document.'), hint: 'Export the statement from the bank as CSV, Excel, OFX, CAMT or MT940.', exit: 1 },
    { prepare: with_('a.csv', 'Dato;Tekst\u0000;Beløp\n'), argv: importing('a.csv'), message: at('a.csv', '', ' is not a statement: it looks like binary data (it holds NUL bytes).'), hint: 'Export the statement from the bank as CSV, Excel, OFX, CAMT or MT940.', exit: 1 },
  ],
  'file-line-too-long': [{
    prepare: with_('a.csv', csv(`15.02.2026;${'x'.repeat(1_200_000)};-1,00\n`, ROW)), argv: importing('a.csv'), message: at('a.csv', '', ' has a record of more than 1000000 bytes at line 2.'),
    hint: 'A quote that never closes looks like this; open the file at that line, or download it again.', exit: 1,
  }],
  'file-truncated': [{
    prepare: with_('a.csv', csv(ROW, '16.02.2026;"KIOSK;-10,0')), argv: importing('a.csv', ...MAP), message: at('a.csv', '', ' ends inside a quoted field that began near line 3.'),
    hint: 'The download was cut off; download the statement again.', exit: 1,
  }],
  'statement-broken': [{
    prepare: with_('a.qif', '!Type:Bank\nD15.02.2026\nT-10,00\n^\nD16.02.2026'), argv: importing('a.qif', ...QIF), message: at('a.qif', '', ' is broken at line 5: it ends inside the record that begins there.'),
    hint: 'The download was cut off or the file was changed; download the statement again. Nothing of it was imported.', exit: 1,
  }],
  'statement-refused': [{
    prepare: with_('a.ofx', '<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>'), argv: importing('a.ofx'),
    message: at('a.ofx', 'The bank answered with an error instead of a statement in ', ': code 15500: Signon invalid.'), hint: 'Download it again at the bank; nothing of it was imported.', exit: 1,
  }],
  'statement-hostile': [{
    prepare: with_('a.qif', `!Type:Bank\nD15.02.2026\nT-10,00\nP${'x'.repeat(1_200_000)}\n^\n`), argv: importing('a.qif', ...QIF), message: at('a.qif', '', ' is no statement that a bank writes: it has a line of more than 1000000 characters (line 4).'),
    hint: 'Nothing of it was imported. If it came from your bank, ask there for another format.', exit: 1,
  }],
  'export-newer': [{
    prepare: with_('a.json', '{"format":"finance-tracker","version":2,"transactions":[]}'), argv: importing('a.json'), message: at('a.json', '', ' was written by a newer ft (export version 2; this one knows 1).'),
    hint: 'Update finance-tracker, then import it again. Nothing was changed.', exit: 1,
  }],
  'sheets-ambiguous': [{
    prepare: with_('a.xlsx', workbook({ Brukskonto: DNB_ROWS, Sparekonto: DNB_ROWS })), argv: importing('a.xlsx'), message: at('a.xlsx', '', ' holds several tables of transactions that are not pages of one: Brukskonto, Sparekonto.'),
    hint: 'Save each as a file of its own, and import them one by one.', exit: 1,
  }],
  'archive-unusable': [
    { prepare: with_('a.zip', zip({ 'a.csv': csv(ROW.repeat(50)) }).subarray(0, 60)), argv: importing('a.zip'), message: at('a.zip', 'Cannot use the archive ', ': it is cut or broken.'), hint: UNPACK, exit: 1 },
    { prepare: with_('a.zip', zip({ 'a.pdf': '%PDF-1.7' })), argv: importing('a.zip'), message: at('a.zip', 'Cannot use the archive ', ': there is no statement in it.'), hint: UNPACK, exit: 1 },
    { prepare: with_('a.zip', zip({ 'a.csv': Buffer.alloc(5_000_000, 32) })), argv: importing('a.zip'), message: at('a.zip', 'Cannot use the archive ', ': it unpacks to far more than a statement does, as a zip bomb would.'), hint: UNPACK, exit: 1 },
  ],
  'folder-without-statements': [{
    prepare: (room) => { mkdirSync(join(room.folder, 'downloads')); room.file('downloads/a.pdf', '%PDF-1.7'); }, argv: importing('downloads'),
    message: at('downloads', 'There is no statement in the folder ', '.'), hint: 'Name a folder that holds CSV, Excel, OFX, QIF, CAMT or MT940 files, or a zip archive of them.', exit: 1,
  }],
  'file-has-no-rows': [{
    prepare: with_('a.csv', csv()), argv: importing('a.csv'), message: at('a.csv', '', ' holds no transactions.'), hint: 'Choose a longer period at the bank, or name the layout with --profile.', exit: 1,
  }],
  'rows-unreadable': [
    {
      prepare: with_('a.csv', csv('99.02.2026;A;-1,00\n', '98.02.2026;B;-2,00\n')), argv: importing('a.csv', ...MAP),
      message: at('a.csv', 'None of the 2 rows of ', ' can be read (line 2: the date "99.02.2026" is no date).'),
      hint: 'Check the date order (--date-order) and the decimal mark (--decimal), or say which column is which with --map. Columns: Dato | Tekst | Beløp.', exit: 1,
    },
    {
      prepare: with_('a.csv', csv('02/13/2026;A;-1,00\n')), argv: importing('a.csv', ...MAP, '--date-order', 'dmy'),
      message: at('a.csv', 'None of the 1 row of ', ' can be read (line 2: the date "02/13/2026" is no date).'),
      hint: 'Check the date order (--date-order) and the decimal mark (--decimal), or say which column is which with --map. Columns: Dato | Tekst | Beløp.', exit: 1,
      next: importing('a.csv', ...MAP, '--date-order', 'mdy'),
    },
  ],
  'layout-unknown': [{
    prepare: with_('a.csv', 'When,What,This,That\n2026-02-15,COFFEE,5.00,100.00\n2026-02-16,COFFEE,7.00,31.00\n'), argv: importing('a.csv'),
    message: at('a.csv', 'No known bank layout fits ', ', and its columns cannot be told apart for certain. Columns: When | What | This | That.'),
    hint: 'Say which is which: ft import FILE --map date=…,amount=…,description=… (add --save-profile NAME to keep it).', exit: 1,
    next: importing('a.csv', '--map', 'date=When,amount=This,description=What', '--save-profile', 'mybank', '--currency', 'NOK'),
  }],
  'layout-ambiguous': [{
    prepare: with_('a.csv', `${DNB}13.01.2026;A;;1.234;\n`), argv: importing('a.csv'), message: at('a.csv', '', ' fits several bank layouts equally: no-dnb-txt-2026, no-dnb-csv-2018.'),
    hint: 'Choose one: --profile no-dnb-txt-2026.', exit: 1, next: importing('a.csv', '--profile', 'no-dnb-csv-2018', '--account', 'Brukskonto'),
  }],
  'profile-unknown': [
    { prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--profile', 'no-dnb-txt-2027'), message: 'There is no layout named no-dnb-txt-2027.', hint: (room) => `Did you mean ${room.kept['near']}?`, exit: 2 },
    { prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--profile', 'qqqqqqqqqqqq'), message: 'There is no layout named qqqqqqqqqqqq.', hint: 'ft profiles lists them.', exit: 2, next: () => ['profiles'] },
  ],
  'profile-misfit': [{
    prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--profile', 'no-dnb-csv-2018'), message: at('a.csv', 'The layout no-dnb-csv-2018 does not fit ', ': its header is not in the file.'),
    hint: 'Leave --profile out to let the layout be recognised.', exit: 1,
  }],
  'map-invalid': [
    { prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--map', 'date=Dato,sum=Beløp'), message: '--map cannot be used: "sum" is no part; the parts are date, value-date, amount, in, out, direction, fee, balance, description, currency, account, counterparty, counterparty-account, reference, type, category.', hint: 'Example: --map date=Dato,amount=Beløp,description=Tekst', exit: 2, next: importing('a.csv', ...MAP) },
    { prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--map', 'date=Dato,amount=Sum'), message: '--map cannot be used: there is no column "Sum".', hint: 'Example: --map date=Dato,amount=Beløp,description=Tekst', exit: 2, next: importing('a.csv', ...MAP) },
  ],
  'column-ambiguous': [
    {
      prepare: with_('a.csv', csv('01/02/2026;A;-1,50\n', '03/04/2026;B;-2,50\n')), argv: importing('a.csv', ...MAP), message: at('a.csv', 'The column "Dato" of ', ' can be read as day-month-year or month-day-year, and no row settles it.'),
      hint: 'Settle it with --date-order dmy or mdy.', exit: 1, next: importing('a.csv', ...MAP, '--date-order', 'mdy'),
    },
    {
      prepare: with_('a.csv', csv('15.02.2026;A;-1.234\n', '16.02.2026;B;-2.500\n')), argv: importing('a.csv', ...MAP), message: at('a.csv', 'The column "Beløp" of ', ' can be read as 1.234 = 1234 or 1.234 = 1 and 234 thousandths, and no row settles it.'),
      hint: "Settle it with --decimal ',' or --decimal '.'.", exit: 1, next: importing('a.csv', ...MAP, '--decimal', ','),
    },
  ],
  'currency-unknown': [
    { prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', '--map', 'date=Dato,amount=Beløp,description=Tekst', '--account', 'Ny'), message: at('a.csv', '', ' does not say its currency.'), hint: 'Name it: --currency NOK (or SEK, EUR …).', exit: 1, next: importing('a.csv', ...MAP) },
    {
      prepare: with_('a.csv', 'Date;Text;Amount;Currency\n2026-01-13;A;-10,00;ZZZ\n'), argv: importing('a.csv', '--map', 'date=Date,amount=Amount,description=Text,currency=Currency'),
      message: at('a.csv', '', ' names a currency that is not in ISO 4217: ZZZ.'), hint: 'Name it: --currency NOK (or SEK, EUR …).', exit: 1,
    },
  ],
  'rows-rejected': [{
    prepare: with_('a.csv', csv(ROW, '99.02.2026;KIOSK;-2,00\n', '17.02.2026;KIOSK;abc\n')), argv: importing('a.csv', ...MAP, '--strict'),
    message: at('a.csv', '2 rows of ', ' cannot be read, and --strict was given: line 3: the date "99.02.2026" is no date.'), hint: 'Nothing was imported. Mend the rows, or leave --strict out to import the rest.', exit: 1,
  }],
  'account-ambiguous': [
    {
      prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', ...MAP.slice(0, 4)), message: at('a.csv', '', ' does not say its account, and it could be Brukskonto or Sparekonto.'), hint: 'Name it: --account "Brukskonto".', exit: 1,
      next: importing('a.csv', ...MAP),
    },
    {
      prepare: with_('a.csv', 'Dato;Tekst;Beløp\n15.02.2026;KIOSK;-10,00\n'), argv: importing('a.csv', '--map', 'date=Dato,amount=Beløp,description=Tekst', '--currency', 'DKK'),
      message: at('a.csv', '', ' does not say its account.'), hint: 'Name it: --account NAME; a new one is opened.', exit: 1, next: importing('a.csv', '--map', 'date=Dato,amount=Beløp,description=Tekst', '--currency', 'DKK', '--account', 'København'),
    },
  ],
  'account-unnumbered': [{
    prepare: async (room) => { await done(room.home, 'import', room.file('a.csv', danske('', '13.01.2026'))); room.file('b.csv', danske('Kontonummer:;1234 567890\n', '14.01.2026')); }, argv: importing('b.csv'),
    message: at('b.csv', '', ' is of the account 1234567890, and the account Danske Bank, whose number no file has told, may be the same one.'),
    hint: 'Name the account: --account "Danske Bank", or --account "Danske Bank 67890" for one of its own.', exit: 1, next: importing('b.csv', '--account', 'Danske Bank'),
  }],
  'account-unknown': [{ argv: () => ['list', '--account', 'Nowhere'], message: 'There is no account "Nowhere".', hint: 'Known accounts: Brukskonto, Reise, Sparekonto.', exit: 1, next: () => ['list', '--account', 'Reise'] }],
  'account-currency': [{ prepare: with_('a.csv', csv(ROW)), argv: importing('a.csv', ...MAP.slice(0, 4), '--account', 'Reise'), message: 'The account Reise is in EUR, but the rows are in NOK.', hint: 'Import into another account: --account NAME.', exit: 1, next: importing('a.csv', ...MAP) }],
  'account-exists': [{ argv: () => ['accounts', 'open', 'brukskonto', '--currency', 'NOK'], message: 'There is an account "brukskonto" already.', hint: 'Choose another name; ft accounts lists them.', exit: 1, next: () => ['accounts'] }],
  'account-closed': [{
    prepare: async (room) => { room.file('a.csv', csv(ROW)); await done(room.home, 'accounts', 'close', 'Brukskonto'); }, argv: importing('a.csv', ...MAP),
    message: 'The account Brukskonto is closed.', hint: 'Open it again: ft accounts reopen NAME.', exit: 1, next: () => ['accounts', 'reopen', 'Brukskonto'],
  }],
  'sum-too-large': [{
    prepare: with_('a.csv', csv(...[1, 2, 3].map((n) => `1${n}.02.2026;${n};-9.007.199.254.740,91\n`))), argv: importing('a.csv', ...MAP),
    message: 'The amounts add up to more than can be kept exact.', hint: 'Look for an amount that was misread (ft import has --decimal and --map); nothing was changed.', exit: 1,
  }, {
    // Sums over all commits count, not only what one of them adds; and the ledger stays readable.
    prepare: async (room) => { for (const text of ['a', 'b']) await done(room.home, 'add', '9007199254740', text, '--account', 'Brukskonto'); }, argv: () => ['add', '9007199254740', 'c', '--account', 'Brukskonto'],
    message: 'The amounts add up to more than can be kept exact.', hint: 'Look for an amount that was misread (ft import has --decimal and --map); nothing was changed.', exit: 1, next: () => ['report', 'networth'],
  }],
};
