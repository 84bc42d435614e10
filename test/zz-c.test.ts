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

const names = ['Anna','Berit','Cato','Dag','Elin','Frode','Gro','Hans','Ida','Jon','Kari','Lars','Mona','Nils','Odd','Per','Rune','Siri','Tor','Unni'];
describe('zz', () => {

  it('19 hostile file among good', async () => {
    home = new TestHome();
    try { console.log('19', counts(await big([[row(2, -300, 'good')], camt], [Array.from({ length: 12 }, (_, i) => row(2, 1e15, `x${i}`, { account: 'NO9312345678902' })), c54], [[row(5, -300, 'good2')], camt]))); } catch (e) { console.log('19 error ' + String(e)); }
  });
  const ofx = { format: 'ofx', profile: 'ofx', bank: 'B' };
  for (const [perDay, days] of [[5, 20], [10, 20], [20, 20], [20, 40]] as const) it('R realistic fee ' + perDay, async () => {
    home = new TestHome();
    const mk = (text: (d: number, i: number) => string) => Array.from({ length: days }, (_, d) => Array.from({ length: perDay }, (_, i) => row(d + 1, 300_00, text(d, i)))).flat();
    await timed(`R first ${perDay}x${days}`, () => big([mk((d, i) => `Medlemskontingent ${names[i % names.length]} ${names[(i * 7 + d) % names.length]}sen`), { ...camt, dayOrder: 'ascending' }]));
    await timed(`R second ${perDay}x${days}`, () => big([mk((d, i) => `Giro ${names[i % names.length]} ${names[(i * 7 + d) % names.length]}sen kontingent`), { ...ofx, dayOrder: 'ascending' }]));
  });
  for (const n of [50, 100, 200]) it('T one format other words ' + n, async () => {
    home = new TestHome();
    await timed('T first ' + n, () => big([Array.from({ length: n }, (_, i) => row(2, 50, `Vipps fra ${i}abc`)), camt]));
    await timed('T second ' + n, () => big([Array.from({ length: n }, (_, i) => row(2, 50, `Vipps fra ${i + n}abc`)), camt]));
  });
  for (const n of [1000, 2000]) it('F facts ' + n, async () => {
    home = new TestHome();
    const rows = Array.from({ length: n }, (_, i) => row(2, 50, 'Vipps betaling', { endToEndId: `E2E${100000 + i}` }));
    await timed('F first ' + n, () => big([rows, camt]));
    await timed('F again ' + n, () => big([rows, camt]));
  });
});
