/**
 * Words that banks put around a merchant's name, as data: facts of how Nordic and other banks write. Written folded; compared
 * in the plain form of `plainWord` (so "goteborg" also stands for "Göteborg" and "GOETEBORG").
 */
import { plainWord } from './plain-word.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean).map(plainWord));

/** Phrases that open a description and say how money moved, not to whom. */
const LEADING = [
  // Norway
  'varekjop', 'varekjop debetkort', 'visa varekjop', 'visa vare', 'visa kjop', 'visakjop', 'visa', 'mastercard', 'kjop', 'kortkjop', 'debetkort', 'kredittkort',
  'bankaxept', 'kontaktlos', 'reservasjon', 'reservert', 'reservert transaksjon', 'nettgiro', 'nettgiro til', 'nettgiro fra', 'giro', 'giro til', 'giro fra',
  'girobetaling', 'avtalegiro', 'avtalegiro til', 'efaktura', 'efaktura til', 'nettbank', 'nettbank til', 'nettbank fra', 'nettbank overforsel',
  'nettbetaling', 'mobilbetaling', 'mobilbank', 'betaling', 'betaling til', 'betaling fra', 'betaling med', 'betalt', 'betalt til', 'overforsel', 'overforsel til',
  'overforsel fra', 'overforing', 'overforing til', 'overforing fra', 'til', 'fra', 'straksbetaling', 'straksbetaling til', 'straksbetaling fra', 'fast oppdrag',
  'fast betaling', 'innbetaling', 'innbetaling fra', 'utbetaling', 'til konto', 'fra konto', 'faktura', 'retur', 'retur varekjop', 'kreditering',
  // Sweden
  'kortkop', 'prel kortkop', 'kortkop uttag', 'prel kop', 'kop', 'internetkop', 'ehandel', 'kortbetalning', 'reservation', 'reservation kortkop', 'reserverat belopp',
  'betalning', 'betalning till', 'betalning fran', 'bg bet via internet', 'bg betalning', 'bg', 'pg', 'pg betalning', 'bankgiro', 'plusgiro', 'autogiro',
  'autogiro till', 'overforing till', 'overforing fran', 'till', 'fran', 'insattning', 'insattning fran', 'kontaktlos betalning', 'stående overforing',
  // Denmark
  'dankort nota', 'dankort', 'dankort kob', 'dk nota', 'visa kob', 'visa dankort', 'mastercard kob', 'mc kob', 'kob', 'bgs', 'bs', 'bs betaling', 'betalingsservice',
  'overf', 'kontaktlos', 'kortkob', 'netkob', 'dk internet',
  // Finland, the Baltics
  'korttiosto', 'korttiostos', 'ostos', 'pankkikorttiosto', 'tilisiirto', 'maksu', 'verkkomaksu', 'kortelimakse', 'ostutehing', 'makse', 'pirkums', 'pirkinys',
  // English
  'card payment', 'card payment to', 'card purchase', 'pos', 'pos purchase', 'pos wd', 'pos withdrawal', 'pos debit', 'pos sig', 'signature pos debit',
  'purchase', 'purchase authorized on', 'recurring payment authorized on', 'recurring debit card', 'recurring payment', 'recur payment', 'checkcard', 'check card',
  'debit card', 'debit card purchase', 'debit card payment', 'debit purchase', 'direct debit', 'direct debit to', 'direct debit payment to', 'ddr',
  'standing order', 'standing order to', 'bill payment', 'bill payment to', 'bank transfer to', 'bank transfer from', 'faster payment to', 'faster payment from',
  'faster payments receipt', 'contactless', 'contactless payment', 'payment to', 'payment from', 'transfer to', 'transfer from', 'fuel purchase',
  'overseas purchase', 'internal debit order', 'online payment', 'online payment to', 'sent to', 'received from', 'pos w d',
  // Germany, Austria
  'kartenzahlung', 'ec kartenzahlung', 'ec', 'girocard', 'lastschrift', 'sepa lastschrift', 'sepa', 'basislastschrift', 'folgelastschrift', 'dauerauftrag', 'gutschrift',
  'uberweisung', 'online uberweisung', 'debitkarte', 'visa debitkartenumsatz', 'kreditkarte', 'zahlung', 'zahlung an', 'bezahlung karte',
  // France, Netherlands
  'carte', 'cb', 'paiement', 'paiement par carte', 'paiement cb', 'achat', 'achat cb', 'prlv', 'prlv sepa', 'prelevement', 'vir', 'vir recu', 'vir sepa', 'vir sepa recu',
  'virement', 'virement de', 'virement a', 'bea betaalpas', 'betaalpas', 'betaalautomaat', 'sepa incasso', 'sepa incasso algemeen doorlopend', 'sepa overboeking',
  'sepa ideal', 'overboeking', 'incasso',
  // Poland, Spain, Portugal
  'platnosc karta', 'zakup', 'compra', 'compra tarjeta', 'compra com cartao', 'pago con tarjeta',
];

/** First word -> the phrases that begin with it, longest first. */
export const LEADING_PHRASES: ReadonlyMap<string, readonly (readonly string[])[]> = (() => {
  const phrases = new Map<string, string[][]>();
  for (const phrase of LEADING) {
    const parts = phrase.split(' ').map(plainWord);
    const first = parts[0] as string;
    phrases.set(first, [...(phrases.get(first) ?? []), parts].sort((a, b) => b.length - a.length));
  }
  return phrases;
})();

/** Payment companies that stand before the merchant: what follows is the merchant. */
export const INTERMEDIARIES = words(`paypal klarna vipps swish mobilepay zettle izettle sumup loomisp yoco zapper nets nyx ccv bambora adyen stripe payex qliro walley
  svea dibs mollie worldline paytrail epassi edenred alipay wechat revolutpay`);
/** The same, but only before a "*": alone these are ordinary words. */
export const STARRED_INTERMEDIARIES = words('sq tst pp sp dd eb google googlepay apple applepay iz wl fs crv amzn amazon ls lsp bt py pay pos vps sum zet shop spi payp paddle in');

/** From here on nothing names the merchant, when a ":" or a number follows. */
export const CUTS = words('betalt kurs notanr tpp des indn id ref kontonr valutakurs wisselkoers');
/** Goes with the number after it. */
export const LABELS = words(`dato den kl on at card cd kort ref id nr konto kundenr fakturanr faktura term terminal auth kid kto ordre order ordrenr avtale pas kaart
  carte bankkort kortnr dated melding kode`);
export const MONTHS = words(`jan feb mar apr may mai maj jun jul aug sep sept oct okt nov dec des january february march april june july august september october november december
  januar februar mars juni juli oktober desember januari februari augusti marts`);
/** Left hanging at the end, says nothing. */
export const TRAILING = words(`bcc cp purchase pos contactless cashback w kontaktlos card ending in on at den kl dato betal betalt kurs no ppd web internet debit visa mastercard
  bill com www`);
export const LEGAL_FORMS = words('as asa ab aps oy oyj ltd limited gmbh ag inc llc bv plc corp pty sa nv hb kb ks nuf sarl srl sro filial publ eood kft ou uab sia co cie sca et');
export const TOP_LEVELS = words('com net org no se dk fi de uk eu io nl fr nz is info app');

/** Places that banks append; dropped at the end only. Towns that are common surnames too (Lund, Moss) are left out: "Ola Lund" must stay whole. */
export const PLACES = words(`oslo bergen trondheim stavanger kristiansand drammen fredrikstad sandnes tromso sarpsborg skien bodo alesund sandefjord haugesund tonsberg
  porsgrunn arendal hamar larvik halden asker lillehammer molde harstad kongsberg gjovik askoy jessheim ski narvik alta sandvika baerum lorenskog lillestrom
  strommen kolbotn fornebu lysaker majorstuen grunerlokka sinsen bislett bislet storo nydalen skoyen gardermoen horten elverum steinkjer stjordal levanger
  stockholm sthlm goteborg gbg malmo uppsala vasteras orebro linkoping helsingborg jonkoping norrkoping umea gavle boras solna sodertalje eskilstuna halmstad
  vaxjo karlstad sundsvall trollhattan ostersund nacka taby kista huddinge sundbyberg lulea kalmar kungsbacka skovde kiruna visby bromma vallingby arlanda
  kobenhavn copenhagen kbh aarhus arhus odense aalborg esbjerg randers kolding horsens vejle roskilde herning silkeborg naestved fredericia viborg hillerod
  hvidovre frederiksberg taastrup gentofte lyngby helsingor kastrup koge slagelse ballerup glostrup
  helsinki helsingfors espoo esbo tampere vantaa vanda oulu turku abo jyvaskyla kuopio pori kerava porvoo vaasa rovaniemi joensuu lappeenranta
  reykjavik tallinn riga vilnius london dublin manchester edinburgh berlin munchen hamburg frankfurt koln amsterdam rotterdam utrecht paris luxembourg
  zurich wien warszawa krakow gdansk praha madrid barcelona lisboa roma milano brussels auckland wellington christchurch
  norge norway nor noruega sverige sweden swe danmark denmark dnk suomi finland fin island iceland germany deutschland deu england gbr ireland irl nederland nld
  france fra usa new zealand`);
/** Countries and states in two letters, at the very end. */
export const COUNTRY_CODES = words(`no se dk fi gb uk us de nl fr ie es it pl pt at ch be ee lv lt is nz au ca za lu
  ny wa tx fl ma pa nv il ga oh mi nc nj va tn mo md wi mn sc al la ky ok ct ut ia ms ar ks ne`);

/** What many merchants share: such a word alone makes nobody recognisable. */
const TRADE = words(`restaurant restaurang ravintola cafe kafe kaffe coffee bakeri bageri konditori pizza pizzeria sushi thai kebab burger grill bar pub gatekjokken mat food
  hotel hotell hostel apotek apoteket pharmacy kiosk butikk butik shop store stores market marked senter center centre supermarked supermarket mini super express
  taxi parkering parking park bensin frisor salong salon barber klinikk klinik tannlege legesenter lege skole barnehage kommune kommun forsikring bank sparebank
  norsk norske norges svensk svenska dansk danske suomen the den det and og och service services tjenester online nettbutikk app mobile mobil media sport trening
  hus huset house city nord sor ost vest syd stor store lille gamle nye new old vinmonopolet hjem bygg bil auto transport reise billett kontor lonn salary payroll
  avgift gebyr renter spar sparing laan lan husleie leie faktura medlem forening klubb club group gruppen international nordic nordisk scandinavia europe company
  konto egne kontoer egen minibank bankomat uttak kontant kontanter kontantuttak atm cash innskudd regning betalning payment belop varer diverse`);

/** True for a word that does not tell one merchant from another: a trade, a place, a payment company, a legal form. */
export const isGeneric = (word: string): boolean =>
  TRADE.has(word) || PLACES.has(word) || INTERMEDIARIES.has(word) || LEGAL_FORMS.has(word) || LEADING_PHRASES.has(word);

/** Numbers that belong to a name, so that they are shown with it: "Rema 1000". */
export const NAME_NUMBERS: ReadonlyMap<string, string> = new Map([['rema', '1000'], ['lager', '157'], ['apotek', '1'], ['tv', '2'], ['bik', '2'], ['studio', '54'], ['forever', '21']]);
/** Short names that are written in capitals. */
export const CAPITALS = words('nav sas ica usa obos nrk asa dnb ikea xxl nsb dsb kfc bp hm sats ark');
