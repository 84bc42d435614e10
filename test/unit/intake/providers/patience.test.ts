/** What was used up is not thrown away for a failure that passes, and is said where it is; balances that fail on their way take nothing from the rows. */
import { describe, expect, it, test } from 'vitest';
import { failureIn, raise } from '../../../../src/errors.ts';
import { bankProfile } from '../../../../src/intake/providers/banks.ts';
import { berlinGroup } from '../../../../src/intake/providers/berlin-group.ts';
import { enableBanking } from '../../../../src/intake/providers/enable-banking.ts';
import { gocardless } from '../../../../src/intake/providers/gocardless.ts';
import type { ApiRequest, Provider } from '../../../../src/intake/providers/provider.ts';
import { simplefin } from '../../../../src/intake/providers/simplefin.ts';
import { sparebank1 } from '../../../../src/intake/providers/sparebank1.ts';
import { troubleOf as troubleOfStatus } from '../../../../src/intake/providers/statuses.ts';
import type { Day } from '../../../../src/values/day.ts';
import { bytesOf, type Conversation, conversation, KARI, type Said, troubleOf } from './conversation.ts';
import { KEY_PAIR } from './key-pair.ts';

const NOW = Date.parse('2026-03-18T12:00:00Z');
const BEGUN = { url: undefined, keep: {} };
const WISH = { bank: undefined, redirectUrl: 'http://localhost:8321/callback', state: 's', language: 'en' } as const;
const RETURN = 'http://localhost:8321/callback?code=c&state=s';
const unreachable = (): never => raise('bank-unreachable', { host: 'bank.example', why: 'it does not answer' });
const cut = (): never => raise('bank-answer-cut', { host: 'bank.example' });

const simplefinTalk = (accounts: (count: number) => Said): Conversation => {
  let count = 0;
  return conversation({ base: 'https://bridge.example', secrets: { accessUrl: 'https://user:secret-1@bridge.example/sfin/access', setupToken: '' }, answer: () => accounts(++count) });
};
const SIMPLEFIN: Said = { body: { errors: [], accounts: [{ org: { domain: 'bank.example' }, id: 'A1', name: 'Checking', currency: 'USD', balance: '1' }] } };

describe('SimpleFIN behind the claim', () => {
  it.each<[string, () => Said]>([['503', () => ({ status: 503, body: '<html>' })], ['a web page', () => ({ body: '<html>' })], ['a cut answer', cut], ['no answer', unreachable], ['no list', () => ({ body: {} })]])('is asked again after %s', async (_, failing) => {
    const said = simplefinTalk((count) => (count < 3 ? failing() : SIMPLEFIN));
    expect((await simplefin.finish(said.calling, BEGUN, undefined, WISH)).accounts).toEqual([{ key: 'bank.example/A1', handle: 'A1', currency: 'USD', name: 'Checking' }]);
    expect([said.asked.length, said.slept]).toEqual([3, 7000]);
  });

  it.each<[() => Said, string, RegExp, number]>([
    [() => ({ status: 503 }), 'consent', /status 503/, 3], [cut, 'consent', /broke off/, 3], [() => ({ status: 429 }), 'consent', /too often/, 1], [() => ({ status: 403 }), 'consent', /ended the access/, 1], [() => ({ status: 402 }), 'config', /not paid/, 1],
  ])('says in the end that the token is used up (%#)', async (failing, kind, why, asked) => {
    const said = simplefinTalk(failing);
    const trouble = await troubleOf(() => simplefin.finish(said.calling, BEGUN, undefined, WISH));
    expect([trouble.kind, said.asked.length]).toEqual([kind, asked]);
    expect(trouble.says).toMatch(why);
    expect(trouble.says).toMatch(/the setup token is used up by this, so make a new one on SimpleFIN's page$/);
    expect(trouble.says).not.toContain('secret-1');
  });

  it('raises what is no bank\'s fault as it is', async () => {
    const said = simplefinTalk(() => raise('bank-tls', { host: 'bridge.example', why: 'it is another' }));
    expect(failureIn(await simplefin.finish(said.calling, BEGUN, undefined, WISH).catch((error: unknown) => error))?.code).toBe('bank-tls');
    expect(said.asked).toHaveLength(1);
  });
});

describe('SpareBank 1 behind the login', () => {
  const talk = (accounts: (count: number) => Said): Conversation => {
    let count = 0;
    const token: Said = { body: { access_token: 'a-1', refresh_token: 'r-1', expires_in: 600 } };
    return conversation({ base: 'https://api.sparebank1.no', secrets: { clientId: 'c', clientSecret: 's' }, now: () => NOW, answer: ({ endpoint }) => (endpoint === 'token' ? token : accounts(++count)) });
  };

  it('is asked again, with the token of the one login', async () => {
    const said = talk((count) => (count === 1 ? { status: 503 } : count === 2 ? unreachable() : { body: { accounts: [{ key: 'k-1', accountNumber: '12345678903', currencyCode: 'NOK' }] } }));
    expect((await sparebank1.finish(said.calling, BEGUN, RETURN, WISH)).accounts.map(({ handle }) => handle)).toEqual(['k-1']);
    expect(said.asked.map(({ endpoint }) => endpoint)).toEqual(['token', 'accounts', 'accounts', 'accounts']);
    expect(said.slept).toBe(7000);
  });

  it('says in the end that a new login is needed', async () => {
    expect(await troubleOf(() => sparebank1.finish(talk(() => ({ status: 503 })).calling, BEGUN, RETURN, WISH))).toMatchObject({ kind: 'consent', says: 'the bank\'s side failed (status 503); this login is used up, so log in anew' });
    expect(await troubleOf(() => sparebank1.finish(talk(() => ({ status: 403 })).calling, BEGUN, RETURN, WISH))).toMatchObject({ kind: 'config', says: expect.stringMatching(/may not read accounts.*log in anew/) as unknown });
  });
});

interface Setting { readonly provider: Provider; readonly base: string; readonly secrets: Readonly<Record<string, string>>; readonly row: object }
const amount = { amount: '-25.50', currency: 'NOK' };
const SETTINGS: readonly Setting[] = [
  { provider: gocardless, base: 'https://g.example/api/v2', secrets: { access: 'a', accessUntil: '9999999999999' }, row: { transactions: { booked: [{ transactionId: 't', bookingDate: '2026-03-02', transactionAmount: amount }] } } },
  { provider: enableBanking, base: 'https://e.example', secrets: { ...KEY_PAIR, sessionId: 's-1' }, row: { transactions: [{ entry_reference: 't', status: 'BOOK', booking_date: '2026-03-02', transaction_amount: { amount: '25.50', currency: 'NOK' }, credit_debit_indicator: 'DBIT' }] } },
  { provider: berlinGroup, base: 'https://b.example', secrets: { consentId: 'c' }, row: { transactions: { booked: [{ transactionId: 't', bookingDate: '2026-03-02', transactionAmount: amount }] } } },
];
const BALANCES: readonly (readonly [name: string, answer: (request: ApiRequest) => Said, remark: RegExp])[] = [
  ['a web page', () => ({ body: '<html>busy</html>' }), /web page/], ['nothing', () => ({ status: 204, body: new Uint8Array() }), /with nothing/], ['half of it', () => ({ body: '{"balances":[{"bal' }), /broke off/],
  ['a text', () => ({ body: '"soon"' }), /something else/], ['too often', () => ({ status: 429 }), /often|used up/], ['no answer', unreachable, /could not be reached/], ['a cut answer', cut, /broke off/],
];

describe.each(SETTINGS.map((one) => [one.provider.name, one] as const))('balances of %s', (_, { provider, base, secrets, row }) => {
  it.each(BALANCES)('answered with %s leave the rows as they are', async (_name, answer, remark) => {
    const said = conversation({ base, secrets, now: () => NOW, answer: (request) => (request.endpoint === 'balances' ? answer(request) : { body: row }) });
    const window = { from: '2026-03-01' as Day, to: '2026-03-18' as Day, isDeepest: false };
    const profile = bankProfile(provider.id, '');
    const fetched = await provider.fetch(said.calling, KARI, window, profile, true);
    expect(fetched).toMatchObject({ isComplete: true, remarks: [expect.stringMatching(remark) as unknown] });
    expect(fetched.remarks[0]).toMatch(/^no balance was given: /);
    const { booked, balances, problems } = provider.read(said.pages, KARI, profile);
    expect([booked.map((one) => one.amount), balances, problems]).toEqual([[-2550], [], []]);
  });
});

test('a status that refuses nothing is not called a refusal', () => {
  const answer = (status: number) => ({ status, headers: {}, mediaType: '', bytes: bytesOf('') });
  expect(troubleOfStatus(answer(304), NOW, 1)).toMatchObject({ kind: 'down', says: 'the bank answered with status 304 in the place of what was asked for' });
  expect(troubleOfStatus(answer(418), NOW, 1)).toMatchObject({ kind: 'refused', says: 'the bank refused the question (status 418)' });
});
