/** Transactions as lines of a list: which columns fit, and what stands in them. */
import { dayText } from '../../format/day.ts';
import { displayWidth, headOf } from '../../format/display-width.ts';
import { amountText } from '../../format/money.ts';
import type { TransactionRow } from '../../read-model/rows.ts';
import { accountName } from '../../words/names.ts';
import { descriptionText, isMarked } from '../../words/row-marks.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Known, Session } from '../screen.ts';
import type { Theme } from '../theme.ts';
import { transactionWords } from './words.ts';

/** What rows are drawn with. */
export interface Drawing {
  readonly session: Session;
  readonly known: Known;
  /** The other half of a transfer. */
  readonly twin: (row: TransactionRow) => TransactionRow | undefined;
  readonly isPicked: (id: string) => boolean;
  /** All rows are of this account: it need not be told. */
  readonly account: string | undefined;
}

const DATE = 10;
/** Columns from which on the account is told too. */
const WITH_ACCOUNT = 96;
const AMOUNT = 10;

/** Description for a list, its signs as this terminal can show them. */
const shownDescription = (row: TransactionRow, theme: Theme): string => (theme.unicode ? descriptionText(row) : descriptionText(row).replace(' · ', ' - '));

interface Columns { readonly description: number; readonly category: number; readonly account: number; readonly amount: number; readonly currency: number }

/** How a width is shared out. */
function columnsFor(width: number, amounts: readonly string[], { known, account }: Drawing): Columns {
  const several = account === undefined && known.accounts.length > 1;
  const currencies = new Set(known.accounts.map(({ currency }) => currency)).size > 1;
  const amount = Math.max(AMOUNT, ...amounts.map((text) => displayWidth(text)));
  const told = several && width >= WITH_ACCOUNT ? Math.min(20, Math.max(...known.accounts.map(({ name }) => displayWidth(name)))) : 0;
  const currency = currencies ? 3 : 0;
  const room = width - 3 - DATE - 1 - amount - 1 - (told > 0 ? told + 1 : 0) - (currency > 0 ? currency + 1 : 0);
  const category = Math.min(26, Math.max(12, Math.floor(room * 0.4)));
  return { description: Math.max(8, room - category - 1), category, account: told, amount, currency };
}

/** A category as it stands in a list: where a transfer went, into how many parts it is split, or its name. */
function categoryPiece(row: TransactionRow, { session, known, twin }: Drawing): Piece {
  const { theme, locale } = session;
  const words = transactionWords(locale);
  if (row.twin !== null) {
    const other = twin(row)?.account;
    const arrow = row.amount < 0 ? theme.glyphs.right : theme.glyphs.left;
    return { text: `${arrow} ${other === undefined ? words.ownAccount : accountName(known.accounts, other)}`, role: 'muted' };
  }
  if (row.parts !== null) return { text: words.parts(row.parts.length) };
  const label = known.taxonomy.label(row.category, locale);
  if (isMarked(row, { sureFrom: () => known.sureFrom })) return { text: `${label} ${theme.glyphs.unsure}` };
  return row.category === 'uncategorized' ? { text: label, role: 'warning' } : { text: label };
}

/** The heads of the columns and the rows, each `width` columns; the one at `selected` stands out. A row that is not known yet is left blank. */
export function rowLines(rows: readonly (TransactionRow | undefined)[], selected: number, width: number, drawing: Drawing): string[] {
  const { session, known, isPicked } = drawing;
  const { theme, locale } = session;
  const words = transactionWords(locale);
  const amounts = rows.map((row) => (row === undefined ? '' : amountText(row.amount, row.currency, locale)));
  const columns = columnsFor(width, amounts, drawing);
  const cells = (lead: readonly Piece[], date: Piece, description: readonly Piece[], category: Piece, account: string, amount: Piece, currency: string): (Piece | string)[] => [
    ...lead, { ...date, width: DATE }, ' ', ...description, ' ', { ...category, width: columns.category }, ' ',
    ...(columns.account > 0 ? [{ text: account, width: columns.account, role: 'muted' as const }, ' '] : []), { ...amount, width: columns.amount, align: 'right' as const },
    ...(columns.currency > 0 ? [' ', { text: currency, width: columns.currency, role: 'muted' as const }] : []),
  ];
  const head = line(cells([{ text: '   ' }], { text: words.date, role: 'muted' }, [{ text: words.description, width: columns.description, role: 'muted' }], { text: words.category, role: 'muted' }, words.account, { text: words.amount, role: 'muted' }, ''), width, theme);
  let day = '';
  return [head, ...rows.map((row, at) => {
    if (!row) return line([{ text: `   ${theme.glyphs.ellipsis}`, role: 'muted' }], width, theme, at === selected);
    // A day is told strongly once, where it begins.
    const isSameDay = row.date === day;
    day = row.date;
    const note = row.note === null ? '' : `${theme.unicode ? '¶' : '"'} ${row.note}`;
    const text = shownDescription(row, theme);
    // No more is measured than is seen: a hostile text may have no end.
    const wide = (whole: string, most: number): number => displayWidth(headOf(whole, most));
    const noted = note === '' ? 0 : Math.min(wide(note, columns.description) + 2, Math.max(3, columns.description - wide(text, Math.floor(columns.description * 0.6))));
    return line(cells(
      [{ text: at === selected ? theme.glyphs.pointer : ' ' }, { text: isPicked(row.id) ? theme.glyphs.marked : ' ', role: 'accent', width: 1 }, { text: ' ' }],
      { text: dayText(row.date, locale), role: isSameDay ? 'muted' : undefined },
      [{ text, width: columns.description - noted }, ...(noted > 0 ? [{ text: `  ${note}`, width: noted, role: 'accent' as const }] : [])],
      categoryPiece(row, drawing), accountName(known.accounts, row.account), { text: amounts[at] ?? '', role: row.amount > 0 ? 'good' : undefined }, row.currency,
    ), width, theme, at === selected);
  })];
}
