/** An answer as a delivery: what a bank's interface told of one account in one currency, in the shape of a statement. */
import type { Currency } from '../../values/currency.ts';
import { type Day, addDays } from '../../values/day.ts';
import { grouped } from '../../values/grouped.ts';
import type { ConnectionRow } from '../../read-model/connections.ts';
import type { BankProfile } from '../providers/banks.ts';
import type { FeedAccount, FeedBalance, FeedReading, Fetched, ProviderId } from '../providers/provider.ts';
import type { FeedFacts, StatedBalance, StatementSource } from '../rows.ts';
import { onceEach } from './one-answer.ts';

export interface Answer {
  readonly connection: ConnectionRow;
  readonly provider: ProviderId;
  readonly bank: BankProfile;
  readonly account: FeedAccount;
  readonly fetched: Fetched;
  /** SHA-256 of the bodies, hex. */
  readonly digest: string;
  readonly reading: FeedReading;
  readonly today: Day;
}

/** Kinds of balance by how well they tell what is booked; what tells of credit or reservations tells nothing. */
const BOOKED_KINDS = ['booked', 'opening'] as const;

/** One delivery for each currency; the account's own also without rows, so that its balance is known. `into`: currency -> account in the ledger. */
export function sourcesOf(answer: Answer): { readonly currency: Currency; readonly source: (into: string) => StatementSource }[] {
  const { reading, account, bank } = answer;
  const once = onceEach(reading, bank);
  const rows = grouped(once.booked, ({ currency }) => currency);
  const own = account.currency ?? (rows.size === 0 ? reading.balances[0]?.currency : undefined);
  const linked = answer.connection.links.filter(({ key }) => key === account.key).map((link) => link.currency as Currency);
  const currencies = [...new Set([...(own === undefined ? [] : [own]), ...rows.keys(), ...(once.booked.length > 0 ? linked : [])])];
  const { digest } = answer;
  return currencies.map((currency, place) => ({
    currency,
    source: (into) => {
      const booked = rows.get(currency) ?? [];
      const ids = new Map(booked.map((row) => [row.line, row.ids]));
      const days = booked.map(({ bookingDate }) => bookingDate);
      // Problems belong to no currency: they are told once.
      const problems = place === 0 ? reading.problems : [];
      const pending = once.pending.filter((row) => row.currency === currency);
      const ignored = place === 0 ? reading.ignored + once.repeated : 0;
      return {
        ...named(answer), digest, encoding: 'utf-8', records: booked.length + problems.length, dayOrder: orderOf(days),
        from: days.reduce(least, answer.fetched.from), to: days.reduce(greatest, answer.fetched.to),
        feed: {
          connection: answer.connection.id, account: into, ...daysOf(answer), isAhead: days.some((day) => day > answer.today && day <= addDays(answer.today, AHEAD_DAYS)), idsOf: (line) => ids.get(line) ?? {}, holdsAsBooked: bank.holdsAsBooked === true, today: answer.today,
          trusted: bank.stableIds.filter((field) => answer.connection.distrusted.every((one) => one.field !== field)),
        },
        *batches() { yield { rows: booked, problems, pending, ignored, balances: stated(answer, currency) }; },
      };
    },
  }));
}

/** What the delivery is called; the bank by the name the person knows. */
export const named = ({ connection, provider, bank, account }: Pick<Answer, 'connection' | 'provider' | 'bank' | 'account'>) => ({
  file: connection.name, format: provider, profile: bank.id === 'unknown' ? connection.bank : bank.id, bank: connection.name,
  ...(connection.country === undefined ? {} : { country: connection.country }), ...(account.number === undefined ? {} : { account: account.number }),
});

/** Rows booked further ahead of their day than that are in no balance. */
const AHEAD_DAYS = 62;

/** Days of which nothing is missing: a window that goes by the day of purchase leaves out some rows at its beginning. An answer without any row says nothing. */
function daysOf({ fetched, reading, bank }: Answer): Pick<FeedFacts, 'complete' | 'vouched'> {
  if (!fetched.isComplete || reading.booked.length === 0) return { complete: undefined, vouched: undefined };
  const complete = { from: addDays(fetched.from, bank.marginDays ?? 0), to: fetched.to };
  const last = reading.booked.reduce<Day>((day, { bookingDate }) => (bookingDate > day ? bookingDate : day), complete.from);
  return { complete, vouched: reading.problems.length > 0 ? undefined : { from: complete.from, to: least(last, complete.to) } };
}

/** The balance that tells what is booked. Of a cut answer none: it would give the account a wrong beginning. */
function stated({ fetched, reading, today }: Answer, currency: Currency): StatedBalance[] {
  if (!fetched.isComplete) return [];
  const own = reading.balances.filter((balance) => balance.currency === currency);
  const best = BOOKED_KINDS.map((kind) => own.find((balance) => balance.kind === kind)).find((found) => found !== undefined);
  return best ? [{ kind: 'closing', day: dayOf(best, today), amount: best.amount, currency }] : [];
}

/** What was booked as a day began was booked as the day before ended. */
const dayOf = ({ kind, day }: FeedBalance, today: Day): Day => (kind === 'opening' ? addDays(day ?? today, -1) : least(day, today));

function orderOf(days: readonly Day[]): StatementSource['dayOrder'] {
  const steps = days.slice(1).map((day, at) => (day < days[at]! ? -1 : day > days[at]! ? 1 : 0));
  if (steps.every((step) => step >= 0)) return 'ascending';
  return steps.every((step) => step <= 0) ? 'descending' : 'mixed';
}

const least = (day: Day | undefined, other: Day): Day => (day !== undefined && day < other ? day : other);
const greatest = (day: Day, other: Day): Day => (day > other ? day : other);
