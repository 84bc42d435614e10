/** What a person names that is not there, or types in a way that cannot be meant. */
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { idOf } from '../cli/household.ts';
import type { Provocations } from './provocation.ts';

const AMOUNT = "Write it like -249.00 or 1500, in the account's currency.";
const RULE = 'Example: ft rules add --text "rema 1000" --category groceries';
const QUERY = 'Example: ft list kiwi category:groceries "amount:<-100" date:2026-01..2026-03';
const TRANSFER = 'A transfer is one row out of an account of yours and one row into another.';
const SPLIT = 'Make the parts add up; one part may be left without an amount to take the rest.';

export const knowledge: Provocations = {
  'transaction-unknown': [{ argv: () => ['show', 'zzzzzzz'], message: 'There is no transaction zzzzzzz.', hint: 'ft list shows the ids.', exit: 1, next: () => ['list'] }],
  'category-unknown': [
    { argv: () => ['rules', 'add', '--text', 'kiwi', '--category', 'grocerys'], message: 'There is no category "grocerys".', hint: 'Did you mean groceries?', exit: 1, next: () => ['rules', 'add', '--text', 'kiwi', '--category', 'groceries'] },
    { argv: () => ['list', 'category:qqqqqqqqqq'], message: 'There is no category "qqqqqqqqqq".', hint: 'ft categories lists them; ft categories add makes one.', exit: 1, next: () => ['categories', 'add', 'qqqqqqqqqq', '--group', 'Home'] },
  ],
  'category-exists': [{ argv: () => ['categories', 'add', 'Groceries', '--group', 'Home'], message: 'There is a category "Groceries" already.', hint: 'Choose another name.', exit: 1, next: () => ['categories', 'add', 'Farm shop', '--group', 'Home'] }],
  'rule-unknown': [{ argv: () => ['rules', 'remove', 'zzzzzz'], message: 'There is no rule zzzzzz.', hint: 'ft rules list shows them.', exit: 1, next: () => ['rules', 'list'] }],
  'rule-invalid': [
    { argv: () => ['rules', 'add', '--category', 'groceries'], message: 'That rule cannot be used: it has no condition, so it would fit everything.', hint: RULE, exit: 2, next: () => ['rules', 'add', '--text', 'rema 1001', '--category', 'groceries'] },
    { argv: () => ['rules', 'add'], message: 'That rule cannot be used: it has no condition, so it would fit everything.', hint: RULE, exit: 2 },
    { argv: () => ['rules', 'add', '--regex', '(a+)+$', '--category', 'groceries'], message: 'That rule cannot be used: a repeat inside a repeat can take forever.', hint: RULE, exit: 2 },
  ],
  'query-invalid': [
    { argv: () => ['list', 'amount:much'], message: 'The query "amount:much" cannot be read: amount:much is not like amount:<-100, amount:>=50, amount:100..200 or amount:=-45.', hint: QUERY, exit: 2, next: () => ['list', 'kiwi', 'category:groceries', 'amount:<-100', 'date:2026-01..2026-03'] },
  ],
  'amount-invalid': [
    { argv: () => ['add', 'ten', 'kaffe', '--account', 'Brukskonto'], message: '"ten" is not an amount: it holds no digits.', hint: AMOUNT, exit: 2, next: () => ['add', '--account', 'Brukskonto', '--', '-249.00', 'kaffe'] },
    { argv: () => ['add', '0', 'kaffe', '--account', 'Brukskonto'], message: '"0" is not an amount: it is nothing.', hint: AMOUNT, exit: 2 },
    { argv: () => ['add', '90071992547409.91', 'kaffe', '--account', 'Brukskonto'], message: '"90071992547409.91" is not an amount: it is too large.', hint: AMOUNT, exit: 2 },
    { argv: () => ['budget', 'set', 'groceries', '--', '-10'], message: '"-10" is not an amount: a budget is what may be spent, so it has no minus.', hint: AMOUNT, exit: 2, next: () => ['budget', 'set', 'groceries', '1500', '--currency', 'NOK'] },
  ],
  'date-invalid': [
    { argv: () => ['add', '10', 'kaffe', '--account', 'Brukskonto', '--date', '2026-02-31'], message: '"2026-02-31" is not a date.', hint: 'Write it like 2026-03-31 (or 2026-03 for a month).', exit: 2, next: () => ['add', '10', 'kaffe', '--account', 'Brukskonto', '--date', '2026-03-31'] },
    { argv: () => ['report', 'spending', '--period', 'someday'], message: '"someday" is not a date.', hint: 'Write it like 2026-03-31 (or 2026-03 for a month).', exit: 2, next: () => ['report', 'spending', '--period', '2026-03'] },
  ],
  'split-unbalanced': [{
    prepare: async (room) => { room.kept['id'] = await idOf(room.home, 'ukjent'); }, argv: (room) => ['split', room.kept['id']!, '60=groceries', '20=pharmacy'],
    message: 'The parts add up to -80.00 NOK, but the transaction is -70.00 NOK.', hint: SPLIT, exit: 2, next: (room) => ['split', room.kept['id']!, '60=groceries', 'pharmacy'],
  }],
  'budget-unknown': [{ argv: () => ['budget', 'end', 'clothing', '--currency', 'NOK'], message: 'There is no budget for clothing.', hint: 'ft budget shows them; ft budget set makes one.', exit: 1, next: () => ['budget', 'set', 'clothing', '500', '--currency', 'NOK'] }],
  'transfer-none': [{
    prepare: async (room) => { room.kept['id'] = await idOf(room.home, 'ukjent'); }, argv: (room) => ['transfers', 'unlink', room.kept['id']!],
    message: (room) => `${room.kept['id']!} is linked to none.`, hint: 'ft transfers shows what is linked and suggested; refuse a suggestion by naming both rows: ft transfers unlink OUT IN', exit: 2, next: () => ['transfers'],
  }],
  'transfer-impossible': [
    {
      prepare: async (room) => { room.kept['a'] = await idOf(room.home, 'ukjent'); room.kept['b'] = await idOf(room.home, 'retur'); }, argv: (room) => ['transfers', 'link', room.kept['a']!, room.kept['b']!],
      message: 'Those two cannot be linked as a transfer: both are in the same account.', hint: TRANSFER, exit: 2,
    },
    {
      prepare: async (room) => { room.kept['a'] = await idOf(room.home, 'sparekonto', 'account:Brukskonto'); }, argv: (room) => ['transfers', 'link', room.kept['a']!, room.kept['a']!],
      message: 'Those two cannot be linked as a transfer: it is one row, not two.', hint: TRANSFER, exit: 2,
    },
  ],
  'doubt-unknown': [{ argv: () => ['review', 'settle', 'zzzzzzz', 'new'], message: 'There is no open question zzzzzzz.', hint: 'ft review shows them.', exit: 1, next: () => ['review'] }],
  'output-exists': [{
    prepare: (room) => void room.file('all.csv', 'keep me'), argv: (room) => ['export', '--output', join(room.folder, 'all.csv')],
    message: (room) => `${join(room.folder, 'all.csv')} exists already; nothing was written.`, hint: 'Choose another name, or add --yes to replace it.', exit: 1, next: (room) => ['export', '--yes', '--output', join(room.folder, 'all.csv')],
  }],
  'output-unwritable': [
    {
      argv: (room) => ['export', '--output', join(room.folder, 'none', 'all.csv')], message: (room) => `Cannot write ${join(room.folder, 'none', 'all.csv')}: its folder does not exist.`, hint: 'Check the folder and its permissions, or choose another name.', exit: 1,
      next: (room) => ['export', '--output', join(room.folder, 'all.csv')],
    },
    {
      prepare: (room) => { mkdirSync(join(room.folder, 'out')); chmodSync(join(room.folder, 'out'), 0o755); }, argv: (room) => ['export', '--output', join(room.folder, 'out')],
      message: (room) => `Cannot write ${join(room.folder, 'out')}: it is a folder.`, hint: 'Check the folder and its permissions, or choose another name.', exit: 1,
    },
  ],
  usage: [
    { argv: () => ['lsit'], message: 'There is no command "lsit".', hint: 'Did you mean: ft list', exit: 2, next: () => ['list'] },
    { argv: () => ['list', '--colour'], message: "Unknown option '--colour'.", hint: 'ft --help, or ft COMMAND --help, shows how.', exit: 2, next: () => ['list', '--help'] },
    { argv: () => ['import'], message: "Missing required argument 'files'", hint: 'ft --help, or ft COMMAND --help, shows how.', exit: 2 },
    { argv: () => ['add', '10', 'kaffe', '--as-of', '2026-01-01'], message: 'The past cannot be changed: --as-of goes with commands that only read.', hint: 'Leave --as-of out.', exit: 2 },
    { argv: () => ['accounts', 'open', 'Bod'], message: 'Say its currency.', hint: 'Example: ft accounts open "Bod" --currency NOK', exit: 2, next: () => ['accounts', 'open', 'Bod', '--currency', 'NOK'] },
    { argv: () => ['accounts', 'open', 'Bod', '--currency', 'NOK', '--number', '-'], message: 'The number is empty.', hint: 'Example: --number "1234 56 78901"', exit: 2, next: () => ['accounts', 'open', 'Bod', '--currency', 'NOK', '--number', '1234 56 78901'] },
    { argv: () => ['categories', 'add', ' ', '--group', 'Home'], message: 'The label is empty.', hint: 'Example: ft categories add "Cabin" --group Home', exit: 2, next: () => ['categories', 'add', 'Cabin', '--group', 'Home'] },
    { argv: () => ['categories', 'add', 'Cabin', '--group', ''], message: 'The group is empty.', hint: 'Example: --group Home', exit: 2 },
    { argv: () => ['import', 'x.csv', '--account', ' '], message: 'The account has no name.', hint: 'Example: --account "Joint account"', exit: 2 },
    { argv: () => ['import', 'x.csv', '--save-profile', ''], message: 'The layout has no name.', hint: 'Example: --save-profile mybank', exit: 2 },
    { argv: () => ['import', 'x.csv', '--encoding', 'klingon'], message: '--encoding is klingon, which is not known.', hint: 'Example: --encoding windows-1252', exit: 2 },
    { argv: () => ['import', 'x.csv', '--currency', 'KRONER'], message: 'KRONER is not a currency of ISO 4217.', hint: 'Example: --currency NOK', exit: 2 },
    { argv: () => ['import', 'x.csv', '--date-order', 'ymdd'], message: '--date-order is ymdd, but there is dmy, mdy and ymd.', hint: 'Example: --date-order dmy', exit: 2 },
    { argv: () => ['import', 'x.csv', '--decimal', 'dot'], message: '--decimal is dot, but there is comma and point.', hint: 'Example: --decimal comma', exit: 2 },
  ],
};
