/** `ft accounts`: what there is, what it holds, and whether that agrees with the bank. */
import type { App } from '../../app.ts';
import { raise } from '../../errors.ts';
import { dayText } from '../../format/day.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { paintFor } from '../../format/paint.ts';
import { type Cell, tableLines } from '../../format/table.ts';
import { checkAccounts } from '../../insight/account-checks.ts';
import { pendingSums } from '../../insight/pending.ts';
import { comparableNumber } from '../../values/account-number.ts';
import { accountId } from '../../intake/assign.ts';
import { fedAccounts, pendingNow } from '../../intake/feed/fed.ts';
import type { NewEvent } from '../../ledger/events/list.ts';
import type { ReadModel } from '../../read-model/read-model.ts';
import type { AccountRow } from '../../read-model/rows.ts';
import { type Minor, ZERO, add, decimalText } from '../../values/money.ts';
import { normalText } from '../../values/text.ts';
import { type Command, type Invocation, type OptionLine, type Outcome, textOption } from '../command.ts';
import { plural } from '../../words/phrases.ts';
import { undoLines } from '../asking.ts';
import { resolveAccount } from '../resolve.ts';
import { amountTyped, currencyTyped, dayTyped } from '../typed.ts';

const DATE: OptionLine = ['--date <day>', 'the day (default: today)'];

export const accountsCommand: Command = {
  name: 'accounts',
  summary: 'your accounts and what they hold; open, rename, close, set the opening balance',
  examples: ['ft accounts', 'ft accounts open Cash --currency NOK', 'ft accounts opening-balance Cash 1500 --date 2026-01-01'],
  run: list,
  children: [
    { name: 'list', summary: 'show them', examples: ['ft accounts list'], run: list },
    { name: 'open', summary: 'open one', operands: '<name>', options: [['--currency <code>', 'its currency'], ['--number <number>', 'its number or IBAN, by which statements find it'], ['--bank <name>', 'its bank']], examples: ['ft accounts open Cash --currency NOK'], run: open },
    { name: 'rename', summary: 'give one another name', operands: '<account> <name>', examples: ['ft accounts rename Cash Wallet'], run: rename },
    { name: 'opening-balance', summary: 'say what it held when a day began', operands: '<account> <amount>', dashed: true, options: [['--date <day>', 'before the first transaction of this day (default: its first day here)']], examples: ['ft accounts opening-balance Cash 1500 --date 2026-01-01'], run: openingBalance },
    { name: 'close', summary: 'close one; what is in it stays', operands: '<account>', options: [DATE], examples: ['ft accounts close Cash'], run: close },
    { name: 'reopen', summary: 'open a closed one again', operands: '<account>', examples: ['ft accounts reopen Cash'], run: reopen },
  ],
};

/** What banks have reserved on the accounts they feed (ids): rows and their sum. Of now: undefined in the past, and for what no bank feeds. */
function reservedOn(app: App, model: ReadModel): (account: AccountRow) => { readonly count: number; readonly sum: Minor } | undefined {
  const feds = app.isPast ? [] : fedAccounts(model, app.now());
  const rows = pendingNow(feds, app.now());
  return ({ id }) => (feds.some(({ account }) => account === id) ? (pendingSums(rows.filter(({ account }) => account === id))[0] ?? { count: 0, sum: ZERO }) : undefined);
}

/** What `ft accounts` shows of one account. */
function figures(model: ReadModel) {
  const booked = model.sums.byAccount();
  const accounts = model.accounts.all();
  const checks = new Map(checkAccounts(model, accounts.map(({ id }) => id)).map((check) => [check.account, check]));
  return accounts.map((account) => ({
    account, balance: add(account.openingBalance, booked.get(account.id)?.booked ?? ZERO), span: model.transactions.span(account.id), check: checks.get(account.id),
  }));
}

async function list({ app, terminal }: Invocation): Promise<Outcome> {
  const model = app.reader();
  const all = model ? figures(model) : [];
  const reserved = model ? reservedOn(app, model) : () => undefined;
  return {
    json: {
      accounts: all.map(({ account, balance, span, check }) => ({
        id: account.id, name: account.name, number: account.number, bank: account.bank, currency: account.currency, balance: decimalText(balance, account.currency),
        from: span?.from ?? null, to: span?.to ?? null, closed: account.closed,
        openingBalance: account.openingDay === null ? null : { day: account.openingDay, balance: decimalText(account.openingBalance, account.currency) },
        drift: check?.drift ? { day: check.drift.day, expected: decimalText(check.drift.expected, account.currency), found: decimalText(check.drift.found, account.currency), difference: decimalText(check.drift.difference, account.currency), lastGood: check.drift.lastGood } : null,
        checkedDays: check?.checked ?? 0, pending: pendingJson(reserved(account), account),
      })),
    },
    lines: async () => {
      if (all.length === 0) return ['No accounts yet. Import a statement, or: ft accounts open Cash --currency NOK'];
      const rows = all.map(({ account, balance, span, check }): Cell[] => [
        account.name, { text: account.number ?? '', role: 'muted' }, moneyText(balance, account.currency, terminal.locale),
        span ? `${dayText(span.from, terminal.locale)} ${terminal.unicode ? '–' : '-'} ${dayText(span.to, terminal.locale)}` : 'empty',
        account.closed !== null ? { text: `closed ${dayText(account.closed, terminal.locale)}`, role: 'muted' } : check?.drift ? { text: `off since ${dayText(check.drift.day, terminal.locale)}`, role: 'bad' } : check ? { text: 'agrees with the bank', role: 'good' } : { text: 'no balance to check', role: 'muted' },
      ]);
      const table = tableLines([{ title: 'Account' }, { title: 'Number', shrinks: false }, { title: 'Balance', align: 'right' }, { title: 'Transactions', shrinks: false }, { title: 'Check' }],
        rows, { width: terminal.environment.stdoutIsTty ? terminal.width : null, paint: await paintFor(terminal.color), unicode: terminal.unicode });
      const drifts = all.flatMap(({ account, check }) => (check?.drift ? [inertText(
        `${account.name} does not add up from ${dayText(check.drift.day, terminal.locale)} on: the bank says ${moneyText(check.drift.found, account.currency, terminal.locale)}, the rows give ${moneyText(check.drift.expected, account.currency, terminal.locale)} (${moneyText(check.drift.difference, account.currency, terminal.locale)} apart).`)] : []));
      const pending = all.flatMap(({ account }) => {
        const { count, sum } = reserved(account) ?? { count: 0, sum: ZERO };
        return count === 0 ? [] : [inertText(`${account.name}: ${plural(count, 'pending row')}, together ${moneyText(sum, account.currency, terminal.locale)}; not booked yet, and in no balance here.`)];
      });
      return [...table, ...drifts, ...pending];
    },
  };
}

const pendingJson = (reserved: ReturnType<ReturnType<typeof reservedOn>>, { currency }: AccountRow): object | null => (reserved ? { count: reserved.count, sum: decimalText(reserved.sum, currency) } : null);

/** Writes events about one account and says so. */
async function write({ app }: Invocation, command: string, args: Record<string, string>, work: (model: ReadModel) => { events: NewEvent[]; subject: string; words: string }): Promise<Outcome> {
  const { value, commit } = await app.write({ command: `accounts ${command}`, arguments: args }, ({ commit: draft, model }) => {
    const { events, subject, words } = work(model);
    draft.append(events);
    draft.settle();
    return { words, after: model.accounts.all().find(({ id }) => id === subject)! };
  });
  const { words, after } = value;
  return {
    json: { id: after.id, name: after.name, currency: after.currency, number: after.number, bank: after.bank, closed: after.closed, applied: commit !== undefined, commit: commit?.id ?? null },
    lines: () => [inertText(words), ...undoLines(commit)],
  };
}

/** Raises 'account-exists' when another account has the name. */
function refuseTaken(model: ReadModel, name: string, but?: AccountRow): void {
  if (normalText(name) === '') raise('usage', { why: 'The name is empty.', hint: 'Example: ft accounts open Cash --currency NOK' });
  if (model.accounts.all().some((account) => account.id !== but?.id && normalText(account.name) === normalText(name))) raise('account-exists', { account: name });
}

async function open(invocation: Invocation): Promise<Outcome> {
  const { operands: [typed = ''], options } = invocation;
  const name = typed.trim();
  const currency = currencyTyped(textOption(options, 'currency') ?? raise('usage', { why: 'Say its currency.', hint: `Example: ft accounts open "${name || 'Cash'}" --currency NOK` }));
  const number = textOption(options, 'number');
  if (number !== undefined && comparableNumber(number) === '') raise('usage', { why: 'The number is empty.', hint: 'Example: --number "1234 56 78901"' });
  const bank = textOption(options, 'bank');
  return write(invocation, 'open', { name, currency, ...(number === undefined ? {} : { number }), ...(bank === undefined ? {} : { bank }) }, (model) => {
    refuseTaken(model, name);
    const accounts = model.accounts.all();
    const plain = number === undefined ? undefined : comparableNumber(number);
    const same = accounts.find((account) => plain !== undefined && account.number !== null && comparableNumber(account.number) === plain && account.currency === currency);
    if (same) raise('account-exists', { account: `${same.name} (${number})` });
    let id = accountId(plain ?? name, currency);
    for (let attempt = 2; accounts.some((account) => account.id === id); attempt++) id = accountId(plain ?? name, currency, attempt);
    return { subject: id, words: `Opened ${name} in ${currency}.`, events: [{ type: 'account.opened.v1', subject: id, payload: { name, currency, ...(plain === undefined ? {} : { number: plain }), ...(bank === undefined ? {} : { bank }) } }] };
  });
}

async function rename(invocation: Invocation): Promise<Outcome> {
  const [wanted = '', typed = ''] = invocation.operands;
  const name = typed.trim();
  return write(invocation, 'rename', { account: wanted, name }, (model) => {
    const account = resolveAccount(model, wanted);
    refuseTaken(model, name, account);
    return { subject: account.id, words: `${account.name} is now called ${name}.`, events: [{ type: 'account.renamed.v1', subject: account.id, payload: { name } }] };
  });
}

async function openingBalance(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands: [wanted = '', text = ''], options } = invocation;
  const date = textOption(options, 'date');
  return write(invocation, 'opening-balance', { account: wanted, amount: text, ...(date === undefined ? {} : { date }) }, (model) => {
    const account = resolveAccount(model, wanted);
    const { amount } = amountTyped(text, account.currency);
    const day = date === undefined ? (model.transactions.span(account.id)?.from ?? app.today()) : dayTyped(date, app.today());
    return {
      subject: account.id, words: `${account.name} held ${moneyText(amount, account.currency, terminal.locale)} when ${dayText(day, terminal.locale)} began.`,
      events: [{ type: 'account.opening-balance-set.v1', subject: account.id, payload: { balance: amount, day } }],
    };
  });
}

async function close(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, operands: [wanted = ''], options } = invocation;
  const day = dayTyped(textOption(options, 'date') ?? 'today', app.today());
  return write(invocation, 'close', { account: wanted, date: day }, (model) => {
    const { account, balance } = figures(model).find((one) => one.account.id === resolveAccount(model, wanted).id)!;
    if (account.closed !== null) raise('account-closed', { account: account.name });
    const left = balance === 0 ? '' : ` It holds ${moneyText(balance, account.currency, terminal.locale)} still.`;
    return { subject: account.id, words: `Closed ${account.name} on ${dayText(day, terminal.locale)}.${left}`, events: [{ type: 'account.closed.v1', subject: account.id, payload: { day } }] };
  });
}

async function reopen(invocation: Invocation): Promise<Outcome> {
  const [wanted = ''] = invocation.operands;
  return write(invocation, 'reopen', { account: wanted }, (model) => {
    const account = resolveAccount(model, wanted);
    const isOpen = account.closed === null;
    return { subject: account.id, words: isOpen ? `${account.name} is open; nothing was changed.` : `${account.name} is open again.`, events: isOpen ? [] : [{ type: 'account.reopened.v1', subject: account.id, payload: {} }] };
  });
}
