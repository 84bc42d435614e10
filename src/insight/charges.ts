/** Charges of one merchant that stand out: one that may have been taken twice, one far above what is usual there. Rather silent than wrong. */
import type { Currency } from '../values/currency.ts';
import { type Day, daysBetween } from '../values/day.ts';
import { type Minor, absolute } from '../values/money.ts';
import type { Booking, RecurringItem } from './recurring.ts';

/** A booking with what tells whether it is worth a word. */
export interface Charge extends Booking {
  readonly category: string;
  /** The person wrote a note on it: they have looked at it. */
  readonly isNoted: boolean;
}

interface Standing { readonly merchant: string; readonly byText: boolean; readonly account: string; readonly currency: Currency; /** As a size. */ readonly amount: Minor; readonly day: Day; readonly id: string }
export type Finding =
  /** `day`, `id`: of the second one; `first`: the day of the one before it. */
  | (Standing & { readonly kind: 'duplicate'; readonly first: Day })
  /** `usual`: the largest one before it there. */
  | (Standing & { readonly kind: 'large'; readonly usual: Minor });

/** What charges are judged by. */
export interface Measure {
  /** Charges before it are left alone. */
  readonly since: Day;
  /** Ordinary spending of a month in their currency, 0 where none is known. */
  readonly monthly: number;
  /** What recurs at this merchant. */
  readonly recurring: readonly RecurringItem[];
  /** Money back from the same merchant. */
  readonly returned: readonly Booking[];
}

/** Fares, cash, money to people: the same amount twice in a row is how these are. */
const REPEATING: ReadonlySet<string> = new Set(['public-transport', 'parking-tolls', 'taxi', 'cash', 'person-to-person', 'internal-transfer', 'savings', 'card-payment', 'gambling', 'bank-fees', 'games']);

/** Smaller ones are not worth a word: parts of the ordinary spending of a month. */
const SMALLEST = { duplicate: 500, large: 25 } as const;
/** Days within which the same charge once more is one too many. */
const AT_ONCE = 3;
/** Earlier charges that show what is usual, and how many times the largest of them is far above it. */
const SHOWN_BY = 6;
const FAR_ABOVE = 3;

/** Charges of one merchant, account and currency, oldest first -> what stands out among them. */
export function findingsIn(charges: readonly Charge[], measure: Measure): Finding[] {
  const first = charges[0];
  if (!first || first.amount >= 0) return [];
  return [...duplicatesIn(charges, measure), ...largeIn(charges, measure)];
}

const sized = (charge: Charge): Standing => ({ merchant: charge.merchant, byText: charge.byText, account: charge.account, currency: charge.currency, amount: absolute(charge.amount), day: charge.date, id: charge.id });

function duplicatesIn(charges: readonly Charge[], { since, monthly, recurring, returned }: Measure): Finding[] {
  const series = new Set(recurring.flatMap(({ ids }) => ids));
  const counts = new Map<Minor, number>();
  for (const { amount } of charges) counts.set(amount, (counts.get(amount) ?? 0) + 1);
  return charges.flatMap((charge, at): Finding[] => {
    const before = charges[at - 1];
    if (!before || charge.date < since || charge.amount !== before.amount || daysBetween(before.date, charge.date) > AT_ONCE) return [];
    if (-charge.amount * SMALLEST.duplicate < monthly || charge.isNoted || before.isNoted || REPEATING.has(charge.category)) return [];
    // A price that is paid again and again is a habit; of a subscription only one of the two belongs to the series.
    const isExtra = series.has(before.id) !== series.has(charge.id);
    if (!isExtra && (counts.get(charge.amount) ?? 0) > 2) return [];
    const isReturned = returned.some(({ amount, date }) => amount === -charge.amount && date >= before.date);
    return isReturned ? [] : [{ kind: 'duplicate', ...sized(charge), first: before.date }];
  });
}

function largeIn(charges: readonly Charge[], { since, monthly, recurring }: Measure): Finding[] {
  const series = new Set(recurring.flatMap(({ ids }) => ids));
  let usual = 0;
  return charges.flatMap((charge, at): Finding[] => {
    const before = usual;
    usual = Math.max(usual, -charge.amount);
    const isLarge = at >= SHOWN_BY && -charge.amount > before * FAR_ABOVE && -charge.amount * SMALLEST.large >= monthly && monthly > 0;
    return isLarge && charge.date >= since && !charge.isNoted && !series.has(charge.id) ? [{ kind: 'large', ...sized(charge), usual: before as Minor }] : [];
  });
}
