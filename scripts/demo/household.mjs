/**
 * A made-up household in Oslo in 2025: two salaries, a mortgage, two children, a car. Amounts in øre. Names of people, employers
 * and the account numbers are invented; shops and their texts look as they do on Norwegian statements.
 * `rules`: the text rules the demo teaches for it; without one it stays for `ft review`.
 */
const by = (...months) => (month) => months[month - 1];
const from = (month, before, after) => (m) => (m < month ? before : after);
const always = (amount) => () => amount;

export const YEAR = 2025;
export const ACCOUNTS = {
  current: { file: 'dnb-brukskonto-2025.csv', name: 'Brukskonto', number: '12345678903', opening: 6_184_250 },
  savings: { file: 'sparebank1-sparekonto-2025.csv', name: 'Sparekonto', number: '98765432103', opening: 12_450_000 },
  card: { file: 'sparebank1-kredittkort-2025.csv', name: 'Kredittkort', opening: -412_930 },
};

/** Once a month on the current account: day of month (moved to a weekday), amount by month, negative = out; 0 = not that month. */
export const MONTHLY = [
  { day: 12, text: 'Lønn  NORDLIA KOMMUNE', amount: by(3_214_600, 3_214_600, 3_214_600, 3_214_600, 3_271_800, 4_218_300, 3_271_800, 3_271_800, 3_271_800, 3_271_800, 3_271_800, 4_006_500), rules: ['nordlia kommune'], category: 'salary' },
  { day: 25, early: true, text: 'Lønn  FJORDLYS DATA AS', amount: by(3_948_200, 3_948_200, 3_948_200, 3_948_200, 4_096_100, 5_387_400, 4_096_100, 4_096_100, 4_096_100, 4_096_100, 4_096_100, 4_962_700), rules: ['fjordlys data'], category: 'salary' },
  { day: 28, early: true, text: 'Overføring Innland  NAV Barnetrygd', amount: from(5, 353_200, 393_600), rules: ['nav barnetrygd'], category: 'benefits' },
  { day: 15, text: 'AvtaleGiro  HUSBANKEN LÅN 11 54321 Termin', amount: by(-2_684_300, -2_684_300, -2_684_300, -2_684_300, -2_684_300, -2_684_300, -2_619_700, -2_619_700, -2_619_700, -2_556_200, -2_556_200, -2_556_200), rules: ['husbanken'], category: 'mortgage' },
  { day: 20, text: 'AvtaleGiro  SANTANDER CONSUMER BANK Billån', amount: always(-439_000), rules: ['santander'], category: 'loan-payment' },
  { day: 15, text: 'AvtaleGiro  LÅNEKASSEN', amount: from(7, -312_600, -304_100), rules: ['lånekassen'], category: 'loan-payment' },
  { day: 1, text: 'eFaktura  SOLSIDEN BORETTSLAG Felleskostn', amount: from(7, -486_300, -512_800), rules: ['solsiden borettslag'], category: 'housing-fees' },
  { day: 20, text: 'AvtaleGiro  FJORDKRAFT AS', amount: by(-268_341, -241_877, -187_420, -121_966, -74_318, -48_852, -41_209, -46_733, -71_954, -118_265, -189_637, -247_108), rules: ['fjordkraft'], category: 'utilities' },
  { day: 22, text: 'eFaktura  ELVIA AS Nettleie', amount: by(-92_410, -86_335, -78_120, -64_870, -52_240, -43_915, -40_680, -42_330, -50_175, -63_890, -76_455, -88_720), rules: ['elvia'], category: 'utilities' },
  { day: 14, text: 'AvtaleGiro  TELENOR NORGE AS', amount: always(-89_900), rules: ['telenor'], category: 'telecom' },
  { day: 18, text: 'eFaktura  TELIA NORGE AS Mobil', amount: from(9, -77_800, -83_800), rules: ['telia'], category: 'telecom' },
  { day: 10, text: 'AvtaleGiro  GJENSIDIGE FORSIKRING ASA', amount: from(4, -198_600, -213_400), rules: ['gjensidige'], category: 'insurance' },
  { day: 5, text: 'eFaktura  OSLO KOMMUNE Barnehage', amount: by(-200_000, -200_000, -200_000, -200_000, -200_000, -200_000, 0, -200_000, -120_000, -120_000, -120_000, -120_000), rules: ['barnehage'], category: 'childcare' },
  { day: 16, text: 'AvtaleGiro  TEKNA', amount: always(-51_900), rules: ['tekna'], category: 'memberships' },
  { day: 8, text: 'AvtaleGiro  AFTENPOSTEN AS', amount: from(8, -31_900, -34_900), rules: ['aftenposten'], category: 'news' },
  { day: 16, text: 'AvtaleGiro  LEGER UTEN GRENSER', amount: always(-25_000), rules: ['leger uten grenser'], category: 'donations' },
  { day: 3, text: 'AvtaleGiro  SATS NORGE AS', amount: always(-54_900), rules: ['sats'], category: 'fitness' },
  { day: 6, text: 'E-varekjøp Vipps Ruter AS Oslo', amount: by(-83_500, -83_500, -83_500, -83_500, -83_500, -83_500, 0, -83_500, -83_500, -83_500, -83_500, -83_500), rules: ['ruter'], category: 'public-transport' },
  { day: 24, text: 'AvtaleGiro  AUTOPASS FERDE', amount: by(-41_260, -38_740, -44_910, -39_680, -46_350, -52_840, -21_430, -40_120, -43_570, -45_280, -42_960, -39_150), rules: ['autopass'], category: 'parking-tolls' },
];

/** Bought with the bank card: visits a month, price range, texts to choose from. */
export const SHOPS = [
  { texts: ['Rema Torshov Vogts Gate 51 Oslo', 'Rema Torshov Vogts Gate 51 Oslo', 'Rema 1000 Sinsen Trondheimsvn Oslo'], visits: 6.5, low: 12_900, high: 134_000, rules: ['rema'], category: 'groceries' },
  { texts: ['Kiwi 471 Bislet Theresesgt 3 Oslo', 'Kiwi 323 Sandaker Sandakerveie Oslo'], visits: 5, low: 6_900, high: 92_000, rules: ['kiwi'], category: 'groceries' },
  { texts: ['Coop Extra Storo Vitaminveien Oslo'], visits: 2.5, low: 29_000, high: 196_000, rules: ['coop extra'], category: 'groceries' },
  { texts: ['Meny Ringnes Pa Sannergata 6 Oslo'], visits: 1.2, low: 29_000, high: 148_000, rules: ['meny'], category: 'groceries' },
  { texts: ['Vinmonopolet St Vitaminveien Oslo'], visits: 1.3, low: 18_900, high: 72_000, rules: ['vinmonopolet'], category: 'alcohol' },
  { texts: ['Kaffebrenneriet Thorvald Mey Oslo', 'Tim Wendelboe Grüners Gate Oslo'], visits: 3.5, low: 4_700, high: 16_800, rules: ['kaffebrenneriet', 'tim wendelboe'], category: 'cafes' },
  { texts: ['Peppes Pizza St Stortingsgat Oslo', 'Nam Fah Thai Vogts Gate 64 Oslo', 'Egon Byporten Jernbanetorg Oslo'], visits: 1.8, low: 28_900, high: 119_000, rules: ['peppes', 'egon'], category: 'restaurants' },
  { texts: ['Circle K Sinsen Trondheimsve Oslo', 'Esso Alnabru Alfasetvei Oslo'], visits: 2, low: 48_000, high: 92_000, rules: ['circle k', 'esso'], category: 'fuel' },
  { texts: ['Apotek 1 Torsho Vogts Gate 4 Oslo', 'Vitusapotek Sto Vitaminveien Oslo'], visits: 1.4, low: 7_900, high: 46_000, rules: ['apotek'], category: 'pharmacy' },
  { texts: ['Clas Ohlson Sto Vitaminveien Oslo'], visits: 0.6, low: 12_900, high: 89_000, rules: ['clas ohlson'], category: 'home-improvement' },
  { texts: ['H&m 123 Storo Vitaminveien Oslo', 'Cubus Storo Vitaminveien Oslo'], visits: 0.9, low: 14_900, high: 96_000, rules: ['h&m', 'cubus'], category: 'clothing' },
  { texts: ['Xxl Storo Vitaminveien Oslo', 'Sport 1 Torshov Vogts Gate 7 Oslo'], visits: 0.5, low: 24_900, high: 189_000, rules: ['xxl'], category: 'sports-outdoors' },
  { texts: ['Ikea Furuset Strømsveien Oslo'], visits: 0.35, low: 39_000, high: 289_000, rules: ['ikea'], category: 'furnishing' },
  { texts: ['Norli Storo Vitaminveien Oslo'], visits: 0.6, low: 19_900, high: 64_900, rules: ['norli'], category: 'books' },
  { texts: ['Frisør Saks Vogts Gate 40 Oslo'], visits: 0.7, low: 49_000, high: 98_000, rules: ['frisør'], category: 'personal-care' },
  { texts: ['Easypark AS Oslo', 'Aimo Park Oslo'], visits: 1.6, low: 3_200, high: 18_400, rules: ['easypark'], category: 'parking-tolls' },
  { texts: ['Lekekassen Sto Vitaminveien Oslo'], visits: 0.4, low: 19_900, high: 69_900 },
];

/** Vipps between people, either way, and Vipps to clubs and shops. */
export const PEOPLE = ['Marte Lien', 'Jonas Berg Aune', 'Siri Hovland', 'Amina Yusuf', 'Henrik Sandvik'];

/** Subscriptions on the credit card: day, text, amount by month. Netflix and Spotify grow dearer in the autumn. */
export const SUBSCRIPTIONS = [
  { day: 4, text: 'Netflix.com', amount: from(9, 12_900, 15_900), rules: ['netflix'], category: 'streaming' },
  { day: 11, text: 'Spotify P1B2C3D4E5', amount: from(11, 19_900, 21_900), rules: ['spotify'], category: 'streaming' },
  { day: 19, text: 'APPLE.COM/BILL', amount: always(3_900), rules: ['apple.com'], category: 'software' },
  { day: 21, text: 'MAX Entertainment', amount: (m) => (m >= 2 && m <= 5 ? 10_900 : 0) },
  { day: 27, text: 'Microsoft*365', amount: (m) => (m === 10 ? 109_900 : 0) },
];

/** Bought with the credit card in the shops of the web: visits a month. */
export const WEB_SHOPS = [
  { texts: ['Foodora AB', 'Wolt'], visits: 2.2, low: 21_900, high: 58_000, rules: ['foodora', 'wolt'], category: 'restaurants' },
  { texts: ['Oda.com'], visits: 1.5, low: 79_000, high: 228_000, rules: ['oda.com'], category: 'groceries' },
  { texts: ['Zalando', 'Boozt.com'], visits: 0.8, low: 29_900, high: 149_000, rules: ['zalando', 'boozt'], category: 'clothing' },
  { texts: ['Komplett.no'], visits: 0.35, low: 39_900, high: 399_000, rules: ['komplett'], category: 'electronics' },
  { texts: ['SF Kino Oslo', 'Ticketmaster Norge'], visits: 0.7, low: 29_600, high: 119_000, rules: ['sf kino'], category: 'events' },
  { texts: ['Steamgames.com 425'], visits: 0.4, low: 9_900, high: 59_900 },
  { texts: ['ARK Bokhandel Nett'], visits: 0.4, low: 19_900, high: 49_900 },
];

/** Single things on the credit card: [month, day, text, øre]. A refund is negative. */
export const CARD_EVENTS = [
  [2, 3, 'SAS Scandinavian 1178843', 964_200],
  [3, 17, 'Booking.com Hotel', 1_184_000],
  [5, 22, 'Zalando Retur', -79_900],
  // The same order charged twice, a day apart.
  [9, 16, 'Elkjøp Nett Ordre 5521807', 149_900],
  [9, 17, 'Elkjøp Nett Ordre 5521807', 149_900],
  [11, 28, 'Power.no', 429_900],
  [12, 9, 'Lego.com', 119_900],
];

/** The holiday on Crete: [day of July, text, cents of euro]. Two equal coffees on one day are two. */
export const HOLIDAY = { month: 7, currency: 'EUR', rate: 11.85, spent: [
  [12, 'Taverna Ammos Chania', 4_650], [12, 'AB Vassilopoulos Chania', 6_284], [13, 'Hertz Chania Airport', 28_900], [13, 'Kafeneio To Limani', 980],
  [13, 'Kafeneio To Limani', 980], [14, 'EKO Kissamos', 5_412], [15, 'Taverna Gramvousa', 7_240], [16, 'AB Vassilopoulos Chania', 8_916],
  [17, 'Maritime Museum Chania', 2_400], [18, 'Taverna Ammos Chania', 5_820], [19, 'Pharmacy Kalathas', 1_365], [20, 'Zacharoplasteio Rethymno', 1_460],
  [21, 'EKO Kissamos', 4_788], [22, 'Taverna Kymata', 8_310], [23, 'Chania Airport Shops', 4_175],
] };

/** Single things on the current account: [month, day, text, øre]. */
export const EVENTS = [
  [2, 14, 'Nettgiro til: Oslo Fotballkr Betalt: 14.02.25', -185_000],
  [3, 6, 'Varekjøp Mekonomen Alna Alfasetvei Oslo', -612_500],
  [4, 24, 'Overføring Innland  Skatteetaten Tilgode Skatt', 864_300],
  [5, 12, 'Uttak minibank 12.05 Vogts Gate Oslo', -100_000],
  [8, 28, 'Nettgiro til: Tannlege Myhren Betalt: 28.08.25', -184_000],
  [9, 5, 'Uttak minibank 05.09 Storo Storsen Oslo', -80_000],
  [10, 20, 'Varekjøp Plantasjen Alna Alfasetvei Oslo', -73_400],
  [11, 10, 'Varekjøp Dekkmann Alna Alfasetvei Oslo', -589_000],
  [12, 12, 'Varekjøp Nille Storo Vitaminveien Oslo', -64_300],
  [12, 19, 'Varekjøp Jernia Storo Vitaminveien Oslo', -189_900],
  [12, 31, 'Omkostninger og gebyrer', -4_200],
];

/** Rules for the single things worth one. */
export const OTHER_RULES = [
  { rules: ['scandinavian'], category: 'flights' },
  { rules: ['booking.com'], category: 'lodging' },
  { rules: ['elkjøp'], category: 'electronics' },
  { rules: ['taverna'], category: 'restaurants' },
  { rules: ['mekonomen'], category: 'vehicle' },
  { rules: ['skatteetaten'], category: 'taxes' },
  { rules: ['minibank'], category: 'cash' },
  { rules: ['omkostninger'], category: 'bank-fees' },
  { rules: ['kreditrenter'], category: 'investment-income' },
  { rules: ['bsu'], category: 'savings' },
  { rules: ['tpp: vipps'], category: 'person-to-person' },
];

/** Monthly budgets from January: of a category or a whole group, with or without rollover. */
export const BUDGETS = [
  { kind: 'category', target: 'groceries', amount: 950_000, rollover: false },
  { kind: 'category', target: 'restaurants', amount: 150_000, rollover: false },
  { kind: 'category', target: 'cafes', amount: 35_000, rollover: false },
  { kind: 'category', target: 'utilities', amount: 200_000, rollover: true },
  { kind: 'category', target: 'clothing', amount: 110_000, rollover: true },
  { kind: 'category', target: 'electronics', amount: 60_000, rollover: true },
  { kind: 'group', target: 'transport', amount: 320_000, rollover: false },
  { kind: 'group', target: 'leisure', amount: 90_000, rollover: false },
];
