/** Reads every answer of the folder named by FT_PSD2_CORPUS with the provider it is of, and compares with what its INDEX.json expects. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { onceEach } from '../../src/intake/feed/one-answer.ts';
import { type BankProfile, bankProfile } from '../../src/intake/providers/banks.ts';
import { providerIdOf, providerOf } from '../../src/intake/providers/list.ts';
import type { FeedAccount, FeedReading, Provider } from '../../src/intake/providers/provider.ts';
import { isPlaceholder } from '../../src/intake/providers/reading.ts';
import { BankTrouble } from '../../src/intake/providers/trouble.ts';
import { type Currency, exponentOf } from '../../src/values/currency.ts';
import { conversation } from '../unit/intake/providers/conversation.ts';
import { Body, fieldText } from './psd2-body.ts';
import { KEY_PAIR } from '../unit/intake/providers/key-pair.ts';

type Sums = Readonly<Record<string, string>>;
interface Entry {
  readonly file: string; readonly provider: string; readonly bank: string; readonly endpoint: string; readonly http_status: number;
  readonly headers?: Readonly<Record<string, string>>; readonly expect: Readonly<Record<string, unknown>>;
}

const folder = process.env['FT_PSD2_CORPUS'];
const index = folder === undefined ? undefined : join(folder, 'INDEX.json');
const entries = index && existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as { fixtures: Entry[] }).fixtures : [];
const NO_DATE = '2001-01-01';

interface Told { readonly entry: Entry; readonly body: Body; readonly provider: Provider; readonly bank: BankProfile; read(text?: string, bank?: BankProfile): FeedReading }

/** Balances and rows stand in one answer of some providers, in two of others. */
const endpointOf = ({ endpoint }: Entry): 'balances' | 'transactions' => (/\/balances\/?(?:\?|$)/.test(endpoint) ? 'balances' : 'transactions');

async function told(entry: Entry): Promise<Told> {
  const body = new Body(readFileSync(join(folder!, entry.file), 'utf8'));
  const provider = await providerOf(entry.provider);
  const bank = bankProfile(provider.id, entry.bank);
  const accounts: readonly FeedAccount[] = provider.id === 'simplefin' ? body.accounts().map((one) => ({ key: fieldText(one, 'id'), handle: fieldText(one, 'id') }))
    : [{ key: 'corpus', handle: body.records().map((record) => fieldText(record, 'accountKey')).find(Boolean) ?? 'corpus', ...(body.ownNumber() === undefined ? {} : { number: body.ownNumber()! }) }];
  const read = (text = body.text, profile: BankProfile = bank): FeedReading => {
    const pages = [{ endpoint: endpointOf(entry), status: entry.http_status, mediaType: 'application/json', body: new TextEncoder().encode(text) }];
    const readings = accounts.map((account) => provider.read(pages, account, profile));
    return {
      booked: readings.flatMap((one) => one.booked), pending: readings.flatMap((one) => one.pending), problems: readings.flatMap((one) => one.problems),
      balances: readings.flatMap((one) => one.balances), ignored: readings.reduce((sum, one) => sum + one.ignored, 0),
    };
  };
  return { entry, body, provider, bank, read };
}

/** The profile without what it does to signs and days: what the bank sent. */
function plain({ isReversed: _a, pendingIsOut: _b, billed: _c, ...bank }: BankProfile): BankProfile { return { ...bank, date: 'booking' }; }

/** Decimal text -> minor units, by other means than the code that is tested. */
function minorOf(text: string, currency: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)!;
  const digits = exponentOf(currency as Currency);
  expect(fraction.slice(digits)).toMatch(/^0*$/);
  return BigInt(`${sign}${whole}${fraction.padEnd(digits, '0').slice(0, digits)}`);
}
const minors = (sums: Sums): Record<string, bigint> => Object.fromEntries(Object.entries(sums).map(([currency, text]) => [currency, minorOf(text, currency)]));
function sumsOf(rows: readonly { readonly currency: string; readonly amount?: number }[]): Record<string, bigint> {
  const sums: Record<string, bigint> = {};
  for (const { currency, amount } of rows) sums[currency] = (sums[currency] ?? 0n) + BigInt(amount!);
  return sums;
}

/** Rows without an id in a field; what stands there and is none still stood there. */
function without({ body, read }: Told, field: string): number {
  const reading = read(body.dated(NO_DATE));
  const masked = body.records().filter((record) => fieldText(record, field) !== '' && isPlaceholder(fieldText(record, field))).length;
  return [...reading.booked, ...reading.pending].filter(({ ids }) => ids[field] === undefined).length - masked;
}

type Check = (told: Told, expected: never) => void | Promise<void>;
const CHECKS: Readonly<Record<string, Check>> = {
  booked_count: ({ body, read }, count: number) => expect(read(body.dated(NO_DATE)).booked).toHaveLength(count),
  pending_count: ({ body, read }, count: number) => expect(read(body.dated(NO_DATE)).pending).toHaveLength(count),
  transactions_count: ({ body, read }, count: number) => { const { booked, pending } = read(body.dated(NO_DATE)); expect(booked.length + pending.length).toBe(count); },
  sum_booked_as_sent: ({ body, bank, read }, sums: Sums) => expect(sumsOf(read(body.asSent(NO_DATE), plain(bank)).booked)).toEqual(minors(sums)),
  sum_pending_as_sent: ({ body, bank, read }, sums: Sums) => expect(sumsOf(read(body.asSent(NO_DATE), plain(bank)).pending)).toEqual(minors(sums)),
  sum_booked_signed: ({ body, bank, read }, sums: Sums) => expect(sumsOf(read(body.dated(NO_DATE), plain(bank)).booked)).toEqual(minors(sums)),
  sum_pending_signed: ({ body, bank, read }, sums: Sums) => expect(sumsOf(read(body.dated(NO_DATE), plain(bank)).pending)).toEqual(minors(sums)),
  sum_balances: ({ read }, sums: Sums) => expect(sumsOf(read().balances.filter(({ kind }) => kind === 'booked'))).toEqual(minors(sums)),
  without_bookingDate: ({ body }, count: number) => expect(body.records().filter((record) => fieldText(record, 'bookingDate') === '')).toHaveLength(count),
  rows_without_date: ({ read }, count: number) => expect(undated(read())).toBe(count),
  without_any_date: ({ read }, count: number) => expect(undated(read())).toBe(count),
  bookingDate_range: ({ body, bank, read }, range: readonly string[]) => {
    const days = read(body.withBookingDate(), plain(bank)).booked.map(({ bookingDate }) => bookingDate).sort();
    expect([days[0], days.at(-1)]).toEqual(range);
  },
  date: ({ read }, day: string) => expect(read().booked.map(({ bookingDate, valueDate }) => [bookingDate, valueDate])).toEqual([[day, undefined]]),
  distinct_booked: ({ bank, read }, count: number) => expect(onceEach(read(), bank).booked).toHaveLength(count),
  distinct_real_world_transactions: ({ bank, read }, count: number) => { const { booked, pending } = onceEach(read(), bank); expect(booked.length + pending.length).toBe(count); },
  balances: ({ read }, expected: readonly { type: string; amount: string; currency: string }[]) => {
    const said = read().balances.map(({ type, amount, currency }) => `${type} ${currency} ${amount}`);
    expect(said.sort()).toEqual(expected.map(({ type, amount, currency }) => `${type} ${currency} ${minorOf(amount, currency)}`).sort());
  },
  opening_balance_before_first: ({ entry, body, read }, opening: Sums) => {
    const { type: _, ...closing } = entry.expect['closing_balance'] as Record<string, string>;
    const sums = sumsOf(read(body.dated(NO_DATE)).booked);
    for (const [currency, amount] of Object.entries(opening)) expect(minorOf(amount, currency) + (sums[currency] ?? 0n)).toBe(minorOf(closing[currency]!, currency));
  },
  accounts: async (about, count: number) => expect(await accountsOf(about)).toHaveLength(count),
  action: (about, action: string) => actsOn(about, action),
};

const undated = ({ problems, pending }: FeedReading): number =>
  problems.filter(({ reason }) => reason === 'it has no date').length + pending.filter(({ bookingDate }) => bookingDate === undefined).length;

const SECRETS = { ...KEY_PAIR, sessionId: 's-1', access: 'a', accessUntil: String(Date.parse('2027-01-01')), refresh: 'r', refreshUntil: String(Date.parse('2027-01-01')), secretId: 'i', secretKey: 'k', accessUrl: 'https://u:p@bank.example/simplefin', consentId: 'c-1', accessToken: 'a', refreshToken: 'r', refreshedAt: String(Date.parse('2026-03-18')) };
const WISH = { bank: undefined, redirectUrl: 'https://localhost/cb', state: 's', language: 'en' } as const;

/** The consent is finished with the body as the answer that lists the accounts. */
async function accountsOf({ entry, body, provider }: Told): Promise<readonly FeedAccount[]> {
  const { calling } = conversation({
    base: 'https://bank.example', secrets: SECRETS, now: () => Date.parse('2026-03-18T12:00:00Z'),
    answer: ({ endpoint, path }) => (/accounts|sessions/.test(path) && !path.includes('card-accounts') ? { status: entry.http_status, body: body.text } : endpoint === 'token' ? { body: { access_token: 'a', refresh_token: 'r', expires_in: 600 } } : path.includes('card-accounts') ? { status: 404, body: {} } : { body: { consentStatus: 'valid', validUntil: '2026-09-01', status: 'valid' } }),
  });
  return (await provider.finish(calling, { url: undefined, keep: { consentId: 'c-1' } }, 'https://localhost/cb?code=c&state=s', WISH)).accounts;
}

/** What happens when the body comes in answer to a request for rows. */
async function actsOn({ entry, body, provider, bank }: Told, action: string): Promise<void> {
  let count = 0;
  const isData = (endpoint: string): boolean => endpoint.startsWith('transactions');
  const { calling, asked } = conversation({
    base: 'https://bank.example', secrets: SECRETS, now: () => Date.parse('2026-03-18T12:00:00Z'),
    answer: ({ endpoint }) => (isData(endpoint) && (action !== 'refresh_token' || count++ === 0) ? { status: entry.http_status, body: body.text, headers: entry.headers ?? {} }
      : endpoint === 'token' ? { body: { access: 'new', access_expires: 86_400 } } : { body: { transactions: { booked: [] } } }),
  });
  const window = { from: '2025-09-01', to: '2026-03-18', isDeepest: false } as never;
  const failed = await provider.fetch(calling, { key: 'k', handle: 'h' }, window, bank, false).then(() => undefined, (error: unknown) => error);
  const queries = asked.filter(({ endpoint }) => isData(endpoint)).map(({ path }) => /date_?[fF]rom=([\d-]+)/.exec(path)?.[1]);
  if (action === 'refresh_token') return expect([failed, asked.map(({ endpoint }) => endpoint)]).toEqual([undefined, ['transactions', 'token', 'transactions']]) as void;
  expect(failed).toBeInstanceOf(BankTrouble);
  if (action === 'shrink_window') expect(queries).toEqual(['2025-09-01', '2025-12-19', '2026-01-17', '2026-02-16']);
  const kinds: readonly [RegExp, string][] = [[/consent|auth/, 'consent'], [/wait|back_?off|rate|limit/, 'wait'], [/config/, 'config'], [/later|down|transient/, 'down'], [/skip/, 'refused']];
  const kind = kinds.find(([pattern]) => pattern.test(action))?.[1];
  if (kind) expect((failed as BankTrouble).kind).toBe(kind);
}

/** What an index says in other ways: ids missing by field, and the debt on a card. */
function checkByPattern(about: Told, name: string, expected: unknown): boolean {
  const field = /^without_(\w+)$/.exec(name)?.[1];
  if (field !== undefined) expect(without(about, field)).toBe(expected);
  const currency = /^debt_([A-Z]{3})$/.exec(name)?.[1];
  if (currency !== undefined) expect(BigInt(about.read().balances.find((one) => one.kind === 'booked' && one.currency === currency)?.amount ?? 0)).toBe(minorOf(String(expected), currency));
  return field !== undefined || currency !== undefined;
}

describe('psd2 corpus', () => {
  it.runIf(folder !== undefined)('has an index with answers in it', () => expect(entries.length).toBeGreaterThan(0));
  if (folder === undefined) console.info('FT_PSD2_CORPUS names no folder with an INDEX.json: the corpus is not read.');

  it.each(entries)('$file', async (entry) => {
    expect(providerIdOf(entry.provider)).toBeDefined();
    const about = await told(entry);
    for (const [name, expected] of Object.entries(entry.expect)) {
      const check = Object.hasOwn(CHECKS, name) ? CHECKS[name] : undefined;
      if (check) await check(about, expected as never);
      else if (!checkByPattern(about, name, expected) && /count|sum/.test(name)) throw new Error(`the index expects "${name}", which nothing here checks`);
    }
  });
});
