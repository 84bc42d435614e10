/** GoCardless: periods that are too long, and a consent that was given and is not thrown away for what fails beside it. */
import { describe, expect, it } from 'vitest';
import { failureIn, raise } from '../../../../src/errors.ts';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { ConsentWish, Fetched } from '../../../../src/intake/providers/provider.ts';
import type { Day } from '../../../../src/values/day.ts';
import { type Conversation, conversation, KARI, queryOf, type Said, troubleOf } from './conversation.ts';

const NOW = Date.parse('2026-03-18T12:00:00Z');
const DAY = 86_400_000;
const SIGNED_IN = { access: 'a-0', accessUntil: String(NOW + DAY), requisitionId: 'old', agreementId: 'old' };
const WISH: ConsentWish = { bank: { id: 'EXAMPLE_EXAMNOKK', name: 'Eksempelbanken', country: 'NO' }, redirectUrl: 'http://localhost:8321/callback', state: 's-1', language: 'nb' };
const failed = (status: number, summary: string, more: object = {}): Said => ({ status, body: { summary, detail: 'text', ...more } });

describe('a period', () => {
  const ROWS: Said = { body: { transactions: { booked: [], pending: [] } } };
  const talk = (refusal: Said, least: string): Conversation => conversation({ base: 'https://g.example', secrets: SIGNED_IN, now: () => NOW, answer: (request) => ((queryOf(request).get('date_from') ?? '') < least ? refusal : ROWS) });
  const fetch = ({ calling }: Conversation, from: string): Promise<Fetched> => gocardless.fetch(calling, KARI, { from: from as Day, to: '2026-03-18' as Day, isDeepest: false }, bankProfile('gocardless', ''), false);
  const begins = ({ asked }: Conversation): (string | null)[] => asked.map((request) => queryOf(request).get('date_from'));

  it.each([[{ status: 400, body: { date_from: { summary: 'Incorrect', detail: 'too old' } } }], [failed(400, 'Incorrect date range')], [failed(400, 'x', { detail: 'Only 90 days of history are given' })]])('that is refused by %j is asked for again from a later day, which is told', async (refusal) => {
    const said = talk(refusal, '2026-01-01');
    expect(await fetch(said, '2025-06-01')).toEqual({ from: '2026-01-17', to: '2026-03-18', isComplete: true, remarks: ['the bank gives nothing before 2026-01-17 now'] });
    expect(begins(said)).toEqual(['2025-06-01', '2025-12-19', '2026-01-17']);
  });
  it('that no day makes short enough is refused', async () => {
    const said = talk(failed(400, 'Incorrect date range'), '2027-01-01');
    expect((await troubleOf(() => fetch(said, '2026-01-10'))).kind).toBe('refused');
    expect(begins(said)).toEqual(['2026-01-10', '2026-01-17', '2026-02-16']);
  });
  it('is not the matter where a 400 is about something else', async () => {
    const said = talk(failed(400, 'Unknown fields'), '2027-01-01');
    expect((await troubleOf(() => fetch(said, '2025-06-01'))).kind).toBe('refused');
    expect(said.asked).toHaveLength(1);
  });
});

describe('a consent that was given', () => {
  const ids = ['acc-1', 'acc-2'];
  /** Answers to what fails, by path; everything else is as it should be. */
  const talk = (failing: (path: string, method: string) => Said | undefined, accounts = ids): Conversation => conversation({
    base: 'https://g.example', secrets: SIGNED_IN, now: () => NOW,
    answer: ({ path, method }) => failing(path, method) ?? (path.startsWith('/requisitions/') ? { body: { status: 'LN', accounts } } : path.startsWith('/agreements/') ? { body: { accepted: '2026-03-18T11:00:00Z', access_valid_for_days: 180 } }
      : path.endsWith('/details/') ? { body: { account: { name: `Konto ${path.slice(14, 15)}`, currency: 'NOK' } } } : { body: { status: 'READY', iban: path.includes('acc-1') ? 'NO9386011117947' : 'NO7212345678903' } }),
  });
  const finish = ({ calling }: Conversation, returned = 'http://localhost:8321/callback?ref=s-1') => gocardless.finish(calling, { url: 'x', keep: { agreementId: 'e-1', agreementDays: '120', requisitionId: 'q-1' } }, returned, WISH);
  const ends = ({ asked }: Conversation): string[] => asked.filter(({ method }) => method === 'DELETE').map(({ path }) => path);

  it.each<[string, () => Said]>([['429', () => failed(429, 'x', { type: 'RateLimitError' })], ['500', () => failed(500, 'x')], ['a web page', () => ({ body: '<html>' })], ['a web page that forbids', () => ({ status: 403, body: '<html>' })], ['AccountInactiveError', () => failed(401, 'x', { type: 'AccountInactiveError' })], ['no answer', () => raise('bank-unreachable', { host: 'g.example', why: 'x' })]])('stands where all about one account is %s', async (_, answer) => {
    const said = talk((path) => (path.startsWith('/accounts/acc-2/') ? answer() : undefined));
    expect((await finish(said)).accounts).toEqual([{ key: 'NO9386011117947', handle: 'acc-1', number: 'NO9386011117947', name: 'Konto 1', currency: 'NOK' }, { key: 'acc-2', handle: 'acc-2' }]);
    expect(ends(said)).toEqual([]);
  });
  it('knows the number of an account whose metadata came at the third try', async () => {
    let tries = 0;
    const said = talk((path) => (path === '/accounts/acc-2/' && ++tries < 3 ? failed(503, 'x') : undefined));
    expect((await finish(said)).accounts.map(({ key }) => key)).toEqual(['NO9386011117947', 'NO7212345678903']);
  });
  it.each<[string, Said]>([['fails', failed(500, 'x')], ['is unknown', failed(404, 'x')], ['is a web page', { body: '<html>' }], ['says nothing', { body: {} }], ['says no days', { body: { accepted: '2026-03-18T11:00:00Z', access_valid_for_days: '180' } }]])('ends as it was asked for where its agreement %s', async (_, answer) => {
    expect((await finish(talk((path) => (path.startsWith('/agreements/') ? answer : undefined)))).until).toBe(NOW + 120 * DAY);
  });
  it('ends as its agreement says', async () => {
    expect((await finish(talk(() => undefined))).until).toBe(Date.parse('2026-03-18T11:00:00Z') + 180 * DAY);
  });

  it('is ended where it cannot be finished, and the failure is told though the end fails too', async () => {
    const refused = talk((path, method) => (method === 'GET' && path.startsWith('/requisitions/') ? { body: { status: 'RJ' } } : undefined));
    expect(failureIn(await finish(refused).catch((error: unknown) => error))?.code).toBe('consent-refused');
    expect(ends(refused)).toEqual(['/requisitions/q-1/']);
    const keys = talk((path, method) => (method === 'DELETE' ? failed(500, 'x') : path.startsWith('/requisitions/') ? failed(403, 'IP address access denied') : undefined));
    expect((await troubleOf(() => finish(keys))).kind).toBe('config');
    expect(ends(keys)).toEqual(['/requisitions/q-1/']);
    const cancelled = talk(() => undefined);
    await finish(cancelled, 'http://localhost:8321/callback?ref=s-1&error=UserCancelledSession').catch(() => undefined);
    expect(cancelled.asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['DELETE /requisitions/q-1/']);
  });
  it('is over where its requisition is gone', async () => {
    expect((await troubleOf(() => finish(talk((path) => (path.startsWith('/requisitions/') ? failed(404, 'Not found.') : undefined))))).kind).toBe('consent');
  });

  it('names spaces of one number and one currency apart', async () => {
    const said = talk((path) => (path.startsWith('/accounts/') ? { body: path.endsWith('/details/') ? { account: { iban: 'DE89370400440532013000', currency: path.includes('acc-3') ? 'USD' : 'EUR' } } : { status: 'READY' } } : undefined), ['acc-1', 'acc-2', 'acc-3']);
    expect((await finish(said)).accounts.map(({ key }) => key)).toEqual(['DE89370400440532013000 EUR acc-1', 'DE89370400440532013000 EUR acc-2', 'DE89370400440532013000 USD']);
  });
});
