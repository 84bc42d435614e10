/** What `ft doctor` finds out about banks: settings, where keys lie, consents, accounts, rows that are missing, and whether anything fetches by itself. */
import type { App } from '../app.ts';
import { failureIn, tell } from '../errors.ts';
import { endingSoon } from '../intake/feed/consent-warnings.ts';
import { orphansAmong } from '../intake/feed/orphans.ts';
import { remembered } from '../intake/feed/remembered.ts';
import type { ConnectionRow } from '../read-model/connections.ts';
import type { Secrets } from '../values/keeping.ts';
import { plural } from '../words/phrases.ts';
import { accountWords, stateWords } from './bank-words.ts';
import type { Finding } from './categorizer-checks.ts';
import { endingMend, endingSays } from './consent-words.ts';
import type { Terminal } from './terminal.ts';

const connected = (app: App): ConnectionRow[] => app.read().connections.here();

/** config.json and the variables before it. Raises 'config-invalid', 'bank-url-refused'. */
export async function settings(app: App, { environment }: Terminal): Promise<Finding[]> {
  (await app.bankTools(environment)).keepDays();
  return [];
}

/** The place of secrets; where no bank is connected and it does not open, nobody misses it. */
async function keptIn(app: App, environment: Terminal['environment'], isNeeded: boolean): Promise<Secrets | undefined> {
  try {
    return await (await app.bankTools(environment)).secrets();
  } catch (error) {
    if (isNeeded || !failureIn(error)) throw error;
    return undefined;
  }
}

/** Where keys and tokens lie, whether they are there, and whether others can read them. */
export async function secrets(app: App, { environment }: Terminal): Promise<Finding[]> {
  const open = connected(app);
  const store = await keptIn(app, environment, open.length > 0);
  if (!store) return [];
  const found: Finding[] = orphansAmong(await store.names(), open).map(({ file }) => ({
    check: 'secrets', state: 'look', says: `${file} holds keys of no bank that is connected.`, mend: open.length > 0 ? 'The next ft sync removes it.' : `Remove it with: rm "${file}"`,
  }));
  if (open.length === 0) return found;
  for (const { id, name } of open) {
    try {
      if ((await store.get(id)) === undefined) found.push({ check: 'secrets', state: 'look', says: `${name} has no keys on this machine.`, mend: `Give them anew with: ft bank reconnect "${name}"` });
    } catch (error) {
      const failed = failureIn(error);
      if (!failed) throw error;
      const { message, hint } = tell(failed);
      found.push({ check: 'secrets', state: 'bad', says: message, mend: hint });
    }
  }
  return found.length > 0 ? found : [{ check: 'secrets', state: 'ok', says: `Keys and tokens of ${plural(open.length, 'bank')} lie in ${store.where}.` }];
}

/** Consents that are over or end soon, and accounts that are not well. */
export function consents(app: App): Finding[] {
  const open = connected(app);
  if (open.length === 0) return [];
  const { feeds } = app.read();
  const endings = endingSoon(open, app.now());
  const over = new Set(endings.filter(({ daysLeft }) => daysLeft === 0).map(({ connection }) => connection.id));
  const findings: Finding[] = endings.map((ending) => ({ check: 'consents', state: 'look', says: endingSays(ending), mend: endingMend(ending) }));
  for (const { id, name, accounts } of open) {
    for (const account of over.has(id) ? [] : accounts) {
      const { state, says, nextAllowed, lastOk } = remembered(feeds, id, account.key);
      const since = state !== 'bank-down' ? '' : lastOk === null ? ' It has never answered.' : ` It answered last ${app.localMinute(lastOk)}.`;
      // Waiting is no fault.
      if (state !== 'ok' && state !== 'wait-until') findings.push({ check: 'consents', state: 'look', says: `${name}, ${accountWords(account)}: ${stateWords(state, nextAllowed, app)}.${since} ${says ?? ''}`.trim(), mend: 'ft bank status tells more; ft sync tries again.' });
    }
  }
  return findings.length > 0 ? findings : [{ check: 'consents', state: 'ok', says: `${plural(open.length, 'bank')} connected, and every account is well.` }];
}

/** Transactions that their bank no longer tells. */
export function missing(app: App): Finding[] {
  const count = app.read().missing.all().length;
  return count === 0 ? [] : [{ check: 'missing', state: 'look', says: `${plural(count, 'transaction')} ${count === 1 ? 'stands' : 'stand'} here that the bank no longer tells.`, mend: 'Decide with: ft bank missing' }];
}

/** Whether anything fetches by itself. */
export async function schedule(app: App, { environment }: Terminal): Promise<Finding[]> {
  if (connected(app).length === 0) return [];
  const { installed, lastRun } = await app.schedule(environment).state();
  if (!installed) return [{ check: 'schedule', state: 'look', says: 'Banks are connected, and nothing fetches from them by itself.', mend: 'Let it with: ft schedule install' }];
  if (!installed.isOn) return [{ check: 'schedule', state: 'look', says: 'The schedule is set and switched off.', mend: 'Set it anew with: ft schedule install' }];
  return lastRun?.failure === undefined ? [{ check: 'schedule', state: 'ok', says: 'ft syncs by itself.' }]
    : [{ check: 'schedule', state: 'look', says: `The last sync that ran by itself ended by ${lastRun.failure}.`, mend: 'ft schedule status tells more; ft sync tries again.' }];
}
