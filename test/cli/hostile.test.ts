/**
 * Text that wants to be more than text: everything imported, typed or named may hold escape sequences, direction marks,
 * line breaks and formulas. Every command that shows any of it is run over a home full of it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { App } from '../../src/app.ts';
import { commands } from '../../src/cli/commands/list.ts';
import { seededRandom } from '../../src/machine/random.ts';
import { NOK } from '../flow/home.ts';
import { type Answer, ft, ftJson, ftWith, temporaryHome, written } from './ft.ts';

/** Colour, window title, 8-bit CSI, backspaces, direction override and isolate, zero width, line separator, a second line, a formula. */
const EVIL = "=cmd|'/C calc'!A0 \u001b[31mRØD\u001b]0;eid\u0007\u009b2J\b\b\u007f \u202eneerg\u202c\u2066x\u2069 a\u200bb\u2028c\r\n2026-01-01 evil\n\t@SUM(1;2)";
/** What a terminal acts on, a line feed aside. */
const ACTIVE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

const LABEL = `Hytte ${EVIL}`;
const GROUP = `Gruppe ${EVIL}`;
const CURRENT = `Felles ${EVIL}`;
const SAVINGS = `Sparing ${EVIL}`;
const LAYOUT = `mitt ${EVIL}`;
const NOTE = `husk ${EVIL}`;
const FILE = 'utskrift \u001b[31m\u202ecsv.a.csv';
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const row = (date: string, text: string, amount: string, payee = EVIL): string => `${date};${quoted(text)};${quoted(payee)};${amount}\n`;
const MAP = ['--map', 'date=Dato,description=Tekst,counterparty=Hvem,amount=Beløp', '--currency', 'NOK', '--date-order', 'dmy'];

let home: string;
let ids: string[];
let rule: string;
let doubt: string;
let file: string;

async function must(...argv: string[]): Promise<Answer> {
  const answer = await ft(home, ...argv);
  if (answer.exit !== 0 && answer.exit !== 3) throw new Error(`ft ${argv[0]}: ${answer.stdout}${answer.stderr}`);
  return answer;
}

beforeAll(async () => {
  home = temporaryHome();
  await must('categories', 'add', LABEL, '--group', GROUP);
  const { groups } = await ftJson<{ groups: { categories: { id: string; own: boolean }[] }[] }>(home, 'categories');
  const category = groups.flatMap(({ categories }) => categories).find(({ own }) => own)!.id;
  await must('accounts', 'open', CURRENT, '--currency', 'NOK', '--bank', EVIL, '--number', `12\u001b[31m34${EVIL}`);
  await must('accounts', 'open', SAVINGS, '--currency', 'NOK');
  await must('accounts', 'open', 'Gammel', '--currency', 'EUR');
  await must('accounts', 'close', 'Gammel');
  await must('rules', 'add', '--text', `hytte ${EVIL}`, '--category', category);
  await must('rules', 'add', '--regex', 'hytte\u001b\\[31m|\u202ex', '--account', CURRENT, '--min', '1', '--category', category);
  rule = (await ftJson<{ rules: { id: string }[] }>(home, 'rules', 'list')).rules[0]!.id;
  file = written(home, FILE, `Dato;Tekst;Hvem;Beløp\n${row('05.01.2026', EVIL, '-349,00')}${row('06.01.2026', `hytte ${EVIL}`, '-50,00')}${row('08.01.2026', '', '-200,00')}${row(EVIL, EVIL, '-1,00')}${row('09.01.2026', EVIL, EVIL)}`);
  await must('import', file, '--account', CURRENT, '--save-profile', LAYOUT, ...MAP);
  // The same purchase two days later in the same words: doubtful. And the other half of what may be a transfer, in two accounts.
  await must('import', written(home, 'b.csv', `Dato;Tekst;Hvem;Beløp\n${row('03.01.2026', `brød ${EVIL}`, '-30,00')}${row('07.01.2026', EVIL, '-349,00')}${row('10.01.2026', EVIL, '-20,00')}`), '--account', CURRENT, ...MAP);
  await must('import', written(home, 'c.csv', `Dato;Tekst;Hvem;Beløp\n${row('08.01.2026', EVIL, '200,00')}${row('09.01.2026', EVIL, '349,00')}${row('09.01.2026', `${EVIL} igjen`, '349,00')}`), '--account', SAVINGS, ...MAP);
  await must('add', '15', EVIL, '--account', CURRENT, '--category', category, '--note', NOTE);
  ids = (await ftJson<{ id: string }[]>(home, 'list')).map(({ id }) => id);
  await must('note', ids[0]!, NOTE);
  await must('split', (await ftJson<{ id: string }[]>(home, 'list', 'amount:-20'))[0]!.id, `5=${category}=${EVIL}`, 'groceries');
  await must('categorize', ids.at(-1)!, category);
  await must('budget', 'set', category, '100', '--currency', 'NOK');
  doubt = (await ftJson<{ doubtful: { id: string }[] }>(home, 'review')).doubtful[0]!.id;
  await hostileBank(ids[0]!);
}, 60_000);

/** A bank whose every word is hostile, as a hostile provider would give it. */
async function hostileBank(missing: string): Promise<void> {
  const app = new App({ home, clock: () => Date.UTC(2026, 0, 14), random: seededRandom('hostile bank'), modelFolder: 'off', progress: () => {} });
  const account = app.read().accounts.all().find(({ name }) => name === CURRENT)!.id;
  await app.write({ command: 'bank connect', arguments: {} }, ({ commit, model }) => {
    commit.append([
      { type: 'connection.opened.v1', subject: 'bank1', payload: { bank: EVIL, country: 'NO', name: EVIL, provider: 'enablebanking' } },
      { type: 'connection.consented.v1', subject: 'bank1', payload: { accounts: [{ currency: NOK, handle: EVIL, key: EVIL, name: EVIL, number: EVIL }], at: Date.UTC(2026, 0, 1), scope: [EVIL], until: Date.UTC(2026, 0, 20) } },
      { type: 'connection.linked.v1', subject: 'bank1', payload: { account, currency: NOK, key: EVIL } },
      { type: 'connection.distrusted.v1', subject: 'bank1', payload: { field: EVIL, why: EVIL } },
      { type: 'access.recorded.v1', subject: 'access/bank1', payload: { attended: true, calls: [{ account: EVIL, at: Date.UTC(2026, 0, 2), endpoint: EVIL, status: 200 }], purpose: 'sync' } },
      { type: 'missing.noticed.v1', subject: missing, payload: { connection: 'bank1' } },
    ]);
    model.feeds.set('bank1', EVIL, { state: 'bank-down', says: EVIL, lastTried: 1, lastOk: 1, pending: [{ date: null, amount: -100, currency: 'NOK', description: EVIL, counterparty: EVIL }], balances: [{ type: EVIL, kind: 'booked', amount: 1, currency: 'NOK', day: null }] });
  });
  app.close();
}

/** Every way to look, and every failure that repeats what was typed. */
function looks(): string[][] {
  return [
    [], ['list'], ['list', '--all'], ['list', 'hytte'], ['list', `account:${CURRENT}`], ['list', 'nothing \u001b[31m'], ...ids.flatMap((id) => [['show', id], ['why', id]]),
    ['history'], ['history', '--all'], ['undo'], ...Array.from({ length: 3 }, () => ['redo']), ['rules'], ['rules', 'list'], ['rules', 'test'], ['rules', 'test', '--text', 'cmd', '--category', LABEL], ['rules', 'apply'],
    ['accounts'], ['accounts', 'list'], ['categories'], ['review'], ['review', '--list'], ['transfers'], ['transfers', 'accept'], ['budget'], ['budget', '--month', '2026-01'], ['budget', 'list'],
    ['report', 'spending'], ['report', 'spending', '--by', 'month'], ['report', 'income'], ['report', 'cashflow'], ['report', 'networth'], ['report', 'merchants'], ['profiles', 'mitt'], ['profiles', EVIL], ['doctor'], ['log', 'verify'], ['log', 'head'],
    ['import', '--dry-run', file, '--account', 'Ny', ...MAP], ['import', '--dry-run', file], ['import', join(home, `nei${EVIL}`)], ['import', file, '--account', EVIL, '--strict', ...MAP], ['import', file, '--map', `date=${EVIL}`], ['import', file, '--profile', EVIL],
    ['bank', 'status'], ['bank', 'missing'], ['bank', 'access-log'], ['bank', 'providers'], ['bank', 'connect', '--provider', EVIL], ['bank', 'reconnect', 'nei\u001b[31m'], ['bank', 'disconnect', EVIL], ['bank', 'link', EVIL, EVIL, '--account', CURRENT], ['sync'], ['sync', '--account', 'nei\u001b[31m'],
    ['schedule', 'install', '--with', EVIL], ['schedule', 'install', '--every', EVIL], ['schedule', 'install', '--print', '--with', 'crontab'],
    ['hub', 'connect', `postgres://u@127.0.0.1:1/${EVIL}`], ['hub', 'connect', `postgres://u@h/x?${encodeURIComponent(EVIL)}=1`], ['hub', 'connect', 'postgres://u@127.0.0.1:1/x', '--schema', EVIL], ['hub', 'bootstrap', EVIL], ['hub', 'connect', 'postgres://u@127.0.0.1:1/x', '--code', EVIL], ['hub', 'status'], ['hub', 'sync'],
    ['export'], ['export', '--format', 'hledger'], ['export', '--format', 'beancount'], ['export', '--format', 'json'],
    ['show', EVIL], ['why', EVIL], ['classify', `${EVIL} kafé`], ['categorize', '--history'], ['categorize', ids[0]!, '--forget', EVIL], ['list', `category:${EVIL}`], ['list', `account:${EVIL}`], ['list', `amount:${EVIL}`], ['list', '--as-of', EVIL], ['add', EVIL, EVIL], ['add', '1', 'x', '--account', EVIL], ['add', '1', 'x', '--date', EVIL], ['categorize', ids[0]!, EVIL],
    ['rules', 'add', '--text', 'x1', '--category', EVIL], ['rules', 'add', '--regex', `(${EVIL}`, '--category', 'groceries'], ['rules', 'remove', EVIL], ['budget', 'set', EVIL, '1'], ['report', EVIL], ['undo', EVIL], ['review', 'settle', EVIL, 'new'], ['review', 'settle', doubt, EVIL],
    ['accounts', 'rename', EVIL, EVIL], ['accounts', 'open', CURRENT, '--currency', 'NOK'], ['categories', 'add', LABEL, '--group', GROUP], ['completion', EVIL], ['export', '--format', EVIL], ['export', '--output', join(home, 'none\u001b[31m', 'x.csv')], [EVIL], ['list', `--${EVIL}`],
  ];
}

describe('hostile text', () => {
  it.each([['English, to a file', {}], ['Norwegian, at a terminal', { stdoutIsTty: true, language: 'nb' as const, columns: 90 }], ['without Unicode', { ascii: true }]])('is inert in all that is printed: %s', async (_, environment) => {
    for (const argv of looks()) {
      const { stdout, stderr } = await ftWith({ environment }, home, ...argv);
      expect(stdout.replaceAll('\r\n', '\n'), `ft ${JSON.stringify(argv)}`).not.toMatch(ACTIVE);
      expect(stderr, `ft ${JSON.stringify(argv)}`).not.toMatch(ACTIVE);
      expect(stdout + stderr, `ft ${JSON.stringify(argv)}`).not.toMatch(/^2026-01-01 evil/m);
    }
  }, 120_000);

  it('is inert as JSON too, which gives it back to the letter', async () => {
    for (const argv of looks()) {
      const { stdout, stderr } = await ft(home, '--json', ...argv);
      expect(stdout + stderr, `ft --json ${JSON.stringify(argv)}`).not.toMatch(ACTIVE);
      if (argv[0] !== 'export' || argv.includes('json')) expect(() => JSON.parse(stdout) as unknown, `ft --json ${JSON.stringify(argv)}`).not.toThrow();
    }
    const shown = await ftJson<{ note: string | null }>(home, 'show', ids[0]!);
    expect(shown.note).toBe(NOTE);
    expect((await ftJson<{ accounts: { name: string }[] }>(home, 'accounts')).accounts.map(({ name }) => name)).toEqual(expect.arrayContaining([CURRENT, SAVINGS]));
  }, 120_000);

  it('covers every command there is', () => {
    const covered = new Set(looks().map(([name]) => name));
    // These print nothing that was typed or imported, or do their work in the set-up above.
    expect(commands.map(({ name }) => name).filter((name) => !covered.has(name)).sort()).toEqual(['demo', 'note', 'rebuild', 'split']);
  });

  it('is inert in what changing commands and questions say', async () => {
    const answers = [
      await ft(home, 'note', ids[0]!, `${NOTE} to`), await ft(home, 'accounts', 'rename', SAVINGS, `${SAVINGS} to`), await ft(home, 'accounts', 'rename', `${SAVINGS} to`, SAVINGS), await ft(home, 'accounts', 'opening-balance', CURRENT, '10'),
      await ft(home, 'categories', 'rename', LABEL, `${LABEL} to`), await ft(home, 'categories', 'rename', `${LABEL} to`, LABEL), await ft(home, 'rules', 'remove', rule), await ft(home, 'undo', '--yes'), await ft(home, 'undo', '--yes'), await ft(home, 'redo', '--yes'),
      await ftWith({ typed: ['n', 'n', 's', 'hytte', '1', 'q'] }, home, 'review'), await ftWith({ typed: ['n'] }, home, 'undo'), await ftWith({ typed: ['n'] }, home, 'transfers', 'accept'),
      await ftWith({ typed: ['1', '2', ''] }, home, 'import', written(home, 'ukjent\u001b[31m.csv', `${quoted(`A${EVIL}`)},B,C\n1,2,3\n`)),
      await ftWith({ typed: ['n'] }, home, 'export', '--output', file), await ft(home, 'split', ids[2]!, '1=groceries=x', `cafes=${EVIL}`), await ft(home, 'add', '16', EVIL, '--account', CURRENT),
      await ftWith({ environment: { stderrIsTty: true } }, home, 'import', file, '--account', CURRENT, ...MAP),
    ];
    for (const { stdout, stderr } of answers) {
      expect(stdout).not.toMatch(ACTIVE);
      // Progress renews its line with carriage returns of its own.
      expect(stderr.replaceAll('\r', '')).not.toMatch(ACTIVE);
    }
  }, 60_000);

  it('runs in no spreadsheet, and is plain text to hledger and beancount', async () => {
    // The text did get in: what a terminal would have acted on is shown as what it is.
    expect((await ft(home, 'list')).stdout).toContain("=cmd|'/C calc'!A0 ␛[31mRØD␛]0;eid␇�2J␈␈␡");
    const csv = (await ft(home, 'export', '--format', 'csv')).stdout;
    expect(csv).toContain("'=cmd|");
    for (const line of csv.split('\r\n')) for (const cell of line.split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/)) expect(cell, line).not.toMatch(/^"?\s*(?:[=+@]|-(?!\d+(?:\.\d+)?$))/);
    for (const [program, format, name] of [['hledger', 'hledger', 'a.journal'], ['bean-check', 'beancount', 'a.beancount']] as const) {
      if (!isInstalled(program)) continue;
      const path = join(home, name);
      writeFileSync(path, (await ft(home, 'export', '--format', format)).stdout);
      const { status, stderr } = spawnSync(program, program === 'hledger' ? ['-f', path, 'check'] : [path], { encoding: 'utf8' });
      expect({ program, status, stderr }).toMatchObject({ status: 0 });
    }
  }, 60_000);
});

function isInstalled(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$0"', program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
