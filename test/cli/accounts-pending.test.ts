/** `ft accounts` over accounts that a bank feeds: what is reserved is said beside the balance, and is no part of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fed, NOW, fedHome } from '../tui/fed-desk.ts';
import { ft, ftJson, temporaryHome, testClock } from './ft.ts';

interface Told { readonly accounts: readonly { readonly name: string; readonly balance: string; readonly pending: { readonly count: number; readonly sum: string } | null }[] }
const DAY = 86_400_000;

let fed: Fed;
beforeAll(async () => {
  fed = await fedHome();
  testClock(NOW - testClock());
});
afterAll(() => fed.feed.remove());

test('counts and sums the rows, apart from the balance', async () => {
  const { accounts } = await ftJson<Told>(fed.feed.home, 'accounts');
  const [current, savings] = accounts;
  expect(current!.pending!.count).toBeGreaterThan(0);
  expect(current!.pending!.sum).toMatch(/^-\d+\.\d\d$/);
  expect(savings!.pending).toEqual({ count: 0, sum: '0.00' });
  const { stdout } = await ft(fed.feed.home, 'accounts');
  expect(stdout.replaceAll('\u00a0', ' ')).toContain(`${current!.name}: ${current!.pending!.count} pending rows, together ${current!.pending!.sum} NOK; not booked yet, and in no balance here.`);
  expect(stdout).not.toContain(`${savings!.name}: `);
});

test('knows nothing of it in the past, and of accounts that no bank feeds', async () => {
  const [current] = (await ftJson<Told>(fed.feed.home, 'accounts')).accounts;
  const past = await ftJson<Told>(fed.feed.home, 'accounts', '--as-of', '2026-02-10');
  expect(past.accounts.map(({ pending, balance }) => [pending, balance])[0]).toEqual([null, current!.balance]);
  const home = temporaryHome();
  await ftJson(home, 'accounts', 'open', 'Cash', '--currency', 'NOK');
  expect((await ftJson<Told>(home, 'accounts')).accounts[0]!.pending).toBeNull();
  testClock(11 * DAY);
  expect((await ftJson<Told>(fed.feed.home, 'accounts')).accounts[0]!.pending).toEqual({ count: 0, sum: '0.00' });
});

test('the overview names what will yet go out this month, and does not count it as spent', async () => {
  const home = await fedHome();
  testClock(NOW - testClock());
  interface Month { readonly pending: readonly { readonly currency: string; readonly count: number; readonly sum: string }[]; readonly flow: readonly { readonly spending: string }[] }
  const told = await ftJson<Month>(home.feed.home);
  const [{ pending: reserved }] = (await ftJson<Told>(home.feed.home, 'accounts')).accounts as [Told['accounts'][number]];
  expect(told.pending).toEqual([{ currency: 'NOK', ...reserved }]);
  expect((await ft(home.feed.home)).stdout.replaceAll('\u00a0', ' ')).toContain(`not in what was spent: ${reserved!.count} pending rows, ${reserved!.sum} NOK.`);
  await home.with((app) => app.read().feeds.forget(app.read().connections.all()[0]!.id));
  const without = await ftJson<Month>(home.feed.home);
  expect(without.pending).toEqual([]);
  expect(without.flow).toEqual(told.flow);
  home.feed.remove();
});
