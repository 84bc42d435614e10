/** What stands at the edges of a file, and amounts in rarer dress: cut ends, balance lines, totals, marks of sign and thousands. */
import { describe, expect, it } from 'vitest';
import { failure, tell } from '../../../src/errors.ts';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import { amountFrom, markOf } from '../../../src/values/amount-text.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { fileOf } from './write-statement.ts';

const NOK = 'NOK' as Currency;

/** File -> its rows (day and amount), the broken lines with why, how many were left out; or the code of the failure. */
function made(text: string | Buffer, options: Partial<IdentifyOptions> = {}) {
  const source = identify(fileOf(text), { userProfiles: [], currency: NOK, ...options });
  if (!source.ok) return { refused: source.error.code };
  const batches = [...source.value.batches()];
  return {
    rows: batches.flatMap(({ rows }) => rows).map(({ bookingDate, amount }) => `${bookingDate.slice(8)} ${amount}`),
    broken: batches.flatMap(({ problems }) => problems).map(({ line, reason }) => `${line}: ${reason}`), ignored: batches.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}
const CUT = 'the file ends in the middle of it';

describe('a file that does not end in a line break', () => {
  const head = 'Dato;Tekst;Beløp\n13.01.2026;a;-1,50\n14.01.2026;b;-12,00\n';

  it('rejects a last row whose last amount lacks decimals that all others have', () => {
    expect(made(`${head}15.01.2026;c;-2`)).toMatchObject({ rows: ['13 -150', '14 -1200'], broken: [`4: ${CUT}`] });
    expect(made(`${head}15.01.2026;c;-2,5`)).toMatchObject({ rows: ['13 -150', '14 -1200'], broken: [`4: ${CUT}`] });
    expect(made(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${head}15.01.2026;c;-2,5`, 'utf16le')]))).toMatchObject({ broken: [`4: ${CUT}`] });
  });

  it('keeps a last row that is whole, and any row before a line break', () => {
    expect(made(`${head}15.01.2026;c;-2,50`)).toMatchObject({ rows: ['13 -150', '14 -1200', '15 -250'], broken: [] });
    for (const end of ['\n', '\r\n', '\r']) expect(made(`${head}15.01.2026;c;-2${end}`)).toMatchObject({ rows: ['13 -150', '14 -1200', '15 -200'], broken: [] });
    expect(made(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`${head}15.01.2026;c;-2\n`, 'utf16le')]))).toMatchObject({ broken: [] });
  });

  it('takes uneven decimals for the habit of the bank, and an amount with cells behind it for whole', () => {
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-268.14\n14.01.2026;b;-34.9\n15.01.2026;c;-300')).toMatchObject({ rows: ['13 -26814', '14 -3490', '15 -30000'], broken: [] });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-268.14\n14.01.2026;b;-34.9\n15.01.2026;c;-300.')).toMatchObject({ rows: ['13 -26814', '14 -3490'], broken: [`4: ${CUT}`] });
    expect(made('Dato;Beløp;Tekst\n13.01.2026;-1,50;a\n14.01.2026;-2;b')).toMatchObject({ rows: ['13 -150', '14 -200'], broken: [] });
  });

  it('rejects a last row with fewer cells than any other', () => {
    expect(made('Dato;Tekst;Beløp;Melding\n13.01.2026;a;-1,50;x\n14.01.2026;b;-12,00;y\n15.01.2026;c;-2,00')).toMatchObject({ rows: ['13 -150', '14 -1200'], broken: [`4: ${CUT}`] });
    expect(made('Dato;Tekst;Beløp;Melding\n13.01.2026;a;-1,50;x\n14.01.2026;b;-12,00\n15.01.2026;c;-2,00')).toMatchObject({ broken: [] });
  });

  it('believes the running balance', () => {
    const balances = 'Dato;Tekst;Beløp;Saldo\n13.01.2026;a;-10,00;500,00\n14.01.2026;b;-20,00;480,00\n15.01.2026;c;-30,00;';
    expect(made(`${balances}450,00`)).toMatchObject({ broken: [] });
    expect(made(`${balances}45`)).toMatchObject({ rows: ['13 -1000', '14 -2000'], broken: [`4: ${CUT}`] });
    const whole = 'Dato;Tekst;Saldo;Beløp\n13.01.2026;a;500;-10\n14.01.2026;b;480;-20\n15.01.2026;c;450;-';
    expect(made(`${whole}30`)).toMatchObject({ rows: ['13 -1000', '14 -2000', '15 -3000'] });
    expect(made(`${whole}3`)).toMatchObject({ rows: ['13 -1000', '14 -2000'], broken: [`4: ${CUT}`] });
  });
});

describe('lines of a balance and totals', () => {
  const rows = '13.01.2026;a;-1,00\n14.01.2026;b;-2,00\n';

  it.each(['Utgående saldo', 'Inngående saldo', 'Saldo per 31.01.2026', 'Saldo per', 'Closing balance', 'Opening Balance:', 'Endsaldo', 'Saldo final', 'Solde au 31/01/2026', 'Ingående saldo', 'Loppusaldo'])('leaves out a dated "%s" at either end', (name) => {
    expect(made(`Dato;Tekst;Beløp\n${rows}31.01.2026;${name};97,00\n`)).toMatchObject({ rows: ['13 -100', '14 -200'], broken: [], ignored: 1 });
    expect(made(`Dato;Tekst;Beløp\n01.01.2026;${name};97,00\n${rows}`)).toMatchObject({ rows: ['13 -100', '14 -200'], broken: [], ignored: 1 });
    expect(made(`Dato;Tekst;Beløp\n01.01.2026;${name};100,00\n${rows}31.01.2026;Endsaldo;97,00\n31.01.2026;${name};97,00\n`)).toMatchObject({ rows: ['13 -100', '14 -200'], ignored: 3 });
  });

  it('books what only begins like a balance, or stands between other rows', () => {
    for (const name of ['Saldo final oppgjør', 'Closing balance fee', 'Balance', 'Solde', 'New Balance Oslo']) expect(made(`Dato;Tekst;Beløp\n${rows}31.01.2026;${name};-97,00\n`)).toMatchObject({ rows: ['13 -100', '14 -200', '31 -9700'], ignored: 0 });
    expect(made(`Dato;Tekst;Beløp\n13.01.2026;a;-1,00\n14.01.2026;Endsaldo;97,00\n${rows}`)).toMatchObject({ rows: ['13 -100', '14 9700', '13 -100', '14 -200'] });
  });

  it('rejects a row without a date that only looks like a total, between other rows', () => {
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-1,00\n;TOTAL ENERGIES;-50,00\n14.01.2026;b;-2,00\n')).toMatchObject({ rows: ['13 -100', '14 -200'], broken: ['3: it has no date'], ignored: 0 });
    expect(made(`Dato;Tekst;Beløp\n${rows};TOTAL;-3,00\n`)).toMatchObject({ rows: ['13 -100', '14 -200'], broken: [], ignored: 1 });
    expect(made(`Dato;Tekst;Beløp\n;Total;-3,00\n${rows};Sum;-3,00\nSaldo 31.01.2026;;97,00\n`)).toMatchObject({ rows: ['13 -100', '14 -200'], broken: [], ignored: 3 });
  });
});

describe('what is named for a file', () => {
  it('shows an empty path, shortens a long one and names UTF-32', () => {
    const empty = identify('', { userProfiles: [] });
    expect(empty.ok ? '' : tell(empty.error).message).toBe('Cannot read "": no file is named.');
    const long = tell(failure('file-empty', { file: `/${'x'.repeat(2000)}/end.csv` })).message;
    expect(long.length).toBeLessThan(310);
    expect(long).toMatch(/^\/x+…x+\/end\.csv is empty\.$/);
    for (const bytes of [[0xff, 0xfe, 0, 0, 0x44, 0, 0, 0], [0, 0, 0xfe, 0xff, 0, 0, 0, 0x44]]) {
      const source = identify(fileOf(Buffer.from(bytes)), { userProfiles: [] });
      expect(source).toMatchObject({ ok: false, error: { code: 'file-binary', looksLike: expect.stringContaining('UTF-32 text') } });
    }
  });
});

describe('amounts in rarer dress', () => {
  it('takes a point behind Cr and Dr, and a plus behind the number', () => {
    expect(['5.00 Cr.', '5.00 Dr.', 'Dr. 1,234.50', '5.00DR.', '5.00+', '5.00 +', '100+'].map((text) => amountFrom(text, '.', 2))).toEqual([500, -500, -123450, -500, 500, 500, 10000]);
    expect(['-5.00+', '5.00++', '5+00', '+', '+5.00+', '-5.00 Dr.'].map((text) => amountFrom(text, '.', 2))).toEqual([NaN, NaN, NaN, NaN, NaN, NaN]);
    expect(['5.00 Cr.', '5.00+'].map(markOf)).toEqual(['point', 'point']);
    expect(made('Date,Narration,Amount\n13/01/2026,UPI,"1,234.00 Dr."\n14/01/2026,SAL,"2,000.00 Cr."\n15/01/2026,X,5.00 Cr.\n')).toMatchObject({ rows: ['13 -123400', '14 200000', '15 500'] });
  });

  it('knows a mark before three digits for thousands where the currency has no decimals', () => {
    const yen = 'Date,Description,Amount,Currency\n2026-01-13,a,"-12,345",JPY\n2026-01-14,b,"1,000",JPY\n';
    expect(made(yen)).toMatchObject({ rows: ['13 -12345', '14 1000'] });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-12.345\n14.01.2026;b;1.000\n', { currency: 'ISK' as Currency })).toMatchObject({ rows: ['13 -12345', '14 1000'] });
    expect(made(yen.replace('"1,000",JPY', '"1,000",EUR'))).toEqual({ refused: 'column-ambiguous' });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-12.345\n14.01.2026;b;"1,000"\n', { currency: 'ISK' as Currency })).toEqual({ refused: 'column-ambiguous' });
  });
});
