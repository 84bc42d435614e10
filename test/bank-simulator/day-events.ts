/** One day of the household: what is bought, paid, moved, reserved, and when the bank learns of each. */
import type { Currency } from '../../src/values/currency.ts';
import { addDays, type Day, dayNumber, lastDay, monthOf } from '../../src/values/day.ts';
import { minor } from '../../src/values/money.ts';
import type { EventKind, TrueAccount, TrueEvent } from './contract.ts';
import { type Dice, diceOf, digitsOf } from './dice.ts';
import { ABROAD, CARD_SHOPS, COFFEE, DEPOSIT, FARE, FUEL, FUEL_HOLD, MONTHLY, MOVES, SHOPS, type Shop, TIPPED } from './household.ts';
import { osloInstant } from './oslo.ts';

interface Happening {
  readonly account: string;
  readonly kind: EventKind;
  readonly merchant: string;
  readonly place?: string;
  readonly counterpartyAccount?: string;
  /** Minutes since midnight. */
  readonly minute: number;
  readonly amount: number | undefined;
  readonly held?: number;
  readonly isHeld?: boolean;
  readonly original?: TrueEvent['original'];
  readonly mcc?: string;
  readonly bankCode: string;
  readonly pair?: string;
  /** Booked under the purchase day already. */
  readonly isImmediate?: boolean;
  /** Booked with a day to come, so many days ahead. */
  readonly ahead?: number;
}

/** 1900-01-01 was a Monday. */
const isWeekend = (day: Day): boolean => dayNumber(day) % 7 >= 5;
function businessDay(day: Day, count: number): Day {
  let reached = day;
  for (let left = count; left > 0;) if (!isWeekend(reached = addDays(reached, 1))) left--;
  return reached;
}

function purchase(dice: Dice, account: string, shop: Shop, minute: number): Happening {
  const amount = shop.fixed ?? dice.between(shop.low, shop.high);
  return { account, kind: 'card', merchant: shop.name, place: shop.place, minute, amount: -amount, isHeld: true, mcc: shop.mcc, bankCode: 'PMNT-CCRD-POSD' };
}

function cardLife(dice: Dice, day: Day, extra: number): Happening[] {
  const made: Happening[] = [];
  if (dice.chance(COFFEE.chance)) for (const minute of [dice.between(450, 540), dice.between(760, 900)]) made.push(purchase(dice, 'current', COFFEE, minute));
  if (!isWeekend(day) && dice.chance(FARE.chance)) for (const minute of [dice.between(420, 480), dice.between(960, 1020)]) made.push(purchase(dice, 'current', FARE, minute));
  for (const shop of SHOPS) if (dice.chance(shop.chance)) made.push(purchase(dice, 'current', shop, dice.between(540, 1290)));
  for (const shop of CARD_SHOPS) if (dice.chance(shop.chance)) made.push(purchase(dice, 'card', shop, dice.between(540, 1400)));
  for (let index = 0; index < extra; index++) made.push(purchase(dice, 'current', dice.pick(SHOPS), dice.between(360, 1430)));
  if (dice.chance(TIPPED.chance)) {
    const meal = purchase(dice, 'current', TIPPED, dice.between(1140, 1350));
    made.push({ ...meal, held: meal.amount ?? 0, amount: (meal.amount ?? 0) - dice.between(1, 12) * 1000 });
  }
  if (dice.chance(FUEL.chance)) made.push({ ...purchase(dice, dice.pick(['current', 'card']), FUEL, dice.between(420, 1290)), held: -FUEL_HOLD });
  if (dice.chance(DEPOSIT.chance)) {
    const deposit = purchase(dice, 'current', DEPOSIT, dice.between(500, 1200));
    made.push({ ...deposit, held: deposit.amount ?? 0, amount: undefined });
  }
  for (const { shop, currency, rate } of ABROAD) {
    if (!dice.chance(shop.chance)) continue;
    const foreign = dice.between(shop.low, shop.high);
    const moved = rate + dice.between(-900, 900);
    const original = { amount: minor(-foreign), currency: currency as Currency, rate: `${Math.floor(moved / 10_000)}.${`${moved % 10_000}`.padStart(4, '0')}` };
    made.push({ ...purchase(dice, 'card', shop, dice.between(500, 1380)), held: -Math.round((foreign * rate) / 10_000), amount: -Math.round((foreign * moved) / 10_000), original });
  }
  if (dice.chance(3)) {
    const shop = dice.pick(SHOPS);
    made.push({ account: 'current', kind: 'refund', merchant: shop.name, place: shop.place, minute: dice.between(540, 1200), amount: dice.between(4900, 59_900), mcc: shop.mcc, bankCode: 'PMNT-CCRD-RIMB' });
  }
  return made;
}

function regularLife(dice: Dice, day: Day, accounts: readonly TrueAccount[]): Happening[] {
  const made: Happening[] = [];
  const number = (key: string): string => accounts.find((account) => account.key === key)?.bban ?? '';
  const has = (key: string): boolean => accounts.some((account) => account.key === key);
  const move = (from: string, to: string, amount: number, name: string, minute: number): void => {
    if (!has(from) || !has(to)) return;
    const shared = { kind: 'own-transfer', merchant: name, minute, isImmediate: true, pair: `${from}-${to}-${minute}` } as const;
    made.push({ ...shared, account: from, amount: -amount, counterpartyAccount: number(to), bankCode: 'PMNT-ICDT-BOOK' });
    made.push({ ...shared, account: to, amount, counterpartyAccount: number(from), bankCode: 'PMNT-RCDT-BOOK' });
  };
  const date = Number(day.slice(8));
  for (const { day: due, account, kind, name, amount, bankCode, other, mcc } of MONTHLY) {
    if (due !== date) continue;
    const wobble = name === 'Tibber' ? dice.between(-31_000, 42_000) : 0;
    made.push({ account, kind, merchant: name, minute: 360 + due, amount: amount + wobble, isImmediate: kind !== 'card', isHeld: kind === 'card', bankCode, ...(other && { counterpartyAccount: other }), ...(mcc && { mcc }) });
  }
  for (const { day: due, from, to, amount, name } of MOVES) if (due === date) move(from, to, amount, name, 610 + due);
  // A bill that the bank books at once under the day it falls due.
  if (dice.chance(3)) made.push({ account: 'current', kind: 'payment', merchant: 'Oslo kommune', minute: dice.between(600, 1000), amount: -dice.between(30_000, 90_000), bankCode: 'PMNT-ICDT-DMCT', counterpartyAccount: '13150100005', ahead: dice.between(2, 5) });
  for (const { key } of accounts) {
    if (key.startsWith('savings-') && dice.chance(12)) move('current', key, dice.between(1, 9) * 10_000, 'Fast sparing', dice.between(600, 900));
    if (key.startsWith('savings') && day === lastDay(monthOf(day))) made.push({ account: key, kind: 'interest', merchant: 'Kreditrenter', minute: 1439, amount: dice.between(9000, 61_000), isImmediate: true, bankCode: 'ACMT-ACOP-INTR' });
  }
  return made;
}

interface Wished { readonly seed: string; readonly extra?: number; readonly isCalm?: boolean }

/** Truth options, accounts and a day -> what is bought, paid and reserved that day, in the order of its ids. */
export function eventsOfDay({ seed, extra = 0, isCalm = false }: Wished, accounts: readonly TrueAccount[], day: Day): readonly TrueEvent[] {
  const dice = diceOf(`${seed}/${day}`);
  const happenings = [...cardLife(dice, day, extra), ...regularLife(dice, day, accounts)].filter(({ account }) => accounts.some(({ key }) => key === account));
  return happenings.map((happening, index): TrueEvent => {
    const { account, kind, merchant, amount, mcc, bankCode, original, counterpartyAccount, minute, isHeld, isImmediate, ahead } = happening;
    const at = osloInstant(day, minute);
    const bookingDay = ahead ? addDays(day, ahead) : isImmediate ? day : businessDay(day, kind === 'card' ? dice.between(1, 2) : dice.between(1, 3));
    const isLate = !ahead && !isCalm && (kind === 'interest' || dice.chance(5));
    const bookedAt = ahead || isImmediate && !isLate ? at + 60_000 : isLate ? osloInstant(addDays(bookingDay, dice.between(1, 5)), dice.between(180, 1300)) : osloInstant(bookingDay, dice.between(120, 480));
    const held = minor(happening.held ?? amount ?? 0);
    return {
      id: `${day}/${`${index}`.padStart(4, '0')}`, account, kind, merchant, place: happening.place ?? '', bought: day,
      heldAt: isHeld ? at + 60_000 : undefined, held, amount: amount === undefined ? undefined : minor(amount), bookingDay, bookedAt,
      releasedAt: amount === undefined ? at + dice.between(3, 7) * 86_400_000 : bookedAt + (dice.chance(15) ? 6 * 3_600_000 : 0),
      enrichedAt: bookedAt + dice.between(4, 11) * 3_600_000,
      reference: digitsOf(`${seed}/reference/${day}/${happening.pair ?? `${account}/${index}`}`, 10),
      ...(counterpartyAccount && { counterpartyAccount }), ...(original && { original }), ...(mcc && { mcc }), bankCode,
    };
  });
}
