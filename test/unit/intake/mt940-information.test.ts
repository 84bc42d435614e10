/** What MT940's `:86:` and its relatives tell of an entry, as banks of different countries write it. */
import { describe, expect, it } from 'vitest';
import { identify } from '../../../src/intake/identify.ts';
import type { Row } from '../../../src/intake/rows.ts';
import { gathered, textFile } from './read-statement.ts';

/** Text below the account -> the row it makes. */
function rowOf(below: string, entry = '260102D1,NTRFNONREF', account = '10020030/1234567890'): Row {
  const text = `:20:R\n:25:${account}\n:28C:1/1\n:60F:C260101EUR5,\n:61:${entry}\n${below}\n:62F:C260102EUR4,\n-\n`;
  const { rows, problems } = gathered(identify(textFile('a.sta', text), { userProfiles: [] }));
  expect([rows.length, problems]).toEqual([1, []]);
  return rows[0]!;
}

describe('numbered fields', () => {
  it('name the other side, the posting text and the business code', () => {
    expect(rowOf(':86:166?00GUTSCHRIFT?109310?20Danke?30GENODEF1XYZ?31DE11222233334444555566?32Anna Maria von der Hohenbu?33rg-Lindenau?34000')).toMatchObject({
      description: 'Danke', counterparty: 'Anna Maria von der Hohenbu rg-Lindenau', counterpartyAccount: 'DE11222233334444555566', type: 'GUTSCHRIFT', bankCodes: ['gvc:166', 'swift:TRF'],
    });
    expect(rowOf(':86:166?00GUTSCHRIFT?32Anna Maria von der Hohenburg?33-Lindenau').counterparty).toBe('Anna Maria von der Hohenburg-Lindenau');
  });
  it('may be parted by any sign', () => {
    for (const sign of ['?', '~', '<', '@', '+', '^', '|', '$']) expect(rowOf(`:86:177${sign}00UEBERWEISUNG${sign}20Miete${sign}32Huber`)).toMatchObject({ description: 'Miete', counterparty: 'Huber', type: 'UEBERWEISUNG' });
  });
  it('only rise: a lower number behind the sign is text', () => expect(rowOf(':86:177?00X?20Was kostet das?10 Euro?21oder mehr').description).toBe('Was kostet das?10 Euro oder mehr'));
  it('may be cut by the lines at any place', () => expect(rowOf(':86:166?00GUTS\nCHRIFT?20Dan\nke?3\n2Huber')).toMatchObject({ type: 'GUTSCHRIFT', description: 'Danke', counterparty: 'Huber' }));
  it('keep a domestic account with its bank', () => expect(rowOf(':86:166?00X?3010020030?311234567?32Huber').counterpartyAccount).toBe('10020030/1234567'));
  it('go on behind 29 with 60 to 63', () => expect(rowOf(`:86:166?00X${Array.from({ length: 10 }, (_, i) => `?2${i}${'abcdefghijklmnopqrstuvwxy '}${i}`).join('')}?60 end?30B?32Huber`).description).toMatch(/y 9 end$/));
  it('tell SEPA words, also when they break over fields', () => {
    const text = 'EREF+RE-2026-000000000000000815MREF+M-1CRED+DE98ZZZ09999999999PURP+RENTSVWZ+Rechnung 815 vom 2.1.ABWA+Anna Huber';
    const fields = (text.match(/.{1,27}/g) ?? []).map((chunk, index) => `?2${index}${chunk}`).join('');
    expect(rowOf(`:86:105?00LASTSCHRIFT${fields}`)).toMatchObject({
      endToEndId: 'RE-2026-000000000000000815', mandateId: 'M-1', description: 'Rechnung 815 vom 2.1. · Anna Huber', bankCodes: ['purpose:RENT', 'gvc:105', 'swift:TRF'],
    });
  });
  it('with words that stand for none have no end-to-end id', () => expect(rowOf(':86:105?00X?20EREF+NOTPROVIDED?21SVWZ+Beitrag')).not.toHaveProperty('endToEndId'));
  it('of another country than Germany have no Geschäftsvorfallcode', () => {
    const row = rowOf(':86:020~00B062\n~20CZYNSZ\n~21\n~32ANNA KOS~38PL27114020040000300201355387', undefined, '/PL61109010140000071219812874');
    expect(row).toMatchObject({ description: 'CZYNSZ', counterparty: 'ANNA KOS', counterpartyAccount: 'PL27114020040000300201355387', bankCodes: ['swift:TRF'] });
    expect(row).not.toHaveProperty('type');
  });
});

describe('numbered fields of Polish banks', () => {
  const row = (fields: string) => rowOf(`:86:020${fields}`, undefined, '/PL61109010140000071219812874');
  it('hold a name in 27 and its address in 28 behind a gap, where 32 names no one', () => {
    const named = row('<00Przelew<20Rata<21 styczen<27Bank Lipowy<28Katowice<3010901014<38PL27114020040000300201355387');
    expect(named).toMatchObject({ counterparty: 'Bank Lipowy', description: 'Rata styczen', counterpartyAccount: 'PL27114020040000300201355387' });
    expect(row('~20Rata~27Maj~32ANNA KOS')).toMatchObject({ counterparty: 'ANNA KOS', description: 'Rata Maj' });
    const whole = row(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'Maj'].map((text, index) => `~2${index}${text}`).join(''));
    expect([whole.description, whole.counterparty]).toEqual(['a b c d e f g Maj', undefined]);
  });
  it('hold an account in 29', () => {
    expect(row('~20Bilet~2976109010140000071219812874~32KOLEJ SA')).toMatchObject({ description: 'Bilet', counterpartyAccount: '76109010140000071219812874' });
    expect(row('~20Bilet~2976109010140000071219812874~32KOLEJ SA~33Warszawa~38PL27114020040000300201355387')).toMatchObject({ description: 'Bilet', counterparty: 'KOLEJ SA', counterpartyAccount: 'PL27114020040000300201355387' });
    expect(row('~20Bilet~29761~32KOLEJ SA~33Warszawa')).toMatchObject({ description: 'Bilet 761', counterparty: 'KOLEJ SA Warszawa' });
  });
});

describe('words between slashes', () => {
  it('of ABN AMRO', () => expect(rowOf(':86:/TRTP/SEPA OVERBOEKING/IBAN/NL57INGB0002119456/BIC/INGBNL2A/NAME/J. DE WIT/REMI/Tafel 12/14 januari/EREF/NOTPROVIDED')).toMatchObject({
    type: 'SEPA OVERBOEKING', counterparty: 'J. DE WIT', counterpartyAccount: 'NL57INGB0002119456', description: 'Tafel 12/14 januari' }));
  it('of ING', () => expect(rowOf(':86:/EREF/E1//CNTP/NL44RABO0123456789/RABONL2U/Stroom BV/Utrecht//REMI/USTD//Termijn 2026/01/ULTC//NAME/Iemand anders/')).toMatchObject({
    counterpartyAccount: 'NL44RABO0123456789', counterparty: 'Iemand anders', description: 'Termijn 2026/01', endToEndId: 'E1' }));
  it('of Rabobank, whose account stands below the entry', () => expect(rowOf('NL44RABO0123456789\n:86:/BENM//NAME/WATER BV/REMI/P1/ISDT/2026-01-02', '260102D1,N102EREF', 'NL61RABO0300065264')).toMatchObject({ counterparty: 'WATER BV', counterpartyAccount: 'NL44RABO0123456789', description: 'P1' }));
  it('a structured reference is one', () => expect(rowOf(':86:/CNTP/NL39RABO0300065264/RABONL2U/Belasting///REMI/STRD/CUR/6000000012345678/')).toMatchObject({ creditorReference: '6000000012345678', description: '6000000012345678' }));
  it('name a party without words of its own', () => {
    expect(rowOf(':86:/EREF/INV 7/ORDP/John Doe/REMI/Payment for\n services')).toMatchObject({ counterparty: 'John Doe', description: 'Payment for services', endToEndId: 'INV 7' });
    expect(rowOf(':86:/ORDP/DE11222233334444555566/John Doe/Main Street 1/REMI/x')).toMatchObject({ counterparty: 'John Doe', counterpartyAccount: 'DE11222233334444555566' });
    expect(['260102D1,NTRFA', '260102C1,NTRFA'].map((entry) => rowOf(':86:/ORDP/Anna Kos/BENM/John Doe/REMI/x', entry).counterparty)).toEqual(['John Doe', 'Anna Kos']);
  });
  it('of two letters are Citibank\'s', () => {
    expect(rowOf(':86:/PT/FT/PY/INVOICE 77/BN/ACME CORP')).toMatchObject({ counterparty: 'ACME CORP', description: 'INVOICE 77' });
    expect(['260102D1,NTRFA', '260102C1,NTRFA'].map((entry) => rowOf(':86:/PT/FT/PY/7/8/BN/ACME CORP/BO/ANNA KOS', entry)).map(({ counterparty, description }) => [counterparty, description])).toEqual([['ACME CORP', '7/8'], ['ANNA KOS', '7/8']]);
    expect(rowOf(':86:/PY/FEE').description).toBe('/PY/FEE');
  });
  it('a rejection tells its reason where there is no text', () => expect(rowOf(':86:/RTRN/MS03/NAME/J. DE WIT').description).toBe('MS03'));
});

describe('free text', () => {
  it('over several lines is one description, unless a line was wrapped', () => {
    expect(rowOf(':86:DBT.Testkunde\nHolmens Kanal 2').description).toBe('DBT.Testkunde Holmens Kanal 2');
    expect(rowOf(`:86:${'x'.repeat(62)} la\nng`).description).toBe(`${'x'.repeat(62)} lang`);
  });
  it('in several :86: fields belongs to one entry', () => expect(rowOf(':86:first\n:86:second').description).toBe('first second'));
  it('that is missing is taken from the entry', () => expect([rowOf('', '260102C1,FINTRenter').description, rowOf('', '260102C1,NTRFNONREF').description, rowOf('KIOSK', '260102C1,NTRFNONREF//77').description]).toEqual(['Renter', '', 'KIOSK']));
  it('that the entry begins as two references makes none', () => expect(rowOf(':86:Kjop Coop Mega', '260102D1,NMSCKjop Coop//Mega')).not.toHaveProperty('reference'));
  it('gives the kind of payment where the reference holds it', () => expect(rowOf(':86:Husleie', '260102DK1,NTRFOverforing m/KID')).toMatchObject({ type: 'Overforing m/KID', description: 'Husleie' }));
  it('begins with account and name at Dutch banks', () => {
    expect(rowOf(':86:NL47INGB0001234567 h janssen\n   \nBetaling fiets')).toMatchObject({ counterpartyAccount: 'NL47INGB0001234567', counterparty: 'h janssen', description: 'Betaling fiets' });
    expect(rowOf(':86:GIRO   428428 KPN BV     REK 7')).toMatchObject({ counterpartyAccount: '428428', counterparty: 'KPN BV', description: 'REK 7' });
    expect(rowOf(':86:57.68.00.123 GEMEENTE\nLEGES')).toMatchObject({ counterpartyAccount: '57.68.00.123', counterparty: 'GEMEENTE', description: 'LEGES' });
  });
  it('has labels at ABN AMRO and mBank', () => {
    expect(rowOf(':86:SEPA Overboeking                 IBAN: NL86INGB0002445588\nBIC: INGBNL2A                    Naam: M. de Boer\nOmschrijving: Pizza              Kenmerk: K-1')).toMatchObject({
      type: 'SEPA Overboeking', counterparty: 'M. de Boer', counterpartyAccount: 'NL86INGB0002445588', description: 'Pizza', endToEndId: 'K-1' });
    expect(rowOf('944-PRZELEW\n:86:944 PRZELEW; Z RACH.: \n56114010810000267002001001; OD: ANNA KOS  UL. X 1; TYT.: CZYNSZ; TNR: 1')).toMatchObject({
      type: '944 PRZELEW', counterparty: 'ANNA KOS', counterpartyAccount: '56114010810000267002001001', description: 'CZYNSZ' });
  });
  it('has labels in small letters too, with the address behind the name', () => {
    expect(rowOf('073 PRZELEW WYCH.\n:86:073 PRZELEW WYCHODZACY; z rach.: 61109010140000071219812874; dla: JAN KOS UL. D\nLUGA 1; tyt.: za czynsz od: maja; TNR: 1')).toMatchObject({
      type: '073 PRZELEW WYCHODZACY', counterparty: 'JAN KOS', counterpartyAccount: '61109010140000071219812874', description: 'za czynsz od: maja' });
    expect(rowOf(':86:034 PRZELEW; od: ANNA NOWAK; tyt.: zwrot')).toMatchObject({ counterparty: 'ANNA NOWAK', description: 'zwrot' });
    expect(rowOf(':86:pozdrowienia dla: Anny').description).toBe('pozdrowienia dla: Anny');
  });
});

describe('below the entry', () => {
  it('the amount of the purchase and its rate, with the sign of the row', () => {
    expect(rowOf('/OCMT/USD20,5//EXCH/1,0931/\n:86:KIOSK').original).toEqual({ amount: -2050, currency: 'USD', rate: '1.0931' });
    expect(rowOf('OCMT/USD117,50/EXCH/1,175\n:86:/REMI/x')).toMatchObject({ original: { amount: -11_750, currency: 'USD', rate: '1.175' }, description: 'x' });
    expect(rowOf('OCMT/USD117,50/EXCH/1,175\n:86:/REMI/x')).not.toHaveProperty('type');
    expect(rowOf('/OPT/\n:86:166?20x')).not.toHaveProperty('type');
    expect(rowOf('/OCMT/EUR20,5/\n:86:KIOSK')).not.toHaveProperty('original');
  });
  it('numbers of cheques and codes of payment', () => expect(rowOf(':86:cheque', '260102D1,NCHK000123')).toMatchObject({ checkNumber: '000123', bankCodes: ['swift:CHK'] }));
  it('a bank\'s own reference', () => expect(rowOf(':86:x', '260102D1,S202ABC//4711')).toMatchObject({ reference: '4711', bankCodes: ['swift:202'] }));
});

it('text that looks like a tag stays text', () => {
  expect(rowOf(':86:see the note\n:4 Refe\n:99:x\n:20:30 train\n-\nend').description).toBe('see the note :4 Refe :99:x :20:30 train - end');
});

it('a text of the statement is no entry\'s', () => {
  const text = ':20:R\n:25:1\n:60F:C260101EUR0,\n:86:above\n:61:260102C1,NTRFNONREF\n:86:mine\n:62F:C260102EUR1,\n:64:C260102EUR1,\n:86:below\n-\n';
  expect(gathered(identify(textFile('a.sta', text), { userProfiles: [] })).rows.map(({ description }) => description)).toEqual(['mine']);
});
