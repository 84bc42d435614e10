/** `/TRTP/SEPA OVERBOEKING/IBAN/…/NAME/…/REMI/…`: words between slashes, as Dutch banks write `:86:` (ABN AMRO, ING, Rabobank). */
import { identification, type Information, parts, told, without } from './information.ts';

const WORDS = /\/(TRTP|TRCD|CNTP|BENM|ORDP|ULTB|ULTC|ULTD|NAME|IBAN|BIC|ACCW|ADDR|ID|CSID|MARF|EREF|PREF|IREF|RREF|REMI|PURP|RTRN|ISDT|OCMT|EXCH|CHGS|SVCL|BUSP|NRTX|INIT|SWOC)(?=\/)/g;
/** A text is written by words when one of these stands at its beginning or a remittance is named in it. */
const WRITTEN = /^\/(?:TRTP|TRCD|CNTP|BENM|ORDP|EREF|MARF|PREF|RTRN|REMI|IBAN|NAME|CSID|PURP)\/|\/REMI\//;

/** Text of `:86:` and whether the entry goes out -> what it tells; undefined when it is not written so. */
export function slashedWords(text: string, isOut: boolean): Information | undefined {
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
  const [payer, payee] = [party(words.get('ORDP')), party(words.get('BENM'))];
  const other = isOut ? payee ?? payer : payer ?? payee;
  const remittance = remittanceOf(words.get('REMI') ?? '');
  const purpose = /(?:^|\/)([A-Z]{4})(?:\/|$)/.exec(words.get('PURP') ?? '')?.[1];
  return told({
    description: parts([text.slice(0, found[0]?.index ?? 0), remittance.text, remittance.text === '' && !remittance.reference ? plain(words.get('RTRN')) : undefined]),
    counterparty: plain(words.get('NAME')) || name.trim() || other?.name, counterpartyAccount: plain(words.get('IBAN')) || plain(words.get('ACCW')) || iban.trim() || other?.account,
    type: plain(words.get('TRTP')), purpose, endToEndId: identification(plain(words.get('EREF'))),
    mandateId: identification(plain(words.get('MARF'))), creditorReference: remittance.reference,
  });
}

/** "John Doe", "DE11222233334444555566/John Doe": a party without words of its own -> its name and account; undefined where it has some. */
function party(value: string | undefined): { readonly name: string; readonly account?: string } | undefined {
  const text = plain(value);
  if (text === '') return undefined;
  const account = /^(?:[A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{6,20})(?=\/)/.exec(text)?.[0];
  const [name = ''] = (account === undefined ? text : text.slice(account.length + 1)).split('/');
  return { name: name.trim(), ...(account === undefined ? {} : { account }) };
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
