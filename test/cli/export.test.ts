/** `ft export`: every format, to stdout and to a file that is written whole or not at all. */
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith } from './ft.ts';
import { household } from './household.ts';

let home: string;
beforeAll(async () => { home = await household(); });

const installed = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('ft export', () => {
  it('writes CSV that no spreadsheet runs, a split part by part', async () => {
    const { stdout } = await ft(home, 'export');
    const lines = stdout.split('\r\n');
    expect(lines[0]).toMatch(/^id,part,date,value_date,account,currency,amount,/);
    expect(lines).toHaveLength(1 + 12 + 1);
    expect(stdout).toContain(',-40.00,');
    expect(stdout).toContain(`,"'=1+1 KIOSK ␛[31mRØD",`);
    expect(stdout).not.toMatch(/[,"]=/);
    expect(stdout).not.toContain('\u001b');
  });
  it('writes JSON as one document, also asked for by --json alone', async () => {
    const { accounts, transactions } = await ftJson<{ accounts: { name: string; openingBalance: string }[]; transactions: { date: string }[] }>(home, 'export');
    expect(accounts.map(({ name, openingBalance }) => [name, openingBalance])).toEqual([['Brukskonto', '10000.00'], ['Reise', '0.00'], ['Sparekonto', '0.00']]);
    expect(transactions.map(({ date }) => date)).toEqual(transactions.map(({ date }) => date).toSorted());
    expect(JSON.parse((await ft(home, 'export', '--format', 'json', 'category:groceries', '--from', '2026-01')).stdout)).toMatchObject({ transactions: [{ amount: '-200.00' }, { amount: '50.00' }, { amount: '-90.00' }] });
  });
  it('asserts what each account holds in hledger and beancount', async () => {
    const journal = (await ft(home, 'export', '--format', 'hledger')).stdout;
    expect(journal).toMatch(/Assets:Bank:Brukskonto {2}0\.00 NOK = 33160\.00 NOK/);
    expect((await ft(home, 'export', '--format', 'beancount')).stdout).toMatch(/balance Assets:Bank:Sparekonto {2}5000\.00 ~ 0 NOK/);
  });
  it.skipIf(!installed('hledger'))('is accepted by hledger check --strict (needs hledger)', async () => {
    const { stdout } = await ft(home, 'export', '--format', 'hledger');
    execFileSync('hledger', ['-f', '-', 'check', '--strict'], { input: stdout });
  });
  it.skipIf(!installed('bean-check'))('is accepted by bean-check (needs beancount)', async () => {
    const file = join(home, 'all.beancount');
    await ft(home, 'export', '--output', file);
    execFileSync('bean-check', [file]);
  });
});

describe('ft export --output', () => {
  it('takes the format from the ending, lets only the owner read, and tells what it wrote', async () => {
    const file = join(home, 'all.journal');
    const answer = await ftJson(home, 'export', '--output', file);
    expect(answer).toEqual({ file, format: 'hledger', transactions: 11, bytes: statSync(file).size });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await ft(home, 'export', '--output', join(home, 'x.csv'), 'lønn')).stdout).toBe(`1 transaction written to ${join(home, 'x.csv')} (csv).\n`);
  });
  it('replaces a file only when told to, and then wholly', async () => {
    const file = join(home, 'twice.csv');
    await ft(home, 'export', '--output', file);
    const before = readFileSync(file, 'utf8');
    const refused = await ft(home, 'export', '--output', file, 'lønn');
    expect([refused.exit, refused.stderr]).toEqual([1, `ft: ${file} exists already; nothing was written.\n    Choose another name, or add --yes to replace it.\n`]);
    expect((await ftWith({ typed: ['n'] }, home, 'export', '--output', file, 'lønn')).exit).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(before);
    expect((await ftWith({ typed: ['y'] }, home, 'export', '--output', file, 'lønn')).exit).toBe(0);
    expect((await ft(home, '--yes', 'export', '--output', file, 'lønn')).exit).toBe(0);
    expect(readFileSync(file, 'utf8').split('\r\n')).toHaveLength(3);
    expect(readdirSync(home).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
  it.each([
    [['--output', '/nowhere/x.csv'], 1, 'Cannot write /nowhere/x.csv: its folder does not exist.'],
    [['--format', 'xlsx'], 2, '--format is xlsx, but there is csv, json, hledger, beancount.'],
    [['--json', '--format', 'csv'], 2, '--json prints JSON, but the export is to be csv.'],
  ])('refuses %j', async (argv, exit, sentence) => {
    const answer = await ft(home, 'export', ...argv);
    expect([answer.exit, answer.stdout + answer.stderr]).toEqual([exit, expect.stringContaining(sentence)]);
  });
});
