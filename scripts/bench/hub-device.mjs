/**
 * The device of `npm run bench:hub`, bundled by it: one step of what a home does with a hub, in a process of its own, so that its peak memory is its own.
 * The step is a line of JSON as the argument; what it took is printed as another.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { App } from '../../src/app.ts';
import { hubTools } from '../../src/app/hub-tools.ts';
import { addressFrom } from '../../src/hub/address.ts';
import { connect, planConnect } from '../../src/hub/connect.ts';
import { openHub } from '../../src/hub/kept.ts';
import { push } from '../../src/hub/push.ts';
import { makeHub, groundOf } from '../../src/hub/schema/schema.ts';
import { Server } from '../../src/hub/server.ts';
import { difference, hubState } from '../../src/hub/state.ts';
import { syncHub } from '../../src/hub/sync.ts';
import { COMMIT_COLUMNS, EVENT_COLUMNS, commitLine, eventLine } from '../../src/hub/wire.ts';
import { environmentFrom } from '../../src/machine/environment.ts';
import { dice } from '../dice.mjs';

const step = JSON.parse(process.argv[2]);
const { home, url, schema } = step;
/** Secrets in a file beside the home: the next process finds them. */
const secretsAt = (file) => {
  const all = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {});
  return {
    kind: 'file', where: file, get: async (name) => all()[name], set: async (name, bundle) => { writeFileSync(file, JSON.stringify({ ...all(), [name]: bundle })); },
    delete: async (name) => { writeFileSync(file, JSON.stringify({ ...all(), [name]: undefined })); }, names: async () => Object.keys(all()).map((name) => ({ name, file })),
  };
};
const environment = environmentFrom({ platform: 'linux', env: {}, stdin: {}, stdout: {}, stderr: {} }, '/nowhere');
const DAY = 86_400_000;
const START = Date.UTC(2016, 0, 1);
/** Where what is written is dated; undefined: now. */
let clock;
const app = new App({ home, clock: () => clock ?? Date.now(), random: (count) => randomBytes(count), progress: () => undefined, modelFolder: 'off' });
const tools = () => hubTools(app, { environment, progress: () => undefined, secrets: async () => secretsAt(`${home}.secrets`) });
const wish = { url, schema, encrypt: step.encrypt === true, code: step.code };
const ticks = () => performance.now();
/** Milliseconds of the processor that this process has used, in all. */
const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };

const SHOPS = ['REMA 1000', 'KIWI 471', 'COOP EXTRA', 'MENY', 'CIRCLE K', 'APOTEK 1', 'NARVESEN', 'CLAS OHLSON', 'IKEA', 'XXL'];
const PLACES = ['TORSHOV', 'SINSEN', 'STORO', 'BISLETT', 'MAJORSTUEN', 'NYDALEN', 'BRYN', 'SKOYEN', 'TOYEN', 'FROGNER'];
const SUMS = ['monthly_sums', 'daily_sums'];
const CATEGORIES = ['groceries', 'groceries', 'groceries', 'groceries', 'fuel', 'pharmacy', 'cafes', 'home-improvement', 'furnishing', 'sports-outdoors'];

const steps = {
  /** A home of ten years: so many events, some to a commit, one in twenty a decision about a row of before. */
  async make({ events, each }) {
    const roll = dice(7);
    const commits = Math.ceil(events / each);
    const idOf = (row) => `${row.toString(32).padStart(8, '0')}`.padStart(16, 'f');
    let row = 0;
    // Ten thousand commits are made here, and a power cut would cost nothing.
    const { database } = app.replica().home.ledger();
    database.pragma('synchronous = OFF');
    const event = (day) => {
      if (row > 0 && roll() < 0.05) return { type: 'transaction.categorized.v1', subject: idOf(Math.floor(roll() * row)), payload: { category: 'restaurants' } };
      const shop = Math.floor(roll() * SHOPS.length);
      const amount = roll() < 0.95 ? -Math.round(2_900 + 97_000 * roll() * roll()) : Math.round(100_000 + 900_000 * roll());
      return {
        type: 'transaction.recorded.v2', subject: idOf(row++), payload: {
          account: 'account-1', amount, currency: 'NOK', date: day, decision: { by: `merchant:${SHOPS[shop]}`, category: CATEGORIES[shop], confidence: 1, step: 'merchant' },
          description: `${SHOPS[shop]} ${PLACES[Math.floor(roll() * PLACES.length)]} ${100 + Math.floor(roll() * 800)} OSLO NOR`, line: row + 1, merchant: SHOPS[shop], ordinal: 1, source: 'csv', statement: 'statement-1',
        },
      };
    };
    for (let at = 0; at < commits; at++) {
      clock = START + Math.floor((at * 3652) / commits) * DAY + 12 * 3_600_000 + at;
      const day = new Date(clock).toISOString().slice(0, 10);
      const list = Array.from({ length: Math.min(each, events - at * each) }, () => event(day));
      if (at === 0) list[0] = { type: 'account.opened.v1', subject: 'account-1', payload: { currency: 'NOK', name: 'Account', number: '86011117947' } };
      await app.write({ command: 'import', arguments: { files: ['statement.csv'] } }, ({ commit }) => { commit.append(list); });
    }
    return { ms: 0 };
  },

  /** The COPY text of the whole log, made beforehand, into tables of the same shape: what the server alone can do. */
  async copy() {
    const log = app.log();
    const commits = log.commits();
    const pieces = (lines) => {
      const all = [];
      let waiting = '';
      for (const line of lines) {
        if ((waiting += line).length < 1 << 16) continue;
        all.push(Buffer.from(waiting));
        waiting = '';
      }
      return [...all, Buffer.from(waiting)];
    };
    const headers = pieces(commits.map((commit) => commitLine(commit, 1, undefined)));
    const events = pieces((function* lines() {
      for (const commit of commits) {
        let place = 0;
        for (const chunk of log.handedOn(commit, 1000)) for (const event of chunk) yield eventLine(event, place++, commit, 1, undefined);
      }
    })());
    const server = await Server.connect(addressFrom(url));
    await makeHub(server, schema, { ...(await groundOf(server, schema)), makesRoles: false }, '');
    const [began, before] = [ticks(), used()];
    await server.transaction(async () => {
      await server.copyIn(`${schema}.commits`, COMMIT_COLUMNS, headers);
      await server.copyIn(`${schema}.events`, EVENT_COLUMNS, events);
    });
    const [ms, cpu] = [ticks() - began, used() - before];
    await server.close();
    return { ms, cpu, bytes: [...headers, ...events].reduce((sum, { length }) => sum + length, 0) };
  },

  /** Connects to a new hub; then the log alone is sent, then all the rest of a first sync: the report tables. */
  async push() {
    const made = await connect(await tools(), wish, await planConnect(await tools(), wish));
    const hub = await openHub(await tools());
    const [began, before] = [ticks(), used()];
    const state = await hubState(hub.server, schema, app.log().heads());
    const commits = await push(difference(state, app.log(), hub.seal), state, { server: hub.server, schema, log: app.log(), seal: hub.seal, progress: () => undefined });
    const [ms, cpu] = [ticks() - began, used() - before];
    await hub.server.close();
    const mb = peak();
    const then = ticks();
    await syncHub(await tools());
    const reportsMs = ticks() - then;
    return { ms, cpu, mb, commits, code: made.code, reportsMs, mbReports: peak() };
  },

  /** A sync with nothing to do, some times over. */
  async idle({ times }) {
    const all = [];
    for (let at = 0; at < times; at++) {
      const began = ticks();
      const { roundTrips, pulled, pushed } = await syncHub(await tools());
      if (pulled + pushed > 0) throw new Error('there was something to do');
      all.push({ ms: ticks() - began, roundTrips });
    }
    return { ms: all.map(({ ms }) => ms).toSorted((a, b) => a - b)[Math.floor(times / 2)], roundTrips: Math.max(...all.map(({ roundTrips }) => roundTrips)) };
  },

  /** An empty home is filled: connect, take all, derive all. */
  async bootstrap() {
    app.beginLongWork();
    const [began, before] = [ticks(), used()];
    await connect(await tools(), wish, await planConnect(await tools(), wish));
    const { pulled } = await syncHub(await tools());
    return { ms: ticks() - began, cpu: used() - before, commits: pulled };
  },

  /** What is derived, made anew from the log that is here. */
  async rebuild() {
    app.read();
    app.beginLongWork();
    const [began, before] = [ticks(), used()];
    app.rebuild();
    return { ms: ticks() - began, cpu: used() - before };
  },

  /** A hub of rows made on the spot, ten years of five accounts and forty categories: as a hypertable with its aggregates, or as plain tables. */
  async fill({ rows, isPlain }) {
    const server = await patient();
    const ground = await groundOf(server, schema);
    if (!ground.timescale) throw new Error('there is no TimescaleDB at FT_TIMESCALE_URL');
    await makeHub(server, schema, { ...ground, makesRoles: false, timescale: isPlain ? undefined : ground.timescale }, '');
    // The aggregates are refreshed below, by nobody else at the same time.
    if (!isPlain) for (const sums of SUMS) await server.ask(`SELECT remove_continuous_aggregate_policy('${schema}.${sums}')`);
    await server.ask(`INSERT INTO ${schema}.accounts (id, name, currency, opening_balance) SELECT 'account-' || n, 'Account ' || n, 'NOK', 0 FROM generate_series(0, 4) n`);
    await server.ask(`INSERT INTO ${schema}.categories (id, label, "group", group_label) SELECT 'category-' || n, 'Category ' || n, 'group-' || n / 5, 'Group ' || n / 5 FROM generate_series(0, 39) n`);
    for (let year = 0; year < 10; year++)
      await server.ask(`INSERT INTO ${schema}.transactions (day, id, part, account, amount, currency, category, kind, transfer, description, merchant)
        SELECT date '2016-01-01' + (n * 3652 / $1::bigint)::int, lpad(to_hex(n), 16, '0'), 0, 'account-' || n % 5, -round((n * 7919 % 90000)::numeric / 100 + 1, 2), 'NOK', 'category-' || n * 31 % 40, 'spending', false,
          'SHOP ' || n % 400 || ' OSLO NOR', 'SHOP ' || n % 400 FROM generate_series($2::bigint, $3::bigint - 1) n`, [rows, Math.floor((rows * year) / 10), Math.floor((rows * (year + 1)) / 10)]);
    await server.ask(`ANALYZE ${schema}.transactions`);
    const began = ticks();
    if (!isPlain) for (const sums of SUMS) await server.ask(`CALL refresh_continuous_aggregate('${schema}.${sums}', NULL, NULL)`);
    const ms = ticks() - began;
    const [{ bytes }] = await server.ask(isPlain ? `SELECT pg_total_relation_size('${schema}.transactions')::float8 AS bytes` : `SELECT hypertable_size('${schema}.transactions')::float8 AS bytes`);
    await server.close();
    return { ms, bytes };
  },

  /** The whole of the view -> rows and what they come to. */
  async view() {
    const server = await patient();
    const began = ticks();
    const rows = await server.ask(`SELECT * FROM ${schema}.monthly_by_category`);
    const ms = ticks() - began;
    await server.close();
    return { ms, rows: rows.length, sum: rows.reduce((sum, { outgoing }) => sum + Math.round(100 * Number(outgoing)), 0) };
  },
};

/** Ten million rows may be silent for longer than any sync. */
const patient = () => Server.connect(addressFrom(url), { silenceMs: 3_600_000 });
const peak = () => Math.round(process.resourceUsage().maxRSS / 1024);
void (async () => {
  const took = await steps[step.do](step);
  app.close();
  process.stdout.write(`${JSON.stringify({ mb: peak(), ...took })}\n`);
})();
