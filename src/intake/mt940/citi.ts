/** `/PT/FT/PY/INVOICE 77/BN/ACME CORP`: words of two letters between slashes, as Citibank writes `:86:`. */
import { type Information, parts, told, without } from './information.ts';

/** Product type, payment details, remarks; beneficiary and payer (by order of); other parties and references. */
const WORDS = /\/(PT|PY|RK|BN|BO|BI|BA|OB|OI|OA|CR|TR|GI|AB)(?=\/)/g;

/** Text of `:86:` and whether the entry goes out -> what it tells; undefined when it does not begin with a product type. */
export function citiWords(text: string, isOut: boolean): Information | undefined {
  if (!/^\/PT\/[A-Z]{2}(?:\/|$)/.test(text)) return undefined;
  const words = new Map<string, string>();
  const found = [...text.matchAll(WORDS)];
  for (const [index, { 1: word = '', index: at }] of found.entries()) {
    const value = without('/', text.slice(at + word.length + 1, found[index + 1]?.index ?? text.length));
    if (!words.has(word)) words.set(word, value);
  }
  const [payee, payer] = [words.get('BN'), words.get('BO')];
  return told({ description: parts([words.get('PY'), words.get('RK')]), counterparty: isOut ? payee ?? payer : payer ?? payee });
}
