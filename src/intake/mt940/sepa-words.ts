/** `EREF+… MREF+… SVWZ+…`: the words by which German banks part the remittance information of SEPA payments (DFÜ-Abkommen, annex 3). */

const WORDS = 'EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|PURP|RREF|PREF';
/** IBAN and BIC are words only before an IBAN or a BIC: people write them in their texts. */
const WORD = new RegExp(`(${WORDS})\\+|(?:(IBAN)\\+(?=[A-Z]{2}\\d{2})|(BIC)\\+(?=[A-Z]{6}))|(MTLG):`, 'g');

/** Words whose value is text. */
const TEXTS = new Set(['SVWZ', 'ABWA', 'ABWE', 'MTLG']);

/** Fits a text with a word in it. */
export const SEPA_WORD = new RegExp(`(?:${WORDS})\\+|^IBAN\\+|MTLG:`);

export interface SepaWords {
  /** What is text: that before the first word, SVWZ, the names of ABWA and ABWE, MTLG. */
  readonly texts: readonly string[];
  readonly endToEndId: string | undefined;
  readonly mandateId: string | undefined;
  /** Four letters of ISO 20022 ExternalPurpose1Code. */
  readonly purpose: string | undefined;
  readonly iban: string | undefined;
}

/** Joined remittance fields -> their words. The first of each word counts; another one of it is text. */
export function sepaWords(text: string): SepaWords {
  const texts: string[] = [];
  const values: Record<string, string> = {};
  let word = 'SVWZ';
  let begin = 0;
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); ; match = WORD.exec(text)) {
    const value = text.slice(begin, match?.index).trim();
    if (TEXTS.has(word) || values[word] !== undefined) texts.push(value);
    else values[word] = value;
    if (!match) break;
    word = match[1] ?? match[2] ?? match[3] ?? match[4]!;
    begin = WORD.lastIndex;
  }
  const { EREF: endToEndId, MREF: mandateId, PURP: purpose, IBAN: iban } = values;
  return { texts, endToEndId, mandateId, purpose: purpose !== undefined && /^[A-Z]{4}$/.test(purpose) ? purpose : undefined, iban };
}
