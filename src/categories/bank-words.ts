/**
 * Words that banks put around a merchant's name, as data: facts of how Nordic and other banks write. Written folded; compared
 * in the plain form of `plainWord` (so "goteborg" also stands for "Göteborg" and "GOETEBORG").
 */
import { PLACES } from './places.ts';
import { type WordSet, plainWord, spellings, wordSet } from './plain-word.ts';

const words = (list: string): WordSet => wordSet(() => list.split(/\s+/).filter(Boolean).map(plainWord));

/** Phrases that open a description and say how money moved, not to whom; by country, with the letters that banks lose. */
const LEADING = [
  // Norway
  `varekjøp, varekjøp debetkort, e-varekjøp, evarekjøp, visa varekjøp, visa vare, visa kjøp, visakjøp, visa debet, visa kreditt, visa netthandel, visa, mastercard, kjøp, kjøp hos, kortkjøp, nettkjøp, netthandel, debetkort, kredittkort,
  bankaxept, bankaxept varekjøp, kontaktløs, kontaktløs betaling, kortbetaling, korttransaksjon, reservasjon, reservert, reservert transaksjon, reservert beløp, nettgiro, nettgiro til, nettgiro fra, giro, giro til, giro fra,
  girobetaling, avtalegiro, avtalegiro til, efaktura, efaktura til, e faktura, nettbank, nettbank til, nettbank fra, nettbank overførsel, nettbank overføring,
  nettbetaling, mobilbetaling, mobilbank, betaling, betaling til, betaling fra, betaling med, betaling innland, betaling utland, utenlandsbetaling, betalt, betalt til, overførsel, overførsel til,
  overførsel fra, overføring, overføring til, overføring fra, overføring innland, overføring utland, overføring sms, til, fra, straksbetaling, straksbetaling til, straksbetaling fra, straksoverføring, straksoverføring til, fast oppdrag,
  fast betaling, fast overføring, fast trekk, innbetaling, innbetaling fra, utbetaling, til konto, fra konto, faktura, regning, retur, retur varekjøp, kreditering, tilbakeføring, notanr, mcard, vipps til, vipps fra, vipps betaling, kortbruk, kortbruk utland, visa electron, bank axept, bank axept varekjøp, butikkjøp, mobilkjøp, engangskjøp, internettkjøp, varekjøp med kort, varekjøp debet, varekjøp kreditt, vare kjøp, kjøp med kort, kjøp utland, kortkjøp utland, kjøp uttak, mastercard vare, mastercard kjøp, visa platinum, visa gold, visa classic, debitert, straks, efaktura 30 dager, mobilbank betaling, mobilbank betaling til, mobilbank overføring, avtalegiro trekk, vipps hurtigkasse, vipps innbetaling, vipps overføring, belastning`,
  // Sweden
  `överföring, överf, kortköp, prel kortköp, prel, kortköp uttag, prel köp, köp, internetköp, internethandel, ehandel, e-handel, butiksköp, varuköp, utlandsköp, kontokortsköp, kortbetalning, korttransaktion, reservation, reservation kortköp, reserverat belopp,
  debiterat kort, debiterat, betalning, betalning till, betalning från, bg bet via internet, bg betalning, bg bet, bg, pg, pg betalning, pg bet, bankgiro, bankgirobetalning, plusgiro, plusgirobetalning, autogiro,
  autogiro till, överföring till, överföring från, överföring via internet, till, från, insättning, insättning från, kontaktlös betalning, kontaktlöst köp, kontaktlöst, stående överföring, löpande överföring, betalning bg, betalning pg, swish till, swish från, swish betalning, swish företag, swish handel, swish handel betalning, swish skickad, swish mottagen, swish inbetalning, swish överföring, bankkort, bankkortsköp, bankkortsbetalning, kortköp utland, utlandsköp kort, prel kortköp utland, preliminärt köp, preliminärt kortköp, skyddat belopp, skyddat belopp kort, ej bokförd, ej bokfört, kontaktlös, köp kontaktlös, blippköp, kortköp kontaktlös, betalning bankgiro, betalning plusgiro, internetbetalning, mobilbetalning, överföring via mobil, överföring mobil, girobetalning, räkning, dragning, debitering, mastercard köp, visa electron, retur, kreditering, återköp`,
  // Denmark
  `dankort nota, dankort, dankort køb, dk nota, nota, nota nr, visa køb, visa dankort, visa dankort køb, visa dankort nota, mastercard køb, mastercard debit, mc køb, mc, køb, køb hos, bgs, bs, bs betaling, betalingsservice,
  overf, kontaktløs køb, kortkøb, netkøb, internetkøb, webkøb, dk internet, konto til konto, straksoverførsel, straksoverf, mobilepay køb, mobilepay til, indbetaling, indbetalingskort, girokort, girokort nr, udenlandsk køb, forretning, dankort køb kontaktløs, dk nota kontaktløs, kortkøb kontaktløs, kontaktløs, køb kontaktløs, visa electron, mastercard debit køb, kortbetaling, køb med kort, mobilkøb, butikskøb, afventer, reserveret, fi kort, fi indbetalingskort, leverandørservice, ls, pbs, pbs betaling, mobilepay online, mobilepay myshop, mobilepay betaling, mobilepay overførsel, mobilepay indbetaling, retur, bon, regning, mc visa`,
  // Finland, the Baltics
  `korttiosto, korttiostos, osto, ostot, ostos, kortti, korttimaksu, korttitapahtuma, pankkikorttiosto, visa osto, mastercard osto, lähimaksu, verkko-osto, katevaraus, varaus, tilisiirto, tilisiirto saajalle, sepa tilisiirto, sepa maksu, pikasiirto, viitesiirto, viitemaksu,
  maksu, maksupalvelu, laskun maksu, laskunmaksu, lasku, e-lasku, elasku, e lasku, suoraveloitus, suoramaksu, toistuvaissuoritus, toistuvaismaksu, pano, itsepalvelu, verkkomaksu, verkkopankki, mobiilimaksu, visa electron, visa credit, visa debit, visa credit debit, debit mastercard, debit mc, pankkikortti, pkortti, korttiosto lähimaksu, korttiosto kotimaa, korttiosto ulkomaat, korttivaraus, ostopvm, ostopäivä, ostos, oston numero, kortin numero, viitenumero, arkistointitunnus, verkkokauppaosto, internetosto, verkkolasku, maksu viitteellä, e laskun maksu, e-laskun maksu, toistuva maksu, toistuvaisveloitus, kuukausiveloitus, tilaus, maksupääte, saaja, maksaja, siirto maksu, siirto, mobilepay osto, hyvitys, palautus, nosto osto,
  kortelimakse, kaardimakse, ostutehing, makse, püsikorraldus, pirkums, kartes pirkums, maksājums, pirkinys, mokėjimas, atsiskaitymas kortele`,
  // English
  `card payment, card payment to, card purchase, card purchase at, card transaction, pos, pos purchase, pos wd, pos w d, pos withdrawal, pos debit, pos refund, pos sig, pos transaction, signature pos debit, eftpos, eftpos purchase, efpos,
  purchase, purchase at, purchase return, purchase authorized on, purchase authorised on, purchase return authorized on, recurring payment authorized on, recurring debit card, recurring debit, recurring card purchase, recurring payment, recur payment, regular payment, regular payment to, checkcard, check card,
  debit card, debit card purchase, debit card payment, debit card payment to, debit purchase, direct debit, direct debit to, direct debit payment to, ddr, ach debit, ach credit, ach payment, ach withdrawal, ach deposit, ach hold, electronic debit, electronic payment, preauthorized debit, pre authorized debit,
  standing order, standing order to, sto, bill payment, bill payment to, bill pay, online bill payment, bank transfer to, bank transfer from, faster payment to, faster payment from, faster payment, fpo, fpi, bgc, deb, obp, tfr,
  faster payments receipt, contactless, contactless payment, contactless payment to, payment to, payment from, transfer to, transfer from, funds transfer to, external transfer to, online transfer to, fuel purchase, store purchase, online purchase, web purchase, mobile purchase,
  visa purchase, visa debit purchase, visa debit, vis, international purchase, international visa purchase, overseas purchase, internal debit order, debit order, online payment, online payment to, mobile payment, mobile payment to, sent to, received from,
  refund from, card refund, google pay, apple pay, samsung pay, money to, payment at`,
  // Germany, Austria, Switzerland
  `kartenzahlung, kartenumsatz, kartenzahlung girocard, ec kartenzahlung, ec, ec karte, girocard, girocard zahlung, maestro zahlung, lastschrift, lastschrifteinzug, einzug, sepa lastschrift, sepa, sepa basislastschrift, basislastschrift, folgelastschrift, erstlastschrift, dauerauftrag, dauerauftrag an, gutschrift, gutschrift von,
  überweisung, überweisung an, online überweisung, echtzeitüberweisung, sepa überweisung, debitkarte, debitkartenzahlung, visa debitkartenumsatz, visa umsatz, kreditkarte, kreditkartenzahlung, zahlung, zahlung an, bezahlung karte, karte, pos zahlung, einkauf karte, kauf dienstleistung, twint zahlung`,
  // France, Netherlands
  `carte, carte bancaire, cb, paiement, paiement par carte, paiement carte, paiement cb, paiement internet, paiement sans contact, sans contact, facture carte, achat, achat cb, achat carte, prlv, prlv sepa, prélèvement, prélèvement sepa, prélèvement de, vir, vir recu, vir inst, vir sepa, vir sepa recu,
  virement, virement de, virement a, virement sepa, virement instantané, virement en faveur de, bea betaalpas, bea, betaalpas, betaalautomaat, pinbetaling, ideal, ideal betaling, contactloze betaling, sepa incasso, sepa incasso doorlopend, sepa incasso algemeen doorlopend, incasso algemeen doorlopend, automatische incasso, sepa overboeking,
  sepa ideal, overboeking, overschrijving, incasso`,
  // Spain, Portugal, Italy
  `compra, compra en, compra tarj, compra tarjeta, compra con tarjeta, compra internet, compra com cartao, compra cartao, compras, pago, pago con tarjeta, pago tarjeta, pago en, pago movil en, tarj, tarjeta, recibo, recibo de, adeudo, adeudo recibo, adeudo sepa, cargo recibo, domiciliación, transferencia, transferencia a, transferencia a favor de,
  pagamento, pagamento de serviços, débito direto, debito directo, trf, trf para, pagamento pos, pagamento carta, pagamento con carta, pagamento tramite pos, pagamento contactless, pagobancomat, pago bancomat, acquisto, acquisto pos, acquisto carta, addebito, addebito sdd, addebito diretto, addebito carta, sdd, sdd core, rid, bonifico, bonifico a, bonifico sepa, bonifico a favore di, operazione carta, pos carta`,
  // Poland, Czechia
  `płatność kartą, płatność, płatność internetowa, płatność blik, transakcja kartą, transakcja, transakcja blik, zakup, zakup kartą, zakup przy użyciu karty, zakup blik, blik, przelew, przelew do, przelew na, przelew wychodzący, przelew przychodzący, polecenie zapłaty, zlecenie stałe, platba kartou, platba, nákup, nákup kartou, trvalý příkaz, inkaso`,
].join(',').split(',').map((phrase) => phrase.trim()).filter(Boolean);

/** Of those, the words that also begin names ("Ideal Bygg"): they are the bank's only before a word that could be a name by itself. */
export const WEAK_LEADING = words('ideal pano vis mc compras forretning regning einzug sto deb rid');

function leadingPhrases(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const phrases = new Map<string, string[][]>();
  for (const parts of LEADING.flatMap(spellings)) {
    const first = parts[0] as string;
    phrases.set(first, [...(phrases.get(first) ?? []), parts].sort((a, b) => b.length - a.length));
  }
  return phrases;
}

let leading: ReturnType<typeof leadingPhrases> | undefined;
/** First word of a text -> the bank phrases that begin with it, longest first. */
export const phrasesFrom = (word: string): readonly (readonly string[])[] => (leading ??= leadingPhrases()).get(word) ?? [];

/** Payment companies that stand before the merchant: what follows is the merchant. */
export const INTERMEDIARIES = words(`paypal klarna vipps swish mobilepay zettle izettle sumup loomisp yoco zapper nets nyx ccv bambora adyen stripe payex qliro walley
  svea dibs mollie worldline paytrail epassi edenred smartum pivo walley avarda riverty alipay wechat revolutpay`);
/** The same, but only before a "*": alone these are ordinary words. */
export const STARRED_INTERMEDIARIES = words('sq tst pp sp dd eb k cko ztl ize gpay dj dojo evo pmt lnk clr tl sdk wpy payu hips resurs billmate collector gosq google googlepay apple applepay iz wl fs crv amzn amazon ls lsp bt py pay pos vps sum zet shop spi payp paddle in');

/** Of those, what also comes without the "*", right before a name. */
export const BARE_INTERMEDIARIES = words('sp sq tst iz');

/** From here on nothing names the merchant, when a ":" or a number follows. */
export const CUTS = words('betalt kurs notanr tpp des indn id ref kontonr valutakurs wisselkoers');
/** Goes with the number after it. */
export const LABELS = words(`dato den kl on at card cd kort ref id nr konto kundenr fakturanr faktura term terminal auth kid kto ordre order ordrenr avtale pas kaart
  carte bankkort kortnr dated melding kode`);
export const MONTHS = words(`jan feb mar apr may mai maj jun jul aug sep sept oct okt nov dec des january february march april june july august september october november december
  januar februar mars juni juli oktober desember januari februari augusti marts`);
/** Left hanging at the end, says nothing. */
export const TRAILING = words(`sagt danke dankt d bcc cp purchase pos contactless cashback w kontaktlos kontaktlost kontaktloes lahimaksu reservert versjon card ending in on at den kl dato betal betalt kurs no ppd web internet debit visa mastercard
  bill com www`);
export const LEGAL_FORMS = words('as ans enk asa ab tmi ky ay osk ivs kg ohg ug ev ek mbh eurl snc lda vof aps oy oyj ltd limited gmbh ag inc llc bv plc corp pty sa nv hb kb ks nuf sarl srl sro filial publ eood kft ou uab sia co cie sca et');
export const TOP_LEVELS = words('com net org no se dk fi de uk eu io nl fr nz is info app');

/** Countries and states in two letters, at the very end. */
export const COUNTRY_CODES = words(`no se dk fi gb uk us de nl fr ie es it pl pt at ch be ee lv lt is nz au ca za lu
  ny wa tx fl ma pa nv il ga oh mi nc nj va tn mo md wi mn sc al la ky ok ct ut ia ms ar ks ne nm id mt nd sd wv ri vt nh ak wy az co ca nsw vic qld dc`);

/** What many merchants share: such a word alone makes nobody recognisable. */
const TRADE = words(`restaurant restaurang ravintola cafe kafe kaffe coffee bakeri bageri konditori pizza pizzeria sushi thai kebab burger grill bar pub gatekjokken mat food
  hotel hotell hostel apotek apoteket pharmacy kiosk butikk butik shop store stores market marked senter center centre supermarked supermarket mini super express
  taxi parkering parking park bensin frisor salong salon barber klinikk klinik tannlege legesenter lege skole barnehage kommune kommun forsikring bank sparebank
  norsk norske norges svensk svenska dansk danske suomen the den det and og och service services tjenester online nettbutikk app mobile mobil media sport trening
  hus huset house city nord sor ost vest syd stor store lille gamle nye old vinmonopolet hjem bygg bil auto transport reise billett kontor lonn salary payroll
  avgift gebyr renter spar sparing laan lan husleie leie faktura medlem forening klubb club group gruppen international nordic nordisk scandinavia europe company
  konto egne kontoer egen minibank bankomat uttak kontant kontanter kontantuttak atm cash innskudd regning betalning payment belop varer diverse
  rørlegger rorlaggare elektriker snekker tømrer malermester advokat tandlakare tandlaege hammaslaakari parturi kampaamo verksted bilverksted verkstad blomster
  card bill direct debit standing recurring fast funds faster regular web check internal dk wd`);

/** Bank words by themselves; "signature" is one only in "signature pos debit". */
const BANK_WORDS: WordSet = { has: (word) => phrasesFrom(word).at(-1)?.length === 1 };

/** True for a word that does not tell one merchant from another: a trade, a place, a payment company, a legal form. */
export const isGeneric = (word: string): boolean =>
  TRADE.has(word) || PLACES.has(word) || INTERMEDIARIES.has(word) || LEGAL_FORMS.has(word) || BANK_WORDS.has(word);

/** Numbers that belong to a name, so that they are shown with it: "Rema 1000". */
export const NAME_NUMBERS: ReadonlyMap<string, string> = new Map([['rema', '1000'], ['lager', '157'], ['apotek', '1'], ['tv', '2'], ['bik', '2'], ['studio', '54'], ['forever', '21']]);
/** Common given names: "Ola Sandnes" is a person, not the Sandnes branch of "Ola". */
export const GIVEN_NAMES = words(`olivia oda selma lovisa hedvig viggo sumaya kai ann aleksandra alexandra andrea arvid asbjorn bjarne brit dag dagfinn edvard egil finn gerd gudrun henning hilda iren irene jarle johanna julia kate kine leon levi lillian lucia magne malene margrethe merete nathalie odd olga oddvar osvald ronny rita ruth sigurd sissel synnove terese torill torunn ulrik yngve ase ashild sofia alva astri ebba edith gerda gustav hugo inga ivar kalle klara leena linnea ludwig markus mattias micke olof pontus ragnar roland rolf sixten staffan stina tommie tova wilma ola kari anne anna per lars nils jan knut odd arne svein geir tor thor terje morten bjorn kjell hans olav ole erik eirik erling einar harald helge henrik magnus marius martin mats mathias mads
  kristian christian kristoffer christoffer thomas tomas andreas anders alexander aleksander daniel david emil espen eivind oyvind oystein frode fredrik frederik frank george glenn gunnar halvor hakon haakon ida ingrid inger ingeborg
  jonas jon john johan johannes jakob jacob joakim jorgen karl carl kenneth kim kent kurt leif linda lise liv lene lena line linn maria marie mari marit marte martha mette mona monica monika nina nora randi ragnhild rune roar
  roger rolf sara sarah silje siri sigrid solveig sofie sophie emma ella elisabeth elise else eva ellen astrid aud berit bente birgit bodil camilla cecilie charlotte christine kristine kristin kirsten karin karen katrine cathrine
  grete gro gunn hanne hege heidi helene helen hilde julie jenny janne jorunn tone tonje tove trine trude turid unni vigdis wenche vilde thea stine stian steinar sverre sindre simon sebastian sander robert robin richard rikke
  peter petter paul pal oskar oscar oliver ove otto stefan steffen sven tore trond tom tommy torbjorn torstein vegard vidar william lucas lukas elias filip philip isak jens jesper joel kasper ludvig theodor tobias viktor victor
  lisa louise lotta maja malin margareta matilda mikael michael mohamed mohammed ahmed ali hassan omar fatima amina aisha birgitta britt britta gun gunilla goran gosta ulf ulla ulrika stig sture kerstin
  mia mie pia pernille signe soren susanne sanne rasmus niels mogens mikkel lone laura ib hanna hannele heikki jari juha jukka kaisa kalle liisa matti mika mikko minna paivi pekka pentti riitta sami sanna seppo tiina timo tuula antti aino
  james jane mary susan emily jack harry amy kate alice anita agnes agnieszka piotr tomasz marcin katarzyna malgorzata ewa jose juan carlos ana pedro hannah klaus jurgen wolfgang stephanie sabine michel pierre jean luc`);
/** Short names that are written in capitals. */
export const CAPITALS = words('nav sas ica usa obos nrk asa dnb ikea xxl nsb dsb kfc bp hm sats ark');
