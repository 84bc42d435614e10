/** The only reader of `process.env` and of what the terminal is: one typed record, taken once at start-up. */
import { basename, relative } from 'node:path';
import type { Environment } from '../values/ambient.ts';

/** What this module needs to know of a process; `process` itself fits. */
export interface ProcessFacts {
  readonly platform: string;
  /** Interpreter, script, arguments. */
  readonly argv?: readonly string[];
  readonly cwd?: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: { readonly isTTY?: boolean };
}

const NORWEGIAN = /^(?:nb|nn|no)(?:[_.@-]|$)/i;
const COLUMNS_DEFAULT = 80;
const COLUMNS_MIN = 40;

/** A variable that is set to something, else undefined: an empty variable counts as unset. */
const present = (value: string | undefined): string | undefined => (value === undefined || value.trim() === '' ? undefined : value);
/** The field only when the variable is set: an absent field, never an undefined one. */
const named = <K extends string>(field: K, value: string | undefined): { readonly [F in K]?: string } =>
  (present(value) === undefined ? {} : { [field]: value }) as { readonly [F in K]?: string };
const switchedOn = (value: string | undefined): boolean => present(value) !== undefined && value !== '0';

/** POSIX order: LC_ALL beats LC_MESSAGES beats LANG; FT_LANG beats them all. */
function languageFrom(env: ProcessFacts['env']): Environment['language'] {
  const wanted = present(env['FT_LANG']) ?? present(env['LC_ALL']) ?? present(env['LC_MESSAGES']) ?? present(env['LANG']);
  return wanted !== undefined && NORWEGIAN.test(wanted) ? 'nb' : 'en';
}

/** `COLUMNS` wins over what the terminal says, as in other tools; too narrow or unreadable values fall away. */
function columnsFrom(facts: ProcessFacts): number {
  const wanted = Number(present(facts.env['COLUMNS']) ?? facts.stdout.columns ?? COLUMNS_DEFAULT);
  return Number.isSafeInteger(wanted) && wanted > 0 ? Math.max(wanted, COLUMNS_MIN) : COLUMNS_DEFAULT;
}

/** How a person would type this ft: `ft` where it is installed under its name, else the way it was started. */
function programFrom(facts: ProcessFacts): string {
  const script = facts.argv?.[1] ?? 'ft';
  const name = basename(script);
  if (name === 'ft' || name === 'finance-tracker') return name;
  const near = relative(facts.cwd?.() ?? '.', script);
  return `node ${near.startsWith('..') ? script : near}`;
}

/** FT_BANK_<PROVIDER>_URL, the provider spelt with underscores or without, is set. */
function bankAddresses(env: ProcessFacts['env']): { readonly bankAddresses?: Readonly<Record<string, string>> } {
  const found = Object.entries(env).filter(([name, value]) => /^FT_BANK_\w+_URL$/.test(name) && present(value) !== undefined) as [string, string][];
  return found.length === 0 ? {} : { bankAddresses: Object.fromEntries(found) };
}

/** A process and the user's home folder -> the record. Pure: the same facts give the same record. */
export function environmentFrom(facts: ProcessFacts, userHome: string): Environment {
  const { env } = facts;
  return {
    platform: facts.platform,
    program: programFrom(facts),
    userHome: present(env['HOME']) ?? userHome,
    ...named('financeTrackerHome', env['FINANCE_TRACKER_HOME']),
    ...named('xdgDataHome', env['XDG_DATA_HOME']),
    ...named('appData', env['APPDATA']),
    ...named('fixedNow', env['FT_NOW']),
    ...named('busyMs', env['FT_BUSY_MS']),
    ...named('modelFolder', env['FT_MODEL']),
    ...named('secretsStore', env['FT_SECRETS']),
    ...bankAddresses(env),
    // A dumb terminal would show the codes.
    noColor: present(env['NO_COLOR']) !== undefined || env['TERM'] === 'dumb',
    forceColor: switchedOn(env['FORCE_COLOR']),
    ascii: switchedOn(env['FT_ASCII']),
    ...(env['TERM'] === 'dumb' ? { dumb: true as const } : {}),
    screenReader: env['INK_SCREEN_READER'] === 'true',
    language: languageFrom(env),
    columns: columnsFrom(facts),
    stdinIsTty: facts.stdin.isTTY === true,
    stdoutIsTty: facts.stdout.isTTY === true,
    stderrIsTty: facts.stderr.isTTY === true,
  };
}

/**
 * Says where the session's bus is to what asks the environment for it, where it does not know: what cron starts is told nothing. Only on systems that keep
 * the bus in the user's runtime folder (systemd's user@.service); `isThere`: whether a path is there.
 */
export function nameSessionBus(isThere: (path: string) => boolean): void {
  const { env } = process;
  const path = `${present(env['XDG_RUNTIME_DIR']) ?? `/run/user/${process.getuid?.() ?? ''}`}/bus`;
  if (present(env['DBUS_SESSION_BUS_ADDRESS']) === undefined && isThere(path)) env['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${path}`;
}

/** The variables of this process with some of their own, for one that it starts. */
export const variablesWith = (own: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({ ...process.env, ...own });
