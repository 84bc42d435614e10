/** Backups come back and disks are cloned: what is missing is filled up, what goes on in two ways is named and parted, and nothing is lost. */
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failureIn } from '../../src/errors.ts';
import { adopt, disconnect, forks } from '../../src/hub/connect.ts';
import { hubStatus } from '../../src/hub/status.ts';
import { type Home, makeHome, openedAccount, recorded } from './homes.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { commitsOf, expectEqual, expectReported, expectSound, expectWholeHub } from './sound.ts';

let postgres: Postgres;
let databases = 0;
let rows = 0;
let now = Date.UTC(2026, 0, 5, 12);
const clock = (): number => (now += 1000);
const homes: Home[] = [];
const home = (name: string, options: Partial<Parameters<typeof makeHome>[0]> = {}): Home => {
  const made = makeHome({ name: `${name}${databases}`, clock, ...options });
  homes.push(made);
  return made;
};
/** The whole folder on another disk, as it is now; secrets and all. */
function copyOf(one: Home, name: string): Home {
  const folder = mkdtempSync(join(tmpdir(), 'ft-hub-copy-'));
  one.app.close();
  cpSync(one.folder, folder, { recursive: true });
  one.reopen();
  return home(name, { folder, secrets: one.secrets });
}
/** A row of its own -> its id. */
async function row(one: Home): Promise<string> {
  const id = `row${String(++rows).padStart(4, '0')}`;
  await one.write('import', [recorded('x', '2026-02-01', -100 - rows, `ROW ${rows}`, id)]);
  return id;
}
const codeOf = async (work: Promise<unknown>): Promise<string | undefined> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return failureIn(error)?.code ?? Promise.reject(error as Error);
  }
};
const adopted = async (one: Home): Promise<string[]> => adopt(await one.tools(), await forks(await one.tools()));
const settle = async (...all: readonly Home[]): Promise<void> => { for (let round = 0; round < 2; round++) for (const one of all) await one.sync(); };
const idsOf = (one: Home): string[] => one.app.read().transactions.after('', 1000).map(({ id }) => id);

beforeAll(async () => { postgres = await startPostgres(); });
afterAll(async () => { await postgres.stop(); });
afterEach(() => { for (const made of homes.splice(0)) made.remove(); });

describe.each([['readable', {}], ['sealed', { encrypt: true }]])('a hub that is %s', (kind, wish) => {
  async function joined(count: number): Promise<{ url: string; all: Home[] }> {
    const url = await postgres.database(`hub_${++databases}`);
    const all = Array.from({ length: count }, (_, at) => home(`h${at}_`));
    await all[0]!.write('import', [openedAccount('x')]);
    const { code } = await all[0]!.connect(url, wish);
    for (const one of all.slice(1)) await one.connect(url, code === undefined ? {} : { code });
    for (const one of all) await row(one);
    await settle(...all);
    return { url, all };
  }
  async function expectWhole(url: string, all: readonly Home[], ids: readonly string[]): Promise<void> {
    expectEqual(...all);
    for (const one of all) expectSound(one);
    expect(idsOf(all[0]!)).toEqual(expect.arrayContaining([...ids]));
    expect(new Set(idsOf(all[0]!)).size).toBe(idsOf(all[0]!).length);
    expect(await expectWholeHub(postgres, url)).toEqual(commitsOf(...all));
    if (kind === 'readable') await expectReported(postgres, url, all[0]!);
  }
  const backup = (url: string): Promise<unknown> => postgres.ask(url.replace(/[^/]+$/, 'postgres'), `CREATE DATABASE ${url.split('/').at(-1)}_old TEMPLATE ${url.split('/').at(-1)}`);
  async function restore(url: string): Promise<void> {
    const name = url.split('/').at(-1)!;
    await postgres.ask(url.replace(/[^/]+$/, 'postgres'), `DROP DATABASE ${name} WITH (FORCE)`);
    await postgres.ask(url.replace(/[^/]+$/, 'postgres'), `CREATE DATABASE ${name} TEMPLATE ${name}_old`);
  }

  test('is restored from an old backup: any device brings back what it lacks, erasures too', async () => {
    const { url, all: [a, b, c] } = await joined(3) as { url: string; all: [Home, Home, Home] };
    const gone = await row(a);
    await a.sync();
    await backup(url);
    const ids = [await row(a), await row(b)];
    await a.app.replica().redact([{ device: a.app.log().ownDevice()!, sequence: a.app.log().headOf(a.app.log().ownDevice()!)!.sequence - 1, index: 0 }]);
    await settle(a, b, c);
    ids.push(await row(c));
    await restore(url);
    expect((await hubStatus(await b.tools())).devices.some(({ ahead }) => ahead > 0)).toBe(true);
    // B, who wrote none of it, brings A's commits back.
    await b.sync();
    await settle(a, b, c);
    await expectWhole(url, [a, b, c], ids);
    expect(idsOf(b)).not.toContain(gone);
  });

  test('is lost wholly: a new one is filled from any device', async () => {
    const { url, all: [a, b, c] } = await joined(3) as { url: string; all: [Home, Home, Home] };
    await postgres.ask(url, 'DROP SCHEMA finance_tracker CASCADE');
    expect(await codeOf(a.sync())).toBe('hub-none');
    expect(await codeOf(a.tools().then(hubStatus))).toBe('hub-none');
    for (const one of [c, a, b]) await disconnect(await one.tools());
    const { code } = await c.connect(url, wish);
    for (const one of [a, b]) await one.connect(url, code === undefined ? {} : { code });
    await settle(a, b, c);
    await expectWhole(url, [a, b, c], []);
  });

  test('gives a device that is restored from an old copy its own commits back', async () => {
    const { url, all: [a, b] } = await joined(2) as { url: string; all: [Home, Home] };
    const old = copyOf(a, 'a_old');
    const ids = [await row(a), await row(a)];
    await settle(a, b);
    await old.sync();
    expect(idsOf(old)).toEqual(expect.arrayContaining(ids));
    ids.push(await row(old));
    await settle(old, b);
    await expectWhole(url, [old, b], ids);
  });

  test('names the fork of a device that was restored and went on, and keeps both when it adopts', async () => {
    const { url, all: [a, b] } = await joined(2) as { url: string; all: [Home, Home] };
    const old = copyOf(a, 'a_old');
    const ids = [await row(a), await row(a)];
    await settle(a, b);
    const [own, undone] = [await row(old), await row(old)];
    const target = old.app.log().headOf(old.app.log().ownDevice()!)!;
    await old.write('undo', [{ type: 'commit.undone.v1', subject: target.id, payload: {} }]);
    const device = old.app.log().ownDevice();
    const before = await expectWholeHub(postgres, url);
    expect(await codeOf(old.sync())).toBe('hub-forked');
    expect(await expectWholeHub(postgres, url)).toEqual(before);
    expect((await hubStatus(await old.tools())).forks).toMatchObject([{ device, isOwn: true }]);
    expect(await forks(await old.tools())).toMatchObject([{ device, commits: 3, isOwn: true }]);
    const [branch] = await adopted(old);
    expect(old.app.log().ownDevice()).toBe(branch);
    expectSound(old);
    expect(await adopted(old)).toEqual([]);
    await settle(old, a, b);
    await expectWhole(url, [old, a, b], [...ids, own]);
    // The undo still finds what it undid, under the id that it always had.
    expect(idsOf(b)).not.toContain(undone);
    ids.push(await row(old), await row(a));
    await settle(old, a, b);
    await expectWhole(url, [old, a, b], ids);
    expect((await hubStatus(await a.tools())).forks).toEqual([]);
  });

  test('parts a folder that was cloned to three machines', async () => {
    const { url, all: [a, b] } = await joined(2) as { url: string; all: [Home, Home] };
    const clones = [copyOf(a, 'clone1_'), copyOf(a, 'clone2_')];
    const ids: string[] = [];
    for (const one of [a, ...clones]) ids.push(await row(one), await row(one));
    await a.sync();
    for (const one of clones) {
      expect(await codeOf(one.sync())).toBe('hub-forked');
      expect(await adopted(one)).toHaveLength(1);
      await one.sync();
    }
    await settle(a, b, ...clones);
    await expectWhole(url, [a, b, ...clones], ids);
  });

  test('parts a branch that forks again', async () => {
    const { url, all: [a, b] } = await joined(2) as { url: string; all: [Home, Home] };
    const other = copyOf(a, 'other_');
    const ids = [await row(other)];
    await other.sync();
    // A and a clone of it share a first commit that the hub knows otherwise, and then part themselves.
    ids.push(await row(a));
    const clone = copyOf(a, 'clone_');
    ids.push(await row(a), await row(clone));
    for (const one of [a, clone]) expect(await adopted(one)).toHaveLength(1);
    await a.sync();
    expect(await codeOf(clone.sync())).toBe('hub-forked');
    expect(await adopted(clone)).toHaveLength(1);
    await settle(clone, a, b, other);
    await expectWhole(url, [a, b, other, clone], ids);
    expect(new Set([a, other, clone].map((one) => one.app.log().ownDevice())).size).toBe(3);
  });

  test('that was restored while a clone wrote names the fork of another device, and all who hold it part it alike', async () => {
    const { url, all: [a, b, c] } = await joined(3) as { url: string; all: [Home, Home, Home] };
    const clone = copyOf(a, 'clone_');
    await backup(url);
    const ids = [await row(a), await row(a)];
    await settle(a, b, c);
    await restore(url);
    ids.push(await row(clone), await row(clone), await row(clone));
    await clone.sync();
    for (const one of [b, c, a]) expect(await codeOf(one.sync())).toBe('hub-forked');
    expect(await forks(await b.tools())).toMatchObject([{ device: a.app.log().ownDevice(), commits: 2, isOwn: false }]);
    const [branches] = [[await adopted(b), await adopted(c), await adopted(a)]];
    expect(new Set(branches.flat()).size).toBe(1);
    await settle(c, a, b, clone);
    await expectWhole(url, [a, b, c, clone], ids);
    expect(a.app.log().ownDevice()).toBe(branches[0]![0]);
    ids.push(await row(a), await row(clone));
    await settle(a, b, c, clone);
    await expectWhole(url, [a, b, c, clone], ids);
  });
});
