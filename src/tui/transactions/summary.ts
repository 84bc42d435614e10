/** The lines over the list: the search, and what it comes to. */
import { displayWidth } from '../../format/display-width.ts';
import { amountText, moneyText } from '../../format/money.ts';
import type { FoundTotals } from '../../insight/found-totals.ts';
import type { Currency } from '../../values/currency.ts';
import { add } from '../../values/money.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Session } from '../screen.ts';
import { transactionWords } from './words.ts';

export interface Summary {
  readonly totals: FoundTotals;
  readonly isSearching: boolean;
  /** Found by a newer search that has nothing to show yet. */
  readonly found: number;
  readonly marked: number;
  readonly chips: readonly string[];
}

/** Whole number as people read it. */
export function numberText(number: number, { locale, theme }: Pick<Session, 'locale' | 'theme'>): string {
  return theme.shown(`${number}`.replace(/(?<=\d)(?=(?:\d{3})+$)/g, locale === 'nb' ? '\u00a0' : ','));
}

/** Count, sums by currency, filters and marks in one line: what matters least goes first where it is narrow. */
export function summaryLine(summary: Summary, width: number, session: Session): string {
  const { theme, locale } = session;
  const words = transactionWords(locale);
  const { totals, isSearching, found, marked, chips } = summary;
  const counted = isSearching ? `${words.searching} ${theme.glyphs.ellipsis} ${numberText(found, session)}` : words.found(totals.count, numberText(totals.count, session));
  const sums = totals.sums.map(({ currency, in: into, out }) => {
    const money = (amount: typeof into): string => moneyText(amount, currency as Currency, locale);
    if (into === 0 || out === 0) return { long: money(add(into, out)), short: money(add(into, out)) };
    return { long: `${words.in} ${amountText(into, currency as Currency, locale)}  ${words.out} ${amountText(out, currency as Currency, locale)}  ${words.sum} ${money(add(into, out))}`, short: `${words.sum} ${money(add(into, out))}` };
  });
  const right: Piece[] = [
    ...(totals.partly > 0 && width >= 100 ? [{ text: `  ${words.partly(totals.partly, `${totals.partly}`)}`, role: 'muted' as const }] : []),
    ...chips.map((text): Piece => ({ text: `  [${text}]`, role: 'accent' })), ...(marked > 0 ? [{ text: `  ${theme.glyphs.marked} ${words.marked(numberText(marked, session))}`, role: 'warning' as const }] : []),
  ];
  const used = right.reduce((sum, { text }) => sum + displayWidth(text), 0);
  const room = Math.max(0, width - used - 1);
  const left = ['long', 'short'].map((form) => [counted, ...sums.map((sum) => sum[form as 'long' | 'short'])].join('   '));
  const fitting = left.find((text) => displayWidth(text) <= room) ?? counted;
  return line([{ text: ` ${fitting}`, width: room + 1, role: isSearching ? 'muted' : undefined }, ...right], width, theme);
}
