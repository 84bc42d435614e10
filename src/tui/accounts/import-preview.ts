/** What an import would bring, in lines to read before saying yes. */
import { Taxonomy } from '../../categories/taxonomy.ts';
import { dayText } from '../../format/day.ts';
import { type Locale, moneyText } from '../../format/money.ts';
import type { AccountRow } from '../../read-model/rows.ts';
import type { Day } from '../../values/day.ts';
import { fileName } from '../../words/deliveries.ts';
import { type Piece, heading, line, wrapped } from '../components/layout.ts';
import type { Theme } from '../theme.ts';
import { type AccountPart, type FileTold, type ImportTold, type PreviewRow, type TakenFile, countsOf, isTaken, minorFrom, takenFiles } from './import-json.ts';
import { importWords } from './import-words.ts';

export interface PreviewStyle { readonly theme: Theme; readonly locale: Locale; readonly taxonomy: Taxonomy | undefined; readonly accounts: readonly AccountRow[] }

/** Rejected lines, files and rows that are shown of many. */
const [REJECTED, FILES, ROWS] = [5, 30, 12];

/** The answer of a dry run -> painted lines of `width` columns. */
export function previewLines(told: ImportTold, width: number, style: PreviewStyle): string[] {
  const { theme, locale } = style;
  const words = importWords(locale);
  const muted = (text: string): string => line([{ text, role: 'muted' }], width, theme);
  const skipped = told.skipped ?? [];
  return [
    // What goes wrong is read first.
    ...told.files.toSorted((a, b) => Number(isTaken(a)) - Number(isTaken(b))).slice(0, FILES).flatMap((file) => fileLines(file, width, style)), ...(told.files.length > FILES ? [muted(`  ${words.moreFiles(told.files.length - FILES)}`)] : []),
    ...(told.transfersLinked > 0 ? [line([`  ${words.transfers(told.transfersLinked)}`], width, theme)] : []),
    ...(skipped.length > 0 ? [muted(`  ${words.skipped(skipped.length)} ${skipped.slice(0, 4).map(({ file, why }) => `${fileName(file)} (${why})`).join(', ')}${skipped.length > 4 ? ` ${theme.glyphs.ellipsis}` : ''}`)] : []),
    ...rowLines(takenFiles(told).flatMap(({ preview = [] }) => preview), countsOf(told).fresh, width, style),
  ];
}

/** Counts as a sum that comes out: rows = new + known + perhaps known + rejected. */
function countPieces({ rows, fresh, known, doubtful, rejected }: { rows: number; fresh: number; known: number; doubtful: number; rejected: number }, locale: Locale): Piece[] {
  const words = importWords(locale);
  const parts: readonly (Piece | undefined)[] = [
    { text: words.fresh(fresh), role: fresh > 0 ? 'good' : undefined }, { text: words.known(known) },
    doubtful > 0 ? { text: words.doubtful(doubtful), role: 'warning' } : undefined, rejected > 0 ? { text: words.rejected(rejected), role: 'bad' } : undefined,
  ];
  return [{ text: `${words.read(rows)} = ` }, ...parts.filter((part) => part !== undefined).flatMap((part, at): Piece[] => (at === 0 ? [part] : [{ text: ' + ' }, part]))];
}

function fileLines(told: FileTold, width: number, style: PreviewStyle): string[] {
  const { theme, locale, accounts } = style;
  const words = importWords(locale);
  if (!isTaken(told)) return wrapped(theme.shown(`${words.notTaken} ${told.error.message.replaceAll(told.file, fileName(told.file))}`), width - 4)
    .map((text, at) => line([{ text: `${at === 0 ? theme.glyphs.cross : ' '} ${text}`, role: 'bad' }], width, theme));
  const rejected = told.rows - told.new - told.duplicate - told.doubtful;
  const into = told.accounts.map(({ id, account }) => (accounts.some((known) => known.id === id) ? account : `${account} (${words.opened})`)).join(', ');
  const span = told.from && told.to ? `   ${between(told.from, told.to, style)}` : '';
  const shown = told.rejected.slice(0, REJECTED).map((row) => words.line(row.line, row.reason));
  const under = (text: string, role: Piece['role']): string => line([{ text: `    ${text}`, role }], width, theme);
  return [
    line([{ text: fileName(told.file), role: 'heading' }, { text: `  ${told.format}${told.profile === told.format ? '' : `, ${told.profile}`}`, role: 'muted' }, `  ${theme.glyphs.right} ${into}`], width, theme),
    line(['  ', ...countPieces({ rows: told.rows, fresh: told.new, known: told.duplicate, doubtful: told.doubtful, rejected }, locale), { text: span, role: 'muted' }], width, theme),
    ...told.accounts.flatMap((part) => balanceLine(part, told, width, style)),
    ...shown.map((text) => under(`${theme.glyphs.cross} ${text}`, 'bad')), ...(rejected > shown.length ? [under(words.moreRejected(rejected - shown.length), 'bad')] : []),
    ...(told.pending > 0 ? [under(words.pending(told.pending), 'muted')] : []),
    ...(told.leftOut ? [under(`${words.leftOut} ${Object.entries(told.leftOut).map(([what, count]) => `${count} ${what}`).join(', ')}`, 'muted')] : []),
  ];
}

const between = (from: Day, to: Day, { theme, locale }: PreviewStyle): string => `${dayText(from, locale)} ${theme.unicode ? '–' : '-'} ${dayText(to, locale)}`;

function balanceLine({ id, account, balance }: AccountPart, { preview = [] }: TakenFile, width: number, { theme, locale, accounts }: PreviewStyle): string[] {
  const words = importWords(locale);
  if (!balance) return [];
  const { drift, days } = balance;
  if (!drift) return [line(['  ', { text: `${theme.glyphs.tick} ${words.agrees(account, days)}`, role: 'good' }], width, theme)];
  const currency = accounts.find((known) => known.id === id)?.currency ?? preview[0]?.currency;
  const money = (amount: string): string => (currency === undefined ? amount : moneyText(minorFrom(amount, currency), currency, locale));
  return wrapped(theme.shown(words.drift(account, dayText(drift.day, locale), money(drift.found), money(drift.expected), money(drift.difference))), width - 4)
    .map((text, at) => line(['  ', { text: `${at === 0 ? theme.glyphs.cross : ' '} ${text}`, role: 'bad' }], width, theme));
}

function rowLines(rows: readonly PreviewRow[], all: number, width: number, { theme, locale, taxonomy = new Taxonomy() }: PreviewStyle): string[] {
  const words = importWords(locale);
  if (rows.length === 0) return [];
  const done = rows.filter(({ categorySource }) => categorySource !== 'none').length;
  const shown = rows.slice(0, ROWS);
  const category = Math.min(26, Math.floor(width / 3));
  return [
    heading(`${words.categories}: ${words.categorised(done, rows.length, all)}`, width, theme),
    ...shown.map(({ date, description, amount, currency, category: id, categorySource }) => line([
      { text: dayText(date, locale), width: 10, role: 'muted' }, '  ', { text: description, width: Math.max(8, width - 10 - 16 - category - 6) }, '  ',
      { text: moneyText(minorFrom(amount, currency), currency, locale), width: 16, align: 'right' }, '  ',
      categorySource === 'none' ? { text: theme.glyphs.unsure, role: 'muted' } : { text: taxonomy.label(id, locale) },
    ], width, theme)),
  ];
}
