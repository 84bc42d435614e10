/** `:86:` in plain words: what of it names the other side is told by how a bank begins it or labels it. */
import { identification, type Information, parts, told, unwrapped, without } from './information.ts';

/** ABN AMRO's labels stand in columns of 32 letters, mBank's behind semicolons, in large letters or small ones. */
const DUTCH = /(?:^|\s)(IBAN|BIC|Naam|Omschrijving|Kenmerk|Machtiging|Incassant|Betalingskenm\.): ?/g;
const POLISH = /(?:^|; ?)((?:Z|NA) RACH\.|OD|DLA|TYT\.|TNR): ?/gi;
const IS_DUTCH = /(?:^|\s)IBAN: ?(?=[A-Z]{2}\d{2}|\d{10})/;
const IS_POLISH = /(?:^|; ?)(?:(?:z|na) rach\.: ?(?=[A-Z]{2}\d{2}|\d{10})|tyt\.: ?)/i;
/** A Polish name goes on with the address behind two blanks, or behind one where a word for a street follows. */
const ADDRESS = / {2,}| (?=(?:ul|al|os|pl)\. )/i;
/** Account and name at the beginning: an IBAN (ASN), "12.34.56.789" and "GIRO 1234567" (ABN AMRO). */
const BEGINS = /^(?:([A-Z]{2}\d{2}[A-Z]{4}\d{6,20})|GIRO {1,6}(\d{3,9})|(\d{2}\.\d{2}\.\d{2}\.\d{3}))(?: +(\S.*))?$/;

/** Lines of `:86:` -> what they tell; the description is the whole text where nothing is certain. */
export function freeText(lines: readonly string[]): Information {
  const text = unwrapped(lines);
  if (IS_DUTCH.test(text)) return labelled(text, DUTCH);
  if (IS_POLISH.test(text)) return labelled(text, POLISH);
  const first = lines[0]!.trimEnd();
  const [begins, iban, giro, number, name] = BEGINS.exec(first) ?? [];
  // Behind a wide gap, or on the lines below, stands what the payment is about.
  const gap = name?.search(/\s{2,}/) ?? -1;
  if (begins === undefined || (name === undefined && lines.length === 1)) return told({ description: text });
  const rest = [gap >= 0 ? name!.slice(gap).trim() : '', lines.length > 1 ? unwrapped(lines.slice(1)) : ''].filter(Boolean).join(' ');
  return told({ description: rest, counterparty: gap >= 0 ? name!.slice(0, gap) : name, counterpartyAccount: iban ?? giro ?? number });
}

function labelled(text: string, label: RegExp): Information {
  const values = new Map<string, string>();
  const found = [...text.matchAll(label)];
  for (const [index, match] of found.entries()) {
    const value = without(';', text.slice(match.index + match[0].length, found[index + 1]?.index ?? text.length));
    const name = label === POLISH ? match[1]!.toUpperCase() : match[1]!;
    if (!values.has(name)) values.set(name, value);
  }
  const name = values.get('Naam')?.split(/ {2,}/)[0] ?? (values.get('OD') ?? values.get('DLA'))?.split(ADDRESS)[0];
  const about = values.get('Omschrijving') ?? values.get('TYT.');
  const head = without(';', text.slice(0, found[0]?.index ?? 0)).replace(/ {2,}/g, ' ');
  const account = values.get('IBAN') ?? values.get('NA RACH.') ?? values.get('Z RACH.');
  const [posting, ...others] = head.split('; ');
  return told({
    description: parts(about === undefined ? [head] : [about.replace(/ {2,}/g, ' '), others.join('; ')]), counterparty: name,
    counterpartyAccount: /^[A-Z0-9 ]+/.exec(account ?? '')?.[0].replaceAll(' ', ''),
    type: about === undefined ? undefined : posting,
    endToEndId: values.has('IBAN') ? identification(values.get('Kenmerk')) : undefined, mandateId: identification(values.get('Machtiging')),
  });
}
