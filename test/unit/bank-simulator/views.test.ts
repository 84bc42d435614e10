import { describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../../src/values/day.ts';
import { grouped } from '../../../src/values/grouped.ts';
import type { Asking, View, ViewRow } from '../../bank-simulator/contract.ts';
import { bookedBalance, expectedRows, openHolds, toleratedRows } from '../../bank-simulator/ledger.ts';
import { DAY, osloDay } from '../../bank-simulator/oslo.ts';
import { amountNumber, amountText } from '../../bank-simulator/rendering.ts';
import { createTruth, type Truth } from '../../bank-simulator/truth.ts';
import { VIEWS, viewOf } from '../../bank-simulator/view-list.ts';
import { balancesOf, rowsOf } from '../../bank-simulator/views.ts';

const FIRST = '2026-01-01' as Day;
const NOW = Date.parse('2026-05-20T10:00:00Z');
const HOUR = 3_600_000;
const truthOf = (view: View): Truth => createTruth({ seed: 'views', firstDay: FIRST, currency: view.currency, country: view.country });
const truths = new Map(VIEWS.map((view) => [view.id, truthOf(view)]));

function ask(id: string, asking: Partial<Asking> = {}, from: Day = FIRST): { booked: readonly ViewRow[]; pending: readonly ViewRow[] } {
  const whole = { account: 'current', instant: NOW, session: 's1', fetch: 1, ...asking };
  return rowsOf(truths.get(id) as Truth, viewOf(id), whole, from, addDays(osloDay(whole.instant), 40));
}
const ids = (rows: readonly ViewRow[], field: keyof ViewRow['ids']): (string | null)[] => rows.map((row) => row.ids[field]);
const byEvent = (rows: readonly ViewRow[]): Map<string, ViewRow> => new Map(rows.map((row) => [row.event, row]));
/** What several instants show together. */
const over = <T>(days: number, read: (instant: number) => readonly T[]): T[] => Array.from({ length: days * 4 }, (_, index) => read(NOW + index * 6 * HOUR)).flat();

describe('every view', () => {
  it.each(VIEWS.map(({ id }) => id))('%s books in the end what really happened, newest first', (id) => {
    const view = viewOf(id);
    const truth = truths.get(id) as Truth;
    for (const account of ['current', 'savings', 'card']) {
      const { booked } = ask(id, { account });
      const expected = expectedRows(truth, view, account, NOW);
      const holds = new Set(toleratedRows(truth, view, account, NOW).map(({ event }) => event));
      const rows = [...byEvent(booked).values()].filter(({ event }) => !holds.has(event));
      const day = (row: ViewRow): Day | undefined => (view.date === 'month-end' ? row.valueDate : row.bookingDate);
      expect(rows.map((row) => `${day(row)} ${row.amount} ${row.event}`).sort()).toEqual(expected.map(({ day: on, amount, event }) => `${on} ${amount} ${event}`).sort());
      expect(expected.length).toBeGreaterThan(10);
      const dates = booked.map((row) => row.bookingDate ?? '');
      expect(dates).toEqual([...dates].sort().reverse());
    }
  });

  it.each(VIEWS.map(({ id }) => id))('%s answers the same question alike', (id) => expect(ask(id)).toEqual(ask(id)));
});

describe('ids', () => {
  it('are for good at the well-behaved bank, shared by both sides of an own transfer, one for each row otherwise', () => {
    const rows = ask('well-behaved').booked;
    expect(ids(rows, 'entryReference')).toEqual(ids(ask('well-behaved', { session: 's2', fetch: 9 }).booked, 'entryReference'));
    expect(new Set(ids(rows, 'entryReference')).size).toBe(rows.length);
    const shared = new Set(ids(ask('well-behaved', { account: 'savings' }).booked, 'entryReference'));
    expect(rows.filter((row) => shared.has(row.ids.entryReference)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['own-transfer']));
  });

  it('change with the session at DNB, and with every fetch at SpareBank 1', () => {
    const [one, two] = [ask('dnb').booked, ask('dnb', { session: 's2' }).booked];
    expect(ids(one, 'transactionId')).toEqual(ids(ask('dnb', { fetch: 7 }).booked, 'transactionId'));
    expect(ids(one, 'transactionId').some((id, index) => id === two[index]?.ids.transactionId)).toBe(false);
    expect(new Set(ids(one, 'entryReference'))).toEqual(new Set([null]));
    const [first, second] = [ask('sparebank1').booked, ask('sparebank1', { fetch: 2 }).booked];
    expect(ids(first, 'transactionId').some((id) => ids(second, 'transactionId').includes(id))).toBe(false);
    expect(first[0]?.ids.transactionId).toMatch(/^enc!!/);
  });

  it('are places in the day at Sparebanken Norge, none on the day itself, and move when a row comes in late', () => {
    const today = osloDay(NOW);
    const rows = over(1, (instant) => ask('sparebanken-norge', { instant }).booked.filter((row) => row.bookingDate === osloDay(instant)));
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(ids(rows, 'entryReference'))).toEqual(new Set([null]));
    expect(ask('sparebanken-norge').booked.find((row) => row.bookingDate !== undefined && row.bookingDate < today)?.ids.entryReference).toMatch(/^2026-\d\d-\d\d-\d+$/);
    const early = byEvent(ask('sparebanken-norge').booked);
    const late = byEvent(ask('sparebanken-norge', { instant: NOW + 5 * DAY }).booked);
    const moved = [...early].filter(([event, row]) => row.ids.entryReference !== null && late.get(event)?.ids.entryReference !== row.ids.entryReference);
    expect(moved.length).toBeGreaterThan(0);
  });

  it('are H first and P again at Nordea DK, both for a while', () => {
    const seen = grouped(over(3, (instant) => ask('nordea-dk', { instant }).booked.filter((row) => (row.bookingDate ?? '') > osloDay(NOW)).map((row) => ({ row, instant }))), ({ row }) => row.event);
    const forms = [...seen.values()].map((list) => {
      const shown = [...grouped(list, ({ instant }) => instant).values()].map((rows) => rows.map(({ row }) => row.ids.entryReference?.[0]).sort().join(''));
      return [...new Set(shown)].join('>');
    });
    expect(forms).toContain('H>HP>P');
  });

  it('are one for all at ING RO, and two rows may share one at N26', () => {
    expect(new Set(ids(ask('ing-ro').booked, 'transactionId'))).toEqual(new Set(['NOTPROVIDED']));
    const rows = ask('n26').booked;
    const shared = [...grouped(rows, (row) => row.ids.transactionId).values()].filter((group) => group.length > 1);
    expect(shared.length).toBeGreaterThan(5);
    for (const group of shared) expect(new Set(group.map(({ amount }) => amount)).size).toBe(group.length);
  });
});

describe('reserved rows', () => {
  const pendingOf = (id: string): ViewRow[] => over(20, (instant) => ask(id, { instant }, addDays(osloDay(NOW), 30)).pending);

  it('are absent, without a date, without an id, under the booked id, with the payee wrong or blank, or without their sign', () => {
    expect(pendingOf('nordea-dk')).toEqual([]);
    expect(new Set(pendingOf('n26').map((row) => [row.bookingDate, row.valueDate, row.transactionDate, ...Object.values(row.ids), row.counterparty].join()))).toEqual(new Set([',,,,,,']));
    expect(pendingOf('n26').filter((row) => row.amount > 0 && row.indicator === 'CRDT').length).toBe(pendingOf('n26').length);
    expect(new Set(pendingOf('dnb').map((row) => row.counterparty))).toEqual(new Set(['Astrid Fjellheim']));
    expect(pendingOf('bank-norwegian').every((row) => row.bookingDate === undefined && row.valueDate === undefined && /^2026-/.test(row.remittance[0] ?? ''))).toBe(true);
    const later = byEvent(ask('revolut', { instant: NOW + 40 * DAY }).booked);
    const same = pendingOf('revolut').filter((row) => later.has(row.event));
    expect(same.length).toBeGreaterThan(10);
    for (const row of same) expect(later.get(row.event)?.ids.transactionId).toBe(row.ids.transactionId);
  });

  it('end unbooked, or booked with another amount', () => {
    const seen = byEvent(pendingOf('well-behaved'));
    const later = byEvent(ask('well-behaved', { instant: NOW + 40 * DAY }).booked);
    expect([...seen.keys()].filter((event) => !later.has(event)).length).toBeGreaterThan(0);
    expect([...seen].filter(([event, row]) => later.has(event) && later.get(event)?.amount !== row.amount).length).toBeGreaterThan(0);
  });

  it('stand among the booked ones at Danske until they are booked on another day under another id', () => {
    const truth = truths.get('danske') as Truth;
    const view = viewOf('danske');
    const holds = over(10, (instant) => toleratedRows(truth, view, 'current', instant).map((hold) => ({ hold, instant })));
    expect(holds.length).toBeGreaterThan(20);
    for (const { hold, instant } of holds.slice(0, 20)) {
      expect(ask('danske', { instant }).booked.find((row) => row.event === hold.event)).toMatchObject({ status: 'booked', bookingDate: hold.day, amount: hold.amount });
      const later = ask('danske', { instant: instant + 30 * DAY }).booked.filter((row) => row.event === hold.event);
      expect(later.map((row) => row.bookingDate)).not.toContain(hold.day);
      expect(later.length).toBeLessThanOrEqual(1);
    }
    expect(ask('danske').pending).toEqual([]);
  });
});

describe('texts, dates, amounts, balances', () => {
  it('grow hours after booking at DNB, and lose their date at SpareBank 1', () => {
    const changed = (id: string): [string, string][] => {
      const later = byEvent(ask(id, { instant: NOW + 12 * HOUR }).booked);
      return ask(id).booked.map((row): [string, string] => [row.remittance.join('|'), later.get(row.event)?.remittance.join('|') ?? '']).filter(([a, b]) => a !== b);
    };
    const grown = [...changed('dnb'), ...over(2, (instant) => ask('dnb', { instant }).booked).map((row): [string, string] => [row.remittance.join('|'), ''])];
    expect(grown.some(([text]) => !text.includes('Arkivref'))).toBe(true);
    expect(grown.some(([text]) => text.includes('Arkivref'))).toBe(true);
    const texts = grouped(over(3, (instant) => ask('sparebank1', { instant }).booked), (row) => row.event);
    const both = [...texts.values()].map((rows) => [...new Set(rows.map((row) => row.remittance[0] ?? ''))]).filter((forms) => forms.length > 1);
    expect(both.length).toBeGreaterThan(0);
    for (const [first = '', then = ''] of both) expect([first.slice(6), /^\d\d\.\d\d /.test(first)]).toEqual([then, true]);
  });

  it('end after 140 characters at ING RO, carry EndToEndID at Danske, and are a dash at N26', () => {
    expect(Math.max(...ask('ing-ro').booked.map((row) => row.remittance[0]?.length ?? 0))).toBe(140);
    expect(ask('danske').booked.every((row) => row.remittance[0]?.endsWith('\nEndToEndID: NOTPROVIDED'))).toBe(true);
    expect(new Set(ask('n26').booked.flatMap((row) => row.remittance))).toEqual(new Set(['-']));
  });

  it('lie weeks ahead as value dates at Danske, and on the 1st as booking dates at Bank Norwegian', () => {
    const rows = ask('danske').booked.filter((row) => row.bookingDate !== undefined && row.valueDate !== undefined);
    for (const row of rows) expect((row.valueDate ?? '') >= addDays(row.bookingDate as Day, 20)).toBe(true);
    const monthly = ask('bank-norwegian').booked;
    expect(new Set(monthly.map((row) => row.bookingDate?.slice(8)))).toEqual(new Set(['01']));
    for (const row of monthly) expect((row.valueDate ?? '').slice(0, 7) < (row.bookingDate ?? '').slice(0, 7)).toBe(true);
  });

  it('are written with or without sign, with one decimal, and exactly as numbers', () => {
    const [out] = ask('n26').booked.filter((row) => row.amount === -4500);
    expect(out).toBeDefined();
    if (!out) return;
    expect(amountText(out.amount, out.currency, viewOf('n26'))).toBe('-45.0');
    expect(amountText(out.amount, out.currency, viewOf('well-behaved'))).toBe('45.00');
    for (const row of ask('n26').booked) expect(`${Math.round(amountNumber(row.amount, row.currency) * 100)}`).toBe(`${row.amount}`);
  });

  it('add up to the balances, with and without what is reserved, credit and today', () => {
    for (const view of VIEWS) {
      const truth = truths.get(view.id) as Truth;
      for (const account of ['current', 'card']) {
        const today = osloDay(NOW);
        const booked = bookedBalance(truth, view, account, NOW, addDays(today, 1));
        const held = openHolds(truth, view, account, NOW).reduce((total, event) => total + event.held, 0);
        for (const balance of balancesOf(truth, view, { account, instant: NOW, session: 's', fetch: 1 })) {
          const expected = { booked, opening: bookedBalance(truth, view, account, NOW, today), expected: booked + held, available: booked + held + (account === 'card' ? 5_000_000 : 0) }[balance.kind];
          expect([view.id, balance.kind, balance.amount]).toEqual([view.id, balance.kind, expected]);
        }
      }
    }
    const last = ask('well-behaved').booked;
    expect(last.map((row) => row.balanceAfter)).toContain(bookedBalance(truths.get('well-behaved') as Truth, viewOf('well-behaved'), 'current', NOW, addDays(osloDay(NOW), 40)));
  });
});
