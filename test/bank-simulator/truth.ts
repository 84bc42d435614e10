/** What really happens on the accounts of an invented household: by seed and first day, endlessly, the same each time it is asked. */
import { createHash } from 'node:crypto';
import type { Currency } from '../../src/values/currency.ts';
import { addDays, type Day, dayNumber } from '../../src/values/day.ts';
import { type Minor, minor } from '../../src/values/money.ts';
import type { TrueAccount, TrueEvent } from './contract.ts';
import { digitsOf } from './dice.ts';
import { eventsOfDay } from './day-events.ts';
import { osloDay } from './oslo.ts';

export interface TruthOptions {
  readonly seed: string;
  readonly firstDay: Day;
  readonly currency: Currency;
  /** Of the bank, for account numbers: ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Accounts in all, 3 where nothing is said; further ones are savings accounts. */
  readonly accounts?: number;
  /** Card purchases a day beyond the usual ones, for much data. */
  readonly extra?: number;
  /** Nothing is booked late into an earlier day. */
  readonly isCalm?: boolean;
}

/** No event is booked under a day further from its purchase than so many days, nor shown as booked so many days after its booking day. */
export const SPREAD = 12;

export interface Truth {
  readonly options: TruthOptions;
  readonly accounts: readonly TrueAccount[];
  /** Events bought in these days, both inclusive, in their order. */
  bought(account: string, from: Day, to: Day): readonly TrueEvent[];
  /** Events that could stand in the books in these days: bought up to SPREAD days around them. */
  around(account: string, from: Day, to: Day): readonly TrueEvent[];
  /** Balance right after this event was booked, in the order of booking, which nothing changes later. */
  balanceAfter(event: TrueEvent): Minor;
}

/** Domestic part of the account number by country: its length in digits, and letters before it. SWIFT IBAN registry. */
const NUMBERS: Readonly<Record<string, readonly [string, number]>> = { NO: ['', 11], DK: ['', 14], DE: ['', 18], RO: ['INGB', 16], LT: ['', 16] };

function accountNumber(country: string, text: string): { iban: string; bban: string } {
  const [letters, length] = NUMBERS[country] ?? ['', 16];
  const bban = `${letters}${digitsOf(text, length)}`;
  const digits = [...`${bban}${country}00`].map((c) => (/\d/.test(c) ? c : `${c.charCodeAt(0) - 55}`)).join('');
  return { iban: `${country}${`${98n - (BigInt(digits) % 97n)}`.padStart(2, '0')}${bban}`, bban };
}

function accountsOf({ seed, country, accounts = 3 }: TruthOptions): readonly TrueAccount[] {
  const kinds = ['current', 'savings', 'card', ...Array.from({ length: Math.max(0, accounts - 3) }, (_, index) => `savings-${index + 2}`)].slice(0, accounts);
  const names: Readonly<Record<string, string>> = { current: 'Brukskonto', savings: 'Sparekonto', card: 'Kredittkort' };
  const openings: Readonly<Record<string, number>> = { current: 6_184_250, savings: 12_450_000, card: -412_930 };
  return kinds.map((key) => ({
    key, name: names[key] ?? `Sparekonto ${key.slice(8)}`, kind: key === 'current' || key === 'card' ? key : 'savings', ...accountNumber(country, `${seed}/number/${key}`),
    owner: 'Astrid Fjellheim', opening: minor(openings[key] ?? 1_000_000),
  }));
}

/** Options -> the truth. Days before `firstDay` are empty. */
export function createTruth(options: TruthOptions): Truth {
  const accounts = accountsOf(options);
  const first = dayNumber(options.firstDay);
  const days = new Map<string, ReadonlyMap<string, readonly TrueEvent[]>>();
  const ofDay = (day: Day): ReadonlyMap<string, readonly TrueEvent[]> => {
    const known = days.get(day);
    if (known) return known;
    const made = new Map<string, TrueEvent[]>(accounts.map(({ key }) => [key, []]));
    for (const event of eventsOfDay(options, accounts, day)) made.get(event.account)?.push(event);
    days.set(day, made);
    return made;
  };
  const bought = (account: string, from: Day, to: Day): TrueEvent[] => {
    const found: TrueEvent[] = [];
    for (let day = dayNumber(from) < first ? options.firstDay : from; day <= to; day = addDays(day, 1)) found.push(...(ofDay(day).get(account) ?? []));
    return found;
  };
  /** Booked events in the order of booking with the balance after each, made as far as asked. */
  const ledgers = new Map<string, { until: number; readonly after: Map<string, Minor> }>();
  const ledgerOf = (account: string, instant: number): ReadonlyMap<string, Minor> => {
    const known = ledgers.get(account);
    if (known && known.until >= instant) return known.after;
    const until = instant + 40 * 86_400_000;
    const events = bought(account, options.firstDay, osloDay(until)).filter((event) => event.amount !== undefined && event.bookedAt <= until)
      .sort((a, b) => a.bookedAt - b.bookedAt || (a.id < b.id ? -1 : 1));
    const after = new Map<string, Minor>();
    let balance: number = accounts.find(({ key }) => key === account)?.opening ?? 0;
    for (const event of events) after.set(event.id, minor(balance += event.amount ?? 0));
    ledgers.set(account, { until, after });
    return after;
  };
  return {
    options, accounts, bought,
    around: (account, from, to) => bought(account, addDays(from, -SPREAD), addDays(to, SPREAD)),
    balanceAfter: (event) => ledgerOf(event.account, event.bookedAt).get(event.id) ?? minor(0),
  };
}

/** Fingerprint of everything bought up to a day: two truths that agree in it are the same. */
export const fingerprint = (truth: Truth, to: Day): string =>
  createHash('sha256').update(JSON.stringify(truth.accounts.map(({ key }) => truth.bought(key, truth.options.firstDay, to)))).digest('hex');
