/** Account numbers as banks write them, made comparable. */

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{8,30}$/;
/** A domestic number with fewer characters ends too many IBANs. */
const MIN_DOMESTIC = 8;
/** The same for a number without its bank's code against one with it: 10 digits are a whole account number in Denmark, Germany and the Netherlands. */
const MIN_WITHOUT_BANK = 10;

/**
 * Account number as compared: without blanks, points, dashes; a Norwegian, Danish or German IBAN by its national part (SWIFT IBAN
 * registry), a German "bank code/account" with the account's ten digits.
 */
export function comparableNumber(number: string): string {
  const plain = number.replace(/[\s.\-'\u00a0]/g, '').toUpperCase();
  if (/^(NO\d{13}|DK\d{16}|DE\d{20})$/.test(plain)) return plain.slice(4);
  const german = /^(\d{8})\/(\d{1,10})(?:EUR)?$/.exec(plain);
  return german ? `${german[1]!}${german[2]!.padStart(10, '0')}` : plain;
}

/** True for two ways of writing one account: comparably equal, or an IBAN, or a number with its bank's code, that ends with the domestic one (which banks also shorten to). */
export function sameAccountNumber(a: string, b: string): boolean {
  const [x, y] = [comparableNumber(a), comparableNumber(b)];
  if (x === y) return true;
  const [long, short] = x.length >= y.length ? [x, y] : [y, x];
  if (/^\d+$/.test(long) && /^\d+$/.test(short)) return short.length >= MIN_WITHOUT_BANK && long.endsWith(short);
  const [iban, domestic] = IBAN.test(x) ? [x, y] : [y, x];
  return IBAN.test(iban) && !IBAN.test(domestic) && domestic.length >= MIN_DOMESTIC && iban.endsWith(domestic);
}
