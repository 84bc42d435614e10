/** The table beside a chart: what each line is, its amount in the period under the cursor, and how that stands to the others. */
import { displayWidth } from '../../format/display-width.ts';
import { periodText } from '../../format/day.ts';
import type { Locale } from '../../format/money.ts';
import type { Role } from '../../format/paint.ts';
import { wholeAmountText } from '../../format/short-amount.ts';
import { type Minor, ZERO, subtract } from '../../values/money.ts';
import { strip } from '../components/chart-strip.ts';
import { type Piece, line } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import { type Picture, type PictureLine, percentOf } from './picture.ts';
import { trendWords } from './words.ts';

interface Column { readonly title: string; readonly of: (line: PictureLine) => { readonly text: string; readonly role?: Role | undefined } }
/** Columns of the pointer and of the sign that the chart knows a line by. */
const MARK = 5;
const LEAST_LABEL = 10;
const MOST_LABEL = 30;
/** Changes of less than this share are no news. */
const QUIET = 20;

/** Lines from..to of a picture as a table with a head, each exactly `width` columns. `at`: the period under the cursor. */
export function legendLines(picture: Picture, at: number, cursor: number, { from, to }: { readonly from: number; readonly to: number }, width: number, theme: Theme, locale: Locale): string[] {
  const shown = picture.lines.slice(from, to);
  const columns = (picture.view === 'networth' ? heldColumns : flowColumns)(picture, at, theme, locale);
  const wide = columns.map(({ title, of }) => Math.max(displayWidth(title), ...picture.lines.map((one) => displayWidth(of(one).text))) + 2);
  const kept = columns.filter((_, place) => MARK + LEAST_LABEL + wide.slice(0, place + 1).reduce((sum, one) => sum + one, 0) <= width);
  const used = MARK + wide.slice(0, kept.length).reduce((sum, one) => sum + one, 0);
  const label = Math.min(MOST_LABEL, width - used);
  const course = used + label + 3 + picture.periods.length <= width;
  const numbers = (texts: readonly Omit<Piece, 'width'>[]): Piece[] => texts.map((piece, place) => ({ ...piece, width: wide[place] ?? 0, align: 'right' }));
  const head = line([' '.repeat(MARK + label), ...numbers(kept.map(({ title }) => ({ text: title, role: 'muted' as const })))], width, theme);
  return [head, ...shown.map((one, place) => {
    const isCursor = from + place === cursor;
    return line([
      isCursor && !theme.color ? theme.glyphs.pointer : ' ', ...mark(one, theme), { text: one.label, width: label, role: one.id === '' ? 'heading' : undefined },
      ...numbers(kept.map(({ of }) => of(one))), ...(course ? ['   ', { text: strip(one.amounts, theme), role: one.role ?? ('muted' as const) }] : []),
    ], width, theme, isCursor);
  })];
}

/** How the chart shows a line: its colour or pattern, and its letter. */
function mark({ role, fill, letter }: PictureLine, theme: Theme): (Piece | string)[] {
  if (letter === '') return ['    '];
  const sign = fill === ' ' ? '' : theme.unicode && theme.color ? '█' : theme.unicode ? fill : '';
  return [{ text: sign === '' ? ` ${letter}` : `${sign}${letter === ':' ? ' ' : letter}`, width: 3, role }, ' '];
}

function flowColumns({ currency, periods }: Picture, at: number, theme: Theme, locale: Locale): Column[] {
  const words = trendWords(locale);
  const period = periods[at];
  return [
    { title: periodText(period?.key ?? '', locale), of: ({ amounts }) => ({ text: wholeAmountText(amounts[at] ?? ZERO, currency, locale) }) },
    { title: words.average, of: ({ average }) => ({ text: wholeAmountText(average, currency, locale), role: 'muted' }) },
    { title: words.change, of: (one) => changeText(one, at, period?.isOpen === true, theme) },
  ];
}

function changeText({ amounts, average, better }: PictureLine, at: number, isOpen: boolean, theme: Theme): { text: string; role: Role | undefined } {
  const difference = (amounts[at] ?? ZERO) - average;
  const percent = percentOf(difference, average);
  const sign = percent > 0 ? theme.glyphs.up : percent < 0 ? theme.glyphs.down : ' ';
  if (average === 0 || percent === 0) return { text: average === 0 ? '' : '0 %', role: 'muted' };
  const isNews = !isOpen && Math.abs(percent) >= QUIET;
  return { text: `${sign} ${Math.abs(percent) > 999 ? '>999' : Math.abs(percent)} %`, role: !isNews ? 'muted' : percent * better > 0 ? 'good' : 'warning' };
}

function heldColumns({ currency, periods }: Picture, at: number, _theme: Theme, locale: Locale): Column[] {
  const words = trendWords(locale);
  const since = (one: PictureLine, from: number): { text: string; role?: Role } => {
    const [now, before] = [one.amounts[at], one.amounts[from]];
    if (now === undefined || before === undefined || from >= at) return { text: '' };
    const change = subtract(now, before);
    return { text: `${change > 0 ? '+' : ''}${wholeAmountText(change, currency, locale)}`, role: change < 0 ? 'warning' : 'muted' };
  };
  return [
    { title: periodText(periods[at]?.key ?? '', locale), of: ({ amounts }) => ({ text: amounts[at] === undefined ? '' : wholeAmountText(amounts[at] as Minor, currency, locale) }) },
    { title: words.inPeriod, of: (one) => since(one, at - 1) },
    { title: words.since(periodText(periods[0]?.key ?? '', locale)), of: (one) => since(one, 0) },
  ];
}
