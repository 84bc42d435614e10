/**
 * What other programs call categories and groups, as data: names that Mint, Quicken, YNAB, Actual and plain-text ledgers give
 * by default, and common ones of people's own. Written as `nameKey` compares them.
 */
import { foldedText } from '../values/text.ts';

/** Name -> the form that compares: folded, "&" and the Nordic and German words for it as "and", pictures and marks aside. */
export const nameKey = (name: string): string =>
  foldedText(name.slice(0, 200)).replace(/&/g, ' and ').replace(/[^\p{L}\p{N}]+/gu, ' ').replace(/(?<= )(?:og|och|und)(?= )/g, 'and').trim();

const LEAVES: Readonly<Record<string, string>> = {
  salary: 'paycheck, wages, salary wages, salary and wages, pay, bonus, net salary, lonn',
  benefits: 'pension, social security, unemployment, benefits',
  'investment-income': 'interest income, interest inc, dividends, dividend income, investment income, interest, div income, capital gain',
  'other-income': 'income, other income, other inc, misc income, rental income, reimbursement, returned purchase',
  rent: 'mortgage and rent, rent mortgage, house rent',
  mortgage: 'mortgage payment, home loan, mortgage interest',
  'housing-fees': 'hoa fees, hoa, housing fees, condo fees',
  utilities: 'electric, electricity, power, gas and electric, water, heating, utility, garbage, trash, strom',
  telecom: 'internet, phone, mobile phone, cell phone, cable, telephone, internet cable, mobile, broadband, phone and internet, home phone, internett, mobil, telefon',
  'home-improvement': 'home maintenance, home repair, home services, lawn and garden, home improvement, garden, gardening, repairs, household repairs, hage, oppussing, vedlikehold',
  furnishing: 'furnishings, furniture, home supplies, household, household goods, home goods, mobler, interior',
  groceries: 'grocery, supermarket, food and groceries, food groceries, food, mat, matvarer',
  restaurants: 'dining out, dining, fast food, restaurant, eating out, restaurants and dining, takeaway, takeout, take out, food delivery, lunch, restauranter, spise ute',
  cafes: 'coffee shops, coffee, cafe, kafe, kaffe',
  alcohol: 'alcohol and bars, alcohol bars, bars, drinks, beer, wine, beer and wine, uteliv',
  'public-transport': 'public transportation, bus, train, transit, commute, subway, bus and train, kollektivt, buss',
  taxi: 'rental car and taxi, ride share, rideshare, uber, taxi and ride share, cab',
  fuel: 'gas and fuel, gas fuel, gas, petrol, auto fuel, gasoline, charging, drivstoff, bensin, lading',
  'parking-tolls': 'parking, tolls, parking and tolls, toll, parkering, bompenger',
  vehicle: 'auto maintenance, auto payment, service and parts, car, auto, car maintenance, car repairs, car repair, auto service, registration, car payment, bil',
  flights: 'air travel, airfare, plane tickets',
  lodging: 'hotel, hotels, accommodation, lodging and hotels',
  holidays: 'vacation, vacations, travel, holiday, trips, travel and vacation, ferie, reise, reiser',
  clothing: 'clothes, apparel, clothing and shoes, klaer',
  electronics: 'electronics and software, computer, computers, gadgets, tech',
  'general-merchandise': 'shopping, amazon, department store, general shopping',
  books: 'book, office supplies, books and supplies, stationery, boker',
  'sports-outdoors': 'sporting goods, sports, sport, bicycle, outdoors',
  kids: 'toys, baby supplies, kids activities, children, baby, barn, leker',
  pets: 'pet, pet food and supplies, pet food, veterinary, vet, pet grooming, pet care',
  gifts: 'gift, gifts given, presents, flowers, gaver, gave',
  pharmacy: 'drugs, medicine, medicines, medication, prescriptions',
  healthcare: 'doctor, dentist, eyecare, medical, health, medical expenses, doctors, optician, health care, hospital, medical dental, helse, lege, tannlege',
  'personal-care': 'hair, haircut, beauty, spa and massage, hair and beauty, hairdresser, cosmetics, grooming, frisor',
  fitness: 'gym, fitness gym, gym membership, trening',
  streaming: 'television, music, tv, netflix, spotify, streaming services, movies and dvds',
  software: 'software subscriptions, apps, cloud, software and apps, web hosting',
  news: 'newspapers and magazines, newspapers, magazines, newspaper',
  games: 'video games, gaming, game',
  events: 'movies, arts, entertainment, concerts, cinema, theatre, amusement, tickets, movies and events, kino, underholdning',
  gambling: 'lottery, betting',
  hobbies: 'hobby, recreation',
  insurance: 'life insurance, auto insurance, car insurance, health insurance, home insurance, renters insurance, home renters insurance, travel insurance, insurances, forsikring, forsikringer',
  'loan-payment': 'student loan, loans, loan, loan payments, student loans, loan principal, loan interest, car loan, lan',
  'bank-fees': 'bank fee, atm fee, service fee, finance charge, late fee, bank charges, bank charge, fees, trade commissions, bank service charges, gebyr, gebyrer, bankgebyr',
  taxes: 'tax, federal tax, state tax, local tax, property tax, sales tax, income tax, tax fed, tax state, skatt',
  donations: 'charity, donation, giving, charitable donations',
  services: 'legal, financial advisor, advertising, printing, shipping, postage, postage and shipping, financial',
  education: 'tuition, school, school supplies, student fees, courses',
  childcare: 'babysitter and daycare, kindergarten, daycare, child care, babysitting',
  'internal-transfer': 'transfer, transfers, transfer for cash spending, account transfer, overforing, overforinger',
  'card-payment': 'credit card payment, credit card payments, card payments',
  savings: 'investments, deposit to savings, saving, retirement, buy, emergency fund, sparing',
  cash: 'cash and atm, atm, cash withdrawal, withdrawal, atm withdrawal, pocket money',
};
const GROUPS: Readonly<Record<string, string>> = {
  income: 'revenue, revenues',
  home: 'housing, house, bills and utilities, bills utilities, utilities, household',
  food: 'food and dining, food dining, dining',
  transport: 'auto and transport, auto transport, auto, transportation, automobile, car',
  travel: 'vacation, holiday',
  shopping: 'personal shopping',
  health: 'health and fitness, medical, personal care, wellness, health and beauty',
  leisure: 'entertainment, fun, just for fun, recreation, hobbies',
  finance: 'fees and charges, taxes, financial, insurance, loans, business services, gifts and donations, giving, finances',
  family: 'kids, education, children',
  transfers: 'transfer',
};
/** Names that stand for none: what is to be budgeted, what nobody sorted, and the parts that a program hides. */
const NONE = new Set(`inflow ready to assign, ready to assign, inflow to be budgeted, to be budgeted, to be assigned, uncategorized, uncategorised, inflow uncategorized, internal master category uncategorized, unknown, none, no category,
  income available this month, available this month, income available next month, available next month, starting balances, starting balance, income starting balances, split, multiple categories, category not needed, hide from budgets and trends, ukategorisert, uten kategori`.split(/,\s*/));

type Names = readonly (readonly [name: string, id: string])[];
const inverse = (table: Readonly<Record<string, string>>): Names => Object.entries(table).flatMap(([id, names]) => names.split(/,\s*/).map((name) => [name, id] as const));
const leaves = new Map(inverse(LEAVES));
const groups = new Map(inverse(GROUPS));

/** All names with what they mean, for the check that each means one thing that there is. */
export const namesElsewhere = (): { readonly leaves: Names; readonly groups: Names } => ({ leaves: inverse(LEAVES), groups: inverse(GROUPS) });

/** `nameKey` of a category -> id of the built-in category that is meant; undefined where none is. */
export const leafElsewhere = (key: string): string | undefined => leaves.get(key);
/** `nameKey` of a group -> id of the built-in group that is meant; undefined where none is. */
export const groupElsewhere = (key: string): string | undefined => groups.get(key);
/** True for the `nameKey` of a name that stands for no category. */
export const isNoCategory = (key: string): boolean => key === '' || NONE.has(key);
