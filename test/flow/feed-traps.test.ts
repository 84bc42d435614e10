/** Traps for a feed, each once: what the bank tells over some days, and what must stand then. */
import { describe, expect, it } from 'vitest';
import { type Person, connect, reconnect } from '../../src/intake/feed/connect.ts';
import { sync } from '../../src/intake/feed/sync.ts';
import type { FeedAccount, Provider } from '../../src/intake/providers/provider.ts';
import { simplefin } from '../../src/intake/providers/simplefin.ts';
import type { FeedTools } from '../../src/intake/feed/tools.ts';
import type { Day } from '../../src/values/day.ts';
import type { Currency } from '../../src/values/currency.ts';
import type { Minor } from '../../src/values/money.ts';
import { startSimulator } from '../bank-simulator/simulator.ts';
import { feedHome, type FeedHome } from './feed-home.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 15, 9);

interface Told { readonly day: string; readonly amount: number; readonly text: string; readonly id?: string; readonly currency?: string; readonly balance?: number; /** Key of its account; of every one unless said. */ readonly of?: string }
interface Answer { readonly rows: readonly Told[]; readonly isCut?: true; readonly balance?: number; readonly problems?: number }

/** A provider whose bank tells what the test says, day by day. */
class ToldBank {
  answer: Answer = { rows: [] };
  readonly asked: { from: Day; isDeepest: boolean }[] = [];
  /** So many of the next readings meet a defect of this program. */
  defects = 0;
  accounts: FeedAccount[] = [{ key: 'k1', handle: 'h1', number: '12345678903', name: 'Konto' }];
  constructor(private readonly trusted: boolean) {}
  readonly provider = (): Provider => ({
    ...simplefin, id: this.trusted ? 'simplefin' : 'berlingroup', name: 'Told', baseUrl: 'http://127.0.0.1:1/told', asks: [{ name: 'token', label: 'token', isSecret: true }], redirect: 'none', dailyCalls: undefined, baseOf: undefined as never,
    begin: async () => ({ url: undefined, keep: {} }),
    finish: async () => ({ accounts: this.accounts, scope: ['transactions'], until: undefined, keep: { token: 't' } }),
    fetch: async (_calling, _account, window) => {
      this.asked.push(window);
      const first = this.answer.rows.map(({ day }) => day).sort()[0] as Day | undefined;
      return { from: window.isDeepest && first !== undefined && first < window.from ? first : window.from, to: window.to, isComplete: this.answer.isCut !== true, remarks: [] };
    },
    read: (_pages, { key }) => (this.defects-- > 0 ? (undefined as never)['defect'] : {
      booked: this.answer.rows.filter(({ of = key }) => of === key).map(({ day, amount, text, id, currency = 'NOK', balance }, at) => ({
        line: at + 1, bookingDate: day as Day, amount: amount as Minor, currency: currency as Currency, description: text, ids: id === undefined ? {} : { id }, ...(id === undefined ? {} : { reference: id }), ...(balance === undefined ? {} : { balance: balance as Minor }),
      })),
      pending: [], problems: Array.from({ length: this.answer.problems ?? 0 }, () => ({ line: 99, reason: 'no date', excerpt: '' })), ignored: 0,
      balances: this.answer.balance === undefined ? [] : [{ type: 'CLBD', kind: 'booked', amount: this.answer.balance as Minor, currency: 'NOK' as Currency, day: undefined }],
    }),
    end: async () => {},
  });
}

async function told(first: Answer, { trusted = false, accounts }: { trusted?: boolean; accounts?: FeedAccount[] } = {}) {
  const simulator = startSimulator({ seed: 'traps', now: START, faces: [] });
  const home = feedHome(simulator);
  const bank = new ToldBank(trusted);
  const tools = (given: FeedTools): FeedTools => ({ ...given, provider: async () => bank.provider(), baseUrlOf: async () => 'http://127.0.0.1:1/told' });
  bank.answer = first;
  if (accounts) bank.accounts = accounts;
  const person: Person = { tell: async () => 't', chooseBank: async (offers) => offers[0]!, goTo: async () => undefined };
  await home.process((given) => connect(tools(given), { provider: bank.provider(), country: 'NO', name: 'Told' }, person), true);
  return {
    home, bank,
    /** A new consent. */
    again: () => home.process(async (given) => reconnect(tools(given), (await given.model()).connections.all()[0]!, person), true),
    /** The bank tells this after so many days. */
    async later(answer: Answer, { days = 1, since }: { days?: number; since?: string } = {}) {
      simulator.advance(days * DAY);
      bank.answer = answer;
      return home.process((given) => sync(tools(given), since === undefined ? {} : { since: since as Day }));
    },
  };
}
const stands = (home: FeedHome): string[] => home.read((model) => model.accounts.all().flatMap(({ id }) => [...model.transactions.booked(id, '1990-01-01' as Day, '2100-01-01' as Day)].map(({ date, amount }) => `${date} ${amount}`)).sort());
const missing = (home: FeedHome): number => home.read((model) => model.missing.all().length);
const OLD = { day: '2026-03-01', amount: -100, text: 'Old' };

describe('a feed', () => {
  it('asks anew where a kept answer meets a defect, which is told, and is no trouble after', async () => {
    const { home, bank, later } = await told({ rows: [OLD] });
    bank.defects = 2;
    const rows = [OLD, { day: '2026-03-10', amount: -4200, text: 'KIWI 123' }];
    await expect(later({ rows })).rejects.toThrow(TypeError);
    expect(stands(home)).toEqual(['2026-03-01 -100']);
    await expect(later({ rows })).rejects.toThrow(TypeError);
    expect(stands(home)).toEqual(['2026-03-01 -100', '2026-03-10 -4200']);
    expect((await later({ rows })).map(({ state }) => state)).toEqual(['ok']);
    home.remove();
  });

  it('books anew a row that moved, also where it is the first or the only one', async () => {
    const { home, later } = await told({ rows: [{ day: '2026-03-10', amount: -50000, text: 'HUSLEIE MARS' }] });
    await later({ rows: [{ day: '2026-03-11', amount: -50000, text: 'HUSLEIE MARS' }] });
    expect([stands(home), missing(home)]).toEqual([['2026-03-11 -50000'], 0]);
    home.remove();
  });

  it('books earlier what was dated ahead', async () => {
    const { home, later } = await told({ rows: [OLD, { day: '2026-03-31', amount: -90000, text: 'MASTERCARD REGNING' }] });
    await later({ rows: [OLD, { day: '2026-03-17', amount: -90000, text: 'MASTERCARD REGNING' }] }, { days: 3 });
    expect(stands(home)).toEqual(['2026-03-01 -100', '2026-03-17 -90000']);
    home.remove();
  });

  it('keeps a coffee, its refund and the next coffee apart, whatever the balance after them', async () => {
    const { home } = await told({ rows: [{ day: '2026-03-10', amount: -4200, text: 'KAFFE', balance: 95800 }, { day: '2026-03-10', amount: 4200, text: 'KAFFE', balance: 100000 }, { day: '2026-03-10', amount: -4200, text: 'KAFFE', balance: 95800 }] });
    expect(stands(home)).toEqual(['2026-03-10 -4200', '2026-03-10 -4200', '2026-03-10 4200']);
    home.remove();
  });

  it('doubles nothing where another row cannot be read, or a part of the answer is missing', async () => {
    const rows = [OLD, { day: '2026-03-10', amount: -4200, text: 'Reservert kjøp' }];
    const grown = [OLD, { day: '2026-03-10', amount: -4200, text: 'KIWI 123' }];
    for (const more of [{ problems: 1 }, { isCut: true as const }]) {
      const { home, later } = await told({ rows });
      await later({ rows: grown, ...more });
      expect([stands(home), missing(home)]).toEqual([['2026-03-01 -100', '2026-03-10 -4200'], 0]);
      home.remove();
    }
  });

  it('says nothing of days after the last row that is told: the answer may be of last week', async () => {
    const rows = [OLD, { day: '2026-03-08', amount: -200, text: 'B' }, { day: '2026-03-12', amount: -300, text: 'C' }];
    const { home, later } = await told({ rows });
    await later({ rows: rows.slice(0, 2) });
    expect(missing(home)).toBe(0);
    await later({ rows: [OLD, rows[2]!] });
    expect([missing(home), stands(home)]).toEqual([1, ['2026-03-01 -100', '2026-03-08 -200', '2026-03-12 -300']]);
    await later({ rows });
    expect(missing(home)).toBe(0);
    home.remove();
  });

  it('asks again for the days that --since left out, and for all of a long absence', async () => {
    const { home, later, bank } = await told({ rows: [OLD] });
    await later({ rows: [{ day: '2026-05-01', amount: -2, text: 'x' }] }, { days: 60, since: '2026-05-10' });
    await later({ rows: [OLD, { day: '2026-04-01', amount: -7, text: 'between' }, { day: '2026-05-01', amount: -2, text: 'x' }] }, { days: 1 });
    expect(bank.asked.at(-1)!.from <= '2026-03-01').toBe(true);
    expect(stands(home)).toEqual(['2026-03-01 -100', '2026-04-01 -7', '2026-05-01 -2']);
    await later({ rows: [] }, { days: 200 });
    expect(bank.asked.at(-1)!.from <= '2026-05-01').toBe(true);
    home.remove();
  });

  it('takes two rows of one day and amount that trusted ids tell apart for two', async () => {
    const { home, later } = await told({ rows: [OLD, { day: '2026-03-10', amount: -3000, text: 'SAFEWAY', id: 'TX100001' }] }, { trusted: true });
    await later({ rows: [OLD, { day: '2026-03-10', amount: -3000, text: 'ZELLE TO BOB', id: 'TX777777' }, { day: '2026-03-12', amount: -1, text: 'y', id: 'TX777778' }] });
    expect([stands(home), missing(home)]).toEqual([['2026-03-01 -100', '2026-03-10 -3000', '2026-03-10 -3000', '2026-03-12 -1'], 1]);
    home.remove();
  });

  it('keeps two accounts of one name apart', async () => {
    const accounts = ['k1', 'k2'].map((key) => ({ key, handle: key, name: 'Kari Nordmann' }));
    const rows = accounts.flatMap(({ key }, at) => [1, 3, 5, 7].map((day) => ({ day: `2026-03-0${day}`, amount: -1000 - day - (day > 1 ? at : 0), text: `LEIE ${day}`, of: key })));
    const { home, later } = await told({ rows }, { accounts });
    await later({ rows });
    expect(home.read((model) => model.accounts.all().map(({ id }) => model.statements.sumsByDay(id).length))).toEqual([4, 4]);
    expect(stands(home)).toHaveLength(8);
    home.remove();
  });

  it('knows an account again under a new number', async () => {
    const rows = [1, 3, 5, 7, 9].map((day) => ({ day: `2026-03-0${day}`, amount: -1000 - day, text: `LEIE ${day}` }));
    const { home, later, bank, again } = await told({ rows });
    bank.accounts = [{ key: 'k9', handle: 'h9', number: '98765432105', name: 'Konto' }];
    await again();
    await later({ rows });
    expect([home.read((model) => model.accounts.all().length), stands(home).length, home.read((model) => model.connections.all()[0]!.links.map(({ key }) => key))]).toEqual([1, 5, ['k9']]);
    home.remove();
  });

  it('tells a missing row of a currency of which nothing else is told', async () => {
    const dollars = { day: '2026-03-06', amount: -1000, text: 'REWE', currency: 'USD' };
    const { home, later } = await told({ rows: [OLD, dollars] });
    await later({ rows: [OLD, { day: '2026-03-12', amount: -5, text: 'z' }] });
    expect(missing(home)).toBe(1);
    home.remove();
  });

  it('brings back under its first name what was taken back, with what the person said of it', async () => {
    const { home, later } = await told({ rows: [OLD, { day: '2026-03-10', amount: -4200, text: 'KIWI' }] });
    const { id, commit } = home.read((model) => ({ id: [...model.transactions.booked(model.accounts.all()[0]!.id, '2026-03-10' as Day, '2026-03-10' as Day)][0]!.id, commit: model.log.commits().find(({ command }) => command === 'sync')!.id }));
    await home.process((tools) => tools.write({ command: 'categorize', arguments: {} }, ({ commit: draft }) => draft.append([{ type: 'transaction.categorized.v1', subject: id, payload: { category: 'gifts' } }])));
    await later({ rows: [OLD, { day: '2026-03-10', amount: -4200, text: 'Varekjøp · KIWI TORSHOV' }] });
    const toggled = (type: 'commit.undone.v1' | 'commit.redone.v1') => home.process((tools) => tools.write({ command: 'undo', arguments: {} }, ({ commit: draft }) => draft.append([{ type, subject: commit, payload: {} }])));
    await toggled('commit.undone.v1');
    await later({ rows: [OLD, { day: '2026-03-10', amount: -4200, text: 'Varekjøp · KIWI TORSHOV' }] });
    expect(home.read((model) => [model.transactions.get(id)?.category, model.transactions.get(id)?.step])).toEqual(['gifts', 'own']);
    await toggled('commit.redone.v1');
    expect(stands(home)).toEqual(['2026-03-01 -100', '2026-03-10 -4200']);
    home.remove();
  });
});
