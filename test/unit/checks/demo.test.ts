/** The shipped demo statements are what their generator writes, and what the demo teaches exists. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const shipped = join(root, 'fixtures', 'demo');

interface Demo {
  readonly accounts: readonly { readonly file: string; readonly number?: string; readonly opening: { readonly balance: number } }[];
  readonly rules: readonly { readonly text: string; readonly category: string }[];
  readonly budgets: readonly { readonly kind: 'category' | 'group'; readonly target: string; readonly amount: number }[];
}
const demo = JSON.parse(readFileSync(join(shipped, 'demo.json'), 'utf8')) as Demo;
const taxonomy = JSON.parse(readFileSync(join(root, 'src', 'categories', 'taxonomy.json'), 'utf8')) as {
  readonly groups: readonly { readonly id: string; readonly categories: readonly { readonly id: string }[] }[];
};

test('the generator writes the shipped bytes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ft-demo-'));
  try {
    execFileSync(process.execPath, [join(root, 'scripts', 'demo', 'generate.mjs'), folder]);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(shipped).sort());
    for (const file of readdirSync(folder)) expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(join(shipped, file), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('every statement is shipped, and account numbers have the shape of Norwegian ones (modulus 11)', () => {
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
  expect(demo.accounts).toHaveLength(3);
  for (const { file, number } of demo.accounts) {
    expect(readdirSync(shipped)).toContain(file);
    if (number !== undefined) expect(weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0) % 11).toBe(0);
  }
});

test('rules and budgets name categories and groups that exist, in minor units', () => {
  const categories = new Set(taxonomy.groups.flatMap((group) => group.categories.map(({ id }) => id)));
  const groups = new Set(taxonomy.groups.map(({ id }) => id));
  expect(demo.rules.filter(({ category }) => !categories.has(category))).toEqual([]);
  expect(new Set(demo.rules.map(({ text }) => text)).size).toBe(demo.rules.length);
  expect(demo.budgets.filter(({ kind, target }) => !(kind === 'group' ? groups : categories).has(target))).toEqual([]);
  for (const { amount } of demo.budgets) expect(Number.isSafeInteger(amount) && amount > 0).toBe(true);
});
