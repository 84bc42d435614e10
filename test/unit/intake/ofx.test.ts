/** OFX files as wholes: headers, encodings, both dialects, lists that do not end, several accounts, balances. */
import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../src/intake/statements/kind.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { ACCOUNT, failureOf, HEADER, inMemory, read, statement, transaction } from './ofx-file.ts';

const body = statement(transaction({ NAME: 'Kiosk' })).slice(HEADER.length);

describe('header', () => {
  it.each([
    ['OFXHEADER:100\r\nVERSION:160\r\n\r\n', 'ofx-160'], ['\n\n  OFXHEADER:100 DATA:OFXSGML VERSION:103 CHARSET:1252 ', 'ofx-103'], ['OFXHEADER:100DATA:OFXSGMLVERSION:102SECURITY:NONE', 'ofx-102'],
    ['<?xml version="1.0"?>\n<!-- of 2026 -->\n<?OFX OFXHEADER="200" VERSION="211"?>', 'ofx-211'], ["<?ofx ofxheader='200' version='203'?>", 'ofx-203'], ['', 'ofx'], ['DATA:OFXSGML\n', 'ofx'],
    ['\ufeffOFXHEADER:100\nVERSION:102\n', 'ofx-102'], ['Content-Type: application/x-ofx\r\n\r\nOFXHEADER:100\r\nVERSION:102\r\n', 'ofx-102'], ['<!DOCTYPE OFX SYSTEM "ofx102.dtd">\n', 'ofx'],
  ])('%j is %s', (header, profile) => {
    expect(kindOf(Buffer.from(header + body))).toEqual({ is: 'ofx' });
    const { source, rows } = read(header + body);
    expect([source.profile, source.format, rows.length]).toEqual([profile, 'ofx', 1]);
  });

  it('that is followed by a root in small letters, or with attributes, is one too', () => {
    for (const root of ['<ofx>', '<OFX xmlns="http://ofx.net/types/2003/04">']) expect(kindOf(Buffer.from(root))).toEqual({ is: 'ofx' });
    expect(read(body.replace('<OFX>', '<OFX xmlns="a">').toLowerCase()).rows[0]).toMatchObject({ amount: -100, counterparty: 'kiosk' });
  });

  it('does not make a file OFX by a word in its rows', () => expect(kindOf(Buffer.from('Date,Text\n2026-01-01,OFXHEADER:100\n'))).toEqual({ is: 'table' }));

  it('is looked for in linear time', () => {
    const began = performance.now();
    kindOf(Buffer.from('a: '.repeat(2700)));
    kindOf(Buffer.from('a:b\n'.repeat(2000)));
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe('encoding', () => {
  const text = (charset: string) => statement(transaction({ NAME: 'Crêpe à Łódź' })).replace('VERSION', `CHARSET:${charset}\nVERSION`);
  it('is the one of the bytes, whatever the header says', () => {
    expect(read(text('1252')).rows[0]?.counterparty).toBe('Crêpe à Łódź');
    const latin = read(Buffer.from(text('UTF-8').replace('Łódź', 'Lodz'), 'latin1'));
    expect([latin.source.encoding, latin.rows[0]?.counterparty]).toEqual(['iso-8859-1', 'Crêpe à Lodz']);
    const wide = read(Buffer.from(`\ufeff${text('UNICODE')}`, 'utf16le'));
    expect([wide.source.encoding, wide.rows[0]?.counterparty]).toEqual(['utf-16le', 'Crêpe à Łódź']);
  });
  it('is the one of the header where the bytes leave it open', () => {
    // 0xA3 is Ł in Windows-1250 and £ in Windows-1252
    const bytes = Buffer.from(statement(transaction({ NAME: 'R\u00a3 Jos\u00e9' })).replace('VERSION', 'CHARSET:1250\nVERSION'), 'latin1');
    expect(read(bytes).rows[0]?.counterparty).toBe('RŁ José');
    expect(read(Buffer.from(bytes.toString('latin1').replace('1250', '1252'), 'latin1')).rows[0]?.counterparty).toBe('R£ José');
    expect(read(bytes, { encoding: 'cp1252' }).rows[0]?.counterparty).toBe('R£ José');
  });
});

describe('tags', () => {
  it('are read alike in any chunks, closed or not, in lines ended by CR, LF or both', () => {
    const sgml = statement(`${transaction({ NAME: 'Ätzend &amp; Söhne', MEMO: 'Größe <3>' })}<!-- next -->${transaction({ TRNAMT: '-2.00', MEMO: '<![CDATA[a <b> &amp; c]]>' })}`);
    const whole = read(sgml).rows;
    expect(whole.map(({ description }) => description)).toEqual(['Ätzend & Söhne · Größe <3>', 'a <b> &amp; c']);
    for (const size of [1, 2, 3, 7, 64]) expect(read(inMemory(sgml, size)).rows).toEqual(whole);
    const closed = sgml.replace(/<(DTPOSTED|TRNAMT|NAME|MEMO)>((?:<!\[CDATA\[.*?\]\]>|[^<]|<3)*)/g, '<$1>$2</$1>');
    expect(closed).toContain('</MEMO>');
    expect(read(closed).rows).toEqual(whole);
    expect(read(sgml.replaceAll('\n', '\r\n')).rows).toEqual(whole);
    expect(read(sgml.replaceAll('\n', '\r')).rows).toEqual(whole);
  });
  it('of a transaction may be missing at its end', () => {
    const rows = read(statement(`${transaction({ FITID: 'a' })}${transaction({ FITID: 'b' })}${transaction({ FITID: 'c' })}`).replaceAll('</STMTTRN>', '')).rows;
    expect(rows.map(({ reference }) => reference)).toEqual(['a', 'b', 'c']);
    expect(read(statement(transaction().replace('</STMTTRN>', '').repeat(200))).rows).toHaveLength(200);
  });
  it('may be empty, unclosed, of a bank\'s own, with attributes or closed in themselves', () => {
    const [row] = read(statement('<STMTTRN id="1"><TRNTYPE/><FITID><NAME><X.OWN><X.FLAG>true<CHECKNUM></CHECKNUM><DTPOSTED >20260105<TRNAMT>-1<MEMO>Kiosk\n  am  Platz </STMTTRN>')).rows;
    expect(row).toEqual({ line: 5, bookingDate: '2026-01-05', amount: -100, currency: 'USD', account: '4711', description: 'Kiosk am  Platz' });
  });
  it('that were damaged are told: no row goes missing in silence', () => {
    const two = transaction({ FITID: 'a' }) + transaction({ FITID: 'b' });
    const stray = read(statement(two.replace('<STMTTRN>', '<STMTTRX>')));
    expect([stray.rows.length, stray.problems]).toEqual([1, [{ line: 6, reason: 'it stands outside of a transaction: a tag is damaged or lost', excerpt: 'TRNAMT -1.00' }]]);
    const merged = read(statement(two.replace('</STMTTRN>\n<STMTTRN>', '') + two));
    expect([merged.rows.length, merged.problems.map(({ reason }) => reason)]).toEqual([2, ['it has two values of DTPOSTED: a part of the file is lost']]);
  });
});

describe('a file that is cut', () => {
  const whole = statement(transaction(), { behind: '<LEDGERBAL><BALAMT>1<DTASOF>20260105</LEDGERBAL>' });
  it('anywhere, fails as a whole', () => {
    for (let length = HEADER.length; length < whole.length - 2; length += 3) expect(failureOf(whole.slice(0, length))).toBe('statement-broken: it ends before its last tag, </OFX>');
  });
  it('in its middle fails where the list lacks its end', () => {
    expect(failureOf(whole.replace('</BANKTRANLIST>', ''))).toBe('statement-broken: its BANKTRANLIST does not end before its STMTRS does');
    expect(failureOf(statement(`${transaction()}<BANKTRANLIST>`))).toBe('statement-broken: its BANKTRANLIST does not end before the next BANKTRANLIST begins');
    expect(failureOf(whole.replace('<LEDGERBAL>', '<SECLIST><X>'))).toBe('statement-broken: its SECLIST does not end before its STMTRS does');
    expect(failureOf(HEADER)).toBe('statement-broken: it ends before its last tag, </OFX>');
  });
  it('in the tags behind its lists only, is read', () => expect(read(whole.replace('</STMTRS></STMTTRNRS>', '')).rows).toHaveLength(1));
});

describe('a statement', () => {
  it('without rows, or with an answer that is an error, is a failure that says so', () => {
    expect(failureOf(statement(''))).toBe('file-has-no-rows');
    const error = '<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR<MESSAGE>Signon invalid</STATUS></SONRS></SIGNONMSGSRSV1></OFX>';
    expect(failureOf(HEADER + error)).toBe('statement-refused: code 15500: Signon invalid');
    const answers = statement(transaction()).replace('<STMTTRNRS>', '<STMTTRNRS><STATUS><CODE>2003<SEVERITY>ERROR<MESSAGE>No such account</STATUS></STMTTRNRS><STMTTRNRS>');
    expect(read(answers).problems.map(({ reason }) => reason)).toEqual(['the bank answered with an error instead of a statement (code 2003: No such account)']);
  });
  it('takes its currency from CURDEF, else from the person, and never from elsewhere', () => {
    const bare = (curdef: string) => statement(transaction(), { around: `<CURDEF>${curdef}${ACCOUNT}` });
    expect(read(bare('nok')).rows[0]?.currency).toBe('NOK');
    expect(failureOf(bare(''))).toBe('currency-unknown');
    expect(failureOf(bare('KRONER'))).toBe('currency-unknown');
    expect(read(bare(''), { currency: 'SEK' as Currency }).rows[0]?.currency).toBe('SEK');
    expect(read(bare('NOK'), { currency: 'SEK' as Currency }).rows[0]?.currency).toBe('NOK');
  });
  it('without an account number is told from others by the account\'s type', () => {
    expect(read(statement(transaction(), { around: '<CURDEF>USD<BANKACCTFROM><ACCTID><ACCTTYPE>SAVINGS</BANKACCTFROM>' })).rows[0]).toMatchObject({ accountName: 'SAVINGS' });
  });
  it('asserts its ledger balance on a day that its rows reach, and never the available one', () => {
    const of = (dtend: string, dtasof: string, amount = '12,50') => read(statement(`<DTSTART>20260101<DTEND>${dtend}${transaction()}`, { behind: `<LEDGERBAL><BALAMT>${amount}<DTASOF>${dtasof}</LEDGERBAL><AVAILBAL><BALAMT>99<DTASOF>20260105</AVAILBAL>` })).balances;
    expect(of('20260131', '20260131235959')).toEqual([{ kind: 'closing', day: '2026-01-31', amount: 1250, currency: 'USD', account: '4711' }]);
    expect(of('20260131', '20260201')).toHaveLength(1);
    expect(of('20260131', '20260202')).toEqual([]);
    expect(of('00000000', '20260301')).toHaveLength(1);
    expect(of('20260131', '00000000')).toEqual([]);
    expect(of('20260131', '20260131', 'n/a')).toEqual([]);
  });
  it('asserts its ledger balance on a day behind DTEND too, where a row is of that day or the one before', () => {
    const of = (dtposted: string, dtasof: string) => read(statement(`<DTEND>20260118${transaction({ DTPOSTED: dtposted })}${transaction({ DTPOSTED: '20260110' })}`, { behind: `<LEDGERBAL><BALAMT>3000<DTASOF>${dtasof}</LEDGERBAL>` })).balances.map(({ day }) => day);
    expect([of('20260131', '20260131'), of('20260130', '20260131'), of('20260129', '20260131'), of('20260110', '20260119')]).toEqual([['2026-01-31'], ['2026-01-31'], [], ['2026-01-19']]);
  });
  it('without rows asserts its ledger balance beside others that have rows', () => {
    const savings = `<STMTTRNRS><STMTRS><CURDEF>EUR<BANKACCTFROM><ACCTID>4712<ACCTTYPE>SAVINGS</BANKACCTFROM><BANKTRANLIST><DTEND>20260131</BANKTRANLIST><LEDGERBAL><BALAMT>+15 000,00<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>`;
    expect(read(statement(transaction()).replace('</BANKMSGSRSV1>', savings)).balances).toEqual([{ kind: 'closing', day: '2026-01-31', amount: 1500000, currency: 'EUR', account: '4712' }]);
  });
  it('of one bank and one of another in a file keep to themselves', () => {
    const other = '<CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR<CCACCTFROM><ACCTID>5500</CCACCTFROM><BANKTRANLIST>' + transaction() + '</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>';
    const { rows } = read(statement(transaction()).replace('</OFX>', other));
    expect(rows.map(({ account, currency }) => [account, currency])).toEqual([['4711', 'USD'], ['5500', 'EUR']]);
  });
  it('of a loan is named as left out', () => {
    const loan = '<LOANMSGSRSV1><LOANSTMTTRNRS><LOANSTMTRS><CURDEF>USD<LOANTRANLIST><LOANSTMTTRN><TRNAMT>5</LOANSTMTTRN></LOANTRANLIST></LOANSTMTRS></LOANSTMTTRNRS></LOANMSGSRSV1></OFX>';
    const { rows, problems, leftOut } = read(statement(transaction()).replace('</OFX>', loan));
    expect([rows.length, problems, leftOut]).toEqual([1, [], ['loan statement (LOANSTMTRS)']]);
  });
});
