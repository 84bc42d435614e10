/** Files that once gave wrong numbers without a word: each row is read right, told as broken, or the file is refused. */
import { describe, expect, it } from 'vitest';
import { identify, type IdentifyOptions } from '../../../src/intake/identify.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { fileOf } from './write-statement.ts';

const NOK = 'NOK' as Currency;
const DANSKE = 'Dato;Tekst;Beløb;Saldo;Status;Afstemt\n';
const SB1 = 'Dato;Beskrivelse;Rentedato;Inn;Ut;Til konto;Fra konto;\n';

/** File -> what was made of it: days with amounts, the broken lines, or the code of the failure. */
function made(text: string, options: Partial<IdentifyOptions> = {}) {
  const source = identify(fileOf(text), { userProfiles: [], currency: NOK, ...options });
  if (!source.ok) return { refused: source.error.code };
  const batches = [...source.value.batches()];
  return {
    rows: batches.flatMap(({ rows }) => rows).map(({ bookingDate, amount }) => `${bookingDate} ${amount}`), broken: batches.flatMap(({ problems }) => problems).map(({ line }) => line),
    pending: batches.flatMap(({ pending }) => pending).length, ignored: batches.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}
const refused = (code: string) => ({ refused: code });

describe('cells that do not stand where the header says', () => {
  it('refuses decimal commas that are not quoted in a file with commas between the cells', () => {
    expect(made('Date,Text,Amount\n13.01.2026,Coffee,-3,50\n14.01.2026,Tea,-4,75\n')).toEqual(refused('rows-unreadable'));
    expect(made('Dato,Beskrivelse,Rentedato,Inn,Ut,Til konto,Fra konto\n13.01.2026,a,14.01.2026,,-3,50,1,2\n')).toEqual(refused('rows-unreadable'));
    expect(made('13.01.2026,Coffee,-3,50\n14.01.2026,Tea,-4,75\n15.01.2026,Tea,-4,00\n')).toHaveProperty('refused');
  });

  it('never takes the balance for the amount of a row that lacks a cell', () => {
    expect(made(`${DANSKE}13.01.2026;Kaffe;-10,00;5000,00;Udført;Nej\n14.01.2026;-20,00;4980,00;Udført;Nej\n15.01.2026;Te;-30,00;4950,00;Udført;Nej\n`)).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-15 -3000'], broken: [3] });
    expect(made('Dato;Tekst;Beløp;Saldo\n13.01.2026;Kaffe;-10,00;500,00\n14.01.2026;-20,00;480,00\n15.01.2026;Te;-30,00;450,00\n')).toMatchObject({ broken: [3] });
    expect(made('Dato;Tekst;Type;Beløp;Ref\n13.01.2026;Kaffe;K;-10,00;9123\n14.01.2026;Te;-20,00;99123\n15.01.2026;Te;K;-30,00;991\n')).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-15 -3000'], broken: [3] });
  });

  it('rejects a row that a separator in its text made longer, also by an empty cell', () => {
    const dnb = 'Dato;Forklaring;Rentedato;Ut fra konto;Inn på konto\n13.01.2026;A;;1,50;\n';
    expect(made(`${dnb}15.01.2026;Kaffe;;;1,00;\n16.01.2026;B;;2,50;\n`)).toMatchObject({ rows: ['2026-01-13 -150', '2026-01-16 -250'], broken: [3] });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-1,00;\n14.01.2026;b;-2,00;\n')).toMatchObject({ rows: ['2026-01-13 -100', '2026-01-14 -200'], broken: [] });
  });

  it('takes rows whose empty cells at the end the bank left out', () => {
    expect(made('Dato;Tekst;Beløp;Melding\n13.01.2026;Kaffe;-10,00;hei\n14.01.2026;Te;-20,00\n')).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-14 -2000'], broken: [] });
  });

  it('rejects what stands below a header with its columns elsewhere, not below the same header', () => {
    expect(made('Dato;Tekst;Beløp;Saldo\n13.01.2026;a;-1,00;10,00\nDato;Tekst;Saldo;Beløp\n14.01.2026;b;8,00;-2,00\n')).toMatchObject({ rows: ['2026-01-13 -100'], broken: [4] });
    expect(made('Dato;Tekst;Beløp;Saldo\n13.01.2026;a;-1,00;10,00\nDato;Tekst;Beløp;Saldo\n14.01.2026;b;-2,00;8,00\n')).toMatchObject({ rows: ['2026-01-13 -100', '2026-01-14 -200'], broken: [], ignored: 1 });
  });

  it('rejects a cell that took the next row in, not a text of several lines', () => {
    expect(made('Dato;Tekst;Beløp\n13.01.2026;"ubalansert;-10,00\n14.01.2026;KIWI";-20,00\n15.01.2026;x;-30,00\n')).toMatchObject({ rows: ['2026-01-15 -3000'], broken: [2] });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;"Ref 1;\n12.01.2026 kl 12\nmer";-1,00\n14.01.2026;b;-2,00\n')).toMatchObject({ rows: ['2026-01-13 -100', '2026-01-14 -200'], broken: [] });
  });
});

describe('rows at the top of the file', () => {
  it('are told when they are broken or stand above the header', () => {
    expect(made('13.13.2026;Kiwi;-10,00;500,00\n14.01.2026;Rema;-20,00;480,00\n15.01.2026;Lønn;1000,00;1480,00\n')).toMatchObject({ rows: ['2026-01-14 -2000', '2026-01-15 100000'], broken: [1] });
    expect(made('Dato;Tekst;Beløp\n13.13.2026;a;-1,00\n14.01.2026;b;-2,00\n15.01.2026;b;-2,50\n')).toMatchObject({ broken: [2] });
    expect(made(`13.01.2026;Kaffe;-10,00;5000,00;Udført;Nej\n${DANSKE}14.01.2026;b;-2,00;4998,00;Udført;Nej\n`)).toMatchObject({ rows: ['2026-01-14 -200'], broken: [1] });
  });

  it('are not passed over where a layout without a header fits only those below', () => {
    const { rows, broken } = made('30.12.2025;KIWI;;;-1.234\n31.12.2025;REMA;;;-5.000\n02.01.2026;COOP;;1.234;\n', { decimal: ',' }) as { rows?: string[]; broken?: number[] };
    expect((rows?.length ?? 3) + (broken?.length ?? 0)).toBe(3);
  });
});

describe('which number is the amount, and its sign', () => {
  it('sees that a column is the balance of another one', () => {
    expect(made('13.01.2026;Kiwi;500,00;-10,00\n14.01.2026;Rema;480,00;-20,00\n15.01.2026;Lønn;1480,00;1000,00\n')).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-14 -2000', '2026-01-15 100000'] });
    expect(made('Dato;Tekst;Saldo\n13.01.2026;a;100,00\n14.01.2026;b;-50,00\n')).toEqual(refused('layout-unknown'));
  });

  it('reads an out column by the sign most of it has', () => {
    const row = (day: number, out: string): string => `${day}.01.2026;a;;;${out};;;\n`;
    expect(made(SB1 + row(13, '-10,00') + row(14, '-20,00') + row(15, '5,00'))).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-14 -2000', '2026-01-15 500'] });
    expect(made('Dato;Tekst;Inn;Ut\n13.01.2026;a;;10,00\n14.01.2026;b;;20,00\n15.01.2026;storno;;-5,00\n16.01.2026;l;100,00;\n')).toMatchObject({ rows: ['2026-01-13 -1000', '2026-01-14 -2000', '2026-01-15 500', '2026-01-16 10000'] });
    expect(made('Dato;Tekst;Inn;Ut\n13.01.2026;a;;-10,00\n14.01.2026;b;;20,00\n16.01.2026;l;100,00;\n')).toEqual(refused('layout-unknown'));
  });

  it('does not take the charges of an unknown card for income', () => {
    expect(made('Date,Text,Amount\n13/01/2026,Coffee,3.50\n')).toEqual(refused('layout-unknown'));
    const charges = [13, 14, 15, 16, 17, 18].map((day) => `${day}.01.2026;Shop;${day},50\n`).join('');
    expect(made(`Posted;Shop;Sum\n${charges}28.01.2026;Payment received;-90,00\n`)).toEqual(refused('layout-unknown'));
  });

  it('asks what a fee means, and keeps declined and waiting rows of an unknown layout apart', () => {
    expect(made('Date,Description,Amount,Fee\n2026-01-13,x,-10.00,1.00\n2026-01-14,y,-5.00,0.50\n')).toEqual(refused('layout-unknown'));
    expect(made('Date,Description,Amount,Status\n2026-01-13,x,-10.00,Completed\n2026-01-14,y,-5.00,Declined\n2026-01-15,z,-6.00,Pending\n')).toMatchObject({ rows: ['2026-01-13 -1000'], pending: 1, ignored: 1 });
  });

  it('reads amounts of an unknown layout up to the largest', () => {
    expect(made('Date,Details,Amount\n2026-01-13,x,"-123,456,789,012.34"\n2026-01-14,y,"123,456,789,012.34"\n')).toMatchObject({ rows: ['2026-01-13 -12345678901234', '2026-01-14 12345678901234'] });
    expect(made('Date,Narration,Amount\n13/01/2026,UPI,"1,234.00 Dr"\n14/01/2026,SAL,"2,000.00 Cr"\n')).toMatchObject({ rows: ['2026-01-13 -123400', '2026-01-14 200000'] });
  });
});

describe('dates', () => {
  it('refuses two-digit years that the habit of year first would turn round', () => {
    const nordea = 'Datum,Transaktion,Kategori,Belopp,Saldo\n';
    const text = `${nordea}30.12.25,ICA,,"-10,00","90,00"\n31.12.25,Coop,,"-20,00","70,00"\n`;
    expect(made(text)).toEqual(refused('column-ambiguous'));
    expect(made(text, { dateOrder: 'dmy' })).toMatchObject({ rows: ['2025-12-30 -1000', '2025-12-31 -2000'] });
  });

  it('lets no odd cell turn the order of a known bank', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((day) => `0${day}.02.2026;x;-2,00;${100 - 2 * day},00;Udført;Nej\n`).join('');
    expect(made(`${DANSKE}${rows}05.13.2026;y;-1,00;1,00;Udført;Nej\n`)).toEqual(refused('column-ambiguous'));
  });

  it('takes a weekday off a date, never another word', () => {
    expect(made('Datum;Text;Betrag\nMo, 12.01.2026;a;-1,00\nDi 13.01.2026;b;-2,00\nlør. 17.01.2026;c;-2,50\n')).toMatchObject({ rows: ['2026-01-12 -100', '2026-01-13 -200', '2026-01-17 -250'] });
    expect(made('Dato;Tekst;Beløp\n13.01.2026;a;-1,00\n14.01.2026;b;-2,00\nSaldo 31.01.2026;;100,00\n')).toMatchObject({ rows: ['2026-01-13 -100', '2026-01-14 -200'], ignored: 1 });
  });
});
