/** `ft demo`: a year of a Norwegian household, imported like any other statements, in a home of its own: a temporary folder, or an empty one that --home names. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { App } from '../../app.ts';
import { raise } from '../../errors.ts';
import { paintFor } from '../../format/paint.ts';
import { accountId } from '../../intake/assign.ts';
import { type Delivered, deliver } from '../../intake/deliver.ts';
import { identify } from '../../intake/identify.ts';
import type { NewEvent } from '../../ledger/events/list.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { factId } from '../../values/ids.ts';
import { decimalText } from '../../values/money.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';
import { monthAnswer } from '../../insight/month.ts';
import { dashboard, opensDashboard } from '../dashboard.ts';
import { monthJson } from '../month-answer.ts';
import { balancesOf } from '../../insight/balances.ts';
import { standing } from '../overview.ts';
import { plural } from '../../words/phrases.ts';
import type { Terminal } from '../terminal.ts';

export const demoCommand: Command = {
  name: 'demo',
  summary: 'look around in a household of the year 2025, in a home of its own',
  now: true,
  examples: ['ft demo', 'ft demo --no-tui', 'ft demo --home ./demo'],
  run,
};

/** fixtures/demo/demo.json. Amounts in minor units of `currency`. */
interface Demo {
  /** The last day of its statements: what day it is in its dashboard. */
  readonly today: Day;
  readonly currency: Currency;
  readonly accounts: readonly { readonly file: string; readonly name: string; readonly number?: string; readonly opening: { readonly balance: number; readonly day: string } }[];
  readonly rules: readonly { readonly text: string; readonly category: string }[];
  readonly budgets: readonly { readonly kind: 'category' | 'group'; readonly target: string; readonly amount: number; readonly from: string; readonly rollover: boolean }[];
}

async function run(invocation: Invocation): Promise<Outcome> {
  const { app, terminal, options } = invocation;
  const folder = fixtures();
  const demo = JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')) as Demo;
  const named = textOption(options, 'home') !== undefined;
  if (named && app.reader() !== undefined) raise('home-taken', { home: app.home });
  const opens = opensDashboard(invocation);
  const own = named ? app : app.inTemporaryHome('finance-tracker-demo', opens ? { today: demo.today, isThrownAway: true } : undefined);
  try {
    await own.write({ command: 'demo', arguments: {} }, ({ commit }) => commit.append(household(demo)));
    const deliveries = await imported(own, demo, folder, terminal);
    if (opens) return await dashboard(own, invocation, DEMO_SAYS[terminal.locale]);
    return await answer(own, demo, deliveries, terminal, named);
  } finally {
    if (!named) own.close();
  }
}

/** The folder of the demo's statements: beside the program, at whatever depth it was built or installed. */
function fixtures(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, 'fixtures', 'demo');
    if (existsSync(join(found, 'demo.json'))) return found;
    if (folder === dirname(folder)) throw new Error('the package lacks fixtures/demo');
  }
}

/** What the household set up before its first import: accounts with what they held, rules, budgets. */
function household({ currency, accounts, rules, budgets }: Demo): NewEvent[] {
  return [
    ...accounts.flatMap(({ name, number, opening }): NewEvent[] => {
      const subject = accountId(number ?? name, currency);
      return [
        { type: 'account.opened.v1', subject, payload: { name, currency, ...(number === undefined ? {} : { number }) } },
        { type: 'account.opening-balance-set.v1', subject, payload: opening },
      ];
    }),
    ...rules.map((rule): NewEvent => ({ type: 'rule.added.v1', subject: factId(6, 'demo', rule.text), payload: rule })),
    ...budgets.map(({ kind, target, amount, from, rollover }): NewEvent => ({ type: 'budget.set.v1', subject: `${kind}:${target}/${currency}`, payload: { amount, from, rollover } })),
  ];
}

/** The three statements through the corridor, in one commit. */
async function imported(app: App, { accounts }: Demo, folder: string, { progress }: Terminal): Promise<Delivered[]> {
  const files = accounts.map(({ file, name }) => ({ file: join(folder, file), account: name }));
  const { value } = await app.write({ command: 'import', arguments: { files: files.map(({ file }) => file) } }, async ({ commit, model }) => {
    const cascade = await app.cascade(model);
    const delivered: Delivered[] = [];
    for (const { file, account } of files)
      delivered.push(await deliver([{ file, source: identify(file, { userProfiles: [] }) }], { account, strict: true }, { commit, model, cascade, progress }));
    return delivered;
  });
  return value;
}

async function answer(app: App, demo: Demo, deliveries: readonly Delivered[], terminal: Terminal, named: boolean): Promise<Outcome> {
  const model = app.read();
  const taxonomy = await app.taxonomy(model);
  const balances = balancesOf(model);
  const month = monthAnswer(model, taxonomy, app.today());
  const reports = deliveries.flatMap(({ files }) => files).flatMap((outcome) => ('report' in outcome ? [outcome.report] : []));
  const rows = reports.reduce((sum, report) => sum + report.new, 0);
  const linked = deliveries.reduce((sum, { transfersLinked }) => sum + transfersLinked, 0);
  const paint = await paintFor(terminal.color);
  // Everything is read before the home is closed.
  const lines = [
    `The demo household of 2025: ${plural(rows, 'transaction')} from ${plural(reports.length, 'statement')}, ${plural(linked, 'transfer')} between its accounts linked.`, '',
    ...standing(balances, month, taxonomy, terminal, paint), '',
    paint('heading', 'Go on looking around'), ...NEXT.map((command) => `  ${terminal.environment.program} --home ${app.home} ${command}`), '',
    // A folder that the person chose may hold other things: it is not for ft to say that it can go.
    named ? `It lies in ${app.home}.` : `It lies in ${app.home}, apart from your own data, and can be deleted at any time.`,
  ];
  return {
    json: {
      home: app.home, today: demo.today, transactions: rows, transfersLinked: linked,
      accounts: balances.map(({ account, balance }) => ({ name: account.name, currency: account.currency, balance: decimalText(balance, account.currency) })),
      ...(month ? monthJson(month, taxonomy) : {}),
    },
    lines: () => lines,
  };
}

/** The first line at the foot of the dashboard. */
const DEMO_SAYS = {
  en: 'A made-up household; your own data is elsewhere. Tab goes through the screens, ? shows all keys.',
  nb: 'En oppdiktet husholdning; dine egne data er et annet sted. Tab går gjennom sidene, ? viser alle taster.',
} as const;

const NEXT = ['list kiwi --limit 10', 'report spending --by quarter', 'undo'] as const;
