/** `:25:`: the account of a message, as banks write it. */
import { isCurrency, type Currency } from '../../values/currency.ts';

export interface OwnAccount {
  /** IBAN or number as written, without the bank's BIC and the currency; "BLZ/number" of a German account stays as it is. */
  readonly number: string;
  readonly currency?: Currency;
  /** ISO 3166 code, where the number is an IBAN or one with a German Bankleitzahl. */
  readonly country?: string;
  readonly bank?: string;
}

/** First letters of a BIC (ISO 9362), which are also the bank's in a Dutch IBAN. */
const BANKS: Readonly<Record<string, string>> = {
  ABNA: 'ABN AMRO', ASNB: 'ASN Bank', BUNQ: 'bunq', DABA: 'Danske Bank', DNBA: 'DNB', ESSE: 'SEB', HAND: 'Handelsbanken', INGB: 'ING', KNAB: 'Knab', NDEA: 'Nordea', RABO: 'Rabobank',
  RBRB: 'RegioBank', SNSB: 'SNS', SWED: 'Swedbank', TRIO: 'Triodos Bank',
};

/** Text of `:25:` -> account; undefined when no digit is in it. Takes "BIC/number", "/IBAN", "IBAN EUR", "12345678/1020304050EUR". */
export function ownAccount(text: string): OwnAccount | undefined {
  const plain = text.trim().replace(/^\/+/, '');
  const bic = /^(?:[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?|[A-Z]{2})\/(?=[^/]*\d)/.exec(plain)?.[0] ?? '';
  let number = plain.slice(bic.length);
  const [, before, code] = /^(.*?\d)[ /]?([A-Z]{3})$/.exec(number) ?? [];
  // The last letters of a valid IBAN are its own.
  const currency = code !== undefined && isCurrency(code) && !isIban(number) ? code : undefined;
  if (currency) number = before!;
  if (!/\d/.test(number)) return undefined;
  const iban = isIban(number) ? number.replaceAll(' ', '') : undefined;
  const country = iban?.slice(0, 2) ?? (/^\d{8}\/\d+$/.test(number) ? 'DE' : undefined);
  const bank = BANKS[bic.slice(0, 4)] ?? (country === 'NL' ? BANKS[iban?.slice(4, 8) ?? ''] : undefined);
  return { number, ...(currency ? { currency } : {}), ...(country ? { country } : {}), ...(bank ? { bank } : {}) };
}

/** True for a text in the form of an IBAN; where it is longer than the shortest ones its check digits must fit (ISO 13616, modulo 97). */
function isIban(text: string): boolean {
  const plain = text.replaceAll(' ', '');
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(plain)) return false;
  // Samples have invented check digits; they matter only where letters at the end might be a currency.
  return !/[A-Z]{3}$/.test(plain) || checks(plain);
}

function checks(iban: string): boolean {
  let rest = 0;
  for (const letter of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Text of a statement's own `:86:` -> the IBAN in it that ends with the digits of the account: its full name, as Danske Bank states it. */
export function ibanIn(text: string, { number }: OwnAccount): string | undefined {
  const found = /\b[A-Z]{2}\d{2}[A-Z0-9]{10,30}\b/.exec(text)?.[0];
  const digits = number.replace(/\D/g, '');
  return found && digits.length > 5 && found.endsWith(digits) ? found : undefined;
}
