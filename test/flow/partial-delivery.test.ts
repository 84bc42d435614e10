/** Several statements in one command: one that fails leaves nothing behind, the others stand, in one sound commit. */
import { afterEach, expect, it } from 'vitest';
import { deliver } from '../../src/intake/deliver.ts';
import type { Row, StatementSource } from '../../src/intake/rows.ts';
import { EVERYTHING } from '../../src/read-model/query-sql.ts';
import { verify } from '../../src/ledger/verify.ts';
import type { Day } from '../../src/values/day.ts';
import type { Minor } from '../../src/values/money.ts';
import { ok } from '../../src/values/result.ts';
import { NOK, TestHome, sourceOf } from './home.ts';

let home: TestHome;
afterEach(() => home.dispose());
const row = (day: string, amount: number, account: string): Row => ({ line: 2, bookingDate: `2026-03-${day}` as Day, amount: amount as Minor, currency: NOK, description: `KIWI ${day}`, account });

it('takes back what a failing statement had written already, and nothing else', async () => {
  home = new TestHome();
  await home.deliver([row('01', -100, '15031111111')], {});
  const [first] = home.app.read().accounts.all();
  await home.write('close', { type: 'account.closed.v1', subject: first!.id, payload: { day: '2026-03-01' } });
  const good = sourceOf([row('02', -200, '15032222222')], { digest: 'good' });
  // The closed account comes in the third batch, when two are written.
  const bad = sourceOf([...['03', '04', '05', '06', '07', '08'].map((day) => row(day, -300, '15033333333')), row('09', -400, '15031111111')], { digest: 'bad' });
  const last = sourceOf([row('02', -500, '15032222222')], { digest: 'last' });
  home.now += 1000;
  const { value, commit } = await home.app.write({ command: 'import', arguments: {} }, async ({ commit: draft, model }) =>
    deliver([good, bad, last].map((source: StatementSource) => ({ file: source.file, source: ok(source) })), { account: undefined, strict: false }, { commit: draft, model, cascade: await home.app.cascade(model), progress: () => {} }));
  expect(value.files.map((file) => ('report' in file ? file.report.new : file.failure.code))).toEqual([1, 'account-closed', 1]);
  expect(home.app.read().queries.find(EVERYTHING).map(({ amount }) => amount).sort()).toEqual([-100, -200, -500]);
  expect(home.app.read().accounts.all().map(({ number }) => number)).not.toContain('15033333333');
  expect(commit).toBeDefined();
  expect(home.app.rebuiltDigests()).toEqual(home.app.read().digests());
  expect(verify(home.app.log())).toMatchObject({ ok: true });
});
