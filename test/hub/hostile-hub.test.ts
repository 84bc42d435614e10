/** A hub that somebody changed: what is not as a device wrote it is refused by name, what came before stays, and the home's own log stays provable. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failureIn } from '../../src/errors.ts';
import { adopt, forks } from '../../src/hub/connect.ts';
import { eventTypes } from '../../src/ledger/events/list.ts';
import { DEVICE, forge } from './forger.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { expectEqual, expectSound } from './sound.ts';

const TABLES = ['hub', 'chains', 'devices', 'commits', 'events', 'erasures'];
let postgres: Postgres;
let now = Date.UTC(2026, 0, 5, 12);
let copies = 0;
const clock = (): number => (now += 1000);
const homes: Home[] = [];

interface Stage { readonly url: string; readonly a: Home; readonly b: Home }
const stages = new Map<boolean, Stage>();

/** A sent five commits of two rows each; B joined after the first and has not looked since. */
async function staged(encrypt: boolean): Promise<Stage> {
  const url = await postgres.database(encrypt ? 'sealed' : 'readable');
  const [a, b] = [makeHome({ name: `a${encrypt}`, clock }), makeHome({ name: `b${encrypt}`, clock })];
  await a.write('import', [openedAccount('x')]);
  const { code } = await a.connect(url, { encrypt });
  await b.connect(url, code === undefined ? {} : { code });
  for (let at = 2; at <= 5; at++) await a.write('import', [recorded('x', '2026-01-02', -100 * at, `ROW ${at}`, `aa${at}0`), recorded('x', '2026-01-03', -100 * at, `ROW ${at}`, `aa${at}1`)]);
  await a.sync();
  await postgres.ask(url, `CREATE SCHEMA kept; ${TABLES.map((table) => `CREATE TABLE kept.${table} AS TABLE finance_tracker.${table}`).join('; ')}`);
  for (const one of [a, b]) one.app.close();
  return { url, a, b };
}
const copyOf = (one: Home, name: string): Home => {
  const folder = mkdtempSync(join(tmpdir(), 'ft-hub-copy-'));
  cpSync(one.folder, folder, { recursive: true });
  const made = makeHome({ name: `${name}${++copies}`, clock, folder, secrets: one.secrets });
  homes.push(made);
  return made;
};

/** The same beginning for each test: the hub as it was sent, and both homes. */
async function pair({ encrypt = false } = {}): Promise<{ url: string; a: Home; b: Home; device: string; hub: (sql: string) => Promise<object[]> }> {
  const stage = stages.get(encrypt) ?? (stages.set(encrypt, await staged(encrypt)), stages.get(encrypt)!);
  const { url } = stage;
  await postgres.ask(url, TABLES.map((table) => `DELETE FROM finance_tracker.${table}; INSERT INTO finance_tracker.${table} ${table === 'chains' ? 'OVERRIDING SYSTEM VALUE' : ''} SELECT * FROM kept.${table}`).join('; '));
  const [a, b] = [copyOf(stage.a, 'a'), copyOf(stage.b, 'b')];
  return { url, a, b, device: a.app.log().ownDevice()!, hub: (sql) => postgres.ask(url, sql.replaceAll('hub.', 'finance_tracker.')) };
}

beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => {
  await postgres.stop();
  for (const { a, b } of stages.values()) for (const one of [a, b]) one.remove();
});
afterEach(() => { for (const made of homes.splice(0)) made.remove(); });

async function codeOf(one: Home): Promise<string | undefined> {
  try {
    await one.sync();
    return undefined;
  } catch (error) {
    return failureIn(error)?.code ?? Promise.reject(error as Error);
  }
}

const third = 'WHERE sequence = 3';
describe('a hub that can read', () => {
  test.each([
    ['a payload is changed', `UPDATE hub.events SET payload = replace(payload, '-300', '-301') ${third} AND place = 1`, 2],
    ['a subject is changed', `UPDATE hub.events SET subject = 'zz' ${third} AND place = 0`, 2],
    ['a salt is changed', `UPDATE hub.events SET salt = '\\x00' ${third} AND place = 0`, 2],
    ['an event is half erased', `UPDATE hub.events SET payload = NULL ${third} AND place = 0`, 2],
    ['an event is erased under another digest', `UPDATE hub.events SET payload = NULL, salt = NULL, subject = '', digest = repeat('0', 64) ${third} AND place = 0`, 2],
    ['events change places', `UPDATE hub.events SET place = 1 - place ${third}`, 2],
    ['an event is gone', `DELETE FROM hub.events ${third} AND place = 1`, 2],
    ['all events are gone', `DELETE FROM hub.events ${third}`, 2],
    ['an event is there twice', `INSERT INTO hub.events SELECT * FROM hub.events ${third} AND place = 1`, 2],
    ['a header is changed', `UPDATE hub.commits SET command = 'undo' ${third}`, 2],
    ['arguments are changed', `UPDATE hub.commits SET arguments = '{"a":1}' ${third}`, 2],
    ['a clock is no clock', `UPDATE hub.commits SET clock = 'yesterday' ${third}`, 2],
    ['a clock is changed', `UPDATE hub.commits SET clock = '1767700000000.0000' ${third}`, 2],
    ['a count is changed', `UPDATE hub.commits SET events = 1000000000 ${third}`, 2],
    ['a hash is changed', `UPDATE hub.commits SET hash = repeat('0', 64) ${third}`, 2],
    ['two commits change places', 'UPDATE hub.commits SET sequence = 7 - sequence WHERE sequence IN (3, 4)', 2],
    ['a commit is gone', `DELETE FROM hub.commits ${third}`, 2],
  ])('%s: refused, and what came before stays', async (_, sql, good) => {
    const { b, hub } = await pair();
    await hub(sql);
    expect(await codeOf(b)).toBe('hub-commit-refused');
    expect(b.app.log().size()).toBe(good);
    expectSound(b);
    expect(await codeOf(b)).toBe('hub-commit-refused');
    expect((await b.tools()).memory().tried()?.failed?.code).toBe('hub-commit-refused');
  });

  test('a commit is there twice: refused at first, and passed by once it is taken', async () => {
    const { b, hub } = await pair();
    await hub(`INSERT INTO hub.commits SELECT at + interval '1 day', chain, sequence, id, clock, command, arguments, arguments_salt, arguments_digest, events, digest, previous, hash, sealed FROM hub.commits ${third}`);
    expect(await codeOf(b)).toBe('hub-commit-refused');
    expect(b.app.log().size()).toBe(3);
    expect(await codeOf(b)).toBe(undefined);
    expectSound(b);
  });

  test.each([
    ['the newest commit is gone', 'DELETE FROM hub.commits WHERE sequence = 5', 4],
    ['all commits are gone', 'DELETE FROM hub.commits', 1],
  ])('%s: told, though nothing that came is wrong', async (_, sql, good) => {
    const { a, b, hub } = await pair();
    await hub(sql);
    expect(await codeOf(b)).toBe('hub-refused');
    expect(b.app.log().size()).toBe(good);
    expectSound(b);
    // Who has it all does not take it for a fork either.
    if (good === 1) expect(await codeOf(a)).toBe(undefined);
  });

  test('a chain that says another end than it has is no fork: there is nothing to part', async () => {
    const { a, hub } = await pair();
    await hub(`UPDATE hub.chains SET hash = repeat('0', 64)`);
    expect(await codeOf(a)).toBe('hub-refused');
    await expect(a.tools().then(forks)).rejects.toMatchObject({ failure: { code: 'hub-refused' } });
    expect(await adopt(await a.tools(), [])).toEqual([]);
  });

  test('something is said to be erased that nobody erased', async () => {
    const { b, hub } = await pair();
    await b.sync();
    await hub(`INSERT INTO hub.erasures (chain, sequence, place) SELECT number, 3, 1 FROM hub.chains`);
    expect(await codeOf(b)).toBe('hub-refused');
    expect(b.app.replica().erased).toEqual([]);
  });

  test('becomes a sealed one', async () => {
    const { a, hub } = await pair();
    await hub(`UPDATE hub.hub SET sealed = true, key_check = 'x'`);
    expect(await codeOf(a)).toBe('hub-key-needed');
  });

  const note = { type: 'transaction.noted.v1', subject: 'aa20', payload: '{"note":"hello"}' };
  test.each([
    ['a payload that ft does not write', [{ ...note, payload: '{"note":7}' }], {}],
    ['a payload with something more in it', [{ ...note, payload: '{"more":1,"note":"hello"}' }], {}],
    ['a payload in other spelling', [{ ...note, payload: '{ "note": "hello" }' }], {}],
    ['a payload that is no JSON', [{ ...note, payload: '{"note":' }], {}],
    ['a future event that is no JSON', [{ type: 'dream.had.v9', subject: 'x', payload: 'zzz' }], {}],
    ['a future event that is no object', [{ type: 'dream.had.v9', subject: 'x', payload: '7' }], {}],
    ['a clock that is none', [note], { clock: '17676000000000000' }],
    ['a sequence that does not begin', [note], { sequence: 2 }],
    ['a commit before it that is not there', [note], { previous: 'f'.repeat(64) }],
    ['an id that is none', [note], { id: '"; DROP TABLE commits; --' }],
    ['a device that is none', [note], { device: `'; DROP SCHEMA finance_tracker CASCADE; --` }],
  ])('a forged commit with %s is refused', async (_, events, header) => {
    const { url, b } = await pair();
    await forge(postgres, url, events, header);
    expect(await codeOf(b)).toBe('hub-commit-refused');
    expectSound(b);
    expect(b.app.log().commitById('01900000-0000-7000-8000-0000000000c1')).toBe(undefined);
  });

  test('a commit of one chain stands in another too: refused', async () => {
    const { url, a, b } = await pair();
    await forge(postgres, url, [note], { id: a.app.log().commits()[0]!.id });
    expect(await codeOf(b)).toBe('hub-commit-refused');
    expectSound(b);
  });

  test('a clock of the year 2286 waits until then, and decides nothing', async () => {
    const { url, a, b } = await pair();
    await forge(postgres, url, [note], { clock: '9999999999999.ffff' });
    const { ahead } = await b.sync();
    expect(ahead).toMatchObject([{ device: DEVICE }]);
    expect(b.app.log().headOf(DEVICE)).toBe(undefined);
    await a.sync();
    expectEqual(a, b);
  });

  test('events that a later ft writes are kept, skipped, and passed on as they are', async () => {
    const { url, a, b } = await pair();
    const nouns = [...new Set(eventTypes().map((type) => type.split('.')[0]!)), 'dream', 'transfer', 'commit'];
    const target = a.app.log().commits()[1]!.id;
    const events = nouns.flatMap((noun) => ['aa20', 'nobody', target].map((subject) => ({ type: `${noun}.dreamt.v9`, subject, payload: '{"of":["sheep",1.5]}' })));
    await forge(postgres, url, [...events, note]);
    await b.sync();
    await a.sync();
    expectEqual(a, b);
    expectSound(b);
    expect(b.app.read().transactions.get('aa20')!.note).toBe('hello');
    expect(b.app.log().countByType().get('dream.dreamt.v9')).toBe(3);
    // It takes nothing back, and brings nothing back, for it is none of the two that do.
    await a.write('undo', [{ type: 'commit.undone.v1', subject: target, payload: {} }]);
    await forge(postgres, url, [{ type: 'commit.dreamt.v9', subject: target, payload: '{}' }], { sequence: 2, id: '01900000-0000-7000-8000-0000000000c2', clock: a.app.log().head()!.clock.replace(/.$/, '9'), previous: a.app.log().headOf(DEVICE)!.hash });
    await a.sync();
    await b.sync();
    expect(b.app.read().transactions.get('aa20')).toBe(undefined);
    expectEqual(a, b);
  });

  test('known events about things that are not there, or not of their kind, break nothing', async () => {
    const { url, a, b } = await pair();
    const known = a.app.log().ofTypes(['account.opened.v1', 'transaction.recorded.v2']);
    const payloads = new Map(known.map(({ type, payload }) => [type, JSON.stringify(payload)]));
    const strange = ['', 'x', 'aa20', '__proto__', '\u001b[31m', `'; DROP TABLE commits; --`, 'æ'.repeat(2000)];
    const events = strange.flatMap((subject) => [
      { type: 'transaction.recorded.v2', subject, payload: payloads.get('transaction.recorded.v2')!.replace('"account":"x"', '"account":"nowhere"') },
      { type: 'account.opened.v1', subject, payload: payloads.get('account.opened.v1')! },
      ...['transaction.noted.v1'].map((type) => ({ type, subject, payload: '{"note":"a"}' })),
      { type: 'transaction.categorized.v1', subject, payload: '{"category":"no such"}' },
      { type: 'commit.undone.v1', subject, payload: '{}' },
      { type: 'account.reopened.v1', subject, payload: '{}' },
    ]);
    await forge(postgres, url, events);
    expect(await codeOf(b)).toBe(undefined);
    expect(await codeOf(a)).toBe(undefined);
    expectEqual(a, b);
    expectSound(b);
  });

  test('amounts that no sum could hold are refused by name', async () => {
    const { url, b } = await pair();
    const payload = (at: number): string => `{"account":"x","amount":${4e15 + at},"currency":"NOK","date":"2026-01-02","description":"MUCH","ordinal":1,"source":"csv"}`;
    await forge(postgres, url, [1, 2, 3].map((at) => ({ type: 'transaction.recorded.v2', subject: `big${at}`, payload: payload(at) })));
    expect(await codeOf(b)).toBe('sum-too-large');
    expectSound(b);
  });
});

describe('a sealed hub', () => {
  test.each([
    ['a cell is changed', `UPDATE hub.events SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) ${third} AND place = 1`, 2, 'hub-refused'],
    ['a cell is cut short', `UPDATE hub.events SET sealed = substr(sealed, 1, 10) ${third} AND place = 1`, 2, 'hub-refused'],
    ['a cell is gone', `UPDATE hub.events SET sealed = NULL ${third} AND place = 1`, 2, 'hub-refused'],
    ['cells change places', `UPDATE hub.events SET place = 1 - place ${third}`, 2, 'hub-refused'],
    ['a cell stands in another commit', `UPDATE hub.events e SET sealed = (SELECT sealed FROM hub.events WHERE sequence = 4 AND place = 0) ${third} AND place = 0`, 2, 'hub-refused'],
    ['a header stands for another commit', `UPDATE hub.commits SET sealed = (SELECT sealed FROM hub.commits WHERE sequence = 4) ${third}`, 2, 'hub-refused'],
    ['a header is changed', `UPDATE hub.commits SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1) ${third}`, 2, 'hub-refused'],
    ['an event is gone', `DELETE FROM hub.events ${third} AND place = 1`, 2, 'hub-commit-refused'],
    ['a commit is gone', `DELETE FROM hub.commits ${third}`, 2, 'hub-commit-refused'],
    ['the newest commit is gone', 'DELETE FROM hub.commits WHERE sequence = 5', 4, 'hub-refused'],
    ['a count is changed', `UPDATE hub.commits SET events = 1 ${third}`, 2, 'hub-commit-refused'],
    ['a plain event is put into it', `UPDATE hub.events SET sealed = NULL, payload = '{"note":"a"}', type = 'transaction.noted.v1', salt = '\\x00' ${third} AND place = 0`, 2, 'hub-refused'],
  ])('%s: refused, and what came before stays', async (_, sql, good, code) => {
    const { b, hub } = await pair({ encrypt: true });
    await hub(sql);
    expect(await codeOf(b)).toBe(code);
    expect(b.app.log().size()).toBe(good);
    expectSound(b);
  });

  test('of another key, or not sealed any more, is not the same hub', async () => {
    const { a, hub } = await pair({ encrypt: true });
    await hub(`UPDATE hub.hub SET key_check = repeat('0', 64)`);
    expect(await codeOf(a)).toBe('hub-key-wrong');
    await hub(`UPDATE hub.hub SET sealed = false, key_check = ''`);
    expect(await codeOf(a)).toBe('hub-key-wrong');
    await expect(a.tools().then(forks)).rejects.toMatchObject({ failure: { code: 'hub-key-wrong' } });
  });

  test('nothing is erased on its word', async () => {
    const { b, device, hub } = await pair({ encrypt: true });
    await b.sync();
    await hub(`SELECT hub.erase('${device}', 3, 1, NULL, (SELECT sealed FROM hub.events ${third} AND place = 1))`);
    expect(await codeOf(b)).toBe('hub-refused');
    await hub(`SELECT hub.erase('${device}', 3, 1, repeat('0', 64), '\\x00')`);
    expect(await codeOf(b)).toBe('hub-refused');
    expect(b.app.replica().erased).toEqual([]);
    expectSound(b);
  });
});
