/** docs/hub.md: its lines run, its SQL makes what it says, and what it repeats is what the program has. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grants } from '../../src/hub/schema/schema.ts';
import { demoStatement, temporaryHome } from '../cli/ft.ts';
import { spawnFt } from '../cli/spawn.ts';
import { type Home, makeHome, openedAccount, recorded } from '../hub/homes.ts';
import { type Postgres, startPostgres } from '../hub/postgres.ts';

const GUIDE = readFileSync(fileURLToPath(new URL('../../docs/hub.md', import.meta.url)), 'utf8');

/** What stands between the marks of a name. */
function block(name: string): string {
  const [, inside] = new RegExp(`<!-- guide ${name}: begin -->\\n\`\`\`(?:sql)?\\n([\\s\\S]*?)\\n\`\`\`\\n<!-- guide ${name}: end -->`).exec(GUIDE) ?? [];
  if (inside === undefined) throw new Error(`docs/hub.md has no block "${name}"`);
  return inside;
}

let postgres: Postgres;
beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });

test('the five lines make a hub and a second device', async () => {
  const url = await postgres.database('five_lines');
  const [first, second] = [temporaryHome(), temporaryHome()];
  const env = { ...process.env, FT_SECRETS: 'file', FT_MODEL: 'off', FT_LANG: 'en' };
  await spawnFt(['--home', first, 'import', demoStatement('sparebank1-sparekonto-2025.csv')], { env });
  const lines = block('commands').split('\n');
  expect(lines).toHaveLength(5);
  for (const line of lines) {
    const words = line.replace('postgres://postgres:password@localhost/finance', url).replace('~/second-home', second).split(' ').slice(1);
    const ended = await spawnFt(words.includes('--home') ? words : ['--home', first, ...words], { env });
    expect(ended, `${line}\n${ended.stderr}`).toMatchObject({ exit: 0, stderr: '' });
  }
}, 60_000);

test('a user who may make no roles owns the hub; roles made by hand part devices and readers', async ({ onTestFinished }) => {
  // Roles belong to a server, and here none may be there before.
  const bare = await startPostgres();
  onTestFinished(() => bare.stop());
  const admin = await bare.database('by_hand');
  for (const sql of block('sql owner').split('\n')) await bare.ask(admin, sql);
  const url = admin.replace('/by_hand', '/finance');
  const as = (user: string): string => url.replace('postgres:password', `${user}:PASSWORD`);
  const homes: Home[] = ['first', 'second'].map((name) => makeHome({ name, clock: () => Date.UTC(2026, 0, 20, 12) }));
  const [first, second] = homes as [Home, Home];
  await first.write('import', [openedAccount('x'), recorded('x', '2026-01-02', -4200, 'KAFFE', 'aa01'), recorded('x', '2026-01-03', -9900, 'KIWI 123', 'aa02')]);
  await first.write('categorize', [{ type: 'transaction.categorized.v1', subject: 'aa02', payload: { category: 'groceries' } }]);
  expect((await first.connect(as('ft'))).plan.login).toBeUndefined();

  const byHand = block('sql roles');
  for (const line of grants('finance_tracker', false).split('\n')) if (!line.startsWith('DO ')) expect(byHand.split('\n')).toContain(line);
  await bare.ask(url, byHand);
  expect((await second.connect(as('ft_laptop'))).synced.pulled).toBe(2);
  await second.write('import', [recorded('x', '2026-01-04', -100, 'AVIS', 'aa03')]);
  expect((await second.sync()).pushed).toBe(1);
  expect((await first.sync()).pulled).toBe(1);
  expect(await bare.ask(as('grafana'), block('sql report'))).toEqual([expect.objectContaining({ label: 'Groceries', spent: '99.00' })]);
  await expect(bare.ask(as('grafana'), 'SELECT 1 FROM finance_tracker.events')).rejects.toThrow(/permission denied/);
  await expect(bare.ask(as('ft_laptop'), 'DELETE FROM finance_tracker.events')).rejects.toThrow(/permission denied/);
  expect(byHand).toContain(block('sql grafana'));
  for (const home of homes) home.remove();
});

test('the reports have the columns that the table names', async () => {
  const home = makeHome({ name: 'columns', clock: () => Date.UTC(2026, 0, 20, 12) });
  await home.write('import', [openedAccount('x')]);
  const url = await postgres.database('columns');
  await home.connect(url);
  const rows = [...GUIDE.matchAll(/^\| `(\w+)` \| [^|]+ \| ((?:`\w+`(?: \([^)]*\))?(?:, )?)+) \|$/gm)];
  expect(rows.map(([, view]) => view)).toEqual(['booked', 'monthly_by_category', 'daily_balances']);
  for (const [, view, columns] of rows) {
    const found = await postgres.ask<{ name: string }>(url, 'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0', [`finance_tracker.${view!}`]);
    expect(new Set([...columns!.matchAll(/`(\w+)`/g)].map(([, name]) => name)), view).toEqual(new Set(found.map(({ name }) => name)));
  }
  home.remove();
});

test('takes away the login of a lost device by the words of the guide', async () => {
  const home = makeHome({ name: 'lost', clock: () => Date.UTC(2026, 0, 20, 12) });
  await home.write('import', [openedAccount('x')]);
  const url = await postgres.database('lost');
  const { plan } = await home.connect(url);
  expect(GUIDE).toContain('`DROP ROLE finance_tracker_…;`');
  await postgres.ask(url, `DROP ROLE ${plan.login!}`);
  await expect(home.sync()).rejects.toMatchObject({ failure: { code: 'hub-denied' } });
  home.remove();
});
