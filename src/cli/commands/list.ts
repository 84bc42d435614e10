/** Every command: its name, one line about it, and where it is. Nothing here loads a command before it is asked for. */
import type { Command } from '../command.ts';
import * as changing from './changing.ts';
import * as looking from './looking.ts';

export interface CommandEntry { readonly name: string; readonly summary: string; readonly load: () => Promise<Command> }

const entry = (name: string, summary: string, load: () => Promise<Command>): CommandEntry => ({ name, summary, load });

// By measurement: the light commands start faster as part of the program's own file than each from files of its own;
// what is heavy (statement layouts, schemas, tables, colours) stays behind an import of its own.
const look = (): Promise<typeof looking> => Promise.resolve(looking);
const change = (): Promise<typeof changing> => Promise.resolve(changing);
const deliver = () => import('./delivering.ts');
const bank = () => import('./banking.ts');

export const commands: readonly CommandEntry[] = [
  entry('import', 'read bank statements into the ledger', async () => (await deliver()).importCommand),
  entry('add', 'record one transaction by hand', async () => (await change()).addCommand),
  entry('categorize', 'choose the category of transactions; the merchant is remembered', async () => (await change()).categorizeCommand),
  entry('split', 'part one transaction into several categories', async () => (await change()).splitCommand),
  entry('note', 'write a note beside a transaction', async () => (await change()).noteCommand),
  entry('history', 'what was done, newest first', async () => (await look()).historyCommand),
  entry('undo', 'take back a commit, the last one or any other', async () => (await change()).undoCommand),
  entry('redo', 'bring back a commit that was undone', async () => (await change()).redoCommand),
  entry('log', 'prove the log, print its head', async () => (await look()).logCommand),
  entry('rebuild', 'derive everything anew from the log', async () => (await change()).rebuildCommand),
  entry('rules', 'your own rules: add, list, remove, test, apply', async () => (await change()).rulesCommand),
  entry('categories', 'the categories and how many transactions each has', async () => (await look()).categoriesCommand),
  entry('accounts', 'your accounts and what they hold', async () => (await look()).accountsCommand),
  entry('transfers', 'transfers between your accounts', async () => (await change()).transfersCommand),
  entry('demo', 'look around in a household of the year 2025, in a home of its own', async () => (await deliver()).demoCommand),
  entry('list', 'list transactions, or those a query finds', async () => (await look()).listCommand),
  entry('show', 'all that is known about a transaction, and every change', async () => (await look()).showCommand),
  entry('classify', 'name the category of descriptions read from stdin', async () => (await look()).classifyCommand),
  entry('why', 'why a transaction has its category', async () => (await look()).whyCommand),
  entry('budget', 'this month against its budgets; set, end, list', async () => (await look()).budgetCommand),
  entry('report', 'spending, income, cash flow, net worth, merchants', async () => (await look()).reportCommand),
  entry('export', 'transactions as CSV, JSON, hledger or beancount', async () => (await import('./export.ts')).exportCommand),
  entry('profiles', 'the bank layouts that are recognised', async () => (await deliver()).profilesCommand),
  entry('completion', 'completion of commands and options for bash, zsh or fish', async () => (await import('./completion.ts')).completionCommand),
  entry('bank', 'connect banks, see how they stand, leave them', async () => (await bank()).bankCommand),
  entry('sync', 'fetch what is new from the connected banks', async () => (await bank()).syncCommand),
  entry('schedule', 'let the machine sync by itself: install, status, remove', async () => (await import('./schedule.ts')).scheduleCommand),
  entry('hub', 'share one ledger between devices through a PostgreSQL of your own', async () => (await import('./sharing.ts')).hubCommand),
  entry('review', 'settle what the machine could not', async () => (await change()).reviewCommand),
  entry('doctor', 'what is wrong here, and how to mend it', async () => (await change()).doctorCommand),
];
