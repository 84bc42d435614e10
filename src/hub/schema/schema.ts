/** The hub's schema: which SQL brings a database there, and who may do what in it. */
import { raise } from '../../errors.ts';
import type { Server } from '../server.ts';
import { aggregates, hypertables, log, plainAggregates, reportHypertable, reports, views } from './0001-log-and-reports.ts';
import { devicesRole, readersRole } from './names.ts';

/** Formats of hubs that this program knows: 1 is the first. */
export const FORMAT = 1;

/** What a database is. */
export interface Ground {
  /** Format of the hub in it; 0 for none. */
  readonly format: number;
  readonly isSealed: boolean;
  readonly keyCheck: string;
  /** Version of TimescaleDB; undefined on plain PostgreSQL. */
  readonly timescale: string | undefined;
  /** The user may make roles. */
  readonly makesRoles: boolean;
  readonly devicesRole: boolean;
}

/** Looks at a database. Fails by 'hub-newer' for a hub of a newer ft. */
export async function groundOf(server: Server, schema: string): Promise<Ground> {
  const [found] = await server.ask<{ there: boolean; timescale: string | null; roles: boolean; devices: boolean }>(`
    SELECT to_regclass($1) IS NOT NULL AS there, (SELECT extversion FROM pg_extension WHERE extname = 'timescaledb') AS timescale,
      (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) AS roles, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $2) AS devices`, [`${schema}.hub`, devicesRole(schema)]);
  const base = { timescale: found!.timescale ?? undefined, makesRoles: found!.roles, devicesRole: found!.devices };
  if (!found!.there) return { ...base, format: 0, isSealed: false, keyCheck: '' };
  const [hub] = await server.ask<{ format: number; sealed: boolean; key_check: string }>(`SELECT format, sealed, key_check FROM ${schema}.hub`);
  if (!hub) return { ...base, format: 0, isSealed: false, keyCheck: '' };
  if (hub.format > FORMAT) raise('hub-newer', { found: hub.format, known: FORMAT });
  return { ...base, format: hub.format, isSealed: hub.sealed, keyCheck: hub.key_check };
}

/** The SQL that makes a hub in a schema, as it is shown and as it is run; one transaction. */
export function migration(schema: string, { timescale }: Pick<Ground, 'timescale'>, isSealed: boolean): string {
  const steps = [log, ...(timescale === undefined ? [] : [hypertables])];
  if (!isSealed) steps.push(reports, ...(timescale === undefined ? [plainAggregates] : [reportHypertable, aggregates]), views);
  return steps.join('\n').replaceAll(':schema', schema).trim();
}

const READ = ['chains', 'devices', 'commits', 'events', 'erasures', 'hub'];
const REPORTS = ['accounts', 'categories', 'transactions'];
const VIEWS = ['daily_sums', 'monthly_sums', 'monthly_by_category', 'daily_balances', 'booked', 'accounts', 'categories'];

/** What the roles may: devices add to the log and erase, and keep the reports; readers see the reports' views. Nobody of them changes or drops anything else. */
export function grants(schema: string, isSealed: boolean): string {
  const devices = devicesRole(schema);
  const readers = readersRole(schema);
  const lines = [
    ...[devices, readers].map((role) => `DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} NOLOGIN; END IF; END $$;`),
    `GRANT USAGE ON SCHEMA ${schema} TO ${devices}, ${readers};`,
    `GRANT SELECT ON ${READ.map((table) => `${schema}.${table}`).join(', ')} TO ${devices};`,
    `GRANT INSERT ON ${['chains', 'devices', 'commits', 'events'].map((table) => `${schema}.${table}`).join(', ')} TO ${devices};`,
    `GRANT UPDATE (sequence, hash, events) ON ${schema}.chains TO ${devices};`,
    `GRANT UPDATE (name, seen, skew_ms) ON ${schema}.devices TO ${devices};`,
    `GRANT EXECUTE ON FUNCTION ${schema}.erase TO ${devices};`,
  ];
  if (!isSealed) lines.push(
    `GRANT UPDATE (reported) ON ${schema}.hub TO ${devices};`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ${REPORTS.map((table) => `${schema}.${table}`).join(', ')} TO ${devices};`,
    `GRANT SELECT ON ${VIEWS.map((view) => `${schema}.${view}`).join(', ')} TO ${devices}, ${readers};`,
  );
  return lines.join('\n');
}

/** Makes the hub, all or nothing. `keyCheck`: '' for one that can read. */
export async function makeHub(server: Server, schema: string, ground: Ground, keyCheck: string): Promise<void> {
  const isSealed = keyCheck !== '';
  await server.transaction(async () => {
    await server.ask(migration(schema, ground, isSealed));
    await server.ask(`INSERT INTO ${schema}.hub (format, sealed, key_check) VALUES ($1, $2, $3)`, [FORMAT, isSealed, keyCheck]);
    if (ground.makesRoles) await server.ask(grants(schema, isSealed));
  });
}
