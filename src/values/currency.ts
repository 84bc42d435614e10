/**
 * ISO 4217 currency codes and their exponents (digits after the decimal mark).
 * Source: ISO 4217:2015 table A.1; withdrawn codes that still stand in old statements are kept (LTL, EEK, DEM ...).
 */
declare const currencyBrand: unique symbol;
/** An upper-case ISO 4217 code known to this table. */
export type Currency = string & { readonly [currencyBrand]: true };

const TWO =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE ' +
  'CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD ' +
  'KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR ' +
  'PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU ' +
  'UZS VED VES WST XCD YER ZAR ZMW ZWG ATS BEF DEM EEK FIM FRF GRD HRK IEP LTL LVL MTL NLG PTE SIT SKK CYP';
const ZERO = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ITL ESP LUF';
const THREE = 'BHD IQD JOD KWD LYD OMR TND';

const exponents = new Map<string, number>();
for (const [codes, exponent] of [[TWO, 2], [ZERO, 0], [THREE, 3]] as const)
  for (const code of codes.split(' ')) exponents.set(code, exponent);

/** True for an upper-case code of the table above. */
export const isCurrency = (text: string): text is Currency => exponents.has(text);

/** Code in any case and with blanks around it -> Currency, or undefined when unknown. */
export function currencyFrom(text: string): Currency | undefined {
  const code = text.trim().toUpperCase();
  return isCurrency(code) ? code : undefined;
}

/** Digits after the decimal mark: NOK 2, JPY 0, KWD 3. */
export function exponentOf(currency: Currency): number {
  const exponent = exponents.get(currency);
  if (exponent === undefined) throw new Error(`not a currency: ${currency}`);
  return exponent;
}
