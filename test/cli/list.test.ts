/** `ft list`: the rows a query finds, in words and in JSON. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome } from './ft.ts';
import { household } from './household.ts';

let home: string;
beforeAll(async () => { home = await household(); });

type Row = Record<string, unknown> & { id: string; date: string; amount: string; description: string };
const found = async (...argv: string[]): Promise<string[]> => (await ftJson<Row[]>(home, 'list', ...argv)).map(({ amount }) => amount);

describe('ft list --json', () => {
  it('gives every transaction, newest first, with exactly the public members', async () => {
    const rows = await ftJson<Row[]>(home, 'list');
    expect(rows).toHaveLength(11);
    expect(rows.map(({ date }) => date)).toEqual(rows.map(({ date }) => date).toSorted().reverse());
    const [salary] = await ftJson<Row[]>(home, 'list', 'lønn');
    expect(salary).toEqual({
      id: expect.stringMatching(/^[0-9a-z]{16}$/) as string, date: '2025-12-01', amount: '30000.00', currency: 'NOK', account: 'Brukskonto', description: 'LØNN VERKSTED AS',
      merchant: expect.any(String) as string, category: 'salary', group: 'income', confidence: 1, categorySource: 'rule', status: 'booked',
    });
  });
  it('adds note, parts and the other half of a transfer where there are any', async () => {
    const [cake] = await ftJson<Row[]>(home, 'list', 'kaffe');
    expect(cake).toMatchObject({ note: 'with Kari', parts: [{ amount: '-40.00', category: 'cafes', group: 'food' }, { amount: '-50.00', category: 'groceries', group: 'food' }] });
    const [one, other] = await ftJson<Row[]>(home, 'list', 'is:transfer');
    expect([one!['transfer'], other!['transfer']]).toEqual([other!.id, one!.id]);
    expect(one).not.toHaveProperty('note');
  });
  it.each([
    [['category:groceries'], ['-90.00', '50.00', '-200.00', '-500.00', '-1000.00']],
    [['group:food', 'currency:eur'], ['-10.00']],
    [['amount:<-400', 'date:2025'], ['-500.00', '-1000.00']],
    [['rema', 'or', 'lønn', '--limit', '2', '--oldest-first'], ['30000.00', '-1000.00']],
    [['rema', '-retur', '--from', '2026-01'], ['-200.00']],
    [['rema', '--to', '2025-12-05'], ['-1000.00']],
    [['--account', 'spare'], ['5000.00']],
    [['account:Bruk', 'is:uncategorized'], ['-30.00', '-70.00']],
    [['rema', '--offset', '2', '--limit', '1'], ['-500.00']],
    [['note:kari'], ['-90.00']],
    [['nothing like it'], []],
  ])('%j', async (argv, amounts) => expect(await found(...argv)).toEqual(amounts));
  it('reads names whose quotes the shell took, and whole queries in one word', async () => {
    expect(await found('category:Salary and wages')).toEqual(['30000.00']);
    expect(await found('category:groceries amount:>0')).toEqual(['50.00']);
  });
});

describe('ft list in words', () => {
  it('shows a table, the transfer\'s other side, the parts, and what it comes to per currency', async () => {
    const { stdout, exit } = await ft(home, 'list', '--from', '2026-01-08');
    expect(exit).toBe(0);
    expect(stdout).toMatch(/Id +Date +Description +Amount +Category +Account/);
    expect(stdout).toMatch(/OVERFØRING SPAREKONTO +-5,000\.00 +NOK +→ Sparekonto +Brukskonto/);
    expect(stdout).toMatch(/-90\.00 +NOK +2 parts/);
    expect(stdout).toContain('(with Kari)');
    expect(stdout).toContain('5 transactions: -10.00 EUR\n                in 5,000.00 NOK, out -5,120.00 NOK, sum -120.00 NOK\n');
  });
  it('keeps hostile bank text inert', async () => {
    const { stdout } = await ft(home, 'list', 'kiosk');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('␛[31m');
  });
  it('says how to see the rest, and that nothing was found', async () => {
    expect((await ft(home, 'list', '--limit', '3')).stdout).toContain('Shown: 3. The others: --limit and --offset, or a narrower query.');
    expect((await ft(home, 'list', 'zzz')).stdout).toBe('Nothing found.\n');
    expect((await ft(home, 'list', 'rema', '--offset', '9')).stdout).toBe('Nothing past the first 9: 4 transactions in all.\n');
  });
  it('fits a narrow terminal', async () => {
    const { stdout } = await ftWith({ typed: [], environment: { columns: 80 } }, home, 'list');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
  it('counts of a split only the parts that match, as the report does', async () => {
    const { stdout } = await ft(home, 'list', 'category:groceries', '--from', '2026-01');
    expect(stdout).toMatch(/\n3 transactions: in 50\.00 NOK, out -250\.00 NOK, sum -200\.00 NOK\n1 split counts by the parts that match\.\n$/);
    for (const [query, sum] of [['category:cafes currency:NOK', '-40.00'], ['group:food kaffe', '-90.00'], ['kaffe', '-90.00'], ['category:cafes kaffe or category:groceries kaffe', '-90.00'], ['kaffe group:food category:cafes', '-40.00'], ['kaffe -category:rent', '-90.00']] as const)
      expect((await ft(home, 'list', query)).stdout, query).toContain(`1 transaction: ${sum} NOK\n`);
    expect(await found('category:cafes', 'currency:NOK')).toEqual(['-90.00']);
  });
  it('keeps no-break spaces in money for terminals', async () => {
    const nb = { language: 'nb' as const };
    expect((await ftWith({ environment: nb }, home, 'list', 'lønn')).stdout).not.toContain('\u00a0');
    expect((await ftWith({ environment: { ...nb, stdoutIsTty: true, ascii: true } }, home, 'list', 'lønn')).stdout).not.toContain('\u00a0');
    expect((await ftWith({ environment: { ...nb, stdoutIsTty: true } }, home, 'list', 'lønn')).stdout).toContain('30\u00a0000,00\u00a0NOK');
    for (const argv of [['history'], ['show', (await ftJson<Row[]>(home, 'list', 'kaffe'))[0]!.id], ['log', 'head']])
      expect((await ftWith({ environment: nb }, home, '--json', ...argv)).stdout, argv[0]!).not.toContain('\u00a0');
  });
  it('reads open ranges and Norwegian dates', async () => {
    expect(await found('date:>2026-01-10', 'currency:NOK')).toEqual(['-30.00']);
    expect(await found('date:05.12.2025')).toEqual(['-1000.00']);
    expect(await found('date:<=2025-12-01')).toEqual(['30000.00']);
    expect(await found('--from', '12.01.2026', 'currency:NOK')).toEqual(['-30.00']);
  });
  it('speaks Norwegian', async () => {
    const { stdout } = await ftWith({ environment: { language: 'nb' } }, home, 'list', 'lønn');
    expect(stdout).toMatch(/01\.12\.2025 .* 30 000,00 +NOK +Lønn/);
  });
});

describe('ft list refuses', () => {
  it.each([
    [['categroy:x'], 2, 'did you mean category:'],
    [['category:grocries'], 1, 'There is no category "grocries".'],
    [['--account', 'Nobody'], 1, 'There is no account "Nobody".'],
    [['--from', 'soon'], 2, '"soon" is not a date.'],
    [['(rema or kiwi) amount:<-500'], 2, 'it has no parentheses: write (a or b) c as a c or b c'],
    [['--from', '2026-06', '--to', '2026-01'], 2, 'The period 2026-06..2026-01 runs backwards: it ends before it begins.'],
    [['date:2026-06..2026-01'], 2, 'runs backwards'],
    [['--limit', 'many'], 2, '--limit is many, but it is a number of rows.'],
    [['--offset', '-x'], 2, '--offset is -x'],
    [['--color-me'], 2, 'Unknown option \'--color-me\'.'],
  ])('%j', async (argv, exit, sentence) => {
    const answer = await ft(home, 'list', ...argv);
    expect([answer.exit, answer.stdout]).toEqual([exit, '']);
    expect(answer.stderr).toContain(sentence);
  });
  it('an empty home', async () => expect((await ft(temporaryHome(), 'list')).stderr).toContain('There is no data yet.'));
});
