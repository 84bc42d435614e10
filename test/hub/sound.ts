/** What must hold after anything that happens: logs verify, a hub's chains are whole, and homes that synced are alike. */
import { expect } from 'vitest';
import { verify } from '../../src/ledger/verify.ts';
import type { Home } from './homes.ts';
import type { Postgres } from './postgres.ts';

/** Everything derived is alike on all, and as a rebuild makes it. */
export function expectEqual(...alike: readonly Home[]): void {
  const [first, ...others] = alike;
  for (const other of others) expect(other.tables()).toEqual(first!.tables());
  for (const one of alike) expect([...one.app.rebuiltDigests()]).toEqual([...one.app.read().digests()]);
}

/** The home's own log proves itself, and its tables are what the log says. */
export function expectSound(home: Home): void {
  expect(verify(home.app.log())).toMatchObject({ ok: true });
  if (home.app.log().size() > 0) expect([...home.app.rebuiltDigests()]).toEqual([...home.app.read().digests()]);
}

/** Every chain of a hub is without gaps and doubles, holds the events that its commits name, and ends where it says. Returns its commits as "device/sequence". */
export async function expectWholeHub(postgres: Postgres, url: string, schema = 'finance_tracker'): Promise<string[]> {
  const [there] = await postgres.ask<{ there: boolean }>(url, 'SELECT to_regclass($1) IS NOT NULL AS there', [`${schema}.hub`]);
  if (!there!.there) return [];
  const wrong = await postgres.ask(url, `
    WITH told AS (SELECT m.chain, m.sequence, m.events, m.hash, count(e.place) AS found, count(DISTINCT e.place) AS places, max(e.place) AS last
      FROM ${schema}.commits m LEFT JOIN ${schema}.events e ON e.chain = m.chain AND e.sequence = m.sequence GROUP BY 1, 2, 3, 4),
    sums AS (SELECT chain, count(*) AS commits, count(DISTINCT sequence) AS sequences, max(sequence) AS last, sum(events) AS events FROM told GROUP BY 1)
    SELECT 'commit ' || chain || '/' || sequence AS wrong FROM told WHERE found <> events OR places <> events OR coalesce(last, -1) <> events - 1
    UNION ALL SELECT 'chain ' || c.number FROM ${schema}.chains c LEFT JOIN sums s ON s.chain = c.number
      WHERE s.commits IS NULL OR s.commits <> c.sequence OR s.sequences <> c.sequence OR s.last <> c.sequence OR s.events <> c.events OR c.hash <> (SELECT hash FROM told WHERE chain = c.number AND sequence = c.sequence)
    UNION ALL SELECT 'commits of no chain' FROM ${schema}.commits WHERE chain NOT IN (SELECT number FROM ${schema}.chains)
    UNION ALL SELECT 'events of no commit' FROM ${schema}.events e WHERE NOT EXISTS (SELECT 1 FROM ${schema}.commits m WHERE m.chain = e.chain AND m.sequence = e.sequence)`);
  expect(wrong).toEqual([]);
  const commits = await postgres.ask<{ commit: string }>(url, `SELECT c.device || '/' || m.sequence AS commit FROM ${schema}.commits m JOIN ${schema}.chains c ON c.number = m.chain ORDER BY 1`);
  return commits.map(({ commit }) => commit);
}

/** All commits that any of the homes has, as a hub names them. */
export const commitsOf = (...homes: readonly Home[]): string[] => [...new Set(homes.flatMap((home) => home.app.log().commits().map(({ device, sequence }) => `${device}/${sequence}`)))].sort();

/** The report tables hold what the home's read model has. */
export async function expectReported(postgres: Postgres, url: string, home: Home, schema = 'finance_tracker'): Promise<void> {
  const told = await postgres.ask<{ id: string; category: string }>(url, `SELECT id, category FROM ${schema}.transactions WHERE part = 0 ORDER BY id COLLATE "C"`);
  const rows = home.app.read().transactions.after('', 1_000_000).map(({ id, category, parts }) => ({ id, category: parts?.[0]?.category ?? category }));
  expect(told).toEqual(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
}
