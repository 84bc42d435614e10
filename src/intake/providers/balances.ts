/** Balances as providers name them -> what they are worth: booked ones first, those with credit or reservations in them last. */
import { add, type Minor, negate, ZERO } from '../../values/money.ts';
import type { Currency } from '../../values/currency.ts';
import type { BankProfile } from './banks.ts';
import { amountIn } from './berlin-group-rows.ts';
import type { Movements } from './movement.ts';
import type { FeedAccount, FeedBalance } from './provider.ts';
import { currencyAt, dayAt, decimalAmount, isRecord, recordAt, textAt, valueAt, whyNoDecimal } from './reading.ts';

/** Names in lower case: the Berlin Group's, then ISO 20022's, best first; what is not named here is of the kind `available`, for it may hold anything. */
const KINDS: Readonly<Record<string, FeedBalance['kind']>> = {
  closingbooked: 'booked', clbd: 'booked', interimbooked: 'booked', itbd: 'booked', openingbooked: 'opening', opbd: 'opening',
  previouslyclosedbooked: 'booked', prcd: 'booked', expected: 'expected', xpcd: 'expected',
  closingavailable: 'available', clav: 'available', interimavailable: 'available', itav: 'available',
};
const ORDER = Object.keys(KINDS);
/** What was booked at the end of an earlier day says nothing without that day. */
const OF_A_DAY: ReadonlySet<string> = new Set(['previouslyclosedbooked', 'prcd', 'openingbooked', 'opbd']);

interface Found { readonly balance: FeedBalance; readonly rank: number }

/** Balances of one answer of any provider here. Unreadable ones go to the problems of `rows`. */
export class Balances {
  readonly #found: Found[] = [];

  constructor(private readonly account: FeedAccount, private readonly bank: BankProfile, private readonly rows: Movements) {}

  /** `{balanceAmount, balanceType, referenceDate}` of the Berlin Group, `{balance_amount, balance_type, reference_date, credit_debit_indicator}` of Enable Banking. */
  take(sent: unknown): void {
    const amount = recordAt(sent, 'balanceAmount') ?? recordAt(sent, 'balance_amount');
    const type = textAt(sent, 'balanceType') ?? textAt(sent, 'balance_type');
    if (!isRecord(sent) || amount === undefined || type === undefined) return this.rows.refuse(sent, 'a balance has no amount or no type');
    const code = textAt(amount, 'currency');
    const currency = code === undefined ? this.account.currency : currencyAt(amount, 'currency');
    if (currency === undefined) return this.rows.refuse(sent, 'a balance names no currency');
    const value = decimalAmount(amountIn(amount).amount, currency);
    if (value === undefined) return this.rows.refuse(sent, `a balance cannot be read: ${whyNoDecimal(amountIn(amount).amount, currency)}`);
    const day = dayAt(sent, 'referenceDate') ?? dayAt(sent, 'reference_date');
    const key = type.trim().toLowerCase();
    const hasCredit = valueAt(sent, 'creditLimitIncluded') === true || (day === undefined && OF_A_DAY.has(key));
    const kind = hasCredit ? 'available' : (KINDS[key] ?? 'available');
    this.#found.push({ balance: { type, kind, amount: signed(value, textAt(sent, 'credit_debit_indicator')), currency, day }, rank: this.#rank(key) });
  }

  /** All of them, best first by the profile, else by their type. */
  all(): readonly FeedBalance[] {
    const inOrder = [...this.#found].sort((a, b) => a.rank - b.rank).map(({ balance }) => balance);
    const summed = this.#summed(inOrder);
    return summed === undefined ? inOrder : [summed, ...inOrder];
  }

  #rank(key: string): number {
    const own = this.bank.balances?.findIndex((type) => type.toLowerCase() === key) ?? -1;
    if (own >= 0) return own;
    const place = ORDER.indexOf(key);
    return 100 + (place < 0 ? ORDER.length : place);
  }

  /** A bank that names no booked balance, but those that it is made of. */
  #summed(balances: readonly FeedBalance[]): FeedBalance | undefined {
    const signs = Object.entries(this.bank.balanceSum ?? {});
    const parts = signs.map(([type, sign]) => ({ sign, balance: balances.find((one) => one.type.toLowerCase() === type.toLowerCase()) }));
    const first = parts[0]?.balance;
    if (first === undefined) return undefined;
    let amount: Minor = ZERO;
    for (const { sign, balance } of parts) if (balance?.currency === first.currency) amount = add(amount, sign < 0 ? negate(balance.amount) : balance.amount);
    return { type: signs.map(([type]) => type).join('+'), kind: 'booked', amount, currency: first.currency satisfies Currency, day: first.day };
  }
}

const signed = (amount: Minor, direction: string | undefined): Minor =>
  (direction === 'DBIT' && amount > 0) || (direction === 'CRDT' && amount < 0) ? negate(amount) : amount;
