/** Texts of a CAMT entry: remittance information and what the bank adds. */
import type { XmlElement } from '../statements/xml.ts';

/** Widths at which banks cut one text into several Ustrd elements (SEPA 140 characters, MT940 lines 27 and 35, two of these 70). */
const WIDTHS: ReadonlySet<number> = new Set([27, 35, 70, 140]);
/** So many parts are looked through for repetitions; no bank writes more. */
const COMPARED = 40;

/** Ustrd elements -> one text. A piece of a full width was cut by length, so the next goes on within its word; others are lines. */
function unstructured(pieces: readonly XmlElement[]): string {
  let joined = '';
  let wasCut = true;
  for (const { text } of pieces) {
    const piece = text.replace(/^[\r\n\t]+|[\r\n\t]+$/g, '');
    if (piece.trim() === '') continue;
    joined += wasCut ? piece : ` ${piece.trimStart()}`;
    wasCut = WIDTHS.has(piece.length);
    if (!wasCut) joined = joined.trimEnd();
  }
  return joined.trim();
}

/** Parts in order -> those that say something new: one that another holds is left out. */
export function withoutRepeating(parts: readonly (string | undefined)[]): string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === undefined || part === '') continue;
    if (kept.length >= COMPARED) {
      kept.push(part);
      continue;
    }
    const plain = comparable(part);
    if (kept.some((other) => holds(comparable(other), plain))) continue;
    for (let at = kept.length - 1; at >= 0; at--) if (holds(plain, comparable(kept[at]!))) kept.splice(at, 1);
    kept.push(part);
  }
  return kept;
}

/** A few letters or digits stand in many a longer text by chance. */
const holds = (long: string, short: string): boolean => long === short || (short.length >= 6 && long.includes(short));
const comparable = (text: string): string => text.replace(/\s+/g, '').toLowerCase();

export interface Remittance {
  readonly texts: readonly string[];
  readonly creditorReference: string | undefined;
}

/** TxDtls -> its texts, and the structured reference of the creditor (KID, OCR, RF, QR). */
export function remittance(details: XmlElement): Remittance {
  const information = details.child('RmtInf');
  const texts: (string | undefined)[] = [unstructured(information?.all('Ustrd') ?? [])];
  const references: string[] = [];
  for (const structured of information?.all('Strd') ?? []) {
    const reference = structured.textAt('CdtrRefInf', 'Ref');
    if (reference !== undefined && reference !== 'NOTPROVIDED' && !references.includes(reference)) references.push(reference);
    for (const document of structured.all('RfrdDocInf')) texts.push(document.textAt('Nb'));
    for (const added of structured.all('AddtlRmtInf')) texts.push(added.text.trim());
  }
  // a payment of several invoices: the row has room for one reference, the others are text
  texts.push(...references.slice(1), details.textAt('AddtlTxInf'), returnReason(details.child('RtrInf')));
  return { texts: withoutRepeating(texts), creditorReference: references[0] };
}

/** RtrInf -> why a payment came back: the code and the words. */
function returnReason(element: XmlElement | undefined): string | undefined {
  if (!element) return undefined;
  const code = element.textAt('Rsn', 'Cd') ?? element.textAt('Rsn', 'Prtry');
  return [code, ...element.all('AddtlInf').map(({ text }) => text.trim())].filter(Boolean).join(' ') || undefined;
}
