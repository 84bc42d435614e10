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

/** Joined lines of `:86:` -> what they tell; undefined when they are not numbered. */
export function numberedFields(text: string): Information | undefined {
  const [head, code, separator] = BEGIN.exec(text) ?? [];
  if (head === undefined || separator === undefined) return undefined;
  const fields = split(text, separator, head.length - separator.length);
  if (code === undefined && fields.count < 2) return undefined;
  const { texts, remittance } = fields;
  const together = remittance.join('');
  const sepa = SEPA_WORD.test(together) ? sepaWords(mended(remittance)) : undefined;
  const posting = texts[0]?.trim();
  const number = (texts[38] ?? texts[31] ?? '').replaceAll(' ', '');
  const bank = texts[30]?.trim() ?? '';
  const domestic = /^\d{8}$/.test(bank) && /^0*[1-9]\d*$/.test(number) && texts[38] === undefined ? `${bank}/${number}` : number;
  return told({
    description: parts([...(sepa ? sepa.texts : [lines(remittance)]), lines([texts[70] ?? '', texts[71] ?? ''])]),
    counterparty: lines([texts[32] ?? '', texts[33] ?? '']).replace(/ {2,}/g, ' '),
    counterpartyAccount: /[1-9]/.test(domestic) ? domestic : sepa?.iban,
    type: posting && /\p{L}{3}/u.test(posting) ? posting : undefined,
    businessCode: code, purpose: sepa?.purpose, endToEndId: identification(sepa?.endToEndId), mandateId: identification(sepa?.mandateId),
  });
}

/** Texts by number, and those of them that are remittance information (20 to 29, 60 to 69), in order. */
interface Fields { readonly texts: string[]; readonly remittance: string[]; count: number }

/** Fields by number. Numbers only rise (a lower one is text, as in "was?10 Euro"), except that 30 to 38 may stand behind 60 to 69. */
function split(text: string, separator: string, from: number): Fields {
  const fields: Fields = { texts: [], remittance: [], count: 0 };
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
  if ((number >= 20 && number < 30) || (number >= 60 && number < 70)) fields.remittance.push(value);
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
