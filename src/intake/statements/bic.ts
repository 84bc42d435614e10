/** Business identifier codes (ISO 9362): four of the bank, two of the country, two of the place, three of a branch or none. */

/** Names as their customers say them, by the first six characters. A bank that is missing goes by its BIC. */
const NAMES: Readonly<Record<string, string>> = {
  DNBANO: 'DNB', NDEANO: 'Nordea', SPTRNO: 'SpareBank 1 SMN', SNOWNO: 'SpareBank 1 Nord-Norge', SPRONO: 'SpareBank 1 Sør-Norge', SPAVNO: 'Sparebanken Norge', SBANNO: 'Sbanken', SHEDNO: 'SpareBank 1 Østlandet', EIKANO: 'Eika',
  HANDSE: 'Handelsbanken', SWEDSE: 'Swedbank', ESSESE: 'SEB', NDEASE: 'Nordea', DABASE: 'Danske Bank', SKIASE: 'Skandia', LAHYSE: 'Länsförsäkringar Bank', IBCASE: 'ICA Banken',
  DABADK: 'Danske Bank', NDEADK: 'Nordea', JYBADK: 'Jyske Bank', SYBKDK: 'Sydbank', LAPNDK: 'Lån & Spar', NYKBDK: 'Nykredit',
  NDEAFI: 'Nordea', OKOYFI: 'OP', DABAFI: 'Danske Bank', SBANFI: 'S-Pankki', AABAFI: 'Ålandsbanken', ITELFI: 'Säästöpankki', HELSFI: 'Aktia',
  DEUTDE: 'Deutsche Bank', COBADE: 'Commerzbank', GENODE: 'Volksbanken Raiffeisenbanken', INGDDE: 'ING', BYLADE: 'DKB', HYVEDE: 'HypoVereinsbank', PBNKDE: 'Postbank', NTSBDE: 'N26', SOLADE: 'LBBW', HELADE: 'Helaba', MARKDE: 'Bundesbank',
  INGBNL: 'ING', ABNANL: 'ABN AMRO', RABONL: 'Rabobank', TRIONL: 'Triodos Bank', BUNQNL: 'bunq', SNSBNL: 'SNS', ASNBNL: 'ASN Bank', KNABNL: 'Knab', RBRBNL: 'RegioBank',
  KREDBE: 'KBC', GEBABE: 'BNP Paribas Fortis', BBRUBE: 'ING', GKCCBE: 'Belfius', UBSWCH: 'UBS', POFICH: 'PostFinance', RAIFCH: 'Raiffeisen', ZKBKCH: 'Zürcher Kantonalbank', CRESCH: 'Credit Suisse',
  GIBAAT: 'Erste Bank', BKAUAT: 'Bank Austria', RLNWAT: 'Raiffeisen', HABALT: 'Swedbank', CBVILT: 'SEB', AGBLLT: 'Luminor', HABALV: 'Swedbank', UNLALV: 'SEB', HABAEE: 'Swedbank', EEUHEE: 'SEB', LHVBEE: 'LHV', RIKOEE: 'Luminor',
  REVOLT: 'Revolut', REVOGB: 'Revolut', TRWIBE: 'Wise', BNPAFR: 'BNP Paribas', SOGEFR: 'Société Générale', AGRIFR: 'Crédit Agricole', UNCRIT: 'UniCredit', BCITIT: 'Intesa Sanpaolo', BSCHES: 'Santander', BBVAES: 'BBVA', CAIXES: 'CaixaBank',
};

/** A BIC -> the bank's name; for one that is not in the table its first eight characters. Undefined when it is no BIC. */
export function bankOf(bic: string): string | undefined {
  const code = bic.trim().toUpperCase();
  if (!/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(code)) return undefined;
  return NAMES[code.slice(0, 6)] ?? code.slice(0, 8);
}

/** The country of an IBAN, else of the bank by its BIC: two letters; undefined where neither tells. */
export function countryOf(bic: string | undefined, account: string | undefined): string | undefined {
  const iban = /^([A-Z]{2})\d{2}[A-Z0-9]{8}/i.exec(account?.replace(/\s/g, '') ?? '')?.[1];
  return (iban ?? /^[A-Z0-9]{4}([A-Z]{2})/i.exec(bic?.trim() ?? '')?.[1])?.toUpperCase();
}
