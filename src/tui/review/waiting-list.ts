/** The list of what waits: one line a question. */
import { displayWidth } from '../../format/display-width.ts';
import { moneyText } from '../../format/money.ts';
import { percent } from '../../words/phrases.ts';
import { heading, line } from '../components/layout.ts';
import type { ListPlace } from '../components/list.ts';
import { type Drawing, accepted, mainSum } from './question-lines.ts';
import { type Question, minorFrom } from './questions.ts';
import { reviewWords } from './words.ts';

/** Columns of pointer and sign. */
const FRONT = 5;
/** Columns of the guess in lists of at least so many columns; none in narrower ones. */
const GUESSES = [[85, 36], [72, 26]] as const;

/** What one line says. */
interface Row { readonly sign: string; readonly name: string; readonly count: string; readonly money: string; readonly guess: string }

/** A title and the questions around the cursor, at most `height` lines. `failed`: ids of those whose answer could not be written. */
export function waitingLines(questions: readonly Question[], place: ListPlace, failed: ReadonlySet<string>, drawing: Drawing): string[] {
  const { width, height, theme, locale } = drawing;
  if (height < 2) return [];
  const { from: first, to } = place.window(height - 1);
  const seen = questions.slice(first, to);
  const rows = seen.map((question) => rowOf(question, drawing));
  // Amounts are never cut: they get what the longest of them takes.
  const widest = (part: 'money' | 'count'): number => Math.max(...rows.map((row) => displayWidth(row[part])));
  const [count, money, guess] = [widest('count') + 2, widest('money') + 2, GUESSES.find(([from]) => width >= from)?.[1] ?? 0];
  const shown = rows.map((row, at) => {
    const selected = first + at === place.cursor;
    const isFailed = failed.has(seen[at]!.id);
    return line([
      `${selected ? theme.glyphs.pointer : ' '} `, { text: isFailed ? theme.glyphs.cross : row.sign, width: FRONT - 2, role: isFailed ? 'bad' : 'warning' }, { text: row.name, width: Math.max(8, width - FRONT - count - money - guess) },
      { text: row.count, width: count, align: 'right', role: 'muted' }, { text: row.money, width: money, align: 'right' }, { text: `  ${row.guess}`, width: guess, role: 'muted' },
    ], width, theme, selected);
  });
  return [heading(reviewWords(locale).queue, width, theme), ...shown];
}

function rowOf(question: Question, { theme: { glyphs }, locale, known: { taxonomy } }: Drawing): Row {
  const words = reviewWords(locale);
  switch (question.kind) {
    case 'merchant': {
      const guess = accepted(question);
      return {
        sign: question.labelled ? glyphs.unsure : glyphs.rest, name: question.name, count: question.count > 1 ? `${question.count}` : '', money: mainSum(question, locale),
        guess: guess ? `${percent(guess.confidence)} ${taxonomy.label(guess.category, locale)}` : '',
      };
    }
    case 'doubt': {
      const { description, amount, currency } = question.row;
      return { sign: '=', name: description.replace(/\s+/g, ' ').trim(), count: '', money: moneyText(minorFrom(amount, currency), currency, locale), guess: words.doubt };
    }
    case 'transfer': return { sign: glyphs.right, name: `${question.from} ${glyphs.right} ${question.to}`, count: '', money: moneyText(question.amount, question.currency, locale), guess: words.transferShort };
  }
}
