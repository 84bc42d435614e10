/** `ft doctor`: what is wrong in this home, and how to mend it. */
import { statSync } from 'node:fs';
import type { App } from '../../app.ts';
import { FailureError, tell } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { moneyText } from '../../format/money.ts';
import { paintFor } from '../../format/paint.ts';
import { checkAccounts } from '../../insight/account-checks.ts';
import { wallOf } from '../../ledger/clock.ts';
import { verify } from '../../ledger/verify.ts';
import { EVERYTHING } from '../../read-model/query-sql.ts';
import type { Command, Invocation, Outcome } from '../command.ts';
import * as bank from '../bank-checks.ts';
import { hub } from '../hub-checks.ts';
import { type Finding, merchants, model } from '../categorizer-checks.ts';
import { unknownEvents } from '../unknown-events.ts';
import { plural } from '../../words/phrases.ts';
import type { Terminal } from '../terminal.ts';

declare const FT_VERSION: string;

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'what is wrong here, and how to mend it',
  now: true,
  examples: ['ft doctor'],
  run,
};

type Check = (app: App, terminal: Terminal) => Finding[] | Promise<Finding[]>;

async function run({ app, terminal }: Invocation): Promise<Outcome> {
  const findings = await tried(ledger, app, terminal);
  // Where the ledger does not open, or there is none, nothing else can be asked of it.
  if (findings.every(({ state }) => state === 'ok'))
    for (const check of [log, clock, derived, balances, categories, doubts, bank.secrets, bank.consents, bank.missing, bank.schedule, hub]) {
      findings.push(...(await tried(check, app, terminal)));
      // A broken log must not be built upon: no advice that would.
      if (check === log && findings.at(-1)?.state === 'bad') break;
    }
  for (const check of [bank.settings, model, merchants, permissions]) findings.push(...(await tried(check, app, terminal)));
  const isBad = findings.some(({ state }) => state === 'bad');
  return {
    json: { home: app.home, version: FT_VERSION, healthy: !isBad, findings: findings.map(({ check, state, says, mend }) => ({ check, state, says, mend: mend ?? null })) },
    lines: async () => {
      const paint = await paintFor(terminal.color);
      const marks = { ok: paint('good', 'ok  '), look: paint('warning', 'look'), bad: paint('bad', 'bad ') };
      return [
        inertText(`ft ${FT_VERSION}, home ${app.home}`),
        ...findings.flatMap(({ state, says, mend }) => [`${marks[state]}  ${inertText(says)}`, ...(mend === undefined ? [] : [`      ${inertText(mend)}`])]),
        isBad ? 'Something is wrong; see above.' : 'Nothing is wrong.',
      ];
    },
    exit: isBad ? 1 : 0,
  };
}

/** Runs a check; a failure it meets is its finding. */
async function tried(check: Check, app: App, terminal: Terminal): Promise<Finding[]> {
  try {
    return await check(app, terminal);
  } catch (error) {
    if (!(error instanceof FailureError)) throw error;
    const { message, hint } = tell(error.failure);
    return [{ check: check.name, state: 'bad', says: message, mend: hint }];
  }
}

function ledger(app: App): Finding[] {
  const model = app.reader();
  if (!model) return [{ check: 'ledger', state: 'look', says: 'There is no data here yet.', mend: 'Begin with: ft import FILE…' }];
  const { count } = model.queries.totals(EVERYTHING);
  return [{ check: 'ledger', state: 'ok', says: `The ledger opens: ${plural(count, 'transaction')} in ${plural(model.accounts.all().length, 'account')}.` }];
}

async function log(app: App, terminal: Terminal): Promise<Finding[]> {
  const verified = verify(app.log(), (events) => terminal.progress('verifying', events, 0));
  if (!verified.ok) throw new FailureError(verified.error);
  const unknown = await unknownEvents(app.log());
  return [
    { check: 'log', state: 'ok', says: `The log verifies: ${plural(verified.value.commits, 'commit')}, ${plural(verified.value.events, 'event')}.` },
    ...(unknown.count > 0 ? [{ check: 'log', state: 'look' as const, says: `${plural(unknown.count, 'event')} of types this version does not know were kept and skipped.`, mend: 'A newer ft wrote them; update finance-tracker.' }] : []),
  ];
}

const DAY_MS = 86_400_000;

/** A commit from the future makes every later one follow it, so that --as-of today no longer sees them. */
function clock(app: App): Finding[] {
  const head = app.log().head();
  if (!head || wallOf(head.clock) < app.now() + DAY_MS) return [];
  return [{ check: 'clock', state: 'look', says: `The newest commit says it was made at ${app.localMinute(wallOf(head.clock))}, in the future.`, mend: 'Set this machine\'s clock right; use commit ids with --as-of until then.' }];
}

function derived(app: App): Finding[] {
  const now = app.read().digests();
  const differed = [...app.rebuiltDigests()].filter(([table, digest]) => now.get(table) !== digest).map(([table]) => table);
  return differed.length === 0 ? [{ check: 'derived', state: 'ok', says: 'What is derived equals a rebuild from the log.' }]
    : [{ check: 'derived', state: 'bad', says: `What is derived differs from a rebuild: ${differed.join(', ')}.`, mend: 'Mend it with: ft rebuild' }];
}

function balances(app: App, terminal: Terminal): Finding[] {
  const model = app.read();
  const accounts = model.accounts.all();
  const checks = checkAccounts(model, accounts.map(({ id }) => id));
  const off = checks.flatMap(({ account: id, drift }): Finding[] => {
    const account = accounts.find((one) => one.id === id);
    if (!drift || !account) return [];
    const apart = moneyText(drift.difference, account.currency, terminal.locale);
    return [{ check: 'balances', state: 'look', says: `${account.name} does not add up from ${drift.day} on: ${apart} apart from the bank's balance.`, mend: drift.lastGood === null ? 'Check its opening balance: ft accounts' : `A row is missing or doubled after ${drift.lastGood}; import that period again.` }];
  });
  return off.length > 0 || checks.length === 0 ? off : [{ check: 'balances', state: 'ok', says: `${plural(checks.length, 'account agrees', 'accounts agree')} with the balances that the bank gave.` }];
}

function categories(app: App): Finding[] {
  const model = app.read();
  const all = model.queries.totals(EVERYTHING).count;
  const open = model.queries.totals({ any: [[{ kind: 'is', state: 'uncategorized', not: false }]] }).count;
  if (all === 0) return [];
  const share = `${plural(open, 'transaction')} of ${all} (${Math.round((open / all) * 100)} %) ${open === 1 ? 'has' : 'have'} no category.`;
  return [open === 0 ? { check: 'categories', state: 'ok', says: 'Every transaction has a category.' } : { check: 'categories', state: 'look', says: share, mend: 'ft review goes through them by merchant; ft rules add settles many at once.' }];
}

function doubts(app: App): Finding[] {
  const waiting = app.read().doubts.all().length;
  return waiting === 0 ? [] : [{ check: 'doubts', state: 'look', says: `${plural(waiting, 'row')} may be known already and ${waiting === 1 ? 'waits' : 'wait'} for an answer.`, mend: 'Answer with: ft review' }];
}

function permissions(app: App, terminal: Terminal): Finding[] {
  if (terminal.environment.platform === 'win32') return [];
  const stat = statSync(app.home, { throwIfNoEntry: false });
  if (!stat) return [];
  const others = stat.mode & 0o077;
  return [others === 0 ? { check: 'permissions', state: 'ok', says: 'Only you can look into the home folder.' }
    : { check: 'permissions', state: 'look', says: 'Others on this machine can look into the home folder.', mend: `Close it with: chmod 700 "${app.home}"` }];
}
