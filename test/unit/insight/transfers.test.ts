/** Own transfers: unique pairs, ambiguity, evidence, declined pairs, size. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnAccount, TransferCandidate } from '../../../src/insight/transfer-evidence.ts';
import { matchTransfers, pairKey } from '../../../src/insight/transfers.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { type Day, addDays, daysBetween } from '../../../src/values/day.ts';
import type { Minor } from '../../../src/values/money.ts';

const accounts: readonly OwnAccount[] = [
  { id: 'use', name: 'Brukskonto', number: '1234.56.78903' },
  { id: 'save', name: 'Sparekonto', number: 'NO93 8601 1117 947' },
  { id: 'card', name: 'Card', number: null },
];
const row = (id: string, account: string, date: string, amount: number, extra: Partial<TransferCandidate> = {}): TransferCandidate =>
  ({ id, account, date: date as Day, amount: amount as Minor, currency: 'NOK' as Currency, text: 'x', counterpartyAccount: null, ...extra });
const none = new Set<string>();
const links = (rows: TransferCandidate[], declined: ReadonlySet<string> = none): string[] => matchTransfers(rows, accounts, declined).links.map((l) => `${l.out}>${l.in} ${l.why}`);
const suggestions = (rows: TransferCandidate[], declined: ReadonlySet<string> = none): unknown => matchTransfers(rows, accounts, declined).suggestions;

describe('matchTransfers', () => {
  it('links the only pair, up to four days apart either way', () => {
    expect(links([row('a', 'use', '2026-01-01', -500), row('b', 'save', '2026-01-05', 500)])).toEqual(['a>b only-pair']);
    expect(links([row('a', 'use', '2026-01-05', -500), row('b', 'save', '2026-01-01', 500)])).toEqual(['a>b only-pair']);
    expect(matchTransfers([row('a', 'use', '2026-01-01', -500), row('b', 'save', '2026-01-06', 500)], accounts, none)).toEqual({ links: [], suggestions: [] });
  });
  it('only suggests a pair of which one half is known to be something else, unless words or numbers speak for it', () => {
    const pair = (text: string) => [row('a', 'use', '2026-01-02', -500, { isSettled: 1 }), row('b', 'save', '2026-01-02', 500, { text })];
    expect([links(pair('vipps fra ola')), suggestions(pair('vipps fra ola'))]).toEqual([[], [{ out: 'a', candidates: ['b'] }]]);
    expect(links(pair('overføring mellom egne konti'))).toEqual(['a>b text']);
  });
  it('needs the same currency, other accounts, opposite amounts, and more than nothing', () => {
    const out = row('a', 'use', '2026-01-01', -500);
    for (const other of [row('b', 'use', '2026-01-01', 500), row('b', 'save', '2026-01-01', 501), row('b', 'save', '2026-01-01', -500), row('b', 'save', '2026-01-01', 500, { currency: 'SEK' as Currency })])
      expect(matchTransfers([out, other], accounts, none)).toEqual({ links: [], suggestions: [] });
    expect(links([row('a', 'use', '2026-01-01', 0), row('b', 'save', '2026-01-01', 0)])).toEqual([]);
  });
  it('suggests where several fit, nearest first', () => {
    const rows = [row('a', 'use', '2026-01-02', -500), row('b', 'save', '2026-01-04', 500), row('c', 'card', '2026-01-02', 500)];
    expect(links(rows)).toEqual([]);
    expect(suggestions(rows)).toEqual([{ out: 'a', candidates: ['c', 'b'] }]);
    expect(suggestions([row('a', 'use', '2026-01-02', -500), row('b', 'card', '2026-01-02', -500), row('c', 'save', '2026-01-02', 500)])).toEqual([{ out: 'a', candidates: ['c'] }, { out: 'b', candidates: ['c'] }]);
  });
  it('lets a number settle what is ambiguous, written as IBAN or not', () => {
    const rows = [row('a', 'use', '2026-01-02', -500, { counterpartyAccount: '8601 11 17947' }), row('b', 'save', '2026-01-05', 500), row('c', 'card', '2026-01-02', 500)];
    expect(links(rows)).toEqual(['a>b number']);
    expect(links([row('a', 'use', '2026-01-02', -500), row('d', 'card', '2026-01-02', -500), row('b', 'save', '2026-01-02', 500, { counterpartyAccount: '12345678903' })])).toEqual(['a>b number']);
  });
  it('does not link rows that name somebody else', () => {
    expect(links([row('a', 'use', '2026-01-02', -500, { counterpartyAccount: '9999.99.99999' }), row('b', 'save', '2026-01-02', 500)])).toEqual([]);
    expect(links([row('a', 'use', '2026-01-02', -500, { counterpartyAccount: '9999.99.99999' }), row('b', 'card', '2026-01-02', 500)])).toEqual(['a>b only-pair']);
  });
  it('lets the text settle what is ambiguous', () => {
    expect(links([row('a', 'use', '2026-01-02', -500, { text: 'overføring mellom egne konti' }), row('d', 'card', '2026-01-02', -500), row('b', 'save', '2026-01-02', 500)])).toEqual(['a>b text']);
    expect(links([row('a', 'use', '2026-01-02', -500, { text: 'til sparekonto' }), row('b', 'save', '2026-01-02', 500), row('c', 'card', '2026-01-02', 500)])).toEqual(['a>b text']);
    expect(links([row('a', 'use', '2026-01-02', -500, { text: 'postcardshop' }), row('b', 'save', '2026-01-02', 500), row('c', 'card', '2026-01-02', 500)])).toEqual([]);
  });
  it('never proposes a declined pair', () => {
    const rows = [row('a', 'use', '2026-01-02', -500), row('b', 'save', '2026-01-02', 500)];
    expect(matchTransfers(rows, accounts, new Set([pairKey('a', 'b')]))).toEqual({ links: [], suggestions: [] });
    const named = [row('a', 'use', '2026-01-02', -500, { counterpartyAccount: '86011117947' }), row('b', 'save', '2026-01-02', 500)];
    expect(links(named, new Set([pairKey('a', 'b')]))).toEqual([]);
    expect(links([...rows, row('c', 'card', '2026-01-02', 500)], new Set([pairKey('a', 'c')]))).toEqual(['a>b only-pair']);
  });
  it('pairs regular savings that name their account day by day, equal twins in order', () => {
    const rows = [1, 2, 3].flatMap((day) => ['x', 'y'].flatMap((n) => [
      row(`o${day}${n}`, 'use', `2026-01-0${day}`, -500, { counterpartyAccount: 'NO9386011117947' }), row(`i${day}${n}`, 'save', `2026-01-0${day}`, 500)]));
    expect(links(rows)).toEqual(['o1x>i1x number', 'o1y>i1y number', 'o2x>i2x number', 'o2y>i2y number', 'o3x>i3x number', 'o3y>i3y number']);
  });
  it('keeps its promises on any rows, in any order', () => {
    const rows = fc.array(fc.record({
      account: fc.constantFrom('use', 'save', 'card'), date: fc.nat(12).map((n) => addDays('2026-01-01' as Day, n)), amount: fc.constantFrom(-2, -1, 1, 2).map((n) => n as Minor),
      currency: fc.constantFrom('NOK', 'SEK') as fc.Arbitrary<Currency>, text: fc.constantFrom('kiwi', 'overføring', 'til sparekonto'),
      counterpartyAccount: fc.constantFrom(null, '12345678903', '86011117947', '1111.11.11111'),
    }), { maxLength: 40 }).map((all) => all.map((r, i) => ({ ...r, id: `t${i}` })));
    fc.assert(fc.property(rows, fc.integer(), (all, seed) => {
      const found = matchTransfers(all, accounts, none);
      const byId = new Map(all.map((r) => [r.id, r]));
      const used = found.links.flatMap((link) => [link.out, link.in]);
      expect(new Set(used).size).toBe(used.length);
      for (const link of found.links) {
        const [out, into] = [byId.get(link.out), byId.get(link.in)];
        if (!out || !into) throw new Error('unknown id');
        expect(out.amount).toBe(-into.amount);
        expect(out.amount).toBeLessThan(0);
        expect(out.currency).toBe(into.currency);
        expect(out.account).not.toBe(into.account);
        expect(Math.abs(daysBetween(out.date, into.date))).toBeLessThanOrEqual(4);
      }
      for (const { out, candidates } of found.suggestions) for (const id of [out, ...candidates]) expect(used).not.toContain(id);
      const shuffled = all.map((r, i) => ({ r, k: (i * 7919 + seed) % 101 })).sort((a, b) => a.k - b.k).map(({ r }) => r);
      expect(matchTransfers(shuffled, accounts, none)).toEqual(found);
      const declined = new Set(found.links.map((link) => pairKey(link.out, link.in)));
      for (const link of matchTransfers(all, accounts, declined).links) expect(declined.has(pairKey(link.out, link.in))).toBe(false);
    }), { numRuns: 300 });
  });
  it('answers a crowd of equal amounts without weighing every pair', () => {
    const many = Array.from({ length: 60_000 }, (_, i) => row(`t${String(i).padStart(6, '0')}`, i % 2 ? 'use' : 'save', addDays('2026-01-01' as Day, i % 300), i % 3 ? -100 : 100));
    const found = matchTransfers(many, accounts, none);
    expect(found.links).toEqual([]);
    for (const { candidates } of found.suggestions) expect(candidates.length).toBeLessThanOrEqual(12);
  });
});
