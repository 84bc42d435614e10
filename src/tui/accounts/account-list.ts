/** The accounts as a list: what each holds, how fresh it is, and whether it agrees with the bank. */
import { dayText } from '../../format/day.ts';
import { displayWidth } from '../../format/display-width.ts';
import { moneyText } from '../../format/money.ts';
import { type Piece, heading, line } from '../components/layout.ts';
import type { ListPlace } from '../components/list.ts';
import { type AccountFacts, type Checks, totalsOf } from './account-facts.ts';
import { accountsWords } from './accounts-words.ts';
import { type FeedStyle, stateText } from './feed-facts.ts';

export interface Listed {
  readonly facts: readonly AccountFacts[];
  readonly checks: Checks;
  readonly place: ListPlace;
}

/** Columns beside the name. */
const UNTIL = 10;
const AGO = 9;
const NUMBER = 26;

/** Lines of the list, its headings first and what there is in all last: at most `height`. */
export function accountLines({ facts, checks, place }: Listed, width: number, height: number, style: FeedStyle): string[] {
  const { theme, locale } = style;
  const words = accountsWords(locale);
  const sums = totalsOf(facts).map(({ currency, sum }) => moneyText(sum, currency, locale));
  const foot = facts.length > 1 && height > 4 ? [line([`  ${words.inAll}  `, { text: sums.join('   '), role: 'heading' }], width, theme)] : [];
  const balance = Math.max(displayWidth(words.balance), ...facts.map(({ account, balance: held }) => displayWidth(moneyText(held, account.currency, locale))));
  // The day goes first where it is narrow: how long ago it was says as much.
  const until = width >= 74 ? UNTIL : 0;
  const check = width >= 96 ? 34 : 22;
  const hasNumber = width >= 2 + 16 + NUMBER + balance + UNTIL + AGO + check + 5;
  const name = Math.max(8, width - 2 - (hasNumber ? NUMBER + 1 : 0) - balance - until - AGO - check - (until > 0 ? 4 : 3));
  const row = (pieces: readonly (Piece | undefined)[]): (Piece | string)[] => pieces.flatMap((piece, at) => (piece ? (at < 2 ? [piece] : [' ', piece]) : []));
  const head = line(row([
    { text: '', width: 2 }, { text: words.account, width: name, role: 'muted' }, hasNumber ? { text: words.number, width: NUMBER, role: 'muted' } : undefined, { text: words.balance, width: balance, align: 'right', role: 'muted' },
    { text: until > 0 ? words.until : words.untilShort, width: until + AGO + (until > 0 ? 1 : 0), role: 'muted' }, { text: words.check, width: check, role: 'muted' },
  ]), width, theme);
  const { from, to } = place.window(Math.max(1, height - 2 - foot.length));
  const rows = facts.slice(from, to).map((fact, at) => {
    const selected = from + at === place.cursor;
    const { account, freshness: { until: day, days, isStale } } = fact;
    return line(row([
      { text: selected ? theme.glyphs.pointer : '', width: 2 }, { text: account.name, width: name, role: account.closed === null ? undefined : 'muted' },
      hasNumber ? { text: account.number ?? account.bank ?? '', width: NUMBER, role: 'muted' } : undefined, { text: moneyText(fact.balance, account.currency, locale), width: balance, align: 'right' },
      until > 0 ? { text: day === undefined ? words.empty : dayText(day, locale), width: until } : undefined, { text: days === undefined ? '' : `${isStale ? theme.glyphs.over : ' '} ${words.short(days)}`, width: AGO, role: isStale ? 'warning' : 'muted' },
      { ...checkSign(fact, checks, style), width: check },
    ]), width, theme, selected);
  });
  return [heading(words.accounts, width, theme), head, ...rows, ...foot];
}

/** Drift before a feed that does not go, before questions, before agreement: what there is to do comes first. */
function checkSign({ account, doubts, feeds, missing }: AccountFacts, checks: Checks, style: FeedStyle): Piece {
  const { theme: { glyphs }, locale } = style;
  const words = accountsWords(locale);
  if (account.closed !== null) return { text: `  ${words.closed(dayText(account.closed, locale))}`, role: 'muted' };
  const asks = doubts > 0 ? ` ${glyphs.unsure} ${words.doubts(doubts)}` : '';
  const check = checks.get(account.id);
  if (check?.drift) return { text: `${glyphs.cross} ${words.off(dayText(check.drift.day, locale))}${asks}`, role: 'bad' };
  const stuck = feeds.find(({ state }) => state !== 'ok');
  if (stuck && stuck.state !== 'wait-until') return stateText(stuck, style, true);
  if (missing > 0) return { text: `${glyphs.unsure} ${words.missing(missing)}`, role: 'warning' };
  if (asks !== '') return { text: asks.trimStart(), role: 'warning' };
  if (check === undefined) return { text: `  ${words.checking}${glyphs.ellipsis}`, role: 'muted' };
  return check ? { text: `${glyphs.tick} ${words.agrees}`, role: 'good' } : { text: `  ${words.unchecked}`, role: 'muted' };
}
