/** Answers that banks should not give: rows that vanish, names that a terminal would execute; and how the log tells of banks. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Taxonomy } from '../../src/categories/taxonomy.ts';
import { Ledger } from '../../src/ledger/ledger.ts';
import { seededRandom } from '../../src/machine/random.ts';
import { ReadModel } from '../../src/read-model/read-model.ts';
import { commitWords } from '../../src/words/commit-words.ts';
import type { RawAnswer, RawRequest } from '../bank-simulator/contract.ts';
import { applicationFile, bankStreet, browser, connected, type Street } from './bank-street.ts';
import { ftWith, temporaryHome, testClock } from './ft.ts';

const DAY = 86_400_000;
interface Row { entry_reference: string; booking_date: string; status: string; transaction_amount: { amount: string } }
interface Missing { count: number; missing: { id: string; date: string; connection: string; amount: string }[] }

let street: Street;
let home: string;
beforeEach(async () => {
  street = await bankStreet({ seed: 'answers' });
  home = temporaryHome();
});
afterEach(() => street.close());

/** The bank answers otherwise than it should. */
function meddling(change: (path: string, body: Record<string, unknown>) => Record<string, unknown>): void {
  const { handle } = street.simulator;
  Object.assign(street.simulator, { handle: (request: RawRequest): RawAnswer => {
    const answer = handle(request);
    return answer.status === 200 && answer.body.startsWith('{') ? { ...answer, body: JSON.stringify(change(new URL(request.url).pathname, JSON.parse(answer.body) as Record<string, unknown>)) } : answer;
  } });
}
const connect = () => connected(street, home, 'enablebanking', applicationFile(street), '--bank', 'Fjordbanken');

describe('a booked row that the bank no longer tells', () => {
  /** One row in the middle of the overlap is told no more. */
  async function withMissing(): Promise<Missing> {
    await connect();
    let hidden: string | undefined;
    meddling((path, body) => {
      if (!path.endsWith('/transactions')) return body;
      const rows = body['transactions'] as Row[];
      hidden ??= rows.find(({ booking_date: day, status }) => status === 'BOOK' && day < '2026-01-12' && day > '2026-01-06')?.entry_reference;
      return { ...body, transactions: rows.filter((row) => row.entry_reference !== hidden) };
    });
    const synced = await street.ft(home, 'sync');
    expect(synced.stdout).toContain('1 transaction stands here that the bank no longer tells: ft bank missing');
    return street.json<Missing>(home, 'bank', 'missing');
  }

  it('is told, stands, and can be kept for good', async () => {
    const { count, missing: [row] } = await withMissing();
    expect([count, row]).toMatchObject([1, { connection: 'Fjordbanken', date: expect.stringMatching(/^2026-01-/) as string }]);
    expect((await street.ft(home, 'bank', 'missing')).stdout).toContain(`\n  ${row!.id}  ${row!.date}  `);
    expect((await street.ft(home, '--no-tui')).stdout).toContain('1 transaction that the bank no longer tells: ft bank missing');
    expect(await street.json(home, 'show', row!.id)).toMatchObject({ id: row!.id, changes: expect.arrayContaining([expect.objectContaining({ text: 'the bank no longer tells it' })]) as unknown });
    expect((await street.ft(home, 'bank', 'missing', 'keep', row!.id)).stdout).toMatch(/^1 transaction stands\.\nUndo it with: ft undo /);
    expect((await street.ft(home, 'show', row!.id)).stdout).toContain('you kept it, though the bank no longer tells it');
    await street.ft(home, 'sync');
    expect(await street.json<Missing>(home, 'bank', 'missing')).toEqual({ count: 0, missing: [] });
    expect((await street.ft(home, 'history', '--limit', '1')).stdout).toContain('kept 1 missing row');
    await street.ft(home, 'undo', '--yes');
    expect((await street.json<Missing>(home, 'bank', 'missing')).count).toBe(1);
    expect(await street.json(home, 'rebuild')).toMatchObject({ equal: true });
  });

  it('can be dropped, and brought back by undo', async () => {
    const { missing: [row] } = await withMissing();
    const before = (await street.json<unknown[]>(home, 'list')).length;
    expect(await street.json(home, 'bank', 'missing', 'drop', row!.id)).toMatchObject({ dropped: [row!.id] });
    expect((await street.json<unknown[]>(home, 'list')).length).toBe(before - 1);
    const gone = await street.ft(home, 'show', row!.id);
    expect([gone.exit, gone.stderr]).toEqual([1, expect.stringMatching(new RegExp(`^ft: Transaction ${row!.id} does not stand any more: .*\\.\n`))]);
    expect((await street.ft(home, 'history', '--limit', '1')).stdout).toContain('dropped 1 missing row');
    await street.ft(home, 'undo', '--yes');
    expect((await street.json<unknown[]>(home, 'list')).length).toBe(before);
    const other = (await street.json<{ id: string }[]>(home, 'list')).find(({ id }) => id !== row!.id)!.id;
    expect((await street.ft(home, 'bank', 'missing', 'drop', other)).stderr).toContain('is not missing: no bank stopped telling it.');
  });
});

describe('names from a bank', () => {
  const EVIL = 'Bruks\u001b[2J\u202ekonto\n\u0007';

  it('are shown and never executed', async () => {
    meddling((path, body) => (path.endsWith('/sessions') ? { ...body, accounts: (body['accounts'] as object[]).map((account) => ({ ...account, name: EVIL, details: EVIL, product: EVIL })) }
      : path.endsWith('/aspsps') ? { aspsps: (body['aspsps'] as { name: string }[]).flatMap((one) => (one.name === 'Fjordbanken' ? [one, { ...one, name: `Fjord\u001b]0;x\u0007banken` }] : [one])) } : body));
    const keys = applicationFile(street);
    const answers = [await connected(street, home, 'enablebanking', keys, '--bank', 'Fjordbanken'), await connected(street, temporaryHome(), 'enablebanking', keys, '--bank', 'fjord')];
    for (const argv of [['sync'], ['bank', 'status'], ['bank', 'access-log'], ['history'], ['doctor'], ['accounts'], ['bank', 'disconnect', 'x'], ['bank', 'providers', '--provider', 'enablebanking', '--secrets', keys]]) answers.push(await street.ft(home, ...argv));
    const said = answers.map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(said).toMatch(/Bruks␛\[2J/);
    expect(said.match(/Fjord␛\]0;x␇banken/g)?.length).toBeGreaterThan(1);
    expect(said).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
  });

  it('do not lead the browser to an address that nobody should open', async () => {
    meddling((path, body) => (path.endsWith('/auth') ? { ...body, url: 'javascript:alert(1)' } : body));
    const { exit, stderr } = await ftWith({ environment: street.environment }, home, 'bank', 'connect', '--provider', 'enablebanking', '--bank', 'Fjordbanken', '--secrets', applicationFile(street));
    expect([exit === 0, stderr.includes('javascript:')]).toEqual([false, false]);
  });
});

describe('the history of a connection', () => {
  it('is told in both languages', async () => {
    await connect();
    testClock(2 * DAY);
    await street.ft(home, 'sync');
    await ftWith({ environment: street.environment, piped: browser(street) }, home, 'bank', 'reconnect', 'Fjordbanken');
    await street.ft(home, 'bank', 'link', 'Fjordbanken', 'Brukskonto', '--account', 'Fjordbanken Sparekonto');
    await street.ft(home, 'bank', 'disconnect', 'Fjordbanken', '--yes');
    const { commits } = await street.json<{ commits: { what: string; events: number }[] }>(home, 'history', '--all');
    const what = commits.map((one) => one.what.replace(/\d+/g, 'N'));
    expect(what[0]).toBe('disconnected Fjordbanken');
    expect(what[1]).toBe('linked an account of Fjordbanken');
    expect(what).toContain('renewed the consent of Fjordbanken');
    expect(what.at(-1)).toBe('connected Fjordbanken');
    expect(what.filter((one) => /^fetched N rows? from Fjordbanken into Fjordbanken \w+/.test(one)).length).toBeGreaterThan(3);
    const ledger = Ledger.open({ home, clock: () => 0, random: seededRandom('words'), create: false })!;
    const model = ReadModel.open(ledger.database);
    const norwegian = model.log.commits().map((commit) => commitWords(commit, { model, taxonomy: new Taxonomy([]), locale: 'nb' }).replace(/\d+/g, 'N'));
    ledger.close();
    expect([norwegian[0], ...norwegian.slice(-2)]).toEqual(['koblet til Fjordbanken', 'koblet en konto i Fjordbanken', 'koblet fra Fjordbanken']);
    expect(norwegian).toEqual(expect.arrayContaining(['fornyet samtykket for Fjordbanken', expect.stringMatching(/^hentet N rader fra Fjordbanken til Fjordbanken \w+/), expect.stringMatching(/^fant ikke noe nytt i Fjordbanken for /)]));
  });
});
