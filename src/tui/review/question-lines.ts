/** The question in front, as lines: what it is about, which key answers what, and which rows the answer settles. */
import { dayText } from '../../format/day.ts';
import { moneyText } from '../../format/money.ts';
import { padTo } from '../../format/display-width.ts';
import { percent, rowText } from '../../words/phrases.ts';
import { type Piece, heading, line } from '../components/layout.ts';
import type { Known, Session } from '../screen.ts';
import { type DoubtQuestion, type MerchantQuestion, type Question, type ToldRow, type TransferQuestion, minorFrom } from './questions.ts';
import { type ReviewWords, reviewWords } from './words.ts';

/** What is drawn with: the room, the ledger, the person's language. */
export interface Drawing extends Pick<Session, 'theme' | 'locale'> { readonly known: Known; readonly width: number; readonly height: number }

const KEYS = 10;
/** Columns of an amount of nine digits and its currency. */
const MONEY = 19;
const BAR = 12;

/** The question as at most `height` lines; `failed`: its answer could not be written. */
export function questionLines(question: Question, failed: boolean, drawing: Drawing): string[] {
  const { width, height, theme, locale } = drawing;
  const words = reviewWords(locale);
  const title = question.kind === 'merchant' ? question.name : words[question.kind];
  const about = question.kind === 'merchant' ? merchantLines(question, drawing, words) : question.kind === 'doubt' ? doubtLines(question, drawing, words) : transferLines(question, drawing, words);
  const head = [heading(title, width, theme), ...(failed ? [line([{ text: ` ${theme.glyphs.cross} ${words.notWritten}`, role: 'bad' }], width, theme)] : []), ...about];
  return [...head, ...followers(question, height - head.length, drawing, words)].slice(0, height);
}

/** What Enter takes, where it takes something: the category that stands, else the likeliest. */
export const accepted = ({ labelled, suggestions }: MerchantQuestion): { readonly category: string; readonly confidence: number } | undefined => labelled ?? suggestions[0];

/** What moved, by currency: out, then in with a plus. */
const sumsText = ({ sums }: MerchantQuestion, locale: Drawing['locale']): string => sums.flatMap(({ currency, in: incoming, out }) =>
  [...(out === 0 ? [] : [moneyText(out, currency, locale)]), ...(incoming === 0 ? [] : [`+${moneyText(incoming, currency, locale)}`])]).join('  ');

/** The one of the sums that says most in a narrow list: what went out in the first currency, else what came in; a plus sign after it where there is more. */
export function mainSum({ sums }: MerchantQuestion, locale: Drawing['locale']): string {
  const [first] = sums;
  if (!first) return '';
  const more = sums.length > 1 || (first.out !== 0 && first.in !== 0) ? ' +' : '';
  return `${first.out === 0 ? '+' : ''}${moneyText(first.out === 0 ? first.in : first.out, first.currency, locale)}${more}`;
}

function merchantLines(question: MerchantQuestion, { width, theme, locale, known: { taxonomy, model } }: Drawing, words: ReviewWords): string[] {
  const { labelled, suggestions, count, latest: [newest = ''] } = question;
  const day = model.transactions.get(newest)?.date;
  const enter = accepted(question);
  const label = (category: string): string => taxonomy.label(category, locale);
  const isListed = suggestions.some(({ category }) => category === enter?.category);
  const offered = [...(enter && !isListed ? [{ ...enter, key: '' }] : []), ...suggestions.map((one, at) => ({ ...one, key: `${at + 1}` }))];
  const names = offered.map(({ category }) => (category === enter?.category ? (labelled ? words.keeps : words.takes)(label(category)) : label(category)));
  const room = Math.max(10, width - KEYS - 8 - BAR - 4);
  return [
    line([` ${words.transactions(count)}   `, { text: sumsText(question, locale), role: 'heading' }, ...(day === undefined ? [] : [{ text: `   ${words.latest(dayText(day, locale))}`, role: 'muted' as const }])], width, theme),
    line([{ text: ` ${labelled ? words.labelled(label(labelled.category), percent(labelled.confidence)) : words.nobody}`, role: labelled ? 'warning' : 'muted' }], width, theme),
    '',
    ...offered.map(({ category, confidence, key }, at) => line([
      keyPiece(category === enter?.category ? `Enter ${key}` : key), { text: names[at] ?? '', width: Math.min(room, 34), ...(category === enter?.category ? { role: 'heading' as const } : {}) },
      { text: percent(confidence), width: 7, align: 'right' }, '  ', { text: theme.glyphs.bar.repeat(Math.round(confidence * BAR)), width: BAR, role: 'accent' },
    ], width, theme)),
    offered.length > 0 ? keyLine('/', words.any, width, theme) : keyLine('Enter /', words.anyOnly, width, theme),
  ];
}

const keyPiece = (key: string): Piece => ({ text: ` ${padTo(key, KEYS - 3, 'right')}  `, width: KEYS, role: 'accent' });
const keyLine = (key: string, text: string, width: number, theme: Drawing['theme']): string => line([keyPiece(key), text], width, theme);

function doubtLines({ row, candidates }: DoubtQuestion, { width, theme, locale }: Drawing, words: ReviewWords): string[] {
  return [
    line([' ', ...toldPieces(row, width - 1, locale)], width, theme), line([{ text: ` ${row.account}`, role: 'muted' }], width, theme), '',
    ...candidates.flatMap((candidate, at) => [
      line([keyPiece(at === 0 ? 'Enter 1' : `${at + 1}`), { text: words.same, role: at === 0 ? 'heading' : undefined }, { text: locale === 'en' ? `   ${candidate.why}` : '', role: 'muted' }], width, theme),
      line([' '.repeat(KEYS), ...toldPieces(candidate, width - KEYS, locale)], width, theme),
    ]),
    keyLine('n', words.isNew, width, theme),
  ];
}

/** Day, text and amount in so many columns. */
const toldPieces = ({ date, description, amount, currency }: ToldRow, width: number, locale: Drawing['locale']): Piece[] => [
  { text: `${dayText(date, locale)}  `, width: 12, role: 'muted' }, { text: description.replace(/\s+/g, ' ').trim(), width: Math.max(8, width - 12 - MONEY) },
  { text: moneyText(minorFrom(amount, currency), currency, locale), width: MONEY, align: 'right' },
];

function transferLines({ amount, currency, from, to, date, arrived, others }: TransferQuestion, { width, theme, locale }: Drawing, words: ReviewWords): string[] {
  return [
    line([' ', { text: moneyText(amount, currency, locale), role: 'heading' }, `   ${words.from} ${from} ${words.to} ${to}`], width, theme),
    line([{ text: ` ${dayText(date, locale)}${arrived === date ? '' : `, ${words.arrived(dayText(arrived, locale))}`}`, role: 'muted' }], width, theme),
    ...(others > 0 ? [line([{ text: ` ${words.otherHalves(others)}`, role: 'warning' }], width, theme)] : []), '',
    keyLine('Enter y', words.link, width, theme), keyLine('n', words.unlink, width, theme),
  ];
}

/** The rows that the answer is about, newest first, in so many lines. */
function followers(question: Question, height: number, drawing: Drawing, words: ReviewWords): string[] {
  const { width, theme, locale, known: { model } } = drawing;
  const ids = question.kind === 'merchant' ? question.latest : question.kind === 'transfer' ? [question.out, question.into] : [];
  if (ids.length === 0 || height < 3) return [];
  const isMerchant = question.kind === 'merchant';
  const count = isMerchant ? question.count : ids.length;
  const title = count === 1 ? words.followOne : words.follow(words.transactions(count));
  const note = !isMerchant ? [] : [line([{ text: ` ${question.key === null ? words.namesNobody : words.remembers(question.key)}`, role: 'muted' }], width, theme)];
  const room = height - 2 - note.length;
  const shown = ids.slice(0, count > room ? Math.max(0, room - 1) : room);
  return [
    '', heading(title, width, theme), ...note,
    ...shown.flatMap((id) => {
      const row = model.transactions.get(id);
      return row ? [line([{ text: ` ${dayText(row.date, locale)}  `, width: 13, role: 'muted' }, { text: rowText(row), width: Math.max(8, width - 13 - MONEY) }, { text: moneyText(row.amount, row.currency, locale), width: MONEY, align: 'right' }], width, theme)] : [];
    }),
    ...(count > shown.length && room > 0 ? [line([{ text: `             ${words.more(count - shown.length)}`, role: 'muted' }], width, theme)] : []),
  ];
}
