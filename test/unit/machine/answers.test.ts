import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failureIn } from '../../../src/errors.ts';
import { createAnswers } from '../../../src/machine/answers.ts';
import { seededRandom } from '../../../src/machine/random.ts';
import type { KeptPage } from '../../../src/values/keeping.ts';

let home = '';
beforeEach(() => { home = mkdtempSync(join(tmpdir(), 'ft-answers-')); });
afterEach(() => rmSync(home, { recursive: true, force: true }));

const NOON = Date.UTC(2026, 2, 31, 12);
const HOUR = 3_600_000;
const at = (now: number) => createAnswers({ home, now: () => now, random: seededRandom(`${now}`) });
const folder = (): string => join(home, 'bank/answers');
const page = (endpoint: string, text: string): KeptPage => ({ endpoint, status: 200, mediaType: 'application/json', body: new TextEncoder().encode(text) });
const told = ({ endpoint, status, mediaType, body }: KeptPage) => [endpoint, status, mediaType, new TextDecoder().decode(body)];
const caught = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return failureIn(error);
  }
  throw new Error('nothing was raised');
};

describe('the raw answers of one fetch', () => {
  test('are on the disk as they came, for the owner only, before the next one is asked for', () => {
    const fetch = at(NOON).begin({ connection: 'dnb', account: 'a' });
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    fetch.keep({ endpoint: 'transactions', status: 206, mediaType: '', body: bytes });
    const stored = join(folder(), fetch.id);
    expect(readdirSync(stored).sort()).toEqual(['001-transactions.body', '001-transactions.page', 'facts.json']);
    expect(Uint8Array.from(readFileSync(join(stored, '001-transactions.body')))).toEqual(bytes);
    expect([folder(), stored, ...readdirSync(stored).map((name) => join(stored, name))].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '700', '600', '600', '600']);
    expect(fetch.pages()).toEqual([{ endpoint: 'transactions', status: 206, mediaType: '', body: bytes }]);
  });

  test('come back in the order in which they came, also past 999 of them', () => {
    const fetch = at(NOON).begin({});
    for (let number = 1; number <= 1003; number++) fetch.keep(page(number % 2 ? 'transactions' : 'balances', `${number}`));
    expect(fetch.pages().map((kept) => new TextDecoder().decode(kept.body))).toEqual(Array.from({ length: 1003 }, (_, index) => `${index + 1}`));
  });

  test('an endpoint from outside stays in the folder', () => {
    const fetch = at(NOON).begin({});
    fetch.keep(page('../../../evil\u0000', 'x'));
    expect(fetch.pages().map(told)).toEqual([['../../../evil\u0000', 200, 'application/json', 'x']]);
    expect(readdirSync(home)).toEqual(['bank']);
  });

  test('are offered when they are complete, and not again once taken', () => {
    const answers = at(NOON);
    const fetch = answers.begin({ connection: 'dnb', window: { from: '2026-01-01' } });
    fetch.keep(page('transactions', '{}'));
    expect([answers.waiting(), fetch.outcome()]).toEqual([[], undefined]);
    fetch.complete({ isComplete: true });
    expect(fetch.outcome()).toEqual({ isComplete: true });
    const [waiting, ...others] = at(NOON + HOUR).waiting();
    expect(others).toEqual([]);
    expect([waiting!.id, waiting!.facts, waiting!.outcome(), waiting!.pages().map(told)])
      .toEqual([fetch.id, { connection: 'dnb', window: { from: '2026-01-01' } }, { isComplete: true }, [['transactions', 200, 'application/json', '{}']]]);
    waiting!.taken();
    expect(at(NOON).waiting()).toEqual([]);
    expect(waiting!.pages()).toHaveLength(1);
    waiting!.taken();
    expect(readdirSync(folder())).toEqual([`${fetch.id}.taken`]);
  });

  test('stand in the order of their beginnings, also where the clock stands still', () => {
    const begun: string[] = [];
    for (const now of [NOON, NOON, NOON, NOON + 1, NOON + 1]) {
      const fetch = createAnswers({ home, now: () => now, random: seededRandom(`${begun.length}`) }).begin({});
      fetch.complete({});
      begun.push(fetch.id);
    }
    expect(at(NOON).waiting().map(({ id }) => id)).toEqual(begun);
  });

  test.each([
    ['no facts', (stored: string) => rmSync(join(stored, 'facts.json'))],
    ['half the facts', (stored: string) => writeFileSync(join(stored, 'facts.json'), '{"conn')],
    ['half an outcome', (stored: string) => writeFileSync(join(stored, 'outcome.json'), '{"pages":1,"outc')],
    ['a page too few', (stored: string) => rmSync(join(stored, '001-transactions.page'))],
    ['a body that is gone', (stored: string) => rmSync(join(stored, '001-transactions.body'))],
    ['a body that was cut', (stored: string) => truncateSync(join(stored, '001-transactions.body'), 1)],
  ])('with %s they are not offered, and go in time', (_, damage) => {
    const fetch = at(NOON).begin({ connection: 'dnb' });
    fetch.keep(page('transactions', '{}'));
    fetch.complete({});
    expect(at(NOON).waiting()).toHaveLength(1);
    damage(join(folder(), fetch.id));
    expect(at(NOON).waiting()).toEqual([]);
    expect([at(NOON).prune(NOON + 1), readdirSync(folder())]).toEqual([1, []]);
  });
});

describe('what is removed', () => {
  test('what is older, taken, waiting or unfinished, and nothing of anybody else', () => {
    at(NOON - HOUR).begin({});
    at(NOON - HOUR).begin({}).complete({});
    const taken = at(NOON - HOUR).begin({});
    taken.complete({});
    taken.taken();
    const kept = at(NOON).begin({});
    mkdirSync(join(folder(), 'notes'));
    expect([at(NOON).prune(NOON), readdirSync(folder()).sort()]).toEqual([3, [kept.id, 'notes']]);
    expect(at(NOON).prune(NOON)).toBe(0);
  });

  test('everything of one connection', () => {
    for (const connection of ['dnb', 'sb1', 'dnb']) at(NOON).begin({ connection }).complete({});
    at(NOON).begin({ connection: 'dnb' });
    at(NOON).waiting()[0]!.taken();
    at(NOON).forget('dnb');
    expect(at(NOON).waiting().map(({ facts }) => facts['connection'])).toEqual(['sb1']);
    expect(readdirSync(folder())).toHaveLength(1);
  });

  test('a home where nothing was kept has nothing', () => {
    expect([at(NOON).waiting(), at(NOON).prune(NOON)]).toEqual([[], 0]);
    at(NOON).forget('dnb');
    expect(existsSync(join(home, 'bank'))).toBe(false);
  });
});

describe('a disk that refuses', () => {
  test('a file where the folder should be', () => {
    writeFileSync(join(home, 'bank'), '');
    expect(caught(() => at(NOON).begin({}))).toMatchObject({ code: 'home-unwritable', home });
  });

  test('a full one is said by its name', () => {
    const error = Object.assign(new Error('no space'), { code: 'ENOSPC' });
    const full = createAnswers({ home, now: () => NOON, random: () => { throw error; } });
    expect(caught(() => full.begin({}))).toEqual({ code: 'disk-full', home });
  });
});
