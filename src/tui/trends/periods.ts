/** The periods of a chart one below the other, with their exact amounts: what the bars only show. */
import { displayWidth } from '../../format/display-width.ts';
import { periodText } from '../../format/day.ts';
import type { Locale } from '../../format/money.ts';
import { wholeAmountText } from '../../format/short-amount.ts';
import { type Piece, line } from '../components/layout.ts';
import { lyingBar } from '../components/chart-strip.ts';
import type { Size } from '../screen.ts';
import type { Theme } from '../theme.ts';
import type { Picture, PictureLine } from './picture.ts';
import { trendWords } from './words.ts';

const LEAST_BAR = 8;

/** A head and at most `rows` - 1 periods around the one under the cursor (`at`): of one line, or of the cash flow all its lines. Each exactly `columns` wide. */
export function periodLines(picture: Picture, cursor: number, at: number, { columns, rows }: Size, theme: Theme, locale: Locale): string[] {
  const { periods, lines, currency, by, view } = picture;
  const words = trendWords(locale);
  const [whole, ...parts] = lines;
  const one = lines[cursor];
  if (!whole || !one) return [];
  const shown = view === 'cashflow' ? [...parts, whole] : [one];
  const amountOf = ({ amounts }: PictureLine, period: number): string => { const amount = amounts[period]; return amount === undefined ? '' : wholeAmountText(amount, currency, locale); };
  const wide = shown.map((column) => Math.max(displayWidth(column.label), ...periods.map((_, period) => displayWidth(amountOf(column, period)))) + 2);
  const names = periods.map(({ key }) => periodText(key, locale));
  const name = Math.max(displayWidth(words.periods[by]), ...names.map((text) => displayWidth(text))) + 2;
  const room = columns - name - wide.reduce((sum, width) => sum + width, 0) - 3;
  const largest = Math.max(0, ...shown.flatMap(({ amounts }) => amounts.map((amount) => amount ?? 0)));
  const barOf = (period: number): Piece[] => (shown.length > 1 || room < LEAST_BAR ? [] : [{ text: '   ' }, { text: lyingBar(one.amounts[period] ?? 0, largest, room, theme), role: one.role ?? 'accent' }]);
  const height = Math.max(1, rows - 1);
  const from = Math.max(0, Math.min(periods.length - height, at - Math.floor(height / 2)));
  const numbers = (texts: readonly Omit<Piece, 'width'>[]): Piece[] => texts.map((piece, place) => ({ ...piece, width: wide[place] ?? 0, align: 'right' }));
  return [
    line([{ text: ` ${words.periods[by]}`, width: name, role: 'muted' }, ...numbers(shown.map(({ label }) => ({ text: shown.length > 1 ? label : '', role: 'muted' as const })))], columns, theme),
    ...names.slice(from, from + height).map((text, place) => {
      const period = from + place;
      const role = period === at ? 'heading' as const : undefined;
      return line([{ text: (period === at ? theme.glyphs.pointer : ' ') + text, width: name, role }, ...numbers(shown.map((column) => ({ text: amountOf(column, period), role }))), ...barOf(period)], columns, theme);
    }),
  ];
}
