/** `ft bank`: connections to banks, from the consent to its end, and what was asked of them. */
import type { Command } from '../command.ts';
import { accessLog } from '../access-log.ts';
import { connecting, providers, reconnecting } from '../bank-connecting.ts';
import { disconnecting, linking } from '../bank-parting.ts';
import { status } from '../bank-status.ts';
import { dropMissing, keepMissing, listMissing } from '../missing-rows.ts';

const SECRETS = ['--secrets <file>', 'what the provider asks for, in a file: JSON, or lines of name=value; - reads them from stdin, up to an empty line'] as const;
const PORT = ['--port <number>', 'port of this machine that the browser comes back to, where the bank knows only one'] as const;

export const bankCommand: Command = {
  name: 'bank',
  summary: 'connect banks, see how they stand, leave them',
  now: true,
  examples: ['ft bank providers', 'ft bank connect --provider demo', 'ft bank status'],
  children: [
    {
      name: 'providers', summary: 'the ways to a bank; with --provider and --country the banks it reaches', now: true,
      options: [['--provider <name>', 'one provider: list its banks'], ['--country <code>', 'country of the banks (default NO)'], SECRETS],
      examples: ['ft bank providers', 'ft bank providers --provider enablebanking --country NO'], run: providers,
    },
    {
      name: 'connect', summary: 'give ft access to a bank, and fetch its whole history', now: true,
      options: [
        ['--provider <name>', 'the way to the bank (ft bank providers)'], ['--bank <name>', 'the bank, by its name or a part of it'], ['--country <code>', 'its country (default NO)'],
        ['--name <name>', 'what to call the connection (default: the bank)'], SECRETS, PORT,
      ],
      details: [
        'Keys and tokens are never options: they are asked for without being shown, or read from --secrets. Where you log in at the bank in a browser, its address is', 'printed, and the one it ends at is pasted (or piped in as a line).',
        'docs/banks.md leads through it.',
      ],
      examples: ['ft bank connect --provider demo', 'ft bank connect', 'ft bank connect --provider enablebanking --bank DNB', 'ft bank connect --provider sparebank1 --secrets keys.txt'], run: connecting,
    },
    { name: 'status', summary: 'consents, accounts, limits, balances and what is missing; asks no bank', now: true, examples: ['ft bank status', 'ft bank status --json'], run: status },
    {
      name: 'reconnect', summary: 'give a bank a new consent', operands: '<connection>', now: true,
      options: [['--new-keys', 'ask for keys and tokens anew too'], SECRETS, PORT], examples: ['ft bank reconnect DNB', 'ft bank reconnect DNB --new-keys'], run: reconnecting,
    },
    {
      name: 'disconnect', summary: 'end the consent at the bank and forget its keys; the transactions stay', operands: '<connection>', now: true,
      options: [['--anyway', 'also where the bank cannot be told or the keys cannot be read: the consent then runs out by itself']], examples: ['ft bank disconnect DNB', 'ft bank disconnect DNB --yes'], run: disconnecting,
    },
    {
      name: 'link', summary: 'say into which account of yours the rows of a bank\'s account go', operands: '<connection> <bankaccount>', now: true,
      options: [['--account <name>', 'the account here']], examples: ['ft bank link DNB Brukskonto --account "Joint account"'], run: linking,
    },
    {
      name: 'missing', summary: 'transactions that the bank no longer tells', now: true, examples: ['ft bank missing', 'ft bank missing keep 20260105-3k7q', 'ft bank missing drop 20260105-3k7q'], run: listMissing,
      children: [
        { name: 'keep', summary: 'they stand', operands: '<ids...>', now: true, examples: ['ft bank missing keep 20260105-3k7q'], run: keepMissing },
        { name: 'drop', summary: 'they never were: take them out', operands: '<ids...>', now: true, examples: ['ft bank missing drop 20260105-3k7q'], run: dropMissing },
      ],
    },
    {
      name: 'access-log', summary: 'every consent and every request to a bank, newest last', now: true,
      options: [['--connection <name>', 'of one connection'], ['--since <date>', 'from this day on']], examples: ['ft bank access-log', 'ft bank access-log --connection DNB --since 2026-01-01'], run: accessLog,
    },
  ],
};
