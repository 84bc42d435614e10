/** What CAMT tells beside day and amount: counterparty, texts, references, codes, the original currency, the bank. */
import { describe, expect, it } from 'vitest';
import { entry, message, readCamtText, statement, transfer } from './camt-statement.ts';

const rowOf = (text: string) => readCamtText(message(statement(text))).rows[0]!;
const parties = (debtor: string, creditor: string): string => `<RltdPties>${debtor}${creditor}</RltdPties>`;
const side = (name: string, of: 'Dbtr' | 'Cdtr', account = ''): string => `<${of}><Nm>${name}</Nm></${of}>${account ? `<${of}Acct><Id><IBAN>${account}</IBAN></Id></${of}Acct>` : ''}`;
const OWN = 'DE89 3704 0044 0532 0130 00';

describe('the counterparty', () => {
  const both = parties(side('Payer', 'Dbtr', 'NO9386011117947'), side('Payee', 'Cdtr', 'FI2112345600000785'));
  it.each([
    ['who pays a credit', transfer('CRDT', both), 'Payer', 'NO9386011117947'],
    ['who is paid by a debit', transfer('DBIT', both), 'Payee', 'FI2112345600000785'],
    ['the payer, where a credit is taken back', transfer('DBIT', both, '<RvslInd>true</RvslInd>'), 'Payer', 'NO9386011117947'],
    ['the payee, where a payment is returned', transfer('CRDT', `${both}<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf>`), 'Payee', 'FI2112345600000785'],
    ['never the own account', transfer('CRDT', parties(side('Eva', 'Dbtr', OWN), side('Payee', 'Cdtr', 'FI2112345600000785'))), 'Payee', 'FI2112345600000785'],
    ['the holder, where it is another account of hers', transfer('DBIT', parties(side('Eva Muster', 'Dbtr', OWN), side('Eva Muster', 'Cdtr', 'DE02120300000000202051'))), 'Eva Muster', 'DE02120300000000202051'],
    ['nobody, where only the holder is named', transfer('CRDT', parties('', side('Someone', 'Cdtr'))), undefined, undefined],
    ['the one behind, where the party has no name', transfer('DBIT', '<RltdPties><UltmtCdtr><Pty><Nm>Shop</Nm></Pty></UltmtCdtr></RltdPties>'), 'Shop', undefined],
    ['a bank', transfer('DBIT', '<RltdPties><Cdtr><Agt><FinInstnId><Nm>Bank AG</Nm></FinInstnId></Agt></Cdtr></RltdPties>'), 'Bank AG', undefined],
    ['nobody, where the name says so', transfer('DBIT', parties('', side('NOTPROVIDED', 'Cdtr'))), undefined, undefined],
  ])('is %s', (_, text, name, account) => {
    const row = rowOf(text);
    expect([row.counterparty, row.counterpartyAccount]).toEqual([name, account]);
  });
});

describe('the description', () => {
  const remittance = (...pieces: string[]): string => `<RmtInf>${pieces.map((piece) => `<Ustrd>${piece}</Ustrd>`).join('')}</RmtInf>`;
  it.each([
    ['joins lines by a blank', transfer('DBIT', remittance('Rechnung 12', 'Kunde 9')), 'Rechnung 12 Kunde 9'],
    ['goes on within a word that was cut at 35', transfer('DBIT', remittance('Rechnung vom zwoelften Februar Zweit', 'ausfertigung').replace('Zweit', 'Zwei')), 'Rechnung vom zwoelften Februar Zweiausfertigung'],
    ['keeps the blank at a cut', transfer('DBIT', remittance('Rechnung vom zwoelften Februar drei ', 'Seiten')), 'Rechnung vom zwoelften Februar drei Seiten'],
    ['does not repeat what the bank adds', transfer('DBIT', `${remittance('Rechnung 12')}<AddtlTxInf>RECHNUNG  12</AddtlTxInf>`, '<AddtlNtryInf>Overweisung Rechnung 12</AddtlNtryInf>'), 'Overweisung Rechnung 12'],
    ['tells why a payment came back', transfer('CRDT', `${remittance('Miete')}<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>closed</AddtlInf></RtrInf>`), 'Miete · AC04 closed'],
    ['holds the invoices and the references past the first', transfer('DBIT', '<RmtInf><Strd><RfrdDocInf><Nb>INV-100</Nb></RfrdDocInf><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd><Strd><CdtrRefInf><Ref>RF471234567890</Ref></CdtrRefInf></Strd></RmtInf>'), 'INV-100 · RF471234567890'],
    ['is that of the entry where there is none else', entry({ amount: '1', more: '<AddtlNtryInf> Zinsen &lt;Q1&gt; </AddtlNtryInf>' }), 'Zinsen <Q1>'],
    ['joins what a comment or CDATA parts', entry({ amount: '1', more: '<AddtlNtryInf>Kaffee<!-- x --> &amp; <![CDATA[<Kuchen>]]></AddtlNtryInf>' }), 'Kaffee & <Kuchen>'],
  ])('%s', (_, text, description) => expect(rowOf(text).description).toBe(description));
});

describe('references', () => {
  it('are kept, and the fillers are not', () => {
    expect(rowOf(transfer('DBIT', '<Refs><AcctSvcrRef>B1</AcctSvcrRef><EndToEndId>NOTPROVIDED</EndToEndId><MndtId>M1</MndtId><ChqNb>77</ChqNb></Refs>', '<NtryRef>5</NtryRef>'))).toMatchObject({ reference: 'B1', mandateId: 'M1', checkNumber: '77' });
    expect(rowOf(transfer('DBIT', '<Refs><EndToEndId>E1</EndToEndId></Refs>', '<NtryRef>5</NtryRef>'))).toMatchObject({ reference: '5', endToEndId: 'E1' });
    expect(rowOf(transfer('DBIT', '<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>'))).not.toHaveProperty('endToEndId');
  });

  it('of an entry that stays one row are the bank’s id before the entry’s number', () => {
    const both = '<NtryRef>5</NtryRef><AcctSvcrRef>B9</AcctSvcrRef>';
    const parts = (amount: string): string => `<NtryDtls>${`<TxDtls><Amt Ccy="EUR">${amount}</Amt></TxDtls>`.repeat(2)}</NtryDtls>`;
    const references = (text: string): unknown => readCamtText(message(statement(text))).rows.map(({ reference, batchReference }) => [reference, batchReference]);
    expect(references(entry({ amount: '12', more: both }) + transfer('DBIT', '<Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs>', both) + entry({ amount: '12', more: both + parts('5') }))).toEqual([['B9', undefined], ['B9', undefined], ['B9', undefined]]);
  });

  it('of a batch stand beside those of its payments', () => {
    const parts = ['<Refs><AcctSvcrRef>T1</AcctSvcrRef></Refs>', '<Refs><TxId>X2</TxId></Refs>', ''].map((more) => `<TxDtls>${more}<Amt Ccy="EUR">4</Amt></TxDtls>`).join('');
    const references = (more: string): unknown => readCamtText(message(statement(entry({ amount: '12', more: `${more}<NtryDtls>${parts}</NtryDtls>` })))).rows.map(({ reference, batchReference }) => [reference, batchReference]);
    expect(references('<NtryRef>5</NtryRef><AcctSvcrRef>B9</AcctSvcrRef>')).toEqual([['T1', 'B9'], ['X2', 'B9'], ['B9', 'B9']]);
    expect(references('<NtryRef>5</NtryRef>')).toEqual([['T1', '5'], ['X2', '5'], ['5', '5']]);
    expect(references('')).toEqual([['T1', undefined], ['X2', undefined], [undefined, undefined]]);
  });
});

describe('codes', () => {
  const own = (code: string, issuer = ''): string => `<BkTxCd><Prtry><Cd>${code}</Cd>${issuer && `<Issr>${issuer}</Issr>`}</Prtry></BkTxCd>`;
  it.each([
    ['<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>', ['iso20022:PMNT-RCDT-ESCT'], undefined],
    [own('NTRF+166+9310'), ['gvc:166', 'swift:TRF'], 'NTRF+166+9310'], [own('166', 'DK'), ['gvc:166'], '166'], [own('166', 'RABOBANK'), undefined, '166'], [own('544'), undefined, '544'], [own('NMSC', 'SWIFT'), ['swift:MSC'], 'NMSC'], ['<BkTxCd/>', undefined, undefined],
  ])('of %s', (more, bankCodes, type) => expect([rowOf(entry({ amount: '1', more })).bankCodes, rowOf(entry({ amount: '1', more })).type]).toEqual([bankCodes, type]));

  it('of the transaction stand before those of its entry, the purpose first', () => {
    const row = rowOf(transfer('CRDT', `<BkTxCd><Prtry><Cd>NDDT+171</Cd><Issr>DK</Issr></Prtry></BkTxCd><Purp><Cd>SALA</Cd></Purp>`, '<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn><Prtry><Cd>192</Cd><Issr>DK</Issr></Prtry></BkTxCd>'));
    expect(row.bankCodes).toEqual(['purpose:SALA', 'gvc:171', 'swift:DDT', 'iso20022:PMNT-RCDT-ESCT']);
  });

  it.each([
    '<CardTx><Tx><Indv><TxCtgy>5411</TxCtgy></Indv></Tx></CardTx>', '<CardTx><POI><MrchntCtgyCd>5411</MrchntCtgyCd></POI></CardTx>', '<Refs><Prtry><Tp>MCC</Tp><Ref>5411</Ref></Prtry></Refs>',
    '<RltdPties><Cdtr><Pty><Id><OrgId><Othr><Id>5411</Id><SchmeNm><Prtry>MCC</Prtry></SchmeNm></Othr></OrgId></Id></Pty></Cdtr></RltdPties>',
  ])('hold the merchant category in %s', (details) => expect(rowOf(transfer('DBIT', details)).mcc).toBe('5411'));
  it('take no other four digits for a merchant category', () => expect(rowOf(transfer('DBIT', '<CardTx><Card><PlainCardData><PAN>1234</PAN></PlainCardData></Card></CardTx><Refs><Prtry><Tp>X</Tp><Ref>5411</Ref></Prtry></Refs>'))).not.toHaveProperty('mcc'));
});

describe('the original amount', () => {
  it.each([
    ['what was instructed', '<AmtDtls><InstdAmt><Amt Ccy="USD">15</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">12</Amt><CcyXchg><XchgRate>1.25</XchgRate></CcyXchg></TxAmt></AmtDtls>', { amount: -1500, currency: 'USD', rate: '1.25' }],
    ['its countervalue', '<AmtDtls><CntrValAmt><Amt Ccy="JPY">1500</Amt></CntrValAmt></AmtDtls>', { amount: -1500, currency: 'JPY' }],
    ['the transaction’s', '<Amt Ccy="SEK">130.5</Amt>', { amount: -13050, currency: 'SEK' }],
    ['none in the same currency', '<AmtDtls><InstdAmt><Amt Ccy="EUR">12</Amt></InstdAmt></AmtDtls>', undefined], ['none of zero', '<Amt Ccy="SEK">0</Amt>', undefined],
  ])('is %s', (_, details, original) => expect(rowOf(transfer('DBIT', details)).original).toEqual(original));
});

describe('the bank', () => {
  const account = (iban: string, institution: string): string => `<Acct><Id><IBAN>${iban}</IBAN></Id><Ccy>EUR</Ccy><Svcr><FinInstnId>${institution}</FinInstnId></Svcr></Acct>`;
  const bankOf = (...accounts: string[]): unknown => {
    const { source, rows } = readCamtText(message(accounts.map((one) => statement(entry({ amount: '1' }), one)).join('')));
    return [source.bank, source.country, rows.map((row) => row.account)];
  };
  it('is that of all accounts: by name, by a known BIC, by the BIC itself, or none', () => {
    expect(bankOf(account('DE89370400440532013000', '<BICFI>COBADEFFXXX</BICFI><Nm>Commerzbank Köln</Nm>'))).toEqual(['Commerzbank Köln', 'DE', ['DE89370400440532013000']]);
    expect(bankOf(account('NO9386011117947', '<BIC>DNBANOKK</BIC>'), account('NO9386011117948', '<BIC>DNBANOKKXXX</BIC>'))).toEqual(['DNB', 'NO', ['NO9386011117947', 'NO9386011117948']]);
    expect(bankOf(account('XK051212012345678906', '<BIC>ZZZZXKPRXXX</BIC>'))).toEqual(['ZZZZXKPR', 'XK', ['XK051212012345678906']]);
    expect(bankOf(account('NO9386011117947', '<BIC>DNBANOKK</BIC>'), account('FI2112345600000785', '<BIC>OKOYFIHH</BIC>'))).toEqual([undefined, undefined, ['NO9386011117947', 'FI2112345600000785']]);
  });
});
