/** What feeds know of the accounts here, read from what was remembered, whoever wrote it. */
import { describe, expect, test } from 'vitest';
import { fedAccounts, pendingNow } from '../../../../src/intake/feed/fed.ts';
import type { ConnectionRow } from '../../../../src/read-model/connections.ts';

const NOW = Date.UTC(2026, 1, 10);
const DAY = 86_400_000;

function connection(over: object = {}): ConnectionRow {
  return {
    id: 'c1', provider: 'enablebanking', bank: 'Fjordbanken', country: 'NO', name: 'Fjordbanken', accounts: [{ key: 'k1', handle: 'h' }, { key: 'k2', handle: 'h' }], consents: [{ scope: [], from: NOW - DAY, until: NOW + DAY, ended: undefined }],
    links: [{ key: 'k1', currency: 'NOK', account: 'a1' }, { key: 'k1', currency: 'EUR', account: 'a2' }], distrusted: [], closed: undefined, ...over,
  } as unknown as ConnectionRow;
}
const model = (connections: readonly ConnectionRow[], memory: Readonly<Record<string, unknown>>): Parameters<typeof fedAccounts>[0] =>
  ({ connections: { here: () => connections.filter(({ closed }) => closed === undefined) }, feeds: { get: (id: string, key: string) => memory[`${id} ${key}`] } }) as unknown as Parameters<typeof fedAccounts>[0];
const row = (currency: string, more: object = {}) => ({ date: '2026-02-09', amount: -5, currency, description: 'Kiosk', counterparty: null, ...more });

describe('fedAccounts', () => {
  test('gives each account here its own currency of a bank account that has several', () => {
    const feds = fedAccounts(model([connection()], { 'c1 k1': { pending: [row('NOK'), row('EUR', { amount: -7, counterparty: 'Café' })], balances: [{ type: 'x', kind: 'available', amount: 1, currency: 'NOK', day: null }, { type: 'y', kind: 'booked', amount: 2, currency: 'NOK', day: '2026-02-09' }] } }), NOW);
    expect(feds.map(({ account, pending }) => [account, pending.map(({ text, amount }) => `${text} ${amount}`)])).toEqual([['a1', ['Kiosk -5']], ['a2', ['Café -7']]]);
    expect(feds.map(({ balances }) => balances.map(({ kind }) => kind))).toEqual([['booked', 'available'], []]);
  });

  test('a consent that is over, or an account that is not in it, needs a new one whatever was remembered; a closed connection feeds nothing', () => {
    const states = (over: object, now = NOW): string[] => fedAccounts(model([connection(over)], { 'c1 k1': { state: 'ok' } }), now).map(({ state }) => state);
    expect(states({})).toEqual(['ok', 'ok']);
    expect(states({}, NOW + DAY)).toEqual(['needs-consent', 'needs-consent']);
    expect(states({ accounts: [{ key: 'k2', handle: 'h' }] })).toEqual(['needs-consent', 'needs-consent']);
    expect(states({ consents: [{ scope: [], from: 0, until: undefined, ended: { at: 1, why: 'revoked' } }] })).toEqual(['needs-consent', 'needs-consent']);
    expect(states({ consents: [{ scope: [], from: 0, until: undefined, ended: undefined }] })).toEqual(['ok', 'ok']);
    expect(states({ closed: 1 })).toEqual([]);
  });

  test('waiting ends by itself', () => {
    const state = (now: number): string => fedAccounts(model([connection()], { 'c1 k1': { state: 'wait-until', nextAllowed: NOW + 5 } }), now)[0]!.state;
    expect([state(NOW), state(NOW + 5)]).toEqual(['wait-until', 'ok']);
  });

  test.each([
    { state: 5, says: {}, nextAllowed: 'x', lastOk: -1, coveredTo: '2026-02-31', pending: 4, balances: null }, { pending: { length: 3 }, balances: [[], 'x', { kind: '__proto__', amount: 1 }], lastOk: 1e300, coveredTo: {} },
    { pending: [{ currency: 5 }, { currency: 'NOK', amount: 0.5, date: 7, description: 8, counterparty: [] }] },
  ])('of what another version wrote only what is understood counts: %j', (memory) => {
    const [fed] = fedAccounts(model([connection()], { 'c1 k1': memory }), NOW);
    expect(fed).toMatchObject({ state: 'ok', says: null, nextAllowed: null, lastOk: null, coveredTo: null, balances: [] });
    expect(fed!.pending.every(({ amount, day, text }) => amount === null && day === null && text === '')).toBe(true);
  });

  test('amounts that could not be summed are none, and no more rows are looked at than anybody reads', () => {
    const [fed] = fedAccounts(model([connection()], { 'c1 k1': { pending: Array.from({ length: 5000 }, () => row('NOK', { amount: Number.MAX_SAFE_INTEGER })) } }), NOW);
    expect(fed!.pending).toHaveLength(500);
    expect(fed!.pending.every(({ amount }) => amount === null)).toBe(true);
  });
});

test('of two feeds of one account the word of the one that was asked last counts, for ten days', () => {
  const links = [{ key: 'k1', currency: 'NOK', account: 'a1' }];
  const feds = (older: number, newer: number) => fedAccounts(model([connection({ links }), connection({ id: 'c2', links })], { 'c1 k1': { lastOk: newer, pending: [row('NOK', { description: 'new' })] }, 'c2 k1': { lastOk: older, pending: [row('NOK', { description: 'old' }), row('NOK')] } }), NOW);
  expect(pendingNow(feds(NOW - 2 * DAY, NOW - DAY), NOW).map(({ text }) => text)).toEqual(['new']);
  expect(pendingNow(feds(NOW - DAY, NOW - 2 * DAY), NOW).map(({ text }) => text)).toEqual(['old', 'Kiosk']);
  expect(pendingNow(feds(NOW - 12 * DAY, NOW - 11 * DAY), NOW)).toEqual([]);
});
