/** What speaks for two rows being one transfer: account numbers first, then words. */
import { sameAccountNumber } from '../values/account-number.ts';
import type { Currency } from '../values/currency.ts';
import type { Day } from '../values/day.ts';
import type { Minor } from '../values/money.ts';
import { foldedText } from '../values/text.ts';

/** A row that is not linked yet. `text` is normalised; `counterpartyAccount` as the bank wrote it. */
export interface TransferCandidate {
  readonly id: string;
  readonly account: string;
  readonly date: Day;
  readonly amount: Minor;
  readonly currency: Currency;
  readonly text: string;
  readonly counterpartyAccount: string | null;
  /** 1 where it is known what the money was for, and that is no transfer. */
  readonly isSettled?: number;
}
export interface OwnAccount { readonly id: string; readonly name: string; readonly number: string | null }
export type TransferReason = 'number' | 'text' | 'only-pair';

export interface Evidence {
  /** Scores at which unique pairs are linked, surest first; the last, 0, asks for no evidence beyond uniqueness. */
  readonly levels: readonly number[];
  /** The row names this account by its number. */
  names(row: TransferCandidate, account: string): boolean;
  /** False when the row names a number that cannot be this account's. */
  allows(row: TransferCandidate, account: string): boolean;
  /** Evidence for a pair; symmetric. */
  score(a: TransferCandidate, b: TransferCandidate): number;
  reason(level: number): TransferReason;
}

// "Between own accounts" in the languages of the statements that profiles know; matched in folded text.
const SAYS_TRANSFER =
  /overfor|kontoregulering|egne konti|egen konto|mellom konti|transfer|between (?:own )?accounts|umbuchung|ubertrag|egna konton|oma tili|tilisiirto|virement interne|ompostering/;

const digits = (number: string): string => number.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
const NUMBER_SCORE = 100;
const MENTION_SCORE = 2;
const WORD_SCORE = 1;

/** Own accounts -> their evidence. Numbers are resolved once per distinct number, texts folded once per row. */
export function evidence(accounts: readonly OwnAccount[]): Evidence {
  const numbers = new Map(accounts.flatMap(({ id, number }) => (number === null || digits(number).length < 5 ? [] : [[id, digits(number)] as const])));
  const names = new Map(accounts.map(({ id, name }) => [id, foldedText(name)] as const));
  const named = new Map<string, ReadonlySet<string>>();
  /** The own accounts a counterparty number stands for; undefined when the row has no number. */
  const targets = (row: TransferCandidate): ReadonlySet<string> | undefined => {
    if (row.counterpartyAccount === null) return undefined;
    const known = named.get(row.counterpartyAccount);
    if (known) return known;
    const wanted = digits(row.counterpartyAccount);
    if (wanted.length < 5) return undefined;
    const found = new Set([...numbers].filter(([, number]) => sameAccountNumber(number, row.counterpartyAccount ?? '')).map(([id]) => id));
    named.set(row.counterpartyAccount, found);
    return found;
  };
  const mentions = (folded: string, account: string): boolean => {
    const number = numbers.get(account);
    if (number !== undefined && folded.toUpperCase().replace(/[^0-9A-Z]/g, '').includes(number)) return true;
    const name = names.get(account) ?? '';
    const at = name.length >= 4 ? folded.indexOf(name) : -1;
    return at >= 0 && !/[\p{L}\p{N}]/u.test(`${folded[at - 1] ?? ''}${folded[at + name.length] ?? ''}`);
  };
  const texts = new WeakMap<TransferCandidate, { readonly folded: string; readonly says: boolean }>();
  const textOf = (row: TransferCandidate): { readonly folded: string; readonly says: boolean } => {
    const known = texts.get(row);
    if (known) return known;
    const folded = foldedText(row.text);
    const read = { folded, says: SAYS_TRANSFER.test(folded) };
    texts.set(row, read);
    return read;
  };
  const words = (row: TransferCandidate, other: string): number => {
    const { folded, says } = textOf(row);
    return (mentions(folded, other) ? MENTION_SCORE : 0) + (says ? WORD_SCORE : 0);
  };
  const is = (row: TransferCandidate, account: string): boolean => targets(row)?.has(account) === true;
  return {
    levels: [NUMBER_SCORE, 6, 5, 4, 3, 2, 1, 0],
    names: is,
    allows: (row, account) => {
      const meant = targets(row);
      // A number that is nobody's here may still be an account whose own number no file told.
      return meant === undefined || meant.has(account) || (meant.size === 0 && !numbers.has(account));
    },
    score: (a, b) => (is(a, b.account) || is(b, a.account) ? NUMBER_SCORE : 0) + words(a, b.account) + words(b, a.account),
    reason: (level) => (level >= NUMBER_SCORE ? 'number' : level > 0 ? 'text' : 'only-pair'),
  };
}
