import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stableProgram } from '../../../src/machine/schedule/stable-path.ts';

const [NODE, SCRIPT] = ['cellar/node/22.1.0/bin/node', 'lib/node_modules/finance-tracker/bin/ft.js'];
let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'ft-stable-')));
  for (const path of ['lib/node_modules/finance-tracker/bin', 'bin', 'shell', 'cellar/node/22.1.0/bin']) mkdirSync(join(root, path), { recursive: true });
  for (const path of [NODE, SCRIPT]) writeFileSync(join(root, path), '');
  for (const folder of ['bin', 'shell']) {
    symlinkSync(join(root, SCRIPT), join(root, folder, 'ft'));
    symlinkSync(join(root, NODE), join(root, folder, 'node'));
  }
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const here = (path: string): string => (path === '.' ? path : join(root, path));
const stable = (script: string, path: readonly string[], cleared: readonly string[] = []) =>
  stableProgram({ node: here(NODE), script: here(script), path: path.map(here).join(':') }, cleared.map(here));

it('without an entry of PATH that is this ft: the real path of the script', () => {
  expect(stable('bin/ft', [])).toEqual({ words: [here(NODE), here(SCRIPT)], temporary: undefined });
});

it('an entry of PATH that is this ft or this node is taken: what it points to changes with an upgrade', () => {
  expect(stable(SCRIPT, ['.', 'nowhere', 'bin', 'shell']).words).toEqual([here('bin/node'), here('bin/ft')]);
});

it('of those the first that lasts, and none that is another ft', () => {
  expect(stable(SCRIPT, ['shell', 'bin'], ['shell'])).toEqual({ words: [here('bin/node'), here('bin/ft')], temporary: undefined });
  rmSync(here('bin/ft'));
  writeFileSync(here('bin/ft'), 'another');
  expect(stable(SCRIPT, ['bin']).words[1]).toBe(here(SCRIPT));
});

it('an ft or a node that lies in a cleared folder is told', () => {
  expect(stable('bin/ft', ['bin'], ['lib']).temporary).toBe(here(SCRIPT));
  expect(stable('bin/ft', ['bin'], ['bin']).temporary).toBe(here(SCRIPT));
  expect(stable('bin/ft', ['bin'], ['cellar']).temporary).toBe(here(NODE));
});

it.each(['/home/kari/.npm/_npx/4f2/node_modules/finance-tracker/bin/ft.js', '/home/kari/.cache/pnpm/dlx/abc/node_modules/ft/bin/ft.js', '/home/kari/.cache/pnpm/dlx-123/bin/ft.js', '/tmp/ft/bin/ft.js', '/var/tmp/x/ft.js', '/run/user/1000/ft.js'])(
  '%s is cleared away', (script) => {
    expect(stableProgram({ node: '/usr/bin/node', script, path: '' }).temporary).toBe(script);
  });

it.each(['/usr/lib/node_modules/finance-tracker/bin/ft.js', '/home/kari/.nvm/versions/node/v22.1.0/lib/node_modules/finance-tracker/bin/ft.js', '/home/kari/tmp/ft.js', '/tmpfiles/ft.js', '/home/kari/handling/ft.js'])(
  '%s stays', (script) => {
    expect(stableProgram({ node: '/opt/node', script, path: '' })).toEqual({ words: ['/opt/node', script], temporary: undefined });
  });
