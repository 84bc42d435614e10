/** What the categories cover, in Norwegian; the English stands with them in the taxonomy. */
import type { Leaf } from '../../categories/taxonomy.ts';
import type { Locale } from '../../format/money.ts';

/** Category id -> what belongs to it. */
const COVERS: Readonly<Record<string, string>> = {
  salary: 'lønn, feriepenger, bonus, utlegg som arbeidsgiver dekker', benefits: 'Nav, pensjon, foreldrepenger, barnetrygd, dagpenger, stipend', 'investment-income': 'renteinntekter, aksjeutbytte, utbetaling fra fond',
  'other-income': 'andre penger inn som verken er refusjon eller overføring', rent: 'husleie til utleier', mortgage: 'renter og avdrag på boliglån', 'housing-fees': 'fellesutgifter i borettslag og sameie, kommunale avgifter, renovasjon, feiing',
  utilities: 'strøm, nettleie, gass, fjernvarme, vann', telecom: 'mobilabonnement, bredbånd, TV-pakke fra teleselskap', 'home-improvement': 'byggevarer, jernvare, maling, hagesenter, håndverkere',
  furnishing: 'møbler, interiør, kjøkkenutstyr, hvitevarer fra møbelbutikk', groceries: 'dagligvarer, nærbutikk og kiosk, bakeri uten sitteplasser, slakter, delikatesse', restaurants: 'restaurant, gatekjøkken, kantine, matlevering',
  cafes: 'kaffebar, konditori, iskrem, bakeri med sitteplasser', alcohol: 'bar, pub, nattklubb, Vinmonopolet', 'public-transport': 'buss, trikk, T-bane, tog, hurtigbåt, billettapper', taxi: 'taxi, samkjøring, elsparkesykkel, bysykkel, bildeling',
  fuel: 'bensinstasjon, lading av elbil', 'parking-tolls': 'parkering, bompenger, bilferge, bruer', vehicle: 'kjøp, leasing, verksted, dekk, EU-kontroll, bilvask, deler', flights: 'flyselskap og flybilletter', lodging: 'hotell, vandrerhjem, camping, feriebolig',
  holidays: 'pakkereise, cruise, reisebyrå, leiebil, utenlandsferge, taxfree', clothing: 'klær, sko, vesker, smykker, klokker; ikke rens', electronics: 'datamaskin, telefon, kamera, hvitevarer fra elektronikkjede', 'general-merchandise': 'varehus, netthandel, lavprisbutikk',
  books: 'bokhandel, papir, kunstnermateriell', 'sports-outdoors': 'sportsutstyr, sykkel, jakt, fiske', kids: 'leker, babyutstyr', pets: 'dyrebutikk, veterinær, dyrepensjonat', gifts: 'blomster, gavebutikk, gavekort', pharmacy: 'apotek, helsekost, kosttilskudd',
  healthcare: 'lege, sykehus, tannlege, psykolog, fysioterapeut, optiker, laboratorium', 'personal-care': 'frisør, kosmetikk, parfymeri, spa, tatovering', fitness: 'treningssenter, svømmehall, idrettslag, heiskort, golf', streaming: 'film, musikk, lydbøker og TV på nett',
  software: 'apper, skylagring, webhotell, programvare, KI-tjenester', news: 'aviser og magasiner', games: 'dataspill, spill til konsoller, spillabonnement', events: 'kino, teater, konsert, museum, fornøyelsespark, billettsalg', gambling: 'lotteri, tipping, kasino',
  hobbies: 'håndarbeid, musikkinstrument, foto, fritidskurs, samleobjekter', insurance: 'alle forsikringer', 'loan-payment': 'studielån, forbrukslån, billån, avbetaling', 'bank-fees': 'gebyrer for konto, kort og betaling, overtrekk og debetrenter', taxes: 'inntekts- og eiendomsskatt, begge veier',
  government: 'pass, domstol, fartsbot, toll', donations: 'innsamling, kirke, politisk parti', memberships: 'fagforening, foreninger, klubber med årskontingent', services: 'post og pakker, juridisk hjelp, regnskap, renhold, vaskeri, lagring, begravelse, fotograf',
  education: 'skole, universitet, kurs, eksamen, kjøreskole', childcare: 'barnehage, SFO, barnevakt', 'internal-transfer': 'penger flyttet mellom egne kontoer', 'person-to-person': 'Vipps, Swish, MobilePay og overføring til en navngitt person',
  savings: 'til og fra sparing, megler, fond, kryptobørs', 'card-payment': 'nedbetaling av kredittkortregning', cash: 'uttak i minibank, innskudd, valutaveksling',
};

/** What a category covers; empty where nobody said, as in one that the person added. */
export const coversOf = (leaf: Leaf, locale: Locale): string => (locale === 'nb' ? COVERS[leaf.id] ?? leaf.covers : leaf.covers);
