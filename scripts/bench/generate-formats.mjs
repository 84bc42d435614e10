/** `node scripts/bench/generate-formats.mjs <format> <file> <rows>`: the same transactions in every statement format, of any length, in flat memory but for workbooks. */
import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { utils, write } from '@e965/xlsx';
import { pathToFileURL } from 'node:url';
import { dice } from '../dice.mjs';

const FIRST_DAY = Date.UTC(2016, 0, 1);
const DAYS = 3652;
const SHOPS = ['REMA 1000', 'KIWI 471', 'COOP EXTRA', 'MENY', 'CIRCLE K', 'APOTEK 1', 'NARVESEN', 'CLAS OHLSON', 'IKEA', 'XXL'];
const PLACES = ['TORSHOV', 'SINSEN', 'STORO', 'BISLETT', 'MAJORSTUEN', 'NYDALEN', 'BRYN', 'SKOYEN', 'TOYEN', 'FROGNER'];

/** Ten years of purchases, oldest first. */
function* facts(count) {
  const roll = dice(1);
  for (let row = 0; row < count; row++) {
    const iso = new Date(FIRST_DAY + Math.floor((row * DAYS) / count) * 86_400_000).toISOString().slice(0, 10);
    const minor = roll() < 0.95 ? -Math.round(2_900 + 97_000 * roll() * roll()) : Math.round(100_000 + 900_000 * roll());
    yield { row, iso, minor, text: `${SHOPS[Math.floor(roll() * SHOPS.length)]} ${PLACES[Math.floor(roll() * PLACES.length)]} ${100 + Math.floor(roll() * 800)}` };
  }
}
const decimal = (minor, mark = '.') => `${minor < 0 ? '-' : ''}${Math.floor(Math.abs(minor) / 100)}${mark}${`${Math.abs(minor) % 100}`.padStart(2, '0')}`;
const dmy = (iso) => iso.split('-').reverse().join('.');
const compact = (iso) => iso.replaceAll('-', '');

/** Head, one record, foot of each text format. */
const FORMATS = {
  csv: ['Dato;Tekst;Beløp;Saldo;Status;Avstemt\r\n', ({ iso, minor, text }) => `${dmy(iso)};${text};${decimal(minor, ',')};;Utført;Nei\r\n`, ''],
  ofx: [
    'OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NOK\r\n<BANKACCTFROM><BANKID>1<ACCTID>15031234567<ACCTTYPE>CHECKING</BANKACCTFROM>\r\n<BANKTRANLIST>\r\n',
    ({ row, iso, minor, text }) => `<STMTTRN>\r\n<TRNTYPE>${minor < 0 ? 'DEBIT' : 'CREDIT'}\r\n<DTPOSTED>${compact(iso)}120000\r\n<TRNAMT>${decimal(minor)}\r\n<FITID>${compact(iso)}${row}\r\n<NAME>${text}\r\n<MEMO>*1234 ${text}\r\n</STMTTRN>\r\n`,
    '</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\r\n',
  ],
  camt: [
    '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId><CreDtTm>2026-01-01T00:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id><CreDtTm>2026-01-01T00:00:00</CreDtTm><Acct><Id><IBAN>NO9386011117947</IBAN></Id><Ccy>NOK</Ccy></Acct>\n',
    ({ row, iso, minor, text }) => `<Ntry><Amt Ccy="NOK">${decimal(Math.abs(minor))}</Amt><CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>${iso}</Dt></BookgDt><ValDt><Dt>${iso}</Dt></ValDt><AcctSvcrRef>${row}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>CCRD</Cd><SubFmlyCd>POSD</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>E${row}</EndToEndId></Refs><RltdPties><Cdtr><Nm>${text.replaceAll('&', '&amp;')}</Nm></Cdtr></RltdPties><RmtInf><Ustrd>*1234 ${text.replaceAll('&', '&amp;')}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n`,
    '</Stmt></BkToCstmrStmt></Document>\n',
  ],
  mt940: [
    ':20:STARTUMSE\r\n:25:20041133/0000123456\r\n:28C:1/1\r\n:60F:C160101NOK0,00\r\n',
    ({ row, iso, minor, text }) => `:61:${compact(iso).slice(2)}${compact(iso).slice(4)}${minor < 0 ? 'D' : 'C'}${decimal(Math.abs(minor), ',')}NMSC${row}\r\n:86:105?00KARTENZAHLUNG?20EREF+E${row}?21SVWZ+${text.slice(0, 22)}?32${text}\r\n`,
    ':62F:C251231NOK0,00\r\n-\r\n',
  ],
  qif: ['!Type:Bank\n', ({ iso, minor, text }) => `D${iso}\nT${decimal(minor)}\nP${text}\nMKort *1234\n^\n`, ''],
  html: ['<html><body><table><tr><th>Dato</th><th>Tekst</th><th>Beløp</th><th>Saldo</th><th>Status</th><th>Avstemt</th></tr>\n', ({ iso, minor, text }) => `<tr><td>${dmy(iso)}</td><td>${text.replaceAll('&', '&amp;')}</td><td>${decimal(minor, ',')}</td><td></td><td>Utført</td><td>Nei</td></tr>\n`, '</table></body></html>\n'],
};

/** Writes `count` transactions in a format (a member of FORMATS, `xlsx` or `xls`). */
function writeInFormat(format, path, count) {
  if (format === 'xlsx' || format === 'xls') {
    const rows = [['Dato', 'Tekst', 'Beløp', 'Saldo', 'Status', 'Avstemt']];
    for (const { iso, minor, text } of facts(count)) rows.push([dmy(iso), text, minor / 100, '', 'Utført', 'Nei']);
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), 'Konto');
    writeFileSync(path, write(book, { type: 'buffer', bookType: format === 'xls' ? 'biff8' : 'xlsx', compression: true }));
    return;
  }
  const [head, record, foot] = FORMATS[format];
  const file = openSync(path, 'w');
  let buffer = head;
  for (const fact of facts(count)) {
    buffer += record(fact);
    if (buffer.length < 1 << 20) continue;
    writeSync(file, buffer);
    buffer = '';
  }
  writeSync(file, buffer + foot);
  closeSync(file);
}

// A process of its own: what a workbook takes to be written would count as the peak of every process started after it.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [format, path, count] = process.argv.slice(2);
  writeInFormat(format, path, Number(count));
}
