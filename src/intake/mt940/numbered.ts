/**
 * `166?00GUTSCHRIFT?20SVWZ+Miete?31DE…?32Name`: numbered fields behind a business code, as German, Austrian, Polish and
 * Hungarian banks write `:86:` (Deutsche Kreditwirtschaft, DFÜ-Abkommen, annex 3); the separator is any sign.
 */
import { identification, type Information, parts, told } from './information.ts';
import { SEPA_WORD, sepaWords } from './sepa-words.ts';

/** Letters that one numbered field holds; a text that goes on was cut there. */
const FIELD = 27;
const BEGIN = /^(\d{3})?([^\p{L}\p{N}\s/:;,.()-])(?=00|10|2\d|3[0-4])/u;
/** One sign alone marks an empty field at Polish banks (0xFF in their code pages). */
const EMPTY = /^[˙ÿ˛\u00a0]$/;

/** Fields of remittance information, in order. */
const REMITTANCE = [20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69];

/** Joined lines of `:86:` -> what they tell; undefined when they are not numbered. */
export function numberedFields(text: string): Information | undefined {
  const [head, code, separator] = BEGIN.exec(text) ?? [];
  if (head === undefined || separator === undefined) return undefined;
  const fields = split(text, separator, head.length - separator.length);
  if (code === undefined && fields.count < 2) return undefined;
  const { texts } = fields;
  const other = otherSide(texts);
  const remittance = REMITTANCE.filter((number) => texts[number] !== undefined && !other.fields.includes(number)).map((number) => texts[number]!);
  const together = remittance.join('');
  const sepa = SEPA_WORD.test(together) ? sepaWords(mended(remittance)) : undefined;
  const posting = texts[0]?.trim();
  const number = (texts[38] ?? texts[31] ?? other.account ?? '').replaceAll(' ', '');
  const bank = texts[30]?.trim() ?? '';
  const domestic = /^\d{8}$/.test(bank) && /^0*[1-9]\d*$/.test(number) && texts[38] === undefined ? `${bank}/${number}` : number;
  return told({
    description: parts([...(sepa ? sepa.texts : [lines(remittance)]), lines([texts[70] ?? '', texts[71] ?? ''])]),
    counterparty: other.name ?? lines([texts[32] ?? '', isAddress(texts) ? '' : texts[33] ?? '']).replace(/ {2,}/g, ' '),
    counterpartyAccount: /[1-9]/.test(domestic) ? domestic : sepa?.iban,
    type: posting && /\p{L}{3}/u.test(posting) ? posting : undefined,
    businessCode: code, purpose: sepa?.purpose, endToEndId: identification(sepa?.endToEndId), mandateId: identification(sepa?.mandateId),
  });
}

/** An account of a Polish bank (NRB), with or without its country. */
const POLISH_ACCOUNT = /^(?:PL)?\d{26}$/;

/**
 * Fields that are remittance information in Germany and tell of the other side at some Polish banks: 29 where it is nothing
 * but an account, 27 a name and 28 its address where a gap parts them from the text and no field 32 names anyone.
 */
function otherSide(texts: readonly string[]): { readonly fields: readonly number[]; readonly name?: string; readonly account?: string } {
  const account = texts[29]?.replaceAll(' ', '');
  const hasAccount = account !== undefined && POLISH_ACCOUNT.test(account);
  const name = texts[27]?.trim() ?? '';
  const isNamed = !texts[32]?.trim() && !texts[26]?.trim() && /\p{L}{2}/u.test(name);
  return { fields: [...(isNamed ? [27, 28] : []), ...(hasAccount ? [29] : [])], ...(isNamed ? { name } : {}), ...(hasAccount ? { account } : {}) };
}

/** True where field 33 is the address of the one whom 32 names: at Polish banks, which write the IBAN into 38, a name that does not fill its field has ended. */
const isAddress = (texts: readonly string[]): boolean => /^PL\d{26}$/.test(texts[38]?.trim() ?? '') && (texts[32]?.length ?? FIELD) < FIELD;

/** Texts by number. */
interface Fields { readonly texts: string[]; count: number }

/** Fields by number. Numbers only rise (a lower one is text, as in "was?10 Euro"), except that 30 to 38 may stand behind 60 to 69. */
function split(text: string, separator: string, from: number): Fields {
  const fields: Fields = { texts: [], count: 0 };
  let number = -1;
  let begin = from;
  for (let at = text.indexOf(separator, from); at >= 0; at = text.indexOf(separator, at + 1)) {
    const next = numberAt(text, at + 1);
    if (next < 0 || !(next > number || (number >= 60 && number < 70 && next >= 30 && next < 39 && fields.texts[next] === undefined))) continue;
    if (number >= 0) keep(fields, number, text.slice(begin, at));
    number = next;
    begin = at + 3;
  }
  if (number >= 0) keep(fields, number, text.slice(begin));
  return fields;
}

function keep(fields: Fields, number: number, text: string): void {
  const value = text.length === 1 && EMPTY.test(text) ? '' : text;
  fields.count++;
  fields.texts[number] = value;
}

/** Two digits that number a field -> the number, else -1. */
function numberAt(text: string, at: number): number {
  const number = (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
  const isNumbered = number === 0 || number === 10 || number === 11 || (number >= 20 && number < 40) || (number >= 60 && number < 72);
  return isNumbered && text.charCodeAt(at + 1) >= 48 && text.charCodeAt(at + 1) <= 57 ? number : -1;
}

/** Lines of their own: one that is full goes on in the next, a shorter one ended there. */
function lines(chunks: readonly string[]): string {
  let text = '';
  for (const [index, chunk] of chunks.entries()) {
    const next = chunks[index + 1];
    text += chunk.length >= FIELD || chunk.endsWith(' ') || chunk === '' || next === undefined || next.startsWith(' ') ? chunk : `${chunk} `;
  }
  return text.trim();
}

/** Text with SEPA words runs on without a blank from field to field; one letter short of full means that a blank was cut off. */
function mended(chunks: readonly string[]): string {
  let text = '';
  for (const [index, chunk] of chunks.entries()) text += chunk.length === FIELD - 1 && index < chunks.length - 1 ? `${chunk} ` : chunk;
  return text;
}
