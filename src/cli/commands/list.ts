/** Every command: its name, one line about it, and where it is. Nothing here loads a command before it is asked for. */
import type { Command } from '../command.ts';

export interface CommandEntry { readonly name: string; readonly summary: string; readonly load: () => Promise<Command> }

const entry = (name: string, summary: string, load: () => Promise<Command>): CommandEntry => ({ name, summary, load });

export const commands: readonly CommandEntry[] = [
  entry('import', 'read bank statements into the ledger', async () => (await import('./import.ts')).importCommand),
  entry('add', 'record one transaction by hand', async () => (await import('./add.ts')).addCommand),
  entry('categorize', 'choose the category of transactions; the merchant is remembered', async () => (await import('./categorize.ts')).categorizeCommand),
  entry('split', 'part one transaction into several categories', async () => (await import('./split.ts')).splitCommand),
  entry('note', 'write a note beside a transaction', async () => (await import('./note.ts')).noteCommand),
  entry('history', 'what was done, newest first', async () => (await import('./history.ts')).historyCommand),
  entry('undo', 'take back a commit, the last one or any other', async () => (await import('./undo.ts')).undoCommand),
  entry('redo', 'bring back a commit that was undone', async () => (await import('./redo.ts')).redoCommand),
  entry('log', 'prove the log, print its head', async () => (await import('./log.ts')).logCommand),
  entry('rebuild', 'derive everything anew from the log', async () => (await import('./rebuild.ts')).rebuildCommand),
  entry('rules', 'your own rules: add, list, remove, test, apply', async () => (await import('./rules.ts')).rulesCommand),
  entry('categories', 'the categories and how many transactions each has', async () => (await import('./categories.ts')).categoriesCommand),
  entry('accounts', 'your accounts and what they hold', async () => (await import('./accounts.ts')).accountsCommand),
  entry('transfers', 'transfers between your accounts', async () => (await import('./transfers.ts')).transfersCommand),
  entry('demo', 'look around in a household of the year 2025, in a home of its own', async () => (await import('./demo.ts')).demoCommand),
  entry('list', 'list transactions, or those a query finds', async () => (await import('./list-transactions.ts')).listCommand),
  entry('show', 'all that is known about a transaction, and every change', async () => (await import('./show.ts')).showCommand),
  entry('why', 'why a transaction has its category', async () => (await import('./why.ts')).whyCommand),
  entry('budget', 'this month against its budgets; set, end, list', async () => (await import('./budget.ts')).budgetCommand),
  entry('report', 'spending, income, cash flow, net worth, merchants', async () => (await import('./report.ts')).reportCommand),
  entry('export', 'transactions as CSV, JSON, hledger or beancount', async () => (await import('./export.ts')).exportCommand),
  entry('profiles', 'the bank layouts that are recognised', async () => (await import('./profiles.ts')).profilesCommand),
  entry('completion', 'completion of commands and options for bash, zsh or fish', async () => (await import('./completion.ts')).completionCommand),
  entry('review', 'settle what the machine could not', async () => (await import('./review.ts')).reviewCommand),
  entry('doctor', 'what is wrong here, and how to mend it', async () => (await import('./doctor.ts')).doctorCommand),
];
