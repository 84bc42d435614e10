/** Words that banks use for columns and directions, in many languages; compared in lower case with accents folded. */
import { foldedText } from '../../values/text.ts';

export type Role = 'date' | 'valueDate' | 'amount' | 'in' | 'out' | 'balance' | 'currency' | 'description' | 'counterparty' | 'reference' | 'account' | 'direction' | 'fee' | 'type';

/** The first role whose pattern matches a column's name is the one meant. */
const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['balance', /\b(saldo\w*|balance|bal|kontostand|solde|stand|stada|jaak|zostatek|egyenleg|likutis|running)\b/],
  ['currency', /\b(currency|wahrung|waehrung|devise|moneda|moneta|munt|valuutta|valuuta|mynt|waluta|mena|ccy|devizanem)\b|^valuta$|^whg$/],
  ['valueDate', /\b(rentedato|valuedate|value date|valutadat\w*|valutadag|valutadatum|wertstellung\w*|verdidato|vardedatum|arvopaiva|date (de )?valeur|fecha valor|data valuta|boekdatum|interest date|rentedag|rentedatum|valor)\b|^wert$/],
  ['direction', /\b(d\/k|k\/d|d\/c|c\/d|cr\/dr|dr\/cr|debit ?\/ ?credit|credit ?\/ ?debit|credit or debit|debet ?\/ ?kredit|soll ?\/ ?haben|s\/h|af bij|af\/bij|direction|retning|sens|creditdebet|creditdebit(indicator)?)\b/],
  ['fee', /\b(fee|fees|gebyr|avgift|gebuhr|gebuehr|kosten|frais|comision|commissione)\b/],
  ['date', /\b(dato|datum|date|dag|fecha|data|pvm|\w*paiva\w*|kuupaev|dagsetning|buchungstag|buchung|posted|booked|bokforingsda\w+|bokford\w*|bogforingsdato|transaktionsda\w+|datetime|timestamp|day|dateop)\b|(dato|datum|dag|date)$/],
  ['in', /^(inn?|ind|credito|creditos|credit|kredit|crediter|credit amount|paid in|money in|inflow|deposits?|haben|gutschrift\w*|innskudd|insattning\w*|inbetal\w*|indbetal\w*|bij|credits?|entrata|entrate|accredito|accrediti|abono|abonos|ingreso|ingresos|haber|tulo|income|panot)\b/],
  ['out', /^(ut|ud|uit|debito|debitos|debit|debet|debit amount|paid out|money out|outflow|withdrawals?|soll|lastschrift\w*|belastung\w*|uttak\w*|uttag\w*|utbetal\w*|udbetal\w*|af|debits?|uscita|uscite|addebito|addebiti|cargo|cargos|gasto|gastos|debe|meno|expense|otot|spent)\b/],
  ['amount', /\b(belop\w*|beloeb|amount|betrag|montant|importe|importo|bedrag|summa|sum|maara|umsatz|kwota|castka|upphaed|upphaeð|upphæd|osszeg|suma|valor|value|gross|total|transaction amount|belopp)\b/],
  ['counterparty', /\b(counterparty|counter party|payee|merchant|mottaker\w*|mottagare|modtager|avsender|avsandare|navn|namn|name|nimi|empfanger|beguenstigter|begunstigter|auftraggeber|saaja|maksaja|tegenpartij|naam|beneficiary|recipient|sender|butikk|partner)\b/],
  ['description', /\b(tekst|text|beskrivelse|beskrivning|description|descripcion|descrizione|description1|forklaring\w*|details?|memo|verwendungszweck|buchungstext|libelle|concepto|causale|omschrijving|melding|message|viesti|selite|selitys|otsikko|tittel|rubrik|narration|narrative|note|notes?|particulars|transaksjon|transaktion|purpose|title|label|communication|mededeling\w*|vorgang|selgitus|opis|popis)\b/],
  ['type', /\b(type|typ|tyyppi|kind|transaksjonstype|transaktionstyp|buchungsart|tapahtumalaji|soort)\b/],
  ['reference', /\b(reference|referanse|referens|referenz|viite\w*|ref|id|kid|transaction id|arkivreferanse|arkistointitunnus|verifikationsnummer|kenmerk|number|nummer|nr)\b/],
  ['account', /\b(account|konto\w*|kontonummer|tili\w*|iban|compte|conto|cuenta|rekening\w*)\b/],
];

/** Column name -> the role that its words say, or undefined. */
export function roleOf(name: string): Role | undefined {
  const text = foldedText(name).replace(/[._]+/g, ' ').trim();
  if (text === '') return undefined;
  return ROLES.find(([, pattern]) => pattern.test(text))?.[0];
}

/** Words that say the direction of an unsigned amount wherever they stand alone in a cell. */
export const GENERIC_DIRECTIONS = {
  in: ['c', 'cr', 'crdt', 'credit', 'kredit', 'in', 'inn', 'ind', 'bij', 'h', 'haben', '+', 'deposit', 'income', 'inngående', 'insättning'],
  out: ['d', 'dr', 'dbit', 'debit', 'debet', 'out', 'ut', 'ud', 'af', 's', 'soll', '-', 'withdrawal', 'expense', 'utgående', 'uttag'],
} as const;
