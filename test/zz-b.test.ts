import { afterEach, describe, expect, it } from 'vitest';
import type { Row } from '../src/intake/rows.ts';
import { deliver } from '../src/intake/deliver.ts';
import { ok } from '../src/values/result.ts';
import { checkBalances } from '../src/insight/drift.ts';
import { EVERYTHING } from '../src/read-model/query-sql.ts';
import { addDays, type Day } from '../src/values/day.ts';
import type { Minor } from '../src/values/money.ts';
import { NOK, TestHome, sourceOf } from './flow/home.ts';
const IBAN = 'NO9312345678901';
const row = (day: number, amount: number, description: string, more: Partial<Row> = {}): Row => ({ line: 2, bookingDate: addDays('2026-03-01' as Day, day - 1), amount: amount as Minor, currency: NOK, description, account: IBAN, ...more });
let home: TestHome;
afterEach(() => home.dispose());
const all = () => home.app.read().queries.find(EVERYTHING);
const counts = (o: any) => o.value.files.map((f: any) => f.failure ? f.failure.code : [f.report.new, f.report.duplicate, f.report.doubtful, f.report.accounts.map((a: any) => a.name).join()]);
const camt = { format: 'camt', profile: 'camt.053.001.08', bank: 'B' } as const;
const c54 = { format: 'camt', profile: 'camt.054.001.08', bank: 'B' } as const;
const log = (name: string, ...x: unknown[]) => console.log(name, ...x.map((v) => JSON.stringify(v)), 'stored', all().length, all().reduce((s, r) => s + r.amount, 0), JSON.stringify(home.app.read().accounts.all().map((a: any) => [a.name, a.openingBalance, a.openingDay])));
const undo = (id: string) => home.write('undo', { type: 'commit.undone.v1', subject: id, payload: {} });
async function big(...lists: [readonly Row[], any][]) {
  home.now += 1000;
  const files = lists.map(([rows, o]) => { const s = sourceOf(rows, o); return { file: s.file, source: ok({ ...s, *batches() { for (let i = 0; i < rows.length || i === 0; i += 4000) yield { rows: rows.slice(i, i + 4000), problems: [], pending: [], ignored: 0, balances: [] }; } }) }; });
  return home.app.write({ command: 'import', arguments: {} }, async ({ commit, model }) => deliver(files as any, { account: undefined, strict: false }, { commit, model, cascade: await home.app.cascade(model), progress: () => {} }));
}
const timed = async (name: string, f: () => Promise<any>) => { const t = Date.now(); const r = await f(); console.log(name, JSON.stringify(counts(r)), Date.now() - t, 'ms', Math.round(process.memoryUsage().heapUsed / 1e6), 'MB'); };

describe('zz', () => {
  it('15 two batches same ref, one total known', async () => {
    home = new TestHome();
    const a = counts(await big([[row(2, -300, 'Salaries', { reference: 'LOHN01' })], camt]));
    const P = (d: number, n: number) => [row(d, -100, `Emp ${n}`, { batchReference: 'LOHN01' }), row(d, -200, `Emp ${n + 1}`, { batchReference: 'LOHN01' })];
    const b = counts(await big([[...P(2, 1), ...P(4, 3)], c54]));
    log('15', a, b);
  });
  it('18 total and payments in one file', async () => {
    home = new TestHome();
    const P = [row(2, -100, `Emp 1`, { batchReference: 'LOHN01' }), row(2, -200, `Emp 2`, { batchReference: 'LOHN01' })];
    await big([P, c54]);
    const b = counts(await big([[row(2, -300, 'Sum', { reference: 'LOHN01' }), ...P], camt]));
    log('18', b);
  });
  it('19 hostile file among good', async () => {
    home = new TestHome();
    try { log('19', counts(await big([[row(2, -300, 'good')], camt], [Array.from({ length: 12 }, (_, i) => row(2, 1e15, `x${i}`, { account: 'NO9312345678902' })), c54], [[row(5, -300, 'good2')], camt]))); } catch (e) { log('19 error ' + String(e)); }
  });
  it('21 drift', () => {
    home = new TestHome();
    const D = '2026-03-05' as Day, A = 'a';
    console.log('21', JSON.stringify(checkBalances([{ account: A, day: D, balance: 100 as Minor }], [{ account: A, day: D, amount: 50 as Minor }], new Map([[A, 100 as Minor]]))));
  });
  it('27 undo first of restated; opening account', async () => {
    home = new TestHome();
    const f1 = await big([[row(2, -100, 'Kiwi Oslo'), row(4, -5, 'z')], camt]);
    const f2 = counts(await big([[row(2, -100, 'Kiwi Oslo Sentrum'), row(3, -7, 'y'), row(4, -5, 'z')], camt]));
    log('27a', f2);
    await undo((f1 as any).commit.id);
    log('27b');
    log('27c', counts(await big([[row(2, -100, 'Kiwi Oslo'), row(4, -5, 'z')], camt])));
  });
  it('29 one commit: second statement sees first', async () => {
    home = new TestHome();
    log('29', counts(await big([[row(2, -100, 'Kiwi Oslo'), row(4, -5, 'z')], camt], [[row(2, -100, 'Kiwi Oslo Sentrum'), row(4, -5, 'z')], { ...camt }], [[row(2, -100, 'KIWI OSLO SENTRUM'), row(4, -5, 'zz')], { format: 'ofx', profile: 'ofx', bank: 'B' }])));
  });
  it('30 agreeing days, delivery reaching beyond', async () => {
    for (const beyond of [false, true]) {
      home?.dispose(); home = new TestHome();
      const k = Array.from({ length: 12 }, (_, i) => row(i + 1, -1000 - i, `Aaa ${'abcdefghijklmnop'[i]!.repeat(5)}`));
      await big([k, camt]);
      const b = k.map((r, i) => ({ ...r, description: `${'qwrtzpsdfghjkl'[i]!.repeat(6)}` }));
      log('30 beyond ' + beyond, counts(await big([[...b, ...(beyond ? [13, 14, 15].map((d) => row(d, -5, `new ${d}`)) : [])], { format: 'ofx', profile: 'ofx', bank: 'B' }])));
    }
  });
  for (const n of [500, 1000, 2000]) {
    it('16 equal rows two formats ' + n, async () => {
      home = new TestHome();
      await timed('16a first ' + n, () => big([Array.from({ length: n }, () => row(2, 50, 'Vipps betaling')), camt]));
      await timed('16b same again other bytes ' + n, () => big([Array.from({ length: n }, () => row(2, 50, 'Vipps betaling')), camt]));
      await timed('16c other format ' + n, () => big([Array.from({ length: n }, () => row(2, 50, 'VIPPS innbetaling')), { format: 'ofx', profile: 'ofx', bank: 'B' }]));
    });
    it('16f equal rows with facts ' + n, async () => {
      home = new TestHome();
      const rows = Array.from({ length: n }, (_, i) => row(2, 50, 'Vipps betaling', { endToEndId: `E2E${100000 + i}` }));
      await timed('16f first ' + n, () => big([rows, camt]));
      await timed('16g again ' + n, () => big([rows, camt]));
    });
    it('16t one amount, many texts ' + n, async () => {
      home = new TestHome();
      await timed('16t first ' + n, () => big([Array.from({ length: n }, (_, i) => row(2, 50, `Vipps fra ${i}abc`)), camt]));
      await timed('16u new texts ' + n, () => big([Array.from({ length: n }, (_, i) => row(2, 50, `Vipps fra ${i + n}abc`)), camt]));
    });
  }
});
