/** The floor: the model and the lists that ship must be as good as their card says, by one point at most. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

interface Part { readonly rows: number; readonly leaf: number; readonly group: number; readonly macroF1: number; readonly ece: number; readonly labelled: { readonly coverage: number; readonly precision: number } }
interface Figures { readonly rows: number; readonly unseen: number; readonly systems: Readonly<Record<'cascade' | 'int8', Readonly<Record<'all' | 'unseen' | 'seen', Part>>>> }

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const carded = JSON.parse(readFileSync(new URL('../../../../models/transaction-categorizer/evaluation.json', import.meta.url), 'utf8')) as Figures;
const card = readFileSync(new URL('../../../../models/transaction-categorizer/MODEL_CARD.md', import.meta.url), 'utf8');
let today: Figures;
beforeAll(async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['scripts/categorizer/evaluate.mjs'], { cwd: root, maxBuffer: 1 << 26, env: { ...process.env, FT_CATEGORY_DATA: '' } });
  today = JSON.parse(stdout) as Figures;
}, 120_000);

describe('the categorizer that ships', () => {
  it('is measured on at least 1,500 rows', () => { expect(today.rows).toBeGreaterThanOrEqual(1_500); });

  it.each([['cascade', 'leaf'], ['cascade', 'group'], ['cascade', 'macroF1'], ['int8', 'leaf'], ['int8', 'group']] as const)('%s: %s is no more than a point below the card', (system, figure) => {
    expect(today.systems[system].all[figure]).toBeGreaterThanOrEqual(carded.systems[system].all[figure] - 1);
  });

  it('labels as much, as rightly', () => {
    expect(today.systems.cascade.all.labelled.precision).toBeGreaterThanOrEqual(carded.systems.cascade.all.labelled.precision - 1);
    expect(today.systems.cascade.all.labelled.coverage).toBeGreaterThanOrEqual(carded.systems.cascade.all.labelled.coverage - 1);
  });

  it('has a card with these figures', () => {
    const { leaf, group, macroF1 } = carded.systems.cascade.all;
    expect(card).toContain(`| whole cascade, all | ${leaf} | ${group} | ${macroF1} |`);
  });
});
