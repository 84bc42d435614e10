import { describe, expect, it } from 'vitest';
import { type Draft, wordingId } from '../../../../src/intake/draft.ts';
import type { Held } from '../../../../src/intake/feed/held.ts';
import { matchFeed } from '../../../../src/intake/feed/matching.ts';
import { evidenceAgainst } from '../../../../src/intake/feed/trust.ts';
import type { TransactionRow } from '../../../../src/read-model/rows.ts';
import type { Day } from '../../../../src/values/day.ts';
import { normalText } from '../../../../src/values/text.ts';

const day = (text: string): Day => text as Day;
let line = 0;
const draft = (date: string, amount: number, description: string): Draft =>
  ({ line: ++line, bookingDate: day(date), amount, currency: 'NOK', description, text: normalText(description), account: 'a', counterparty: undefined } as unknown as Draft);
const held = (date: string, amount: number, description: string, reference?: string): Held => {
  const id = wordingId(draft(date, amount, description), 1);
  return { row: { id, account: 'a', date: day(date), amount, currency: 'NOK', description, counterparty: null } as unknown as TransactionRow, reference, isMissing: false };
};
const whole = { from: day('2026-01-01'), to: day('2026-01-31') };

function match(drafts: Draft[], known: Held[], more: { ids?: Record<number, string>; isWhole?: boolean; trusted?: string[]; holdsAsBooked?: boolean } = {}) {
  const { ids = {}, isWhole = true, trusted = [], holdsAsBooked = false } = more;
  const days = isWhole ? whole : undefined;
  const facts = { complete: days, vouched: days, today: day('2026-01-31'), trusted, holdsAsBooked, idsOf: (at: number) => (ids[at] === undefined ? {} : { ref: ids[at] }) };
  const found = matchFeed(drafts, known, facts, (id) => known.find(({ row }) => row.id === id)?.row.id);
  return {
    same: found.same.map(({ draft: { description }, held: { row } }) => `${description} = ${row.description}`), left: found.left.map(({ description }) => description),
    moved: found.moved.map(({ draft: { description }, held: { row } }) => `${row.description} -> ${description}`), gone: found.gone.map(({ row }) => row.description),
  };
}

describe('rows of an answer beside those of earlier ones', () => {
  it('are the same where words grew, and k equal rows stay k', () => {
    const known = [held('2026-01-05', -4500, 'KAFFE'), held('2026-01-05', -100, 'KIWI')];
    expect(match([draft('2026-01-05', -4500, 'KAFFE'), draft('2026-01-05', -4500, 'KAFFE'), draft('2026-01-05', -100, 'Varekjøp · KIWI OSLO · Ref 12')], known))
      .toEqual({ same: ['KAFFE = KAFFE', 'Varekjøp · KIWI OSLO · Ref 12 = KIWI'], left: ['KAFFE'], moved: [], gone: [] });
  });

  it('pair by the same words before likeness, whatever their order', () => {
    const known = [held('2026-01-05', -100, 'REMA 1000'), held('2026-01-05', -100, 'KIWI 12')];
    expect(match([draft('2026-01-05', -100, 'KIWI'), draft('2026-01-05', -100, 'KIWI 12')], known).same.sort()).toEqual(['KIWI 12 = KIWI 12', 'KIWI = REMA 1000']);
  });

  it('are one of that day and amount whatever their words, unless trusted ids tell them apart', () => {
    const row = draft('2026-01-05', -100, 'Tannlege Holm');
    expect(match([row], [held('2026-01-05', -100, 'REMA 1000')], { isWhole: false }).same).toEqual(['Tannlege Holm = REMA 1000']);
    const known = [held('2026-01-05', -100, 'REMA 1000', 'TX100001')];
    expect(match([row], known, { ids: { [row.line]: 'TX777777' }, trusted: ['ref'] })).toEqual({ same: [], left: ['Tannlege Holm'], moved: [], gone: ['REMA 1000'] });
    const other = draft('2026-01-05', -100, 'REMA 1000 OSLO');
    expect(match([other], known, { ids: { [other.line]: 'TX777777' }, trusted: ['ref'] }).same).toEqual(['REMA 1000 OSLO = REMA 1000']);
  });

  it('tell what is gone only of whole answers, and only of their days', () => {
    const known = [held('2026-01-05', -100, 'REMA 1000'), held('2025-12-30', -7, 'Old')];
    expect(match([draft('2026-01-06', -3, 'x')], known).gone).toEqual(['REMA 1000']);
    expect(match([draft('2026-01-06', -3, 'x')], known, { isWhole: false }).gone).toEqual([]);
  });

  it('move with the same words to another day, each at most once, the nearest first', () => {
    const fares = [held('2026-01-05', -44, 'RUTER'), held('2026-01-06', -44, 'RUTER')];
    expect(match([draft('2026-01-07', -44, 'RUTER')], fares)).toEqual({ same: [], left: [], moved: ['RUTER -> RUTER'], gone: ['RUTER'] });
    expect(match([draft('2026-01-07', -44, 'Narvesen')], fares).moved).toEqual([]);
  });

  it('of a bank that books what it only reserved: another amount near it is the same purchase', () => {
    const hold = [held('2026-01-05', -150000, 'CIRCLE K SINSEN')];
    expect(match([draft('2026-01-07', -112480, 'CIRCLE K SINSEN')], hold, { holdsAsBooked: true }).moved).toHaveLength(1);
    expect(match([draft('2026-01-07', -112480, 'CIRCLE K SINSEN')], hold).moved).toEqual([]);
    expect(match([draft('2026-01-07', -12480, 'CIRCLE K SINSEN')], hold, { holdsAsBooked: true }).moved).toEqual([]);
  });

  it('a crowd of equal rows is paired without comparing every pair', () => {
    const known = Array.from({ length: 300 }, (_, at) => held('2026-01-05', -44, `RUTER ${at}`));
    const rows = Array.from({ length: 301 }, (_, at) => draft('2026-01-05', -44, `RUTER ${at}`));
    const { same, left, gone } = match(rows, known);
    expect([same.length, left, gone]).toEqual([300, ['RUTER 300'], []]);
    expect(same.every((pair) => pair.split(' = ')[0] === pair.split(' = ')[1])).toBe(true);
  });
});

describe('trust in a bank\'s ids', () => {
  const facts = (ids: Record<number, string>) => ({ trusted: ['ref'], idsOf: (at: number) => (ids[at] === undefined ? {} : { ref: ids[at] }) });
  it('ends with one id on another day or amount, and tells which without the id', () => {
    const row = draft('2026-01-06', -100, 'KIWI');
    expect(evidenceAgainst([row], [held('2026-01-05', -100, 'KIWI', 'A77120004')], facts({ [row.line]: 'A77120004' }))).toEqual([{ field: 'ref', why: 'one id on 2026-01-05 and on 2026-01-06' }]);
    const other = draft('2026-01-05', -200, 'KIWI');
    expect(evidenceAgainst([other], [held('2026-01-05', -100, 'KIWI', 'A77120004')], facts({ [other.line]: 'A77120004' }))).toEqual([{ field: 'ref', why: 'one id on two amounts of 2026-01-05' }]);
  });
  it('stays with the same row again, and says nothing of placeholders', () => {
    const row = draft('2026-01-05', -100, 'KIWI');
    expect(evidenceAgainst([row], [held('2026-01-05', -100, 'KIWI', 'A77120004')], facts({ [row.line]: 'A77120004' }))).toEqual([]);
    const two = [draft('2026-01-05', -100, 'a'), draft('2026-01-06', -200, 'b')];
    expect(evidenceAgainst(two, [], facts({ [two[0]!.line]: 'NOTPROVIDED', [two[1]!.line]: 'NOTPROVIDED' }))).toEqual([]);
  });
});
