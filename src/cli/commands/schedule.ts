/** `ft schedule`: the sync that the machine starts by itself; set, told, taken away. */
import { raise } from '../../errors.ts';
import { inertText } from '../../format/inert.ts';
import { type InstalledSchedule, type SchedulePlan, type ScheduledRun, type ScheduleRequest, type ScheduleState, type SchedulerName, SCHEDULERS, periodWords, readPeriod } from '../../values/schedule.ts';
import { plural } from '../../words/phrases.ts';
import { type Command, type Invocation, type Outcome, textOption } from '../command.ts';

const NAMES: Readonly<Record<SchedulerName, string>> = { systemd: 'a systemd timer', launchd: 'a launch agent', crontab: 'your crontab' };
const REMOVED: Readonly<Record<SchedulerName, string>> = { systemd: 'its systemd timer', launchd: 'its launch agent', crontab: 'its lines in your crontab' };

export const scheduleCommand: Command = {
  name: 'schedule',
  summary: 'let the machine sync by itself: install, status, remove',
  now: true,
  details: ['The machine starts "ft sync --scheduled" by itself, as you, with nobody watching: a systemd user timer, a launch agent', '(macOS) or a line in your crontab. Each home has a schedule of its own. What came of it: ft schedule status.'],
  examples: ['ft schedule install', 'ft schedule status', 'ft schedule remove'],
  children: [
    {
      name: 'install', summary: 'sync by itself from now on; a schedule that is there is replaced', now: true,
      options: [['--every <period>', 'how often: 15m to 7d (default 6h)'], ['--with <scheduler>', 'systemd, launchd or crontab (default: what this machine has)'], ['--print', 'show what would be written, and write nothing']],
      details: ['Periods: 15m 20m 30m, 1h 2h 3h 4h 6h 8h 12h, 1d to 7d. The minute differs from home to home, so that not all ask at once.'],
      examples: ['ft schedule install', 'ft schedule install --every 12h', 'ft schedule install --print --with crontab'], run: install,
    },
    { name: 'status', summary: 'whether it is set, when it runs next, and what the last run came to', now: true, examples: ['ft schedule status', 'ft schedule status --json'], run: status },
    { name: 'remove', summary: 'sync no more by itself; the log of such runs goes too', now: true, examples: ['ft schedule remove'], run: remove },
  ],
};

function requestFrom(options: Invocation['options']): ScheduleRequest {
  const period = readPeriod(textOption(options, 'every') ?? '6h');
  if ('why' in period) raise('usage', period);
  const named = textOption(options, 'with');
  const wanted = SCHEDULERS.find((one) => one === named);
  if (named !== undefined && wanted === undefined) raise('usage', { why: `ft knows no scheduler "${named}".`, hint: `Choose one: ${SCHEDULERS.join(', ')}; or leave --with out.` });
  return { everyMinutes: period.minutes, with: wanted };
}

const planJson = (plan: SchedulePlan, isInstalled: boolean): object => ({ installed: isInstalled, ...plan });

async function install({ app, terminal, options }: Invocation): Promise<Outcome> {
  const schedule = app.schedule(terminal.environment);
  const request = requestFrom(options);
  if (options['print'] === true) {
    const plan = await schedule.plan(request);
    return { json: planJson(plan, false), lines: () => printed(plan) };
  }
  const plan = await schedule.install(request);
  const { installed } = await schedule.state();
  return {
    json: { ...planJson(plan, true), nextRun: instant(app, installed?.nextRun) },
    lines: () => [
      `ft now syncs by itself every ${periodWords(plan.everyMinutes)}, by ${NAMES[plan.with]}.`,
      ...(installed?.nextRun === undefined ? [] : [`Next run: about ${app.localMinute(installed.nextRun)}.`]),
      ...plan.remarks.map(inertText),
      'ft schedule status tells how it goes; ft schedule remove ends it.',
    ],
  };
}

/** Files with their paths, or the crontab's lines; then what is run. */
function printed({ files, lines, commands, remarks }: SchedulePlan): string[] {
  return [
    ...files.flatMap(({ path, text }) => [`--- ${inertText(path)}`, ...text.trimEnd().split('\n').map(inertText), '']),
    ...(lines.length > 0 ? ['--- lines of your crontab', ...lines.map(inertText), ''] : []),
    ...(files.length > 0 ? ['--- then', ...commands.map((words) => inertText(words.map((word) => (/^[\w./:@-]+$/.test(word) ? word : `"${word}"`)).join(' '))), ''] : []),
    ...remarks.map(inertText),
    'Nothing was written.',
  ];
}

const instant = (app: Invocation['app'], unixMs: number | undefined): string | null => (unixMs === undefined ? null : app.instantText(unixMs));

async function status({ app, terminal }: Invocation): Promise<Outcome> {
  const state = await app.schedule(terminal.environment).state();
  const { installed, lastRun, log, remarks } = state;
  return {
    json: {
      installed: installed !== undefined, with: installed?.with ?? null, on: installed?.isOn ?? false, everyMinutes: installed?.everyMinutes ?? null, where: installed?.where ?? null,
      nextRun: instant(app, installed?.nextRun), log, remarks,
      lastRun: lastRun ? { began: app.instantText(lastRun.beganAt), ended: app.instantText(lastRun.endedAt), exit: lastRun.exit, added: lastRun.added, accounts: lastRun.accounts, failure: lastRun.failure ?? null, outcome: outcomeOf(lastRun) } : null,
    },
    lines: () => stateLines(state, app),
  };
}

function stateLines({ installed, lastRun, log, remarks }: ScheduleState, app: Invocation['app']): string[] {
  const set = installed ? setLines(installed, app) : ['ft does not sync by itself. Let it: ft schedule install'];
  const last = lastRun ? `${app.localMinute(lastRun.beganAt)}, exit code ${lastRun.exit}: ${outcomeOf(lastRun)}` : 'none yet';
  return [...set, ...(installed ?? lastRun ? [`Last run:  ${last}`, `Log:       ${inertText(log)}`] : []), ...remarks.map(inertText)];
}

function setLines({ everyMinutes, with: name, isOn, nextRun, where }: InstalledSchedule, app: Invocation['app']): string[] {
  const every = everyMinutes === undefined ? '' : ` every ${periodWords(everyMinutes)}`;
  const next = nextRun === undefined ? (isOn ? 'not known' : 'none') : `about ${app.localMinute(nextRun)}`;
  return [`${isOn ? 'ft syncs by itself' : 'ft would sync by itself'}${every}, by ${NAMES[name]} (${inertText(where)}).`, `Next run:  ${next}`];
}

const STATES: Readonly<Record<string, string>> = { 'wait-until': 'waiting', 'needs-consent': 'in need of a new consent', 'config-error': 'with a setting to mend', 'bank-down': 'whose bank did not answer' };

/** One run in a line: "3 accounts ok, 1 in need of a new consent; 12 new transactions". */
function outcomeOf({ accounts, added, failure }: ScheduledRun): string {
  const states = Object.entries(accounts).filter(([, count]) => count > 0).map(([state, count], at) => `${at === 0 ? plural(count, 'account') : `${count}`} ${STATES[state] ?? state}`);
  return [...(failure === undefined ? [] : [`ended by ${failure}`]), ...(states.length > 0 ? [states.join(', ')] : []), plural(added, 'new transaction')].join('; ');
}

async function remove({ app, terminal }: Invocation): Promise<Outcome> {
  const removed = await app.schedule(terminal.environment).remove();
  return {
    json: { removed },
    lines: () => [removed.length === 0 ? 'There was no schedule.' : `ft syncs by itself no more. Removed: ${removed.map((name) => REMOVED[name]).join(' and ')}.`],
  };
}
