/** The lists of the overview: notices, accounts, what is due soon, the newest transactions. */
import { shortDayText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { amountText, moneyText } from '../../format/money.ts';
import type { Habits } from '../../insight/habits.ts';
import type { FedPending } from '../../intake/feed/fed.ts';
import type { Expected } from '../../insight/expected.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { grouped } from '../../values/grouped.ts';
import { type Minor, ZERO, sum } from '../../values/money.ts';
import type { Currency } from '../../values/currency.ts';
import type { Day } from '../../values/day.ts';
import { rowText } from '../../words/phrases.ts';
import { feedWords } from '../accounts/feed-words.ts';
import { line, type Piece } from '../components/layout.ts';
import type { OverviewFacts } from './facts.ts';
import { type Drawing, pointed } from './month-lines.ts';
import type { NoticeText } from './notice-words.ts';
import type { SectionLine } from './section.ts';
import { accountTerm, merchantTerm } from './terms.ts';
import { overviewWords } from './words.ts';

/** From this width on a list has room for the account or category too. */
const ROOMY = 60;
const DAY = 8;

/** The most important notices, `shown` of them; the last one says how many there are besides. `isWhole`: nothing is being looked for any more; `all`: shows them all. */
export function noticeLines(drawing: Drawing, notices: readonly NoticeText[], isWhole: boolean, shown: number, all: () => void): SectionLine[] {
  const said = overviewWords(drawing.locale);
  // The place is kept while nothing is known, so that nothing jumps when it is.
  if (notices.length === 0) return [hintLine(drawing, 'notice 0', isWhole ? `${drawing.theme.glyphs.tick} ${said.allWell}` : said.seeking, () => {})];
  const more = notices.length - shown;
  return notices.slice(0, shown).map((notice, at): SectionLine => {
    const { text, sign, role, screen, target } = notice;
    const counts = more > 0 && at === shown - 1;
    const words = counts ? said.more(more) : '';
    return {
      id: `notice ${at}`, open: counts ? all : () => drawing.open(screen, target),
      draw: pointed(drawing, (width) => [{ text: drawing.theme.glyphs[sign], width: 2, role }, { text, width: counts ? width - displayWidth(words) - 4 : width - 2 }, { text: counts ? `  ${words}` : '', role: 'muted' }]),
    };
  });
}

/** Every account with what it holds, and what those of one currency hold together. */
export function accountLines(drawing: Drawing, { balances }: OverviewFacts, habits: Habits | undefined): SectionLine[] {
  const { locale, open, known: { accounts } } = drawing;
  const words = overviewWords(locale);
  const byCurrency = grouped(balances, ({ account }) => account.currency);
  const code = (currency: Currency): string => (byCurrency.size > 1 ? ` ${currency}` : '');
  const own = balances.map(({ account, balance }): SectionLine => ({
    id: `account ${account.id}`, open: () => open('transactions', { query: accountTerm(accounts, account.id) }),
    draw: pointed(drawing, (width) => {
      const money = `${amountText(balance, account.currency, locale)}${code(account.currency)}`;
      const last = account.closed !== null ? words.closed : dayOr(habits?.seenUntil.get(account.id), drawing);
      const beside = width >= 44 ? 10 : 0;
      return [
        { text: account.name, width: width - beside - Math.max(14, displayWidth(money) + 1) }, { text: last, width: beside, align: 'right', role: 'muted' },
        { text: money, width: Math.max(14, displayWidth(money) + 1), align: 'right', role: balance < 0 ? 'warning' : undefined },
      ];
    }),
  }));
  const together = [...byCurrency].filter(([, some]) => some.length > 1).map(([currency, some]): SectionLine => ({
    id: `together ${currency}`, open: () => open('trends'),
    draw: pointed(drawing, (width) => {
      const money = `${amountText(sum(some.map(({ balance }) => balance)), currency, locale)}${code(currency)}`;
      return [{ text: words.together, width: width - displayWidth(money) - 1, role: 'muted' }, { text: ` ${money}`, role: 'heading' }];
    }),
  }));
  return [...own, ...together];
}

const dayOr = (day: Day | undefined, { locale }: Drawing): string => (day === undefined ? '' : shortDayText(day, locale));

/** An amount in a narrow list: with its currency only where that is not the main one. */
const listAmount = ({ locale }: Drawing, value: Minor, currency: Currency, main: Currency | undefined): string => (currency === main ? amountText : moneyText)(value, currency, locale);

const signed = (value: Minor, text: string): string => (value > 0 ? `+${text}` : text);

/** What is expected, the next first. */
export function upcomingLines(drawing: Drawing, expected: readonly Expected[], main: Currency | undefined): SectionLine[] {
  const { locale, open, theme, known: { accounts } } = drawing;
  const words = overviewWords(locale);
  return expected.map(({ item, day, isLate }): SectionLine => ({
    id: `due ${item.ids[0] ?? ''}`, open: () => open('transactions', { query: `${merchantTerm(item)} ${accountTerm(accounts, item.account)}`, id: item.ids.at(-1)! }),
    draw: pointed(drawing, (width) => {
      const money = `${item.isSteady ? '' : '~'}${signed(item.amount, listAmount(drawing, item.amount, item.currency, main))}`;
      const cadence = width >= ROOMY ? words.cadence[item.cadence] : '';
      return [
        { text: shortDayText(day, locale), width: DAY - 1, role: isLate ? 'warning' : 'muted' }, { text: isLate ? theme.glyphs.over : ' ', role: 'warning' },
        ...between(width - DAY, item.merchant, cadence, money, item.amount),
      ];
    }),
  }));
}

/** Rows that are shown before the others are left to the accounts. */
const PENDING = 8;
/** From this width on a list says in words what is pending; narrower ones only by a sign. */
const NAMED = 44;

/** What banks have reserved and not booked: it is expected, and in no sum. The newest first. */
export function pendingLines(drawing: Drawing, rows: readonly FedPending[], main: Currency | undefined): SectionLine[] {
  const { locale, open, theme } = drawing;
  const said = feedWords(locale).pendingRow;
  const newest = rows.toSorted((a, b) => (b.day ?? '9') < (a.day ?? '9') ? -1 : 1);
  return newest.slice(0, PENDING).map(({ account, day, amount, currency, text }, at): SectionLine => ({
    id: `pending ${at}`, open: () => open('accounts', { id: account }),
    draw: pointed(drawing, (width) => [
      { text: day === null ? '' : shortDayText(day, locale), width: DAY - 1, role: 'muted' }, { text: theme.glyphs.ahead, width: 1, role: 'muted' },
      ...between(width - DAY, width >= ROOMY || width < NAMED ? text : `${said}: ${text}`, width >= ROOMY ? said : '', amount === null ? '' : signed(amount, listAmount(drawing, amount, currency, main)), amount ?? ZERO),
    ]),
  }));
}

/** A text, something muted beside it where there is room, and an amount at the end. */
function between(width: number, text: string, beside: string, money: string, value: Minor): Piece[] {
  const room = beside === '' ? 0 : 18;
  const end = Math.max(10, displayWidth(money)) + 1;
  return [{ text, width: width - room - end }, { text: beside === '' ? '' : ` ${beside}`, width: room, role: 'muted' }, { text: money, width: end, align: 'right', role: value > 0 ? 'good' : undefined }];
}

/** The newest transactions; one without a category carries a sign. */
export function newestLines(drawing: Drawing, rows: readonly TransactionRow[], main: Currency | undefined): SectionLine[] {
  const { locale, open, theme, known: { taxonomy } } = drawing;
  return rows.map((row): SectionLine => ({
    id: `row ${row.id}`, open: () => open('transactions', { id: row.id }),
    draw: pointed(drawing, (width) => {
      const isOpen = row.category === 'uncategorized' && row.twin === null && row.parts === null;
      const beside = width < ROOMY ? '' : taxonomy.label(row.twin === null ? row.category : 'internal-transfer', locale);
      return [
        { text: shortDayText(row.date, locale), width: DAY - 1, role: 'muted' }, { text: isOpen ? theme.glyphs.unsure : ' ', role: 'warning' },
        ...between(width - DAY, row.merchant ?? rowText(row), beside, signed(row.amount, listAmount(drawing, row.amount, row.currency, main)), row.amount),
      ];
    }),
  }));
}

/** One line that says why a section is empty, and leads on. */
export const hintLine = (drawing: Drawing, id: string, text: string, open: () => void): SectionLine =>
  ({ id, open, draw: (width, selected) => line([{ text: selected ? drawing.theme.glyphs.pointer : ' ', role: 'accent' }, { text, role: 'muted' }], width, drawing.theme, selected) });
