/** `/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…`: words between slashes, as Dutch banks write `:86:` (ABN AMRO, ING, Rabobank). */
import { identification, type Information, parts, told, without } from './information.ts';

const WORDS = /\/(TRTP|TRCD|CNTP|BENM|ORDP|ULTB|ULTC|ULTD|NAME|IBAN|BIC|ACCW|ADDR|ID|CSID|MARF|EREF|PREF|IREF|RREF|REMI|PURP|RTRN|ISDT|OCMT|EXCH|CHGS|SVCL|BUSP|NRTX|INIT|SWOC)(?=\/)/g;
/** A text is written by words when one of these stands at its beginning or a remittance is named in it. */
const WRITTEN = /^\/(?:TRTP|TRCD|CNTP|BENM|ORDP|EREF|MARF|PREF|RTRN|REMI|IBAN|NAME|CSID|PURP)\/|\/REMI\//;

/** Text of `:86:` -> what it tells; undefined when it is not written so. */
export function slashedWords(text: string): Information | undefined {
  if (!WRITTEN.test(text)) return undefined;
  const words = new Map<string, string>();
  const found = [...text.matchAll(WORDS)];
  for (const [index, { 1: word = '', index: at, 0: whole }] of found.entries()) {
    const end = found[index + 1]?.index ?? text.length;
    const value = text.slice(Math.min(end, at + whole.length + 1), end);
    // The name behind an ultimate party is not the counterparty's.
    if (!words.has(word)) words.set(word, value);
  }
  const [iban = '', , name = ''] = (words.get('CNTP') ?? '').split('/');
  const remittance = remittanceOf(words.get('REMI') ?? '');
  const purpose = /(?:^|\/)([A-Z]{4})(?:\/|$)/.exec(words.get('PURP') ?? '')?.[1];
  return told({
    description: parts([text.slice(0, found[0]?.index ?? 0), remittance.text, remittance.text === '' && !remittance.reference ? plain(words.get('RTRN')) : undefined]),
    counterparty: plain(words.get('NAME')) || name.trim(), counterpartyAccount: plain(words.get('IBAN')) || plain(words.get('ACCW')) || iban.trim(),
    type: plain(words.get('TRTP')), purpose, endToEndId: identification(plain(words.get('EREF'))),
    mandateId: identification(plain(words.get('MARF'))), creditorReference: remittance.reference,
  });
}

const plain = (value: string | undefined): string => (value === undefined ? '' : without('/', value));

/** "USTD//text/" is free text, "STRD/CUR/reference/" a structured reference; without either, all is text. */
function remittanceOf(value: string): { readonly text: string; readonly reference?: string } {
  const [, kind, rest = ''] = /^\/*(USTD|STRD)\/(.*)$/s.exec(value) ?? [];
  if (kind === undefined) return { text: plain(value) };
  if (kind === 'USTD') return { text: plain(rest) };
  const reference = plain(rest.replace(/^\/*(?:CUR|ISO|CCUR|RF)\//, ''));
  return reference === '' ? { text: '' } : { text: reference, reference };
}
