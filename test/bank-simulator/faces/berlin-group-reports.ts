/** Rows as a statement: camt.053.001.08 (ISO 20022) and MT940 (SWIFT), as banks give them for download. */
import type { Day } from '../../../src/values/day.ts';
import { decimalText, minor } from '../../../src/values/money.ts';
import type { TrueAccount, View, ViewRow } from '../contract.ts';
import { rfc3339 } from '../oslo.ts';

/** `opening` and `closing` in minor units; rows oldest first. */
export interface Report {
  readonly account: TrueAccount; readonly view: View; readonly from: Day; readonly to: Day; readonly rows: readonly ViewRow[]; readonly pending: readonly ViewRow[];
  readonly opening: number; readonly closing: number; readonly created: number; readonly number: number;
}

const xml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const sizeOf = (amount: number, { currency }: View): string => decimalText(minor(Math.abs(amount)), currency);
const direction = (amount: number): string => (amount < 0 ? 'DBIT' : 'CRDT');

/** A whole message with one statement. */
export function camtReport(report: Report): string {
  const { account, view, from, to, created, number } = report;
  const entries = [...report.rows.map((row) => camtEntry(row, view, 'BOOK')), ...report.pending.map((row) => camtEntry(row, view, 'PDNG'))];
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M${number}</MsgId><CreDtTm>${rfc3339(created)}</CreDtTm></GrpHdr>
<Stmt><Id>S${number}</Id><CreDtTm>${rfc3339(created)}</CreDtTm><FrToDt><FrDtTm>${from}T00:00:00</FrDtTm><ToDtTm>${to}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><IBAN>${account.iban}</IBAN></Id><Ccy>${view.currency}</Ccy><Ownr><Nm>${xml(account.owner)}</Nm></Ownr><Svcr><FinInstnId><BICFI>${view.bic}</BICFI></FinInstnId></Svcr></Acct>
${camtBalance('OPBD', report.opening, from, view)}${camtBalance('CLBD', report.closing, to, view)}${entries.join('')}</Stmt>
</BkToCstmrStmt></Document>
`;
}

const camtBalance = (code: string, amount: number, day: Day, view: View): string =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="${view.currency}">${sizeOf(amount, view)}</Amt><CdtDbtInd>${direction(amount)}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>\n`;

function camtEntry(row: ViewRow, view: View, status: 'BOOK' | 'PDNG'): string {
  const [domain = '', family = '', sub = ''] = row.bankCode.split('-');
  const date = (name: string, day: Day | undefined): string => (day === undefined ? '' : `<${name}><Dt>${day}</Dt></${name}>`);
  const reference = row.ids.entryReference ?? row.ids.transactionId;
  const party = row.counterparty === undefined ? '' : `<RltdPties><${row.amount < 0 ? 'Cdtr' : 'Dbtr'}><Pty><Nm>${xml(row.counterparty)}</Nm></Pty></${row.amount < 0 ? 'Cdtr' : 'Dbtr'}></RltdPties>`;
  const lines = row.remittance.map((line) => `<Ustrd>${xml(line.slice(0, 140))}</Ustrd>`).join('');
  return `<Ntry>${reference === null ? '' : `<NtryRef>${xml(reference.slice(0, 35))}</NtryRef>`}<Amt Ccy="${view.currency}">${sizeOf(row.amount, view)}</Amt><CdtDbtInd>${direction(row.amount)}</CdtDbtInd><Sts><Cd>${status}</Cd></Sts>`
    + `${date('BookgDt', row.bookingDate ?? row.transactionDate)}${date('ValDt', row.valueDate)}<BkTxCd><Domn><Cd>${domain}</Cd><Fmly><Cd>${family}</Cd><SubFmlyCd>${sub}</SubFmlyCd></Fmly></Domn></BkTxCd>`
    + `<NtryDtls><TxDtls>${party}${lines === '' ? '' : `<RmtInf>${lines}</RmtInf>`}</TxDtls></NtryDtls></Ntry>\n`;
}

const short = (day: Day): string => day.slice(2).replaceAll('-', '');
const comma = (amount: number, view: View): string => sizeOf(amount, view).replace('.', ',');
/** The characters of SWIFT's set x; others are not to stand in an MT940. */
const swift = (text: string): string => text.replaceAll(/[æÆ]/g, 'AE').replaceAll(/[øØ]/g, 'O').replaceAll(/[åÅ]/g, 'A').replaceAll(/[^A-Za-z0-9/\-?:().,'+ ]/g, ' ').trim();

/** One message; reserved rows have no place in it. */
export function mt940Report(report: Report): string {
  const { account, view, from, to, number } = report;
  const balance = (tag: string, amount: number, day: Day): string => `:${tag}:${amount < 0 ? 'D' : 'C'}${short(day)}${view.currency}${comma(amount, view)}`;
  const entries = report.rows.flatMap((row) => [
    `:61:${short(row.valueDate ?? row.bookingDate ?? from)}${short(row.bookingDate ?? from).slice(2)}${row.amount < 0 ? 'D' : 'C'}${comma(row.amount, view)}NTRF${swift(row.ids.entryReference ?? 'NONREF').slice(0, 16) || 'NONREF'}`,
    `:86:${swift([row.counterparty ?? '', ...row.remittance].join(' ')).slice(0, 65)}`,
  ]);
  return [`:20:STMT${number}`, `:25:${account.iban}`, `:28C:${number % 100_000}/1`, balance('60F', report.opening, from), ...entries, balance('62F', report.closing, to), '-', ''].join('\r\n');
}
