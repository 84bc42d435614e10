import { chmodSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { failureIn } from '../../../src/errors.ts';
import { type Keychain, type KeyringLibrary, openKeychain } from '../../../src/machine/keychain.ts';
import { openSecrets } from '../../../src/machine/secrets.ts';

let home = '';
const fresh = (): string => (home = mkdtempSync(join(tmpdir(), 'ft-secrets-')));
afterEach(() => rmSync(home, { recursive: true, force: true }));

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const failing = async (work: Promise<unknown>) => failureIn(await work.then(() => undefined, (error: unknown) => error));
const inFile = () => openSecrets({ home, store: 'file' });

/** A keychain in memory; `isLost`: it does not answer from then on. */
function chain(limit?: number) {
  const entries = new Map<string, string>();
  const state = { isLost: false, opened: 0 };
  const there = <T>(work: () => T): Promise<T> => (state.isLost ? Promise.reject(new Error('Platform secure storage failure: geheim')) : Promise.resolve(work()));
  const keychain: Keychain = {
    read: (account) => there(() => entries.get(account)), limit,
    write: (account, text) => there(() => { entries.set(account, text); }), remove: (account) => there(() => { entries.delete(account); }),
  };
  return { entries, state, open: () => { state.opened++; return there(() => keychain); } };
}

describe('in a file', () => {
  test('a bundle is kept, replaced and removed, for the owner only', async () => {
    fresh();
    const secrets = await inFile();
    expect([secrets.kind, secrets.where]).toEqual(['file', `files in ${home}/secrets that only you can read`]);
    expect(await secrets.get('dnb')).toBeUndefined();
    await secrets.delete('dnb');
    await secrets.set('dnb', { key: '-----BEGIN\nÆ', token: 'a' });
    await secrets.set('dnb', { key: '-----BEGIN\nÆ', token: 'b' });
    expect(await (await inFile()).get('dnb')).toEqual({ key: '-----BEGIN\nÆ', token: 'b' });
    expect(readdirSync(join(home, 'secrets'))).toEqual(['dnb.json']);
    expect([mode(join(home, 'secrets')), mode(join(home, 'secrets/dnb.json'))]).toEqual(['700', '600']);
    await secrets.delete('dnb');
    expect(readdirSync(join(home, 'secrets'))).toEqual([]);
  });

  test.each([['0644'], ['0640'], ['0604']])('a file that others may read (%s) is not read', async (bits) => {
    fresh();
    const secrets = await inFile();
    await secrets.set('dnb', { token: 'a' });
    const file = join(home, 'secrets/dnb.json');
    chmodSync(file, Number.parseInt(bits, 8));
    expect(await failing(secrets.get('dnb'))).toEqual({ code: 'secrets-open', file });
    expect(await failing(secrets.set('dnb', { token: 'b' }))).toEqual({ code: 'secrets-open', file });
    chmodSync(file, 0o600);
    expect(await secrets.get('dnb')).toEqual({ token: 'a' });
  });

  test.each([['damaged', '{"version":1,"bundle":{"tok', 0o600], ['open to others', '{"version":1,"bundle":{"token":"a"}}', 0o644], ['closed to everyone', '{"version":1,"bundle":{}}', 0]])('a file that is %s is removed all the same', async (_, text, bits) => {
    fresh();
    mkdirSync(join(home, 'secrets'));
    writeFileSync(join(home, 'secrets/dnb.json'), text);
    chmodSync(join(home, 'secrets/dnb.json'), bits);
    await (await inFile()).delete('dnb');
    expect(readdirSync(join(home, 'secrets'))).toEqual([]);
  });

  test('the names are told, of what writing left too, and of nothing that ft did not name', async () => {
    fresh();
    const secrets = await inFile();
    expect(await secrets.names()).toEqual([]);
    await secrets.set('dnb', { token: 'a' });
    await secrets.set('A b', { token: 'a' });
    for (const name of ['.nordea.json.4711', '.dnb.json.4711', 'Notes.json', 'dnb.json.bak', 'x-.json']) writeFileSync(join(home, 'secrets', name), '');
    expect((await secrets.names()).map(({ name, file }) => [name, file.slice(home.length)])).toEqual([['dnb', '/secrets/dnb.json'], ['nordea', '/secrets/.nordea.json.4711']]);
  });

  test('names never lead out of the folder, and never to one file', async () => {
    fresh();
    const secrets = await inFile();
    const names = ['../../x', '..', '', 'CON', 'con', 'A', 'a', 'æ', 'ø', 'a/b', 'a-b', 'a b', 'x\u0000y', 'n'.repeat(300), '__proto__', '.hidden'];
    for (const [at, name] of names.entries()) await secrets.set(name, { at: `${at}` });
    for (const [at, name] of names.entries()) expect(await secrets.get(name)).toEqual({ at: `${at}` });
    expect(readdirSync(home)).toEqual(['secrets']);
    expect(new Set(readdirSync(join(home, 'secrets')).map((name) => name.toLowerCase())).size).toBe(names.length);
  });

  test.each([['half', '{"version":1,"bundle":{"tok'], ['nothing', ''], ['a number', '{"version":1,"bundle":{"token":5}}'], ['a list', '[]'], ['no bundle', '{"version":1}']])('a file that holds %s is named', async (_, text) => {
    fresh();
    mkdirSync(join(home, 'secrets'));
    const file = join(home, 'secrets/dnb.json');
    writeFileSync(file, text, { mode: 0o600 });
    expect(await failing((await inFile()).get('dnb'))).toEqual({ code: 'secrets-damaged', file });
  });

  test('a secret named __proto__ is one like others', async () => {
    fresh();
    await (await inFile()).set('dnb', JSON.parse('{"__proto__":"x"}') as Record<string, string>);
    expect(Object.entries((await (await inFile()).get('dnb'))!)).toEqual([['__proto__', 'x']]);
  });

  test('what cannot be written is said', async () => {
    fresh();
    writeFileSync(join(home, 'secrets'), '');
    expect(await failing((await inFile()).set('dnb', { token: 'geheim' }))).toMatchObject({ code: 'secrets-unwritable', where: join(home, 'secrets/dnb.json') });
  });
});

describe('in the keychain', () => {
  test('holds the bundle; the file only says where', async () => {
    fresh();
    const { entries, open } = chain();
    const secrets = await openSecrets({ home, store: undefined, open });
    expect([secrets.kind, secrets.where]).toEqual(['keychain', 'the keychain of this machine']);
    await secrets.set('dnb', { token: 'geheim' });
    expect([...entries.keys()]).toEqual([expect.stringMatching(/^[0-9a-f]{16}\/dnb$/)]);
    expect(readFileSync(join(home, 'secrets/dnb.json'), 'utf8')).not.toContain('geheim');
    expect(await secrets.get('dnb')).toEqual({ token: 'geheim' });
    await secrets.delete('dnb');
    expect([entries.size, readdirSync(join(home, 'secrets'))]).toEqual([0, []]);
  });

  test('where none answers, files are used, and that is said; where it was chosen, that fails', async () => {
    fresh();
    const { state, open } = chain();
    state.isLost = true;
    const secrets = await openSecrets({ home, store: undefined, open });
    expect([secrets.kind, secrets.where]).toEqual(['file', `files in ${home}/secrets that only you can read (no keychain answers in this session)`]);
    expect(await failing(openSecrets({ home, store: 'keychain', open }))).toEqual({ code: 'secrets-unreachable', where: 'the keychain of this machine', why: 'no keychain answers in this session' });
  });

  test('the library is missing its native half: files, and that is said', async () => {
    fresh();
    const missing = (): KeyringLibrary => { throw new Error('Cannot find native binding. npm has a bug'); };
    const secrets = await openSecrets({ home, store: undefined, open: () => openKeychain(missing, 'linux') });
    expect(secrets.where).toBe(`files in ${home}/secrets that only you can read (the library for keychains does not run on this machine)`);
  });

  test('asks the library for the Secret Service by name, and leaves nothing behind by looking', async () => {
    const seen: unknown[] = [];
    class AsyncEntry {
      constructor(...given: unknown[]) { seen.push(given); }
      getSecret = () => Promise.resolve(null);
      setSecret = (secret: Uint8Array) => { seen.push(Buffer.from(secret).toString()); return Promise.resolve(); };
      deleteCredential = () => Promise.resolve(false);
    }
    const keychain = await openKeychain(() => ({ AsyncEntry }), 'linux');
    await keychain.write('a/b', 'text');
    expect(seen).toEqual([['finance-tracker', 'nothing', { linux: { store: 'secret-service' } }], ['finance-tracker', 'a/b', { linux: { store: 'secret-service' } }], 'text']);
    expect([keychain.limit, (await openKeychain(() => ({ AsyncEntry }), 'win32')).limit]).toEqual([undefined, 2560]);
  });

  test('a bundle too large for it goes into a file, and comes back out of it', async () => {
    fresh();
    const { entries, open } = chain(200);
    const secrets = await openSecrets({ home, store: undefined, open });
    await secrets.set('dnb', { token: 'small' });
    expect(entries.size).toBe(1);
    await secrets.set('dnb', { token: 'x'.repeat(300) });
    expect([entries.size, await secrets.get('dnb')]).toEqual([0, { token: 'x'.repeat(300) }]);
    await secrets.set('dnb', { token: 'small again' });
    expect([entries.size, await secrets.get('dnb')]).toEqual([1, { token: 'small again' }]);
    expect(readFileSync(join(home, 'secrets/dnb.json'), 'utf8')).not.toContain('xxx');
  });
});

describe('when the place changes', () => {
  test('what lies in the file is found when a keychain appears, and moves there when it is written', async () => {
    fresh();
    const { entries, open } = chain();
    await (await inFile()).set('dnb', { token: 'old' });
    const secrets = await openSecrets({ home, store: undefined, open });
    expect(await secrets.get('dnb')).toEqual({ token: 'old' });
    await secrets.set('dnb', { token: 'new' });
    expect(entries.size).toBe(1);
    expect(readFileSync(join(home, 'secrets/dnb.json'), 'utf8')).not.toContain('old');
    expect(await secrets.get('dnb')).toEqual({ token: 'new' });
  });

  test('what lies in the keychain is found when files are chosen, and moves there when it is written', async () => {
    fresh();
    const { entries, open } = chain();
    await (await openSecrets({ home, store: undefined, open })).set('dnb', { token: 'old' });
    const secrets = await openSecrets({ home, store: 'file', open });
    expect(await secrets.get('dnb')).toEqual({ token: 'old' });
    await secrets.set('dnb', { token: 'new' });
    expect([entries.size, await secrets.get('dnb')]).toEqual([0, { token: 'new' }]);
  });

  test('where it lies in a keychain that does not answer, that is said: it is not missing', async () => {
    fresh();
    const { state, entries, open } = chain();
    await (await openSecrets({ home, store: undefined, open })).set('dnb', { token: 'old' });
    state.isLost = true;
    for (const store of [undefined, 'file'] as const) {
      const secrets = await openSecrets({ home, store, open });
      expect(await failing(secrets.get('dnb'))).toEqual({ code: 'secrets-unreachable', where: 'the keychain of this machine', why: 'no keychain answers in this session' });
      expect((await failing(secrets.delete('dnb')))?.code).toBe('secrets-unreachable');
    }
    await (await openSecrets({ home, store: 'file', open })).set('dnb', { token: 'new' });
    expect(await (await openSecrets({ home, store: 'file', open })).get('dnb')).toEqual({ token: 'new' });
    // The old ones in the keychain are not taken for newer when it answers again.
    state.isLost = false;
    expect(entries.size).toBe(1);
    expect(await (await openSecrets({ home, store: undefined, open })).get('dnb')).toEqual({ token: 'new' });
  });

  test('a process ended between keychain and file: the newer ones are found', async () => {
    fresh();
    const { open } = chain();
    await (await inFile()).set('dnb', { token: 'old' });
    const before = readFileSync(join(home, 'secrets/dnb.json'));
    const secrets = await openSecrets({ home, store: undefined, open });
    await secrets.set('dnb', { token: 'new' });
    writeFileSync(join(home, 'secrets/dnb.json'), before);
    expect(await secrets.get('dnb')).toEqual({ token: 'new' });
  });

  test('a home that was moved finds its secrets; two homes do not share any', async () => {
    fresh();
    const { open } = chain();
    const [here, there] = [join(home, 'here'), join(home, 'there')];
    await (await openSecrets({ home: here, store: undefined, open })).set('dnb', { token: 'a' });
    renameSync(here, there);
    expect(await (await openSecrets({ home: there, store: undefined, open })).get('dnb')).toEqual({ token: 'a' });
    expect(await (await openSecrets({ home: join(home, 'third'), store: undefined, open })).get('dnb')).toBeUndefined();
  });

  test('files are chosen and nothing says otherwise: no keychain is opened', async () => {
    fresh();
    const { state, open } = chain();
    const secrets = await openSecrets({ home, store: 'file', open });
    await secrets.set('dnb', { token: 'a' });
    await secrets.get('dnb');
    await secrets.delete('dnb');
    expect(state.opened).toBe(0);
  });
});
