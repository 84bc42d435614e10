/** Behind every bar of the trends: the query that Enter opens finds exactly the money that the bar counts. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { App } from '../../src/app.ts';
import type { Taxonomy } from '../../src/categories/taxonomy.ts';
import { findQuery } from '../../src/insight/find.ts';
import { foundTotals } from '../../src/insight/found-totals.ts';
import { MerchantTrend } from '../../src/insight/merchant-trend.ts';
import type { Granularity } from '../../src/insight/period.ts';
import { kindsOf } from '../../src/insight/reports.ts';
import { trendPeriods } from '../../src/insight/trend.ts';
import { seededRandom } from '../../src/machine/random.ts';
import type { ReadModel } from '../../src/read-model/read-model.ts';
import { queryBehind, queryBehindMerchant } from '../../src/tui/trends/behind.ts';
import { type Ground, type Level, type Picture, cashflowPicture, networthPicture, spendingPicture } from '../../src/tui/trends/picture.ts';
import type { Currency } from '../../src/values/currency.ts';
import { type Day, addMonths, firstDay, lastDay, monthOf } from '../../src/values/day.ts';
import { ft, ftJson, temporaryHome } from '../cli/ft.ts';
import { demoHome } from './desk.ts';

const TODAY = '2026-01-15' as Day;
const NOK = 'NOK' as Currency;
const EUR = 'EUR' as Currency;

/** Splits, a transfer, savings, refunds, people both ways, a category of one's own, two currencies, merchants whose names hold each other. */
async function tangledHome(): Promise<string> {
  const home = temporaryHome();
  const added = async (amount: string, text: string, day: string, ...options: string[]): Promise<string> =>
    (await ftJson<{ id: string }>(home, 'add', amount, text, '--date', day, ...options)).id;
  const say = async (...argv: string[]): Promise<void> => { expect(await ft(home, ...argv)).toMatchObject({ exit: 0 }); };
  for (const [name, currency] of [['Daily', 'NOK'], ['Daily savings', 'NOK'], ['Berlin', 'EUR']] as const) await say('accounts', 'open', name, '--currency', currency);
  await say('accounts', 'opening-balance', 'Daily savings', '50000', '--date', '2025-10-01');
  await say('categories', 'add', 'Cabin dues', '--group', 'Cabin');
  await say('categories', 'add', 'Piggy bank', '--group', 'Transfers');
  const daily = ['--account', 'Daily'];
  for (const month of ['2025-10', '2025-11', '2025-12', '2026-01']) {
    await added('+30000', 'Salary', `${month}-01`, ...daily, '--category', 'salary');
    await added('-412,50', 'REMA 1000 OSLO', `${month}-03`, ...daily, '--category', 'groceries');
    await added('-80', 'Rema', `${month}-04`, ...daily, '--category', 'groceries');
    await added('-1500', 'Saving', `${month}-05`, ...daily, '--category', 'savings');
    await added('-250', 'Vipps Kari', `${month}-06`, ...daily, '--category', 'person-to-person');
    await added('+100', 'Vipps Ola', `${month}-07`, ...daily, '--category', 'person-to-person');
    await added('-99', 'Who knows', `${month}-08`, ...daily);
    await added('-33,30', 'Lidl', `${month}-09`, '--account', 'Berlin', '--category', 'groceries');
  }
  await added('+199', 'Rema refund', '2025-11-20', ...daily, '--category', 'groceries');
  await added('+5000', 'H&M returned', '2025-12-20', ...daily, '--category', 'clothing');
  await added('-700', 'Cabin', '2025-12-21', ...daily, '--category', 'cabin-dues');
  await added('+150', 'Cabin rent', '2025-12-22', ...daily, '--category', 'cabin-dues');
  await added('-60', 'Coins', '2025-12-23', ...daily, '--category', 'piggy-bank');
  const split = await added('-1000', 'Coop Obs', '2025-12-10', ...daily);
  await say('split', split, '600=groceries', '300=clothing', '100=savings');
  await added('-2000', 'To savings', '2025-12-12', ...daily, '--category', 'internal-transfer');
  await added('+2000', 'From daily', '2025-12-12', '--account', 'Daily savings', '--category', 'internal-transfer');
  await say('transfers', 'accept', '--yes');
  return home;
}

describe.each([['the demo', demoHome], ['a tangled ledger', tangledHome]] as const)('%s', (name, made) => {
  let app: App;
  let model: ReadModel;
  let taxonomy: Taxonomy;
  beforeAll(async () => {
    app = new App({ home: await made(), clock: () => Date.UTC(2026, 0, 15, 12), random: seededRandom('behind'), progress: () => {}, modelFolder: 'off' });
    model = app.reader()!;
    taxonomy = await app.taxonomy(model);
  });
  afterAll(() => app.close());

  const groundOf = (by: Granularity, level: Level, currency: Currency): Ground => {
    const periods = trendPeriods(model.queries.span()!, TODAY, null, by);
    return {
      by, level, currency, periods, taxonomy, accounts: model.accounts.all(), booked: model.sums.byAccount(), locale: 'en',
      sums: model.sums.between(monthOf(periods[0]!.from), monthOf(periods.at(-1)!.to)),
    };
  };
  /** What a query finds comes to, holder's sign; undefined finds nothing. */
  const found = (query: string | undefined, currency: Currency): { readonly net: number; readonly in: number; readonly out: number; readonly count: number } => {
    if (query === undefined) return { net: 0, in: 0, out: 0, count: 0 };
    const read = findQuery({ words: [query] }, { taxonomy, accounts: model.accounts.all(), today: TODAY, sureFrom: () => undefined });
    if (!read.ok) throw new Error(`${query}: ${JSON.stringify(read.error)}`);
    const { sums, count } = foundTotals(model.queries, read.value);
    expect(sums.map((sum) => sum.currency).filter((code) => code !== currency)).toEqual([]);
    const sum = sums[0] ?? { in: 0, out: 0 };
    return { net: sum.in + sum.out, in: sum.in, out: sum.out, count };
  };
  const currencies = name === 'the demo' ? [NOK] : [NOK, EUR];
  /** Every cell of a picture: its amount and what the query behind it finds. */
  const cells = (picture: Picture, ground: Ground) => picture.lines.flatMap((line, at) => picture.periods.map((period, place) => {
    const query = queryBehind(picture, place, at, ground, currencies.length === 1);
    return { query, amount: line.amounts[place] ?? 0, before: line.amounts[place - 1], id: line.id, period, found: found(query, ground.currency) };
  }));

  test.each(['month', 'quarter', 'year'] as const)('spending by %s', (by) => {
    let seen = 0;
    for (const currency of currencies) for (const level of ['groups', 'categories'] as const) {
      const ground = groundOf(by, level, currency);
      for (const { query, amount, found: { net } } of cells(spendingPicture(ground), ground)) {
        expect({ query, spent: 0 - net }).toEqual({ query, spent: amount });
        if (amount !== 0) seen++;
      }
    }
    expect(seen).toBeGreaterThan(10);
  });

  test.each(['month', 'year'] as const)('income and spending by %s', (by) => {
    for (const currency of currencies) {
      const ground = groundOf(by, 'groups', currency);
      for (const { query, amount, id, found: { net } } of cells(cashflowPicture(ground), ground)) expect({ query, amount: id === 'spending' ? 0 - net : net }).toEqual({ query, amount });
    }
  });

  test.each(['month', 'quarter'] as const)('what accounts hold, changed by %s', (by) => {
    for (const currency of currencies) {
      const ground = groundOf(by, 'groups', currency);
      for (const { query, amount, before, found: { net } } of cells(networthPicture(ground), ground)) if (before !== undefined) expect({ query, change: net }).toEqual({ query, change: amount - before });
    }
  });

  test('merchants, of one month and of all', () => {
    const ground = groundOf('month', 'groups', NOK);
    const trend = new MerchantTrend(kindsOf(taxonomy));
    for (const { from, to } of ground.periods) trend.add(monthOf(from), model.daySums.merchants(from, to, null));
    const names = trend.names();
    const [first, last] = [ground.periods[0]!, ground.periods.at(-1)!];
    for (const [from, to] of [[first, last], [last, last]] as const) {
      const { lines } = trend.lines(NOK, from === to ? monthOf(to.to) : undefined);
      expect(lines.length).toBeGreaterThan(1);
      for (const line of lines) {
        const query = queryBehindMerchant(line, names, from, to, ground, currencies.length === 1);
        // A split is one transaction, and a piece for each part here.
        const { net, count } = found(query, NOK);
        expect({ query, spent: 0 - net }).toEqual({ query, spent: line.amount });
        expect(count).toBeLessThanOrEqual(line.count);
      }
    }
  });

  test('net worth is what ft report says', async () => {
    const ground = groundOf('month', 'groups', NOK);
    const { lines } = await ftJson<{ lines: { period: string; currency: string; total: string }[] }>(app.home, 'report', 'networth', '--by', 'month', '--from', addMonths(monthOf(firstDay(monthOf(ground.periods[0]!.from))), 0), '--to', lastDay(monthOf(ground.periods.at(-1)!.to)));
    const told = new Map(lines.filter(({ currency }) => currency === 'NOK').map(({ period, total }) => [period, Math.round(Number(total) * 100)]));
    const [together] = networthPicture(ground).lines;
    expect(ground.periods.map(({ key }, at) => [key, together!.amounts[at]])).toEqual(ground.periods.map(({ key }) => [key, told.get(key)]));
  });
});
