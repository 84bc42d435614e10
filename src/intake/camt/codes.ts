/** Codes of a CAMT entry: bank transaction code (BkTxCd), purpose and merchant category. */
import type { XmlElement } from '../statements/xml.ts';

export interface Codes {
  /** As `Row.bankCodes`, surest first. */
  readonly bankCodes: readonly string[];
  /** The bank's own code, as written. */
  readonly type: string | undefined;
}

/** Geschäftsvorfallcode in a German code, "NTRF+166+9310+997" or "166+00931": Deutsche Kreditwirtschaft, DFÜ-Abkommen, Anlage 3. */
const GVC = /^(?:[NFS][A-Z0-9]{3}\+)?(\d{3})(?:\+|$)/;
/** Transaction type of the :61: field of MT940, N, F or S and three letters or digits: SWIFT MT940 field specifications. */
const SWIFT = /^[NFS]([A-Z][A-Z0-9]{2})(?:\+|$)/;

/** BkTxCd -> its codes. */
export function bankCodes(element: XmlElement | undefined): Codes {
  const codes: string[] = [];
  const family = element?.at('Domn', 'Fmly');
  const domain = [element?.textAt('Domn', 'Cd'), family?.textAt('Cd'), family?.textAt('SubFmlyCd')].filter((part) => part !== undefined);
  if (domain.length > 0) codes.push(`iso20022:${domain.join('-')}`);
  const own = element?.textAt('Prtry', 'Cd');
  const issuer = element?.textAt('Prtry', 'Issr')?.toUpperCase();
  const gvc = own === undefined ? undefined : GVC.exec(own)?.[1];
  // three digits alone are a code of some bank, unless a German issuer stands beside
  if (gvc && (issuer === 'ZKA' || issuer === 'DK' || (issuer === undefined && own!.includes('+')))) codes.push(`gvc:${gvc}`);
  const swift = own === undefined ? undefined : SWIFT.exec(own)?.[1];
  if (swift) codes.push(`swift:${swift}`);
  return { bankCodes: codes, type: own };
}

/** Codes of a transaction and of its entry -> one of each scheme, the transaction's own first: the entry's may be of a batch. */
export function mergedCodes({ bankCodes: own }: Codes, { bankCodes: entry }: Codes): readonly string[] {
  if (own.length === 0 || own === entry) return entry;
  const schemeOf = (code: string): string => code.slice(0, code.indexOf(':'));
  return [...own, ...entry.filter((code) => !own.some((other) => schemeOf(other) === schemeOf(code)))];
}

/** TxDtls -> the purpose as a code of the scheme `purpose`. */
export function purposeCode(details: XmlElement): string | undefined {
  const code = details.textAt('Purp', 'Cd');
  return code === undefined ? undefined : `purpose:${code}`;
}

/** MrchntCtgyCd, or TxCtgy, which ISO 20022 defines as "category code conform to ISO 18245". */
const MCC_NAMES: ReadonlySet<string> = new Set(['MrchntCtgyCd', 'TxCtgy', 'MCC']);

/** TxDtls or Ntry -> merchant category code of a card purchase: four digits. Also where it stands as another identification of the scheme MCC. */
export function merchantCategory(element: XmlElement): string | undefined {
  for (const child of element.children) {
    const found = inCard(child);
    if (found) return found;
  }
  return undefined;
}

const PLACES: ReadonlySet<string> = new Set(['CardTx', 'RltdPties', 'Refs']);
const inCard = (element: XmlElement): string | undefined => (PLACES.has(element.name) ? search(element) : undefined);

/** Depth first; the depth is bounded by the reader. */
function search(element: XmlElement): string | undefined {
  const text = element.text.trim();
  if (MCC_NAMES.has(element.name) && /^\d{4}$/.test(text)) return text;
  if (element.name === 'Othr' || element.name === 'Prtry') {
    const scheme = element.textAt('SchmeNm', 'Prtry') ?? element.textAt('SchmeNm', 'Cd') ?? element.textAt('Tp');
    const id = element.textAt('Id') ?? element.textAt('Ref');
    if (scheme?.toUpperCase() === 'MCC' && id && /^\d{4}$/.test(id)) return id;
  }
  for (const child of element.children) {
    const found = search(child);
    if (found) return found;
  }
  return undefined;
}
