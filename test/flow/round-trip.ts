/** A home written out as JSON and read back, and its tables in a form that two homes can share. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jsonLists } from '../../src/format/json.ts';
import { backupHead, backupLists } from '../../src/insight/export/backup.ts';
import { deliver } from '../../src/intake/deliver.ts';
import { identify } from '../../src/intake/identify.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { systemRandom } from '../../src/machine/random.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { tableNames } from '../../src/read-model/tables.ts';
import type { TestHome } from './home.ts';

/** Everything of a home, as `ft export --format json` writes it. */
export function exported(home: TestHome): string {
  const model = home.app.read();
  const source = { model, only: undefined, accounts: model.accounts.all(), rows: model.queries.find(EVERYTHING, { oldestFirst: true }), category: () => ({ label: '', group: 'any', groupLabel: '', kind: 'spending' as const }) };
  return [...jsonLists(backupHead(source), backupLists(source))].join('');
}

/** The text of an export, imported into a home as `ft import` does. */
export async function imported(home: TestHome, text: string) {
  const file = join(home.folder, 'backup.json');
  writeFileSync(file, text);
  const source = identify(file, { userProfiles: [] });
  home.now += 1000;
  const { value, commit } = await home.app.write({ command: 'import', arguments: {} }, async ({ commit, model }) =>
    deliver([{ file, source }], { account: undefined, strict: false }, { commit, model, cascade: await home.app.cascade(model), progress: () => {} }));
  return { delivered: value, commit };
}

/**
 * Columns that name a commit of the home's own log, or a place in it. `toggles` speaks of commits alone. An export is of the
 * ledger as it stands, not of how it came to be.
 */
const OF_THE_LOG: Readonly<Record<string, readonly string[]>> = { transactions: ['commit'], statements: ['commit', 'position'], doubts: ['commit'] };

/** Table -> its rows without what only names commits; of a rule's state its place in the log is left out, and kept as the order of the rules. */
export function tablesOf(home: TestHome): Record<string, unknown[]> {
  const { database, close } = opened(home);
  try {
    return Object.fromEntries(tableNames.filter((name) => name !== 'toggles').map((name) => {
      // Without ROWID they come in the order of their key.
      const order = name === 'statements' ? 'ORDER BY position' : name === 'knowledge' ? "ORDER BY noun, state ->> 'position', subject" : '';
      const rows = database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name} ${order}`).all();
      return [name, rows.map((row) => {
        const kept = Object.fromEntries(Object.entries(row).filter(([column]) => !(OF_THE_LOG[name] ?? []).includes(column)));
        return name === 'knowledge' && row['noun'] === 'rule' ? { ...kept, state: (row['state'] as string).replace(/,?"position":\d+/, '') } : kept;
      })];
    }));
  } finally {
    close();
  }
}

function opened(home: TestHome) {
  const ledger = Ledger.open({ home: home.folder, clock: () => home.now, random: systemRandom, create: false })!;
  return { database: ledger.database, close: () => ledger.close() };
}
