/** Writes small CAMT messages and reads them as the import does. */
import type { Failure } from '../../../src/errors.ts';
import { identify } from '../../../src/intake/identify.ts';
import type { PendingRow, Problem, Row, StatedBalance, StatementSource } from '../../../src/intake/rows.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import type { Currency } from '../../../src/values/currency.ts';

/** What a file is, is told by its first chunk. */
const HEAD = 600;
const ACCOUNT = '<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Eva Muster</Nm></Ownr></Acct>';

/** The elements of an entry -> Ntry, booked on 2026-02-01 unless told otherwise. */
export const entry = ({ amount, currency = 'EUR', direction = 'CRDT', status = '<Sts>BOOK</Sts>', dates = '<BookgDt><Dt>2026-02-01</Dt></BookgDt>', more = '' }: { amount: string; currency?: string; direction?: string; status?: string; dates?: string; more?: string }): string =>
  `<Ntry>\n<Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${direction}</CdtDbtInd>${status}${dates}${more}</Ntry>\n`;

/** An entry with one transaction. */
export const transfer = (direction: 'CRDT' | 'DBIT', details: string, more = ''): string => entry({ amount: '12', direction, more: `${more}<NtryDtls><TxDtls>${details}</TxDtls></NtryDtls>` });

/** Contents -> Stmt with an account in EUR. */
export const statement = (contents: string, account = ACCOUNT): string => `<Stmt><CreDtTm>2026-02-01T10:00:00</CreDtTm>${account}\n${contents}</Stmt>\n`;

/** Statements -> a whole message. */
export const message = (statements: string, root = 'BkToCstmrStmt'): string => `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><${root}>
<GrpHdr><MsgId>1</MsgId></GrpHdr>
${statements}</${root}></Document>`;

/** Bytes as a file, in chunks of a size after the first. */
export const fileOf = (bytes: Buffer, size = 65_536): StatementFile => ({
  name: 'statement.xml', size: bytes.length,
  * chunks() {
    yield bytes.subarray(0, HEAD);
    for (let at = HEAD; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

/** The text of a message -> everything in it. Throws where the file fails. */
export function readCamtText(text: string | Buffer, currency?: Currency): { source: StatementSource; rows: Row[]; pending: PendingRow[]; problems: Problem[]; balances: StatedBalance[]; leftOut: string[]; ignored: number } {
  const source = identify(fileOf(Buffer.from(text)), { userProfiles: [], ...(currency ? { currency } : {}) });
  if (!source.ok) throw new Error(JSON.stringify(source.error));
  const batches = [...source.value.batches()];
  return {
    source: source.value, rows: batches.flatMap(({ rows }) => rows), pending: batches.flatMap(({ pending }) => pending), problems: batches.flatMap(({ problems }) => problems),
    balances: batches.flatMap(({ balances }) => balances ?? []), leftOut: batches.flatMap(({ leftOut }) => leftOut ?? []), ignored: batches.reduce((sum, { ignored }) => sum + ignored, 0),
  };
}

/** The text of a message -> the failure of the file. Throws where it can be read. */
export function camtFailure(text: string | Buffer): Failure {
  const source = identify(fileOf(Buffer.from(text)), { userProfiles: [] });
  if (source.ok) throw new Error('it can be read');
  return source.error;
}
