/** An entry and what the bank tells of it -> a row. */
import type { Currency } from '../../values/currency.ts';
import type { Row } from '../rows.ts';
import type { OwnAccount } from './account.ts';
import { type Entry, originalIn } from './entry.ts';
import { type Information, parts } from './information.ts';
import { nsLines } from './ns-lines.ts';
import { informationOf } from './read-information.ts';

/** A row while it is put together. */
type Written = { -readonly [K in keyof Row]: Row[K] };

/** What stands below a `:61:`, as lines. */
export interface Below { readonly information: readonly string[]; readonly ns: readonly string[] }

/** Entry -> row. The booking date is the entry date, where there is none the value date. */
export function rowOf(entry: Entry, below: Below, account: OwnAccount | undefined, currency: Currency): Row {
  const { line, code, customerReference, bankReference, valueDate, amount, details } = entry;
  const { information: lines } = below;
  const information = lines.length > 0 ? informationOf(lines, amount < 0) : below.ns.length > 0 ? nsLines(below.ns) : undefined;
  const note = details === '' ? undefined : detailsText(details);
  const text = textInReferences(entry, lines);
  const type = information?.type ?? (lines.length === 0 ? undefined : [note, postingText(customerReference)].find((one) => one !== undefined && isNews(one, information)));
  const isNoted = note === undefined || note === type || says(information, note);
  const own = text === undefined ? customerReference : `${customerReference ?? ''} ${text}`;
  const description = !information ? parts([own, note]) : isNoted ? information.description : parts([information.description, note]);
  const row: Written = { line, bookingDate: entry.entryDate ?? valueDate, valueDate, amount, currency, description };
  const number = counterpartyAccount(information, entry, account);
  const codes = bankCodes(information, code, account?.country);
  const original = details.includes('OCMT/') || lines.some((one) => one.includes('OCMT/')) ? originalIn(`${details}${lines.join('')}`, amount, currency) : undefined;
  if (information?.counterparty) row.counterparty = information.counterparty;
  if (number) row.counterpartyAccount = number;
  if (bankReference && text === undefined) row.reference = bankReference;
  if (account) row.account = account.number;
  if (type) row.type = type;
  if (codes.length > 0) row.bankCodes = codes;
  if (information?.endToEndId) row.endToEndId = information.endToEndId;
  if (information?.mandateId) row.mandateId = information.mandateId;
  if (information?.creditorReference) row.creditorReference = information.creditorReference;
  if (code === 'CHK' && customerReference && /^\d+$/.test(customerReference)) row.checkNumber = customerReference;
  if (original) row.original = original;
  return row;
}

/** Nordic banks cut the text of an entry into its two references -> the second part, where it is text and no reference. */
function textInReferences({ customerReference = '', bankReference }: Entry, lines: readonly string[]): string | undefined {
  if (bankReference === undefined) return undefined;
  if (lines.length === 0) return customerReference !== '' && !/\d/.test(bankReference) && /\p{L}{2}/u.test(bankReference) ? bankReference : undefined;
  const words = `${customerReference}${bankReference}`;
  if (words.charCodeAt(0) !== lines[0]!.charCodeAt(0)) return undefined;
  return lines.join('').replace(/\s/g, '').startsWith(words.replace(/\s/g, '')) ? bankReference : undefined;
}

/** Surest first. Only German banks' three digits are a Geschäftsvorfallcode. */
function bankCodes(information: Information | undefined, code: string | undefined, country: string | undefined): string[] {
  const codes: string[] = [];
  if (information?.purpose) codes.push(`purpose:${information.purpose}`);
  if (information?.businessCode && (country === undefined || country === 'DE')) codes.push(`gvc:${information.businessCode}`);
  if (code) codes.push(`swift:${code}`);
  return codes;
}

/** Rabobank writes it below the entry, ASN as the reference of the entry. */
function counterpartyAccount(information: Information | undefined, { details, customerReference }: Entry, account: OwnAccount | undefined): string | undefined {
  if (information?.counterpartyAccount) return information.counterpartyAccount;
  const written = [details, customerReference].find((text) => text !== undefined && /^[A-Z]{2}\d{2}[A-Z]{4}\d{7,20}$/.test(text));
  return written ?? (account?.bank === 'Rabobank' && /^P?\d{9,10}$/.test(details) ? details : undefined);
}

/** Supplementary details that are words for people, not codes between slashes and no account number. */
function detailsText(details: string): string | undefined {
  const text = details.trim();
  return text === '' || /^\/[A-Z]{3,4}\/|^(?:OCMT|EXCH|CHGS)\//.test(text) || /^(?:P?\d[\d ]*|[A-Z]{2}\d{2}[A-Z0-9]{10,30})$/.test(text) ? undefined : text;
}

/** Nordic banks write the kind of payment where the reference should stand: "Overføring m/KID". */
const postingText = (reference: string | undefined): string | undefined => (reference !== undefined && /^\p{Lu}\p{Ll}{2,}/u.test(reference) ? reference : undefined);

/** True for words that the bank does not say elsewhere. */
const isNews = (text: string, information: Information | undefined): boolean => /\p{L}{3}/u.test(text) && !says(information, text);

/** True when the text is in what the bank tells elsewhere. */
function says(information: Information | undefined, text: string | undefined): boolean {
  if (text === undefined || information === undefined) return false;
  // "911-TRANSFER" beside the posting text "911 TRANSFER ..."
  const code = /^\d{3}(?=[- ])/.exec(text)?.[0];
  if (code !== undefined && (information.type?.startsWith(code) === true || information.businessCode === code)) return true;
  return `${information.counterparty ?? ''}\n${information.description}\n${information.type ?? ''}`.toLowerCase().includes(text.toLowerCase());
}
