import { describe, expect, it } from 'vitest';
import { ft, ftJson, ftWith, temporaryHome } from './ft.ts';

interface Added { id: string; amount: string; currency: string; account: string; category: string; categorySource: string; confidence: number; group: string; merchant: string | null; date: string; commit: string }

describe('ft add', () => {
  it('records spending in a first account named Cash and says how to take it back', async () => {
    const home = temporaryHome();
    const { exit, stdout } = await ft(home, 'add', '249', 'Rema 1000');
    expect(exit).toBe(0);
    expect(stdout).toContain('2026-01-15  spent 249.00 NOK  Rema 1000  (Cash)');
    expect(stdout).toContain('The account Cash was opened for it.');
    expect(stdout).toMatch(/Undo it with: ft undo [0-9a-f]{8}\n$/);
  });

  it('answers in JSON with category, confidence and merchant', async () => {
    const home = temporaryHome();
    await ft(home, 'rules', 'add', '--text', 'rema', '--category', 'groceries');
    const added = await ftJson<Added>(home, 'add', '249', 'REMA 1000 Sinsen', '--date', '2026-01-03');
    expect(added).toMatchObject({ date: '2026-01-03', amount: '-249.00', currency: 'NOK', account: 'Cash', category: 'groceries', group: 'food', categorySource: 'rule', confidence: 1 });
    expect(added.merchant).toMatch(/rema/i);
    expect(added.id).toMatch(/^[0-9a-z]{16}$/);
  });

  it.each([['249', '-249.00'], ['+249', '249.00'], ['-249', '-249.00'], ['-249,50', '-249.50'], ['1 249,50', '-1249.50'], ['-1.249,50', '-1249.50'], ['−12', '-12.00'], ['100,-', '-100.00']])('reads %s as %s', async (typed, amount) => {
    expect(await ftJson(temporaryHome(), 'add', typed, 'x')).toMatchObject({ amount });
  });

  it('takes the currency from the amount or --currency, and keeps accounts of two currencies apart', async () => {
    const home = temporaryHome();
    expect(await ftJson(home, 'add', '20', 'kaffe')).toMatchObject({ currency: 'NOK', account: 'Cash' });
    expect(await ftJson(home, 'add', '€20', 'coffee')).toMatchObject({ currency: 'EUR', account: 'Cash EUR' });
    expect(await ftJson(home, 'add', '1000', 'ramen', '--currency', 'jpy')).toMatchObject({ amount: '-1000', currency: 'JPY', account: 'Cash JPY' });
    expect(await ftJson(home, 'add', '20', 'kaffe')).toMatchObject({ account: 'Cash' });
  });

  it('asks for the account where several currencies are possible', async () => {
    const home = temporaryHome();
    await ft(home, 'accounts', 'open', 'Bank', '--currency', 'NOK');
    await ft(home, 'accounts', 'open', 'Bank EUR', '--currency', 'EUR');
    expect(await ft(home, 'add', '20', 'kaffe')).toMatchObject({ exit: 2, stderr: 'ft: There are accounts in EUR and NOK.\n    Say which: --account NAME, or --currency CODE.\n' });
    expect(await ftJson(home, 'add', '20', 'kaffe', '--currency', 'EUR')).toMatchObject({ account: 'Bank EUR', amount: '-20.00' });
  });

  it('never takes two equal ones for one, also when the first was undone and brought back', async () => {
    const home = temporaryHome();
    const first = await ftJson<Added>(home, 'add', '42', 'Buss');
    await ft(home, 'undo', '--yes');
    const second = await ftJson<Added>(home, 'add', '42', 'Buss');
    await ft(home, 'redo', first.commit, '--yes');
    expect(second.id).not.toBe(first.id);
    const { accounts } = await ftJson<{ accounts: { balance: string }[] }>(home, 'accounts');
    expect(accounts[0]?.balance).toBe('-84.00');
  });

  it('puts the own category above every rule', async () => {
    const home = temporaryHome();
    await ft(home, 'rules', 'add', '--text', 'rema', '--category', 'groceries');
    expect(await ftJson(home, 'add', '99', 'Rema blomster', '--category', 'gifts', '--note', 'til Kari')).toMatchObject({ category: 'gifts', categorySource: 'own' });
  });

  it.each([
    [['add', '1,230', 'x', '--currency', 'KWD'], '"1,230" is not an amount: the mark in it can be read as thousands or as decimals; write 1,2300 or 1230.'],
    [['add', 'abc', 'x'], '"abc" is not an amount: it holds no digits.'],
    [['add', '0', 'x'], '"0" is not an amount: it is nothing.'],
    [['add', '10.999', 'x', '--currency', 'JPY', '--date', '2026-02-30'], '"2026-02-30" is not a date.'],
    [['add', '10', ' '], 'The description is empty.'],
    [['add', '10', 'x', '--currency', 'XXQ'], 'XXQ is not a currency of ISO 4217.'],
  ])('refuses %j', async (argv, sentence) => {
    const { exit, stderr, stdout } = await ft(temporaryHome(), ...argv);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(`ft: ${sentence}\n`);
  });

  it('refuses an account that is not there, closed, or of another currency', async () => {
    const home = temporaryHome();
    await ft(home, 'accounts', 'open', 'Bank', '--currency', 'NOK');
    expect((await ft(home, 'add', '1', 'x', '--account', 'Bonk')).stderr).toBe('ft: There is no account "Bonk".\n    Known accounts: Bank.\n');
    expect((await ft(home, 'add', '1', 'x', '--account', 'bank', '--currency', 'SEK')).stderr).toContain('The account Bank is in NOK, but the rows are in SEK.');
    await ft(home, 'accounts', 'close', 'Bank');
    expect((await ft(home, 'add', '1', 'x', '--account', 'Bank')).stderr).toContain('The account Bank is closed.');
  });

  it('shows what a bank or a person wrote inert, and speaks Norwegian days and labels', async () => {
    const { stdout } = await ftWith({ environment: { language: 'nb' } }, temporaryHome(), 'add', '10', 'evil\u001b[2J', '--category', 'groceries', '--date', '31.12.2025');
    expect(stdout).toContain('31.12.2025  spent 10,00 NOK  evil␛[2J');
    expect(stdout).toContain('Dagligvarer');
  });
});

describe('a transfer typed by hand', () => {
  it('is linked to its other half like a row of a statement', async () => {
    const home = temporaryHome();
    await ft(home, 'accounts', 'open', 'Bruk', '--currency', 'NOK');
    await ft(home, 'accounts', 'open', 'Spare', '--currency', 'NOK');
    await ft(home, 'add', '500', 'Til sparing', '--account', 'Bruk');
    await ft(home, 'add', '+500', 'Fra brukskonto', '--account', 'Spare');
    expect((await ftJson<{ transfer?: unknown }[]>(home, 'list')).every((row) => row.transfer !== undefined)).toBe(true);
  });
});
