/** What the invented household buys and pays: data, amounts in minor units (of the account's currency, whatever that is). */

export interface Shop {
  readonly name: string;
  readonly place: string;
  readonly mcc: string;
  readonly low: number;
  readonly high: number;
  /** Chances in a hundred on a day. */
  readonly chance: number;
  /** The same amount every time. */
  readonly fixed?: number;
}

export const COFFEE: Shop = { name: 'Kaffebrenneriet', place: 'Oslo', mcc: '5814', low: 4500, high: 4500, chance: 55, fixed: 4500 };
export const FARE: Shop = { name: 'Ruter', place: 'Oslo', mcc: '4111', low: 4400, high: 4400, chance: 60, fixed: 4400 };

/** Bought with the current account's card. */
export const SHOPS: readonly Shop[] = [
  { name: 'Rema 1000', place: 'Torshov', mcc: '5411', low: 8790, high: 98_340, chance: 35 },
  { name: 'Kiwi', place: 'Sagene', mcc: '5411', low: 4990, high: 61_275, chance: 30 },
  { name: 'Coop Extra', place: 'Storo', mcc: '5411', low: 7920, high: 124_015, chance: 12 },
  { name: 'Meny', place: 'Bislett', mcc: '5411', low: 9900, high: 87_660, chance: 10 },
  { name: 'Joker', place: 'Ila', mcc: '5411', low: 3000, high: 20_050, chance: 9 },
  { name: 'Vinmonopolet', place: 'Oslo', mcc: '5921', low: 15_990, high: 74_970, chance: 6 },
  { name: 'Apotek 1', place: 'Oslo', mcc: '5912', low: 5990, high: 41_480, chance: 5 },
  { name: 'Narvesen', place: 'Oslo S', mcc: '5994', low: 2900, high: 18_900, chance: 14 },
  { name: 'Clas Ohlson', place: 'Oslo', mcc: '5251', low: 7900, high: 89_900, chance: 4 },
  { name: 'Vy', place: 'Oslo', mcc: '4112', low: 12_100, high: 48_900, chance: 7 },
  { name: 'Peppes Pizza', place: 'Oslo', mcc: '5812', low: 18_900, high: 67_400, chance: 6 },
  { name: 'Espresso House', place: 'Oslo', mcc: '5814', low: 5200, high: 13_800, chance: 10 },
];

/** Bought with the credit card. */
export const CARD_SHOPS: readonly Shop[] = [
  { name: 'Zalando', place: 'Berlin', mcc: '5651', low: 29_900, high: 189_900, chance: 6 },
  { name: 'Elkjøp', place: 'Oslo', mcc: '5732', low: 19_900, high: 499_000, chance: 3 },
  { name: 'XXL', place: 'Oslo', mcc: '5941', low: 14_900, high: 149_900, chance: 4 },
  { name: 'Egon', place: 'Oslo', mcc: '5812', low: 24_500, high: 92_300, chance: 7 },
  { name: 'Foodora', place: 'Oslo', mcc: '5812', low: 19_900, high: 54_900, chance: 10 },
  { name: 'SF Studios', place: 'Oslo', mcc: '7832', low: 14_000, high: 46_000, chance: 4 },
];

/** Holds that change: a tip afterwards, and a tank of fuel that is reserved at a round amount. */
export const TIPPED: Shop = { name: 'Olivia', place: 'Aker Brygge', mcc: '5812', low: 42_000, high: 128_000, chance: 7 };
export const FUEL: Shop = { name: 'Circle K', place: 'Sinsen', mcc: '5542', low: 31_055, high: 112_480, chance: 9 };
export const FUEL_HOLD = 150_000;
/** Reserved and never booked. */
export const DEPOSIT: Shop = { name: 'Hertz', place: 'Gardermoen', mcc: '7512', low: 100_000, high: 500_000, chance: 5 };

export interface Abroad { readonly shop: Shop; readonly currency: string; /** Account units for one of the shop's, in 1/10000. */ readonly rate: number }
export const ABROAD: readonly Abroad[] = [
  { shop: { name: 'Amazon', place: 'Luxembourg', mcc: '5942', low: 999, high: 9950, chance: 5 }, currency: 'EUR', rate: 117_325 },
  { shop: { name: 'Steam', place: 'Hamburg', mcc: '5816', low: 499, high: 5999, chance: 3 }, currency: 'EUR', rate: 116_890 },
  { shop: { name: 'ICA', place: 'Strömstad', mcc: '5411', low: 19_900, high: 149_900, chance: 2 }, currency: 'SEK', rate: 10_245 },
];

export interface Monthly { readonly day: number; readonly account: 'current' | 'card' | 'savings'; readonly kind: 'payment' | 'salary' | 'fee' | 'card'; readonly name: string; readonly amount: number; readonly bankCode: string; /** The other side, ten digits or so. */ readonly other?: string; readonly mcc?: string }

/** Once a month, on a day that every month has. */
export const MONTHLY: readonly Monthly[] = [
  { day: 1, account: 'current', kind: 'payment', name: 'Solsiden Borettslag', amount: -845_000, bankCode: 'PMNT-ICDT-DMCT', other: '60120500183' },
  { day: 3, account: 'current', kind: 'payment', name: 'Gjensidige', amount: -124_900, bankCode: 'PMNT-RDDT-ESDD', other: '60210733335' },
  { day: 10, account: 'current', kind: 'payment', name: 'Telenor', amount: -49_900, bankCode: 'PMNT-RDDT-ESDD', other: '70501234560' },
  { day: 12, account: 'current', kind: 'salary', name: 'Nordlia Kommune', amount: 4_742_150, bankCode: 'PMNT-RCDT-SALA', other: '15062400103' },
  { day: 15, account: 'current', kind: 'payment', name: 'Lånekassen', amount: -231_400, bankCode: 'PMNT-ICDT-DMCT', other: '76940513725' },
  { day: 20, account: 'current', kind: 'payment', name: 'Tibber', amount: -98_735, bankCode: 'PMNT-RDDT-ESDD', other: '15036782914' },
  { day: 28, account: 'current', kind: 'fee', name: 'Gebyr kort og nettbank', amount: -4500, bankCode: 'ACMT-MDOP-FEES' },
  { day: 4, account: 'card', kind: 'card', name: 'Netflix', amount: -12_900, bankCode: 'PMNT-CCRD-POSD', mcc: '4899' },
  { day: 11, account: 'card', kind: 'card', name: 'Spotify', amount: -12_900, bankCode: 'PMNT-CCRD-POSD', mcc: '5815' },
  { day: 18, account: 'card', kind: 'card', name: 'Apple', amount: -12_900, bankCode: 'PMNT-CCRD-POSD', mcc: '5816' },
];

/** Moved between own accounts: on that day of the month, from, to, amount. */
export const MOVES: readonly { readonly day: number; readonly from: string; readonly to: string; readonly amount: number; readonly name: string }[] = [
  { day: 13, from: 'current', to: 'savings', amount: 500_000, name: 'Til sparing' },
  { day: 25, from: 'current', to: 'card', amount: 780_000, name: 'Kredittkort' },
  { day: 22, from: 'savings', to: 'current', amount: 150_000, name: 'Fra sparing' },
];
