/** Small OFX files for tests: a statement in SGML from what stands in it, read in memory. */
import { FailureError, type Failure } from '../../../src/errors.ts';
import type { RowBatch, StatementSource } from '../../../src/intake/rows.ts';
import type { StatementFile } from '../../../src/intake/statements/file.ts';
import { readOfx } from '../../../src/intake/statements/ofx.ts';
import type { Currency } from '../../../src/values/currency.ts';
import { err, type Result } from '../../../src/values/result.ts';

export const HEADER = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n';
export const ACCOUNT = '<BANKACCTFROM><BANKID>1<ACCTID>4711</BANKACCTFROM>';

/** What stands in the list -> a whole file; `around` stands in for currency and account, `behind` behind the list. */
export const statement = (list: string, { around = `<CURDEF>USD${ACCOUNT}`, behind = '' } = {}): string =>
  `${HEADER}<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS>${around}<BANKTRANLIST>${list}</BANKTRANLIST>${behind}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`;

/** One transaction; the fields are added to a date and an amount, which they may replace. */
export function transaction(fields: Record<string, string> = {}, inner = ''): string {
  const all = { DTPOSTED: '20260105', TRNAMT: '-1.00', ...fields };
  return `<STMTTRN>${Object.entries(all).map(([name, value]) => `<${name}>${value}`).join('\n')}${inner}</STMTTRN>\n`;
}

/** Text or bytes -> a file in memory: its first 128 bytes, which hold the header, then chunks of `size` bytes. */
export function inMemory(content: string | Uint8Array, size = 65_536): StatementFile {
  const bytes = Buffer.from(content as string);
  function* chunks(): Generator<Buffer, void, undefined> {
    yield bytes.subarray(0, 128);
    for (let at = 128; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return { name: 'statement.ofx', size: bytes.length, chunks };
}

/** Content -> source, or the failure that was returned or raised. Anything else that is thrown goes on. */
export function sourceOf(file: string | Uint8Array | StatementFile, options: { encoding?: string; currency?: Currency } = {}): Result<StatementSource, Failure> {
  try {
    return readOfx(typeof file === 'string' || file instanceof Uint8Array ? inMemory(file) : file, options);
  } catch (error) {
    if (error instanceof FailureError) return err(error.failure);
    throw error;
  }
}

/** Content -> all that its source gives, in one. */
export function read(file: string | Uint8Array | StatementFile, options: { encoding?: string; currency?: Currency } = {}): Required<Omit<RowBatch, 'ignored'>> & { readonly source: StatementSource } {
  const source = sourceOf(file, options);
  if (!source.ok) throw new Error(`${source.error.code} ${JSON.stringify(source.error)}`);
  const batches = [...source.value.batches()];
  return {
    source: source.value, rows: batches.flatMap((b) => b.rows), problems: batches.flatMap((b) => b.problems), pending: batches.flatMap((b) => b.pending),
    balances: batches.flatMap((b) => b.balances ?? []), leftOut: batches.flatMap((b) => b.leftOut ?? []),
  };
}

/** Content -> the failure's code and why; undefined where it can be read. */
export function failureOf(file: string | Uint8Array | StatementFile, options: { currency?: Currency } = {}): string | undefined {
  const source = sourceOf(file, options);
  if (source.ok) return undefined;
  return 'why' in source.error ? `${source.error.code}: ${source.error.why}` : source.error.code;
}
