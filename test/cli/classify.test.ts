/** `ft classify` with the codes that banks give, and the same codes on transactions that came with a statement. */
import { describe, expect, it } from 'vitest';
import { ft, ftJson, temporaryHome, written } from './ft.ts';

interface Answered { category: string; source: string; confidence: number }
const classified = async (line: object): Promise<Answered> => JSON.parse((await ft(temporaryHome(), 'classify', JSON.stringify(line))).stdout) as Answered;

describe('ft classify with bank codes', () => {
  it.each([
    [{ mcc: '5411' }, 'groceries'], [{ mcc: 742 }, 'pets'], [{ bankCodes: ['purpose:SALA'], amount: '100.00' }, 'salary'], [{ bankCode: 'gvc:083', amount: -100 }, 'cash'],
  ])('%j is %s', async (codes, category) => {
    expect(await classified({ description: 'Blorp 12', currency: 'NOK', ...codes })).toMatchObject({ category, source: 'bank-code' });
  });
  it('takes absent codes as they stand in an export, and codes that say nothing', async () => {
    for (const codes of [{ mcc: null, bankCodes: null }, { mcc: '9999', bankCodes: [] }, { bankCodes: ['purpose:SALA'], amount: '-100' }])
      expect(await classified({ description: 'Blorp 12', ...codes })).toMatchObject({ category: 'uncategorized', source: 'none' });
  });
  it.each([[{ mcc: ['5411'] }, 'merchant category code'], [{ bankCodes: 'purpose:SALA' }, 'bank codes'], [{ bankCodes: [5] }, 'bank codes'], [{ bankCode: 5 }, 'bank codes']])('refuses %j by name', async (codes, named) => {
    const { exit, stderr } = await ft(temporaryHome(), 'classify', JSON.stringify({ description: 'Blorp 12', ...codes }));
    expect(exit).toBe(2);
    expect(stderr).toContain(named);
  });
});

describe('bank codes of a statement', () => {
  const transaction = (type: string, amount: string, id: string, more = ''): string =>
    `<STMTTRN><TRNTYPE>${type}<DTPOSTED>20260105<TRNAMT>${amount}<FITID>${id}<NAME>Blorp ${id}${more}</STMTTRN>`;
  const ofx = `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\nOLDFILEUID:NONE\nNEWFILEUID:NONE\n
<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260110<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS>
<STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>1<ACCTID>77<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>20260110
${transaction('SRVCHG', '-4.00', 'a1')}${transaction('POS', '-30.00', 'b2', '<SIC>5411')}${transaction('POS', '-12.00', 'c3', '<SIC>5812')}
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;
  interface Listed { id: string; description: string; category: string; categorySource: string }

  it('decide on import, are told by why, and decide again when an own choice is taken back', async () => {
    const home = temporaryHome();
    expect((await ft(home, 'import', written(temporaryHome(), 'statement.ofx', ofx))).exit).toBe(0);
    const rows = await ftJson<Listed[]>(home, 'list');
    const of = (name: string) => rows.find(({ description }) => description.includes(name))!;
    expect(['a1', 'b2', 'c3'].map((name) => [of(name).category, of(name).categorySource])).toEqual([['bank-fees', 'bank-code'], ['groceries', 'bank-code'], ['restaurants', 'bank-code']]);
    expect((await ft(home, 'why', of('b2').id)).stdout).toContain('merchant category code 5411 (supermarket) stands for Groceries');
    await ft(home, 'categorize', of('b2').id, 'books');
    await ft(home, 'categorize', '--forget', '--yes', of('b2').id);
    expect(await ftJson(home, 'why', of('b2').id)).toMatchObject({ category: 'groceries', categorySource: 'bank-code', decidedBy: 'mcc:5411' });
    expect((await ftJson<{ changed: number; reattributed: number }>(home, 'categorize', '--history'))).toMatchObject({ changed: 0, reattributed: 0 });
  });
});
