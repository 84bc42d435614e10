/**
 * Known merchants: the name in a bank's text that stands on the lists, its clean form and its category. The account's country
 * first, longest name first, after what banks and payment companies write around it; a name that is also a word must stand alone.
 */
import { COUNTRY_CODES, GIVEN_NAMES, INTERMEDIARIES, LEGAL_FORMS } from './bank-words.ts';
import { type Token, tokensOf } from './bank-tokens.ts';
import type { Decision, Description, InstantStep } from './decision.ts';
import { memoised } from './memo.ts';
import { isStreetName, merchantNameOf, openingOf } from './merchant.ts';
import { MerchantIndex } from './merchant-index.ts';
import { type KnownMerchant, gluable } from './merchant-list.ts';
import { mayBePlace } from './places.ts';

/** A name found in a text. */
export interface Found {
  readonly merchant: KnownMerchant;
  /** True when only the beginning of the name stands there, cut by the bank. */
  readonly isCut: boolean;
  /** True when nothing else in the text could say what it is about: what stands beside the name is bank noise, a place or a number. */
  readonly isWhole: boolean;
  /** Category of a purchase there, which a counter of another trade may change. */
  readonly category: string;
  /** False when the text is about pay, interest, cash and the like, whatever name stands in it. */
  readonly isPurchase: boolean;
}
/** As much of it as the name alone says. */
type FoundName = Pick<Found, 'merchant' | 'isCut' | 'isWhole'>;

/** Where accounts in a currency are held, surest first. */
const COUNTRIES_OF: Readonly<Record<string, readonly string[]>> = {
  NOK: ['NO'], SEK: ['SE'], DKK: ['DK'], GBP: ['GB'], USD: ['US'], PLN: ['PL'], CHF: ['CH'], ISK: ['IS'], CZK: ['CZ'], CAD: ['CA'], AUD: ['AU'], NZD: ['NZ'], ZAR: ['ZA'],
  EUR: ['FI', 'DE', 'FR', 'NL', 'ES', 'IT', 'IE', 'AT', 'BE', 'PT', 'EE', 'LV', 'LT', 'LU', 'SI', 'SK', 'GR', 'MT', 'CY', 'HR'],
};
/** A name of another country must have so many letters; one of the own country or of the world may be shorter. */
const FOREIGN_LETTERS = 6;
/** Where nobody knows the country, names of this length count if all who bear them agree. */
const HOMELESS_LETTERS = 4;
/** A name that does not stand first must have so many. */
const INNER_LETTERS = 9;
/** A name that a bank cut must have kept this many letters, and this share of them. */
const CUT_LETTERS = 8;
const CUT_SHARE = 0.7;
const MOST_PARTS = 7;

/**
 * Words that say the text is not about a purchase there, whatever name follows: pay, interest, fees, cash, loans, rent, child care,
 * what was sold or paid out. Beginnings of plain words, so that "minibankuttak" and "lønnsoverføring" count.
 */
const BANK_MATTERS = new RegExp(`^(?:${`lonn lonutbet lon$ salary payroll wages gehalt lohn$ palkka renter? rente$ kreditrent ranta gebyr avgift$ fees?$ charges?$ interest
  minibank bankomat kontant uttak uttag havekort haevekort hevning atm$ cash$ geldautomat retrait pension pensjon feriepeng utbytte utbyte utdelning dividend aksjeutb
  (?:bo|bolig|hus|bil|studie|forbruks|privat|su|hypotek|opintot?)?lan(?:et|eavdrag|etermin)?$ laina$ loan$ mortgage kredittkort kreditkort creditcard husleie$ hyra$ husleje vuokra$ rent$ miete$
  sfo$ aks$ barnehage barnomsorg forskola fritids daginstitution varhaiskasv erstatning ersattning erstatn utbetaling utbetalning udbetaling payout vinst gevinst salg$ sald$ sold$ sparing sparande`
  .split(/\s+/).join('|')})`);

/** A pump or a counter of its own at a shop of another trade. Plain form of the word -> category. */
const COUNTERS: ReadonlyMap<string, string> = new Map([
  ...['pfs', 'petrol', 'fuel', 'drivstoff', 'bensin', 'tank', 'tanka', 'tankstation', 'tankautomat', 'pump', 'gas', 'diesel'].map((word) => [word, 'fuel'] as const),
  ...['pharmacy', 'apotek', 'apoteket', 'apteekki'].map((word) => [word, 'pharmacy'] as const),
]);
const HAS_COUNTERS: ReadonlySet<string> = new Set(['groceries', 'general-merchandise']);

export interface KnownMerchants {
  /** Text and currency of its account -> the name found; undefined when none is. Counterparties first, where the bank names one. */
  find(text: string, currency?: string, counterparty?: string): Found | undefined;
  /** Names on the lists. */
  readonly count: () => number;
}

/** An index -> the finder over it; what it found for lately seen texts is remembered. */
export function createKnownMerchants(index: MerchantIndex): KnownMerchants {
  const search = memoised((joined) => {
    const [currency = '', text = '', counterparty = ''] = joined.split('\u001f');
    const found = (counterparty === '' ? undefined : findIn(index, counterparty, currency)) ?? findIn(index, text, currency);
    return found && { ...found, category: counterOf(text, found.merchant), isPurchase: !saysBankMatter(text) };
  });
  return { find: (text, currency = '', counterparty = '') => search(`${currency}\u001f${text}\u001f${counterparty}`), count: () => index.count };
}

let loaded: KnownMerchants | undefined;
/** The shipped lists; read when first asked for. */
export const knownMerchants = (): KnownMerchants => (loaded ??= createKnownMerchants(MerchantIndex.shipped()));

/** The merchant's name to show: as the lists write it, else what is left of the text; undefined when it names nobody. */
export const shownMerchant = (text: string, currency?: string, counterparty?: string): string | undefined =>
  knownMerchants().find(text, currency, counterparty)?.merchant.name ?? merchantNameOf(text, counterparty);

/**
 * What the lists say of a description: a decision, and whether it is the whole story. A name among words that are no branch
 * ("Mango Sushi", "Tesco Mobile") is a clue only. Money in that is not small is left to the model: a chain also pays wages.
 */
export function merchantClue(about: Description): { readonly decision: Decision; readonly isWhole: boolean } | undefined {
  const found = knownMerchants().find(about.text, about.currency, about.counterparty);
  if (!found?.isPurchase || !flowsSo(found.merchant.category, about.amount ?? 0)) return undefined;
  const { merchant, isCut, isWhole, category } = found;
  return { decision: { category, step: 'merchant', confidence: isWhole && !isCut ? 0.98 : 0.95, by: merchant.name }, isWhole };
}

/** The step of the cascade: decides where a name on the lists is all that the text says. */
export const merchantStep: InstantStep = {
  step: 'merchant',
  decideNow(about: Description) {
    const clue = merchantClue(about);
    return clue?.isWhole ? clue.decision : undefined;
  },
  explain: ({ by = '' }) => `"${by}" is on ft's list of known merchants.`,
};

/** Minor units; beyond this, money from a merchant is hardly a refund. */
const LARGE_REFUND = 500_000;
const INCOME: ReadonlySet<string> = new Set(['salary', 'benefits', 'investment-income', 'other-income']);
/** Money from these is no refund but something else: a claim, a payment of debt. */
const ONLY_OUT: ReadonlySet<string> = new Set(['insurance', 'loan-payment', 'mortgage', 'rent', 'memberships']);

/** False where money of this amount goes the wrong way for a category: what is paid to the office that pays benefits is none. */
function flowsSo(category: string, amount: number): boolean {
  if (INCOME.has(category)) return amount >= 0;
  return amount <= 0 || (amount <= LARGE_REFUND && !ONLY_OUT.has(category));
}

const saysBankMatter = (text: string): boolean => tokensOf(text).some(({ word }) => BANK_MATTERS.test(word));

/** Category of a purchase there: a supermarket's pump sells fuel. */
function counterOf(text: string, { category, name }: KnownMerchant): string {
  if (!HAS_COUNTERS.has(category)) return category;
  const own = new Set(tokensOf(name).map(({ word }) => word));
  for (const { word } of tokensOf(text)) {
    const counter = own.has(word) ? undefined : COUNTERS.get(word);
    if (counter !== undefined) return counter;
  }
  return category;
}

function findIn(index: MerchantIndex, text: string, currency: string): FoundName | undefined {
  const tokens = tokensOf(text);
  const parts = tokens.map((token) => gluable(token.word || token.shown));
  const home = COUNTRIES_OF[currency] ?? [];
  const begin = openingOf(tokens);
  const starts = [begin, ...parts.keys()].filter((start, at) => parts[start] !== undefined && parts[start] !== '' && (at === 0 || start !== begin));
  let best: { found: FoundName; letters: number } | undefined;
  for (const start of starts) {
    const atOpening = start === begin;
    let glued = '';
    let words = 0;
    for (let end = start; end < parts.length && words < MOST_PARTS; end++) {
      if (parts[end] === '') continue;
      glued += parts[end];
      words++;
      const rest = tokens.slice(end + 1);
      const merchant = bearerOf(index.bearers(glued), home, glued, { atOpening, isAlone: atOpening && isBranch(rest), isBare: atOpening && isBare(rest) });
      if (merchant && glued.length > (best?.letters ?? 0)) best = { found: { merchant, isCut: false, isWhole: atOpening && isBranch(rest) }, letters: glued.length };
    }
    // What stands first names the merchant; what follows is the branch.
    if (atOpening && best) return best.found;
  }
  return best?.found ?? cutName(index, parts.slice(begin), tokens.slice(begin), home);
}

/** So short a name is taken for one only where it stands alone ("C&A" is "ca" to a bank that drops signs). */
const SHORT_LETTERS = 2;

/** Of those who bear a name, the one that is meant: of the own country, of the world, else the only trade that any of them has. */
function bearerOf(bearers: readonly KnownMerchant[], home: readonly string[], glued: string, at: { atOpening: boolean; isAlone: boolean; isBare: boolean }): KnownMerchant | undefined {
  if (bearers.length === 0) return undefined;
  const fitting = bearers.filter(({ isWord }) => (GIVEN_NAMES.has(glued) ? at.isBare : isWord || glued.length <= SHORT_LETTERS || INTERMEDIARIES.has(glued) ? at.isAlone : at.atOpening || glued.length >= INNER_LETTERS));
  const near = fitting.filter(({ countries }) => countries.some((code) => home.includes(code)));
  const world = fitting.filter(({ countries }) => countries.includes('*'));
  const far = fitting.filter(({ isWord }) => glued.length >= (home.length > 0 ? FOREIGN_LETTERS : HOMELESS_LETTERS) && (!isWord || home.length === 0));
  for (const circle of [near, world, far]) {
    const [first] = circle;
    if (first) return circle.every(({ category }) => category === first.category) ? first : undefined;
  }
  return undefined;
}

/** Words after a name that say how large or which shop it is, not what else. Plain form. */
const SHOP_WORDS: ReadonlySet<string> = new Set(`senter center centre centrum sentrum storsenter kjopesenter butikk butik shop store stores online nettbutikk app norsk norge norway norwegian sverige
  svenska danmark dansk suomi norden nordic europe group gruppen company minipris xpress express super mega market marked supermarket supermarked stormarknad kvantum maxi nara varuhus varehus
  nord nor sor syd ost vest city mall avd avdeling filial retail sales payment bill subscription premium`.split(/\s+/));

/** True when what follows a name only says where: numbers, places, streets, legal forms, words of shops. A word of another trade is no branch ("Mango Sushi"). */
const isBranch = (rest: readonly Token[]): boolean => {
  const first = rest.find((token) => token.word !== '' || token.number !== undefined);
  if (first?.number === 'place') return true;
  return rest.every(({ word }) => word.length < 3 || SHOP_WORDS.has(word) || LEGAL_FORMS.has(word) || COUNTRY_CODES.has(word) || mayBePlace(word) || isStreetName(word));
};

/** True when no word follows, or a number first: "Lovisa Ek" is a person. */
const isBare = (rest: readonly Token[]): boolean => (rest[0]?.number !== undefined && rest[0].number !== 'other') || rest.every(({ word }) => word === '');

/** True when so many letters of a name end with its first word: then nothing was cut, and the text may mean something else. */
const endsWord = (letters: number, name: string): boolean => gluable(tokensOf(name)[0]?.word ?? '').length === letters;

/** A name that the bank cut: its beginning stands at the end of the text, and all names that begin so are of one trade. */
function cutName(index: MerchantIndex, parts: readonly string[], tokens: readonly Token[], home: readonly string[]): FoundName | undefined {
  const firstNumber = tokens.findIndex((token, at) => at > 0 && token.number !== undefined);
  const glued = parts.slice(0, firstNumber < 0 ? MOST_PARTS : firstNumber).join('');
  if (glued.length < CUT_LETTERS) return undefined;
  let found: KnownMerchant | undefined;
  for (const { form, merchant } of index.beginning(glued)) {
    const { isWord, countries } = merchant;
    const isNear = home.length === 0 || countries.includes('*') || countries.some((code) => home.includes(code));
    if (isWord || !isNear || glued.length < form.length * CUT_SHARE || endsWord(glued.length, merchant.name)) continue;
    if (found && found.category !== merchant.category) return undefined;
    found ??= merchant;
  }
  return found && { merchant: found, isCut: true, isWhole: false };
}
