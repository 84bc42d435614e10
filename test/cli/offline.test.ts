/** The local model never goes on the network: not when it is there, and not to look for it when it is not. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ft-offline-'));
  // Preloaded into the process and, as Node does with -r, into its threads: whatever opens a connection or asks for a name leaves a mark.
  writeFileSync(join(folder, 'watch.cjs'), `
    const mark = (what) => () => { require('node:fs').appendFileSync(${JSON.stringify(join(folder, 'called'))}, what + '\\n'); throw new Error('the network was used'); };
    require('node:net').Socket.prototype.connect = mark('connect');
    require('node:dns').lookup = mark('lookup');
    globalThis.fetch = mark('fetch');
  `);
});
afterAll(() => { rmSync(folder, { recursive: true }); });

const classify = async (model: string) => promisify(execFile)(process.execPath, ['-r', join(folder, 'watch.cjs'), join(root, 'bin/ft.js'), '--home', join(folder, 'home'), 'classify', 'Fjordveien Rørleggerservice'], { env: { ...process.env, FT_MODEL: model } });

describe('the local model and the network', () => {
  it('is watched by something that bites', async () => {
    await expect(promisify(execFile)(process.execPath, ['-r', join(folder, 'watch.cjs'), '-e', "fetch('http://127.0.0.1:9')"])).rejects.toThrow();
    expect(existsSync(join(folder, 'called'))).toBe(true);
    rmSync(join(folder, 'called'));
  });

  it('it answers without it', async () => {
    expect(JSON.parse((await classify(join(root, 'models/transaction-categorizer'))).stdout)).toMatchObject({ category: 'home-improvement', source: 'model' });
    expect(existsSync(join(folder, 'called'))).toBe(false);
  });

  it('it is not looked for there, when it or a part of it is gone', async () => {
    const part = join(folder, 'part');
    cpSync(join(root, 'models/transaction-categorizer'), part, { recursive: true });
    rmSync(join(part, 'onnx'), { recursive: true });
    for (const model of [part, join(folder, 'none')]) {
      const { stdout, stderr } = await classify(model);
      expect(JSON.parse(stdout)).toMatchObject({ source: 'none' });
      expect(stderr).toContain('cannot be read');
    }
    expect(existsSync(join(folder, 'called'))).toBe(false);
  });
});
